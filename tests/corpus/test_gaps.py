"""The list of what this version does not reach is honest: real cases, reasons, nothing that must hold."""

from __future__ import annotations

import pytest

from tests.corpus import truth

CASES = [(test, case, reason) for test, cases in truth.gaps().items() for case, reason in cases.items()]


@pytest.mark.parametrize(("test", "case", "reason"), CASES, ids=[f"{test}:{case}" for test, case, _ in CASES])
def test_a_gap_is_a_case_with_a_reason(request: pytest.FixtureRequest, test: str, case: str, reason: str) -> None:
    """The case is one of this folder's tests, and a reason stands beside it."""
    names = {item.name for item in request.session.items if item.path.parent == request.path.parent}
    whole = any(name.startswith("test_support[") for name in names)  # not when single tests were asked for
    assert not whole or (f"{test}[{case}]" if case else test) in names
    assert len(reason) > 10


def test_what_must_hold_is_no_gap() -> None:
    """No claim and no relation of tier must is excused."""
    tiers = {id: support.tier for id, support in truth.supports().claims.items()}
    tiers |= {f"{relation.a}-{relation.b}": relation.tier for relation in truth.supports().relations}
    assert [case for _, case, _ in CASES if tiers.get(case) == "must"] == []

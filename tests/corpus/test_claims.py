"""The claims of the corpus, how they stand to each other, and their support."""

from __future__ import annotations

import pytest

from tawatur.model import Claim
from tests.corpus import truth
from tests.corpus.conftest import Traced

MANY = [claim.id for claim in truth.claims().values() if len({e.report for e in claim.evidence}) > 1]


def _found(traced: Traced, id: str) -> tuple[Claim, set[str]]:
    claim, reports = truth.found_claim(truth.claims()[id], traced.claims, traced.reports)
    assert claim is not None, f"no claim was made of {id}"
    return claim, reports


def _touching(traced: Traced, id: str) -> set[str]:
    """The claims that stand on any of the evidence."""
    places = [
        (traced.reports[e.report].id, truth.place(traced.reports[e.report], e.span))
        for e in truth.claims()[id].evidence
    ]
    return {
        claim.id
        for claim in traced.claims
        for made in claim.attestations
        if any(made.report == report and truth.covers(made.span, at) for report, at in places)
    }


@pytest.mark.parametrize("id", MANY)
def test_evidence_meets(traced: Traced, id: str) -> None:
    """All reports that make a claim are gathered in one claim."""
    _, reports = _found(traced, id)
    assert reports == {evidence.report for evidence in truth.claims()[id].evidence}


@pytest.mark.parametrize("id", truth.claims())
def test_no_stranger_is_in_it(traced: Traced, id: str) -> None:
    """No report that does not make the claim is counted for it."""
    claim, _ = _found(traced, id)
    mine = {evidence.report for evidence in truth.claims()[id].evidence}
    assert {traced.names[a.report] for a in claim.attestations} <= mine


@pytest.mark.parametrize("id", truth.claims())
def test_support(traced: Traced, id: str) -> None:
    """The support is the one worked out by hand."""
    true, claim = truth.supports().claims[id], _found(traced, id)[0]
    made = traced.supports[claim.id]
    assert (made.reports, made.outlets, tuple(made.holds)) == (true.reports, true.outlets, true.holds), true.why


@pytest.mark.parametrize("id", [id for id, support in truth.supports().claims.items() if support.said])
def test_support_of_its_having_been_said(traced: Traced, id: str) -> None:
    """How many chains carry that it was said is what was worked out by hand."""
    true, made = truth.supports().claims[id], traced.supports[_found(traced, id)[0].id]
    assert made.said is not None
    assert tuple(made.said) == true.said, true.why


@pytest.mark.parametrize("relation", truth.supports().relations, ids=lambda relation: f"{relation.a}-{relation.b}")
def test_relation(traced: Traced, relation: truth.TrueRelation) -> None:
    """Updates, conflicts, denials and refinements are found, and in the right direction."""
    a, b = _touching(traced, relation.a), _touching(traced, relation.b)
    made = {(r.a, r.b) for r in traced.relations if r.kind == relation.rel}
    made |= {(b, a) for a, b in made} if relation.rel == "conflict" else set()
    assert any(one in a and other in b for one, other in made)


@pytest.mark.parametrize("pair", truth.supports().not_related, ids=lambda pair: f"{pair.a}-{pair.b}")
def test_no_false_alarm(traced: Traced, pair: truth.Unrelated) -> None:
    """Parts of one whole, and different quantities, are neither conflict nor update."""
    a, b = _touching(traced, pair.a), _touching(traced, pair.b)
    loud = {(r.a, r.b) for r in traced.relations if r.kind in ("conflict", "update")}
    assert not any((one in a and other in b) or (one in b and other in a) for one, other in loud), pair.why

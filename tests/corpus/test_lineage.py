"""Which report of the corpus comes from which."""

from __future__ import annotations

import pytest

from tests.corpus import truth
from tests.corpus.conftest import Traced

CHILDREN = [report.id for report in truth.reports().values() if report.parents]
ORPHANS = [report.id for report in truth.reports().values() if not report.parents]


def _sources(traced: Traced, id: str) -> set[str]:
    """The reports and source keys that a report is said to derive from."""
    report = traced.reports[id]
    found = {derivation.source for derivation in traced.derivations if derivation.report == report.id}
    return {traced.names.get(source, source) for source in found}


def _keys(traced: Traced, id: str) -> set[str]:
    """A report, its outlet, and what its outlet is called as an agency."""
    outlet = traced.reports[id].outlet
    credited = {
        c.source for r in truth.reports().values() for c in traced.reports[r.id].credits if c.name in _names(id)
    }
    return {id, outlet} | credited


def _names(id: str) -> set[str]:
    return {"wna": {"ونا"}, "maytha": {"الميثاء"}}.get(truth.reports()[id].outlet, set())


def _forebears(traced: Traced, id: str) -> set[str]:
    """The report's sources, and theirs."""
    known: set[str] = set()
    waiting = [id]
    while waiting:
        for source in _sources(traced, waiting.pop()) - known:
            known.add(source)
            if source in traced.reports:
                waiting.append(source)
    return known


@pytest.mark.parametrize("id", CHILDREN)
def test_parents(traced: Traced, id: str) -> None:
    """Every report that comes from another is traced to it, to a sister copy of it, or to the agency it is from."""
    found = _forebears(traced, id)
    for parent in truth.reports()[id].parents:
        if parent.how == "unseen":
            assert any(source.startswith("unseen:") for source in found)
        else:
            assert found & _keys(traced, parent.from_), (parent.from_, found)


@pytest.mark.parametrize("id", ORPHANS)
def test_first_reports_have_no_parent(traced: Traced, id: str) -> None:
    """A report that comes from none is traced to none of the heap."""
    assert {source for source in _sources(traced, id) if source in traced.reports} == set()


def test_a_later_version_is_a_revision(traced: Traced) -> None:
    """The corrected page is known as a later version of the first one."""
    first, second = traced.reports["marsah--port-fire"], traced.reports["marsah--port-fire.v2"]
    kinds = {(d.report, d.source, d.kind) for d in traced.derivations}
    assert (second.id, first.id, "revised") in kinds

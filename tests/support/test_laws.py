"""The laws of support, on random claims with random chains and lineage."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import msgspec
import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.model import Attestation, Derivation, Evidence, Link, Report, Span, Support
from tawatur.support import support, supports
from tawatur.support.counting import counted
from tawatur.support.graph import Graph, graph
from tawatur.support.lineage import Ancestry, Lineage
from tawatur.support.names import known
from tests.support.making import ELSEWHERE, WORDS, claim, copied, link, made, report

NAMES = ["minister of health", "police", "mayor of the town", "union", "the company"]
REPORTS = [f"r{i}" for i in range(7)]
OUTLETS = ["one", "two", "three", "four", "five", None]


class Case(NamedTuple):
    """One claim with everything its support is counted from."""

    reports: dict[str, Report]
    attestations: tuple[Attestation, ...]
    derivations: tuple[Derivation, ...]

    def count(self) -> Support:
        return support(claim(self.attestations), self.reports, self.derivations)


def _link(name: str) -> Link:
    return link(name, "anonymous" if name == "a source" else "person")


CHAINS = st.lists(
    st.sampled_from([*NAMES, "a source", "agency:r", "agency:f", "outlet:one", "outlet:two"]).map(_link),
    max_size=3,
    unique_by=lambda made: made.key,
)


@st.composite
def derivations(draw: st.DrawFn, ids: list[str]) -> Derivation:
    """One derivation of any kind, whose evidence covers the claim, does not, or is not there."""
    mine = draw(st.sampled_from(ids))
    kind = draw(st.sampled_from(["copied", "cut", "rewritten", "unseen", "credited"]))
    source = {"unseen": "unseen:u", "credited": draw(st.sampled_from(["agency:r", "agency:f", "agency:several"]))}
    from_ = source.get(kind) or draw(st.sampled_from([*ids, "agency:r"]))
    span = draw(st.sampled_from([WORDS, ELSEWHERE, None]))
    return Derivation(
        report=mine,
        source=from_,
        kind=kind,
        share=draw(st.sampled_from([0.0, 0.3, 0.95])),
        directed=kind in source or draw(st.booleans()),
        evidence=(Evidence(report=mine, span=span), Evidence(report=from_, span=span)) if span else (),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A claim of one to seven reports of a few outlets, some unknown, with chains and lineage at random."""
    ids = REPORTS[: draw(st.integers(1, len(REPORTS)))]
    reports = {id: report(id, draw(st.sampled_from(OUTLETS))) for id in ids}
    attestations = [made(id, *draw(CHAINS)) for id in ids]
    attestations += [made(id, *draw(CHAINS), span=ELSEWHERE) for id in draw(st.lists(st.sampled_from(ids), max_size=2))]
    lineage = draw(st.lists(derivations(ids), max_size=5))
    return Case(reports, tuple(dict.fromkeys(attestations)), tuple(d for d in lineage if d.report != d.source))


@given(cases())
@settings(max_examples=150)
def test_low_high_outlets_reports_stand_in_order(case: Case) -> None:
    """1 ≤ low ≤ high ≤ outlets ≤ reports, for that it holds and for that it was said."""
    found = case.count()
    assert 1 <= found.holds.low <= found.holds.high <= found.outlets <= found.reports
    if found.said:
        assert 1 <= found.said.low <= found.said.high <= found.outlets


@given(cases(), st.randoms())
@settings(max_examples=100)
def test_order_never_matters(case: Case, chance) -> None:
    """Shuffled reports, attestations and derivations give the same support, to the last finding."""
    attestations, lineage, ids = list(case.attestations), list(case.derivations), list(case.reports)
    first = attestations[0]
    for items in (attestations, lineage, ids):
        chance.shuffle(items)
    again = claim([first, *(a for a in attestations if a != first)])
    assert support(again, {id: case.reports[id] for id in ids}, lineage) == case.count()


@given(cases(), st.data())
@settings(max_examples=150)
def test_verbatim_copy_never_raises(case: Case, data: st.DataObject) -> None:
    """A report that copies a known one word for word, chain and all, raises neither number, whoever prints it."""
    source = data.draw(st.sampled_from(sorted(case.reports)))
    outlet = data.draw(st.sampled_from(["new", *OUTLETS]))
    same = [a for a in case.attestations if a.report == source]
    more = Case(
        {**case.reports, "copy": report("copy", outlet)},
        (*case.attestations, *(made("copy", *a.chain, span=a.span) for a in same)),
        (*case.derivations, copied("copy", source)),
    )
    before, after = case.count(), more.count()
    assert after.holds.low <= before.holds.low
    assert after.holds.high <= before.holds.high
    if before.said and after.said:
        assert after.said.low <= before.said.low
        assert after.said.high <= before.said.high


@given(cases(), st.data())
@settings(max_examples=150)
def test_merely_citing_a_known_report_never_raises(case: Case, data: st.DataObject) -> None:
    """A report whose only source is an outlet that already prints the claim raises neither number."""
    named = [r for r in case.reports.values() if r.outlet]
    if not named:
        return
    cited = data.draw(st.sampled_from(sorted({r.outlet for r in named})))
    printer = data.draw(st.sampled_from(sorted({"new", "one", "two"} - {cited.partition(":")[2]})))
    more = Case(
        {**case.reports, "citing": report("citing", printer)},
        (*case.attestations, made("citing", cited)),
        case.derivations,
    )
    before, after = case.count(), more.count()
    assert after.holds.low <= before.holds.low
    assert after.holds.high <= before.holds.high
    if before.said and after.said:
        assert after.said.low <= before.said.low
        assert after.said.high <= before.said.high


@given(st.lists(st.sampled_from(OUTLETS), min_size=1, max_size=9))
def test_without_lineage_and_attribution(outlets: list[str | None]) -> None:
    """Where nothing is known, every outlet may be an origin and one origin may be behind them all."""
    reports = {f"r{i}": report(f"r{i}", outlet) for i, outlet in enumerate(outlets)}
    found = support(claim(made(id) for id in reports), reports, ())
    assert found.holds == (1, found.outlets)
    assert found.outlets == len({outlet for outlet in outlets if outlet}) + outlets.count(None)
    assert found.said is None


def _graph(case: Case) -> Graph:
    names = known(case.attestations)
    ancestry = Ancestry(Lineage(case.derivations), case.attestations, case.reports, names)
    return graph(case.attestations, case.reports, ancestry, names, said=False)


def _disjoint_paths(made: Graph) -> int:
    """The most vertex-disjoint paths from outlets to ends, by trying sets of simple paths."""
    after = made.after(loose=True)
    graph = networkx.DiGraph((a, b) for a, bs in after.items() for b in bs)
    graph.add_nodes_from(made.entries | made.ends())
    starts = made.starts()
    paths = [{entry} for entry in starts & made.ends()]
    for entry in starts:
        for end in made.ends() - {entry}:
            paths += [set(path) for path in networkx.all_simple_paths(graph, entry, end, cutoff=8)]
    paths = [p for p in paths if not any(q < p for q in paths)]
    for size in range(min(len(starts), len(paths)), 0, -1):
        for chosen in combinations(paths, size):
            if sum(map(len, chosen)) == len(set().union(*chosen)):
                return size
    return 0


@given(cases())
@settings(max_examples=150)
def test_high_is_a_count_of_disjoint_paths(case: Case) -> None:
    """The upper end equals the number of vertex-disjoint paths found by trying them all."""
    held = _graph(case)
    found = counted(held)
    assert found.range.high == max(1, _disjoint_paths(held))


@given(cases())
@settings(max_examples=100)
def test_adding_afterwards_is_having_had(case: Case) -> None:
    """What was counted before a report arrived leaves no trace in what is counted after."""
    early = Case(case.reports, case.attestations[:1], case.derivations)
    early.count()
    assert supports([claim(case.attestations)], case.reports, case.derivations) == (case.count(),)


@given(cases())
@settings(max_examples=150)
def test_everything_named_is_drawn(case: Case) -> None:
    """Cuts and edges name only vertices that are drawn, and every report is drawn once."""
    found = case.count()
    keys = [vertex.key for vertex in found.vertices]
    assert len(keys) == len(set(keys))
    assert {*found.cut_high, *(key for edge in found.edges for key in (edge.a, edge.b))} <= set(keys)
    assert {v.key for v in found.vertices if v.layer == "report"} == {a.report for a in case.attestations}


@settings(max_examples=150, deadline=None)
@given(cases(), st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=2, max_size=6))
def test_counted_together_is_counted_one_by_one(case: Case, shifts: list[tuple[int, bool]]) -> None:
    """Claims of one story that share their shape are counted once: each gets what it gets by itself, its own words as
    evidence."""
    claims = []
    for number, (shift, fewer) in enumerate(shifts):
        attestations = case.attestations[: 1 if fewer else None]
        moved = [
            msgspec.structs.replace(one, span=Span(one.span.start + 3 * shift, one.span.end + 3 * shift))
            for one in attestations
        ]
        claims.append(msgspec.structs.replace(claim(moved), id=f"c{number}"))
    together = supports(claims, case.reports, case.derivations)
    assert together == tuple(support(one, case.reports, case.derivations) for one in claims)

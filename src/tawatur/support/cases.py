"""Claims of one shape in one story: the same reports, the same chains, the same lineage over their words.

What is counted hangs on those; the words of a claim only stand as evidence. Most claims of a story share their shape
with others, so each shape is counted once, and for every other claim of it the evidence is put where its words are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from tawatur.model import Attestation, Claim, Edge, Evidence, Finding, Span, Support
from tawatur.support.lineage import Cover, Lineage

Place = tuple[str, Span]
Covered = tuple[tuple[Cover, Evidence | None], ...]


class Cases:
    """The supports of a story's claims, each shape counted once."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._held: dict[object, tuple[tuple[Place, ...], Support]] = {}

    def support(self, claim: Claim, made: Sequence[Attestation], count: Callable[[Claim], Support]) -> Support:
        """The support of a claim; `made` are its attestations in the order they are counted, those that say what it
        says first; `count` counts a shape not met before."""
        covered = [self._lineage.covered(one) for one in made]
        places = [(one.report, one.span) for one in made]
        shared = [(e.report, e.span) for cover in covered for _, e in cover if e is not None]
        named = {(one.report, link.mention) for one in made for link in one.chain if link.mention is not None}
        if not named.isdisjoint(places) or not set(shared).isdisjoint(places):
            return count(claim)  # some of its words stand for something else too: no telling whose they are
        every = (*places, *shared)
        shape = (
            claim.kind == "statement",
            tuple(
                (one.report, one.negated, one.chain, tuple((cover, e is None) for cover, e in cover_of))
                for one, cover_of in zip(made, covered, strict=True)
            ),
            _order(every),
        )
        known = self._held.get(shape)
        if known is None:
            found = count(claim)
            self._held[shape] = every, found
            return found
        return _moved(known[1], claim.id, dict(zip(known[0], every, strict=True)))


def _order(places: Sequence[Place]) -> tuple[object, ...]:
    """How places stand to one another: which are one, and which come first. Where that is the same, whatever is chosen
    among them by its place is the same."""
    if len(places) == 1:
        return ()
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)))}
    return tuple(ranks[place] for place in places)


def _moved(support: Support, claim: str, places: Mapping[Place, Place]) -> Support:
    """The same support for another claim: what stood as evidence in one stretch stands in the one given for it."""

    def evidence(one: Evidence) -> Evidence:
        new = places.get((one.report, one.span))
        return one if new is None else Evidence(report=new[0], span=new[1], rule=one.rule)

    edges = [
        edge if edge.evidence is None else Edge(a=edge.a, b=edge.b, rule=edge.rule, evidence=evidence(edge.evidence))
        for edge in support.edges
    ]
    findings = [
        Finding(code=found.code, fills=found.fills, evidence=tuple(map(evidence, found.evidence)))
        if found.evidence
        else found
        for found in support.findings
    ]
    return msgspec.structs.replace(support, claim=claim, edges=tuple(edges), findings=tuple(findings))

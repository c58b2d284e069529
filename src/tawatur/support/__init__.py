"""Support: how many independent chains carry a claim, as a range, with the minimum cut as the reason.

Vertices are sources; reports are drawn but never counted. The number of independent chains is the smallest number of
sources that would all have to be wrong for the claim to lose every path (Menger: the minimum vertex cut). `high` lets
every outlet that names nobody and shares no text be an origin of its own, and every anonymous source; `low` counts
only paths to named origins, and takes for one source whatever may be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tawatur.model import Attestation, Claim, Derivation, Edge, Evidence, Report, Support, Vertex
from tawatur.support.cases import Cases
from tawatur.support.counting import counted
from tawatur.support.findings import findings
from tawatur.support.graph import graph
from tawatur.support.lineage import SEVERAL, Ancestry, Lineage, one_of, outlet_key
from tawatur.support.names import Identities, Naming, identities, publisher

__all__ = ["identities", "support", "supports"]


def support(claim: Claim, reports: Mapping[str, Report], derivations: Sequence[Derivation]) -> Support:
    """The support of one claim: reports, outlets, both ranges, the cuts and the graph they were counted in.

    `reports` are those of the claim's story by id, `derivations` their lineage; the order of either does not matter.
    """
    return _support(claim, reports, Lineage(derivations), Naming())


def supports(
    claims: Iterable[Claim], reports: Mapping[str, Report], derivations: Iterable[Derivation]
) -> tuple[Support, ...]:
    """The support of each claim of a story, in the order of the claims; the lineage is read once."""
    lineage, naming = Lineage(derivations), Naming()
    cases = Cases(lineage)

    def count(claim: Claim) -> Support:
        return _support(claim, reports, lineage, naming)

    return tuple(cases.support(claim, _counted_order(claim), count) for claim in claims)


def _support(claim: Claim, reports: Mapping[str, Report], lineage: Lineage, naming: Naming) -> Support:
    every = _by_place(claim)
    side, others = _sides(claim, every)
    names = naming.known(side, _outlets(every, reports), _credited(every, reports, lineage))
    ancestry = Ancestry(lineage, side, reports, names)
    held = graph(side, reports, ancestry, names, said=False)
    holds = counted(held)
    told = _told(claim, side, ancestry, names)
    said = None
    if told:
        said = counted(graph(told, reports, ancestry, names, said=True, printing=held.entries), said=True).range
    collapsed = _collapsed(side, ancestry)
    return Support(
        claim=claim.id,
        reports=len({one_of(made.report, reports) for made in side}),
        outlets=len(held.entries),
        holds=holds.range,
        said=said,
        origins=tuple(sorted({held.named_as(key) for key in held.named()})),
        last_links=tuple(sorted({name for key in held.last_links() for name in held.namings_of(key)})),
        cut_low=holds.cut_low,
        cut_high=holds.cut_high,
        vertices=(*held.vertices(), *_printed(side, reports)),
        edges=(*(held.edges[pair] for pair in sorted(held.edges)), *_prints(side, reports)),
        collapsed=collapsed,
        findings=findings(side, others, held, holds, ancestry, reports),
    )


def _by_place(claim: Claim) -> list[Attestation]:
    """The attestations of a claim in the one order they are counted in."""
    if len(claim.attestations) == 1:
        return list(claim.attestations)
    return sorted(claim.attestations, key=_order)


def _counted_order(claim: Claim) -> tuple[Attestation, ...]:
    """The attestations in the order they are counted in, those that say what the wording says first."""
    every = _by_place(claim)
    if len(every) == 1:
        return tuple(every)
    side, others = _sides(claim, every)
    return (*side, *others)


def _order(made: Attestation) -> tuple[object, ...]:
    return (made.report, made.span, made.statement, made.negated, [(link.key, link.who) for link in made.chain])


def _outlets(every: Sequence[Attestation], reports: Mapping[str, Report]) -> dict[str, str]:
    """The outlets that print the claim, by key, with their names."""
    held = (reports[made.report] for made in every if made.report in reports)
    return {report.outlet: report.outlet_name for report in held if report.outlet and report.outlet_name}


def _credited(every: Sequence[Attestation], reports: Mapping[str, Report], lineage: Lineage) -> dict[str, str]:
    """The agencies and outlets that the reports credit, by key, as they are named."""
    made = sorted({attestation.report for attestation in every})
    named = {
        derivation.source: derivation.source.partition(":")[2]
        for report in made
        for derivation in lineage.of.get(report, ())
        if publisher(derivation.source)
    }
    named |= {c.source: c.name for report in made if report in reports for c in reports[report].credits}
    named.pop(SEVERAL, None)
    return named


def _sides(claim: Claim, every: Sequence[Attestation]) -> tuple[list[Attestation], list[Attestation]]:
    """The attestations that say what the wording says, and those that say the contrary: a denial carries nothing."""
    wording = [made for made in every if made.report == claim.wording.report and made.span == claim.wording.span]
    negated = wording[0].negated if wording else sum(made.negated for made in every) * 2 > len(every)
    return [m for m in every if m.negated == negated], [m for m in every if m.negated != negated]


def _told(claim: Claim, side: Sequence[Attestation], ancestry: Ancestry, names: Identities) -> list[Attestation]:
    """The attestations that tell that one speaker said it; none when a report makes the claim in its own voice, or
    when several speakers do: then the claim is that it is so, and not that somebody said it."""
    told = [made for made in side if made.chain]
    speakers = {names.of(made.chain[-1]) for made in told if not publisher(made.chain[-1].key, made.chain[-1].kind)}
    if not speakers or (claim.kind != "statement" and len(speakers) > 1):
        return []
    attributing = {made.report for made in told}
    alone = [made for made in side if made.report not in attributing and not ancestry.descent(made).closed]
    return told if claim.kind == "statement" or not alone else []


def _collapsed(side: Sequence[Attestation], ancestry: Ancestry) -> tuple[tuple[str, str], ...]:
    """The reports that add no chain, each with the text it was copied from."""
    return tuple(
        sorted(
            {
                (made.report, parent.report or parent.key)
                for made in side
                for descent in (ancestry.descent(made),)
                if descent.closed
                for parent in descent.parents
            }
        )
    )


def _printed(side: Sequence[Attestation], reports: Mapping[str, Report]) -> list[Vertex]:
    return [
        Vertex(key=report, name=reports[report].outlet_name if report in reports else "", layer="report")
        for report in sorted({made.report for made in side})
    ]


def _prints(side: Sequence[Attestation], reports: Mapping[str, Report]) -> list[Edge]:
    first: dict[str, Attestation] = {}
    for made in side:
        first.setdefault(made.report, made)
    return [
        Edge(a=report, b=outlet_key(report, reports), rule="printed", evidence=Evidence(report=report, span=made.span))
        for report, made in sorted(first.items())
    ]

"""Claims: statements of one story that assert the same thing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log

from tawatur.claims.alone import alone
from tawatur.claims.contrast import alternatives
from tawatur.claims.embeddings import meaning
from tawatur.claims.features import Content, contents, gazetteer
from tawatur.claims.joining import Group, Said, joined
from tawatur.claims.parts import with_parts
from tawatur.claims.propositions import Proposition, reading
from tawatur.claims.times import times
from tawatur.keys import claim_id
from tawatur.lang.pack import Pack
from tawatur.model import Attestation, Claim, ClaimKind, Evidence, Quantity, Report, Span, Statement, Story
from tawatur.settings import Claims

__all__ = ["claims"]


def claims(
    story: Story,
    reports: Mapping[str, Report],
    statements: Mapping[str, Sequence[Statement]],
    pack: Pack,
    settings: Claims,
) -> tuple[Claim, ...]:
    """The claims of a story, the weightiest first: what its reports assert, each with every report that asserts it."""
    if len(story.reports) == 1:
        (report,) = story.reports
        read = reading(reports[report], statements.get(report, ()), pack, alone=True)
        told = sorted(alone(read, pack, settings), key=lambda group: (-_salience(group, reports), _first(group)))
        return _ordered([_claim(story, group, reports) for group in told[: settings.claims_alone]])
    said: list[Said] = []
    readings = [reading(reports[r], statements.get(r, ()), pack) for r in sorted(story.reports)]
    known = gazetteer(readings, [s for r in sorted(story.reports) for s in statements.get(r, ())], pack)
    for read in readings:
        said.extend(_said(read.propositions, contents(read, known, pack)))
    exclusive = alternatives(pack)
    groups = joined(said, exclusive, settings, meaning(reports, exclusive, settings))
    groups += times(said, {read.report.id: read for read in readings})
    return _ordered(_once([_claim(story, group, reports) for group in groups]))


def _first(group: Group) -> tuple[str, Span, str]:
    first = group.said[0].proposition
    return first.report, first.span, first.shape


def _ordered(made: list[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(with_parts(made), key=lambda claim: (-claim.salience, claim.id)))


def _once(made: list[Claim]) -> list[Claim]:
    """The claims without those that only say again what a claim about a figure says, in the same words, and without
    the second of two in the very same places (an event, and its day)."""
    made = list({claim.id: claim for claim in reversed(made)}.values())[::-1]
    about: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for claim in made:
        for a in claim.attestations if claim.kind == "figure" else ():
            about[a.report].append((a.span, claim.id))
    out = []
    for claim in made:
        shared: set[str] | None = None
        for a in claim.attestations if claim.kind != "figure" else ():
            again = {id for span, id in about[a.report] if _alike(span, a.span)}
            shared = again if shared is None else shared & again
        if not shared:
            out.append(claim)
    return out


def _alike(a: Span, b: Span) -> bool:
    """Whether two stretches are nearly the same words."""
    return a.overlap(b) >= _NEARLY * max(a.end - a.start, b.end - b.start)


_NEARLY = 0.8


def _said(propositions: Sequence[Proposition], found: Sequence[Content]) -> list[Said]:
    """Propositions with their contents; a figure's context is the clause it stands in (which comes right before it)."""
    out: list[Said] = []
    clause: Said | None = None
    for proposition, content in zip(propositions, found, strict=True):
        if proposition.figure is None:
            clause = Said(proposition, content, content)
        inside = clause is not None and proposition.span.overlap(clause.proposition.span) > 0
        out.append(Said(proposition, content, clause.content if inside and clause is not None else content))
    return out


def _claim(story: Story, group: Group, reports: Mapping[str, Report]) -> Claim:
    kept: dict[str, list[Proposition]] = {}
    for one in group.said:
        prop = one.proposition
        mine = kept.setdefault(prop.report, [])  # in text order, none overlapping
        at = bisect_left(mine, prop.span, key=lambda other: other.span)
        # the most central of several readings of one stretch stands for it; another stretch is another making
        beside = mine[max(0, at - 1) : at + 1]
        if not any(prop.span.overlap(other.span) for other in beside):
            mine.insert(at, prop)
    first = group.said[0].proposition
    made = tuple(
        sorted(
            (
                Attestation(report=p.report, span=p.span, statement=p.statement, chain=p.chain, negated=p.negated)
                for mine in kept.values()
                for p in mine
            ),
            key=lambda a: (a.report, a.span),
        )
    )
    return Claim(
        id=claim_id(
            story.id,
            first.span.of(reports[first.report].text),
            tuple(f"{a.report}:{a.span.start}:{a.span.end}" for a in made),
        ),
        story=story.id,
        kind=_kind(group),
        wording=Evidence(report=first.report, span=first.span),
        attestations=made,
        values=first.values,
        salience=_salience(group, reports),
    )


def _kind(group: Group) -> ClaimKind:
    if group.figure or group.kind is not None:
        return group.kind or "figure"
    spoken = sum(bool(one.proposition.chain) for one in group.said)
    return "statement" if 2 * spoken > len(group.said) else "event"


_HANGS = 0.8  # what a claim loses whose wording hangs on the words before it
_TELLING = 6  # features after which a clause says enough


def _salience(group: Group, reports: Mapping[str, Report]) -> float:
    """How an editor would rank a claim: many outlets, a figure, near the top of the reports."""
    here = {one.proposition.report for one in group.said}
    outlets = {reports[r].outlet or r for r in here}
    lead = sum(1 / one.proposition.position for one in group.said) / len(group.said)
    said = max(min(one.content.telling, _TELLING) for one in group.said) / _TELLING
    figure = any(isinstance(v, Quantity) and v.unit for one in group.said for v in one.proposition.values)
    many = len({reports[r].one for r in here})
    loose = group.said[0].proposition.loose and not group.figure
    return round(log(1 + many) + log(1 + len(outlets)) + lead + said + 0.5 * figure - _HANGS * loose, 6)

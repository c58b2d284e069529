"""The unseen common source: outlets share a text that none of them holds whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawatur.keys import content_id
from tawatur.lineage.ties import Known, covered
from tawatur.model import Derivation, Evidence, Span
from tawatur.settings import Lineage


def unseen(known: Known, settings: Lineage) -> list[Derivation]:
    """Groups of outlets that share a text which none of them holds whole: each derives from one unseen source."""
    out: list[Derivation] = []
    for members in _groups(known, settings):
        outlets = {known.reports[member].outlet or member for member in members}
        if len(outlets) < settings.outlets or any(known.named[member] for member in members):
            continue
        inside = set(members)
        common = {
            member: [span for tie in known.ties[member] if tie.other in inside for span, _ in tie.passages]
            for member in members
        }
        if any(_holds_all(member, members, common, known, settings) for member in members):
            continue
        source = f"unseen:{content_id('u', *members)}"
        out += [
            Derivation(
                report=member,
                source=source,
                kind="unseen",
                share=round(min(1.0, covered(common[member]) / known.letters[member]), 4),
                evidence=tuple(Evidence(report=member, span=s, rule="passage") for s in sorted(set(common[member]))),
                why=("passages",),
            )
            for member in members
        ]
    return out


def _groups(known: Known, settings: Lineage) -> list[tuple[str, ...]]:
    """Reports that share half a text or more with one of them and with half of the others, each group sorted.

    A report stands in one group at most.
    """
    close = {
        report: [tie.other for tie in ties if max(tie.share, tie.other_share) >= settings.group]
        for report, ties in known.ties.items()
    }
    taken: set[str] = set()
    out = []
    for hub in sorted(close, key=lambda report: (-len(close[report]), known.ranks[report])):
        if hub in taken:
            continue
        near = {hub, *(other for other in close[hub] if other not in taken)}
        # a round-up shares with two groups that share nothing with each other: the larger one stays
        group = {hub, *(one for one in near if 2 * len(near.intersection(close[one])) >= len(near) - 1)}
        if len(group) > 1:
            taken |= group
            out.append(tuple(sorted(group)))
    return out


def _holds_all(
    parent: str, members: Sequence[str], common: Mapping[str, list[Span]], known: Known, settings: Lineage
) -> bool:
    """Whether one report holds all that the others have in common, so that it could be the parent of all."""
    from_parent = {
        tie.report: [span for span, _ in tie.passages]
        for member in members
        for tie in known.ties[member]
        if tie.other == parent
    }
    for member in members:
        if member == parent:
            continue
        whole = covered(common[member])
        if whole and covered(from_parent.get(member, [])) < settings.holds * whole:
            return False
    return True

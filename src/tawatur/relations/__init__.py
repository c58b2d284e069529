"""Relations: where two claims of one story update, contradict, deny or refine each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawatur.lang.pack import Pack
from tawatur.model import Claim, Quantity, Relation, Report
from tawatur.relations.events import between_events
from tawatur.relations.figures import between_figures
from tawatur.relations.sides import Desk, sides
from tawatur.settings import Relations

__all__ = ["relations"]


def relations(
    claims: Sequence[Claim], reports: Mapping[str, Report], pack: Pack, settings: Relations
) -> tuple[Relation, ...]:
    """The relations between the claims of one story, sorted by id: `a` stands in the relation to `b`, in an update
    `a` is the newer. The order of the claims does not matter."""
    if len(claims) < 2 or not _comparable(claims):
        return ()
    desk = Desk(reports, pack, settings, {})
    told = sides(claims, desk)
    found = {relation.id: relation for relation in (*between_figures(told, desk), *between_events(told, desk))}
    return tuple(found[key] for key in sorted(found))


def _comparable(claims: Sequence[Claim]) -> bool:
    """Whether anything can be held against anything: several reports, or two numbers of one unit."""
    if len({made.report for claim in claims for made in claim.attestations}) > 1:
        return True
    units: dict[str, set[tuple[float | None, float | None]]] = {}
    for claim in claims:
        for value in claim.values if claim.kind == "figure" else ():
            if isinstance(value, Quantity) and value.unit:
                units.setdefault(value.unit, set()).add((value.low, value.high))
    return any(len(numbers) > 1 for numbers in units.values())

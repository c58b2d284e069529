"""Relations: where two claims of one story update, contradict, deny or refine each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from tawatur.claims.features import core
from tawatur.claims.joining import TOLLS
from tawatur.keys import relation_id
from tawatur.lang.pack import Pack
from tawatur.model import Claim, Evidence, Quantity, Relation, RelationKind, Report
from tawatur.settings import Relations

__all__ = ["relations"]


class _Figure(NamedTuple):
    """A figure claim: its value, when it was first and last made."""

    claim: Claim
    value: Quantity
    first: datetime | None
    last: datetime | None


def relations(
    claims: Sequence[Claim], reports: Mapping[str, Report], pack: Pack, settings: Relations
) -> tuple[Relation, ...]:
    """The relations between the claims of one story, sorted by id. The order of claims does not matter."""
    found = [*_figures(claims, reports)]
    return tuple(sorted(found, key=lambda relation: relation.id))


def _figures(claims: Sequence[Claim], reports: Mapping[str, Report]) -> Iterator[Relation]:
    by_unit: dict[str, list[_Figure]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.kind == "figure" and len(claim.values) == 1 and isinstance(claim.values[0], Quantity):
            value = claim.values[0]
            times = [t for a in claim.attestations if (t := _time(reports[a.report])) is not None]
            by_unit[value.unit].append(_Figure(claim, value, min(times, default=None), max(times, default=None)))
    for unit in sorted(by_unit):
        if unit.split("/")[0] in TOLLS:
            yield from _tolls(by_unit[unit])


def _time(report: Report) -> datetime | None:
    instant = report.published or report.modified or report.captured
    return instant.at.replace(tzinfo=None) if instant is not None else None


def _tolls(figures: list[_Figure]) -> Iterator[Relation]:
    """Tolls of one kind in order of size: each against the next."""
    ordered = sorted(figures, key=lambda f: (core(f.value)[1] or 0.0, f.claim.id))
    for low, high in pairwise(ordered):
        if core(low.value) == core(high.value):
            continue
        if low.last is not None and high.last is not None and high.last >= low.last:
            yield _relation("update", high, low, "toll-rose")
        else:
            yield _relation("conflict", high, low, "figures-differ")


def _relation(kind: RelationKind, a: _Figure, b: _Figure, why: str) -> Relation:
    return Relation(
        id=relation_id(kind, a.claim.id, b.claim.id),
        kind=kind,
        a=a.claim.id,
        b=b.claim.id,
        a_evidence=Evidence(report=a.claim.wording.report, span=a.claim.wording.span, rule=a.value.rule),
        b_evidence=Evidence(report=b.claim.wording.report, span=b.claim.wording.span, rule=b.value.rule),
        a_value=a.value,
        b_value=b.value,
        why=why,
    )

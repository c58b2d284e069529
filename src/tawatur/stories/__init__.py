"""Stories: the reports of one event, with its direct follow-up; a partition of all reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from tawatur.keys import story_id
from tawatur.lang.pack import load
from tawatur.model import Report, Reuse, Story, versions
from tawatur.progress import Progress, silent
from tawatur.settings import Stories
from tawatur.stories.likeness import Compared, Floats, Ints, Known, Likeness, Pairs, likeness
from tawatur.stories.linkage import Groups, groups
from tawatur.stories.terms import Heap, Terms, background, terms, vectors

__all__ = ["stories"]


def stories(
    reports: Sequence[Report], reuses: Sequence[Reuse], settings: Stories, progress: Progress = silent
) -> tuple[Story, ...]:
    """The stories of these reports, sorted by first appearance and id: every report stands in exactly one.

    `reuses` is what pairs of them share. The order of `reports` does not matter.
    """
    first = versions(reports)  # versions stand in one story, by what the first one says
    ordered = in_time(report for report in reports if report.id not in first)
    progress(0, len(ordered))
    pairs, follows = alike(ordered, reuses, first, settings).compared
    parted = groups(outlets_of(ordered).tolist(), pairs, settings, follows)
    progress(len(ordered), len(ordered))
    return told(ordered, parted, pairs, settings, later_of(reports, first))


def in_time(reports: Iterable[Report]) -> list[Report]:
    """The reports in order of time, unknown times first, then of their ids."""
    return sorted(reports, key=lambda report: (_at(report) or datetime.min, report.id))


class Alike(NamedTuple):
    """Which reports are alike, and the words by which they are."""

    compared: Compared
    found: Terms
    weighed: csr_matrix


def alike(
    ordered: Sequence[Report],
    reuses: Sequence[Reuse],
    first: Mapping[str, str],
    settings: Stories,
    heap: Heap | None = None,
) -> Alike:
    """The pairs of reports that are alike at all; `heap` is what a larger heap says of the words of these."""
    pack = load("ar")
    found = terms(ordered, pack, settings)
    weighed = vectors(found, background(pack), settings, heap)
    known = Known(
        days=days_of(ordered),
        outlets=outlets_of(ordered),
        places=found.places,
        placed=np.array([bool(places.about) for places in found.places], dtype=np.bool_),
        weekdays=np.array([sum(1 << day for day in days) for days in found.weekdays], dtype=np.int64),
        shared=_shared(ordered, reuses, first),
    )
    return Alike(likeness(weighed, known, settings), found, weighed)


def later_of(reports: Sequence[Report], first: Mapping[str, str]) -> dict[str, list[Report]]:
    """The later versions of each first one."""
    out: dict[str, list[Report]] = {}
    for report in reports:
        if report.id in first:
            out.setdefault(first[report.id], []).append(report)
    return out


_DAY_ONE = datetime(2000, 1, 1)


def days_of(ordered: Sequence[Report]) -> Floats:
    """When each report appeared, in days; NaN when unknown."""
    times = [_at(report) for report in ordered]
    return np.array(
        [(at - _DAY_ONE).total_seconds() / 86400 if at is not None else np.nan for at in times], dtype=float
    )


def outlets_of(ordered: Sequence[Report]) -> Ints:
    """A number for each report's outlet, -1 when it is unknown."""
    names = {name: number for number, name in enumerate(sorted({report.outlet for report in ordered if report.outlet}))}
    return np.array([names.get(report.outlet, -1) for report in ordered], dtype=np.int64)


def _shared(ordered: Sequence[Report], reuses: Sequence[Reuse], first: Mapping[str, str]) -> Pairs:
    """The pairs that share text, as numbers, with the share each has of the other at least; of the versions of a
    report the one that shares most speaks for it."""
    number = {report.id: index for index, report in enumerate(ordered)}
    number |= {later: number[lead] for later, lead in first.items() if lead in number}
    held = [reuse for reuse in reuses if reuse.a in number and reuse.b in number]
    sides = np.array([(number[reuse.a], number[reuse.b]) for reuse in held], dtype=np.int64).reshape(-1, 2)
    share = np.array([min(reuse.a_share, reuse.b_share) for reuse in held], dtype=float)
    apart = sides[:, 0] != sides[:, 1]
    size = max(1, len(ordered))
    pair, place = np.unique(sides[apart].max(axis=1) * size + sides[apart].min(axis=1), return_inverse=True)
    most = np.zeros(len(pair))
    np.maximum.at(most, place, share[apart])
    return pair % size, pair // size, most


def _at(report: Report) -> datetime | None:
    """When the report appeared, as far as it is known; time zones apart."""
    instant = report.published or report.captured
    return instant.at.replace(tzinfo=None) if instant is not None else None


def told(
    ordered: Sequence[Report], parted: Groups, pairs: Likeness, settings: Stories, later: Mapping[str, list[Report]]
) -> tuple[Story, ...]:
    """The groups as stories, with headline, outlets, times and related stories."""
    group_of = np.zeros(len(ordered), dtype=np.int64)
    for number, members in enumerate(parted.members):
        group_of[list(members)] = number
    inside = group_of[pairs.a] == group_of[pairs.b]
    weight = np.zeros(len(ordered))
    np.add.at(weight, pairs.a[inside], pairs.value[inside])
    np.add.at(weight, pairs.b[inside], pairs.value[inside])
    held = [_with_versions([ordered[index] for index in members], later) for members in parted.members]
    ids = [story_id(tuple(report.id for report in inside)) for inside in held]
    related = _related(parted, ids, settings)
    out = []
    for number, members in enumerate(parted.members):
        central = ordered[min(members, key=lambda index: (-round(float(weight[index]), 6), index))]
        times = [at for at in (_at(report) for report in held[number]) if at is not None]
        out.append(
            Story(
                id=ids[number],
                reports=tuple(report.id for report in held[number]),
                headline=_headline(central),
                central=central.id,
                outlets=tuple(sorted({ordered[index].outlet for index in members if ordered[index].outlet})),
                first=min(times, default=None),
                last=max(times, default=None),
                related=related[number],
                versions=tuple(sorted((v.id, ordered[i].id) for i in members for v in later.get(ordered[i].id, ()))),
            )
        )
    return tuple(sorted(out, key=lambda story: (story.first or datetime.min, story.id)))


def _with_versions(inside: list[Report], later: Mapping[str, list[Report]]) -> list[Report]:
    """The reports of a story in order of time, with all their versions."""
    every = [*inside, *(version for report in inside for version in later.get(report.id, ()))]
    return (
        sorted(every, key=lambda report: (_at(report) or datetime.min, report.id))
        if len(every) > len(inside)
        else inside
    )


def _related(parted: Groups, ids: Sequence[str], settings: Stories) -> list[tuple[str, ...]]:
    """For every group the stories most like it that stand apart, the likest first."""
    near: list[list[tuple[float, str]]] = [[] for _ in ids]
    for (one, two), alike in parted.alike.items():
        if alike >= settings.related:
            near[one].append((-alike, ids[two]))
            near[two].append((-alike, ids[one]))
    return [tuple(story for _, story in sorted(found)[: settings.relatives]) for found in near]


def _headline(report: Report) -> str:
    """The title of a report, or its first words when it has none."""
    if report.title is not None and report.title.of(report.text).strip():
        return " ".join(report.title.of(report.text).split())
    body = next((b.span.of(report.text) for b in report.blocks if b.kind != "furniture"), report.text)
    words = body.split()
    return " ".join(words[:14]) + ("…" if len(words) > 14 else "")

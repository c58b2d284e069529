"""Groups of reports that are alike on average: agglomerative clustering over the pairs that are alike at all.

Average linkage (Sokal and Michener's UPGMA) on a sparse graph: a pair that is not in the graph counts as unlike. Groups
in different connected parts of the graph never touch, so a report that arrives later changes its own part only.
What is added here: two groups that the same outlets print side by side on one day are two pieces of news.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import log
from typing import NamedTuple, TypeVar

from tawatur.settings import Stories
from tawatur.stories.likeness import Likeness

V = TypeVar("V")


class Groups(NamedTuple):
    """A partition: the members of each group (numbers, sorted), and how alike groups that touch are on average."""

    members: tuple[tuple[int, ...], ...]
    alike: dict[tuple[int, int], float]


class _Graph:
    """The groups while they are being joined; a group that was joined into another is no more."""

    def __init__(self, outlets: Sequence[int], likeness: Likeness, settings: Stories) -> None:
        size = len(outlets)
        self.lost = settings.rivals * grown(size, settings)
        self.members: list[tuple[int, ...]] = [(index,) for index in range(size)]
        self.outlets = [frozenset((outlet,)) if outlet >= 0 else frozenset() for outlet in outlets]
        self.sums: list[dict[int, float]] = [{} for _ in range(size)]
        self.rivals: list[dict[int, frozenset[int]]] = [{} for _ in range(size)]
        self.alive = [True] * size
        rows = zip(*(column.tolist() for column in likeness), strict=True)
        for a, b, value, rival in rows:
            self.sums[a][b] = self.sums[b][a] = value
            if rival:
                self.rivals[a][b] = self.rivals[b][a] = self.outlets[a]

    def mean(self, one: int, two: int) -> float:
        """How alike two groups are on average."""
        return self.sums[one][two] / (len(self.members[one]) * len(self.members[two]))

    def worth(self, one: int, two: int) -> float:
        """How alike two groups are on average, less what outlets that print both on one day speak against it."""
        mean = self.mean(one, two)
        rivals = self.rivals[one].get(two)
        fewer = min(len(self.outlets[one]), len(self.outlets[two]))
        # one outlet alone may well follow its own story up; two that do the same have two stories
        if rivals and fewer >= 2:
            mean *= 1.0 - self.lost * len(rivals) / fewer
        return round(mean, 9)

    def join(self, one: int, two: int) -> int:
        """The number of the group that two groups become."""
        made = len(self.members)
        self.members.append(tuple(sorted(self.members[one] + self.members[two])))
        self.outlets.append(self.outlets[one] | self.outlets[two])
        self.alive[one] = self.alive[two] = False
        self.alive.append(True)
        more, fewer = (one, two) if len(self.sums[one]) >= len(self.sums[two]) else (two, one)
        sums, rivals = self.sums[more], self.rivals[more]
        for other, value in self.sums[fewer].items():
            sums[other] = sums.get(other, 0.0) + value
        for other, outlets in self.rivals[fewer].items():
            rivals[other] = rivals.get(other, frozenset()) | outlets
        self.sums[one], self.sums[two], self.rivals[one], self.rivals[two] = {}, {}, {}, {}
        self.sums.append(sums)
        self.rivals.append(rivals)
        for gone in (one, two):
            sums.pop(gone, None)
            rivals.pop(gone, None)
        _retold(self.sums, one, two, made)
        _retold(self.rivals, one, two, made)
        return made


def _retold(table: list[dict[int, V]], one: int, two: int, made: int) -> None:
    """Tells the neighbours of two groups that they are one now."""
    for other, value in table[made].items():
        table[other].pop(one, None)
        table[other].pop(two, None)
        table[other][made] = value


def grown(reports: int, settings: Stories) -> float:
    """How far a heap is from a handful, where two reports are likely to tell one event, to a crowd, where hardly."""
    if reports >= settings.crowd:
        return 1.0
    return log(reports / settings.few) / log(settings.crowd / settings.few) if reports > settings.few else 0.0


def enough(reports: int, settings: Stories) -> float:
    """The average likeness from which two groups of so many reports are one story."""
    return settings.join * (settings.handful + (1.0 - settings.handful) * grown(reports, settings))


def groups(outlets: Sequence[int], likeness: Likeness, settings: Stories) -> Groups:
    """The partition of reports (one outlet number each, -1 unknown) in which no two groups are alike enough to join.

    The likeliest two groups are joined first; among equals those whose first members are smallest.
    """
    graph = _Graph(outlets, likeness, settings)
    join = enough(len(outlets), settings)
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(one: int, two: int) -> None:
        worth = graph.worth(one, two)
        if worth >= join:
            first, second = sorted((graph.members[one][0], graph.members[two][0]))
            heap.append((-worth, first, second, min(one, two), max(one, two)))

    for a, b in zip(likeness.a.tolist(), likeness.b.tolist(), strict=True):
        offer(a, b)
    heapify(heap)
    while heap:
        _, _, _, one, two = heappop(heap)
        if not (graph.alive[one] and graph.alive[two]):
            continue
        made = graph.join(one, two)
        for other in graph.sums[made]:
            before = len(heap)
            offer(made, other)
            if len(heap) > before:
                heappush(heap, heap.pop())
    left = sorted((index for index, lives in enumerate(graph.alive) if lives), key=lambda index: graph.members[index])
    number = {index: place for place, index in enumerate(left)}
    alike = {
        (number[index], number[other]): round(graph.mean(index, other), 9)
        for index in left
        for other in graph.sums[index]
        if number[index] < number[other]
    }
    return Groups(tuple(graph.members[index] for index in left), alike)

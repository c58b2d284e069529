"""Groups of reports that are alike on average: agglomerative clustering over the pairs that are alike at all.

Average linkage (Sokal and Michener's UPGMA) on a sparse graph: a pair that is not in the graph counts as unlike. Groups
in different connected parts of the graph never touch, so a report that arrives later changes its own part only.
What is added here: two groups that the same outlets print side by side on one day are two pieces of news.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import starmap
from math import log
from operator import add, or_
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from tawatur.settings import Stories
from tawatur.stories.likeness import Likeness

V = TypeVar("V")


class Groups(NamedTuple):
    """A partition: the members of each group (numbers, sorted), and how alike groups that touch are on average."""

    members: tuple[tuple[int, ...], ...]
    alike: dict[tuple[int, int], float]


class _Graph:
    """The groups while they are being joined. A group keeps its number when a less connected one joins it."""

    def __init__(self, outlets: Sequence[int], likeness: Likeness, settings: Stories) -> None:
        size = len(outlets)
        self.lost = settings.rivals * grown(size, settings)
        self.members = [[index] for index in range(size)]  # empty when the group has joined another
        self.first = list(range(size))  # the smallest member of each
        self.outlets = [frozenset((outlet,)) if outlet >= 0 else frozenset() for outlet in outlets]
        self.sums: list[dict[int, float]] = [{} for _ in range(size)]
        self.rivals: list[dict[int, frozenset[int]]] = [{} for _ in range(size)]
        for a, b, value in zip(likeness.a.tolist(), likeness.b.tolist(), likeness.value.tolist(), strict=True):
            self.sums[a][b] = self.sums[b][a] = value
        for a, b in zip(likeness.a[likeness.rival].tolist(), likeness.b[likeness.rival].tolist(), strict=True):
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

    def join(self, one: int, two: int) -> tuple[int, set[int]]:
        """The number of the group that two groups become, and to which others it may be closer than they were."""
        kept, gone = (one, two) if len(self.sums[one]) >= len(self.sums[two]) else (two, one)
        self.members[kept] += self.members[gone]
        self.members[gone] = []
        self.first[kept] = min(self.first[kept], self.first[gone])
        self.outlets[kept] |= self.outlets[gone]
        nearer = _moved(self.sums, kept, gone, add) | _moved(self.rivals, kept, gone, or_)
        return kept, nearer | self.rivals[kept].keys()


def _moved(table: list[dict[int, V]], kept: int, gone: int, both: Callable[[V, V], V]) -> set[int]:
    """Hands what a group that is no more has to do with others over to the one that it joined; these others."""
    held, left = table[kept], table[gone]
    table[gone] = {}
    held.pop(gone, None)
    left.pop(kept, None)
    for other, value in left.items():
        theirs = table[other]
        del theirs[gone]
        held[other] = theirs[kept] = both(held[other], value) if other in held else value
    return set(left)


def grown(reports: int, settings: Stories) -> float:
    """How far a heap is from a handful, where two reports are likely to tell one event, to a crowd, where hardly."""
    if reports >= settings.crowd:
        return 1.0
    return log(reports / settings.few) / log(settings.crowd / settings.few) if reports > settings.few else 0.0


def enough(reports: int, settings: Stories) -> float:
    """The average likeness from which two groups of so many reports are one story."""
    return settings.join * (settings.handful + (1.0 - settings.handful) * grown(reports, settings))


def groups(
    outlets: Sequence[int], likeness: Likeness, settings: Stories, follows: Mapping[int, int] = MappingProxyType({})
) -> Groups:
    """The partition of reports (one outlet number each, -1 unknown) in which no two groups are alike enough to join.

    The likeliest two groups are joined first; among equals those whose first members are smallest. Reports that
    follow another (`follows`) come into its group at the end and count in no average.
    """
    graph = _Graph(outlets, likeness, settings)
    _join(graph, likeness, enough(len(outlets), settings))
    behind: dict[int, list[int]] = {}
    for follower, leader in follows.items():
        graph.members[follower] = []
        behind.setdefault(leader, []).append(follower)
    left = sorted((index for index, inside in enumerate(graph.members) if inside), key=graph.first.__getitem__)
    number = {index: place for place, index in enumerate(left)}
    alike = {
        (number[index], number[other]): round(graph.mean(index, other), 9)
        for index in left
        for other in graph.sums[index]
        if number[index] < number[other]
    }
    whole = ((*graph.members[i], *(f for leader in graph.members[i] for f in behind.get(leader, ()))) for i in left)
    return Groups(tuple(tuple(sorted(members)) for members in whole), alike)


def _join(graph: _Graph, likeness: Likeness, least: float) -> None:
    """Joins groups, the likeliest two first, until none are alike enough.

    What two groups were worth when they were put on the heap is the most that they can be worth when they are taken
    off it, unless a group has come nearer (then they are put there again): so most are reckoned anew only then.
    """

    def offered(one: int, two: int) -> tuple[float, int, int, int, int] | None:
        if graph.mean(one, two) < least - 1e-9:  # most are not, and are worth no more than that
            return None
        worth = graph.worth(one, two)
        first, second = sorted((graph.first[one], graph.first[two]))
        return (-worth, first, second, min(one, two), max(one, two)) if worth >= least else None

    close = likeness.value >= least
    pairs = zip(likeness.a[close].tolist(), likeness.b[close].tolist(), strict=True)
    heap = [offer for offer in starmap(offered, pairs) if offer is not None]
    heapify(heap)
    while heap:
        best = heappop(heap)
        one, two = best[3:]
        if not (graph.members[one] and graph.members[two]):
            continue
        now = offered(one, two)
        if now == best:
            kept, nearer = graph.join(one, two)
            offers = [offered(kept, other) for other in nearer]
        else:
            offers = [now]
        for offer in offers:
            if offer is not None:
                heappush(heap, offer)

"""Groups of reports that are alike on average: agglomerative clustering over the pairs that are alike at all.

Average linkage (Sokal and Michener's UPGMA) on a sparse graph: a pair that is not in the graph counts as unlike. Groups
in different connected parts of the graph never touch, so a report that arrives later changes its own part only.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import NamedTuple

from tawatur.stories.likeness import Likeness


class Groups(NamedTuple):
    """A partition: the members of each group (numbers, sorted), and how alike groups that touch are on average."""

    members: tuple[tuple[int, ...], ...]
    alike: dict[tuple[int, int], float]


def groups(size: int, likeness: Likeness, join: float) -> Groups:
    """The partition of `size` reports in which no two groups are alike by `join` or more on average.

    The likeliest two groups are joined first; among equals those whose first members are smallest.
    """
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    heap: list[tuple[float, int, int, int, int]] = []
    for a, b, value in zip(likeness.a.tolist(), likeness.b.tolist(), likeness.value.tolist(), strict=True):
        sums[a][b] = sums[b][a] = value
        if value >= join:
            heap.append((-value, a, b, a, b))
    heapify(heap)
    members: list[tuple[int, ...]] = [(index,) for index in range(size)]
    alive = [True] * size
    while heap:
        _, _, _, one, two = heappop(heap)
        if not (alive[one] and alive[two]):
            continue
        alive[one] = alive[two] = False
        made = len(members)
        members.append(tuple(sorted(members[one] + members[two])))
        alive.append(True)
        sums.append(_joined(sums, one, two, made))
        for other, whole in sums[made].items():
            mean = whole / (len(members[made]) * len(members[other]))
            if mean >= join:
                first, second = sorted((members[made][0], members[other][0]))
                heappush(heap, (-round(mean, 9), first, second, min(made, other), max(made, other)))
    left = sorted((index for index, lives in enumerate(alive) if lives), key=lambda index: members[index])
    number = {index: place for place, index in enumerate(left)}
    alike = {
        (number[index], number[other]): whole / (len(members[index]) * len(members[other]))
        for index in left
        for other, whole in sums[index].items()
        if number[index] < number[other]
    }
    return Groups(tuple(members[index] for index in left), alike)


def _joined(sums: list[dict[int, float]], one: int, two: int, made: int) -> dict[int, float]:
    """The sums of likeness of two groups taken together, and their neighbours told of it."""
    more, fewer = (one, two) if len(sums[one]) >= len(sums[two]) else (two, one)
    whole = sums[more]
    for other, value in sums[fewer].items():
        whole[other] = whole.get(other, 0.0) + value
    whole.pop(one, None)
    whole.pop(two, None)
    sums[fewer] = {}
    if more != made:
        sums[more] = {}
    for other, value in whole.items():
        neighbours = sums[other]
        neighbours.pop(one, None)
        neighbours.pop(two, None)
        neighbours[made] = value
    return whole

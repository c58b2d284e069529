"""Stories when a report is added: only the groups that it may change are made again, with the result of making all.

Groups join from an average likeness on, so two that have no pair as alike as that never join. A region of reports is
grouped again together with its rim: the groups that have such a pair with it. When no group of the result holds both
reports of the region and of the rim, the rim is as it was and the region is what grouping everything would make of it:
at every step of that, the best pair is the best of its own part. Else what was mixed becomes part of the region.
A report of a crowd that follows another goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from tawatur.settings import Stories
from tawatur.stories.likeness import Compared, Ints, Likeness
from tawatur.stories.linkage import Groups, enough, groups, grown

MICRO = 1e6  # likeness is rounded to six digits: kept as whole numbers
EDGE = np.dtype([("other", "<i4"), ("value", "<i4"), ("rival", "?"), ("follows", "?")])
Edges = NDArray[np.void]  # of EDGE
NONE: Edges = np.zeros(0, dtype=EDGE)


class Node(NamedTuple):
    """A report as grouping sees it; nodes sort by time."""

    at: int
    report: str
    number: int
    outlet: str


class Graph(NamedTuple):
    """What is known of the reports round a region."""

    near: Callable[[Collection[int]], Mapping[int, Edges]]  # by number
    nodes: Callable[[Collection[int]], Sequence[Node]]  # by number
    mates: Callable[[Collection[int]], Collection[int]]  # the numbers of all that stand in one group with any of these


def frozen(settings: Stories, reports: int) -> Stories:
    """The settings as they are for a heap of so many reports, whatever the size of what is grouped."""
    join, rivals = enough(reports, settings), settings.rivals * grown(reports, settings)
    return msgspec.structs.replace(settings, join=join, handful=1.0, rivals=rivals, crowd=1)


def edges_of(compared: Compared, numbers: Ints) -> dict[int, Edges]:
    """For every report (by number) that is alike to any, those it is alike to, or the one it follows; `numbers` are
    those of the rows."""
    pairs, both = compared.pairs, 2 * len(compared.pairs.a)
    behind = np.array(list(compared.follows.items()), dtype=np.int64).reshape(-1, 2)
    one = np.concatenate([pairs.a, pairs.b, behind[:, 0]])
    rows = np.zeros(len(one), dtype=EDGE)
    rows["other"] = numbers[np.concatenate([pairs.b, pairs.a, behind[:, 1]])]
    rows["value"][:both] = np.tile(np.rint(pairs.value * MICRO).astype(np.int32), 2)
    rows["rival"][:both] = np.tile(pairs.rival, 2)
    rows["value"][both:] = MICRO  # so near that the one it follows is always looked at with it
    rows["follows"][both:] = True
    owner = numbers[one]
    order = np.lexsort((rows["other"], owner))
    owner, rows = owner[order], rows[order]
    starts = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1]))) if len(owner) else owner
    return dict(zip(owner[starts].tolist(), np.split(rows, starts[1:]), strict=True)) if len(owner) else {}


class Region(NamedTuple):
    """Reports that were grouped again: their nodes in order of time, the groups of their places, the pairs inside."""

    nodes: tuple[Node, ...]
    groups: tuple[tuple[int, ...], ...]
    pairs: Likeness


def regrouped(start: Iterable[int], graph: Graph, settings: Stories) -> Region:
    """The groups of the reports `start` (numbers; whole groups, and reports that are in none yet) and of all that they
    change. `settings` are `frozen`."""
    region = set(start)
    near: dict[int, Edges] = {}
    while True:
        near |= graph.near([number for number in region if number not in near])
        strong = {
            other
            for number in region
            for other in near.get(number, NONE)["other"][_strong(near.get(number, NONE), settings)].tolist()
        }
        rim = set(graph.mates(strong - region)) - region
        near |= graph.near([number for number in rim if number not in near])
        nodes = sorted(graph.nodes(region | rim))
        pairs, follows = _inside(nodes, near)
        parted = groups(_outlets(nodes), pairs, settings, follows)
        inside = [node.number in region for node in nodes]
        mixed = [members for members in parted.members if len({inside[index] for index in members}) > 1]
        if not mixed:
            return _cut(nodes, parted, pairs, inside)
        met = [nodes[index].number for members in mixed for index in members if not inside[index]]
        region |= set(graph.mates(met))


def _strong(edges: Edges, settings: Stories) -> NDArray[np.bool_]:
    """Which of the reports near one are so near that a pair of groups may join by them."""
    return np.asarray(edges["value"] >= settings.join * MICRO - 1, dtype=np.bool_)


def _inside(nodes: Sequence[Node], near: Mapping[int, Edges]) -> Compared:
    """The pairs among some nodes, by their places, and which of them follow which."""
    numbers = np.array([node.number for node in nodes], dtype=np.int64)
    order = np.argsort(numbers)
    found = [near.get(node.number, NONE) for node in nodes]
    rows = np.concatenate([*found, NONE])
    one = np.repeat(np.arange(len(nodes), dtype=np.int64), [len(edges) for edges in found])
    where = np.searchsorted(numbers[order], rows["other"])
    where[where == len(numbers)] = 0
    two = order[where]
    held = numbers[two] == rows["other"]
    behind = held & rows["follows"]
    follows = dict(zip(one[behind].tolist(), two[behind].tolist(), strict=True))
    use = held & ~rows["follows"] & (one < two)
    one, two, rows = one[use], two[use], rows[use]
    at = np.lexsort((two, one))
    return Compared(Likeness(one[at], two[at], rows["value"][at] / MICRO, rows["rival"][at]), follows)


def _outlets(nodes: Sequence[Node]) -> list[int]:
    """A number for each node's outlet, -1 when it is unknown."""
    known: dict[str, int] = {}
    return [known.setdefault(node.outlet, len(known)) if node.outlet else -1 for node in nodes]


def _cut(nodes: Sequence[Node], parted: Groups, pairs: Likeness, inside: Sequence[bool]) -> Region:
    """The region without its rim."""
    place = np.cumsum(inside) - 1
    kept = np.asarray(inside, dtype=np.bool_)
    use = kept[pairs.a] & kept[pairs.b]
    cut = pairs.some(use, place)
    made = (tuple(int(place[index]) for index in members) for members in parted.members if inside[members[0]])
    return Region(tuple(node for node, own in zip(nodes, inside, strict=True) if own), tuple(made), cut)

"""Grouping again what a report may change gives what grouping everything gives."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tawatur.settings import Stories
from tawatur.stories.likeness import Compared, Likeness
from tawatur.stories.linkage import enough, groups, grown
from tawatur.stories.regroup import EDGE, MICRO, Edges, Graph, Node, edges_of, frozen, regrouped

SETTINGS = frozen(Stories(), 5000)
Pair = tuple[int, int, int, bool]


def likeness(pairs: Collection[Pair], numbers: Collection[int]) -> Likeness:
    """The pairs among some reports as grouping takes them, by their places."""
    place = {number: index for index, number in enumerate(sorted(numbers))}
    inside = sorted((place[a], place[b], v, r) for a, b, v, r in pairs if a in place and b in place)
    columns = list(zip(*inside, strict=True)) or [(), (), (), ()]
    return Likeness(
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.int64),
        np.array(columns[2], dtype=np.float64) / 100,
        np.array(columns[3], dtype=np.bool_),
    )


def partition(pairs: Collection[Pair], outlets: list[int], numbers: Collection[int]) -> set[frozenset[int]]:
    """The groups of some reports, all grouped together."""
    ordered = sorted(numbers)
    made = groups([outlets[number] for number in ordered], likeness(pairs, ordered), SETTINGS)
    return {frozenset(ordered[index] for index in members) for members in made.members}


@st.composite
def heaps(draw: st.DrawFn) -> tuple[list[int], list[Pair]]:
    """Outlets of a few reports, and pairs of them that are alike (in hundredths), some of them rivals."""
    size = draw(st.integers(2, 12))
    outlets = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    every = [(a, b) for b in range(size) for a in range(b)]
    some = draw(st.lists(st.sampled_from(every), unique=True, max_size=len(every)))
    values = draw(st.lists(st.integers(8, 99), min_size=len(some), max_size=len(some)))
    return outlets, [(a, b, v, outlets[a] == outlets[b] and v % 2 == 0) for (a, b), v in zip(some, values, strict=True)]


@given(heap=heaps(), data=st.data())
@example(heap=([0, 1, 2], [(0, 1, 50, False), (1, 2, 90, False)]), data=None)  # a later pair is closer: it wins
def test_adding_equals_grouping_everything(heap: tuple[list[int], list[Pair]], data: st.DataObject | None) -> None:
    """Whatever few reports come last: what they change, and the rest as it was, are the groups of all together."""
    outlets, pairs = heap
    every = set(range(len(outlets)))
    late = {2} if data is None else data.draw(st.sets(st.sampled_from(sorted(every)), min_size=1, max_size=3))
    before = partition(pairs, outlets, every - late)
    near = edges_of(Compared(likeness(pairs, every), {}), np.arange(len(outlets)))

    def mates(numbers: Collection[int]) -> set[int]:
        return set(numbers).union(*(members for members in before if members.intersection(numbers)))

    def nodes(numbers: Collection[int]) -> list[Node]:
        return [Node(number, f"r-{number}", number, str(outlets[number])) for number in numbers]

    graph = Graph(lambda numbers: {n: near[n] for n in numbers if n in near}, nodes, mates)
    region = regrouped(late, graph, SETTINGS)
    inside = {node.number for node in region.nodes}
    again = {frozenset(region.nodes[place].number for place in members) for members in region.groups}
    assert again | {members for members in before if not members & inside} == partition(pairs, outlets, every)


def test_far_groups_are_left_alone() -> None:
    """A group without a close pair with the region is not looked at again."""
    before = [{0, 1}, {2, 3}]
    pairs = [(0, 1, 80, False), (2, 3, 80, False), (1, 2, 10, False), (3, 4, 70, False)]
    near = edges_of(Compared(likeness(pairs, range(5)), {}), np.arange(5))
    asked: set[int] = set()

    def rows(numbers: Collection[int]) -> dict[int, Edges]:
        asked.update(numbers)
        return {n: near[n] for n in numbers if n in near}

    def mates(numbers: Collection[int]) -> set[int]:
        return set(numbers).union(*(members for members in before if members & set(numbers)))

    region = regrouped({4}, Graph(rows, lambda ns: [Node(n, f"r-{n}", n, str(n)) for n in ns], mates), SETTINGS)
    assert asked == {2, 3, 4}
    assert {node.number for node in region.nodes} == {2, 3, 4}


def test_a_report_that_follows_goes_with_the_one_it_follows() -> None:
    """A report of a crowd that is added to a group, and those that were there, stand in one group afterwards."""
    pairs = [(0, 1, 80, False), (2, 3, 80, False)]
    near = edges_of(Compared(likeness(pairs, range(6)), {4: 1, 5: 1}), np.arange(6))
    before = [{0, 1, 4}, {2, 3}]

    def mates(numbers: Collection[int]) -> set[int]:
        return set(numbers).union(*(members for members in before if members & set(numbers)))

    graph = Graph(
        lambda numbers: {n: near[n] for n in numbers if n in near},
        lambda numbers: [Node(n, f"r-{n}", n, str(n)) for n in numbers],
        mates,
    )
    region = regrouped({5}, graph, SETTINGS)
    assert [node.number for node in region.nodes] == [0, 1, 4, 5]
    assert region.groups == ((0, 1, 2, 3),)


@pytest.mark.parametrize("size", [2, 100, 3000, 100_000])
def test_frozen_settings_do_not_grow(size: int) -> None:
    """Frozen for a heap, thresholds are the same for two reports and for a hundred thousand."""
    held = frozen(Stories(), size)
    for many in (2, 50, 4000):
        assert enough(many, held) == enough(size, Stories())
        assert held.rivals * grown(many, held) == Stories().rivals * grown(size, Stories())


def test_likeness_is_kept_to_the_digit() -> None:
    """What is packed for each report is what it was, both ways."""
    found = Likeness(np.array([0, 1]), np.array([1, 2]), np.array([0.123457, 0.9]), np.array([True, False]))
    rows = edges_of(Compared(found, {}), np.array([5, 7, 9]))
    assert rows.keys() == {5, 7, 9}
    assert [edge["other"].tolist() for edge in rows.values()] == [[7], [5, 9], [7]]
    assert (rows[7]["value"] / MICRO).tolist() == [0.123457, 0.9]
    assert np.frombuffer(rows[7].tobytes(), dtype=EDGE)["rival"].tolist() == [True, False]

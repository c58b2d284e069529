"""Average linkage on a sparse graph, against a plain one that looks at every pair at every step."""

from __future__ import annotations

from itertools import combinations

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.settings import Stories
from tawatur.stories.likeness import Likeness
from tawatur.stories.linkage import enough, groups

SETTINGS = msgspec.structs.replace(Stories(), handful=1.0)


def likeness(pairs: dict[tuple[int, int], float], rivals: set[tuple[int, int]] = frozenset()) -> Likeness:  # type: ignore[assignment]
    rows = sorted(pairs)
    return Likeness(
        np.array([a for a, _ in rows], dtype=np.int64),
        np.array([b for _, b in rows], dtype=np.int64),
        np.array([pairs[row] for row in rows], dtype=float),
        np.array([row in rivals for row in rows], dtype=bool),
    )


def plain(size: int, pairs: dict[tuple[int, int], float], join: float) -> set[frozenset[int]]:
    found = [frozenset({i}) for i in range(size)]
    while True:
        best: tuple[float, int, int] | None = None
        for one, two in combinations(sorted(found, key=min), 2):
            whole = sum(pairs.get((min(a, b), max(a, b)), 0.0) for a in one for b in two)
            offer = (-round(whole / (len(one) * len(two)), 9), min(one), min(two))
            if -offer[0] >= join and (best is None or offer < best):
                best, chosen = offer, (one, two)
        if best is None:
            return set(found)
        found = [group for group in found if group not in chosen] + [chosen[0] | chosen[1]]


GRAPHS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] < p[1]),
    st.integers(1, 20).map(lambda n: n / 20),
    max_size=20,
)


@given(GRAPHS, st.sampled_from([0.2, 0.3, 0.5]))
@settings(max_examples=150)
def test_the_groups_are_those_of_plain_average_linkage(pairs: dict[tuple[int, int], float], join: float) -> None:
    """The heap over a sparse graph joins what looking at every pair of groups joins."""
    found = groups([-1] * 9, likeness(pairs), msgspec.structs.replace(SETTINGS, join=join, crowd=2))
    assert {frozenset(members) for members in found.members} == plain(9, pairs, join)


@given(GRAPHS, GRAPHS)
@settings(max_examples=60)
def test_parts_that_do_not_touch_do_not_matter_to_each_other(
    one: dict[tuple[int, int], float], two: dict[tuple[int, int], float]
) -> None:
    """What arrives in another part of the graph changes nothing here: this is what lets one part be told anew alone."""
    fixed = msgspec.structs.replace(SETTINGS, crowd=2)
    alone = groups([-1] * 9, likeness(one), fixed)
    both = groups([-1] * 18, likeness({**one, **{(a + 9, b + 9): v for (a, b), v in two.items()}}), fixed)
    assert set(alone.members) == {members for members in both.members if members[0] < 9}


def test_outlets_that_print_both_on_one_day_tell_two_stories() -> None:
    """Two groups that the same two outlets print side by side stay apart where two groups of others would join."""
    pairs = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.3, (1, 3): 0.3, (0, 3): 0.3, (1, 2): 0.3}
    fixed = msgspec.structs.replace(SETTINGS, join=0.25, crowd=2)
    assert len(groups([0, 1, 0, 1], likeness(pairs, {(0, 2), (1, 3)}), fixed).members) == 2
    assert len(groups([0, 1, 2, 3], likeness(pairs), fixed).members) == 1


def test_a_handful_asks_for_less() -> None:
    """The likeness asked for grows with the heap, up to the crowd."""
    asked = [enough(size, Stories()) for size in (2, 10, 100, 1000, 3000, 50_000)]
    assert asked == sorted(asked)
    assert asked[-1] == asked[-2] == Stories().join
    assert asked[0] < 0.6 * Stories().join

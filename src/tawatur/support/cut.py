"""The minimum vertex cut of a small graph, by breadth-first augmenting paths (Menger's theorem; Edmonds and Karp 1972).

Every vertex is split into an entry and an exit joined by an arc of capacity one, so that a flow is a set of
vertex-disjoint paths. Graphs of claims have tens of vertices and cuts of a few: each path costs one search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple


class Cut(NamedTuple):
    """The size of a minimum vertex cut, and the one nearest the ends, sorted."""

    size: int
    vertices: tuple[str, ...]


def cut(edges: Mapping[str, Iterable[str]], entries: Iterable[str], ends: Iterable[str]) -> Cut:
    """The fewest vertices that lie on every path from any of `entries` to any of `ends` (both may be cut themselves).

    Among the cuts of that size the one nearest the ends is given: it names origins rather than those who retell them.
    """
    goals = set(ends)
    outlets = sorted(set(entries))
    after = {a: sorted(set(bs)) for a, bs in edges.items()}
    down: dict[str, str | None] = {}  # on a flow path: the vertex after this one, None at an end
    up: dict[str, str | None] = {}  # on a flow path: the vertex before this one, None at an entry
    while True:
        steps = _augmenting(after, outlets, goals, down, up)
        if steps is None:
            break
        _augment(steps, down, up)
    return Cut(sum(before is None for before in up.values()), tuple(sorted(_nearest(after, outlets, goals, down, up))))


# A state of the search is a vertex and the side of it we stand on: False its entry, True its exit.
State = tuple[str, bool]


def _augmenting(
    after: Mapping[str, list[str]],
    entries: list[str],
    goals: set[str],
    down: Mapping[str, str | None],
    up: Mapping[str, str | None],
) -> list[State] | None:
    """The states of a shortest path that adds one to the flow, or None when there is none."""
    came: dict[State, State | None] = {(v, False): None for v in entries if not (v in up and up[v] is None)}
    waiting = list(came)
    for state in waiting:
        vertex, out = state
        if out and vertex in goals and not (vertex in down and down[vertex] is None):
            steps: list[State] = []
            at: State | None = state
            while at is not None:
                steps.append(at)
                at = came[at]
            return steps[::-1]
        for new in _next(vertex, out, after, down, up):
            if new not in came:
                came[new] = state
                waiting.append(new)
    return None


def _next(
    vertex: str,
    out: bool,
    after: Mapping[str, list[str]],
    down: Mapping[str, str | None],
    up: Mapping[str, str | None],
) -> list[State]:
    """Where the residual graph leads from a state."""
    if out:
        ways = [(other, False) for other in after.get(vertex, ()) if down.get(vertex, "") != other]
        if vertex in down:
            ways.append((vertex, False))  # back over the arc through the vertex
        return ways
    if vertex not in down:
        return [(vertex, True)]
    before = up[vertex]
    return [(before, True)] if before is not None else []  # back over the arc that the flow came by


def _augment(steps: list[State], down: dict[str, str | None], up: dict[str, str | None]) -> None:
    """Adds one path to the flow: arcs walked forward join it, arcs walked backward leave it."""
    kept: list[tuple[str | None, str | None]] = [(None, steps[0][0])]
    gone: list[tuple[str, str]] = []
    for (a, a_out), (b, b_out) in pairwise(steps):
        if a_out and not b_out and a != b:
            kept.append((a, b))
        elif not a_out and b_out and a != b:
            gone.append((b, a))
    kept.append((steps[-1][0], None))
    for a, b in gone:
        del down[a]
        del up[b]
    for first, last in kept:
        if first is not None:
            down[first] = last
        if last is not None:
            up[last] = first


def _nearest(
    after: Mapping[str, list[str]],
    entries: list[str],
    goals: set[str],
    down: Mapping[str, str | None],
    up: Mapping[str, str | None],
) -> list[str]:
    """The vertices whose exit still reaches an end in the residual graph while their entry does not."""
    vertices = {*entries, *goals, *after, *(b for bs in after.values() for b in bs)}
    back: dict[State, list[State]] = {}
    reached: set[State] = set()
    waiting: list[State] = []
    for vertex in vertices:
        for out in (False, True):
            for new in _next(vertex, out, after, down, up):
                back.setdefault(new, []).append((vertex, out))
        if vertex in goals and not (vertex in down and down[vertex] is None):
            waiting.append((vertex, True))
    # an end that the flow uses is reached through its exit as well: the arc from it to the sink is not what is cut
    waiting += [(vertex, True) for vertex in goals if vertex in down and down[vertex] is None]
    while waiting:
        state = waiting.pop()
        if state in reached:
            continue
        reached.add(state)
        waiting.extend(back.get(state, ()))
    return [v for v in vertices if v in down and (v, True) in reached and (v, False) not in reached]

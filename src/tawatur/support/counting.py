"""Both ends of the range: the cuts of the graph as the upper and as the lower bound reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tawatur.model import Range
from tawatur.support.cut import cut
from tawatur.support.graph import Graph


class Counted(NamedTuple):
    """The range of independent chains, the cuts it comes from, and circles of sources that name only one another."""

    range: Range
    cut_low: tuple[str, ...]
    cut_high: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]


def counted(graph: Graph, *, said: bool = False) -> Counted:
    """How many independent chains a graph holds, at least and at most.

    A circle of sources that have it from one another hides an origin of what holds; that something was `said` it
    does not show.
    """
    starts = graph.starts()
    line = _line(graph, starts)
    if line is not None:
        named = (line,) if line in graph.named() else ()
        return Counted(Range(1, 1), named, (line,), ())
    circles = () if said else _circles(graph.after(loose=True), starts, graph.ends())
    for circle in circles:
        graph.close(circle)
    high = cut(graph.after(loose=True), starts, graph.ends())
    low_after, entries, low_ends = _contracted(graph)
    low = cut(low_after, entries, low_ends)
    most = max(1, high.size)
    return Counted(Range(max(1, min(low.size, most)), most), low.vertices, high.vertices, circles)


def _line(graph: Graph, starts: set[str]) -> str | None:
    """The end of the only path, when there is but one path: most claims stand in one report."""
    if len(starts) != 1 or len({a for a, _ in graph.edges}) != len(graph.edges):
        return None
    after = dict(graph.edges.keys())
    at, ends = next(iter(starts)), graph.ends()
    for _ in range(len(after) + 1):
        if at in ends:
            return at if at not in after else None
        if at not in after:
            return None
        at = after[at]
    return None


def _contracted(graph: Graph) -> tuple[dict[str, set[str]], set[str], set[str]]:
    """The graph of the lower bound: sources that may be one are one, and only firm edges and named origins count."""
    leader: dict[str, str] = {}

    def of(key: str) -> str:
        while key in leader:
            key = leader[key]
        return key

    nobody = sorted(key for key in graph.entries if key in graph.unknown)
    pairs = [*graph.identities.perhaps.items(), *graph.merged, *((key, nobody[0]) for key in nobody[1:])]
    for a, b in sorted(pairs):
        low, high = of(a), of(b)
        if low != high:
            leader[low] = high
    after: dict[str, set[str]] = {}
    for a, others in graph.after(loose=False).items():
        after.setdefault(of(a), set()).update(of(b) for b in others if of(b) != of(a))
    # what may be an outlet that prints the claim is no named origin: that outlet's own words tell
    printing = {of(key) for key in graph.printing}
    return after, {of(key) for key in graph.starts()}, {of(key) for key in graph.named()} - printing


def _circles(
    after: Mapping[str, Iterable[str]], entries: Iterable[str], ends: Iterable[str]
) -> tuple[tuple[str, ...], ...]:
    """The closed circles: sources that lead to no end and only to one another, each sorted, in order."""
    before: dict[str, set[str]] = {}
    for a, others in after.items():
        for b in others:
            before.setdefault(b, set()).add(a)
    safe = _reach(ends, before)
    stuck = _reach(entries, after) - safe
    found: set[tuple[str, ...]] = set()
    for key in sorted(stuck):
        ahead = _reach([key], after)
        if len(ahead) > 1 and all(key in _reach([other], after) for other in ahead):
            found.add(tuple(sorted(ahead)))
    return tuple(sorted(found))


def _reach(starts: Iterable[str], after: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything reached from the starts, themselves included."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for other in after.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen

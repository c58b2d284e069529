"""The minimum vertex cut, held against networkx and against trying every set of vertices."""

from __future__ import annotations

from itertools import combinations

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.support.cut import cut

NODES = [f"v{i}" for i in range(9)]
GRAPHS = st.tuples(
    st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=26),
    st.sets(st.sampled_from(NODES), max_size=5),
    st.sets(st.sampled_from(NODES), max_size=5),
)


def _after(edges: list[tuple[str, str]]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for a, b in edges:
        out.setdefault(a, set()).add(b)
    return out


def _separates(gone: set[str], edges: list[tuple[str, str]], entries: set[str], ends: set[str]) -> bool:
    after, seen = _after(edges), set(entries) - gone
    waiting = list(seen)
    while waiting:
        for other in after.get(waiting.pop(), set()) - gone - seen:
            seen.add(other)
            waiting.append(other)
    return not seen & ends


@given(GRAPHS)
@settings(max_examples=150)
def test_size_is_that_of_the_smallest_separating_set(graph: tuple) -> None:
    """On small graphs the cut is as small as the smallest set of vertices found by trying all."""
    edges, entries, ends = graph
    found = cut(_after(edges), entries, ends)
    smallest = next(
        size
        for size in range(len(NODES) + 1)
        if any(_separates(set(gone), edges, entries, ends) for gone in combinations(NODES, size))
    )
    assert found.size == smallest


@given(GRAPHS)
@settings(max_examples=120)
def test_size_is_the_maximum_flow_of_the_split_graph(graph: tuple) -> None:
    """networkx finds the same value on the graph with every vertex split (Menger)."""
    edges, entries, ends = graph
    split = networkx.DiGraph()
    split.add_nodes_from(["S", "T"])
    for node in NODES:
        split.add_edge((node, 0), (node, 1), capacity=1)
    split.add_edges_from(((a, 1), (b, 0)) for a, b in edges if a != b)
    split.add_edges_from(("S", (node, 0)) for node in entries)
    split.add_edges_from(((node, 1), "T") for node in ends)
    assert cut(_after(edges), entries, ends).size == networkx.maximum_flow_value(split, "S", "T")


@given(GRAPHS)
@settings(max_examples=120)
def test_the_cut_given_separates(graph: tuple) -> None:
    """The vertices named do cut every path, and there are exactly as many of them as the size says."""
    edges, entries, ends = graph
    found = cut(_after(edges), entries, ends)
    assert len(found.vertices) == found.size
    assert _separates(set(found.vertices), edges, entries, ends)


@given(GRAPHS, st.randoms())
def test_order_does_not_matter(graph: tuple, chance) -> None:
    """Whatever order edges, entries and ends come in, the same cut is named."""
    edges, entries, ends = graph
    shuffled = list(edges)
    chance.shuffle(shuffled)
    after = {a: sorted(bs, reverse=True) for a, bs in _after(shuffled).items()}
    assert cut(after, sorted(entries, reverse=True), sorted(ends)) == cut(_after(edges), entries, ends)


def test_the_cut_nearest_the_ends_is_named() -> None:
    """Where outlet, agency and minister are each a cut, the minister is named."""
    assert cut({"outlet": ["agency"], "agency": ["minister"]}, ["outlet"], ["minister"]).vertices == ("minister",)


def test_flow_is_rerouted_where_the_first_path_was_in_the_way() -> None:
    """A shortest first path through both middles does not hide that there are two."""
    edges = {"a": ["x"], "b": ["x", "y"], "x": ["p", "q"], "y": ["q"]}
    assert cut(edges, ["a", "b"], ["p", "q"]).size == 2
    assert cut({"a": ["x"], "b": ["x"], "x": ["p", "q"]}, ["a", "b"], ["p", "q"]) == (1, ("x",))


def test_nothing_to_cut() -> None:
    """Without a path there is nothing to cut."""
    assert cut({"a": ["b"]}, ["a"], ["z"]) == (0, ())
    assert cut({}, [], []) == (0, ())


def test_long_chain_does_not_recurse() -> None:
    """A chain of ten thousand hands is walked without a deep stack."""
    edges = {f"n{i}": [f"n{i + 1}"] for i in range(10_000)}
    assert cut(edges, ["n0"], ["n10000"]) == (1, ("n10000",))

"""The chain diagram of a claim as SVG: origins on the right, where Arabic begins to read, then relays, outlets and
reports; the cut is marked. Text wraps to two lines and keeps its full words in a tooltip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from tawatur.dossiers.words import both_texts, one_line, plain
from tawatur.model import Edge, Support, Vertex

MOST_REPORTS = 40  # drawn; the rest stand in the list below the diagram
_WIDE, _GAP, _ROW, _SIDE, _TOP = 160, 48, 46, 8, 34  # user units: width of a box, between columns, height of a row
_BOX = 36
_LINE = 22  # letters on one line of a box, at 13 units a letter is about 7 wide


class Box(NamedTuple):
    """A vertex on the page."""

    vertex: Vertex
    column: int
    x: float
    y: float


class Labels(NamedTuple):
    """What the page adds to the graph."""

    lines: Mapping[str, tuple[str, str]]  # report id → the two lines written on its box
    links: Mapping[str, str]  # report id → where a click on its box leads


def diagram(support: Support, language: str, labels: Labels) -> Markup:
    """The diagram as an SVG element, or nothing when there is nothing to draw."""
    reports = [vertex.key for vertex in support.vertices if vertex.layer == "report"]
    left_out = set(reports[MOST_REPORTS:])
    edges = [edge for edge in support.edges if edge.a not in left_out]
    reached = {key for edge in edges for key in (edge.a, edge.b)}
    vertices = [v for v in support.vertices if v.key not in left_out and (v.key in reached or v.layer == "outlet")]
    if not vertices:
        return Markup("")
    columns = _columns(vertices, edges)
    boxes, ways, rows = _placed(columns, edges)
    width = 2 * _SIDE + len(columns) * _WIDE + (len(columns) - 1) * _GAP
    height = _TOP + rows * _ROW + _SIDE
    cut = {"low": set(support.cut_low), "high": set(support.cut_high)}
    body = "".join(
        [
            *_headings(columns),
            *(_edge(edge, boxes, ways) for edge in edges if edge.a in boxes and edge.b in boxes),
            *(_box(box, cut, labels, language) for box in boxes.values()),
        ]
    )
    return Markup(
        f'<svg class="chain" viewBox="0 0 {width:.0f} {height:.0f}" direction="rtl" role="img" '
        f'style="max-width:{width:.0f}px;min-width:{width * 0.7:.0f}px" '
        f'aria-label="{escape(plain("dossier.diagram", language))}">{body}</svg>'
    )


# ── where everything stands ──────────────────────────────────────────────────────────────────────────────────────


def _columns(vertices: Sequence[Vertex], edges: Sequence[Edge]) -> list[list[Vertex]]:
    """The vertices column by column, reports first; outlets that are copied stand nearer the origins."""
    layer = {vertex.key: vertex.layer for vertex in vertices}
    depth = {vertex.key: 0 for vertex in vertices}
    for _ in range(3):  # a copy of a copy of a copy: deeper ones share a column
        for edge in edges:
            if layer.get(edge.a) == layer.get(edge.b) and edge.b in depth:
                depth[edge.b] = min(3, max(depth[edge.b], depth[edge.a] + 1))
    out: list[list[Vertex]] = []
    for name in ("report", "outlet", "relay", "origin"):
        inside = [vertex for vertex in vertices if vertex.layer == name]
        for level in sorted({depth[vertex.key] for vertex in inside}) if name != "origin" else [0]:
            column = [v for v in inside if name == "origin" or depth[v.key] == level]
            if column:
                out.append(column)
    return out


class Pass(NamedTuple):
    """The place where a long edge passes a column."""

    a: str
    b: str
    column: int


Way = tuple[str, str]  # the ends of an edge
Slot = str | Pass


def _placed(
    columns: Sequence[Sequence[Vertex]], edges: Sequence[Edge]
) -> tuple[dict[str, Box], dict[Way, list[tuple[float, float]]], float]:
    """Boxes in their columns, the points that long edges pass between boxes, and the height in rows.

    Every slot goes near the middle of its neighbours: a few sweeps of the barycentre rule (Sugiyama, Tagawa and
    Toda 1981), with a thin slot in each column that a long edge crosses, so that no edge runs behind a box.
    """
    column_of = {vertex.key: at for at, column in enumerate(columns) for vertex in column}
    order: list[list[Slot]] = [[vertex.key for vertex in column] for column in columns]
    near: dict[Slot, list[Slot]] = {}
    passes: dict[Way, list[Pass]] = {}
    for a, b in sorted({(e.a, e.b) for e in edges if e.a in column_of and e.b in column_of}):
        between = [Pass(a, b, column) for column in range(column_of[a] + 1, column_of[b])]
        for slot in between:
            order[slot.column].append(slot)
        passes[a, b] = between
        line: list[Slot] = [a, *between, b]
        for one, other in pairwise(line):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    rows = max(sum(map(_height, column)) for column in order)
    at: dict[Slot, float] = {}
    for column in order:
        at.update(_spread(column, rows))
    for sweep in range(8):
        for column in order if sweep % 2 else reversed(order):
            middle = {slot: _mean([at[other] for other in near.get(slot, [slot])]) for slot in column}
            column.sort(key=lambda slot: (middle[slot], str(slot)))
            at.update(_spread(column, rows))
    vertices = {vertex.key: vertex for column in columns for vertex in column}
    boxes = {
        key: Box(vertex, column_of[key], _SIDE + column_of[key] * (_WIDE + _GAP), _TOP + at[key] * _ROW - _BOX / 2)
        for key, vertex in vertices.items()
    }
    ways = {
        way: [(float(_SIDE + slot.column * (_WIDE + _GAP)), _TOP + at[slot] * _ROW) for slot in slots]
        for way, slots in passes.items()
    }
    return boxes, ways, rows


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _height(slot: Slot) -> float:
    """Rows that a slot takes."""
    return 1.0 if isinstance(slot, str) else 0.35


def _spread(column: Sequence[Slot], rows: float) -> dict[Slot, float]:
    """The middles of a column's slots, in rows, evenly over the height of the tallest."""
    room = (rows - sum(map(_height, column))) / (len(column) + 1)
    out: dict[Slot, float] = {}
    top = room
    for slot in column:
        out[slot] = top + _height(slot) / 2
        top += _height(slot) + room
    return out


# ── drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _headings(columns: Sequence[Sequence[Vertex]]) -> Iterable[str]:
    seen: dict[str, list[int]] = {}
    for index, column in enumerate(columns):
        seen.setdefault(column[0].layer, []).append(index)
    for layer, indexes in seen.items():
        middle = _SIDE + (indexes[0] + indexes[-1]) / 2 * (_WIDE + _GAP) + _WIDE / 2
        yield both_texts(f"layer.{layer}", x=middle, y=18, kind="head")


def _edge(edge: Edge, boxes: Mapping[str, Box], ways: Mapping[Way, Sequence[tuple[float, float]]]) -> str:
    """A hand-over: a curve from the source to who had it, with an arrow at the one who had it."""
    a, b = boxes[edge.a], boxes[edge.b]
    start, end = (b.x, b.y + _BOX / 2), (a.x + _WIDE + 4, a.y + _BOX / 2)
    if a.column == b.column:
        start = (a.x + _WIDE, start[1])
        path = f"M{_xy(*start)} C{_xy(start[0] + 46, start[1])} {_xy(end[0] + 42, end[1])} {_xy(*end)}"
    elif a.column > b.column:  # backwards: around
        start, end = (b.x + _WIDE, start[1]), (a.x - 4, end[1])
        path = f"M{_xy(*start)} C{_xy(start[0] + 30, start[1])} {_xy(end[0] - 26, end[1])} {_xy(*end)}"
    else:
        path = f"M{_xy(*start)}"
        at = start
        for x, y in reversed(ways.get((edge.a, edge.b), ())):
            path += f" {_bend(at, (x + _WIDE, y))} L{_xy(x, y)}"
            at = (x, y)
        path += f" {_bend(at, end)}"
    kind = "copy" if edge.rule in _COPIES else "print" if edge.rule == "printed" else "told"
    return f'<path class="edge {kind}" d="{path}" marker-end="url(#to)"/>'


def _bend(a: tuple[float, float], b: tuple[float, float]) -> str:
    """A curve between two columns, level at both ends."""
    middle = (a[0] - b[0]) / 2
    return f"C{_xy(a[0] - middle, a[1])} {_xy(b[0] + middle, b[1])} {_xy(*b)}"


def _xy(x: float, y: float) -> str:
    return f"{x:.0f} {y:.1f}"


_COPIES = frozenset({"copied", "cut", "rewritten", "translated", "revised", "unseen", "circle"})


def _box(box: Box, cut: Mapping[str, set[str]], labels: Labels, language: str) -> str:
    vertex = box.vertex
    lines = labels.lines.get(vertex.key) if vertex.layer == "report" else None
    name = " ".join(lines) if lines else one_line(vertex.name)
    classes = ["box", vertex.layer]
    if not vertex.known:
        classes.append("unknown")
    if vertex.key in cut["low"]:
        classes.append("cut")
    elif vertex.key in cut["high"]:
        classes.append("cut-high")
    inner = (
        f'<rect x="{box.x:.0f}" y="{box.y:.1f}" width="{_WIDE}" height="{_BOX}" '
        f'rx="{4 if vertex.layer == "report" else 9}"/>'
    )
    if name:
        written = [line for line in lines if line] if lines else _lines(name)
        inner += _written([_fitted(line) for line in written], box.x + _WIDE / 2, box.y)
    else:
        inner += _nobody(vertex, box)
    tip = name or plain(_nobody_code(vertex), language)
    group = f'<g class="{" ".join(classes)}"><title>{escape(tip)}</title>{inner}</g>'
    href = labels.links.get(vertex.key)
    return f'<a href="{escape(href)}">{group}</a>' if href else group


def _nobody_code(vertex: Vertex) -> str:
    if vertex.layer == "outlet":
        return "dossier.no-outlet"
    return "dossier.unseen-text" if vertex.key.startswith("unseen:") else "dossier.unknown-source"


def _nobody(vertex: Vertex, box: Box) -> str:
    return both_texts(_nobody_code(vertex), x=box.x + _WIDE / 2, y=box.y + _BOX / 2 + 4, kind="name")


def _written(lines: Sequence[str], middle: float, top: float) -> str:
    """A name on one or two lines."""
    first = top + (_BOX / 2 + 5 if len(lines) == 1 else _BOX / 2 - 3)
    return "".join(
        f'<text class="name" x="{middle:.0f}" y="{first + 15 * index:.1f}">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )


def _fitted(line: str) -> str:
    """A line that fits its box."""
    return line if len(line) <= _LINE + 3 else one_line(line, _LINE)[: _LINE + 3]


def _lines(name: str) -> list[str]:
    """A name cut into at most two lines, the second with a mark of omission when more is left."""
    if len(name) <= _LINE:
        return [name]
    words = name.split(" ")
    first = words.pop(0)
    while words and len(first) + 1 + len(words[0]) <= _LINE:
        first += " " + words.pop(0)
    rest = " ".join(words)
    if len(first) > _LINE + 2:
        first, rest = first[:_LINE] + "…", ""
    if len(rest) > _LINE:
        rest = one_line(rest, _LINE - 2)[: _LINE + 2]
    return [first, rest] if rest else [first]

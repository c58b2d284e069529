"""The chain diagram of a claim as SVG: origins on the right, where Arabic begins to read, then relays, outlets and
reports; the cut is marked. Text wraps to two lines and keeps its full words in a tooltip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

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


def diagram(support: Support, language: str, names: Mapping[str, str], links: Mapping[str, str]) -> Markup:
    """The diagram, or nothing when there is nothing to draw.

    `names` gives what to write on a report's box, `links` where a click on it leads, both by report id.
    """
    reports = [vertex.key for vertex in support.vertices if vertex.layer == "report"]
    left_out = set(reports[MOST_REPORTS:])
    edges = [edge for edge in support.edges if edge.a not in left_out]
    reached = {key for edge in edges for key in (edge.a, edge.b)}
    vertices = [v for v in support.vertices if v.key not in left_out and (v.key in reached or v.layer == "outlet")]
    if not vertices:
        return Markup("")
    columns = _columns(vertices, edges)
    boxes = _placed(columns, edges)
    width = 2 * _SIDE + len(columns) * _WIDE + (len(columns) - 1) * _GAP
    height = _TOP + max(len(column) for column in columns) * _ROW + _SIDE
    cut = {"low": set(support.cut_low), "high": set(support.cut_high)}
    body = Markup("").join(
        [
            *_headings(columns),
            *(_edge(edge, boxes) for edge in edges if edge.a in boxes and edge.b in boxes),
            *(_box(box, cut, names, links, language) for box in boxes.values()),
        ]
    )
    label = plain("dossier.diagram", language)
    svg = Markup(
        '<svg class="chain" viewBox="0 0 {w:.0f} {h:.0f}" style="max-width:{w:.0f}px;min-width:{least:.0f}px" '
        'role="img" aria-label="{label}" direction="rtl">{body}</svg>'
    )
    return Markup(svg.format(w=width, h=height, least=width * 0.7, label=label, body=body))


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


def _placed(columns: Sequence[Sequence[Vertex]], edges: Sequence[Edge]) -> dict[str, Box]:
    """Boxes in their columns, each near the middle of its neighbours (a few sweeps of the barycentre rule)."""
    near: dict[str, list[str]] = {}
    for edge in edges:
        near.setdefault(edge.a, []).append(edge.b)
        near.setdefault(edge.b, []).append(edge.a)
    order = [[vertex.key for vertex in column] for column in columns]
    tallest = max(len(column) for column in order)
    at: dict[str, float] = {}
    for column in order:
        at.update(_spread(column, tallest))
    for sweep in range(6):
        for column in order if sweep % 2 else reversed(order):
            middle = {
                key: sum(at[other] for other in near.get(key, (key,))) / len(near.get(key, (key,))) for key in column
            }
            column.sort(key=lambda key: (middle[key], key))
            at.update(_spread(column, tallest))
    vertex = {v.key: v for column in columns for v in column}
    return {
        key: Box(vertex[key], index, _SIDE + index * (_WIDE + _GAP), _TOP + at[key] * _ROW)
        for index, column in enumerate(order)
        for key in column
    }


def _spread(column: Sequence[str], tallest: int) -> dict[str, float]:
    """The rows of a column, evenly over the height of the tallest."""
    step = tallest / len(column)
    return {key: step * (index + 0.5) - 0.5 for index, key in enumerate(column)}


# ── drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _headings(columns: Sequence[Sequence[Vertex]]) -> Iterable[Markup]:
    seen: dict[str, list[int]] = {}
    for index, column in enumerate(columns):
        seen.setdefault(column[0].layer, []).append(index)
    for layer, indexes in seen.items():
        middle = _SIDE + (indexes[0] + indexes[-1]) / 2 * (_WIDE + _GAP) + _WIDE / 2
        yield both_texts(f"layer.{layer}", x=middle, y=18, kind="head")


def _edge(edge: Edge, boxes: Mapping[str, Box]) -> Markup:
    """A hand-over: a curve from the source to who had it, with an arrow at the one who had it."""
    a, b = boxes[edge.a], boxes[edge.b]
    x1, y1 = b.x, b.y + _BOX / 2
    x2, y2 = a.x + _WIDE, a.y + _BOX / 2
    if a.column == b.column:
        x1 = x2 = a.x + _WIDE
        path = f"M{x1:.0f} {y1:.0f} C{x1 + 46:.0f} {y1:.0f} {x2 + 46:.0f} {y2:.0f} {x2 + 4:.0f} {y2:.0f}"
    elif a.column > b.column:  # backwards: around
        x1, x2 = b.x + _WIDE, a.x
        path = f"M{x1:.0f} {y1:.0f} C{x1 + 30:.0f} {y1:.0f} {x2 - 30:.0f} {y2:.0f} {x2 - 4:.0f} {y2:.0f}"
    else:
        bend = max(24.0, (x1 - x2) / 2)
        path = f"M{x1:.0f} {y1:.0f} C{x1 - bend:.0f} {y1:.0f} {x2 + bend:.0f} {y2:.0f} {x2 + 4:.0f} {y2:.0f}"
    kind = "copy" if edge.rule in _COPIES else "print" if edge.rule == "printed" else "told"
    return Markup('<path class="edge {}" d="{}" marker-end="url(#to)"/>').format(kind, path)


_COPIES = frozenset({"copied", "cut", "rewritten", "translated", "revised", "unseen", "circle"})


def _box(
    box: Box, cut: Mapping[str, set[str]], names: Mapping[str, str], links: Mapping[str, str], language: str
) -> Markup:
    vertex = box.vertex
    name = one_line(names.get(vertex.key) or vertex.name)
    classes = ["box", vertex.layer]
    if not vertex.known:
        classes.append("unknown")
    if vertex.key in cut["low"]:
        classes.append("cut")
    elif vertex.key in cut["high"]:
        classes.append("cut-high")
    inner = Markup('<rect x="{:.0f}" y="{:.1f}" width="{}" height="{}" rx="{}"/>').format(
        box.x, box.y, _WIDE, _BOX, 4 if vertex.layer == "report" else 9
    )
    inner += _written(name, box.x + _WIDE / 2, box.y) if name else _nobody(vertex, box)
    tip = name or plain(_nobody_code(vertex), language)
    group = Markup('<g class="{}"><title>{}</title>{}</g>').format(" ".join(classes), tip, inner)
    href = links.get(vertex.key)
    return Markup('<a href="{}">{}</a>').format(href, group) if href else group


def _nobody_code(vertex: Vertex) -> str:
    if vertex.layer == "outlet":
        return "dossier.no-outlet"
    return "dossier.unseen-text" if vertex.key.startswith("unseen:") else "dossier.unknown-source"


def _nobody(vertex: Vertex, box: Box) -> Markup:
    return both_texts(_nobody_code(vertex), x=box.x + _WIDE / 2, y=box.y + _BOX / 2 + 4, kind="name")


def _written(name: str, middle: float, top: float) -> Markup:
    """A name on one or two lines."""
    lines = _lines(name)
    first = top + (_BOX / 2 + 5 if len(lines) == 1 else _BOX / 2 - 3)
    return Markup("").join(
        Markup('<text class="name" x="{:.0f}" y="{:.1f}">{}</text>').format(middle, first + 15 * index, escape(line))
        for index, line in enumerate(lines)
    )


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

"""Columns of a printed page: its lines in the order they are read, though the file draws them across the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

_PART = 1.0  # times a line's height: a wider gap inside a line may be between two columns
_LINES = 4  # lines a column has at least: less is a line of a table or a caption
_LETTERS = 12  # letters of the usual line of a column: cells of tables have fewer
_ACROSS = 0.25  # share of lines that may run across both columns: headlines, what stands above and below
_SIDE_BY_SIDE = 0.5  # share of the height of the shorter column that must stand beside the other
_DEEP = 2  # columns of columns: four on a page at most
_STEP = 2.0  # points between the places a gap is looked for
_PLACES = 500  # at most: a damaged file puts letters as far apart as it likes, and a page is 600 points wide


class Glyph(NamedTuple):
    """One letter and where it stands: `left` and `right` in points, `base` and `top` above the foot of the page."""

    letter: str
    left: float
    right: float
    base: float
    top: float


Line = list[list[Glyph]]
"""A line of a page: its words, the glyphs of each."""


def box(line: Sequence[Sequence[Glyph]]) -> Glyph:
    """The box round a line."""
    every = [glyph for word in line for glyph in word]
    return Glyph(
        "",
        min(glyph.left for glyph in every),
        max(glyph.right for glyph in every),
        min(glyph.base for glyph in every),
        max(glyph.top for glyph in every),
    )


def in_columns(lines: list[Line], from_right: bool) -> list[Line]:
    """The lines of a page, column by column where they stand in columns, as they were given where they do not.
    `from_right`: the first column is the right one."""
    parts = [part for line in lines for part in _parts(line)]
    ordered = _ordered([(part, box(part)) for part in parts], from_right, _DEEP)
    return lines if ordered is None else ordered


def _parts(line: Line) -> list[Line]:
    """A line cut where a wide gap is in it."""
    words = sorted((word for word in line if word), key=lambda word: min(glyph.left for glyph in word))
    if not words:
        return []
    whole = box(line)
    least = _PART * (whole.top - whole.base)
    cuts = [0]
    for at, (one, two) in enumerate(pairwise(words), 1):
        if min(glyph.left for glyph in two) - max(glyph.right for glyph in one) > least:
            cuts.append(at)
    if len(cuts) == 1:
        return [line]
    where = {id(word): number for number, word in enumerate(words)}
    cuts.append(len(words))
    return [[word for word in line if word and start <= where[id(word)] < end] for start, end in pairwise(cuts)]


def _ordered(parts: list[tuple[Line, Glyph]], from_right: bool, deep: int) -> list[Line] | None:
    """The parts column by column; None when they stand in one."""
    gap = _gap([place for _, place in parts]) if deep else None
    if gap is None:
        return None
    out: list[Line] = []
    sides: tuple[list[tuple[Line, Glyph]], list[tuple[Line, Glyph]]] = ([], [])  # since the last line across

    def told() -> None:
        for side in reversed(sides) if from_right else sides:
            out.extend(_ordered(side, from_right, deep - 1) or [part for part, _ in side])
            side.clear()

    for part, place in sorted(parts, key=lambda one: -one[1].base):
        if place.left < gap < place.right:
            told()
            out.append(part)
        else:
            sides[place.left >= gap].append((part, place))
    told()
    return out


def _gap(places: list[Glyph]) -> float | None:
    """Where between two columns hardly a line runs, in points from the left; None when nothing stands in columns."""
    if len(places) < 2 * _LINES:
        return None
    first, last = min(place.left for place in places), max(place.right for place in places)
    found: tuple[int, float] | None = None
    step = max(_STEP, (last - first) / _PLACES)
    start, end = first + (last - first) / 5, last - (last - first) / 5
    for at in takewhile(lambda at: at < end, (start + step * number for number in range(_PLACES))):
        across = sum(place.left < at < place.right for place in places)
        if across <= _ACROSS * len(places) and (found is None or across < found[0]):
            left, right = ([p for p in places if p.right <= at], [p for p in places if p.left >= at])
            if _column(left) and _column(right) and _beside(left, right):
                found = across, at
    return found[1] if found else None


def _column(places: list[Glyph]) -> bool:
    """Whether lines may be a column: enough of them, and wide enough."""
    if len({round(place.base) for place in places}) < _LINES:
        return False
    height = median(place.top - place.base for place in places)
    return median(place.right - place.left for place in places) > _LETTERS * height / 2


def _beside(left: list[Glyph], right: list[Glyph]) -> bool:
    """Whether two columns stand side by side, and not one below the other."""
    tops, feet = (
        [max(p.top for p in side) for side in (left, right)],
        [min(p.base for p in side) for side in (left, right)],
    )
    shared = min(tops) - max(feet)
    return shared >= _SIDE_BY_SIDE * min(top - foot for top, foot in zip(tops, feet, strict=True))

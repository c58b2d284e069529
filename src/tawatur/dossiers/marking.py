"""Text with marked stretches: overlapping spans become runs of equal marking, so that HTML can nest nothing wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from tawatur.model import Block, Report, Span


class Mark(NamedTuple):
    """A stretch to mark: where, what for (a class), its anchor and where a click on its number leads."""

    span: Span
    kind: str  # claim, passage, changed, furniture
    anchor: str = ""
    number: int = 0  # of the claim


class Run(NamedTuple):
    """A run of text under one set of marks."""

    text: str
    kinds: tuple[str, ...]
    starts: tuple[Mark, ...] = ()  # marks that begin here: their anchors
    ends: tuple[Mark, ...] = ()  # marks that end here: their numbers
    numbers: tuple[int, ...] = ()  # claims that this run belongs to


class Paragraph(NamedTuple):
    """A block of a report as runs."""

    kind: str
    runs: tuple[Run, ...]


def runs(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """The stretch `within` of a text cut wherever a mark begins or ends; the runs join to exactly its words."""
    inside = sorted(
        (mark._replace(span=Span(max(mark.span.start, within.start), min(mark.span.end, within.end))), mark)
        for mark in marks
        if mark.span.overlap(within)
    )
    edges = sorted({within.start, within.end, *(edge for mark, _ in inside for edge in mark.span)})
    out = []
    for start, end in pairwise(edges):
        over = [(cut, whole) for cut, whole in inside if cut.span.start <= start and end <= cut.span.end]
        out.append(
            Run(
                text[start:end],
                tuple(sorted({cut.kind for cut, _ in over})),
                tuple(whole for _, whole in over if whole.span.start == start),
                tuple(whole for _, whole in over if whole.span.end == end),
                tuple(sorted({cut.number for cut, _ in over if cut.number})),
            )
        )
    return tuple(out)


def paragraphs(report: Report, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """A report's whole text, block by block, furniture and all."""
    marked = sorted(marks)
    marked += [Mark(furniture.span, "furniture") for furniture in report.furniture]
    return tuple(
        Paragraph(block.kind, runs(report.text, block.span, marked))
        for block in _blocks(report)
        if block.span.of(report.text).strip()
    )


def _blocks(report: Report) -> tuple[Block, ...]:
    """The report's blocks, or its lines when it has none."""
    if report.blocks:
        return report.blocks
    out, start = [], 0
    for line in report.text.splitlines(keepends=True):
        out.append(Block(kind="paragraph", span=Span(start, start + len(line.rstrip()))))
        start += len(line)
    return tuple(out)

"""Bodies: the stretches of a report that assert something, without its title and furniture."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.model import Report, Span


def bodies(report: Report) -> Iterator[Span]:
    """The stretches of a report's text that are neither title nor furniture."""
    if report.blocks:
        for block in report.blocks:
            if block.kind not in ("title", "furniture", "caption"):
                yield from _without(block.span, report)
        return
    yield from _without(Span(report.title.end if report.title is not None else 0, len(report.text)), report)


def _without(span: Span, report: Report) -> Iterator[Span]:
    start = span.start
    for furniture in sorted(piece.span for piece in report.furniture):
        if furniture.end <= start or furniture.start >= span.end:
            continue
        if furniture.start > start:
            yield Span(start, furniture.start)
        start = max(start, furniture.end)
    if start < span.end:
        yield Span(start, span.end)

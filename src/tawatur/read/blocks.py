"""The pieces of a report's text: title, lead, headings, paragraphs, list entries, furniture; together they are it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawatur.model import Block, BlockKind, Furniture, Span
from tawatur.read.furniture import Line, lines
from tawatur.text.sentences import trimmed

_ENTRY = re.compile("[-\u2013\u2022*\u25cf\u25aa\u25fe]\\s+\\S|(?:[0-9]|[\u0660-\u0669]){1,2}\\s*[-.)]\\s*\\S")
_STOP = re.compile("[.!?\u061f\u2026:\u061b\u060c,][\"\u00bb\u201d')\\]]*$")
_HEADING_WORDS = 8
_TITLE_WORDS = 25


def blocks(text: str, title: Span | None, furniture: Sequence[Furniture]) -> tuple[Block, ...]:
    """The blocks of a text in order; they cover every character that is not white space, none twice."""
    pieces: list[tuple[Span, bool]] = []
    cuts = [piece.span for piece in furniture]
    for start, end in lines(text):
        at = start
        while cuts and cuts[0].end <= start:
            cuts.pop(0)
        for cut in cuts:
            if cut.start >= end:
                break
            if at < cut.start:
                pieces.append((trimmed(text, at, cut.start), False))
            pieces.append((trimmed(text, max(at, cut.start), min(cut.end, end)), True))
            at = min(cut.end, end)
        if at < end:
            pieces.append((trimmed(text, at, end), False))
    pieces = [(span, away) for span, away in pieces if span.start < span.end]
    told = [index for index, (span, away) in enumerate(pieces) if not away and not _in(span, title)]
    lead = next((index for index in told if _sentence(pieces[index][0].of(text))), told[0] if told else -1)
    out = []
    for index, (span, away) in enumerate(pieces):
        kind: BlockKind = "furniture" if away else "title" if _in(span, title) else "paragraph"
        if kind == "paragraph":
            kind = _kind(span.of(text), index == lead, index == told[-1])
        out.append(Block(kind=kind, span=span))
    return tuple(out)


def _in(span: Span, title: Span | None) -> bool:
    return title is not None and title.start <= span.start and span.end <= title.end


def _sentence(words: str) -> bool:
    """Whether a line is more than a byline or a dateline."""
    return len(words.split()) > _HEADING_WORDS or bool(_STOP.search(words))


def _kind(words: str, first: bool, last: bool) -> BlockKind:
    if _ENTRY.match(words):
        return "list"
    if first:
        return "lead"
    if not last and not _STOP.search(words) and len(words.split()) <= _HEADING_WORDS:
        return "heading"
    return "paragraph"


def title_line(text: str, furniture: Sequence[Furniture]) -> Span | None:
    """Where the title of a text stands that has none beside it: its first line that is no furniture, when that is
    short, has no full stop, and longer lines follow; None otherwise."""
    page = [line for line in lines(text) if not any(cut.span.start <= line.start < cut.span.end for cut in furniture)]
    if len(page) < 2:
        return None
    first = page[0]
    words = text[first.start : first.end]
    short = 3 <= len(words.split()) <= _TITLE_WORDS and not re.search('[.:\u061b\u060c]["\u00bb\u201d)]*$', words)
    return Span(*first) if short and _longer_follows(first, page) else None


def _longer_follows(first: Line, page: list[Line]) -> bool:
    return any(line.end - line.start > first.end - first.start for line in page[1:])

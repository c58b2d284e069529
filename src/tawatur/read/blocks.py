"""The pieces of a report's text: title, lead, headings, paragraphs, list entries, furniture; together they are it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence

from tawatur.model import Block, BlockKind, Furniture, Span
from tawatur.read.furniture import NONE, untouched
from tawatur.read.links import Line
from tawatur.read.shapes import Shape
from tawatur.text.sentences import trimmed

_ENTRY = re.compile("[-\u2013\u2022*\u25cf\u25aa\u25fe]\\s+\\S|(?:[0-9]|[\u0660-\u0669]){1,2}\\s*[-.)]\\s*\\S")
_STOPS = (".", "!", "?", "\u061f", "\u2026", ":", "\u061b", "\u060c", ",")
_BEHIND = "\"\u00bb\u201d')]"  # quotes and brackets that close behind a stop
_HOUR = re.compile(  # an hour alone, or with a mark behind it
    "(?:[01]?[0-9]|2[0-3]|[\u0660-\u0661]?[\u0660-\u0669]|\u0662[\u0660-\u0663])[:.](?:[0-5][0-9]|[\u0660-\u0665][\u0660-\u0669])"
    "(?:\\s*$|\\s*(?:GMT|[ap]\\.?m\\.?)?\\s*[-\u2013\u2014:|])",
    re.IGNORECASE,
)
_LOG = 3  # lines with an hour that make a log of a text
_KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "linked-heading": "heading",
    "list": "list",
    "quote": "quote",
    "caption": "caption",
    "entry": "entry",
}
SHAPED: dict[BlockKind, Shape] = {
    "heading": "heading",
    "list": "list",
    "quote": "quote",
    "caption": "caption",
    "entry": "entry",
}
_HEADING_WORDS = 8
_TITLE_WORDS = 25


def blocks(
    text: str,
    page: Sequence[Line],
    title: Span | None,
    furniture: Sequence[Furniture],
    shapes: Mapping[int, Shape] = NONE,
) -> tuple[Block, ...]:
    """The blocks of a text in order; they cover every character that is not white space, none twice. `page` are its
    lines; `shapes` tells where a line starts, and what it was on its page."""
    pieces: list[tuple[Span, bool]] = []
    cuts = deque(piece.span for piece in furniture)
    for start, end in page:
        at = start
        while cuts and cuts[0].end <= start:
            cuts.popleft()
        for cut in cuts:
            if cut.start >= end:
                break
            if at < cut.start:
                pieces.append((trimmed(text, at, cut.start), False))
            pieces.append((trimmed(text, max(at, cut.start), min(cut.end, end)), True))
            at = min(cut.end, end)
        if at < end:
            pieces.append((Span(start, end) if at == start else trimmed(text, at, end), False))
    pieces = [(span, away) for span, away in pieces if span.start < span.end]
    told = [index for index, (span, away) in enumerate(pieces) if not away and not _in(span, title)]
    open_ = [index for index in told if shapes.get(pieces[index][0].start, "") in ("", "entry")]
    lead = next((index for index in open_ if _sentence(pieces[index][0].of(text))), (open_ or told or [-1])[0])
    hours = [index for index in told if _HOUR.match(pieces[index][0].of(text))]
    logged = frozenset(hours) if len(hours) >= _LOG else frozenset()
    out = []
    for index, (span, away) in enumerate(pieces):
        kind: BlockKind = "furniture" if away else "title" if _in(span, title) else "paragraph"
        if kind == "paragraph" and index in logged:
            kind = "entry"
        elif kind == "paragraph":
            kind = _KINDS.get(shapes.get(span.start, "")) or _kind(span.of(text), index == lead, index == told[-1])
        out.append(Block(kind=kind, span=span))
    return tuple(out)


def _in(span: Span, title: Span | None) -> bool:
    return title is not None and title.start <= span.start and span.end <= title.end


def _sentence(words: str) -> bool:
    """Whether a line is more than a byline or a dateline."""
    return _stopped(words) or len(words.split()) > _HEADING_WORDS


def _stopped(words: str) -> bool:
    return words.rstrip(_BEHIND).endswith(_STOPS)


def _kind(words: str, first: bool, last: bool) -> BlockKind:
    if _ENTRY.match(words):
        return "list"
    if first:
        return "lead"
    if not last and not _stopped(words) and len(words.split()) <= _HEADING_WORDS:
        return "heading"
    return "paragraph"


def title_line(text: str, every: Sequence[Line], furniture: Sequence[Furniture]) -> Span | None:
    """Where the title of a text stands that has none beside it: its first line that is no furniture, when that is
    short, has no full stop, and longer lines follow; None otherwise. `every` are the lines of the text."""
    begun = untouched((Line(line.start, line.start + 1) for line in every), (cut.span for cut in furniture))
    kept = {line.start for line in begun}
    page = [line for line in every if line.start in kept]
    if len(page) < 2:
        return None
    first = page[0]
    words = text[first.start : first.end]
    short = 3 <= len(words.split()) <= _TITLE_WORDS and not re.search('[.:\u061b\u060c]["\u00bb\u201d)]*$', words)
    return Span(*first) if short and _longer_follows(first, page) else None


def _longer_follows(first: Line, page: list[Line]) -> bool:
    return any(line.end - line.start > first.end - first.start for line in page[1:])

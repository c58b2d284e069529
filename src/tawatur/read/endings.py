"""Furniture written on to the first line of a report, or behind the last full stop of its last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.model import Furniture, Span
from tawatur.read.families import Families, Some
from tawatur.read.links import Line, finished
from tawatur.text.words import Words, columns, keys

ANNOUNCED = re.compile("\\s*(?::|/|\\.\\.|\u2026|[|>\u00bb\u203a\u2190\u2192]|\\s[-\u2013\u2014]\\s)")
"""What behind a phrase announces that something follows it."""
_SENTENCE_END = re.compile('(?:^|[.!?\u061f\u2026\n"\u00bb\u201d)\\]])[\\s\u200f\u200e*]*$')
_FULL_STOP = re.compile(r"(?<![.\s])\.\s")
_LETTER = re.compile('[^\\W\\d_]|[(\u00ab"]')
_NONE = Words.keyed([])
_FRONT = 240  # characters of the first line
_JOINED = 480  # characters of the last line in which a header may be written on to its links
_END = 320  # characters of a last line's end that may be furniture


def heads(text: str, line: Line, sought: Some) -> Iterator[Furniture]:
    """Phrases glued to the front of the first line, or behind as many words of it as their families allow."""
    front = text[line.start : min(line.end, line.start + _FRONT)]
    tokens = columns(front) if sought.may_stand(front) else _NONE
    for match in sought.phrases.find(tokens):
        if match.first <= match.item.most:
            first, last = tokens[match.first], tokens[match.last - 1]
            yield Furniture(span=Span(line.start + first.start, line.start + last.end), rule=match.item.id)


def tails(text: str, line: Line, sought: Some) -> Iterator[Furniture]:
    """Phrases behind the last full stop of a line, with what follows them."""
    start = max(line.start, line.end - _END)
    stretch = text[start : line.end]
    folded = keys(stretch) if sought.may_stand(stretch) else []
    near = [match for match in sought.phrases.find(Words.keyed(folded)) if len(folded) - match.last <= match.item.most]
    tokens = columns(stretch) if near else _NONE
    for match in near:
        row = match.item
        at = start + tokens[match.first].start
        before = text[line.start : at]
        if row.scope == "tail" and not re.search("(?:\\.\\.|\u2026)\\s*$", before):
            continue  # these words are furniture only behind dots, which go with them
        if row.scope == "opening" and not _announced(text, line, at, start + tokens[match.last - 1].end):
            continue
        if row.scope == "glued" and not _glued(text, line, at, len(tokens) - match.last, row.stop):
            continue
        if row.scope == "tail":
            at -= len(before) - len(before.rstrip(". \u2026\u00a0"))
        yield Furniture(span=Span(at, line.end), rule=row.id)


def joined(text: str, line: Line, known: Families) -> Iterator[Furniture]:
    """A header of links to whose last word the first link is written on, or nothing at all: no sentence has such a
    word, so it and all behind it go."""
    start = max(line.start, line.end - _JOINED)
    for phrase, rule in known.joined:
        at = text.find(phrase, start, line.end)
        if at < start:
            continue
        end = at + len(phrase)
        if (at == line.start or text[at - 1].isspace()) and (end == line.end or _LETTER.match(text, end)):
            yield Furniture(span=Span(at, line.end), rule=rule)


def _announced(text: str, line: Line, at: int, end: int) -> bool:
    """Whether a phrase inside a line stands behind a full stop and announces what follows it."""
    before = text[line.start : at]
    return bool(before.strip() and _SENTENCE_END.search(before) and ANNOUNCED.match(text, end))


def _glued(text: str, line: Line, at: int, more: int, stop: bool) -> bool:
    """Whether a tag line is glued on here: a stop or a break before it, and none between it and the end (with `stop`:
    none at the end)."""
    rest = text[at : line.end]
    ended = finished(rest) if stop else _FULL_STOP.search(rest)
    return more > 0 and not ended and bool(_SENTENCE_END.search(text[line.start : at]))

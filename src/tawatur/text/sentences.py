"""Sentences: cut at stops, question marks and line ends, never inside a figure, an abbreviation or a dotted name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.model import Report, Span

INSIDE = "inside"  # rule of words that are read in their sentence only

# A full stop ends a sentence unless a letter or digit follows at once (3.5, bbc.com) or a lone letter precedes it
# (an initial); but one that only lacks its space between two Arabic words does. Two dots and the ellipsis end one
# too. The Arabic question mark and the Latin marks always do.
_END = re.compile(
    # the mark comes first and alone, so that the search leaps from mark to mark
    "[.\u2026!?\u061f\n](?:"
    '(?:(?<=[.])(?![^\\s"\u00bb\u201d)\\]])|(?<=\u2026)|(?<=[!?\u061f])[!?\u061f]*)["\u00bb\u201d\')\\]]*(?=\\s|$)'
    "|(?<=[.])[.]+|(?<=\n)\n*|(?<=[\u0621-\u064a]{3}[.])(?=[\u0621-\u064a]{3}))",
)
_INITIAL = re.compile(r"(?:^|[\s(\u00ab\"\u201c])[^\W\d_]$")


def sentences(text: str, within: Span | None = None) -> Iterator[Span]:
    """The sentences of `text` (or of a stretch of it), without white space at the ends, in order."""
    first, last = within if within is not None else Span(0, len(text))
    start = first
    for match in _END.finditer(text, first, last):
        at, end = match.span()
        if text[at] == "." and end == at + 1 and _initial(text, first, at):
            continue
        sentence = trimmed(text, start, end)
        if sentence.start < sentence.end:
            yield sentence
        start = end
    rest = trimmed(text, start, last)
    if rest.start < rest.end:
        yield rest


def beside(report: Report, span: Span, most: int) -> tuple[str, str]:
    """The words before and behind a span in the sentence it stands in; of more than `most` letters the nearest whole
    words, and that some are missing."""
    block = next((b.span for b in report.blocks if b.span.start <= span.start and span.end <= b.span.end), None)
    around = (s for s in sentences(report.text, block) if s.start <= span.start and span.end <= s.end)
    sentence = next(around, span)
    first, last = max(sentence.start, span.start - most), min(sentence.end, span.end + most)
    before, after = report.text[first : span.start], report.text[span.end : last]
    before = before if first == sentence.start else "\u2026 " + before.partition(" ")[2]
    return before, after if last == sentence.end else after.rpartition(" ")[0] + " \u2026"


def _initial(text: str, first: int, at: int) -> bool:
    """Whether a lone letter stands before a stop."""
    if at - 2 >= first and text[at - 1].isalnum() and text[at - 2].isalnum():
        return False  # nearly always
    return _INITIAL.search(text[max(first, at - 3) : at]) is not None


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

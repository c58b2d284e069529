"""What of a page is not the report: found by a pack of phrases, by the shape of lines, by what recurs at an outlet.

Cutting a sentence of the report is worse than leaving a button in: every rule asks for a whole line, or for a place
behind the last full stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from tawatur.lang.pack import Pack, Row, load
from tawatur.model import Furniture, Span
from tawatur.text.phrases import Phrases
from tawatur.text.words import Word, words

Scope = Literal["line", "opening", "anywhere", "tail", "glued", "head", "bag", "rest", "crumb"]

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_FIGURES = re.compile(r"[0-9.,:/+-]+$")
_STOP = re.compile("[.!?\u061f\u2026:\u061b][\"\u00bb\u201d')\\]\\s*]*$")
_SENTENCE_END = re.compile('(?:^|[.!?\u061f\u2026\n"\u00bb\u201d)\\]])[\\s\u200f\u200e*]*$')
_COPYRIGHT = re.compile("\u00a9|\\(c\\)\\s*(?:19|20)\\d\\d", re.IGNORECASE)
_BAR = re.compile(r"\s+[|\u00bb\u2013\u2014-]\s+|\s*\|\s*")
_SHORT = 420  # characters; a longer line is a paragraph, and only its end is looked at
_END = 320  # characters of the last line's end
_TOP = 240  # characters; the lines above the first longer one are the top of the page


class FurnitureRow(Row, frozen=True):
    """A family of phrases and where they are furniture."""

    scope: Scope
    most: int = 0  # further words allowed (opening, tail), or words in all (anywhere)


class Line(NamedTuple):
    """A line that is not empty: its span without white space at the ends."""

    start: int
    end: int


@lru_cache(maxsize=4)
def _phrases(pack: Pack) -> Phrases[FurnitureRow]:
    rows = pack.rows("furniture", FurnitureRow) if "furniture" in pack.tables() else ()
    return Phrases((phrase, row) for row in rows for phrase in row.words)


def lines(text: str, start: int = 0) -> list[Line]:
    """The lines of `text` from `start` on that hold more than white space."""
    out = []
    for match in _LINE.finditer(text, start):
        stretch = match.group()
        left = len(stretch) - len(stretch.lstrip())
        out.append(Line(match.start() + left, match.start() + len(stretch.rstrip())))
    return out


def furniture(
    text: str, body: int, pack: Pack, title: Span | None = None, publisher: Callable[[str], bool] | None = None
) -> tuple[Furniture, ...]:
    """The furniture of a report's text, in order, none overlapping.

    `body` is where the text proper starts (behind a title from a separate field), `title` where the title stands,
    `publisher` tells whether a name behind a bar after the title is a publisher's.
    """
    found = sorted(_found(text, body, pack, title, publisher), key=lambda piece: (piece.span.start, -piece.span.end))
    out: list[Furniture] = []
    for piece in found:
        if out and piece.span.start < out[-1].span.end:
            if piece.span.end <= out[-1].span.end:
                continue
            piece = Furniture(span=Span(out[-1].span.end, piece.span.end), rule=piece.rule)
        out.append(piece)
    return tuple(out)


def _found(
    text: str, body: int, pack: Pack, title: Span | None, publisher: Callable[[str], bool] | None
) -> Iterator[Furniture]:
    phrases = _phrases(pack)
    page = lines(text, body)
    if title is not None:
        yield from _after_title(text, title, phrases, publisher)
    top = next((index for index, (start, end) in enumerate(page) if end - start > _TOP), len(page))
    if top == len(page):  # no long line: the top ends before the longest
        top = max(range(len(page)), key=lambda index: page[index].end - page[index].start, default=0)
    for index, (start, end) in enumerate(page):
        if end - start > _SHORT:
            continue
        if title is not None and start >= title.start and end <= title.end:
            continue
        rule = _line(text[start:end], phrases, index < top, index > 0)
        if rule.startswith("rest:") and index >= len(page) / 3:
            yield Furniture(span=Span(start, page[-1].end), rule=rule.removeprefix("rest:"))
            break
        if rule:
            yield Furniture(span=Span(start, end), rule=rule.removeprefix("rest:"))
    if page:
        yield from _heads(text, page[0], phrases)
        for line in page[-2:]:
            yield from _tails(text, line, phrases)
        yield from _links(text, page, title)


def _line(line: str, phrases: Phrases[FurnitureRow], top: bool, below: bool) -> str:
    """The rule by which a whole line is furniture, "" when it is not; `rest:` in front when all below it is too."""
    if _COPYRIGHT.search(line):
        return "copyright-sign"
    tokens = words(line)
    count = len(tokens)
    covered = [bool(_FIGURES.match(token.key)) for token in tokens]
    bagged = ""
    for match in phrases.find(tokens):
        row, more = match.item, count - match.last
        whole = match.first == 0 and all(covered[match.last :])
        if row.scope == "anywhere" and count <= row.most:
            return row.id
        if row.scope == "opening" and match.first == 0 and more <= row.most:
            return row.id
        if whole and (row.scope in ("line", "tail") or (row.scope == "crumb" and top and more == 0)):
            return row.id
        if whole and row.scope == "rest":
            return "rest:" + row.id if below else row.id
        if row.scope in ("bag", "line"):
            covered[match.first : match.last] = [True] * (match.last - match.first)
            bagged = bagged or row.id
    return bagged if bagged and count > 1 and all(covered) else ""


def _heads(text: str, line: Line, phrases: Phrases[FurnitureRow]) -> Iterator[Furniture]:
    """Phrases glued to the front of the first line."""
    tokens = words(text[line.start : line.start + 80])
    for match in phrases.at(tokens, 0) if tokens else ():
        if match.item.scope == "head":
            yield Furniture(span=Span(line.start, line.start + tokens[match.last - 1].end), rule=match.item.id)


def _tails(text: str, line: Line, phrases: Phrases[FurnitureRow]) -> Iterator[Furniture]:
    """Phrases behind the last full stop of a line, with what follows them."""
    start = max(line.start, line.end - _END)
    tokens: list[Word] = words(text[start : line.end])
    for match in phrases.find(tokens):
        row = match.item
        if row.scope not in ("tail", "glued", "opening") or len(tokens) - match.last > row.most:
            continue
        at = start + tokens[match.first].start
        before = text[line.start : at]
        if row.scope == "tail" and not re.search("(?:\\.\\.|\u2026)\\s*$", before):
            continue  # these words are furniture only behind dots, which go with them
        if row.scope == "opening" and not (_SENTENCE_END.search(before) and before.strip()):
            continue
        if row.scope == "glued" and not _glued(text, line, at, len(tokens) - match.last):
            continue
        if row.scope == "tail":
            at -= len(before) - len(before.rstrip(". \u2026\u00a0"))
        yield Furniture(span=Span(at, line.end), rule=row.id)


def _glued(text: str, line: Line, at: int, more: int) -> bool:
    """Whether a tag line is glued on here: a stop or a break before it, and none between it and the end."""
    rest = text[at : line.end]
    return more > 0 and not re.search("[.\u061f!]\\s", rest) and bool(_SENTENCE_END.search(text[line.start : at]))


def _after_title(
    text: str, title: Span, phrases: Phrases[FurnitureRow], publisher: Callable[[str], bool] | None
) -> Iterator[Furniture]:
    """A section's or the outlet's name behind a bar after the title."""
    words_of_title = title.of(text)
    for match in _BAR.finditer(words_of_title):
        rest = words_of_title[match.end() :]
        tokens = words(rest)
        if not tokens or len(tokens) > 6 or len(words(words_of_title[: match.start()])) < 3:
            continue
        crumb = any(found.item.scope == "crumb" and found.last == len(tokens) for found in phrases.at(tokens, 0))
        if crumb or (publisher is not None and publisher(rest)):
            start = title.start + match.start() + len(match.group()) - len(match.group().lstrip())
            yield Furniture(span=Span(start, title.end), rule="after-title")
            return


def _links(text: str, page: list[Line], title: Span | None) -> Iterator[Furniture]:
    """Headlines of other reports that stand as lines between the paragraphs: no full stop among lines that have one.

    A line of six to eighteen words without a full stop, behind a finished paragraph, in a text whose other lines are
    finished. Sub-headings are shorter; a sentence that lost its stop is longer or starts with a conjunction.
    """
    if len(page) < 4:
        return
    ended = [bool(_STOP.search(text[line.start : line.end])) for line in page]
    if sum(ended) < 0.7 * len(page):
        return
    for index in range(1, len(page)):
        start, end = page[index]
        if ended[index] or (title is not None and start < title.end):
            continue
        run = index
        while run > 0 and not ended[run]:
            run -= 1
        line = text[start:end]
        if run == 0 or index - run > 2 or not 6 <= len(line.split()) <= 18 or _CONJOINED.match(line):
            continue
        if index + 1 < len(page) or ended[index - 1]:
            yield Furniture(span=Span(start, end), rule="link-line")


# a line that goes on from the one before (w, f), a list entry, a date line, a note or a signature
_CONJOINED = re.compile("[\u0648\u0641](?!\u0632\u064a\u0631)|[-*\u2022#@\\d(\\[]|\u0627\u0644\u0645\u0635\u062f\u0631")


def fires(text: str) -> set[str]:
    """The ids of the rows of the table `furniture` that find something in a page's text."""
    return {piece.rule for piece in furniture(text, 0, load("ar"))}

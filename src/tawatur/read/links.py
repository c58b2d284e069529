"""Headlines of other reports that stand between the paragraphs of a text: found by their shape, or because they were
links on their page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tawatur.model import Furniture, Span
from tawatur.read.shapes import LEAST_WORDS, MOST_WORDS, Shape
from tawatur.text.words import keys

_STOPS = (".", "!", "?", "\u061f", "\u2026", ":", "\u061b")
# quotes and brackets that close behind a stop, and white space
_BEHIND = "\"\u00bb\u201d')]*" + "".join(filter(str.isspace, map(chr, range(0x3001))))
# a line that goes on from the one before (w, f and no minister), a list entry, a note, a doctor's signature
_CONJOINED = re.compile("[\u0648\u0641](?!\u0632\u064a\u0631)|[-*_\u2022#@\\d(\\[]|\u062f\\.")
_GOES_ON = re.compile("\u0648(?!\u0632\u064a\u0631)|[-*_\u2022#@(\\[]|\u062f\\.")  # the same where all around are links
_QUOTED = re.compile('["\u00ab\u201c\u201d][^"\u00ab\u00bb\u201c\u201d]*["\u00bb\u201c\u201d]')
_INNER_STOP = re.compile("[.!\u061f\u2026]\\s")
_LINK = 6  # words of a link line that stands alone; among others one may have LEAST_WORDS
_MENU = 3  # links above or below the report that are none of it
_RUN = 5  # links that stand together at most
_MAIL = re.compile("\\S@\\S")
_BESIDE = 60  # words of the paragraph below that are looked at
_LONG = 4  # letters of words that tell what a line is about
_CLITIC = 3  # letters that may stand in front of a word
_SHARED = 2  # words of a heading that the paragraph below it has; swept 1..3
_PARAGRAPH = 12  # words; finished lines of a text with link lines in it are at least so long on average


class Line(NamedTuple):
    """A line that is not empty: its span without white space at the ends."""

    start: int
    end: int


def finished(line: str) -> bool:
    """Whether a line ends as a sentence, a question or an announcement does."""
    return line.rstrip(_BEHIND).endswith(_STOPS)


def link_lines(
    text: str,
    page: Sequence[Line],
    shapes: Mapping[int, Shape],
    goes_on: Callable[[str], bool],
) -> Iterator[Furniture]:
    """Headlines of other reports that stand as lines between the paragraphs: no full stop among lines that have one.

    Of a page only lines that were links there; of any other text a line of six to eighteen words without a full stop,
    behind a finished paragraph, in a text whose other lines are finished paragraphs. Sub-headings are shorter, or share
    words with the paragraph they stand above; a sentence that lost its stop is longer or goes on from the last.
    `shapes`: where a line starts, and what it was on its page; `goes_on` tells whether a line begins as only a sentence
    of the report does.
    """
    if len(page) < 4:
        return
    shown = [text[line.start : line.end] for line in page]
    ended = [finished(line) for line in shown]
    if shapes:
        yield from _around(page, ended, shapes)
    if sum(ended) < 0.7 * len(page):
        return
    told = [len(line.split()) for line, end in zip(shown, ended, strict=True) if end]
    if sum(told) < _PARAGRAPH * len(told):
        return  # verse, lists, menus: short lines are the text here
    gaps = [text.count("\n", page[index - 1].end, page[index].start) for index in range(1, len(page))]
    usual = sorted(gaps)[len(gaps) // 2]  # a wider gap than usual sets off a sub-heading or a caption
    wide = [False, *(gap > usual for gap in gaps)]
    if shapes:
        wide = [not shapes.get(line.start, "").startswith("link") for line in page]
    first = 1
    while first < len(page):
        last = first
        while last < len(page) and (not ended[last] or (last > first and _asks(shown[last]))):
            last += 1
        run = range(first, last)
        if run and ended[first - 1] and not shown[first - 1].endswith(":"):
            for index in _linked(run, shown, wide, goes_on):
                if len(run) > 1 or shapes or (index + 1 < len(page) and not _heads(shown[index], shown[index + 1])):
                    yield Furniture(span=Span(*page[index]), rule="link-line")
        first = max(last, first + 1)


def _around(page: Sequence[Line], ended: list[bool], shapes: Mapping[int, Shape]) -> Iterator[Furniture]:
    """Lines that were links above the first finished line of a page or below the last that was none: a menu, other
    reports, with or without their first sentences. Three and more, for a report may name one or two."""
    told = [end and not shapes.get(line.start, "").startswith("link") for line, end in zip(page, ended, strict=True)]
    last = next((index for index in reversed(range(len(page))) if told[index]), 0)
    for stretch in (range(ended.index(True) if any(ended) else 0), range(last + 1, len(page))):
        links = [index for index in stretch if shapes.get(page[index].start, "").startswith("link")]
        if len(links) >= _MENU:
            yield from (Furniture(span=Span(*page[index]), rule="link-line") for index in links)


def _linked(run: range, shown: list[str], wide: list[bool], goes_on: Callable[[str], bool]) -> list[int]:
    """Which lines of a run without full stops are links.

    Three to five together are when all may be: then shorter ones are too. Of any other run the first two are judged
    each by itself; what follows them is verse, a list, or signatures. One that asks is a link beside one that does not.
    """
    possible = [
        index
        for index in run
        if not wide[index]
        and not (_GOES_ON.match(shown[index]) or _QUOTED.fullmatch(shown[index]) or goes_on(shown[index]))
        and LEAST_WORDS - _asks(shown[index]) <= len(shown[index].split()) <= MOST_WORDS
    ]
    strict = [index for index in possible if not _CONJOINED.match(shown[index])]
    sure = [index for index in strict if len(shown[index].split()) >= _LINK and not _asks(shown[index])]
    if 2 < len(run) <= _RUN and len(possible) == len(run) and len(sure) >= 2 and run[-1] < len(shown) - 1:
        return possible
    marked = [index for index in sure if index < run[0] + 2]
    return marked + [index for index in strict if _asks(shown[index]) and len(run) <= 2 and index - 1 in marked]


def _heads(line: str, below: str) -> bool:
    """Whether a line is the heading of the paragraph below it: they have words in common, or what is below is an
    address, under the name and office of who wrote. Without this, sub-headings would be taken for links.
    """
    if _MAIL.search(below[:_BESIDE]):
        return True
    told = [word for word in keys(below)[:_BESIDE] if len(word) >= _LONG]
    shared = {word for word in keys(line) if len(word) >= _LONG and any(_meet(word, other) for other in told)}
    return len(shared) >= _SHARED


def _meet(word: str, other: str) -> bool:
    """Whether two words are the same, a clitic in front of one of them apart."""
    return abs(len(word) - len(other)) <= _CLITIC and (word.endswith(other) or other.endswith(word))


def _asks(line: str) -> bool:
    """Whether a line is one question, short enough for a headline."""
    return line.endswith("\u061f") and len(line.split()) <= MOST_WORDS and not _INNER_STOP.search(line)

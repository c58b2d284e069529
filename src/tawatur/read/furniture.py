"""What of a page is not the report: found by a pack of phrases, by the shape of lines, by what recurs at an outlet.

Cutting a sentence of the report is worse than leaving a button in: every rule asks for a whole line, or for a place
behind the last full stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tawatur.lang.pack import Pack, load
from tawatur.model import Furniture, Span
from tawatur.read.endings import ANNOUNCED, heads, joined, tails
from tawatur.read.families import Families, FurnitureRow, families
from tawatur.read.links import Line, finished, link_lines
from tawatur.read.shapes import Shape
from tawatur.text.phrases import Phrases
from tawatur.text.sentences import trimmed
from tawatur.text.words import Word, Words, columns, first_key, keys, words

_FIGURES = re.compile(r"[0-9.,:/+-]+$")
_COPYRIGHT = re.compile("\u00a9|(?:\\(c\\)|^copyright)\\s*(?:19|20)\\d\\d", re.IGNORECASE)
_BAR = re.compile(r"\s+[|\u00bb\u2013\u2014-]\s+|\s*\|\s*")
_BARS = re.compile("[|\u00bb\u2013\u2014-]")
_ENTRY = re.compile("[-*\u2022\u25cf\u25aa]\\s*\\S")
_STAMPS = frozenset(("date-words", "counts"))
_NETWORKS = "share-bag"  # the row of social networks
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_HEAD = 96  # characters a phrase at the head of a line may have
_NOTICE = 200  # characters; a longer line with a copyright sign in it is a paragraph
_SHORT = 420  # characters; a longer line is a paragraph, and only its end is looked at
_HEADERS = frozenset(("read-also", "related", "most-read", "writers-other", "tags-opening", "list-entry"))
_HEADER_WORDS = 4  # a longer line is a link itself, and nothing need follow it
_ENTRY_WORDS = 18
_EDGE = 4  # lines at the head of a page, and half as many as at its foot
_SENTENCE = 80  # characters; a form ends the page only below a line of the report
_TOP = 240  # characters; the lines above the first longer one are the top of the page


NONE: Mapping[int, Shape] = MappingProxyType({})
Publisher = Callable[[str, bool], bool]
"""Whether a name behind a title is a publisher's; the second tells whether a bar stands before it."""


class _Place(NamedTuple):
    """Where on its page a line stands."""

    top: bool  # above the report's first long line
    below: bool  # not the first line
    edge: bool  # among the first or last lines


def lines(text: str, start: int = 0) -> list[Line]:
    """The lines of `text` from `start` on that hold more than white space."""
    out, at = [], start
    for stretch in (text[start:] if start else text).split("\n"):
        end = at + len(stretch)
        bare = stretch.strip()
        if bare:
            left = at if len(bare) == len(stretch) else at + len(stretch) - len(stretch.lstrip())
            out.append(Line(left, left + len(bare)))
        at = end + 1
    return out


def untouched(page: Iterable[Line], spans: Iterable[Span]) -> list[Line]:
    """The lines, in order, that touch none of the spans."""
    marked = sorted(spans)
    out, first = [], 0
    for line in page:
        while first < len(marked) and marked[first].end <= line.start:
            first += 1
        if first == len(marked) or marked[first].start >= line.end:
            out.append(line)
    return out


def furniture(
    text: str,
    page: Sequence[Line],
    pack: Pack,
    shapes: Mapping[int, Shape] = NONE,
    more: Sequence[Furniture] = (),
) -> tuple[Furniture, ...]:
    """The furniture of a report's text, in order, none overlapping.

    `page` are the lines of the text proper (behind a title from a separate field), `shapes` tells where a line starts,
    and what it was on its page; `more` is known already.
    """
    return apart(_found(text, page, families(pack), shapes, more))


def beside_title(
    text: str, page: Sequence[Line], title: Span, pack: Pack, publisher: Publisher
) -> tuple[Furniture, ...]:
    """The furniture that a title tells: itself said again below, and a name behind it."""
    again = _title_again(text, title, page)
    return (*again, *_after_title(text, title, families(pack).phrases, publisher))


def apart(pieces: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """The pieces in order, none overlapping."""
    out: list[Furniture] = []
    for piece in sorted(pieces, key=lambda piece: (piece.span.start, -piece.span.end)):
        if out and piece.span.start < out[-1].span.end:
            if piece.span.end <= out[-1].span.end:
                continue
            piece = Furniture(span=Span(out[-1].span.end, piece.span.end), rule=piece.rule)
        out.append(piece)
    return tuple(out)


def _found(
    text: str, page: Sequence[Line], sought: Families, shapes: Mapping[int, Shape], more: Sequence[Furniture]
) -> list[Furniture]:
    phrases = sought.phrases
    nagging = sought.naggings.may_stand(_near(text, page))
    found = list(more)
    top = next((index for index, (start, end) in enumerate(page) if end - start > _TOP), len(page))
    if top == len(page):  # no long line: the top ends before the longest
        top = max(range(len(page)), key=lambda index: page[index].end - page[index].start, default=0)
    # comments end the report below a line of it; those of a page the extractor has left out, so no paragraph follows
    long = [index for index, (start, end) in enumerate(page) if end - start >= _SENTENCE]
    told = long[0] if long else len(page)
    last = next((index for index in reversed(long) if finished(text[page[index].start : page[index].end])), 0)
    listed = False  # below the header of a list of links or tags
    for index, (start, end) in enumerate(page):
        heading = bool(shapes) and shapes[start] == "heading"
        if end - start > _SHORT or (heading and _heads_text(text, page, index, shapes)):
            listed = False
            continue
        edge = index < _EDGE or index >= len(page) - 2 * _EDGE
        rule = _line(text[start:end], sought, _Place(index < top, index > 0, edge), nagging)
        if rule.startswith("rest:") and told < index and (not shapes or last <= index):
            found.append(Furniture(span=Span(start, page[-1].end), rule=rule.removeprefix("rest:")))
            break
        rule = rule.removeprefix("rest:")
        if not rule and listed and _entry_of_list(text[start:end]):
            rule = "list-entry"
        if rule and (not shapes or not _alone_in_list(page, index, shapes, text, sought)):
            found.append(Furniture(span=Span(start, end), rule=rule))
        listed = rule == "list-entry" or (rule in _HEADERS and len(words(text[start:end])) <= _HEADER_WORDS)
    if page:
        found.extend(heads(text, page[0], sought.headings))
        for line in page[-2:]:
            found.extend(tails(text, line, sought.endings))
        found.extend(joined(text, page[-1], sought))
        pieces = link_lines(text, list(_left(text, page, found)), shapes, lambda line: _goes_on(line, phrases))
        found.extend(pieces)
    return found


def _heads_text(text: str, page: Sequence[Line], index: int, shapes: Mapping[int, Shape]) -> bool:
    """Whether below a heading of its page a paragraph stands: it is a section of the report, whatever it says."""
    if index + 1 == len(page):
        return False
    start, end = page[index + 1]
    return shapes[start] == "" and end - start >= _SENTENCE / 2 and finished(text[start:end])


def _alone_in_list(page: Sequence[Line], index: int, shapes: Mapping[int, Shape], text: str, sought: Families) -> bool:
    """Whether a line is an entry of a list on its page beside entries that are none of furniture's: a step or a point
    of the report then, whatever it begins with."""
    if shapes[page[index].start] != "list":
        return False
    beside = [at for at in (index - 1, index + 1) if 0 <= at < len(page) and shapes[page[at].start] == "list"]
    inner = _Place(top=False, below=True, edge=False)
    return any(not _line(text[page[at].start : page[at].end], sought, inner, False) for at in beside)


def _near(text: str, page: Sequence[Line]) -> str:
    """The first and last lines of a page, without those that are paragraphs: where most furniture stands."""
    edges = page if len(page) <= 3 * _EDGE else (*page[:_EDGE], *page[-2 * _EDGE :])
    return "\n".join(text[start:end] for start, end in edges if end - start <= _SHORT)


def _line(line: str, sought: Families, place: _Place, nagging: bool) -> str:
    """The rule by which a whole line is furniture, "" when it is not; `rest:` in front when all below it is too.
    `nagging`: whether phrases that are furniture wherever they stand are to be looked for."""
    phrases, nagging = sought.phrases, nagging and place.edge
    if len(line) <= _NOTICE and ("\u00a9" in line or "(" in line or line[:1] in "cC") and _COPYRIGHT.search(line):
        return "copyright-sign"
    if place.edge and _ADDRESS.fullmatch(line):
        return "address"
    if not _opens(line, phrases):
        return _nagging(line, sought) if nagging else ""
    if not nagging and not _begun(columns(line[:_HEAD]), phrases):
        return ""
    tokens = columns(line)
    if nagging and not _begun(tokens, phrases):
        return _nagging(line, sought)
    count = len(tokens)
    covered = [bool(_FIGURES.match(key)) for key in tokens.keys]
    crumbs = [False] * count
    bagged = calls = ""
    for match in phrases.find(tokens):
        row, more = match.item, count - match.last
        whole = match.first == 0 and all(covered[match.last :])
        if row.scope == "anywhere" and place.edge and count <= row.most:
            return row.id
        if (
            row.scope == "opening"
            and match.first == 0
            and more <= row.most
            and _calls(line, row, tokens[match.last - 1], place)
        ):
            return row.id
        if (
            whole
            and not _ENTRY.match(line)
            and (row.scope in ("line", "tail") or (row.scope == "crumb" and place.top and more == 0))
        ):
            return row.id
        if whole and row.scope == "rest":
            return "rest:" + row.id if place.below else row.id
        if row.scope == "call" and match.first == 0 and more <= row.most and not finished(line):
            calls = row.id
        elif row.scope == "crumb":
            crumbs[match.first : match.last] = [True] * (match.last - match.first)
        if row.scope in ("bag", "line"):
            covered[match.first : match.last] = [True] * (match.last - match.first)
            bagged = bagged or row.id
            if calls and row.id == _NETWORKS:
                return calls
    if place.top and count > 1 and all(crumbs):
        return "sections"
    if not bagged or count < 2 or not all(covered):
        return ""
    # figures and dates alone are a page's stamp above the report, a heading inside it
    found = {match.item.id for match in phrases.find(tokens) if match.item.scope in ("bag", "line")}
    return bagged if place.top or found - _STAMPS else ""


def _opens(line: str, phrases: Phrases[FurnitureRow]) -> bool:
    """Whether a line's first word may begin furniture: a figure or a phrase's first, or no word at all."""
    first = first_key(line)
    return not first or first in phrases.firsts or bool(_FIGURES.match(first))


def _nagging(line: str, sought: Families) -> str:
    """The rule of a phrase that is furniture wherever it stands in a line of so few words, "" when there is none."""
    tokens = Words.keyed(keys(line))
    for match in sought.naggings.phrases.find(tokens):
        if len(tokens) <= match.item.most:
            return match.item.id
    return ""


def _begun(tokens: Words, phrases: Phrases[FurnitureRow]) -> bool:
    """Whether a line begins with a figure or a phrase, as all furniture does but that at the edges of a page: so most
    paragraphs need not be read."""
    return bool(tokens.keys) and bool(_FIGURES.match(tokens.keys[0]) or phrases.at(tokens, 0))


def _calls(line: str, row: FurnitureRow, last: Word, place: _Place) -> bool:
    """Whether a line that begins with a phrase of an opening is furniture: it is no sentence, or one that a sign behind
    the phrase announces, or no sentence of a report begins so."""
    if row.sign:
        return place.below and bool(ANNOUNCED.match(line, last.end))
    return row.stop or not finished(line) or bool(ANNOUNCED.match(line, last.end))


def _after_title(text: str, title: Span, phrases: Phrases[FurnitureRow], publisher: Publisher) -> Iterator[Furniture]:
    """A section's or the outlet's name behind a bar after the title."""
    words_of_title = title.of(text)
    if not _BARS.search(words_of_title):
        return
    for match in _BAR.finditer(words_of_title):
        rest = words_of_title[match.end() :]
        tokens = words(rest)
        if not tokens or len(tokens) > 6 or len(words(words_of_title[: match.start()])) < 3:
            continue
        bar = "|" in match.group()
        crumb = any(found.item.scope == "crumb" and found.last == len(tokens) for found in phrases.at(tokens, 0))
        if crumb or publisher(rest, bar):
            start = title.start + match.start() + len(match.group()) - len(match.group().lstrip())
            yield Furniture(span=Span(start, title.end), rule="after-title")
            return


def _entry_of_list(line: str) -> bool:
    """Whether a line below a header of links or tags is one of them: a headline, a tag or a number, no sentence."""
    return not finished(line) and len(line.split()) <= _ENTRY_WORDS


def _left(text: str, page: Sequence[Line], found: list[Furniture]) -> Iterator[Line]:
    """What is left of each line when the furniture found in it is cut."""
    cuts = sorted(piece.span for piece in found)
    first = 0  # the first piece that ends behind the line's start
    for start, end in page:
        while first < len(cuts) and cuts[first].end <= start:
            first += 1
        at = first
        while at < len(cuts) and cuts[at].start < end:
            if cuts[at].start <= start < cuts[at].end:
                start = min(end, cuts[at].end)
            elif start < cuts[at].start:
                end = cuts[at].start
            at += 1
        left = trimmed(text, start, end) if at > first else Line(start, end)
        if left.start < left.end:
            yield Line(*left)


def _title_again(text: str, title: Span, page: Sequence[Line]) -> Iterator[Furniture]:
    """The title said again as one of the first lines of the text."""
    shown = title.of(text)
    first = first_key(shown)
    for start, end in page[:_EDGE]:
        if start >= title.end and end - start < 2 * len(shown) + 20:
            begins = first_key(text[start:end])
            if (begins == first or not begins or not first) and keys(text[start:end]) == keys(shown):
                yield Furniture(span=Span(start, end), rule="title-again")


def _goes_on(line: str, phrases: Phrases[FurnitureRow]) -> bool:
    """Whether a line begins as only a sentence of the report does."""
    tokens = columns(line[:60])
    return any(match.item.scope == "text" for match in phrases.at(tokens, 0)) if tokens.keys else True


def fires(text: str) -> set[str]:
    """The ids of the rows of the table `furniture` that find something in a page's text."""
    pack = load("ar")
    page = lines(text)
    phrases = families(pack).phrases
    cut = [words(text[line.start : line.end]) for line in page]
    going_on = {found.item.id for line in cut for found in phrases.at(line, 0) if found.item.scope == "text"}
    return going_on | {piece.rule for piece in furniture(text, page, pack)}

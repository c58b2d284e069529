"""Wording: the words a claim is shown by, a real stretch of a report that a reader understands by itself.

What is compared is a proposition, which may be half a sentence: "and shelled the town". What is shown begins where
somebody is named who does it (the sentence, the words behind "that", a verb with its subject) and ends where nothing
is left open: no preposition without its noun, no bracket or quotation mark without the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from tawatur.claims.lexicon import Lexicon, lexicon
from tawatur.claims.marks import ClauseRow, cutters
from tawatur.claims.propositions import HANGING, Proposition, Reading
from tawatur.lang.classes import word_classes
from tawatur.lang.pack import Pack
from tawatur.model import Day, Span
from tawatur.text.fold import key
from tawatur.text.phrases import Phrases
from tawatur.values.stems import affixes
from tawatur.values.tables import function_words

_MOST = 240  # letters that a wording may grow to
_PAIRS = {"(": ")", "[": "]", "\u00ab": "\u00bb", "\u201c": "\u201d", '"': '"'}


class Shown(NamedTuple):
    """What a claim is shown by."""

    span: Span
    whole: bool  # it can be read by itself
    alone: bool  # it begins where a reader may begin, though it may say too little
    plain: bool  # it is the proposition as it stands, and begins with what is told
    background: bool  # its sentence says itself that it tells what was before
    deed: bool  # it begins with a verb
    share: float  # of its words, what the sentences of another report that says it have on average, 0..1


class _Tongue(NamedTuple):
    """What a language knows about where a sentence may begin and end."""

    lex: Lexicon
    empty: frozenset[str]  # folded function words
    that: frozenset[str]  # folded words of "that" without a pronoun
    nouns: frozenset[str]  # folded forms that are no verb
    article: tuple[str, ...]
    joining: str
    cutters: Phrases[ClauseRow]


@lru_cache(maxsize=8)
def _tongue(pack: Pack) -> _Tongue:
    lex = lexicon(pack)
    bare = {key(word) for row in pack.rows("clauses", ClauseRow) if row.kind == "behind" for word in row.words}
    that = frozenset(bare | {letter + word for letter in lex.joining for word in bare})
    return _Tongue(
        lex,
        function_words(pack),
        that,
        frozenset(word_classes(pack)),
        affixes(pack).article,
        lex.joining,
        cutters(pack),
    )


class Others(NamedTuple):
    """What the sentences of the other reports that say the same are made of."""

    many: int  # how many others there are
    among: Mapping[str, int]  # in how many reports each word is, the own one among them
    own: Set[str]  # the words of the own one

    def have(self, root: str) -> int:
        """How many others have a word."""
        return self.among.get(root, 0) - (root in self.own)


NO_OTHERS = Others(0, {}, frozenset())


def shown(prop: Proposition, read: Reading, pack: Pack, others: Others = NO_OTHERS) -> Shown:
    """The words that a claim is shown by when one of its propositions stands for it. Words before the proposition that
    the `others` do not share are not shown, for nobody may read "11 reports" beside what two of them say."""
    tongue, starts, ends = _tongue(pack), read.words.starts, read.words.ends
    low, high = sentence(read, prop.first)
    told = low
    if low == 0 or read.firsts[:1] == [low]:
        low = _behind_dateline(read, low, high)
    first, last = prop.first, prop.last
    if prop.shape != "clause":
        last = max(last, _next(read, last - 1, high, True))
    begun = _begun(read, first, low, tongue)
    if ends[last - 1] - starts[begun] <= _MOST and _share(read, begun, first, others) >= _SHARE:
        first = begun
    behind = _behind_front(read, first, last, tongue)
    begun, first = behind if begun == first else begun, behind
    for _ in range(_TRIES):
        if last >= high or not (_open(read, first, last, tongue) or _leads_on(read, last)):
            break
        further = _next(read, last, high, False)
        if ends[further - 1] - starts[first] > _MOST:
            break
        last = further
    last = _led_through(read, first, last, high, tongue)
    if others.many > 1:
        narrowed = _narrowed(read, prop, first, last, others)
        begun, (first, last) = begun if narrowed[0] == first else -1, narrowed
    bare = _bare(read, prop, first, last, tongue)
    begun, (first, last) = bare[0] if begun == first else begun, bare
    hangs = _hangs(read, first, last, tongue)
    whole = begun == first and not (prop.cue or hangs or _open(read, first, last, tongue))
    alone = whole or (not hangs and (first == low or begun == first or _begins(read, first, tongue)))
    background = read.cuts.get(told) == "before" or read.cuts.get(first) == "before"
    span = _closed(read.report.text, starts[first], ends[last - 1])
    plain = (first, last) == prop[2:4] and read.cuts.get(first) is None
    deed = _verb(read.words.keys[first], tongue)
    return Shown(span, whole, alone, plain, background, deed, _share(read, first, last, others))


def sentence(read: Reading, index: int) -> tuple[int, int]:
    """The first word of the sentence a word stands in, and the first one behind it."""
    at = bisect_right(read.firsts, index) - 1
    high = read.firsts[at + 1] if 0 <= at < len(read.firsts) - 1 else len(read.words)
    return (read.firsts[at] if at >= 0 else index), high


def sentence_starts(read: Reading) -> list[int]:
    """Where the sentences of a report begin."""
    return [read.words.starts[first] for first in read.firsts if first < len(read.words)]


def made_of(read: Reading, first: int, last: int) -> list[str]:
    """What words are made of that say something: their concepts and roots."""
    return [meant.concept or meant.root for meant in read.meant[first:last] if meant is not None]


def _share(read: Reading, first: int, last: int, others: Others) -> float:
    """How much of what some words are made of the sentences of another report have, on average, 0..1."""
    roots = made_of(read, first, last) if others.many else []
    if not roots:
        return 1.0
    return sum(map(others.have, roots)) / (len(roots) * others.many)


def _narrowed(read: Reading, prop: Proposition, first: int, last: int, others: Others) -> tuple[int, int]:
    """The stretch of some words from the first to the last of them that most of the others have, where the others
    have few of them or none of the deed they begin with; all of them where that stretch says too little."""
    roots = [(index, made_of(read, index, index + 1)) for index in range(first, last)]
    most = [index for index, root in roots if root and others.have(root[0]) / others.many > _SHARE]
    alone = len(most) >= _LEAST and len(made_of(read, first, most[0])) > _LEAST
    if len(most) < _LEAST or not (alone or _share(read, first, last, others) < _TOLD):
        return first, last
    low, high = most[0], last if alone else most[-1] + 1
    if prop.figure is not None:
        low = min(low, max(first, bisect_right(read.words.starts, prop.figure.span.start) - 1))
        high = max(high, min(last, bisect_left(read.words.starts, prop.figure.span.end)))
    return low, high


_LEAST = 3  # words that say enough
_TOLD = 0.4  # share of what is shown that must be shared likewise: reports choose other words for one thing
# Share of the words put before what is compared that a sentence of the other reports must have, on average.
_SHARE = 0.5


def _behind_dateline(read: Reading, low: int, high: int) -> int:
    """The word a report begins with behind the place and the agency that stand before a dash."""
    words, text = read.words, read.report.text
    for index in range(min(low + _DATELINE, high - 1), low, -1):
        dashed = not _DASHES.isdisjoint(text[words.ends[index - 1] : words.starts[index]].split())
        if dashed and not words.keys[index - 1].isdigit():  # a result is none
            return index
    return low


def _behind_front(read: Reading, first: int, last: int, tongue: _Tongue) -> int:
    """The word behind those that only lead from the sentence before: "on the other hand", "it is recalled that", or
    "where" before a verb."""
    kind, keys = read.cuts.get(first), read.words.keys
    if kind in ("front", "before"):
        found = tongue.cutters.longest_at(read.words, first)
        behind = found[1] if found is not None else first
        if kind == "before":  # "it is recalled that", but not "and he had been"
            behind += behind < last and keys[behind] in tongue.that
            behind = behind if keys[behind - 1] in tongue.that else first
    elif kind == "turn" and first + 1 < last and _verb(keys[first + 1], tongue):
        behind = first + 1
    else:
        return first
    return behind if last - behind > _LEAST else first


_DATELINE = 8  # words of a dateline at most
_DASHES = frozenset({"-", "--", "\u2013", "\u2014", ")-", ")--", "):", ")\u2013", ")\u2014"})


def _hangs(read: Reading, first: int, last: int, tongue: _Tongue) -> bool:
    """Whether words begin with one that hangs on what stands before them ("with", "after", "who"), or with a result
    whose cause does not follow it."""
    kind = read.cuts.get(first)
    if kind in HANGING:
        return True
    if kind == "result":
        return not _subject(read.words.keys, min(first + 1, last - 1), tongue)
    written = read.report.text[read.words.starts[first] : read.words.ends[first]]
    return tongue.lex.meaning(written, read.words.keys[first]).led


def _bare(read: Reading, prop: Proposition, first: int, last: int, tongue: _Tongue) -> tuple[int, int]:
    """The words without those that say who says them, in front and behind, where the rest can stand by itself: what
    begins with a pronoun or in the first person needs its speaker."""
    said = [index for index in range(first, last) if index in read.said]
    if prop.cue or not said:
        return first, last
    figure = prop.figure.span if prop.figure is not None else None
    low = bisect_right(read.words.starts, figure.start) - 1 if figure is not None else last
    high = bisect_left(read.words.starts, figure.end) if figure is not None else first
    behind = next((i for i in said if i > max(first + _LEAST, high - 1) and _parted(read, i)), None)
    if behind is not None:
        stop = next(i for i in range(behind, first, -1) if _stopped(read, i))
        if figure or any(i not in read.said and _verb(read.words.keys[i], tongue) for i in range(first, stop)):
            last = stop
    said = [index for index in said if index < last]
    for index in range(said[0] + 1, min(low + 1, last - _LEAST)) if said else ():
        if index not in read.said and _speaks(read, index, tongue):
            return index, last
    return first, last


def _parted(read: Reading, index: int) -> bool:
    """Whether who says it is told behind a comma, or the words before it are a quotation that ends."""
    return any(_stopped(read, i) for i in range(index, max(index - _BY, 0), -1))


def _stopped(read: Reading, index: int) -> bool:
    return _stops(read.report.text[read.words.ends[index - 1] : read.words.starts[index]])


_BY = 3  # words up to the cue, where a clause at the end names who says it: "according to what"


def _speaks(read: Reading, index: int, tongue: _Tongue) -> bool:
    """Whether what somebody says begins at a word, and begins so that it can stand without him."""
    keys = read.words.keys
    gap = read.report.text[read.words.ends[index - 1] : read.words.starts[index]]
    if _verb(keys[index], tongue):
        stands = _subject(keys, index + 1, tongue)
    else:
        noun = next((i for i in range(index, index + 3) if i < len(keys) and keys[i] not in tongue.empty), index)
        # "with this raid the toll rises", but not "we have"
        stands = keys[noun].startswith(tongue.article) if noun > index else _subject(keys, index, tongue)
    # not behind a later "that": who hopes that it begins does not say that it does
    return stands and _at(read.breaks, index) and (keys[index - 1] in tongue.that or not _OPENING.isdisjoint(gap))


_OPENING = frozenset('"\u00ab\u201c:')


def _led_through(read: Reading, first: int, last: int, high: int, tongue: _Tongue) -> int:
    """The end of some words, farther on where they end behind a comma that only parts a deed from what it is done to:
    a day between two commas, or who somebody is."""
    keys, starts, ends, text = read.words.keys, read.words.starts, read.words.ends, read.report.text
    for _ in range(_TRIES):
        if last >= high or _COMMAS.isdisjoint(text[ends[last - 1] : starts[last]]):
            break
        at = next((i for i in range(last - 1, first, -1) if _stopped(read, i)), first)
        if at == first or not (_only_day(read, at, last) or read.cuts.get(at) == "relative"):
            break
        if last in read.cuts or last in read.said or (keys[last][:1] in tongue.joining and _verb(keys[last], tongue)):
            break
        further = _next(read, last, high, False)
        if ends[further - 1] - starts[first] > _MOST:
            break
        last = further
    return last


_COMMAS = frozenset(",\u060c")


def _only_day(read: Reading, first: int, last: int) -> bool:
    """Whether some words are nothing but a day."""
    start, end = read.words.starts[first], read.words.ends[last - 1]
    return any(isinstance(v, Day) and v.span.start <= start and end <= v.span.end for v in read.values)


def _leads_on(read: Reading, last: int) -> bool:
    """Whether words end where nothing stops: what somebody says or does begins there."""
    if _stops(read.report.text[read.words.ends[last - 1] : read.words.starts[last]]):
        return False
    return _at(read.breaks, last) or read.cuts.get(last) == "that"


def _at(places: list[int], index: int) -> bool:
    at = bisect_left(places, index)
    return at < len(places) and places[at] == index


_TRIES = 3  # stretches that a wording is led on by at its end


def _next(read: Reading, index: int, high: int, soft: bool) -> int:
    """The first word behind one at which something new starts, in its sentence; `soft`: a clause is enough."""
    behind = bisect_right(read.breaks, index)
    found = read.breaks[behind] if behind < len(read.breaks) else high
    if soft:
        found = min([found, *(i for i in range(index + 1, min(found, high)) if i in read.cuts)])
    return min(found, high)


def _begun(read: Reading, first: int, low: int, tongue: _Tongue) -> int:
    """The last word up to `first` with which an assertion may begin that names who it is about; the first of the
    sentence where there is none."""
    index = first
    while index > low:
        if _begins(read, index, tongue):
            return index
        before = bisect_left(read.breaks, index) - 1
        stop = max(low, read.breaks[before] if before >= 0 else low)
        index = next((i for i in range(index - 1, stop, -1) if read.words.keys[i - 1] in tongue.that), stop)
    return low


def _begins(read: Reading, index: int, tongue: _Tongue) -> bool:
    """Whether an assertion may begin at a word inside a sentence: behind "that" or a colon, or with a verb and the one
    who does it."""
    keys = read.words.keys
    gap = read.report.text[read.words.ends[index - 1] : read.words.starts[index]]
    verb = _verb(keys[index], tongue)
    if keys[index - 1] in tongue.that:
        return not verb or _subject(keys, index + 1, tongue)
    if ":" in gap:
        return keys[index] not in tongue.empty
    return _stops(gap) and verb and _subject(keys, index + 1, tongue)


def _stops(gap: str) -> bool:
    return any(mark in gap for mark in ",;:.!?\n\u060c\u061b\u061f\u2026")


def _verb(word: str, tongue: _Tongue) -> bool:
    """Whether a word is a form of a verb the tables know."""
    forms = tongue.lex.forms
    return word in forms or (len(word) > 3 and word[0] in tongue.joining and word[1:] in forms)


def _subject(keys: list[str], index: int, tongue: _Tongue) -> bool:
    """Whether a word behind a verb may be the one who does it."""
    if index >= len(keys) or keys[index] in tongue.empty:
        return False
    return keys[index].startswith(tongue.article) or keys[index] in tongue.nouns


def _open(read: Reading, first: int, last: int, tongue: _Tongue) -> bool:
    """Whether words leave something open at their end: a preposition, a bracket, or all that is asserted."""
    keys = read.words.keys
    if keys[last - 1] in tongue.empty:
        return True
    start, end, text = read.words.starts[first], read.words.ends[last - 1], read.report.text
    marked = _MARKED.search(text, start, end) is not None
    if marked and any(text.count(a, start, end) > text.count(b, start, end) for a, b in _OPENED):
        return read.report.text[read.words.ends[last - 1] : read.words.ends[last - 1] + 1] not in (")", "\u00bb")
    behind = next((i for i in range(last - 1, first - 1, -1) if keys[i - 1 : i] and keys[i - 1] in tongue.that), None)
    if behind is None:
        behind = first if keys[first] in tongue.empty else last
    return behind < last and not any(_verb(key, tongue) for key in keys[behind:last])


_OPENED = (("(", ")"), ("\u00ab", "\u00bb"))
_MARKED = re.compile(f"[{re.escape(''.join({*_PAIRS, *_PAIRS.values()}))}]")


def _closed(text: str, start: int, end: int) -> Span:
    """The stretch with the mark at either end that its other one stands in it."""
    inside = text[start:end]
    if _MARKED.search(inside) is None:
        return Span(start, end)
    for opening, closing in _PAIRS.items():
        same = opening == closing
        if inside.count(opening) % 2 if same else inside.count(opening) > inside.count(closing):
            end += text[end : end + 1] == closing
        if inside.count(opening) % 2 if same else inside.count(opening) < inside.count(closing):
            start -= start > 0 and text[start - 1] == opening
    return Span(start, end)

"""Numerals: digits of three scripts, words, and mixtures of both, as one number."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from tawatur.text.phrases import Match
from tawatur.text.words import Word
from tawatur.values.stems import Stemmer
from tawatur.values.tables import Entry, NumberRow, Tables

_DIGITS = re.compile("([^\\W\\d_]*)(\\d[\\d.,\u066b\u066c]*)([^\\W\\d_]*)")
_THOUSANDS = re.compile("\\d{1,3}(?:([.,\u066c])\\d{3})(?:\\1\\d{3})*")


class Numeral(NamedTuple):
    """A number read: words `first`..`last` (half-open), its value, and whether it is only a floor ("dozens")."""

    first: int
    last: int
    value: float
    vague: bool = False
    clitic: str = ""
    digits: bool = False
    suffix: str = ""  # letters glued to the digits (an era, a unit)


class Text(NamedTuple):
    """The words of a text and every phrase of the tables found in them."""

    text: str
    words: list[Word]
    marks: dict[int, list[Match[Entry]]]
    tables: Tables
    stems: Stemmer
    starts: tuple[int, ...]  # words that a figure or a time may start at, in order

    def row(self, index: int, table: str) -> Match[Entry] | None:
        """The longest phrase of one table that starts at a word."""
        best = None
        for match in self.marks.get(index, ()):
            if match.item.table == table:
                best = match
        return best

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[index - 1].end : self.words[index].start] if index else ""


_COMMA = "\u060c"
_STOPS = frozenset(".\n!?;:\u061b\u061f\u2026")
_BREAKS = _STOPS | {"\u060c", ","}


def close(text: Text, index: int, commas: bool = False) -> bool:
    """Whether a word follows the one before it without a stop between them; `commas` may stand there when said so."""
    return index < len(text.words) and not (set(text.gap(index)) & (_STOPS if commas else _BREAKS))


def figure(word: str) -> tuple[str, float, str] | None:
    """The letters before, the value, and the letters after, of a word of digits; None for any other word."""
    match = _DIGITS.fullmatch(word)
    if match is None:
        return None
    before, digits, after = match.groups()
    digits = digits.rstrip(".,\u066b\u066c")
    whole = _THOUSANDS.fullmatch(digits)
    if whole is not None and digits[0] != "0":
        return before, float(re.sub("[.,\u066c]", "", digits)), after
    parts = re.split("[.,\u066b]", digits.replace("\u066c", ""))
    if len(parts) > 2:
        return None
    return before, float(".".join(part for part in parts if part)), after


def numeral(text: Text, index: int) -> Numeral | None:
    """The longest number that starts at a word, or None."""
    first = _part(text, index)
    if first is None:
        return None
    total = first
    while total.last < len(text.words) and not total.vague:
        joined = _and(text, total.last)
        if joined is None:
            break
        after, halved = joined
        scale = _scale_of(text, total)
        if halved is not None:
            total = total._replace(last=after, value=total.value + halved * scale)
            break
        part = _part(text, after)
        if part is None or scale <= 1 or part.value >= scale or part.vague:
            break
        total = total._replace(last=part.last, value=total.value + part.value)
    return total


def _and(text: Text, index: int) -> tuple[int, float | None] | None:
    """Where a number goes on after an "and" at `index`, and the fraction it adds there; None when it does not."""
    word = text.words[index]
    if word.key in text.tables.conjunctions:
        return (index + 1, None) if index + 1 < len(text.words) else None
    read = figure(word.key) if word.key[-1].isdigit() else None
    if read is not None and read[0] in text.tables.conjunctions:
        return index, None
    for match in text.marks.get(index, ()):
        if match.item.table == "numbers" and match.clitic in text.tables.conjunctions:
            row = cast(NumberRow, match.item.row)
            if row.kind == "fraction":
                last = match.last
                scale = text.row(last, "numbers") if last < len(text.words) else None
                if scale is not None and cast(NumberRow, scale.item.row).kind == "scale":
                    last = scale.last
                return last, row.value
            return index, None
    return None


def _scale_of(text: Text, number: Numeral) -> float:
    """The worth of the last word of a number: what is added must be less."""
    match = None
    for back in range(number.last - 1, number.first - 1, -1):
        match = text.row(back, "numbers")
        if match is not None and match.last == number.last:
            break
        match = None
    if match is None:
        return 1
    row = cast(NumberRow, match.item.row)
    return row.value if row.kind in ("scale", "hundred") else row.value / 2 if row.kind == "dual" else 1


def _part(text: Text, index: int) -> Numeral | None:
    """A group (below a thousand, or digits) with the scale behind it."""
    group = _group(text, index)
    if group is None or group.last >= len(text.words):
        return group
    if group.vague:
        return group
    scale = text.row(group.last, "numbers")
    if scale is not None:
        row = cast(NumberRow, scale.item.row)
        if row.kind == "scale" and scale.clitic in ("", *_articles(text)) and group.value < row.value:
            return group._replace(last=scale.last, value=group.value * row.value)
    return group


def _articles(text: Text) -> tuple[str, ...]:
    return tuple(c for c in text.tables.clitics if len(c) == 2 and c[0] not in text.tables.conjunctions)


def _group(text: Text, index: int) -> Numeral | None:
    """Digits, or number words up to 999, or a dual scale, a fraction of a scale, a vague number."""
    word = text.words[index]
    if word.key[-1].isdigit() or word.key[0].isdigit():
        read = figure(word.key)
        if read is not None and (not read[0] or read[0] in text.tables.clitics):
            after = figure(text.words[index + 1].key) if index + 1 < len(text.words) else None
            if after is not None and not after[0] and not read[2] and text.gap(index + 1) == _COMMA:
                # 322,8 with an Arabic comma
                decimals = text.words[index + 1].key.rstrip(after[2])
                value = float(f"{int(read[1])}.{decimals}") if decimals.isdigit() else read[1]
                return Numeral(index, index + 2, value, clitic=read[0], digits=True, suffix=after[2])
            return Numeral(index, index + 1, read[1], clitic=read[0], digits=True, suffix=read[2])
        return None
    match = text.row(index, "numbers")
    if match is None:
        return None
    row = cast(NumberRow, match.item.row)
    if row.kind in ("ten", "tens") and len(match.clitic) > 1 and _after_ordinal(text, index):
        return None  # "the thirty-sixth" counts nothing
    start = Numeral(index, match.last, row.value, clitic=match.clitic)
    if row.kind == "vague":
        return start._replace(vague=True)
    if row.kind in ("dual", "fraction"):
        return start
    if row.kind == "scale":
        return start if row.value >= 1000 else None
    if row.kind in ("unit", "teen", "ten", "tens", "hundred"):
        return _words_below_thousand(text, start, row)
    return None


def _after_ordinal(text: Text, index: int) -> bool:
    match = text.row(index - 1, "numbers") if index else None
    return match is not None and cast(NumberRow, match.item.row).kind == "ordinal"


def _words_below_thousand(text: Text, start: Numeral, row: NumberRow) -> Numeral | None:
    following = text.row(start.last, "numbers") if start.last < len(text.words) else None
    after = cast(NumberRow, following.item.row) if following is not None else None
    if row.kind in ("unit", "teen") and following is not None and after is not None:
        joined = following.clitic in text.tables.conjunctions
        if after.kind == "ten" and not following.clitic:
            return start._replace(last=following.last, value=start.value + 10)
        if after.kind == "tens" and joined:
            return start._replace(last=following.last, value=start.value + after.value)
        if after.kind == "hundred" and not following.clitic and after.value == 100 and row.kind == "unit":
            start = start._replace(last=following.last, value=start.value * 100)
            return _after_hundred(text, start)
    if row.kind == "teen":
        return None  # "one" and "two of twelve" count nothing by themselves
    return _after_hundred(text, start) if row.kind == "hundred" else start


def _after_hundred(text: Text, start: Numeral) -> Numeral:
    if start.last >= len(text.words):
        return start
    following = text.row(start.last, "numbers")
    if following is None or following.clitic not in text.tables.conjunctions:
        return start
    rest = _group(text, start.last)
    if rest is None or rest.value >= 100 or rest.vague or rest.digits:
        return start
    return start._replace(last=rest.last, value=start.value + rest.value)

"""Numerals: digits of three scripts, words, and mixtures of both, as one number."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from tawatur.text.phrases import Match
from tawatur.values.reading import Text, close
from tawatur.values.tables import Entry, NumberRow

__all__ = ["Numeral", "Text", "close", "figure", "numeral"]

_DIGITS = re.compile("([^\\W\\d_]*)(\\d[\\d.,\u066b\u066c]*)([^\\W\\d_]*)")
_THOUSANDS = re.compile("\\d{1,3}(?:([.,\u066c])\\d{3})(?:\\1\\d{3})*")
# The letter reh for a comma, as the Saudi agency's keyboards write it, the decimals first as they stand in the line:
# "64r0" is 0.64; "000r22" is 22,000 the same way round.
_TURNED = re.compile("([^\\W\\d_]*?)(\\d+)\u0631(\\d+)()")


_DECIMALS = re.compile("[^\\W\\d_]*[1-9]\\d{0,2}\\.\\d{3}")


class Numeral(NamedTuple):
    """A number read: words `first`..`last` (half-open), its value, and whether it is only a floor ("dozens")."""

    first: int
    last: int
    value: float
    vague: bool = False
    clitic: str = ""
    digits: bool = False
    share: bool = False  # a fraction of something ("a third of")


_COMMA = "\u060c"


def figure(word: str) -> tuple[str, float, str] | None:
    """The letters before, the value, and the letters after, of a word of digits; None for any other word."""
    match = _DIGITS.fullmatch(word)
    if match is None:
        return _turned(word)
    before, digits, after = match.groups()
    digits = digits.rstrip(".,\u066b\u066c")
    whole = _THOUSANDS.fullmatch(digits)
    if whole is not None and digits[0] != "0":
        return before, float(re.sub("[.,\u066c]", "", digits)), after
    parts = re.split("[.,\u066b]", digits.replace("\u066c", ""))
    if len(parts) > 2:
        return None
    return before, float(".".join(part for part in parts if part)), after


def _turned(word: str) -> tuple[str, float, str] | None:
    match = _TURNED.fullmatch(word)
    if match is None:
        return None
    before, behind, whole, after = match.groups()
    if len(behind) == 3 and whole != "0":
        return before, float(whole + behind), after
    return before, float(f"{whole}.{behind}"), after


def numeral(text: Text, index: int) -> Numeral | None:
    """The longest number that starts at a word, or None."""
    first = _part(text, index)
    if first is None:
        return None
    total = first
    while total.last < len(text.keys) and not total.vague:
        joined = _and(text, total.last)
        if joined is None:
            break
        after, halved = joined
        scale = _scale_of(text, total)
        if halved is not None:
            if scale > 1 or not text.row(total.last - 1, "numbers"):
                total = total._replace(last=after, value=total.value + halved * scale)
            break
        part = _part(text, after)
        if part is None or scale <= 1 or part.value >= scale or part.vague:
            break
        total = total._replace(last=part.last, value=total.value + part.value)
    return total


def fraction(text: Text, index: int) -> tuple[int, float] | None:
    """Where a fraction joined by "and" at a word ends, and its worth; None when there is none."""
    joined = _and(text, index) if index < len(text.keys) else None
    return (joined[0], joined[1]) if joined is not None and joined[1] is not None else None


def _number(text: Text, index: int) -> tuple[Match[Entry], NumberRow] | None:
    match = text.row(index, "numbers")
    return (match, cast(NumberRow, match.item.row)) if match is not None else None


def _and(text: Text, index: int) -> tuple[int, float | None] | None:
    """Where a number goes on after an "and" at `index`, and the fraction it adds there; None when it does not."""
    word = text.keys[index]
    conjunctions = text.tables.conjunctions
    if word in conjunctions:
        return (index + 1, None) if index + 1 < len(text.keys) else None
    read = figure(word) if word[-1].isdigit() else None
    if read is not None and read[0] in conjunctions:
        return index, None
    found = _number(text, index)
    if found is None or found[0].clitic not in conjunctions:
        return None
    match, row = found
    if row.kind != "fraction":
        return index, None
    scale = _number(text, match.last)
    return scale[0].last if scale is not None and scale[1].kind == "scale" else match.last, row.value


def _scale_of(text: Text, number: Numeral) -> float:
    """The worth of the last word of a number: what is added must be less."""
    for back in range(number.last - 1, number.first - 1, -1):
        found = _number(text, back)
        if found is not None and found[0].last == number.last:
            row = found[1]
            return row.value if row.kind in ("scale", "hundred") else row.value / 2 if row.kind == "dual" else 1
    return 1


def _part(text: Text, index: int) -> Numeral | None:
    """A group (below a thousand, or digits) with the scale behind it."""
    group = _group(text, index)
    if group is None or group.last >= len(text.keys) or text.gap(group.last).strip():
        return group
    scale = _number(text, group.last)
    if scale is None or (scale[0].clitic and scale[0].clitic not in _articles(text)):
        return group
    match, row = scale
    if row.kind == "scale" and group.digits and _DECIMALS.fullmatch(text.keys[group.last - 1]):
        group = group._replace(value=group.value / 1000)  # 15.435 trillion: the point parts no thousands there
    if row.kind == "scale" and group.value < row.value:
        return group._replace(last=match.last, value=group.value * row.value, share=False)
    if row.kind == "parts" and not group.vague and group.value < row.value:
        return group._replace(last=match.last, value=group.value / row.value, share=True)
    return group


def _articles(text: Text) -> tuple[str, ...]:
    return text.tables.articles


def _group(text: Text, index: int) -> Numeral | None:
    """Digits, or number words up to 999, or a dual scale, a fraction of a scale, a vague number."""
    if text.digits(index):
        return _written(text, index)
    if text.keys[index] in text.tables.articles:
        # the article apart from its digits, held by a tatweel
        behind = _written(text, index + 1) if index + 1 < len(text.keys) and text.digits(index + 1) else None
        if behind is not None and not behind.clitic:
            return behind._replace(first=index, clitic=text.keys[index])
        return None
    found = _number(text, index)
    if found is None:
        return None
    match, row = found
    if row.kind in ("ten", "tens") and (len(match.clitic) > 1 or row.kind == "ten") and _after_ordinal(text, index):
        return None  # "the thirty-sixth" counts nothing
    start = Numeral(index, match.last, row.value, clitic=match.clitic)
    if row.kind == "vague":
        return start._replace(vague=True)
    if row.kind in ("dual", "fraction"):
        following = _number(text, match.last) if row.kind == "fraction" else None
        if following is not None and following[1].kind == "ordinal":
            return None  # "the first quarter"
        return start._replace(share=row.kind == "fraction")
    if row.kind == "scale":
        if row.value < 1000:
            return None
        return start._replace(value=2 * row.value, vague=True) if match.item.form == "plural" else start
    if row.kind in ("unit", "teen", "ten", "tens", "hundred"):
        return _words_below_thousand(text, start, row)
    return None


def _written(text: Text, index: int) -> Numeral | None:
    """A number in digits."""
    word = text.keys[index]
    read = figure(word)
    if read is None or read[2] or (read[0] and read[0] not in text.tables.clitics):
        return None
    if index + 1 < len(text.keys) and text.gap(index + 1) == _COMMA and text.keys[index + 1].isdigit():
        # 322,8 with an Arabic comma
        return Numeral(index, index + 2, float(f"{int(read[1])}.{text.keys[index + 1]}"), clitic=read[0], digits=True)
    return Numeral(index, index + 1, read[1], clitic=read[0], digits=True)


def _after_ordinal(text: Text, index: int) -> bool:
    found = _number(text, index - 1)
    return found is not None and found[1].kind == "ordinal"


def _words_below_thousand(text: Text, start: Numeral, row: NumberRow) -> Numeral | None:
    following = _number(text, start.last)
    if row.kind in ("unit", "teen") and following is not None:
        match, after = following
        joined = match.clitic in text.tables.conjunctions
        if after.kind == "ten" and (not match.clitic or match.clitic == start.clitic):
            return start._replace(last=match.last, value=start.value + 10)
        if after.kind == "tens" and joined:
            return start._replace(last=match.last, value=start.value + after.value)
        if after.kind == "hundred" and not match.clitic and after.value == 100 and row.kind == "unit":
            return _after_hundred(text, start._replace(last=match.last, value=start.value * 100))
    if row.kind == "teen":
        return _one(text, start, row)  # "one" and "two of twelve" count nothing by themselves
    return _after_hundred(text, start) if row.kind == "hundred" else start


def _one(text: Text, start: Numeral, row: NumberRow) -> Numeral | None:
    """ "One" counts where "per cent" follows."""
    unit = text.row(start.last, "counted:words")
    return start if row.value == 1 and unit is not None and unit.item.row.id == "percent" else None


def _after_hundred(text: Text, start: Numeral) -> Numeral:
    following = _number(text, start.last)
    if following is None or following[0].clitic not in text.tables.conjunctions:
        return start
    rest = _group(text, start.last)
    if rest is None or rest.value >= 100 or rest.vague or rest.digits or rest.share:
        return start
    return start._replace(last=rest.last, value=start.value + rest.value)

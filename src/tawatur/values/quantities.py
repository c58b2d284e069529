"""Quantities: a number, what bounds it, and what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from tawatur.model import Bound, Quantity, Span
from tawatur.values.numbers import Numeral, Text, figure, numeral
from tawatur.values.tables import BoundRow, CountedRow, CurrencyRow, RangeRow

_BREAKS = frozenset(".\n!?;:\u061b\u061f\u060c\u2026")
_PERCENT = frozenset("%\u066a")
_MONEY = {"$": "USD", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "CNY"}
_DASHES = frozenset("-\u2013\u2014")


class _Limits(NamedTuple):
    """A number with its bounds: words `first`..`last`, lowest and highest value."""

    first: int
    last: int
    low: float | None
    high: float | None
    bound: Bound
    value: float
    clitic: str


def quantities(text: Text, taken: set[int]) -> Iterator[Quantity]:
    """The quantities of a text in order. `taken`: words that days and times are made of."""
    index = 0
    while index < len(text.words):
        if index in taken:
            index += 1
            continue
        number = numeral(text, index)
        if number is None or not taken.isdisjoint(range(number.first, number.last)):
            pair = _pair(text, index)
            if pair is not None:
                yield pair
            index += 1
            continue
        limits = _limits(text, number)
        quantity, last = _counted(text, limits, number)
        if quantity is not None:
            yield quantity
        index = max(last, index + 1)


def close(text: Text, index: int, inside: str = "") -> bool:
    """Whether a word follows the one before it without a stop between them."""
    return index < len(text.words) and not (set(text.gap(index)) & (_BREAKS - set(inside)))


def _limits(text: Text, number: Numeral) -> _Limits:
    low: float | None = number.value
    high: float | None = None if number.vague else number.value
    bound: Bound = "at-least" if number.vague else "exact"
    first, last = number.first, number.last
    second = _range_end(text, number)
    if second is not None:
        high, bound, last = second.value, "range", second.last
        if number.value < 1000 <= second.value and number.digits:
            low = number.value * _scale(second.value, number.value)
    before = _bound_before(text, first)
    if before is not None:
        first, bound = before
        low, high = _bounded(bound, number.value, low, high)
    elif last < len(text.words) and close(text, last):
        match = text.row(last, "bounds")
        if match is not None and cast(BoundRow, match.item.row).where == "after" and not match.clitic:
            bound = cast(BoundRow, match.item.row).bound
            low, high = _bounded(bound, number.value, low, high)
            last = match.last
    return _Limits(first, last, low, high, bound, number.value, number.clitic)


def _scale(high: float, low: float) -> float:
    """ "5 to 7 million" counts five million too: the scale of the second number when the first has none."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if high >= scale and low < high / scale:
            return scale
    return 1


def _bounded(bound: str, value: float, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    if bound == "at-least":
        return value, None
    if bound == "at-most":
        return None, value
    return low, high


def _bound_before(text: Text, index: int) -> tuple[int, Bound] | None:
    """Where the bounding words right before a number start, and how they bound it."""
    for back in range(1, 5):
        at = index - back
        if at < 0:
            break
        match = text.row(at, "bounds")
        if match is not None and match.last == index and cast(BoundRow, match.item.row).where == "before":
            if all(close(text, i) for i in range(at + 1, index + 1)):
                return at, cast(BoundRow, match.item.row).bound
        elif match is not None and match.last > index:
            break
    return None


def _range_end(text: Text, number: Numeral) -> Numeral | None:
    """The second number of a range: a dash between digits, or "between … and …"."""
    last = number.last
    if last >= len(text.words):
        return None
    gap = text.gap(last).strip()
    read = figure(text.words[last].key)
    if number.digits and gap and set(gap) <= _DASHES and read is not None and not read[0]:
        second = numeral(text, last)
        return second if second is not None and second.value > number.value else None
    before = text.row(number.first - 1, "ranges") if number.first else None
    if before is not None and before.last == number.first and cast(RangeRow, before.item.row).kind == "between":
        second = numeral(text, last)
        if second is None and last + 1 < len(text.words) and text.words[last].key in text.tables.conjunctions:
            second = numeral(text, last + 1)
        if second is not None and second.clitic in text.tables.conjunctions and second.value > number.value:
            return second
    return None


def _counted(text: Text, limits: _Limits, number: Numeral) -> tuple[Quantity | None, int]:
    """The quantity that a bounded number makes with what stands around it, and the word after it."""
    words = text.words
    start, end = words[limits.first].start, words[limits.last - 1].end
    if (end < len(text.text) and text.text[end] in _PERCENT) or (start and text.text[start - 1] in _PERCENT):
        return _quantity(text, limits, limits.last, "percent", "percent-sign"), limits.last
    if end < len(text.text) and text.text[end] in _MONEY:
        return _quantity(text, limits, limits.last, "money:" + _MONEY[text.text[end]], "currency-sign"), limits.last
    if start and text.text[start - 1] in _MONEY:
        return _quantity(
            text, limits, limits.last, "money:" + _MONEY[text.text[start - 1]], "currency-sign"
        ), limits.last
    at = limits.last
    if not close(text, at):
        return _bare(text, limits, number)
    money = text.row(at, "currencies")
    if money is not None and not money.clitic:
        return _money(text, limits, money.last, cast(CurrencyRow, money.item.row))
    noun = _noun(text, at)
    if noun is None:
        return _bare(text, limits, number)
    row, last = noun
    after = text.row(last, "bounds") if close(text, last) else None
    if after is not None and cast(BoundRow, after.item.row).where == "after" and limits.bound == "exact":
        bound = cast(BoundRow, after.item.row).bound
        low, high = _bounded(bound, limits.value, limits.low, limits.high)
        limits = limits._replace(bound=bound, low=low, high=high)
        last = after.last
    if row is None:
        unit, rule, first = _headed(text, limits, last, None)
        return _quantity(text, limits._replace(first=first), last, unit or "person", rule), last
    if row.person:
        unit, rule, first = _headed(text, limits, last, row)
        if unit:
            return _quantity(text, limits._replace(first=first), last, unit, rule), last
    return _quantity(text, limits, last, row.id, f"counted-{row.id}"), last


def _money(text: Text, limits: _Limits, last: int, row: CurrencyRow) -> tuple[Quantity, int]:
    country = text.row(last, "countries") if close(text, last) else None
    code = row.code
    if country is not None and not country.clitic and not row.code.isupper():
        code, last = f"{country.item.row.id}-{row.code}", country.last
    return _quantity(text, limits, last, "money:" + code, f"currency-{row.id}"), last


def _noun(text: Text, at: int) -> tuple[CountedRow | None, int] | None:
    """The counted noun at a word, "of the" skipped: its row (None: persons unnamed, "12 of …"), the word after it."""
    partitive = text.row(at, "partitive")
    if partitive is not None:
        match = _counted_row(text, partitive.last) if partitive.last < len(text.words) else None
        if match is not None:
            return match
        return None, at
    return _counted_row(text, at)


def _counted_row(text: Text, at: int) -> tuple[CountedRow, int] | None:
    best: tuple[CountedRow, int] | None = None
    for match in text.marks.get(at, ()):
        if match.item.table == "counted" and match.item.form == "words" and len(match.clitic) in (0, 2):
            best = cast(CountedRow, match.item.row), match.last
    return best


# how many words back from a number the word may stand that says what happened to the persons it counts
_REACH = 5


def _headed(text: Text, limits: _Limits, last: int, noun: CountedRow | None) -> tuple[str, str, int]:
    """What happened to the persons counted, by the nearest head before or tail after: unit, rule, first word."""
    kind = f"/{noun.id}" if noun is not None and noun.id != "person" else ""
    for back in range(limits.first - 1, max(-1, limits.first - 1 - _REACH), -1):
        if not close(text, back + 1):
            break
        if numeral(text, back) is not None:
            break
        for match in text.marks.get(back, ()):
            if match.item.table == "counted" and match.item.form == "heads" and match.last <= limits.first:
                return match.item.row.id + kind, f"counted-{match.item.row.id}", back
    for ahead in range(last, min(len(text.words), last + 4)):
        if not close(text, ahead):
            break
        for match in text.marks.get(ahead, ()):
            if match.item.table == "counted" and match.item.form == "tails":
                return match.item.row.id + kind, f"counted-{match.item.row.id}", limits.first
    return "", "counted-person", limits.first


def _bare(text: Text, limits: _Limits, number: Numeral) -> tuple[Quantity | None, int]:
    """A number without a counted noun: a toll when a head stands right before it, else a plain figure."""
    unit, rule, first = _headed(text, limits, limits.last, None)
    if unit and first >= limits.first - 4 and not number.suffix:
        return _quantity(text, limits._replace(first=first), limits.last, unit, rule), limits.last
    if not number.digits and number.value < 11 and limits.bound == "exact":
        return None, limits.last  # a small number word that counts nothing known is more often part of a name
    return _quantity(text, limits, limits.last, "", "number"), limits.last


def _pair(text: Text, index: int) -> Quantity | None:
    """A dual: two by itself."""
    for match in text.marks.get(index, ()):
        if match.item.table == "counted" and match.item.form == "pair":
            row = cast(CountedRow, match.item.row)
            limits = _Limits(index, match.last, 2.0, 2.0, "exact", 2.0, match.clitic)
            unit, rule, first = (
                _headed(text, limits, match.last, row) if row.person else (row.id, f"pair-{row.id}", index)
            )
            return _quantity(text, limits._replace(first=first), match.last, unit or row.id, rule)
    return None


def _quantity(text: Text, limits: _Limits, last: int, unit: str, rule: str) -> Quantity:
    span = Span(text.words[limits.first].start, text.words[last - 1].end)
    return Quantity(span=span, low=limits.low, high=limits.high, unit=unit, bound=limits.bound, rule=rule)

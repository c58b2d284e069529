"""Quantities: a number, what bounds it, and what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

import msgspec

from tawatur.model import Bound, Quantity, Span
from tawatur.values.counted import counted, pair
from tawatur.values.numbers import Numeral, Text, close, figure, numeral
from tawatur.values.tables import BoundRow, CurrencyRow, RangeRow

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
    busy = end = 0
    for index in text.starts:
        if index < busy or index in taken:
            continue
        number = numeral(text, index)
        if number is None or not taken.isdisjoint(range(number.first, number.last)):
            two = pair(text, index)
            if two is not None:
                limits = _Limits(two.first, two.last, 2.0, 2.0, "exact", 2.0, "")
                double = _quantity(text, limits, two.last, two.unit, two.rule)
                if double.span.start >= end:
                    yield double
                    end, busy = double.span.end, two.last
            continue
        limits = _limits(text, number)
        quantity, last = _counted(text, limits, number)
        if quantity is not None:
            if _was(text, number) and last < len(text.words):
                quantity = _quantity(text, limits, limits.last, _later_unit(text, limits.last), "was")
            if quantity.span.start < end:
                quantity = msgspec.structs.replace(
                    quantity, span=Span(text.words[number.first].start, quantity.span.end)
                )
            yield quantity
            end = quantity.span.end
        busy = last


def _was(text: Text, number: Numeral) -> bool:
    """Whether a number is what a figure was before it moved: "rose from 31 to 32"."""
    before = text.row(number.first - 1, "partitive") if number.first else None
    after = text.row(number.last, "ranges") if number.last < len(text.words) else None
    if before is None or after is None or cast(RangeRow, after.item.row).kind != "to":
        return False
    return any(
        (match := text.row(back, "ranges")) is not None and cast(RangeRow, match.item.row).kind in ("rose", "fell")
        for back in range(max(0, number.first - 8), number.first - 1)
    )


def _later_unit(text: Text, at: int) -> str:
    """The unit of the figure that follows "to"."""
    second = numeral(text, at + 1) if at + 1 < len(text.words) else None
    if second is None:
        return ""
    quantity, _ = _counted(text, _limits(text, second), second)
    return quantity.unit if quantity is not None else ""


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
    best: tuple[int, Bound] | None = None
    for back in range(1, 5):
        at = index - back
        if at < 0 or not close(text, at + 1):
            break
        match = text.row(at, "bounds")
        if match is not None and match.last == index and cast(BoundRow, match.item.row).where == "before":
            best = at, cast(BoundRow, match.item.row).bound  # the longest wins
    return best


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
    money = text.row(at, "currencies") if close(text, at) else None
    if money is not None:
        return _money(text, limits, money.last, cast(CurrencyRow, money.item.row))
    what = counted(text, number, limits.first, limits.last)
    if what is None or number.suffix:
        if not number.digits and number.value < 11 and limits.bound == "exact":
            return None, at  # a small number word that counts nothing known is more often part of a name
        return _quantity(text, limits, at, "", "number"), at
    last = what.last
    after = text.row(last, "bounds") if close(text, last) else None
    if after is not None and cast(BoundRow, after.item.row).where == "after" and limits.bound == "exact":
        bound = cast(BoundRow, after.item.row).bound
        low, high = _bounded(bound, limits.value, limits.low, limits.high)
        limits = limits._replace(bound=bound, low=low, high=high)
        last = after.last
    return _quantity(text, limits._replace(first=what.first), last, what.unit, what.rule), last


def _money(text: Text, limits: _Limits, last: int, row: CurrencyRow) -> tuple[Quantity, int]:
    country = text.row(last, "countries") if close(text, last) else None
    code = row.code
    if country is not None and not country.clitic and not row.code.isupper():
        code, last = f"{country.item.row.id}-{row.code}", country.last
    return _quantity(text, limits, last, "money:" + code, f"currency-{row.id}"), last


def _quantity(text: Text, limits: _Limits, last: int, unit: str, rule: str) -> Quantity:
    span = Span(text.words[limits.first].start, text.words[last - 1].end)
    return Quantity(span=span, low=limits.low, high=limits.high, unit=unit, bound=limits.bound, rule=rule)

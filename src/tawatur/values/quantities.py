"""Quantities: a number, what bounds it, and what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

import msgspec
from babel.core import UnknownLocaleError
from babel.numbers import get_territory_currencies

from tawatur.model import Bound, Quantity, Span
from tawatur.values.counted import Counted, counted, pair
from tawatur.values.numbers import Numeral, figure, fraction, numeral
from tawatur.values.reading import Text, close
from tawatur.values.tables import BoundRow, CountedRow, CurrencyRow, RangeRow

_PERCENT = frozenset("%\u066a")
_MONEY = {"$": "USD", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "CNY"}
_DASHES = frozenset("-\u2013\u2014")
# Words back to the verb of a bound whose particle stands before the number, with what is measured between them ("their
# number is no less than"). At eight, verbs of other clauses are met.
_APART = 6
_TIMES = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})


class _Limits(NamedTuple):
    """A number with its bounds: words `first`..`last`, lowest and highest value."""

    first: int
    last: int
    low: float | None
    high: float | None
    bound: Bound
    value: float
    clitic: str


def quantities(text: Text, starts: Sequence[int], taken: set[int]) -> Iterator[Quantity]:
    """The quantities of a text in order. `starts`: the words that one may start at; `taken`: words that days and times
    are made of."""
    busy = end = 0
    for index in starts:
        if index < busy or index in taken:
            continue
        if text.keys[index - 1] in text.tables.articles and index > busy:
            index -= 1  # the article apart from its digits
        number = numeral(text, index)
        if number is None or not taken.isdisjoint(range(number.first, number.last)):
            double = _without_number(text, index, taken)
            if double is not None and double[0].span.start >= end:
                yield double[0]
                end, busy = double[0].span.end, double[1]
            continue
        limits = _limits(text, number)
        quantity, last = _counted(text, limits, number)
        if quantity is not None:
            if _was(text, number) and last < len(text.keys):
                quantity = _quantity(text, limits, limits.last, _later_unit(text, limits.last), "was")
            if quantity.span.start < end:
                quantity = msgspec.structs.replace(quantity, span=Span(text.starts[number.first], quantity.span.end))
            if quantity.span.start >= end:
                yield quantity
                end = quantity.span.end
        busy = last


def _without_number(text: Text, index: int, taken: set[int]) -> tuple[Quantity, int] | None:
    """What is counted without a number: a dual, or one thing that a bound or a fraction measures."""
    bounded = _bound_before(text, index)
    bounded = bounded if bounded is not None and not taken.intersection(range(bounded[0], index)) else None
    found = pair(text, index, bounded[0] if bounded is not None else index)
    if found is not None:
        whole = _halved(text, 2.0, found)
        if bounded is not None and (bounded[1] != "about" or whole[0].unit in _TIMES):
            return _within(text, whole, bounded)  # before a thing "about" is more often "towards"
        after = text.row(whole[1], "bounds") if close(text, whole[1]) else None
        if after is not None and cast(BoundRow, after.item.row).where == "after" and not after.clitic:
            return _within(text, whole, (found.first, cast(BoundRow, after.item.row).bound), after.last)
        return whole
    one = text.row(index, "counted:one")
    if one is None or one.clitic or text.digits(one.last):
        return None
    row = cast(CountedRow, one.item.row)
    whole = _halved(text, 1.0, Counted(row.id, f"one-{row.id}", index, one.last))
    if bounded is not None:
        return _within(text, whole, bounded)
    return whole if whole[1] > one.last else None


def _within(
    text: Text, whole: tuple[Quantity, int], bounded: tuple[int, Bound], until: int = 0
) -> tuple[Quantity, int]:
    """The same with the words that bound it before or after: "less than a month", "two persons at least"."""
    quantity, last = whole
    first, bound = bounded
    last = max(last, until)
    value = quantity.low or 1.0
    low, high = _bounded(bound, value, value, value)
    span = Span(min(text.starts[first], quantity.span.start), text.ends[last - 1])
    return msgspec.structs.replace(quantity, span=span, low=low, high=high, bound=bound), last


def _halved(text: Text, value: float, what: Counted) -> tuple[Quantity, int]:
    """So many of a thing, with the fraction behind it ("an hour and a half", "a year and half a year")."""
    last = what.last
    added = fraction(text, last)
    if added is not None and close(text, last):
        last, value = added[0], value + added[1]
        again = text.row(last, "counted:words")
        last = again.last if again is not None and again.item.row.id == what.unit else last
    limits = _Limits(what.first, last, value, value, "exact", value, "")
    return _quantity(text, limits, last, what.unit, what.rule), last


def _was(text: Text, number: Numeral) -> bool:
    """Whether a number is what a figure was before it moved: "rose from 31 to 32"."""
    before = text.row(number.first - 1, "partitive")
    after = text.row(number.last, "ranges")
    if before is None or after is None or cast(RangeRow, after.item.row).kind != "to":
        return False
    return any(
        (match := text.row(back, "ranges")) is not None and cast(RangeRow, match.item.row).kind in ("rose", "fell")
        for back in range(max(0, number.first - 8), number.first - 1)
    )


def _later_unit(text: Text, at: int) -> str:
    """The unit of the figure that follows "to"."""
    second = numeral(text, at + 1) if at + 1 < len(text.keys) else None
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
        if number.value < 1000 <= second.value:
            low = number.value * _scale(second.value, number.value)
        return _Limits(first, last, low, high, bound, number.value, number.clitic)
    before = _bound_before(text, first)
    if before is not None:
        first, bound = before
        low, high = _bounded(bound, number.value, low, high)
    elif close(text, last):
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
        if match is not None and match.clitic.endswith(text.tables.articles):
            continue  # "the Don", who scored two goals
        if match is not None and match.last == index and cast(BoundRow, match.item.row).where == "before":
            best = at, cast(BoundRow, match.item.row).bound  # the longest wins
    return best or _bound_apart(text, index)


def _bound_apart(text: Text, index: int) -> tuple[int, Bound] | None:
    """A bound whose verb and particle stand apart: "no less, their number, than 40". Only the particle is the span's.

    The verb of another number between them is that number's.
    """
    closing = text.row(index - 1, "bounds:closes")
    if closing is None or closing.last != index or not close(text, index):
        return None
    particle = text.keys[index - 1]
    for at in range(index - 2, max(-1, index - 2 - _APART), -1):
        if not close(text, at + 1) or text.digits(at) or text.row(at, "numbers") is not None:
            return None
        negated = text.row(at - 1, "bounds:opens")
        opening = negated if negated is not None and negated.last > at else text.row(at, "bounds:opens")
        if opening is not None and opening.last < index - 1:
            row = cast(BoundRow, opening.item.row)
            if particle in text.tables.closing[row.id]:
                return index - 1, row.bound
    return None


def _range_end(text: Text, number: Numeral) -> Numeral | None:
    """The second number of a range: a dash between digits, "between … and …", "from … to …" where nothing moved."""
    last = number.last
    if last >= len(text.keys):
        return None
    gap = text.gap(last).strip()
    read = figure(text.keys[last])
    if number.digits and gap and set(gap) <= _DASHES and read is not None and not read[0]:
        second = numeral(text, last)
        return second if second is not None and second.value > number.value else None
    to = text.row(last, "ranges")
    if to is not None and cast(RangeRow, to.item.row).kind == "to" and not gap and not number.vague:
        second = numeral(text, to.last) if to.last < len(text.keys) else None
        if second is not None and text.row(number.first - 1, "partitive") is None and second.value > number.value:
            return second  # "5 to 6 per cent", which is no "from 5 to 6"
    before = text.row(number.first - 1, "ranges")
    if before is not None and before.last == number.first and cast(RangeRow, before.item.row).kind == "between":
        second = numeral(text, last)
        if second is None and last + 1 < len(text.keys) and text.keys[last] in text.tables.conjunctions:
            second = numeral(text, last + 1)
            second = second._replace(clitic=text.keys[last]) if second is not None else None
        if second is not None and second.clitic in text.tables.conjunctions and second.value > number.value:
            return second
    return None


def _counted(text: Text, limits: _Limits, number: Numeral) -> tuple[Quantity | None, int]:
    """The quantity that a bounded number makes with what stands around it, and the word after it."""
    signed = _signed(text, limits, text.starts[number.first], text.ends[limits.last - 1])
    if signed is not None:
        return signed, limits.last
    at = limits.last
    money = text.row(at, "currencies") if close(text, at) else None
    if money is not None:
        return _money(text, limits, money.last, cast(CurrencyRow, money.item.row))
    what = counted(text, number, limits.first, limits.last)
    if what is None:
        if number.vague and number.clitic in text.tables.articles:
            return None, at  # "the millions" counts nothing by itself
        if not number.digits and number.value < 11 and limits.bound == "exact" and not number.share:
            return None, at  # a small number word that counts nothing known is more often part of a name
        return _quantity(text, limits, at, "", "number"), at
    last = what.last
    after = text.row(last, "bounds") if close(text, last) else None
    if after is not None and cast(BoundRow, after.item.row).where == "after" and limits.bound == "exact":
        bound = cast(BoundRow, after.item.row).bound
        low, high = _bounded(bound, limits.value, limits.low, limits.high)
        limits = limits._replace(bound=bound, low=low, high=high)
        last = after.last
    return _quantity(text, limits._replace(first=min(what.first, limits.first)), last, what.unit, what.rule), last


def _signed(text: Text, limits: _Limits, start: int, end: int) -> Quantity | None:
    """The quantity of a number with a sign of percent or money behind it or before it, a blank between them or not."""
    after, before = text.text[end : end + 2].lstrip()[:1], text.text[max(0, start - 2) : start].rstrip()[-1:]
    if (after and after in _PERCENT) or (before and before in _PERCENT):
        return _quantity(text, limits, limits.last, "percent", "percent-sign")
    code = _MONEY.get(after) or _MONEY.get(before)
    return _quantity(text, limits, limits.last, f"money:{code}", "currency-sign") if code else None


def _money(text: Text, limits: _Limits, last: int, row: CurrencyRow) -> tuple[Quantity, int]:
    country = text.row(last, "countries") if row.also and close(text, last) else None
    code = row.code
    if country is not None and not country.clitic:
        issued = next((one for one in _issued(country.item.row.id) if one in row.also), "")
        code, last = (issued, country.last) if issued else (code, last)
    return _quantity(text, limits, last, "money:" + code, f"currency-{row.id}"), last


@lru_cache(maxsize=512)
def _issued(country: str) -> tuple[str, ...]:
    """The currencies that are legal tender in a country (ISO 3166-1), as CLDR has them."""
    try:
        return tuple(get_territory_currencies(country))
    except UnknownLocaleError:
        return ()


def _quantity(text: Text, limits: _Limits, last: int, unit: str, rule: str) -> Quantity:
    span = Span(text.starts[limits.first], text.ends[last - 1])
    return Quantity(span=span, low=limits.low, high=limits.high, unit=unit, bound=limits.bound, rule=rule)

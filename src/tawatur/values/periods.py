"""Periods: months, years, quarters and halves of them, weeks; "early March", "the end of last year"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from tawatur.values.dates import (
    YEARS,
    Piece,
    Setting,
    day_row,
    frame_at,
    make,
    month_at,
    nearest_year,
    value_of,
    year_at,
    year_of,
)
from tawatur.values.numbers import figure
from tawatur.values.reading import Text
from tawatur.values.tables import DayRow, NumberRow, function_words

_DASHES = frozenset("-\u2013\u2014")
_MOST = 100  # years that a stretch written as two years may have


def period_at(text: Text, at: int, now: Setting) -> Piece | None:
    """A period that starts at a word."""
    if text.digits(at):
        return _bare_year(text, at)
    found = text.at(at).longest
    piece = _stretch(text, at, now) if "days:stretch" in found else None
    if piece is None and "days:half" in found:
        piece = _half(text, at, now)
    if piece is None and ("days:month" in found or "days:hijri" in found):
        piece = whole_month(text, at, now)
    if piece is None and "days:period" in found:
        piece = _relative_period(text, at, now)
    if piece is None and ("days:year" in found or "days:years" in found):
        piece = _year(text, at)
    return piece


def month_end(start: date) -> date:
    """The last day of the month that starts on a day."""
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return following - timedelta(days=1)


def whole_month(text: Text, at: int, now: Setting) -> Piece | None:
    """A whole month: with its year, or where the words around it say that it is a time ("in May", "last May")."""
    match = day_row(text, at, "days:month") or day_row(text, at, "days:hijri")
    if match is None:
        return None
    month = month_at(text, at) if not match.clitic else None
    if month is None:
        return None
    number, hijri, last = month
    year, modifier = year_at(text, last), day_row(text, last, "days:modifier")
    frame, last_framed = frame_at(text, at - 1)
    frame = frame if last_framed == at else ""
    first = at - 1 if frame == "month" else at
    # "from" and "to" are no frame for a month whose name is a word of every day too
    framed = frame == "0" or (frame == "1" and not cast(DayRow, match.item.row).weak)
    named = first < at or last > match.last  # "the month of", or its twin of another family
    if year is not None and year[1] == hijri:
        return _month(first, year[2], year[0], number, hijri)
    of = year_of(text, last, now) if not hijri else None
    if of is not None and (named or framed):
        return _month(first, of[1], of[0], number, hijri)
    if not (named or modifier is not None or (framed and not hijri)):
        return None
    if hijri and now.today is None:
        return Piece(first, last, rule="hijri-month")
    last = modifier.last if modifier is not None else last
    if now.today is None:
        return Piece(first, last, rule="month-without-year") if named or modifier is not None else None
    return _month(first, last, nearest_year(number, 1, now.today, modifier, hijri), number, hijri)


def _month(first: int, last: int, year: int, number: int, hijri: bool) -> Piece | None:
    start = make(year, number, 1, hijri)
    if start is None:
        return Piece(first, last, rule="hijri-month") if hijri else None
    if not hijri:
        return Piece(first, last, start, month_end(start), rule="month")
    end = make(year + number // 12, number % 12 + 1, 1, True)
    return Piece(first, last, start, end - timedelta(days=1) if end is not None else start, rule="hijri-month")


def _relative_period(text: Text, at: int, now: Setting) -> Piece | None:
    """ "Last week", "next month", "this year", "the same month of 2014"."""
    match = day_row(text, at, "days:period")
    if match is None:
        return None
    modifier = day_row(text, match.last, "days:modifier")
    if modifier is not None and not text.gap(match.last).strip():
        way, last, first = int(value_of(modifier)), modifier.last, at
        rule = f"{match.item.row.id}-{modifier.item.row.id}"
    elif at and day_row(text, at - 1, "days:this") is not None and not text.gap(at).strip():
        way, last, first, rule = 0, match.last, at - 1, f"{match.item.row.id}-this"
    else:
        return _same_month(text, at, now)
    start, end = _bounds(int(value_of(match)), way, now.today)
    return Piece(first, last, start, end, rule=rule)


def _same_month(text: Text, at: int, now: Setting) -> Piece | None:
    """ "The same month of 2014": the month that the text named last."""
    match = day_row(text, at, "days:period")
    same = day_row(text, match.last, "days:same") if match is not None and value_of(match) == "30" else None
    year = year_at(text, same.last) if same is not None else None
    if year is None or same is None or now.month is None or year[1]:
        return None
    start = date(year[0], now.month.month, 1)
    return Piece(at, year[2], start, month_end(start), rule="same-month")


def _bounds(length: int, way: int, today: date | None) -> tuple[date | None, date | None]:
    """First and last day of a week, month or year so many away from the present one."""
    if today is None:
        return None, None
    if length == 7:
        start = today - timedelta(days=(today.weekday() + 2) % 7) + timedelta(days=7 * way)  # Saturday first
        return start, start + timedelta(days=6)
    if length == 30:
        months = today.year * 12 + today.month - 1 + way
        start = date(months // 12, months % 12 + 1, 1)
        return start, month_end(start)
    return date(today.year + way, 1, 1), date(today.year + way, 12, 31)


def _stretch(text: Text, at: int, now: Setting) -> Piece | None:
    """ "Early March", "the end of last year", "mid-week": a third of the period; of a week its first or last days."""
    match = day_row(text, at, "days:stretch")
    if match is None or match.last >= len(text.keys) or text.gap(match.last).strip():
        return None
    behind = match.last
    frame, skipped = frame_at(text, behind)
    if frame == "month":
        behind = skipped
    if day_row(text, behind, "days:this") is not None:
        behind += 1
    inner = whole_month(text, behind, now) or _relative_period(text, behind, now) or _year(text, behind)
    inner = inner or _unframed(text, behind, now)
    if inner is None:
        return None
    start, end = _third(inner.start, inner.end, value_of(match))
    return inner._replace(first=at, start=start, end=end, rule=f"{match.item.row.id}+{inner.rule}")


def _unframed(text: Text, at: int, now: Setting) -> Piece | None:
    """A period that only stands behind a stretch: a month by its name, "the week", "the year"."""
    match = day_row(text, at, "days:month")
    if match is not None and not match.clitic:
        found = month_at(text, at)
        if found is None or found[1] or now.today is None:
            return Piece(at, match.last, rule="month-without-year")
        modifier = day_row(text, found[2], "days:modifier")
        return _month(at, found[2], nearest_year(found[0], 1, now.today, modifier), found[0], False)
    period = day_row(text, at, "days:period")
    if period is None:
        return None
    start, end = _bounds(int(value_of(period)), 0, now.today)
    return Piece(at, period.last, start, end, rule=period.item.row.id)


def _third(start: date | None, end: date | None, share: str) -> tuple[date | None, date | None]:
    if start is None or end is None:
        return start, end
    length = (end - start).days + 1
    if length > 31:  # a year, by its months
        return {
            "first": (start, date(start.year, 4, 30)),
            "middle": (date(start.year, 5, 1), date(start.year, 8, 31)),
            "last": (date(start.year, 9, 1), end),
        }[share]
    step = timedelta(days=2 if length == 7 else 9)
    if share == "first":
        return start, start + step
    if share == "last":
        return (end - step if length == 7 else start + timedelta(days=20)), end
    return (
        (start + timedelta(days=2), end - timedelta(days=2))
        if length == 7
        else (start + timedelta(days=10), start + timedelta(days=19))
    )


def _half(text: Text, at: int, now: Setting) -> Piece | None:
    """ "The first half of 2015", "the third quarter of last year"."""
    match = day_row(text, at, "days:half")
    if match is None:
        return None
    months = int(value_of(match))
    found = text.row(match.last, "numbers")
    row = cast(NumberRow, found.item.row) if found is not None else None
    if found is not None and row is not None and row.kind == "ordinal" and row.value <= 12 // months:
        number, last = int(row.value), found.last
    elif day_row(text, match.last, "days:not-today") is not None and months < 12:
        number, last = 12 // months, match.last + 1  # "the last quarter"
    else:
        return None
    of = text.row(last, "partitive")
    behind = of.last if of is not None else frame_at(text, last)[1]
    if day_row(text, behind, "days:this") is not None:
        behind += 1
    year = _relative_period(text, behind, now) or _year(text, behind) or _bare_year(text, behind, True)
    year = year or (_unframed(text, behind, now) if of is not None else None)
    if year is None or (year.start is not None and year.end is not None and (year.end - year.start).days > 366):
        return None if year is None else Piece(at, year.last, rule="half-of-years")
    if year.start is None or (year.end is not None and (year.end - year.start).days < 300):
        return Piece(at, year.last, rule="half-of-year") if year.start is None else None
    start = date(year.start.year, months * (number - 1) + 1, 1)
    return Piece(at, year.last, start, month_end(date(start.year, months * number, 1)), rule=match.item.row.id)


def _year(text: Text, at: int) -> Piece | None:
    """ "The year 2012", "the years 2014 and 2015"."""
    match = day_row(text, at, "days:year") or day_row(text, at, "days:years")
    if match is None or match.last >= len(text.keys) or not text.digits(match.last):
        return None
    year = year_at(text, match.last, named=True)
    if year is None:
        return None
    if year[1]:
        start, after = make(year[0], 1, 1, True), make(year[0] + 1, 1, 1, True)
        return Piece(at, year[2], start, after - timedelta(days=1) if after else start, rule="hijri-year")
    value, _, last = year
    if text.gap(last).strip() in ("/", "-") and last < len(text.keys) and text.digits(last):
        until = _until(text, value, last)
        return Piece(at, last + 1, date(value, 1, 1), date(until, 12, 31), rule="years") if until else None
    until = _until(text, value, last)
    if until:
        return Piece(at, last + 1, date(value, 1, 1), date(until, 12, 31), rule="years")
    return Piece(at, last, date(value, 1, 1), date(value, 12, 31), rule="year")


def _until(text: Text, first: int, at: int) -> int:
    """The later year of "2014 and 2015", "1939-1945", 0 when there is none at the word."""
    if at >= len(text.keys) or not text.digits(at):
        return 0
    read = figure(text.keys[at])
    gap = text.gap(at).strip()
    joined = read is not None and (read[0] in text.tables.conjunctions if not gap else set(gap) <= _DASHES)
    if read is None or not joined or read[2]:
        return 0
    last = int(read[1])
    return last if first < last < first + _MOST and last in YEARS else 0


def _bare_year(text: Text, at: int, alone: bool = False) -> Piece | None:
    """A year by its digits only: behind a frame ("in 2014"), with an era sign, or as a stretch of years."""
    if at >= len(text.keys) or not text.digits(at):
        return None
    read = figure(text.keys[at])
    if read is None or read[2] or (read[0] and read[0] in text.tables.conjunctions) or len(text.keys[at]) < 4:
        return None
    value = int(read[1])
    if value not in YEARS or read[1] != value or any(sign in text.keys[at] for sign in ".,"):
        return None
    last = at + 1
    counted = text.row(last, "counted:words")
    if (counted is not None and not counted.clitic) or text.row(last, "currencies") is not None:
        return None
    until = _until(text, value, last)
    between = text.row(at - 1, "ranges")
    between_years = between is not None and between.item.row.id == "between"
    if until and (text.gap(last).strip() or alone or between_years) and text.row(last + 1, "counted:words") is None:
        return Piece(at, last + 1, date(value, 1, 1), date(until, 12, 31), rule="years")
    era = day_row(text, last, "days:era")
    if era is not None and not era.clitic and not text.gap(last).strip() and value_of(era) == "0":
        return Piece(at, era.last, date(value, 1, 1), date(value, 12, 31), rule="year")
    frame, framed = frame_at(text, at - 1)
    if alone or (frame and framed == at and not read[0] and _ends(text, last)):
        return Piece(at, last, date(value, 1, 1), date(value, 12, 31), rule="year")
    return None


def _ends(text: Text, at: int) -> bool:
    """Whether no bare noun follows, which the number would count."""
    if at >= len(text.keys) or text.gap(at).strip():
        return True
    taken, _, _ = text.stems.parts(text.raw(at))
    known = text.at(at).every
    word = text.keys[at]
    return bool(taken) or bool(known) or len(word) < 3 or word in function_words(text.stems.pack)

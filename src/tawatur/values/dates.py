"""Dates: a day of a month, in digits, words or figures, Gregorian or Hijri; whole months and years."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, cast

from hijridate import Hijri

from tawatur.text.phrases import Match
from tawatur.values.numbers import Text, figure
from tawatur.values.tables import DayRow, Entry, NumberRow

_YEARS = range(1800, 2200)
_HIJRI_YEARS = range(1343, 1501)  # what hijridate converts
LINKS = frozenset(" /-()\u060c,\u00a0\n\t")


class Piece(NamedTuple):
    """One piece of a time expression: words `first`..`last`, and what it says."""

    first: int
    last: int
    start: date | None = None
    end: date | None = None
    part: str = ""
    clock: str = ""
    rule: str = ""
    exact: bool = False  # a date in figures, over which no relative word wins
    relative: bool = False


def day_row(text: Text, at: int, kinds: tuple[str, ...]) -> Match[Entry] | None:
    """The longest row of days of one of these kinds that starts at a word."""
    best = None
    for match in text.marks.get(at, ()):
        if match.item.table == "days" and cast(DayRow, match.item.row).kind in kinds:
            best = match
    return best


def day_number(text: Text, at: int) -> tuple[int, int] | None:
    """A day of the month at a word, in digits or as an ordinal: its value and the word after it."""
    if at >= len(text.words):
        return None
    word = text.words[at].key
    if word[-1].isdigit() or word[0].isdigit():
        read = figure(word)
        if read is not None and read[1] == int(read[1]):
            return int(read[1]), at + 1
        return None
    match = text.row(at, "numbers")
    if match is None:
        return None
    row = cast(NumberRow, match.item.row)
    if row.kind == "ordinal" or (len(match.clitic) >= 2 and row.kind in ("ten", "tens")):
        value, last = int(row.value), match.last
        after = text.row(last, "numbers") if last < len(text.words) else None
        if after is not None and row.kind == "ordinal":
            joined = cast(NumberRow, after.item.row)
            if joined.kind == "ten" or (joined.kind == "tens" and after.clitic):
                value, last = value + int(joined.value), after.last
        return value, last
    return None


def date_at(text: Text, at: int, today: date | None) -> Piece | None:
    """A date: 17 July 2015, 24/7/2015, the 26th of July, July 2015, the year 2015, in Gregorian or Hijri years."""
    day = day_number(text, at)
    if day is not None:
        value, last = day
        month = _month(text, last)
        if month is not None and 0 <= value <= 31:
            number, hijri, last = month
            return _dated(text, at, last, value, number, hijri, today)
        if text.words[at].key[0].isdigit() or text.words[at].key[-1].isdigit():
            return _slashed(text, at, value)
        return None
    month = _month(text, at)
    if month is not None:
        return _whole_month(text, at, month, today)
    return _year(text, at)


def _month(text: Text, at: int) -> tuple[int, bool, int] | None:
    """A month at a word ("of" skipped), its twin of another family taken in: number, Hijri or not, next word."""
    if at >= len(text.words) or not set(text.gap(at)) <= LINKS:
        return None
    frame = day_row(text, at, ("frame",))
    if frame is not None and frame.last < len(text.words):
        at = frame.last
        again = day_row(text, at, ("frame",))
        at = again.last if again is not None and again.last < len(text.words) else at
    match = day_row(text, at, ("month", "hijri"))
    if match is None or match.clitic:
        return None
    row = cast(DayRow, match.item.row)
    last = match.last
    if last < len(text.words) and set(text.gap(last)) <= LINKS:
        twin = day_row(text, last, ("month",))
        if twin is not None and cast(DayRow, twin.item.row).value == row.value and not twin.clitic:
            last = twin.last
    return int(row.value), row.kind == "hijri", last


def _year_at(text: Text, at: int) -> tuple[int, bool, int] | None:
    """A year at a word: its value, Hijri or not, the word after it (era signs taken in)."""
    if at >= len(text.words) or not set(text.gap(at)) <= LINKS:
        return None
    year_word = day_row(text, at, ("year",))
    if year_word is not None and year_word.last < len(text.words):
        at = year_word.last
    read = figure(text.words[at].key)
    if read is None or read[0] or read[1] != int(read[1]):
        return None
    value, last = int(read[1]), at + 1
    hijri = value in _HIJRI_YEARS
    if not hijri and value not in _YEARS:
        return None
    era = day_row(text, last, ("era",)) if last < len(text.words) and not text.gap(last).strip() else None
    return value, hijri, era.last if era is not None and not era.clitic else last


def _dated(text: Text, at: int, last: int, day: int, month: int, hijri: bool, today: date | None) -> Piece | None:
    year = _year_at(text, last)
    modifier = day_row(text, last, ("modifier",)) if last < len(text.words) else None
    if year is not None and year[1] == hijri:
        value, last = year[0], year[2]
    elif hijri or today is None:
        return Piece(at, last, rule="date-without-year")
    else:
        value = _nearest_year(month, day or 1, today, modifier)
        last = modifier.last if modifier is not None else last
    found = _make(value, month, day, hijri)
    return Piece(at, last, found, found, rule="hijri-date" if hijri else "date", exact=True)


def _nearest_year(month: int, day: int, today: date, modifier: Match[Entry] | None) -> int:
    """The year that brings a day without one nearest to publication, later only when the words say so."""
    best, distance = today.year, 10**9
    for year in (today.year - 1, today.year, today.year + 1):
        found = _make(year, month, day, False)
        if found is None:
            continue
        days_off = (found - today).days
        direction = cast(DayRow, modifier.item.row).value if modifier is not None else ""
        if (direction == "-1" and days_off > 0) or (direction == "1" and days_off < 0):
            continue
        if abs(days_off) < distance:
            best, distance = year, abs(days_off)
    return best


def _make(year: int, month: int, day: int, hijri: bool) -> date | None:
    try:
        if hijri:
            made = Hijri(year, month, day).to_gregorian()
            return date(made.year, made.month, made.day)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _slashed(text: Text, at: int, first: int) -> Piece | None:
    """24/7/2015, 26-7-2015, 2015/7/24; an era sign behind is taken in."""
    numbers, last = [first], at + 1
    sign = ""
    while len(numbers) < 3 and last < len(text.words):
        gap = text.gap(last).strip()
        read = figure(text.words[last].key)
        if gap not in ("/", "-", "\\") or read is None or read[0] or (sign and gap != sign) or read[1] != int(read[1]):
            break
        sign = gap
        numbers.append(int(read[1]))
        last += 1
    if len(numbers) < 3:
        return None
    if numbers[0] > 31:
        numbers.reverse()
    day, month, year = numbers
    if year not in _YEARS and year not in _HIJRI_YEARS:
        return None
    hijri = year in _HIJRI_YEARS
    found = _make(year, month, day, hijri)
    if found is None:
        return None
    era = day_row(text, last, ("era",)) if last < len(text.words) else None
    last = era.last if era is not None and not era.clitic else last
    return Piece(at, last, found, found, rule="hijri-figures" if hijri else "date-in-figures", exact=True)


def _whole_month(text: Text, at: int, month: tuple[int, bool, int], today: date | None) -> Piece | None:
    number, hijri, last = month
    year = _year_at(text, last)
    if hijri:
        return None if year is None else Piece(at, year[2], rule="hijri-month")
    framed = day_row(text, at, ("frame",)) is not None or (at > 0 and day_row(text, at - 1, ("frame",)) is not None)
    modifier = day_row(text, last, ("modifier",)) if last < len(text.words) else None
    if year is not None and not year[1]:
        value, last = year[0], year[2]
    elif today is not None and (framed or modifier is not None):
        value = _nearest_year(number, 1, today, modifier)
        last = modifier.last if modifier is not None else last
    else:
        return None
    start = date(value, number, 1)
    return Piece(at, last, start, month_end(start), rule="month")


def month_end(start: date) -> date:
    """The last day of the month that starts on a day."""
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return following - timedelta(days=1)


def _year(text: Text, at: int) -> Piece | None:
    match = day_row(text, at, ("year", "frame"))
    if match is None or match.last >= len(text.words):
        return None
    year = _year_at(text, match.last)
    if year is None or year[1]:
        return None
    if year[2] < len(text.words) and text.gap(year[2]).strip() in ("/", "-") and text.words[year[2]].key[0].isdigit():
        return None  # the year of a date in figures
    return Piece(at, year[2], date(year[0], 1, 1), date(year[0], 12, 31), rule="year")

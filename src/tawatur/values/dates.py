"""Dates: a day of a month, in digits or words, Gregorian or Hijri, and stretches of such days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, cast

from hijridate import Gregorian, Hijri

from tawatur.text.phrases import Match
from tawatur.values.numbers import figure
from tawatur.values.reading import Text
from tawatur.values.tables import DayRow, Entry, NumberRow

YEARS = range(1800, 2200)
_HIJRI_YEARS = range(1380, 1451)  # years that are Hijri without their era beside them; 1492 is not
_OLD_YEARS = range(1000, 1800)  # years only behind the word for year
LINKS = frozenset(' /-()[]\u060c,\u00a0\n\t"\u00ab\u00bb\u201c\u201d')
_DASHES = frozenset("-\u2013\u2014")


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
    weekday: int = -1  # Monday is 0
    lone: bool = True  # says a time with nothing beside it


class Setting(NamedTuple):
    """What a time is read against: the day of publication, and the month that the text named last."""

    today: date | None
    month: date | None = None


def day_row(text: Text, at: int, kind: str) -> Match[Entry] | None:
    """The longest row of days of one kind that starts at a word."""
    return text.at(at).longest.get(kind)


def frame_at(text: Text, at: int) -> tuple[str, int]:
    """What a word that a time may follow says of it ("" for none), and the word after it; "until" is such a word."""
    found = text.at(at).longest
    match = found.get("days:frame") or found.get("days:until")
    if match is None or match.clitic.endswith(text.tables.articles):
        return "", at
    return ("1" if match.item.sort == "days:until" else value_of(match)), match.last


def value_of(match: Match[Entry]) -> str:
    """The value of a row of days."""
    return cast(DayRow, match.item.row).value


def day_number(text: Text, at: int) -> tuple[int, int] | None:
    """A day of the month at a word, in digits or as an ordinal: its value and the word after it."""
    if at >= len(text.keys):
        return None
    if text.digits(at):
        read = figure(text.keys[at])
        whole = read is not None and read[1] == int(read[1]) and not read[2]
        return (int(read[1]), at + 1) if read is not None and whole else None
    if text.keys[at] in text.tables.articles:
        return day_number(text, at + 1) if text.digits(at + 1) else None
    match = text.row(at, "numbers")
    if match is None:
        return None
    row = cast(NumberRow, match.item.row)
    if row.kind == "ordinal" or (len(match.clitic) >= 2 and row.kind in ("ten", "tens")):
        value, last = int(row.value), match.last
        after = text.row(last, "numbers")
        if after is not None and row.kind == "ordinal":
            joined = cast(NumberRow, after.item.row)
            if joined.kind == "ten" or (joined.kind == "tens" and after.clitic):
                value, last = value + int(joined.value), after.last
        return value, last
    return None


def date_at(text: Text, at: int, now: Setting) -> Piece | None:
    """A date: 17 July 2015, 24/7/2015, the 26th of July, the 20th of last month; 16 and 19 March as a stretch."""
    day = day_number(text, at)
    if day is None or not 0 < day[0] <= (31 if not text.digits(at) else 2200):
        return None
    value, last = day
    second = _second(text, last) if value < 31 else None
    for until, stop in ((second[0], second[1]), (0, last)) if second is not None else ((0, last),):
        month = month_at(text, stop)
        if month is not None and value <= 31:
            return _dated(text, at, month[2], (value, until), month[0], month[1], now)
        of = _of_month(text, stop, now) if value <= 31 else None
        if of is not None:
            start, behind = of
            found = start.replace(day=1) + timedelta(days=value - 1) if start is not None else None
            end = start.replace(day=1) + timedelta(days=until - 1) if start is not None and until else found
            return Piece(at, behind, found, end, rule="day-of-month", relative=True)
    return _slashed(text, at, value) if text.digits(at) else None


def _second(text: Text, at: int) -> tuple[int, int] | None:
    """The second day of "16 and 19 March", "3-5 May", "the 3rd until the 5th of May": its value, the word after it."""
    if at >= len(text.keys):
        return None
    gap = text.gap(at).strip()
    until = day_row(text, at, "days:until")
    if until is not None and not gap:
        at = until.last
    elif gap and set(gap) <= _DASHES:
        pass
    elif not gap and text.keys[at] in text.tables.conjunctions:
        at += 1
    elif gap or not _joined(text, at):
        return None
    second = day_number(text, at)
    return second if second is not None and second[0] <= 31 else None


def _joined(text: Text, at: int) -> bool:
    """Whether "and" is glued to the word."""
    key = text.keys[at]
    read = figure(key) if text.digits(at) else None
    if read is not None:
        return read[0] in text.tables.conjunctions
    match = text.row(at, "numbers")
    return match is not None and match.clitic[:1] in text.tables.conjunctions


def month_at(text: Text, at: int) -> tuple[int, bool, int] | None:
    """A month at a word ("of", "the month of" skipped), its twin of another family taken in: number, Hijri or not, the
    word after it."""
    if at >= len(text.keys) or not set(text.gap(at)) <= LINKS:
        return None
    for _ in range(2):
        frame, last = frame_at(text, at)
        at = last if frame and last < len(text.keys) else at
    match = day_row(text, at, "days:month")
    if match is None:
        match = day_row(text, at, "days:hijri")
        if match is not None and text.gap(at).strip():
            return None  # a score: 6 - 0
    if match is None or match.clitic:
        return None
    last = match.last
    if set(text.gap(last)) <= LINKS:
        twin = day_row(text, last, "days:month")
        if twin is not None and value_of(twin) == value_of(match) and not twin.clitic:
            last = twin.last
    return int(value_of(match)), match.item.sort == "days:hijri", last


def year_at(text: Text, at: int, named: bool = False) -> tuple[int, bool, int] | None:
    """A year at a word: its value, Hijri or not, the word after it (era signs taken in). `named`: the word for year
    stands before it."""
    if at >= len(text.keys) or not set(text.gap(at)) <= LINKS:
        return None
    of = text.row(at, "partitive")
    if of is not None and day_row(text, of.last, "days:year") is not None:
        at = of.last
    year_word = day_row(text, at, "days:year")
    if year_word is not None and year_word.last < len(text.keys):
        at = year_word.last
    if not text.digits(at):
        return None
    read = figure(text.keys[at])
    if read is None or read[0] or read[1] != int(read[1]):
        return None
    value, last = int(read[1]), at + 1
    era = day_row(text, last, "days:era") if not text.gap(last).strip() else None
    hijri = value in _HIJRI_YEARS or (era is not None and value_of(era) == "1")
    if not hijri and value not in YEARS and (value not in _OLD_YEARS or not (named or year_word)):
        return None
    return value, hijri, era.last if era is not None and not era.clitic else last


def _of_month(text: Text, at: int, now: Setting) -> tuple[date | None, int] | None:
    """ "Of last month", "of the current month", "of the same month": a day of it and the word after it."""
    of = text.row(at, "partitive")
    at = of.last if of is not None else at
    period = day_row(text, at, "days:period")
    if of is None or period is None or value_of(period) != "30":
        return None
    modifier = day_row(text, period.last, "days:modifier")
    if modifier is not None:
        if now.today is None:
            return None, modifier.last
        months = now.today.year * 12 + now.today.month - 1 + int(value_of(modifier))
        return date(months // 12, months % 12 + 1, 1), modifier.last
    same = day_row(text, period.last, "days:same")
    return (now.month, same.last) if same is not None else None


def _dated(
    text: Text, at: int, last: int, days: tuple[int, int], month: int, hijri: bool, now: Setting
) -> Piece | None:
    """A day, or the days of a stretch, of a month, in the year that stands behind it or the nearest one."""
    day, until = days
    year = year_at(text, last)
    modifier = day_row(text, last, "days:modifier")
    same = year_of(text, last, now)
    if year is not None and year[1] == hijri:
        value, last = year[0], year[2]
    elif now.today is None:
        return Piece(at, modifier.last if modifier is not None else last, rule="date-without-year")
    elif same is not None and not hijri:
        value, last = same
    else:
        value = nearest_year(month, day, now.today, modifier, hijri)
        last = modifier.last if modifier is not None else last
    found = make(value, month, day, hijri)
    end = make(value, month, until, hijri) if until else found
    if found is not None and end is not None and end < found:
        end = found
    return Piece(at, last, found, end, rule="hijri-date" if hijri else "date", exact=True)


def year_of(text: Text, at: int, now: Setting) -> tuple[int, int] | None:
    """The year behind a month, by a word: "of last year", "of this year"; and the word after it."""
    of = text.row(at, "partitive")
    at = of.last if of is not None else at
    period = day_row(text, at, "days:period")
    if period is None or value_of(period) != "365" or now.today is None or text.gap(at).strip():
        return None
    modifier = day_row(text, period.last, "days:modifier")
    return (now.today.year + int(value_of(modifier)), modifier.last) if modifier is not None else None


def nearest_year(month: int, day: int, today: date, modifier: Match[Entry] | None, hijri: bool = False) -> int:
    """The year that brings a day without one nearest to publication, later only when the words say so."""
    middle = Gregorian.fromdate(today).to_hijri().year if hijri else today.year
    direction = value_of(modifier) if modifier is not None else ""
    best, distance = middle, 10**9
    for year in (middle - 1, middle, middle + 1):
        found = make(year, month, day, hijri)
        if found is None:
            continue
        days_off = (found - today).days
        if (direction == "-1" and days_off > 0) or (direction == "1" and days_off < 0):
            continue
        if abs(days_off) < distance:
            best, distance = year, abs(days_off)
    return best


def make(year: int, month: int, day: int, hijri: bool) -> date | None:
    """The day of a calendar; None when it has no such day."""
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
    while len(numbers) < 3 and last < len(text.keys):
        gap = text.gap(last).strip()
        read = figure(text.keys[last]) if gap in ("/", "-", "\\") else None
        if not gap or read is None or read[0] or (sign and gap != sign) or read[1] != int(read[1]):
            break
        sign = gap
        numbers.append(int(read[1]))
        last += 1
    if len(numbers) < 3:
        return None
    if numbers[0] > 31:
        numbers.reverse()
    day, month, year = numbers
    era = day_row(text, last, "days:era")
    hijri = year in _HIJRI_YEARS or (era is not None and value_of(era) == "1")
    if year not in YEARS and not hijri:
        return None
    found = make(year, month, day, hijri)
    if found is None:
        return None
    last = era.last if era is not None and not era.clitic else last
    return Piece(at, last, found, found, rule="hijri-figures" if hijri else "date-in-figures", exact=True)

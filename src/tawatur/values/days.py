"""Days and times, read against the time of publication; without it relative words stay relative."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, cast

from hijridate import Hijri

from tawatur.model import Day, Instant, Span
from tawatur.text.phrases import Match
from tawatur.values.numbers import Numeral, Text, figure, numeral
from tawatur.values.tables import DayRow, Entry, NumberRow

_YEARS = range(1800, 2200)
_HIJRI_YEARS = range(1343, 1501)  # what hijridate converts
_LINKS = frozenset(" /-()\u060c,\u00a0\n\t")


class _Part(NamedTuple):
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


def days(text: Text, published: Instant | None) -> Iterator[tuple[Day, int, int]]:
    """The days and times of a text: the day, its first word and the word after it. Pieces that touch are one."""
    today = published.at.date() if published is not None else None
    busy = 0
    for index in text.starts:
        part = _part(text, index, today) if index >= busy else None
        if part is None:
            continue
        parts = [part]
        while parts[-1].last < len(text.words):
            at = parts[-1].last
            skipped = _linked(text, at)
            more = _part(text, skipped, today) if skipped is not None else None
            if more is None or not _agree(parts, more):
                break
            parts.append(more)
        yield _day(text, parts), parts[0].first, parts[-1].last
        busy = parts[-1].last


def _linked(text: Text, at: int) -> int | None:
    """Where the next piece of the same time may start: at once, or after a word that says "corresponding to"."""
    if not set(text.gap(at)) <= _LINKS:
        return None
    match = _row(text, at, ("not-day", "link"))
    if match is not None and cast(DayRow, match.item.row).kind == "link" and match.last < len(text.words):
        return match.last if set(text.gap(match.last)) <= _LINKS else None
    return at


def _agree(parts: list[_Part], more: _Part) -> bool:
    """Whether a further piece can belong to the same time: it fills what was open, or says the same day again."""
    for part in parts:
        if part.clock and more.clock and part.clock != more.clock:
            return False
        if part.start and more.start and "weekday" in (part.rule, more.rule) and (part.exact or more.exact):
            if part.start.weekday() != more.start.weekday():
                return False  # the weekday of the date, whatever the week
        elif part.start and more.start and part.end and more.end:
            overlap = part.start <= more.end and more.start <= part.end
            near = abs((part.start - more.start).days) <= 7
            if not overlap and not (near and (part.exact or more.exact or part.relative or more.relative)):
                return False
        elif part.start is None and more.start is None and part.part and more.part:
            return part.part == more.part
    return True


def _day(text: Text, parts: list[_Part]) -> Day:
    dated = [part for part in parts if part.start is not None]
    exact = [part for part in dated if part.exact]
    named = [part for part in dated if part.rule == "weekday"]
    best = next(iter(exact or named or dated), None)
    start, end = (best.start, best.end) if best is not None else (None, None)
    for part in dated if best is not None and not exact else ():
        # narrower wins: "in July", "on the 17th of July"
        if part.start and part.end and start and end and (part.end - part.start) < (end - start):
            start, end = part.start, part.end
    span = Span(text.words[parts[0].first].start, text.words[parts[-1].last - 1].end)
    return Day(
        span=span,
        first=start.isoformat() if start else "",
        last=end.isoformat() if end else "",
        part=next((part.part for part in parts if part.part), ""),
        clock=next((part.clock for part in parts if part.clock), ""),
        rule="+".join(dict.fromkeys(part.rule for part in parts)),
    )


def _row(text: Text, at: int, kinds: tuple[str, ...]) -> Match[Entry] | None:
    best = None
    for match in text.marks.get(at, ()):
        if match.item.table == "days" and cast(DayRow, match.item.row).kind in kinds:
            best = match
    return best


def _part(text: Text, at: int, today: date | None) -> _Part | None:
    """One piece of a time expression that starts at a word."""
    return (
        _date(text, at, today)
        or _clock(text, at)
        or _relative(text, at, today)
        or _period(text, at, today)
        or _weekday(text, at, today)
        or _part_of_day(text, at)
    )


def _number(text: Text, at: int) -> tuple[int, int] | None:
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


def _date(text: Text, at: int, today: date | None) -> _Part | None:
    """A date: 17 July 2015, 24/7/2015, the 26th of July, July 2015, the year 2015, in Gregorian or Hijri years."""
    day = _number(text, at)
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
    if at >= len(text.words) or not set(text.gap(at)) <= _LINKS:
        return None
    frame = _row(text, at, ("frame",))
    if frame is not None and frame.last < len(text.words):
        at = frame.last
        again = _row(text, at, ("frame",))
        at = again.last if again is not None and again.last < len(text.words) else at
    match = _row(text, at, ("month", "hijri"))
    if match is None or match.clitic:
        return None
    row = cast(DayRow, match.item.row)
    last = match.last
    if last < len(text.words) and set(text.gap(last)) <= _LINKS:
        twin = _row(text, last, ("month",))
        if twin is not None and cast(DayRow, twin.item.row).value == row.value and not twin.clitic:
            last = twin.last
    return int(row.value), row.kind == "hijri", last


def _year_at(text: Text, at: int) -> tuple[int, bool, int] | None:
    """A year at a word: its value, Hijri or not, the word after it (era signs taken in)."""
    if at >= len(text.words) or not set(text.gap(at)) <= _LINKS:
        return None
    year_word = _row(text, at, ("year",))
    if year_word is not None and year_word.last < len(text.words):
        at = year_word.last
    read = figure(text.words[at].key)
    if read is None or read[0] or read[1] != int(read[1]):
        return None
    value, last = int(read[1]), at + 1
    hijri = value in _HIJRI_YEARS
    if not hijri and value not in _YEARS:
        return None
    era = _row(text, last, ("era",)) if last < len(text.words) and not text.gap(last).strip() else None
    return value, hijri, era.last if era is not None and not era.clitic else last


def _dated(text: Text, at: int, last: int, day: int, month: int, hijri: bool, today: date | None) -> _Part | None:
    year = _year_at(text, last)
    modifier = _row(text, last, ("modifier",)) if last < len(text.words) else None
    if year is not None and year[1] == hijri:
        value, last = year[0], year[2]
    elif hijri or today is None:
        return _Part(at, last, rule="date-without-year")
    else:
        value = _nearest_year(month, day or 1, today, modifier)
        last = modifier.last if modifier is not None else last
    found = _make(value, month, day, hijri)
    return _Part(at, last, found, found, rule="hijri-date" if hijri else "date", exact=True)


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


def _slashed(text: Text, at: int, first: int) -> _Part | None:
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
    era = _row(text, last, ("era",)) if last < len(text.words) else None
    last = era.last if era is not None and not era.clitic else last
    return _Part(at, last, found, found, rule="hijri-figures" if hijri else "date-in-figures", exact=True)


def _whole_month(text: Text, at: int, month: tuple[int, bool, int], today: date | None) -> _Part | None:
    number, hijri, last = month
    year = _year_at(text, last)
    if hijri:
        return None if year is None else _Part(at, year[2], rule="hijri-month")
    framed = _row(text, at, ("frame",)) is not None or (at > 0 and _row(text, at - 1, ("frame",)) is not None)
    modifier = _row(text, last, ("modifier",)) if last < len(text.words) else None
    if year is not None and not year[1]:
        value, last = year[0], year[2]
    elif today is not None and (framed or modifier is not None):
        value = _nearest_year(number, 1, today, modifier)
        last = modifier.last if modifier is not None else last
    else:
        return None
    start = date(value, number, 1)
    return _Part(at, last, start, _month_end(start), rule="month")


def _month_end(start: date) -> date:
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return following - timedelta(days=1)


def _year(text: Text, at: int) -> _Part | None:
    match = _row(text, at, ("year", "frame"))
    if match is None or match.last >= len(text.words):
        return None
    year = _year_at(text, match.last)
    if year is None or year[1]:
        return None
    if year[2] < len(text.words) and text.gap(year[2]).strip() in ("/", "-") and text.words[year[2]].key[0].isdigit():
        return None  # the year of a date in figures
    return _Part(at, year[2], date(year[0], 1, 1), date(year[0], 12, 31), rule="year")


def _clock(text: Text, at: int) -> _Part | None:
    """A time of day: 11:59, "at eleven", "at the hour of two and a half"."""
    match = _row(text, at, ("clock",))
    start = match.last if match is not None else at
    if start >= len(text.words):
        return None
    read = figure(text.words[start].key)
    if read is not None and not read[2] and read[1] == int(read[1]) and 0 <= read[1] <= 24 and (not read[0] or match):
        last, minutes = start + 1, 0
        if last < len(text.words) and text.gap(last) == ":":
            behind = figure(text.words[last].key)
            if behind is not None and not behind[0] and 0 <= behind[1] < 60:
                minutes, last = int(behind[1]), last + 1
                return _Part(at, last, clock=f"{int(read[1]):02d}:{minutes:02d}", rule="clock")
        return _Part(at, last, clock=f"{int(read[1]):02d}:00", rule="clock") if match is not None else None
    if match is None:
        return None
    hour = _number(text, start)
    if hour is None or not 0 < hour[0] <= 24 or match.clitic not in text.tables.clitics:
        return None
    minutes, last = _minutes(text, hour[1])
    return _Part(at, last, clock=f"{hour[0]:02d}:{minutes:02d}", rule="clock-words")


def _minutes(text: Text, at: int) -> tuple[int, int]:
    """The minutes behind an hour in words, and the word after them."""
    if at < len(text.words):
        match = text.row(at, "numbers")
        if match is not None and match.clitic[:1] in text.tables.conjunctions:
            row = cast(NumberRow, match.item.row)
            if row.kind == "fraction":
                return round(row.value * 60), match.last
            number: Numeral | None = numeral(text, at)
            if number is not None and number.value < 60:
                unit = text.row(number.last, "counted")
                return int(
                    number.value
                ), unit.last if unit is not None and unit.item.row.id == "minute" else number.last
    return 0, at


def _relative(text: Text, at: int, today: date | None) -> _Part | None:
    match = _row(text, at, ("relative", "relative-night"))
    if match is None or (match.clitic and match.clitic not in text.tables.conjunctions):
        return None
    row = cast(DayRow, match.item.row)
    if row.id == "today" and match.last < len(text.words) and not text.gap(match.last).strip():
        # "the last day of", "the first day": a noun with its adjective, not today
        following = text.row(match.last, "numbers")
        if following is not None and cast(NumberRow, following.item.row).kind == "ordinal":
            return None
        if _row(text, match.last, ("modifier", "not-today")) is not None:
            return None
    start = today + timedelta(days=int(row.value)) if today is not None else None
    part = "night" if row.kind == "relative-night" else ""
    return _Part(at, match.last, start, start, part=part, rule=row.id, relative=True)


def _period(text: Text, at: int, today: date | None) -> _Part | None:
    """ "Last week", "next month", "this year"."""
    match = _row(text, at, ("period",))
    if match is None or match.last >= len(text.words):
        return None
    modifier = _row(text, match.last, ("modifier",))
    if modifier is None:
        return None
    length, way = int(cast(DayRow, match.item.row).value), int(cast(DayRow, modifier.item.row).value)
    start = end = None
    if today is not None:
        if length == 7:
            start = today - timedelta(days=(today.weekday() + 2) % 7) + timedelta(days=7 * way)  # Saturday first
            end = start + timedelta(days=6)
        elif length == 30:
            months = today.year * 12 + today.month - 1 + way
            start = date(months // 12, months % 12 + 1, 1)
            end = _month_end(start)
        else:
            start, end = date(today.year + way, 1, 1), date(today.year + way, 12, 31)
    return _Part(at, modifier.last, start, end, rule=f"{match.item.row.id}-{modifier.item.row.id}")


def _weekday(text: Text, at: int, today: date | None) -> _Part | None:
    match = _row(text, at, ("weekday",))
    first = at
    if match is None:
        noun = text.row(at, "counted")
        if noun is None or noun.item.row.id != "day" or noun.last >= len(text.words):
            return None
        match = _row(text, noun.last, ("weekday",))
        relative = _relative(text, noun.last, today) if match is None else None
        if relative is not None:
            return relative._replace(first=at)
        if match is None:
            return None
    elif at and _row(text, at - 1, ("not-day",)) is not None:
        return None
    if match.clitic and match.clitic not in text.tables.conjunctions and len(match.clitic) != 1:
        return None
    last = match.last
    modifier = _row(text, last, ("modifier",)) if last < len(text.words) and not text.gap(last).strip() else None
    way = cast(DayRow, modifier.item.row).value if modifier is not None else ""
    last = modifier.last if modifier is not None else last
    start = _weekday_date(int(cast(DayRow, match.item.row).value), way, today) if today is not None else None
    return _Part(first, last, start, start, rule="weekday", relative=True)


def _weekday_date(weekday: int, way: str, today: date) -> date:
    """The date of a weekday: the last one up to today, before today for "last", after it for "next"."""
    back = (today.weekday() - weekday) % 7
    if way == "1":
        return today + timedelta(days=(7 - back) % 7 or 7)
    if way == "-1" and back == 0:
        back = 7
    return today - timedelta(days=back)


def _part_of_day(text: Text, at: int) -> _Part | None:
    """A part of the day, only where a day or a clock time stands beside it."""
    match = _row(text, at, ("part",))
    if match is None or (match.clitic and match.clitic not in text.tables.conjunctions and len(match.clitic) != 1):
        return None
    return _Part(at, match.last, part=cast(DayRow, match.item.row).value, rule="part-of-day")

"""Days and times, read against the time of publication; without it relative words stay relative."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from tawatur.model import Day, Instant, Span
from tawatur.values.dates import LINKS, Piece, date_at, day_number, day_row, month_end
from tawatur.values.numbers import Numeral, Text, figure, numeral
from tawatur.values.tables import DayRow, NumberRow


def days(text: Text, published: Instant | None) -> Iterator[tuple[Day, int, int]]:
    """The days and times of a text: the day, its first word and the word after it. Pieces that touch are one."""
    today = published.at.date() if published is not None else None
    busy = 0
    for index in text.starts:
        part = _part(text, index, today) if index >= busy and _may_start(text, index) else None
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


_OPENING = ("days", "numbers")


def _may_start(text: Text, index: int) -> bool:
    """Whether a time may start at a word: a word of days or numbers, or digits."""
    if any(match.item.table in _OPENING for match in text.marks.get(index, ())):
        return True
    key = text.words[index].key
    return key[-1].isdigit() or key[0].isdigit()


def _linked(text: Text, at: int) -> int | None:
    """Where the next piece of the same time may start: at once, or after a word that says "corresponding to"."""
    if not set(text.gap(at)) <= LINKS:
        return None
    match = day_row(text, at, ("not-day", "link"))
    if match is not None and cast(DayRow, match.item.row).kind == "link" and match.last < len(text.words):
        return match.last if set(text.gap(match.last)) <= LINKS else None
    return at


def _agree(parts: list[Piece], more: Piece) -> bool:
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


def _day(text: Text, parts: list[Piece]) -> Day:
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


def _part(text: Text, at: int, today: date | None) -> Piece | None:
    """One piece of a time expression that starts at a word."""
    return (
        date_at(text, at, today)
        or _clock(text, at)
        or _relative(text, at, today)
        or _period(text, at, today)
        or _weekday(text, at, today)
        or _part_of_day(text, at)
    )


def _clock(text: Text, at: int) -> Piece | None:
    """A time of day: 11:59, "at eleven", "at the hour of two and a half"."""
    match = day_row(text, at, ("clock",))
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
                return Piece(at, last, clock=f"{int(read[1]):02d}:{minutes:02d}", rule="clock")
        return Piece(at, last, clock=f"{int(read[1]):02d}:00", rule="clock") if match is not None else None
    if match is None:
        return None
    hour = day_number(text, start)
    if hour is None or not 0 < hour[0] <= 24 or match.clitic not in text.tables.clitics:
        return None
    minutes, last = _minutes(text, hour[1])
    return Piece(at, last, clock=f"{hour[0]:02d}:{minutes:02d}", rule="clock-words")


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


def _relative(text: Text, at: int, today: date | None) -> Piece | None:
    match = day_row(text, at, ("relative", "relative-night"))
    if match is None or (match.clitic and match.clitic not in text.tables.conjunctions):
        return None
    row = cast(DayRow, match.item.row)
    if row.id == "today" and match.last < len(text.words) and not text.gap(match.last).strip():
        # "the last day of", "the first day": a noun with its adjective, not today
        following = text.row(match.last, "numbers")
        if following is not None and cast(NumberRow, following.item.row).kind == "ordinal":
            return None
        if day_row(text, match.last, ("modifier", "not-today")) is not None:
            return None
    start = today + timedelta(days=int(row.value)) if today is not None else None
    part = "night" if row.kind == "relative-night" else ""
    return Piece(at, match.last, start, start, part=part, rule=row.id, relative=True)


def _period(text: Text, at: int, today: date | None) -> Piece | None:
    """ "Last week", "next month", "this year"."""
    match = day_row(text, at, ("period",))
    if match is None or match.last >= len(text.words):
        return None
    modifier = day_row(text, match.last, ("modifier",))
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
            end = month_end(start)
        else:
            start, end = date(today.year + way, 1, 1), date(today.year + way, 12, 31)
    return Piece(at, modifier.last, start, end, rule=f"{match.item.row.id}-{modifier.item.row.id}")


def _weekday(text: Text, at: int, today: date | None) -> Piece | None:
    match = day_row(text, at, ("weekday",))
    first = at
    if match is None:
        noun = text.row(at, "counted")
        if noun is None or noun.item.row.id != "day" or noun.last >= len(text.words):
            return None
        match = day_row(text, noun.last, ("weekday",))
        relative = _relative(text, noun.last, today) if match is None else None
        if relative is not None:
            return relative._replace(first=at)
        if match is None:
            return None
    elif at and day_row(text, at - 1, ("not-day",)) is not None:
        return None
    if match.clitic and match.clitic not in text.tables.conjunctions and len(match.clitic) != 1:
        return None
    last = match.last
    modifier = day_row(text, last, ("modifier",)) if last < len(text.words) and not text.gap(last).strip() else None
    way = cast(DayRow, modifier.item.row).value if modifier is not None else ""
    last = modifier.last if modifier is not None else last
    start = _weekday_date(int(cast(DayRow, match.item.row).value), way, today) if today is not None else None
    return Piece(first, last, start, start, rule="weekday", relative=True)


def _weekday_date(weekday: int, way: str, today: date) -> date:
    """The date of a weekday: the last one up to today, before today for "last", after it for "next"."""
    back = (today.weekday() - weekday) % 7
    if way == "1":
        return today + timedelta(days=(7 - back) % 7 or 7)
    if way == "-1" and back == 0:
        back = 7
    return today - timedelta(days=back)


def _part_of_day(text: Text, at: int) -> Piece | None:
    """A part of the day, only where a day or a clock time stands beside it."""
    match = day_row(text, at, ("part",))
    if match is None or (match.clitic and match.clitic not in text.tables.conjunctions and len(match.clitic) > 2):
        return None
    return Piece(at, match.last, part=cast(DayRow, match.item.row).value, rule="part-of-day")

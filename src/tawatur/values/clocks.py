"""Times on the clock: 11:59, "at eleven", "at half past two", "at eight in the morning"."""

from __future__ import annotations

import re
from typing import cast

from tawatur.values.dates import Piece, day_number, day_row
from tawatur.values.numbers import figure, numeral
from tawatur.values.reading import Text
from tawatur.values.tables import NumberRow

_WRITTEN = re.compile("(\\d{1,2})[.,:](\\d{2})")
_FOUR = re.compile("([01]\\d|2[0-3])([0-5]\\d)")


def clock(text: Text, at: int) -> Piece | None:
    """A time on the clock that starts at a word."""
    match = day_row(text, at, "days:clock")
    start = match.last if match is not None else at
    if start >= len(text.keys):
        return None
    if text.digits(start):
        return _digits(text, at, start, match is not None)
    if text.keys[start] in text.tables.articles and start + 1 < len(text.keys) and text.digits(start + 1):
        return _digits(text, at, start + 1, match is not None)
    if match is None:
        return _hour_of_part(text, at)
    hour = day_number(text, start)
    if hour is None or not 0 < hour[0] <= 24:
        return None
    minutes, last = _minutes(text, hour[1])
    return Piece(at, last, clock=_said(hour[0], minutes), rule="clock-words")


def _said(hour: int, minutes: int) -> str:
    return f"{hour:02d}:{minutes:02d}"


def _digits(text: Text, at: int, start: int, named: bool) -> Piece | None:
    """A time in digits; without the word for hour only with a colon between hours and minutes."""
    read = figure(text.keys[start])
    if read is None or read[2] or read[0] not in ("", *text.tables.clitics):
        return None
    word = text.keys[start].removeprefix(read[0])
    written = _WRITTEN.fullmatch(word) or _FOUR.fullmatch(word) if named else None
    if written is not None and int(written[1]) <= 24 and int(written[2]) < 60:
        return Piece(at, start + 1, clock=_said(int(written[1]), int(written[2])), rule="clock")
    if read[1] != int(read[1]) or not 0 <= read[1] <= 24 or (read[0] and not named):
        return None
    hour, last = int(read[1]), start + 1
    if last < len(text.keys) and text.gap(last) == ":" and text.digits(last):
        behind = figure(text.keys[last])
        if behind is not None and not behind[0] and 0 <= behind[1] < 60 and behind[1] == int(behind[1]):
            return Piece(at, last + 1, clock=_said(hour, int(behind[1])), rule="clock")
    return Piece(at, last, clock=_said(hour, 0), rule="clock") if named else None


def _hour_of_part(text: Text, at: int) -> Piece | None:
    """ "Eight in the morning": an hour without the word for it, where a part of the day follows."""
    found = text.row(at, "numbers")
    if found is None or cast(NumberRow, found.item.row).kind != "ordinal":
        return None
    if text.gap(at) == " " and text.keys[at - 1].startswith(text.tables.articles):
        return None  # "the first hours of the morning"
    hour = day_number(text, at)
    if hour is None or not 0 < hour[0] <= 12 or day_row(text, at - 1, "days:part") is not None:
        return None
    minutes, last = _minutes(text, hour[1])
    of = text.row(last, "partitive")
    part = day_row(text, of.last if of is not None else last, "days:part")
    if part is None or text.gap(last).strip() or (of is None and part.item.form != "alone"):
        return None
    return Piece(at, last, clock=_said(hour[0], minutes), rule="clock-words")


def _minutes(text: Text, at: int) -> tuple[int, int]:
    """The minutes behind an hour in words, and the word after them."""
    match = text.row(at, "numbers")
    if match is not None and match.clitic[:1] and match.clitic[:1] in text.tables.conjunctions:
        row = cast(NumberRow, match.item.row)
        if row.kind == "fraction":
            return round(row.value * 60), match.last
        number = numeral(text, at)
        if number is not None and number.value < 60:
            unit = text.row(number.last, "counted:words")
            minutes = unit is not None and unit.item.row.id == "minute"
            return int(number.value), unit.last if unit is not None and minutes else number.last
    return 0, at

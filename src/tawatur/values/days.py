"""Days and times, read against the time of publication; without it relative words stay relative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from tawatur.model import Day, Instant, Span
from tawatur.text.phrases import Match
from tawatur.values.clocks import clock
from tawatur.values.dates import LINKS, Piece, Setting, date_at, day_row, value_of
from tawatur.values.periods import period_at
from tawatur.values.reading import Text
from tawatur.values.tables import DayRow, Entry, NumberRow, RangeRow

# Words back from a weekday within which a verb in the future puts it behind publication ("will open on Monday");
# farther verbs are other clauses'.
_AHEAD = 14
_COMMAS = frozenset(",\u060c")
_NIGHTS = frozenset({"night", "midnight"})


def days(text: Text, starts: Sequence[int], published: Instant | None) -> Iterator[tuple[Day, int, int]]:
    """The days and times of a text: the day, its first word and the word after it. Pieces that touch are one.

    `starts` are the words that a time may start at.
    """
    now = Setting(published.at.date() if published is not None else None)
    busy = 0
    for index in starts:
        first = _piece(text, index, now) if index >= busy else None
        if first is None or first.first < busy:
            continue
        pieces = _joined(text, first, now)
        last = pieces[-1].last
        if not any(piece.lone for piece in pieces):
            continue  # a part of the day alone is too often a prayer, a name, somebody's back
        until = _until(text, pieces, now)
        day = _day(text, pieces, until)
        last = until[-1].last if until else last
        named = next((piece.start for piece in pieces if (piece.start and "month" in piece.rule) or piece.exact), None)
        now = now._replace(month=named or now.month)
        yield day, pieces[0].first, last
        busy = last


def _joined(text: Text, first: Piece, now: Setting) -> list[Piece]:
    """A piece with those behind it that belong to the same time."""
    pieces = [first]
    while pieces[-1].last < len(text.keys):
        at = _linked(text, pieces[-1])
        more = _piece(text, at, now) if at is not None else None
        if more is None or more.first != at or not _agree(text, pieces, more):
            break
        pieces.append(_beside(pieces, more))
    return _settled(pieces)


def _linked(text: Text, piece: Piece) -> int | None:
    """Where the next piece of the same time may start: at once, after a word that says "corresponding to", after "of"
    between an hour and a part of the day."""
    at = piece.last
    if not set(text.gap(at)) <= LINKS:
        return None
    link = day_row(text, at, "days:link")
    if link is not None and day_row(text, at, "days:not-day") is None and link.last < len(text.keys):
        return link.last if set(text.gap(link.last)) <= LINKS else None
    of = text.row(at, "partitive")
    if of is not None and piece.clock and of.last == at + 1 and _time_of(text, of.last):
        return of.last
    return at


def _time_of(text: Text, at: int) -> bool:
    found = text.at(at).longest
    return any(f"days:{kind}" in found for kind in ("part", "weekday", "relative", "day-word"))


def _agree(text: Text, pieces: list[Piece], more: Piece) -> bool:
    """Whether a further piece can belong to the same time: it fills what was open, or says the same day again."""
    if more.rule == "month" and any(piece.rule in ("year", "years") for piece in pieces):
        return False  # "the year 2015 in May" is not how a date goes on: the name is a maker of cars
    return all(_fits(text, pieces, piece, more) for piece in pieces)


def _fits(text: Text, pieces: list[Piece], piece: Piece, more: Piece) -> bool:
    if piece.clock and more.clock and piece.clock != more.clock:
        return False
    if piece.weekday >= 0 and more.weekday >= 0:
        night = pieces[0].part in _NIGHTS and len(pieces) == 2 and more.first == piece.last
        return piece.weekday == more.weekday or (night and not _and(text, more.first))
    if piece.weekday >= 0 or more.weekday >= 0:
        if piece.exact or more.exact:
            dated = piece if piece.exact else more
            return dated.start is None or dated.start.weekday() == max(piece.weekday, more.weekday)
        return piece.relative == more.relative or piece.start is None or more.start is None or _meet(piece, more)
    if piece.start and more.start and piece.end and more.end:
        near = abs((piece.start - more.start).days) <= 7
        return _meet(piece, more) or (near and (piece.exact or more.exact or piece.relative or more.relative))
    if piece.start is None and more.start is None and piece.part and more.part:
        return piece.part == more.part
    return True


def _meet(a: Piece, b: Piece) -> bool:
    return bool(a.start and a.end and b.start and b.end and a.start <= b.end and b.start <= a.end)


def _and(text: Text, index: int) -> bool:
    """Whether a word starts with an "and" of its own."""
    return any(match.clitic[:1] in text.tables.conjunctions for match in text.at(index).every if match.clitic)


def _beside(pieces: list[Piece], more: Piece) -> Piece:
    """A weekday beside "yesterday" or "tomorrow" is the one nearest to that day, whatever week it falls into."""
    day = next((piece.start for piece in pieces if piece.relative and piece.weekday < 0 and piece.start), None)
    if more.weekday < 0 or day is None:
        return more
    off = (more.weekday - day.weekday() + 3) % 7 - 3
    found = day + timedelta(days=off)
    return more._replace(start=found, end=found)


def _settled(pieces: list[Piece]) -> list[Piece]:
    """The same where the weekday stood first."""
    if len(pieces) > 1 and pieces[0].weekday >= 0 and pieces[0].start is not None:
        pieces[0] = _beside(pieces[1:], pieces[0])
    return pieces


def _until(text: Text, pieces: list[Piece], now: Setting) -> list[Piece]:
    """The later end of a stretch: "26 February to 1 March", "between Monday and Wednesday"."""
    at = pieces[-1].last
    if at >= len(text.keys) or text.gap(at).strip() not in ("", "-", "\u2013") or not pieces[-1].start:
        return []
    to = day_row(text, at, "days:until")
    before = text.row(pieces[0].first - 1, "ranges")
    between = before is not None and cast(RangeRow, before.item.row).kind == "between"
    if to is None and not text.gap(at).strip() and not (between and (_and(text, at) or text.digits(at))):
        return []
    if to is not None and pieces[0].weekday >= 0:
        opened = text.row(pieces[0].first - 1, "partitive")
        if opened is None:
            return []  # "on Monday to the capital"
    behind = _piece(text, to.last if to is not None else at, now)
    if behind is None or behind.start is None or (behind.weekday < 0) != (pieces[0].weekday < 0):
        return []
    start = pieces[0].start or pieces[-1].start
    if behind.weekday >= 0 and start is not None:
        found = start + timedelta(days=(behind.weekday - start.weekday()) % 7)
        behind = behind._replace(start=found, end=found)
    if behind.rule not in (pieces[-1].rule, "date") and behind.weekday < 0:
        return []
    later = start is not None and behind.end is not None and behind.end > start
    return _joined(text, behind, now) if later else []


def _day(text: Text, pieces: list[Piece], until: list[Piece]) -> Day:
    dated = [piece for piece in pieces if piece.start is not None]
    exact = [piece for piece in dated if piece.exact]
    named = [piece for piece in dated if piece.weekday >= 0]
    best = next(iter(exact or named or dated), None)
    start, end = (best.start, best.end) if best is not None else (None, None)
    for piece in dated if best is not None and not exact else ():
        # narrower wins: "in July", "on the 17th of July"
        if piece.start and piece.end and start and end and (piece.end - piece.start) < (end - start):
            start, end = piece.start, piece.end
    if until and until[0].end is not None:
        end = until[0].end
    every = [*pieces, *until]
    span = Span(text.starts[pieces[0].first], text.ends[every[-1].last - 1])
    return Day(
        span=span,
        first=start.isoformat() if start else "",
        last=end.isoformat() if end else "",
        part=next((piece.part for piece in pieces if piece.part), ""),
        clock=next((piece.clock for piece in pieces if piece.clock), ""),
        rule="+".join(dict.fromkeys([*(piece.rule for piece in pieces), *(["until"] if until else [])])),
    )


def _piece(text: Text, at: int, now: Setting) -> Piece | None:
    """One piece of a time expression that starts at a word."""
    if text.digits(at):
        return date_at(text, at, now) or clock(text, at) or period_at(text, at, now)
    found = text.at(at).longest
    if not found:
        articles = at < len(text.keys) and text.keys[at] in text.tables.articles
        return date_at(text, at, now) or clock(text, at) if articles else None
    word = found.get("days:day-word")
    if word is not None and not text.gap(word.last).strip():
        dated = date_at(text, word.last, now)  # "the day of 20 May"
        if dated is not None:
            return dated._replace(first=at)
    piece = (date_at(text, at, now) if "numbers" in found else None) or (
        clock(text, at) if "numbers" in found or "days:clock" in found else None
    )
    if piece is not None or not any(sort.startswith("days:") for sort in found):
        return piece
    return period_at(text, at, now) or _day_at(text, at, now.today, found)


def _day_at(text: Text, at: int, today: date | None, found: Mapping[str, Match[Entry]]) -> Piece | None:
    """A day by a relative word, by its name, or a part of one."""
    piece = _relative(text, at, today) if "days:relative" in found else None
    if piece is None and ("days:weekday" in found or "days:day-word" in found):
        piece = _weekday(text, at, today)
    return piece or (_part_of_day(text, at) if "days:part" in found else None)


def _relative(text: Text, at: int, today: date | None) -> Piece | None:
    match = day_row(text, at, "days:relative")
    if match is None or (match.clitic and match.clitic not in text.tables.conjunctions):
        return None
    row = cast(DayRow, match.item.row)
    found = text.at(at - 1).longest
    before = found.get("days:that") or found.get("days:not-day")
    if before is None and row.id == "today" and not match.clitic:
        before = (
            found.get("days:frame") if found.get("days:frame") and found["days:frame"].item.row.id == "in" else None
        )
    if before is not None and before.last >= at and day_row(text, match.last, "days:weekday") is None:
        return None  # "that day", "twice in the day", the name of a paper
    if row.id == "today" and not text.gap(match.last).strip():
        # "the last day of", "the first day": a noun with its adjective, not today
        following = text.row(match.last, "numbers")
        if following is not None and cast(NumberRow, following.item.row).kind == "ordinal":
            return None
        if any(day_row(text, match.last, f"days:{kind}") is not None for kind in ("modifier", "not-today", "same")):
            return None
    start = today + timedelta(days=int(row.value)) if today is not None else None
    return Piece(at, match.last, start, start, part=row.part, rule=row.id, relative=True)


def _weekday(text: Text, at: int, today: date | None) -> Piece | None:
    first = at
    word = day_row(text, at, "days:day-word")
    if word is not None:
        at = word.last
        relative = _relative(text, at, today)
        if relative is not None:
            return relative._replace(first=first)
    elif day_row(text, at - 1, "days:not-day") is not None:
        return None
    match = day_row(text, at, "days:weekday")
    if match is None or (first < at and text.gap(at).strip()):
        return None
    if match.clitic and match.clitic not in text.tables.conjunctions and len(match.clitic) != 1:
        return None
    last = match.last
    modifier = day_row(text, last, "days:modifier") if not text.gap(last).strip() else None
    way = value_of(modifier) if modifier is not None else ""
    last = modifier.last if modifier is not None else last
    weekday = int(value_of(match))
    if today is not None and not way and _to_come(text, first):
        way = "0"
    start = _weekday_date(weekday, way, today) if today is not None else None
    return Piece(first, last, start, start, rule="weekday", relative=True, weekday=weekday)


def _to_come(text: Text, at: int) -> bool:
    """Whether a verb in the future, or "until", before a weekday puts it behind publication."""
    if day_row(text, at - 1, "days:until") is not None:
        return True
    clause = True
    for back in range(at - 1, max(-1, at - 1 - _AHEAD), -1):
        gap = text.gap(back + 1)
        if gap != " " and set(gap) & set('.!?\u061f\u061b\n:"'):
            return False
        clause = clause and (gap == " " or not set(gap) & _COMMAS)
        word = text.keys[back]
        if word.startswith(text.stems.future_letters) and text.stems.future(text.raw(back)):
            return True
        coming = text.at(back).longest.get("days:to-come")
        if coming is not None and (clause or value_of(coming) == "0"):
            return True
    return False


def _weekday_date(weekday: int, way: str, today: date) -> date:
    """The date of a weekday: the last one up to today, before today for "last", after it for "next", the first one
    from today on for what is still to come ("0")."""
    back = (today.weekday() - weekday) % 7
    if way == "0":
        return today + timedelta(days=-back % 7)
    if way in ("1", "2"):
        return today + timedelta(days=((7 - back) % 7 or 7) + (7 if way == "2" else 0))
    if way in ("-1", "-2") and back == 0:
        back = 7
    return today - timedelta(days=back + (7 if way == "-2" else 0))


def _part_of_day(text: Text, at: int) -> Piece | None:
    """A part of the day; by itself it says a time only in its adverbial form."""
    match = day_row(text, at, "days:part")
    if match is None or (match.clitic and match.clitic not in text.tables.conjunctions and len(match.clitic) > 2):
        return None
    lone = match.item.form == "alone"
    return Piece(at, match.last, part=value_of(match), rule="part-of-day", lone=lone)

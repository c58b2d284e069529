"""What the furniture of a page tells of it: the day and hour of publication, and its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from tawatur.lang.pack import Pack
from tawatur.model import Day, Furniture, Instant, Span
from tawatur.read.times import ascii_digits, instant
from tawatur.values import values

# rules of furniture that a time stamp stands in
STAMPS = frozenset(("date-words", "counts", "stamp-label"))
ADDRESS = "address"

_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)")
_URL_DAY = re.compile(r"/(20\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)")


def stamp(text: str, furniture: Sequence[Furniture], pack: Pack) -> Instant | None:
    """The first day a stamp of the page writes out, with the hour beside it; None when no stamp names a whole day."""
    for piece in furniture:
        if piece.rule in STAMPS and (found := _written(text, piece.span, pack)) is not None:
            return found
    return None


def stamp_of_page(lines: str, pack: Pack) -> Instant | None:
    """The first day that the short lines below a headline write out, as from `stamp`."""
    return _written(lines, Span(0, len(lines)), pack) if lines else None


def _written(text: str, span: Span, pack: Pack) -> Instant | None:
    for value in values(text, None, pack, span):
        if isinstance(value, Day) and value.first and value.first == value.last:
            clock = _CLOCK.search(ascii_digits(span.of(text)))
            day = datetime.fromisoformat(value.first)
            if clock is None:
                return Instant(at=day, precision="day", found="text")
            hour, minute = int(clock.group(1)), int(clock.group(2))
            return Instant(at=day.replace(hour=hour, minute=minute), precision="minute", found="text")
    return None


def day_of_address(url: str) -> Instant | None:
    """The day a web address has in its path; None when it has none, or the first of January, which stands for none."""
    try:
        match = _URL_DAY.search(urlsplit(url).path)
    except ValueError:
        return None
    found = instant("-".join(match.groups()), "url") if match else None
    return None if found is not None and (found.at.month, found.at.day) == (1, 1) else found


def address(text: str, furniture: Sequence[Furniture]) -> str:
    """The address a copied page bears as a line of its own above or below the report, "" when it has none."""
    found = {piece.span.of(text) for piece in furniture if piece.rule == ADDRESS}
    return found.pop() if len(found) == 1 else ""

"""Times as inputs write them: ISO 8601 and its relatives, RFC 2822, seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tawatur.model import Instant, TimePrecision

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z)?)?")
_EPOCH = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")
_DIGITS = {0x0660 + i: ord("0") + i for i in range(10)} | {0x06F0 + i: ord("0") + i for i in range(10)}
_EARLIEST = 1970  # years; older "publication times" of web pages are the epoch or noise
_LATEST = 2200


def ascii_digits(words: str) -> str:
    """The words with Arabic and Persian digits as ASCII ones."""
    return words.translate(_DIGITS)


def instant(words: str, found: str) -> Instant | None:
    """The time the words write, found at `found`; None when they write none. Naive when they name no time zone."""
    words = ascii_digits(words.strip())
    if not words:
        return None
    match = _ISO.match(words) or _COMPACT.fullmatch(words)
    try:
        if match is not None and match.re is _ISO:
            return _checked(_iso(match), _precision(match), found)
        if match is not None:
            year, month, day, hour, minute, second, zone = match.groups()
            at = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
            return _checked(at.replace(tzinfo=UTC if zone else None), "second" if hour else "day", found)
        if _EPOCH.fullmatch(words):
            seconds = float(words)
            return _checked(datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC), "second", found)
        return _checked(parsedate_to_datetime(words), "second", found)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None


def _iso(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second, _, zone = match.groups()
    text = f"{int(year):04}-{int(month):02}-{int(day):02}T{int(hour or 0):02}:{minute or '00'}:{second or '00'}"
    if zone:
        text += "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
    return datetime.fromisoformat(text)


def _precision(match: re.Match[str]) -> TimePrecision:
    return "day" if match.group(4) is None else "minute" if match.group(6) is None else "second"


def _checked(at: datetime, precision: TimePrecision, found: str) -> Instant | None:
    if not _EARLIEST < at.year < _LATEST:
        return None
    return Instant(at=at, precision=precision, found=found)

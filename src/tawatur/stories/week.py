"""When a report says its event was: the days of the week that its title and lead name."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.lang.pack import Pack
from tawatur.text.words import words
from tawatur.values.tables import DayRow


class Week:
    """Finds the names of weekdays of a language pack in lists of folded words, with the letters that stick to them."""

    def __init__(self, pack: Pack | None, fronts: Sequence[str] = ()) -> None:
        self._days = {
            front + word.key: int(row.value)
            for row in (pack.rows("days", DayRow) if pack is not None else ())
            if row.kind == "weekday"
            for name in row.words
            for word in words(name)
            for front in ("", *fronts)
        }

    def named(self, *found: Sequence[str]) -> frozenset[int]:
        """The weekdays (0 is Monday) that lists of folded words name."""
        return frozenset(self._days[word] for part in found for word in part if word in self._days)

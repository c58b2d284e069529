"""Values: figures with what they count, days and times, names, each typed and with its span."""

from __future__ import annotations

from bisect import bisect_left

from tawatur.lang.pack import Pack
from tawatur.model import Instant, Quantity, Span, Value
from tawatur.text.words import Word
from tawatur.text.words import words as words_of
from tawatur.values.days import days
from tawatur.values.names import names
from tawatur.values.numbers import Text
from tawatur.values.quantities import quantities
from tawatur.values.stems import stemmer
from tawatur.values.tables import marks, tables

__all__ = ["values", "values_of_words"]


def values(text: str, published: Instant | None, pack: Pack, within: Span | None = None) -> tuple[Value, ...]:
    """The values of a text in the order they stand: quantities, days (against the time of publication), names.

    `within`: only those that lie in this stretch. Unknown publication leaves relative days without dates.
    """
    found = values_of_words(text, words_of(text), published, pack)
    if within is None:
        return found
    return tuple(value for value in found if within.start <= value.span.start and value.span.end <= within.end)


_OPENING = ("numbers", "counted", "days")  # tables whose words a figure or a time may start with


def values_of_words(text: str, words: list[Word], published: Instant | None, pack: Pack) -> tuple[Value, ...]:
    """The values of a text that has been cut into words already."""
    compiled = tables(pack)
    found_marks = marks(words, compiled)
    opening = {i for i, matches in found_marks.items() if any(m.item.table in _OPENING for m in matches)}
    opening.update(i for i, word in enumerate(words) if word.key[-1].isdigit() or word.key[0].isdigit())
    read = Text(text, words, found_marks, compiled, stemmer(pack), tuple(sorted(opening)))
    found: list[Value] = []
    taken: set[int] = set()
    for day, first, last in days(read, published):
        found.append(day)
        taken.update(range(first, last))
    found.extend(quantities(read, taken))
    counted = [value.span for value in found if isinstance(value, Quantity)]  # in order, none overlapping
    starts = [span.start for span in counted]
    for name in names(read):
        before = bisect_left(starts, name.span.end) - 1
        if before < 0 or counted[before].end <= name.span.start:
            found.append(name)
    return tuple(sorted(found, key=lambda value: (value.span, type(value).__name__)))

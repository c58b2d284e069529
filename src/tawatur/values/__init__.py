"""Values: figures with what they count, days and times, names, each typed and with its span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tawatur.lang.pack import Pack
from tawatur.model import Instant, Span, Value
from tawatur.text.words import Word, columns
from tawatur.values.days import days
from tawatur.values.names import names
from tawatur.values.quantities import quantities
from tawatur.values.reading import Text, opened
from tawatur.values.scopes import scoped
from tawatur.values.stems import stemmer
from tawatur.values.tables import tables

__all__ = ["values", "values_of_words"]


def values(text: str, published: Instant | None, pack: Pack, within: Span | None = None) -> tuple[Value, ...]:
    """The values of a text in the order they stand: quantities, days (against the time of publication), names.

    `within`: only those that lie in this stretch. Unknown publication leaves relative days without dates.
    """
    found = values_of_words(text, columns(text), published, pack)
    if within is None:
        return found
    return tuple(value for value in found if within.start <= value.span.start and value.span.end <= within.end)


def values_of_words(text: str, words: Sequence[Word], published: Instant | None, pack: Pack) -> tuple[Value, ...]:
    """The values of a text that has been cut into words already."""
    compiled = tables(pack)
    cut, starts = opened(words, text, compiled)
    read = Text(text, cut, compiled, stemmer(pack))
    found: list[Value] = []
    taken: set[int] = set()
    for day, first, last in days(read, starts.times, published):
        found.append(day)
        taken.update(range(first, last))
    counted = list(quantities(read, starts.figures, taken))  # in order, none overlapping
    found.extend(counted)
    begun = [value.span.start for value in counted]
    for name in names(read, starts.names):
        before = bisect_left(begun, name.span.end) - 1
        if before < 0 or counted[before].span.end <= name.span.start:
            found.append(name)
    found.sort(key=_place)
    return tuple(scoped(found, text, compiled.since) if counted else found)


def _place(value: Value) -> tuple[Span, str]:
    return value.span, type(value).__name__

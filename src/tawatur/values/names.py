"""Names: countries and their demonyms from CLDR, places by the noun before them; one key for every spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from tawatur.model import Name, Span
from tawatur.values.reading import Text, close
from tawatur.values.stems import skeleton
from tawatur.values.tables import CountryRow

__all__ = ["names", "skeleton"]


def names(text: Text, starts: Sequence[int]) -> Iterator[Name]:
    """The countries and places named in a text, in order; `starts` are the words that one may start at."""
    busy = -1
    for index in starts:
        if index < busy:
            continue
        country = text.row(index, "countries")
        if country is not None:
            code = cast(CountryRow, country.item.row).key
            busy = country.last
            span = Span(text.starts[index] + len(country.clitic), text.ends[country.last - 1])
            yield Name(span=span, key=f"country:{code}", kind="country", rule="cldr")
            continue
        noun = text.row(index, "places")
        if noun is None or not close(text, noun.last) or text.at(noun.last).every:
            continue
        word = text.keys[noun.last]
        if len(word) < 3:
            continue
        busy = noun.last + 1
        span = Span(text.starts[noun.last], text.ends[noun.last])
        yield Name(span=span, key=f"place:{skeleton(word)}", kind="place", rule=noun.item.row.id)

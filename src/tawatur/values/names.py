"""Names: countries and their demonyms from CLDR, places by the noun before them; one key for every spelling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from tawatur.model import Name, Span
from tawatur.values.numbers import Text, close
from tawatur.values.stems import skeleton
from tawatur.values.tables import CountryRow

__all__ = ["names", "skeleton"]


def names(text: Text) -> Iterator[Name]:
    """The countries and places named in a text, in order."""
    busy = -1
    for index in sorted(text.marks):
        if index < busy:
            continue
        country = text.row(index, "countries")
        if country is not None:
            code = cast(CountryRow, country.item.row).key
            busy = country.last
            span = Span(text.words[index].start + len(country.clitic), text.words[country.last - 1].end)
            yield Name(span=span, key=f"country:{code}", kind="country", rule="cldr")
            continue
        noun = text.row(index, "places")
        if noun is None or not close(text, noun.last) or text.row(noun.last, "places") or noun.last in text.marks:
            continue
        word = text.words[noun.last]
        if len(word.key) < 3:
            continue
        busy = noun.last + 1
        yield Name(
            span=Span(word.start, word.end), key=f"place:{skeleton(word.key)}", kind="place", rule=noun.item.row.id
        )

"""Names: countries and their demonyms from CLDR, towns from the tables, places by the noun before them; one key for
every spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import simplemma

from tawatur.lang.classes import word_classes
from tawatur.model import Name, Span
from tawatur.text.fold import key
from tawatur.text.phrases import Match
from tawatur.values.reading import Text, close
from tawatur.values.scopes import LED
from tawatur.values.stems import skeleton
from tawatur.values.tables import CountryRow, Entry, PlaceRow

__all__ = ["names", "skeleton"]

_SHORTEST = 3  # letters of a name that no table knows
_ENDS = frozenset(".\n!?:;\u060c\u061b\u061f")


def names(text: Text, starts: Sequence[int]) -> Iterator[Name]:
    """The countries, towns and other places named in a text, in order; `starts` are the words that one may start at."""
    busy = -1
    for index in starts:
        if index < busy:
            continue
        found = text.at(index).longest
        country = found.get("countries")
        town = found.get("towns")
        if country is not None and (town is None or town.last <= country.last):
            code = cast(CountryRow, country.item.row).key
            span = Span(text.starts[index] + len(country.clitic), text.ends[country.last - 1])
            rule = f"cldr-{LED}" if _led(text, index, country, busy) else "cldr"
            busy = country.last
            yield Name(span=span, key=f"country:{code}", kind="country", rule=rule)
            continue
        noun = found.get("places")
        if noun is not None and (town is None or town.last <= noun.last):
            last = _behind(text, noun)
            if last:
                busy = last
                yield _named(text, noun.last, last, noun.item.row.id)
        elif town is not None and (town.last > index + 1 or _led(text, index, town, busy)):
            busy = town.last
            yield _town(text, index, town)


def _town(text: Text, index: int, town: Match[Entry]) -> Name:
    span = Span(text.starts[index] + len(town.clitic), text.ends[town.last - 1])
    return Name(span=span, key=f"place:{skeleton(town.item.form)}", kind="place", rule=town.item.row.id)


def _named(text: Text, first: int, last: int, rule: str) -> Name:
    """A name behind a noun of place: a town of the tables, or the word or two that stand there."""
    found = text.at(first).longest
    town = found.get("towns") or found.get("places:everyday")
    span = Span(text.starts[first], text.ends[last - 1])
    name = town.item.form if town is not None and town.last == last else " ".join(text.keys[first:last])
    return Name(span=span, key=f"place:{skeleton(name)}", kind="place", rule=rule)


def _led(text: Text, index: int, town: Match[Entry], busy: int) -> bool:
    """Whether a word or a letter that leads to a place stands before the name of a town, or another place that it is
    told with: clubs, festivals and dishes bear such names too."""
    if town.clitic in text.tables.conjunctions:
        return busy == index
    if town.clitic:
        return town.clitic in text.tables.leading
    return (
        index > 0
        and text.keys[index - 1] in text.tables.near
        and (text.gap(index) == " " or not set(text.gap(index)) & _ENDS)
    )


def _behind(text: Text, noun: Match[Entry]) -> int:
    """The word after the name of a place that stands behind a noun of place; 0 when none does.

    A noun with the article has an adjective or a new clause behind it, no name ("the region in general"); nor is a
    word a name that describes ("a safe zone"), or a known noun without the article ("a zone of influence").
    """
    at = noun.last
    row = cast(PlaceRow, noun.item.row)
    if noun.clitic.endswith(text.tables.articles) or not close(text, at) or at >= len(text.keys):
        return 0
    found = text.at(at)
    town = found.longest.get("towns") or found.longest.get("places:everyday")
    if town is not None and not town.clitic:
        return town.last
    word = text.keys[at]
    opened = found.longest.get("places:first")
    if opened is not None and not opened.clitic and at + 1 < len(text.keys) and text.gap(at + 1) == " ":
        return at + 2
    if found.every or len(word) < _SHORTEST:
        return 0
    article = text.tables.articles[0]
    definite = word.startswith(article)
    kind = word_classes(text.stems.pack).get(word if definite else article + word)
    if definite:
        barred = kind == "adjective" and row.id == "capital"
    else:
        agrees = kind == "adjective" and word.endswith(key(text.stems.bound_teh))  # "a quiet town"
        barred = agrees or kind == "definite-noun" or word_classes(text.stems.pack).get(word) == "noun"
    if row.loose:
        barred = barred or kind is not None or simplemma.is_known(text.raw(at), text.stems.pack.code)
    return 0 if barred else at + 1

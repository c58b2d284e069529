"""Names: countries and their demonyms from CLDR, places by the noun before them; one key for every spelling."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from tawatur.model import Name, Span
from tawatur.text.fold import key
from tawatur.values.numbers import Text
from tawatur.values.quantities import close
from tawatur.values.tables import CountryRow

# Letters that transliterations write or leave out (vowels, hamza, teh marbuta folded to heh), and the letters that
# stand for one foreign sound: g, p, v, ch, th.
_VOWELS = str.maketrans("", "", "\u0627\u0648\u064a\u0621\u0647 ")
_SOUNDS = str.maketrans(
    "\u063a\u0642\u06af\u0686\u067e\u06a4\u062b\u0635\u0637\u0638\u0630",
    "\u062c\u062c\u062c\u062c\u0628\u0641\u062a\u0633\u062a\u0632\u0632",
)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The consonants of a name as one word, the letters that spell one foreign sound folded together."""
    folded = key(name)
    return (folded[:1] + folded[1:].translate(_VOWELS)).translate(_SOUNDS)


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

"""The catalogue `catalogue.toml` and how its sentences are filled.

An entry has one form per language, or one form per plural category (CLDR) when it counts something:

    [summary]
    en = "{reports:count.reports} from {outlets:count.outlets}"
    [count.reports]
    en = { one = "1 report", other = "{n} reports" }

`{name}` is a fill; `{name:code}` is a number (or a range low..high) said with the counting entry `code`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from babel import Locale

from tawatur.errors import TawaturError

LANGUAGES = ("ar", "en")
Fill = str | int | tuple[int, int]
_PLACE = re.compile(r"\{([a-z_]+)(?::([a-z][a-z0-9.-]*))?\}")
_RANGE = "count.range"


class CatalogueError(TawaturError):
    """A code the catalogue does not have, a language it does not speak, or a place left without a fill."""


class Piece(NamedTuple):
    """A stretch of a sentence: the catalogue's own words, or what was filled in (names and figures to isolate)."""

    text: str
    filled: bool


def say(code: str, language: str = "ar", /, **fills: Fill) -> str:
    """The sentence of `code` in `language` ("ar" or "en") with its places filled.

    Numbers in counted places take the plural form of the language; a tuple there is a range low..high.
    Raises `CatalogueError` for an unknown code or language, or a place without a fill.
    """
    return "".join(piece.text for piece in pieces(code, language, **fills))


def pieces(code: str, language: str = "ar", /, **fills: Fill) -> tuple[Piece, ...]:
    """The same sentence as `say`, cut where something was filled in, so that a page can isolate the fills."""
    return tuple(_pieces(code, language, fills))


def codes() -> tuple[str, ...]:
    """Every code of the catalogue, sorted."""
    return tuple(sorted(_catalogue()))


def fills(code: str, language: str) -> frozenset[str]:
    """The names of the places of an entry in one language (`n` for a counting entry)."""
    return frozenset(match[1] for form in _entry(code, language).values() for match in _PLACE.finditer(form))


def category(number: int, language: str) -> str:
    """The plural category (CLDR: zero, one, two, few, many, other) of a number in a language."""
    return str(_locale(language).plural_form(number))


def direction(language: str) -> str:
    """How the language is written: "rtl" or "ltr"."""
    return "rtl" if language == "ar" else "ltr"


def _pieces(code: str, language: str, fills: Mapping[str, Fill]) -> Iterator[Piece]:
    forms = _entry(code, language)
    if "" not in forms:
        yield from _counted(code, language, fills.get("n"))
        return
    at, form = 0, forms[""]
    for match in _PLACE.finditer(form):
        if match.start() > at:
            yield Piece(form[at : match.start()], False)
        at = match.end()
        if match[1] not in fills:
            raise CatalogueError(f"{code} ({language}): nothing to fill {{{match[1]}}} with.")
        value = fills[match[1]]
        if match[2]:
            yield from _counted(match[2], language, value)
        else:
            yield Piece(f"{value:,}" if isinstance(value, int) else _written(value, language), True)
    if at < len(form):
        yield Piece(form[at:], False)


def _written(value: str | tuple[int, int], language: str) -> str:
    return value if isinstance(value, str) else _between(value, language)


def _between(value: tuple[int, int], language: str) -> str:
    low, high = value
    return f"{low:,}" if low == high else say(_RANGE, language, low=low, high=high)


def _counted(code: str, language: str, value: Fill | None) -> Iterator[Piece]:
    """The counting entry for a number, or for a range by the category of its upper end.

    CLDR's Arabic plural ranges take the end's category, but for the dual, which names no figure and takes `other`.
    """
    if value is None:
        raise CatalogueError(f"{code} ({language}): nothing to fill {{n}} with.")
    forms = _entry(code, language)
    if isinstance(value, str):
        try:
            value = int(value)
        except ValueError:
            raise CatalogueError(f"{code} ({language}): {value!r} is not a number to count with.") from None
    low, high = (value, value) if isinstance(value, int) else value
    kind = category(high, language)
    if low != high and kind == "two":
        kind = "other"
    form = forms.get(kind, forms["other"])
    head, place, tail = form.partition("{n}")
    if head:
        yield Piece(head, False)
    if place:
        yield Piece(_between((low, high), language), True)
    if tail:
        yield Piece(tail, False)


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def _entry(code: str, language: str) -> Mapping[str, str]:
    """The forms of an entry by plural category; one form under "" when it does not count."""
    if language not in LANGUAGES:
        raise CatalogueError(f"There is no interface language {language!r}; there are {', '.join(LANGUAGES)}.")
    try:
        return _catalogue()[code][language]
    except KeyError:
        raise CatalogueError(f"The catalogue has no entry {code!r}.") from None


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    raw = tomllib.loads((files("tawatur.interface") / "catalogue.toml").read_text(encoding="utf-8"))
    return dict(_flat("", raw))


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    for name, value in table.items():
        code = f"{prefix}.{name}" if prefix else name
        if not isinstance(value, dict):
            raise CatalogueError(f"catalogue.toml: {code} is neither an entry nor a section.")
        if "ar" not in value:
            yield from _flat(code, value)
            continue
        yield code, {language: _forms(code, language, value.get(language)) for language in LANGUAGES}


def _forms(code: str, language: str, raw: object) -> dict[str, str]:
    if isinstance(raw, str) and raw:
        return {"": raw}
    if isinstance(raw, dict) and "other" in raw and all(isinstance(form, str) and form for form in raw.values()):
        return dict(raw)
    raise CatalogueError(f"catalogue.toml: {code} has no usable form in {language!r}.")

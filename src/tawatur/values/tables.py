"""The language tables that values are read with, compiled into one trie of phrases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from babel import Locale

from tawatur.lang.pack import Pack, Row
from tawatur.text.fold import key
from tawatur.text.phrases import Match, Phrases
from tawatur.text.words import Word

NumberKind = Literal["unit", "teen", "ten", "tens", "hundred", "scale", "dual", "fraction", "vague", "ordinal"]
DayKind = Literal[
    "weekday", "relative", "relative-night", "part", "modifier", "period", "year", "frame", "clock", "era", "not-day",
    "not-today", "link",
    "hijri", "month",
]  # fmt: skip


class NumberRow(Row, frozen=True):
    """A number word: what it is worth and how it joins with others."""

    kind: NumberKind
    value: float


class BoundRow(Row, frozen=True):
    """Words that bound a figure, before or after it."""

    bound: Literal["at-least", "at-most", "about"]
    where: Literal["before", "after"] = "before"


class CountedRow(Row, frozen=True):
    """What a figure counts: the noun beside it, the dual that counts two, and the words that turn persons into it."""

    pair: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    person: bool = False
    plain: bool = False  # of what became of persons it says no more than "person"
    toll: bool = False


class CurrencyRow(Row, frozen=True):
    """A currency by its bare name; `code` is ISO 4217, or a shared name when only a country tells which."""

    code: str


class DayRow(Row, frozen=True):
    """A word of days and times: what kind it is and what it is worth."""

    kind: DayKind
    value: str


class PlaceRow(Row, frozen=True):
    """A noun that stands before the name of a place."""


class CountryRow(Row, frozen=True):
    """A country by names CLDR does not give. `key` is ISO 3166-1."""

    key: str


class RangeRow(Row, frozen=True):
    """A word around figures: it opens a range, stands before what is counted, or says that a figure moved."""

    kind: Literal["between", "of", "to", "rose", "fell", "label", "tally"]


class AffixRow(Row, frozen=True):
    """Letters that stick to words."""

    kind: Literal["conjunction", "preposition", "article", "to-the", "future", "imperfect", "ending", "belonging"]
    becomes: str = ""  # what an ending leaves behind


class Entry(NamedTuple):
    """What a phrase of the trie stands for: its table, its row, and in which column of the row it was written."""

    table: str
    row: Row
    form: str = "words"


class Tables(NamedTuple):
    """All tables of a language, compiled."""

    phrases: Phrases[Entry]
    conjunctions: frozenset[str]
    clitics: frozenset[str]  # every combination that may stand before a noun, "" too
    countries: dict[str, str]  # folded name → ISO 3166-1
    counted: dict[str, CountedRow]  # id → row


def clitics(pack: Pack) -> tuple[str, ...]:
    """Every combination of conjunction, preposition and article that may stand before a noun, "" first."""
    by: dict[str, list[str]] = {}
    for row in pack.rows("affixes", AffixRow):
        by.setdefault(row.kind, []).extend(key(word) for word in row.words)
    out = [""]
    for conjunction in ("", *by.get("conjunction", ())):
        for preposition in ("", *by.get("preposition", ())):
            out.extend(conjunction + preposition + article for article in ("", *by.get("article", ())))
        out.extend(conjunction + joined for joined in by.get("to-the", ()))
    return tuple(dict.fromkeys(out))


class FunctionRow(Row, frozen=True):
    """Words without content of their own; a `connective` only joins what stands on both sides of it."""

    connective: bool = False


@lru_cache(maxsize=8)
def function_words(pack: Pack) -> frozenset[str]:
    """The folded function words of a pack, with every clitic that may stand before them."""
    every = clitics(pack)
    rows = pack.rows("function_words", FunctionRow)
    return frozenset(clitic + key(word) for row in rows for word in row.words for clitic in every)


@lru_cache(maxsize=8)
def connectives(pack: Pack) -> frozenset[str]:
    """The folded connectives of a pack, with every clitic that may stand before them."""
    every = [clitic for clitic in clitics(pack) if len(clitic) <= 1]
    rows = [row for row in pack.rows("function_words", FunctionRow) if row.connective]
    return frozenset(clitic + key(word) for row in rows for word in row.words for clitic in every)


@lru_cache(maxsize=8)
def tables(pack: Pack) -> Tables:
    """The compiled tables of a pack."""
    phrases: Phrases[Entry] = Phrases()
    every = clitics(pack)
    conjunctions = frozenset(
        key(word) for row in pack.rows("affixes", AffixRow) if row.kind == "conjunction" for word in row.words
    )

    def add(table: str, row: Row, words: tuple[str, ...], form: str = "words") -> None:
        for word in words:
            phrases.add(word, Entry(table, row, form), every)

    for number in pack.rows("numbers", NumberRow):
        add("numbers", number, number.words)
    for bound in pack.rows("bounds", BoundRow):
        add("bounds", bound, bound.words)
    for counted in pack.rows("counted", CountedRow):
        for form in ("words", "pair", "heads", "tails"):
            add("counted", counted, getattr(counted, form), form)
    for around in pack.rows("ranges", RangeRow):
        add("partitive" if around.kind == "of" else "ranges", around, around.words)
    for currency in pack.rows("currencies", CurrencyRow):
        for word in currency.words:  # no clitics: "between" must not be a yen
            phrases.add(word, Entry("currencies", currency))
    for day in pack.rows("days", DayRow):
        add("days", day, day.words)
    for place in pack.rows("places", PlaceRow):
        add("places", place, place.words)
    affixes = pack.rows("affixes", AffixRow)
    articles = [key(word) for row in affixes if row.kind == "article" for word in row.words]
    melted = tuple(
        c + key(w) for c in ("", *sorted(conjunctions)) for r in affixes if r.kind == "to-the" for w in r.words
    )
    countries = _countries(pack)
    for name, code in countries.items():
        row = CountryRow(id=code, words=(name,), example=name, not_="-", key=code)
        phrases.add(name, Entry("countries", row), every)
        for article in articles:
            if name.startswith(article):  # "for the": the article melts into the preposition
                phrases.add(name[len(article) :], Entry("countries", row), melted)
    _months(pack, phrases, every)
    return Tables(
        phrases=phrases,
        conjunctions=conjunctions,
        clitics=frozenset(every),
        countries=countries,
        counted={row.id: row for row in pack.rows("counted", CountedRow)},
    )


def _countries(pack: Pack) -> dict[str, str]:
    """Folded name → ISO code: CLDR's names of territories, then the pack's own names over them."""
    names: dict[str, str] = {}
    for code, name in sorted(Locale(pack.code).territories.items()):
        if len(code) == 2 and code.isalpha():
            names.setdefault(key(name), code)
            if " " not in name:
                for people in _peoples(key(name), pack):
                    names.setdefault(people, code)
    for row in pack.rows("countries", CountryRow):
        for word in row.words:
            if row.key == "-":
                names.pop(key(word), None)  # a word of every day that is also a country's name
            else:
                names[key(word)] = row.key
    return names


def _peoples(name: str, pack: Pack) -> Iterator[str]:
    """The adjectives of a country's folded name: its article and last vowel off, the pack's endings on."""
    article = "".join(
        key(word) for row in pack.rows("affixes", AffixRow) if row.kind == "article" for word in row.words
    )
    stem = name.removeprefix(article)
    for row in pack.rows("affixes", AffixRow):
        if row.kind == "belonging":
            ending = row.becomes
            base = stem[:-1] if stem[-1:] in ending else stem
            base = base[:-1] if base[-1:] == key(row.words[0])[:1] else base
            for word in row.words:
                if len(base) >= 3:
                    yield base + key(word)
                    yield article + base + key(word)


# The three families of Arabic month names: Egypt and the Gulf, the Levant and Iraq, the Maghreb.
_REGIONS = ("", "_SY", "_DZ", "_MA")


def _months(pack: Pack, phrases: Phrases[Entry], every: tuple[str, ...]) -> None:
    """Adds CLDR's month names of every family to the trie, where the pack has not said them already."""
    rows = {row.value: row for row in pack.rows("days", DayRow) if row.kind == "month"}
    for region in _REGIONS:
        for number, name in Locale.parse(pack.code + region).months["format"]["wide"].items():
            phrases.add(name, Entry("days", rows[str(number)]), every)


def marks(words: list[Word], compiled: Tables) -> dict[int, list[Match[Entry]]]:
    """Every phrase of every table, by the index of the word it starts at."""
    found: dict[int, list[Match[Entry]]] = {}
    for match in compiled.phrases.find(words):
        found.setdefault(match.first, []).append(match)
    return found

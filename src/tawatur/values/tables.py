"""The language tables that values are read with, compiled into one trie of phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from babel import Locale

from tawatur.lang.pack import Pack, Row
from tawatur.text.fold import key
from tawatur.text.phrases import Phrases
from tawatur.text.words import words as words_of

NumberKind = Literal[
    "unit", "teen", "ten", "tens", "hundred", "scale", "dual", "fraction", "parts", "vague", "ordinal",
]  # fmt: skip
DayKind = Literal[
    "weekday", "relative", "part", "modifier", "this", "same", "period", "year", "years", "stretch", "half", "frame",
    "until", "clock", "era", "not-day", "not-today", "that", "to-come", "link", "day-word", "hijri", "month",
]  # fmt: skip

# what may start at a word, as bits; MIXED: it is made of digits and letters
FIGURE, TIME, NAME, MIXED = 1, 2, 4, 8


class NumberRow(Row, frozen=True):
    """A number word: what it is worth and how it joins with others."""

    kind: NumberKind
    value: float
    plural: tuple[str, ...] = ()  # of a scale: by itself it counts several, nobody knows how many


class BoundRow(Row, frozen=True):
    """Words that bound a figure, before or after it; `opens` and `closes` stand apart ("not less than" with the thing
    between the verb and its particle)."""

    bound: Literal["at-least", "at-most", "about"]
    where: Literal["before", "after"] = "before"
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


class CountedRow(Row, frozen=True):
    """What a figure counts: the noun beside it, the dual that counts two, and the words that turn persons into it."""

    pair: tuple[str, ...] = ()
    one: tuple[str, ...] = ()  # forms that count one where a bound stands before them ("less than a month")
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    person: bool = False
    plain: bool = False  # of what became of persons it says no more than "person"
    toll: bool = False


class CurrencyRow(Row, frozen=True):
    """A currency by its bare name; `code` is ISO 4217, or a shared name when only a country tells which; `also`: the
    currencies of this name that the name of another country behind it means."""

    code: str
    also: tuple[str, ...] = ()


class DayRow(Row, frozen=True):
    """A word of days and times: what kind it is and what it is worth."""

    kind: DayKind
    value: str
    part: str = ""  # the part of the day that a relative word names besides ("last night")
    alone: tuple[str, ...] = ()  # forms of a part of the day that say a time with no day beside them
    weak: bool = False  # of a month: a word of every day too, which needs a day or a year beside it


class PlaceRow(Row, frozen=True):
    """Words round the names of places: a noun before one ("town"; `loose`: it has other senses, so that known words
    behind it are no names), the first word of a name of two ("San"), a word that leads to a place ("near"), whole names
    with a noun in them ("named"), names that are words of every day too ("everyday")."""

    kind: Literal["noun", "first", "near", "named", "everyday"] = "noun"
    loose: bool = False


class TownRow(Row, frozen=True):
    """Names of towns and provinces."""


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
    sort: str = ""  # what a word is asked for: the table, or a kind or form of it


# Words remembered with what may start at them; about 30 MB when full.
_MOST_WORDS = 300_000


class Openings(dict[str, int]):
    """What may start at a folded word: a phrase of the tables, a figure in digits, a dual by its ending."""

    def __init__(self, firsts: Mapping[str, int], duals: tuple[str, ...]) -> None:
        super().__init__(firsts)
        self._firsts = firsts
        self._duals = duals

    def __missing__(self, word: str) -> int:
        flag = self._firsts.get(word, 0)
        if word.endswith(self._duals):
            flag |= FIGURE
        if any(letter.isdigit() for letter in word):
            flag |= FIGURE | TIME if word[-1].isdigit() or word[0].isdigit() else 0
            flag |= 0 if word.isdigit() else MIXED
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = flag
        return flag


class Tables(NamedTuple):
    """All tables of a language, compiled."""

    phrases: Phrases[Entry]
    openings: Openings
    duals: tuple[str, ...]  # how the dual of a noun in teh marbuta ends
    conjunctions: frozenset[str]
    articles: tuple[str, ...]  # the article, folded, with and without a preposition melted into it
    clitics: frozenset[str]  # every combination that may stand before a noun, "" too
    leading: frozenset[str]  # those that end in a preposition and no article
    near: frozenset[str]  # the words that lead to a place, with their clitics
    since: tuple[str, ...]  # the words that open a count
    countries: dict[str, str]  # folded name → ISO 3166-1
    counted: dict[str, CountedRow]  # id → row
    closing: dict[str, frozenset[str]]  # id of a bound → the folded particles that stand apart from its verb


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


# what a phrase may start, by its sort; those not named stand beside figures and times only
_OPENS = {
    "numbers": FIGURE, "numbers:ordinal": TIME, "numbers:tens": FIGURE | TIME, "counted:pair": FIGURE,
    **dict.fromkeys(
        ("days:" + kind for kind in (
            "weekday", "relative", "part", "period", "year", "years", "stretch", "half", "clock", "day-word", "hijri",
            "month",
        )),
        TIME,
    ),
    "countries": NAME, "places": NAME, "towns": NAME,
    "counted:one": FIGURE,
}  # fmt: skip


class _Building:
    """The trie while it is built, with what each first word may start."""

    def __init__(self) -> None:
        self.phrases: Phrases[Entry] = Phrases()
        self.openings: dict[str, int] = {}

    def add(self, word: str, entry: Entry, every: tuple[str, ...] = ("",), opens: str = "") -> None:
        """Adds a phrase with its clitics."""
        self.phrases.add(word, entry, every)
        flag = _OPENS.get(opens or entry.sort, 0)
        if flag:
            first = words_of(word)[0].key
            for clitic in every:
                self.openings[clitic + first] = self.openings.get(clitic + first, 0) | flag


@lru_cache(maxsize=8)
def tables(pack: Pack) -> Tables:
    """The compiled tables of a pack."""
    made = _Building()
    every = clitics(pack)
    affixes = pack.rows("affixes", AffixRow)
    conjunctions = frozenset(key(word) for row in affixes if row.kind == "conjunction" for word in row.words)
    _figures(pack, made, every)
    melting = _melted(affixes, conjunctions)
    _ordinals(pack, made, melting)
    definite = tuple(key(word) for row in affixes if row.kind in ("article", "to-the") for word in row.words)
    prepositions = [key(word) for row in affixes if row.kind == "preposition" for word in row.words]
    bare = tuple(clitic for clitic in every if not clitic.endswith(definite))
    for day in pack.rows("days", DayRow):
        # no name of a month takes the article: "the one who" would be a month
        before = bare if day.kind in ("month", "hijri") else every
        for form in ("words", "alone"):
            for word in getattr(day, form):
                made.add(word, Entry("days", day, form, f"days:{day.kind}"), before)
    _places(pack, made, every, melting)
    countries = country_names(pack)
    _named(countries, melting, made, every)
    _months(pack, made, bare)
    bound = tuple(word for row in affixes if row.becomes for word in row.words if len(word) == 1)
    endings = [word for row in affixes if row.kind == "ending" and not row.becomes for word in row.words]
    duals = tuple(word for word in endings if len(word) > 2 and word[0] in bound)
    return Tables(
        phrases=made.phrases,
        openings=Openings(made.openings, duals),
        duals=duals,
        conjunctions=conjunctions,
        articles=definite,
        clitics=frozenset(every),
        leading=frozenset(c + p for c in ("", *conjunctions) for p in prepositions),
        near=frozenset(
            clitic + key(word)
            for row in pack.rows("places", PlaceRow)
            if row.kind == "near"
            for word in row.words
            for clitic in every
        ),
        since=tuple(word for row in pack.rows("days", DayRow) if row.id == "since" for word in row.words),
        countries=countries,
        counted={row.id: row for row in pack.rows("counted", CountedRow)},
        closing={row.id: frozenset(map(key, row.closes)) for row in pack.rows("bounds", BoundRow)},
    )


def _figures(pack: Pack, made: _Building, every: tuple[str, ...]) -> None:
    """Adds number words, bounds, what is counted, the words around figures, and currencies."""
    likened = {key(word) for row in pack.rows("affixes", AffixRow) if row.id == "as" for word in row.words}
    counting = tuple(clitic for clitic in every if not likened & set(clitic))  # "as hundreds" is spelt like "amounts"
    for number in pack.rows("numbers", NumberRow):
        sort = "numbers" if number.kind not in ("ordinal", "ten", "tens") else "numbers:tens"
        sort = "numbers:ordinal" if number.kind == "ordinal" else sort
        for form in ("words", "plural"):
            for word in getattr(number, form):
                made.add(word, Entry("numbers", number, form, "numbers"), counting, sort)
    for bound in pack.rows("bounds", BoundRow):
        for form in ("words", "opens", "closes"):
            for word in getattr(bound, form):
                made.add(word, Entry("bounds", bound, form, "bounds" if form == "words" else f"bounds:{form}"), every)
    for counted in pack.rows("counted", CountedRow):
        for form in ("words", "pair", "one", "heads", "tails"):
            for word in getattr(counted, form):
                made.add(word, Entry("counted", counted, form, f"counted:{form}"), every)
    for around in pack.rows("ranges", RangeRow):
        table = "partitive" if around.kind == "of" else "ranges"
        for word in around.words:
            made.add(word, Entry(table, around, sort=table), every)
    for currency in pack.rows("currencies", CurrencyRow):
        for word in currency.words:  # no clitics: "between" must not be a yen
            made.add(word, Entry("currencies", currency, sort="currencies"))


def _ordinals(pack: Pack, made: _Building, melting: tuple[list[str], tuple[str, ...]]) -> None:
    """Adds "to the ninth": the ordinals with the article that are written with it, melted into the preposition."""
    articles, melted = melting
    for number in pack.rows("numbers", NumberRow):
        for word in number.words if number.kind == "ordinal" else ():
            for article in articles:
                if key(word).startswith(article):
                    made.add(
                        key(word)[len(article) :], Entry("numbers", number, sort="numbers"), melted, "numbers:ordinal"
                    )


def _melted(affixes: tuple[AffixRow, ...], conjunctions: frozenset[str]) -> tuple[list[str], tuple[str, ...]]:
    """The article, and the clitics it melts into: "for the"."""
    articles = [key(word) for row in affixes if row.kind == "article" for word in row.words]
    return articles, tuple(
        c + key(w) for c in ("", *sorted(conjunctions)) for r in affixes if r.kind == "to-the" for w in r.words
    )


def _places(pack: Pack, made: _Building, every: tuple[str, ...], melting: tuple[list[str], tuple[str, ...]]) -> None:
    """Adds the words round the names of places, and the names of towns."""
    articles, melted = melting
    everyday: set[str] = set()
    for place in pack.rows("places", PlaceRow):
        sort = {"noun": "places", "named": "towns"}.get(place.kind, f"places:{place.kind}")
        for word in place.words:
            made.add(word, Entry("places", place, word, sort), every)
        everyday.update(key(word) for word in place.words if place.kind == "everyday")
    for town in pack.rows("towns", TownRow):
        for name in town.words:
            folded = key(name)
            entry = Entry("towns", town, name, "towns")
            if folded not in everyday:
                made.add(name, entry, every)
            for article in articles if folded not in everyday else ():
                if folded.startswith(article):
                    made.add(folded[len(article) :], entry, melted)


def _named(
    countries: dict[str, str],
    melting: tuple[list[str], tuple[str, ...]],
    made: _Building,
    every: tuple[str, ...],
) -> None:
    """Adds the names of countries."""
    articles, melted = melting
    for name, code in countries.items():
        row = CountryRow(id=code, words=(name,), example=name, not_="-", key=code)
        entry = Entry("countries", row, sort="countries")
        made.add(name, entry, every)
        for article in articles:
            if name.startswith(article):  # "for the": the article melts into the preposition
                made.add(name[len(article) :], entry, melted)


@lru_cache(maxsize=8)
def country_names(pack: Pack) -> dict[str, str]:
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
    rows = pack.rows("affixes", AffixRow)
    for row in rows:
        if row.kind == "belonging":
            ending = row.becomes
            base = stem[:-1] if stem[-1:] in ending else stem
            base = base[:-1] if base[-1:] == key(row.words[0])[:1] else base
            # "26 Kuwaitis" takes the ending of the accusative besides
            counted = [w for r in rows if r.kind == "ending" and not r.becomes for w in r.words if w[0] == row.words[0]]
            for word in (*row.words, *counted):
                if len(base) >= 3:
                    yield base + key(word)
                    yield article + base + key(word)


# The three families of Arabic month names: Egypt and the Gulf, the Levant and Iraq, the Maghreb.
_REGIONS = ("", "_SY", "_DZ", "_MA")


def _months(pack: Pack, made: _Building, every: tuple[str, ...]) -> None:
    """Adds CLDR's month names of every family to the trie, where the pack has not said them already."""
    rows = {row.value: row for row in pack.rows("days", DayRow) if row.kind == "month" and not row.weak}
    known = {key(word) for row in pack.rows("days", DayRow) if row.kind == "month" for word in row.words}
    for region in _REGIONS:
        for number, name in Locale.parse(pack.code + region).months["format"]["wide"].items():
            if key(name) not in known:
                made.add(name, Entry("days", rows[str(number)], sort="days:month"), every)

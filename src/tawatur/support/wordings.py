"""The words that the namings of one source differ in: offices, palaces, countries and the rest of the table `namings`,
and words for publishers that name none."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from tawatur.lang.pack import Row, load
from tawatur.statements.headings import HeadRow
from tawatur.statements.lexicon import lexicon
from tawatur.text.fold import key as folded
from tawatur.text.words import words
from tawatur.values.tables import country_names

SPELT = 6  # letters: an adjective of fewer is not taken for a misspelt country's
_TITLES = ("honorific", "title", "rank")

Part = Literal[
    "office", "kin", "seat", "same", "state", "organ", "service", "empty", "vague", "land", "particle", "joined"
]  # what a word of the table is in a naming


class NamelessRow(Row, frozen=True):
    """Words for publishers that name none, words that point back to a body, words that end a naming. `many`: those
    publishers of which a country has many, so that its adjective names none either."""

    kind: Literal["crowd", "bare", "same", "way"]
    many: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def pointers(kind: Literal["same", "way"] = "same") -> frozenset[str]:
    """Words that point back to a body named before, or (`way`) those that end a naming."""
    rows = load().rows("nameless", NamelessRow)
    return frozenset(folded(word) for row in rows if row.kind == kind for word in row.words)


class NamingRow(Row, frozen=True, kw_only=True):
    """Words that the namings of one source differ in; `means` is what they are compared as, `land` a country."""

    kind: Part
    means: str = ""
    land: str = ""
    first: bool = False
    official: bool = False


@lru_cache(maxsize=1)
def phrases() -> dict[tuple[str, ...], NamingRow]:
    """The phrases of the table by their bare words."""
    rows = load().rows("namings", NamingRow)
    return {tuple(bare_of(word.key) for word in words(text)): row for row in rows for text in row.words}


@lru_cache(maxsize=1)
def land_names() -> dict[tuple[str, ...], str]:
    """The names of countries by their bare words."""
    return {tuple(map(bare_of, name.split())): code for name, code in country_names(load()).items()}


@lru_cache(maxsize=1)
def spelt_lands() -> dict[int, tuple[tuple[str, str], ...]]:
    """The one-word names of countries and of what is theirs, long ones, by length."""
    relational = lexicon(load()).relational
    endings = relational, relational[:-1]
    out: dict[int, list[tuple[str, str]]] = {}
    for name, code in land_names().items():
        if len(name) == 1 and len(name[0]) >= SPELT and name[0].endswith(endings):
            out.setdefault(len(name[0]), []).append((name[0], code))
    return {size: tuple(sorted(names)) for size, names in out.items()}


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Words of titles, ranks and honorifics that stand before names and say nothing else, as they are written."""
    rows = [row for row in load().rows("titles", HeadRow) if row.role in _TITLES]
    return frozenset(word.key for row in rows for text in row.words for word in words(text))


@lru_cache(maxsize=65536)
def bare_of(key: str) -> str:
    """A folded word without article, and without the preposition or conjunction glued to it where it is one."""
    lex = lexicon(load())
    bare = lex.noun(key)
    if bare != key or len(key) < 4:
        return bare
    rest = key[1:]
    glued = key[0] in lex.prepositions_glued or key[0] in lex.conjunctions
    known = rest in lex.common or rest in lex.bases or rest in lex.names or rest in country_names(load())
    return rest if glued and known and key not in lex.names and key not in lex.classes else bare


@lru_cache(maxsize=16384)
def kin_row(bare: str) -> NamingRow | None:
    """The row of a relation or a correspondent that bears a pronoun ("his son", "our correspondent"), None for any
    other word."""
    lex = lexicon(load())
    for pronoun in lex.pronouns:
        stem = bare[: -len(pronoun)]
        if len(stem) > 2 and bare.endswith(pronoun):
            for form in (stem, stem[:-1] + lex.feminine_key if stem.endswith(lex.possessed_feminine) else stem):
                row = phrases().get((form,))
                if row is not None and (row.kind == "kin" or row.means == "correspondent"):
                    return row
    return None


@lru_cache(maxsize=16384)
def misspelt_land(bare: str) -> str:
    """The country whose people's name a word is but for one slip of the pen, "" for none or several."""
    near = {
        code
        for size in (len(bare) - 1, len(bare), len(bare) + 1)
        for name, code in spelt_lands().get(size, ())
        if name[0] == bare[0] and OSA.distance(bare, name, score_cutoff=1) == 1
    }
    return near.pop() if len(near) == 1 else ""

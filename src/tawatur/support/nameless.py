"""Which links name nobody, and the words of those that do.

An anonymous source, a crowd, a bare title, media that are not named: none of them is an origin below, and each is one
of its own above.
"""

from __future__ import annotations

from functools import lru_cache

from tawatur.lang.classes import word_classes
from tawatur.lang.pack import load
from tawatur.model import Link, SourceKind
from tawatur.statements.headings import HeadRow
from tawatur.statements.lexicon import lexicon
from tawatur.support.namings import naming
from tawatur.support.wordings import NamelessRow, bare_of, kin_row, phrases, pointers
from tawatur.text.fold import key as fold
from tawatur.text.words import words as words_of
from tawatur.values.tables import country_names

__all__ = [
    "NamelessRow",
    "bare_publisher",
    "bare_word",
    "land_of",
    "nameless",
    "nameless_rows",
    "pointers",
    "unnamed",
    "words_in",
]

UNNAMED: frozenset[SourceKind] = frozenset({"anonymous", "group"})
_ARTICLE = "\u0627\u0644"
_OF = "\u0644"
_FEMININE = "\u0647"  # teh marbuta as it folds
_BARE: frozenset[SourceKind] = frozenset({"person", "document"})

Words = tuple[str, ...]


def unnamed(link: Link) -> bool:
    """Whether a link names nobody: an anonymous source, a crowd, a bare title ("the minister"), "the report" and
    "the statement" of which no more is said, media that are not named ("local papers", "the agency")."""
    if link.kind in UNNAMED or not link.key:
        return True
    if link.kind == "agency" or link.key.startswith("agency:"):
        return not link.key.partition(":")[2].isascii() and bool(nameless(link.who))
    if link.kind == "person" and _described(link.who):
        return True
    return link.kind in _BARE and _nobody(link.kind, link.who)


@lru_cache(maxsize=16384)
def _described(who: str) -> bool:
    """Whether a person is only described: "her father", "our correspondent", "an official at the airport"."""
    words = words_in(who)
    first = bare_of(words[0]) if words else ""
    row = phrases().get((first,)) or kin_row(first)
    if row is None or row.kind not in ("kin", "office"):
        return False  # most namings need not be taken apart for it
    read = naming("person", who)
    nobody = not (read.name or read.near)
    bare = nobody and not (read.body or read.organs)
    if read.kin and bare:
        return True
    if read.office == "correspondent" and bare and not read.lands:
        return True  # the outlet's own word
    return read.office in ("official", "craft") and nobody and not who.startswith(_ARTICLE)


def bare_publisher(link: Link) -> bool:
    """Whether a link is "the agency" or "the paper": the one that the report credits, where it credits one."""
    return link.kind == "agency" and unnamed(link) and nameless(link.who) == "bare"


@lru_cache(maxsize=16384)
def nameless(who: str) -> str:
    """What kind of publisher without a name a naming is: `crowd`, `bare`, or "" when it names one."""
    words = words_in(who)
    by_first, classes = _nameless(), word_classes(load())
    if words[:1] and words[0] in _several() and len(words) > 1:
        words = words[1:]
    for size in (3, 2, 1):
        kind = by_first.get(" ".join(words[:size]))
        if kind == "crowd":
            return kind
    article = words[0].startswith(_ARTICLE) if words else False
    if not words or by_first.get(bare_word(words[0]) if article else words[0]) != "bare":
        return ""
    rest = words[1:]
    adjectives = all(classes.get(word) == "adjective" or (land_of(word) and word.startswith(_ARTICLE)) for word in rest)
    if rest and (not article or not adjectives or _state(words[0], rest)):
        return ""
    return "bare"


def _state(head: str, rest: Words) -> bool:
    """Whether "the television" or "the radio" of a country is meant, of which there is one."""
    return any(land_of(word) for word in rest) and head not in _printed_heads()


@lru_cache(maxsize=1)
def _printed_heads() -> frozenset[str]:
    """Words for publishers of which a country has many, with their article."""
    rows = [row for row in load().rows("nameless", NamelessRow) if row.kind == "bare"]
    return frozenset(_ARTICLE + fold(word) for row in rows for word in row.many)


@lru_cache(maxsize=1)
def _several() -> frozenset[str]:
    """Words that count without a number: several, some, a few."""
    rows = [row for row in load().rows("sources", HeadRow) if row.role in ("many", "one-of")]
    return frozenset(fold(word) for row in rows for word in row.words)


@lru_cache(maxsize=1)
def _nameless() -> dict[str, str]:
    rows = load().rows("nameless", NamelessRow)
    return {fold(word): row.kind for row in rows if row.kind in ("crowd", "bare") for word in row.words}


@lru_cache(maxsize=16384)
def _nobody(kind: SourceKind, who: str) -> bool:
    """Whether a naming is one word that says what somebody is and not who, or what a paper is and not whose."""
    words, classes = words_in(who), word_classes(load())
    if kind == "document":
        return all(classes.get(word) == "adjective" for word in words[1:])
    if len(words) != 1:
        return False
    word = words[0]
    return bare_word(word) in _titles() or (
        classes.get(word) in ("noun", "definite-noun") and word not in lexicon(load()).names
    )


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """Titles and offices of one word: folded, without article, feminine forms too."""
    rows = [row for row in load().rows("titles", HeadRow) if row.kind == "person"]
    words = [(words_of(word), row.feminine) for row in rows for word in row.words]
    single = [(found[0].key, feminine) for found, feminine in words if len(found) == 1]
    forms = {form for word, feminine in single for form in (word, word + _FEMININE if feminine else word)}
    return frozenset(bare_word(form) for form in forms)


@lru_cache(maxsize=16384)
def land_of(word: str) -> str:
    """The country that a folded word names or that its people are called after, "" for none."""
    countries = country_names(load())
    return countries.get(word) or countries.get(bare_word(word)) or countries.get(_ARTICLE + word) or ""


@lru_cache(maxsize=16384)
def words_in(name: str) -> Words:
    """The folded words of a naming."""
    return tuple(word.key for word in words_of(name))


def bare_word(word: str) -> str:
    """A word without its article or the preposition that stands for "of", so that "the minister" meets "minister of
    health" and "director of the company" holds "the company"."""
    for clitic in (_ARTICLE, _OF + _OF, _OF):
        if word.startswith(clitic) and len(word) > len(clitic) + 2:
            return word[len(clitic) :]
    return word


def nameless_rows(text: str) -> set[str]:
    """The ids of the rows of the table that speak in a text."""
    words = words_in(text)
    found: set[str] = set()
    for row in load().rows("nameless", NamelessRow):
        keys = {fold(word) for word in row.words}
        if row.kind in ("same", "way"):
            spoke = bool(keys.intersection(words))
        else:
            spoke = nameless(text) == row.kind and bool(keys.intersection(_firsts(words)))
        found.update({row.id} if spoke else ())
    return found


def _firsts(words: Words) -> set[str]:
    """The first word, with and without its article, and the first few together."""
    return {bare_word(words[0]), *(" ".join(words[:size]) for size in (1, 2, 3))}

"""Which rows of the tables of source phrases speak in a text."""

from __future__ import annotations

from collections.abc import Callable

from tawatur.lang.pack import Row, load
from tawatur.statements.headings import Head, HeadRow
from tawatur.statements.letters import ClitRow, LetterRow
from tawatur.statements.lexicon import (
    DeedRow,
    Lexicon,
    RoleRow,
    WordRow,
    lexicon,
)
from tawatur.text.phrases import Phrases
from tawatur.text.words import words


def _heads(text: str) -> list[Head]:
    return [match.item for match in lexicon(load()).heads.find(words(text))]


def head_rows(text: str) -> set[str]:
    """The rows of titles, sources and pointers that head a phrase."""
    return {head.row for head in _heads(text)}


def clitic_rows(text: str) -> set[str]:
    """The classes of clitics that some head bears."""
    found: set[str] = set()
    tables = lexicon(load())
    for head, word in zip(_heads(text), words(text), strict=False):
        if set(head.clitic) & set(tables.conjunctions):
            found.add("conjunction")
        if set(head.clitic) & set(tables.prepositions_glued):
            found.add("preposition")
        if head.definite and not head.suffix:
            found.add("article-after-l" if word.key.startswith(tables.l_article) else "article")
        if head.suffix:
            found.add("pronoun")
    return found


def letter_rows(text: str) -> set[str]:
    """The letters that begin or end a word of the text, as written."""
    rows = load().rows("letters", LetterRow)
    front = {"to", "and", "then-and", "will", "participle", "hamza", "imperfect"}
    return {
        row.id
        for row in rows
        for word in text.split()
        if any(word.startswith(c) if row.id in front else word.endswith(c) or c in word[-2:] for c in row.letters)
    }


def deed_rows(text: str) -> set[str]:
    """The rows of nouns of action that some word belongs to, behind a complete source."""
    tables: Lexicon = lexicon(load())
    found = set()
    for word in words(text):
        if word.key in {words(w)[0].key for row in load().rows("deeds", DeedRow)[1:] for w in row.words}:
            found.add("common")
        elif tables.is_deed(word.key) and not tables.is_definite(word.key):
            found.add("shape")
    return found


def phrase_rows(table: str, kind: type[Row]) -> Callable[[str], set[str]]:
    """A function that gives the rows of a table some phrase of which stands in a text."""
    phrases: Phrases[str] = Phrases()
    for row in load().rows(table, kind):
        for text in row.words:
            phrases.add(text, row.id, ("", *lexicon(load()).conjunctions))
    return lambda text: {match.item for match in phrases.find(words(text))}


CHECKS: dict[str, tuple[type[Row], Callable[[str], set[str]]]] = {
    "titles": (HeadRow, head_rows),
    "sources": (HeadRow, head_rows),
    "pointers": (HeadRow, head_rows),
    "clitics": (ClitRow, clitic_rows),
    "letters": (LetterRow, letter_rows),
    "deeds": (DeedRow, deed_rows),
    **{table: (RoleRow, phrase_rows(table, RoleRow)) for table in ("adjuncts", "connectors")},
    **{
        table: (WordRow, phrase_rows(table, WordRow))
        for table in ("antecedents", "capitals", "glosses", "names", "particles")
    },
}

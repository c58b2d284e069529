"""Which rows of the tables of values and claims speak in a text, for the generic test of every row."""

from __future__ import annotations

from collections.abc import Callable

from tawatur.claims.lexicon import SynonymRow, lexicon
from tawatur.claims.marks import cutters, happenings
from tawatur.lang.pack import load
from tawatur.text.fold import key
from tawatur.text.words import words
from tawatur.values.stems import stemmer
from tawatur.values.tables import AffixRow, CountryRow, FunctionRow, clitics, tables


def values_table(*names: str) -> Callable[[str], set[str]]:
    """Gives the rows of tables of the trie of values that are found in a text."""

    def found(text: str) -> set[str]:
        matches = tables(load()).phrases.find(words(text))
        # a particle says nothing without the verb that stands apart from it
        return {m.item.row.id for m in matches if m.item.table in names and m.item.form != "closes"}

    return found


def countries(text: str) -> set[str]:
    """The rows of countries whose code is found, under whatever name."""
    codes = values_table("countries")(text)
    found = {word.key for word in words(text)}
    return {
        row.id
        for row in load().rows("countries", CountryRow)
        if row.key in codes or (row.key == "-" and found & set(map(key, row.words)))
    }


def clauses(text: str) -> set[str]:
    """The rows of clause words found in a text."""
    return {match.item.id for match in cutters(load()).find(words(text))}


def polarity(text: str) -> set[str]:
    """The rows of negation and plan found in a text."""
    return {match.item.id for match in lexicon(load()).polarity.find(words(text))}


def synonyms(text: str) -> set[str]:
    """The concepts found in a text, by stem or by phrase."""
    lex = lexicon(load())
    found = words(text)
    ids = {row.id for row in load().rows("synonyms", SynonymRow)}
    meant = {lex.meaning(text[word.start : word.end], word.key).concept for word in found}
    return ids & (meant | {m.item for m in lex.phrases.find(found)})


def function_words(text: str) -> set[str]:
    """The rows of function words found in a text."""
    keys = {word.key for word in words(text)}
    every = clitics(load())
    return {
        row.id
        for row in load().rows("function_words", FunctionRow)
        if keys & {clitic + key(word) for word in row.words for clitic in every}
    }


def affixes(text: str) -> set[str]:
    """The affixes that come off the first word of a text to leave its stem."""
    before, _, ending = stemmer(load()).parts(text.split()[0])
    return {
        row.id
        for row in load().rows("affixes", AffixRow)
        for word in row.words
        if word == ending or (row.kind != "ending" and (before.startswith(word) or before.endswith(word)))
    }


def tense(text: str) -> set[str]:
    """Both rows of tense speak together: the letter of the future before an imperfect."""
    return {"future", "imperfect"} if stemmer(load()).future(text.split()[0]) else set()


def happened(text: str) -> set[str]:
    """The rows of happenings found in a text."""
    return {match.item.id for match in happenings(load()).find(words(text))}

"""A text as values are read from it: its words, and what the language tables say of those that are asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, pairwise
from typing import NamedTuple

from tawatur.text.fold import key
from tawatur.text.phrases import Match
from tawatur.text.words import Word, Words
from tawatur.values.stems import Stemmer
from tawatur.values.tables import FIGURE, MIXED, NAME, TIME, Entry, Tables

_STOPS = frozenset(".\n!?;:\u061b\u061f\u2026")
_BREAKS = _STOPS | {"\u060c", ","}
# A word of digits and letters: a clitic may stay with the digits, all else comes off ("March17", "60percent").
_GLUED = re.compile("([^\\W\\d_]*)(\\d(?:[\\d.,\u066b\u066c\u200f\u0631]*\\d)?)[.,]?([^\\W\\d_]*)")
_LONG = 3  # letters before digits that are a word of their own and not a clitic


class Found(NamedTuple):
    """The phrases that start at one word: all of them, and the longest of each sort."""

    every: tuple[Match[Entry], ...]
    longest: dict[str, Match[Entry]]


_NOTHING = Found((), {})


class Text:
    """A text cut into words. The tables are asked about a word when it is first needed; most words never are."""

    __slots__ = ("_found", "_stems", "_tables", "ends", "keys", "starts", "text", "words")

    def __init__(self, text: str, words: Words, tables: Tables, stems: Stemmer) -> None:
        self.text = text
        self.words = words
        self.keys, self.starts, self.ends = words.keys, words.starts, words.ends
        self._tables = tables
        self._stems = stems
        self._found: dict[int, Found] = {}

    @property
    def tables(self) -> Tables:
        """The compiled tables of the language."""
        return self._tables

    @property
    def stems(self) -> Stemmer:
        """The stemmer of the language."""
        return self._stems

    def at(self, index: int) -> Found:
        """The phrases that start at a word; none outside the text."""
        found = self._found.get(index)
        if found is None:
            if not 0 <= index < len(self.keys):
                return _NOTHING
            every = self._tables.phrases.at(self.words, index)
            found = Found(tuple(every), {match.item.sort: match for match in every}) if every else _NOTHING
            self._found[index] = found
        return found

    def row(self, index: int, sort: str) -> Match[Entry] | None:
        """The longest phrase of one sort (a table, or a kind of a table) that starts at a word."""
        return self.at(index).longest.get(sort)

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it; "" outside the text."""
        return self.text[self.ends[index - 1] : self.starts[index]] if 0 < index < len(self.keys) else ""

    def raw(self, index: int) -> str:
        """A word as it stands in the text."""
        return self.text[self.starts[index] : self.ends[index]]

    def digits(self, index: int) -> bool:
        """Whether a word is made of digits, or begins or ends with one; there is none outside the text."""
        if not 0 <= index < len(self.keys):
            return False
        word = self.keys[index]
        return word[-1].isdigit() or word[0].isdigit()


class Starts(NamedTuple):
    """The words that figures, times and names may start at, in order."""

    figures: list[int]
    times: list[int]
    names: list[int]


def opened(words: Sequence[Word], text: str, tables: Tables) -> tuple[Words, Starts]:
    """The words as columns, those of digits and letters cut between them ("17March" is two words), and which of them
    values may start at."""
    columns = Words.of(words)
    flagged = _flagged(columns, tables)
    cuts: dict[int, list[Word]] = {}
    for index, flag in flagged:
        if flag & MIXED:
            pieces = _pieces(columns[index], text, tables)
            if len(pieces) > 1:
                cuts[index] = pieces
    if cuts:
        columns = _cut(columns, cuts)
        flagged = _flagged(columns, tables)
    return columns, Starts(
        [index for index, flag in flagged if flag & FIGURE],
        [index for index, flag in flagged if flag & TIME],
        [index for index, flag in flagged if flag & NAME],
    )


def _cut(words: Words, cuts: dict[int, list[Word]]) -> Words:
    """The words with some of them cut into several."""
    starts, ends, keys = list(words.starts), list(words.ends), list(words.keys)
    for index in sorted(cuts, reverse=True):
        starts[index : index + 1] = [word.start for word in cuts[index]]
        ends[index : index + 1] = [word.end for word in cuts[index]]
        keys[index : index + 1] = [word.key for word in cuts[index]]
    return Words(starts, ends, keys, [])


def _flagged(words: Words, tables: Tables) -> list[tuple[int, int]]:
    flags = list(map(tables.openings.__getitem__, words.keys))
    return [(index, flags[index]) for index in compress(range(len(flags)), flags)]


def _pieces(word: Word, text: str, tables: Tables) -> list[Word]:
    match = _GLUED.fullmatch(text, word.start, word.end)
    if match is None:
        return []
    bounds = [word.start, *sorted({match.start(2), match.end(2)} - {word.start, word.end}), word.end]
    before = key(match[1])
    if before and (before in tables.clitics or len(before) < _LONG or before.isascii()):
        bounds.remove(match.start(2))
    return [Word(a, b, key(text[a:b]).rstrip(".,")) for a, b in pairwise(bounds)]


def close(text: Text, index: int, commas: bool = False) -> bool:
    """Whether a word follows the one before it without a stop between them; `commas` may stand there when said so."""
    if index >= len(text.keys):
        return False
    gap = text.gap(index)
    return gap == " " or not (set(gap) & (_STOPS if commas else _BREAKS))

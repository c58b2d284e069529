"""What a name of a publisher may mean: heads, tails, country and clitics taken apart, and slips of the pen forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from tawatur.lang.pack import Row, load
from tawatur.text.words import words

Role = Literal["agency", "newspaper", "magazine", "broadcaster", "portal", "tail", "country"]
_HEADS = frozenset(("agency", "newspaper", "magazine", "broadcaster", "portal"))

_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
# folded letters that stick to the front of a name: w f b l k s and the article after l
_CLITIC = re.compile("^(?:[\u0648\u0641]?(?:[\u0628\u0643]|\u0644(?=\u0627)|\u0644(?!\u0644))?)")
_TO_THE = re.compile("^[\u0648\u0641]?\u0644\u0644")
_ARTICLE = "\u0627\u0644"
_LONGEST = 7  # words; no publisher's name is longer, a longer phrase is a person or a sentence


class PressWord(Row, frozen=True):
    """A word that stands around publishers' names."""

    role: Role
    country: str = ""


class Name(NamedTuple):
    """One reading of a name: folded cores to look up, the barest last, and what stood around them."""

    cores: tuple[str, ...]
    head: str = ""  # the kind of publisher its head names, "" without a head
    country: str = ""


@lru_cache(maxsize=1)
def _around() -> tuple[tuple[tuple[str, ...], PressWord], ...]:
    """The words around names, as folded word sequences, longest first."""
    rows = load("ar").rows("press", PressWord)
    table = [(tuple(word.key for word in words(phrase)), row) for row in rows for phrase in row.words]
    return tuple(sorted(table, key=lambda entry: (-len(entry[0]), entry[0])))


@lru_cache(maxsize=1)
def _first() -> dict[str, tuple[tuple[tuple[str, ...], PressWord], ...]]:
    out: dict[str, list[tuple[tuple[str, ...], PressWord]]] = {}
    for phrase, row in _around():
        out.setdefault(phrase[0] if row.role in _HEADS else phrase[-1], []).append((phrase, row))
    return {word: tuple(entries) for word, entries in out.items()}


def fires(text: str) -> set[str]:
    """The ids of the rows of the table `press` that a publisher's name is read with."""
    keys = [word.key for word in words(text)]
    return {row.id for row in _taken(keys)[1]}


def _taken(keys: list[str]) -> tuple[list[list[str]], list[PressWord]]:
    """The cores left when heads and tails are taken off one by one, the barest last, and the rows that took them."""
    cores, rows = [keys], []
    while len(keys) > 1:
        for phrase, row in _first().get(keys[0], ()):
            if row.role in _HEADS and len(keys) > len(phrase) and tuple(keys[: len(phrase)]) == phrase:
                keys = keys[len(phrase) :]
                break
        else:
            for phrase, row in _first().get(keys[-1], ()):
                if (
                    row.role in ("tail", "country")
                    and len(keys) > len(phrase)
                    and tuple(keys[-len(phrase) :]) == phrase
                ):
                    keys = keys[: -len(phrase)]
                    break
            else:
                break
        cores.append(keys)
        rows.append(row)
    return cores, rows


def readings(name: str) -> tuple[Name, ...]:
    """The ways to read a name: as it stands, what a bracket in it says, and without clitics when those give nothing."""
    parts = [name]
    bracket = _BRACKET.search(name)
    if bracket:
        parts = [name[: bracket.start()] + " " + name[bracket.end() :], bracket.group(1)]
    out = []
    for part in parts:
        keys = [word.key for word in words(part)]
        if not keys or len(keys) > _LONGEST:
            continue
        for variant in _variants(keys):
            cores, rows = _taken(variant)
            head = next((row.role for row in rows if row.role in _HEADS), "")
            country = next((row.country for row in rows if row.country), "")
            out.append(Name(tuple(" ".join(core) for core in cores), head, country))
    return tuple(out)


def _variants(keys: list[str]) -> list[list[str]]:
    """The words as they stand and, behind them, with the clitics of the first word taken off."""
    out = [keys]
    first = keys[0]
    to_the = _TO_THE.match(first)
    bare = _ARTICLE + first[to_the.end() :] if to_the else _CLITIC.sub("", first)
    if bare != first and len(bare) >= 3 and (bare in _first() or len(first) - len(bare) <= 3):
        out.append([bare, *keys[1:]])
    return out


class Near:
    """Names that one slip of the pen leads to (a letter lost, added, changed, or two swapped)."""

    def __init__(self, names: Iterable[str]) -> None:
        # Foreign names only: of native words with the article, one letter makes another outlet.
        self._by_length: dict[int, list[str]] = {}
        for name in names:
            if len(name) >= _LEAST and not name.startswith(_ARTICLE) and not name.isascii():
                self._by_length.setdefault(len(name), []).append(name)

    def to(self, name: str) -> tuple[str, ...]:
        """The names one slip away, sorted; none for short names."""
        if len(name) < _LEAST or name.startswith(_ARTICLE) or name.isascii() or name.count(" ") > 3:
            return ()
        near = [
            other
            for length in (len(name) - 1, len(name), len(name) + 1)
            for other in self._by_length.get(length, ())
            if OSA.distance(name, other, score_cutoff=1) == 1
        ]
        return tuple(sorted(near))


_LEAST = 6  # letters of a name that may be misspelt; at five, everyday words lie one slip away

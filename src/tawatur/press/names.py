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
_FEMININE = "\u0647"
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
    agrees: bool = False  # the country word is feminine, as newspaper, agency and channel are


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
            agrees = bool(country) and variant[-1].endswith(_FEMININE)
            out.append(Name(tuple(" ".join(core) for core in cores), head, country, agrees))
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
    """Foreign names that one slip of the pen leads to.

    A slip of transliteration: two letters swapped, a long vowel or a doubled letter more or less, one letter for
    another that stands for the same foreign sound. Any other letter makes another word: of native names and of free
    edits, everyday words lie one step away (checked against every word and pair of words of 5,000 reports).
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for name in names:
            if len(name) >= _least(name) and not name.isascii():
                self._by_length.setdefault(len(name), []).append(name)

    def to(self, name: str) -> tuple[str, ...]:
        """The names one slip away, sorted; none for short names."""
        if len(name) < _least(name) or name.isascii() or name.count(" ") > 3:
            return ()
        near = [
            other
            for length in (len(name) - 1, len(name), len(name) + 1)
            for other in self._by_length.get(length, ())
            if OSA.distance(name, other, score_cutoff=1) == 1 and _slip(name, other)
        ]
        return tuple(sorted(near))


_LEAST = 6  # letters of a name that may be misspelt; at five, everyday words lie one slip away
_LEAST_DEFINITE = 8  # of one with the article, under which everyday words stand
_VOWELS = "\u0627\u0648\u064a"
_SOUNDS = (  # letters that write one foreign sound: g, t, s, z, d, p; two that are taken for each other
    "\u063a\u062c\u0642\u0643",
    "\u062a\u0637",
    "\u0633\u0635\u0634\u0632",
    "\u0632\u0638\u0630\u062b",
    "\u062f\u0636",
    "\u0636\u0638",
    "\u0628\u0641",
)


def _least(name: str) -> int:
    return _LEAST_DEFINITE if name.startswith(_ARTICLE) else _LEAST


def _slip(name: str, other: str) -> bool:
    """Whether two names one edit apart differ by a slip of transliteration."""
    at = next((index for index, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), None)
    if len(name) == len(other):
        if at is None:
            return False
        a, b = name[at], other[at]
        swapped = name[at : at + 2] == other[at : at + 2][::-1] and name[at] != name[at + 1 : at + 2]
        return swapped or any(a in sound and b in sound for sound in _SOUNDS)
    longer = name if len(name) > len(other) else other
    at = len(longer) - 1 if at is None else at
    extra = longer[at]
    doubled = at > 0 and longer[at - 1] == extra
    return doubled or (extra in _VOWELS and 0 < at < len(longer) - 1 and longer[at - 1] != " ")

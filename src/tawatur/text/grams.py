"""Runs of words as numbers: every report's words as 64-bit keys, and every run of four of them as one key.

Keys are digests of the folded word, so they are the same on every machine and in every run and can be stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tawatur.text.words import Word, Words

Keys = NDArray[np.uint64]
Places = NDArray[np.int32]

# one odd constant for each place in a run, made once from a digest, so that no two are multiples of each other
_PLACES = tuple(
    np.uint64(int.from_bytes(blake2b(b"place %d" % place, digest_size=8).digest(), "little") | 1) for place in range(16)
)


class Line(NamedTuple):
    """The words of one text as numbers: the key of each word and where it starts and ends in the text."""

    keys: Keys
    starts: Places
    ends: Places


class Vocabulary:
    """Word keys as 64-bit digests, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._words: dict[int, str] = {}

    def number(self, word: str) -> int:
        """The 64-bit digest of a folded word."""
        found = self._known.get(word)
        if found is None:
            found = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
            self._known[word] = found
            self._words[found] = word
        return found

    def word(self, number: int) -> str:
        """The folded word behind a number this vocabulary has given. Raises `KeyError` for any other."""
        return self._words[number]

    def line(self, words: Sequence[Word]) -> Line:
        """The words as numbers."""
        columns, number = Words.of(words), self.number
        known = map(self._known.get, columns.keys)
        keys = [number(key) if found is None else found for key, found in zip(columns.keys, known, strict=True)]
        return Line(
            np.array(keys, dtype=np.uint64),
            np.array(columns.starts, dtype=np.int32),
            np.array(columns.ends, dtype=np.int32),
        )


def grams(keys: Keys, length: int) -> Keys:
    """The key of every run of `length` words, by the place of its first word; empty when there are too few words."""
    many = len(keys) - length + 1
    if many <= 0:
        return np.zeros(0, dtype=np.uint64)
    with np.errstate(over="ignore"):
        mixed = np.zeros(many, dtype=np.uint64)
        for place in range(length):
            mixed += (keys[place : place + many] ^ (keys[place : place + many] >> np.uint64(29))) * _PLACES[place]
        # splitmix64's last step: neighbouring sums must not give neighbouring keys
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def joined(arrays: Iterable[Keys]) -> tuple[Keys, NDArray[np.int64]]:
    """The arrays one after another, and where each starts (with the end of the last as one more)."""
    parts = list(arrays)
    firsts = np.zeros(len(parts) + 1, dtype=np.int64)
    np.cumsum([len(part) for part in parts], out=firsts[1:])
    return (np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)), firsts

"""Many phrases found in one pass over the words of a text, by folded key, with clitics allowed in front.

A trie over words (not letters): as fast as one dictionary look-up a word, and a phrase can never start or end
inside a word unless the clitics in front of it were named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Generic, NamedTuple, TypeVar

from tawatur.text.words import Word, Words, words

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A phrase found: words `first`..`last` (half-open) of the sequence searched, and what the phrase stands for."""

    first: int
    last: int
    clitic: str  # folded letters in front of the phrase inside its first word, "" for none
    item: T


class _Node(Generic[T]):
    __slots__ = ("items", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.items: list[tuple[str, T]] = []


class Phrases(Generic[T]):
    """An automaton of phrases. Build it once, search many texts."""

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        self.firsts: Set[str] = self._root.next.keys()  # folded keys that phrases begin with
        self._last: set[str] = set()
        for phrase, item in entries:
            self.add(phrase, item)

    def add(self, phrase: str, item: T, clitics: Sequence[str] = ("",)) -> None:
        """Adds `phrase`, found also with each of the `clitics` (folded letters) glued to its first word."""
        keys = [word.key for word in words(phrase)]
        if not keys:
            raise ValueError(f"the phrase {phrase!r} has no words")
        for clitic in clitics:
            node = self._root
            for word in (clitic + keys[0], *keys[1:]):
                node = node.next.setdefault(word, _Node())
            self._last.add(word)
            if (clitic, item) not in node.items:
                node.items.append((clitic, item))

    def ends(self, key: str) -> bool:
        """Whether some phrase ends with a word of this folded key."""
        return key in self._last

    def at(self, text: Sequence[Word], index: int) -> Sequence[Match[T]]:
        """Every phrase that starts at word `index`, shortest first."""
        node = self._root.next.get(text.keys[index] if type(text) is Words else text[index].key)
        if node is None:
            return ()
        # a column of keys spares making a word a step
        keys = text.keys if type(text) is Words else None
        out: list[Match[T]] = []
        last, size = index + 1, len(keys if keys is not None else text)
        while node is not None:
            for clitic, item in node.items:
                out.append(Match(index, last, clitic, item))
            if not node.next or last >= size:
                break
            node = node.next.get(keys[last] if keys is not None else text[last].key)
            last += 1
        return out

    def longest_at(self, text: Words, index: int) -> tuple[T, int] | None:
        """What the longest phrase that starts at word `index` stands for, and the word after it."""
        keys = text.keys
        node = self._root.next.get(keys[index])
        found: tuple[T, int] | None = None
        last, size = index + 1, len(keys)
        while node is not None:
            if node.items:
                found = node.items[-1][1], last
            if not node.next or last >= size:
                break
            node = node.next.get(keys[last])
            last += 1
        return found

    def find(self, text: Sequence[Word]) -> Iterator[Match[T]]:
        """Every phrase anywhere in the words, overlapping ones too, by start and then length."""
        starts = self._root.next
        keys = text.keys if type(text) is Words else [word.key for word in text]
        for index, key in enumerate(keys):
            if key in starts:
                yield from self.at(text, index)

    def longest(self, text: Sequence[Word]) -> Iterator[Match[T]]:
        """Phrases left to right, the longest at each place, none overlapping."""
        starts = self._root.next
        keys = text.keys if type(text) is Words else [word.key for word in text]
        busy = 0
        for index, key in enumerate(keys):
            if key in starts and index >= busy:
                found = self.at(text, index)
                if found:
                    busy = found[-1].last
                    yield found[-1]

"""Words with their offsets and folded keys; vocalised words stay whole, the digits of three scripts are one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, compress
from operator import add, not_
from typing import Any, NamedTuple, overload

from tawatur.text.fold import key

# letters and digits, then runs of marks inside a word (tatweel and zero-width joiners too), separators of a figure and
# apostrophes, each with what follows; \w alone would cut at every tashkeel
_WORD = re.compile(
    "[^\\W_]+(?:(?:[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]"
    "|(?<=[0-9\u0660-\u0669\u06f0-\u06f9])[.,\u066b\u066c\u200f]+(?=[0-9\u0660-\u0669\u06f0-\u06f9])"
    "|['\u2019](?=[a-z]))+[^\\W_]*)*",
    re.IGNORECASE,
)
_PLAIN = re.compile("[\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a0-9]+")

_BLANKS = " \t\u00a0"
_Piece = tuple[int, int, str, int]  # where a word starts and ends in its run, its key, what it is looked for as
_MOST_RUNS = 400_000  # runs a cutter remembers: a bound on memory, about 80 MB, not a threshold


class Word(NamedTuple):
    """One word of a text: offsets into that text, and its folded key."""

    start: int
    end: int
    key: str


class Words(Sequence[Word]):
    """The words of a text as columns: where each starts and ends, and its key. A `Word` is made when asked for.

    `rough` holds the indices of the words that something else than one space may stand in front of, in order (in
    front of every other stands exactly one space); `found` those of the words that their cutter looks for, with what
    it takes them for.
    """

    __slots__ = ("ends", "found", "keys", "rough", "starts")

    def __init__(
        self,
        starts: list[int],
        ends: list[int],
        keys: list[str],
        rough: Sequence[int],
        found: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.starts = starts
        self.ends = ends
        self.keys = keys
        self.rough = rough
        self.found = found

    @classmethod
    def of(cls, words: Sequence[Word]) -> Words:
        """These words as columns."""
        if isinstance(words, Words):
            return words
        starts, ends = [word.start for word in words], [word.end for word in words]
        return cls(starts, ends, [word.key for word in words], list(range(len(words))))

    @classmethod
    def keyed(cls, keys: list[str]) -> Words:
        """Words of these keys that stand nowhere, to look for phrases in."""
        return cls([], [], keys, ())

    def gaps(self, text: str) -> list[str]:
        """What stands before each word besides blanks ("" for nothing); a line end is kept. "" before the first."""
        gaps = [""] * len(self.keys)
        for at, gap in self.marks(text).items():
            gaps[at] = gap
        return gaps

    def marks(self, text: str) -> dict[int, str]:
        """The words with something before them besides blanks, in order, and what that is (see `gaps`)."""
        starts, ends = self.starts, self.ends
        raw = ((at, text[ends[at - 1] : starts[at]]) for at in self.rough if at)
        return {at: bare for at, gap in raw if (bare := gap.strip(_BLANKS) if len(gap) > 1 or gap == " " else gap)}

    def followed(self, others: Words) -> Words:
        """These words and others that stand behind them, something between both."""
        many = len(self.keys)
        starts, ends, keys = self.starts + others.starts, self.ends + others.ends, self.keys + others.keys
        found = [*self.found, *((many + at, what) for at, what in others.found)]
        return Words(starts, ends, keys, [*self.rough, *(many + at for at in others.rough)], found)

    def only(self, places: Sequence[int]) -> Words:
        """Those of the words that stand at these places, given in order."""
        starts, ends, keys = self.starts, self.ends, self.keys
        kept = [starts[at] for at in places], [ends[at] for at in places], [keys[at] for at in places]
        return Words(*kept, range(len(places)))

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        if isinstance(index, slice):
            return list(map(Word, self.starts[index], self.ends[index], self.keys[index]))
        return Word(self.starts[index], self.ends[index], self.keys[index])


def words(text: str) -> list[Word]:
    """The words of `text` in order. A figure with its separators (1,200, 5.0) is one word; a tatweel alone is none."""
    made = columns(text)
    return list(map(Word, made.starts, made.ends, made.keys))


def columns(text: str) -> Words:
    """The same words as columns."""
    return _CUTTER.words(text)


def first_key(text: str) -> str:
    """The key of the first word of a text; "" when there is none before its first blank: for asking whether it is worth
    to cut the text into words."""
    return _CUTTER.first(text.partition(" ")[0])


def keys(text: str) -> list[str]:
    """The keys of the words of a text, in order: for who need not know where they stand, at a third of the cost."""
    return _CUTTER.keys(text)


class Cutter:
    """Cuts texts into words, and tells where words stand that its owner looks for (`wanted`: what a key is, 0 for
    nothing).

    No word holds a space, so a text is cut at its spaces and each run looked up whole: most are one word, seen before.
    What a corpus repeats is taken apart, folded and judged once. Judging it here rather than asking sets about every
    word of every report spares a probe of cold memory a word and a set, which is what this stage waits for most.
    """

    def __init__(self, wanted: Callable[[str], int] | None = None) -> None:
        self._wanted = wanted
        self._plain: dict[str, str] = {}  # run that is one word that nobody looks for, and nothing else → its key
        self._mixed: dict[str, tuple[_Piece, ...]] = {}  # any other run → the words in it

    def first(self, run: str) -> str:
        """The key of the first word of a run without blanks, "" when it has none."""
        known = self._plain.get(run)
        if known is not None:
            return known
        pieces = self._pieces(run)
        return pieces[0][2] if pieces else ""

    def keys(self, text: str) -> list[str]:
        """The keys of the words of a text, in order."""
        runs = text.replace("\n", " ").split(" ")
        keys: list[Any] = list(map(self._plain.get, runs))  # None for the others, and runs never seen
        for number in reversed(list(compress(range(len(runs)), map(not_, keys)))):
            keys[number : number + 1] = [piece[2] for piece in self._pieces(runs[number])]
        return keys

    def words(self, text: str, first: int = 0, last: int | None = None) -> Words:
        """The words of a text, or of a stretch of it, in order."""
        runs = text[first:last].replace("\n", " ").split(" ")
        keys: list[Any] = list(map(self._plain.get, runs))  # None for the others, and runs never seen
        sizes = list(map(len, runs))
        starts = list(map(add, accumulate(sizes, initial=first), range(len(runs))))
        ends = list(map(add, starts, sizes))
        rough = bytearray(len(runs) + 1)
        rough[0] = 1
        at = text.find("\n", first, last)
        while at >= 0:
            rough[bisect_left(starts, at)] = 1
            at = text.find("\n", at + 1, last)
        found: list[tuple[int, int]] = []
        known, shift = self._mixed.get, 0
        for number in list(compress(range(len(runs)), map(not_, keys))):
            pieces, at = known(runs[number]), number + shift  # from a run to its first word
            if pieces is None:
                pieces = self._pieces(runs[number])
            if len(pieces) == 1:
                start, end, keys[at], wanted = pieces[0]
                if wanted:
                    found.append((at, wanted))
                if start or end != sizes[number]:
                    rough[at] = rough[at + 1] = 1
                    begin = starts[at]
                    starts[at], ends[at] = begin + start, begin + end
            else:
                rough[at + 1] = 1
                begin = starts[at]
                keys[at : at + 1] = [piece[2] for piece in pieces]
                ends[at : at + 1] = [begin + piece[1] for piece in pieces]
                starts[at : at + 1] = [begin + piece[0] for piece in pieces]
                rough[at : at + 1] = b"\1" * len(pieces)
                found += [(at + step, piece[3]) for step, piece in enumerate(pieces) if piece[3]]
                shift += len(pieces) - 1
        return Words(starts, ends, keys, list(compress(range(len(keys)), rough)), found)

    def _pieces(self, run: str) -> tuple[_Piece, ...]:
        """The words in a run; remembered."""
        known = self._plain.get(run)
        if known is not None:
            return ((0, len(run), known, 0),)
        pieces = self._mixed.get(run)
        if pieces is not None:
            return pieces
        if len(self._plain) + len(self._mixed) >= _MOST_RUNS:
            self._plain.clear()
            self._mixed.clear()
        folded = _folded(run)
        if folded:
            wanted = self._wanted(folded) if self._wanted is not None else 0
            made: tuple[_Piece, ...] = ((0, len(run), folded, wanted),)
            if wanted:
                self._mixed[run] = made
            else:
                self._plain[run] = folded
            return made
        made = tuple(piece for match in _WORD.finditer(run) for piece in self._piece(run, match))
        self._mixed[run] = made
        return made

    def _piece(self, run: str, match: re.Match[str]) -> Iterator[_Piece]:
        """A word inside a run; nothing when it folds to nothing."""
        word = match.group()
        for _, _, known, wanted in self._pieces(word) if word != run else ():
            yield match.start(), match.end(), known, wanted


_CUTTER = Cutter()


def _folded(run: str) -> str:
    """The key of a run that is one word and nothing else, "" for any other."""
    if _PLAIN.fullmatch(run):
        return run  # most words are plain letters already: nothing to fold
    match = _WORD.match(run)
    return key(run) if match is not None and match.end() == len(run) else ""

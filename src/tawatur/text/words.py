"""Words with their offsets and folded keys; vocalised words stay whole, the digits of three scripts are one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, compress
from operator import add
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
        starts, ends = self.starts, self.ends
        for at in self.rough:
            if at:
                gap = text[ends[at - 1] : starts[at]]
                gaps[at] = gap.strip(" \t\u00a0") if len(gap) > 1 or gap == " " else gap
        return gaps

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
    What a corpus repeats is taken apart, folded and judged once.
    """

    def __init__(self, wanted: Callable[[str], int] | None = None) -> None:
        self._wanted = wanted
        # run → its key, when it is one word that nobody looks for and nothing else; or the words in it
        self._runs: dict[str, str | tuple[_Piece, ...]] = {}

    def first(self, run: str) -> str:
        """The key of the first word of a run without blanks, "" when it has none."""
        made = self._runs.get(run) or self._learnt(run)
        if isinstance(made, str):
            return made
        return made[0][2] if made else ""

    def keys(self, text: str) -> list[str]:
        """The keys of the words of a text, in order."""
        runs = text.replace("\n", " ").split(" ")
        out: list[Any] = list(map(self._runs.get, runs))  # None for a run never seen
        for number in reversed([number for number, one in enumerate(out) if one.__class__ is not str]):
            made = self._learnt(runs[number]) if out[number] is None else out[number]
            out[number : number + 1] = [made] if made.__class__ is str else [piece[2] for piece in made]
        return out

    def words(self, text: str) -> Words:
        """The words of a text in order."""
        runs = text.replace("\n", " ").split(" ")
        keys: list[Any] = list(map(self._runs.get, runs))  # None for a run never seen
        sizes = list(map(len, runs))
        starts = list(map(add, accumulate(sizes, initial=0), range(len(runs))))
        ends = list(map(add, starts, sizes))
        rough = bytearray(len(runs) + 1)
        rough[0] = 1
        at = text.find("\n")
        while at >= 0:
            rough[bisect_left(starts, at)] = 1
            at = text.find("\n", at + 1)
        found: list[tuple[int, int]] = []
        several = []  # the runs of no word, or of more than one
        for number in [number for number, one in enumerate(keys) if one.__class__ is not str]:
            pieces = keys[number]
            if pieces is None:
                pieces = keys[number] = self._learnt(runs[number])
                if pieces.__class__ is str:
                    continue
            if len(pieces) == 1:
                start, end, keys[number], wanted = pieces[0]
                if wanted:
                    found.append((number, wanted))
                if start or end != sizes[number]:
                    rough[number] = rough[number + 1] = 1
                    begin = starts[number]
                    starts[number], ends[number] = begin + start, begin + end
            else:
                rough[number] = rough[number + 1] = 1
                keys[number] = pieces
                several.append(number)
        marked = list(compress(range(len(runs)), rough))
        if several:
            return _laid_out(starts, ends, keys, marked, found, several)
        return Words(starts, ends, keys, marked, found)

    def _learnt(self, run: str) -> str | tuple[_Piece, ...]:
        """The key of a run that is one word and nothing else, or the words in it; remembered."""
        if len(self._runs) >= _MOST_RUNS:
            self._runs.clear()
        made: str | tuple[_Piece, ...]
        if _PLAIN.fullmatch(run):
            folded = run  # most words are plain letters already: nothing to fold
        else:
            match = _WORD.match(run)
            folded = key(run) if match is not None and match.end() == len(run) else ""
        if folded:
            wanted = self._wanted(folded) if self._wanted is not None else 0
            made = ((0, len(run), folded, wanted),) if wanted else folded
        else:
            made = tuple(piece for match in _WORD.finditer(run) for piece in self._piece(run, match))
        self._runs[run] = made
        return made

    def _piece(self, run: str, match: re.Match[str]) -> Iterator[_Piece]:
        """A word inside a run; nothing when it folds to nothing."""
        word = match.group()
        known = (self._runs.get(word) or self._learnt(word)) if word != run else ()
        if known.__class__ is str:
            yield match.start(), match.end(), known, 0
        elif known:
            yield match.start(), match.end(), *known[0][2:]


_CUTTER = Cutter()


def _laid_out(
    starts: list[int],
    ends: list[int],
    keys: list[Any],
    marks: list[int],
    catches: list[tuple[int, int]],
    several: list[int],
) -> Words:
    """The columns of runs as columns of words: where the key of a run should stand, several have the words in it."""
    size = len(keys)
    made = Words([], [], [], rough := [], found := [])
    marks.append(size)
    catches.append((size, 0))
    done = mark = catch = 0
    for number in (*several, size):
        shift = len(made.keys) - done  # from a run to its word
        made.starts += starts[done:number]
        made.ends += ends[done:number]
        made.keys += keys[done:number]
        behind = bisect_left(marks, number, mark)
        rough += [at + shift for at in marks[mark:behind]]
        while catches[catch][0] < number:
            found.append((catches[catch][0] + shift, catches[catch][1]))
            catch += 1
        if number == size:
            break
        begin = starts[number]
        for start, end, word, wanted in keys[number]:
            rough.append(len(made.keys))
            if wanted:
                found.append((len(made.keys), wanted))
            made.starts.append(begin + start)
            made.ends.append(begin + end)
            made.keys.append(word)
        done, mark = number + 1, behind + 1  # the run itself is marked
    return made

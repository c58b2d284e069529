"""Words with their offsets and folded keys; vocalised words stay whole, the digits of three scripts are one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, compress
from operator import add
from typing import Any, NamedTuple, cast, overload

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

_Pieces = tuple[tuple[int, int, str], ...]
# What stands between two spaces, seen before: the key when it is one word and nothing else, or the words in it, by
# offset. What a corpus repeats is taken apart and folded once. Bounded: about 80 MB when full.
_RUNS: dict[str, str | _Pieces] = {}
_MOST_RUNS = 400_000


class Word(NamedTuple):
    """One word of a text: offsets into that text, and its folded key."""

    start: int
    end: int
    key: str


class Words(Sequence[Word]):
    """The words of a text as columns: where each starts and ends, and its key. A `Word` is made when asked for.

    `rough` holds the indices of the words that something else than one space may stand in front of, in order; in
    front of every other stands exactly one space.
    """

    __slots__ = ("ends", "keys", "rough", "starts")

    def __init__(self, starts: list[int], ends: list[int], keys: list[str], rough: list[int]) -> None:
        self.starts = starts
        self.ends = ends
        self.keys = keys
        self.rough = rough

    @classmethod
    def of(cls, words: Sequence[Word]) -> Words:
        """These words as columns."""
        if isinstance(words, Words):
            return words
        starts, ends = [word.start for word in words], [word.end for word in words]
        return cls(starts, ends, [word.key for word in words], list(range(len(words))))

    def gaps(self, text: str) -> list[str]:
        """What stands before each word besides blanks ("" for nothing); a line end is kept. "" before the first."""
        gaps = [""] * len(self.keys)
        starts, ends = self.starts, self.ends
        for at in self.rough:
            if at:
                gap = text[ends[at - 1] : starts[at]]
                gaps[at] = gap.strip(" \t\u00a0") if len(gap) > 1 or gap == " " else gap
        return gaps

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
    """The same words as columns, at a third of the time.

    No word holds a space, so a text is cut at its spaces and each run looked up whole: most are one word, seen before.
    """
    runs = text.replace("\n", " ").split(" ")
    found: list[Any] = list(map(_RUNS.get, runs))  # a key, the words of a run, None for one never seen
    sizes = list(map(len, runs))
    starts = list(map(add, accumulate(sizes, initial=0), range(len(runs))))
    ends = list(map(add, starts, sizes))
    rough = bytearray(len(runs) + 1)
    rough[0] = 1
    at = text.find("\n")
    while at >= 0:
        rough[bisect_left(starts, at)] = 1
        at = text.find("\n", at + 1)
    several = []  # the runs of no word, or of more than one
    for number in [number for number, one in enumerate(found) if one.__class__ is not str]:
        pieces = found[number]
        if pieces is None:
            pieces = found[number] = _taken_apart(runs[number])
            if pieces.__class__ is str:
                continue
        rough[number] = rough[number + 1] = 1
        if len(pieces) == 1:
            begin = starts[number]
            start, end, found[number] = pieces[0]
            starts[number], ends[number] = begin + start, begin + end
        else:
            found[number] = pieces
            several.append(number)
    made = Words(starts, ends, found, list(compress(range(len(runs)), rough)))
    return _laid_out(made, several) if several else made


def _laid_out(runs: Words, several: Sequence[int]) -> Words:
    """Runs as columns, the words of those that hold several or none one by one."""
    made = Words([], [], [], [])
    done = 0
    marks = [*runs.rough, len(runs.keys)]
    mark = 0
    for number in (*several, len(runs.keys)):
        shift = len(made.keys) - done  # from a run to its word
        made.starts += runs.starts[done:number]
        made.ends += runs.ends[done:number]
        made.keys += runs.keys[done:number]
        behind = bisect_left(marks, number, mark)
        made.rough += [at + shift for at in marks[mark:behind]]
        if number == len(runs.keys):
            break
        begin = runs.starts[number]
        for start, end, word in cast(_Pieces, runs.keys[number]):
            made.rough.append(len(made.keys))
            made.starts.append(begin + start)
            made.ends.append(begin + end)
            made.keys.append(word)
        done, mark = number + 1, behind + 1  # the run itself is marked
    return made


def _taken_apart(run: str) -> str | _Pieces:
    """The key of a run that is one word and nothing else, or the words in it with their offsets."""
    made: str | _Pieces
    if _PLAIN.fullmatch(run):
        made = run  # most words are plain letters already: nothing to fold
    else:
        found = [(match.start(), match.end(), key(match.group())) for match in _WORD.finditer(run)]
        whole = len(found) == 1 and found[0][2] and found[0][:2] == (0, len(run))
        made = found[0][2] if whole else tuple(piece for piece in found if piece[2])
    if len(_RUNS) >= _MOST_RUNS:
        _RUNS.clear()
    _RUNS[run] = made
    return made

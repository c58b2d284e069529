"""Which pairs of reports may share text, and where: exact runs of words found through postings, never all pairs.

Every run of four words points to the reports that have it. A run that few reports have pairs them all; a run that
many have (a formula, or the hundredth copy of one text) pairs each report only with its neighbours in time, so that a
crowded day costs what a quiet one does. Pairs that share too few runs are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tawatur.settings import Passages
from tawatur.text.grams import Keys, Line, Places, grams, joined

Ints = NDArray[np.int64]


class Run(NamedTuple):
    """The same words at one place of each of two reports, as word numbers, and how many of its starts are rare."""

    a: int
    b: int
    length: int
    rare: int


class Seeds(NamedTuple):
    """All runs of all pairs: pair `k` joins reports `a[k]` < `b[k]` and has runs `first[k]` to `first[k + 1]`."""

    a: Ints
    b: Ints
    first: Ints
    runs: Places  # one row a run: word in a, word in b, length in words, rare starts

    def of(self, pair: int) -> list[Run]:
        """The runs of one pair, by their place in the two reports."""
        return [Run(*row) for row in self.runs[self.first[pair] : self.first[pair + 1]].tolist()]


class Given(NamedTuple):
    """What a larger heap says of a few of its reports."""

    pairs: Ints  # the pairs that may be made, `a * reports + b` with a < b, sorted
    crowded: Keys  # runs that very many reports have, sorted; all others are rare


class Postings(NamedTuple):
    """Every run of words and where it stands, sorted by run, report and word."""

    keys: Keys  # sorted
    report: Places
    word: Places
    many: Places  # how many postings this key has


def seeds(lines: Sequence[Line], formal: Sequence[Places], settings: Passages, given: Given | None = None) -> Seeds:
    """Exact runs of words for every pair of lines that shares enough of them.

    The lines stand in order of time: neighbours in that order are paired on runs that very many lines have. `formal`
    says for each line how many words of formulae stand before each word: runs of nothing else are left out.
    With `given` the lines are a few of a larger heap, and all that pairs share counts, however far they stand apart.
    """
    posted = postings(lines, formal, settings)
    left, right, rare = _meetings(posted, settings) if given is None else _given(posted, given, len(lines), settings)
    size = max(1, len(lines))
    pair = posted.report[left].astype(np.int64) * size + posted.report[right]
    pairs = _often(pair, settings.seeds)
    index = np.searchsorted(pairs, pair).astype(np.int32)
    index[index == len(pairs)] = 0
    use = pairs[index] == pair if len(pairs) else np.zeros(len(pair), dtype=bool)
    del pair
    runs = _runs(index[use], posted.word[left[use]], posted.word[right[use]], rare[use], settings.gram)
    first = np.zeros(len(pairs) + 1, dtype=np.int64)
    np.cumsum(np.bincount(runs[0], minlength=len(pairs)), out=first[1:])
    return Seeds(pairs // size, pairs % size, first, np.stack(runs[1:], axis=1))


def _often(pair: Ints, least: int) -> Ints:
    """The pairs that stand in the list so many times or more, sorted."""
    ordered = np.sort(pair)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    starts = np.nonzero(first)[0]
    count = np.diff(np.append(starts, len(ordered)))
    return ordered[starts[count >= least]]


def postings(lines: Sequence[Line], formal: Sequence[Places], settings: Passages, *, alone: bool = False) -> Postings:
    """Every run of words with the reports and places that have it, sorted; those of one report only when `alone`."""
    keys, firsts = joined(grams(line.keys, settings.gram) for line in lines)
    counts = np.diff(firsts)
    report = np.repeat(np.arange(len(lines), dtype=np.int32), counts)
    order = np.argsort(keys, kind="stable")  # stable: reports and places stay in order within a key
    keys = keys[order]
    shared = np.full(len(keys), alone, dtype=bool)
    same = keys[1:] == keys[:-1]
    shared[1:] |= same
    shared[:-1] |= same
    said = [before[settings.gram :] - before[: -settings.gram] < settings.gram for before in formal]
    shared &= np.concatenate([own for own, many in zip(said, counts, strict=True) if many] or [shared])[order]
    keys, order = keys[shared], order[shared]
    report = report[order]
    word = (order - firsts[report]).astype(np.int32)
    # the third and later time that one report has a run tells nothing new
    if len(keys) > 2:
        again = np.zeros(len(keys), dtype=bool)
        again[2:] = (keys[2:] == keys[:-2]) & (report[2:] == report[:-2])
        keys, report, word = keys[~again], report[~again], word[~again]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = keys[1:] != keys[:-1]
    group = np.cumsum(new) - 1
    many = np.bincount(group)[group].astype(np.int32) if len(keys) else np.zeros(0, dtype=np.int32)
    return Postings(keys, report, word, many)


def _given(posted: Postings, given: Given, size: int, settings: Passages) -> tuple[Places, Places, NDArray[np.bool_]]:
    """The same for a few reports of a larger heap: the pairs that may be made, on every run they share."""
    keys, report, _, _ = posted
    lefts, rights = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
    for step in range(1, int(posted.many.max(initial=0))):
        meets = (keys[:-step] == keys[step:]) & (report[:-step] != report[step:])
        left = np.nonzero(meets)[0].astype(np.int32)
        pair = report[left].astype(np.int64) * size + report[left + step]
        left = left[np.isin(pair, given.pairs)]
        lefts.append(left)
        rights.append(left + np.int32(step))
    left, right = np.concatenate(lefts), np.concatenate(rights)
    crowded = np.isin(keys[left], given.crowded)
    use = ~crowded | (keys[left] % np.uint64(settings.sample) == 0)
    return left[use], right[use], ~crowded[use]


def _meetings(posted: Postings, settings: Passages) -> tuple[Places, Places, NDArray[np.bool_]]:
    """Pairs of postings of one key (as numbers into the postings), and whether the key is a rare one."""
    keys, report, _, many = posted
    lefts: list[Places] = []
    rights: list[Places] = []
    rares: list[NDArray[np.bool_]] = []
    rare = many <= settings.common
    sampled = keys % np.uint64(settings.sample) == 0
    for step in range(1, settings.common):
        if step >= len(keys):
            break
        meets = keys[:-step] == keys[step:]
        meets &= report[:-step] != report[step:]
        meets &= rare[:-step] | sampled[:-step] if step <= settings.neighbours else rare[:-step]
        left = np.nonzero(meets)[0].astype(np.int32)  # a heap has fewer than two thousand million runs
        lefts.append(left)
        rights.append(left + np.int32(step))
        rares.append(rare[left])
    if not lefts:
        none = np.zeros(0, dtype=np.int32)
        return none, none, np.zeros(0, dtype=bool)
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(rares)


def _runs(pair: Places, a: Places, b: Places, rare: NDArray[np.bool_], gram: int) -> tuple[Places, ...]:
    """Meetings that follow one another in both reports joined: columns of pair, word in a, word in b, length, rare."""
    if not len(pair):
        return tuple(np.zeros(0, dtype=np.int32) for _ in range(5))
    apart = b - a
    order = np.lexsort((a, apart, pair))
    pair, apart, a, rare = pair[order], apart[order], a[order], rare[order]
    del order
    starts = np.ones(len(pair), dtype=bool)
    # a run goes on while pair and distance stay and the next meeting starts inside or right after the last one
    starts[1:] = (pair[1:] != pair[:-1]) | (apart[1:] != apart[:-1]) | (a[1:] > a[:-1] + gram)
    first = np.nonzero(starts)[0]
    last = np.append(first[1:], len(pair)) - 1
    rares = np.add.reduceat(rare.astype(np.int32), first).astype(np.int32)
    length = a[last] - a[first] + gram
    pair, a, b = pair[first], a[first], a[first] + apart[first]
    order = np.lexsort((b, a, pair))
    return pair[order], a[order], b[order], length[order], rares[order]

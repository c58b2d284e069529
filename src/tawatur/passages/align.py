"""From exact runs of words to passages: runs are stretched, chained over small edits, and what differs is listed.

Seed, extend and chain, as in local alignment of sequences (Smith, Horton and others' passim; PAN text alignment), on
words instead of letters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tawatur.passages.candidates import Run
from tawatur.settings import Passages


class Stretch(NamedTuple):
    """Words `a`..`a + length` of one report are words `b`..`b + length` of the other."""

    a: int
    b: int
    length: int


class Aligned(NamedTuple):
    """One passage in word numbers: its exact stretches in order, and pairs of words that are spelt a little apart."""

    exact: tuple[Stretch, ...]
    variants: tuple[tuple[int, int], ...]
    rare: int  # rare starts of runs inside it

    @property
    def words(self) -> int:
        """How many words of the first report stand in the second, spelling variants included."""
        return sum(stretch.length for stretch in self.exact) + len(self.variants)

    def turned(self) -> Aligned:
        """The same passage seen from the other report."""
        exact = sorted(Stretch(b, a, length) for a, b, length in self.exact)
        return Aligned(tuple(exact), tuple(sorted((b, a) for a, b in self.variants)), self.rare)


class Side(NamedTuple):
    """One report as the aligner needs it: the keys of its words, and the way from a key to the folded word.

    `formal` counts the words of formulae before each word and in all; empty when there are none.
    """

    keys: Sequence[int]
    spelt: Callable[[int], str]
    formal: Sequence[int] = ()

    def word(self, place: int) -> str:
        """The folded word at a place."""
        return self.spelt(self.keys[place])

    def own(self, at: int, length: int) -> int:
        """How many of so many words from a place on stand in no formula."""
        return length - (self.formal[at + length] - self.formal[at] if self.formal else 0)


class Alignment(NamedTuple):
    """All that two reports share: passages, and every exact run, those too short for a passage among them."""

    passages: tuple[Aligned, ...]
    runs: tuple[Run, ...]

    def turned(self) -> Alignment:
        """The same seen from the other report."""
        passages = sorted((p.turned() for p in self.passages), key=lambda p: (p.exact[0].a, p.exact[0].b))
        return Alignment(tuple(passages), tuple(Run(run.b, run.a, run.length, run.rare) for run in self.runs))


def aligned(a: Side, b: Side, runs: Sequence[Run], settings: Passages) -> Alignment:
    """The passages that two reports share, by their place in the first one, and the runs behind them."""
    whole = _stretched(a.keys, b.keys, runs)
    taken = (bytearray(len(a.keys)), bytearray(len(b.keys)))
    accepted = _accepted(whole, taken)
    out = []
    for chain in _chains(accepted, settings):
        passage = _filled(a, b, _tails(a, b, chain, taken, settings))
        if _tells(passage, a, min(len(a.keys), len(b.keys)), settings):
            out.append(passage)
    out.sort(key=lambda p: (p.exact[0].a, p.exact[0].b))
    return Alignment(tuple(out), tuple(run for run in whole if a.own(run.a, run.length) >= settings.gram))


def _tells(passage: Aligned, a: Side, shorter: int, settings: Passages) -> bool:
    """Whether a passage is evidence: no title, name or phrase that anybody may use, unless it is much of a report.

    Words of formulae count for nothing.
    """
    said = sum(a.own(stretch.a, stretch.length) for stretch in passage.exact) + len(passage.variants)
    if passage.rare < settings.rare:
        return said >= settings.common_words
    return said >= settings.words or (said >= settings.few_words and said >= settings.much * shorter)


def _stretched(a: Sequence[int], b: Sequence[int], runs: Sequence[Run]) -> list[Run]:
    """Each run made as long as the words agree; a run that only looked whole is cut where they do not."""
    out: list[Run] = []
    reached: dict[int, int] = {}  # distance between the two → word of a up to which it has been read
    for run in runs:
        apart = run.b - run.a
        if run.a < reached.get(apart, -1):
            continue
        start, end = run.a, run.a + run.length
        limit = min(len(a), len(b) - apart)
        while start > 0 and start + apart > 0 and a[start - 1] == b[start + apart - 1]:
            start -= 1
        at = start
        while start < end:
            # most runs are as whole as they look
            at = end if a[start:end] == b[start + apart : end + apart] else start
            while at < limit and a[at] == b[at + apart]:
                at += 1
            if at > start:
                out.append(Run(start, start + apart, at - start, run.rare if at - start >= 4 else 0))
            start = at + 1
        reached[apart] = at
    return out


def _accepted(runs: list[Run], taken: tuple[bytearray, bytearray]) -> list[Run]:
    """Runs that do not overlap in either report, the longest first; later ones keep what is left of them.

    Their words are marked in `taken`.
    """
    a_taken, b_taken = taken
    out = []
    for run in sorted(runs, key=lambda r: (-r.length, r.a, r.b)):
        if run.length >= 2 and _free(run, taken):
            out.append(run if run.rare <= run.length else run._replace(rare=run.length))
            _take(run, taken)
            continue
        start, best = -1, (0, 0)
        for at in range(run.length + 1):
            free = at < run.length and not a_taken[run.a + at] and not b_taken[run.b + at]
            if free and start < 0:
                start = at
            elif not free and start >= 0:
                best = max(best, (at - start, -start))
                start = -1
        length, first = best[0], -best[1]
        if length < 2:
            continue
        out.append(Run(run.a + first, run.b + first, length, min(run.rare, length)))
        _take(out[-1], taken)
    return out


def _take(run: Run, taken: tuple[bytearray, bytearray]) -> None:
    """Marks the words of a run in both reports."""
    taken[0][run.a : run.a + run.length] = b"\1" * run.length
    taken[1][run.b : run.b + run.length] = b"\1" * run.length


def _free(run: Run | None, taken: tuple[bytearray, bytearray]) -> bool:
    """Whether there is a run and none of its words is marked."""
    return run is not None and not (
        1 in taken[0][run.a : run.a + run.length] or 1 in taken[1][run.b : run.b + run.length]
    )


def _chains(runs: list[Run], settings: Passages) -> list[list[Run]]:
    """Runs that follow each other in both reports with little between them, in one list each."""
    chains: list[list[Run]] = []
    for run in sorted(runs):
        best: tuple[int, list[Run]] | None = None
        for chain in chains[-8:]:
            tail = chain[-1]
            skipped_a, skipped_b = run.a - tail.a - tail.length, run.b - tail.b - tail.length
            if skipped_a < 0 or skipped_b < 0:
                continue
            few, many = sorted((skipped_a, skipped_b))
            if few > settings.edit or many > settings.gap:
                continue
            if best is None or skipped_a + skipped_b < best[0]:
                best = (skipped_a + skipped_b, chain)
        if best is None:
            chains.append([run])
        else:
            best[1].append(run)
    return chains


def _tails(a: Side, b: Side, chain: list[Run], taken: tuple[bytearray, bytearray], settings: Passages) -> list[Run]:
    """The chain with short stretches before and after it that stand within reach of its ends and in no other."""
    out = list(chain)
    while True:
        last = out[-1]
        step = _near(a.keys, b.keys, last.a + last.length, last.b + last.length, 1, settings.reach)
        if step is None or not _free(step, taken):
            break
        out.append(step)
        _take(step, taken)
    while True:
        head = out[0]
        step = _near(a.keys, b.keys, head.a - 1, head.b - 1, -1, settings.reach)
        if step is None or not _free(step, taken):
            break
        out.insert(0, step)
        _take(step, taken)
    return out


def _near(a: Sequence[int], b: Sequence[int], at: int, bt: int, way: int, reach: int) -> Run | None:
    """The nearest two words that agree again beyond an edit, stretched; `way` is 1 after an end, -1 before a start."""
    if at < 0 or bt < 0:
        return None
    if way > 0:
        ahead_a, ahead_b = a[at : at + reach + 2], b[bt : bt + reach + 2]
    else:
        ahead_a = a[max(0, at - reach - 1) : at + 1][::-1]
        ahead_b = b[max(0, bt - reach - 1) : bt + 1][::-1]
    pairs = list(pairwise(ahead_b))
    places = dict(zip(reversed(pairs), range(len(pairs) - 1, -1, -1), strict=True))  # the first place of each
    best: tuple[int, int, int] | None = None
    for step, pair in enumerate(pairwise(ahead_a)):
        there = places.get(pair)
        if there is not None and (best is None or (step + there, step, there) < best):
            best = (step + there, step, there)
    if best is None:
        return None
    i, j, length = at + way * best[1], bt + way * best[2], 2
    while 0 <= i + way * length < len(a) and 0 <= j + way * length < len(b):
        if a[i + way * length] != b[j + way * length]:
            break
        length += 1
    return Run(i, j, length, 0) if way > 0 else Run(i - length + 1, j - length + 1, length, 0)


def _filled(a: Side, b: Side, chain: list[Run]) -> Aligned:
    """The chain with the words found that agree, or are spelt a little apart, inside its gaps."""
    exact = [Stretch(*run[:3]) for run in chain]
    variants: list[tuple[int, int]] = []
    for before, after in pairwise(chain):
        more, apart = _gap(a, b, (before.a + before.length, after.a), (before.b + before.length, after.b))
        exact += more
        variants += apart
    return Aligned(tuple(sorted(exact)), tuple(sorted(variants)), sum(run.rare for run in chain))


def _gap(a: Side, b: Side, in_a: tuple[int, int], in_b: tuple[int, int]) -> tuple[list[Stretch], list[tuple[int, int]]]:
    """Single words that agree inside a gap, in whatever order, and then those spelt a little apart."""
    exact: list[Stretch] = []
    variants: list[tuple[int, int]] = []
    free = list(range(*in_b))
    left = []
    for i in range(*in_a):
        match = next((j for j in free if b.keys[j] == a.keys[i]), None)
        if match is None:
            left.append(i)
        else:
            free.remove(match)
            exact.append(Stretch(i, match, 1))
    for i in left:
        word = a.word(i)
        match = next((j for j in free if _akin(word, b.word(j))), None)
        if match is not None:
            free.remove(match)
            variants.append((i, match))
    return exact, variants


def _akin(one: str, other: str) -> bool:
    """Whether two folded words are one word spelt or inflected a little apart; figures never are."""
    shorter, longer = sorted((len(one), len(other)))
    allowed = 1 if shorter < 5 else 2
    if shorter < 3 or longer - shorter > allowed or one[0].isdigit() or other[0].isdigit():
        return False
    return bool(Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed)

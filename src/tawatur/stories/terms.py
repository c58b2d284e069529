"""What a report is about, as weighted word stems: title and lead count most, words that every report has count nothing.

Weights are inverse document frequencies over the reports at hand, steadied by a table of frequent words so that two
reports alone can be compared as well as twelve thousand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from tawatur.lang.pack import Pack, Row
from tawatur.model import Report
from tawatur.settings import Stories
from tawatur.stories.places import Gazetteer, Places
from tawatur.stories.week import Week
from tawatur.text.fold import key
from tawatur.text.words import words

GRAIN = np.float32(1 / 2048)  # products are then multiples of 2^-22, and sums below 2 have 23 bits
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


class AffixRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Letters taken off a word: at its `front` or `end`, when at least `rest` letters stay."""

    place: Literal["front", "end"]
    rest: int


class VowelRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Letters that go out of a stem wherever they stand, the first place only by leave, when `rest` letters stay."""

    first: bool
    rest: int


class FrequentRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that about this share of all reports have (0..1)."""

    share: float


class _Affix(NamedTuple):
    letters: str
    rest: int
    row: str


class Stemmer:
    """Takes the commonest affixes off folded words, as the tables of a language say."""

    def __init__(self, pack: Pack | None) -> None:
        self._front: list[_Affix] = []
        self._end: list[_Affix] = []
        self._known: dict[str, str] = {}
        for row in pack.rows("stems", AffixRow) if pack is not None else ():
            side = self._front if row.place == "front" else self._end
            side.extend(_Affix(word.key, row.rest, row.id) for text in row.words for word in words(text))
        self._vowels = {
            word.key: row
            for row in (pack.rows("long_vowels", VowelRow) if pack is not None else ())
            for text in row.words
            for word in words(text)
        }
        self._front.sort(key=lambda affix: (-len(affix.letters), affix.letters))
        self._end.sort(key=lambda affix: (-len(affix.letters), affix.letters))

    def fronts(self) -> tuple[str, ...]:
        """The letters that stand in front of words, longest first."""
        return tuple(affix.letters for affix in self._front)

    def stem(self, word: str) -> str:
        """The stem of a folded word; figures and short words stay as they are."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self.taken_apart(word)[0]
        return known

    def taken_apart(self, word: str) -> tuple[str, tuple[str, ...]]:
        """The stem of a folded word and the ids of the rows that took something off it."""
        rows = []
        if not word or word[0].isdigit():
            return word, ()
        for affix in self._front:
            if word.startswith(affix.letters) and len(word) - len(affix.letters) >= affix.rest:
                word = word[len(affix.letters) :]
                rows.append(affix.row)
                break
        for affix in self._end:
            if word.endswith(affix.letters) and len(word) - len(affix.letters) >= affix.rest:
                word = word[: -len(affix.letters)]
                rows.append(affix.row)
                break
        word, more = self._thinned(word)
        return word, (*rows, *more)

    def _thinned(self, word: str) -> tuple[str, list[str]]:
        """A stem without its long vowels, and the rows that took them; as it is when too few letters would stay."""
        vowels = self._vowels
        gone = [vowels[letter] for at, letter in enumerate(word) if letter in vowels and (at or vowels[letter].first)]
        if not gone or len(word) - len(gone) < max(row.rest for row in gone):
            return word, []
        thin = "".join(
            letter for at, letter in enumerate(word) if letter not in vowels or not (at or vowels[letter].first)
        )
        return thin, [row.id for row in gone]


@lru_cache(maxsize=8)
def background(pack: Pack) -> dict[str, float]:
    """Stem → the share of all reports that have it, for the frequent words of a language."""
    stemmer = Stemmer(pack)
    shares: dict[str, float] = {}
    for row in pack.rows("frequent", FrequentRow):
        for text in row.words:
            for word in words(text):
                stem = stemmer.stem(word.key)
                shares[stem] = max(shares.get(stem, 0.0), row.share)
    return shares


def affix_rows(text: str, pack: Pack) -> set[str]:
    """The ids of the affix rows that take something off any word of `text`."""
    stemmer = Stemmer(pack)
    return {row for word in words(text) for row in stemmer.taken_apart(word.key)[1]}


def frequent_rows(text: str, pack: Pack) -> set[str]:
    """The ids of the rows of frequent words that hold any word of `text`, as it is spelt there."""
    found = {word.key for word in words(text)}
    return {
        row.id
        for row in pack.rows("frequent", FrequentRow)
        if found & {word.key for entry in row.words for word in words(entry)}
    }


class Parts(NamedTuple):
    """The stems of all reports as numbers, one list after another, for one part of the reports (titles, leads, …)."""

    stems: NDArray[np.int32]
    counts: NDArray[np.int64]  # how many stems each report has in this part


class Terms(NamedTuple):
    """The stems of all reports by where they stand, and the stem behind each number."""

    title: Parts
    lead: Parts
    body: Parts
    stems: tuple[str, ...]
    places: tuple[Places, ...]
    weekdays: tuple[frozenset[int], ...]  # that title and lead name


def terms(reports: Sequence[Report], pack: Pack, settings: Stories) -> Terms:
    """The stems of every report's title, lead and body, its places and days; furniture and what is far down apart."""
    stemmer = Stemmer(pack)
    gazetteer = Gazetteer(pack, stemmer.fronts())
    week = Week(pack, stemmer.fronts())
    places, weekdays = [], []
    word_number: dict[str, int] = {}
    collected: tuple[list[int], list[int], list[int]] = ([], [], [])
    counts: tuple[list[int], list[int], list[int]] = ([], [], [])
    for report in reports:
        title, rest = _texts(report)
        heading, whole = _words(title), _words(rest)
        places.append(gazetteer.places(heading, whole, settings.head))
        weekdays.append(week.named(heading, whole[: settings.dated]))
        body = whole[: settings.deep]
        for part, found in enumerate((heading, body[: settings.head], body[settings.head :])):
            collected[part].extend([word_number.setdefault(word, len(word_number)) for word in found])
            counts[part].append(len(found))
    numbers: dict[str, int] = {}
    stem_of = np.array(
        [numbers.setdefault(stemmer.stem(word), len(numbers)) for word in word_number] or [0], dtype=np.int32
    )
    title_part, lead, rest_part = (
        Parts(stem_of[np.array(words, dtype=np.int64)], np.array(count, dtype=np.int64))
        for words, count in zip(collected, counts, strict=True)
    )
    return Terms(title_part, lead, rest_part, tuple(numbers), tuple(places), tuple(weekdays))


def _texts(report: Report) -> tuple[str, str]:
    """The title of a report, and the rest of it without furniture."""
    title = report.title.of(report.text) if report.title is not None else ""
    if not report.blocks:
        return title, report.text[report.title.end if report.title is not None else 0 :]
    rest = [block.span.of(report.text) for block in report.blocks if block.kind not in ("title", "furniture")]
    if not title:
        title = " ".join(block.span.of(report.text) for block in report.blocks if block.kind == "title")
    return title, "\n".join(rest)


def _words(text: str) -> list[str]:
    """The folded words of a text, without their places."""
    return _WORD.findall(key(text))


class Heap(NamedTuple):
    """What a larger heap says of the stems of a few of its reports."""

    reports: int
    had: Callable[[Collection[str]], Mapping[str, int]]  # how many of them have each of these stems


def vectors(found: Terms, shares: dict[str, float], settings: Stories, heap: Heap | None = None) -> csr_matrix:
    """One row a report of length 1: the weights of its stems, by how many of the reports (or of `heap`) have each."""
    weighed = _weighed(found, settings)
    usual = np.array([shares.get(stem, settings.rare) for stem in found.stems] or [1.0])
    if heap is None:
        size, had = weighed.shape[0], np.bincount(weighed.indices, minlength=weighed.shape[1])
    else:
        many = heap.had(found.stems)
        size, had = heap.reports, np.array([many.get(stem, 0) for stem in found.stems] or [0])
    share = (had + settings.steady * usual) / (size + settings.steady)
    worth = np.maximum(np.log(settings.everywhere / share), 0.0).astype(np.float32)
    weighed.data *= worth[weighed.indices]
    weighed.eliminate_zeros()
    return _lengths_one(weighed)


def counted(found: Terms, settings: Stories) -> dict[str, int]:
    """How many of the reports have each stem."""
    had = np.bincount(_weighed(found, settings).indices, minlength=len(found.stems))
    return dict(zip(found.stems, had.tolist(), strict=False))


def _weighed(found: Terms, settings: Stories) -> csr_matrix:
    """How much each stem counts in each report by where it stands, however many have it."""
    weighed = None
    for part, weight in zip(found[:3], (settings.title, settings.lead, settings.body), strict=True):
        matrix = _counted(part, len(found.stems))
        matrix.data = np.sqrt(matrix.data) * np.float32(weight)
        weighed = matrix if weighed is None else weighed + matrix
    return csr_matrix(weighed)


def _counted(part: Parts, stems: int) -> csr_matrix:
    """How often each report has each stem."""
    firsts = np.zeros(len(part.counts) + 1, dtype=np.int64)
    np.cumsum(part.counts, out=firsts[1:])
    ones = np.ones(len(part.stems), dtype=np.float32)
    matrix = csr_matrix((ones, part.stems.copy(), firsts), shape=(len(part.counts), max(1, stems)))
    matrix.sum_duplicates()
    return matrix


def _lengths_one(matrix: csr_matrix) -> csr_matrix:
    """The same rows with length 1; empty rows stay empty.

    Weights are whole numbers of `GRAIN`: sums of their products are exact in 32 bits, whatever their order, so that
    two reports are as much alike in a heap of few as in one of many.
    """
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    matrix.data /= np.repeat(lengths, np.diff(matrix.indptr)).astype(np.float32)
    matrix.data = np.round(matrix.data / GRAIN) * GRAIN
    matrix.eliminate_zeros()
    return matrix

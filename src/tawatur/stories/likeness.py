"""How alike two reports are, for those pairs alone that may belong together: words, passages, time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from tawatur.settings import Stories
from tawatur.stories.places import Places

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pairs = tuple[Ints, Ints, Floats]  # earlier rows, later rows, and how much of something each pair has

_CHUNK = 512  # reports compared at once; only memory depends on it


class Likeness(NamedTuple):
    """Pairs of reports `a` < `b` (by their number) and how alike each pair is, 0..1.

    `rival`: both are of one outlet and of one day, and neither is the other's later version.
    """

    a: Ints
    b: Ints
    value: Floats
    rival: NDArray[np.bool_]

    def some(self, use: NDArray[np.bool_], turned: Ints | None = None) -> Likeness:
        """Some of the pairs; `turned` gives each report another number, in the same order."""
        a, b = self.a[use], self.b[use]
        if turned is not None:
            a, b = turned[a], turned[b]
        return Likeness(a, b, self.value[use], self.rival[use])


class Known(NamedTuple):
    """What is known of the reports beside their words, in the order of the rows."""

    days: Floats  # when each appeared, in days; NaN when unknown
    outlets: Ints  # a number for each outlet, -1 when unknown
    places: Sequence[Places]
    placed: NDArray[np.bool_]  # whether it is about any place
    weekdays: Ints  # that title and lead name, one bit each
    shared: Pairs  # that share text, and the share each has of the other (the smaller), sorted by the later row


class Compared(NamedTuple):
    """Which reports are alike, and those of a crowd that were compared no further."""

    pairs: Likeness  # of reports that follow none
    follows: dict[int, int]  # report → the one whose group it is in, which follows none


def likeness(weighed: csr_matrix, known: Known, settings: Stories) -> Compared:
    """Every pair of reports that is alike at all: in its words, within the window of time, or by shared text.

    The rows stand in order of time, unknown times first: those may meet any report. A report that so many earlier ones
    are alike enough to that an event is a crowd (`crowded`) follows the likeliest of them, and no later one is compared
    with it: so what a report costs is bounded, however many tell the event.
    """
    size = weighed.shape[0]
    alone = np.ones(size, dtype=np.bool_)  # follows none
    follows: dict[int, int] = {}
    pieces = []
    for first in range(0, size, _CHUNK):
        last = min(size, first + _CHUNK)
        rows = np.arange(first, last)
        worded, shared = _worded(weighed, rows, alone, known.days, settings), _texts(rows, alone, known)
        found = _joined(worded, shared, known, settings)
        more = _followers(found, settings)
        if more:
            follows |= more
            alone[list(more)] = False
            found = found.some(alone[found.a] & alone[found.b])
        pieces.append(found)
    return Compared(_together(pieces), follows)


def _together(pieces: Sequence[Likeness]) -> Likeness:
    """The pairs of all pieces."""
    none = np.zeros(0, dtype=np.int64)
    return Likeness(
        np.concatenate([none, *(piece.a for piece in pieces)]),
        np.concatenate([none, *(piece.b for piece in pieces)]),
        np.concatenate([np.zeros(0), *(piece.value for piece in pieces)]),
        np.concatenate([np.zeros(0, dtype=np.bool_), *(piece.rival for piece in pieces)]),
    )


def _followers(found: Likeness, settings: Stories) -> dict[int, int]:
    """The reports (each the later one of its pairs, which stand in their order) that follow an earlier one."""
    strong = found.some(found.value >= settings.join)
    many = np.bincount(strong.b)
    follows: dict[int, int] = {}
    for report in np.flatnonzero(many >= settings.crowded).tolist():
        first, last = np.searchsorted(strong.b, (report, report + 1)).tolist()
        near = [(-v, a) for a, v in zip(strong.a[first:last].tolist(), strong.value[first:last].tolist(), strict=True)]
        near = [pair for pair in near if pair[1] not in follows]
        if len(near) >= settings.crowded:
            follows[report] = min(near)[1]
    return follows


def _joined(worded: Pairs, shared: Pairs, known: Known, settings: Stories) -> Likeness:
    """Pairs alike in their words and pairs that share text as one list, sorted by the later report and the earlier."""
    size = np.int64(max(1, len(known.days)))
    where = np.concatenate([b * size + a for a, b, _ in (worded, shared)])
    pair, place = np.unique(where, return_inverse=True)
    words, text = np.zeros(len(pair)), np.zeros(len(pair))
    words[place[: len(worded[0])]] = worded[2]
    text[place[len(worded[0]) :]] = shared[2]
    a, b = pair % size, pair // size
    rival = _weaken(words, text, a, b, known, settings)
    # a text that two reports share is as much the same news a week later
    alike = np.round(1.0 - (1.0 - words) * (1.0 - settings.copied * text), 6)
    return Likeness(a, b, alike, rival).some(alike >= settings.alike)


def _weaken(words: Floats, text: Floats, a: Ints, b: Ints, known: Known, settings: Stories) -> NDArray[np.bool_]:
    """Takes from `words` and `text` what place, day and outlet speak against; which pairs are rivals comes back.

    An outlet that prints two reports without common text on one day takes them for two pieces of news.
    """
    named, placed = known.weekdays, known.placed
    for index in np.nonzero(placed[a] & placed[b])[0].tolist():
        if known.places[a[index]].elsewhere(known.places[b[index]]):
            words[index] *= settings.elsewhere
            text[index] *= settings.elsewhere  # a press office fills the same form for every town
    other_day = (named[a] > 0) & (named[b] > 0) & (named[a] & named[b] == 0)
    words[other_day] *= settings.another_day
    one_outlet = (text < settings.version) & (known.outlets[a] == known.outlets[b]) & (known.outlets[a] >= 0)
    words[one_outlet] *= settings.one_outlet
    apart = np.abs(known.days[a] - known.days[b])
    return np.asarray(one_outlet & (apart < settings.one_day), dtype=np.bool_)


def _texts(rows: Ints, alone: NDArray[np.bool_], known: Known) -> Pairs:
    """Pairs of some reports with earlier ones that share text, and how much."""
    part = slice(*np.searchsorted(known.shared[1], (rows[0], rows[-1] + 1)))
    a, b, share = known.shared[0][part], known.shared[1][part], known.shared[2][part]
    use = alone[a]
    return a[use], b[use], share[use]


def _worded(weighed: csr_matrix, rows: Ints, alone: NDArray[np.bool_], days: Floats, settings: Stories) -> Pairs:
    """Pairs of some reports with earlier ones that are alike in their words, and how much."""
    unknown = int(np.isnan(days).sum())
    start = 0
    if rows[0] >= unknown:
        start = unknown + int(np.searchsorted(days[unknown:], days[rows[0]] - settings.window))
    earlier = np.concatenate([np.arange(min(unknown, start)), np.arange(start, rows[-1] + 1)])
    earlier = earlier[alone[earlier]]
    met = (weighed[rows] @ weighed[earlier].T).tocoo()
    a, b = earlier[met.col], rows[met.row]
    kept = (met.data >= settings.alike) & (a < b)
    a, b = a[kept], b[kept]
    value = np.minimum(met.data[kept].astype(np.float64), 1.0) * _faded(days, a, b, settings)
    near = value >= settings.alike
    return a[near], b[near], value[near]


def _faded(days: Floats, a: Ints, b: Ints, settings: Stories) -> Floats:
    """What is left of likeness after the time between two reports; all of it when a time is unknown."""
    apart = np.abs(days[a] - days[b])
    fade = np.exp(-np.maximum(apart - settings.fade_after, 0.0) / settings.fade)
    return np.where(np.isnan(apart), 1.0, np.where(apart > settings.window, 0.0, fade))

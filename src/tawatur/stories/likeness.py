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
    weekdays: Sequence[frozenset[int]]  # that title and lead name
    shared: Sequence[tuple[int, int, float]]  # two rows and the share of text each has of the other (the smaller)


def likeness(weighed: csr_matrix, known: Known, settings: Stories) -> Likeness:
    """Every pair of reports that is alike at all: in its words, within the window of time, or by shared text.

    The rows stand in order of time, unknown times first: those may meet any report.
    """
    a, b, value = _worded(weighed, known.days, settings)
    size = np.int64(max(1, weighed.shape[0]))
    where = np.concatenate([a * size + b, np.array([a * size + b for a, b, _ in known.shared], dtype=np.int64)])
    pair, place = np.unique(where, return_inverse=True)
    words, text = np.zeros(len(pair)), np.zeros(len(pair))
    words[place[: len(a)]] = value
    text[place[len(a) :]] = [share for _, _, share in known.shared]
    a, b = pair // size, pair % size
    rival = _weaken(words, text, a, b, known, settings)
    # a text that two reports share is as much the same news a week later
    alike = np.round(1.0 - (1.0 - words) * (1.0 - settings.copied * text), 6)
    near = alike >= settings.alike
    return Likeness(a[near], b[near], alike[near], rival[near])


def _weaken(words: Floats, text: Floats, a: Ints, b: Ints, known: Known, settings: Stories) -> NDArray[np.bool_]:
    """Takes from `words` and `text` what place, day and outlet speak against; which pairs are rivals comes back.

    An outlet that prints two reports without common text on one day takes them for two pieces of news.
    """
    placed = np.array([bool(places.about) for places in known.places], dtype=np.bool_)
    for index in np.nonzero(placed[a] & placed[b])[0].tolist():
        if known.places[a[index]].elsewhere(known.places[b[index]]):
            words[index] *= settings.elsewhere
            text[index] *= settings.elsewhere  # a press office fills the same form for every town
    named = np.array([sum(1 << day for day in days) for days in known.weekdays], dtype=np.int64)
    other_day = (named[a] > 0) & (named[b] > 0) & (named[a] & named[b] == 0)
    words[other_day] *= settings.another_day
    one_outlet = (text < settings.version) & (known.outlets[a] == known.outlets[b]) & (known.outlets[a] >= 0)
    words[one_outlet] *= settings.one_outlet
    apart = np.abs(known.days[a] - known.days[b])
    return np.asarray(one_outlet & (apart < settings.one_day), dtype=np.bool_)


def _worded(weighed: csr_matrix, days: Floats, settings: Stories) -> tuple[Ints, Ints, Floats]:
    """Pairs of reports that are alike in their words, and how much."""
    size = weighed.shape[0]
    unknown = int(np.isnan(days).sum())
    pieces: list[tuple[Ints, Ints, Floats]] = []
    for first in range(0, size, _CHUNK):
        last = min(size, first + _CHUNK)
        reach = size
        if first >= unknown:
            reach = unknown + int(np.searchsorted(days[unknown:], days[last - 1] + settings.window, side="right"))
        met = (weighed[first:last] @ weighed[first:reach].T).tocoo()
        kept = (met.data >= settings.alike) & (met.col > met.row)
        a, b = met.row[kept].astype(np.int64) + first, met.col[kept].astype(np.int64) + first
        pieces.append((a, b, met.data[kept].astype(np.float64)))
    if not pieces:
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0)
    a = np.concatenate([piece[0] for piece in pieces])
    b = np.concatenate([piece[1] for piece in pieces])
    value = np.minimum(np.concatenate([piece[2] for piece in pieces]), 1.0) * _faded(days, a, b, settings)
    near = value >= settings.alike
    return a[near], b[near], value[near]


def _faded(days: Floats, a: Ints, b: Ints, settings: Stories) -> Floats:
    """What is left of likeness after the time between two reports; all of it when a time is unknown."""
    apart = np.abs(days[a] - days[b])
    fade = np.exp(-np.maximum(apart - settings.fade_after, 0.0) / settings.fade)
    return np.where(np.isnan(apart), 1.0, np.where(apart > settings.window, 0.0, fade))

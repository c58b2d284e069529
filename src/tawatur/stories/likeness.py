"""How alike two reports are, for those pairs alone that may belong together: words, passages, time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from tawatur.settings import Stories

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_CHUNK = 512  # reports compared at once; only memory depends on it


class Likeness(NamedTuple):
    """Pairs of reports `a` < `b` (by their number) and how alike each pair is, 0..1."""

    a: Ints
    b: Ints
    value: Floats


def likeness(
    weighed: csr_matrix, days: Floats, shared: Sequence[tuple[int, int, float]], settings: Stories
) -> Likeness:
    """Every pair of reports that is alike at all: in its words, within the window of time, or by shared text.

    The rows stand in order of time, unknown times (NaN) first: those may meet any report. `shared` gives pairs of
    rows and the share of text that each has of the other (the smaller of both, 0..1).
    """
    worded = _worded(weighed, days, settings)
    size = np.int64(weighed.shape[0])
    where = np.concatenate([worded.a * size + worded.b, np.array([a * size + b for a, b, _ in shared], dtype=np.int64)])
    value = np.concatenate([worded.value, np.array([settings.copied * share for _, _, share in shared])])
    # a text that two reports share is as much the same news a week later
    pair, place = np.unique(where, return_inverse=True)
    unlike = np.ones(len(pair))
    np.multiply.at(unlike, place, 1.0 - value)
    near = 1.0 - unlike >= settings.alike
    return Likeness(pair[near] // size, pair[near] % size, np.round(1.0 - unlike[near], 6))


def _worded(weighed: csr_matrix, days: Floats, settings: Stories) -> Likeness:
    """Pairs of reports that are alike in their words."""
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
        return Likeness(none, none, np.zeros(0))
    a = np.concatenate([piece[0] for piece in pieces])
    b = np.concatenate([piece[1] for piece in pieces])
    value = np.minimum(np.concatenate([piece[2] for piece in pieces]), 1.0) * _faded(days, a, b, settings)
    near = value >= settings.alike
    return Likeness(a[near], b[near], value[near])


def _faded(days: Floats, a: Ints, b: Ints, settings: Stories) -> Floats:
    """What is left of likeness after the time between two reports; all of it when a time is unknown."""
    apart = np.abs(days[a] - days[b])
    fade = np.exp(-np.maximum(apart - settings.fade_after, 0.0) / settings.fade)
    return np.where(np.isnan(apart), 1.0, np.where(apart > settings.window, 0.0, fade))

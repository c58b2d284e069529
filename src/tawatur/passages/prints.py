"""What tells which reports of a large heap may share text with one that is added: the runs of words each has.

A run that few reports of the heap have leads to all of them. One that very many have (it is *crowded*) leads to its
neighbours in time among those that the heap had when it was last looked at whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tawatur.model import Report
from tawatur.passages import lined
from tawatur.passages.candidates import postings
from tawatur.settings import Passages
from tawatur.text.grams import Keys

Ints = NDArray[np.int64]


class Prints(NamedTuple):
    """The runs of a heap's reports; a report is its place in the order of time."""

    rare: Keys  # one entry for each place of a run that few reports have
    rare_of: Ints  # the report it stands in
    crowded: Keys  # runs that very many have, each once
    sampled: Keys  # of those the ones that are looked at, one entry for each place
    sampled_of: Ints


class Run(NamedTuple):
    """The runs of one report, each once, how often it has each (at most twice), and which a crowd is looked at for."""

    keys: Keys
    many: Ints
    sampled: NDArray[np.bool_]


def prints(ordered: Sequence[Report], settings: Passages) -> Prints:
    """The runs of a heap; the reports stand in the order of `passages.in_time`."""
    lines, formal, _ = lined(ordered)
    posted = postings(lines, formal, settings, alone=True)
    rare = posted.many <= settings.common
    sampled = ~rare & (posted.keys % np.uint64(settings.sample) == 0)
    return Prints(
        posted.keys[rare],
        posted.report[rare].astype(np.int64),
        np.unique(posted.keys[~rare]),
        posted.keys[sampled],
        posted.report[sampled].astype(np.int64),
    )


def runs(reports: Sequence[Report], settings: Passages) -> list[Run]:
    """The runs of each of these reports."""
    lines, formal, _ = lined(reports)
    out = []
    for line, before in zip(lines, formal, strict=True):
        keys, many = np.unique(postings([line], [before], settings, alone=True).keys, return_counts=True)
        out.append(Run(keys, many.astype(np.int64), keys % np.uint64(settings.sample) == 0))
    return out

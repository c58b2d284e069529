"""Reading: what the paths hold goes into the store, in batches; what does not become a report is counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from tawatur import stages
from tawatur.model import Drop, Report
from tawatur.read import Notice, ReadOptions
from tawatur.run.chain import Chain
from tawatur.run.summary import Taken
from tawatur.stores import digest_of

BATCH = 256  # items read between two commits


def take_in(chain: Chain, paths: Sequence[Path], options: ReadOptions) -> Taken:
    """Reads the paths into the store, and counts. Raises `InputError` for a path that is not there."""
    counts = dict.fromkeys(("items", "read", "new"), 0)
    drops: list[Drop] = []
    notices: list[Notice] = []
    with chain.timed("read"):
        known = {id: held.read for id, held in chain.store.digests().items()}
        items = iter(stages.read(paths, options, chain.progress("read"), notices.append))
        while batch := list(islice(items, BATCH)):
            counts["items"] += len(batch)
            dropped = [item for item in batch if isinstance(item, Drop)]
            reports = [(item, digest_of(item)) for item in batch if isinstance(item, Report)]
            fresh = [report for report, digest in reports if known.get(report.id) != digest]
            known |= {report.id: digest for report, digest in reports}
            counts["read"] += len(reports)
            counts["new"] += len(fresh)
            drops += dropped
            if fresh or dropped:
                with chain.store.transaction():
                    chain.store.put_reports(fresh)
                    chain.store.put_drops(dropped)
    return Taken(counts["items"], counts["read"], counts["new"], tuple(drops), tuple(notices))

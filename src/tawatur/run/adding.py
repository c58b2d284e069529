"""Two roads: all reports through all stages, or a few that come later put among those that went before.

A heap that was traced whole has been learned from; few reports teach little more. They are read under what was
learned, and change only what stands near them. When the heap has grown too far beyond what was learned, or anything
else that decides results is no longer what it was, all goes through all stages again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from tawatur import stages
from tawatur.run.chain import ALL, STEPS, Chain, attribute, hear
from tawatur.run.learning import Learned, learn, taught
from tawatur.run.placing import Placing
from tawatur.run.summary import Road


def through(chain: Chain, whole: bool = False) -> tuple[Road, int]:
    """Takes every report of the store through the stages, on the shorter road unless `whole`.

    Which road was taken comes back, and how many reports had gone through together when that was last done.
    """
    index, limits = chain.store.index, chain.settings.adding
    before = _state(chain)
    if whole or before is None:
        _whole(chain)
        return "whole", before or 0
    held = chain.store.counts()
    many = held["reports"] + held["versions"]
    new = index.waiting("report")
    if before == many and not new and not index.waiting("story") and not chain.store.failures():
        return "nothing", before
    if before >= limits.least and many <= before * (1 + limits.stale):
        return _added(chain, new), before
    _whole(chain)
    return ("renewed" if before >= limits.least else "whole"), before


def _state(chain: Chain) -> int | None:
    """How many reports went through all stages together, as these stages are now; None when they did not."""
    raw = chain.store.index.model().get("whole")
    if raw is None:
        return None
    digest, many = json.loads(raw)
    return int(many) if digest == _digest(chain) else None


def _digest(chain: Chain) -> str:
    """The digest of all that decides results beside the reports."""
    made = (stages.digest(stage.name, chain.settings) for stage in stages.STAGES if stage.scope != "page")
    return stages.joined(*made, stages.knowledge("run"))


def _whole(chain: Chain) -> None:
    """Takes all reports through all stages together."""
    store, index = chain.store, chain.store.index
    with store.transaction():
        index.forget("whole")  # cut short, the next run goes this road again
    for step in STEPS:
        step(chain)
    settle(chain)


def settle(chain: Chain) -> None:
    """Keeps that all reports went through all stages together; what was learned of fewer is forgotten."""
    store, index = chain.store, chain.store.index
    held = store.counts()
    with store.transaction():
        index.clear()
        for kind in ("report", "story"):
            index.done(kind)
        index.put_model({"whole": json.dumps([_digest(chain), held["reports"] + held["versions"]])})


def _added(chain: Chain, new: Sequence[str]) -> Road:
    """Puts the new reports among the others; goes on with what an earlier run left."""
    store, index = chain.store, chain.store.index
    chunk = chain.settings.adding.chunk
    if new:
        learned = Learned.of(index) or learn(chain)
        placing = Placing(chain, learned)
        with store.transaction():  # what holds for the whole store does so no more
            for stage in ("furniture", "passages", "stories", "lineage"):
                store.unmark(stage, (ALL,))
        for first in range(0, len(new), chunk):
            ids = new[first : first + chunk]
            with chain.timed("furniture"):
                pairs = [(report, taught(report, learned, chain)) for report in store.reports(ids, as_read=True)]
                store.put_furnished(pairs)
            attribute(chain, ids)
            placing.place(ids)
            chain.watch("stories", first + len(ids), len(new))
    failed = [failure.where for failure in store.failures("statements")]
    if failed:
        attribute(chain, failed)
        mended = set(failed) - {failure.where for failure in store.failures("statements")}
        index.put_waiting("story", set(store.stories_of(mended).values()))
    due = index.waiting("story")
    if due:
        hear(chain, due)
        lost = {failure.where for failure in store.failures("claims")}
        index.done("story", [id for id in due if id not in lost])
    return "added" if new or due else "nothing"

"""Reading: what the paths hold goes into the store, in batches; what does not become a report is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from tawatur import stages
from tawatur.engines import Work
from tawatur.model import Drop, Report
from tawatur.read import Notice, Page, ReadOptions, Source
from tawatur.run.chain import Chain
from tawatur.run.summary import Taken
from tawatur.stores import Digests, Store, digest_of, text_digest_of

BATCH = 256  # items read between two commits


def take_in(chain: Chain, paths: Sequence[Path], options: ReadOptions, leave: Collection[Path] = ()) -> Taken:
    """Reads the paths into the store, and counts; what stands in `leave` (our own output) is no input. Raises
    `InputError` for a path that is not there."""
    counts = dict.fromkeys(("items", "read", "versions", "new"), 0)
    drops: list[Drop] = []
    notices: list[Notice] = []
    with chain.timed("read"):
        before = chain.store.digests()
        known = {id: held.read for id, held in before.items()}
        texts = {held.text: id for id, held in before.items()}
        pages = _first_of_pages(chain.store, before)
        spread = partial(_spread, chain, options)
        items = iter(stages.read(paths, options, chain.progress("read"), notices.append, spread, leave))
        while batch := list(islice(items, BATCH)):
            counts["items"] += len(batch)
            batch = [_once(item, texts, before) for item in batch]
            dropped = [item for item in batch if isinstance(item, Drop)]
            reports = [(item, digest_of(item)) for item in batch if isinstance(item, Report)]
            fresh = [report for report, digest in reports if known.get(report.id) != digest]
            known |= {report.id: digest for report, digest in reports}
            later = sum(pages.setdefault(report.one, report.id) != report.id for report, _ in reports)
            counts["read"] += len(reports) - later
            counts["versions"] += later
            counts["new"] += len(fresh)
            drops += dropped
            if fresh or dropped:
                with chain.store.transaction():
                    chain.store.put_reports(fresh)
                    chain.store.put_drops(dropped)
    return Taken(**counts, drops=tuple(drops), notices=tuple(notices))


def _first_of_pages(store: Store, held: Mapping[str, Digests]) -> dict[str, str]:
    """The report that the store has of each page, by page; of several versions the first one."""
    pages: dict[str, str] = {}
    several: set[str] = set()
    for id, digests in held.items():
        if pages.setdefault(digests.page, id) != id:
            several.add(digests.page)
    if several:
        versions = store.reports([id for id, digests in held.items() if digests.page in several])
        pages |= {report.one: report.id for report in sorted(versions, key=lambda r: r.version, reverse=True)}
    return pages


def _once(item: Report | Drop, texts: Mapping[str, str], before: Mapping[str, Digests]) -> Report | Drop:
    """The item; one report with that of an earlier run which has its outlet and text under another id, and a drop
    when it has no id of its own."""
    if isinstance(item, Drop):
        return item
    if item.id in before:  # what it is one with was settled when it first came
        return item if before[item.id].page == item.one else msgspec.structs.replace(item, page=before[item.id].page)
    other = texts.get(text_digest_of(item))
    if other is None:
        return item
    if not item.input_id.startswith(item.path):
        return msgspec.structs.replace(item, page=before[other].page)
    reason = f"The same report of the same outlet is in the store already, as {other}."
    return Drop(where=f"{item.path}: {item.input_id}", reason=reason, kind="duplicate")


def _spread(chain: Chain, options: ReadOptions, items: Iterable[Source]) -> Iterator[tuple[Source, Report | Drop]]:
    """Each item with the report made of it where stages run, or with its drop."""
    work = Work("read", stages.reported, stages.Piece, stages.Made, options, _where, _letters)
    pieces = (_piece(item) for item in items)
    for piece, result in chain.engine.map(work, pieces):
        item = piece.item or piece.page or piece.drop
        made = result if isinstance(result, Drop) else result.report or result.drop
        if item is not None and made is not None:  # one of the two is always there
            yield item, made


def _piece(item: Source) -> stages.Piece:
    if isinstance(item, Drop):
        return stages.Piece(drop=item)
    return stages.Piece(page=item) if isinstance(item, Page) else stages.Piece(item=item)


def _where(piece: stages.Piece) -> str:
    item = piece.item or piece.page or piece.drop
    return item.where if item is not None else ""


def _letters(piece: stages.Piece) -> int:
    if piece.page is not None:
        return len(piece.page.data)
    return len(piece.item.text) if piece.item is not None else 0

"""Reading: what the paths hold goes into the store, in batches; what does not become a report is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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
from tawatur.stores import Store, digest_of, text_digest_of

BATCH = 256  # items read between two commits


def take_in(chain: Chain, paths: Sequence[Path], options: ReadOptions, leave: Collection[Path] = ()) -> Taken:
    """Reads the paths into the store, and counts; what stands in `leave` (our own output) is no input. Raises
    `InputError` for a path that is not there."""
    counts = dict.fromkeys(("items", "read", "versions", "new"), 0)
    drops: list[Drop] = []
    notices: list[Notice] = []
    store = chain.store
    brought: set[str] = set()  # by this run: not what the store held before
    pages: dict[str, str] = {}  # the report that is held of each page
    with chain.timed("read"):
        spread = partial(_spread, chain, options)
        items = iter(stages.read(paths, options, chain.progress("read"), notices.append, spread, leave))
        while batch := list(islice(items, BATCH)):
            counts["items"] += len(batch)
            batch = _once(batch, store, brought)
            dropped = [item for item in batch if isinstance(item, Drop)]
            reports = [item for item in batch if isinstance(item, Report)]
            known = store.digests([report.id for report in reports])
            fresh = [r for r in reports if r.id not in known or known[r.id].read != digest_of(r)]
            brought.update(report.id for report in fresh if report.id not in known)
            pages |= _first_of_pages(store, {report.one for report in reports} - pages.keys())
            later = sum(pages.setdefault(report.one, report.id) != report.id for report in reports)
            counts["read"] += len(reports) - later
            counts["versions"] += later
            counts["new"] += len(fresh)
            drops += dropped
            notices += [_foreign(report) for report in reports if stages.foreign(report)]
            if fresh or dropped:
                with store.transaction():
                    store.put_reports(fresh)
                    store.put_drops(dropped)
    return Taken(**counts, drops=tuple(drops), notices=tuple(notices))


def _foreign(report: Report) -> Notice:
    """That a report is kept though little can be said of it."""
    said = f"{report.path}: {report.input_id} is in a language that tawatur does not know ({report.language})."
    return Notice(where=report.path, said=f"{said} It is kept; who said what in it is not found.", kind="language")


def _first_of_pages(store: Store, pages: Collection[str]) -> dict[str, str]:
    """The report that the store has of each of these pages, by page; of several versions the first one."""
    held = store.of_pages(pages)
    several = [id for ids in held.values() if len(ids) > 1 for id in ids]
    versions = sorted(store.reports(several), key=lambda report: report.version, reverse=True) if several else ()
    return {page: ids[0] for page, ids in held.items()} | {report.one: report.id for report in versions}


def _once(batch: Iterable[Report | Drop], store: Store, brought: Collection[str]) -> list[Report | Drop]:
    """The items; a report is one with that of an earlier run which has its outlet and text under another id, and a
    drop when it has no id of its own."""
    items = list(batch)
    reports = {item.id: item for item in items if isinstance(item, Report)}
    before = {id: held for id, held in store.digests(reports).items() if id not in brought}
    texts = {id: text_digest_of(report) for id, report in reports.items() if id not in before}
    others = {text: [id for id in ids if id not in brought] for text, ids in store.of_texts(texts.values()).items()}
    twins = store.digests([ids[-1] for ids in others.values() if ids])
    out: list[Report | Drop] = []
    for item in items:
        if isinstance(item, Drop):
            out.append(item)
            continue
        ids = others.get(texts.get(item.id, ""), [])
        if item.id in before:  # what it is one with was settled when it first came
            out.append(_on_page(item, before[item.id].page))
        elif not ids:
            out.append(item)
        elif not item.input_id.startswith(item.path):
            out.append(_on_page(item, twins[ids[-1]].page))
        else:
            reason = f"The same report of the same outlet is in the store already, as {ids[-1]}."
            out.append(Drop(where=f"{item.path}: {item.input_id}", reason=reason, kind="duplicate"))
    return out


def _on_page(report: Report, page: str) -> Report:
    return report if report.one == page else msgspec.structs.replace(report, page=page)


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

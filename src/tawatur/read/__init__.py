"""Bytes to reports: files and folders in, reports out, and a reason for every item that did not become one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from tawatur.keys import report_id
from tawatur.model import Drop, Report
from tawatur.press import rows_digest
from tawatur.progress import Progress, silent
from tawatur.read.html import item_of, ready
from tawatur.read.limits import LateError, late, within
from tawatur.read.options import Item, Notice, Page, ReadOptions
from tawatur.read.recurring import Lessons, applied, folded_lines, learned, lessons
from tawatur.read.reports import Desk, furnished
from tawatur.read.sources import files, read_file

__all__ = [
    "Item",
    "Lessons",
    "Making",
    "Notice",
    "Page",
    "ReadOptions",
    "Source",
    "applied",
    "folded_lines",
    "furnished",
    "learned",
    "lessons",
    "made",
    "opened",
    "read",
]

Source = Item | Page | Drop
Making = Callable[[Iterable[Source]], Iterable[tuple[Source, Report | Drop]]]
"""From items and pages, each with the report made of it or with its drop, in the order of the items."""


def _unheard(notice: Notice) -> None:
    """Tells nobody."""


def read(
    paths: Iterable[str | Path],
    options: ReadOptions = ReadOptions(),  # noqa: B008  # frozen
    progress: Progress = silent,
    tell: Callable[[Notice], None] = _unheard,
    make: Making | None = None,
    leave: Collection[Path] = (),
) -> Iterator[Report | Drop]:
    """The reports of files and folders, in sorted order, and a drop with its reason for every other item.

    `progress` hears bytes done and bytes in all; `tell` hears what a summary should mention though nothing was lost
    (a second report of one id); `make` may have the reports made elsewhere (`made` of each, in order). Raises
    `InputError`, before anything is read, for a path that does not exist. What a file holds never raises.
    """
    apart = {path.resolve() for path in leave}
    every = files([Path(path) for path in paths])
    if apart:
        every = [(path, size) for path, size in every if apart.isdisjoint({path.resolve(), *path.resolve().parents})]
    found = _items(every, options, progress)
    return _checked(make(found) if make else ((item, made(item, options)) for item in found), _Seen(tell), tell)


def _checked(
    every: Iterable[tuple[Source, Report | Drop]], seen: _Seen, tell: Callable[[Notice], None]
) -> Iterator[Report | Drop]:
    for item, report in every:
        if not isinstance(item, Drop) and item.doubt:
            tell(Notice(where=item.where, said=item.doubt, kind="digest"))
        yield seen.checked(report, item.where) if isinstance(report, Report) else report


def _further(progress: Progress, before: int, total: int, at: int) -> None:
    """Tells how far a run over several files is, from how far it is in one of them."""
    progress(before + at, total)


def _items(found: list[tuple[Path, int]], options: ReadOptions, progress: Progress) -> Iterator[Source]:
    total, done = sum(size for _, size in found), 0
    progress(0, total)
    for path, size in found:
        yield from read_file(path, options, partial(_further, progress, done, total))
        done += size
        progress(done, total)


def made(item: Source, options: ReadOptions) -> Report | Drop:
    """The report of an item or page. Whatever goes wrong with one costs that one only, and is told."""
    try:
        if isinstance(item, Page):
            ready()
        with within(options.settings.item_seconds):
            item = item_of(item, options) if isinstance(item, Page) else item
            return item if isinstance(item, Drop) else _desk(options).report(item)
    except LateError:
        return Drop(where=item.where, reason=late(options.settings), kind="slow")
    except Exception as error:
        return _failed(item, error)


def opened(item: Source, options: ReadOptions) -> Item | Drop:
    """The item of a page: its text and what it tells of itself; any other item as it stands. Never raises."""
    if not isinstance(item, Page):
        return item
    try:
        ready()
        with within(options.settings.item_seconds):
            return item_of(item, options)
    except LateError:
        return Drop(where=item.where, reason=late(options.settings), kind="slow")
    except Exception as error:
        return _failed(item, error)


def _failed(item: Source, error: Exception) -> Drop:
    return Drop(where=item.where, reason=f"Reading failed ({type(error).__name__}: {error}).", kind="failed")


def _desk(options: ReadOptions) -> Desk:
    """The desk for these options, set up once."""
    key = msgspec.json.encode(options) + rows_digest(options.press).encode()
    desk = _DESKS.get(key)
    if desk is None:
        _DESKS.clear()
        desk = _DESKS[key] = Desk(options)
    return desk


_DESKS: dict[bytes, Desk] = {}


class _Seen:
    """What has been read: to know the same report again, and two reports of one id apart."""

    def __init__(self, tell: Callable[[Notice], None]) -> None:
        self._tell = tell
        self._texts: dict[int, tuple[str, Report]] = {}  # outlet and text → where it was read first, and what was
        self._ids: dict[str, int] = {}
        self._pages: dict[str, str] = {}  # page → where it was read first

    def checked(self, report: Report, where: str) -> Report | Drop:
        """The report, with a number behind its input id when an earlier one bears the same; a drop when the same
        outlet's same text was read before, unless it has an id of its own: then it is one report with the first."""
        same = hash((report.outlet, report.text))
        place, first = self._texts.setdefault(same, (where, report))
        if first is not report:
            if report.input_id in (where, first.input_id):
                return Drop(where=where, reason=f"The same report was read before, from {place}.", kind="duplicate")
            report = msgspec.structs.replace(report, page=first.one)
        elif report.page:
            earlier = self._pages.setdefault(report.page, where)
            if earlier != where:
                said = f"{report.url} was read before with another text, from {earlier}: two versions of one report."
                self._tell(Notice(where=where, said=said, kind="revised"))
        count = self._ids[report.input_id] = self._ids.get(report.input_id, 0) + 1
        if count == 1:
            return report
        new = f"{report.input_id}#{count}"
        self._tell(
            Notice(where=where, said=f"Another report has the id {report.input_id}; this one is {new}.", kind="same-id")
        )
        again = report_id(report.outlet, report.url, new, report.text)
        return msgspec.structs.replace(report, id=again, input_id=new)

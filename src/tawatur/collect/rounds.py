"""One round: every feed is asked, then the pages they name that are new or may have changed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import NamedTuple

import msgspec

from tawatur.collect.addresses import origin
from tawatur.collect.archive import NOT_MODIFIED, Archive, archives, mended, visits
from tawatur.collect.feeds import FeedList, links
from tawatur.collect.fetching import Answer, RefusedError
from tawatur.collect.politeness import Guest, StoppedError
from tawatur.collect.visits import Visit, Visits
from tawatur.keys import digest
from tawatur.model import Drop, Noun
from tawatur.progress import Progress, silent
from tawatur.settings import Collecting, Reading

_HOUR, _DAY = 3600.0, 86400.0
_LISTEN = 0.2  # seconds between two looks at whether we are being stopped
_LASTING = ("status", "no-page", "redirect", "too-large", "coding")  # reasons that will be the same in an hour


class Round(Noun, frozen=True):
    """What a round asked for, and what became of it."""

    feeds: int = 0
    feeds_read: int = 0  # or not changed since they were
    pages: int = 0  # that the feeds name, each once; a feed whose entries are the reports is one, too
    captured: int = 0  # pages kept: new, or changed
    unchanged: int = 0  # pages asked again that are what they were
    waiting: int = 0  # pages seen a short while ago
    later: int = 0  # pages left for the next round
    dropped: dict[str, int] = msgspec.field(default_factory=dict)  # kind of reason → feeds, pages, entries
    drops: tuple[Drop, ...] = ()
    bare: int = 0  # entries that name no page; they are among the dropped
    seconds: float = 0.0

    @property
    def whole(self) -> bool:
        """Nothing vanished: every feed, page and entry is counted once."""
        had = self.feeds_read + self.captured + self.unchanged + self.waiting + self.later
        return self.feeds + self.pages + self.bare == had + sum(self.dropped.values())


class _Job(NamedTuple):
    """An address to ask."""

    url: str
    named_by: str
    page: bool  # else a feed
    before: Visit | None


class _Done(NamedTuple):
    """What came of it: an answer, a refusal, or nothing because it was left for later."""

    job: _Job
    answer: Answer | None = None
    refusal: RefusedError | None = None


def recovered(folder: Path, done: Collection[str]) -> list[Path]:
    """The files of captures whose names are not in `done`, made whole, their visits in the journal: what a round that
    was killed had kept and not told."""
    journal = Visits(folder)
    for path in archives(folder):
        if path.name in done:
            continue
        mended(path)
        with suppress(ValueError, OSError):  # somebody else's file: the reader tells what is wrong with it
            for visit in visits(path) if path.exists() else ():
                known = journal.get(visit.url)
                if known is None or known.at < visit.at:
                    again = known is not None and not visit.digest  # asked again, and it was what it was
                    journal.put(msgspec.structs.replace(known, at=visit.at) if known and again else visit)
    return [path for path in archives(folder) if path.name not in done]


def collected(
    feeds: FeedList, folder: Path, settings: Collecting, reading: Reading, progress: Progress = silent
) -> Round:
    """One round over all feeds; captures go into a new file in `folder`. Stops at an interrupt with all that was
    captured kept."""
    now = time.time()
    collecting = _Collecting(feeds, folder, settings, reading, now)
    try:
        named = collecting.feeds()
        collecting.pages(named, progress)
    finally:
        collecting.stop.set()
    return collecting.round(time.time() - now)


class _Collecting:
    """A round at work. Threads ask; this one alone writes."""

    def __init__(self, feeds: FeedList, folder: Path, settings: Collecting, reading: Reading, now: float) -> None:
        self._list, self._settings, self._reading, self._now = feeds, settings, reading, now
        self._archive = Archive(folder, now)
        self._outlets = {feed.url: feed.outlet for feed in feeds.feed}
        self._visits = Visits(folder, now - settings.forget_days * _DAY)
        self._told: SimpleQueue[Visit | _Done | None] = SimpleQueue()
        self.stop = Event()
        self._guest = Guest(feeds, self._visits, settings, self.stop, self._told.put)
        self._end = time.monotonic() + settings.round_seconds
        self._counts: Counter[str] = Counter()
        self._drops: list[Drop] = []

    def feeds(self) -> dict[str, str]:
        """Asks every feed: pages to the feeds that name them first."""
        named: dict[str, dict[str, str]] = {feed.url: {} for feed in self._list.feed}
        asked = [feed.url for feed in self._list.feed if feed.pages]
        for done in self._asked(_Job(url, url, False, self._visits.get(url)) for url in asked):
            named[done.job.url] = self._linked(done)
        out: dict[str, str] = {}
        for pages in named.values():  # in the order of the list, however the feeds came
            for page, feed in pages.items():
                out.setdefault(page, feed)
        return out

    def _linked(self, done: _Done) -> dict[str, str]:
        """The pages of one feed; what was wrong with it is told."""
        job, answer = done.job, done.answer
        if answer is None:
            self._drop(job.named_by, done.refusal)
            return {}
        if answer.status == NOT_MODIFIED and job.before is not None:
            self._visits.put(msgspec.structs.replace(job.before, at=answer.at))
            found = job.before.links
        else:
            try:
                found, bare = links(answer.body, answer.url, self._reading)
            except Exception as error:  # a feed that breaks its parser costs itself only
                self._drop(job.named_by, RefusedError("failed", f"The feed cannot be read ({type(error).__name__})."))
                return {}
            if not found and not bare:
                self._drop(job.named_by, RefusedError("empty-feed", "The feed holds no entries, or is cut short."))
                return {}
            for number in range(1, bare + 1):
                refusal = RefusedError("no-link", "The entry of the feed names no page.")
                self._drop(f"{job.named_by}:{number}", refusal)
            self._counts["bare"] += bare
            self._visits.put(_visit(job.url, answer, found))
        self._counts["feeds_read"] += 1
        return dict.fromkeys(found, job.named_by)

    def pages(self, named: dict[str, str], progress: Progress) -> None:
        """Asks for the pages that are due, and keeps what is new."""
        whole = {feed.url: feed.url for feed in self._list.feed if not feed.pages}
        every = [_Job(url, feed, url not in whole, self._visits.get(url)) for url, feed in (named | whole).items()]
        due = [job for job in every if not job.page or self._due(job.before)]
        self._counts["pages"] += len(every)
        self._counts["waiting"] += len(every) - len(due)
        progress(0, len(due))
        for number, done in enumerate(self._asked(due), 1):
            self._keep(done)
            progress(number, len(due))

    def _due(self, before: Visit | None) -> bool:
        return before is None or self._now - before.at >= self._settings.again_hours * _HOUR

    def _keep(self, done: _Done) -> None:
        job, answer, before = done.job, done.answer, done.job.before
        if done.refusal is not None:
            self._drop(job.url, done.refusal)
            if done.refusal.kind in _LASTING:
                again = msgspec.structs.replace(before, at=self._now) if before else Visit(url=job.url, at=self._now)
                self._visits.put(again)
        elif answer is None:
            self._counts["later"] += 1
        elif answer.status == NOT_MODIFIED and before is not None:
            self._same(before, answer, job.named_by)
        elif answer.status == NOT_MODIFIED:
            self._drop(job.url, RefusedError("status", "The server answers 304 to one who never had the page."))
        else:
            visit = _visit(job.url, answer)
            if before is not None and before.digest == visit.digest:
                self._same(msgspec.structs.replace(visit, captured=before.captured), answer, job.named_by)
            else:
                self._archive.put(job.url, answer, job.named_by, self._outlets.get(job.named_by, ""))
                self._counts["captured"] += 1
                self._visits.put(msgspec.structs.replace(visit, captured=answer.at))

    def _same(self, known: Visit, answer: Answer, named_by: str) -> None:
        """Keeps that a page is what it was."""
        self._archive.again(known, answer, named_by)
        self._visits.put(msgspec.structs.replace(known, at=answer.at))
        self._counts["unchanged"] += 1

    def _drop(self, where: str, refusal: RefusedError | None) -> None:
        kind, reason = (refusal.kind, refusal.reason) if refusal else ("later", "It was left for the next round.")
        self._drops.append(Drop(where=where, reason=reason, kind=kind))

    # ── threads ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _asked(self, jobs: Iterable[_Job]) -> Iterator[_Done]:
        """What came of each job, as it comes; jobs of one origin are asked in a row, origins side by side."""
        groups: dict[str, list[_Job]] = {}
        for job in jobs:
            groups.setdefault(origin(job.url), []).append(job)
        waiting: SimpleQueue[list[_Job]] = SimpleQueue()
        for group in groups.values():
            waiting.put(group)
        threads = [
            Thread(target=self._work, args=(waiting,), daemon=True, name=f"collect-{number}")
            for number in range(min(self._settings.hosts, len(groups)))
        ]
        for thread in threads:
            thread.start()
        working = len(threads)
        while working:
            try:
                told = self._told.get(timeout=_LISTEN)
            except Empty:
                continue
            if told is None:
                working -= 1
            elif isinstance(told, Visit):
                self._visits.put(told)
            else:
                yield told

    def _work(self, waiting: SimpleQueue[list[_Job]]) -> None:
        try:
            while True:
                for job in waiting.get_nowait():
                    self._told.put(self._one(job))
        except (Empty, StoppedError):
            pass
        finally:
            self._told.put(None)

    def _one(self, job: _Job) -> _Done:
        if job.page and (time.monotonic() > self._end or self._guest.full(job.url)):
            return _Done(job)
        try:
            return _Done(job, self._guest.ask(job.url, job.before.conditions() if job.before else (), page=job.page))
        except RefusedError as refusal:
            return _Done(job, refusal=refusal)
        except StoppedError:
            raise
        except Exception as error:
            said = f"Fetching failed ({type(error).__name__}: {error})."
            return _Done(job, refusal=RefusedError("failed", said))

    def round(self, seconds: float) -> Round:
        """The account."""
        return Round(
            feeds=sum(feed.pages for feed in self._list.feed),
            **{name: self._counts[name] for name in _COUNTED},
            dropped=dict(sorted(Counter(drop.kind for drop in self._drops).items())),
            drops=tuple(sorted(self._drops, key=lambda drop: (drop.where, drop.kind))),
            seconds=round(seconds, 3),
        )


_COUNTED = ("feeds_read", "pages", "captured", "unchanged", "waiting", "later", "bare")


def _visit(url: str, answer: Answer, found: tuple[str, ...] = ()) -> Visit:
    return Visit(
        url=url,
        at=answer.at,
        etag=answer.header("etag"),
        modified=answer.header("last-modified"),
        digest=digest(answer.body),
        links=found,
    )

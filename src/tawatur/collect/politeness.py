"""Asking as a guest does: what robots.txt forbids is not asked, one thing at a time, slowly, and again only later."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from threading import Event, Lock

from protego import Protego

from tawatur.collect.addresses import joined, origin
from tawatur.collect.feeds import FeedList
from tawatur.collect.fetching import PASSING, REDIRECTS, Answer, RefusedError, fetch
from tawatur.collect.visits import Visit, Visits
from tawatur.settings import Collecting

PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
_HOUR = 3600.0


class StoppedError(Exception):
    """The round is being stopped."""


class _Host:
    """One origin in this round."""

    def __init__(self) -> None:
        self.one_at_a_time, self.loading = Lock(), Lock()
        self.free = 0.0  # monotonic seconds from which it may be asked
        self.asked = 0  # pages
        self.failed = 0  # requests in a row that came to nothing
        self.rules: Protego | None = None
        self.closed = ""  # why nothing may be asked
        self.loaded = False


class Guest:
    """Asks for pages; shared by the threads of a round. `tell` hears visits that are no page's: of a robots.txt, or of
    a host that asked to be left alone."""

    def __init__(
        self, feeds: FeedList, visits: Visits, settings: Collecting, stop: Event, tell: Callable[[Visit], None]
    ) -> None:
        self._feeds, self._visits, self._settings, self._stop, self._tell = feeds, visits, settings, stop, tell
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    def ask(self, url: str, conditions: tuple[tuple[str, str], ...] = (), *, page: bool = True) -> Answer:
        """The answer 200 or 304 for an address, behind its redirects. Raises `RefusedError` when there is none."""
        seen = {url}
        for _ in range(self._settings.hops + 1):
            self._check_robots(url)
            answer = self._tried(url, conditions, PAGES if page else ())
            if answer.status in (200, 304):
                return answer
            if answer.status not in REDIRECTS or not answer.header("location"):
                raise RefusedError("status", f"The server answers {answer.status}.")
            url = joined(url, answer.header("location"))
            if not url:
                raise RefusedError("redirect", "The server leads to what is no address of a page.")
            if url in seen:
                raise RefusedError("redirect", f"The redirects go in a circle, over {url}.")
            seen.add(url)
        raise RefusedError("redirect", f"The page is behind more than {self._settings.hops} redirects.")

    def full(self, url: str) -> bool:
        """Whether the host of an address has given all the pages it is asked for in one round; counts this one."""
        host = self._host(url)
        slow = self._delay(host) > self._settings.delay_most_seconds
        with self._lock:
            host.asked += 1
            return host.asked > (1 if slow else self._settings.host_pages)

    # ── one host ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _host(self, url: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(origin(url), _Host())

    def _delay(self, host: _Host) -> float:
        """Seconds between two requests to a host: ours, or what its robots.txt asks for when that is longer."""
        asked = host.rules.crawl_delay(self._feeds.agent) if host.rules is not None else None
        return max(self._settings.delay_seconds, asked or 0.0)

    def _tried(self, url: str, conditions: tuple[tuple[str, str], ...], kinds: tuple[str, ...], cut: int = 0) -> Answer:
        """The answer of one address, tried again while the trouble may pass."""
        wait = self._settings.back_off_seconds
        for last in (*[False] * (self._settings.tries - 1), True):
            self._check_until(url)
            try:
                answer = self._once(url, conditions, kinds, cut)
            except RefusedError as error:
                if not error.passing or last:
                    raise
                pause = wait
            else:
                if answer.status not in PASSING:
                    return answer
                asked = _seconds(answer.header("retry-after"))
                if asked is not None and asked > self._settings.retry_after_most_seconds:
                    self._leave_alone(url, asked)
                if last:
                    raise RefusedError("busy", f"The server answers {answer.status}, again and again.", passing=True)
                pause = max(wait, asked or 0.0)
            self._sleep(pause)
            wait *= 2
        raise AssertionError("the last try returns or raises")

    def _once(self, url: str, conditions: tuple[tuple[str, str], ...], kinds: tuple[str, ...], cut: int) -> Answer:
        host = self._host(url)
        headers = (("User-Agent", self._feeds.agent), ("Accept", ACCEPT), *conditions)
        with host.one_at_a_time:
            self._sleep(host.free - time.monotonic())
            try:
                answer = fetch(url, headers, self._settings, self._feeds.allow, kinds, cut)
            except RefusedError as error:
                self._count_failure(url, host, error.passing)
                raise
            else:
                self._count_failure(url, host, answer.status in PASSING)
                return answer
            finally:
                host.free = time.monotonic() + min(self._delay(host), self._settings.delay_most_seconds)

    def _count_failure(self, url: str, host: _Host, failed: bool) -> None:
        """Leaves a host that fails again and again alone for the rest of the round."""
        host.failed = host.failed + 1 if failed else 0
        if host.failed >= self._settings.host_failures:
            host.closed = f"{origin(url)} failed {host.failed} times in a row and is left alone for this round."

    def _sleep(self, seconds: float) -> None:
        if self._stop.wait(max(seconds, 0.0)):
            raise StoppedError

    def _check_until(self, url: str) -> None:
        visit = self._visits.get(origin(url))
        if visit is not None and visit.until > time.time():
            raise RefusedError("busy", f"{origin(url)} asked to be left alone for a while.")

    def _leave_alone(self, url: str, seconds: float) -> None:
        now = time.time()
        self._tell(Visit(url=origin(url), at=now, until=now + seconds))
        host = self._host(url)
        host.closed = f"{origin(url)} asked to be left alone for {seconds:g} s."
        host.loaded = True
        raise RefusedError("busy", host.closed)

    # ── robots.txt ───────────────────────────────────────────────────────────────────────────────────────────────
    def _check_robots(self, url: str) -> None:
        host = self._host(url)
        with host.loading:
            if not host.loaded:
                self._load(url, host)
                host.loaded = True
        if host.closed:
            raise RefusedError("busy", host.closed)
        if host.rules is not None and not host.rules.can_fetch(url, self._feeds.agent):
            raise RefusedError("robots", f"The robots.txt of {origin(url)} asks us not to fetch it.")

    def _load(self, url: str, host: _Host) -> None:
        """Learns what a host allows: RFC 9309, with 429 taken for "unreachable" and not for "no rules"."""
        at = f"{origin(url)}/robots.txt"
        before = self._visits.get(at)
        now = time.time()
        text = before.text if before is not None else None
        if before is not None and text is not None and now - before.at < self._settings.robots_hours * _HOUR:
            host.rules = Protego.parse(text)
            return
        try:
            answer = self._robots(at, before)
        except RefusedError as error:
            if error.kind == "private":
                raise
            host.closed = host.closed or f"The robots.txt of {origin(url)} cannot be had: {error.reason}"
            return
        if answer.status == 200:
            text = answer.body.decode("utf-8", "replace")
        elif answer.status != 304:
            text = ""
        host.rules = Protego.parse(text or "")
        etag, modified = answer.header("etag"), answer.header("last-modified")
        if answer.status == 304 and before is not None:
            etag, modified = etag or before.etag, modified or before.modified
        self._tell(Visit(url=at, at=now, etag=etag, modified=modified, text=text or ""))

    def _robots(self, at: str, before: Visit | None) -> Answer:
        """The answer for a robots.txt behind its redirects; 4xx and redirects that lead nowhere count as "no rules"."""
        conditions = before.conditions() if before is not None else ()
        for _ in range(self._settings.hops + 1):
            answer = self._tried(at, conditions, (), self._settings.robots_bytes)
            if answer.status not in REDIRECTS:
                break
            at = joined(at, answer.header("location"))
            if not at:
                break
        return answer


def _seconds(retry_after: str) -> float | None:
    """What a Retry-After header asks for, in seconds from now."""
    if retry_after.strip().isdecimal():
        return float(retry_after.strip()[:9])
    try:
        return max(parsedate_to_datetime(retry_after).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

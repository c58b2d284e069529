"""Bounds of one item: the processor time it may take, and how much of a page may be a trap for its parsers."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tawatur.settings import Reading

_AGAIN = 0.5  # seconds after which one who swallowed the alarm is told again
_HOLDING = re.compile(r"<(/?)(?:div|section|article|main|ul|ol|dl|table|blockquote|center|form)\b", re.IGNORECASE)
_TAGS = re.compile(r"<[a-zA-Z]")
_LEAST = 20_000
_LONG = re.compile(rf"<[a-zA-Z][^<>]{{{_LEAST},}}")  # a tag that may hold thousands of attributes


class LateError(BaseException):
    """An item took longer than it may. No `Exception`: libraries catch those and go on."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """A block that may take so many seconds of processor time; beyond them `LateError` is raised in it.

    A watchdog of the process's own user time, so that a busy machine drops no page. It can only be kept in the main
    thread of a process, where reading runs, and on systems with such timers; elsewhere nothing is bounded. Inside
    another such block the outer one counts. A library's single call into C is bounded by sizes, not by this.
    """
    if not _watched() or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Deadline:
    """A time to be asked for, where an alarm would do harm."""

    def __init__(self, seconds: float) -> None:
        """So many seconds of processor time from now."""
        self._end = time.process_time() + seconds

    def check(self) -> None:
        """Raises `LateError` when the time is over."""
        self.left()

    def left(self) -> float:
        """Seconds that are left. Raises `LateError` when there are none."""
        left = self._end - time.process_time()
        if left <= 0:
            raise LateError
        return left


def _watched() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _late(_number: int, _frame: FrameType | None) -> None:
    raise LateError


def trap(html: str, settings: Reading) -> str:
    """Why a page must not be parsed, in one sentence; "" when it may. Linear time."""
    tags = html.count("<")
    depth = 0
    for match in _HOLDING.finditer(html) if tags > settings.page_depth else ():
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > settings.page_depth:
            return f"The tags of the page stand more than {settings.page_depth} deep."
    if tags > settings.page_tags and sum(1 for _ in _TAGS.finditer(html)) > settings.page_tags:
        return f"The page has more than {settings.page_tags:,} tags."
    if len(html) > _LEAST and any(long.group().count("=") > settings.page_attributes for long in _LONG.finditer(html)):
        return f"A tag of the page has more than {settings.page_attributes:,} attributes."
    return ""


def late(settings: Reading) -> str:
    """The reason of a drop that took too long."""
    return f"Reading it took longer than {settings.item_seconds:g} s."

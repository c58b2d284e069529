"""Works that fail in every way; at the top of a module, because workers import them by name."""

from __future__ import annotations

import os
import time
from datetime import datetime

from tawatur.engines import Work


def length(item: str, extra: int) -> int:
    """The length of an item and `extra`; some items raise, some kill the process, some sleep."""
    if item.endswith("raises"):
        raise ValueError("no such length\nsecond line")
    if item.endswith("kills"):
        os._exit(9)
    if item.endswith("sleeps"):
        time.sleep(60)
    return len(item) + extra


def long(item: str, extra: int) -> str:
    """A long answer: more than a pipe holds."""
    return item * 200


def where(item: str, extra: int) -> int:
    """The process it ran in."""
    return os.getpid()


def same(item: datetime, extra: int) -> datetime:
    """What it is given."""
    return item


def work(function: object = length, gives: object = int, weight: int = 40_000) -> Work[str, object]:
    """A work of short items that are said to be heavy, so that a few make a batch."""
    return Work("measuring", function, str, gives, 100, lambda item: item, lambda item: weight)  # type: ignore[arg-type]

"""Between the commands and a terminal: bars, times as people write them, files written whole, being stopped."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from tawatur.errors import TawaturError
from tawatur.interface import say
from tawatur.run import Watch, nobody

PLAIN = 10.0  # seconds between two plain lines of one stage


def seconds(_ctx: click.Context, _param: click.Parameter, written: str | None) -> float | None:
    """The seconds of a time as people write it (90s, 30m, 2h, 1d); a wrong call otherwise."""
    if written is None:
        return None
    match = re.fullmatch(r"(\d{1,6})([smhd])", written.strip())
    if match is None or not int(match[1]):
        raise click.BadParameter(f"{written!r} is no time: write 90s, 30m, 2h or 1d.")
    return float(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]]


@contextmanager
def watched(quiet: bool, language: str) -> Iterator[Watch]:
    """How far the run is: a bar for each stage on a terminal, plain lines otherwise, on standard error."""
    if quiet:
        yield nobody
    elif not sys.stderr.isatty():
        yield _plain(language)
    else:
        columns = (TextColumn("{task.description:>12}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bars:
            yield _bars(bars, language)


def _bars(bars: Progress, language: str) -> Watch:
    tasks: dict[str, TaskID] = {}

    def watch(stage: str, done: int, total: int) -> None:
        for other, task in tasks.items():
            if other != stage and not bars.tasks[task].finished:  # the next stage has begun: this one is done
                bars.update(task, total=bars.tasks[task].completed or 1, completed=bars.tasks[task].completed or 1)
        if stage not in tasks:
            tasks[stage] = bars.add_task(say(f"stage.{stage}", language), total=total or None)
        bars.update(tasks[stage], completed=done, total=total or None)

    return watch


def _plain(language: str) -> Watch:
    told: dict[str, float] = {}

    def watch(stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage in told and now - told[stage] < PLAIN:
            return
        told[stage] = now
        share = f" {100 * done // total} %" if done and total else ""
        click.echo(f"{say(f'stage.{stage}', language)}{share}", err=True)

    return watch


@contextmanager
def written(path: Path) -> Iterator[Callable[[Iterator[str]], None]]:
    """Writes lines to a file that is there whole or not at all."""
    draft = path.with_name(path.name + ".part")

    def write(lines: Iterator[str]) -> None:
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{line}\n" for line in lines)
        draft.replace(path)

    try:
        yield write
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise TawaturError(f"{path} cannot be written ({reason}): give another file.") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def terminable() -> Iterator[None]:
    """Being asked to end (SIGTERM) is taken like Ctrl-C: workers end, the store closes."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not the main thread (tests, a server): signals are not ours
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

"""Runs that are killed at random moments, and what they leave: for the tests a dozen, for `bench.kills` a hundred."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tawatur.stages import STAGE
from tawatur.stores import open_store
from tests import heap

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
STAGES = {*STAGE, "dossiers", "collect"}
# a shell lets what runs in the background ignore Ctrl-C: here it must not
CODE = "import signal; signal.signal(2, signal.default_int_handler); from tawatur.cli import main; main()"
# a heap so small would be traced whole again: here its later reports are put among the others all the same
ADDING = """import signal, sys; signal.signal(2, signal.default_int_handler); import tawatur
from tawatur.settings import Adding, Settings
settings = Settings(adding=Adding(least=1, stale=100.0, chunk=4))
tawatur.trace(sys.argv[1], sys.argv[2], sys.argv[3], workers=1, settings=settings)"""


class Killed(NamedTuple):
    """What became of a run that was to be killed."""

    signal: str
    after: float  # seconds
    reached: str  # the last stage it told of, "" when it had not begun
    ended: bool  # it was done before


def grown(path: Path, times: int) -> Path:
    """A file of the project's reports, each so many times under other outlets."""
    every = [
        line.replace('"id": "', f'"id": "{i}-', 1).replace('"outlet": "', f'"outlet": "{i} ', 1)
        for i in range(times)
        for line in heap.lines()
    ]
    return heap.written(path, *every, '{"id": "torn', every[0].replace('"id": "', '"id": "again-', 1))


def started(*given: str | Path, code: str = CODE) -> subprocess.Popen[str]:
    """A command (or other code) in a process group of its own, as a terminal starts it."""
    environment = {**os.environ, "LANG": "C", "LC_ALL": "", "PYTHONHASHSEED": "0"}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, given)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment,
    )


def whole(*given: str | Path, code: str = CODE) -> float:
    """The seconds of a run that nobody stops; it must succeed."""
    begun = time.monotonic()
    run = started(*given, code=code)
    said, errors = run.communicate(timeout=600)
    if run.returncode:
        raise AssertionError(f"{said}\n{errors}")
    return time.monotonic() - begun


def killed(
    rng: random.Random, most: float, signals: Sequence[signal.Signals], *given: str | Path, code: str = CODE
) -> Killed:
    """A run killed at a random moment of its first `most` seconds. Raises when it left an error of its own."""
    number, after = rng.choice(list(signals)), rng.uniform(0.0, most)
    run = started(*given, code=code)
    try:
        run.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, number)
    _, errors = run.communicate(timeout=60)
    progress = errors.partition("Traceback")[0]  # lines of code behind it may begin with the name of a stage
    told = [line.split()[0] for line in progress.splitlines() if line.split() and line.split()[0] in STAGES]
    if number != signal.SIGKILL and told and "Traceback" in errors:  # before, it is the interpreter's own start
        raise AssertionError(errors)
    return Killed(number.name, after, next(iter(told[-1:]), ""), run.returncode == 0)


def content(store: Path) -> list[str]:
    """All that a store holds but its marks, which hold digests of the source files."""
    with open_store(store) as opened:
        return [row for row in opened.dump() if not row.startswith('["marks"')]


def pages(folder: Path) -> dict[str, bytes]:
    """The files of a folder of dossiers."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

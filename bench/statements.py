"""The statements stage beside the naive floor, on the same reports, on one core, in one process.

`python -m bench.statements [COUNT [ROUNDS]]`: 3,000 reports drawn from both corpora, three rounds unless told. Both
take turns; what is timed is processor time, and of the rounds the median counts. The reports are read beforehand.
The floor is `../shared/tools/naive_attribution.py` as it is: its source is compiled once, its input and output stay
in memory, so that its time is that of its own patterns and its JSON lines.
"""

from __future__ import annotations

import io
import itertools
import json
import random
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from types import CodeType
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench import corpora
from tawatur.lang.pack import load
from tawatur.model import Report
from tawatur.read import ReadOptions, read
from tawatur.statements import statements

CORPORA = ("ant", "saudinewsnet")
SEED = 20261120
NAIVE = corpora.SHARED / "tools" / "naive_attribution.py"


class Pace(NamedTuple):
    """Median seconds of processor time over the same reports; `first` is our first round, every word of it new."""

    reports: int
    characters: int
    first: float
    ours: float
    naive: float

    @property
    def ratio(self) -> float:
        """How many times the naive floor's time the statements stage takes."""
        return self.ours / self.naive


def drawn(count: int, seed: int = SEED) -> list[Report]:
    """`count` reports drawn from both corpora together, read as a user's file is."""
    chosen = random.Random(seed).sample([line for name in CORPORA for line in corpora.lines(name)], count)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "drawn.jsonl"
        file.write_text("".join(chosen), encoding="utf-8")
        return [one for one in read([file], ReadOptions()) if isinstance(one, Report)]


def naive(program: CodeType, file: Path) -> None:
    """Runs the naive floor over a JSONL file, its output kept in memory."""
    given = sys.argv
    sys.argv = [str(NAIVE), str(file)]
    try:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # it leaves its input open
            exec(program, {"__name__": "__main__"})
    finally:
        sys.argv = given


def seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def pace(reports: Sequence[Report], rounds: int = 3) -> Pace:
    """Both over the same reports, in turns."""
    pack = load("ar")
    program = compile(NAIVE.read_text(encoding="utf-8"), str(NAIVE), "exec")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "reports.jsonl"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({"id": one.id, "text": one.text}, ensure_ascii=False) + "\n" for one in reports)
        statements(reports[0], pack)  # the pack's tables are made once a process
        ours, floor = [], []
        for _ in range(rounds):
            ours.append(seconds(lambda: [statements(report, pack) for report in reports]))
            floor.append(seconds(lambda: naive(program, file)))
    return Pace(len(reports), sum(len(one.text) for one in reports), ours[0], median(ours), median(floor))


def shown(console: Console, measured: Pace) -> None:
    """Prints both beside each other, and the ratio."""
    table = Table("", "seconds", "reports/s", "characters/s", title=f"statements of {measured.reports:,} reports")
    rows = (
        ("statements stage", measured.ours),
        ("its first round", measured.first),
        ("naive floor", measured.naive),
    )
    for name, taken in rows:
        paces = (f"{of / taken:,.0f}" for of in (measured.reports, measured.characters))
        table.add_row(name, f"{taken:.2f}", *paces)
    console.print(table)
    console.print(
        f"the statements stage takes {measured.ratio:.2f} times the naive floor's time "
        f"({measured.first / measured.naive:.2f} in its first round); the goal is 3"
    )


def main() -> None:
    """Draws the reports and prints the table."""
    count, rounds = (int(one) for one in itertools.chain(sys.argv[1:], ("3000", "3")[len(sys.argv) - 1 :]))
    shown(Console(), pace(drawn(count), rounds))


if __name__ == "__main__":
    main()

"""What adding one report costs in stores of 10,000, 40,000 and 100,000 reports.

`python -m bench.online [COUNT ...]`. Ten thousand real reports of one week and twenty held back, drawn once. The store
of 10,000 is a whole trace of them. Larger stores hold the same reports and further weeks of them, every word exchanged
for another as frequent (see `bench.scale`); these have gone through all stages but reading, statements and claims,
which an addition looks at in the stories it touches alone, and it touches those of the real week. The twenty are added
one by one to a copy of each store, each by a trace of its own from opening the file to closing it. Processor seconds,
pages of the file looked at, steps of SQLite's machine, rows written: medians, and their ratios.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import apsw
import msgspec
from rich.console import Console
from rich.table import Table

import tawatur
from bench import corpora, scale
from tawatur.engines import LocalEngine
from tawatur.run import nobody
from tawatur.run.adding import settle
from tawatur.run.chain import Chain, attribute, furnish, hear, share
from tawatur.settings import Adding, Settings
from tawatur.stores import open_store

ADDED = 20  # reports
SEED = 4


class Cost(NamedTuple):
    """What one addition cost."""

    seconds: float  # of the processor
    pages: int  # of the file, looked at in its cache or read
    steps: int  # of SQLite's machine
    changes: int  # rows written


def drawn(week: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """So many real reports of one week, and those held back."""
    items = [item for item in map(json.loads, corpora.lines()) if item["text"].strip()]
    items = random.Random(SEED).sample(items, min(week + ADDED, len(items)))
    return items[ADDED:], items[:ADDED]


def written(path: Path, items: list[dict[str, str]]) -> Path:
    """A file of these reports."""
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
    return path


def store(path: Path, week: list[dict[str, str]], count: int, small: Path | None) -> Path:
    """A store of so many reports; those beyond the week are added to a copy of the `small` one."""
    if small is None:
        tawatur.trace(written(path.with_suffix(".jsonl"), week), path)
        return path
    shutil.copy(small, path)
    with open_store(path, write=True) as kept, LocalEngine() as engine:
        chain = Chain(kept, engine, Settings(), nobody)
        real = list(kept.digests())
        more = ((f"r-{item['id']}-{at}", item, at) for item, at in scale.weeks(week, count) if at)
        kept.put_reports(scale.made(id, item["title"], item["text"], item, at) for id, item, at in more)
        furnish(chain)
        attribute(chain, real)
        share(chain)
        hear(chain, set(kept.stories_of(real).values()))
        settle(chain)
    return path


def added(path: Path, report: Path) -> Cost:
    """Adds one report, from opening the store to closing it."""
    steps = 0

    def told(event: dict[str, Any]) -> None:
        nonlocal steps
        steps += event["stmt_status"]["SQLITE_STMTSTATUS_VM_STEP"]

    settings = msgspec.structs.replace(Settings(), adding=Adding(least=0))
    start = time.process_time()
    with open_store(path, write=True) as kept:
        db = kept._db  # what SQLite counts is asked of its connection
        db.trace_v2(apsw.SQLITE_TRACE_PROFILE, told)
        before = db.total_changes()
        summary = tawatur.trace(report, kept, workers=1, settings=settings)
        held = db.cache_stats()
        changes = db.total_changes() - before
    if summary.road != "added" or not summary.whole:
        raise SystemExit(f"bench.online: {report} was not added ({summary.road})")
    return Cost(time.process_time() - start, held["hits"] + held["misses"], steps, changes)


def measured(path: Path, held_back: Path) -> dict[str, Any]:
    """The cost of the first addition, which learns, and of each further one, in this process."""
    reports = sorted(held_back.glob("*.jsonl"))
    first = added(path, reports[0])
    costs = [added(path, report) for report in reports[1:]]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"first": first.seconds, "costs": costs, "peak": peak}


def main() -> None:
    """Builds the stores, measures each in a process of its own, prints one table and the ratios."""
    if len(sys.argv) > 3 and sys.argv[1] == "--alone":
        print(json.dumps(measured(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    counts = sorted(int(argument) for argument in sys.argv[1:]) or [10_000, 40_000, 100_000]
    console = Console()
    table = Table(
        "reports", "seconds", "mean", "pages", "steps", "rows written", "first s", "file MB", title="one added"
    )
    rows: list[Cost] = []
    with TemporaryDirectory(dir=Path.cwd() / "out" if (Path.cwd() / "out").is_dir() else None) as name:
        root = Path(name)
        week, held_back = drawn(counts[0])
        (root / "added").mkdir()
        for number, item in enumerate(held_back):
            written(root / "added" / f"{number:02}.jsonl", [item])
        small = None
        for count in counts:
            path = store(root / f"{count}.db", week, count, small)
            small = small or shutil.copy(path, root / "small.db")
            command = [sys.executable, "-m", "bench.online", "--alone", str(path), str(root / "added")]
            found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            costs = [Cost(*cost) for cost in found["costs"]]
            rows.append(Cost(*(median(column) for column in zip(*costs, strict=True))))
            mean = sum(cost.seconds for cost in costs) / len(costs)
            shown = (f"{rows[-1].seconds:.3f}", f"{mean:.3f}", *(f"{figure:,.0f}" for figure in rows[-1][1:]))
            table.add_row(f"{count:,}", *shown, f"{found['first']:.1f}", f"{path.stat().st_size / 1e6:,.0f}")
    console.print(table)
    for name, small_cost, large_cost in zip(Cost._fields, rows[0], rows[-1], strict=True):
        console.print(f"{counts[0]:,} to {counts[-1]:,}: {name} {large_cost / max(1e-9, small_cost):.2f} times")


if __name__ == "__main__":
    main()

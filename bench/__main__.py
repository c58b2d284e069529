"""Times every stage of the trace beside the yardstick, on two sizes of one corpus, and prints the growth; then the
statements stage beside the naive floor.

`python -m bench [COUNT ...]`: numbers of reports, 3,200 and all 12,824 unless told.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from rich.console import Console
from rich.table import Table

from bench import claims, corpora, statements, yardstick

TRACE = "import sys, json, tawatur; print(json.dumps(tawatur.trace([sys.argv[1]], store=sys.argv[2]).seconds))"
MEGABYTE = 1e6


def resident(process: psutil.Process) -> int:
    """Bytes a process and its children hold, pages they share counted once (proportional set size)."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_full_info().pss
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue  # it ended between the listing and the look
    return total


def traced(reports: Path, folder: Path) -> tuple[dict[str, float], float, int]:
    """Seconds per stage, seconds in all, and peak bytes of one whole trace in its own process."""
    start = time.perf_counter()
    command = [sys.executable, "-c", TRACE, str(reports), str(folder / f"{reports.stem}.db")]
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        watched = psutil.Process(child.pid)
        while child.poll() is None:
            try:
                peak = max(peak, resident(watched))
            except psutil.NoSuchProcess:
                break
            time.sleep(0.25)
        output = child.stdout.read() if child.stdout else ""
    if child.returncode:
        raise SystemExit(f"bench: the trace of {reports} failed")
    return json.loads(output), time.perf_counter() - start, peak


def main() -> None:
    """Prints one table a size, the growth from the smallest to the largest, and the statements stage by itself."""
    counts = [int(argument) for argument in sys.argv[1:]] or [3200, 12824]
    console = Console()
    growth: list[tuple[int, float]] = []
    with TemporaryDirectory() as name:
        for count in counts:
            reports = corpora.written(Path(name) / f"{count}.jsonl", count)
            texts = corpora.texts(reports)
            size = reports.stat().st_size / MEGABYTE
            compiled, interpreted = yardstick.compiled(texts), yardstick.interpreted(texts)
            seconds, total, peak = traced(reports, Path(name))
            table = Table("stage", "seconds", "reports/s", "MB/s", title=f"{len(texts):,} reports, {size:.0f} MB")
            for stage, taken in (*seconds.items(), ("whole trace", total)):
                pace = (f"{len(texts) / taken:,.0f}", f"{size / taken:.2f}") if taken else ("", "")
                table.add_row(stage, f"{taken:.1f}", *pace)
            console.print(table)
            console.print(
                f"peak memory {peak / MEGABYTE:,.0f} MB; yardstick {interpreted:.1f} s with Snowball in Python, "
                f"{compiled:.1f} s compiled; trace / yardstick {total / interpreted:.2f} and {total / compiled:.1f}"
            )
            growth.append((len(texts), total))
    (small, least), (large, most) = growth[0], growth[-1]
    if large > small:
        console.print(f"{large / small:.2f} times the reports took {most / least:.2f} times the time")
    statements.shown(console, statements.pace(statements.drawn(3000)))
    claims.main()


if __name__ == "__main__":
    main()

"""A trace killed a hundred times at random moments, and run again: nothing lost, nothing doubled.

`python -m bench.kills [COUNT [SEED]]`. Every second store is one that was traced already, and killed while later
reports are put among its own. After every few kills the run is left to its end, and store and dossiers must be those
of a run that nobody stopped. Exits with 1 when they are not.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tests import killing

LIVES = 5  # kills before a run is left to its end
TIMES = 6  # how often the reports of the corpus stand in the heap


def main() -> int:
    """Kills, compares, prints where the kills struck."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    begun = time.monotonic()
    struck: Counter[tuple[str, str]] = Counter()
    ended = wrong = rounds = 0
    with TemporaryDirectory() as name:
        root = Path(name)
        heap = killing.grown(root / "heap.jsonl", TIMES)
        lines = heap.read_text(encoding="utf-8").splitlines(keepends=True)
        rng.shuffle(lines)
        first, later = root / "first.jsonl", root / "later.jsonl"
        first.write_text("".join(lines[: len(lines) // 2]), encoding="utf-8")
        later.write_text("".join(lines[len(lines) // 2 :]), encoding="utf-8")

        def command(folder: Path) -> tuple[str | Path, ...]:
            return ("trace", heap, "--store", folder / "news.db", "--dossiers", folder / "dossiers", "--workers", "2")

        def addition(folder: Path) -> tuple[str | Path, ...]:
            return (later, folder / "news.db", folder / "dossiers")

        before = root / "before"
        killing.whole(first, before / "news.db", before / "dossiers", code=killing.ADDING)
        shutil.copytree(before, root / "added")
        ways = (
            (command, killing.CODE, root / "untouched", killing.whole(*command(root / "untouched"))),
            (addition, killing.ADDING, root / "added", killing.whole(*addition(root / "added"), code=killing.ADDING)),
        )
        kills = 0
        while kills < count:
            folder = root / str(rounds)
            way, code, untouched, took = ways[rounds % 2]
            if code == killing.ADDING:
                shutil.copytree(before, folder)
            for _ in range(LIVES):
                one = killing.killed(rng, took, killing.SIGNALS, *way(folder), code=code)
                if one.ended:  # it was done before: that was no kill
                    ended += 1
                    break
                kills += 1
                struck[one.signal, one.reached or ("adding" if code == killing.ADDING else "start")] += 1
            killing.whole(*way(folder), code=code)
            same = killing.content(folder / "news.db") == killing.content(untouched / "news.db")
            same = same and killing.pages(folder / "dossiers") == killing.pages(untouched / "dossiers")
            wrong += not same
            rounds += 1
    stages = sorted({stage for _, stage in struck})
    table = Table("killed while", *(number.name for number in killing.SIGNALS), title=f"{kills} kills, {rounds} stores")
    for stage in stages:
        table.add_row(stage, *(str(struck[number.name, stage]) for number in killing.SIGNALS))
    console = Console()
    console.print(table)
    console.print(
        f"runs that nobody stops take {ways[0][3]:.1f} and {ways[1][3]:.1f} s; {ended} ended before their kill; "
        f"{time.monotonic() - begun:.0f} s in all; {wrong} of {rounds} stores differ from the untouched one"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

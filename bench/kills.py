"""A trace killed a hundred times at random moments, and run again: nothing lost, nothing doubled.

`python -m bench.kills [COUNT [SEED]]`. After every few kills the run is left to its end, and store and dossiers must be
those of a run that nobody stopped. Exits with 1 when they are not.
"""

from __future__ import annotations

import random
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

        def command(folder: Path) -> tuple[str | Path, ...]:
            return ("trace", heap, "--store", folder / "news.db", "--dossiers", folder / "dossiers", "--workers", "2")

        took = killing.whole(*command(root / "untouched"))
        kills = 0
        while kills < count:
            folder = root / str(rounds)
            for _ in range(LIVES):
                one = killing.killed(rng, took, killing.SIGNALS, *command(folder))
                if one.ended:  # it was done before: that was no kill
                    ended += 1
                    break
                kills += 1
                struck[one.signal, one.reached or "start"] += 1
            killing.whole(*command(folder))
            same = killing.content(folder / "news.db") == killing.content(root / "untouched" / "news.db")
            same = same and killing.pages(folder / "dossiers") == killing.pages(root / "untouched" / "dossiers")
            wrong += not same
            rounds += 1
    stages = sorted({stage for _, stage in struck})
    table = Table("killed while", *(number.name for number in killing.SIGNALS), title=f"{kills} kills, {rounds} stores")
    for stage in stages:
        table.add_row(stage, *(str(struck[number.name, stage]) for number in killing.SIGNALS))
    console = Console()
    console.print(table)
    console.print(
        f"a run that nobody stops takes {took:.1f} s; {ended} ended before their kill; "
        f"{time.monotonic() - begun:.0f} s in all; {wrong} of {rounds} stores differ from the untouched one"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

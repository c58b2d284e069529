"""Damaged files of every kind, a hundred thousand of them: no crash, no hang, no memory beyond a bound, nothing lost.

`python -m bench.damage [COUNT [SEED]]`. Each input is a small file of one of the kinds that can be read, cut, swapped,
flipped, spliced. Exits with 1 when one raises, gives nothing, takes longer than the limit, or when memory grows beyond
its bound; the seed of such an input is printed, so that it can be made again.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from rich.console import Console
from rich.table import Table

from tawatur.model import Drop
from tawatur.read import read
from tests.broken.specimens import damaged, specimens

LIMIT = 10.0  # seconds of processor time for one input
MEMORY = 600.0  # megabytes of the whole process at its peak


class HangError(Exception):
    """An input took longer than the limit."""


def hang(_number: int, _frame: FrameType | None) -> None:
    """Ends what takes too long."""
    raise HangError


def main() -> int:
    """Reads the damaged inputs; prints one table of what they gave."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    signal.signal(signal.SIGPROF, hang)
    whole = list(specimens().items())
    given: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    slowest, wrong = (0.0, ""), []
    begun = time.process_time()
    with TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            name, data = whole[seed % len(whole)]
            path = Path(folder) / name
            path.write_bytes(damaged(data, random.Random(seed)))
            start = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, LIMIT)
            try:
                out = list(read([path]))
            except Exception as error:
                wrong.append(f"{seed} {name}: {type(error).__name__}: {error}")
                continue
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            slowest = max(slowest, (time.process_time() - start, f"{seed} {name}"))
            drops = [item for item in out if isinstance(item, Drop)]
            given["items"] += len(out)
            given["reports"] += len(out) - len(drops)
            kinds.update(drop.kind for drop in drops)
            wrong += [f"{seed} {name}: {drop.reason}" for drop in drops if drop.kind == "failed"]
            if not out:
                wrong.append(f"{seed} {name}: gave nothing")
    taken = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    console = Console()
    table = Table("of damaged inputs", "", title=f"{count:,} damaged inputs of {len(whole)} kinds")
    table.add_row("items in", f"{given['items']:,}")
    table.add_row("reports", f"{given['reports']:,}")
    for kind, many in kinds.most_common():
        table.add_row(f"dropped: {kind}", f"{many:,}")
    table.add_row("reports + dropped", f"{given['reports'] + sum(kinds.values()):,}")
    table.add_row("wrong", f"{len(wrong):,}")
    console.print(table)
    console.print(f"{taken:.0f} s of processor time, {count / taken:,.0f} inputs/s")
    console.print(f"slowest {slowest[0]:.2f} s ({slowest[1]})")
    console.print(f"peak memory {memory:,.0f} MB (bound {MEMORY:,.0f})")
    for line in wrong[:20]:
        console.print(line)
    return int(bool(wrong) or memory > MEMORY)


if __name__ == "__main__":
    sys.exit(main())

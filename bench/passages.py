"""Shared text, found by tawatur and by two near-duplicate finders, over the same reports in one run.

`python -m bench.passages [COUNT]`: recall over the labelled pairs (copies, and partial reuse), pairs the labels call
told in own words that were taken for reuse, seconds of processor time, and what memory grew by. Each finder gets the
texts and gives pairs; the rivals get the same folded words in runs of four.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory

import psutil
from rich.console import Console
from rich.table import Table

from bench import corpora
from tawatur.model import Block, Report, Span
from tawatur.passages import reuses
from tawatur.settings import Passages
from tawatur.text.words import words

SHARE = 0.2  # of either report: what the labels count as reuse
PERMUTATIONS = 128
Pairs = set[tuple[str, str]]


def ours(texts: dict[str, str]) -> Pairs:
    """Pairs with passages, by tawatur."""
    reports = [
        Report(id=name, input_id=name, path="", text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
        for name, text in texts.items()
    ]
    return {(r.a, r.b) for r in reuses(reports, {}, Passages()) if max(r.a_share, r.b_share) >= SHARE}


def runs(text: str) -> list[str]:
    """Runs of four folded words, for the rivals."""
    keys = [word.key for word in words(text)]
    return [" ".join(keys[i : i + 4]) for i in range(max(1, len(keys) - 3))]


def by_datasketch(texts: dict[str, str], bands: int) -> Pairs:
    """Pairs that datasketch's MinHashLSH gives with so many bands."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(bands, PERMUTATIONS // bands))
    found: Pairs = set()
    for name, text in texts.items():
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([run.encode() for run in runs(text)])
        found |= {(min(name, other), max(name, other)) for other in index.query(sketch)}
        index.insert(name, sketch)
    return found


def by_rensa(texts: dict[str, str], bands: int, threshold: float) -> Pairs:
    """Pairs that rensa's RMinHashLSH gives with so many bands, at a Jaccard threshold."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
    names = list(texts)
    found: Pairs = set()
    for number, name in enumerate(names):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(runs(texts[name]))
        found |= {(min(name, names[other]), max(name, names[other])) for other in index.query(sketch)}
        index.insert(number, sketch)
    return found


FINDERS: dict[str, Callable[[dict[str, str]], Pairs]] = {
    "tawatur": ours,
    # 32 bands of 4 find half of the pairs at Jaccard .42, 64 of 2 at .10: near-duplicates, and all they can find
    "rensa, 32 bands": lambda texts: by_rensa(texts, 32, 0.5),
    "rensa, 64 bands": lambda texts: by_rensa(texts, 64, 0.1),
    "datasketch, 32 bands": lambda texts: by_datasketch(texts, 32),
    "datasketch, 64 bands": lambda texts: by_datasketch(texts, 64),
}


def scored(pairs: Pairs) -> dict[str, float]:
    """Recall over labelled copies and partial reuse, and how many pairs told in own words were taken for reuse."""
    hits = {"copy": [0, 0], "partial": [0, 0], "own": [0, 0]}
    for line in (corpora.SHARED / "gold/stories/snn-dev.labels.jsonl").read_text(encoding="utf-8").splitlines():
        pool = json.loads(line)
        for name, label in pool["labels"].items():
            if label["reuse"] is not None:
                hits[label["reuse"]][0] += (min(name, pool["seed"]), max(name, pool["seed"])) in pairs
                hits[label["reuse"]][1] += 1
    return {
        "copies": hits["copy"][0] / hits["copy"][1],
        "partial": hits["partial"][0] / hits["partial"][1],
        "own": hits["own"][0],
    }


def alone(finder: str, count: int | None) -> None:
    """One finder in this process; prints its row as JSON."""
    with TemporaryDirectory() as folder:
        file = corpora.written(corpora.Path(folder) / "reports.jsonl", count)
        with file.open(encoding="utf-8") as opened:
            texts = {item["id"]: f"{item['title']}\n\n{item['text']}" for item in map(json.loads, opened)}
    process = psutil.Process()
    before, start = process.memory_info().rss, time.process_time()
    pairs = FINDERS[finder](texts)
    seconds = time.process_time() - start
    print(
        json.dumps(
            {**scored(pairs), "pairs": len(pairs), "seconds": seconds, "bytes": process.memory_info().rss - before}
        )
    )


def main() -> None:
    """Runs every finder in a process of its own and prints one table."""
    if len(sys.argv) > 2:
        return alone(sys.argv[1], int(sys.argv[2]) or None)
    count = sys.argv[1] if len(sys.argv) > 1 else "0"
    table = Table("finder", "copies found", "partial found", "own words taken", "pairs", "seconds", "MB")
    for finder in FINDERS:
        made = subprocess.run(
            [sys.executable, "-m", "bench.passages", finder, count], capture_output=True, text=True, check=True
        )
        row = json.loads(made.stdout)
        table.add_row(
            finder,
            f"{row['copies']:.3f}",
            f"{row['partial']:.3f}",
            str(row["own"]),
            f"{row['pairs']:,}",
            f"{row['seconds']:.1f}",
            f"{row['bytes'] / 1e6:,.0f}",
        )
    Console().print(table)
    return None


if __name__ == "__main__":
    main()

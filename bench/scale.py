"""How passages, stories and lineage grow with the heap.

`python -m bench.scale [COUNT ...]`: 3,000, 12,000 and 48,000 reports unless told. The first 12,824 are real. Further
weeks are the same reports seven days later each, with every word exchanged for another as frequent (names for names of
that standing, figures for figures), by one exchange a week: what was copied inside the week is still copied, an event
still has its reports, and no week repeats another. Processor seconds and peak memory,
each size in its own process.
"""

from __future__ import annotations

import gc
import json
import math
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from rich.console import Console
from rich.table import Table

from bench import corpora
from tawatur.lineage import derivations
from tawatur.model import Block, Credit, Instant, Report, Span
from tawatur.passages import reuses
from tawatur.settings import Settings
from tawatur.stories import stories

WORD = re.compile(r"\w+")
WEEK = timedelta(days=7)


def exchange(names: list[str], week: int) -> dict[str, str]:
    """For every word another one of about the same frequency, one exchange a week.

    The frequent ones too: a report and its double of another week would else share the little words in their order,
    which no two real reports do.
    """
    rng = random.Random(week)
    out: dict[str, str] = {}
    for first in range(0, len(names), 64):
        band = names[first : first + 64]
        out |= zip(band, rng.sample(band, len(band)), strict=True)
    return out


def reports(count: int) -> Iterator[Report]:
    """So many reports, the real ones first."""
    items = [json.loads(line) for line in corpora.lines()]
    items = [item for item in items if item["text"].strip()]
    had = Counter(word for item in items for word in set(WORD.findall(f"{item['title']} {item['text']}")))
    known = sorted(had, key=lambda word: (-had[word], word))
    table: dict[str, str] = {}

    def exchanged(match: re.Match[str]) -> str:
        return table.get(match.group(), match.group())

    for number in range(count):
        week, index = divmod(number, len(items))
        item = items[index]
        title, text = item["title"], item["text"]
        if week:
            table = exchange(known, week) if index == 0 else table
            title, text = WORD.sub(exchanged, title), WORD.sub(exchanged, text)
        yield made(f"{item['id']}-{week}", title, text, item, week)


def made(name: str, title: str, text: str, item: dict[str, str], week: int) -> Report:
    """One report as reading would make it, but for the furniture."""
    whole = f"{title}\n\n{text}"
    at = datetime.fromisoformat(item["extracted"]) + week * WEEK
    agency = item["author"].strip()
    credits = (Credit(name=agency, source=f"agency:{agency}", place="byline"),) if 1 < len(agency) < 9 else ()
    return Report(
        id=name,
        input_id=name,
        path="",
        text=whole,
        title=Span(0, len(title)),
        outlet=f"outlet:{item['outlet']}",
        author=item["author"],
        credits=credits,
        captured=Instant(at=at),
        blocks=(
            Block(kind="title", span=Span(0, len(title))),
            Block(kind="paragraph", span=Span(len(title) + 2, len(whole))),
        ),
    )


def alone(count: int) -> None:
    """One size in this process; prints its figures as JSON."""
    settings = Settings()
    heap = list(reports(count))
    gc.freeze()  # the collector would go through the heap again and again, which is not what is measured
    row: dict[str, float] = {"held": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}
    clock = time.process_time()

    def lap(stage: str) -> None:
        nonlocal clock
        row[stage], clock = time.process_time() - clock, time.process_time()
        row[f"{stage} bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

    shared = reuses(heap, {}, settings.passages)
    lap("passages")
    told = stories(heap, shared, settings.stories)
    lap("stories")
    traced = derivations(heap, shared, {}, settings.lineage)
    lap("lineage")
    print(json.dumps({**row, "reports": len(heap), "pairs": len(shared), "found": len(told), "traced": len(traced)}))


def main() -> None:
    """Runs every size in a process of its own; prints one table and the exponents."""
    if len(sys.argv) > 2 and sys.argv[1] == "--alone":
        return alone(int(sys.argv[2]))
    rows = []
    for count in [int(argument) for argument in sys.argv[1:]] or [3000, 12000, 48000]:
        command = [sys.executable, "-m", "bench.scale", "--alone", str(count)]
        rows.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    table = Table(
        "reports", "pairs", "stories", "derivations", "passages s", "stories s", "lineage s", "peak MB", "held MB"
    )
    for row in rows:
        table.add_row(
            f"{row['reports']:,}",
            f"{row['pairs']:,}",
            f"{row['found']:,}",
            f"{row['traced']:,}",
            *(f"{row[stage]:.1f}" for stage in ("passages", "stories", "lineage")),
            f"{row['lineage bytes'] / 1e6:,.0f}",
            f"{row['held'] / 1e6:,.0f}",
        )
    console = Console()
    console.print(table)
    for small, large in pairwise(rows):
        growth = large["reports"] / small["reports"]
        for stage in ("passages", "stories", "lineage"):
            times = large[stage] / small[stage]
            console.print(
                f"{small['reports']:,} to {large['reports']:,}: {stage} {times:.2f} times for {growth:.2f} times the "
                f"reports, exponent {math.log(times) / math.log(growth):.2f}"
            )
    return None


if __name__ == "__main__":
    main()

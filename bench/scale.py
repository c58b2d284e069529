"""How passages, stories and lineage grow with the heap.

`python -m bench.scale [COUNT ...]`: 3,000, 12,000 and 48,000 reports unless told; `python -m bench.scale crowd [COUNT
...]`: 200, 800 and 3,200 reports of one event, put together from the sentences of the most told real one. Pairs that
share text are counted for each report too: what passages and lineage cost follows them, and a smaller heap is a thinner
one.

The first 12,824 are real and stand in the order they were seen in. A smaller heap takes whole events of that week,
drawn at random: all reports that share text with each other, directly or through others, or none of them; a window of
time would cut copies off from what they copy and hold fewer pairs for each report. What it costs is the mean over all
heaps of its size that the week can be parted into. Further weeks are the same reports seven days later each, with every
word exchanged for another as frequent (names for names of that standing, figures for figures), by one exchange a week:
what was copied inside the week is still copied, an event still has its reports, and no week repeats another. Processor
seconds and peak memory, each size in its own process.
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
from itertools import combinations, pairwise

from rich.console import Console
from rich.table import Table
from scipy.cluster.hierarchy import DisjointSet

from bench import corpora
from tawatur.lineage import derivations
from tawatur.model import Block, Credit, Instant, Report, Span
from tawatur.passages import reuses
from tawatur.settings import Settings
from tawatur.stories import stories

WORD = re.compile(r"\w+")
WEEK = timedelta(days=7)
NOON = datetime(2015, 7, 24, 12)
WEEKLY = 12824  # real reports
MANY = 60  # titles that a word may stand in and still be an event's own


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


def reports(count: int, after: int = 0) -> Iterator[Report]:
    """So many reports in the order they were seen in, the real ones first; of a smaller heap the one that begins
    `after` so many reports of the week's events in their drawn order."""
    items = real()
    if count < WEEKLY:
        command = [sys.executable, "-m", "bench.scale", "--events"]  # apart: its memory is not the heap's
        drawn = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        chosen = set(drawn[after : after + count])
        items = [item for number, item in enumerate(items) if number in chosen]
    for number, (item, week) in enumerate(weeks(items, count)):
        yield made(f"{items[number % len(items)]['id']}-{week}", item["title"], item["text"], item, week)


def real() -> list[dict[str, str]]:
    """The real reports in the order they were seen in."""
    items = [json.loads(line) for line in corpora.lines()]
    return sorted((item for item in items if item["text"].strip()), key=lambda item: item["extracted"])


def events(items: list[dict[str, str]]) -> list[list[int]]:
    """The numbers of the reports that share text with each other, directly or through others, in a drawn order."""
    heap = [made(str(number), item["title"], item["text"], item, 0) for number, item in enumerate(items)]
    together = DisjointSet(range(len(items)))
    for shared in reuses(heap, {}, Settings().passages):
        together.merge(int(shared.a), int(shared.b))
    groups = sorted(sorted(group) for group in together.subsets())
    random.Random(len(items)).shuffle(groups)
    return groups


def weeks(items: list[dict[str, str]], count: int) -> Iterator[tuple[dict[str, str], int]]:
    """So many items with the week each is in: the given ones, and the same with their words exchanged, week by week."""
    had = Counter(word for item in items for word in set(WORD.findall(f"{item['title']} {item['text']}")))
    known = sorted(had, key=lambda word: (-had[word], word))
    table: dict[str, str] = {}

    def exchanged(match: re.Match[str]) -> str:
        return table.get(match.group(), match.group())

    for number in range(count):
        week, index = divmod(number, len(items))
        item = items[index]
        if week:
            table = exchange(known, week) if index == 0 else table
            item = {**item, "title": WORD.sub(exchanged, item["title"]), "text": WORD.sub(exchanged, item["text"])}
        yield item, week


def crowd(count: int) -> Iterator[Report]:
    """So many reports of one event in one day, by as many outlets as there are hundreds and thirty more.

    The sentences are those of the real reports in whose titles those two words stand that stand together most often.
    A fifth of the reports copy an earlier one but for a sentence; the others begin as one of the first nine and take
    eight sentences in any order.
    """
    titled = [(sorted(set(WORD.findall(item["title"]))), item) for item in map(json.loads, corpora.lines())]
    had = Counter(word for words, _ in titled for word in words)
    pairs = Counter(p for words, _ in titled for p in combinations([w for w in words if had[w] <= MANY], 2))
    pair = max(pairs, key=lambda pair: (pairs[pair], pair))
    told = [item for words, item in titled if set(pair) <= set(words)]
    sentences = [s.strip() for item in told for s in re.split(r"[.\n]", item["text"]) if 60 <= len(s) <= 400]
    leads = [item["text"].strip()[:400] for item in told[:9]]
    rng = random.Random(count)
    before: list[list[str]] = []
    for number in range(count):
        if before and rng.random() < 0.2:
            taken = list(rng.choice(before))
            taken[rng.randrange(1, len(taken))] = rng.choice(sentences)
        else:
            taken = [rng.choice(leads), *rng.sample(sentences, 8)]
        before.append(taken)
        item = {
            "outlet": f"o{rng.randrange(30 + count // 100)}",
            "extracted": (NOON + timedelta(minutes=rng.randrange(1440))).isoformat(),
            "author": "",
        }
        yield made(f"crowd-{number}", rng.choice(told)["title"], ". ".join(taken), item, 0)


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


def alone(count: int, kind: str, after: int) -> None:
    """One size in this process; prints its figures as JSON."""
    settings = Settings()
    heap = list(crowd(count) if kind == "crowd" else reports(count, after))
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


def measured(count: int, kind: str, after: int) -> dict[str, float]:
    """The figures of one heap, from a process of its own."""
    command = [sys.executable, "-m", "bench.scale", "--alone", str(count), kind, str(after)]
    row: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return row


def seconds(row: dict[str, float], stage: str) -> float:
    """Processor seconds of one stage, or of all of them."""
    return row[stage] if stage in row else sum(row[one] for one in ("passages", "stories", "lineage"))


def mean(rows: list[dict[str, float]]) -> dict[str, float]:
    """The mean of every figure."""
    return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}


def main() -> None:
    """Runs every size in a process of its own; prints one table and the exponents."""
    if len(sys.argv) > 3 and sys.argv[1] == "--alone":
        return alone(int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    if sys.argv[1:2] == ["--events"]:
        return print(json.dumps([number for event in events(real()) for number in event]))
    kind = "crowd" if sys.argv[1:2] == ["crowd"] else "weeks"
    counts = [int(argument) for argument in sys.argv[1:] if argument != "crowd"]
    rows = []
    for count in counts or ([200, 800, 3200] if kind == "crowd" else [3000, 12000, 48000]):
        starts = range(0, max(1, WEEKLY - count + 1), count) if kind == "weeks" else (0,)
        rows.append(mean([measured(count, kind, after) for after in starts]))
    table = Table(
        *("reports", "pairs", "a report", "stories", "derivations"),
        *("passages s", "stories s", "lineage s", "peak MB", "held MB"),
    )
    for row in rows:
        table.add_row(
            *(f"{row[name]:,.0f}" for name in ("reports", "pairs")),
            f"{row['pairs'] / row['reports']:.2f}",
            *(f"{row[name]:,.0f}" for name in ("found", "traced")),
            *(f"{row[stage]:.1f}" for stage in ("passages", "stories", "lineage")),
            f"{row['lineage bytes'] / 1e6:,.0f}",
            f"{row['held'] / 1e6:,.0f}",
        )
    console = Console(width=130)
    console.print(table)
    for small, large in pairwise(rows):
        growth = large["reports"] / small["reports"]
        for stage in ("passages", "stories", "lineage", "all three"):
            times = seconds(large, stage) / seconds(small, stage)
            console.print(
                f"{small['reports']:,.0f} to {large['reports']:,.0f}: {stage} {times:.2f} times for {growth:.2f} times "
                f"the reports, exponent {math.log(times) / math.log(growth):.2f}"
            )
        pairs = large["pairs"] / small["pairs"]
        console.print(f"{small['reports']:,.0f} to {large['reports']:,.0f}: pairs that share text {pairs:.2f} times")
    return None


if __name__ == "__main__":
    main()

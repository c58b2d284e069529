"""Claims, relations and support beside the statements stage on the same reports, and a story of 800 reports.

CPU seconds of one process, medians of several runs in turn: the machine's other work counts for nothing.

`python -m bench.claims [COUNT]`: reports of the corpus, 800 unless told.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from rich.console import Console
from rich.table import Table

import tawatur
from bench import corpora
from tawatur import stages
from tawatur.engines import rarely_collected
from tawatur.model import Claim, Derivation, Report, Statement, Story
from tawatur.settings import Settings

RUNS = 3
CROWD = 800  # reports of the crowded story
STAGES = ("statements", "claims", "relations", "support")


def told(store: Path) -> Iterator[stages.Told]:
    """The stories of a store, each with what the stages of scope `story` take."""
    with tawatur.open_store(str(store)) as opened:
        reports = {report.id: report for report in opened.reports()}
        statements = dict(opened.statements())
        derived: dict[str, list[Derivation]] = defaultdict(list)
        for derivation in opened.derivations():
            derived[derivation.report].append(derivation)
        for story in opened.stories():
            yield stages.Told(
                story=story,
                reports=tuple(reports[id] for id in story.reports),
                statements={id: statements.get(id, ()) for id in story.reports},
                derivations=tuple(d for id in story.reports for d in derived[id]),
            )


def crowded(items: list[stages.Told], count: int) -> stages.Told:
    """One story of `count` reports: those of the largest stories, told again under other ids and outlets."""
    held: dict[str, Report] = {}
    statements: dict[str, tuple[Statement, ...]] = {}
    largest = sorted(items, key=lambda item: (-len(item.reports), item.story.id))[:3]
    original = [(report, item.statements[report.id]) for item in largest for report in item.reports]
    for number in range(count):
        report, said = original[number % len(original)]
        id = f"{report.id}-{number}"
        held[id] = msgspec.structs.replace(report, id=id, outlet=f"outlet:{number}", outlet_name=str(number), page="")
        statements[id] = tuple(msgspec.structs.replace(s, report=id, id=f"{s.id}-{number}") for s in said)
    story: Story = msgspec.structs.replace(largest[0].story, id="crowd", reports=tuple(held), versions=())
    return stages.Told(story=story, reports=tuple(held.values()), statements=statements, derivations=())


def timed(items: list[stages.Told], settings: Settings) -> dict[str, float]:
    """CPU seconds of each stage over some stories."""
    spent = dict.fromkeys(STAGES, 0.0)
    for item in items:
        marks = [time.process_time()]
        for report in item.reports:
            stages.said(report, settings)
        marks.append(time.process_time())
        claims: tuple[Claim, ...] = stages.claimed(item, settings)
        marks.append(time.process_time())
        stages.related(item, claims, settings)
        marks.append(time.process_time())
        stages.supported(item, claims, settings)
        marks.append(time.process_time())
        for stage, start, end in zip(STAGES, marks, marks[1:], strict=False):
            spent[stage] += end - start
    return spent


def main(count: int = 800) -> None:
    """Prints one table for the corpus and one for the crowded story."""
    settings, console = Settings(), Console()
    rarely_collected()  # as in a run
    with TemporaryDirectory() as name:
        reports = corpora.written(Path(name) / "reports.jsonl", count)
        store = Path(name) / "claims.db"
        tawatur.trace([str(reports)], store=str(store))
        items = list(told(store))
    timed(items[:20], settings)  # tables are compiled once
    crowd = crowded(items, CROWD)
    for title, some, runs in (
        (f"{sum(len(item.reports) for item in items):,} reports, {len(items):,} stories", items, RUNS),
        (f"one story of {CROWD} reports", [crowd], 1),
    ):
        made = [timed(some, settings) for _ in range(runs)]
        spent = {stage: statistics.median(run[stage] for run in made) for stage in STAGES}
        table = Table("stage", "CPU seconds", "/ statements", title=title)
        for stage, taken in spent.items():
            table.add_row(stage, f"{taken:.2f}", f"{taken / spent['statements']:.2f}")
        rest = sum(spent[stage] for stage in STAGES[1:])
        table.add_row("claims + relations + support", f"{rest:.2f}", f"{rest / spent['statements']:.2f}")
        console.print(table)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))

"""The stages over one store: each does what its marks say is not done yet, and keeps it in batches.

A mark holds the digest of all that went into a result: the stage's own digest and those of its inputs. So a run that
was cut short goes on where it stopped, a run over the same reports does nothing, and reports that come later give
what they would have given from the start.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice, pairwise
from typing import TypeVar

import msgspec

from tawatur import stages
from tawatur.engines import Engine, Work
from tawatur.errors import TawaturError
from tawatur.keys import source_key
from tawatur.model import Claim, Derivation, Drop, Noun, Relation, Report, Statement, Story, Support
from tawatur.progress import Progress
from tawatur.run.summary import Watch
from tawatur.settings import Settings
from tawatur.stores import Store, digest_of

T = TypeVar("T")
BATCH = 256  # reports or stories kept in one transaction: what Ctrl-C costs at most, and few enough commits
ALL = ""  # the item of a mark that covers the whole store


class Chain:
    """One run's way through the stages: the store, where stages run, and what is loaded already."""

    def __init__(self, store: Store, engine: Engine, settings: Settings, watch: Watch) -> None:
        self.store, self.engine, self.settings, self.watch = store, engine, settings, watch
        self.seconds: dict[str, float] = {}
        self._reports: dict[str, Report] | None = None
        self._statements: dict[str, tuple[Statement, ...]] | None = None

    # ── what the stages share ────────────────────────────────────────────────────────────────────────────────────
    def reports(self) -> dict[str, Report]:
        """Every report as it is used, by id, loaded once."""
        if self._reports is None:
            self._reports = {report.id: report for report in self.store.reports()}
        return self._reports

    def statements(self) -> dict[str, tuple[Statement, ...]]:
        """Every report's statements, loaded once."""
        if self._statements is None:
            self._statements = dict(self.store.statements())
        return self._statements

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Adds the time the block takes to the seconds of a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start

    def progress(self, stage: str) -> Progress:
        """How a stage tells how far it is."""
        return lambda done, total: self.watch(stage, done, total)

    def due(self, stage: str, digest: str) -> bool:
        """Whether a stage over the whole store has still to run on this input."""
        return self.store.marks(stage).get(ALL) != digest

    @contextmanager
    def whole(self, stage: str) -> Iterator[None]:
        """A block that runs a stage over the whole store; what goes wrong in it becomes one sentence."""
        self.watch(stage, 0, 0)
        try:
            yield
        except (TawaturError, KeyboardInterrupt):
            raise
        except Exception as error:
            sentence = f"The stage '{stage}' failed ({type(error).__name__}: {error}); what came before it is kept."
            raise TawaturError(sentence) from error


# ── stages of scope `corpus` ─────────────────────────────────────────────────────────────────────────────────────────


def furnish(chain: Chain) -> None:
    """Learns which lines recur across an outlet's reports, and keeps the reports with these marked."""
    store = chain.store
    with chain.timed("furniture"):
        before = store.digests()
        made = stages.digest("furniture", chain.settings)
        digest = stages.joined(made, *(part for id, held in before.items() for part in (id, held.read)))
        if not chain.due("furniture", digest):
            return
        with chain.whole("furniture"):
            as_read = list(store.reports(as_read=True))
            extra = stages.learned(as_read, chain.settings.reading)
            pairs = ((report, stages.furnished(report, extra.get(report.id, ()))) for report in as_read)
            used = {report.id: (report, kept) for report, kept in pairs}
            changed = [used[id] for id, held in before.items() if digest_of(used[id][1]) != held.used]
            with store.transaction():
                store.put_furnished(changed)
                store.mark("furniture", {ALL: digest})
            chain._reports = {id: kept for id, (_, kept) in used.items()}
        chain.watch("furniture", len(before), len(before))


def share(chain: Chain) -> None:
    """Finds the passages that reports share, groups the reports into stories and traces what derives from what."""
    store, settings = chain.store, chain.settings
    used = {id: held.used for id, held in store.digests().items()}
    read = store.marks("statements")
    inputs = [part for id, digest in used.items() for part in (id, digest, read.get(id, ""))]
    passages = stages.joined(stages.digest("passages", settings), *inputs)
    stories = stages.joined(stages.digest("stories", settings), passages)
    lineage = stages.joined(stages.digest("lineage", settings), passages)
    with chain.timed("passages"):
        if chain.due("passages", passages):
            with chain.whole("passages"):
                reports = tuple(chain.reports().values())
                progress = chain.progress("passages")
                reuses = stages.reuses(reports, chain.statements(), settings.passages, progress)
                with store.transaction():
                    store.put_reuses(reuses)
                    store.mark("passages", {ALL: passages})
    with chain.timed("stories"):
        if chain.due("stories", stories):
            with chain.whole("stories"):
                reports, reuses = tuple(chain.reports().values()), tuple(store.reuses())
                made = stages.stories(reports, reuses, settings.stories, chain.progress("stories"))
                _check_partition(made, used)
                with store.transaction():
                    store.put_stories(made)
                    store.mark("stories", {ALL: stories})
    with chain.timed("lineage"):
        if chain.due("lineage", lineage):
            with chain.whole("lineage"):
                reports, reuses = tuple(chain.reports().values()), tuple(store.reuses())
                progress = chain.progress("lineage")
                derived = stages.derivations(reports, reuses, chain.statements(), settings.lineage, progress)
                with store.transaction():
                    store.put_derivations(derived)
                    store.mark("lineage", {ALL: lineage})


def _check_partition(stories: Sequence[Story], reports: Collection[str]) -> None:
    """Nothing vanishes: every report is in one story."""
    placed = [id for story in stories for id in story.reports]
    if len(placed) != len(reports) or set(placed) != set(reports):
        raise TawaturError(f"The stage 'stories' placed {len(placed)} reports of {len(reports)}: each must be in one.")


# ── stages over one item at a time ───────────────────────────────────────────────────────────────────────────────────


def attribute(chain: Chain, only: Collection[str] | None = None) -> None:
    """Reads the statements of every report (or of some alone) that has none of this making."""
    store = chain.store
    with chain.timed("statements"):
        made = stages.digest("statements", chain.settings)
        wanted = {id: stages.joined(made, held.used) for id, held in store.digests(only).items()}
        due = todo(store, "statements", wanted, only)
        if not due:
            return
        reports = chain.reports() if only is None else {report.id: report for report in store.reports(due)}
        work = Work(
            "statements",
            stages.said,
            Report,
            tuple[Statement, ...],
            chain.settings,
            lambda r: r.id,
            lambda r: len(r.text),
        )
        results = chain.engine.map(work, (reports[id] for id in due))
        for _, batch in batches(results, chain.progress("statements"), len(due)):
            failed = [result for _, result in batch if isinstance(result, Drop)]
            kept = {report.id: () if isinstance(result, Drop) else result for report, result in batch}
            with store.transaction():
                store.put_statements(kept)
                store.put_failures("statements", failed, kept)
                store.mark("statements", {id: wanted[id] for id in kept})
                store.unmark("statements", {drop.where for drop in failed})
            if chain._statements is not None:
                chain._statements.update(kept)


class Heard(Noun, frozen=True):
    """What the stages of scope `story` make of one, and the seconds each took."""

    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    supports: tuple[Support, ...]
    seconds: tuple[float, float, float]


def heard(told: stages.Told, settings: Settings) -> Heard:
    """The claims of one story, how they stand to each other, and their support."""
    times = [time.perf_counter()]
    claims = stages.claimed(told, settings)
    times.append(time.perf_counter())
    relations = stages.related(told, claims, settings)
    times.append(time.perf_counter())
    supports = stages.supported(told, claims, settings)
    times.append(time.perf_counter())
    first, second, third = (end - start for start, end in pairwise(times))
    return Heard(claims=claims, relations=relations, supports=supports, seconds=(first, second, third))


def hear(chain: Chain, only: Collection[str] | None = None) -> None:
    """Reads the claims, relations and supports of every story (or of some alone) that has none of this making."""
    store = chain.store
    start = time.perf_counter()
    busy = dict.fromkeys(("claims", "relations", "support"), 0.0)
    stories = {story.id: story for story in store.stories(only)}
    inside = None if only is None else {report for story in stories.values() for report in story.reports}
    derived: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in store.derivations(inside):
        derived[derivation.report].append(derivation)
    wanted = _story_digests(chain, stories, derived, inside)
    due = todo(store, "claims", wanted, only)
    if due:
        if inside is None:
            reports, statements = chain.reports(), chain.statements()
        else:
            sources = {derivation.source for many in derived.values() for derivation in many}
            reports = {report.id: report for report in store.reports(inside | sources)}
            statements = dict(store.statements(inside))
        # the heaviest first, so that no worker is left alone with one at the end
        due.sort(key=lambda id: (-sum(len(reports[r].text) for r in stories[id].reports), id))
        work = Work(
            "claims", heard, stages.Told, Heard, chain.settings, lambda t: t.story.id, lambda t: _letters(t.reports)
        )
        items = (_told(stories[id], reports, statements, derived) for id in due)
        results = chain.engine.map(work, items)
        for _, batch in batches(results, chain.progress("claims"), len(due)):
            with store.transaction():
                for told, result in batch:
                    id = told.story.id
                    if isinstance(result, Drop):
                        store.put_claims(id, (), (), ())
                        store.put_failures("claims", (result,))
                        store.unmark("claims", (id,))
                        continue
                    store.put_claims(id, result.claims, result.relations, result.supports)
                    store.put_failures("claims", (), (id,))
                    store.mark("claims", {id: wanted[id]})
                    for stage, taken in zip(busy, result.seconds, strict=True):
                        busy[stage] += taken
    wall, spent = time.perf_counter() - start, sum(busy.values())
    for stage, taken in busy.items():  # the wall clock, shared out by how busy each stage kept the workers
        chain.seconds[stage] = wall * (taken / spent if spent else 1 / 3)


def _told(
    story: Story,
    reports: Mapping[str, Report],
    statements: Mapping[str, tuple[Statement, ...]],
    derived: Mapping[str, Sequence[Derivation]],
) -> stages.Told:
    return stages.Told(
        story=story,
        reports=tuple(reports[id] for id in story.reports),
        statements={id: statements.get(id, ()) for id in story.reports},
        derivations=tuple(_closed(d, story, reports) for id in story.reports for d in derived.get(id, ())),
    )


def _closed(derivation: Derivation, story: Story, reports: Mapping[str, Report]) -> Derivation:
    """The derivation as its story sees it: a source in another story is, from here, the outlet that published it."""
    outside = reports.get(derivation.source)
    if outside is None or derivation.source in story.reports:
        return derivation
    evidence = tuple(item for item in derivation.evidence if item.report in story.reports)
    source = outside.outlet or source_key("outlet", outside.outlet_name or outside.input_id)
    return msgspec.structs.replace(derivation, source=source, evidence=evidence)


def _letters(reports: Iterable[Report]) -> int:
    return sum(len(report.text) for report in reports)


def _story_digests(
    chain: Chain,
    stories: Mapping[str, Story],
    derived: Mapping[str, Sequence[Derivation]],
    inside: Collection[str] | None,
) -> dict[str, str]:
    """For every story the digest of all that its claims, relations and supports are made from; `inside` are the reports
    in them, when they are not all."""
    made = stages.joined(*(stages.digest(name, chain.settings) for name in ("claims", "relations", "support")))
    used, read = chain.store.digests(inside), chain.store.marks("statements", inside)
    write = msgspec.json.Encoder().encode
    out = {}
    for id, story in stories.items():
        inputs = (part for r in story.reports for part in (used[r].used, read.get(r, ""), write(derived.get(r, ()))))
        out[id] = stages.joined(made, write(msgspec.structs.replace(story, related=())), *inputs)
    return out


def todo(store: Store, stage: str, wanted: Mapping[str, str], only: Collection[str] | None = None) -> list[str]:
    """The items whose marks are not the wanted ones; marks and failures of items that are gone go too, unless `only`
    some were asked for."""
    marks = store.marks(stage, only)
    gone = (
        set()
        if only is not None
        else (marks.keys() | {failure.where for failure in store.failures(stage)}) - wanted.keys()
    )
    if gone:
        with store.transaction():
            store.unmark(stage, sorted(gone))
            store.put_failures(stage, (), sorted(gone))
    return [id for id, digest in wanted.items() if marks.get(id) != digest]


def batches(results: Iterator[T], progress: Progress, total: int) -> Iterator[tuple[int, list[T]]]:
    """Results in batches to be kept together, each with how many items are done after it."""
    done = 0
    progress(0, total)
    while batch := list(islice(results, BATCH)):
        done += len(batch)
        yield done, batch
        progress(done, total)


Step = Callable[[Chain], None]
STEPS: tuple[Step, ...] = (furnish, attribute, share, hear)

"""Reports that come later are put among the others: in any order, with the result that all together give."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tawatur
from tawatur import stories
from tawatur.lineage import derivations
from tawatur.model import versions
from tawatur.passages import in_time, reuses
from tawatur.passages.candidates import Given
from tawatur.run import adding, placing
from tawatur.run.learning import Learned
from tawatur.settings import Adding, Settings
from tawatur.stores import SqliteStore, open_store
from tawatur.stories.linkage import groups
from tawatur.stories.regroup import frozen
from tawatur.stories.terms import Heap
from tests import heap

ALWAYS = msgspec.structs.replace(Settings(), adding=Adding(least=1, stale=100.0))
PAGE = "https://sunbula.example/port"


def every() -> tuple[str, ...]:
    """Reports of two events under two sets of outlets, some without a time, and three versions of one page."""
    first = heap.lines()
    second = [
        line.replace('"id": "', '"id": "again-', 1).replace('"outlet": "', '"outlet": "أخرى ', 1)
        for line in heap.lines(0, 8)
    ]
    text = "اندلع حريق في مستودع بميناء الغرنوق فجر الثلاثاء، وقال الدفاع المدني إن {} عمال أصيبوا ونقلوا إلى المستشفى."
    pages = [
        heap.line(f"page-{hour}", text.format(many), url=PAGE, published=f"2025-03-11T{hour:02}:00:00")
        for hour, many in ((9, "ثلاثة"), (7, "أربعة"), (11, "سبعة"))
    ]
    return (*first, *second, *pages, heap.line("untimed", text.format("تسعة"), "إذاعة سنديان"))


def traced(folder: Path, store: Path, lines: Iterable[str], roads: Sequence[str] = ("added",)) -> None:
    """Traces some reports into a store, on one of the expected roads."""
    path = heap.written(folder / "some.jsonl", *lines)
    summary = tawatur.trace(path, store, workers=1, settings=ALWAYS)
    assert summary.road in roads
    assert summary.whole


def dump(path: Path) -> list[str]:
    """All that a store holds but its marks: stages over the whole store leave one, additions none."""
    with open_store(path) as store:
        return [row for row in store.dump() if not row.startswith('["marks"')]


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), sizes=st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_any_order_gives_the_same(tmp_path_factory: pytest.TempPathFactory, seed: int, sizes: list[int]) -> None:
    """One by one in one order, by handfuls in another, or all in one run: the store holds the same to the byte."""
    folder = tmp_path_factory.mktemp("orders")
    rng = random.Random(seed)
    lines = list(every())
    rng.shuffle(lines)
    base, more = lines[:12], lines[12:]
    traced(folder, folder / "base.db", base, ("whole",))
    together, single, handfuls = (shutil.copy(folder / "base.db", folder / f"{n}.db") for n in range(3))
    traced(folder, together, more)
    for line in rng.sample(more, len(more)):
        traced(folder, single, [line])
    left = rng.sample(more, len(more))
    while left:
        many = sizes[len(left) % len(sizes)]
        traced(folder, handfuls, left[:many])
        left = left[many:]
    assert dump(single) == dump(together)
    assert dump(handfuls) == dump(together)
    with open_store(together) as store:
        assert_all_at_once_gives_the_same(store)


def assert_all_at_once_gives_the_same(store: SqliteStore) -> None:
    """The stages over all reports, under what was learned of the first ones, give what the store holds."""
    learned = Learned.of(store.index)
    assert learned is not None
    reports = in_time(store.reports())
    every_pair = np.array([a * len(reports) + b for b in range(len(reports)) for a in range(b)])
    said = dict(store.statements())
    made = reuses(reports, said, ALWAYS.passages, given=Given(np.sort(every_pair), np.zeros(0, dtype=np.uint64)))
    assert list(made) == list(store.reuses())
    first = versions(reports)
    leads = [report for report in reports if report.id not in first]
    held = Heap(learned.leads, store.index.stems)
    pairs, follows = stories.alike(leads, made, first, ALWAYS.stories, held).compared
    parted = groups(stories.outlets_of(leads).tolist(), pairs, frozen(ALWAYS.stories, learned.leads), follows)
    told = stories.told(leads, parted, pairs, ALWAYS.stories, stories.later_of(reports, first))
    assert sorted(told, key=lambda story: story.id) == sorted(store.stories(), key=lambda story: story.id)
    assert list(derivations(reports, made, said, ALWAYS.lineage)) == list(store.derivations())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of most of the reports, traced whole, and one report added, so that it has been learned from."""
    folder = tmp_path_factory.mktemp("base")
    lines = every()
    traced(folder, folder / "news.db", lines[:16], ("whole",))
    traced(folder, folder / "news.db", lines[16:17])
    return folder / "news.db"


def test_few_are_made_together(tmp_path: Path) -> None:
    """A heap below the least size goes whole, whatever is new."""
    heap.written(tmp_path / "a.jsonl", *heap.lines(0, 6))
    heap.written(tmp_path / "b.jsonl", *heap.lines(6, 7))
    roads = [tawatur.trace(tmp_path / f"{name}.jsonl", tmp_path / "news.db", workers=1).road for name in "aabb"]
    assert roads == ["whole", "nothing", "whole", "nothing"]


def test_a_run_without_news_does_nothing(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an addition, reports that are there already start nothing."""
    store = Path(shutil.copy(base, tmp_path))
    before = dump(store)
    monkeypatch.setattr(adding, "hear", None)
    monkeypatch.setattr(adding, "Placing", None)
    traced(base.parent, store, every()[16:17], ("nothing",))
    assert dump(store) == before


def test_whole_makes_all_again(base: Path, tmp_path: Path) -> None:
    """`whole` leaves the store as a trace of all its reports together would."""
    store = Path(shutil.copy(base, tmp_path))
    traced(tmp_path, store, every()[17:20])
    path = heap.written(tmp_path / "all.jsonl", *every()[:20])
    assert tawatur.trace(path, store, workers=1, settings=ALWAYS, whole=True).road == "whole"
    tawatur.trace(path, tmp_path / "fresh.db", workers=1, settings=ALWAYS)
    with open_store(store) as one, open_store(tmp_path / "fresh.db") as other:
        assert list(one.dump()) == list(other.dump())


def test_too_many_renew(base: Path, tmp_path: Path) -> None:
    """When more has come than the settings allow, all is made together, and the summary says so."""
    store = Path(shutil.copy(base, tmp_path))
    path = heap.written(tmp_path / "more.jsonl", *every()[17:])
    narrow = msgspec.structs.replace(Settings(), adding=Adding(least=1, stale=0.1))
    summary = tawatur.trace(path, store, workers=1, settings=narrow)
    assert (summary.road, summary.learned) == ("renewed", 16)
    assert tawatur.trace(path, store, workers=1, settings=narrow).learned == len(every())


def test_other_settings_make_all_again(base: Path, tmp_path: Path) -> None:
    """What was learned under other settings is no guide."""
    store = Path(shutil.copy(base, tmp_path))
    other = msgspec.structs.replace(ALWAYS, stories=msgspec.structs.replace(ALWAYS.stories, join=0.5))
    path = heap.written(tmp_path / "more.jsonl", every()[17])
    assert tawatur.trace(path, store, workers=1, settings=other).road == "whole"


def test_a_report_read_otherwise_takes_its_place_anew(base: Path, tmp_path: Path) -> None:
    """The same report with another time: the store holds what it would hold had it come so from the start."""
    line = heap.line("moved", "تراجع منسوب نهر السرو ستة أمتار، وقالت إدارة الري إن المزارعين أُبلغوا.", published="{}")
    once, twice = (Path(shutil.copy(base, tmp_path / f"{name}.db")) for name in ("once", "twice"))
    traced(tmp_path, twice, [line.replace("{}", "2025-03-09T08:00:00")])
    traced(tmp_path, twice, [line.replace("{}", "2025-03-11T08:00:00")])
    traced(tmp_path, once, [line.replace("{}", "2025-03-11T08:00:00")])
    assert dump(once) == dump(twice)


@pytest.mark.parametrize("stage", ["read", "statements", "stories", "claims"])
def test_an_interrupted_addition_goes_on(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Stopped in any stage, the next run ends where one run would have."""
    cut, through = (Path(shutil.copy(base, tmp_path / f"{name}.db")) for name in ("cut", "through"))
    few = msgspec.structs.replace(ALWAYS, adding=msgspec.structs.replace(ALWAYS.adding, chunk=2))
    path = heap.written(tmp_path / "more.jsonl", *every()[17:])

    def watch(at: str, done: int, total: int) -> None:
        if at == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tawatur.trace(path, cut, workers=1, settings=few, watch=watch)
    tawatur.trace(path, cut, workers=1, settings=few)
    tawatur.trace(path, through, workers=1, settings=few)
    assert dump(cut) == dump(through)


def test_only_touched_pages_are_written(base: Path, tmp_path: Path) -> None:
    """An addition writes the pages of the stories it touched, and the folder ends as a whole run would leave it."""
    store, folder = Path(shutil.copy(base, tmp_path)), tmp_path / "pages"
    path = heap.written(tmp_path / "a.jsonl", *every()[:17])
    tawatur.trace(path, store, folder, workers=1, settings=ALWAYS)
    for number, line in enumerate(every()[17:20]):
        path = heap.written(tmp_path / f"{number}.jsonl", line)
        summary = tawatur.trace(path, store, folder, workers=1, settings=ALWAYS)
        assert summary.road == "added"
        with open_store(store) as held:
            assert summary.dossiers == summary.stories == len(list(held.stories()))
    shown = {page.name: page.read_bytes() for page in folder.iterdir()}
    again = tmp_path / "again"
    tawatur.trace(path, store, again, workers=1, settings=ALWAYS)
    assert shown == {page.name: page.read_bytes() for page in again.iterdir()}


def test_nothing_goes_over_the_whole_store(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An addition asks for no table whole."""
    store = Path(shutil.copy(base, tmp_path))

    def some(name: str) -> None:
        asked = getattr(SqliteStore, name)

        def ask(self: SqliteStore, *given: object, **named: object) -> object:
            assert given[-1] is not None if given else False, f"all {name}"
            return asked(self, *given, **named)

        monkeypatch.setattr(SqliteStore, name, ask)

    for name in ("reports", "statements", "reuses", "stories", "derivations", "digests"):
        some(name)
    traced(tmp_path, store, every()[17:19])


def test_a_web_that_is_too_large_is_traced_next_to_the_report(base: Path, tmp_path: Path) -> None:
    """Of a large web of shared text only the report and those it shares text with are traced anew."""
    store = Path(shutil.copy(base, tmp_path))
    narrow = msgspec.structs.replace(ALWAYS, adding=msgspec.structs.replace(ALWAYS.adding, web=0))
    path = heap.written(tmp_path / "more.jsonl", *every()[17:])
    tawatur.trace(path, store, workers=1, settings=narrow)
    with open_store(store) as held:
        chain = type("Chain", (), {"store": held, "settings": narrow})()
        seen = placing.Placing(chain, Learned(16, 16))
        some = next(iter(held.reuses())).a
        web, again = seen._web({some})
        assert some in again <= web
        assert again == {some} | {id for r in held.reuses_with([some]) for id in (r.a, r.b)} & again

"""The whole chain over a store: it counts, resumes, takes in what comes later, and loses nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import tawatur
from tawatur import run, stages
from tawatur.engines import LocalEngine
from tawatur.errors import InputError, StoreError, TawaturError
from tawatur.model import Report, Statement
from tawatur.run import chain
from tawatur.settings import Settings
from tawatur.stores import open_store
from tests import heap


def dump(path: Path) -> list[str]:
    """All that a store holds."""
    with open_store(path) as store:
        return list(store.dump())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], run.Summary]:
    """A heap, what a store holds after it was traced in one go, and the summary."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "parts").mkdir()
    paths = (
        heap.written(folder / "parts" / "a.jsonl", *heap.lines(0, 7)),
        heap.written(folder / "parts" / "b.jsonl", *heap.lines(7, 14)),
    )
    summary = tawatur.trace(paths, folder / "news.db", workers=1)
    return folder, dump(folder / "news.db"), summary


def test_summary_counts_everything(whole: tuple[Path, list[str], run.Summary]) -> None:
    """Every item is read or dropped, and the store's counts are those of what is in it."""
    folder, _, summary = whole
    assert (summary.items, summary.read, summary.new, summary.dropped) == (14, 14, 14, {})
    assert summary.whole
    with open_store(folder / "news.db") as store:
        assert summary.reports == len(list(store.reports())) == 14
        assert summary.statements == sum(len(statements) for _, statements in store.statements())
        assert summary.stories == len(list(store.stories()))
        assert summary.claims == len(list(store.claims())) == sum(summary.supported.values())
        assert summary.relations == {"update": sum(r.kind == "update" for r in store.relations())} | {
            kind: sum(r.kind == kind for r in store.relations()) for kind in summary.relations
        }
    assert summary.claims > 0
    assert set(summary.seconds) == {stage.name for stage in stages.STAGES}


def test_a_third_run_changes_nothing(whole: tuple[Path, list[str], run.Summary], tmp_path: Path) -> None:
    """Run again and again over the same input, the store holds the same to the byte, and nothing is new."""
    folder, held, first = whole
    store = shutil.copy(folder / "news.db", tmp_path)
    for _ in range(2):
        again = tawatur.trace((folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl"), store, workers=1)
        assert dump(Path(store)) == held
        assert again.new == 0
        assert again.read == first.read
        assert again.claims == first.claims


def test_nothing_is_made_twice(
    whole: tuple[Path, list[str], run.Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run calls no stage but the reader."""
    folder, _, _ = whole
    store = shutil.copy(folder / "news.db", tmp_path)
    for name in ("learned", "said", "reuses", "stories", "derivations", "claimed"):
        monkeypatch.setattr(stages, name, None)
    assert tawatur.trace((folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl"), store, workers=1).failures == ()


def test_later_reports_give_what_all_at_once_gives(whole: tuple[Path, list[str], run.Summary], tmp_path: Path) -> None:
    """Reports taken in by a second run leave the store as one run over all does."""
    folder, held, _ = whole
    tawatur.trace(folder / "parts" / "a.jsonl", tmp_path / "news.db", workers=1)
    tawatur.trace(folder / "parts" / "b.jsonl", tmp_path / "news.db", workers=1)
    assert dump(tmp_path / "news.db") == held


def test_order_of_paths_does_not_matter(whole: tuple[Path, list[str], run.Summary], tmp_path: Path) -> None:
    """The later part first, the earlier part afterwards: the store holds the same."""
    folder, held, _ = whole
    for name in ("b.jsonl", "a.jsonl"):
        tawatur.trace(folder / "parts" / name, tmp_path / "news.db", workers=1)
    assert dump(tmp_path / "news.db") == held


def test_workers_do_not_matter(
    whole: tuple[Path, list[str], run.Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes leave the store as one does."""
    folder, held, _ = whole
    monkeypatch.setattr(run, "LocalEngine", lambda workers: LocalEngine(workers, small=0))
    tawatur.trace((folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl"), tmp_path / "news.db", workers=2)
    assert dump(tmp_path / "news.db") == held


@pytest.mark.parametrize("stage", ["read", "furniture", "statements", "passages", "stories", "lineage", "claims"])
def test_an_interrupted_run_goes_on(
    whole: tuple[Path, list[str], run.Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Stopped in any stage, with what was kept of it, the next run ends where one run would have."""
    folder, held, _ = whole
    monkeypatch.setattr(chain, "BATCH", 2)
    heard = 0

    def watch(at: str, done: int, total: int) -> None:
        nonlocal heard
        heard += at == stage
        if heard == 2 or (heard and at != stage):
            raise KeyboardInterrupt

    paths = (folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl")
    with pytest.raises(KeyboardInterrupt):
        tawatur.trace(paths, tmp_path / "news.db", workers=1, watch=watch)
    tawatur.trace(paths, tmp_path / "news.db", workers=1)
    assert dump(tmp_path / "news.db") == held


def test_finished_batches_are_kept(
    whole: tuple[Path, list[str], run.Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of statements before the stop is not read again."""
    folder, _, _ = whole
    monkeypatch.setattr(chain, "BATCH", 3)

    def watch(at: str, done: int, total: int) -> None:
        if at == "statements" and done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tawatur.trace(folder / "parts" / "a.jsonl", tmp_path / "news.db", workers=1, watch=watch)
    with open_store(tmp_path / "news.db") as store:
        assert len(dict(store.statements())) == 6


SAID = stages.said


def failing(report: Report, settings: Settings) -> tuple[Statement, ...]:
    """Statements, but for one report."""
    if "الغرنوق" in report.text[:40]:
        raise RuntimeError("no statements here")
    return SAID(report, settings)


def test_a_report_that_fails_costs_only_itself(
    whole: tuple[Path, list[str], run.Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stage's failure on a report is told and counted, all else stands, and the next run mends it."""
    folder, held, _ = whole
    paths = (folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl")
    monkeypatch.setattr(stages, "said", failing)
    broken = tawatur.trace(paths, tmp_path / "news.db", workers=1)
    assert broken.failures
    assert all("'statements' failed (RuntimeError: no statements here" in f.reason for f in broken.failures)
    assert broken.reports == 14
    assert broken.claims > 0
    monkeypatch.setattr(stages, "said", SAID)
    assert tawatur.trace(paths, tmp_path / "news.db", workers=1).failures == ()
    assert dump(tmp_path / "news.db") == held


def test_a_story_that_fails_costs_only_itself(
    whole: tuple[Path, list[str], run.Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A story whose claims cannot be read stands without claims, and the next run mends it."""
    folder, held, _ = whole
    paths = (folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl")
    claimed = stages.claimed
    with open_store(folder / "news.db") as store:
        bad = next(store.stories()).id

    def claim(told: stages.Told, settings: Settings) -> object:
        if told.story.id == bad:
            raise RecursionError
        return claimed(told, settings)

    monkeypatch.setattr(stages, "claimed", claim)
    broken = tawatur.trace(paths, tmp_path / "news.db", workers=1)
    assert [failure.where for failure in broken.failures] == [bad]
    assert broken.claims > 0
    monkeypatch.setattr(stages, "claimed", claimed)
    tawatur.trace(paths, tmp_path / "news.db", workers=1)
    assert dump(tmp_path / "news.db") == held


def test_a_stage_over_everything_that_fails_is_one_sentence(
    whole: tuple[Path, list[str], run.Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a stage over the whole store fails, the run ends with one sentence and keeps what came before."""
    folder, held, _ = whole

    def broken(*_: object) -> object:
        raise ZeroDivisionError("by nothing")

    with monkeypatch.context() as patched:
        patched.setattr(stages, "reuses", broken)
        with pytest.raises(TawaturError, match=r"The stage 'passages' failed .*by nothing"):
            tawatur.trace((folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl"), tmp_path / "news.db", workers=1)
    with open_store(tmp_path / "news.db") as store:
        assert len(dict(store.statements())) == 14
    tawatur.trace((folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl"), tmp_path / "news.db", workers=1)
    assert dump(tmp_path / "news.db") == held


def test_reports_that_stories_lose_are_noticed(
    whole: tuple[Path, list[str], run.Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stories that leave a report out are refused: nothing vanishes."""
    folder, _, _ = whole
    grouped = stages.stories
    monkeypatch.setattr(stages, "stories", lambda *given: grouped(*given)[1:])
    with pytest.raises(TawaturError, match=r"placed 1?[0-9] reports of 14"):
        tawatur.trace((folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl"), tmp_path / "news.db", workers=1)


def test_other_settings_make_anew(whole: tuple[Path, list[str], run.Summary], tmp_path: Path) -> None:
    """Results made under other settings are made again, and back again under the first."""
    folder, held, first = whole
    store = Path(shutil.copy(folder / "news.db", tmp_path))
    paths = (folder / "parts" / "a.jsonl", folder / "parts" / "b.jsonl")
    alone = msgspec.structs.replace(Settings().stories, join=9.0)
    other = tawatur.trace(paths, store, workers=1, settings=msgspec.structs.replace(Settings(), stories=alone))
    assert other.stories == other.reports > first.stories
    tawatur.trace(paths, store, workers=1)
    assert dump(store) == held


def test_lines_that_recur_later_mend_earlier_reports(tmp_path: Path) -> None:
    """A line that turns out to recur at an outlet is furniture in the reports read before, too."""
    recurring = "تابعوا نشرة المساء على موجة السنبلة"
    reports = [
        heap.line(f"n{i}", f"وصل الوفد رقم {i} إلى المدينة صباحا.\n\nتحدث رئيس الوفد {i} عن الزيارة.\n\n{recurring}")
        for i in range(12)
    ]
    early = heap.written(tmp_path / "early.jsonl", *reports[:2])
    late = heap.written(tmp_path / "late.jsonl", *reports[2:])
    tawatur.trace((early, late), tmp_path / "once.db", workers=1)
    tawatur.trace(early, tmp_path / "twice.db", workers=1)
    tawatur.trace(late, tmp_path / "twice.db", workers=1)
    assert dump(tmp_path / "twice.db") == dump(tmp_path / "once.db")
    with open_store(tmp_path / "once.db") as store:
        assert all(any(recurring in f.span.of(r.text) for f in r.furniture) for r in store.reports())


def test_a_report_under_two_ids_is_one(tmp_path: Path) -> None:
    """The same text of the same outlet under two ids counts once, in one run or in two, and both ids are kept."""
    text = "افتتح المحافظ سوق القمح الجديد صباح الأحد بحضور التجار."
    first = heap.written(tmp_path / "a.jsonl", heap.line("1", text))
    second = heap.written(tmp_path / "b.jsonl", heap.line("2", text))
    together = tawatur.trace((first, second), tmp_path / "once.db", workers=1)
    assert (together.read, together.versions, together.dropped) == (1, 1, {})
    tawatur.trace(first, tmp_path / "news.db", workers=1)
    for _ in range(2):
        later = tawatur.trace(second, tmp_path / "news.db", workers=1)
        assert (later.read + later.versions, later.dropped) == (1, {})
    assert dump(tmp_path / "news.db") == dump(tmp_path / "once.db")
    with open_store(tmp_path / "news.db") as store:
        assert {report.input_id for report in store.reports()} == {"1", "2"}


def test_two_reports_with_one_id_are_both_kept(tmp_path: Path) -> None:
    """Reports that share an id are told apart, and the summary says so."""
    path = heap.written(
        tmp_path / "a.jsonl", heap.line("1", "فتحت المدارس أبوابها اليوم."), heap.line("1", "أغلق الميناء بسبب الرياح.")
    )
    summary = tawatur.trace(path, workers=1)
    assert summary.reports == 2
    assert summary.notices == {"same-id": 1}
    assert len(summary.said) == 1


def test_a_report_in_an_unknown_language_is_kept_and_told(tmp_path: Path) -> None:
    """A report that is not in Arabic stays in the store, and the summary says that little was found in it."""
    path = heap.written(
        tmp_path / "a.jsonl",
        heap.line("1", "فتحت المدارس أبوابها اليوم."),
        heap.line("2", "The port was closed on Monday because of the wind, and it will be open on Tuesday."),
    )
    summary = tawatur.trace(path, workers=1)
    assert (summary.reports, summary.notices) == (2, {"language": 1})
    assert "(en)" in summary.said[0]


def test_what_is_no_report_is_counted(tmp_path: Path) -> None:
    """Every drop has its reason; with drops alone nothing was read."""
    path = heap.written(tmp_path / "a.jsonl", heap.line("1", ""), '{"id": "2", "text": "مقط')
    summary = tawatur.trace(path, workers=1)
    assert (summary.items, summary.read) == (2, 0)
    assert sum(summary.dropped.values()) == 2
    assert summary.whole


def test_missing_paths_are_refused(tmp_path: Path) -> None:
    """A path that is not there is an error, and leaves nothing behind."""
    with pytest.raises(InputError):
        tawatur.trace(tmp_path / "none.jsonl", workers=1)


def test_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    """A store that cannot be made is an error before anything is read."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    path = heap.written(tmp_path / "a.jsonl", *heap.lines(0, 1))
    with pytest.raises(StoreError, match="cannot be written"):
        tawatur.trace(path, tmp_path / "file" / "news.db", workers=1)


def test_no_workers_are_refused(tmp_path: Path) -> None:
    """Fewer than one worker is a wrong call."""
    with pytest.raises(TawaturError, match="1 or more"):
        tawatur.trace(tmp_path, workers=0)


def test_an_open_store_stays_open(tmp_path: Path) -> None:
    """A store the caller opened is used and not closed."""
    path = heap.written(tmp_path / "a.jsonl", *heap.lines(0, 2))
    with open_store(tmp_path / "news.db", write=True) as store:
        tawatur.trace(path, store, workers=1)
        assert len(list(store.reports())) == 2


def test_dossiers_are_written_and_kept_up(tmp_path: Path) -> None:
    """Each story has its page; a run that changes nothing writes none; pages of stories that are gone go."""
    first = heap.written(tmp_path / "a.jsonl", *heap.lines(0, 4))
    second = heap.written(tmp_path / "b.jsonl", *heap.lines(4, 9))
    folder, store = tmp_path / "pages", tmp_path / "news.db"
    summary = tawatur.trace(first, store, folder, workers=1)
    with open_store(store) as opened:
        wanted = {f"{story.id}.html" for story in opened.stories()}
    assert {path.name for path in folder.glob("s-*.html")} == wanted
    assert summary.dossiers == len(wanted)
    stamps = {path: os.stat(path).st_mtime_ns for path in folder.glob("s-*.html")}
    tawatur.trace(first, store, folder, workers=1)
    assert {path: os.stat(path).st_mtime_ns for path in folder.glob("s-*.html")} == stamps
    (folder / "mine.html").write_text("mine", encoding="utf-8")
    tawatur.trace(second, store, folder, workers=1)
    with open_store(store) as opened:
        wanted = {f"{story.id}.html" for story in opened.stories()}
    assert {path.name for path in folder.glob("s-*.html")} == wanted
    assert (folder / "mine.html").is_file()


def test_what_a_run_writes_is_no_input(tmp_path: Path) -> None:
    """A store and pages written among the input are not read back as reports by the next run."""
    heap.written(tmp_path / "a.jsonl", *heap.lines(0, 3))
    for _ in range(2):
        summary = tawatur.trace(tmp_path, tmp_path / "news.db", tmp_path / "pages", workers=1)
        assert (summary.items, summary.read) == (3, 3)


def test_a_lost_dossier_is_written_again(tmp_path: Path) -> None:
    """A page someone removed comes back with the next run."""
    path = heap.written(tmp_path / "a.jsonl", *heap.lines(0, 2))
    folder, store = tmp_path / "pages", tmp_path / "news.db"
    tawatur.trace(path, store, folder, workers=1)
    lost = next(folder.glob("s-*.html"))
    lost.unlink()
    tawatur.trace(path, store, folder, workers=1)
    assert lost.is_file()


def test_dossiers_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder for dossiers that cannot be made is one sentence; the store keeps everything."""
    path = heap.written(tmp_path / "a.jsonl", *heap.lines(0, 2))
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(TawaturError, match="dossiers cannot be written"):
        tawatur.trace(path, tmp_path / "news.db", tmp_path / "file", workers=1)
    with open_store(tmp_path / "news.db") as store:
        assert list(store.claims())


SCRIPT = """
import sys, tawatur
print(tawatur.trace(sys.argv[1], sys.argv[2], workers=2).reports)
"""


def test_a_script_may_call_it(whole: tuple[Path, list[str], run.Summary], tmp_path: Path) -> None:
    """A plain script without a guard traces, whatever the hash seed, and holds the same."""
    folder, held, _ = whole
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "script.py"), str(folder / "parts"), str(tmp_path / "news.db")]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    made = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=120)
    assert made.stdout.strip().splitlines()[-1] == "14"
    kept = dump(tmp_path / "news.db")
    # marks hold digests of the source files, and other processes may see other files
    assert [row for row in kept if row[:7] != '["marks'] == [row for row in held if row[:7] != '["marks']

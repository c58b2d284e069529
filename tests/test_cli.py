"""The command line: exit codes, sentences instead of tracebacks, and stopping in the middle."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tawatur
from tawatur.cli import main
from tawatur.settings import Adding, Settings
from tawatur.stores import SqliteStore, open_store
from tests import heap


def ran(*given: str | Path, **environment: str) -> Result:
    """What a command gave."""
    result = CliRunner().invoke(main, [str(part) for part in given], env={"LANG": "C", "LC_ALL": "", **environment})
    assert "Traceback" not in result.output
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a heap and a store of it."""
    made = tmp_path_factory.mktemp("cli")
    heap.written(made / "heap.jsonl", *heap.lines())
    tawatur.trace(made / "heap.jsonl", made / "news.db", workers=1)
    return made


def test_version() -> None:
    """The version is told."""
    result = ran("--version")
    assert result.exit_code == 0
    assert result.output.startswith("tawatur ")


def test_trace_prints_its_summary(folder: Path, tmp_path: Path) -> None:
    """The summary counts what was read, what is in the store, claims by support, relations, and seconds."""
    result = ran("trace", folder / "heap.jsonl", "--store", tmp_path / "news.db", "--workers", "1")
    assert result.exit_code == 0
    first, stored, claims, relations, seconds = result.stdout.splitlines()
    assert first == "14 reports read (14 new)"
    assert stored.startswith("in the store: 14 reports · ")
    assert ", by independent chains at least: 1: " in claims
    assert relations.startswith("conflicts ")
    assert seconds.startswith("seconds: read ")
    assert result.stderr.splitlines()[0] == "read"
    assert "claims" in result.stderr


def test_the_road_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether later reports were put among the others, and by what, is told; --whole traces all again."""
    store, more = (
        tmp_path / "news.db",
        heap.written(tmp_path / "more.jsonl", heap.line("1", "فتح المتحف أبوابه اليوم.")),
    )
    small = Settings(adding=Adding(least=1, stale=1.0))
    monkeypatch.setattr("tawatur.run.Settings", lambda: small)
    ran("trace", folder / "heap.jsonl", "--store", store, "--workers", "1")
    told = ran("trace", more, "--store", store, "--workers", "1", "--quiet").stdout
    assert "were put among the others, by what 14 reports taught" in told
    again = ran("trace", more, "--store", store, "--workers", "1", "--quiet", "--whole").stdout
    assert "among the others" not in again
    assert again.splitlines()[1] == told.splitlines()[1]


def test_quiet_says_only_the_summary(folder: Path, tmp_path: Path) -> None:
    """With --quiet nothing goes to standard error, not even what was dropped."""
    path = heap.written(tmp_path / "a.jsonl", *heap.lines(0, 2), heap.line("x", ""))
    result = ran("trace", path, "--quiet", "--workers", "1")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "1 dropped: empty 1" in result.stdout


def test_the_dropped_are_told_one_by_one(tmp_path: Path) -> None:
    """Each dropped item has a sentence that names it; after twenty the rest is counted."""
    path = heap.written(tmp_path / "a.jsonl", *heap.lines(0, 1), *(heap.line(f"x{i}", "") for i in range(30)))
    result = ran("trace", path, "--workers", "1")
    assert result.stderr.count(f"{path}:") == 20
    assert "and 10 more like these" in result.stderr
    assert "30 dropped: empty 30" in result.stdout


def test_summary_in_arabic(folder: Path) -> None:
    """With --language ar, or where the system speaks Arabic, the summary is Arabic."""
    asked = ran("trace", folder / "heap.jsonl", "--quiet", "--workers", "1", "--language", "ar").stdout
    spoken = ran("trace", folder / "heap.jsonl", "--quiet", "--workers", "1", LANG="ar_EG.UTF-8").stdout
    assert asked.splitlines()[:4] == spoken.splitlines()[:4]
    assert "reports" not in asked


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\xff" * 50, '{"id": "1", "text": "مقط'.encode(), b'{"id": "1"}\n'],
    ids=["empty", "binary", "cut", "field"],
)
def test_nothing_read_is_exit_code_1(tmp_path: Path, content: bytes) -> None:
    """Where nothing became a report the reason is one sentence and the exit code 1."""
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    result = ran("trace", path, "--workers", "1")
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if str(path) in line]
    assert "0 reports read" in result.stdout


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder without anything to read is one sentence and exit code 1."""
    (tmp_path / "heap").mkdir()
    result = ran("trace", tmp_path / "heap", "--quiet")
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"There is nothing to read in {tmp_path / 'heap'}: give files of reports, or folders that hold some.\n"
    )


def test_anything_read_is_exit_code_0(tmp_path: Path) -> None:
    """One good line among bad ones is enough, and the bad ones are counted."""
    path = heap.written(tmp_path / "a.jsonl", '{"id": "1", "te', *heap.lines(0, 1), "not json", heap.line("2", ""))
    result = ran("trace", path, "--workers", "1")
    assert result.exit_code == 0
    assert "1 report read" in result.stdout
    assert "3 dropped" in result.stdout


@pytest.mark.parametrize(
    "given",
    [
        ("trace",),
        ("trace", "no-such-file"),
        ("trace", ".", "--workers", "0"),
        ("trace", ".", "--workers", "two"),
        ("trace", ".", "--field", "text"),
        ("trace", ".", "--field", "nonsense=content"),
        ("trace", ".", "--language", "fr"),
        ("trace", ".", "--no-such-option"),
        ("trace", ".", "--store", "."),
        ("show",),
        ("show", "no-such-store.db"),
        ("explain", "no-such-store.db", "c-1"),
        ("export", "no-such-store.db", "--what", "claims"),
        ("export", "no-such-store.db", "--what", "books"),
        ("export", "no-such-store.db"),
        ("no-such-command",),
    ],
    ids=" ".join,
)
def test_wrong_calls_are_exit_code_2(given: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong call says what is wrong and changes nothing."""
    monkeypatch.chdir(tmp_path)
    result = ran(*given)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_store_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    """A store that cannot be written ends the call with one sentence."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = ran("trace", folder / "heap.jsonl", "--store", tmp_path / "file" / "news.db")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "cannot be written" in result.stderr


def test_a_store_that_is_none_is_one_sentence(folder: Path) -> None:
    """Showing a file that is no store is one sentence."""
    result = ran("show", folder / "heap.jsonl")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "is not a tawatur store" in result.stderr


def test_fields_and_outlet(tmp_path: Path) -> None:
    """Other names of fields are mapped, and the outlet given stands where the input names none."""
    line = json.dumps({"key": "7", "content": "قال الوزير سعيد المالكي إن الجسر فتح.", "head": "فتح الجسر"})
    path = heap.written(tmp_path / "a.jsonl", line)
    given = ("--field", "text=content", "--field", "id=key", "--field", "title=head", "--outlet", "جريدة الجسر")
    assert ran("trace", path, "--store", tmp_path / "n.db", *given).exit_code == 0
    with open_store(tmp_path / "n.db") as store:
        (report,) = store.reports()
    assert (report.input_id, report.outlet_name) == ("7", "جريدة الجسر")
    assert report.title is not None
    assert report.title.of(report.text) == "فتح الجسر"


def test_dossiers_are_counted(folder: Path, tmp_path: Path) -> None:
    """With --dossiers each story gets a page, and the summary says how many and where."""
    result = ran("trace", folder / "heap.jsonl", "--dossiers", tmp_path / "pages", "--workers", "1")
    pages = list((tmp_path / "pages").glob("s-*.html"))
    assert pages
    assert f"dossiers: {len(pages)} stor" in result.stdout
    assert str(tmp_path / "pages") in result.stdout


def test_show_and_explain(folder: Path) -> None:
    """The store's stories; a story by the beginning of its id; its first claim; why."""
    listed = ran("show", folder / "news.db").stdout
    with open_store(folder / "news.db") as store:
        story = next(store.stories())
        claim = next(store.claims(story.id))
    assert story.id in listed
    assert claim.id in ran("show", folder / "news.db", story.id[:8], "--all").stdout
    assert claim.id in ran("show", folder / "news.db", claim.id).stdout
    assert ran("explain", folder / "news.db", claim.id, "--language", "ar").exit_code == 0
    assert ran("show", folder / "news.db", "zzz").exit_code == 2
    assert ran("explain", folder / "news.db", story.id).exit_code == 2


def test_export_to_a_file_and_to_the_terminal(folder: Path, tmp_path: Path) -> None:
    """Both give the same lines; a file is there whole or not at all."""
    told = ran("export", folder / "news.db", "--what", "stories").stdout
    target = tmp_path / "stories.jsonl"
    assert ran("export", folder / "news.db", "--what", "stories", "--output", target).stdout == ""
    assert target.read_text(encoding="utf-8") == told
    assert list(tmp_path.iterdir()) == [target]
    assert ran("export", folder / "news.db", "--what", "stories", "--output", tmp_path / "no" / "x").exit_code == 2


def test_export_all_statements(folder: Path) -> None:
    """Narrated statements come with --all."""
    some = ran("export", folder / "news.db", "--what", "statements").stdout
    every = ran("export", folder / "news.db", "--what", "statements", "--all").stdout
    assert '"narrated"' not in some
    assert '"narrated"' in every


def test_spans_left_out_are_told_on_standard_error(folder: Path) -> None:
    """What an export leaves out because it stood in a separate title is counted beside it."""
    result = ran("export", folder / "news.db", "--what", "claims")
    left = [line for line in result.stderr.splitlines() if "left out" in line]
    assert len(left) <= 1
    assert all(line.startswith("{") for line in result.stdout.splitlines())


def test_an_own_fault_is_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error nobody foresaw is told in one sentence, with how to see where it happened."""

    def broken(*given: object, **more: object) -> str:
        raise LookupError("nobody foresaw this")

    monkeypatch.setattr("tawatur.cli.notes.show", broken)
    result = ran("show", folder / "news.db")
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "nobody foresaw this" in result.stderr
    assert "TAWATUR_TRACEBACK=1" in result.stderr


def made(store: SqliteStore) -> list[str]:
    """All that a store holds but the marks: these hold digests of source files, which may change between processes."""
    return [row for row in store.dump() if not row.startswith('["marks"')]


def started(*given: str | Path) -> subprocess.Popen[str]:
    """A trace in a process group of its own, as a terminal starts it."""
    code = "from tawatur.cli import main; main()"
    command = [sys.executable, "-c", code, "trace", *map(str, given)]
    environment = {**os.environ, "LANG": "C", "LC_ALL": ""}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["int", "term", "kill"])
def test_stopped_and_run_again(folder: Path, tmp_path: Path, number: signal.Signals) -> None:
    """Stopped in the middle, by Ctrl-C or worse, a second run ends where one run would have."""
    many = [
        line.replace('"id": "', f'"id": "{i}-', 1).replace('"outlet": "', f'"outlet": "{i} ', 1)
        for i in range(12)
        for line in heap.lines()
    ]
    path = heap.written(tmp_path / "heap.jsonl", *many)
    store = tmp_path / "news.db"
    run = started(path, "--store", store, "--workers", "2")
    assert run.stderr is not None
    while "statements" not in run.stderr.readline():
        assert run.poll() is None
    time.sleep(0.4)
    os.killpg(run.pid, number)
    _, errors = run.communicate(timeout=60)
    if number != signal.SIGKILL:
        assert run.returncode == 130
        assert "the same command goes on from there" in errors
        assert "Traceback" not in errors
    again = started(path, "--store", store, "--workers", "1")
    said, errors = again.communicate(timeout=120)
    assert again.returncode == 0, errors
    assert f"{len(many)} reports read" in said
    tawatur.trace(path, tmp_path / "once.db", workers=1)
    with open_store(store) as stopped, open_store(tmp_path / "once.db") as once:
        assert made(stopped) == made(once)


def test_a_bar_on_a_terminal(folder: Path) -> None:
    """On a terminal a bar for each stage moves on standard error."""
    ours, theirs = pty.openpty()
    code = "from tawatur.cli import main; main()"
    command = [sys.executable, "-c", code, "trace", str(folder / "heap.jsonl"), "--workers", "1"]
    environment = {**os.environ, "LANG": "C", "LC_ALL": "", "TERM": "xterm", "COLUMNS": "100"}
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    run.communicate(timeout=60)
    os.close(ours)
    assert run.returncode == 0
    assert "statements" in shown.decode()
    assert "100%" in shown.decode()

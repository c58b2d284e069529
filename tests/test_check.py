"""What a check counts, and that it says what a trace would do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import tawatur
from tawatur.cli import main
from tawatur.interface import say
from tests import heap

PAGES = Path(__file__).resolve().parent.parent / "corpus" / "pages"
WORDS = "أعلنت البلدية أمس افتتاح جسر جديد فوق الوادي بعد عامين من العمل. وقالت إن الجسر يخدم ثلاث قرى{}."


def mixed(folder: Path) -> Path:
    """A folder of good lines in two encodings, bad ones, and lines that recur."""
    share = "\n\nنشرة الوادي على هاتفك كل صباح"
    places = ("", " بعيدة", " صغيرة", " عالية", " قديمة", " هادئة")
    lines = [
        heap.line(str(n), WORDS.format(place) + share, published=f"2031-02-0{1 + n % 2}" if n else "")
        for n, place in enumerate(places)
    ]
    heap.written(folder / "a.jsonl", *lines, '{"id": "torn', heap.line("e", ""))
    old = heap.line("w", WORDS.format(" في السهل"), outlet="جريدة المدار")
    (folder / "b.jsonl").write_bytes(old.encode("cp1256"))
    return folder


def test_everything_is_counted(tmp_path: Path) -> None:
    """Items, drops by kind, encodings, languages, outlets, days, and reports without a time add up."""
    found = tawatur.check(mixed(tmp_path))
    assert found.whole
    assert (found.items, found.reports) == (9, 7)
    assert found.dropped == {"cut-json": 1, "empty": 1}
    assert found.encodings == {"utf-8": 6, "cp1256": 1}
    assert found.languages == {"ar": 7}
    assert list(found.outlets.values()) == [6, 1]
    assert found.days == {"2031-02-01": 2, "2031-02-02": 3}
    assert found.untimed == 2
    assert found.share_untimed == pytest.approx(2 / 7)


def test_lines_learned_from_the_heap_are_furniture(tmp_path: Path) -> None:
    """A line that only recurrence tells to be furniture is listed with the number of reports it stands in."""
    (line,) = (line for line in tawatur.check(mixed(tmp_path)).furniture if line.rule == "recurs")
    assert (line.text, line.reports) == ("نشرة الوادي على هاتفك كل صباح", 6)


def test_a_check_says_what_a_trace_does(tmp_path: Path) -> None:
    """Reports, drops and notices of a check are those of the trace over the same paths."""
    checked = tawatur.check([PAGES, mixed(tmp_path)])
    traced = tawatur.trace([PAGES, tmp_path], workers=1)
    assert (checked.items, checked.reports, checked.versions) == (traced.items, traced.read, traced.versions)
    assert checked.versions > 0
    assert (checked.dropped, checked.drops, checked.notices) == (traced.dropped, traced.drops, traced.notices)


def test_most_frequent_furniture_first() -> None:
    """At most twenty lines, the most frequent first, each in as many reports as it says."""
    found = tawatur.check(PAGES)
    counts = [line.reports for line in found.furniture]
    assert len(counts) == 20
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_command_tells_it(tmp_path: Path, language: str) -> None:
    """Counts, kinds of drops with examples, and every list, in the language asked for; nothing is written."""
    folder = mixed(tmp_path)
    before = sorted(folder.iterdir())
    result = CliRunner().invoke(main, ["check", str(folder), "--language", language, "--quiet"])
    assert result.exit_code == 0
    assert say("check.items", language, items=9, reports=7) in result.stdout
    assert "cut-json" in result.stdout
    assert f"{folder / 'a.jsonl'}:7" in result.stdout
    assert "cp1256" in result.stdout
    assert "2031-02-02" in result.stdout
    assert result.stderr == ""
    assert sorted(folder.iterdir()) == before


def test_long_lists_are_cut_unless_all_is_asked_for() -> None:
    """Ten of fifteen outlets, and all of them with --all."""
    few = CliRunner().invoke(main, ["check", str(PAGES), "--quiet", "--language", "en"]).stdout
    every = CliRunner().invoke(main, ["check", str(PAGES), "--quiet", "--language", "en", "--all"]).stdout
    assert say("check.more", "en", many=5) in few
    assert len(every.splitlines()) > len(few.splitlines())
    assert set(tawatur.check(PAGES).outlets) <= {line[13:] for line in every.splitlines()}


def test_nothing_to_read_is_exit_code_1(tmp_path: Path) -> None:
    """A heap of which nothing would become a report is exit code 1, with the reasons."""
    heap.written(tmp_path / "a.jsonl", "not json")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--quiet", "--language", "en"])
    assert result.exit_code == 1
    assert "cut-json" in result.stdout

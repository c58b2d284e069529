"""A user's own outlets and agencies are known wherever names are resolved."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import tawatur
from tawatur.cli import main
from tawatur.errors import PackError
from tawatur.press import in_force, press, resolve, rows_digest
from tawatur.stores import open_store
from tests import heap

ROW = """
[[row]]
key = "harf"
kind = "agency"
country = "YE"
ar = ["حرف وصل"]
latin = ["Harf"]
domains = ["harf.example"]
as_of = "2026-11-20"
source = "its own site"
"""
LINES = (
    heap.line("a", "المكلا (وكالة حرف وصل) - أعلنت بلدية المكلا فتح الجسر أمام المارة. وعاد السير فيه صباح الأحد."),
    heap.line("b", "ذكرت حرف وصل أن الجسر الشرقي فتح أمام المارة صباح الأحد بعد إصلاحه.", "ميناء نيوز"),
)  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file with one agency."""
    path = tmp_path / "mine.toml"
    path.write_text(ROW, encoding="utf-8")
    return path


def keys(path: Path) -> set[str]:
    """The sources that the reports of a store credit, and those that their statements name."""
    with open_store(path) as store:
        credits = {credit.source for report in store.reports() for credit in report.credits}
        chains = {link.key for _, every in store.statements() for made in every for link in made.chain}
    return {key for key in credits | chains if "harf" in key}


def test_a_block_puts_rows_in_force(own: Path) -> None:
    """Inside the block the user's agency resolves, outside it is unknown."""
    with in_force([str(own)]):
        row = resolve("حرف وصل")
        assert row is not None
        assert row.key == "agency:harf"
        assert press().names["agency:harf"] == "حرف وصل"
    assert resolve("حرف وصل") is None


def test_a_broken_block_leaves_nothing_behind(own: Path) -> None:
    """An error inside the block takes the rows out of force too."""
    with pytest.raises(ZeroDivisionError), in_force([str(own)]):
        raise ZeroDivisionError
    assert resolve("حرف وصل") is None


def test_what_a_file_says_counts(own: Path) -> None:
    """The digest and the registry follow the words of a file, not its name."""
    before = rows_digest([str(own)])
    own.write_text(ROW.replace("YE", "OM"), encoding="utf-8")
    assert rows_digest([str(own)]) != before
    (row,) = (row for row in press([str(own)]).rows if row.key == "agency:harf")
    assert row.country == "OM"
    assert rows_digest([]) == ""


@pytest.mark.parametrize("workers", [1, 2])
def test_every_stage_knows_it(own: Path, tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Credits and chains lead to the user's agency, in this process and in others; without the file they do not."""
    monkeypatch.setattr("tawatur.engines.local.SMALL", 0)
    path = heap.written(tmp_path / "in.jsonl", *LINES)
    tawatur.trace(path, tmp_path / "plain.db", workers=workers)
    assert keys(tmp_path / "plain.db") == set()
    tawatur.trace(path, tmp_path / "own.db", press=[own], workers=workers)
    assert keys(tmp_path / "own.db") == {"agency:harf"}
    with open_store(tmp_path / "own.db") as store:
        chains = {link.key for _, every in store.statements() for made in every for link in made.chain}
    assert "agency:harf" in chains


def test_a_file_that_comes_later_makes_results_again(own: Path, tmp_path: Path) -> None:
    """A second run with the file over the same store gives what one run with it gives."""
    path = heap.written(tmp_path / "in.jsonl", *LINES)
    tawatur.trace(path, tmp_path / "two.db", workers=1)
    tawatur.trace(path, tmp_path / "two.db", press=[own], workers=1)
    tawatur.trace(path, tmp_path / "one.db", press=[own], workers=1)
    with open_store(tmp_path / "two.db") as two, open_store(tmp_path / "one.db") as one:
        assert list(two.dump()) == list(one.dump())


def test_a_file_that_does_not_load_is_told_first(tmp_path: Path) -> None:
    """A press file that is not there, or is none, stops the run before anything is read."""
    path = heap.written(tmp_path / "in.jsonl", *LINES)
    (tmp_path / "bad.toml").write_text("[[row]]\nkey = 'x'\n", encoding="utf-8")
    for name, said in (("none.toml", "cannot be read"), ("bad.toml", "row x")):
        with pytest.raises(PackError, match=said):
            tawatur.trace(path, tmp_path / "n.db", press=[tmp_path / name], workers=1)
    assert not (tmp_path / "n.db").exists()


def test_the_command_takes_it(own: Path, tmp_path: Path) -> None:
    """`--press` reaches tracing and checking."""
    path = heap.written(tmp_path / "in.jsonl", *LINES)
    store = tmp_path / "n.db"
    traced = CliRunner().invoke(
        main, ["trace", str(path), "--store", str(store), "--press", str(own), "--workers", "1"]
    )
    assert traced.exit_code == 0, traced.output
    assert keys(store) == {"agency:harf"}
    assert CliRunner().invoke(main, ["check", str(path), "--press", str(own)]).exit_code == 0

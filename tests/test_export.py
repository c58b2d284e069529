"""Exports: the input's ids and offsets, in the scorers' formats."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import tawatur
from tawatur.errors import TawaturError
from tawatur.export import WHATS, Left, export
from tawatur.stores import SqliteStore, Store, open_store
from tests import heap
from tests.stores.conftest import R1, fill, report, statement

TEXTS = {
    "n-1": "قال وزير المياه سالم الهادي إن السد امتلأ.\n\nوأضاف أن المزارعين مطمئنون إلى الموسم المقبل كله.",
    "n-2": "قال وزير المياه سالم الهادي إن السد امتلأ.\n\nوأضاف أن المزارعين مطمئنون إلى الموسم المقبل كله.\n\nشارك",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Reports of the corpus with titles of their own, and two with text alone."""
    folder = tmp_path_factory.mktemp("export")
    lines = [*heap.lines(), heap.line("n-1", TEXTS["n-1"]), heap.line("n-2", TEXTS["n-2"], outlet="جريدة الحقل")]
    tawatur.trace(heap.written(folder / "heap.jsonl", *lines), folder / "news.db", workers=1)
    with open_store(folder / "news.db") as opened:
        yield opened


def rows(store: Store, what: str, **given: object) -> list[dict[str, object]]:
    """An export read back."""
    return [json.loads(line) for line in export(store, what, **given)]


def texts() -> dict[str, str]:
    """The text field of every report as it was given."""
    given = (json.loads(line) for line in heap.lines())
    return {report["id"]: report["text"] for report in given} | TEXTS


def test_offsets_are_into_the_text_as_given(store: Store) -> None:
    """The words at a statement's offsets in the input's text are its content, whatever stood before in a title."""
    found = 0
    for row in rows(store, "statements", all=True):
        for told in row["statements"]:
            assert texts()[row["id"]][told["start"] : told["end"]] == told["content"]
            found += 1
    assert found > 50


def test_every_report_has_its_line(store: Store) -> None:
    """Reports and statements are one line a report, with the ids of the input."""
    assert {row["id"] for row in rows(store, "statements")} == set(texts())
    assert {row["id"] for row in rows(store, "reports")} == set(texts())


def test_narration_is_left_out_unless_asked_for(store: Store) -> None:
    """Statements in the outlet's own voice come with `all` only."""
    kinds = {s["type"] for row in rows(store, "statements") for s in row["statements"]}
    every = {s["type"] for row in rows(store, "statements", all=True) for s in row["statements"]}
    assert "narrated" not in kinds
    assert every == kinds | {"narrated"}


def test_chains_name_their_sources(store: Store) -> None:
    """A statement's chain gives who and kind, nearest the reader first."""
    (row,) = (row for row in rows(store, "statements") if row["id"] == "n-1")
    assert "الهادي" in row["statements"][0]["chain"][-1]["who"]
    assert row["statements"][0]["chain"][-1]["kind"] == "person"


def test_furniture_is_a_pair_of_offsets(store: Store) -> None:
    """Furniture is given as start and end in the input's text."""
    furniture = [texts()[row["id"]][a:b] for row in rows(store, "statements") for a, b in row["furniture"]]
    assert furniture
    assert all(words.strip() for words in furniture)


def test_stories_cover_every_report_once(store: Store) -> None:
    """Every report is in one story, by the input's id."""
    assert sorted(id for row in rows(store, "stories") for id in row["reports"]) == sorted(texts())


def test_passages_are_the_same_words_in_both(store: Store) -> None:
    """A passage of a verbatim copy shows the same words at both places."""
    row = next(row for row in rows(store, "passages") if {row["a"], row["b"]} == {"n-1", "n-2"})
    assert max(row["a_share"], row["b_share"]) > 0.9
    for at in row["passages"]:
        a, b = texts()[row["a"]][at["a_start"] : at["a_end"]], texts()[row["b"]][at["b_start"] : at["b_end"]]
        assert a.split() == b.split()


def test_claims_then_relations(store: Store) -> None:
    """Claims come with evidence in the input's offsets and support; relations follow and name claims."""
    lines = rows(store, "claims")
    claims = {row["claim"]: row for row in lines if "claim" in row}
    relations = [row for row in lines if "relation" in row]
    assert ["claim" in row for row in lines] == [True] * len(claims) + [False] * len(relations)
    for row in relations:
        assert row["a"] in claims
        assert row["b"] in claims
    for row in claims.values():
        low, high = row["support"]["independent"]
        assert 1 <= low <= high
        for evidence in row["evidence"]:
            assert 0 <= evidence["start"] < evidence["end"] <= len(texts()[evidence["report"]])


def test_lineage_names_reports_and_sources(store: Store) -> None:
    """A derivation leads from a report to a report of the input or to a source."""
    lines = rows(store, "lineage")
    assert lines
    for row in lines:
        assert row["report"] in texts()
        assert (row["source"] in texts()) == (row["of"] == "report")


def test_spans_of_a_separate_title_are_counted() -> None:
    """A statement that stands in a title of its own has no offsets in the text: it is left out and counted."""
    left = Left()
    with SqliteStore() as kept:
        fill(kept)
        kept.put_reports((msgspec.structs.replace(R1, shifts=()),))
        kept.put_statements({R1.id: (statement(R1),)})
        lines = [json.loads(line) for line in export(kept, "statements", left=left)]
    assert left.spans == 1
    assert lines[0]["statements"] == []


def test_a_line_break_stays_in_its_cell(tmp_path: Path) -> None:
    """A path with a line break in it makes one row of a table, not two."""
    report = heap.written(tmp_path / "a\nb.jsonl", heap.line("1", "فتحت المدارس أبوابها اليوم بعد العطلة."))
    tawatur.trace(report, tmp_path / "news.db", workers=1)
    with open_store(tmp_path / "news.db") as opened:
        table = list(csv.DictReader(io.StringIO("\r\n".join(export(opened, "reports", "csv")), newline="")))
    assert len(table) == 1
    assert "\n" in table[0]["path"]


@pytest.mark.parametrize("what", WHATS)
def test_csv_reads_back(store: Store, what: str) -> None:
    """Every export is also a table with a heading that spreadsheets read as UTF-8."""
    text = "\r\n".join(export(store, what, "csv"))
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert table
    assert None not in table[0]
    assert all(None not in row.values() for row in table)


def test_csv_runs_no_formula() -> None:
    """A cell that a spreadsheet would run as a formula is written as text."""
    with SqliteStore() as kept:
        kept.put_reports((msgspec.structs.replace(report(1), author='=HYPERLINK("http://x")'),))
        assert "'=HYPERLINK" in "\n".join(export(kept, "reports", "csv"))


@pytest.mark.parametrize(("what", "form"), [("books", "jsonl"), ("claims", "xml")])
def test_unknown_exports_are_refused(store: Store, what: str, form: str) -> None:
    """What cannot be exported is refused by name, with what can be."""
    with pytest.raises(TawaturError, match="choose one of"):
        export(store, what, form)


def test_lines_are_sorted_and_the_same_again(store: Store) -> None:
    """Two exports of one store are the same to the byte."""
    for what in WHATS:
        assert list(export(store, what)) == list(export(store, what))


def test_scorers_read_them(shared: Path, tmp_path: Path) -> None:
    """The three scorers read the exports of the seeds as they are."""
    seeds = shared / "seeds"
    tawatur.trace(seeds / "reports.jsonl", tmp_path / "news.db", workers=1)
    with open_store(tmp_path / "news.db") as opened:
        for what in ("statements", "claims", "stories", "passages"):
            heap.written(tmp_path / what, *export(opened, what))
    label = {"pool": 1, "seed": "seed-000", "labels": {"seed-004": {"rel": "same", "reuse": "own"}}}
    labels = heap.written(tmp_path / "labels", json.dumps(label))
    calls = {
        "score_attribution.py": (seeds / "reports.jsonl", seeds / "attribution.gold.jsonl", tmp_path / "statements"),
        "score_claims.py": (seeds / "dossier.jsonl", seeds / "claims.gold.jsonl", tmp_path / "claims"),
        "score_stories.py": (labels, tmp_path / "stories", "--passages", tmp_path / "passages"),
    }
    for tool, given in calls.items():
        command = [sys.executable, str(shared / "tools" / tool), *map(str, given), "--json"]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        assert figures

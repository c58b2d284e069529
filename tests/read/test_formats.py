"""Files of other tools: Markdown, ninjs, Parquet."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tawatur.model import Drop, Report
from tawatur.read import read

BODY = "فتح الميناء أبوابه صباح الأحد أمام السفن. وقال مدير الميناء إن العمل عاد إلى طبيعته بعد العاصفة."
LINES = ("فتح الميناء أبوابه صباح الأحد أمام السفن الراسية.", "وقال مدير الميناء إن العمل عاد إلى طبيعته بعد العاصفة.")


def one(path: Path) -> Report:
    """The only report of a file."""
    (report,) = read([path])
    assert isinstance(report, Report), report
    return report


def drop(path: Path) -> Drop:
    """The only drop of a file."""
    (found,) = read([path])
    assert isinstance(found, Drop), found
    return found


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_markdown(tmp_path: Path) -> None:
    """Marks, addresses and pictures go, words stay; front matter gives the fields, the first heading the title."""
    path = tmp_path / "a.md"
    path.write_text(
        '---\noutlet: "ميناء نيوز"\ndate: 2030-05-07T08:00:00Z\ncategory: اقتصاد\n---\n\n# الميناء **يفتح** أبوابه\n\n'
        "فتح [الميناء](https://x.example/a_b_c) أبوابه *صباح الأحد* أمام السفن.\n\n"
        "> وقال مدير الميناء إن العمل عاد.\n\n"
        "![صورة الميناء](p.jpg)\n\n- سفينة واحدة\n- 5 * 3 = 15 و snake_case_name\n\n---\n",
        encoding="utf-8",
    )
    report = one(path)
    assert report.title is not None
    assert report.title.of(report.text) == "الميناء يفتح أبوابه"
    assert (report.outlet_name, report.section) == ("ميناء نيوز", "اقتصاد")
    assert report.published is not None
    assert report.published.at == datetime(2030, 5, 7, 8, tzinfo=UTC)
    body = [line for line in report.text.split("\n") if line][1:]
    assert body == [
        "فتح الميناء أبوابه صباح الأحد أمام السفن.",
        "وقال مدير الميناء إن العمل عاد.",
        "صورة الميناء",
        "- سفينة واحدة",
        "- 5 * 3 = 15 و snake_case_name",
    ]


def test_markdown_without_marks(tmp_path: Path) -> None:
    """Plain words under a Markdown name are a report as they stand; a file of marks alone is empty."""
    (tmp_path / "a.md").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: x\n---\n\n***\n", encoding="utf-8")
    assert one(tmp_path / "a.md").text == BODY
    assert drop(tmp_path / "b.md").kind in ("empty", "no-text")


# ── ninjs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "item",
    [
        {
            "uri": "urn:news:1", "versioncreated": "2030-05-07T09:00:00Z", "firstcreated": "2030-05-07T08:00:00Z",
            "headline": "الميناء يفتح أبوابه", "body_xhtml": f"<p>{BODY}</p>", "byline": "ليلى العنبري",
            "located": "سمرة", "subject": [{"name": "اقتصاد", "code": "x"}], "language": "ar",
        },
        {
            "uri": "urn:news:1", "versioncreated": "2030-05-07T09:00:00Z", "firstcreated": "2030-05-07T08:00:00Z",
            "headlines": [{"role": "short", "value": "الميناء"}, {"role": "main", "value": "الميناء يفتح أبوابه"}],
            "bodies": [
                {"contenttype": "text/html", "value": f"<b>{BODY}</b>"}, {"contenttype": "text/plain", "value": BODY},
            ],
            "by": "ليلى العنبري", "subjects": [{"name": "اقتصاد"}],
        },
    ],
)  # fmt: skip
def test_ninjs(tmp_path: Path, item: dict[str, object]) -> None:
    """Items of the older and of the newer ninjs are read, with the times of the first and of this version."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
    report = one(path)
    assert report.input_id == "urn:news:1"
    assert report.title is not None
    assert report.title.of(report.text) == "الميناء يفتح أبوابه"
    assert report.text.split("\n\n", 1)[1].strip() == BODY
    assert (report.author, report.section) == ("ليلى العنبري", "اقتصاد")
    assert report.published is not None
    assert report.modified is not None
    assert (report.published.at.hour, report.modified.at.hour) == (8, 9)


# ── Parquet ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_parquet(tmp_path: Path) -> None:
    """Each row is an item, times too; a torn file costs itself."""
    pyarrow = pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")
    from pyarrow import parquet

    rows = [{"id": str(n), "text": f"{BODY} {n}", "date": datetime(2030, 5, 7, n, tzinfo=UTC)} for n in range(3)]
    parquet.write_table(pyarrow.Table.from_pylist([*rows, {"id": "x", "text": None}]), tmp_path / "a.parquet")
    found = list(read([tmp_path / "a.parquet"]))
    assert [item.input_id for item in found if isinstance(item, Report)] == ["0", "1", "2"]
    assert [item.kind for item in found if isinstance(item, Drop)] == ["no-text"]
    assert isinstance(found[2], Report)
    assert found[2].published is not None
    assert found[2].published.at == rows[2]["date"]
    (tmp_path / "torn.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-40])
    assert drop(tmp_path / "torn.parquet").kind == "cut-archive"


def test_parquet_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra one sentence says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1....PAR1")
    found = drop(tmp_path / "a.parquet")
    assert found.kind == "no-library"
    assert "[parquet]" in found.reason

"""Files of other tools: Markdown, ninjs, Parquet, PDF."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tawatur.model import Drop, Report
from tawatur.read import read
from tawatur.read.pdf import disordered

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


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def pdf(*lines: str) -> bytes:
    """A PDF that shows these lines, each glyph coded by its letter, in the order they stand on the page."""
    shown = "".join(
        f"1 0 0 1 50 {700 - 20 * n} Tm <{line[::-1].encode('utf-16-be').hex()}> Tj " for n, line in enumerate(lines)
    )
    stream = f"BT /F 12 Tf {shown}ET"
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
        "endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/DW 500>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    )
    out, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{words}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 8\n0000000000 65535 f \n{table}trailer<</Size 8/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def test_pdf(tmp_path: Path) -> None:
    """A PDF whose glyphs come out in order is read."""
    (tmp_path / "a.pdf").write_bytes(pdf("الميناء يفتح أبوابه", *LINES))
    assert one(tmp_path / "a.pdf").text.split("\n") == ["الميناء يفتح أبوابه", *LINES]


def test_pdf_in_disorder(tmp_path: Path) -> None:
    """A PDF whose words come out backwards is refused with a sentence, and so is one without words, or a torn one."""
    (tmp_path / "backwards.pdf").write_bytes(pdf(*(" ".join(reversed(line.split())) for line in LINES)))
    (tmp_path / "scan.pdf").write_bytes(pdf())
    (tmp_path / "torn.pdf").write_bytes(pdf(*LINES)[:300])
    found = {Path(item.where).stem: item.kind for item in read([tmp_path]) if isinstance(item, Drop)}
    assert found["backwards"] == "disorder"
    assert found["scan"] == "scanned"
    assert found["torn"] in ("cut-archive", "scanned")


def test_locked_pdf(tmp_path: Path) -> None:
    """A PDF with a password is told so."""
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "a.pdf").open("wb") as file:
        writer.write(file)
    assert drop(tmp_path / "a.pdf").kind in ("locked", "cut-archive")


def test_order_of_words() -> None:
    """Stops and final letters at the front of lines and words betray a text that runs backwards."""
    assert not disordered(list(LINES))
    assert disordered([" ".join(reversed(line.split())) for line in LINES])
    assert disordered([f".{line[:-1]}" for line in LINES])
    assert disordered([line[::-1] for line in LINES])

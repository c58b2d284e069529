"""Files and folders to reports: what each kind of input gives, and what happens to what cannot be read."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.errors import InputError
from tawatur.model import Drop, Report, Span
from tawatur.read import Notice, ReadOptions, read
from tawatur.settings import Reading

BODY = "افتتح وزير النقل أمس الميناء الجديد في مدينة ساحلية بعد عام من العمل في أرصفته الثلاثة.\nوقال إن السفن تصل غدا."


def write(path: Path, *records: object) -> Path:
    """A JSON Lines file of the records."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def record(**fields: object) -> dict[str, object]:
    """A record with a text and the given fields."""
    return {"id": "a1", "outlet": "okaz", "title": "افتتاح الميناء الجديد", "text": BODY, **fields}


def reports(*paths: Path, options: ReadOptions = ReadOptions()) -> list[Report]:  # noqa: B008  # frozen
    """The reports of the paths."""
    return [made for made in read(paths, options) if isinstance(made, Report)]


def drops(*paths: Path, options: ReadOptions = ReadOptions()) -> list[Drop]:  # noqa: B008  # frozen
    """The drops of the paths."""
    return [made for made in read(paths, options) if isinstance(made, Drop)]


def test_jsonl_record_becomes_a_report(tmp_path: Path) -> None:
    """Title first, then the text; the offsets lead back into the text field; the outlet is the registered one."""
    (report,) = reports(write(tmp_path / "x.jsonl", record(published="2021-03-04T05:06:07+03:00", author="واس - جدة")))
    assert report.text == "افتتاح الميناء الجديد\n\n" + BODY
    assert report.title == Span(0, 21)
    assert report.given(Span(23, 28)) == Span(0, 5)
    assert report.given(Span(0, 5)) is None
    assert report.outlet == "outlet:okaz"
    assert report.published is not None
    assert report.published.at == datetime.fromisoformat("2021-03-04T05:06:07+03:00")
    assert report.published.found == "field:published"
    assert [credit.source for credit in report.credits] == ["agency:spa"]
    assert report.language == "ar"
    assert report.input_id == "a1"


def test_blocks_tile_the_text(tmp_path: Path) -> None:
    """The blocks cover every character that is not white space, in order, none twice."""
    body = "اقتصاد\n\n" + BODY + "\n\nاقرأ أيضا: خمس سفن تصل إلى الميناء\n"
    (report,) = reports(write(tmp_path / "x.jsonl", record(text=body)))
    covered = [at for block in report.blocks for at in range(block.span.start, block.span.end)]
    assert covered == sorted(set(covered))
    assert {at for at, char in enumerate(report.text) if not char.isspace()} <= set(covered)
    assert [block.kind for block in report.blocks] == ["title", "furniture", "lead", "paragraph", "furniture"]
    assert [piece.rule for piece in report.furniture] == ["sections", "read-also"]


def test_other_names_of_fields_are_known_or_mapped(tmp_path: Path) -> None:
    """Usual other names count; a mapped name counts alone."""
    known = write(tmp_path / "a.jsonl", {"content": BODY, "date": "2020-01-02", "extracted": "2020-01-03 04:05:06"})
    (report,) = reports(known)
    assert report.published is not None
    assert (report.published.precision, report.published.found) == ("day", "field:date")
    assert report.captured is not None
    assert report.captured.at == datetime(2020, 1, 3, 4, 5, 6)
    mapped = write(tmp_path / "b.jsonl", {"matn": BODY, "text": "غير هذا"})
    (report,) = reports(mapped, options=ReadOptions(fields={"text": "matn"}))
    assert report.text.startswith("افتتح")


def test_nested_reports_are_read_one_by_one(tmp_path: Path) -> None:
    """A line that holds several reports gives them all."""
    line = {"dossier": "x", "reports": [record(id="1"), record(id="2", text=BODY + " نعم.")]}
    assert [report.input_id for report in reports(write(tmp_path / "x.jsonl", line))] == ["1", "2"]


def test_array_gz_and_folder_are_read_in_order(tmp_path: Path) -> None:
    """JSON arrays, compressed lines and folders inside folders, in sorted order, hidden files apart."""
    (tmp_path / "b").mkdir()
    (tmp_path / "a.json").write_text(json.dumps([record(id="1"), record(id="2", text=BODY + "!")]), encoding="utf-8")
    (tmp_path / "b" / "x.jsonl.gz").write_bytes(
        gzip.compress(json.dumps(record(id="3", text=BODY + "؟")).encode("utf-8"))
    )
    (tmp_path / ".hidden").write_text("لا يقرأ", encoding="utf-8")
    assert [report.input_id for report in reports(tmp_path)] == ["1", "2", "3"]


def test_plain_text_takes_its_first_line_as_title(tmp_path: Path) -> None:
    """A text file copied off a page: its title is found in it, its furniture is cut, offsets are into the file."""
    page = tmp_path / "page.txt"
    text = "أخبار\n\nافتتاح الميناء الجديد | أخبار الاقتصاد\n\n" + BODY + "\n\nاترك تعليقاً\n\nالاسم *\n"
    page.write_text(text, encoding="utf-8")
    (report,) = reports(page)
    assert report.title is not None
    assert report.title.of(report.text) == "افتتاح الميناء الجديد | أخبار الاقتصاد"
    cut = [piece.span.of(report.text) for piece in report.furniture]
    assert cut == ["أخبار", "| أخبار الاقتصاد", "اترك تعليقاً\n\nالاسم *"]
    assert report.given(report.furniture[0].span) == Span(0, 5)
    assert report.input_id == str(page)


def test_outlet_from_address_option_or_nowhere(tmp_path: Path) -> None:
    """An address names the outlet, the option stands in where the input is silent, and unknown stays unknown."""
    site = write(tmp_path / "a.jsonl", {"text": BODY, "url": "https://www.mina-news.example/x"})
    assert reports(site)[0].outlet_name == "mina-news.example"
    silent = write(tmp_path / "b.jsonl", {"text": BODY})
    assert reports(silent)[0].outlet == ""
    assert reports(silent, options=ReadOptions(outlet="عكاظ"))[0].outlet == "outlet:okaz"


def test_own_name_in_the_dateline_is_no_credit(tmp_path: Path) -> None:
    """The publishing outlet's own name is not a credit, an agency's beside it is."""
    text = "عين اليوم – واس\n" + BODY
    (report,) = reports(write(tmp_path / "x.jsonl", record(outlet="3alyoum", text=text)))
    assert [(credit.source, credit.place) for credit in report.credits] == [("agency:spa", "dateline")]
    assert report.credits[0].span is not None
    assert report.credits[0].span.of(report.text) == "واس"


def test_two_reports_of_one_id_are_both_kept_and_told(tmp_path: Path) -> None:
    """The second bears a number behind its id, and a notice says so."""
    told: list[Notice] = []
    path = write(tmp_path / "x.jsonl", record(), record(text="نص آخر تماما عن السوق والأسعار في المدينة."))
    made = [item for item in read([path], tell=told.append) if isinstance(item, Report)]
    assert [report.input_id for report in made] == ["a1", "a1#2"]
    assert len({report.id for report in made}) == 2
    assert [notice.kind for notice in told] == ["same-id"]


def test_changed_text_of_one_address_is_told(tmp_path: Path) -> None:
    """Two texts of one address are both kept as versions of one report, and a notice says that it was changed."""
    told: list[Notice] = []
    url = "https://mina.example/1"
    path = write(tmp_path / "x.jsonl", record(url=url), record(id="b", url=url, text=BODY + " عدل الخبر."))
    made = [item for item in read([path], tell=told.append) if isinstance(item, Report)]
    assert len(made) == 2
    assert len({report.one for report in made}) == 1
    assert [notice.kind for notice in told] == ["revised"]


def test_lines_in_another_encoding_are_read(tmp_path: Path) -> None:
    """A line with a torn letter, or in the encoding of an old crawler, is read as what it is."""
    line = json.dumps(record(), ensure_ascii=False)
    (tmp_path / "a.jsonl").write_bytes(line.encode("cp1256"))
    (tmp_path / "b.jsonl").write_bytes(line.replace("a1", "a2").encode().replace("السفن".encode(), b"\xd8", 1))
    one, other = reports(tmp_path)
    assert one.text.endswith(BODY)
    assert "\ufffd" in other.text


def test_torn_utf8_is_still_utf8(tmp_path: Path) -> None:
    """A file cut inside a letter at both ends is read as what it is."""
    (tmp_path / "a.txt").write_bytes(BODY.encode()[1:-2])
    (report,) = reports(tmp_path)
    assert BODY[5:-5] in report.text


def test_same_content_twice_is_a_duplicate(tmp_path: Path) -> None:
    """A file read twice gives its report once; another outlet's copy is a report of its own."""
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    path = write(tmp_path / "x.jsonl", record(), record(id="c", outlet="sabq"))
    assert [report.outlet for report in reports(path)] == ["outlet:okaz", "outlet:sabq"]
    assert [drop.kind for drop in drops(tmp_path / "a.txt", tmp_path / "b.txt")] == ["duplicate"]


def test_one_text_under_two_ids_is_one_report(tmp_path: Path) -> None:
    """An outlet's same text under an id of its own keeps that id, and is one report with the first."""
    path = write(tmp_path / "x.jsonl", record(), record(id="b"), record(id="c", outlet="sabq"))
    first, second, other = reports(path)
    assert [report.input_id for report in (first, second, other)] == ["a1", "b", "c"]
    assert first.one == second.one != other.one


def test_missing_path_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    """A path that is not there raises at the call."""
    with pytest.raises(InputError, match="there is no such file or folder"):
        read([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.html", b"", "empty"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "binary"),
        ("a.jsonl", b'{"id": "x", "text": "cut in tw', "cut-json"),
        ("a.json", b'[{"id": "x", "text": "cut in tw', "cut-json"),
        ("a.jsonl", b'{"id": "x", "title": "no text"}\n', "no-text"),
        ("a.jsonl", b'"only words"\n', "not-a-record"),
        ("a.jsonl", b'{"text": ""}\n', "empty"),
        ("a.jsonl", '{"text": "نص'.encode("cp1256"), "encoding"),
        ("a.html", b"<html><head><title>x</title></head><bod", "no-report"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n')[:14], "cut-gzip"),
        ("a.html", b"just words", "no-html"),
    ],
)
def test_broken_file_is_one_drop_with_its_reason(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    """Whatever is wrong with a file is told in one sentence of one kind, and costs nothing else."""
    (tmp_path / name).write_bytes(data)
    good = tmp_path / "z.jsonl"
    write(good, record())
    made = list(read([tmp_path]))
    assert [item.kind for item in made if isinstance(item, Drop)] == [kind]
    assert all(item.reason.endswith(".") and "\n" not in item.reason for item in made if isinstance(item, Drop))
    assert [item.input_id for item in made if isinstance(item, Report)] == ["a1"]


def test_page_too_large_is_dropped(tmp_path: Path) -> None:
    """A page or a line over the limit is dropped without being held; what follows is read."""
    options = ReadOptions(settings=Reading(page_bytes=4000))
    (tmp_path / "a.html").write_bytes(b"<p>x</p>" * 1000)
    write(tmp_path / "b.jsonl", record(text="س" * 9000), record())
    assert [drop.kind for drop in drops(tmp_path, options=options)] == ["too-large", "too-large"]
    assert [report.input_id for report in reports(tmp_path, options=options)] == ["a1"]


def test_unreadable_file_is_a_drop(tmp_path: Path) -> None:
    """A file that cannot be opened is told, not raised."""
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert [drop.kind for drop in drops(tmp_path)] == ["unreadable"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "iso8859-6", "utf-16", "utf-16-le"])
def test_text_in_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    """Arabic text is read in the encodings Arabic pages come in, without being told which."""
    (tmp_path / "a.txt").write_bytes(BODY.encode(encoding))
    (report,) = reports(tmp_path)
    assert report.text == BODY


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_items_in_are_reports_and_drops(tmp_path: Path, data: st.DataObject) -> None:
    """However a file of lines is damaged, every line is a report or a drop, and nothing raises."""
    lines = [json.dumps(record(id=str(at), text=f"{BODY} {at}"), ensure_ascii=False).encode() for at in range(5)]
    raw = bytearray(b"\n".join(lines))
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        damage = data.draw(st.sampled_from(["flip", "cut", "swap"]))
        if damage == "flip":
            raw[at] ^= 1 << data.draw(st.integers(0, 7))
        elif damage == "cut":
            del raw[at : at + data.draw(st.integers(1, 40))]
            raw = raw or bytearray(b" ")
        else:
            raw[at], raw[-1] = raw[-1], raw[at]
    path = tmp_path / "x.jsonl"
    path.write_bytes(bytes(raw))
    items = sum(1 for line in bytes(raw).split(b"\n") if line.strip())
    assert len(list(read([path]))) == max(items, 1)


def test_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    """A folder is read in sorted order whatever order its files were made in; ids come from content."""
    write(tmp_path / "b.jsonl", record(id="b", text=BODY + " ب."))
    write(tmp_path / "a.jsonl", record(id="a"))
    assert [report.input_id for report in reports(tmp_path)] == ["a", "b"]
    assert [report.id for report in reports(tmp_path)] == [report.id for report in reports(tmp_path)]


def test_progress_ends_with_all_bytes(tmp_path: Path) -> None:
    """Progress counts bytes, never goes back, and ends with all of them."""
    heard: list[tuple[int, int]] = []
    write(tmp_path / "a.jsonl", *(record(id=str(at), text=f"{BODY} {at}") for at in range(9)))
    list(read([tmp_path], progress=lambda done, total: heard.append((done, total))))
    assert heard[-1][0] == heard[-1][1] == (tmp_path / "a.jsonl").stat().st_size
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)

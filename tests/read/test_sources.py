"""Pages, feeds, tables and archives: what each gives, and what each can be broken in."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
import time
import zipfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.model import Drop, Report, Span
from tawatur.read import ReadOptions, read
from tawatur.settings import Reading

PARAGRAPHS = (
    "افتتح وزير النقل أمس الميناء الجديد في مدينة ساحلية بعد عام من العمل في أرصفته الثلاثة وأحواضه العميقة.",
    "وقال الوزير إن السفن الأولى تصل غدا، وإن الميناء يستقبل ثلاثين سفينة في الشهر، وفق بيان الوزارة.",
    "ويعمل في الميناء ألف عامل من أهل المدينة، دربتهم الوزارة في معهدها منذ بداية العام الماضي.",
)
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>افتتاح الميناء الجديد - ميناء نيوز</title>
<link rel="canonical" href="https://mina.example/2031/03/04/port"><meta property="og:site_name" content="ميناء نيوز">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "عاجل | افتتاح الميناء الجديد",
"datePublished": "2031-03-04T05:06:07+03:00", "dateModified": "2031-03-05T00:00:00Z",
"author": {{"@type": "Person", "name": "سالم أحمد"}}, "publisher": {{"name": "ميناء نيوز"}}}}</script></head>
<body><nav><a href="/">الرئيسية</a><a href="/s">رياضة</a></nav><article><h1>عاجل | افتتاح الميناء الجديد</h1>
{"".join(f"<p>{words}</p>" for words in PARAGRAPHS)}<p>شارك هذا الخبر</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>ميناء نيوز</title>
<link>https://mina.example</link><item><title>افتتاح الميناء &amp;#8220;الجديد&amp;#8221;</title>
<link>https://mina.example/1</link><guid>g1</guid><pubDate>Thu, 04 Mar 2031 05:06:07 +0300</pubDate>
<description>&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;&lt;p&gt;{PARAGRAPHS[1]}&lt;/p&gt;</description></item>
<item><title>بلا نص</title><link>https://mina.example/2</link></item></channel></rss>"""


def made(path: Path, options: ReadOptions = ReadOptions()) -> tuple[list[Report], list[Drop]]:  # noqa: B008  # frozen
    """The reports and the drops of one path."""
    out = list(read([path], options))
    return [item for item in out if isinstance(item, Report)], [item for item in out if isinstance(item, Drop)]


def warc_record(url: str, body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """One WARC response record."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-04T09:10:11Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_page_gives_text_and_metadata(tmp_path: Path, encoding: str) -> None:
    """The report of a page without its menus; title, outlet, author and times from the page's own metadata, in any
    encoding, whatever the page declares."""
    (tmp_path / "x.html").write_bytes(PAGE.encode(encoding))
    (report,), dropped = made(tmp_path / "x.html")
    assert dropped == []
    assert report.title is not None
    assert report.title.of(report.text) == "عاجل | افتتاح الميناء الجديد"
    told = [block.span.of(report.text) for block in report.blocks if block.kind in ("lead", "paragraph")]
    assert told == list(PARAGRAPHS)
    assert report.outlet_name == "ميناء نيوز"
    assert report.author == "سالم أحمد"
    assert report.url == "https://mina.example/2031/03/04/port"
    assert report.published is not None
    assert (report.published.at, report.published.found) == (
        datetime.fromisoformat("2031-03-04T05:06:07+03:00"),
        "json-ld",
    )
    assert report.modified is not None
    assert report.modified.at == datetime(2031, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "found", "day"),
    [
        ('<meta property="article:published_time" content="2031-03-04T05:06:07Z">', "meta", "2031-03-04"),
        ("</head><body><time datetime='2031-03-05'>أمس</time>", "time-tag", "2031-03-05"),
        ('<link rel="canonical" href="https://mina.example/2031/3/6/port">', "url", "2031-03-06"),
        ('<meta name="date" content="2031-01-01">', None, None),
        ("", None, None),
    ],
)
def test_time_is_found_where_the_page_says_it(tmp_path: Path, head: str, found: str | None, day: str | None) -> None:
    """Meta, time element, address, in this order; the first of January to the day is unknown, not a time."""
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    (tmp_path / "x.html").write_text(f"<html><head><title>ميناء جديد</title>{head}<div>{body}</div>", encoding="utf-8")
    (report,), _ = made(tmp_path / "x.html")
    assert (report.published and report.published.found) == found
    assert (report.published and report.published.at.date().isoformat()) == day


def test_broken_metadata_costs_nothing(tmp_path: Path) -> None:
    """JSON-LD cut short and half a tag at the end leave the report whole."""
    page = PAGE.replace('"publisher": {"name"', '"publisher": {"na').removesuffix("</html>") + "<di"
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    (report,), _ = made(tmp_path / "x.html")
    assert PARAGRAPHS[2] in report.text


def test_feed_entries_are_reports(tmp_path: Path) -> None:
    """An entry's text without its tags, with its time and address; one without text is told."""
    (tmp_path / "x.xml").write_text(RSS, encoding="utf-8")
    (report,), (drop,) = made(tmp_path / "x.xml")
    assert drop.kind == "no-text"
    assert report.title is not None
    assert report.title.of(report.text) == "افتتاح الميناء “الجديد”"
    assert [block.span.of(report.text) for block in report.blocks[1:]] == list(PARAGRAPHS[:2])
    assert report.published is not None
    assert (report.published.found, report.published.at.isoformat()) == ("feed", "2031-03-04T05:06:07+03:00")
    assert (report.input_id, report.outlet_name) == ("g1", "ميناء نيوز")


@pytest.mark.parametrize("reference", ["&#x110000;", "&#0;", "&#xD800;", "&#31;", "&#99999999999999;"])
def test_a_reference_to_no_character_costs_no_feed(tmp_path: Path, reference: str) -> None:
    """A numeric reference that stands for no character costs neither its feed nor its entry."""
    (tmp_path / "x.xml").write_text(RSS.replace("بلا نص", reference).replace("يصل", reference), encoding="utf-8")
    reports, dropped = made(tmp_path / "x.xml")
    assert len(reports) == 1
    assert [drop.kind for drop in dropped] == ["no-text"]


def test_markup_in_a_record_is_no_text_and_offsets_lead_back(tmp_path: Path) -> None:
    """Tags inside a text field are cut, and spans lead back behind them."""
    text = f"<p>{PARAGRAPHS[0]}</p>\n<script>var x = 1;</script><p>وقال <b>الوزير</b>: &laquo;نعم&raquo;</p>"
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": text}), encoding="utf-8")
    (report,), _ = made(tmp_path / "x.jsonl")
    assert "<" not in report.text
    assert "var" not in report.text
    at = report.text.index("الوزير: «نعم»")
    back = report.given(Span(at, at + len("الوزير: «نعم»")))
    assert back is not None
    assert text[back.start : back.end] == "الوزير</b>: &laquo;نعم&raquo;"


@pytest.mark.parametrize(("name", "comma"), [("x.csv", ","), ("x.csv", ";"), ("x.tsv", "\t")])
def test_table_rows_are_reports(tmp_path: Path, name: str, comma: str) -> None:
    """A line of names, then a report a line; a line with too few cells is told."""
    rows = [["id", "title", "content", "date"], ["1", "ميناء", f'"{PARAGRAPHS[0]}"', "2031-03-04"], ["2", "قصير"]]
    (tmp_path / name).write_text("\n".join(comma.join(row) for row in rows), encoding="utf-8-sig")
    (report,), (drop,) = made(tmp_path / name)
    assert (report.input_id, drop.kind) == ("1", "cut-row")
    assert report.published is not None


def test_archives_are_read_like_folders(tmp_path: Path) -> None:
    """Pages in ZIP and TAR give the reports they give alone; what else is in them is told."""
    line = json.dumps({"id": "1", "text": PARAGRAPHS[0]}).encode()
    members = {"a/x.html": PAGE.encode(), "b/y.jsonl": line, "../../z.txt": PARAGRAPHS[1].encode(), "p.png": b"\x89PNG"}
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    for path in (tmp_path / "x.zip", tmp_path / "x.tar.gz"):
        reports, dropped = made(path)
        assert len(reports) == 3
        assert [drop.kind for drop in dropped] == ["binary"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.tar.gz", "x.zip"]


def test_archive_bomb_is_bounded(tmp_path: Path) -> None:
    """An archive that unpacks to more than the limit is left at the limit, and told."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}.txt", f"{PARAGRAPHS[0]} {number} " * 400)
    options = ReadOptions(settings=Reading(archive_bytes=200_000))
    reports, dropped = made(tmp_path / "x.zip", options)
    assert 0 < len(reports) < 9
    assert "too-large" in {drop.kind for drop in dropped}


@pytest.mark.parametrize("zipped", [False, True])
def test_warc_pages_are_reports(tmp_path: Path, zipped: bool) -> None:
    """A page a response, with the record's address and capture time; answers that are no pages are told."""
    records = [
        warc_record("https://mina.example/1", PAGE.encode()),
        warc_record("https://mina.example/2", b"gone", "404 Not Found"),
        warc_record("https://mina.example/3", b"\x89PNG", kind="image/png"),
    ]
    name = "x.warc.gz" if zipped else "x.warc"
    (tmp_path / name).write_bytes(b"".join(gzip.compress(record) if zipped else record for record in records))
    (report,), dropped = made(tmp_path / name)
    assert [drop.kind for drop in dropped] == ["no-page", "no-page"]
    assert report.url == "https://mina.example/1"
    assert report.captured is not None
    assert (report.captured.at, report.captured.found) == (datetime(2031, 3, 4, 9, 10, 11, tzinfo=UTC), "warc")


def test_saved_page_is_read(tmp_path: Path) -> None:
    """The HTML part of a page saved as MHTML, with its address."""
    (tmp_path / "x.mhtml").write_bytes(
        b"From: <Saved>\r\nSnapshot-Content-Location: https://mina.example/9\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        b"Content-Transfer-Encoding: 8bit\r\n\r\n" + PAGE.encode() + b"\r\n--b--\r\n"
    )
    (report,), _ = made(tmp_path / "x.mhtml")
    assert report.url == "https://mina.example/9"
    assert PARAGRAPHS[1] in report.text


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("x.zip", b"PK\x03\x04 and then nothing", "cut-archive"),
        ("x.tar", b"no archive at all", "cut-archive"),
        ("x.tgz", b"\x1f\x8b\x08\x00 torn", "cut-archive"),
        ("x.warc", b"WARC/1.0\r\nWARC-Type: respon", "no-page"),
        ("x.warc.gz", gzip.compress(warc_record("https://mina.example/1", PAGE.encode()))[:120], "no-html"),
        ("x.xml", b'<?xml version="1.0"?><rss version="2.0"><channel><tit', "empty-feed"),
        ("x.csv", b"id,text\n", "empty"),
        ("x.mhtml", b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", "no-html"),
    ],
)
def test_torn_source_is_told(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    """A torn archive, feed or table is one drop with its reason."""
    (tmp_path / name).write_bytes(data)
    reports, dropped = made(tmp_path / name)
    assert reports == []
    assert [drop.kind for drop in dropped] == [kind]


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_damage_never_raises(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes cut, swapped or flipped anywhere in a page, a feed or an archive: reports and drops, never nothing."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.html", PAGE)
    kinds = {
        "x.html": PAGE.encode(),
        "x.xml": RSS.encode(),
        "x.zip": whole.getvalue(),
        "x.warc.gz": gzip.compress(warc_record("https://mina.example/1", PAGE.encode())),
        "x.csv": f'id,text\n1,"{PARAGRAPHS[0]}"\n'.encode(),
        "x.txt": PARAGRAPHS[0].encode("cp1256"),
    }
    name = data.draw(st.sampled_from(sorted(kinds)))
    raw = bytearray(kinds[name])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(raw) - 1))
        if data.draw(st.booleans()):
            raw[at] ^= 1 << data.draw(st.integers(0, 7))
        else:
            del raw[at : at + data.draw(st.integers(1, 60))]
        raw = raw or bytearray(b" ")
    (tmp_path / name).write_bytes(bytes(raw))
    out = list(read([tmp_path / name]))
    assert out
    for item in out:
        assert not isinstance(item, Drop) or (item.reason.endswith(".") and item.kind != "failed")


def test_real_pages_and_feeds_are_read(shared: Path) -> None:
    """Of the three real pages and six real feeds: every report, its outlet, and no line of the comment rules."""
    outlets = {"assabah.html": "assabah-tn", "cnn-2013.html": "cnnarabic", "lbc-2026.html.gz": "lbci"}
    for name, key in outlets.items():
        (report,), dropped = made(shared / "data/pages" / name)
        assert dropped == []
        assert report.outlet == f"outlet:{key}"
    days = {}
    for name in outlets:
        (report,), _ = made(shared / "data/pages" / name)
        days[name] = report.published and report.published.at.date().isoformat()
    assert days == {"assabah.html": "2019-02-08", "cnn-2013.html": "2013-08-28", "lbc-2026.html.gz": "2026-01-08"}
    gold = json.loads((shared / "data/pages/cnn-2013.json").read_text("utf-8"))["text"]
    (report,), _ = made(shared / "data/pages/cnn-2013.html")
    told = "\n".join(block.span.of(report.text) for block in report.blocks if block.kind not in ("title", "furniture"))
    assert told.split() == gold.split()
    (version,) = json.loads((shared / "data/pages/lbc-2026.json").read_text("utf-8")).values()
    paragraphs = [words for section in version["body"]["sections"] for words in section["paragraphs"]]
    (report,), _ = made(shared / "data/pages/lbc-2026.html.gz")
    told = "\n".join(block.span.of(report.text) for block in report.blocks if block.kind not in ("title", "furniture"))
    assert told.split() == " ".join(paragraphs).split()
    (asked,) = json.loads((shared / "data/pages/assabah.json").read_text("utf-8")).values()
    (report,), _ = made(shared / "data/pages/assabah.html")
    told = "\n".join(block.span.of(report.text) for block in report.blocks if block.kind != "furniture")
    assert [words for words in asked["with"] if words not in told] == []
    assert [words for words in asked["without"] if words in told] == []
    rules: set[str] = set()
    for path in sorted((shared / "data/feeds").iterdir()):
        reports, dropped = made(path)
        assert len(reports) in (10, 50)
        assert dropped == []
        assert all(report.published and report.outlet and "<" not in report.text for report in reports)
        given = [max(map(_words, _bodies(entry)), key=len) for entry in feedparser.parse(path.read_bytes()).entries]
        assert [words for words, report in zip(given, reports, strict=True) if words not in _words(report.text)] == []
        rules |= {cut.rule for report in reports for cut in report.furniture}
    assert rules == {"appeared-first", "get-the-app", "read-also"}


def _bodies(entry: Any) -> list[str]:
    """What an entry of a feed holds: its summary, its contents."""
    return [entry.get("summary", ""), *(content["value"] for content in entry.get("content", ()))]


def _words(text: str) -> str:
    """The words of a text without its tags and white space, composed."""
    return "".join(normalize("NFC", unescape(re.sub("<[^<>]+>", " ", unescape(text)))).split())


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("<div class='when'>الأربعاء، 28 آب/أغسطس 2030، آخر تحديث 14:05</div>", "2030-08-28T14:05:00 text"),
        ("<p>كتب: أحمد</p><span>3 مارس 2030</span>", "2030-03-03T00:00:00 text"),
        ("<span property='dc:date' content='2030-03-03T08:00:00+03:00'>الأحد</span>", "2030-03-03T08:00:00+03:00 meta"),
        ("<div>أخبار الميناء</div>", ""),
        (f"<p>{PARAGRAPHS[0]}</p><p>في 3 مارس 2030</p>", ""),  # a day the report speaks of
    ],
)
def test_a_stamp_below_the_headline(tmp_path: Path, below: str, said: str) -> None:
    """The day a page writes below its headline, or says in data of its elements, is that of the report."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><head><title>ميناء جديد يفتح</title></head><article><h1>ميناء جديد يفتح</h1>{below}{body}</article>"
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    (report,), _ = made(tmp_path / "x.html")
    at = report.published
    assert (f"{at.at.isoformat()} {at.found}" if at else "") == said


@pytest.mark.parametrize("element", ['<meta name="x" content="y">', "<time>x</time>", "<h1>x</h1>", "<b>x</b>"])
def test_thousands_of_elements_cost_little(tmp_path: Path, element: str) -> None:
    """A page with very many elements of the kind metadata stands in is read in time that grows with their number."""
    (tmp_path / "x.html").write_text(PAGE.replace("</head>", element * 3000 + "</head>"), encoding="utf-8")
    begun = time.process_time()
    reports, dropped = made(tmp_path / "x.html")
    assert time.process_time() - begun < 5
    assert len(reports) + len(dropped) == 1


@pytest.mark.parametrize("tags", ["<div>", "<ul><li>", "<section><div>"])
def test_a_page_nested_without_end_is_told(tmp_path: Path, tags: str) -> None:
    """A page whose tags stand thousands deep, over which extractors take minutes, is dropped at once; one that is as
    deep as templates go is read."""
    (tmp_path / "x.html").write_text(PAGE.replace("<article>", tags * 60_000 + "<article>"), encoding="utf-8")
    begun = time.monotonic()
    reports, (drop,) = made(tmp_path / "x.html")
    assert time.monotonic() - begun < 2
    assert (reports, drop.kind) == ([], "too-large")
    (tmp_path / "x.html").write_text(PAGE.replace("<article>", tags * 60 + "<article>"), encoding="utf-8")
    assert len(made(tmp_path / "x.html")[0]) == 1

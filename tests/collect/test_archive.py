"""Captures and their journal: readable by anyone, whole after any kill."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tawatur.collect.archive import Archive, archives, mended, visits
from tawatur.collect.fetching import Answer
from tawatur.collect.rounds import recovered
from tawatur.collect.visits import NAME, Visit, Visits
from tawatur.model import Report
from tawatur.read import read
from tests.collect.conftest import page

AT = 1_900_000_000.25


def kept(folder: Path, many: int = 3) -> Path:
    """A file of some captures."""
    archive = Archive(folder, AT)
    for number in range(many):
        headers = (
            (b"Content-Type", b"text/html"),
            (b"ETag", b'"%d"' % number),
            (b"Content-Encoding", b"gzip"),
            (b"Transfer-Encoding", b"chunked"),
        )
        answer = Answer(f"https://a.example/{number}", 200, headers, page(str(number)), 99, "203.0.113.9", AT + number)
        archive.put(f"https://a.example/from/{number}", answer, "https://a.example/feed")
    (path,) = archives(folder)
    return path


def test_records_are_as_the_standard_has_them(tmp_path: Path) -> None:
    """A head record, then a response each: address, day, where from, digests that hold, the body unpacked."""
    path = kept(tmp_path)
    with path.open("rb") as stream:
        info, *found = [(r.record_type, r.verify_block_digest()) for r in ArchiveIterator(stream, parse_http=False)]
    assert info == (WarcRecordType.warcinfo, True)
    assert found == [(WarcRecordType.response, True)] * 3
    with path.open("rb") as stream:
        for number, record in enumerate(ArchiveIterator(stream, record_types=WarcRecordType.response)):
            assert record.verify_payload_digest()
            headers = dict(record.headers)
            assert headers["WARC-Target-URI"] == f"https://a.example/{number}"
            assert headers["X-Requested-URI"] == f"https://a.example/from/{number}"
            assert headers["X-Named-By"] == "https://a.example/feed"
            assert headers["WARC-IP-Address"] == "203.0.113.9"
            assert headers["WARC-Date"] == f"2030-03-17T17:46:4{number}Z"
            http = dict(record.http_headers)
            assert http["X-Crawl-Content-Encoding"] == "gzip"
            assert http["X-Crawl-Transfer-Encoding"] == "chunked"
            assert "Content-Encoding" not in http
            assert record.reader.read() == page(str(number))


def test_same_captures_same_bytes(tmp_path: Path) -> None:
    """Responses captured at one time are the same to the byte wherever they are kept."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = (list(visits(kept(tmp_path / name))) for name in "ab")
    assert one == two
    assert [visit.etag for visit in one] == ['"0"', '"1"', '"2"']
    assert [visit.at for visit in one] == [1_900_000_000.0, 1_900_000_001.0, 1_900_000_002.0]


def test_a_file_torn_anywhere_is_mended(tmp_path: Path) -> None:
    """Cut at any byte, a file keeps every record before the cut, and is read without a drop."""
    whole = kept(tmp_path).read_bytes()
    had = 0
    for at in [*range(0, len(whole), 37), len(whole)]:
        path = archives(tmp_path)[0] if archives(tmp_path) else tmp_path / "x.warc.gz"
        path.write_bytes(whole[:at])
        torn = mended(path)
        if not path.exists():
            assert torn
            continue
        assert torn == (path.stat().st_size < at)
        assert not mended(path)
        out = list(read([path]))
        reports = [item for item in out if isinstance(item, Report)]
        assert len(reports) >= had
        assert all(item.kind == "empty" for item in out if not isinstance(item, Report))
        had = len(reports)
    assert had == 3


def test_two_rounds_in_one_second_are_two_files(tmp_path: Path) -> None:
    """A file is never added to by a later round; the later one stands behind it."""
    kept(tmp_path, 1)
    Archive(tmp_path, AT).put("https://a.example/", Answer("https://a.example/", 200, (), page("x")), "f")
    assert [path.name for path in archives(tmp_path)] == ["20300317T174640Z.warc.gz", "20300317T174640Z-1.warc.gz"]


def test_what_was_kept_and_not_told_is_recovered(tmp_path: Path) -> None:
    """Captures that the journal does not know of are put into it; those it knows better stay."""
    path = kept(tmp_path)
    Visits(tmp_path).put(Visit(url="https://a.example/from/1", at=AT + 500, etag='"later"'))
    with path.open("ab") as out:
        out.write(path.read_bytes()[:50])  # a kill in the middle of the next record
    assert recovered(tmp_path, ()) == [path]
    known = Visits(tmp_path).known()
    assert [known[f"https://a.example/from/{n}"].etag for n in range(3)] == ['"0"', '"later"', '"2"']
    assert recovered(tmp_path, {path.name}) == []


def test_a_file_of_somebody_else_costs_nothing(tmp_path: Path) -> None:
    """A file among the captures that is no WARC is left to the reader, which tells what is wrong with it."""
    (tmp_path / "other.warc.gz").write_bytes(gzip.compress(b"no archive at all"))
    assert [path.name for path in recovered(tmp_path, ())] == ["other.warc.gz"]


@pytest.mark.parametrize("torn", range(2, 60, 7))
def test_a_torn_journal_keeps_its_whole_lines(tmp_path: Path, torn: int) -> None:
    """What a kill cuts off the journal is one line; the next line does not run into it."""
    journal = Visits(tmp_path)
    for number in range(5):
        journal.put(Visit(url=f"https://a.example/{number}", at=AT, links=("https://a.example/x",)))
    data = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(data[:-torn])
    again = Visits(tmp_path)
    assert len(again.known()) == 4
    again.put(Visit(url="https://a.example/4", at=AT + 1))
    assert len(Visits(tmp_path).known()) == 5


def test_the_last_line_of_an_address_counts_and_the_journal_stays_short(tmp_path: Path) -> None:
    """Later visits replace earlier ones, and a journal of many rounds is written anew."""
    journal = Visits(tmp_path)
    for number in range(50):
        journal.put(Visit(url="https://a.example/", at=AT + number))
    again = Visits(tmp_path)
    known = again.get("https://a.example/")
    assert known is not None
    assert known.at == AT + 49
    assert len((tmp_path / NAME).read_bytes().splitlines()) == 1


def test_what_is_long_past_is_forgotten(tmp_path: Path) -> None:
    """Addresses not asked for a long time go; a host that asked for longer stays until then."""
    journal = Visits(tmp_path)
    journal.put(Visit(url="https://a.example/old", at=10.0))
    journal.put(Visit(url="https://a.example", at=10.0, until=AT))
    journal.put(Visit(url="https://a.example/new", at=AT))
    assert sorted(Visits(tmp_path, AT - 1).known()) == ["https://a.example", "https://a.example/new"]
    urls = [json.loads(line)["url"] for line in (tmp_path / NAME).read_bytes().splitlines()]
    assert "https://a.example/old" not in urls

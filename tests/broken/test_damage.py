"""Random damage to files of every kind: items in are reports and drops, nothing raises, nothing hangs."""

from __future__ import annotations

import gzip
import random
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from tawatur.model import Drop, Report, Span
from tawatur.read import read
from tests.broken.specimens import damaged, page, specimens, warc

SECONDS = 5.0  # for one small file; a hang would take longer on any machine
EACH = 16  # damaged copies of each specimen


def taken(path: Path, data: bytes) -> list[Report | Drop]:
    """What a file of these bytes gives."""
    path.write_bytes(data)
    return list(read([path]))


@pytest.mark.parametrize("name", specimens())
def test_whole_files_give_reports_alone(tmp_path: Path, name: str) -> None:
    """Before they are damaged all specimens are read without a drop, but for copies inside one file."""
    out = taken(tmp_path / name, specimens()[name])
    assert any(isinstance(item, Report) for item in out)
    assert {item.kind for item in out if isinstance(item, Drop)} <= {"duplicate"}


@pytest.mark.parametrize("name", specimens())
def test_damage_gives_reports_and_drops(tmp_path: Path, name: str) -> None:
    """However a file is damaged, it gives something in bounded time: drops with a reason, and sound reports."""
    rng = random.Random(name)
    for number in range(EACH):
        data = damaged(specimens()[name], rng)
        begun = time.process_time()
        out = taken(tmp_path / name, data)
        assert time.process_time() - begun < SECONDS
        assert out, number
        for item in out:
            sound(item)


def sound(item: Report | Drop) -> None:
    """A drop says in one sentence what is wrong, and never that we failed; a report keeps its own laws."""
    if isinstance(item, Drop):
        assert item.reason.endswith(".")
        assert item.kind != "failed", item.reason
        return
    assert item.text.strip()
    assert unicodedata.is_normalized("NFC", item.text)
    spans = [block.span for block in item.blocks]
    assert all(0 <= span.start < span.end <= len(item.text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    given = item.given(Span(len(item.text) // 2, len(item.text)))
    assert given is None or given.start <= given.end


@pytest.mark.parametrize("seed", range(60))
def test_every_line_is_counted_and_whole_ones_are_read(tmp_path: Path, seed: int) -> None:
    """Of damaged lines of JSON each is a report or a drop, and one that was not touched is a report as before."""
    rng = random.Random(seed)
    whole = specimens()["lines.jsonl"]
    data = damaged(whole, rng)
    lines = [line for line in data.split(b"\n") if line.strip()]
    out = taken(tmp_path / "x.jsonl", data)
    assert len(out) >= len(lines)  # a line may hold several
    expected = {item.text for item in taken(tmp_path / "whole.jsonl", b"\n".join(set(lines) & set(whole.split(b"\n"))))
                if isinstance(item, Report)}  # fmt: skip
    assert expected <= {item.text for item in out if isinstance(item, Report)}


@pytest.mark.parametrize("name", ["crawl.warc.gz", "lines.jsonl.gz", "heap.tar.gz", "crawl.warc", "lines.jsonl"])
def test_what_came_before_a_tear_is_kept(tmp_path: Path, name: str) -> None:
    """A file torn at its end gives all that stood whole before the tear, and tells the tear."""
    whole = specimens()[name]
    every = [item.text for item in taken(tmp_path / name, whole) if isinstance(item, Report)]
    had = 0
    for at in range(0, len(whole), max(len(whole) // 25, 1)):
        out = taken(tmp_path / name, whole[:at])
        got = [item.text for item in out if isinstance(item, Report)]
        known = sum(text in every for text in got)
        assert known >= had
        had = known
        assert len(got) - known <= 1  # the torn one
    assert had >= len(every) - 1


RECORDS = [warc(n, page(n).encode()) for n in range(8)]


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("at", [0, 3, 12, 0.2, 0.5, 0.9])
def test_a_damaged_record_costs_itself_only(tmp_path: Path, zipped: bool, at: float) -> None:
    """Reading a web archive goes on behind a record that is damaged anywhere, and tells the damage when it sees it."""
    records = [gzip.compress(record, mtime=0) if zipped else record for record in RECORDS]
    place = int(at * len(records[3])) if isinstance(at, float) else at
    records[3] = records[3][:place] + bytes([records[3][place] ^ 0xFF]) + records[3][place + 1 :]
    out = taken(tmp_path / ("x.warc.gz" if zipped else "x.warc"), b"".join(records))
    kept = {item.url for item in out if isinstance(item, Report)}
    assert kept >= {f"https://sahel.example/{n}" for n in range(8) if n != 3}
    assert len(out) == 8
    if zipped or at == 0:
        assert "cut-archive" in {item.kind for item in out if isinstance(item, Drop)}


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("length", ["9", "", "99999999"])
def test_a_record_that_lies_about_its_length_swallows_no_other(tmp_path: Path, zipped: bool, length: str) -> None:
    """Records behind one whose length is too long or too short are read."""
    records = list(RECORDS)
    records[3] = records[3].replace(b"Content-Length: 1", f"Content-Length: {length}".encode(), 1)
    data = b"".join(gzip.compress(record, mtime=0) if zipped else record for record in records)
    out = taken(tmp_path / ("x.warc.gz" if zipped else "x.warc"), data)
    urls = {item.url for item in out if isinstance(item, Report)}
    assert len(urls) >= 7
    assert "cut-archive" in {item.kind for item in out if isinstance(item, Drop)} or len(urls) == 8


@pytest.mark.parametrize("name", ["heap.zip", "stored.zip"])
def test_a_damaged_member_costs_itself_only(tmp_path: Path, name: str) -> None:
    """A file damaged inside a ZIP is told by its name; the other files are read."""
    whole = specimens()[name]
    at = whole.index(b"0.html") + 60
    out = taken(tmp_path / name, whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    (drop,) = (item for item in out if isinstance(item, Drop) and item.kind == "cut-archive")
    assert drop.where.endswith("!0.html")
    assert len({item.url for item in out if isinstance(item, Report)}) >= 3


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.zip", b"PK\x05\x06" + bytes(18)),
        ("x.tar", bytes(10240)),
        ("x.csv", b"id,text\n\n , \n"),
        ("x.tsv", b"\n\n"),
    ],
)
def test_what_holds_nothing_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    """An archive without files and a table without rows give one drop."""
    (drop,) = taken(tmp_path / name, data)
    assert isinstance(drop, Drop)

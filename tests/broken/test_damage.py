"""Random damage to files of every kind: items in are reports and drops, nothing raises, nothing hangs."""

from __future__ import annotations

import random
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from tests.broken.specimens import damaged, specimens

from tawatur.model import Drop, Report, Span
from tawatur.read import read

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
        begun = time.monotonic()
        out = taken(tmp_path / name, data)
        assert time.monotonic() - begun < SECONDS
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

"""Pages asked again are kept as revisits; the list of feeds names outlets; dossiers follow a round."""

from __future__ import annotations

import pytest
from fastwarc.warc import ArchiveIterator

import tawatur
from tawatur.collect.archive import archives
from tawatur.collect.rounds import recovered
from tawatur.collect.visits import Visits
from tawatur.model import Report
from tawatur.read import read
from tests.collect.conftest import QUICK, Desk, page
from tests.collect.server import answer, kept


def test_a_page_asked_again_is_kept_as_a_revisit(desk: Desk) -> None:
    """What is what it was, by the server's word or by its digest, is kept as a revisit that names its capture; an
    archive of revisits alone is read as nothing, and no drop."""
    desk.names("/a", "/b")
    desk.server.ways |= {"/a": kept(page("أ"), etag='"1"'), "/b": answer(page("ب"))}
    assert desk.round().captured == 2
    assert desk.round().unchanged == 2
    first, second = archives(desk.captures)
    with second.open("rb") as stream:
        records = [
            dict(record.headers.items()) for record in ArchiveIterator(stream) if "WARC-Profile" in record.headers
        ]
    assert sorted(record["WARC-Profile"].rpartition("/")[2] for record in records) == [
        "identical-payload-digest",
        "server-not-modified",
    ]
    with first.open("rb") as stream:
        dates = {record.headers["WARC-Date"] for record in ArchiveIterator(stream)}
    assert {record["WARC-Refers-To-Date"] for record in records} <= dates
    assert list(read([second])) == []


def test_a_revisit_tells_when_a_page_was_asked_last(desk: Desk) -> None:
    """A journal lost to a kill is made again of captures and revisits: digest and day of the capture, hour of the last
    visit."""
    desk.names("/a")
    desk.server.ways["/a"] = kept(page("أ"), etag='"1"')
    desk.round()
    desk.round()
    before = Visits(desk.captures).get(desk.server.url("/a"))
    (desk.captures / ".visits.jsonl").unlink()
    recovered(desk.captures, ())
    after = Visits(desk.captures).get(desk.server.url("/a"))
    assert before is not None
    assert after is not None
    assert (after.digest, after.etag, int(after.at)) == (before.digest, before.etag, int(before.at))


def test_outlet_of_a_feed(desk: Desk) -> None:
    """The outlet a feed's list names is that of the reports, whatever their pages say of it."""
    desk.write(feeds=("/feed",), outlet="صحيفة المرفأ")
    desk.names("/a")
    desk.server.ways["/a"] = answer(page("أ"))
    desk.round()
    (report,) = read(archives(desk.captures))
    assert isinstance(report, Report)
    assert report.outlet_name == "صحيفة المرفأ"


@pytest.mark.parametrize("again", [False, True])
def test_dossiers_after_a_round(desk: Desk, again: bool) -> None:
    """A round writes the pages of its stories into a folder, also when nothing was new."""
    desk.names("/a")
    desk.server.ways["/a"] = kept(page("أ"), etag='"1"')
    settings = tawatur.Settings(collecting=QUICK)
    for _ in range(1 + again):
        got = tawatur.collect(
            desk.list, desk.folder / "news.db", desk.folder / "dossiers", workers=1, language="en", settings=settings
        )
    assert got.summary.dossiers == 1
    assert (desk.folder / "dossiers" / "index.html").is_file()

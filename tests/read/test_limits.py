"""Bounds of one item: time, and what of a page is a trap."""

from __future__ import annotations

import io
import signal
from pathlib import Path

import pytest

from tawatur.model import Drop, Report
from tawatur.read import ReadOptions, read
from tawatur.read.limits import LateError, trap, within
from tawatur.settings import Reading
from tests.broken.specimens import feeds, page, printed
from tests.read.test_hostile import parts

SLOW = ReadOptions(settings=Reading(item_seconds=0.02))


def spin() -> None:
    """Works on and on, and swallows every exception."""
    while True:
        try:
            sum(range(10_000))
        except Exception:
            continue


def test_a_block_over_its_time_ends() -> None:
    """What takes too long is ended, though it catches every exception; the alarm is off and free afterwards."""
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(LateError), within(0.05):
        spin()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_of_two_blocks_the_outer_counts() -> None:
    """A block inside another neither lengthens nor ends the time of the outer one."""

    def nested() -> None:
        with within(60):
            pass
        spin()

    with pytest.raises(LateError), within(0.05):
        nested()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "x.html",
            page().replace("</article>", "<p>and one more paragraph of it</p>" * 20_000 + "</article>").encode(),
        ),
        (
            "x.xml",
            feeds()["rss.xml"].replace("</channel>", "<item><title>x</title></item>" * 5000 + "</channel>").encode(),
        ),
        ("x.mhtml", parts(300, 20_000)),
    ],
)
def test_an_item_over_its_time_is_a_drop(tmp_path: Path, name: str, data: bytes) -> None:
    """A page or a feed that takes longer than an item may is dropped with a reason, and reading goes on."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "y.html").write_text(page())
    found = {Path(item.where).name if isinstance(item, Drop) else "report": item for item in read([tmp_path], SLOW)}
    drop = found[name]
    assert isinstance(drop, Drop)
    assert drop.kind == "slow"
    assert "0.02 s" in drop.reason


def test_a_printed_page_over_its_time(tmp_path: Path) -> None:
    """A PDF that takes too long is a drop like any other."""
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    for _ in range(60):
        writer.append(io.BytesIO(printed()))
    writer.write(tmp_path / "x.pdf")
    (drop,) = read([tmp_path / "x.pdf"], SLOW)
    assert isinstance(drop, Drop)
    assert drop.kind == "slow"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<div>" * 4000, "deep"),
        ("<b>x</b>" * 200_001, "tags"),
        ("<p " + " ".join(f"a{n}=1" for n in range(6000)) + ">", "attributes"),
        ("<p class='" + "a " * 20_000 + "'>x", ""),
        ("< " * 300_000, ""),
        ("<div><p>x</p></div>" * 4000, ""),
        (page(), ""),
    ],
)
def test_traps(html: str, said: str) -> None:
    """Depth, tags and attributes beyond what pages have are told; length alone is no trap."""
    reason = trap(html, Reading())
    assert (said in reason) if said else reason == ""


def test_time_that_is_enough(tmp_path: Path) -> None:
    """A usual page is far below the limit."""
    (tmp_path / "x.html").write_text(page())
    (report,) = read([tmp_path / "x.html"])
    assert isinstance(report, Report)

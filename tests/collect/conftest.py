"""A loopback server, pages for it, and rounds with small limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from tawatur.collect import Round, collected, feed_list
from tawatur.model import Report
from tawatur.read import read
from tawatur.settings import Collecting, Reading
from tests.collect.server import Server, Way, answer, serving

QUICK = Collecting(
    page_bytes=300_000,
    page_seconds=1.0,
    silent_seconds=0.4,
    delay_seconds=0.0,
    tries=2,
    back_off_seconds=0.01,
    retry_after_most_seconds=2.0,
    again_hours=0.0,
)
SENTENCES = (
    "افتتح رئيس البلدية أمس سوق {} بعد ترميم دام ثلاث سنوات وشمل أروقته كلها.",
    "وقال إن السوق يستقبل مئتي بائع في اليوم، وإن الإيجار لا يتغير حتى نهاية العام.",
    "ويعود بناء السوق إلى القرن الماضي، وقد أغلق مرتين بسبب السيول قبل أن يرمم.",
)


def page(name: str, more: str = "") -> bytes:
    """A page of a market."""
    body = "".join(f"<p>{words.format(name)}</p>" for words in (*SENTENCES, more) if words)
    head = f'<meta charset="utf-8"><title>سوق {name}</title><meta property="og:site_name" content="أخبار الأسواق">'
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def rss(*links: str) -> bytes:
    """A feed that names these pages."""
    entries = "".join(f"<item><title>خبر</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>أسواق</title>{entries}</channel></rss>'.encode()


class Desk:
    """A folder of captures, a server, and a list with one feed; rounds over it."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.captures = folder / "news.captures"
        self.captures.mkdir()
        self.list = folder / "feeds.toml"
        self.write()
        server.ways["/robots.txt"] = answer(b"", "404 Not Found")

    def write(self, feeds: tuple[str, ...] = ("/feed",), more: str = "", allow: bool = True, outlet: str = "") -> None:
        """Writes the list."""
        lines = [more, f'allow = ["{self.server.place}"]' if allow else ""]
        named = f'\noutlet = "{outlet}"' if outlet else ""
        lines += [f'[[feed]]\nurl = "{feed if "//" in feed else self.server.url(feed)}"{named}' for feed in feeds]
        self.list.write_text("\n".join(lines), encoding="utf-8")

    def names(self, *paths: str) -> None:
        """Has the feed name these pages."""
        self.server.ways["/feed"] = answer(rss(*map(self.server.url, paths)), kind="application/rss+xml")

    def round(self, **limits: object) -> Round:
        """One round; its account adds up."""
        settings = msgspec.structs.replace(QUICK, **limits)
        made = collected(feed_list(self.list), self.captures, settings, Reading())
        assert made.whole
        return made

    def reports(self) -> list[Report]:
        """What the captures hold."""
        return [item for item in read([self.captures]) if isinstance(item, Report)]


@pytest.fixture
def server() -> Iterator[Server]:
    """A running server."""
    with serving() as running:
        yield running


@pytest.fixture
def desk(server: Server, tmp_path: Path) -> Desk:
    """A desk with a feed that names nothing yet."""
    return Desk(server, tmp_path)


@pytest.fixture
def one(desk: Desk) -> Callable[..., Round]:
    """A round over a feed that names one page, which behaves in a given way."""

    def made(way: Way, **limits: object) -> Round:
        desk.names("/page")
        desk.server.ways["/page"] = way
        return desk.round(**limits)

    return made

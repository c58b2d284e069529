"""Collecting from a server that misbehaves in every way we know: what is kept, what is told, and in what time."""

from __future__ import annotations

import gzip
import os
import signal
import time
import zlib
from collections.abc import Callable
from itertools import pairwise
from threading import Timer

import pytest

from tawatur.collect import Round, archives
from tests.collect.conftest import SENTENCES, Desk, page, rss
from tests.collect.server import Way, answer, endless, in_turn, kept, missing, moved, packed, raw

One = Callable[..., Round]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
MEGABYTE = 1_000_000


def told(text: str) -> list[str]:
    """The sentences of the invented page that a text holds."""
    return [words for words in SENTENCES if words.partition("{")[0] in text]


def test_pages_a_feed_names_are_kept(desk: Desk) -> None:
    """Every page of the feed is captured once and read as a report with its address and the time of capture."""
    desk.names("/a", "/b", "/a#top")
    for name in ("a", "b"):
        desk.server.ways[f"/{name}"] = answer(page(name))
    made = desk.round()
    assert (made.feeds, made.feeds_read, made.pages, made.captured, made.drops) == (1, 1, 2, 2, ())
    reports = desk.reports()
    assert sorted(report.url for report in reports) == [desk.server.url("/a"), desk.server.url("/b")]
    assert all(told(report.text) == list(SENTENCES) for report in reports)
    assert all(report.captured and abs(report.captured.at.timestamp() - time.time()) < 60 for report in reports)


@pytest.mark.parametrize(
    ("feed", "kind"),
    [
        (rss("{}"), "application/rss+xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{}"/></entry></feed>', "application/atom+xml"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "{}"}]}', "application/json"),
        (rss("/a"), "text/plain"),
        (rss("a#part"), "text/xml"),
    ],
    ids=["rss", "atom", "json", "rooted", "relative"],
)
def test_feeds_of_every_kind(desk: Desk, feed: bytes, kind: str) -> None:
    """RSS, Atom and JSON Feed, with whole or relative addresses."""
    desk.server.ways["/feed"] = answer(feed.replace(b"{}", desk.server.url("/a").encode()), kind=kind)
    desk.server.ways["/a"] = answer(page("a"))
    assert desk.round().captured == 1


def test_what_has_not_changed_is_not_kept_again(desk: Desk) -> None:
    """A second round asks with ETag or Last-Modified and keeps no page; so it does where the server knows neither."""
    desk.server.ways["/feed"] = kept(rss(*map(desk.server.url, ("/e", "/m", "/n"))), etag='"f1"')
    desk.server.ways["/e"] = kept(page("e"), etag='"v1"')
    desk.server.ways["/m"] = kept(page("m"), modified="Mon, 03 Mar 2031 10:00:00 GMT")
    desk.server.ways["/n"] = answer(page("n"))
    assert desk.round().captured == 3
    again = desk.round()
    assert (again.feeds_read, again.captured, again.unchanged) == (1, 0, 3)
    last = {asked.path: asked.headers for asked in desk.server.asked}
    assert last["/feed"]["if-none-match"] == '"f1"'
    assert last["/e"]["if-none-match"] == '"v1"'
    assert last["/m"]["if-modified-since"] == "Mon, 03 Mar 2031 10:00:00 GMT"
    assert len(desk.reports()) == 3


def test_changed_content_is_a_further_capture(one: One, desk: Desk) -> None:
    """A page that says something else under the same address is kept beside what it said before."""
    assert one(in_turn(answer(page("a")), answer(page("a", "وأضاف أن السوق يفتح ليلا أيضا.")))).captured == 1
    assert desk.round().captured == 1
    assert desk.round().unchanged == 1
    assert len({report.text for report in desk.reports()}) == 2


def test_a_page_seen_a_short_while_ago_waits(one: One, desk: Desk) -> None:
    """Pages are asked again only after some hours."""
    assert one(answer(page("a")), again_hours=1.0).captured == 1
    assert desk.round(again_hours=1.0).waiting == 1
    assert desk.server.paths().count("/page") == 1


# ── misbehaviour, a page at a time ───────────────────────────────────────────────────────────────────────────────────

CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
BOMB = zlib.compress(bytes(50 * MEGABYTE), 9)


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        (missing, "status"),
        (answer(b"", "500 Internal Server Error"), "busy"),
        (answer(b"", "401 Unauthorized"), "status"),
        (raw(), "cut"),
        (raw(b"\x00\xff\xfe nothing like HTTP\r\n\r\n"), "cut"),
        (raw(HEAD + b"Content-Length: 90000\r\n\r\n" + page("a")), "cut"),
        (raw(HEAD + b"Content-Length: -5\r\n\r\n" + page("a")), "cut"),
        (raw(HEAD + b"Content-Length: 10\r\nContent-Length: 20\r\n\r\n" + page("a")), "cut"),
        (raw(CHUNKED + b"fffff\r\n" + page("a")), "cut"),
        (raw(CHUNKED + b"what\r\n" + page("a")), "cut"),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 500_000), "cut"),
        (answer(bytes(400_000)), "too-large"),
        (raw(HEAD + b"Content-Length: 50000000\r\n\r\n" + b"x" * 1000), "too-large"),
        (raw(HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n"), "cut"),
        (endless(b"x" * 65536), "too-large"),
        (endless(b"10000\r\n" + b"x" * 65536 + b"\r\n", head=CHUNKED), "too-large"),
        (answer(BOMB, Content_Encoding="deflate"), "too-large"),
        (answer(gzip.compress(bytes(50 * MEGABYTE)), Content_Encoding="gzip"), "too-large"),
        (answer(gzip.compress(page("a"))[:-40], Content_Encoding="gzip"), "cut"),
        (answer(page("a"), Content_Encoding="gzip"), "cut"),
        (answer(page("a"), Content_Encoding="br"), "coding"),
        (answer(b"%PDF-1.7", kind="application/pdf"), "no-page"),
        (endless(b"x", pause=0.05), "slow"),
        (endless(b"X-Drip: 1\r\n", pause=0.05, head=b"HTTP/1.1 200 OK\r\n"), "slow"),
        (raw(HEAD, pause=30.0), "slow"),
        (moved("/page"), "redirect"),
        (moved("/other"), "redirect"),
        (moved("ftp://127.0.0.1/x"), "redirect"),
        (moved("javascript:alert(1)"), "redirect"),
        (moved("http://[::1"), "redirect"),
        (answer(b"", "302 Found"), "status"),
        (answer(b"", "304 Not Modified"), "status"),
    ],
)
def test_misbehaviour_is_told_and_bounded(one: One, desk: Desk, way: Way, kind: str) -> None:
    """Each kind of misbehaviour is one drop of its kind, within the time allowed, and keeps nothing."""
    desk.server.ways["/other"] = moved("/page")
    begun = time.monotonic()
    made = one(way)
    assert time.monotonic() - begun < 5
    assert made.dropped == {kind: 1}
    (drop,) = made.drops
    assert drop.where == desk.server.url("/page")
    assert drop.reason.endswith(".")
    assert archives(desk.captures) == []


def test_too_many_redirects(one: One, desk: Desk) -> None:
    """A chain of redirects longer than allowed is left."""
    for number in range(10):
        desk.server.ways[f"/{number}"] = moved(f"/{number + 1}")
    assert one(moved("/0")).dropped == {"redirect": 1}
    assert "/9" not in desk.server.paths()


def test_fifty_megabytes_cost_only_the_limit(one: One, desk: Desk) -> None:
    """Of a page that never ends hardly more is taken than the limit allows."""
    sent = 0

    def way(asked: object, send: Callable[[bytes], None]) -> None:
        nonlocal sent
        send(HEAD + b"\r\n")
        for _ in range(50):
            send(b"x" * MEGABYTE)
            sent += MEGABYTE

    assert one(way).dropped == {"too-large": 1}
    assert sent < 40 * MEGABYTE


def test_one_bad_page_costs_no_other(desk: Desk) -> None:
    """Good pages among bad ones are kept."""
    desk.names("/a", "/bad", "/worse", "/b")
    desk.server.ways |= {"/a": answer(page("a")), "/b": packed(page("b")), "/bad": raw(b"?"), "/worse": moved("/worse")}
    made = desk.round()
    assert (made.captured, made.dropped) == (2, {"cut": 1, "redirect": 1})
    assert len(desk.reports()) == 2


@pytest.mark.parametrize(
    "way",
    [
        packed(page("a")),
        answer(zlib.compress(page("a")), Content_Encoding="deflate"),
        answer(gzip.compress(page("a")[:200]) + gzip.compress(page("a")[200:]), Content_Encoding="x-gzip"),
        answer(page("a"), Content_Length=""),
        raw(CHUNKED + b"%x\r\n%b\r\n0\r\n\r\n" % (len(page("a")), page("a"))),
        answer(page("a") + b"x" * 50, Content_Length=str(len(page("a")))),
        answer(page("a"), kind=""),
        in_turn(answer(b"", "503 Service Unavailable"), answer(page("a"))),
        in_turn(raw(b"HTT"), answer(page("a"))),
        in_turn(raw(HEAD + b"Content-Length: 90000\r\n\r\n" + page("a")[:100]), answer(page("a"))),
        in_turn(raw(pause=0.6), answer(page("a"))),
    ],
    ids=["gzip", "deflate", "members", "no-length", "chunked", "more", "no-type", "503", "torn", "cut", "silent"],
)
def test_good_answers_in_odd_forms(one: One, desk: Desk, way: Way) -> None:
    """Packed, in chunks, without a length, longer than it says, or only at the second try: the page is had whole."""
    assert one(way).captured == 1
    (report,) = desk.reports()
    assert told(report.text) == list(SENTENCES)


def test_wrong_charset(one: One, desk: Desk) -> None:
    """A page that is in another encoding than its header and its own words say is read as what it is."""
    assert one(answer(page("القلعة").decode().encode("cp1256"))).captured == 1
    (report,) = desk.reports()
    assert told(report.text) == list(SENTENCES)


def test_redirect_to_a_page(one: One, desk: Desk) -> None:
    """A page behind a redirect is kept under the address it was found at, and not asked for anew each round."""
    desk.server.ways["/behind"] = kept(page("a"), etag='"1"')
    assert one(moved("/behind", "301 Moved Permanently")).captured == 1
    (report,) = desk.reports()
    assert report.url == desk.server.url("/behind")
    assert desk.round().unchanged == 1


def test_retry_after_is_kept_to(one: One, desk: Desk) -> None:
    """A server that is too busy is asked again after the time it names."""
    assert one(in_turn(answer(b"", "429 Too Many Requests", Retry_After="1"), answer(page("a")))).captured == 1
    first, second = (asked.at for asked in desk.server.asked if asked.path == "/page")
    assert second - first >= 1.0


def test_a_long_retry_after_ends_the_round_for_the_host(desk: Desk) -> None:
    """One who asks to be left alone for an hour is asked nothing more, in this round and the next."""
    desk.names("/a", "/b")
    desk.server.ways |= {"/a": answer(b"", "429 Too Many Requests", Retry_After="3600"), "/b": answer(page("b"))}
    assert desk.round().dropped == {"busy": 2}
    before = len(desk.server.asked)
    assert desk.round().dropped == {"busy": 1}  # the feed, on the same host
    assert len(desk.server.asked) == before


# ── feeds that misbehave ─────────────────────────────────────────────────────────────────────────────────────────────


def test_feed_cut_in_two(desk: Desk) -> None:
    """Of a feed that ends in the middle the entries before it are followed."""
    desk.server.ways |= {f"/{n}": answer(page(str(n))) for n in range(4)}
    whole = rss(*(desk.server.url(f"/{n}") for n in range(4)))
    desk.server.ways["/feed"] = answer(whole[: whole.index(b"/2<")])
    made = desk.round()
    assert made.captured >= 2
    assert made.feeds_read == 1


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        (answer(b"<html>no feed</html>"), "empty-feed"),
        (answer(b""), "empty-feed"),
        (answer(b"\x89PNG" + bytes(100)), "empty-feed"),
        (missing, "status"),
        (moved("/broken"), "redirect"),
        (answer(b"[" * 100_000, kind="application/json"), "empty-feed"),
        (answer(b'{"items": 5}', kind="application/json"), "empty-feed"),
        (answer(rss("mailto:a@b.example", "")), "no-link"),
    ],
)
def test_a_feed_that_is_none_costs_itself_only(desk: Desk, way: Way, kind: str) -> None:
    """A feed that cannot be had or read is one drop (an entry without a page one each); the other feed is read."""
    desk.write(("/broken", "/feed"))
    desk.names("/a")
    desk.server.ways |= {"/a": answer(page("a")), "/broken": way}
    made = desk.round()
    assert made.captured == 1
    assert set(made.dropped) == {kind}


def test_what_a_feed_named_is_known_when_it_has_not_changed(desk: Desk) -> None:
    """A page that could not be had is asked for again although the feed answers 304."""
    desk.server.ways["/feed"] = kept(rss(desk.server.url("/a")), etag='"f"')
    desk.server.ways["/a"] = answer(b"", "503 Service Unavailable")
    assert desk.round().dropped == {"busy": 1}
    desk.server.ways["/a"] = answer(page("a"))
    assert desk.round().captured == 1


def test_entries_of_a_feed_without_pages_are_the_reports(desk: Desk) -> None:
    """With `pages = false` the feed itself is captured, when it has changed, and its entries are read."""
    items = "".join(
        f"<item><title>سوق {n}</title><guid>{n}</guid><link>http://x.example/{n}</link><description>"
        f"{' '.join(SENTENCES).format(n)}</description></item>"
        for n in range(3)
    )
    feed = f'<rss version="2.0"><channel><title>أسواق</title>{items}</channel></rss>'.encode()
    desk.server.ways["/feed"] = answer(feed, kind="application/rss+xml")
    desk.list.write_text(desk.list.read_text() + "\npages = false\n")
    assert desk.round().captured == 1
    assert desk.round().unchanged == 1
    assert len(desk.reports()) == 3
    assert desk.server.paths().count("/feed") == 2


# ── politeness ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_robots_txt_is_obeyed(desk: Desk) -> None:
    """What robots.txt forbids us is not asked for, and told; the rest is. It is asked for once a day."""
    desk.names("/open/a", "/closed/b")
    desk.server.ways |= {f"/{name}": answer(page(name)) for name in ("open/a", "closed/b")}
    desk.server.ways["/robots.txt"] = answer(b"User-agent: tawatur\nDisallow: /closed/\n", kind="text/plain")
    for _ in range(2):
        made = desk.round()
        assert made.dropped == {"robots": 1}
    assert "/closed/b" not in desk.server.paths()
    assert desk.server.paths().count("/robots.txt") == 1
    assert desk.server.paths()[0] == "/robots.txt"


def test_robots_txt_behind_a_redirect_to_what_is_forbidden(desk: Desk) -> None:
    """A redirect does not lead around robots.txt."""
    desk.names("/open")
    desk.server.ways |= {"/open": moved("/closed"), "/closed": answer(page("x"))}
    desk.server.ways["/robots.txt"] = answer(b"User-agent: *\nDisallow: /closed\n", kind="text/plain")
    assert desk.round().dropped == {"robots": 1}
    assert "/closed" not in desk.server.paths()


@pytest.mark.parametrize("way", [answer(b"", "503 Service Unavailable"), raw(), raw(pause=30.0)])
def test_robots_txt_that_cannot_be_had_closes_the_host(desk: Desk, way: Way) -> None:
    """While a host's robots.txt is out of reach, nothing else of it is asked (RFC 9309)."""
    desk.names("/a")
    desk.server.ways |= {"/a": answer(page("a")), "/robots.txt": way}
    assert desk.round().dropped == {"busy": 1}
    assert set(desk.server.paths()) == {"/robots.txt"}


def test_robots_txt_of_any_size(desk: Desk) -> None:
    """Of an endless robots.txt the beginning counts."""
    desk.names("/a")
    desk.server.ways["/a"] = answer(page("a"))
    head = b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /a\n"
    desk.server.ways["/robots.txt"] = endless(b"Disallow: /b\n" * 1000, head=head)
    assert desk.round(robots_bytes=50_000).captured == 0


def test_one_thing_at_a_time_and_slowly(desk: Desk) -> None:
    """A host is asked one thing at a time, with the delay between, and a longer one where robots.txt asks for it."""
    desk.names("/a", "/b", "/c")
    desk.server.ways |= {f"/{name}": answer(page(name)) for name in "abc"}
    desk.round(delay_seconds=0.1)
    times = [asked.at for asked in desk.server.asked]
    assert desk.server.busiest == 1
    assert min(later - sooner for sooner, later in pairwise(times)) >= 0.1
    desk.server.asked.clear()
    desk.server.ways["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 0.3\n")
    desk.round(robots_hours=0.0)
    times = [asked.at for asked in desk.server.asked if asked.path != "/robots.txt"]
    assert min(later - sooner for sooner, later in pairwise(times)) >= 0.3


def test_we_say_who_we_are(desk: Desk) -> None:
    """Every request is signed, with the agent of the list where it gives one."""
    desk.names()
    desk.round()
    assert all(asked.headers["user-agent"].startswith("tawatur/") for asked in desk.server.asked)
    desk.server.asked.clear()
    desk.write(more='agent = "market-desk/2 (+https://desk.example/bot)"')
    desk.round(robots_hours=0.0)
    assert {asked.headers["user-agent"] for asked in desk.server.asked} == {"market-desk/2 (+https://desk.example/bot)"}


def test_so_many_pages_of_one_host_a_round(desk: Desk) -> None:
    """What is over a host's share is left for the next round, and then had."""
    desk.names(*(f"/{n}" for n in range(5)))
    desk.server.ways |= {f"/{n}": answer(page(str(n))) for n in range(5)}
    made = desk.round(host_pages=3, again_hours=1.0)
    assert (made.captured, made.later) == (3, 2)
    made = desk.round(host_pages=3, again_hours=1.0)
    assert (made.captured, made.later, made.waiting) == (2, 0, 3)


def test_a_round_ends_in_time(desk: Desk) -> None:
    """When the time of a round is over, the rest is left for the next one."""
    desk.names(*(f"/{n}" for n in range(9)))
    desk.server.ways |= {f"/{n}": answer(page(str(n))) for n in range(9)}
    made = desk.round(delay_seconds=0.1, round_seconds=0.4)
    assert made.later > 0
    assert made.captured > 0


# ── addresses ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_private_addresses_are_refused_unless_allowed(desk: Desk) -> None:
    """The loopback is not asked for anything when the list does not allow it by name."""
    desk.names("/a")
    desk.write(allow=False)
    made = desk.round()
    assert made.dropped == {"private": 1}
    assert desk.server.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_no_name_leads_to_a_private_address(desk: Desk, host: str) -> None:
    """Whatever a host is called, its address decides; only the host and port that were allowed may be private."""
    port = desk.server.place.partition(":")[2]
    desk.server.ways["/feed"] = answer(rss(f"http://{host}:{int(port) % 60000 + 1}/x", desk.server.url("/a")))
    desk.server.ways["/a"] = answer(page("a"))
    made = desk.round()
    assert (made.captured, sum(made.dropped.values())) == (1, 1)
    assert set(made.dropped) <= {"private", "unreachable"} if host != "[::1]" else made.dropped
    assert made.dropped.get("private", 0) == 1 or "::" in host


def test_no_redirect_leads_to_a_private_address(one: One, desk: Desk) -> None:
    """The address is checked at every hop."""
    assert one(moved("http://localhost:9/secret")).dropped == {"private": 1}


def test_an_interrupt_keeps_what_was_captured(desk: Desk) -> None:
    """Stopped in the middle, a round leaves whole captures; the next one asks only for the rest."""
    desk.names("/a", "/b", "/c")
    desk.server.ways |= {"/a": answer(page("a")), "/b": answer(page("b")), "/c": raw(pause=5.0)}
    timer = Timer(0.4, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        desk.round(silent_seconds=5.0, page_seconds=5.0)
    timer.join()
    assert time.monotonic() - begun < 2
    assert len(desk.reports()) == 2
    desk.server.ways["/c"] = answer(page("c"))
    made = desk.round(again_hours=1.0)
    assert (made.waiting, made.captured) == (2, 1)
    assert len(desk.reports()) == 3


def test_a_host_that_fails_again_and_again_is_left_alone(desk: Desk) -> None:
    """After so many requests that came to nothing, the rest of a host's pages are not asked for in this round."""
    desk.names(*(f"/{n}" for n in range(9)))
    desk.server.ways |= {f"/{n}": answer(b"", "500 Internal Server Error") for n in range(9)}
    made = desk.round(host_failures=4)
    assert made.dropped == {"busy": 9}
    assert len({path for path in desk.server.paths() if path[1:].isdecimal()}) == 2

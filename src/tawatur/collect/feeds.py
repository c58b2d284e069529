"""The list of feeds to collect, and the pages a feed names."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec

from tawatur.collect.addresses import joined, page_address
from tawatur.errors import InputError
from tawatur.read.decode import decoded
from tawatur.read.feeds import parsed_feed
from tawatur.read.json_lines import record_of
from tawatur.settings import Reading

AGENT = f"tawatur/{version('tawatur')}"


class Feed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One feed."""

    url: str
    pages: bool = True  # fetch the pages its entries name; else the entries themselves are the reports
    outlet: str = ""  # who publishes what it names: a key, a name or an address; "" where the pages tell it themselves


class FeedList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to collect, as FEEDS.toml says it."""

    feed: tuple[Feed, ...]
    agent: str = AGENT  # how we sign: a name, and an address where we can be told to stop
    allow: tuple[str, ...] = ()  # hosts, or hosts with their port, that may have private addresses


class Links(NamedTuple):
    """What a feed names."""

    pages: tuple[str, ...]  # addresses, each once, in the feed's order
    bare: int  # entries that name no page


def feed_list(path: Path) -> FeedList:
    """The list in a TOML file. Raises `InputError`, one sentence, for a file that is none."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8-sig")), FeedList)
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({(error.strerror or 'no reason given').lower()}).") from None
    except (ValueError, msgspec.ValidationError) as error:
        said = str(error).rstrip(".")
        raise InputError(str(path), f"is no list of feeds ({said}): write a [[feed]] with its url for each.") from None
    for feed in found.feed:
        if not page_address(feed.url):
            raise InputError(str(path), f"{feed.url!r} is no address of a feed: give http://… or https://… .")
    if not found.feed:
        raise InputError(str(path), "names no feed: write a [[feed]] with its url for each.")
    feeds = tuple(msgspec.structs.replace(feed, url=page_address(feed.url)) for feed in found.feed)
    addresses = [feed.url for feed in feeds]
    twice = [url for url in addresses if addresses.count(url) > 1]
    if twice:
        raise InputError(str(path), f"names {twice[0]} twice: once is enough.")
    if not found.agent.strip() or not found.agent.isascii() or not found.agent.isprintable():
        raise InputError(str(path), "the agent must be printable ASCII: a header carries it.")
    return msgspec.structs.replace(found, feed=feeds)


def links(data: bytes, base: str, settings: Reading) -> Links:
    """The pages that the entries of a feed (RSS, Atom, JSON Feed) name, as far as it can be read; `base` is the feed's
    own address."""
    text, _, _ = decoded(data, settings)
    named = _json_links(data) if text.lstrip()[:1] == "{" else [_link(entry) for entry in parsed_feed(text).entries]
    found = [joined(base, link) if link else "" for link in named]
    return Links(tuple(dict.fromkeys(filter(None, found))), found.count(""))


def _json_links(data: bytes) -> list[str]:
    try:
        record = record_of(data)
    except ValueError:
        return []
    items = record.get("items") if isinstance(record, dict) else None
    entries = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [_link({"link": entry.get("url") or entry.get("external_url")}) for entry in entries]


def _link(entry: dict[str, object]) -> str:
    value = entry.get("link")
    return value.strip() if isinstance(value, str) else ""

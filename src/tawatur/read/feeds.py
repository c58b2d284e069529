"""Feed files (RSS, Atom) to items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec

from tawatur.keys import digest
from tawatur.model import Drop
from tawatur.read.decode import decoded
from tawatur.read.limits import LateError, late, within
from tawatur.read.normal import marked_up
from tawatur.read.options import Item, ReadOptions
from tawatur.read.text import unread
from tawatur.read.times import instant

_DECLARATION = re.compile(r"^\s*<\?xml.*?>", re.DOTALL)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,4000})|([0-9]{1,4000}));?")
# the first element of the file, behind declaration and comments: pages hold such words in comments and examples
_FEED = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:(?:<\?.{0,400}?>|<!--.{0,1500}?-->|<!DOCTYPE\s+(?!html).{0,200}?>)\s*){0,6}"
    rb"<(?:rss|feed|rdf:RDF)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def _legal(reference: re.Match[str]) -> str:
    """A numeric reference, or U+FFFD for one that XML has no character for: the parser would fall over it."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return reference[0] if legal else "\ufffd"


def is_feed(data: bytes) -> bool:
    """Whether the bytes are an RSS or Atom file."""
    return bool(_FEED.match(data[:4096]))


def parsed_feed(text: str) -> Any:
    """The feed as its parser gives it (`feed`, `entries`), as far as it can be read."""
    import feedparser  # only when there is a feed

    # without its declaration, which a torn feed may have broken: the parser would believe it, or fall over it
    plain = _REFERENCE.sub(_legal, _DECLARATION.sub("", text)).encode("utf-8", "replace")
    return feedparser.parse(plain, sanitize_html=False, resolve_relative_uris=False)


def feed(data: bytes, where: str, path: str, options: ReadOptions) -> Iterator[Item | Drop]:
    """The items of a feed, each with the fullest text it carries; a drop for an entry without words."""
    text, encoding, broken = decoded(data, options.settings)
    if broken > options.settings.unread_share * len(text):
        yield unread(where, encoding)
        return
    import feedparser  # noqa: F401  # before its time runs: an alarm in the middle would leave it loaded in part

    try:
        with within(options.settings.item_seconds):
            parsed = parsed_feed(text)
    except LateError:
        yield Drop(where=where, reason=late(options.settings), kind="slow")
        return
    if not parsed.entries:
        yield Drop(where=where, reason="The feed holds no entries, or is cut short.", kind="empty-feed")
        return
    outlet = _word(parsed.feed, "title")
    language = _word(parsed.feed, "language")
    for number, entry in enumerate(parsed.entries, 1):
        here = f"{where}:{number}"
        texts = [content.get("value", "") for content in entry.get("content", ())] + [_word(entry, "summary")]
        words = max(texts, key=len)
        if "&lt;" in words and marked_up(unescape(words)):
            words = unescape(words)  # escaped once too often, as some systems write it
        if not words.strip():
            yield Drop(where=here, reason="The entry of the feed has no text.", kind="no-text")
            continue
        published, modified = _word(entry, "published"), _word(entry, "updated")
        link = _word(entry, "link")
        yield Item(
            where=here,
            path=path,
            digest=digest(msgspec.json.encode([link, _word(entry, "title"), words])),
            id=_word(entry, "id") or link,
            text=words,
            markup=marked_up(words),
            title=" ".join(_word(entry, "title").split()),
            outlet=options.outlet or outlet,
            url=link,
            author=_word(entry, "author"),
            language=language,
            published=instant(published, "feed"),
            modified=instant(modified, "feed") if modified != published else None,
            encoding=encoding,
        )


def _word(entry: dict[str, object], name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""

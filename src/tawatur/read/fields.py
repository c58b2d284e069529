"""Records of JSON, JSON Lines and tables: whatever names their fields bear, as items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from tawatur.keys import digest
from tawatur.model import Drop, Instant
from tawatur.read.ninjs import flat, is_ninjs
from tawatur.read.normal import marked_up
from tawatur.read.options import Item, ReadOptions
from tawatur.read.times import instant

# The names a field bears in the exports we have met; the first that is there and not empty counts.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "uri", "uuid"),
    "outlet": ("outlet", "source", "publisher", "site", "newspaper", "domain"),
    "url": ("url", "link", "canonical_url", "source_url"),
    "title": ("title", "headline"),
    "author": ("author", "byline", "creator", "authors"),
    "text": (
        "text",
        "content",
        "body",
        "body_text",
        "articleBody",
        "maintext",
        "content_text",
        "body_html",
        "body_xhtml",
        "lead",
    ),
    "section": ("section", "category", "articleSection", "rubric"),
    "language": ("language", "lang"),
    "published": ("published", "date", "datePublished", "published_at", "date_publish", "pubDate", "versioncreated"),
    "modified": ("modified", "updated", "dateModified", "date_modify", "date_modified"),
    "captured": ("captured", "extracted", "crawled", "fetched", "date_download", "scraped_at"),
}
_NESTED = ("reports", "items", "articles", "entries")  # a line that holds several reports
_DEEP = 8  # records inside records; those of exports stand one or two deep
_TIMES = ("published", "modified", "captured")


def items(
    record: object,
    where: str,
    path: str,
    options: ReadOptions,
    raw: bytes | None = None,
    encoding: str = "utf-8",
    deep: int = 0,
) -> Iterator[Item | Drop]:
    """The items of one decoded record: itself, or the reports nested in it; each is an item or a drop with its reason.

    `raw` are the bytes the record was read from (its digest); a nested report's digest is of its own fields.
    """
    if not isinstance(record, Mapping):
        yield Drop(where=where, reason="This is not a record with named fields but a bare value.", kind="not-a-record")
        return
    if is_ninjs(record):
        record = flat(record)
    if _text(record, options) is None and deep < _DEEP:
        for name in _NESTED:
            nested = record.get(name)
            if isinstance(nested, list):
                for number, inner in enumerate(nested, 1):
                    yield from items(inner, f"{where}#{number}", path, options, None, encoding, deep + 1)
                return
    try:
        yield _item(record, where, path, options, raw, encoding)
    except RecursionError:
        yield Drop(where=where, reason="The fields of the record stand too deep in each other.", kind="too-large")


def names(field: str, options: ReadOptions) -> tuple[str, ...]:
    """The names to look for a field under: the one the user mapped, and nothing else, or the usual ones."""
    mapped = options.fields.get(field)
    return (mapped,) if mapped else ALIASES[field]


def _text(record: Mapping[object, object], options: ReadOptions) -> str | None:
    for name in names("text", options):
        value = record.get(name)
        if isinstance(value, str):
            return value
    return None


def _item(
    record: Mapping[object, object], where: str, path: str, options: ReadOptions, raw: bytes | None, encoding: str
) -> Item | Drop:
    text = _text(record, options)
    if text is None:
        asked = options.fields.get("text", "text")
        return Drop(where=where, reason=f"The record has no field {asked!r} with the text.", kind="no-text")
    times: dict[str, Instant | None] = {}
    for field in _TIMES:
        times[field] = None
        for name in names(field, options):
            value = _plain(record.get(name))
            if value:
                times[field] = instant(value, f"field:{name}")
                break
    return Item(
        where=where,
        path=path,
        digest=digest(raw if raw is not None else msgspec.json.encode(record)),
        text=text,
        markup=marked_up(text),
        title=" ".join(_first(record, "title", options).split()),
        published=times["published"],
        modified=times["modified"],
        captured=times["captured"],
        id=_first(record, "id", options),
        outlet=_first(record, "outlet", options),
        url=_first(record, "url", options),
        author=_first(record, "author", options),
        language=_first(record, "language", options),
        section=_first(record, "section", options),
        encoding=encoding,
    )


def _first(record: Mapping[object, object], field: str, options: ReadOptions) -> str:
    for name in names(field, options):
        value = _plain(record.get(name))
        if value:
            return value
    return ""


def _plain(value: object) -> str:
    """A field's value as words: a list joined, a record by its name, a number as written."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(word for word in map(_plain, value) if word)
    if isinstance(value, Mapping):
        return next(
            (word for word in map(_plain, (value.get("name"), value.get("title"), value.get("url"))) if word), ""
        )
    return ""

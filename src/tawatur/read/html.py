"""HTML pages to items: the extractor's text, the page's own metadata, and where each time was found."""

from __future__ import annotations

import logging
import re

from tawatur.keys import digest
from tawatur.model import Drop, Instant
from tawatur.read.decode import decoded
from tawatur.read.metadata import metadata
from tawatur.read.options import Item, ReadOptions
from tawatur.read.text import unread

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are our drops, told in one sentence
_TAG = re.compile(r"<[a-zA-Z!/]")


def page(
    data: bytes,
    where: str,
    path: str,
    options: ReadOptions,
    url: str = "",
    declared: str = "",
    captured: Instant | None = None,
) -> Item | Drop:
    """The item of one HTML page, or a drop with its reason; `url`, `declared` (charset), `captured`: the capture's."""
    from trafilatura import bare_extraction  # takes 0.4 s to import: only when there is a page

    text, encoding, broken = decoded(data, options.settings, declared)
    if broken > options.settings.unread_share * len(text):
        return unread(where, encoding)
    if not _TAG.search(text):
        return Drop(where=where, reason="The page holds no HTML.", kind="no-html")
    told = metadata(text, url)
    document = bare_extraction(
        text, url=told.url or None, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    body = str(getattr(document, "text", None) or "")
    if not body.strip():
        return Drop(where=where, reason="No report was found in the page.", kind="no-report")
    return Item(
        where=where,
        path=path,
        digest=digest(data),
        text=body,
        title=told.title,
        outlet=told.outlet,
        url=told.url,
        author=told.author,
        language=told.language,
        published=told.published,
        modified=told.modified,
        captured=captured,
    )

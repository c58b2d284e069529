"""HTML pages to items: the extractor's text, the page's own metadata, and where each time was found."""

from __future__ import annotations

import logging
import re

from tawatur.keys import digest
from tawatur.model import Drop
from tawatur.read.decode import decoded
from tawatur.read.metadata import metadata
from tawatur.read.options import Item, Page, ReadOptions
from tawatur.read.text import unread

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are our drops, told in one sentence
_HOLDING = re.compile(r"<(/?)(?:div|section|article|main|ul|ol|dl|table|blockquote|center|form)\b", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z!/]")


def _deep(text: str, most: int) -> bool:
    """Whether tags that hold others stand deeper than so many, closed or not."""
    depth = 0
    for match in _HOLDING.finditer(text):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > most:
            return True
    return False


def item_of(page: Page, options: ReadOptions) -> Item | Drop:
    """The item of one HTML page, or a drop with its reason."""
    from trafilatura import bare_extraction  # takes 0.4 s to import: only when there is a page

    text, encoding, broken = decoded(page.data, options.settings, page.charset)
    if broken > options.settings.unread_share * len(text):
        return unread(page.where, encoding)
    if not _TAG.search(text):
        return Drop(where=page.where, reason="The page holds no HTML.", kind="no-html")
    if _deep(text, options.settings.page_depth):
        reason = f"The tags of the page stand more than {options.settings.page_depth} deep."
        return Drop(where=page.where, reason=reason, kind="too-large")
    told = metadata(text, page.url)
    document = bare_extraction(
        text, url=told.url or None, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    body = str(getattr(document, "text", None) or "")
    if not body.strip():
        return Drop(where=page.where, reason="No report was found in the page.", kind="no-report")
    return Item(
        where=page.where,
        path=page.path,
        digest=digest(page.data),
        text=body,
        title=told.title,
        outlet=told.outlet,
        url=told.url,
        author=told.author,
        language=told.language,
        section=told.section,
        published=told.published,
        modified=told.modified,
        captured=page.captured,
        encoding=encoding,
    )

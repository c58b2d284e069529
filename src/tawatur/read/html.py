"""HTML pages to items: the extractor's text, the page's own metadata, and where each time was found."""

from __future__ import annotations

import logging
import re

from tawatur.keys import digest
from tawatur.model import Drop
from tawatur.read.decode import decoded
from tawatur.read.limits import trap
from tawatur.read.metadata import below_title, metadata
from tawatur.read.options import Item, Page, ReadOptions
from tawatur.read.shapes import shapes
from tawatur.read.text import unread

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are our drops, told in one sentence
_TAG = re.compile(r"<[a-zA-Z!/]")
_TABLE = re.compile("<table", re.IGNORECASE)
_ROW = re.compile(r"^[ \t]*\|[ \t]?([^\n]*?)[ \t]*\|[ \t]*$", re.MULTILINE)  # as the extractor frames a row of a table


def ready() -> None:
    """Loads the extractor, 0.4 s: only when there is a page, and before its time runs, for an alarm in the middle would
    leave it loaded in part."""
    import trafilatura  # noqa: F401


def item_of(page: Page, options: ReadOptions) -> Item | Drop:
    """The item of one HTML page, or a drop with its reason."""
    from trafilatura import bare_extraction, load_html

    text, encoding, broken = decoded(page.data, options.settings, page.charset)
    if broken > options.settings.unread_share * len(text):
        return unread(page.where, encoding)
    if not _TAG.search(text):
        return Drop(where=page.where, reason="The page holds no HTML.", kind="no-html")
    reason = trap(text, options.settings)
    if reason:
        return Drop(where=page.where, reason=reason, kind="too-large")
    tree = load_html(text)
    if tree is None:
        return Drop(where=page.where, reason="No report was found in the page.", kind="no-report")
    told = metadata(tree, text, page.url)
    document = bare_extraction(
        tree, url=told.url or None, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    body = str(getattr(document, "text", None) or "")
    if "|" in body and _TABLE.search(text):
        body = _ROW.sub(r"\1", body)
    if not body.strip():
        return Drop(where=page.where, reason="No report was found in the page.", kind="no-report")
    return Item(
        where=page.where,
        path=page.path,
        digest=digest(page.data),
        text=body,
        title=told.title,
        outlet=page.outlet or told.outlet,
        url=told.url,
        author=told.author,
        language=told.language,
        section=told.section,
        published=told.published,
        modified=told.modified,
        captured=page.captured,
        encoding=encoding,
        stamp="" if told.published else below_title(text, told.title),
        shapes=shapes(body, getattr(document, "body", None), tree, text, told.updates),
    )

"""What a caller may say about the input, and the items a source gives before they are reports."""

from __future__ import annotations

import msgspec

from tawatur.model import Instant
from tawatur.read.shapes import Shape
from tawatur.settings import Reading


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read: names of fields, the outlet, the language pack, a user's press files, limits."""

    fields: dict[str, str] = {}  # our name of a field → the input's, e.g. {"text": "content"}
    outlet: str = ""  # of every report whose input names none; a key, a name or an address
    language: str = "ar"  # the pack whose furniture and credits are known
    press: tuple[str, ...] = ()  # TOML files with more rows for the press registry
    settings: Reading = Reading()


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something the reader of a summary should know though nothing was lost, in one sentence."""

    where: str
    said: str
    kind: str  # a short class for counting: same-id, revised, digest, language


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one HTML page as captured, before its text is taken out."""

    where: str
    path: str
    data: bytes
    url: str = ""  # as the capture tells it
    charset: str = ""  # as the capture tells it
    captured: Instant | None = None
    outlet: str = ""  # as who collected it says; "" where the page is asked
    doubt: str = ""  # why it may not be what was captured, in one sentence


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a source, decoded, before it is a report."""

    where: str  # path, or path and line, as the user named it
    path: str
    digest: str
    text: str
    id: str = ""  # "" when the input gives none
    title: str = ""  # "" when it stands in the text or nowhere
    outlet: str = ""
    url: str = ""
    author: str = ""
    language: str = ""  # as the input declares it
    section: str = ""  # as the outlet names it
    published: Instant | None = None
    modified: Instant | None = None
    captured: Instant | None = None
    markup: bool = False  # the text is HTML: its tags are no part of the report
    plain: bool = False  # the text is a page copied as it stood: its title, if any, is its first line
    encoding: str = ""  # its characters were read in
    doubt: str = ""  # why it may not be what was captured, in one sentence
    stamp: str = ""  # of a page: the short lines below its headline
    shapes: tuple[Shape, ...] = ()  # of a page: what each line of its text was that holds more than white space

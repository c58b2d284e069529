"""Plain text files to items."""

from __future__ import annotations

from tawatur.keys import digest
from tawatur.model import Drop
from tawatur.read.decode import decoded
from tawatur.read.options import Item, ReadOptions


def text_file(data: bytes, where: str, path: str, options: ReadOptions) -> Item | Drop:
    """The item of a text file: a page copied as it stood."""
    text, encoding, broken = decoded(data, options.settings)
    if broken > options.settings.unread_share * len(text):
        return unread(where, encoding)
    return Item(where=where, path=path, digest=digest(data), text=text, plain=True, encoding=encoding)


def unread(where: str, encoding: str) -> Drop:
    """The drop of bytes that are text in no encoding we know."""
    reason = f"The characters cannot be read in any known encoding (best: {encoding})."
    return Drop(where=where, reason=reason, kind="encoding")

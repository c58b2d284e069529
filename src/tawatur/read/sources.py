"""Files and folders to items: what each file is, and every way it can be broken told in one sentence."""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tawatur.errors import InputError
from tawatur.model import Drop
from tawatur.read.archives import mhtml, untarred, unzipped, warc
from tawatur.read.decode import binary, decoded
from tawatur.read.feeds import feed, is_feed
from tawatur.read.fields import items
from tawatur.read.json_lines import json_file, json_lines
from tawatur.read.markdown import markdown_file
from tawatur.read.options import Item, Page, ReadOptions
from tawatur.read.parquet import MARK, parquet
from tawatur.read.pdf import pdf_file
from tawatur.read.text import text_file, unread

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b", re.IGNORECASE)
_LINES = (".jsonl", ".ndjson", ".jl")
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_TABLES = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
_SAVED = (".mhtml", ".mht")
_MARKED = (".md", ".markdown")
_TARS = (".tar", ".tgz")
_ARCHIVES = (*_TARS, ".zip", ".warc", ".gz")
_PACKED = (b"\x1f\x8b", b"PK\x03\x04")


def files(paths: list[Path]) -> list[tuple[Path, int]]:
    """The files to read with their sizes, folders recursively and sorted; raises `InputError` for a path that is not
    there. Hidden files, and files met twice, are passed over."""
    out: dict[Path, int] = {}
    for path in paths:
        if path.is_dir():
            found = sorted(Path(folder) / name for folder, _, names in os.walk(path) for name in names)
            kept = [file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts)]
        elif path.exists():
            kept = [path]
        else:
            raise InputError(str(path), "there is no such file or folder.")
        for file in kept:
            try:
                out.setdefault(file, file.stat().st_size)
            except OSError:
                out.setdefault(file, 0)
    return list(out.items())


def read_file(path: Path, options: ReadOptions, told: Callable[[int], None]) -> Iterator[Item | Page | Drop]:
    """The items of one file; `told` hears how many of its bytes are done. Never raises for what the file holds."""
    where = str(path)
    name = path.name.lower()
    try:
        with path.open("rb") as raw:
            head = raw.read(4)
            raw.seek(0)
            if name.endswith((".warc", ".warc.gz")):
                for item in warc(raw, where, options):
                    told(raw.tell())
                    yield item
                return
            if head in (b"PK\x03\x04", b"PK\x05\x06") and name.endswith(".zip"):
                yield from unzipped(raw, where, options, _reader(options, where))
                return
            if name.endswith(_TARS) or name.removesuffix(".gz").endswith(_TARS):
                yield from untarred(raw, where, options, _reader(options, where))
                return
            if head == MARK:
                yield from parquet(raw, where, where, options, lambda: told(raw.tell()))
                return
            stream: io.BufferedIOBase = gzip.GzipFile(fileobj=raw) if head.startswith(b"\x1f\x8b") else raw
            name = name.removesuffix(".gz")
            if name.endswith(_LINES):
                yield from json_lines(stream, where, where, options, lambda: told(raw.tell()))
            else:
                limit = options.settings.json_bytes if name.endswith(".json") else options.settings.page_bytes
                data = stream.read(limit + 1)
                if stream is not raw and data.startswith(_PACKED):
                    yield _nested(where)
                else:
                    yield from _whole(data, where, where, name, options, limit)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        reason = "The compressed file is damaged or cut short; what came before is kept."
        yield Drop(where=where, reason=reason, kind="cut-gzip")
    except OSError as error:
        yield Drop(where=where, reason=f"The file cannot be read ({error.strerror or error}).", kind="unreadable")
    except Exception as error:  # a library fell over what the file holds: it costs this file, and is told
        yield Drop(where=where, reason=f"Reading failed ({type(error).__name__}: {error}).", kind="failed")


def _reader(options: ReadOptions, path: str) -> Callable[[bytes, str, str], Iterator[Item | Page | Drop]]:
    """How the files inside an archive are read: like files, but archives in archives are not opened."""

    def reader(data: bytes, where: str, name: str) -> Iterator[Item | Page | Drop]:
        name = name.lower()
        if data.startswith(b"\x1f\x8b") and name.endswith(".gz"):
            try:
                with gzip.GzipFile(fileobj=io.BytesIO(data)) as inner:
                    data = inner.read(options.settings.page_bytes + 1)
            except (EOFError, zlib.error, OSError):
                yield Drop(where=where, reason="The compressed file is damaged or cut short.", kind="cut-gzip")
                return
            name = name.removesuffix(".gz")
        if name.endswith(_ARCHIVES) or data.startswith(_PACKED):
            yield _nested(where)
        elif name.endswith(_LINES):
            yield from json_lines(io.BytesIO(data), where, path, options, lambda: None)
        else:
            yield from _whole(data, where, path, name, options, options.settings.page_bytes)

    return reader


def _nested(where: str) -> Drop:
    """The drop of an archive in an archive, or of a file that is packed twice."""
    reason = "The file is an archive in an archive, or packed twice: unpack the outer one first."
    return Drop(where=where, reason=reason, kind="nested")


def _whole(
    data: bytes, where: str, path: str, name: str, options: ReadOptions, limit: int
) -> Iterator[Item | Page | Drop]:
    """The items of a file held whole, by its name and its first bytes."""
    if len(data) > limit:
        yield Drop(where=where, reason=f"The page is larger than {limit // 1_000_000} MB.", kind="too-large")
    elif not data.strip(b" \t\r\n\x00"):
        yield Drop(where=where, reason="The file is empty.", kind="empty")
    elif data.startswith(MARK):
        yield from parquet(io.BytesIO(data), where, path, options, lambda: None)
    elif b"%PDF-" in data[:1024]:
        yield pdf_file(data, where, path, options)
    elif binary(data):
        yield Drop(where=where, reason="The file is not text (binary data).", kind="binary")
    elif name.endswith(".json"):
        yield from json_file(data, where, path, options)
    elif name.endswith(tuple(_TABLES)):
        yield from _table(data, where, path, _TABLES[name[name.rindex(".") :]], options)
    elif name.endswith(_SAVED):
        yield mhtml(data, where, path, options)
    elif name.endswith(_MARKED):
        yield from markdown_file(data, where, path, options)
    elif is_feed(data):
        yield from feed(data, where, path, options)
    elif name.endswith(_PAGES) or (_HTML.search(data[:2048]) and data.lstrip()[:1] == b"<"):
        yield Page(where=where, path=path, data=data)
    else:
        yield text_file(data, where, path, options)


def _table(data: bytes, where: str, path: str, comma: str, options: ReadOptions) -> Iterator[Item | Page | Drop]:
    """The items of a table with a line of names; a line with more or fewer cells than names is told."""
    text, encoding, broken = decoded(data, options.settings)
    if broken > options.settings.unread_share * len(text):
        yield unread(where, encoding)
        return
    first = text.partition("\n")[0]
    if comma not in first and ";" in first:
        comma = ";"  # what spreadsheets write where the comma is a decimal sign
    csv.field_size_limit(options.settings.page_bytes)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    header: list[str] = []
    number = rows_read = 0
    try:
        for cells in rows:
            number += 1
            here = f"{where}:{number}"
            if not header:
                header = [cell.strip() for cell in cells]
                continue
            if not any(cell.strip() for cell in cells):
                continue
            rows_read += 1
            if len(cells) != len(header):
                reason = f"The line has {len(cells)} cells, the line of names {len(header)}."
                yield Drop(where=here, reason=reason, kind="cut-row")
            else:
                yield from items(dict(zip(header, cells, strict=True)), here, path, options, None, encoding)
    except csv.Error as error:
        rows_read += 1
        yield Drop(where=f"{where}:{number + 1}", reason=f"The table is broken here ({error}).", kind="cut-row")
    if not rows_read:
        yield Drop(where=where, reason="The table has no lines below its line of names.", kind="empty")

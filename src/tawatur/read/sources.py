"""Files and folders to items: what each file is, and every way it can be broken told in one sentence."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from tawatur.errors import InputError
from tawatur.keys import digest
from tawatur.model import Drop
from tawatur.read.decode import binary, decoded
from tawatur.read.fields import items
from tawatur.read.options import Item, ReadOptions

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b", re.IGNORECASE)
_LINES = (".jsonl", ".ndjson", ".jl")
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_MARK = b"\xef\xbb\xbf"
Pages = Callable[[bytes, str, str, ReadOptions], Item | Drop]


def files(paths: list[Path]) -> list[tuple[Path, int]]:
    """The files to read with their sizes, folders recursively and sorted; raises `InputError` for a path that is not
    there. Hidden files, and files met twice, are passed over."""
    out: dict[Path, int] = {}
    for path in paths:
        if path.is_dir():
            found = sorted(
                Path(folder) / name
                for folder, inner, names in os.walk(path)
                if not inner.sort()  # in place: the order of the walk
                for name in names
            )
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


def read_file(path: Path, options: ReadOptions, page: Pages, told: Callable[[int], None]) -> Iterator[Item | Drop]:
    """The items of one file; `told` hears how many of its bytes are done. Never raises for what the file holds."""
    where = str(path)
    name = path.name.lower().removesuffix(".gz")
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            stream: io.BufferedIOBase = gzip.GzipFile(fileobj=raw) if zipped else raw
            if name.endswith(_LINES):
                yield from _lines(stream, where, options, lambda: told(raw.tell()))
            else:
                yield from _whole(stream, where, name, options, page)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Drop(
            where=where,
            reason="The compressed file is damaged or cut short; what came before is kept.",
            kind="cut-gzip",
        )
    except OSError as error:
        yield Drop(where=where, reason=f"The file cannot be read ({error.strerror or error}).", kind="unreadable")


def _whole(
    stream: io.BufferedIOBase, where: str, name: str, options: ReadOptions, page: Pages
) -> Iterator[Item | Drop]:
    settings = options.settings
    limit = settings.json_bytes if name.endswith(".json") else settings.page_bytes
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield Drop(where=where, reason=f"The page is larger than {limit // 1_000_000} MB.", kind="too-large")
    elif not data.strip(b" \t\r\n\x00"):
        yield Drop(where=where, reason="The file is empty.", kind="empty")
    elif binary(data):
        yield Drop(where=where, reason="The file is not text (binary data).", kind="binary")
    elif name.endswith(".json"):
        yield from _json(data, where, options)
    elif name.endswith(_PAGES) or (_HTML.search(data[:2048]) and data.lstrip()[:1] == b"<"):
        yield page(data, where, where, options)
    else:
        yield _plain(data, where, options)


def _plain(data: bytes, where: str, options: ReadOptions) -> Item | Drop:
    text, encoding, broken = decoded(data, options.settings)
    if broken > options.settings.unread_share * len(text):
        return unread(where, encoding)
    return Item(where=where, path=where, digest=digest(data), text=text, plain=True)


def unread(where: str, encoding: str) -> Drop:
    """The drop of bytes that are text in no encoding we know."""
    return Drop(
        where=where, reason=f"The characters cannot be read in any known encoding (best: {encoding}).", kind="encoding"
    )


def _json(data: bytes, where: str, options: ReadOptions) -> Iterator[Item | Drop]:
    data = data.removeprefix(_MARK)
    try:
        record = _record(data)
    except ValueError as error:
        if data.count(b"\n") and data.lstrip()[:1] == b"{":  # JSON Lines under the wrong name, or cut somewhere
            yield from _lines(io.BytesIO(data), where, options, lambda: None)
        else:
            yield Drop(where=where, reason=f"Not JSON, or cut short: {_said(error)}.", kind="cut-json")
        return
    if isinstance(record, list):
        for number, inner in enumerate(record, 1):
            yield from items(inner, f"{where}:{number}", where, options)
    else:
        yield from items(record, where, where, options, data)


def _lines(
    stream: io.BufferedIOBase, where: str, options: ReadOptions, told: Callable[[], None]
) -> Iterator[Item | Drop]:
    limit = options.settings.page_bytes
    number, any_line = 0, False
    while line := stream.readline(limit + 1):
        number += 1
        told()
        here = f"{where}:{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            any_line = True
            yield Drop(where=here, reason=f"The line is longer than {limit // 1_000_000} MB.", kind="too-large")
            continue
        line = line.removeprefix(_MARK).strip() if number == 1 else line.strip()
        if not line:
            continue
        any_line = True
        try:
            record = _record(line)
        except ValueError as error:
            yield _bad_line(line, here, error)
            continue
        yield from items(record, here, where, options, line)
    if not any_line:
        yield Drop(where=where, reason="The file is empty.", kind="empty")


def _record(data: bytes) -> object:
    """The decoded JSON; raises `ValueError`. The standard decoder gets a second look: it lets pass what a crawler may
    have written (lone surrogates, control characters, NaN)."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        try:
            return json.loads(data, strict=False)
        except (ValueError, RecursionError):
            raise ValueError(str(error)) from None


def _bad_line(line: bytes, here: str, error: ValueError) -> Drop:
    if binary(line):
        return Drop(where=here, reason="The line is not text (binary data).", kind="binary")
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return Drop(where=here, reason="The line is not UTF-8, which JSON must be.", kind="encoding")
    return Drop(where=here, reason=f"The line is not whole JSON: {_said(error)}.", kind="cut-json")


def _said(error: Exception) -> str:
    return str(error).rstrip(".")

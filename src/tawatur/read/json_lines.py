"""JSON and JSON Lines to items, a line at a time; a line that is cut costs itself only."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

import msgspec

from tawatur.model import Drop
from tawatur.read.decode import binary, decoded
from tawatur.read.fields import items
from tawatur.read.options import Item, ReadOptions

_MARK = b"\xef\xbb\xbf"


def json_file(data: bytes, where: str, path: str, options: ReadOptions) -> Iterator[Item | Drop]:
    """The items of a JSON file: an array of records, one record, or lines under the wrong name."""
    data = data.removeprefix(_MARK)
    try:
        record = record_of(data)
    except ValueError as error:
        if data.count(b"\n") and data.lstrip()[:1] == b"{":  # JSON Lines under the wrong name, or cut somewhere
            yield from json_lines(io.BytesIO(data), where, path, options, lambda: None)
        else:
            yield Drop(where=where, reason=f"Not JSON, or cut short: {_said(error)}.", kind="cut-json")
        return
    if isinstance(record, list):
        for number, inner in enumerate(record, 1):
            yield from items(inner, f"{where}:{number}", path, options)
        if not record:
            yield Drop(where=where, reason="The file is an empty list.", kind="empty")
    else:
        yield from items(record, where, path, options, data)


def json_lines(
    stream: io.BufferedIOBase, where: str, path: str, options: ReadOptions, told: Callable[[], None]
) -> Iterator[Item | Drop]:
    """The items of JSON Lines, streamed; `told` is called after every line read."""
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
        encoding = "utf-8"
        try:
            record = record_of(line)
        except ValueError as error:
            recoded = _recoded(line, options)
            if recoded is None:
                yield _bad_line(line, here, error)
                continue
            record, encoding = recoded
        yield from items(record, here, path, options, line, encoding)
    if not any_line:
        yield Drop(where=where, reason="The file is empty.", kind="empty")


def record_of(data: bytes) -> object:
    """The decoded JSON; raises `ValueError`. The standard decoder gets a second look: it lets pass what a crawler may
    have written (lone surrogates, control characters, NaN)."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        try:
            return json.loads(data, strict=False)
        except (ValueError, RecursionError):
            raise ValueError(str(error)) from None


def _recoded(line: bytes, options: ReadOptions) -> tuple[object, str] | None:
    """The record of a line that is not UTF-8, and its encoding: a torn letter, or another encoding than JSON's; None
    when it is broken in other ways too."""
    if binary(line):
        return None
    text, encoding, broken = decoded(line, options.settings)
    if broken > options.settings.unread_share * len(text):
        return None
    try:
        return json.loads(text, strict=False), encoding
    except (ValueError, RecursionError):
        return None


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

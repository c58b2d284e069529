"""How much the packed parts of a file hold, found without holding it: what unfolds to more than a bound is a bomb."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 2000  # bytes in front of a stream in which its dictionary stands
_PIECE = 65_536  # bytes fed at once
_MOST = 1_000_000  # bytes that come out at once


def pdf_unfolds(data: bytes, limit: int) -> bool:
    """Whether what a PDF shows (its streams, pictures apart) unfolds to more than so many bytes in all.

    The library that reads PDF files ends the whole process when memory runs out: 100 MB of a page's commands, 0.2 MB
    packed, take it more than 1.3 GB.
    """
    left = limit
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - _HEAD, 0) : match.start()]
        head = head[head.rfind(b"obj") + 1 :]
        folds = head.count(b"/FlateDecode") + head.count(b"/Fl ") + head.count(b"/Fl]")
        if not folds or b"/Image" in head:
            continue
        pieces: Iterable[bytes] = _pieces(data, match.end())
        for _ in range(folds):
            pieces = _unfolded(pieces)
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                return True
    return False


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    for at in range(start, len(data), _PIECE):
        yield data[at : at + _PIECE]


def _unfolded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What packed bytes hold, up to their end or to where they are damaged."""
    packed = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest or packed.unconsumed_tail:
            try:
                made = packed.decompress(packed.unconsumed_tail or rest, _MOST)
            except zlib.error:
                return
            yield made
            if packed.eof:
                return
            rest = b""

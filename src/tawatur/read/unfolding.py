"""How much the packed parts of a file hold, found without holding it: what unfolds to more than a bound is a bomb."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterable, Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/(FlateDecode|LZWDecode|RunLengthDecode|ASCIIHexDecode|ASCII85Decode|Fl|LZW|RL|AHx|A85)(?!\w)")
_WRITTEN = re.compile(rb"#([0-9A-Fa-f]{2})")  # a letter of a name, as its number
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)")
_EARLY = re.compile(rb"/EarlyChange\s+0")
_HEAD = 2000  # bytes in front of a stream in which its dictionary stands
_PIECE = 65_536  # bytes fed at once
_MOST = 1_000_000  # bytes that come out at once
_CLEAR, _END = 256, 257  # codes of LZW
_TABLE = 4096  # codes it has at most
_DONE = 128  # the byte that ends run lengths

Pieces = Iterable[bytes]


def pdf_unfolds(data: bytes, limit: int) -> bool:
    """Whether what a PDF shows (its streams, pictures apart) unfolds to more than so many bytes in all, through all
    filters that pack (ISO 32000-1, 7.4).

    The library that reads PDF files ends the whole process when memory runs out: 100 MB of a page's commands, 0.2 MB
    packed, take it more than 1.3 GB.
    """
    left = limit
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - _HEAD, 0) : match.start()]
        head = _WRITTEN.sub(lambda found: bytes((int(found[1], 16),)), head[head.rfind(b"obj") + 1 :])
        filters = _FILTER.findall(head)
        if not filters or b"/Image" in head:
            continue
        pieces = _pieces(data, match.end(), _end(head, data, match.end()))
        for name in filters:
            pieces = _lzw(pieces, not _EARLY.search(head)) if name.startswith(b"LZW") else _FILTERS[name](pieces)
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                return True
    return False


def _end(head: bytes, data: bytes, start: int) -> int:
    """Where a stream ends at last: where its length says, or at the next word that ends one."""
    length = _LENGTH.search(head)
    ended = data.find(b"endstream", start)
    return max(start + int(length[1]) if length else 0, ended if ended >= 0 else len(data))


def _pieces(data: bytes, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, min(end, len(data)), _PIECE):
        yield data[at : min(at + _PIECE, end)]


def _inflated(pieces: Pieces) -> Iterator[bytes]:
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


def _codes(pieces: Pieces, early: bool) -> Iterator[int]:
    """The codes of LZW, nine bits at first, one more whenever the table needs it."""
    bits = held = 0
    width, known = 9, _END + 1
    for piece in pieces:
        for byte in piece:
            bits, held = bits << 8 | byte, held + 8
            if held < width:
                continue
            held -= width
            code, bits = bits >> held, bits & ((1 << held) - 1)
            yield code
            if code == _CLEAR:
                width, known = 9, _END  # the code behind a clearing adds nothing
            elif known < _TABLE:
                known += 1
                width = min(12, max(9, (known + early).bit_length()))


def _lzw(pieces: Pieces, early: bool = True) -> Iterator[bytes]:
    table: list[bytes] = []
    last, out, size = b"", [], 0
    for code in _codes(pieces, early):
        if code == _END:
            break
        if code == _CLEAR or not table:
            table, last = [*(bytes((byte,)) for byte in range(256)), b"", b""], b""
            if code == _CLEAR:
                continue
        if code > len(table) or (code == len(table) and not last):
            break  # damaged
        made = table[code] if code < len(table) else last + last[:1]
        if last and len(table) < _TABLE:
            table.append(last + made[:1])
        last = made
        out.append(made)
        size += len(made)
        if size >= _MOST:
            yield b"".join(out)
            out, size = [], 0
    yield b"".join(out)


def _runs(pieces: Pieces) -> Iterator[bytes]:
    data, at = b"".join(pieces), 0
    while at < len(data) and data[at] != _DONE:
        many = data[at] + 1
        if data[at] < _DONE:
            yield data[at + 1 : at + 1 + many]
            at += 1 + many
        else:
            yield data[at + 1 : at + 2] * (257 - data[at])
            at += 2


def _hex(pieces: Pieces) -> Iterator[bytes]:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", b"".join(pieces).partition(b">")[0])
    yield bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))


def _base85(pieces: Pieces) -> Iterator[bytes]:
    words = re.sub(rb"[^!-uz]", b"", b"".join(pieces).partition(b"~")[0])
    try:
        yield base64.a85decode(words)
    except ValueError:
        yield bytes(4 * len(words))  # damaged: as if it were the most that it can be


_FILTERS: dict[bytes, Callable[[Pieces], Iterator[bytes]]] = {
    b"FlateDecode": _inflated,
    b"Fl": _inflated,
    b"RunLengthDecode": _runs,
    b"RL": _runs,
    b"ASCIIHexDecode": _hex,
    b"AHx": _hex,
    b"ASCII85Decode": _base85,
    b"A85": _base85,
}

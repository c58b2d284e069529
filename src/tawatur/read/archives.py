"""Archives to items: WARC records as pages, the members of ZIP and TAR as files, MHTML as the page it saved.

Nothing is unpacked to disk, so a member's path cannot lead anywhere; sizes and numbers are bounded, so a bomb costs no
more than the limits say.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import gzip
import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tawatur.model import Drop, Instant
from tawatur.read.decode import binary
from tawatur.read.feeds import feed, is_feed
from tawatur.read.json_lines import json_file
from tawatur.read.limits import LateError, late, within
from tawatur.read.options import Item, Page, ReadOptions
from tawatur.read.times import instant

_READ = ("html", "xml", "rss", "json", "text/plain")  # in the types of records that may be pages or feeds
_SWALLOWED = re.compile(rb"\r\n\r\nWARC/1\.[01]\r\nWARC-")
OUTLET = "X-Outlet"  # our own field: who publishes the page, as the list of feeds it was collected from says
_READ_NOT = int(WarcRecordType.any_type) & ~int(WarcRecordType.response) & ~int(WarcRecordType.unknown)
_BROKEN = (ValueError, OSError, EOFError, zlib.error, RuntimeError)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_CHECKED = 2  # pages' worth of bytes up to which a record is held to check its digest; longer ones are dropped anyway
_PIECE = 1 << 20
_HEADS = 4 << 20  # bytes of what stands between the files of a TAR: long names, notes, lists of holes
_TAIL = 66_000  # bytes at a ZIP's end in which it says where its list of files is
_DIRECTORY = 100_000_000  # bytes of the list of a ZIP's files: what it takes in memory is ten times that
Reader = Callable[[bytes, str, str], Iterator[Item | Page | Drop]]  # bytes, where they stand, their name → items


def warc(stream: io.BufferedIOBase, where: str, options: ReadOptions) -> Iterator[Item | Page | Drop]:
    """The pages of a WARC file, one item or drop a response, streamed; a feed gives its entries. Time and address are
    the record's. A damaged record is told, and reading goes on with the next one. A record that does not bear out its
    digest is read, for crawlers reckon digests in their own ways, and the doubt goes with it."""
    number = start = again = 0
    fresh = True  # nothing was told of this damage
    while True:
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                if record.record_type & _READ_NOT:
                    again += record.record_type == WarcRecordType.revisit
                    continue
                number, start, fresh = number + 1, record.stream_pos, True
                yield from _response(record, f"{where}:{number}", where, options)
            break
        except _BROKEN as error:
            if fresh:
                said = f"The archive is damaged or cut short behind byte {start} ({_said(error)})."
                yield Drop(where=where, reason=said, kind="cut-archive")
            fresh = False
            found = _next_record(stream, start + 1)
            if found is None:
                return
            start = found
    if not number and not again:  # one of revisits alone says that pages are what they were: there is no item in it
        yield Drop(where=where, reason="The archive holds no pages.", kind="empty")


def _response(record: WarcRecord, here: str, path: str, options: ReadOptions) -> Iterator[Item | Page | Drop]:
    """The page of a response, or the entries of a feed. Raises `ValueError` when the record holds others."""
    limit = options.settings.page_bytes
    if record.record_type != WarcRecordType.response:  # of a damaged head
        yield Drop(where=here, reason="The record does not say what it is.", kind="no-page")
        return
    doubt = _doubt(record, limit)
    record.parse_http()
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    status = record.http_headers.status_code if record.http_headers else None
    kind = (record.http_content_type or "").lower()
    if status is not None and status != 200:
        yield Drop(where=here, reason=f"The record is an answer {status}, not a page.", kind="no-page")
        return
    if kind and not any(name in kind for name in _READ):
        yield Drop(where=here, reason=f"The record is of type {kind}, not a page.", kind="no-page")
        return
    data = record.reader.read(limit + 1)
    if _SWALLOWED.search(data):  # its length is wrong: what it holds of others is read as their own
        raise ValueError("a record is longer than it is")
    data, packed = _unpacked(data, record, limit) if len(data) <= limit else (data, "")
    if len(data) > limit:
        yield Drop(where=here, reason=f"The page is larger than {limit // 1_000_000} MB.", kind="too-large")
        return
    if packed:
        yield Drop(where=here, reason=f"The page is packed in a way that is not read ({packed}).", kind="coding")
        return
    captured = instant(record.headers.get("WARC-Date") or "", "warc")
    outlet = record.headers.get(OUTLET) or ""
    if is_feed(data):
        yield from (_captured(item, captured, doubt, outlet) for item in feed(data, here, path, options))
    elif "json" in kind:
        yield from (_captured(item, captured, doubt, outlet) for item in json_file(data, here, path, options))
    elif kind and "html" not in kind:
        yield Drop(where=here, reason=f"The record is of type {kind}, but is no feed.", kind="no-page")
    else:
        charset = record.http_charset or ""
        yield Page(
            where=here, path=path, data=data, url=url, charset=charset, captured=captured, doubt=doubt, outlet=outlet
        )


def _doubt(record: WarcRecord, limit: int) -> str:
    """Why a record may not be what was captured, in one sentence; "" when nothing says so.

    The digest of the block counts where there is one: that of the payload is taken by some crawlers before they unpack
    it and by others after, so it is asked only for what was never packed.
    """
    if record.headers.get("WARC-Truncated"):
        return f"The capture was cut short when it was made ({record.headers['WARC-Truncated']})."
    if record.content_length > _CHECKED * limit:
        return ""
    if record.headers.get("WARC-Block-Digest"):
        wrong = not record.verify_block_digest()
    elif record.headers.get("WARC-Payload-Digest"):
        record.parse_http()
        head = record.http_headers
        packed = head is not None and (head.get("Content-Encoding") or head.get("Transfer-Encoding"))
        wrong = not packed and not record.verify_payload_digest()
    else:
        wrong = False
    return "The bytes of the record are not those whose digest it bears." if wrong else ""


def _unpacked(data: bytes, record: WarcRecord, limit: int) -> tuple[bytes, str]:
    """The body as it was before it was sent, and the packing that could not be undone; bodies that were unpacked
    though their head still tells the packing stay as they are."""
    head = record.http_headers
    if head is None:
        return data, ""
    if "chunked" in (head.get("Transfer-Encoding") or "").lower() and _CHUNK.match(data):
        pieces, at = [], 0
        while (size := _CHUNK.match(data, at)) and int(size[1], 16):
            pieces.append(data[size.end() : size.end() + int(size[1], 16)])
            at = size.end() + len(pieces[-1]) + 2
        data = b"".join(pieces)
    coding = (head.get("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate") and (data[:2] == b"\x1f\x8b" or data[:1] == b"\x78"):
        with contextlib.suppress(zlib.error):
            data = zlib.decompressobj(47).decompress(data, limit + 1)
    elif coding not in ("", "identity", "gzip", "x-gzip", "deflate") and binary(data):
        return b"", coding
    return data, ""


def _next_record(stream: io.BufferedIOBase, at: int) -> int | None:
    """Where the next record may begin, at or behind a byte; the stream stands there. None when there is none."""
    stream.seek(0)
    packed = stream.read(2) == b"\x1f\x8b"
    head, lead = (b"\x1f\x8b\x08", 0) if packed else (b"\r\n\r\nWARC/1.", 4)
    start = max(at - lead, 0)
    stream.seek(start)
    held = b""
    while piece := stream.read(_PIECE):
        held += piece
        found = held.find(head)
        if found >= 0:
            stream.seek(start + found + lead)
            return start + found + lead
        start += max(len(held) - len(head) + 1, 0)
        held = held[-len(head) + 1 :]
    return None


def _captured(item: Item | Drop, captured: Instant | None, doubt: str, outlet: str) -> Item | Drop:
    if isinstance(item, Drop):
        return item
    return msgspec.structs.replace(item, captured=captured, doubt=doubt, outlet=outlet or item.outlet)


def unzipped(
    stream: io.BufferedIOBase, where: str, options: ReadOptions, reader: Reader
) -> Iterator[Item | Page | Drop]:
    """The items of the files in a ZIP archive, in sorted order."""
    left = options.settings.archive_bytes
    number = 0
    if _listed(stream) > _DIRECTORY:
        yield Drop(where=where, reason="The archive lists more files than it may hold.", kind="too-large")
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            members = sorted(
                (entry for entry in archive.infolist() if not entry.is_dir()), key=lambda one: one.filename
            )
            for number, member in enumerate(members, 1):
                here = f"{where}!{member.filename}"
                if number > options.settings.archive_members or left <= 0:
                    yield _enough(where, len(members) - number + 1)
                    return
                try:
                    with archive.open(member) as opened:
                        data = opened.read(min(left, options.settings.page_bytes) + 1)
                except Exception as error:  # whatever the library stumbles over: the other members stand
                    reason = f"The file in the archive is damaged or locked ({_said(error)})."
                    yield Drop(where=here, reason=reason, kind="cut-archive")
                    continue
                left -= len(data)
                yield from _member(data, here, member.filename, options, reader)
    except Exception as error:  # of a damaged directory the library raises whatever comes
        reason = f"The archive is damaged, locked or cut short ({_said(error)})."
        yield Drop(where=where, reason=reason, kind="cut-archive")
        return
    if not number:
        yield Drop(where=where, reason="The archive holds no files.", kind="empty")


def _listed(stream: io.BufferedIOBase) -> int:
    """The bytes that a ZIP archive says its list of files has: the library holds it whole."""
    stream.seek(max(stream.seek(0, io.SEEK_END) - _TAIL, 0))
    tail = stream.read()
    stream.seek(0)
    end, large = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    if large >= 0:
        return int.from_bytes(tail[large + 40 : large + 48], "little")
    return int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0


class _Bounded(io.RawIOBase):
    """A stream that can be read up to a place (`most`), which may be moved on."""

    def __init__(self, stream: io.BufferedIOBase, most: int) -> None:
        self._stream, self._at, self.most = stream, 0, most

    def read(self, size: int = -1) -> bytes:
        """So many bytes. Raises `ValueError` when they lie behind the place."""
        self._at += size
        if self._at > self.most:
            raise ValueError("a head in it is longer than heads are")
        return self._stream.read(size)


def untarred(
    stream: io.BufferedIOBase, where: str, options: ReadOptions, reader: Reader
) -> Iterator[Item | Page | Drop]:
    """The items of the files in a TAR archive (also packed with gzip), in the archive's order; links are passed over.

    The library holds heads in memory and reads what is passed over: both are bounded here.
    """
    most = options.settings.archive_bytes
    number = every = 0
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    bounded = _Bounded(gzip.GzipFile(fileobj=stream) if packed else stream, _HEADS)
    try:
        with tarfile.open(fileobj=bounded, mode="r|") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # or the library keeps them all
                every += 1
                if every > options.settings.archive_members or member.offset > most:
                    yield _enough(where, 0)
                    return
                bounded.most = archive.offset + _HEADS  # behind it the next head stands
                if member.isfile():
                    number += 1
                    opened = archive.extractfile(member)
                    data = opened.read(options.settings.page_bytes + 1) if opened is not None else b""
                    yield from _member(data, f"{where}!{member.name}", member.name, options, reader)
                if archive.offset > most:  # what follows would have to be passed over
                    yield _enough(where, 0)
                    return
    except Exception as error:  # of a damaged archive the library raises whatever comes
        yield Drop(where=where, reason=f"The archive is damaged or cut short ({_said(error)}).", kind="cut-archive")
        return
    if not number:
        yield Drop(where=where, reason="The archive holds no files.", kind="empty")


def mhtml(data: bytes, where: str, path: str, options: ReadOptions) -> Page | Drop:
    """The page saved as MHTML: its first HTML part, with the address and day of saving it carries."""
    try:
        with within(options.settings.item_seconds):
            return _saved(data, where, path)
    except LateError:
        return Drop(where=where, reason=late(options.settings), kind="slow")
    except RecursionError:
        return Drop(where=where, reason="The parts of the saved page stand too deep in each other.", kind="too-large")


def _saved(data: bytes, where: str, path: str) -> Page | Drop:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
                captured = instant(str(message.get("Date") or ""), "mhtml")
                charset = part.get_content_charset() or ""
                return Page(where=where, path=path, data=body, url=url, charset=charset, captured=captured)
    return Drop(where=where, reason="The saved page holds no HTML part.", kind="no-html")


def _member(data: bytes, here: str, name: str, options: ReadOptions, reader: Reader) -> Iterator[Item | Page | Drop]:
    if len(data) > options.settings.page_bytes:
        size = options.settings.page_bytes // 1_000_000
        yield Drop(where=here, reason=f"The file in the archive is larger than {size} MB.", kind="too-large")
    else:
        yield from reader(data, here, name)


def _said(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def _enough(where: str, left: int) -> Drop:
    rest = f" ({left} files)" if left else ""
    return Drop(
        where=where, reason=f"The archive is larger than the limit; the rest{rest} was left out.", kind="too-large"
    )

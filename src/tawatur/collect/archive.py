"""Captures as WARC (ISO 28500): one file a round, each record a gzip member of its own, on disk before it counts.

A file is only ever added to at its end, so a kill tears at most its last record; `mended` cuts that off. Bodies are
kept unpacked, as the large crawls publish them; what the server's headers said of packing is kept beside it.
"""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tawatur.collect.feeds import AGENT
from tawatur.collect.fetching import Answer
from tawatur.collect.visits import Visit
from tawatur.keys import digest
from tawatur.read.archives import OUTLET
from tawatur.read.times import instant

ENDING = ".warc.gz"
_REQUESTED, _NAMED_BY = "X-Requested-URI", "X-Named-By"  # own fields, as the standard allows
_SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
NOT_MODIFIED = 304
_UNPACKED = (b"content-encoding", b"transfer-encoding", b"content-length")
_PIECE = 1 << 20


class Archive:
    """The file of one round, made with its first capture."""

    def __init__(self, folder: Path, at: float) -> None:
        self._folder, self._name = folder, datetime.fromtimestamp(at, UTC).strftime("%Y%m%dT%H%M%SZ")
        self._path: Path | None = None

    def put(self, requested: str, answer: Answer, named_by: str, outlet: str = "") -> None:
        """Keeps a capture: on disk when this returns. `outlet` is who publishes it, where the list of feeds says so."""
        self._add(_response(requested, answer, named_by, outlet))

    def again(self, before: Visit, answer: Answer, named_by: str) -> None:
        """Keeps that a page was asked again and was what it was, as a revisit of its capture."""
        self._add(_revisit(before, answer, named_by))

    def _add(self, record: bytes) -> None:
        if self._path is None:
            self._path = self._new()
            record = _info() + record
        with self._path.open("ab") as out:
            out.write(record)
            out.flush()
            os.fsync(out.fileno())

    def _new(self) -> Path:
        number = 0
        while True:
            path = self._folder / f"{self._name}{f'-{number}' if number else ''}{ENDING}"
            try:
                path.touch(exist_ok=False)
            except FileExistsError:  # two rounds in one second
                number += 1
            else:
                return path


def archives(folder: Path) -> list[Path]:
    """The files of captures, oldest first."""
    found = (path for path in folder.glob(f"*{ENDING}") if not path.name.startswith("."))
    return sorted(
        found, key=lambda path: path.name.removesuffix(ENDING)
    )  # a second file of one second behind the first


def mended(path: Path) -> bool:
    """Whether the end of a file was torn; it is whole now: cut behind its last whole record, gone when it has none."""
    size, whole = path.stat().st_size, _whole(path)
    if whole == size > 0:
        return False
    if whole:
        os.truncate(path, whole)
    else:
        path.unlink()
    return True


def visits(path: Path) -> Iterator[Visit]:
    """The visits that the captures of a file tell of; of a revisit the address and the time alone."""
    kinds = WarcRecordType.response | WarcRecordType.revisit
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=True):
            http = record.http_headers
            url = record.headers.get(_REQUESTED) or record.headers.get("WARC-Target-URI") or ""
            at = instant(record.headers.get("WARC-Date") or "", "warc")
            if http is None or not url or at is None:
                continue
            if record.record_type == WarcRecordType.revisit:
                yield Visit(url=url, at=at.at.timestamp())
                continue
            yield Visit(
                url=url,
                at=at.at.timestamp(),
                etag=http.get("ETag") or "",
                modified=http.get("Last-Modified") or "",
                digest=digest(record.reader.read()),
                captured=at.at.timestamp(),
            )


def _whole(path: Path) -> int:
    """The length of the whole gzip members a file begins with, in bytes."""
    whole = at = 0
    unpack = zlib.decompressobj(31)
    with path.open("rb") as stream:
        piece = stream.read(_PIECE)
        while piece:
            try:
                unpack.decompress(piece)
            except zlib.error:
                return whole
            at += len(piece) - len(unpack.unused_data)
            piece = unpack.unused_data
            if unpack.eof:
                whole = at
                unpack = zlib.decompressobj(31)
            piece = piece or stream.read(_PIECE)
    return whole


def _stamp(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _revisit(before: Visit, answer: Answer, named_by: str) -> bytes:
    """The record that a page was what it was: the head of the answer, and the capture it repeats."""
    record = WarcRecord()
    at = _stamp(answer.at)
    record.init_headers(WarcRecordType.revisit, f"uuid:{uuid5(NAMESPACE_URL, f'{before.url} {at} again')}".encode())
    record.headers["WARC-Date"] = at
    record.headers["WARC-Target-URI"] = answer.url
    record.headers["WARC-Profile"] = _NOT_MODIFIED if answer.status == NOT_MODIFIED else _SAME
    record.headers["WARC-Refers-To-Target-URI"] = before.url
    if before.captured:
        record.headers["WARC-Refers-To-Date"] = _stamp(before.captured)
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.headers[_REQUESTED] = before.url
    record.headers[_NAMED_BY] = named_by
    record.set_bytes_content(_head(answer._replace(body=b"")))
    return _packed(record, sha1(answer.body, usedforsecurity=False).digest() if answer.body else None)


def _response(requested: str, answer: Answer, named_by: str, outlet: str) -> bytes:
    """The record of a page as it was answered."""
    record = WarcRecord()
    at = _stamp(answer.at)
    body = digest(answer.body)
    record.init_headers(WarcRecordType.response, f"uuid:{uuid5(NAMESPACE_URL, f'{answer.url} {at} {body}')}".encode())
    record.headers["WARC-Date"] = at
    record.headers["WARC-Target-URI"] = answer.url
    record.headers["Content-Type"] = "application/http; msgtype=response"
    if answer.address:
        record.headers["WARC-IP-Address"] = answer.address
    record.headers[_REQUESTED] = requested
    record.headers[_NAMED_BY] = named_by
    if outlet:
        record.headers[OUTLET] = outlet
    record.set_bytes_content(_head(answer) + answer.body)
    return _packed(record, sha1(answer.body, usedforsecurity=False).digest())


def _head(answer: Answer) -> bytes:
    """The head of the answer, for the body unpacked."""
    reason = "Not Modified" if answer.status == NOT_MODIFIED else "OK"
    lines = [f"HTTP/1.1 {answer.status} {reason}".encode()]
    for name, value in answer.headers:
        if name.lower() in _UNPACKED:
            name = b"X-Crawl-" + name
        lines.append(name + b": " + value)
    lines.append(f"Content-Length: {len(answer.body)}".encode())
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _info() -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(f"software: {AGENT}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode())
    return _packed(record)


def _packed(record: WarcRecord, payload: bytes | None = None) -> bytes:
    out = io.BytesIO()
    record.write(out, checksum_data=True, payload_digest=payload)
    return gzip.compress(out.getvalue(), mtime=0)

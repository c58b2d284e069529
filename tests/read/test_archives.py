"""WARC records: their digests are checked, and bodies are unpacked whatever the head says of them."""

from __future__ import annotations

import gzip
from base64 import b32encode
from hashlib import sha1
from pathlib import Path

import pytest

from tawatur.model import Drop, Report
from tawatur.read import Notice, read
from tests.broken.specimens import page

BODY = page().encode()


def digest(data: bytes) -> str:
    """A digest as WARC writes it."""
    return f"sha1:{b32encode(sha1(data, usedforsecurity=False).digest()).decode()}"


def record(body: bytes, http: str = "", warc: str = "", block: bytes | None = None) -> bytes:
    """A response with further HTTP and WARC headers; with `block`, that stands in it instead of what was digested."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{http}\r\n".encode()
    whole = head + body
    warc = warc.replace("BLOCK", digest(whole)).replace("PAYLOAD", digest(body))
    written = head + block if block is not None else whole
    return (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://sahel.example/1\r\nWARC-Date: 2031-05-04T09:10:11Z"
        f"\r\n{warc}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(written)}\r\n\r\n"
    ).encode() + written + b"\r\n\r\n"  # fmt: skip


def taken(tmp_path: Path, data: bytes) -> tuple[list[Report | Drop], list[str]]:
    """What an archive gives, and the kinds of what it tells."""
    (tmp_path / "x.warc").write_bytes(data)
    told: list[Notice] = []
    out = list(read([tmp_path / "x.warc"], tell=told.append))
    return out, [notice.kind for notice in told]


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (record(BODY, warc="WARC-Block-Digest: BLOCK\r\n"), []),
        (record(BODY, warc="WARC-Block-Digest: BLOCK\r\n", block=BODY.replace(b"2031", b"2032")), ["digest"]),
        (record(BODY, warc="WARC-Payload-Digest: PAYLOAD\r\n"), []),
        (record(BODY, warc="WARC-Payload-Digest: PAYLOAD\r\n", block=BODY.replace(b"2031", b"2032")), ["digest"]),
        (record(BODY, warc="WARC-Truncated: length\r\n"), ["digest"]),
        # of a packed payload nobody knows whether the digest was taken before or after
        (record(gzip.compress(BODY), "Content-Encoding: gzip\r\n", "WARC-Payload-Digest: sha1:AAAA\r\n"), []),
        (record(BODY), []),
    ],
)
def test_a_record_that_does_not_bear_out_its_digest_is_told(tmp_path: Path, data: bytes, kinds: list[str]) -> None:
    """Block or payload are checked against the digest they bear; the page is read all the same."""
    (report,), told = taken(tmp_path, data)
    assert isinstance(report, Report)
    assert told == kinds


def chunked(data: bytes, size: int = 700) -> bytes:
    """A body in chunks."""
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "http"),
    [
        (chunked(BODY), "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(BODY), "Content-Encoding: gzip\r\n"),
        (chunked(gzip.compress(BODY)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (BODY, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),  # unpacked, and the head left as it was
        (BODY, "Content-Encoding: br\r\n"),
    ],
)
def test_packed_bodies(tmp_path: Path, body: bytes, http: str) -> None:
    """A body comes out the same however it was sent, and also when the archive unpacked it and left the head."""
    (plain,), _ = taken(tmp_path, record(BODY))
    (report,), _ = taken(tmp_path, record(body, http))
    assert isinstance(plain, Report)
    assert isinstance(report, Report)
    assert report.text == plain.text


def test_a_packing_we_do_not_read_is_told(tmp_path: Path) -> None:
    """A body packed in another way is a drop that names it; the next record is read."""
    (drop, report), _ = taken(tmp_path, record(bytes(range(256)) * 20, "Content-Encoding: zstd\r\n") + record(BODY))
    assert isinstance(drop, Drop)
    assert (drop.kind, "zstd" in drop.reason) == ("coding", True)
    assert isinstance(report, Report)

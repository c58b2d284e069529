"""Files made to hold a reader up, each read in a process whose memory and processor time are bounded from outside."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.read.test_archives import record

resource = pytest.importorskip("resource")

SPACE = 1_500_000_000  # bytes of addresses the whole process may have, libraries and all
SECONDS = 40  # of its processor time: the limit of an item and what it takes to load the libraries
READER = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({SPACE}, {SPACE}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from tawatur.model import Drop
from tawatur.read import read
print(*sorted({{item.kind if isinstance(item, Drop) else "report" for item in read([sys.argv[1]])}}))
"""
MILLION = 1_000_000


def laughs() -> bytes:
    """A feed whose entry unfolds to a billion words."""
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names))
    item = "<item><title>t</title><link>http://a.example/1</link><description>&j;</description></item>"
    return (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha ha">{entities}]><rss version="2.0"><channel>{item}</channel>'
        "</rss>"
    ).encode()


def zipped(name: str, size: int) -> bytes:
    """An archive of one file that unpacks to so many bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"<p>a</p> " * (size // 9))
    return out.getvalue()


def lying(length: int) -> bytes:
    """A web archive whose first record says it has so many bytes, and a whole one behind it."""
    whole = record(b"<html><body><p>A whole report stands here and is read.</p></body></html>")
    head, _, rest = whole.partition(b"Content-Length: ")
    return head + b"Content-Length: %d" % length + rest[rest.index(b"\r") :] + whole


def unfolding(size: int) -> bytes:
    """A PDF whose page unfolds to so many bytes."""
    stream = zlib.compress(b"BT /F 12 Tf 1 0 0 1 50 700 Tm " + b"(word and words) Tj " * (size // 20) + b"ET")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
        font,
    )
    body = b"".join(b"%d 0 obj%bendobj\n" % (number, words) for number, words in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Size 6/Root 1 0 R>>\n"


def lzw(count: int) -> bytes:
    """Spaces, so many, as the LZW of PDF packs them: each code stands for one letter more than the last."""
    bits, at, width, following, given = 0, 0, 9, 258, 0

    def put(code: int) -> None:
        nonlocal bits, at
        bits, at = bits << width | code, at + width

    put(256)
    pieces = []
    first = True
    while given < count:
        code = 32 if first else following
        put(code)
        given += 1 if first else following - 256
        if not first:
            following += 1
        first = False
        width = min(12, max(9, (following + 1).bit_length()))
        if following >= 4093:
            put(256)
            following, width, first = 258, 9, True
        if at > 4000:
            pieces.append((bits >> at % 8).to_bytes((at - at % 8) // 8, "big"))
            bits, at = bits & ((1 << at % 8) - 1), at % 8
    put(257)
    bits, at = bits << -at % 8, at + -at % 8
    return b"".join(pieces) + bits.to_bytes(at // 8, "big")


def filtered(filters: bytes, packed: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page whose commands are packed so."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter%b%b>>stream\n" % (len(packed), filters, more) + packed + b"\nendstream",
    )
    body = b"".join(b"%d 0 obj%bendobj\n" % (number, words) for number, words in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Size 5/Root 1 0 R>>\n"


def twice(data: bytes) -> bytes:
    """Packed, and packed again: what is all alike becomes next to nothing."""
    return zlib.compress(zlib.compress(data, 9), 9)


def tarred(*members: tuple[tarfile.TarInfo, bytes], packed: bool = False) -> bytes:
    """A TAR archive of these heads, each with what follows it."""
    raw = b"".join(head.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512) for head, data in members)
    raw += bytes(1024)
    return gzip.compress(raw, 1) if packed else raw


def head(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    """The head of a member that says it has so many bytes."""
    made = tarfile.TarInfo(name)
    made.size, made.type = size, kind
    return made


def sparse(fields: int, zeros: int) -> bytes:
    """An archive whose one member says it is a sparse file of so many stretches, and begins to list them."""
    words = b"22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n"
    listed = b"%d\n" % fields + b"1\n" * zeros
    return tarred((head("x", len(words), tarfile.XHDTYPE), words), (head("a.html", len(listed)), listed), packed=True)


def parts(depth: int, lines: int) -> bytes:
    """A saved page whose parts have parts have parts, and so on."""
    nested = b"".join(b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return b"MIME-Version: 1.0\r\n" + nested + b"Content-Type: text/plain\r\n\r\n" + b"--x\r\n" * lines


def inside(name: str, data: bytes) -> bytes:
    """A ZIP archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def entities() -> bytes:
    """A feed that names a long entity again and again."""
    item = f"<item><title>t</title><description>{'&a;' * 20_000}</description></item>"
    long = f'<!DOCTYPE r [<!ENTITY a "{"word " * 20_000}">]>'
    return f'<?xml version="1.0"?>{long}<rss version="2.0"><channel>{item}</channel></rss>'.encode()


def nested(depth: int, name: str = "reports") -> bytes:
    """Records inside records."""
    return b'{"%b": [' % name.encode() * depth + b'{"text": "x y z"}' + b"]}" * depth


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 100_000 + b"x", {"too-large"}),
    "fifty-million.html": (lambda: b"<html><body>" + b"<p>word and word</p>" * (5 * MILLION // 2), {"too-large"}),
    "attribute.html": (lambda: b"<html><body><p class='" + b"a " * (9 * MILLION) + b"'>x</p>", {"no-report"}),
    "quotes.html": (lambda: b"<html><body><p " + b'"' * (5 * MILLION) + b">x</p>", {"no-report", "report"}),
    "line.html": (lambda: b"<html><body><p>" + b"word and " * (2 * MILLION) + b"</p>", {"no-report", "report"}),
    "json-ld.html": (
        lambda: b'<html><script type="application/ld+json">' + b"[" * MILLION + b"</script><p>x</p>",
        {"no-report", "report"},
    ),
    "laughs.xml": (laughs, {"report", "empty-feed", "empty"}),
    "line.jsonl": (lambda: b'{"id": "1", "text": "' + b"word " * (12 * MILLION) + b'"}\n', {"too-large"}),
    "deep.json": (lambda: b"[" * MILLION, {"cut-json"}),
    "cell.csv": (lambda: b'id,text\n1,"' + b"word " * (3 * MILLION), {"report", "cut-row", "slow"}),
    "bomb.html.gz": (lambda: gzip.compress(b"<p>a</p> " * (30 * MILLION), 1), {"too-large"}),
    "bomb.jsonl.gz": (lambda: gzip.compress(b"a " * (150 * MILLION), 1), {"too-large"}),
    "bomb.zip": (lambda: zipped("a.html", 300 * MILLION), {"too-large"}),
    "lying-long.warc": (lambda: lying(10**12), {"cut-archive", "report", "no-report"}),
    "lying-short.warc": (lambda: lying(3), {"cut-archive", "report", "no-html"}),
    "bomb.pdf": (lambda: unfolding(100 * MILLION), {"too-large"}),
    "lzw.pdf": (lambda: filtered(b"/LZWDecode", lzw(300 * MILLION)), {"too-large"}),
    "twice.pdf": (lambda: filtered(b"[/FlateDecode/FlateDecode]", twice(b"0 g " * (100 * MILLION))), {"too-large"}),
    "named.pdf": (lambda: filtered(b"[/Fl#61teDecode]", zlib.compress(b"0 g " * (50 * MILLION))), {"too-large"}),
    "hex.pdf": (
        lambda: filtered(b"[/AHx/Fl]", zlib.compress(b"0 g " * (50 * MILLION)).hex().encode() + b">"),
        {"too-large"},
    ),
    "runs.pdf": (lambda: filtered(b"/RunLengthDecode", b"\x81 " * (2 * MILLION)), {"too-large"}),
    "objects.pdf": (
        lambda: filtered(b"/FlateDecode", zlib.compress(b"1 0 " * (50 * MILLION)), b"/Type/ObjStm/N 1000000/First 9"),
        {"too-large"},
    ),
    "sparse.tar.gz": (lambda: sparse(10**9, 60 * MILLION), {"cut-archive", "too-large"}),
    "name.tar.gz": (
        lambda: tarred((head("n", 300 * MILLION, tarfile.GNUTYPE_LONGNAME), bytes(300 * MILLION)), packed=True),
        {"cut-archive"},
    ),
    "huge.tar": (lambda: tarred((head("a.html", 8**11 - 1), b"<p>x</p>")), {"too-large", "cut-archive"}),
    "zeros.tar.gz": (lambda: tarred((head("a.html", 300 * MILLION), bytes(300 * MILLION)), packed=True), {"too-large"}),
    "links.tar.gz": (
        lambda: gzip.compress(head("a", 0, tarfile.SYMTYPE).tobuf(tarfile.GNU_FORMAT) * 60_000, 1),
        {"empty"},
    ),
    "members.tar.gz": (lambda: gzip.compress(head("a.html", 0).tobuf(tarfile.GNU_FORMAT) * 30_000, 1), {"empty"}),
    "tar.zip": (lambda: inside("b.tar", tarred((head("a.html", 8), b"<p>x</p>"))), {"nested"}),
    "zip.zip": (lambda: inside("b.zip", zipped("a.html", 9000)), {"nested"}),
    "warc.zip": (lambda: inside("b.warc", record(b"<html><p>x</p></html>")), {"nested"}),
    "zip.tar": (lambda: tarred(*((head("b.zip", len(data)), data) for data in [zipped("a.html", 9000)])), {"nested"}),
    "twice.html.gz.gz": (lambda: gzip.compress(gzip.compress(b"<p>a</p> " * (20 * MILLION), 1), 1), {"nested"}),
    "deep.mhtml": (lambda: parts(100_000, 0), {"no-html", "slow", "too-large"}),
    "deep-lines.mhtml": (lambda: parts(600, 40_000), {"no-html", "slow", "too-large"}),
    "nested.json": (lambda: nested(100_000), {"cut-json", "too-large"}),
    "nested-less.json": (lambda: nested(900), {"cut-json", "too-large", "report"}),
    "nested.jsonl": (lambda: nested(400, "items") + b"\n" + nested(900) + b"\n", {"cut-json", "no-text"}),
    "lists.json": (
        lambda: b'{"text": "x", "author": ' + b"[" * 900 + b"]" * 900 + b"}",
        {"cut-json", "too-large", "report"},
    ),
    "named.html": (
        lambda: (
            b'<html><script type="application/ld+json">{"@type": "NewsArticle", "author": '
            + b'{"name": ' * 900
            + b'"x"'
            + b"}" * 900
            + b"}</script><p>x</p>"
        ),
        {"no-report", "report"},
    ),
    "field.csv": (lambda: b'id,text\n1,"' + b"word " * (20 * MILLION) + b'"\n', {"too-large"}),
    "field.tsv": (lambda: b"id\ttext\n1\t" + b"word " * (20 * MILLION) + b"\n", {"too-large"}),
    "entities.xml": (entities, {"report", "empty-feed", "empty", "no-text"}),
    "open.html": (lambda: b"<html><body>" + b"<b>" * 100_000 + b"x", {"no-report", "report", "slow", "too-large"}),
    "open-spans.html": (
        lambda: b"<html><body><p>" + b"<span class='a'>" * 100_000 + b"x",
        {"no-report", "report", "slow", "too-large"},
    ),
    "markup.jsonl": (
        lambda: b'{"text": "<p>' + b"<div><a href='x'>" * 300_000 + b'x</p>"}\n',
        {"report", "slow", "too-large", "furniture"},
    ),
    "parts.mhtml": (
        lambda: (
            b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
            + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 100_000
        ),
        {"no-html", "slow"},
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_bounded(tmp_path: Path, name: str) -> None:
    """Whatever a file does, it ends in items within bounds of memory and time, and as what it is."""
    made, kinds = HOSTILE[name]
    (tmp_path / name).write_bytes(made())
    run = subprocess.run(
        [sys.executable, "-c", READER, str(tmp_path / name)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-500:]
    found = set(run.stdout.split())
    assert found
    assert found <= kinds

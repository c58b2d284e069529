"""Files made to hold a reader up, each read in a process whose memory and processor time are bounded from outside."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
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

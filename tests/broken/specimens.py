"""One small whole file of every kind that can be read, and ways to damage bytes.

The tests damage some hundreds of them, `python -m bench.damage` a hundred thousand.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from functools import lru_cache
from pathlib import Path

PARAGRAPHS = (
    "بدأت بلدية الساحل أمس ترميم الجسر القديم بعد أن أغلقته السيول مرتين هذا العام.",
    "وقال رئيس البلدية إن العمل يستغرق ثمانية أشهر، وإن المركبات تحول إلى الطريق الجنوبي.",
    "ويعبر الجسر كل يوم نحو أربعة آلاف مركبة، بحسب أرقام إدارة المرور في المدينة.",
)
TITLE = "البلدية تبدأ ترميم الجسر القديم"


def page(number: int = 0) -> str:
    """A page with metadata of several kinds and furniture."""
    words = "".join(f"<p>{paragraph} ({number})</p>" for paragraph in PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{TITLE} | أخبار الساحل</title>
<link rel="canonical" href="https://sahel.example/2031/05/0{number % 9 + 1}/bridge-{number}">
<meta property="article:published_time" content="2031-05-0{number % 9 + 1}T08:00:00+03:00">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "author": {{"name": "ليلى"}},
"datePublished": "2031-05-04T08:00:00+03:00", "publisher": {{"name": "أخبار الساحل"}}}}</script></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>{TITLE}</h1>{words}<ul><li>شارك</li></ul></article>
</body></html>"""


def records() -> list[dict[str, str]]:
    """Reports as a crawler's records."""
    text = "\n\n".join(PARAGRAPHS)
    return [
        {
            "id": str(n),
            "outlet": "أخبار الساحل",
            "title": TITLE,
            "text": f"{text} {n}",
            "published": f"2031-05-0{n + 1}",
        }
        for n in range(6)
    ]


def feeds() -> dict[str, str]:
    """RSS, Atom, RDF and JSON Feed."""
    rss, atom, rdf = [], [], []
    for item in records():
        link, text = f"https://sahel.example/{item['id']}", item["text"]
        when = f"0{int(item['id']) + 1} May 2031 08:00:00 +0300"
        rss.append(
            f"<item><title>{TITLE}</title><link>{link}</link><guid>{item['id']}</guid><pubDate>Sun, {when}</pubDate>"
            f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        )
        atom.append(
            f'<entry><title>{TITLE}</title><id>{link}</id><link href="{link}"/><updated>{item["published"]}T08:00:00Z'
            f"</updated><content type='html'><![CDATA[<p>{text}</p>]]></content></entry>"
        )
        rdf.append(
            f'<item rdf:about="{link}"><title>{TITLE}</title><link>{link}</link>'
            f"<description>{text}</description></item>"
        )
    entries = [{"id": r["id"], "url": f"https://sahel.example/{r['id']}", "content_text": r["text"]} for r in records()]
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return {
        "rss.xml": f'{head}<rss version="2.0"><channel><title>الساحل</title>{"".join(rss)}</channel></rss>',
        "atom.xml": f'{head}<feed xmlns="http://www.w3.org/2005/Atom"><title>الساحل</title>{"".join(atom)}</feed>',
        "rdf.xml": f'{head}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/"><channel><title>الساحل</title></channel>{"".join(rdf)}</rdf:RDF>',
        "feed.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": entries}, ensure_ascii=False),
    }


def warc(number: int, body: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    """One WARC response."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://sahel.example/{number}\r\n"
        f"WARC-Date: 2031-05-04T09:10:1{number}Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000"
        f"{number}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def markdown() -> str:
    """A Markdown file with front matter and marks of every kind."""
    words = "\n\n".join(
        (PARAGRAPHS[0], f"## الجسر\n\n> {PARAGRAPHS[1]}", f"- [{PARAGRAPHS[2]}](https://sahel.example)")
    )
    return f"---\ndate: 2031-05-04\nauthor: ليلى\n---\n# {TITLE}\n\n{words}\n\n```\n**1**\n```\n"


def ninjs() -> list[dict[str, object]]:
    """News items of an agency, of an old and of a new version of the standard."""
    return [
        {
            "uri": "urn:sahel:1", "headline": TITLE, "byline": "ليلى", "versioncreated": "2031-05-04T08:00:00+03:00",
            "body_text": "\n".join(PARAGRAPHS), "subject": [{"name": "طرق"}],
        },
        {
            "uri": "urn:sahel:2", "headlines": [{"role": "main", "value": TITLE}], "by": "ليلى",
            "firstcreated": "2031-05-05T08:00:00+03:00", "versioncreated": "2031-05-05T09:00:00+03:00",
            "bodies": [{"contenttype": "text/html", "value": f"<p>{'</p><p>'.join(PARAGRAPHS)} 2</p>"}],
        },
    ]  # fmt: skip


def parquet() -> bytes:
    """A table of reports, as data frames are kept; empty without the library."""
    try:
        import pyarrow
        from pyarrow.parquet import write_table
    except ImportError:
        return b""
    out = io.BytesIO()
    write_table(pyarrow.Table.from_pylist(records()), out)
    return out.getvalue()


def printed() -> bytes:
    """A page of our own words, printed to PDF by a browser."""
    return (Path(__file__).parent / "printed.pdf").read_bytes()


@lru_cache(maxsize=1)
def specimens() -> dict[str, bytes]:
    """A whole file of every kind, by name."""
    lines = [json.dumps(item, ensure_ascii=False).encode() for item in records()]
    names = list(records()[0])
    out: dict[str, bytes] = {
        "utf8.html": page().encode(),
        "cp1256.html": page().replace('"utf-8"', '"windows-1256"').encode("cp1256"),
        "lying.html": page().encode("iso8859-6", "replace"),
        "packed.html.gz": gzip.compress(page().encode(), mtime=0),
        "utf8.txt": f"{TITLE}\n\n{chr(10).join(PARAGRAPHS)}".encode(),
        "utf16.txt": f"{TITLE}\n\n{chr(10).join(PARAGRAPHS)}".encode("utf-16"),
        "cp1256.txt": f"{TITLE}\n\n{chr(10).join(PARAGRAPHS)}".encode("cp1256"),
        "lines.jsonl": b"\n".join(lines),
        "lines.jsonl.gz": gzip.compress(b"\n".join(lines), mtime=0),
        "array.json": json.dumps(records(), ensure_ascii=False).encode(),
        "nested.json": json.dumps({"reports": records()}, ensure_ascii=False).encode(),
        "marked.md": markdown().encode(),
        "ninjs.json": json.dumps(ninjs(), ensure_ascii=False).encode(),
        "printed.pdf": printed(),
        **{name: text.encode() for name, text in feeds().items()},
        "saved.mhtml": b"From: <Saved>\r\nSnapshot-Content-Location: https://sahel.example/9\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        b"Content-Transfer-Encoding: 8bit\r\n\r\n" + page().encode() + b"\r\n--b--\r\n",
    }
    for name, comma in (("table.csv", ","), ("table.tsv", "\t")):
        rows = [names, *([item[field].replace("\n", " ") for field in names] for item in records())]
        out[name] = "\n".join(
            comma.join(f'"{cell}"' if comma == "," else cell for cell in row) for row in rows
        ).encode()
    pages = [page(n).encode() for n in range(4)]
    responses = [warc(n, body) for n, body in enumerate(pages)] + [warc(7, out["rss.xml"], "application/rss+xml")]
    out["crawl.warc"] = b"".join(responses)
    out["crawl.warc.gz"] = b"".join(gzip.compress(response, mtime=0) for response in responses)
    members = {f"{n}.html": body for n, body in enumerate(pages)} | {"lines.jsonl": b"\n".join(lines)}
    for name, way in (("heap.zip", zipfile.ZIP_DEFLATED), ("stored.zip", zipfile.ZIP_STORED)):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", way) as archive:
            for member, data in members.items():
                archive.writestr(zipfile.ZipInfo(member), data, way)
        out[name] = buffer.getvalue()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for member, data in members.items():
            entry = tarfile.TarInfo(member)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    out["heap.tar"] = buffer.getvalue()
    out["heap.tar.gz"] = gzip.compress(out["heap.tar"], mtime=0)
    if table := parquet():
        out["table.parquet"] = table
    return dict(sorted(out.items()))


DAMAGE = ("flip", "cut", "end", "swap", "twice", "noise", "zero", "splice", "encoding", "names")


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to six damages of random kinds at random places."""
    raw = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        if not raw:
            break
        at, length = rng.randrange(len(raw)), min(rng.choice((1, 2, 3, 8, 40, 300)), len(raw))
        _DAMAGE[rng.choice(DAMAGE)](raw, at, length, rng)
    return bytes(raw)


def _flip(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    for place in range(at, min(at + min(length, 8), len(raw))):
        raw[place] ^= 1 << rng.randrange(8)


def _cut(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    del raw[at : at + length]


def _end(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    del raw[at:]


def _swap(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    other = rng.randrange(len(raw))
    first, second = sorted((at, other))
    length = min(length, second - first, len(raw) - second)
    one, two = raw[first : first + length], raw[second : second + length]
    raw[first : first + length], raw[second : second + length] = two, one


def _twice(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    raw[at:at] = raw[at : at + length] * rng.choice((1, 1, 2, 50))


def _noise(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    raw[at : at + length] = rng.randbytes(length)


def _zero(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    raw[at : at + length] = bytes(min(length, len(raw) - at))


def _splice(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    """A piece of a file of another kind."""
    other = rng.choice(list(specimens().values()))
    start = rng.randrange(len(other))
    raw[at:at] = other[start : start + length * 4]


def _encoding(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    """A piece that went through the wrong encoding."""
    piece = bytes(raw[at : at + length])
    raw[at : at + length] = piece.decode("cp1252", "replace").encode(
        rng.choice(("utf-8", "utf-16-le", "cp1256")), "replace"
    )


def _names(raw: bytearray, at: int, length: int, rng: random.Random) -> None:
    """A word that readers look for, where it does not belong."""
    words = (
        b"<html>",
        b"</html>",
        b"<!--",
        b"<![CDATA[",
        b"]]>",
        b'"',
        b"\\",
        b"{",
        b"[" * 200,
        b"<rss>",
        b"\r\n",
        b"PK\x03\x04",
    )
    raw[at:at] = rng.choice(
        (*words, b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"&#x110000;", b"<div>" * 300, b"\x1f\x8b")
    )


_DAMAGE = {
    "flip": _flip, "cut": _cut, "end": _end, "swap": _swap, "twice": _twice, "noise": _noise, "zero": _zero,
    "splice": _splice, "encoding": _encoding, "names": _names,
}  # fmt: skip

"""Bytes to characters, and what kind of bytes they are."""

from __future__ import annotations

import re

from resiliparse.parse.encoding import detect_encoding

from tawatur.settings import Reading

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,80}encoding\s*=\s*["']([\w-]{2,20})|<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})""",
    re.IGNORECASE,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# the encodings Arabic pages come in when they are not UTF-8, and what web pages mean by other names
_MEANT = {"windows-1256": "cp1256", "iso-8859-6": "iso8859-6", "iso-8859-1": "cp1252", "ascii": "utf-8"}
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
_RARE = re.compile(
    "[\u0080-\u009f\u067e\u0679\u0688\u0691\u0698\u06ba\u06c1\u06be\u0152\u0153\u0192\u02c6\u2020-\u2030\ufffd]"
)
_LETTERS = 10  # Arabic letters read whole for one torn place: other encodings read as UTF-8 give hardly any
_SURE = -0.8  # oddness: four of five letters beyond ASCII are Arabic ones, and no other encoding gives more
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format 3",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf",
    b"Rar!",
)


def binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding: a known signature, or control bytes beyond a few."""
    head = data[:4096]
    if head.startswith(_MAGIC):
        return True
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(head):
        return False
    return len(_CONTROL.findall(head)) > len(head) // 100


def _wide(head: bytes) -> str:
    """`utf-16-le` or `utf-16-be` when every other byte is one of two high bytes, as in Arabic UTF-16 without a mark."""
    if len(head) < 16:
        return ""
    for code, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if high.count(0) > 0 and high.count(0) + high.count(6) > 0.9 * len(high):
            return code
    return ""


def decoded(data: bytes, settings: Reading, declared: str = "") -> tuple[str, str, int]:
    """The characters, the encoding they were read in, and how many could not be read (U+FFFD in their place).

    In order: a byte order mark; UTF-16 by its high bytes; UTF-8 when it is whole; the declaration, when the result
    looks like Arabic or Latin text; UTF-8 with a few broken places; what the letters themselves suggest.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = (
                data[len(mark) :].decode("utf-8", "replace")
                if encoding == "utf-8"
                else data.decode(encoding, "replace")
            )
            return text, encoding, text.count("\ufffd")
    wide = _wide(data[:4096])
    if wide:
        text = data.decode(wide, "replace")
        return text, wide, text.count("\ufffd")
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= settings.broken_share * len(text) or broken * _LETTERS <= len(_ARABIC.findall(text)):
        return text, "utf-8", broken
    match = _DECLARED.search(data[:4096])
    names = [declared] + ([(match.group(1) or match.group(2)).decode("ascii")] if match else [])
    tried = _tried(data, [*names, "windows-1256", "iso-8859-6"])
    if not tried or min(tried)[0] > _SURE:
        tried = _tried(
            data, [*names, "windows-1256", "iso-8859-6", detect_encoding(data[:65536]) or "", "windows-1252"]
        )
    if not tried:
        return text, "utf-8", broken
    _, _, encoding, text = min(tried)
    return text, encoding, text.count("\ufffd")


def _tried(data: bytes, names: list[str]) -> list[tuple[float, int, str, str]]:
    """The readings of the bytes in these encodings, how odd each is in front."""
    return [(_oddness(read), order, code, read) for order, (code, read) in enumerate(_readings(data, names))]


def _readings(data: bytes, names: list[str]) -> list[tuple[str, str]]:
    out: dict[str, str] = {}
    for name in names:
        code = _MEANT.get(name.lower(), name.lower())
        if not code or code in out or code in ("utf-8", "utf8"):
            continue
        try:
            out[code] = data.decode(code, "replace")
        except (LookupError, ValueError):  # no such encoding, or a name that can be none
            continue
    return list(out.items())


def _oddness(text: str) -> float:
    """How unlike text the characters are: the share of rare letters, controls and unread bytes among those beyond
    ASCII, less the share that are Arabic letters."""
    beyond = [char for char in text[:20000] if char > "\x7f"]
    if not beyond:
        return 0.0
    joined = "".join(beyond)
    return (len(_RARE.findall(joined)) - len(_ARABIC.findall(joined))) / len(joined)

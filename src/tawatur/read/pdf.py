"""PDF files to items, where their text can be taken out in the order it is read; every other PDF is told apart.

A PDF places glyphs; in what order Arabic ones are to be read must be guessed back, and printed pages of browsers come
out with their words backwards (pypdf 7 and PDFium alike, 2026-11-20). A text in disorder is refused, never kept.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from io import BytesIO

from tawatur.keys import digest
from tawatur.model import Drop
from tawatur.read.options import Item
from tawatur.read.times import instant

_PAGES = 200  # a report has few; a book is none
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_SPACES = re.compile(r"[ \t\u00a0]+")
_STOP = re.compile("[.!?\u061f\u2026:][\"\u00bb\u201d')\\]]*$")
# what no line and no word can begin with when it stands in the order it is read: a stop, a final letter, a mark
_BACKWARDS = re.compile("[.\u060c\u061b\u061f!](?!\\d)|[\u0629\u0649\u064b-\u0652]")
_BAD = 0.02  # share of words that begin with such
_FULL = 0.75  # share of the usual length of a line below which it is the last of its paragraph
_DAY = re.compile(r"D:(\d{14})")


def pdf_file(data: bytes, where: str, path: str) -> Item | Drop:
    """The item of a PDF file; a drop when it is locked, scanned, damaged, or gives its words in disorder."""
    from pypdf import PdfReader  # only when there is one
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are our drops, told in one sentence
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Drop(where=where, reason="The PDF is locked with a password.", kind="locked")
        pages = [page.extract_text() for _, page in zip(range(_PAGES), reader.pages, strict=False)]
        created = str(reader.metadata.get("/CreationDate", "")) if reader.metadata else ""
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError) as error:
        return Drop(where=where, reason=f"The PDF is damaged, or locked ({type(error).__name__}).", kind="cut-archive")
    lines = [line for page in pages for line in (_plain(line) for line in page.split("\n")) if line]
    if not lines:
        reason = "The PDF holds pictures of text, and no text: it must be read by a program for scans first."
        return Drop(where=where, reason=reason, kind="scanned")
    if disordered(lines):
        reason = "The words of the PDF cannot be taken out in the order they are read: save it as text or HTML."
        return Drop(where=where, reason=reason, kind="disorder")
    day = _DAY.match(created)
    return Item(
        where=where,
        path=path,
        digest=digest(data),
        text="\n".join(_paragraphs(lines)),
        plain=True,
        captured=instant(day.group(1), "pdf") if day else None,
    )


def _plain(line: str) -> str:
    """A line with the letters of its shapes, and single spaces."""
    letters = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), line)
    return _SPACES.sub(" ", letters).strip()


def disordered(lines: list[str]) -> bool:
    """Whether lines begin with what must end them, words with what must end words, or no line ends with a stop."""
    words = [word for line in lines for word in line.split()]
    wrong = sum(bool(_BACKWARDS.match(word)) for word in words)
    return wrong > _BAD * len(words) or not any(_STOP.search(line) for line in lines)


def _paragraphs(lines: list[str]) -> list[str]:
    """The lines joined to paragraphs: one goes on when it is as long as most are and does not end a sentence."""
    lengths = sorted(map(len, lines))
    usual = lengths[len(lengths) * 4 // 5]
    out: list[str] = []
    open_ = False
    for line in lines:
        if open_:
            out[-1] += " " + line
        else:
            out.append(line)
        open_ = len(line) >= _FULL * usual and not _STOP.search(line)
    return out

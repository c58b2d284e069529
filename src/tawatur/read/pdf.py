"""PDF files to items, the words in the order they are read; every PDF of which that is not to be had is told apart.

A PDF places glyphs and does not say in what order they are read. The library gives every letter with its place; within
a line, Arabic is read from the right, figures and Latin words in it from the left (the rules of UAX #9, backwards). A
text that still looks backwards is refused, never kept.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from tawatur.keys import digest
from tawatur.model import Drop
from tawatur.read.columns import Glyph, Line, box, in_columns
from tawatur.read.limits import Deadline, LateError, late, within
from tawatur.read.options import Item, ReadOptions
from tawatur.read.times import instant
from tawatur.read.unfolding import pdf_unfolds

_ASKED = 500  # letters between two looks at the clock
_FOLDS = 2  # times the bytes of a page that all pages of a PDF, their fonts too, may unfold to
_PAGES = 200  # a report has few; a book is none
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_SPACES = re.compile(r"[ \t\u00a0]+")
_STOP = re.compile("[.!?\u061f\u2026:][\"\u00bb\u201d')\\]]*$")
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# what is read from the left inside a line that is read from the right: Latin words with what stands between them, and
# figures; as the sort from the right has left them, hence the last letter first
_FROM_LEFT = re.compile(
    "[A-Za-z\u00c0-\u024f0-9]"
    "(?:[A-Za-z\u00c0-\u024f0-9 .,:/'\u2019&@_+-]*[A-Za-z\u00c0-\u024f])"
    "|[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/\u066b\u066c][0-9\u0660-\u0669\u06f0-\u06f9]+)*"
)
_FIGURE = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9.,:/\u066b\u066c]")
_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb\u2039\u203a", ")(][}{><\u00bb\u00ab\u203a\u2039")
_LOOSE = re.compile("([(\\[\u00ab]) +| +([)\\].\u00bb,\u060c\u061b\u061f!:])(?!\\w)")  # a space that printing made
_UNTURNED = re.compile(r"\(([^()]{1,60})\((?=\W|$)")  # of a pair beside Latin letters one may not be mirrored
_OPENING, _CLOSING = "([{\u00ab\u201c", ")]}\u00bb\u201d"
# what no line and no word can begin with when it stands in the order it is read: a stop, a final letter, a mark
_BACKWARDS = re.compile("[.\u060c\u061b\u061f!](?!\\d)|[\u0629\u0649\u064b-\u0652]")
_BAD = 0.02  # share of words that begin with such
_ARTICLE, _ARTICLE_BACKWARDS = "\u0627\u0644", "\u0644\u0627"  # begins words; ends them when they run backwards
_FULL = 0.75  # share of the usual length of a line below which it is the last of its paragraph
_GAP = 1.4  # times the usual distance between lines that sets off a paragraph
# shares of a line's height: the least between two letters that parts words where the library sees a space (it sees them
# at marks above letters, too), where it sees none, beside a sign, and between two figures
_TOLD_GAP, _WORD_GAP, _SIGN_GAP, _FIGURE_GAP = 0.17, 0.8, 0.22, 0.5
_DAY = re.compile(r"D:(\d{14})")


class Row(NamedTuple):
    """One line of a page: its words, and where it stands."""

    words: str
    base: float


def pdf_file(data: bytes, where: str, path: str, options: ReadOptions) -> Item | Drop:
    """The item of a PDF file; a drop when it is locked, scanned, damaged, slow, or gives its words in disorder."""
    import pypdfium2  # only when there is one

    try:
        with within(options.settings.item_seconds):
            bomb = pdf_unfolds(data, options.settings.page_bytes * _FOLDS)
        if bomb:
            reason = "What the PDF shows unfolds to more than a page may have."
            return Drop(where=where, reason=reason, kind="too-large")
        pages, created = _opened(data, pypdfium2, Deadline(options.settings.item_seconds))
    except LateError:
        return Drop(where=where, reason=late(options.settings), kind="slow")
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        if "password" in str(error).lower():
            return Drop(where=where, reason="The PDF is locked with a password.", kind="locked")
        said = " ".join(str(error).split()).rstrip(".")
        return Drop(where=where, reason=f"The PDF is damaged or cut short ({said}).", kind="cut-archive")
    rows = [row for page in pages for row in page]
    if not rows:
        reason = "The PDF holds pictures of text, and no text: it must be read by a program for scans first."
        return Drop(where=where, reason=reason, kind="scanned")
    lines = mirrored([row.words for row in rows])
    if disordered(lines):
        reason = "The words of the PDF cannot be taken out in the order they are read: save it as text or HTML."
        return Drop(where=where, reason=reason, kind="disorder")
    day = _DAY.match(created)
    return Item(
        where=where,
        path=path,
        digest=digest(data),
        text="\n".join(paragraphs(lines, [row.base for row in rows])),
        plain=True,
        captured=instant(day.group(1), "pdf") if day else None,
    )


def _opened(data: bytes, library: Any, deadline: Deadline) -> tuple[list[list[Row]], str]:
    """The rows of every page, and when the file says it was made. The clock is asked between letters: an alarm in the
    middle of the library's own bookkeeping would break it."""
    document = library.PdfDocument(data)
    try:
        pages = [_rows(document[number], library.raw, deadline) for number in range(min(len(document), _PAGES))]
        return pages, str(document.get_metadata_dict().get("CreationDate", ""))
    finally:
        document.close()


def _rows(page: Any, raw: Any, deadline: Deadline) -> list[Row]:
    """The rows of a page. The alarm is set where the library is not asked: what is left is our own work."""
    text = page.get_textpage()
    try:
        every = list(_lines(text, raw, deadline))
    finally:
        text.close()
        page.close()
    with within(deadline.left()):
        return _read(every)


def _read(every: list[Line]) -> list[Row]:
    """The lines of a page in the order they are read."""
    arabic = sum(bool(_ARABIC.search(glyph.letter)) for line in every for word in line for glyph in word)
    latin = sum(bool(_LATIN.search(glyph.letter)) for line in every for word in line for glyph in word)
    lines: list[Line] = []
    for line in in_columns(every, arabic > latin):
        if lines and _goes_on(lines[-1], line):
            lines[-1].extend(line)
        else:
            lines.append(line)
    return [row for line in lines if (row := _row(line)).words]


def _lines(text: Any, raw: Any, deadline: Deadline) -> Iterator[list[list[Glyph]]]:
    """The lines of a page as words of glyphs, as the library tells them apart: it puts in the breaks and spaces."""
    left, right, base, top = (ctypes.c_double() for _ in range(4))
    line: list[list[Glyph]] = [[]]
    for at in range(text.count_chars()):
        if at % _ASKED == 0:
            deadline.check()
        code = raw.FPDFText_GetUnicode(text, at)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if letter in "\r\n":
            if any(line):
                yield [word for word in line if word]
            line = [[]]
        elif letter.isspace():
            line.append([])
        elif letter.isprintable():
            raw.FPDFText_GetCharBox(text, at, left, right, base, top)
            line[-1].append(Glyph(letter, left.value, right.value, base.value, top.value))
    if any(line):
        yield [word for word in line if word]


def _goes_on(line: Sequence[Sequence[Glyph]], more: Sequence[Sequence[Glyph]]) -> bool:
    """Whether the library broke a line in two, as it does at marks above letters: both stand on one base, side by
    side."""
    one, two = box(line), box(more)
    height = max(one.top - one.base, two.top - two.base)
    apart = max(one.left, two.left) - min(one.right, two.right)
    letters = "".join(glyph.letter for word in (*line, *more) for glyph in word)
    return abs(one.base - two.base) < height / 2 and apart < 2 * height and bool(_ARABIC.search(letters))


def _row(line: Sequence[Sequence[Glyph]]) -> Row:
    """A line in the order it is read."""
    base = median(glyph.base for word in line for glyph in word)
    if not any(_ARABIC.search(glyph.letter) for word in line for glyph in word):
        return Row(" ".join("".join(glyph.letter for glyph in word) for word in line), base)
    shown = _FROM_LEFT.sub(lambda run: run.group()[::-1], "".join(_from_right(line)))
    plain = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), shown)
    return Row(_SPACES.sub(" ", plain).strip(), base)


def _from_right(line: Sequence[Sequence[Glyph]]) -> Iterator[str]:
    """The letters of a line from the right, spaces between its words; marks stay behind the letter they stand on."""
    word_of = {glyph: number for number, word in enumerate(line) for glyph in word}  # what is printed twice counts once
    bases = sorted(
        (one for one in word_of if not unicodedata.combining(one.letter)), key=lambda one: -one.left - one.right
    )
    marks: dict[Glyph, str] = {}
    for glyph in word_of:
        if unicodedata.combining(glyph.letter) and bases:
            middle = (glyph.left + glyph.right) / 2
            nearest = min(bases, key=lambda base: abs((base.left + base.right) / 2 - middle))
            marks[nearest] = marks.get(nearest, "") + glyph.letter
    whole = box(line)
    before: Glyph | None = None
    for glyph in bases:
        if before is not None and _parted(before, glyph, word_of[before] != word_of[glyph], whole.top - whole.base):
            yield " "
        yield glyph.letter + marks.get(glyph, "")
        before = glyph


def _parted(right: Glyph, left: Glyph, told: bool, height: float) -> bool:
    """Whether two words meet between two letters: the library says so and they do not touch, or they are far apart."""
    gap = right.left - left.right
    if _FIGURE.match(right.letter) and _FIGURE.match(left.letter):
        return gap > _FIGURE_GAP * height
    if not (right.letter.isalnum() and left.letter.isalnum()):
        return gap > _SIGN_GAP * height
    return gap > (_TOLD_GAP if told else _WORD_GAP) * height


def mirrored(lines: list[str]) -> list[str]:
    """The lines with brackets that open before they close: some files tell the glyph that is shown, which in a line
    from the right is the mirrored one."""
    if not any(_ARABIC.search(line) for line in lines):
        return lines
    turned = [line.translate(_MIRRORED) if _ARABIC.search(line) else line for line in lines]
    told = turned if _wrong("\n".join(turned)) < _wrong("\n".join(lines)) else lines
    told = [_UNTURNED.sub(r"(\1)", line) if _ARABIC.search(line) else line for line in told]
    return [_LOOSE.sub(lambda match: match[1] or match[2], line) for line in told]


def _wrong(text: str) -> int:
    """How many brackets close what is not open."""
    depth = wrong = 0
    for letter in text:
        if letter in _OPENING:
            depth += 1
        elif letter in _CLOSING:
            wrong += depth == 0
            depth = max(depth - 1, 0)
    return wrong


def disordered(lines: list[str]) -> bool:
    """Whether lines begin with what must end them, words with what must end words, or no line ends with a stop."""
    words = [word for line in lines for word in line.split()]
    wrong = sum(bool(_BACKWARDS.match(word)) for word in words)
    if wrong > _BAD * len(words) or not any(_STOP.search(line) for line in lines):
        return True
    begun = sum(word.startswith(_ARTICLE) for word in words)
    ended = sum(len(word) > 3 and word.endswith(_ARTICLE_BACKWARDS) for word in words)
    return ended > begun


def paragraphs(lines: Sequence[str], bases: Sequence[float]) -> list[str]:
    """The lines joined to paragraphs: one goes on when its last line is as long as most are and ends no sentence, and
    the next stands no further below it than lines do."""
    lengths = sorted(map(len, lines))
    usual = lengths[len(lengths) * 4 // 5]
    steps = [above - below for above, below in pairwise(bases) if above > below]
    step = median(steps) if steps else 0.0
    out: list[str] = []
    open_ = False
    for at, line in enumerate(lines):
        apart = at > 0 and bases[at - 1] - bases[at] > _GAP * step > 0
        if open_ and not apart:
            out[-1] += " " + line
        else:
            out.append(line)
        open_ = len(line) >= _FULL * usual and not _STOP.search(line)
    return out

"""Text made NFC, entities decoded, with the way back to the text as it was given."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from tawatur.model import Shift, Span

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*|/)?>",
    re.DOTALL | re.IGNORECASE,
)
_MARKUP = re.compile(r"</?(?:p|br|div|span|a|strong|b|em|img|h[1-6]|ul|li|figure|blockquote)\b[^<>]*>", re.IGNORECASE)
_BLOCKS = frozenset(
    (
        "p",
        "br",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "tr",
        "table",
        "figure",
        "hr",
    )
)
_BROKEN = re.compile("[\ud800-\udfff\x00]")
# Characters no mark before them can join with: a text may be normalised in pieces that start at them.
_START = "\\x01-\\x7f\u0621-\u063a\u0641-\u064a"
_MARKED = re.compile(f"[{_START}]?[^{_START}]+")


def normal(text: str, entities: bool = True, markup: bool = False) -> tuple[str, tuple[Shift, ...]]:
    """The text in NFC with character references decoded, and its shifts: where each stretch stood in `text`.

    With `markup`, tags go too: block tags become line breaks, scripts and styles go with what is in them.

    Lone surrogates and NULs, which no store can keep, become U+FFFD in place. Linear time.
    """
    if not text:
        return "", ()
    given = len(text)
    if _BROKEN.search(text):
        text = _BROKEN.sub("\ufffd", text)
    pieces: list[tuple[str, int, int]] = [(text, 0, given)]  # words, and where they stood
    if markup:
        pieces = [piece for stretch in _untagged(text) for piece in _decoded(*stretch)]
    elif entities and "&" in text:
        pieces = _decoded(text, 0)
    if len(pieces) == 1 and unicodedata.is_normalized("NFC", text):
        return text, (Shift(span=Span(0, given), given=Span(0, given)),)
    made = _joined(pieces)
    out: list[str] = []
    shifts: list[Shift] = []
    at = 0
    for words, start, end in made:
        out.append(words)
        if words:
            changed = len(words) == end - start and words != text[start:end]
            shifts.append(Shift(span=Span(at, at + len(words)), given=Span(start, end), changed=changed))
            at += len(words)
    return "".join(out), tuple(shifts)


def marked_up(text: str) -> bool:
    """Whether the text is HTML: it holds tags that only markup has."""
    return "<" in text and bool(_MARKUP.search(text))


def _untagged(text: str) -> list[tuple[str, int]]:
    """The text without its tags, as stretches and where they stood; the line break of a block tag stands for it."""
    out, at = [], 0
    for match in _TAG.finditer(text):
        out.append((text[at : match.start()], at))
        if match.group("name") and match.group("name").lower() in _BLOCKS:
            out.append(("\n", match.start()))
        at = match.end()
    out.append((text[at:], at))
    return [stretch for stretch in out if stretch[0]]


def _decoded(text: str, offset: int) -> list[tuple[str, int, int]]:
    """The text, which stood at `offset`, cut where a character reference stands, each decoded."""
    pieces, at = [], 0
    for match in _ENTITY.finditer(text):
        char = unescape(match.group())
        if char == match.group() or _BROKEN.search(char):
            continue
        if at < match.start():
            pieces.append((text[at : match.start()], offset + at, offset + match.start()))
        pieces.append((char, offset + match.start(), offset + match.end()))
        at = match.end()
    if at < len(text) or not pieces:
        pieces.append((text[at:], offset + at, offset + len(text)))
    return pieces


def _joined(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The pieces in NFC: runs that agree stay long, what normalisation changed stands alone."""
    whole = "".join(words for words, _, _ in pieces)
    cuts: list[tuple[int, int, str]] = []  # stretches of `whole` that change, and what they become
    for match in _MARKED.finditer(whole):
        new = unicodedata.normalize("NFC", match.group())
        if new != match.group():
            cuts.append((match.start(), match.end(), new))
    rest = _Rest(pieces)
    out: list[tuple[str, int, int]] = []
    at = 0  # of `whole`
    for start, end, new in cuts:
        out.extend(rest.take(start - at))
        covered = rest.take(end - start)
        out.append((new, covered[0][1], covered[-1][2]))
        at = end
    out.extend(rest.take(len(whole) - at))
    return out


class _Rest:
    """What is left of the pieces, taken from the front."""

    def __init__(self, pieces: list[tuple[str, int, int]]) -> None:
        self._pieces = pieces
        self._index = self._used = 0

    def take(self, count: int) -> list[tuple[str, int, int]]:
        """The next `count` characters as pieces with their places; a decoded reference stays with its whole place."""
        out: list[tuple[str, int, int]] = []
        while count > 0:
            words, start, end = self._pieces[self._index]
            part = words[self._used : self._used + count]
            if len(words) == end - start:
                out.append((part, start + self._used, start + self._used + len(part)))
            else:
                out.append((part, start, end))
            count -= len(part)
            self._used += len(part)
            if self._used >= len(words):
                self._index, self._used = self._index + 1, 0
        return out

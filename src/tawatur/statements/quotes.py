"""Quotations: where quotation marks open and close, mixed, nested, never closed, over several paragraphs.

Arabic newspapers use every mark there is, and the same mark for opening and closing; so what a mark does is read
from what stands beside it, and only then from its shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tawatur.model import Span

# « » “ ” „ ‟ " and the double prime that some editors set for a closing mark
_MARK = re.compile('[\u00ab\u00bb\u201c\u201d\u201e\u201f"\u2033\u301d\u301e\uff02]|\n')
_OPENING = "\u00ab\u201c\u201e\u301d"
_CLOSING = "\u00bb\u201d\u2033\u301e"
_PAIR = {"\u00ab": "\u00bb", "\u201c": "\u201d"}
# what may stand before an opening mark inside a word: the letters of a glued preposition or conjunction
_GLUED = "\u0648\u0628\u0644\u0641\u0643\u0640"
_BEFORE_OPENING = '([{:\u060c,-\u2013\u2014/\u00ab\u201c"'
_NAME = 4  # words: fewer in marks inside a quotation are a name
_SURE = 2  # both neighbours of a mark say that it opens
_AFTER_CLOSING = '.,\u060c\u061b;:!?\u061f)]}-\u2013\u2014/\u00bb\u201d"\u2026'


class Quotation(NamedTuple):
    """A quotation: what stands between the marks, and the marks."""

    inner: Span
    outer: Span
    closed: bool
    depth: int  # 0 for a quotation that stands in no other


def _opens(text: str, at: int) -> int:
    """How much the neighbours of a mark speak for opening (> 0) or closing (< 0)."""
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    vote = 0
    if before.isspace() or before in _BEFORE_OPENING:
        vote += 1
    elif before not in _GLUED or not (at < 2 or not text[at - 2].isalpha()):
        vote -= 1
    if after.isspace() or after in _AFTER_CLOSING:
        vote -= 1
    else:
        vote += 1
    return vote


def quotations(text: str, within: Span) -> list[Quotation]:
    """The quotations of a stretch of text by where they open, nested ones too.

    One that never closes ends with its paragraph; one that closes in a later paragraph, before any other opens, runs
    to there.
    """
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, within.start, within.end)]
    found: list[Quotation] = []
    stack: list[tuple[int, str]] = []

    def close(end: int, closed: bool) -> None:
        at, _ = stack.pop()
        outer_end = end + 1 if closed else end
        if end > at + 1:
            found.append(Quotation(Span(at + 1, end), Span(at, outer_end), closed, len(stack)))

    for number, (at, mark) in enumerate(marks):
        if mark == "\n":
            if stack and not _closes_later(text, marks, number):
                while stack:
                    close(at, False)
            continue
        vote = _opens(text, at)
        if not stack:
            # nothing is open: a closing shape opens all the same when its neighbours say so (:”…”)
            if mark in _CLOSING and vote < 0:
                continue
            if mark not in _OPENING and vote < -1:
                continue
            stack.append((at, mark))
        elif vote == _SURE and [one for _, one in stack] == [mark] == ['"'] and _torn(text, marks, number):
            if text[max(0, at - 4) : at].rstrip().endswith(":"):
                stack.pop()  # what opens here is what is said; the mark before it stands alone
            else:
                close(_break(text, stack[0][0], at), False)  # the one before was never closed
            stack.append((at, mark))
        elif (mark in _OPENING and vote >= 0) or (vote > 0 and len(stack) < 3 and not (mark in _CLOSING and vote < 2)):
            stack.append((at, mark))
        else:
            _close_to(mark, stack, close, at)
    while stack:
        close(within.end, False)
    return sorted(found)


def _close_to(mark: str, stack: list[tuple[int, str]], close: Callable[[int, bool], None], at: int) -> None:
    """Closes the innermost quotation this mark can close, and what was left open inside it."""
    wanted = [depth for depth, (_, opened) in enumerate(stack) if _PAIR.get(opened, opened) == mark or opened == mark]
    depth = wanted[-1] if wanted else len(stack) - 1
    while len(stack) > depth + 1:
        close(at, False)
    close(at, True)


def _torn(text: str, marks: list[tuple[int, str]], number: int) -> bool:
    """Whether what is open where a mark opens again was never closed: one mark of the paragraph has no other."""
    if _name(text, marks, number):
        return False
    first = last = number
    while first > 0 and marks[first - 1][1] != "\n":
        first -= 1
    while last < len(marks) and marks[last][1] != "\n":
        last += 1
    return sum(mark == marks[number][1] for _, mark in marks[first:last]) % 2 == 1


def _name(text: str, marks: list[tuple[int, str]], number: int) -> bool:
    """Whether a mark opens a name inside a quotation: it closes after few words, and the sentence goes on."""
    (at, _), following = marks[number], marks[number + 1 : number + 2]
    if not following or following[0][1] == "\n":
        return False
    end = following[0][0]
    return text.count(" ", at, end) < _NAME and text[end + 1 : end + 3].strip()[:1].isalpha()


def _break(text: str, start: int, end: int) -> int:
    """Where the last clause between two offsets begins: at the last comma or stop, or the end."""
    at = max(text.rfind(mark, start, end) for mark in ".\u060c,\u061b;!\u061f")
    return at if at > start + 1 else end


def _closes_later(text: str, marks: list[tuple[int, str]], number: int) -> bool:
    """Whether the next mark after this line end, within three paragraphs, closes rather than opens."""
    lines = 0
    for at, mark in marks[number + 1 :]:
        if mark == "\n":
            lines += 1
            if lines > 4:
                return False
            continue
        return mark not in _OPENING and _opens(text, at) < 0
    return False

"""Folding for comparison: spellings that mean the same come out the same, with a map back to the text.

What is folded (Arabic script): presentation forms, tashkeel, tatweel and direction marks go; alefs with hamza, madda
or wasla become bare alef; alef maqsura becomes yeh, teh marbuta heh, hamza on waw or yeh its seat; Persian keheh and
yeh become the Arabic letters; the digits of three scripts become ASCII; Latin letters lose case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from tawatur.model import Span

# Code points, not letters: no Arabic stands in code (it would render this file right to left).
_DROPPED = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # tashkeel and Qur'anic marks
    "\u0640"  # tatweel
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"  # direction marks, joiners, soft hyphen
)
_ONE_TO_ONE = {
    **dict.fromkeys("\u0622\u0623\u0625\u0671\u0672\u0673\u0675", "\u0627"),
    "\u0649": "\u064a",
    "\u06cc": "\u064a",
    "\u0629": "\u0647",
    "\u06c1": "\u0647",
    "\u0624": "\u0648",
    "\u0626": "\u064a",
    "\u06a9": "\u0643",
    "\u066a": "%",
    "\u066b": ".",
    "\u066c": ",",
    **{chr(0x0660 + i): str(i) for i in range(10)},
    **{chr(0x06F0 + i): str(i) for i in range(10)},
}
_SPECIAL = re.compile(
    f"[{_DROPPED}{''.join(_ONE_TO_ONE)}A-Z\u00c0-\u024f\u1e00-\u1eff\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef]"
)
_DROP = re.compile(f"[{_DROPPED}]")


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """What one character folds to: none, one or (a ligature) several characters."""
    if _DROP.match(char):
        return ""
    if char in _ONE_TO_ONE:
        return _ONE_TO_ONE[char]
    plain = unicodedata.normalize("NFKD", char).casefold()
    return "".join(_ONE_TO_ONE.get(c, c) for c in plain if not unicodedata.combining(c) and not _DROP.match(c))


def key(text: str) -> str:
    """`text` folded, runs of white space as one space, ends stripped. Folding twice is folding once."""
    # NFC first: a bare alef with a combining hamza must meet the precomposed letter.
    return " ".join(_SPECIAL.sub(lambda m: _folded(m.group()), unicodedata.normalize("NFC", text)).split())


class Folded(NamedTuple):
    """Folded text and the way back: `text[i]` came from the original at `starts`' last run at or before i."""

    text: str
    runs: tuple[int, ...]  # where, in the folded text, the distance to the original changes
    shifts: tuple[int, ...]  # original offset minus folded offset, from that run on
    length: int  # of the original

    def origin(self, offset: int) -> int:
        """The offset in the original of the character that stands at `offset` of the folded text."""
        if offset >= len(self.text):
            return self.length
        return offset + self.shifts[bisect_right(self.runs, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original behind `text[start:end]`, dropped marks inside it included."""
        if end <= start:
            at = self.origin(start)
            return Span(at, at)
        return Span(self.origin(start), self.origin(end - 1) + 1)


def fold(text: str) -> Folded:
    """`text` folded character by character, white space kept, with a map back to `text` (NFC expected)."""
    pieces: list[str] = []
    runs, shifts = [0], [0]
    at = made = 0
    for match in _SPECIAL.finditer(text):
        new = _folded(match.group())
        pieces.append(text[at : match.start()])
        made += match.start() - at
        at = match.end()
        pieces.append(new)
        if len(new) == 1:
            made += 1
            continue
        # a ligature: all its letters point at the one character they came from
        for extra in range(1, len(new)):
            runs.append(made + extra)
            shifts.append(match.start() - made - extra)
        made += len(new)
        runs.append(made)
        shifts.append(at - made)
    pieces.append(text[at:])
    return Folded("".join(pieces), tuple(runs), tuple(shifts), len(text))

"""Words with their offsets and folded keys; vocalised words stay whole, the digits of three scripts are one."""

from __future__ import annotations

import re
from typing import NamedTuple

from tawatur.text.fold import key

# letters, digits, marks inside a word, tatweel and zero-width joiners; \w alone would cut at every tashkeel
_WORD = re.compile(
    "[^\\W_](?:[^\\W_]|[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]|(?<=[0-9\u0660-\u0669\u06f0-\u06f9])"
    "[.,\u066b\u066c\u200f]+(?=[0-9\u0660-\u0669\u06f0-\u06f9])|['\u2019](?=[a-z]))*",
    re.IGNORECASE,
)
_PLAIN = re.compile("[\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a0-9]+")


class Word(NamedTuple):
    """One word of a text: offsets into that text, and its folded key."""

    start: int
    end: int
    key: str


def words(text: str) -> list[Word]:
    """The words of `text` in order. A figure with its separators (1,200 or 5.0) is one word; a tatweel alone is none."""
    out = []
    for match in _WORD.finditer(text):
        word = match.group()
        # most words are plain letters already: folding is skipped for them
        folded = word if _PLAIN.fullmatch(word) else key(word)
        if folded:
            out.append(Word(match.start(), match.end(), folded))
    return out

"""Words with their offsets and folded keys; vocalised words stay whole, the digits of three scripts are one."""

from __future__ import annotations

import re
from typing import NamedTuple

from tawatur.text.fold import key

# letters and digits, then runs of marks inside a word (tatweel and zero-width joiners too), separators of a figure and
# apostrophes, each with what follows; \w alone would cut at every tashkeel
_WORD = re.compile(
    "[^\\W_]+(?:(?:[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]"
    "|(?<=[0-9\u0660-\u0669\u06f0-\u06f9])[.,\u066b\u066c\u200f]+(?=[0-9\u0660-\u0669\u06f0-\u06f9])"
    "|['\u2019](?=[a-z]))+[^\\W_]*)*",
    re.IGNORECASE,
)
_PLAIN = re.compile("[\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a0-9]+")
# words seen and their keys: a word of a corpus is folded once. Bounded: about 60 MB when full.
_KEYS: dict[str, str] = {}
_MOST_KEYS = 400_000


class Word(NamedTuple):
    """One word of a text: offsets into that text, and its folded key."""

    start: int
    end: int
    key: str


def words(text: str) -> list[Word]:
    """The words of `text` in order. A figure with its separators (1,200, 5.0) is one word; a tatweel alone is none."""
    out: list[Word] = []
    add, known, make = out.append, _KEYS.get, tuple.__new__
    find, at = text.find, 0
    # findall and find are a fifth faster than one match object a word
    for word in _WORD.findall(text):
        start = find(word, at)
        at = start + len(word)
        folded = known(word)
        if folded is None:
            if len(_KEYS) > _MOST_KEYS:
                _KEYS.clear()
            # most words are plain letters already: folding is skipped for them
            folded = _KEYS[word] = word if _PLAIN.fullmatch(word) else key(word)
        if folded:
            add(make(Word, (start, at, folded)))
    return out

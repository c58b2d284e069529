"""What class of words a form belongs to, as far as the pack's table `word_classes` knows."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, cast

from tawatur.lang.pack import Pack, Row
from tawatur.text.fold import key
from tawatur.text.words import words

WordClass = Literal["given-name", "family-name", "adjective", "definite-noun", "noun"]


@lru_cache(maxsize=8)
def word_classes(pack: Pack) -> dict[str, WordClass]:
    """Folded form, with its article where it has one → its class; a form that is in no class is not there.

    Forms stand as they are written apart from proclitics: the caller takes those off.
    """
    return {key(word): cast(WordClass, row.id) for row in pack.rows("word_classes", Row) for word in row.words}


def class_rows(text: str, pack: Pack) -> set[str]:
    """The ids of the rows that hold any word of `text`."""
    known = word_classes(pack)
    return {str(known[word.key]) for word in words(text) if word.key in known}


def listed_rows(table: str, text: str, pack: Pack) -> set[str]:
    """The ids of the rows of a table of single words that hold any word of `text`."""
    known = {key(word): row.id for row in pack.rows(table, Row) for word in row.words}
    return {known[word.key] for word in words(text) if word.key in known}

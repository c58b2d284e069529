"""Columns: reports that their writer tells in the first person, in which most of what looks like saying is his own."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.model import Statement
from tawatur.settings import Attribution
from tawatur.statements.reaches import Scoped
from tawatur.statements.zones import Reader

_SPEECH = ("quote", "colon")
_GUESSED = ("name", "plural", "quoted-name")  # rules of namings that no row heads


def reported(reader: Reader, made: Sequence[tuple[Scoped, Statement]]) -> list[Statement]:
    """The statements of a report that stand: all of them, or in a column those of a source the report names and the
    pack knows, and speech behind a colon or in quotation marks."""
    if not made or not _first_person(reader) or _led(reader, made):
        return [one for _, one in made]
    return [one for item, one in made if _stands(reader, item, one)]


def _first_person(reader: Reader) -> bool:
    """Whether the writer speaks of himself outside quotations, often enough for a column."""
    view, words, asked = reader.view, reader.lexicon.writer, Attribution()
    if len(view.keys) < asked.column_words or len(words & reader.keyset) < asked.column_forms:
        return False
    wanted = max(asked.column_places, asked.column_share * len(view.keys))
    places = view.listed(words, 0, len(view.keys))
    if len(places) < wanted:
        return False
    outer = [one.inner for one in view.quotations if not one.depth]
    own = [at for at in places if not any(one.start <= view.starts[at] < one.end for one in outer)]
    return len(own) >= wanted


def _led(reader: Reader, made: Sequence[tuple[Scoped, Statement]]) -> bool:
    """Whether one of the first two sentences reports somebody the report names: news, not a column."""
    return any(item.frame.sentence < 2 and _known(reader, one) for item, one in made)


def _stands(reader: Reader, item: Scoped, one: Statement) -> bool:
    """Whether a statement stands in a column."""
    return _known(reader, one) or (item.frame.form in _SPEECH and one.chain[-1].rule not in _GUESSED)


def _known(reader: Reader, one: Statement) -> bool:
    """Whether the sentence names a speaker whom the pack knows, by a title, an office, a body or a given name, or who
    is named more fully elsewhere."""
    link = one.chain[-1]
    if link.mention is None:
        return False
    if link.rule not in _GUESSED or link.who != link.mention.of(reader.view.text):
        return True
    words = range(reader.view.word_at(link.mention.start), reader.view.word_at(link.mention.end))
    return any(reader.view.keys[at] in reader.lexicon.names or reader.head_at(at) is not None for at in words)

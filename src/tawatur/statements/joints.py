"""Joints: the words that join a cue to its clause, told from those that belong to another word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.lang.pack import Pack, Row
from tawatur.text.fold import key
from tawatur.text.phrases import Match
from tawatur.text.words import Word

OWNED = "owned"


class ComplementizerRow(Row, frozen=True, kw_only=True):
    """A complementizer with its spellings, alone or behind its preposition.

    `inna` is the first letter that, in the spelling of the text, tells the look-alike of that name from it.
    """

    inna: str = ""  # the letter that tells


class ClauseWordRow(Row, frozen=True, kw_only=True):
    """`owners`: words and phrases that own the clause behind them; `openers`: words after which a verb opens one.

    `both` holds the words that do both, `no_object` words that begin like a preposition and bring no object.
    `glued` are the conjunctions that open a clause as part of its first word.
    """

    glued: tuple[str, ...] = ()  # conjunctions written as part of the word they open a clause with


class Joints(NamedTuple):
    """Complementizers by folded key: of one word, of two, and the last and last but one word of what owns a clause."""

    single: dict[str, str]
    double: dict[tuple[str, str], str]
    owners: frozenset[str]
    owning: frozenset[tuple[str, str]]
    openers: frozenset[str]
    opening: frozenset[str]  # clitics
    no_object: frozenset[str]
    inna: str

    def at(self, keys: Sequence[str], index: int) -> str | None:
        """The id of the complementizer whose last word stands at `index`; `owned` when it belongs to another word."""
        name = self.single.get(keys[index])
        if name is None or not index:
            return name
        before = keys[index - 1]
        if name == "an" and before in self.owners:
            return OWNED
        two = self.double.get((before, keys[index]))
        if two is not None and index > 1 and (keys[index - 2], before) in self.owning:
            return OWNED
        return two or name

    def joined(self, keys: Sequence[str], index: int, governs: frozenset[str]) -> bool:
        """True when one of the complementizers begins at word `index`."""
        if keys[index] in self.single:
            return self.at(keys, index) in governs
        two = index + 1 < len(keys) and self.double.get((keys[index], keys[index + 1]))
        return two in governs


@lru_cache(maxsize=8)
def joints(pack: Pack) -> Joints:
    """The joints of a language, made once."""
    single: dict[str, str] = {}
    double: dict[tuple[str, str], str] = {}
    for row in pack.rows("complementizers", ComplementizerRow):
        for phrase in row.words:
            *front, last = key(phrase).split()
            if front:
                double[front[-1], last] = row.id
            else:
                single[last] = row.id
    rows = pack.rows("clause_words", ClauseWordRow)
    listed = {row.id: [key(phrase).split() for phrase in row.words] for row in rows}
    return Joints(
        single,
        double,
        owners=frozenset(phrase[0] for phrase in (*listed["owners"], *listed["both"]) if len(phrase) == 1),
        owning=frozenset((phrase[-2], phrase[-1]) for phrase in listed["owners"] if len(phrase) > 1),
        openers=frozenset(phrase[0] for phrase in (*listed["openers"], *listed["both"])),
        no_object=frozenset(phrase[0] for row in listed.values() for phrase in row),
        opening=frozenset(key(letters) for row in rows for letters in row.glued),
        inna="".join(row.inna for row in pack.rows("complementizers", ComplementizerRow)),
    )


def complementizers(words: Sequence[Word], pack: Pack, text: str = "") -> list[Match[str]]:
    """Every complementizer in the words, longest at each place, by id; `owned` where another word owns the clause.

    Folding makes the two that differ in their hamza one: `an` stands for both unless `text` spells the lower hamza.
    """
    known = joints(pack)
    out: list[Match[str]] = []
    keys = [word.key for word in words]
    for index, word in enumerate(words):
        name = known.at(keys, index)
        if name is None:
            continue
        long = name == OWNED or name not in (known.single[word.key], "an")
        if name == "an" and known.inna and text[word.start : word.start + 1] == known.inna:
            name = "inna"
        out.append(Match(index - long, index + 1, "", name))
    return out

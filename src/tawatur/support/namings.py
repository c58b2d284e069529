"""Namings taken apart: the own name of a person, the office, the body and its country, a relation to somebody else.

What is compared are folded words without article and glued prepositions, under one word for what the table `namings`
says is one thing ("head of the government", "premier"), countries by code wherever they stand and however spelt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.lang.pack import load
from tawatur.model import SourceKind
from tawatur.statements.lexicon import Lexicon, lexicon
from tawatur.support.wordings import (
    SPELT,
    NamingRow,
    bare_of,
    kin_row,
    land_names,
    misspelt_land,
    phrases,
    pointers,
    title_words,
)
from tawatur.text.fold import key as folded
from tawatur.text.words import words

_MOST = 5  # words of the longest phrase of the table
_BLANKS = " \u00a0#_()[]./-"
_SHORT = re.compile('["\u00ab\u201c\u201d(][^"\u00ab\u00bb\u201c\u201d()]+["\u00bb\u201c\u201d)]$')


class Naming(NamedTuple):
    """One naming taken apart."""

    person: bool
    words: tuple[str, ...]  # all its bare words, in their order
    name: tuple[str, ...] = ()  # a person's own name
    near: tuple[str, ...] = ()  # the name of the one whose kin, lawyer or spokesman a person is
    kin: bool = False
    office: str = ""  # the first office, under one word for all its wordings
    offices: frozenset[str] = frozenset()
    head: str = ""  # the first word of the body
    body: frozenset[str] = frozenset()  # what tells a body from others: words that are neither of the next three
    also: frozenset[str] = frozenset()  # those of them that "and" joins to what stands before
    organs: frozenset[str] = frozenset()  # heads that translations exchange
    services: bool = False  # whether one of the heads stands in it that one service goes by
    vague: frozenset[str] = frozenset()  # adjectives that do not say which
    lands: frozenset[str] = frozenset()
    official: bool = False  # whether it speaks for its country
    state: bool = False  # whether it is the government or the authorities as a whole

    @property
    def country(self) -> bool:
        """Whether nothing but a country is named."""
        return bool(self.lands) and not (self.person or self.body or self.organs or self.services or self.vague)

    @property
    def full(self) -> frozenset[str]:
        """All words of the body."""
        return self.body | self.organs | self.vague


class _Word(NamedTuple):
    key: str
    bare: str
    definite: bool
    apart: bool  # behind a comma or the like


def _cut(kind: SourceKind, who: str, lex: Lexicon) -> list[_Word]:
    """The words of a naming; a body's up to where it only says how it was told, and without the short name in brackets
    or quotation marks behind what is definite without it."""
    ways = pointers("way") if kind != "person" else frozenset()
    if kind != "agency":
        short = _SHORT.search(who)
        front = words(who[: short.start()]) if short is not None else ()
        if short is not None and len(front) > 1 and lex.is_definite(front[-1].key):
            who = who[: short.start()]
    out: list[_Word] = []
    before, joined = 0, False
    for word in words(who):
        if len(out) > 1 and word.key in ways:
            break
        gap = who[before : word.start].strip(_BLANKS)
        before = word.end
        if joined:  # "servant of" and what is behind it are one name
            last = out.pop()
            key = last.key + word.key
            out.append(_Word(key, last.bare + word.key, False, last.apart))
            joined = False
            continue
        bare = bare_of(word.key)
        row = phrases().get((bare,))
        joined = row is not None and row.kind == "joined"
        out.append(_Word(word.key, bare, lex.is_definite(word.key) and not joined, bool(gap)))
    return out


@lru_cache(maxsize=65536)
def naming(kind: SourceKind, who: str) -> Naming:
    """A naming taken apart; the same for the same kind and words."""
    return _Reader(kind, _cut(kind, who, lexicon(load()))).read()


class _Reader:
    """Reads the words of one naming from the front."""

    def __init__(self, kind: SourceKind, found: Sequence[_Word]) -> None:
        self._lex = lexicon(load())
        self._words = found
        self._person = kind == "person"
        # runs of names, one of which is the own name, and whether each surely is one of a person
        self._runs: list[tuple[bool, list[str]]] = []
        self._near: list[str] = []
        self._offices: list[str] = []
        self._body: list[str] = []
        self._also: set[str] = set()
        self._organs: set[str] = set()
        self._vague: set[str] = set()
        self._lands: set[str] = set()
        self._kin = self._services = self._official = self._state = False
        self._titled = False  # a title stands right before: what follows is a name
        self._named = False  # the word before was one of a name
        self._to_near = False  # the name that follows is that of another: "the father of X"
        self._place = False  # behind a preposition: what follows is no name

    def read(self) -> Naming:
        at = 0
        while at < len(self._words):
            at += self._step(at)
        # a king's name stands in that of an airport, unknown words in that of a body
        full = (run for firm, run in self._runs if firm and len(run) > 1)
        name = next(full, max((run for _, run in reversed(self._runs)), key=len, default=[]))
        self._body += [word for _, run in self._runs if run is not name for word in run]
        person = self._person and bool(
            name or self._offices or self._kin or not (self._organs or self._body or self._lands)
        )
        return Naming(
            person=person,
            words=tuple(word.bare for word in self._words),
            name=tuple(name),
            near=tuple(self._near),
            kin=self._kin,
            office=self._offices[0] if self._offices else "",
            offices=frozenset(self._offices),
            head=self._body[0] if self._body else "",
            body=frozenset(self._body),
            also=frozenset(self._also),
            organs=frozenset(self._organs),
            services=self._services,
            vague=frozenset(self._vague),
            lands=frozenset(self._lands),
            official=self._official,
            state=self._state,
        )

    def _step(self, at: int) -> int:
        """Takes in what stands at a word and returns how many words that was."""
        word = self._words[at]
        if word.apart:
            self._leave()
        land, size = self._land(at)
        row, length = self._row(at)
        if row is not None and length >= size and not (land and row.kind == "empty" and word.definite):
            self._take(row, self._words[at + length - 1], length, at)
            return length
        if land:
            self._leave()
            self._lands.add(land)
            return size
        ali = self._person and word.key == folded(self._lex.upon) and self._beside_name(at)
        if self._person and word.key in title_words() and not ((self._named or self._titled) and self._family(at)):
            self._leave()
            self._titled = True
        elif self._titled and at + 1 < len(self._words) and self._lex.classes.get(word.key) == "adjective":
            pass  # what kind of brigadier
        elif word.key in self._lex.standing and not ali:
            self._leave()
            self._place = True
        elif ali or (self._person and self._is_name(word)):
            if not self._to_near and (not self._named or self._begins(at)):
                firm = self._titled or word.bare in self._lex.names or not (self._body or self._organs)
                self._runs.append((firm, []))
            (self._near if self._to_near else self._runs[-1][1]).append(word.bare)
            self._named, self._titled = True, False
        else:
            behind = self._titled or not (self._body or self._organs or self._offices)
            self._leave()
            self._to_near = False
            people = "" if behind else self._people(word)
            if people:
                self._lands.add(people)
            else:
                self._body.append(word.bare)
                if word.key[0] in self._lex.conjunctions and word.key[0] != word.bare[0]:
                    self._also.add(word.bare)
        return 1

    def _family(self, at: int) -> bool:
        """Whether a title behind a name is the name of a family: no name follows."""
        behind = self._words[at + 1] if at + 1 < len(self._words) else None
        return self._words[at].definite and (behind is None or behind.apart or behind.bare not in self._lex.names)

    def _begins(self, at: int) -> bool:
        """Whether a known given name begins a name inside a run of unknown words behind a body."""
        names = self._lex.names
        firm, run = self._runs[-1]
        before = phrases().get((self._words[at - 1].bare,))
        known = self._words[at].bare in names and not any(word in names for word in run)
        return known and not firm and not (before is not None and before.kind == "particle")

    def _beside_name(self, at: int) -> bool:
        """Whether a word that is spelt like "on" stands beside names, and is one."""
        behind = self._words[at + 1] if at + 1 < len(self._words) else None
        if self._named or self._titled or behind is None:
            return self._named or self._titled
        row = phrases().get((behind.bare,))
        family = self._lex.classes.get(behind.key) == "family-name" or behind.key in self._lex.names
        return family or (row is not None and row.kind == "particle")

    def _people(self, word: _Word) -> str:
        """What stands for a country that the tables do not know: an adjective behind a body that no list holds."""
        lex = self._lex
        stem = word.bare.removesuffix(lex.feminine_key)
        unknown = word.definite and word.key not in lex.classes and word.bare not in lex.names
        return f"~{stem}" if unknown and word.bare.endswith(lex.relational) and len(stem) >= SPELT - 1 else ""

    def _leave(self) -> None:
        """Ends the run of names."""
        self._to_near = self._to_near and not self._named
        self._named = self._titled = self._place = False

    def _row(self, at: int) -> tuple[NamingRow | None, int]:
        """The longest phrase of the table at a word."""
        for size in range(min(_MOST, len(self._words) - at), 0, -1):
            row = phrases().get(tuple(word.bare for word in self._words[at : at + size]))
            if row is None or row.kind == "joined":
                continue
            if row.first and not (at == 0 or self._behind_office(at)):
                continue
            return row, size
        return kin_row(self._words[at].bare), 1

    def _behind_office(self, at: int) -> bool:
        return bool(self._offices) and not self._body and not self._organs and at < 4

    def _land(self, at: int) -> tuple[str, int]:
        """The country named at a word, however spelt, and by how many words."""
        lands = land_names()
        for size in (4, 3, 2, 1):
            code = lands.get(tuple(word.bare for word in self._words[at : at + size]), "")
            if code and at + size <= len(self._words):
                return code, size
        word = self._words[at]
        if not word.definite or len(word.bare) < SPELT - 1 or word.bare in self._lex.names:
            return "", 0
        return (misspelt_land(word.bare), 1) if word.key not in self._lex.classes else ("", 0)

    def _take(self, row: NamingRow, last: _Word, length: int, at: int) -> None:
        """Takes in a phrase of the table."""
        if row.kind == "particle":
            return
        if row.kind in ("office", "kin"):
            self._leave()
        if row.kind == "office":
            if row.means in ("craft", "official") and self._offices[:1] == ["spokesman"] and not self._body:
                self._to_near = True  # "spokeswoman of the actress X"
            self._offices.append(row.means)
            self._person = self._person or not (self._body or self._organs)
        elif row.kind == "kin":
            self._kin = True
            behind = self._words[at + length] if at + length < len(self._words) else None
            owned = phrases().get((last.bare,)) is not row  # "his son": whose is not said
            self._to_near = not (last.definite or owned) and behind is not None and not behind.definite
        elif row.kind == "organ":
            self._organs.add(last.bare)
            self._leave()
        elif row.kind == "service":
            self._services = True
            self._leave()
        elif row.kind == "vague":
            self._vague.add(last.bare)
            self._leave()
        elif row.kind == "empty":
            if last.key in self._lex.standing:
                self._leave()
                self._place = True
        else:
            self._leave()
            means = row.means.split() if row.kind != "state" else [word.bare for word in self._words[at : at + length]]
            self._state = self._state or (row.kind == "state" and not self._body)
            if means and means[0] == "minister":
                self._offices.append(means.pop(0))
                self._person = True
            self._body += means
        if row.land:
            self._lands.add(row.land)
        self._official = self._official or row.official

    def _is_name(self, word: _Word) -> bool:
        """Whether a word is one of a person's name: known, behind a title or a name, or unknown to the language."""
        lex = self._lex
        kind = lex.classes.get(word.key)
        glued = word.definite and not word.key.startswith(lex.article)  # (the star of the club) and the team
        common = kind in ("noun", "adjective") and not word.definite and word.key not in lex.names
        if (self._titled or self._named) and not (word.apart or glued or common):
            return True
        if (
            kind in ("family-name", "given-name")
            or word.key in lex.names
            or (word.bare in lex.names and not word.definite)
        ):
            return True
        if word.definite or self._place or len(word.key) < 2 or word.key in lex.places:
            alone = not (self._place or self._body or self._offices or self._organs) and len(self._words) <= 2
            return alone and kind not in ("noun", "definite-noun", "adjective")
        if word.key != word.bare or word.key.isdigit():
            return False
        return word.key not in lex.classes and word.key not in lex.bases


def naming_rows(text: str) -> set[str]:
    """The ids of the rows of the table that a naming is read with."""
    reader = _Reader("person", _cut("person", text, lexicon(load())))
    found: set[str] = set()
    at = 0
    while at < len(reader._words):
        row, _ = reader._row(at)
        joined = phrases().get((bare_of(words(text)[0].key),))
        found.update({row.id} if row is not None else ())
        found.update({joined.id} if joined is not None and joined.kind == "joined" else ())
        at += reader._step(at)
    return found

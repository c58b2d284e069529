"""Headings: the words that head source phrases, in every form a text may write them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tawatur.lang.pack import Pack, Row
from tawatur.model import SourceKind
from tawatur.statements.letters import Letters
from tawatur.text.fold import key
from tawatur.text.phrases import Phrases
from tawatur.text.words import words


class HeadRow(Row, frozen=True, kw_only=True):
    """Words that head a source phrase; `role` says how they do."""

    kind: SourceKind = "person"
    role: str = "head"
    gender: str = "m"
    number: str = "s"
    feminine: bool = False


class Head(NamedTuple):
    """A head as it stands in a text."""

    row: str
    kind: SourceKind
    role: str
    gender: str
    number: str
    base: str  # folded, bare of clitics and article
    clitic: str  # folded letters in front, the article left out
    definite: bool
    suffix: str  # pronoun at the end, folded


class Headings:
    """The heads of one language: `phrases` finds them, `bases` are their bare first words, `papers` those of papers
    and documents."""

    def __init__(self, pack: Pack, letters: Letters, noun: Callable[[str], str]) -> None:
        self.letters = letters
        self.noun = noun
        self.phrases: Phrases[Head] = Phrases()
        for table in ("titles", "sources", "pointers"):
            for row in pack.rows(table, HeadRow):
                for text in row.words:
                    self._add_head(row, text)
        for table in ("titles", "sources"):
            for row in pack.rows(table, HeadRow):
                for text in row.words:
                    self._add_numbers(row, text)
        self.bases: set[str] = set()
        self.papers: set[str] = set()
        for table in ("titles", "sources"):
            for row in pack.rows(table, HeadRow):
                firsts = {self.noun(words(text)[0].key) for text in row.words}
                self.bases |= firsts | {first + letters.feminine_key for first in firsts if row.feminine}
                self.papers |= firsts if row.role in ("paper", "document") else set()

    def _add_head(self, row: HeadRow, text: str) -> None:
        """Adds a head with its clitics, article, feminine and possessive forms."""
        its = self.letters
        keys = [word.key for word in words(text)]
        stems = [(keys, row.gender)]
        heh = its.feminine_key
        if row.feminine:
            stems.append(([keys[0] + heh, *keys[1:]], "f"))
            if len(keys) > 1 and not keys[1].startswith(its.article):
                stems.append(([key + heh for key in keys], "f"))
        for stem, gender in stems:
            given = stem[0].startswith(its.article) and len(stem[0]) > 4
            bare = [key[len(its.article) :] if key.startswith(its.article) and len(key) > 4 else key for key in stem]
            base = " ".join(bare)
            for letters, clitic in its.fronts:
                head = Head(row.id, row.kind, row.role, gender, row.number, base, clitic, False, "")
                if not given:
                    self._put([letters + stem[0], *stem[1:]], head)
                    if len(stem[0]) == 1:
                        continue  # a title of one letter bears no article: (d.) is not the father
                    if len(stem) == 1 and not stem[0].endswith(heh):
                        self._put([letters + stem[0] + its.accusative], head, weak=True)  # the accusative
                article = its.l_article if letters.endswith(its.to) else letters + its.article
                if letters.endswith(its.to):
                    article = letters[:-1] + its.l_article
                rest = stem[1:] if given or len(stem) == 1 else None
                definite = head._replace(definite=True)
                if rest is not None:
                    self._put([article + bare[0], *rest], definite)
                else:
                    self._put([article + bare[0], *(its.article + key for key in bare[1:])], definite)
                if len(stem) > 1 and not given and not stem[-1].startswith(its.article):
                    # of two nouns the second bears the article: (draft) of the resolution
                    self._put([letters + stem[0], *stem[1:-1], its.article + stem[-1]], definite)
            if row.role != "pronoun" and not given:
                self._add_owned(stem, gender, row, base)

    def _add_numbers(self, row: HeadRow, text: str) -> None:
        """Adds the dual and the sound plural of a man's office or profession, and the dual of a body."""
        its = self.letters
        stem = self.noun(key(text))
        if row.number != "s" or " " in text or len(stem) < 4:
            return
        women = stem + its.possessed_feminine
        ends: list[tuple[str, str, str]] = []
        if row.kind == "person" and row.gender == "m" and row.role in ("office", "title"):
            owned = its.plural_owned if stem.startswith(its.participle) else its.plural_owned[:1]
            ends += [(stem + end, "p", "m") for end in (*its.plural, *owned)]
            ends += [(stem + its.plural_feminine, "p", "f"), (stem + its.dual[0], "d", "m")]
            ends += [(women + end, "d", "f") for end in its.dual]
        elif row.kind in ("organisation", "agency") and stem.endswith(its.feminine_key):
            ends += [(stem[:-1] + end, "d", "f") for end in its.dual_owned]
            ends += [(stem[:-1] + its.possessed_feminine + end, "d", "f") for end in its.dual]
        for form, number, gender in ends:
            kind: SourceKind = row.kind if number == "d" else "group"
            role = row.role if number == "d" else "head"
            made = replace(row, kind=kind, role=role, gender=gender, number=number, feminine=False)
            if form.endswith((*its.plural_owned, *its.dual_owned)) and not form.endswith(its.dual):
                self._add_construct(made, form)
            else:
                self._add_head(made, form)

    def _add_construct(self, row: HeadRow, form: str) -> None:
        """Adds a form that another noun completes, which bears no article: ministers of, the two ministries of."""
        for letters, clitic in self.letters.fronts:
            head = Head(row.id, row.kind, row.role, row.gender, row.number, form, clitic, False, "")
            self._put([letters + form], head, weak=True)

    def _add_owned(self, stem: Sequence[str], gender: str, row: HeadRow, base: str) -> None:
        """Adds the forms with a possessive pronoun on the first word."""
        its = self.letters
        heh = its.feminine_key
        first = stem[0][:-1] + its.possessed_feminine if stem[0].endswith(heh) and len(stem[0]) > 3 else stem[0]
        for pronoun in its.pronouns:
            for letters in ("", *its.conjunctions, *its.prepositions_glued):
                head = Head(row.id, row.kind, row.role, gender, row.number, base, letters, True, pronoun)
                self._put([letters + first + pronoun, *stem[1:]], head, weak=True)

    def _put(self, keys: Sequence[str], head: Head, weak: bool = False) -> None:
        node = self.phrases._root
        for word in keys:
            node = node.next.setdefault(word, type(node)())
        if not node.items or (not weak and node.items[0][1].suffix):
            node.items = [("", head)]

"""The conjugator: from principal parts to every form a verb, a participle or a masdar takes in the news.

The paradigms are data (`paradigms.toml`): a row is one class of stems (sound, hollow, doubled, defective …) in one
tense, with a regular expression that says which principal parts belong to it and a table of cells (`3ms`, `1p` …).
In a cell `~` is the stem, `-` the shortened stem and `+` the opened one; `^` at the end marks a form that only stands
before a pronoun, `.` one that never does. Classes are tried in the order of the file: the first that fits wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from tawatur.lang.pack import Pack, Row
from tawatur.text.fold import key

Part = Literal["past", "present", "participle", "masdar", "derived", "clitic", "pronoun"]


class ParadigmRow(Row, frozen=True, kw_only=True):
    """One class of stems in one tense; `words` is a model verb of it."""

    tense: Part  # what kind of form it makes
    cells: dict[str, tuple[str, ...]]  # person, gender and number (j: jussive) → patterns of forms
    when: str = ""  # which principal parts belong here (for the present: without its first letter)
    perfect: str = ""  # and what the perfect must look like
    short: tuple[str, str] | None = None  # makes `-`: what is replaced, by what
    opened: tuple[str, str] | None = None  # makes `+`
    after: tuple[str, ...] = ()  # words one of which must stand before the cells that begin with `j` (the jussive)


class Form(NamedTuple):
    """One form: its folded letters and what it says of its subject (for a masdar: nothing)."""

    key: str
    person: int  # 1, 3, or 0 for participles and masdars
    gender: str
    number: str  # s, d, p
    bare: bool  # may stand alone
    linked: bool  # may stand before a pronoun
    jussive: bool
    paradigm: str  # id of the row that made it


class _Cell(NamedTuple):
    before: str
    stem: int  # 0 the stem, 1 shortened, 2 opened
    after: str
    person: int
    gender: str
    number: str
    bare: bool
    linked: bool
    jussive: bool


class _Class(NamedTuple):
    row: ParadigmRow
    when: re.Pattern[str]
    perfect: re.Pattern[str]
    short: re.Pattern[str] | None
    opened: re.Pattern[str] | None
    cells: tuple[_Cell, ...]


class Paradigms:
    """A language's conjugation, ready to run."""

    def __init__(self, pack: Pack) -> None:
        rows = pack.rows("paradigms", ParadigmRow)
        self._classes: dict[str, list[_Class]] = {}
        self.clitics: dict[str, tuple[str, ...]] = {}
        self.articles: frozenset[str] = frozenset()  # the clitics that hold the article: no pronoun follows
        self.pronouns: dict[str, dict[str, str]] = {}
        self.jussive_after = frozenset(key(word) for row in rows for word in row.after)
        for row in rows:
            if row.tense == "clitic":
                for shape, glued in row.cells.items():
                    self.clitics[shape] = ("", *(key(clitic) for clitic in glued))
                self.articles = frozenset(self.clitics.pop("article")[1:])
            elif row.tense == "pronoun":
                for person, endings in row.cells.items():
                    self.pronouns.setdefault(row.when, {}).update({key(ending): person for ending in endings})
            else:
                self._classes.setdefault(row.tense, []).append(_compiled(row))

    def past(self, perfect: str) -> Iterator[Form]:
        """The forms of a perfect, given as third person masculine singular (a doubled last letter with its shadda)."""
        yield from self._forms("past", perfect, perfect)

    def present(self, imperfect: str, perfect: str) -> Iterator[Form]:
        """The forms of an imperfect (third person masculine singular), its perfect telling hollow stems from sound."""
        yield from self._forms("present", imperfect[1:], perfect)

    def participle(self, participle: str) -> Iterator[Form]:
        """The forms of a participle given as masculine singular; a defective one keeps its tanwin."""
        yield from self._forms("participle", participle, "")

    def masdar(self, masdar: str) -> Iterator[Form]:
        """The forms of a verbal noun."""
        yield from self._forms("masdar", masdar, "")

    def derived(self, imperfect: str, perfect: str) -> str:
        """The active participle of a derived verb, spelt as data are spelt; "" for a verb of the first form."""
        for one in self._classes.get("derived", ()):
            stem = imperfect[1:]
            if one.when.search(stem) and one.perfect.search(perfect):
                if one.short is not None and one.row.short is not None:
                    stem = one.short.sub(one.row.short[1], stem)
                return one.row.cells["0"][0].replace("~", stem)
        return ""

    def _forms(self, tense: str, part: str, perfect: str) -> Iterator[Form]:
        for one in self._classes[tense]:
            if not (one.when.search(part) and one.perfect.search(perfect)):
                continue
            stems = (key(part), _changed(one.short, one.row.short, part), _changed(one.opened, one.row.opened, part))
            for cell in one.cells:
                made = cell.before + stems[cell.stem] + cell.after
                yield Form(made, *cell[3:], one.row.id)
            return


def _changed(pattern: re.Pattern[str] | None, change: tuple[str, str] | None, part: str) -> str:
    return key(pattern.sub(change[1], part)) if pattern is not None and change is not None else ""


def _compiled(row: ParadigmRow) -> _Class:
    cells = []
    for name, patterns in row.cells.items():
        jussive = name.startswith("j")
        person, gender, number = _features(name[1:] if jussive else name)
        for pattern in patterns:
            bare, linked = not pattern.endswith("^"), not pattern.endswith(".")
            before, stem, after = re.split("([~+-])", pattern.rstrip("^."), maxsplit=1)
            cells.append(
                _Cell(key(before), "~-+".index(stem), key(after), person, gender, number, bare, linked, jussive)
            )
    return _Class(
        row,
        re.compile(row.when),
        re.compile(row.perfect),
        re.compile(row.short[0]) if row.short else None,
        re.compile(row.opened[0]) if row.opened else None,
        tuple(cells),
    )


def _features(cell: str) -> tuple[int, str, str]:
    """Person, gender and number of a cell's name: `3ms`, `1p`, `fs`, or `0` for none."""
    person = int(cell[0]) if cell[0].isdigit() else 0
    rest = cell.lstrip("0123456789")
    return person, rest[0] if rest[:1] in ("m", "f") else "", rest[-1:] if rest[-1:] in ("s", "d", "p") else ""


def features(cell: str) -> tuple[int, str, str]:
    """Person, gender and number written as `3ms`, `1p`, `fs`; (0, "", "") for an empty name."""
    return _features(cell) if cell else (0, "", "")


def forms_of(conjugation: Paradigms, row: ParadigmRow) -> tuple[Form, ...]:
    """The forms of a row's own model: its words are `perfect`, `perfect imperfect`, a participle or a masdar."""
    perfect, *imperfect = row.words[0].split()
    if row.tense == "derived":
        return tuple(conjugation.participle(conjugation.derived(imperfect[0], perfect)))
    if row.tense == "present":
        return tuple(conjugation.present(imperfect[0], perfect))
    makers = {"past": conjugation.past, "participle": conjugation.participle, "masdar": conjugation.masdar}
    return tuple(makers[row.tense](perfect)) if row.tense in makers else ()


@lru_cache(maxsize=8)
def paradigms(pack: Pack) -> Paradigms:
    """The conjugation of a language, made once."""
    return Paradigms(pack)

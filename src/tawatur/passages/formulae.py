"""Formulae: set phrases and titled names that many reports have and nobody has from anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from tawatur.lang.pack import Pack, Row
from tawatur.text.grams import Keys, Places, Vocabulary
from tawatur.text.words import Word, words

Kind = Literal["whole", "title", "joint", "front"]


class FormulaRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Set phrases of one family; behind a title the name goes with it when its parts are joined."""

    kind: Kind = "whole"


class _Formula(NamedTuple):
    rest: tuple[int, ...]  # the words behind the first
    title: bool
    row: str


class Formulae:
    """Finds the formulae of a language in reports whose words are numbers of one vocabulary."""

    def __init__(self, pack: Pack | None, vocabulary: Vocabulary) -> None:
        rows = pack.rows("formulae", FormulaRow) if pack is not None else ()
        self._joints = {vocabulary.number(w.key): row.id for row in rows for w in _listed(row, "joint")}
        fronts = [(w.key, row.id) for row in rows for w in _listed(row, "front")]
        self._starts: dict[int, dict[int, list[_Formula]]] = {}  # by first and second word, or _ALONE
        self._with_front: dict[int, str] = {}  # first words that bear letters in front, and the row of those
        for row in rows:
            for phrase in row.words if row.kind in ("whole", "title") else ():
                first, *rest = (word.key for word in words(phrase))
                made = _Formula(tuple(vocabulary.number(key) for key in rest), row.kind == "title", row.id)
                for front, front_row in [("", ""), *fronts]:
                    number = vocabulary.number(front + first)
                    second = made.rest[0] if made.rest else _ALONE
                    self._starts.setdefault(number, {}).setdefault(second, []).append(made)
                    if front:
                        self._with_front[number] = front_row
        for found in (formulae for seconds in self._starts.values() for formulae in seconds.values()):
            found.sort(key=lambda formula: (-len(formula.rest), formula))
        self._first = np.array(sorted(self._starts), dtype=np.uint64)

    def before(self, keys: Keys) -> Places:
        """How many words of formulae stand before each word of a report, and in all of it."""
        marked = np.zeros(len(keys) + 1, dtype=np.int32)
        for start, end, _ in self.spans(keys):
            marked[start + 1 : end + 1] = 1
        return np.cumsum(marked, dtype=np.int32)

    def spans(self, keys: Keys) -> list[tuple[int, int, str]]:
        """The formulae in order, the longest at each place: first word, word behind the last, row."""
        at = np.nonzero(np.isin(keys, self._first))[0]
        if not len(at):
            return []
        numbers = keys.tolist()
        out: list[tuple[int, int, str]] = []
        reached = 0
        for index in at.tolist():
            if index < reached:
                continue
            seconds = self._starts[numbers[index]]
            second = numbers[index + 1] if index + 1 < len(numbers) else _ALONE
            for rest, title, row in (*seconds.get(second, ()), *seconds.get(_ALONE, ())):
                end = index + 1 + len(rest)
                if tuple(numbers[index + 1 : end]) != rest:
                    continue
                reached = self._named(numbers, end) if title else end
                out.append((index, reached, row))
                break
        return out

    def rows(self, keys: Keys) -> set[str]:
        """The ids of all rows that speak in a text."""
        found = set()
        numbers = keys.tolist()
        for start, end, row in self.spans(keys):
            found.add(row)
            found.update(self._joints[number] for number in numbers[start + 1 : end] if number in self._joints)
            if numbers[start] in self._with_front:
                found.add(self._with_front[numbers[start]])
        return found

    def _named(self, numbers: Sequence[int], at: int) -> int:
        """Where a name that starts at a word ends: parts joined by joints; a name without a joint is not taken."""
        end, joined = at + 1, False
        while end < len(numbers) and numbers[end] in self._joints:
            joined = True
            while end < len(numbers) and numbers[end] in self._joints:
                end += 1
            end += 1
        return min(end, len(numbers)) if joined else at


_ALONE = -1  # no word's number: the formula is one word


def _listed(row: FormulaRow, kind: Kind) -> Sequence[Word]:
    return [word for text in row.words for word in words(text)] if row.kind == kind else ()


def formula_rows(text: str, pack: Pack) -> set[str]:
    """The ids of the rows of formulae that speak in `text`."""
    vocabulary = Vocabulary()
    return Formulae(pack, vocabulary).rows(vocabulary.line(words(text)).keys)

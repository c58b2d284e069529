"""The families of furniture a pack knows by their phrases, made ready to be looked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from tawatur.lang.pack import Pack, Row
from tawatur.text.phrases import Phrases
from tawatur.text.words import keys

_MOST_RUNS = 100_000  # that are remembered: a bound on memory, about 10 MB

Scope = Literal["line", "opening", "anywhere", "tail", "glued", "head", "bag", "rest", "crumb", "text", "call"]


class FurnitureRow(Row, frozen=True):
    """A family of phrases and where they are furniture."""

    scope: Scope
    most: int = 0  # further words allowed (opening, tail), or words in all (anywhere)
    joined: bool = False  # opening: also where what follows is written on to its last word, at the end of a text
    stop: bool = False  # opening, glued: no sentence of a report begins so: whole sentences are furniture, too
    sign: bool = False  # opening: only where a sign follows that announces something, and never as the first line


class Some:
    """The phrases of some families."""

    def __init__(self, rows: Iterable[FurnitureRow]) -> None:
        """Of these families."""
        every = [(phrase, row) for row in rows for phrase in row.words]
        self.phrases: Phrases[FurnitureRow] = Phrases(every)
        self._by_longest: dict[str, list[frozenset[str]]] = {}  # longest key, as a rule the rarest → the phrase's keys
        for phrase, _ in every:
            told = keys(phrase)
            self._by_longest.setdefault(max(told, key=len), []).append(frozenset(told))
        self._silent: set[str] = set()  # runs of letters seen that hold no longest key

    def may_stand(self, text: str) -> bool:
        """Whether all words of some phrase are among those of a text: if not, none need be looked for."""
        if not any(map(self._told, set(text.split()) - self._silent)):
            return False
        among = set(keys(text))
        return any(phrase <= among for key in self._by_longest.keys() & among for phrase in self._by_longest[key])

    def _told(self, run: str) -> bool:
        if not self._by_longest.keys().isdisjoint(keys(run)):
            return True
        if len(self._silent) >= _MOST_RUNS:
            self._silent.clear()
        self._silent.add(run)
        return False


class Families:
    """The families of one pack."""

    def __init__(self, rows: tuple[FurnitureRow, ...]) -> None:
        """Of these rows."""
        self.phrases = Some(rows).phrases
        self.naggings = Some(row for row in rows if row.scope == "anywhere")
        self.headings = Some(row for row in rows if row.scope == "head")
        self.endings = Some(row for row in rows if row.scope in ("tail", "glued", "opening") and not row.sign)
        self.joined = tuple((phrase, row.id) for row in rows if row.joined for phrase in row.words)


@lru_cache(maxsize=4)
def families(pack: Pack) -> Families:
    """The families of a pack; none when it has no table of them."""
    return Families(pack.rows("furniture", FurnitureRow) if "furniture" in pack.tables() else ())

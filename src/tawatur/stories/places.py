"""Where a report says its event was: the towns its title names, against those of another report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.lang.pack import Pack, Row
from tawatur.text.words import words


class TownRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of towns and provinces of one part of the world."""


class Places(NamedTuple):
    """The towns one report is about (its title names them, or its first words), and all that it mentions."""

    about: frozenset[str]
    mentioned: frozenset[str]

    def elsewhere(self, other: Places) -> bool:
        """Whether the two reports are about different towns, neither of which the other mentions."""
        return bool(
            self.about and other.about and not self.about & other.mentioned and not other.about & self.mentioned
        )


class Gazetteer:
    """Finds the towns of a language pack in lists of folded words, with the letters that stick to them."""

    def __init__(self, pack: Pack | None, fronts: Sequence[str] = ()) -> None:
        self._starts: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for row in pack.rows("towns", TownRow) if pack is not None else ():
            for name in row.words:
                keys = tuple(word.key for word in words(name))
                for front in ("", *fronts):
                    self._starts.setdefault(front + keys[0], []).append((keys[1:], " ".join(keys), row.id))
        for found in self._starts.values():
            found.sort(key=lambda entry: (-len(entry[0]), entry))

    def towns(self, found: Sequence[str]) -> list[tuple[str, str]]:
        """The towns in a list of folded words, in order: their keys, and the rows they stand in."""
        out = []
        for index, word in enumerate(found):
            for rest, town, row in self._starts.get(word, ()):
                if tuple(found[index + 1 : index + 1 + len(rest)]) == rest:
                    out.append((town, row))
                    break
        return out

    def places(self, title: Sequence[str], body: Sequence[str], lead: int) -> Places:
        """The towns of one report; the first `lead` words stand in for a title that names none (unless they name
        three or more: then they list, and say of no one place that it was there)."""
        named = {town for town, _ in self.towns(title)}
        mentioned = named | {town for town, _ in self.towns(body)}
        if not named:
            named = {town for town, _ in self.towns(body[:lead])}
            named = named if len(named) <= 2 else set()
        return Places(frozenset(named), frozenset(mentioned))


def town_rows(text: str, pack: Pack) -> set[str]:
    """The ids of the rows of towns that name any town in `text`."""
    return {row for _, row in Gazetteer(pack).towns([word.key for word in words(text)])}

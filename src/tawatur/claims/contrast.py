"""Contrast: clauses in much the same words that cannot be one claim, for one word in them excludes the other's.

"Oil rose by three per cent" and "gold rose by three per cent" share nearly all they say; so do "he arrived in the
port" and "he left the port", and "A beat B" and "B beat A". What differs decides: words of the tables that exclude
each other in one place of a clause (`among`), countries, persons and names, a verb that turns what follows it, and
two names that change places.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.claims.features import Content
from tawatur.claims.lexicon import SynonymRow
from tawatur.lang.pack import Pack

_MOST = 3  # features that may differ on a side and the clauses still be of one frame
_LONGEST = 24  # features of a clause that is looked at


class Alternatives(NamedTuple):
    """What excludes what, compiled."""

    sides: dict[str, tuple[str, str]]  # concept → what it is one of, and which side of it
    turning: frozenset[str]  # concepts that turn what follows them into its contrary
    after: dict[str, frozenset[str]]  # concept → those of what went before and ends with it


@lru_cache(maxsize=8)
def alternatives(pack: Pack) -> Alternatives:
    """The words of a pack that exclude each other."""
    rows = pack.rows("synonyms", SynonymRow)
    sides = {}
    for row in rows:
        if row.among:
            kind, _, side = row.among.partition(":")
            sides[row.id] = (kind, side or row.id)
    after = {row.id: frozenset(row.after) for row in rows if row.after}
    return Alternatives(sides, frozenset(row.id for row in rows if row.turns), after)


def contrast(a: Content, b: Content, known: Alternatives) -> str:
    """In what two clauses of one frame exclude each other: the kind of the words that do (`among`), or "name", "turned"
    and "swapped"; "" where they do not. The order of the two does not matter."""
    if not a.order or not b.order or max(len(a.order), len(b.order)) > _LONGEST:
        return ""
    mine, theirs = a.features - b.features, b.features - a.features
    shared = a.features & b.features
    if not shared or len(mine) > _MOST or len(theirs) > _MOST:
        return ""
    if any(not known.after.get(x, shared).isdisjoint(shared) for x in (mine | theirs) & known.after.keys()):
        return "stage"  # "the kidnapped engineer is free": what both tell of has ended in one of them
    if mine and theirs:
        kinds = (_exclude(x, y, a, b, shared, known) for x in sorted(mine) for y in sorted(theirs))
        return min((kind for kind in kinds if kind), default="")
    if mine or theirs:
        more, less = (a, b) if mine else (b, a)
        return "turned" if any(_turned(x, more, less) for x in (mine or theirs) & known.turning) else ""
    return "swapped" if _swapped(a, b) else ""


def _exclude(x: str, y: str, a: Content, b: Content, shared: frozenset[str], known: Alternatives) -> str:
    """In what two features exclude each other in the place they stand in; "" where they do not."""
    if y in known.after.get(x, ()) or x in known.after.get(y, ()):
        return "stage"
    one, other = _side(x, known), _side(y, known)
    if one is not None and other is not None:
        if one[0] != other[0] or one[1] == other[1]:
            return ""
        both = x.startswith("country:") and y.startswith("country:")  # countries are named for many reasons
        return one[0] if (all if both else any)(_places(x, y, a, b, shared)) else ""
    if _kind(x, a) and _kind(x, a) == _kind(y, b):
        if _kind(x, a) == "figure" and x.split(":")[1:-1] == y.split(":")[1:-1]:
            return ""  # two numbers of one thing are for the relations
        return "name" if all(_places(x, y, a, b, shared)) else ""
    return ""


def _side(feature: str, known: Alternatives) -> tuple[str, str] | None:
    """What a feature is one of; a country acts as bodies do."""
    return ("body", feature) if feature.startswith("country:") else known.sides.get(feature)


def _kind(feature: str, content: Content) -> str:
    """What sort of name a feature is; "" for words of the language."""
    if feature in content.names:
        return "name"
    kind, colon, _ = feature.partition(":")
    return kind if colon and kind in ("person", "figure") else ""


def _places(x: str, y: str, a: Content, b: Content, shared: frozenset[str]) -> tuple[bool, bool]:
    """Whether the nearest features that both clauses have are the same before the two, and behind them."""
    mine, theirs = _neighbours(x, a.order, shared), _neighbours(y, b.order, shared)
    same = mine[0] == theirs[0], mine[1] == theirs[1]
    # that nothing both have stands before them says something only where what stands behind them is the same
    return (same[0] and (bool(mine[0]) or same[1]), same[1] and (bool(mine[1]) or same[0]))


def _neighbours(feature: str, order: Sequence[str], shared: frozenset[str]) -> tuple[str, str]:
    at = order.index(feature)
    before = next((f for f in reversed(order[:at]) if f in shared), "")
    return before, next((f for f in order[at + 1 :] if f in shared), "")


def _turned(x: str, more: Content, less: Content) -> bool:
    """Whether a clause says of all the other one says that it is refused, called off or denied."""
    at = more.order.index(x)
    return at < 2 and x not in less.features and less.order[0] in more.order[at + 1 :]


def _swapped(a: Content, b: Content) -> bool:
    """Whether two clauses of the same words, the deed first in both, have two of them in each other's place: who
    beat whom. What the same preposition leads in both has only moved."""
    if len(a.order) != len(b.order) or a.order[0] != b.order[0]:
        return False
    moved = [x for x, y in zip(a.order, b.order, strict=True) if x != y]
    if len(moved) != 2:
        return False
    led = any(x in a.led or x in b.led for x in moved)
    return not led or any((x in a.led) != (x in b.led) for x in moved)

"""Which publisher a naming means that the registry does not know as it stands."""

from __future__ import annotations

from functools import lru_cache

from tawatur.model import SourceKind
from tawatur.press import Press, PressRow, press
from tawatur.press.names import readings
from tawatur.support.nameless import Words, words_in
from tawatur.support.namings import naming


@lru_cache(maxsize=8192)
def cores(name: str) -> frozenset[Words]:
    """The words of a publisher's name with and without its head ("newspaper X", "agency X for news")."""
    first = next(iter(readings(" ".join(words_in(name)))), None)
    found = (tuple(core.split()) for core in (first.cores if first is not None else (name,)))
    return frozenset(words for words in found if words)


def stands_in(short: Words, long: Words) -> bool:
    """Whether one name's words stand together inside another's."""
    size = len(short)
    return any(long[at : at + size] == short for at in range(len(long) - size + 1))


def house(kind: SourceKind, who: str) -> str:
    """The key of the publisher that a naming means: the state's agency of a country however its words are put, or
    the one whose correspondent speaks; "" for none."""
    return _house(press(), kind, who)  # the registry in force may be a user's own


@lru_cache(maxsize=8192)
def _house(registry: Press, kind: SourceKind, who: str) -> str:
    if kind == "agency":
        row = _inner(registry, who) or registry.credited(who)
        return _states(registry).get(_country(who), "") or (row.key if row is not None else "")
    if kind == "person" and naming(kind, who).office == "correspondent":
        row = registry.resolve(who.partition(" ")[2])
        return row.key if row is not None else ""
    return ""


def _inner(registry: Press, who: str) -> PressRow | None:
    """The publisher whose name stands behind "the news agency of its country"."""
    read = naming("agency", who)
    if not read.body or not read.lands:
        return None
    row = registry.resolve(" ".join(word for word in read.words if word in read.body))
    return row if row is not None and row.country in read.lands else None


@lru_cache(maxsize=8192)
def _country(who: str) -> str:
    """The country of "the news agency of X" and of nothing more; "" for any other naming."""
    read = naming("agency", who)
    plain = read.organs == _agency() and not (read.body or read.vague - {""}) and len(read.lands) == 1
    return next(iter(read.lands)) if plain else ""


@lru_cache(maxsize=1)
def _agency() -> frozenset[str]:
    """The one word that heads the names of agencies."""
    heads = [naming("agency", name).organs for row in press([]).rows if row.kind == "agency" for name in row.ar]
    return max((organs for organs in heads if len(organs) == 1), key=heads.count)


@lru_cache(maxsize=8)
def _states(registry: Press) -> dict[str, str]:
    """Country → the agency that bears its name and nothing more."""
    found: dict[str, set[str]] = {}
    for row in registry.rows:
        for name in row.ar if row.kind == "agency" else ():
            land = _country(name)
            if land:
                found.setdefault(land, set()).add(row.key)
    return {land: next(iter(keys)) for land, keys in found.items() if len(keys) == 1}

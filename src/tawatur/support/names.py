"""Which namings are one source: surely, by equal or contained names, or perhaps, which only the lower bound heeds.

Within one report a link carries the fullest naming of its source. Across reports spellings and titles differ:
"Brigadier Mansour al-Turki" and "Mansour al-Turki" are one man when nobody else of that name speaks for the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tawatur.model import Attestation, Link, SourceKind
from tawatur.text.fold import key as folded
from tawatur.values.names import skeleton

UNNAMED: frozenset[SourceKind] = frozenset({"anonymous", "group"})
_ARTICLE = "\u0627\u0644"
# Below eight letters two names that differ in a vowel are too often two names (measured by hand on names of the news).
_LONG = 8


class Source(NamedTuple):
    """One source as the links of a claim name it."""

    key: str
    kind: SourceKind
    name: str  # the fullest naming
    words: tuple[str, ...]  # of the folded name


class Identities(NamedTuple):
    """Who is who: keys that are surely one source, and keys that may be one."""

    sure: Mapping[str, str]  # key → the key it goes by
    perhaps: Mapping[str, str]  # a key of `sure`'s values → the key its group goes by in the lower bound
    vague: frozenset[str] = frozenset()  # keys that may be any of several others: no origin of their own below


def identities(attestations: Iterable[Attestation]) -> dict[str, str]:
    """For every key of a link, the key its source goes by: keys that are surely one source map to one of them.

    Merged are equal folded names of whatever kind, names that differ only in how foreign sounds and vowels are
    spelt, and a name of two words or more that begins or ends exactly one longer name of its kind (titles stand
    before a name, families and countries after). Whatever is ambiguous stays apart; anonymous sources always do.
    """
    return dict(known(attestations).sure)


def known(attestations: Iterable[Attestation]) -> Identities:
    """The sure and the possible identities of all named links."""
    sources = _sources(attestations)
    if len(sources) < 2:
        return Identities({source.key: source.key for source in sources}, {})
    sure = _Groups(sources)
    _join_equal(sources, sure)
    _join_contained(sources, sure)
    leaders = [source for source in sources if sure.leader(source.key) == source.key]
    perhaps = _Groups(leaders)
    vague = _join_possible(leaders, perhaps)
    return Identities(sure.mapping(), perhaps.mapping(), vague)


def publisher(source: str, kind: SourceKind | None = None) -> bool:
    """Whether a source is an outlet or an agency, which hand on what others say."""
    return kind == "agency" or source.startswith(("outlet:", "agency:"))


def _sources(attestations: Iterable[Attestation]) -> list[Source]:
    """One source for each key that names somebody, by key, under its fullest naming."""
    fullest: dict[str, Link] = {}
    for attestation in attestations:
        for link in attestation.chain:
            if link.kind in UNNAMED or not link.key:
                continue
            best = fullest.get(link.key)
            if best is None or (len(link.who), link.who) > (len(best.who), best.who):
                fullest[link.key] = link
    return [Source(k, link.kind, link.who, _words(k, link)) for k, link in sorted(fullest.items())]


def _words(key: str, link: Link) -> tuple[str, ...]:
    """The words of a name; of a registered publisher those of its naming."""
    name = key.partition(":")[2]
    return tuple((folded(link.who) if publisher(key) else name).split())


class _Groups:
    """Disjoint sets of keys; a set goes by its publisher, or its longest name."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._rank = {s.key: (publisher(s.key), len(s.words), len(s.key), s.key) for s in sources}
        self._leader = {s.key: s.key for s in sources}

    def leader(self, key: str) -> str:
        while self._leader[key] != key:
            key = self._leader[key]
        return key

    def join(self, a: str, b: str) -> None:
        a, b = self.leader(a), self.leader(b)
        if a != b:
            low, high = sorted((a, b), key=self._rank.__getitem__)
            self._leader[low] = high

    def mapping(self) -> dict[str, str]:
        return {key: self.leader(key) for key in sorted(self._leader)}


def _join_equal(sources: Sequence[Source], groups: _Groups) -> None:
    """One name under two kinds, and spellings of one long name."""
    by_name: dict[str, str] = {}
    for source in sources:
        joined = "".join(source.words)
        names = {" ".join(source.words)}
        if len(joined) >= _LONG and source.kind == "person":
            names.add("~" + skeleton(joined))
        for name in names:
            first = by_name.setdefault(name, source.key)
            if not (publisher(first) and publisher(source.key)):
                groups.join(first, source.key)


def _join_contained(sources: Sequence[Source], groups: _Groups) -> None:
    """A name that begins or ends exactly one longer name of its kind."""
    longer: dict[tuple[str, ...], set[str]] = {}
    by_words: dict[str, list[Source]] = {}
    for source in sources:
        for word in {source.words[0], source.words[-1]} if source.words else ():
            by_words.setdefault(word, []).append(source)
    for source in sources:
        for end in (source.words[:1], source.words[-1:]):
            for other in by_words.get(end[0], ()) if end else ():
                if _extends(other, source):
                    longer.setdefault((source.key,), set()).add(other.key)
    for (short,), others in sorted(longer.items()):
        leaders = {groups.leader(other) for other in others}
        # the longer names may contain one another: one person with one title, with two, with three
        chain = sorted((s for s in sources if s.key in others), key=lambda s: len(s.words))
        nested = all(_extends(b, a) or groups.leader(a.key) == groups.leader(b.key) for a, b in pairwise(chain))
        if len(leaders) == 1 or nested:
            for long in sorted(others):
                groups.join(short, long)


def _extends(long: Source, short: Source) -> bool:
    """Whether the longer name begins or ends with the whole shorter one, both naming one kind of source."""
    size = len(short.words)
    return (
        2 <= size < len(long.words)
        and long.kind == short.kind
        and not publisher(long.key)
        and short.words in (long.words[:size], long.words[-size:])
    )


def _join_possible(sources: Sequence[Source], groups: _Groups) -> frozenset[str]:
    """Joins namings one of which stands inside just one other (a ministry and its spokesman, a title and its bearer).

    Returns the keys of those that stand inside several: which of them is meant is unknown.
    """
    places: dict[str, list[tuple[Source, int]]] = {}
    bare = {source.key: tuple(_bare(word) for word in source.words) for source in sources}
    for source in sources:
        for at, word in enumerate(bare[source.key]):
            places.setdefault(word, []).append((source, at))
    vague: set[str] = set()
    for source in sorted(sources, key=lambda s: (-len(s.words), s.key)):
        words = bare[source.key]
        if not words or publisher(source.key):
            continue
        inside = {
            groups.leader(other.key)
            for other, at in places[words[0]]
            if other.key != source.key and not publisher(other.key) and bare[other.key][at : at + len(words)] == words
        } - {groups.leader(source.key)}
        if len(inside) == 1:
            groups.join(source.key, inside.pop())
        elif inside:
            vague.add(source.key)
    return frozenset(vague)


def _bare(word: str) -> str:
    """A word without its article, so that "the minister" meets "minister of health"."""
    return word[2:] if word.startswith(_ARTICLE) and len(word) > 4 else word

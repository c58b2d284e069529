"""Which namings of a claim are one source: surely, by equal or fitting names, or perhaps, which only the lower bound
heeds.

Within one report a link carries the fullest naming of its source. Across reports spellings and titles differ:
"Brigadier Mansour al-Turki" and "Mansour al-Turki" are one man when nobody else of that name speaks for the claim.
Two namings are compared in `sameness`; here what each pair is becomes groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from tawatur.keys import source_key
from tawatur.model import Attestation, Link, SourceKind
from tawatur.support.houses import cores, house, stands_in
from tawatur.support.nameless import Words, pointers, unnamed, words_in
from tawatur.support.namings import naming
from tawatur.support.sameness import Sameness, sameness
from tawatur.values.names import skeleton

_TELLING = 6  # letters; shorter names of publishers stand inside other words too often
_FEW = 12  # namings; of so few every pair is compared


class Source(NamedTuple):
    """One naming of one key, as the links of a claim have it."""

    key: str
    who: str
    kind: SourceKind
    words: Words = ()


class Identities(NamedTuple):
    """Who is who: which source each key goes by, and which sources may be one."""

    sure: Mapping[str, str]  # key → the source it goes by
    perhaps: Mapping[str, str]  # a source → the one its group goes by in the lower bound
    vague: frozenset[str] = frozenset()  # sources that may be any of several others: no origin of their own below
    split: Mapping[tuple[str, str], str] = {}  # key and naming → source, where two sources share a key

    def of(self, link: Link) -> str:
        """The source a link goes by."""
        return self.split.get((link.key, link.who)) or self.sure.get(link.key, link.key)

    def by_key(self, key: str) -> str:
        """The source that a key goes by."""
        return self.sure.get(key, key)


NOBODY = Identities({}, {})


def identities(attestations: Iterable[Attestation]) -> dict[str, str]:
    """For every key of a link, the source its namings go by: keys that are surely one source map to one of them.

    Merged are equal names of whatever kind, names spelt in other letters, one office or body in other words, and a
    naming that fits one fuller naming and no other. Whatever is ambiguous stays apart; anonymous sources and bare
    titles always do.
    """
    return dict(known(attestations).sure)


def known(
    attestations: Iterable[Attestation],
    outlets: Mapping[str, str] | None = None,
    credited: Mapping[str, str] | None = None,
) -> Identities:
    """The sure and the possible identities of all named links; `outlets` and `credited` give the names of outlets
    that print the claim and of agencies they credit, by key, which a link may name without their key."""
    outlets = outlets or {}
    sources = _sources(attestations, {**(credited or {}), **outlets})
    if len(sources) < 2:
        return Identities({source.key: source.key for source in sources}, {})
    sure = _Groups(sources, outlets)
    _join_keys(sources, sure)
    _join_publishers(sources, outlets, sure)
    if sum(source.key not in outlets for source in sources) < 2:
        return _named(sources, sure, None, frozenset())
    pairs = _compared(sources, sure)
    _join_sure(pairs, sure, sources)
    perhaps = _Groups(sources, outlets, sure)
    vague = _join_possible(sources, outlets, pairs, perhaps)
    return _named(sources, sure, perhaps, vague)


def publisher(source: str, kind: SourceKind | None = None) -> bool:
    """Whether a source is an outlet or an agency, which hand on what others say."""
    return kind == "agency" or source.startswith(("outlet:", "agency:"))


def _sources(attestations: Iterable[Attestation], publishers: Mapping[str, str]) -> list[Source]:
    """One source for each key and naming that names somebody; of a publisher's key, the fullest naming alone."""
    found: dict[tuple[str, str], Source] = {}
    for attestation in attestations:
        for link in attestation.chain:
            if not unnamed(link):
                found[link.key, link.who] = Source(link.key, link.who, link.kind, words_in(link.who))
    for key, name in publishers.items():
        found[key, name] = Source(key, name, "agency", words_in(name))
    return [found[one] for one in sorted(found)]


class Naming:
    """Identities remembered: the claims of a story name the same few sources over and over."""

    def __init__(self) -> None:
        self._held: dict[object, Identities] = {}

    def known(
        self, attestations: Sequence[Attestation], outlets: Mapping[str, str], credited: Mapping[str, str]
    ) -> Identities:
        """What `known` gives, worked out once for the same links, outlets and credits."""
        links = frozenset((link.key, link.kind, link.who) for made in attestations for link in made.chain)
        case = links, frozenset(outlets.items()), frozenset(credited.items())
        found = self._held.get(case)
        if found is None:
            found = self._held[case] = known(attestations, outlets, credited)
        return found


class _Groups:
    """Disjoint sets of sources by their places in the list; a set goes by its outlet, its agency, or its fullest
    naming. Two outlets that print the claim are never one, though many papers of one name are printed."""

    def __init__(self, sources: Sequence[Source], outlets: Mapping[str, str], within: _Groups | None = None) -> None:
        self._rank = [
            (s.key in outlets, publisher(s.key), _registered(s.key), len(s.words), len(s.who), s.who, s.key)
            for s in sources
        ]
        self._outlet = [s.key if s.key in outlets else "" for s in sources]
        self._leader = [within.leader(at) if within else at for at in range(len(sources))]

    def leader(self, at: int) -> int:
        while self._leader[at] != at:
            at = self._leader[at]
        return at

    def join(self, a: int, b: int) -> None:
        a, b = self.leader(a), self.leader(b)
        if a == b or (self._outlet[a] and self._outlet[b] and self._outlet[a] != self._outlet[b]):
            return
        low, high = sorted((a, b), key=self._rank.__getitem__)
        self._leader[low] = high

    def by_rank(self, places: Iterable[int]) -> list[int]:
        """Places, those that groups go by first."""
        return sorted(places, key=self._rank.__getitem__, reverse=True)


def _registered(key: str) -> bool:
    return publisher(key) and key.isascii()


def _join_keys(sources: Sequence[Source], groups: _Groups) -> None:
    """Namings under one publisher's key; equal namings under two kinds, unless several outlets bear the name."""
    by_key: dict[str, int] = {}
    by_name: dict[Words, int] = {}
    printed: dict[Words, set[str]] = {}
    for at, source in enumerate(sources):
        if groups._outlet[at]:
            printed.setdefault(source.words, set()).add(source.key)
    for at, source in enumerate(sources):
        if publisher(source.key):
            groups.join(at, by_key.setdefault(source.key, at))
        if source.words and len(printed.get(source.words, ())) < 2:
            groups.join(at, by_name.setdefault(source.words, at))
        at_home = house(source.kind, source.who)
        if at_home:
            groups.join(at, by_key.setdefault(at_home, at))


def _join_publishers(sources: Sequence[Source], outlets: Mapping[str, str], groups: _Groups) -> None:
    """An outlet cited by a part of its name ("Nibras" for "Nibras Channel"), when it is part of no other's."""
    asked = [at for at, source in enumerate(sources) if source.kind == "agency" and source.key not in outlets]
    printing = [at for at, source in enumerate(sources) if source.key in outlets]
    for at in asked:
        mine = cores(sources[at].who)
        meant = {
            groups.leader(other)
            for other in printing
            for name in cores(sources[other].who)
            if any(stands_in(words, name) for words in mine)
        }
        if len(meant) == 1:
            groups.join(at, meant.pop())


class _Pair(NamedTuple):
    """Two sources as the list has them, the one that says less first, and what they are to each other."""

    a: int
    b: int
    what: Sameness


def _compared(sources: Sequence[Source], groups: _Groups) -> list[_Pair]:
    """The pairs of sources that are not apart, registered publishers left out."""
    asked = [at for at, source in enumerate(sources) if not groups._outlet[at] and not _registered(source.key)]
    out = []
    for a, b in combinations(asked, 2) if len(asked) <= _FEW else _near(sources, asked):
        one, other = sources[a], sources[b]
        if ("agency" in (one.kind, other.kind)) and one.kind != other.kind:
            continue
        if one.kind == "agency" and _known_apart(a, b, groups, sources):
            continue
        what, turned = sameness(one.kind, one.who, other.kind, other.who)
        if not what and one.kind == "agency":
            what, turned = _runs_on(one.who, other.who)
        if what:
            out.append(_Pair(b, a, what) if turned else _Pair(a, b, what))
    return out


def _runs_on(a: str, b: str) -> tuple[Sameness, bool]:
    """Whether one naming of a publisher holds another and goes on ("paper X and paper Y")."""
    for long, short, turned in ((a, b, False), (b, a, True)):
        if any(stands_in(name, words_in(long)) for name in cores(short) if len("".join(name)) >= _TELLING):
            return Sameness.MAYBE, turned
    return Sameness.APART, False


def _known_apart(a: int, b: int, groups: _Groups, sources: Sequence[Source]) -> bool:
    """Whether two publishers belong to two that the registry or the claim knows."""
    one, other = sources[groups.leader(a)].key, sources[groups.leader(b)].key
    return one != other and _registered(one) and _registered(other)


def _near(sources: Sequence[Source], asked: Sequence[int]) -> list[tuple[int, int]]:
    """The pairs that share a word, however spelt, a body or a country."""
    places: dict[str, list[int]] = {}
    for at in asked:
        read = naming(sources[at].kind, sources[at].who)
        marks = {*read.words, *map(skeleton, read.words), *read.body, *read.lands, "".join(read.words)}
        for mark in marks:
            places.setdefault(mark, []).append(at)
    return sorted({pair for held in places.values() for pair in combinations(held, 2)})


def _join_sure(pairs: Sequence[_Pair], groups: _Groups, sources: Sequence[Source]) -> None:
    """Joins what is one source: equal namings, a naming that fits one group alone, a body and its only voice."""
    for pair in pairs:
        if pair.what is Sameness.SAME:
            groups.join(pair.a, pair.b)
    fits: dict[int, list[int]] = {}
    voices: dict[int, list[int]] = {}
    for pair in pairs:
        if pair.what is Sameness.FITS:
            fits.setdefault(pair.a, []).append(pair.b)
        elif pair.what is Sameness.SPEAKS:
            voices.setdefault(pair.a, []).append(pair.b)
    for table in (fits, voices):
        # the fuller naming first: of namings that fit one another step by step each meets the next
        for at in sorted(table, key=lambda place: (-len(sources[place].words), sources[place])):
            meant = {groups.leader(other) for other in table[at]} - {groups.leader(at)}
            if len(meant) == 1:
                groups.join(at, meant.pop())


def _join_possible(
    sources: Sequence[Source], outlets: Mapping[str, str], pairs: Sequence[_Pair], groups: _Groups
) -> frozenset[int]:
    """Joins what may be one: a body and the people who lead it, a naming that may stand for just one other.

    Returns the places of those that may stand for several: which of them is meant is unknown.
    """
    vague: set[int] = set()
    for at, source in enumerate(sources):
        if source.kind == "agency" and source.key not in outlets:
            # a naming that runs on past the outlet it means ("Nibras Channel citing …")
            printing = (other for other, held in enumerate(sources) if held.key in outlets)
            inside = {
                groups.leader(other)
                for other in printing
                if any(stands_in(name, source.words) for name in cores(sources[other].who))
            }
            if len(inside) == 1:
                groups.join(at, inside.pop())
    for pair in pairs:
        if pair.what in (Sameness.ALLIED, Sameness.SPEAKS):
            groups.join(pair.a, pair.b)
    maybe: dict[int, set[int]] = {}
    for pair in pairs:
        if pair.what in (Sameness.MAYBE, Sameness.FITS):
            maybe.setdefault(pair.a, set()).add(pair.b)
    for at in _pointing(sources):
        maybe[at] = {other for other, held in enumerate(sources) if held.kind == "organisation"}
    for at in sorted(maybe, key=lambda place: (-len(sources[place].words), sources[place])):
        meant = {groups.leader(other) for other in maybe[at]} - {groups.leader(at)}
        if len(meant) == 1:
            groups.join(at, meant.pop())
        elif meant:
            vague.add(at)
    return frozenset(vague)


def _pointing(sources: Sequence[Source]) -> list[int]:
    """The places of persons named after a body that is only pointed back to ("spokesman of the same service")."""
    same = pointers()
    return [at for at, s in enumerate(sources) if s.kind == "person" and same.intersection(s.words[1:])]


def _named(sources: Sequence[Source], sure: _Groups, perhaps: _Groups | None, vague: frozenset[int]) -> Identities:
    """The groups by key: a group goes by the key of its leader, and by its naming where another group has that key."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for leader in sure.by_rank({sure.leader(at) for at in range(len(sources))}):
        source = sources[leader]
        name = source.key
        if name in taken:
            name = source_key(source.kind, source.who)
        while name in taken:
            name += "'"
        taken.add(name)
        ids[leader] = name
    keys: dict[str, str] = {}
    split: dict[tuple[str, str], str] = {}
    for at in sure.by_rank(range(len(sources))):
        source, name = sources[at], ids[sure.leader(at)]
        if keys.setdefault(source.key, name) != name:
            split[source.key, source.who] = name
    leaders = sorted(ids)
    lower = {ids[at]: ids[sure.leader(perhaps.leader(at))] for at in leaders} if perhaps else {}
    whole: dict[int, list[bool]] = {}
    for at in range(len(sources)) if vague else ():
        whole.setdefault(sure.leader(at), []).append(at in vague)
    return Identities(
        {key: keys[key] for key in sorted(keys)},
        {key: to for key, to in lower.items() if key != to},
        frozenset(ids[at] for at, every in whole.items() if all(every)),
        split,
    )

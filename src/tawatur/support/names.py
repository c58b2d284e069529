"""Which namings are one source: surely, by equal or contained names, or perhaps, which only the lower bound heeds.

Within one report a link carries the fullest naming of its source. Across reports spellings and titles differ:
"Brigadier Mansour al-Turki" and "Mansour al-Turki" are one man when nobody else of that name speaks for the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tawatur.model import Attestation, Link, SourceKind
from tawatur.press.names import readings
from tawatur.support.nameless import Words, bare_word, land_of, pointers, unnamed, words_in
from tawatur.values.names import skeleton

_LONG = 8  # letters; shorter names that differ in a vowel are too often two names
_TELLING = 3  # letters; shorter words of a body's name stand in too many titles
_WORDS = 4  # a naming of so many words, all but one the same, is no other's


class Source(NamedTuple):
    """One source as the links of a claim name it."""

    key: str
    kind: SourceKind
    names: tuple[Words, ...]  # the folded words of its key's name and of its fullest naming
    bags: tuple[frozenset[str], ...] = ()  # the same without order
    cores: tuple[frozenset[str], ...] = ()  # the bags without the names of countries
    lands: frozenset[str] = frozenset()  # the countries its namings name (ISO 3166-1)


class Identities(NamedTuple):
    """Who is who: keys that are surely one source, and keys that may be one."""

    sure: Mapping[str, str]  # key → the key it goes by
    perhaps: Mapping[str, str]  # a key of `sure`'s values → the key its group goes by in the lower bound
    vague: frozenset[str] = frozenset()  # keys that may be any of several others: no origin of their own below


def identities(attestations: Iterable[Attestation]) -> dict[str, str]:
    """For every key of a link, the key its source goes by: keys that are surely one source map to one of them.

    Merged are equal folded names of whatever kind, names that differ only in how foreign sounds and vowels are
    spelt, and a name of two words or more all of which one longer name of its kind has (titles stand before a name,
    families and countries after). Whatever is ambiguous stays apart; anonymous sources and bare titles always do.
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
    _join_equal(sources, sure)
    _join_publishers(sources, outlets, sure)
    strays = any(source.kind == "agency" and sure.leader(source.key) not in outlets for source in sources)
    if not strays and sum(not publisher(source.key) for source in sources) < 2:
        return Identities(sure.mapping(), {})
    _join_contained(sources, sure)
    _join_misspelt(sources, sure)
    perhaps = _Groups(sources, outlets, sure)
    vague = _join_possible(sources, outlets, perhaps)
    leaders = {sure.leader(source.key) for source in sources}
    return Identities(
        sure.mapping(),
        {key: perhaps.leader(key) for key in sorted(leaders) if perhaps.leader(key) != key},
        frozenset(sure.leader(key) for key in vague),
    )


def publisher(source: str, kind: SourceKind | None = None) -> bool:
    """Whether a source is an outlet or an agency, which hand on what others say."""
    return kind == "agency" or source.startswith(("outlet:", "agency:"))


def _sources(attestations: Iterable[Attestation], publishers: Mapping[str, str]) -> list[Source]:
    """One source for each key that names somebody, by key, under its fullest naming."""
    fullest: dict[str, Link] = {}
    for attestation in attestations:
        for link in attestation.chain:
            if unnamed(link):
                continue
            best = fullest.get(link.key)
            if best is None or (len(link.who), link.who) > (len(best.who), best.who):
                fullest[link.key] = link
    if not fullest:
        return []
    found = {key: Source(key, link.kind, _names(key, link.who)) for key, link in fullest.items()}
    for key, name in publishers.items():
        held = found.get(key)
        names = (*held.names, *_names(key, name)) if held else _names(key, name)
        found[key] = Source(key, "agency", tuple(dict.fromkeys(names)))
    every = {word for source in found.values() for words in source.names for word in words}
    split = {pair: "".join(pair) for source in found.values() for words in source.names for pair in pairwise(words)}
    together = {pair: word for pair, word in split.items() if word in every}
    return [_written_together(found[key], together) for key in sorted(found)]


def _written_together(source: Source, together: Mapping[tuple[str, str], str]) -> Source:
    """The source with its bags, two words as one where another naming writes them as one ("Abd Allah", "Abdallah")."""
    bags = []
    for words in source.names:
        left = set(words)
        for (a, b), word in together.items():
            if a in left and b in left:  # the words of a key are sorted, not as they stand
                left = left - {a, b} | {word}
        bags.append(frozenset(left))
    lands = {word: code for bag in bags for word in bag if (code := land_of(word))}
    cores = tuple(bag - lands.keys() for bag in bags)
    return source._replace(bags=tuple(bags), cores=cores, lands=frozenset(lands.values()))


def _names(key: str, who: str) -> tuple[Words, ...]:
    """The words of a key's name (a registered publisher's key is no name) and of a naming."""
    names = [words_in(who)]
    if not publisher(key):
        names.insert(0, words_in(key.partition(":")[2]))
    return tuple(dict.fromkeys(name for name in names if name))


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
    """Disjoint sets of keys; a set goes by its outlet, its agency, or its longest name. Two outlets that print the
    claim are never one, though many papers of one name are printed."""

    def __init__(self, sources: Sequence[Source], outlets: Mapping[str, str], within: _Groups | None = None) -> None:
        self._outlets = outlets
        self._rank = {
            s.key: (s.key in outlets, publisher(s.key), max(map(len, s.names), default=0), len(s.key), s.key)
            for s in sources
        }
        self._leader = {s.key: within.leader(s.key) if within else s.key for s in sources}

    def leader(self, key: str) -> str:
        while self._leader[key] != key:
            key = self._leader[key]
        return key

    def join(self, a: str, b: str) -> None:
        a, b = self.leader(a), self.leader(b)
        if a != b and not (a in self._outlets and b in self._outlets):
            low, high = sorted((a, b), key=self._rank.__getitem__)
            self._leader[low] = high

    def shared(self, sources: Sequence[Source]) -> set[Words]:
        """Names that several outlets have: whom a link means by one is unknown."""
        held = [name for source in sources if source.key in self._outlets for name in source.names]
        return {name for name in held if held.count(name) > 1}

    def mapping(self) -> dict[str, str]:
        return {key: self.leader(key) for key in sorted(self._leader)}


def _join_equal(sources: Sequence[Source], groups: _Groups) -> None:
    """One naming under two kinds, one bag of words of one kind, and spellings of one long name."""
    by_name: dict[str, str] = {}
    shared = groups.shared(sources)
    for source in sources:
        if source.bags and not publisher(source.key):
            core = sorted(source.cores[0] or source.bags[0])
            groups.join(source.key, by_name.setdefault(f"{source.kind} {core} {sorted(source.lands)}", source.key))
        for words in source.names:
            if words in shared:
                continue
            if words == source.names[-1]:  # a naming; keys of two kinds may agree where heads were left out of them
                groups.join(source.key, by_name.setdefault(" ".join(words), source.key))
            joined = "".join(words)
            if len(joined) >= _LONG and source.kind == "person":
                groups.join(source.key, by_name.setdefault("~" + skeleton(joined), source.key))


def _join_publishers(sources: Sequence[Source], outlets: Mapping[str, str], groups: _Groups) -> None:
    """An outlet cited by a part of its name ("Nibras" for "Nibras Channel"), when it is part of no other's."""
    asked = [source for source in sources if source.kind == "agency" and source.key not in outlets]
    if not asked:
        return

    def cores(names: Iterable[Words]) -> set[Words]:
        """A name with and without its head ("newspaper X", "agency X for news")."""
        return {tuple(core.split()) for words in names for core in _cores(" ".join(words))}

    known_as = [(key, name) for key in sorted(outlets) for name in cores([words_in(outlets[key])])]
    for source in asked:
        meant = {
            groups.leader(key) for key, name in known_as for words in cores(source.names) if _stands_in(words, name)
        }
        if len(meant) == 1:
            groups.join(source.key, meant.pop())


@lru_cache(maxsize=4096)
def _cores(name: str) -> tuple[str, ...]:
    """A publisher's name without its head and tail, and as it is."""
    first = next(iter(readings(name)), None)
    return first.cores if first is not None else (name,)


def _stands_in(short: Words, long: Words) -> bool:
    """Whether one name's words stand together inside another's."""
    size = len(short)
    return any(long[at : at + size] == short for at in range(len(long) - size + 1))


def _join_contained(sources: Sequence[Source], groups: _Groups) -> None:
    """A name all of whose words one longer name of its kind has, or several that extend one another."""
    by_word: dict[str, set[int]] = {}
    for at, source in enumerate(sources):
        for word in frozenset().union(*source.bags):
            by_word.setdefault(word, set()).add(at)
    for source in sources:
        words = (source.cores[0] or source.bags[0]) if source.bags else frozenset()
        near = set.intersection(*(by_word[word] for word in words)) if words else set()
        longer = [sources[at] for at in sorted(near) if _extends(sources[at], source)]
        # the longer names may extend one another: one person with one title, with two, with three
        chain = sorted(longer, key=lambda s: (len(s.bags[0]), s.key))
        if all(_extends(b, a) or groups.leader(a.key) == groups.leader(b.key) for a, b in pairwise(chain)):
            for other in longer:
                groups.join(source.key, other.key)


def _extends(long: Source, short: Source) -> bool:
    """Whether the longer name has all words of the shorter one, two at least, both naming one kind of source."""
    if long.kind != short.kind or long.key == short.key or publisher(long.key) or publisher(short.key):
        return False
    if short.lands and long.lands and not short.lands & long.lands:
        return False  # one office of two countries
    # keys are bags of words: statements leave titles out of them and sort the rest
    mine, core = short.bags[0], short.cores[0]
    if len(mine) >= 2 and any(mine < theirs for theirs in long.bags):
        return True
    more = short.lands < long.lands
    # a body's name goes on with what tells it from others; a person's with titles
    person = short.kind == "person"
    return len(core) >= 2 and any((person and core < theirs) or (more and core == theirs) for theirs in long.cores)


def _join_misspelt(sources: Sequence[Source], groups: _Groups) -> None:
    """Long namings that are the same word for word but for one letter of one word."""
    by_rest: dict[tuple[SourceKind, int, Words], list[tuple[str, str]]] = {}
    for source in sources:
        for words in source.names:
            for at, word in enumerate(words) if len(words) >= _WORDS else ():
                by_rest.setdefault((source.kind, at, words[:at] + words[at + 1 :]), []).append((word, source.key))
    for same in by_rest.values():
        first, key = same[0]
        for word, other in same[1:]:
            if len(word) > 3 and Levenshtein.distance(first, word, score_cutoff=1) <= 1:
                groups.join(key, other)


def _holds_name(words: Words, outlet: str) -> bool:
    """Whether an outlet's name, with or without its head, stands inside a naming."""
    return any(_stands_in(tuple(core.split()), words) for core in _cores(" ".join(words_in(outlet))) if core)


def _join_possible(sources: Sequence[Source], outlets: Mapping[str, str], groups: _Groups) -> frozenset[str]:
    """Joins namings one of which stands inside just one other (a ministry and its spokesman, a title and its bearer).

    Returns the keys of those that stand inside several: which of them is meant is unknown.
    """
    bare = {
        source.key: tuple(tuple(bare_word(word) for word in words) for words in source.names)
        for source in sources
        if not publisher(source.key)
    }
    places: dict[str, set[str]] = {}
    for key, names in bare.items():
        for words in names:
            for word in words:
                places.setdefault(word, set()).add(key)
    vague: set[str] = set()
    for source in sources:
        if source.kind == "agency" and source.key not in outlets:
            # a naming that runs on past the outlet it means ("Nibras Channel citing …")
            inside = {key for key in outlets for words in source.names if _holds_name(words, outlets[key])}
            if len(inside) == 1:
                groups.join(source.key, inside.pop())
    tokens = {key: _tokens(names[-1]) for key, names in bare.items()}
    pointing = _pointing(sources)
    for key in sorted(bare, key=lambda k: (-max(map(len, bare[k])), k)):
        if key in pointing:
            bodies = {groups.leader(other) for other in bare if other.startswith("organisation:")}
            if len(bodies) == 1:
                groups.join(key, bodies.pop())
            elif bodies:
                vague.add(key)
            continue
        inside = _told_by_office(key, tokens, groups) | {
            groups.leader(other)
            for words in bare[key]
            for other in places[words[0]]
            if other != key and any(_stands_in(words, longer) for longer in bare[other])
        }
        if key.startswith("organisation:"):
            # a body speaks through its people, who are titled after it ("Foreign Minister", "spokesman of the Foreign
            # Ministry"), and it goes under several heads ("service of Civil Protection", "directorate of …")
            own = {word for words in bare[key] for word in (*words[1:2], *words[-1:]) if len(word) >= _TELLING}
            for other in {other for word in own for other in places[word] if other.startswith("person:")}:
                groups.join(key, other)
            inside |= {
                groups.leader(other)
                for words in bare[key]
                if len(words) > 2
                for other in places[words[-1]]
                if other.startswith("organisation:") and any(words[1:] == title[1:] for title in bare[other])
            }
        inside -= {groups.leader(key)}
        if len(inside) == 1:
            groups.join(key, inside.pop())
        elif inside:
            vague.add(key)
    return frozenset(vague)


def _pointing(sources: Sequence[Source]) -> frozenset[str]:
    """The keys of persons named after a body that is only pointed back to ("spokesman of the same service")."""
    same = pointers()
    return frozenset(s.key for s in sources if s.kind == "person" and same.intersection(s.names[-1][1:]))


def _tokens(words: Words) -> frozenset[str]:
    """The words of a naming, countries by code, up to where it only says how it was told ("on its page")."""
    ways = pointers("way")
    end = next((at for at, word in enumerate(words) if at > 1 and word in ways), len(words))
    return frozenset(land_of(word) or bare_word(word) for word in words[:end])


def _told_by_office(mine: str, tokens: Mapping[str, frozenset[str]], groups: _Groups) -> set[str]:
    """The groups of those whose naming has all words of this one, two at least, whatever their order: an office
    without a name, or with its name cut off, and its bearer."""
    words = tokens[mine]
    if len(words) < 2:
        return set()
    kind = mine.partition(":")[0]
    return {
        groups.leader(other)
        for other, theirs in tokens.items()
        if other != mine and other.startswith(kind) and words < theirs
    }

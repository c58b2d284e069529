"""Features: what a proposition says, as a bag of stems, concepts, names and days that wording does not change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from tawatur.claims.lexicon import Lexicon, Meaning, lexicon
from tawatur.claims.marks import FATE, PHRASE, TURN, cut, longest, told_by
from tawatur.claims.propositions import Proposition, Reading
from tawatur.lang.pack import Pack
from tawatur.model import Day, Name, Quantity, Report, Span, Statement, Value
from tawatur.text.words import words
from tawatur.values import values_of_words
from tawatur.values.stems import affixes
from tawatur.values.tables import tables

_ALEF = "\u0627"  # lemmas of derived verbs start with it or not, by the dictionary's taste

Core = tuple[str, float | None, float | None]


def core(figure: Quantity) -> Core:
    """What makes two figures the same claim: the unit and the number, whatever bounds it."""
    if figure.bound == "range":
        return figure.unit, figure.low, figure.high
    number = figure.low if figure.low is not None else figure.high
    return figure.unit, number, number


class Content(NamedTuple):
    """What a proposition says."""

    features: frozenset[str]
    negated: bool
    planned: frozenset[str]  # stems of verbs in the future
    verbs: frozenset[str]  # stems of words that may be verbs of the past: nothing but an ending is added to the stem
    denied: frozenset[str]  # what stands right behind a word of negation
    days: frozenset[str]  # ISO days it names
    periods: frozenset[tuple[str, str]]  # first and last day of every time it names
    who: frozenset[str]  # words of the name of who says it
    telling: int = 0  # features that do more than name
    known: int = 0  # of these, concepts of the news
    parts: frozenset[str] = frozenset()  # parts of the day it names
    clocks: frozenset[int] = frozenset()  # hours of the day that it names, 0..23
    figures: frozenset[Core] = frozenset()  # the figures it gives
    sort: str | None = None  # of the happening it tells of, where it is one
    order: tuple[str, ...] = ()  # the features as they stand
    deeds: frozenset[str] = frozenset()  # those that tell what happened, as far as the tables know
    act: str = ""  # of these, the first that is told by a verb
    where: frozenset[str] = frozenset()  # features that only say in which direction
    names: frozenset[str] = frozenset()  # those that no dictionary knows: names, most of them
    led: frozenset[str] = frozenset()  # those right behind a function word, most of them led by a preposition
    denies: bool = False  # its own words say that what it tells is not true

    @property
    def places(self) -> frozenset[str]:
        """The places named in it."""
        return frozenset(feature for feature in self.features if feature.startswith("place:"))


class Gazetteer(NamedTuple):
    """The names of a story: what its reports once call a place, and the persons who speak in it."""

    places: frozenset[str]
    persons: dict[str, frozenset[str]]  # root of the last name → roots of the names before it


def gazetteer(readings: Iterable[Reading], statements: Iterable[Statement], pack: Pack) -> Gazetteer:
    """The names of a story, so that a bare name meets the full one."""
    lex = lexicon(pack)
    places = {v.key for read in readings for v in read.values if isinstance(v, Name) and v.kind == "place"}
    names = {link.who for s in statements for link in s.chain if link.kind == "person"}
    persons: dict[str, set[str]] = {}
    for name in sorted(names):
        given = _given(name, lex, pack)
        if given:
            persons.setdefault(given[0], set()).update(given[1:])
    return Gazetteer(frozenset(places), {last: frozenset(before) for last, before in persons.items()})


_NAMES = 4  # a person's name is at most so many words


def _given(name: str, lex: Lexicon, pack: Pack) -> list[str]:
    """The words of a person's name, the last first; titles before it are left out."""
    out: list[str] = []
    article = affixes(pack).article
    for word in reversed(words(name)):
        written = name[word.start : word.end]
        root = lex.stems.root(written)
        known = bool(lex.concept(word.key)) or word.key in lex.empty or word.key in tables(pack).countries
        if known or (out and word.key.startswith(article)) or len(out) == _NAMES:
            break
        out.append(root)
    return out if len(out) > 1 else []


def contents(read: Reading, known: Gazetteer, pack: Pack) -> list[Content]:
    """What every proposition of a report says, in the order of its propositions. `known`: the names of the story."""
    lex = lexicon(pack)
    found, said, keys = read.words, read.said, read.words.keys
    features, past = [""] * len(keys), [""] * len(keys)
    planned: dict[int, str] = {}
    names: set[str] = set()
    led: set[int] = set()  # words right behind a function word, or with a preposition of their own
    behind, empty = False, lex.empty
    for index, (word, meant) in enumerate(zip(keys, read.meant, strict=True)):
        if behind:
            led.add(index)
        behind = word in empty
        if meant is None:
            continue
        if meant.led:
            led.add(index)
        if meant.name:
            names.add(meant.root)
        features[index] = meant.concept or (meant.place if meant.place in known.places else meant.root)
        if meant.root in known.persons:
            features[index] = f"person:{meant.root}"
            back = index - 1
            while back >= max(0, index - _NAMES) and features[back] in known.persons[meant.root]:
                features[back] = ""
                back -= 1
        if meant.coming:
            planned[index] = meant.stem.lstrip(_ALEF)
        elif meant.past:
            past[index] = meant.stem.lstrip(_ALEF)
    for match in longest(lex.phrases, found, PHRASE):
        if match.first in said:
            continue
        for index in range(match.first, match.last):
            features[index] = ""
        features[match.first] = match.item
    turns: dict[int, str] = {}
    for turn in longest(lex.polarity, found, TURN):
        turns[turn.first] = turn.item.kind
        if turn.item.kind == "plan":
            planned.update(_announced(turn.last, keys, read.meant, said, lex))
    for index, feature in _masked(read).items():
        if index not in said:
            features[index] = feature
    for index in _amounts(features, keys, lex):
        features[index] = ""
    marks = _Marks(
        features, turns, sorted(turns), planned, sorted(planned), past, frozenset(names), led, read.happenings
    )
    return [_content(prop, marks, lex) for prop in read.propositions]


def _announced(
    first: int, keys: list[str], meant: list[Meaning | None], said: frozenset[int], lex: Lexicon
) -> dict[int, str]:
    """The deed of the tables that a word of planning before `first` puts in the future, told by a verb ("it is
    expected to visit") or by its noun ("it plans the purchase")."""
    for index in range(first, min(first + _BEHIND, len(keys))):
        form, what = lex.forms.get(keys[index]), meant[index]
        if index in said or what is None:
            continue
        if form is None and what.concept in lex.acts:
            return {index: what.concept}
        if form is not None and not form[1]:
            return {index: form[0].lstrip(_ALEF)}
    return {}


_BEHIND = 4  # words behind a word of planning in which the verb of what is planned follows


def _amounts(features: list[str], keys: list[str], lex: Lexicon) -> list[int]:
    """The words that tell of an amount and of no happening: what "reached 240 billion" has not arrived anywhere."""
    out = []
    for index, feature in enumerate(features):
        before = lex.upto.get(feature)
        if before is not None:
            behind = range(index + 1, min(index + _REACH, len(keys) - 1))
            first = next((i for i in behind if keys[i] in before), None)
            if first is not None and features[first + 1].startswith("figure:"):
                out.append(index)
    return out


_REACH = 6  # words behind a verb in which the amount it speaks of follows


class _Marks(NamedTuple):
    """What the words of a report mean, by their place in it."""

    features: list[str]  # "" for words that say nothing
    turns: dict[int, str]  # words of negation, denial, plan
    turning: list[int]  # where they stand, in order
    planned: dict[int, str]  # stems of verbs in the future
    planning: list[int]
    past: list[str]  # stems of words that may be verbs of the past, "" for others
    names: frozenset[str]  # roots of words that no dictionary knows
    led: set[int]  # words right behind a function word
    happenings: dict[int, str]  # words that a happening is told by → its sort


def _masked(read: Reading) -> dict[int, str]:
    """Words that values are made of: quantities and days say nothing by their words, names say their key."""
    out: dict[int, str] = {}
    starts = read.words.starts
    for value in read.values:
        if isinstance(value, Quantity) and not value.unit:
            continue
        first = max(bisect_right(starts, value.span.start) - 1, 0)
        last = bisect_left(starts, value.span.end)
        out.update(dict.fromkeys(range(first, last), value.key if isinstance(value, Name) else ""))
        if isinstance(value, Quantity):
            out[first] = _figure(value)
    return out


def _figure(value: Quantity) -> str:
    """The feature that a figure is: its unit and number, whatever bounds it."""
    unit, low, high = core(value)
    return f"figure:{unit.split('/')[0]}:{low}" + (f"..{high}" if high != low else "")


def _within(places: list[int], first: int, last: int) -> list[int]:
    """The places from `first` to before `last`."""
    return places[bisect_left(places, first) : bisect_left(places, last)] if places else places


def _denied(prop: Proposition, marks: _Marks) -> frozenset[str]:
    """The first feature behind each word of negation."""
    out = set()
    for index in _within(marks.turning, prop.first, prop.last):
        if marks.turns[index] == "negation":
            behind = marks.features[index + 1 : min(prop.last, index + 4)]
            out.add(next((feature for feature in behind if feature), ""))
    return frozenset(out - {""})


def told(
    report: Report,
    span: Span,
    known: Gazetteer,
    pack: Pack,
    negated: bool = False,
    values: tuple[Value, ...] | None = None,
) -> Content:
    """What a stretch of a report says by itself; `negated`: its source denies it; `values`: those in it, if read."""
    found = cut(report.text, pack, span.start, span.end)
    if values is None:
        values = values_of_words(report.text, found, report.published, pack)
    prop = Proposition(report.id, span, 0, len(found), "", (), negated, values)
    meant = lexicon(pack).meanings(report.text, found, _NOBODY)
    read = Reading(report, found, values, (prop,), _NOBODY, told_by(found, pack), {}, [], [], meant)
    return contents(read, known, pack)[0]


_NOBODY: frozenset[int] = frozenset()  # words that say who says it: none


_BEFORE = 6  # words before what became of all in which it may be negated


def _content(prop: Proposition, marks: _Marks, lex: Lexicon) -> Content:
    first, last = prop.first, prop.last
    said = set(marks.features[first:last])
    said.discard("")
    # a denial at the very end speaks of the next clause
    opening = first - _BEFORE if prop.sort == FATE else first  # "we cannot confirm the death of all"
    turned = {marks.turns[index] for index in _within(marks.turning, opening, last - 1)}
    if "except" in turned:
        turned.discard("negation")  # "only the staff has": nobody is denied it
    said.update("#" + kind for kind in turned & {"plan", "without", "except"})
    days = [v for v in prop.values if isinstance(v, Day)]
    times = [v for v in days if v.first]
    verbs = set(marks.past[first:last])
    verbs.discard("")
    order = tuple(feature for feature in marks.features[first:last] if feature)
    ideas = said & lex.ideas
    return Content(
        features=frozenset(said),
        negated=(prop.negated or "denial" in turned) != ("negation" in turned),
        planned=frozenset(marks.planned[index] for index in _within(marks.planning, first, last)),
        verbs=frozenset(verbs),
        denied=_denied(prop, marks) if "negation" in turned else frozenset(),
        days=frozenset(v.first for v in times if v.first == v.last),
        periods=frozenset((v.first, v.last) for v in times),
        who=lex.who(prop.chain[-1].who) if prop.chain else frozenset(),
        telling=sum(map(lex.telling.__getitem__, said)),
        parts=frozenset(v.part for v in days if v.part),
        clocks=frozenset(_hour(v) for v in days if v.clock or v.part == "midnight"),
        known=len(ideas),
        deeds=frozenset(ideas),
        figures=frozenset(core(v) for v in prop.values if isinstance(v, Quantity) and v.unit),
        sort=prop.sort if prop.shape == "happening" else _sort(first, last, marks, lex),
        order=order,
        act=next((feature for feature in order if feature in lex.acts), ""),
        where=frozenset(said & lex.directions),
        names=marks.names & said,
        denies="denial" in turned,
        led=frozenset(marks.features[i] for i in range(first + 1, last) if marks.features[i] and i in marks.led),
    )


def _hour(day: Day) -> int:
    """The hour of the day that a time names, 0..23: seven in the evening is the nineteenth, twelve in it midnight."""
    if not day.clock:
        return 0
    hour = int(day.clock[:2])
    late = day.part in _LATE and 0 < hour < _NOON
    return (hour + _NOON if late or (day.part in _LATE[:2] and hour == _NOON) else hour) % 24


_NOON = 12
_LATE = ("evening", "night", "afternoon")


def _sort(first: int, last: int, marks: _Marks, lex: Lexicon) -> str | None:
    """The sort of the happening that a clause tells of: the first one named, if no other deed is told before it."""
    if not marks.happenings:
        return None
    for index in range(first, last):
        found = marks.happenings.get(index)
        if found is not None:
            return found
        if marks.features[index] in lex.deeds:
            return None
    return None


# Hours that a part of the day may mean, past midnight counted on; the words are used loosely, so they overlap.
_HOURS = {
    "midnight": (23.0, 25.5),
    "dawn": (26.0, 30.5),
    "morning": (29.0, 36.0),
    "noon": (35.0, 39.0),
    "afternoon": (36.0, 42.0),
    "evening": (40.0, 47.0),
    "night": (43.0, 53.0),
}


def hours_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the parts of the day that two clauses name have no hour in common."""
    spans = [(_HOURS.get(a, (0.0, 99.0)), _HOURS.get(b, (0.0, 99.0))) for a in one for b in other]
    return all(all(a[1] < b[0] + turn or b[1] + turn < a[0] for turn in (-24.0, 0.0, 24.0)) for a, b in spans)

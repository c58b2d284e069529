"""The claims of a report that tells its story alone: there is nothing to join, so nothing is compared."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from tawatur.claims.features import Content, core
from tawatur.claims.joining import Group, Said
from tawatur.claims.propositions import Proposition, Reading
from tawatur.lang.pack import Pack
from tawatur.model import Day, Quantity
from tawatur.settings import Claims
from tawatur.values.tables import function_words

_NONE: frozenset[str] = frozenset()


def alone(read: Reading, pack: Pack, settings: Claims) -> list[Group]:
    """One group for each clause that says enough, and for each figure that another number of its unit stands against;
    a clause said twice in the same words is one."""
    contested = _contested(read)
    about = {p.span for p in read.propositions if p.figure is not None}
    spoken = _content_words(read, pack)
    groups: dict[tuple[str, ...], list[Said]] = {}
    clause: Proposition | None = None
    for prop in read.propositions:
        if prop.shape == "happening":
            continue
        if prop.figure is None:
            clause = prop
            if prop.span in about:
                continue  # the claim about its figure says the same
        elif (
            clause is not None
            and clause.span != prop.span
            and clause.chain == prop.chain
            and prop.figure.unit not in contested
        ):
            continue  # a part of its clause, on the same word
        telling = bisect_left(spoken, prop.last) - bisect_left(spoken, prop.first)
        if not _asserts(prop, telling, settings):
            continue
        content = Content(_NONE, prop.negated, _NONE, _NONE, _NONE, _NONE, frozenset(), _NONE, telling)
        same = (prop.shape, str(prop.negated), *read.words.keys[prop.first : prop.last])
        groups.setdefault(same, []).append(Said(prop, content, content))
    return [Group(tuple(said), said[0].proposition.figure is not None) for said in groups.values()]


def _contested(read: Reading) -> frozenset[str]:
    """The units of which the report has more than one number."""
    numbers: dict[str, set[object]] = defaultdict(set)
    for value in read.values:
        if isinstance(value, Quantity) and value.unit:
            numbers[value.unit].add(core(value))
    return frozenset(unit for unit, found in numbers.items() if len(found) > 1)


def _content_words(read: Reading, pack: Pack) -> list[int]:
    """The words that say something by themselves: no function words, no cues or sources, no figures or days."""
    empty, starts = function_words(pack), read.words.starts
    silent = set(read.said)
    for value in read.values:
        if isinstance(value, Day) or (isinstance(value, Quantity) and value.unit):
            first = max(bisect_right(starts, value.span.start) - 1, 0)
            silent.update(range(first, bisect_left(starts, value.span.end)))
    return [i for i, word in enumerate(read.words.keys) if word not in empty and i not in silent]


def _asserts(prop: Proposition, telling: int, settings: Claims) -> bool:
    """Whether a clause says enough to assert something: more than names, more than who says it."""
    if prop.figure is not None:
        return True
    dated = any(isinstance(v, Day) or (isinstance(v, Quantity) and v.unit) for v in prop.values)
    if prop.cue and not dated:
        return telling > settings.cue_features
    return telling >= (settings.least_features if dated else settings.bare_features)

"""Features: what a proposition says, as a bag of stems, concepts, names and days that wording does not change."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from tawatur.claims.propositions import Proposition, Reading
from tawatur.lang.pack import Pack, Row
from tawatur.model import Day, Name, Quantity
from tawatur.text.fold import key
from tawatur.text.phrases import Phrases
from tawatur.values.names import skeleton
from tawatur.values.stems import Stemmer, affixes, stemmer
from tawatur.values.tables import clitics


class SynonymRow(Row, frozen=True):
    """Words that say the same thing; `literal` ones only in this very form, for their stems mean other things too."""

    literal: tuple[str, ...] = ()


class FunctionRow(Row, frozen=True):
    """Words without content of their own."""


class PolarityRow(Row, frozen=True):
    """Words that negate an assertion or put it in the future."""

    kind: Literal["negation", "denial", "plan"]


class Lexicon(NamedTuple):
    """The tables that features are made with, compiled."""

    stems: Stemmer
    empty: frozenset[str]  # folded function words, clitics and all
    concepts: dict[str, str]  # stem → concept
    phrases: Phrases[str]  # longer phrases → concept
    polarity: Phrases[PolarityRow]
    future: tuple[str, ...]  # folded letters that put a verb in the future, with conjunctions before them


class Content(NamedTuple):
    """What a proposition says."""

    features: frozenset[str]
    negated: bool
    planned: frozenset[str]  # stems of verbs in the future
    done: frozenset[str]  # stems that stand without a mark of the future
    days: frozenset[str]  # ISO days it names


@lru_cache(maxsize=8)
def lexicon(pack: Pack) -> Lexicon:
    """The compiled lexicon of a pack."""
    stems, every = stemmer(pack), clitics(pack)
    empty = {
        clitic + key(word) for row in pack.rows("function_words", FunctionRow) for word in row.words for clitic in every
    }
    concepts: dict[str, str] = {}
    phrases: Phrases[str] = Phrases()
    for row in pack.rows("synonyms", SynonymRow):
        for word in (*row.words, *row.literal):
            if " " in word or word in row.literal:
                phrases.add(word, row.id, every)
            else:
                concepts.setdefault(stems.stem(word), row.id)
    polarity: Phrases[PolarityRow] = Phrases()
    for turning in pack.rows("polarity", PolarityRow):
        for word in turning.words:
            polarity.add(word, turning, tuple(c for c in every if len(c) <= 1))
    known = affixes(pack)
    conjunctions = ("", *sorted({c for c in every if len(c) == 1}))
    future = tuple(key(c + f) for c in conjunctions for f in known.future)
    return Lexicon(stems, frozenset(empty), concepts, phrases, polarity, future)


def contents(read: Reading, pack: Pack) -> list[Content]:
    """What every proposition of a report says, in the order of its propositions."""
    lex = lexicon(pack)
    text, found = read.report.text, read.words
    features = [""] * len(found)
    planned: set[int] = set()
    for index, word in enumerate(found):
        if word.key in lex.empty or not word.key:
            continue
        stem = lex.stems.stem(text[word.start : word.end])
        features[index] = lex.concepts.get(stem) or (skeleton(stem) if len(stem) > 3 else stem)
        if stem != word.key and word.key.startswith(lex.future) and lex.stems.future(text[word.start : word.end]):
            planned.add(index)
    for match in lex.phrases.longest(found):
        for index in range(match.first, match.last):
            features[index] = ""
        features[match.first] = match.item
    turns: dict[int, str] = {match.first: match.item.kind for match in lex.polarity.longest(found)}
    masked = _masked(read)
    for index, feature in masked.items():
        features[index] = feature
    return [_content(prop, features, turns, planned) for prop in read.propositions]


def _masked(read: Reading) -> dict[int, str]:
    """Words that values are made of: quantities and days say nothing by their words, names say their key."""
    out: dict[int, str] = {}
    values = iter(read.values)
    value = next(values, None)
    for index, word in enumerate(read.words):
        while value is not None and value.span.end <= word.start:
            value = next(values, None)
        if value is None:
            break
        if value.span.start < word.end:
            if isinstance(value, Name):
                out[index] = value.key
            elif isinstance(value, Day) or (isinstance(value, Quantity) and value.unit):
                out[index] = ""
    return out


def _content(prop: Proposition, features: list[str], turns: dict[int, str], planned: set[int]) -> Content:
    said = {features[index] for index in range(prop.first, prop.last)}
    said.discard("")
    days = frozenset(v.first for v in prop.values if isinstance(v, Day) and v.first and v.first == v.last)
    turned = {turns[index] for index in range(prop.first, prop.last) if index in turns}
    coming = frozenset(features[i] for i in range(prop.first, prop.last) if i in planned and features[i])
    if "plan" in turned:
        said.add("#plan")
    return Content(
        features=frozenset(said),
        negated=prop.negated != bool(turned & {"negation", "denial"}),
        planned=coming,
        done=frozenset(said) - coming,
        days=days,
    )

"""Marks: the words of a report that its propositions are cut at: clause words, happenings, edges of statements."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, TypeVar

from tawatur.claims.forms import conjugated
from tawatur.claims.lexicon import Lexicon, lexicon
from tawatur.lang.pack import Pack, Row
from tawatur.model import Day, Span, Statement, Value
from tawatur.text.phrases import Match, Phrases
from tawatur.text.words import Cutter, Words
from tawatur.values.tables import clitics

CutKind = Literal[
    "result", "relative", "background", "cause", "turn", "that", "toll", "participle", "schedule", "period", "first",
    "yet",  # no clause: a word that opens one with others in which it does not
    "behind",  # nor these: words behind which a whole sentence stands
    "before",  # and words with which a sentence begins that tells what was before
    "beside",  # those that stand beside what is told, where a sentence begins with them
    "front",  # those that only lead from one sentence to the next
    "all",  # and those that say of persons that it became of every one of them
]  # fmt: skip


class ClauseRow(Row, frozen=True):
    """Words a new clause starts with."""

    kind: CutKind


class HappeningRow(Row, frozen=True):
    """Nouns of what happens. `sort`: nouns of one sort may name the same happening; "a" may be any "a/b"."""

    sort: str = ""
    verbs: tuple[str, ...] = ()  # "perfect imperfect": verbs that tell of one


SILENT = ("before", "beside", "front", "all")  # kinds of rows that mark a word and cut nothing
_NONE = ("yet", "behind")  # kinds of rows that open nothing


@lru_cache(maxsize=8)
def cutters(pack: Pack) -> Phrases[ClauseRow]:
    """The words that open a clause, as one trie."""
    phrases: Phrases[ClauseRow] = Phrases()
    joined = tuple(c for c in clitics(pack) if len(c) <= 1)
    for row in pack.rows("clauses", ClauseRow):
        for word in row.words:
            phrases.add(word, row, joined if row.kind not in _NONE else ("",))  # "and that" is a row of its own
    return phrases


@lru_cache(maxsize=8)
def happenings(pack: Pack) -> Phrases[HappeningRow]:
    """The nouns of what happens, as one trie."""
    phrases: Phrases[HappeningRow] = Phrases()
    for row in pack.rows("happenings", HappeningRow):
        for word in row.words:
            phrases.add(word, row, clitics(pack))
        for form, _ in conjugated(row.verbs, pack):
            phrases.add(form, row, tuple(c for c in clitics(pack) if len(c) <= 1))
    return phrases


# What may begin at a word, as flags: phrases of the lexicon, words that turn, nouns of what happens, clauses.
PHRASE, TURN, HAPPENING, CLAUSE = 1, 2, 4, 8
T = TypeVar("T")


@lru_cache(maxsize=8)
def _cutter(pack: Pack) -> Cutter:
    """Cuts texts into words and tells which of the tables of claims have phrases that begin with them."""
    lex = lexicon(pack)
    firsts = (
        (PHRASE, lex.phrases.firsts),
        (TURN, lex.polarity.firsts),
        (HAPPENING, happenings(pack).firsts),
        (CLAUSE, cutters(pack).firsts),
    )
    return Cutter(lambda word: sum(flag for flag, words in firsts if word in words))


def cut(text: str, pack: Pack, first: int = 0, last: int | None = None) -> Words:
    """The words of a text, or of a stretch of it; in `found` those that phrases may begin with, by flag."""
    return _cutter(pack).words(text, first, last)


def longest(phrases: Phrases[T], found: Words, flag: int) -> Iterator[Match[T]]:
    """Phrases left to right, the longest at each place, none overlapping; of words that `cut` made."""
    busy = 0
    for index, flags in found.found:
        if flags & flag and index >= busy:
            here = phrases.at(found, index)
            if here:
                busy = here[-1].last
                yield here[-1]


def told_by(found: Words, pack: Pack) -> dict[int, str]:
    """The words that happenings are told by, by their place, each with its sort."""
    return {match.first: match.item.sort for match in longest(happenings(pack), found, HAPPENING)}


def cuts(found: Words, values: Sequence[Value], pack: Pack) -> dict[int, CutKind]:
    """The words that clauses start with; of several phrases at one word the longest tells. "After noon" is a time."""
    phrases = cutters(pack)
    cuts = {
        match.first: match.item.kind
        for index, flags in found.found
        if flags & CLAUSE
        for match in phrases.at(found, index)
    }
    timed = {bisect_left(found.starts, value.span.start) for value in values if isinstance(value, Day)}
    return {index: kind for index, kind in cuts.items() if kind not in _NONE and index not in timed}


FATE = "fate"  # the sort of what became of all who were there


def everyone(text: str, found: Words, opening: dict[int, CutKind], lex: Lexicon) -> dict[int, tuple[int, int]]:
    """Where it is told what became of all of some persons: from the word that tells it to the one for the persons, or
    the other way round. A toll without a number: "the death of all its passengers"."""
    out = {}
    for index in (i for i, kind in opening.items() if kind == "all"):
        last = index + 2
        for at in (*range(index - 1, max(index - _NEAR, -1), -1), *range(last, min(last + _NEAR, len(found)))):
            written = text[found.starts[at] : found.ends[at]]
            if lex.meaning(written, found.keys[at]).concept in lex.fates:
                out[index] = min(at, index), min(max(at + 1, last), len(found))
                break
    return out


_NEAR = 3  # words between "all" and what became of them


def edges(statements: Sequence[Statement], found: Words, lex: Lexicon) -> Iterator[int]:
    """The words at which the content of a statement starts, or that follow its end. Taking a stand is a deed itself:
    what is backed or refused is one with the word that says so."""
    stands = set()
    for statement in statements:
        cue = statement.cue
        if statement.type == "act" and cue is not None and cue < statement.content and not statement.negated:
            word = found.keys[min(bisect_left(found.starts, cue.start), len(found) - 1)]
            if lex.meaning(word, word).concept in lex.stands:
                stands.add(statement.content.start)
    for edge in {edge for s in statements for edge in s.content} - stands:
        index = bisect_left(found.starts, edge)
        if index and found.ends[index - 1] <= edge:
            yield index


def saying(starts: list[int], statements: Sequence[Statement]) -> frozenset[int]:
    """The words of cues and of the sources named beside them; acts are told by their cue, so theirs stay. Who speaks
    inside what another says is part of what that one says."""
    out: set[int] = set()
    contents = sorted({s.content for s in statements if s.type != "narrated"})
    opened = [content.start for content in contents]
    for statement in statements:
        if statement.type == "act":
            continue
        if statement.cue is not None and not _inside(statement.cue, statement.content):
            out.update(range(bisect_left(starts, statement.cue.start), bisect_left(starts, statement.cue.end)))
        for link in statement.chain:
            if link.mention is None:
                continue
            before = bisect_right(opened, link.mention.start) - 1
            if before >= 0 and _inside(link.mention, contents[before]):
                continue
            out.update(range(bisect_left(starts, link.mention.start), bisect_left(starts, link.mention.end)))
    return frozenset(out)


def _inside(span: Span, content: Span) -> bool:
    """Whether a stretch starts within another one."""
    return content.start <= span.start < content.end

"""Propositions: the things a report asserts one by one, each a real stretch of its text with the chain it came by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from tawatur.lang.pack import Pack, Row
from tawatur.model import Link, Quantity, Report, Span, Statement, Value
from tawatur.text.phrases import Phrases
from tawatur.text.sentences import sentences
from tawatur.text.words import Word, words
from tawatur.values import values_of_words
from tawatur.values.tables import clitics

CutKind = Literal["result", "relative", "background", "cause", "turn", "that", "toll", "participle"]


class ClauseRow(Row, frozen=True):
    """Words a new clause starts with."""

    kind: CutKind


class Proposition(NamedTuple):
    """One thing a report asserts: its stretch of the text, the words in it, the values in it, and whose word it is."""

    report: str
    span: Span
    first: int  # words `first`..`last` (half-open) of the report
    last: int
    statement: str
    chain: tuple[Link, ...]
    negated: bool
    values: tuple[Value, ...]
    figure: Quantity | None = None  # the figure this proposition is about
    position: int = 0  # which sentence of the report


class Reading(NamedTuple):
    """One report cut into words, with its values and its propositions."""

    report: Report
    words: list[Word]
    values: tuple[Value, ...]
    propositions: tuple[Proposition, ...]


# Longer clauses are cut at softer places too; shorter ones are left whole. Letters.
# Swept 90..220 on the four dev dossiers (2026-11-20): cover falls below 110 (spans cut in two), joins blur above 180.
_LONG = 130
_SHORT = 22
_HARD = frozenset("\u060c\u061b;,.:!?\u061f\u2026\n\u2013\u2014")
_SOFT_KINDS = ("relative", "background", "cause", "turn", "that", "toll", "participle", "result")


@lru_cache(maxsize=8)
def cutters(pack: Pack) -> Phrases[ClauseRow]:
    """The words that open a clause, as one trie."""
    phrases: Phrases[ClauseRow] = Phrases()
    joined = tuple(c for c in clitics(pack) if len(c) <= 1)
    for row in pack.rows("clauses", ClauseRow):
        for word in row.words:
            phrases.add(word, row, joined)
    return phrases


def reading(report: Report, statements: Sequence[Statement], pack: Pack) -> Reading:
    """A report read once: words, values, propositions in text order. The title and furniture assert nothing."""
    found = words(report.text)
    values = values_of_words(report.text, found, report.published, pack)
    made = tuple(_propositions(report, statements, found, values, pack))
    return Reading(report, found, values, made)


def bodies(report: Report) -> Iterator[Span]:
    """The stretches of a report's text that are neither title nor furniture."""
    if report.blocks:
        for block in report.blocks:
            if block.kind not in ("title", "furniture", "caption"):
                yield from _without(block.span, report)
        return
    yield from _without(Span(report.title.end if report.title is not None else 0, len(report.text)), report)


def _without(span: Span, report: Report) -> Iterator[Span]:
    start = span.start
    for furniture in sorted(piece.span for piece in report.furniture):
        if furniture.end <= start or furniture.start >= span.end:
            continue
        if furniture.start > start:
            yield Span(start, furniture.start)
        start = max(start, furniture.end)
    if start < span.end:
        yield Span(start, span.end)


def _propositions(
    report: Report, statements: Sequence[Statement], found: list[Word], values: tuple[Value, ...], pack: Pack
) -> Iterator[Proposition]:
    starts = [word.start for word in found]
    cuts = {match.first: match.item.kind for match in cutters(pack).find(found)}
    edges = sorted({edge for s in statements for edge in (s.content.start, s.content.end)})
    ordered = sorted(statements, key=lambda s: (s.content.end - s.content.start, s.content))
    position = 0
    for body in bodies(report):
        for sentence in sentences(report.text, body):
            position += 1
            low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            if high - low < 3:
                continue
            near = [s for s in ordered if s.content.overlap(sentence) or (s.cue and s.cue.overlap(sentence))]
            if not near:
                continue
            for first, last in _clauses(report.text, found, low, high, cuts, edges):
                yield from _asserted(report, found, first, last, near, values, position)


def _clauses(
    text: str, found: list[Word], low: int, high: int, cuts: dict[int, CutKind], edges: list[int]
) -> list[tuple[int, int]]:
    """The clauses of the words `low`..`high`: cut at stops and statement edges, then, where long, at clause words."""
    places = [low]
    for index in range(low + 1, high):
        before, word = found[index - 1], found[index]
        between = text[before.end : word.start]
        edge = bisect_right(edges, word.start) - 1
        stated = edge >= 0 and before.end <= edges[edge] <= word.start
        if stated or (set(between) & _HARD and not _inside_figure(before, word, between)):
            places.append(index)
    places.append(high)
    pieces: list[tuple[int, int]] = []
    for first, last in pairwise(places):
        pieces.extend(_split(found, first, last, cuts))
    return _merged(found, pieces)


def _inside_figure(before: Word, word: Word, between: str) -> bool:
    return before.key[-1].isdigit() and word.key[0].isdigit() and len(between) <= 1


def _split(found: list[Word], first: int, last: int, cuts: dict[int, CutKind]) -> list[tuple[int, int]]:
    """A piece cut at the clause words inside it: always before a result, elsewhere only while it is long."""
    hard = [i for i in range(first + 1, last) if cuts.get(i) in ("result", "toll")]
    pieces = list(zip([first, *hard], [*hard, last], strict=True))
    out: list[tuple[int, int]] = []
    while pieces:
        start, end = pieces.pop(0)
        length = found[end - 1].end - found[start].start
        soft = [i for i in range(start + 1, end) if i in cuts and found[i].start - found[start].start >= _SHORT]
        soft = [i for i in soft if found[end - 1].end - found[i].start >= _SHORT]
        if length <= _LONG or not soft:
            out.append((start, end))
            continue
        middle = (found[start].start + found[end - 1].end) / 2
        at = min(soft, key=lambda i: (abs(found[i].start - middle), i))
        pieces[:0] = [(start, at), (at, end)]
    return out


def _merged(found: list[Word], pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces too short to assert anything joined to the one before, while the whole stays short."""
    out: list[tuple[int, int]] = []
    for first, last in pieces:
        if out:
            start = out[-1][0]
            tiny = min(found[last - 1].end - found[first].start, found[first - 1].end - found[start].start) < _SHORT
            if tiny and found[last - 1].end - found[start].start <= _LONG:
                out[-1] = (start, last)
                continue
        out.append((first, last))
    return out


def _asserted(
    report: Report,
    found: list[Word],
    first: int,
    last: int,
    near: list[Statement],
    values: tuple[Value, ...],
    position: int,
) -> Iterator[Proposition]:
    """The propositions of one clause: the clause itself, and every toll in it by itself."""
    span = Span(found[first].start, found[last - 1].end)
    statement, inside = _statement_of(span, near)
    chain = statement.chain if inside else ()
    inner = tuple(v for v in values if span.start <= v.span.start and v.span.end <= span.end)
    made = Proposition(
        report.id, span, first, last, statement.id, chain, statement.negated and inside, inner, None, position
    )
    yield made
    starts = [word.start for word in found[first:last]]
    for value in inner:
        if isinstance(value, Quantity) and value.unit:
            at = first + bisect_left(starts, value.span.start)
            end = first + bisect_left(starts, value.span.end)
            yield made._replace(span=value.span, first=at, last=max(end, at + 1), values=(value,), figure=value)


def _statement_of(span: Span, near: list[Statement]) -> tuple[Statement, bool]:
    """The smallest statement whose content covers most of a clause; else the nearest one, and that it is outside."""
    half = (span.end - span.start) / 2
    for statement in near:
        covered = statement.content
        if statement.type == "act" and statement.cue is not None:
            covered = Span(min(covered.start, statement.cue.start), max(covered.end, statement.cue.end))
        if covered.overlap(span) > half:
            return statement, True
    return min(near, key=lambda s: (abs(s.content.start - span.start), s.content)), False

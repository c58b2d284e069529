"""Propositions: the things a report asserts one by one, each a real stretch of its text with the chain it came by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import Literal, NamedTuple

from tawatur.claims.bodies import bodies
from tawatur.claims.lexicon import Lexicon, Meaning, lexicon
from tawatur.claims.marks import FATE, SILENT, CutKind, cut, cuts, edges, everyone, saying, told_by
from tawatur.lang.pack import Pack
from tawatur.model import Day, Link, Name, Quantity, Report, Span, Statement, Value
from tawatur.text.sentences import sentences
from tawatur.text.words import Words
from tawatur.values import values_of_words
from tawatur.values.tables import connectives, function_words

Shape = Literal["clause", "happening", "figure"]


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
    shape: Shape = "clause"
    figure: Quantity | None = None  # the figure a proposition of shape figure is about
    sort: str = ""  # of the happening that a proposition of shape happening starts with
    position: int = 0  # which sentence of the report
    loose: bool = False  # it starts with a word that hangs on what stands before: "after", "in", "who"
    cue: bool = False  # it only says who says it, as far as cues and sources were found


class Reading(NamedTuple):
    """One report cut into words, with its values and its propositions."""

    report: Report
    words: Words
    values: tuple[Value, ...]
    propositions: tuple[Proposition, ...]
    said: frozenset[int]  # words that only say who says it: cues and sources
    happenings: dict[int, str]  # words that a happening is told by → its sort
    cuts: dict[int, CutKind]  # words that open a clause
    breaks: list[int]  # words behind a stop or a comma, and where the words of somebody start or end, in order
    firsts: list[int]  # the first word of each sentence, in order
    meant: list[Meaning | None]  # what each word means, None for those that say nothing; empty for one read alone


class _Page(NamedTuple):
    """What cutting one report needs."""

    report: Report
    keys: list[str]  # of its words, and where these start and end
    starts: list[int]
    ends: list[int]
    values: tuple[Value, ...]
    value_starts: list[int]
    cuts: dict[int, CutKind]
    openings: list[int]  # the words of `cuts`, in order
    edges: frozenset[int]  # words at which contents of statements start or end
    breaks: list[int]  # these and the words behind a stop or a comma, in order
    happenings: dict[int, str]  # word → sort
    empty: frozenset[str]  # folded connectives
    hanging: frozenset[str]  # and all function words
    said: frozenset[int]  # words of cues and of the sources beside them
    everyone: dict[int, tuple[int, int]]  # "all" → first and last word of what became of all of whom
    lex: Lexicon


# Longer clauses are cut at softer places too; shorter ones are left whole. Letters.
# Swept 90..220 on the four dev dossiers (2026-11-20): cover falls below 110 (spans cut in two), joins blur above 180.
_LONG = 110
_SHORT = 14
# Letters on both sides of a turn ("where", "while"), or of "for the first time", above which it is cut however short
# the whole is.
_LEAST: dict[CutKind | None, int] = {"turn": 40, "first": 20}
_WIDEST = 150  # letters a happening may run on
_HARD = frozenset("\u060c\u061b;,.:!?\u061f\u2026\n\u2013\u2014")
_ALWAYS = ("result", "toll", "background", "cause")


def reading(report: Report, statements: Sequence[Statement], pack: Pack, alone: bool = False) -> Reading:
    """A report read once: words, values, propositions in text order. The title and furniture assert nothing. What
    happenings it names matters only where other reports may name them too, not for one that stands `alone`: of that
    one the beginning is read, too."""
    text = report.text[: _beginning(report)] if alone else report.text
    found, lex = cut(text, pack), lexicon(pack)
    values = values_of_words(text, found, report.published, pack)
    opening = cuts(found, values, pack)
    between = frozenset(edges(statements, found, lex))
    page = _Page(
        report,
        found.keys,
        found.starts,
        found.ends,
        values,
        [value.span.start for value in values],
        opening,
        sorted(index for index, kind in opening.items() if kind not in SILENT),
        between,
        sorted(between.union(_stops(text, found))),
        {} if alone else told_by(found, pack),
        connectives(pack),
        function_words(pack),
        saying(found.starts, statements),
        {} if alone else everyone(text, found, opening, lex),
        lex,
    )
    firsts: list[int] = []
    made = tuple(_propositions(page, statements, firsts))
    meant = [] if alone else lex.meanings(text, found, page.said)
    return Reading(report, found, values, made, page.said, page.happenings, opening, page.breaks, firsts, meant)


def _beginning(report: Report) -> int:
    """Where the sentence ends up to which a report that stands alone is read: what it tells it tells first."""
    within = Span(min(_READ_ALONE, len(report.text)), len(report.text))
    return next((sentence.end for sentence in sentences(report.text, within)), len(report.text))


# Letters. A quarter of all text of 12,824 reports stands behind them, and of the claims that long reports would be
# told by one in six, the least salient (2026-11-20).
_READ_ALONE = 2400


def _propositions(page: _Page, statements: Sequence[Statement], firsts: list[int]) -> Iterator[Proposition]:
    ordered = sorted(statements, key=lambda s: (s.content.end - s.content.start, s.content))
    reach = [(*_reach(s), s) for s in ordered]
    position = 0
    for body in bodies(page.report):
        for start, end in sentences(page.report.text, body):
            position += 1
            low, high = bisect_left(page.starts, start), bisect_left(page.starts, end)
            firsts.append(low)
            if high - low < 3 or not ordered:
                continue
            near = [s for first, last, s in reach if first < end and start < last] or ordered
            segments = _segments(page, low, high)
            pieces = [piece for first, last in segments for piece in _split(page, first, last)]
            for first, last in _merged(page, pieces):
                yield from _asserted(page, first, last, near, position)
            for first, last in segments if page.happenings else ():
                yield from _happened(page, first, last, near, position)
            for first, last in (at for index, at in page.everyone.items() if low <= index < high):
                made = _made(page, first, last, near, position)
                if made is not None:
                    yield made._replace(shape="happening", sort=FATE)


def _reach(statement: Statement) -> tuple[int, int]:
    """Where a statement's cue and content start and end."""
    spans = [statement.content] if statement.cue is None else [statement.content, statement.cue]
    return min(span.start for span in spans), max(span.end for span in spans)


def _stops(text: str, found: Words) -> Iterator[int]:
    """The words behind a mark that a clause ends at; not those that a figure goes on with."""
    starts, ends, keys = found.starts, found.ends, found.keys
    for index in found.rough:
        if index:
            between = text[ends[index - 1] : starts[index]]
            if not _HARD.isdisjoint(between):
                inside = len(between) <= 1 and keys[index - 1][-1].isdigit() and keys[index][0].isdigit()
                if not inside:
                    yield index


def _segments(page: _Page, low: int, high: int) -> list[tuple[int, int]]:
    """The words `low`..`high` cut at stops and where statements start and end."""
    breaks = page.breaks
    return list(pairwise([low, *breaks[bisect_right(breaks, low) : bisect_left(breaks, high)], high]))


def _split(page: _Page, first: int, last: int) -> list[tuple[int, int]]:
    """A segment cut at the clause words inside it: at results and backgrounds always, elsewhere while it is long."""
    starts, cuts, openings = page.starts, page.cuts, page.openings
    inside = openings[bisect_right(openings, first) : bisect_left(openings, last)]
    if not inside:
        return [(first, last)]
    start, stop = starts[first], page.ends[last - 1]
    hard = [
        i for i in inside if cuts[i] in _ALWAYS or min(starts[i] - start, stop - starts[i]) > _LEAST.get(cuts[i], inf)
    ]
    pieces = list(pairwise([first, *hard, last]))
    out: list[tuple[int, int]] = []
    while pieces:
        begin, end = pieces.pop(0)
        start, stop = starts[begin], page.ends[end - 1]
        soft = (
            [i for i in inside if begin < i < end and starts[i] - start >= _SHORT and stop - starts[i] >= _SHORT]
            if stop - start > _LONG
            else ()
        )
        if not soft:
            out.append((begin, end))
            continue
        middle = (start + stop) / 2
        at = min(soft, key=lambda i: (abs(starts[i] - middle), i))
        pieces[:0] = [(begin, at), (at, end)]
    return out


def _merged(page: _Page, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces too short to assert anything joined to the one before, within a statement and while the whole is short."""
    if len(pieces) == 1:
        return pieces
    starts, ends = page.starts, page.ends
    out: list[tuple[int, int]] = []
    for first, last in pieces:
        if out and first not in page.edges:
            start = out[-1][0]
            tiny = min(ends[last - 1] - starts[first], ends[first - 1] - starts[start]) < _SHORT
            if tiny and ends[last - 1] - starts[start] <= _LONG:
                out[-1] = (start, last)
                continue
        out.append((first, last))
    return out


def _trimmed(page: _Page, first: int, last: int) -> tuple[int, int]:
    """The words of a proposition without the bare connectives at its ends, never cutting into a value."""

    def bare(index: int) -> bool:
        if page.keys[index] not in page.empty:
            return False
        before = bisect_left(page.value_starts, page.ends[index]) - 1
        return before < 0 or page.values[before].span.end <= page.starts[index]

    while first < last and bare(first):
        first += 1
    while last > first and (bare(last - 1) or page.cuts.get(last - 1) == "participle"):
        last -= 1
    return first, last


def _made(page: _Page, first: int, last: int, near: list[Statement], position: int) -> Proposition | None:
    first, last = _trimmed(page, first, last)
    if first >= last:
        return None
    span = Span(page.starts[first], page.ends[last - 1])
    statement, inside = _statement_of(span, near)
    low, high = bisect_left(page.value_starts, span.start), bisect_left(page.value_starts, span.end)
    values = tuple(v for v in page.values[low:high] if v.span.end <= span.end)
    told = None if inside else _telling_of(span, near)
    cue = not inside and any(index in page.said for index in range(first, last))
    if not values and last - first <= _ASIDE_OF_WHO and page.keys[first] in page.hanging:
        cue = cue or ((not inside or statement.type == "narrated") and _on_the_way(span, near))
    if told is not None:
        statement, chain = told, told.chain
    else:
        chain = statement.chain if inside and not _aside(page, first, last, statement) else ()
    negated = statement.negated and inside
    loose = page.keys[first] in page.hanging or page.cuts.get(first) in HANGING
    return Proposition(
        page.report.id, span, first, last, statement.id, chain, negated, values, position=position, loose=loose, cue=cue
    )


HANGING = ("background", "cause", "period", "first", "schedule", "relative")
_ASIDE_OF_WHO = 8  # words in which it is told who the speaker is, between the cue and what is said
_ASIDE = 60  # words a relative clause may run on
_SUBJECT = 2  # words that the thing spoken of may have before a relative clause describes it


def _aside(page: _Page, first: int, last: int, statement: Statement) -> bool:
    """Whether a proposition only tells aside, in a relative clause, what the words reported take for known.

    Attribution reaches its own clause: who condemns a blast "that killed three" does not vouch for the three. In
    words quoted as they were spoken everything is the speaker's, and so it is in what he says that tells of more than
    where he stands.
    """
    if statement.type in ("direct", "narrated"):
        return False
    opening = bisect_left(page.starts, statement.content.start)
    for index in range(max(first, min(last, first + 3) - 1), max(opening, first - _ASIDE), -1):
        kind = page.cuts.get(index)
        if kind == "relative":
            # behind the first words it describes what the words reported speak of, and what is said of it follows
            return statement.type == "act" or (index > opening + _SUBJECT and _stands(page, opening, index))
        if kind == "that" or not _HARD.isdisjoint(page.report.text[page.ends[index - 1] : page.starts[index]]):
            return False  # a relative clause ends with the part of the sentence it stands in
    return False


def _stands(page: _Page, first: int, last: int) -> bool:
    """Whether words tell by which stand somebody takes: "condemns"."""
    text = page.report.text
    meant = (page.lex.meaning(text[page.starts[i] : page.ends[i]], page.keys[i]) for i in range(first, last))
    return any(what.concept in page.lex.stands for what in meant)


def _asserted(page: _Page, first: int, last: int, near: list[Statement], position: int) -> Iterator[Proposition]:
    """The propositions of one clause: the clause itself, and every figure in it, with the words that lead to it.

    A clause with one figure that is no toll is about that figure.
    """
    made = _made(page, first, last, near, position)
    if made is None:
        return
    yield made
    figures = [v for v in made.values if isinstance(v, Quantity) and v.unit]
    short = made.span.end - made.span.start <= _SAID_AT_ONCE
    before = made.first
    for value in figures:
        at = bisect_left(page.starts, value.span.start)
        end = max(bisect_left(page.starts, value.span.end), at + 1)
        aside = bool(made.chain) and _told_aside(page, made, at, near)
        one = made._replace(values=(value,), shape="figure", figure=value, chain=() if aside else made.chain)
        whole = len(figures) == 1 and (short or not toll(value)) and value.unit not in _SPANS
        if whole and not (aside and toll(value)):
            yield one  # the clause is about its figure
            continue
        # other figures are read with the words that lead to them: "against 9 % the year before"
        start = at if toll(value) else max(before, at - _LEADING)
        span = Span(page.starts[start], value.span.end) if start < at else value.span
        yield one._replace(span=span, first=start, last=end)
        before = end


def _told_aside(page: _Page, made: Proposition, at: int, near: list[Statement]) -> bool:
    """Whether a figure at a word of a clause is the outlet's own: in an aside, or before the words somebody says."""
    statement, inside = _statement_of(made.span, near)
    if inside:
        return _aside(page, at, at, statement)
    return not any(s.id == made.statement and s.content.start <= page.starts[at] < s.content.end for s in near)


_SAID_AT_ONCE = 60  # letters of a clause that says nothing but its toll
_LEADING = 6  # words before a figure that are read with it

# Units of figures that clauses are seldom about: how long, how often, how old.
_SPANS = frozenset({"year", "month", "week", "day", "hour", "minute", "time"})
# what becomes of persons: figures that stand for the whole event they are told of
TOLLS = frozenset(
    {"killed", "wounded", "missing", "arrested", "captured", "kidnapped", "rescued", "displaced", "aboard"}
)


def toll(figure: Quantity) -> bool:
    """Whether a figure is a toll: a count of the persons something became of in an event."""
    return figure.unit.split("/")[0].split(":")[0] in TOLLS


_ENDS = ("result", "turn", "that", "toll", "participle", "first")


def _happened(page: _Page, first: int, last: int, near: list[Statement], position: int) -> Iterator[Proposition]:
    """What a segment says by nouns of happenings: each from its noun to the next clause, one not inside another."""
    end = first
    for index in range(first, last):
        opened = index and page.cuts.get(index - 1) in ("background", "cause")
        if index not in page.happenings or (index < end and not opened):
            continue
        end = index + 1
        start = page.starts[index]
        while end < last and page.cuts.get(end) not in _ENDS and page.ends[end] - start <= _WIDEST:
            end += 1
        made = _made(page, index, end, near, position)
        if made is None:
            continue
        told = any(page.cuts.get(i) == "relative" for i in range(index + 1, made.last))
        if told or any(isinstance(v, Day) or (isinstance(v, Name) and v.kind == "place") for v in made.values):
            yield made._replace(shape="happening", sort=page.happenings[index])


def _on_the_way(span: Span, near: list[Statement]) -> bool:
    """Whether a clause stands between a cue and what is said, where it tells who the speaker is."""
    return any(
        s.cue is not None and s.type != "act" and s.cue.end <= span.start < span.end <= s.content.start for s in near
    )


def _telling_of(span: Span, near: list[Statement]) -> Statement | None:
    """The statement whose cue and speaker a clause names: the clause is the word of that one."""
    for statement in near:
        if statement.cue is None or not statement.chain or not _within(statement.cue, span):
            continue
        mention = statement.chain[-1].mention
        if mention is not None and _within(mention, span):
            return statement
    return None


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


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

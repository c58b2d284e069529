"""Figures in their rounds: what the sentences round a figure say, and whether two figures can speak of one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from tawatur.claims.features import Content, core
from tawatur.model import Quantity, Span
from tawatur.relations.sides import Desk, Side, clause_round, sentence_round

_CONTEXTS = 6
_OWN = 2  # features of its own by which a clause speaks of another thing
_SHARED = 2  # features two contexts must share at the least
_ROUNDED = 1000  # from here on one in a hundred is a matter of rounding
_OLD = 30  # days before a report after which what it tells of is history


class Figure:
    """A figure claim, and what is said round it, read when it is first asked for."""

    def __init__(self, side: Side, value: Quantity, desk: Desk) -> None:
        self.side = side
        self.value = value
        self.number = core(value)[1] or 0.0
        self._desk = desk
        self.alone = False  # whether some report of it gives no other figure of its unit
        self.near: frozenset[str] = frozenset()  # places that are told with its own of one figure

    @cached_property
    def rounds(self) -> tuple[tuple[str, Span, Span], ...]:
        """Report, span and sentence of its attestations; more of them would say the same."""
        return tuple(
            (a.report, a.span, sentence_round(self._desk.reports[a.report], a.span))
            for a in self.side.claim.attestations[:_CONTEXTS]
        )

    @cached_property
    def sentences(self) -> frozenset[tuple[str, Span]]:
        """The sentences it stands in."""
        return frozenset((report, sentence) for report, _, sentence in self.rounds)

    @cached_property
    def contexts(self) -> tuple[Content, ...]:
        """What these sentences say."""
        desk = self._desk
        return tuple(desk.content(report, span) for report, span in sorted(self.sentences))

    @cached_property
    def clauses(self) -> tuple[Content, ...]:
        """What the parts of these sentences between commas say."""
        desk = self._desk
        return tuple(
            desk.content(r, clause_round(desk.reports[r], span, sentence)) for r, span, sentence in self.rounds
        )

    @cached_property
    def leading(self) -> tuple[Content, ...]:
        """What these sentences say up to the figure."""
        desk = self._desk
        return tuple(desk.content(r, Span(sentence.start, span.end)) for r, span, sentence in self.rounds)

    @cached_property
    def crews(self) -> frozenset[float]:
        """The numbers of crew told with it."""
        found = (figure for context in self.contexts for figure in context.figures)
        return frozenset(number for unit, number, _ in found if unit == "crew" and number is not None)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places named round it."""
        return frozenset(place for context in self.contexts for place in context.places)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries named round it."""
        return frozenset(f for context in self.contexts for f in context.features if f.startswith("country:"))

    @cached_property
    def days(self) -> frozenset[str]:
        """The days named round it."""
        return frozenset(day for context in self.contexts for day in context.days)

    @cached_property
    def old(self) -> frozenset[str]:
        """The years named round it that were history when it was told."""
        if self.side.first is None:
            return frozenset()
        limit = (self.side.first - timedelta(days=_OLD)).date().isoformat()
        return frozenset(s[:4] for context in self.contexts for s, end in context.periods if end < limit)


def told_together(figures: Sequence[Figure]) -> None:
    """Notes of the figures of one unit which places some figure is told with beside theirs (a quarter and its city),
    and which figures are the only ones of their reports."""
    count = Counter(report for figure in figures for report in figure.side.reports)
    for figure in figures:
        figure.alone = any(count[report] == 1 for report in figure.side.reports)
        figure.near = frozenset().union(*(other.places for other in figures if other.places & figure.places))


def of_others(a: Figure, b: Figure) -> bool:
    """Whether the clauses of two figures each say much that the other's do not: each is fined apart."""
    return all(min(len(one - other), len(other - one)) >= _OWN for one in _said(a) for other in _said(b))


def _said(figure: Figure) -> list[frozenset[str]]:
    return [frozenset(f for f in clause.features if not f.startswith("figure:")) for clause in figure.clauses]


def same_scope(a: Figure, b: Figure, desk: Desk) -> bool:
    """Whether two figures can speak of one event: their sentences name no different places only, nor far days only."""
    if (a.places and b.places and not (a.near or a.places) & b.places) or a.old != b.old:
        return False
    if not a.places & b.places and a.countries and b.countries and not a.countries & b.countries:
        return False
    if a.days and b.days:
        nearest = min(
            abs((date.fromisoformat(x) - date.fromisoformat(y)).days) for x in sorted(a.days) for y in sorted(b.days)
        )
        if nearest > desk.settings.scope_days:
            return False
    return True


def long_ago(a: Figure, b: Figure, desk: Desk) -> bool:
    """Whether the sentences of one figure name only days long before the other, which names none, was told."""
    for one, other in ((a, b), (b, a)):
        if one.days and not other.days and other.side.first is not None:
            told_on = other.side.first.date()
            if (
                min(abs((told_on - date.fromisoformat(day)).days) for day in sorted(one.days))
                > 2 * desk.settings.scope_days
            ):
                return True
    return False


def interim(figure: Figure) -> bool:
    """Whether the words round a figure say that it was no last one: "a first toll", "so far", "earlier"."""
    return any("interim" in led.features for led in figure.leading)


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether both figures can hold: "at least 10" and 15 agree, and so do a large number and the same one rounded."""
    one, other = core(a)[1] or 0.0, core(b)[1] or 0.0
    if min(one, other) >= _ROUNDED and abs(one - other) <= 0.01 * max(one, other):
        return True
    low = max(a.low if a.low is not None else float("-inf"), b.low if b.low is not None else float("-inf"))
    high = min(a.high if a.high is not None else float("inf"), b.high if b.high is not None else float("inf"))
    return low <= high


def likeness(a: Figure, b: Figure) -> float:
    """How much the sentences, or the clauses, round two figures say the same: shared part of the smaller, 0..1."""
    best = 0.0
    least = _SHARED + (a.value.unit == "percent" or a.value.unit.startswith("money:"))
    if least > _SHARED and a.sentences & b.sentences:
        return 0.0  # amounts told in one sentence are amounts of different things
    for ones, others in ((a.contexts, b.contexts), (a.clauses, b.clauses)):
        for one in ones:
            for other in others:
                said, heard = bag(one, a.value), bag(other, b.value)
                shared = len(said & heard)
                if shared >= least:
                    best = max(best, shared / min(len(said), len(heard)))
    return best


def all_shared(a: Figure, b: Figure) -> bool:
    """Whether two short sentences say the same round their figures, but for who says it: "in the attack"."""
    said, heard = (
        [frozenset(f for f in one.features if not f.startswith("figure:")) for one in figure.contexts]
        for figure in (a, b)
    )
    return any(x & y and max(len(x - y), len(y - x)) <= 1 for x in said for y in heard)


def bag(content: Content, value: Quantity) -> frozenset[str]:
    """What is said round a figure: the features, and the other figures told with it."""
    return content.features | {repr(figure) for figure in content.figures if figure != core(value)}

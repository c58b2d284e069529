"""Relations of figures: a toll that rose or was lowered, two numbers that cannot both hold, one more exact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import combinations

from tawatur.claims.features import Content, core
from tawatur.claims.lexicon import lexicon
from tawatur.claims.marks import cutters
from tawatur.claims.propositions import TOLLS
from tawatur.model import Quantity, Relation, Span
from tawatur.relations.sides import Desk, Side, clause_round, later, relation, sentence_round
from tawatur.text.words import words
from tawatur.values.numbers import figure


class _Figure:
    """A figure claim, and what is said round it, read when it is first asked for."""

    def __init__(self, side: Side, value: Quantity, desk: Desk) -> None:
        self.side = side
        self.value = value
        self.number = core(value)[1] or 0.0
        self._desk = desk

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


def between_figures(sides: list[Side], desk: Desk) -> Iterator[Relation]:
    """The relations of the figure claims of a story."""
    by_unit: dict[str, list[Side]] = defaultdict(list)
    for side in sides:
        if side.figure is not None and side.figure.unit and side.figure.unit not in _NEVER:
            by_unit[side.figure.unit].append(side)
    for unit in sorted(by_unit):
        if len({core(side.figure) for side in by_unit[unit] if side.figure is not None}) < 2:
            continue
        figures = sorted(
            (_Figure(side, side.figure, desk) for side in by_unit[unit] if side.figure is not None),
            key=lambda f: (f.number, f.side.claim.id),
        )
        if unit.split("/")[0] in TOLLS:
            yield from _tolls(figures, desk)
        elif unit in _LENGTHS:
            yield from _lengths(figures, desk)
        else:
            yield from _others(figures, desk)


# Units of which a story has many that seldom speak of one thing: unnamed persons, ages, hours, times.
_NEVER = frozenset({"person", "year", "month", "week", "time", "point", "degree"})
_LENGTHS = frozenset({"minute", "hour"})  # compared only where they are counted from one thing
_CONTEXTS = 6
_SHARED = 2  # features two contexts must share at the least
_ROUNDED = 1000  # from here on one in a hundred is a matter of rounding
_MOST = 24  # figures of one unit that are held against each other
_BACK = 6  # tolls before one that are looked at for the one it replaces
_OLD = 30  # days before a report after which what it tells of is history


def _tolls(figures: list[_Figure], desk: Desk) -> Iterator[Relation]:
    """Tolls in order of time, each against the last one before it that speaks of the same event."""
    main = [f for f in figures if f.value.rule != "was" and not _vague(f.value)]
    main.sort(key=lambda f: (f.side.first or datetime.min, not _interim(f), f.number, f.side.claim.id))
    exact = [f for f in main if f.value.bound == "exact"]
    for vague in (f for f in figures if f.value.rule != "was" and _vague(f.value)):
        yield from _exacter(vague, exact, desk)
    for index, later_one in enumerate(main):
        yield from _replaced(later_one, main[max(0, index - _BACK) : index][::-1], figures, desk)


def _exacter(vague: _Figure, exact: list[_Figure], desk: Desk) -> Iterator[Relation]:
    """The number that says how many "dozens" were: the one told in the likest words, of another report."""
    fit = [
        (_likeness(vague, f), f.side.claim.id, f)
        for f in exact
        if vague.number <= f.number < _HUNDREDS * vague.number
        and not f.side.reports & vague.side.reports
        and _same_scope(vague, f, desk)
    ]
    best = max(fit, key=lambda item: item[:2], default=None)
    if best is not None and best[0] >= desk.settings.figure_likeness:
        yield relation("refines", best[2].side, vague.side, "more-exact")


_HUNDREDS = 5  # times its floor a vague word may mean: dozens are 20 to 99


def _replaced(one: _Figure, before: list[_Figure], figures: list[_Figure], desk: Desk) -> Iterator[Relation]:
    """How a toll stands to those before it, the last one first: to the next that several reports give, and to those
    that were no last ones by their words; a number of one report is more often of another event."""
    rest: list[Relation] = []
    for other in before:
        if core(other.value) == core(one.value) or other.side.voices == one.side.voices:
            continue  # two counts in one voice of the same reports are two counts, not a change
        if not _same_scope(other, one, desk) or _long_ago(other, one, desk):
            continue
        low, high = sorted((other, one), key=lambda f: (f.number, f.side.claim.id))
        made = _toll_pair(low, high, figures, desk)
        if made is None:
            continue
        several = len(other.side.reports) > 1
        if several or _interim(other):
            yield made
            rest.clear()
        else:
            rest.append(made)
        if several:
            return
    yield from rest[:1]


def _vague(value: Quantity) -> bool:
    """Whether a figure is only a floor by its word ("dozens"), with which every larger number agrees."""
    return value.high is None and value.low is not None and value.low >= 20 and value.low in (20, 200, 2000, 20000)


def _long_ago(a: _Figure, b: _Figure, desk: Desk) -> bool:
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


def _interim(figure: _Figure) -> bool:
    """Whether the words round a figure say that it was no last one: "a first toll", "so far", "earlier"."""
    return any("interim" in led.features for led in figure.leading)


def _corrected(low: _Figure, high: _Figure, desk: Desk) -> bool:
    """Whether the words round a figure say that it is not the other one: "65 and not 66"."""
    turning = lexicon(desk.pack).polarity
    for report, _, sentence in low.rounds:
        found = words(sentence.of(desk.reports[report].text))
        for match in turning.find(found):
            if match.item.kind == "negation" and match.last < len(found):
                read = figure(found[match.last].key)
                if read is not None and read[1] == high.number:
                    return True
    return False


def _toll_pair(low: _Figure, high: _Figure, every: list[_Figure], desk: Desk) -> Relation | None:
    """How two tolls of one event stand to each other: the higher is named first, unless the lower one is the newer."""
    a, b = high.side, low.side
    if _sums(low, high, every):
        return relation("refines", b, a, "part-of-sum")
    if _corrected(low, high, desk):
        return relation("update", b, a, "toll-lowered")
    if _interim(low) and (a.reports & b.reports or not later(b, a)):
        return relation("update", a, b, "toll-rose")
    both = a.reports & b.reports
    if _apart(a, b) or _disputed(low, high):
        return relation("conflict", a, b, "sources-differ")
    if both and a.reports == b.reports:
        return None
    if low.value.unit == "missing" and later(b, a):
        return relation("update", b, a, "missing-found")
    agree = "about" in (low.value.bound, high.value.bound) or low.value.bound == "at-least"
    if both and not (agree or _moved(high)):
        return relation("conflict", a, b, "figures-differ")
    if a.first is None or b.first is None or a.last is None:
        return relation("conflict", a, b, "figures-differ")
    # a report that gives both only recalls the older one
    still = b.last_of(b.reports - both) or b.first
    if a.first >= b.first or a.last >= still:
        old = still - a.last > timedelta(days=1)
        return relation("conflict", a, b, "old-figure") if old else relation("update", a, b, "toll-rose")
    if _lowered(low):
        return relation("update", b, a, "toll-lowered")
    return relation("conflict", a, b, "figures-differ")


def _apart(a: Side, b: Side) -> bool | None:
    """Whether each report that gives both figures has them in two voices; None when no report gives both."""
    both = sorted(a.reports & b.reports)
    if not both:
        return None
    voices = [(_voices(a, report), _voices(b, report)) for report in both]
    return all(mine.isdisjoint(theirs) for mine, theirs in voices)


def _disputed(low: _Figure, high: _Figure) -> bool:
    """Whether two sources, each with its own number of about one time, contradict each other: one is no small part
    more than the other, and nobody says that it rose."""
    a, b = high.side, low.side
    if a.reports & b.reports or _moved(high) or a.first is None or b.first is None:
        return False
    mine, theirs = {voice for _, voice in a.voices}, {voice for _, voice in b.voices}
    if "" in mine | theirs or mine & theirs or (low.value.bound, high.value.bound) != ("exact", "exact"):
        return False
    return high.number >= _TWICE * low.number and abs(a.first - b.first) <= _ONE_TIME


_TWICE = 2.0  # times a toll of one side that of another must be to be no later count
_ONE_TIME = timedelta(days=1)  # between reports that tell of one state of things


def _named(a: Side, b: Side) -> bool:
    """Whether the reports that give both figures name somebody for each."""
    return all("" not in _voices(a, report) | _voices(b, report) for report in sorted(a.reports & b.reports))


def _voices(side: Side, report: str) -> set[str]:
    return {voice for r, voice in side.voices if r == report}


def _moved(figure: _Figure) -> bool:
    """Whether the words round a figure say that the number rose."""
    return any("raise" in context.features for context in figure.contexts)


def _lowered(figure: _Figure) -> bool:
    """Whether the words round a figure say that the number fell."""
    return any(context.features & _LOWER for context in figure.contexts)


_LOWER = frozenset({"lower", "cut"})


def _sums(low: _Figure, high: _Figure, every: list[_Figure]) -> bool:
    """Whether the higher number is the lower one and others of the same sentence together: 100 + 25 and 125."""
    if _moved(low) or _moved(high):
        return False  # a count that rose is no sum
    rest = high.number - low.number
    beside = sorted(
        {f.number for f in every if f is not high and f.number != low.number and f.sentences & low.sentences}
    )
    return rest in beside or rest in low.crews or rest in {a + b for a, b in combinations(beside, 2)}


def _others(figures: list[_Figure], desk: Desk) -> Iterator[Relation]:
    """Figures that are no toll: only where the sentences round them say the same."""
    if len({f.number for f in figures}) > desk.settings.figures_of_a_unit:
        return
    for low, high in combinations(figures[:_MOST], 2):
        apart = _apart(low.side, high.side)
        if core(low.value) == core(high.value) or apart is False or _sums(low, high, figures):
            continue
        if high.number > desk.settings.figure_ratio * low.number or (
            apart and not _named(low.side, high.side) and not _contrasted(low, high, desk)
        ):
            continue
        if not _same_scope(low, high, desk) or _likeness(low, high) < desk.settings.figure_likeness:
            continue
        if _agree(low.value, high.value):
            exact, loose = (low, high) if low.value.bound == "exact" else (high, low)
            if exact.value.bound == "exact":
                yield relation("refines", exact.side, loose.side, "more-exact")
        elif apart:
            yield relation("conflict", high.side, low.side, "sources-differ")
        elif not (_moved(high) or _moved(low) or _lowered(low) or _lowered(high)):  # a figure that moves may be both
            yield relation("conflict", high.side, low.side, "figures-differ")


def _lengths(figures: list[_Figure], desk: Desk) -> Iterator[Relation]:
    """Lengths of time counted from one thing ("20 minutes after its take-off"), of which the same is told."""
    by_anchor: dict[str, list[_Figure]] = defaultdict(list)
    for one in figures:
        anchor = _anchor(one, desk)
        if anchor:
            by_anchor[anchor].append(one)
    for anchor in sorted(by_anchor):
        for low, high in combinations(by_anchor[anchor][:_MOST], 2):
            if (
                core(low.value) == core(high.value)
                or _agree(low.value, high.value)
                or _apart(low.side, high.side) is False
            ):
                continue
            # they may be told with other places: from where it left, and where it came down
            if (
                not (low.old and high.old and low.old != high.old)
                and _likeness(low, high) >= desk.settings.length_likeness
            ):
                yield relation("conflict", high.side, low.side, "figures-differ")


def _anchor(one: _Figure, desk: Desk) -> str:
    """What a length of time is counted from: the stem of the noun behind it, with the word of time before it."""
    wording = one.side.claim.wording
    sentence = sentence_round(desk.reports[wording.report], one.value.span)
    text = desk.reports[wording.report].text
    lex = lexicon(desk.pack)
    before = words(text[sentence.start : one.value.span.start])[-3:]
    opened = [match.item.id for match in cutters(desk.pack).find(before) if match.item.kind in ("background", "period")]
    end = one.value.span.end
    behind = words(text[end : min(sentence.end, end + _BEHIND)])
    if not opened or len(behind) < 2 or behind[0].key not in lex.empty:
        return ""
    return f"{opened[-1]} {lex.stems.root(text[end + behind[1].start : end + behind[1].end])}"


_BEHIND = 40  # letters behind a length of time in which it says from what it is counted


def _contrasted(a: _Figure, b: _Figure, desk: Desk) -> bool:
    """Whether one sentence sets two figures against each other ("while the one measured 84, the other said 110")."""
    for report, sentence in sorted(a.sentences & b.sentences):
        found = words(sentence.of(desk.reports[report].text))
        if any(match.item.kind == "turn" for match in cutters(desk.pack).find(found)):
            return True
    return False


def _agree(a: Quantity, b: Quantity) -> bool:
    """Whether both figures can hold: "at least 10" and 15 agree, and so do a large number and the same one rounded."""
    one, other = core(a)[1] or 0.0, core(b)[1] or 0.0
    if min(one, other) >= _ROUNDED and abs(one - other) <= 0.01 * max(one, other):
        return True
    low = max(a.low if a.low is not None else float("-inf"), b.low if b.low is not None else float("-inf"))
    high = min(a.high if a.high is not None else float("inf"), b.high if b.high is not None else float("inf"))
    return low <= high


def _likeness(a: _Figure, b: _Figure) -> float:
    """How much the sentences, or the clauses, round two figures say the same: shared part of the smaller, 0..1."""
    best = 0.0
    least = _SHARED + (a.value.unit == "percent" or a.value.unit.startswith("money:"))
    if least > _SHARED and a.sentences & b.sentences:
        return 0.0  # amounts told in one sentence are amounts of different things
    for ones, others in ((a.contexts, b.contexts), (a.clauses, b.clauses)):
        for one in ones:
            for other in others:
                said, heard = _bag(one, a.value), _bag(other, b.value)
                shared = len(said & heard)
                if shared >= least:
                    best = max(best, shared / min(len(said), len(heard)))
    return best


def _bag(content: Content, value: Quantity) -> frozenset[str]:
    """What is said round a figure: the features, and the other figures told with it."""
    return content.features | {repr(figure) for figure in content.figures if figure != core(value)}


def _same_scope(a: _Figure, b: _Figure, desk: Desk) -> bool:
    """Whether two figures can speak of one event: their sentences name no different places only, nor far days only."""
    if (a.places and b.places and not a.places & b.places) or a.old != b.old:
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

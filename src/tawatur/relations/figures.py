"""Relations of figures: a toll that rose or was lowered, two numbers that cannot both hold, one more exact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import combinations, islice

from tawatur.claims.features import core
from tawatur.claims.lexicon import lexicon
from tawatur.claims.marks import cutters
from tawatur.claims.propositions import TOLLS
from tawatur.model import Quantity, Relation
from tawatur.relations.rounds import (
    Figure,
    agree,
    all_shared,
    interim,
    likeness,
    long_ago,
    of_others,
    same_scope,
    told_together,
)
from tawatur.relations.sides import Desk, Side, later, relation, sentence_round
from tawatur.text.words import words
from tawatur.values.numbers import figure


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
            (Figure(side, side.figure, desk) for side in by_unit[unit] if side.figure is not None),
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
_MOST = 24  # figures of one unit that are held against each other
_BACK = 6  # tolls before one that are looked at for the one it replaces


def _tolls(figures: list[Figure], desk: Desk) -> Iterator[Relation]:
    """Tolls in order of time, each against those just before it that speak of the same event."""
    told_together(figures)
    main = [f for f in figures if f.value.rule != "was" and f.value.low is not None and not _vague(f.value)]
    main.sort(key=lambda f: (f.side.first or datetime.min, not interim(f), f.number, f.side.claim.id))
    exact = [f for f in main if f.value.bound == "exact"]
    for vague in (f for f in figures if f.value.rule != "was" and _vague(f.value)):
        yield from _exacter(vague, exact, desk)
    passed: set[int] = set()  # tolls that a later one has replaced
    for index, later_one in enumerate(main):
        before = (
            f for f in reversed(main[:index]) if same_scope(f, later_one, desk) and not long_ago(f, later_one, desk)
        )
        yield from _replaced(later_one, islice(before, _BACK), figures, desk, passed)


def _exacter(vague: Figure, exact: list[Figure], desk: Desk) -> Iterator[Relation]:
    """The number that says how many "dozens" were: the one told in the likest words, of another report."""
    fit = [
        (likeness(vague, f), f.side.claim.id, f)
        for f in exact
        if vague.number <= f.number < _HUNDREDS * vague.number
        and not f.side.reports & vague.side.reports
        and same_scope(vague, f, desk)
    ]
    best = max(fit, key=lambda item: item[:2], default=None)
    if best is not None and best[0] >= desk.settings.figure_likeness:
        yield relation("refines", best[2].side, vague.side, "more-exact")


_HUNDREDS = 5  # times its floor a vague word may mean: dozens are 20 to 99


def _replaced(
    one: Figure, before: Iterable[Figure], figures: list[Figure], desk: Desk, passed: set[int]
) -> Iterator[Relation]:
    """How a toll stands to those just before it: to the nearest lower one, which it may replace unless another has
    before, and to the nearest higher one, which it may contradict; one that its report recalls as a first count, it
    replaces in any case. Notes in `passed` what it replaces."""
    nearest: dict[bool, tuple[float, Relation, Figure]] = {}
    for other in before:
        if core(other.value) == core(one.value) or other.side.voices == one.side.voices:
            continue  # two counts in one voice of the same reports are two counts, not a change
        low, high = sorted((other, one), key=lambda f: (f.number, f.side.claim.id))
        made = _toll_pair(low, high, figures, desk) if _of_one_event(low, high, desk) else None
        if made is None:
            continue
        if interim(other) and other.side.reports & one.side.reports:
            yield made  # the report recalls it
            continue
        lower, apart = other.number < one.number, abs(other.number - one.number)
        if id(other) not in passed and (lower not in nearest or apart < nearest[lower][0]):
            nearest[lower] = apart, made, other
    for _, made, other in nearest.values():
        yield made
        if made.kind == "update":
            passed.add(id(other))


def _vague(value: Quantity) -> bool:
    """Whether a figure is only a floor by its word ("dozens"), with which every larger number agrees."""
    return value.high is None and value.low is not None and value.low >= 20 and value.low in (20, 200, 2000, 20000)


def _of_one_event(low: Figure, high: Figure, desk: Desk) -> bool:
    """Whether two tolls are told of one event: both of what is counted since a day or neither, in sentences that say
    the same; of numbers far apart, or of two voices of one report, in much the same words."""
    if bool(low.value.since) != bool(high.value.since) or (
        (low.value.who and high.value.who) and (low.value.who != high.value.who)
    ):
        return False
    recalled = interim(low) and bool(low.side.reports & high.side.reports or high.number <= _FAR * low.number)
    if _corrected(low, high, desk) or recalled or _lowered(low) or low.value.unit == "missing":
        return True
    if low.value.unit in _SAVED and high.number <= _TWICE * low.number and low.alone and high.alone:
        return True  # those saved of one event, each the only such count of its report
    if high.number <= _FAR * low.number and max(len(f.value.span.of(_text(f, desk))) for f in (low, high)) > _WIDE:
        return True  # "the number of those killed in the collision reached eight": the figure has the words round it
    if high.number <= _FAR * low.number and _moved(low):
        return True  # "rose to five", and then six: a toll that is on the move goes on
    least = desk.settings.toll_likeness
    if high.number > _FAR * low.number and not _moved(high):
        return False
    if high.number > _FAR * low.number or _apart(low.side, high.side):
        least = max(least, desk.settings.figure_likeness)
    return likeness(low, high) >= least or (high.number <= _FAR * low.number and all_shared(low, high))


def _text(figure: Figure, desk: Desk) -> str:
    return desk.reports[figure.side.claim.core.report].text


def _corrected(low: Figure, high: Figure, desk: Desk) -> bool:
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


def _toll_pair(low: Figure, high: Figure, every: list[Figure], desk: Desk) -> Relation | None:
    """How two tolls of one event stand to each other: the higher is named first, unless the lower one is the newer."""
    a, b = high.side, low.side
    if _sums(low, high, every):
        return relation("refines", b, a, "part-of-sum")
    if _corrected(low, high, desk):
        return relation("update", b, a, "toll-lowered")
    if high.value.bound == "about" and high.number <= _CLOSE * low.number and not _moved(high):
        return _both_hold(low, high)
    if agree(low.value, high.value) and not (interim(low) or _moved(high) or _lowered(low)):
        floor = _round(low) and low.value.bound == "at-least"
        near = high.number <= _CLOSE * low.number or likeness(low, high) < desk.settings.toll_likeness
        if low.value.bound == "exact" or (floor and near):
            return _both_hold(low, high)
    made = _changed(low, high)
    if low.value.unit == "aboard" and agree(low.value, high.value):
        return None  # those aboard are told more exactly, they do not become more
    # "at least 28" and 30 can both hold, but a later report that says 30 has a newer count
    return made if made is None or made.kind == "update" or not agree(low.value, high.value) else None


def _both_hold(low: Figure, high: Figure) -> Relation | None:
    """An exact number refines the round one it lies near: "about 300" and 297, "more than 240" and 248."""
    exact, loose = (low, high) if low.value.bound == "exact" else (high, low)
    if exact.value.bound != "exact" or not _round(loose) or high.number > _CLOSE * low.number:
        return None
    return relation("refines", exact.side, loose.side, "more-exact")


def _round(figure: Figure) -> bool:
    return figure.number % 10 == 0


def _changed(low: Figure, high: Figure) -> Relation | None:
    """How two tolls that differ stand to each other."""
    a, b = high.side, low.side
    if interim(low) and (a.reports & b.reports or not later(b, a)):
        return relation("update", a, b, "toll-rose")
    both = a.reports & b.reports
    if _apart(a, b) or _disputed(low, high):
        return relation("conflict", a, b, "sources-differ")
    if both and a.reports == b.reports:
        return None
    if low.value.unit == "missing" and later(b, a):
        return relation("update", b, a, "missing-found")
    loose = "about" in (low.value.bound, high.value.bound) or low.value.bound == "at-least"
    if both and not (loose or _moved(high)):
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


def _disputed(low: Figure, high: Figure) -> bool:
    """Whether two sources, each with its own number of about one time, contradict each other: one is no small part
    more than the other, and nobody says that it rose."""
    a, b = high.side, low.side
    if a.reports & b.reports or _moved(high) or a.first is None or b.first is None:
        return False
    mine, theirs = {voice for _, voice in a.voices}, {voice for _, voice in b.voices}
    if "" in mine | theirs or mine & theirs or (low.value.bound, high.value.bound) != ("exact", "exact"):
        return False
    return high.number >= _TWICE * low.number and abs(a.first - b.first) <= _ONE_TIME


_SAVED = frozenset({"rescued", "aboard"})  # counts of which a story seldom has those of two events
_CLOSE = 1.1  # times a round number the exact one may be that it stands for
_WIDE = 28  # letters of a figure that holds more than a number and what it counts
_FAR = 4.0  # times a toll that another of the same event seldom is
_TWICE = 2.0  # times a toll of one side that of another must be to be no later count
_ONE_TIME = timedelta(days=1)  # between reports that tell of one state of things


def _named(a: Side, b: Side) -> bool:
    """Whether the reports that give both figures name somebody for each."""
    return all("" not in _voices(a, report) | _voices(b, report) for report in sorted(a.reports & b.reports))


def _voices(side: Side, report: str) -> set[str]:
    return {voice for r, voice in side.voices if r == report}


def _moved(figure: Figure) -> bool:
    """Whether the words round a figure say that the number rose."""
    return any("raise" in context.features for context in figure.contexts)


def _lowered(figure: Figure) -> bool:
    """Whether the words round a figure say that the number fell."""
    return any(context.features & _LOWER for context in figure.contexts)


_LOWER = frozenset({"lower", "cut"})


def _sums(low: Figure, high: Figure, every: list[Figure]) -> bool:
    """Whether the higher number is the lower one and others of the same sentence together: 100 + 25 and 125."""
    if _moved(low) or _moved(high):
        return False  # a count that rose is no sum
    rest = high.number - low.number
    beside = sorted(
        {f.number for f in every if f is not high and f.number != low.number and f.sentences & low.sentences}
    )
    return rest in beside or rest in low.crews or rest in {a + b for a, b in combinations(beside, 2)}


def _others(figures: list[Figure], desk: Desk) -> Iterator[Relation]:
    """Figures that are no toll: only where the sentences round them say the same."""
    if len({f.number for f in figures}) > desk.settings.figures_of_a_unit:
        return
    for low, high in combinations(figures[:_MOST], 2):
        if high.number > desk.settings.figure_ratio * low.number or core(low.value) == core(high.value):
            continue
        apart = _apart(low.side, high.side)
        if apart is False or (apart and not _named(low.side, high.side) and not _contrasted(low, high, desk)):
            continue
        if apart and of_others(low, high) and not _contrasted(low, high, desk):
            continue
        if not same_scope(low, high, desk) or likeness(low, high) < desk.settings.figure_likeness:
            continue
        if _sums(low, high, figures):
            continue
        if agree(low.value, high.value):
            exact, loose = (low, high) if low.value.bound == "exact" else (high, low)
            if exact.value.bound == "exact":
                yield relation("refines", exact.side, loose.side, "more-exact")
        elif apart:
            yield relation("conflict", high.side, low.side, "sources-differ")
        elif made := _moves(low, high):
            yield made


def _moves(low: Figure, high: Figure) -> Relation | None:
    """What a later figure that its words call risen or fallen is to an earlier one; a conflict where none moves."""
    rose, fell = _moved(high) and not _moved(low), _lowered(low) and not _lowered(high)
    if rose and not fell and high.side.reports.isdisjoint(low.side.reports) and later(high.side, low.side):
        return relation("update", high.side, low.side, "figure-rose")
    if fell and not rose and high.side.reports.isdisjoint(low.side.reports) and later(low.side, high.side):
        return relation("update", low.side, high.side, "figure-fell")
    if any(_moved(one) or _lowered(one) for one in (low, high)):
        return None
    return relation("conflict", high.side, low.side, "figures-differ")


def _lengths(figures: list[Figure], desk: Desk) -> Iterator[Relation]:
    """Lengths of time counted from one thing ("20 minutes after its take-off"), of which the same is told."""
    by_anchor: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        anchor = _anchor(one, desk)
        if anchor:
            by_anchor[anchor].append(one)
    for anchor in sorted(by_anchor):
        for low, high in combinations(by_anchor[anchor][:_MOST], 2):
            if (
                core(low.value) == core(high.value)
                or agree(low.value, high.value)
                or _apart(low.side, high.side) is False
            ):
                continue
            # they may be told with other places: from where it left, and where it came down
            if (
                not (low.old and high.old and low.old != high.old)
                and likeness(low, high) >= desk.settings.length_likeness
            ):
                yield relation("conflict", high.side, low.side, "figures-differ")


def _anchor(one: Figure, desk: Desk) -> str:
    """What a length of time is counted from: the stem of the noun behind it, with the word of time before it."""
    report = desk.reports[one.side.claim.core.report]
    sentence, text = sentence_round(report, one.value.span), report.text
    lex = lexicon(desk.pack)
    before = words(text[sentence.start : one.value.span.start])[-3:]
    opened = [match.item.id for match in cutters(desk.pack).find(before) if match.item.kind in ("background", "period")]
    end = one.value.span.end
    behind = words(text[end : min(sentence.end, end + _BEHIND)])
    if not opened or len(behind) < 2 or behind[0].key not in lex.empty:
        return ""
    return f"{opened[-1]} {lex.stems.root(text[end + behind[1].start : end + behind[1].end])}"


_BEHIND = 40  # letters behind a length of time in which it says from what it is counted


def _contrasted(a: Figure, b: Figure, desk: Desk) -> bool:
    """Whether one sentence sets two figures against each other ("while the one measured 84, the other said 110")."""
    for report, sentence in sorted(a.sentences & b.sentences):
        found = words(sentence.of(desk.reports[report].text))
        if any(match.item.kind == "turn" for match in cutters(desk.pack).find(found)):
            return True
    return False

"""Relations of what happens: a plan that became a deed, a denial, two accounts that cannot both hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from datetime import date, timedelta
from math import log, sqrt
from typing import NamedTuple

from tawatur.claims.contrast import alternatives, contrast
from tawatur.claims.features import Content, hours_apart
from tawatur.claims.lexicon import lexicon
from tawatur.claims.marks import cutters
from tawatur.claims.propositions import toll
from tawatur.claims.times import SLIPS
from tawatur.model import Day, Relation, Span
from tawatur.relations.denials import denied
from tawatur.relations.sides import Desk, Side, content_of, relation
from tawatur.text.words import words


class _Event(NamedTuple):
    """A claim of what happens, and what its wording says."""

    side: Side
    content: Content


_WAYS = 30  # wordings of a claim that are looked at


class _Weights:
    """Weights of features over the claims of a story, and the claims that have each."""

    def __init__(self, events: list[_Event]) -> None:
        count: Counter[str] = Counter()
        self.holders: dict[str, list[int]] = defaultdict(list)
        self._ways: dict[str, tuple[Content, ...]] = {}
        for index, event in enumerate(events):
            count.update(event.content.features)
            for feature in event.content.features:
                self.holders[feature].append(index)
        total = len(events) + 1
        self.weight = {feature: log(1 + total / n) for feature, n in count.items()}

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The weighted cosine of two bags, 0..1."""
        shared = sum(self.weight[f] ** 2 for f in sorted(a & b))
        return shared / (self._norm(a) * self._norm(b)) if shared else 0.0

    def held(self, a: frozenset[str], b: frozenset[str]) -> float:
        """How much of what `a` says `b` says too, 0..1."""
        return (self._norm(a & b) / self._norm(a)) ** 2 if a & b else 0.0

    def _norm(self, bag: frozenset[str]) -> float:
        return sqrt(sum(self.weight.get(f, 1.0) ** 2 for f in sorted(bag))) or 1.0

    def other_ways(self, side: Side, desk: Desk) -> tuple[Content, ...]:
        """What the wordings of a claim other than the one shown say."""
        found = self._ways.get(side.claim.id)
        if found is None:
            shown = side.claim.core
            places = sorted({(a.report, a.span) for a in side.claim.attestations} - {(shown.report, shown.span)})
            found = self._ways[side.claim.id] = tuple(desk.content(report, span) for report, span in places[:_WAYS])
        return found

    def near(self, features: frozenset[str], width: int) -> list[int]:
        """The claims that share a feature not too common, in order."""
        return sorted({i for f in features if len(self.holders[f]) <= width for i in self.holders[f]})


def between_events(sides: list[Side], desk: Desk) -> Iterator[Relation]:
    """The relations of the claims of a story that are no tolls; a single report is not held against itself."""
    if len({report for side in sides for report in side.reports}) < 2:
        return
    events = [_Event(side, content_of(side, desk)) for side in sides if side.figure is None or not toll(side.figure)]
    weights = _Weights(events)
    for event in events:
        if event.content.planned:
            yield from _deeds(event, events, weights, desk)
        if event.content.negated:
            yield from _denials(event, events, weights, desk)
        yield from _accounts(event, events, weights, desk)
        if event.content.parts:
            yield from _times(event, events, weights, desk)
        if len(event.content.days) == 1:
            yield from _days(event, events, weights, desk)
    found = [
        _Event(s, content_of(s, desk)) for s in sides if s.figure is not None and s.figure.unit.startswith(_SOUGHT)
    ]
    for event in (*events, *found):
        yield from _stages(event, [*events, *found], weights, desk)


def _deeds(plan: _Event, events: list[_Event], weights: _Weights, desk: Desk) -> Iterator[Relation]:
    """The claim that tells as done what this one announces: the likest one updates it."""
    best: tuple[float, str, Side] | None = None
    for index in weights.near(plan.content.features, desk.settings.width):
        deed, told = events[index].side, events[index].content
        if deed is plan.side or not (plan.content.planned - _ASPECTS) & told.verbs or told.planned:
            continue
        if _overlap(deed, plan.side) or _overlap(plan.side, deed):
            continue  # one decision, told once as such and once by what was decided
        if told.negated != plan.content.negated or len(plan.content.features & told.features) < 2:
            continue
        # a plan is often told with more around it than the deed
        held = weights.held(told.features, plan.content.features)
        likeness = weights.likeness(plan.content.features, told.features)
        if min(likeness, held) < desk.settings.deed_likeness / (2 if held >= _HELD else 1):
            continue
        if deed.last is not None and plan.side.first is not None and deed.last < plan.side.first:
            continue  # told as done before it was announced: another deed
        if best is None or (likeness, deed.claim.id) > best[:2]:
            best = (likeness, deed.claim.id, deed)
    if best is not None:
        yield relation("update", best[2], plan.side, "plan-done")


def _denials(no: _Event, events: list[_Event], weights: _Weights, desk: Desk) -> Iterator[Relation]:
    """The claims that assert what this one negates: denied by a source, or in conflict between outlets' own voices."""
    spoken_of = any(a.negated for a in no.side.claim.attestations)
    spoken = spoken_of or all(voice for _, voice in no.side.voices)
    found: list[tuple[float, str, Side]] = []
    deeds = lexicon(desk.pack).deeds
    done = no.content.features & deeds - _DENYING  # what is denied must be told by the words shown
    for index in weights.near(no.content.features, desk.settings.width):
        yes = events[index].side
        if yes is no.side or _overlap(yes, no.side):
            continue
        # of a claim that many reports make, another wording than the one shown may say what is denied
        ways = (events[index].content, *weights.other_ways(yes, desk))
        held = max((denied(no.content, told, spoken_of, weights.held, deeds) for told in ways), default=0.0)
        told = done & (events[index].content.features | desk.content(*_shown(yes)).features)
        if held >= desk.settings.denial_likeness and (told or not (done and spoken)):
            found.append((-held, yes.claim.id, yes))
    found.sort(key=lambda item: item[:2])
    for _, _, yes in [one for one in found if one[0] <= found[0][0] + _NEARLY][:_DENIED]:
        if no.content.features & _SO_FAR and not spoken_of and _after(yes, no.side):
            yield relation("update", yes, no.side, "done-since")
        elif spoken:
            yield relation("denies", no.side, yes, "denied")
        elif yes.reports != no.side.reports:
            yield relation("conflict", yes, no.side, "contradicts")


def _overlap(a: Side, b: Side) -> bool:
    """Whether two claims stand in the same words of a report: what is left of a denial without its "not" denies not."""
    shown = b.claim.core
    return any(made.report == shown.report and made.span.overlap(shown.span) > 0 for made in a.claim.attestations)


def _after(yes: Side, no: Side) -> bool:
    """Whether reports first tell that it is so after others last told that it is not so yet."""
    if yes.last is None or no.first is None or yes.reports & no.reports:
        return False
    return yes.last - no.first >= _SOON


_ASPECTS = frozenset({"continue"})  # what goes on is not done
_HELD = 0.5  # of what a deed says, the part the plan says too, at the least
_SOON = timedelta(hours=12)  # reports of one half day that differ contradict each other
_SO_FAR = frozenset({"yet", "interim"})  # concepts that leave open what comes
_DENYING = frozenset({"deny"})
_NEARLY = 0.1  # how much less than the likest one the other claims may say of what is denied
_DENIED = 3  # claims one denial is held against: the likest


def _accounts(one: _Event, events: list[_Event], weights: _Weights, desk: Desk) -> Iterator[Relation]:
    """The claims that say the same with a word that excludes this one's: one is grave here and light there, one
    minister signed or another. What changes in a day is no conflict, so the reports must be of about one time."""
    known = alternatives(desk.pack)
    for index in weights.near(one.content.features, desk.settings.width):
        other = events[index]
        if other.side.claim.id <= one.side.claim.id or other.side.reports & one.side.reports:
            continue
        if one.content.negated != other.content.negated or not _within(one.side, other.side, _LASTS):
            continue
        kind = contrast(one.content, other.content, known)
        if kind in _MOVING and one.content.figures and one.content.figures.isdisjoint(other.content.figures):
            continue  # prices of two hours, each with its number
        differ = one.content.features ^ other.content.features if kind in ("fate", "turned") else frozenset()
        lasting = kind in _LASTING or (kind == "fate" and differ >= _LIFE) or (kind == "turned" and differ <= _FAILED)
        if lasting or (kind in _PASSING and _within(one.side, other.side, 2 * _SOON)):
            yield relation("conflict", one.side, other.side, "accounts-differ")


_PASSING = frozenset({"condition", "title", "level", "direction"})  # kinds of which one account holds at a time
_MOVING = frozenset({"level", "direction"})  # of these, what changes with the hour where it is measured
_LASTING = frozenset({"result"})  # and of which one holds for good
_LASTS = timedelta(days=3)  # between reports that tell of one thing that lasts
_LIFE = frozenset({"kill", "survive"})  # of the fates, those that exclude each other for good
_FAILED = frozenset({"fail"})  # of what turns a clause, that which leaves nothing of it


def _stages(one: _Event, events: list[_Event], weights: _Weights, desk: Desk) -> Iterator[Relation]:
    """The claim of which this one tells the end or the next stage: the search for whom it says is caught, the arrest
    of whom it says is released; the likest one, or that which most reports make of the same person. It is told no
    earlier than that one is."""
    after = alternatives(desk.pack).after
    ends = one.content.features & after.keys()
    ended = {before for feature in ends for before in after[feature]}
    if not ended or one.content.negated or one.content.planned:
        return
    best: tuple[bool, float, str, Side] | None = None
    mine = frozenset(f for f in one.content.features - ends if not f.startswith("figure:"))
    lex = lexicon(desk.pack)
    acts = (lex.acts | after.keys() | ended) - _LIGHT
    done = _first(one.content, acts) & ends  # what it tells first is the stage
    called_off = bool(done & one.content.verbs) and _PLANNED in ended
    whom = _whom(one.content, done, lex.ideas)
    for other, told in events:
        if told.negated or ends & told.features or other.reports == one.side.reports:
            continue
        if not ended & told.features and not (told.planned and called_off):
            continue
        if one.side.first is None or other.first is None or one.side.first < other.first:
            continue
        held = weights.held(mine, told.features)
        alike = len(mine & told.features) >= 2 and held >= desk.settings.stage_likeness
        befell = whom and _one_person(whom, _whom(told, _first(told, acts) & ended, lex.ideas), one.content.names)
        rank = alike, held if alike else float(len(other.reports)), other.claim.id
        if (alike or befell) and (best is None or rank > best[:3]):
            best = (*rank, other)
    if best is not None and ends & desk.content(*_shown(one.side)).features:
        yield relation("update", one.side, best[3], "stage-ended")


def _first(content: Content, acts: Set[str]) -> frozenset[str]:
    """The first deed that a clause tells."""
    return frozenset([next((feature for feature in content.order if feature in acts), "")])


def _shown(side: Side) -> tuple[str, Span]:
    return side.claim.wording.report, side.claim.wording.span


def _whom(content: Content, stages: Set[str], ideas: Set[str]) -> frozenset[str]:
    """The words behind the word of a stage that only name: who is caught, charged, set free; where none stand there,
    those before it ("put to the banker the charge of ...")."""
    found: set[str] = set()
    for at, feature in enumerate(content.order):
        if feature in stages:
            behind, before = content.order[at + 1 : at + 1 + _OBJECT], content.order[max(0, at - _OBJECT) : at]
            found |= _naming(behind, ideas) or _naming(before, ideas)
    return frozenset(found)


def _naming(features: tuple[str, ...], ideas: Set[str]) -> set[str]:
    return {f for f in features if f not in ideas and (":" not in f or f.startswith("person:"))}


def _one_person(whom: frozenset[str], other: frozenset[str], names: Set[str]) -> bool:
    """Whether the words behind two stages name one person: by a name, by two words, or by all that one of them says."""
    shared = whom & other
    return bool(shared) and (len(shared) > 1 or bool(shared & names) or shared in (whom, other))


_LIGHT = frozenset({"begin", "end", "decide", "continue", "provide"})  # lead to a deed and are none
_PLANNED = "#plan"  # in `after` of the table of synonyms: what is announced
_OBJECT = 8  # features behind the word of a stage in which the name of whom it befell stands
_SOUGHT = ("missing", "rescued", "arrested")  # tolls that tell of a search or its end


def _within(a: Side, b: Side, time: timedelta) -> bool:
    """Whether two claims were first made within some time of each other, as far as is known."""
    return a.first is None or b.first is None or abs(a.first - b.first) < time


def _times(one: _Event, events: list[_Event], weights: _Weights, desk: Desk) -> Iterator[Relation]:
    """The claims that tell the same of another part of the day: both cannot hold."""
    for index in weights.near(one.content.features, desk.settings.width):
        other = events[index]
        if other.side.claim.id <= one.side.claim.id or not other.content.parts:
            continue
        if other.side.reports & one.side.reports or other.content.negated != one.content.negated:
            continue
        if one.content.planned or other.content.planned or not hours_apart(one.content.parts, other.content.parts):
            continue
        if one.content.days and other.content.days and not one.content.days & other.content.days:
            continue
        if _told_of_one(one.content, other.content, weights, desk):
            values = (_day(one.side, part=True), _day(other.side, part=True))
            yield relation("conflict", one.side, other.side, "times-differ", values=values)


def _days(one: _Event, events: list[_Event], weights: _Weights, desk: Desk) -> Iterator[Relation]:
    """The claims that tell the same of another day. Both days must be named: "yesterday" in a paper that was printed
    the night before is too often not what it seems."""
    mine = _day(one.side)
    if mine is None or not _named(mine):
        return
    for index in weights.near(one.content.features, desk.settings.width):
        other = events[index]
        if other.side.claim.id <= one.side.claim.id or len(other.content.days) != 1:
            continue
        if other.side.reports & one.side.reports or other.content.negated != one.content.negated:
            continue
        if one.content.planned or other.content.planned or one.content.days == other.content.days:
            continue
        theirs = _day(other.side)
        if theirs is None or not _named(theirs) or _apart(mine, theirs) not in SLIPS:
            continue
        if _opened(one.side, mine, desk) or _opened(other.side, theirs, desk):
            continue
        if _told_of_one(one.content, other.content, weights, desk):
            yield relation("conflict", one.side, other.side, "days-differ", values=(mine, theirs))


def _apart(a: Day, b: Day) -> int:
    return abs((date.fromisoformat(a.first) - date.fromisoformat(b.first)).days)


def _day(side: Side, part: bool = False) -> Day | None:
    """The one day that a claim names; with `part`, the first value that names a part of a day."""
    found = [v for v in side.claim.values if isinstance(v, Day) and (v.part if part else v.first and v.first == v.last)]
    return found[0] if found and (part or len(found) == 1) else None


def _opened(side: Side, day: Day, desk: Desk) -> bool:
    """Whether a day only opens a stretch of time: "since Monday"."""
    before = words(desk.reports[side.claim.core.report].text[max(0, day.span.start - _BEFORE) : day.span.start])
    return bool(before) and any(match.item.kind == "period" for match in cutters(desk.pack).find(before[-1:]))


_BEFORE = 12  # letters before a day in which the word that opens it stands


def _named(day: Day) -> bool:
    """Whether a day is given by its name or date, not by its distance from publication."""
    return any(kind in rule for rule in day.rule.split("+") for kind in ("date", "weekday"))


def _told_of_one(a: Content, b: Content, weights: _Weights, desk: Desk) -> bool:
    """Whether two claims tell of one happening: much in the same words, or of one sort of happening with less."""
    likeness = weights.likeness(a.features, b.features)
    shared = a.features & b.features
    if len(shared) < 2 and a.features != b.features:
        return False  # there are many raids and many clashes
    if a.sort and b.sort and a.sort.startswith(_ONCE) and (a.sort.startswith(b.sort) or b.sort.startswith(a.sort)):
        return likeness >= desk.settings.happening_likeness and not (a.places and b.places and not a.places & b.places)
    return likeness >= desk.settings.time_likeness


_ONCE = "incident"  # sorts of happenings that a story seldom has two of

"""Claims: statements of one story that assert the same thing."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from tawatur.claims.alone import alone
from tawatur.claims.contrast import alternatives
from tawatur.claims.embeddings import meaning
from tawatur.claims.features import Content, contents, core, gazetteer
from tawatur.claims.joining import Group, Said, joined
from tawatur.claims.parts import Pages, Words, with_parts
from tawatur.claims.propositions import Proposition, Reading, reading
from tawatur.claims.times import times
from tawatur.claims.wording import NO_OTHERS, Others, Shown, made_of, sentence, sentence_starts, shown
from tawatur.keys import claim_id
from tawatur.lang.pack import Pack
from tawatur.model import Attestation, Claim, ClaimKind, Evidence, Quantity, Report, Span, Statement, Story
from tawatur.settings import Claims
from tawatur.text.sentences import INSIDE

__all__ = ["claims"]


def claims(
    story: Story,
    reports: Mapping[str, Report],
    statements: Mapping[str, Sequence[Statement]],
    pack: Pack,
    settings: Claims,
) -> tuple[Claim, ...]:
    """The claims of a story, the weightiest first: what its reports assert, each with every report that asserts it."""
    if len(story.reports) == 1:
        (report,) = story.reports
        read = reading(reports[report], statements.get(report, ()), pack, alone=True)
        weighed = [(_salience(group, reports), _first(group), group) for group in alone(read, pack, settings)]
        told = sorted(weighed, key=lambda one: (-one[0], one[1]))
        kept = told[: settings.claims_alone]
        return _ordered(
            [
                _claim(story, group, _shown(group, {report: read}, reports, pack, {}), reports, weight)
                for weight, _, group in kept
            ]
        )
    said: list[Said] = []
    readings = [reading(reports[r], statements.get(r, ()), pack) for r in sorted(story.reports)]
    known = gazetteer(readings, [s for r in sorted(story.reports) for s in statements.get(r, ())], pack)
    for read in readings:
        said.extend(_said(read.propositions, contents(read, known, pack)))
    exclusive = alternatives(pack)
    groups = joined(said, exclusive, settings, meaning(reports, exclusive, settings))
    by_report = {read.report.id: read for read in readings}
    groups += times(said, by_report)
    around: dict[tuple[str, int], set[str]] = {}
    made = [
        _claim(story, group, _shown(group, by_report, reports, pack, around), reports, _salience(group, reports))
        for group in groups
    ]
    words = {claim.id: _words(by_report[claim.wording.report], claim.wording.span) for claim in made}
    pages = {read.report.id: (read.report.outlet, sentence_starts(read)) for read in readings}
    return _ordered(_once(made), pages, words)


def _shown(
    group: Group,
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    pack: Pack,
    made: dict[tuple[str, int], set[str]],
) -> tuple[str, Shown]:
    """The report and the words that a group is shown by: those that a reader understands best by themselves, of its
    most central members; of a figure, with the very figure that the most central one gives."""
    best, report, score = None, "", 0.0
    first = group.said[0].proposition.figure
    same = [one for one in group.said if _same(one.proposition.figure, first)]
    around = _around(group, readings, reports, made)
    for index, one in enumerate(same[:_SHOWN]):
        prop = one.proposition
        others = around.get(reports[prop.report].one, NO_OTHERS)
        found = shown(prop, readings[prop.report], pack, others)
        shared = min(1.0, _ALONE + found.share) if others.many < _SOME else _ALONE + (1 - _ALONE) * found.share
        here = _clear(found) * shared / (1 + _FURTHER * index)
        if best is None or here > score:
            best, report, score = found, prop.report, here
        if here == 1.0:
            break
    assert best is not None
    return report, best


def _around(
    group: Group, readings: Mapping[str, Reading], reports: Mapping[str, Report], made: dict[tuple[str, int], set[str]]
) -> dict[str, Others]:
    """What the sentences in which the other reports of a group say it are made of, for each of its reports; a copy
    counts as what it copies. `made`: the same of every sentence looked at before."""
    places: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for one in group.said:
        prop = one.proposition
        places[reports[prop.report].one].add((prop.report, *sentence(readings[prop.report], prop.first)))
    if len(places) < 2:
        return {}
    bags: dict[str, set[str]] = {}
    for origin, held in places.items():
        bags[origin] = set()
        for at, low, high in held:
            if (at, low) not in made:
                made[at, low] = set(made_of(readings[at], low, high))
            bags[origin] |= made[at, low]
    count = Counter(root for bag in bags.values() for root in bag)
    return {origin: Others(len(bags) - 1, count, bag) for origin, bag in bags.items()}


def _same(a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two figures are the same, hedge and all."""
    return a is b or (a is not None and b is not None and (core(a), a.bound) == (core(b), b.bound))


def _clear(words: Shown) -> float:
    """How well some words can be read by themselves, 0..1."""
    if not words.whole or words.background:
        return 0.6 if words.deed and not words.background else 0.4
    length = words.span.end - words.span.start
    return (1.0 if words.plain else 0.8) * (1.0 if _SHORT <= length <= _LONG else 0.7)


_SHOWN = 8  # members of a group whose words are looked at
_ALONE = 0.4  # what words keep of their worth of which no other report of the group has any
_SOME = 3  # other reports, of fewer it says little what their sentences share
_FURTHER = 0.03  # what each one farther from the middle of the group loses
_SHORT, _LONG = 30, 200  # letters that are read at a glance and say enough


def _first(group: Group) -> tuple[str, Span, str]:
    first = group.said[0].proposition
    return first.report, first.span, first.shape


def _ordered(made: list[Claim], pages: Pages | None = None, words: Words | None = None) -> tuple[Claim, ...]:
    parted = with_parts(made, pages or {}, words or {})
    return tuple(sorted(parted, key=lambda claim: (-claim.salience, claim.id)))


def _words(read: Reading, span: Span) -> frozenset[str]:
    """The different words of a stretch of a report."""
    starts = read.words.starts
    return frozenset(read.words.keys[bisect_left(starts, span.start) : bisect_left(starts, span.end)])


def _once(made: list[Claim]) -> list[Claim]:
    """The claims without those that only say again what a claim about a figure says, in the same words, and without
    the second of two in the very same places (an event, and its day)."""
    made = list({claim.id: claim for claim in reversed(made)}.values())[::-1]
    about: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for claim in made:
        for a in claim.attestations if claim.kind == "figure" else ():
            about[a.report].append((a.span, claim.id))
    out = []
    for claim in made:
        shared: set[str] | None = None
        for a in claim.attestations if claim.kind != "figure" else ():
            again = {id for span, id in about[a.report] if _alike(span, a.span)}
            shared = again if shared is None else shared & again
        if not shared:
            out.append(claim)
    return out


def _alike(a: Span, b: Span) -> bool:
    """Whether two stretches are nearly the same words."""
    return a.overlap(b) >= _NEARLY * max(a.end - a.start, b.end - b.start)


_NEARLY = 0.8


def _said(propositions: Sequence[Proposition], found: Sequence[Content]) -> list[Said]:
    """Propositions with their contents; a figure's context is the clause it stands in (which comes right before it)."""
    out: list[Said] = []
    clause: Said | None = None
    for proposition, content in zip(propositions, found, strict=True):
        if proposition.figure is None:
            clause = Said(proposition, content, content)
        inside = clause is not None and proposition.span.overlap(clause.proposition.span) > 0
        out.append(Said(proposition, content, clause.content if inside and clause is not None else content))
    return out


def _claim(
    story: Story, group: Group, shown: tuple[str, Shown], reports: Mapping[str, Report], salience: float
) -> Claim:
    kept: dict[str, list[Proposition]] = {}
    for one in group.said:
        prop = one.proposition
        mine = kept.setdefault(prop.report, [])  # in text order, none overlapping
        at = bisect_left(mine, prop.span, key=lambda other: other.span)
        # the most central of several readings of one stretch stands for it; another stretch is another making
        beside = mine[max(0, at - 1) : at + 1]
        if not any(prop.span.overlap(other.span) for other in beside):
            mine.insert(at, prop)
    report, words = shown
    core = group.said[0].proposition
    made = tuple(
        sorted(
            (
                Attestation(report=p.report, span=p.span, statement=p.statement, chain=p.chain, negated=p.negated)
                for mine in kept.values()
                for p in mine
            ),
            key=lambda a: (a.report, a.span),
        )
    )
    return Claim(
        id=claim_id(
            story.id,
            words.span.of(reports[report].text),
            tuple(f"{a.report}:{a.span.start}:{a.span.end}" for a in made),
        ),
        story=story.id,
        kind=_kind(group),
        wording=Evidence(report=report, span=words.span, rule="" if words.alone else INSIDE),
        attestations=made,
        heart=None
        if (core.report, core.span) == (report, words.span)
        else Evidence(report=core.report, span=core.span),
        values=core.values,
        salience=round(salience - _short_of(words), 6),
    )


def _kind(group: Group) -> ClaimKind:
    if group.figure or group.kind is not None:
        return group.kind or "figure"
    spoken = sum(bool(one.proposition.chain) for one in group.said)
    return "statement" if 2 * spoken > len(group.said) else "event"


def _short_of(words: Shown) -> float:
    """What the words a claim is shown by take from its salience."""
    hangs = 0.0 if words.whole else _HANGS / 2 if words.deed else _HANGS
    return hangs + _BEHIND * words.background


_HANGS = 0.8  # what a claim loses that no words of a report show by themselves, half where they begin with the deed
_BEHIND = 1.2  # and one whose words say themselves that they tell what was before
_TELLING = 6  # features after which a clause says enough


def _salience(group: Group, reports: Mapping[str, Report]) -> float:
    """How an editor would rank a claim: many outlets, a figure, near the top of the reports."""
    here = {one.proposition.report for one in group.said}
    outlets = {reports[r].outlet or r for r in here}
    lead = sum(1 / one.proposition.position for one in group.said) / len(group.said)
    said = max(min(one.content.telling, _TELLING) for one in group.said) / _TELLING
    figure = any(isinstance(v, Quantity) and v.unit for one in group.said for v in one.proposition.values)
    many = len({reports[r].one for r in here})
    return round(log(1 + many) + log(1 + len(outlets)) + lead + said + 0.5 * figure, 6)

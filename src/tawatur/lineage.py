"""Lineage: which report, or which part of it, comes from which other report, agency or unseen common source.

Direction is decided by what a report credits, then by who holds more of the common text, then by time of publication;
where these disagree or say nothing it stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tawatur.keys import content_id
from tawatur.model import Credit, Derivation, DerivationKind, Evidence, Passage, Report, Reuse, Span, Statement
from tawatur.progress import Progress, silent
from tawatur.settings import Lineage


class Tie(NamedTuple):
    """What `report` shares with `other`, quotations of one speaker apart: shares of both, and the passages."""

    report: str
    other: str
    share: float  # of the report's letters
    other_share: float
    passages: tuple[tuple[Span, Span], ...]  # in the report, in the other


class Known(NamedTuple):
    """All reports and what is known of where each comes from, while it is being worked out."""

    reports: dict[str, Report]
    letters: dict[str, int]
    ties: dict[str, list[Tie]]  # by report, each pair from both sides
    named: dict[str, tuple[str, ...]]  # report → sources it credits or mostly cites


def derivations(
    reports: Sequence[Report],
    reuses: Sequence[Reuse],
    statements: Mapping[str, Sequence[Statement]],
    settings: Lineage,
    progress: Progress = silent,
) -> tuple[Derivation, ...]:
    """Where each report comes from, sorted by report, source and kind; reports of unknown descent have none.

    A derivation from another report is given once for each parent that explains a part of the text the others do not.
    Shares are of the report's letters without furniture (0..1). The order of the input does not matter.
    """
    known = _known(reports, reuses, statements, settings)
    out = list(_credited(known, statements, settings))
    unseen = _unseen(known, settings)
    hidden = {d.report for d in unseen}
    out += unseen
    for done, report in enumerate(sorted(known.reports)):
        out += _parents(report, known, hidden, settings)
        if done % 1024 == 0:
            progress(done, len(known.reports))
    progress(len(known.reports), len(known.reports))
    return tuple(sorted(_acyclic(out), key=lambda d: (d.report, d.source, d.kind)))


def _known(
    reports: Sequence[Report],
    reuses: Sequence[Reuse],
    statements: Mapping[str, Sequence[Statement]],
    settings: Lineage,
) -> Known:
    """The reports, their sizes, their ties of shared text and the sources they name."""
    by_id = {report.id: report for report in reports}
    letters = {report.id: max(1, _letters(report)) for report in reports}
    ties: dict[str, list[Tie]] = {report.id: [] for report in reports}
    for reuse in reuses:
        if reuse.a not in by_id or reuse.b not in by_id:
            continue
        own = [passage for passage in reuse.passages if not passage.quotation]
        a_share = reuse.a_share * _part(own, reuse.passages, side=0)
        b_share = reuse.b_share * _part(own, reuse.passages, side=1)
        if max(a_share, b_share) < settings.part:
            continue
        spans = tuple((passage.a, passage.b) for passage in own)
        turned = tuple(sorted((b, a) for a, b in spans))
        ties[reuse.a].append(Tie(reuse.a, reuse.b, a_share, b_share, spans))
        ties[reuse.b].append(Tie(reuse.b, reuse.a, b_share, a_share, turned))
    named = {}
    for report in reports:
        sources = [credit.source for credit in report.credits if credit.source != report.outlet]
        sources += [source for source, _, _ in _cited(report, statements.get(report.id, ()), letters, settings)]
        named[report.id] = tuple(sorted(set(sources)))
    return Known(by_id, letters, ties, named)


def _letters(report: Report) -> int:
    """Letters of the report without its furniture, white space apart."""
    blocks = [block.span for block in report.blocks if block.kind != "furniture"] or [Span(0, len(report.text))]
    return sum(len("".join(span.of(report.text).split())) for span in blocks)


def _part(own: Sequence[Passage], every: Sequence[Passage], side: int) -> float:
    """How much of what is shared is no quotation of one speaker."""
    if len(own) == len(every):
        return 1.0
    whole = sum(_side(p, side).end - _side(p, side).start for p in every)
    return sum(_side(p, side).end - _side(p, side).start for p in own) / whole if whole else 0.0


def _side(passage: Passage, side: int) -> Span:
    return passage.b if side else passage.a


# ── what a report says of its source ─────────────────────────────────────────────────────────────────────────────


def _cited(
    report: Report, statements: Iterable[Statement], letters: Mapping[str, int], settings: Lineage
) -> list[tuple[str, float, tuple[Evidence, ...]]]:
    """Agencies that the text itself gives as the source of most of it, with that share and the places."""
    told: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.chain and statement.chain[0].kind == "agency" and statement.chain[0].key != report.outlet:
            told.setdefault(statement.chain[0].key, []).append(statement)
    out = []
    for source, found in sorted(told.items()):
        share = sum(s.content.end - s.content.start for s in found) / letters[report.id]
        if share >= settings.cited:
            evidence = tuple(
                Evidence(report=report.id, span=s.chain[0].mention or s.cue or s.content, rule=s.rule) for s in found
            )
            out.append((source, min(1.0, share), evidence))
    return out


def _credited(known: Known, statements: Mapping[str, Sequence[Statement]], settings: Lineage) -> Iterable[Derivation]:
    """What reports credit in dateline, tail or byline, and agencies they cite for most of their text."""
    for report in known.reports.values():
        by_source: dict[str, list[Credit]] = {}
        for credit in report.credits:
            if credit.source != report.outlet:
                by_source.setdefault(credit.source, []).append(credit)
        cited = {
            source: (share, evidence)
            for source, share, evidence in _cited(report, statements.get(report.id, ()), known.letters, settings)
        }
        for source in sorted(by_source.keys() | cited.keys()):
            credits = by_source.get(source, [])
            share, evidence = cited.get(source, (0.0, ()))
            places = tuple(sorted({credit.place for credit in credits}))
            yield Derivation(
                report=report.id,
                source=source,
                kind="credited",
                share=round(max(share, _kin_share(report.id, source, known)), 4),
                evidence=tuple(
                    Evidence(report=report.id, span=credit.span, rule=credit.rule or credit.place)
                    for credit in credits
                    if credit.span is not None
                )
                + evidence,
                why=places + (("cited",) if evidence else ()),
            )


def _kin_share(report: str, source: str, known: Known) -> float:
    """The share of a report that stands in other reports of the same source, or in the source's own."""
    spans = [
        span
        for tie in known.ties[report]
        if source in known.named[tie.other] or known.reports[tie.other].outlet == source
        for span, _ in tie.passages
    ]
    return min(1.0, _covered(spans) / known.letters[report])


def _covered(spans: Iterable[Span]) -> int:
    """How many code points the spans cover together."""
    covered, reached = 0, -1
    for span in sorted(spans):
        covered += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return covered


# ── which report comes from which ────────────────────────────────────────────────────────────────────────────────


class _Way(NamedTuple):
    """Whether the report of a tie is the child (1), the parent (-1) or it is unknown (0), and why."""

    way: int
    why: tuple[str, ...]


def _way(tie: Tie, known: Known, settings: Lineage) -> _Way:
    """Which of two reports that share text has it from the other."""
    report, other = known.reports[tie.report], known.reports[tie.other]
    credits_other = bool(other.outlet) and other.outlet in known.named[report.id]
    credits_report = bool(report.outlet) and report.outlet in known.named[other.id]
    if credits_other != credits_report:
        return _Way(1 if credits_other else -1, ("credit", "passages"))
    votes = []
    small, large = sorted((tie.share, tie.other_share))
    if large >= settings.copy and small > 0 and large / small >= settings.fuller:
        votes.append((1 if tie.share > tie.other_share else -1, "fuller"))
    earlier = _earlier(report, other, settings)
    if earlier:
        votes.append((-earlier, "time"))
    ways = {way for way, _ in votes}
    if len(ways) == 1:
        return _Way(ways.pop(), ("passages", *(why for _, why in votes)))
    return _Way(0, ("passages",))


def _earlier(one: Report, other: Report, settings: Lineage) -> int:
    """1 when `one` was surely published first, -1 when `other` was, 0 when the times do not tell.

    Times of capture tell nothing of who wrote first: a crawler visits one outlet after the other.
    """
    if one.published is None or other.published is None:
        return 0
    apart = other.published.at.replace(tzinfo=None) - one.published.at.replace(tzinfo=None)
    least = timedelta(minutes=settings.sooner)
    if "day" in (one.published.precision, other.published.precision):
        least = timedelta(days=1)
    return 1 if apart >= least else -1 if -apart >= least else 0


def _rank(report: Report) -> tuple[datetime, str]:
    """The order in which reports are named when nothing tells which came first."""
    instant = report.published or report.captured
    return (instant.at.replace(tzinfo=None) if instant is not None else datetime.max, report.id)


def _parents(report: str, known: Known, hidden: set[str], settings: Lineage) -> list[Derivation]:
    """The fewest parents that explain what a report shares with others: the best one, then those that add to it."""
    offered = []
    for tie in known.ties[report]:
        made = _derivation(tie, known, settings)
        if made is None or (report in hidden and tie.other in hidden):
            continue
        credited = "credit" in made.why or made.source not in known.reports
        order = (made.kind != "revised", not credited, not made.directed, -round(made.share, 2))
        offered.append((order, _rank(known.reports[tie.other]), tie, made))
    offered.sort(key=lambda offer: offer[:2])
    out: list[Derivation] = []
    spans: list[Span] = []
    sources: set[str] = set()
    for _, _, tie, made in offered:
        more = [*spans, *(span for span, _ in tie.passages)]
        gain = (_covered(more) - _covered(spans)) / known.letters[report]
        if made.source in sources or (out and gain < settings.adds):
            continue
        out.append(made)
        sources.add(made.source)
        spans = more
    return out


def _derivation(tie: Tie, known: Known, settings: Lineage) -> Derivation | None:
    """What a tie says of its report's descent; None when it says nothing, or says it of the other one."""
    report, other = known.reports[tie.report], known.reports[tie.other]
    evidence = tuple(
        item
        for own, others in tie.passages
        for item in (
            Evidence(report=report.id, span=own, rule="passage"),
            Evidence(report=other.id, span=others, rule="passage"),
        )
    )
    if report.outlet and report.outlet == other.outlet:
        if _rank(report) < _rank(other) or min(tie.share, tie.other_share) < settings.revision:
            return None
        directed = _when(report) is not None and _when(report) != _when(other)
        return Derivation(
            report=report.id,
            source=other.id,
            kind="revised",
            share=round(tie.share, 4),
            directed=directed,
            evidence=evidence,
            why=("passages", "outlet", "time") if directed else ("passages", "outlet"),
        )
    common = set(known.named[report.id]) & set(known.named[other.id])
    if common:
        return None  # both have it from the source they name
    way = _way(tie, known, settings)
    named = [source for source in known.named[other.id] if source != report.outlet]
    if not known.named[report.id] and named and "credit" not in way.why:
        # the other says whose words these are, this one does not
        return Derivation(
            report=report.id,
            source=named[0],
            kind=_kind(tie, settings),
            share=round(tie.share, 4),
            evidence=evidence,
            why=("credit-of-copy", "passages"),
            note="credit-disagrees" if report.author else "credit-missing",
        )
    if known.named[report.id] and not known.named[other.id] and "credit" not in way.why:
        return None
    if way.way < 0 or (way.way == 0 and _rank(report) < _rank(other)):
        return None
    return Derivation(
        report=report.id,
        source=other.id,
        kind=_kind(tie, settings),
        share=round(tie.share, 4),
        directed=way.way > 0,
        evidence=evidence,
        why=way.why,
    )


def _when(report: Report) -> datetime | None:
    instant = report.published or report.captured
    return instant.at.replace(tzinfo=None) if instant is not None else None


def _kind(tie: Tie, settings: Lineage) -> DerivationKind:
    """Copied whole, cut from a longer text, or rewritten."""
    if tie.share < settings.copy:
        return "rewritten"
    return "copied" if tie.other_share >= settings.copy else "cut"


# ── the unseen common source ─────────────────────────────────────────────────────────────────────────────────────


def _unseen(known: Known, settings: Lineage) -> list[Derivation]:
    """Groups of outlets that share a text which none of them holds whole: each derives from one unseen source."""
    out: list[Derivation] = []
    for members in _groups(known, settings):
        outlets = {known.reports[member].outlet or member for member in members}
        if len(outlets) < settings.outlets or any(known.named[member] for member in members):
            continue
        inside = set(members)
        common = {
            member: [span for tie in known.ties[member] if tie.other in inside for span, _ in tie.passages]
            for member in members
        }
        if any(_holds_all(member, members, common, known, settings) for member in members):
            continue
        source = f"unseen:{content_id('u', *members)}"
        out += [
            Derivation(
                report=member,
                source=source,
                kind="unseen",
                share=round(min(1.0, _covered(common[member]) / known.letters[member]), 4),
                evidence=tuple(Evidence(report=member, span=s, rule="passage") for s in sorted(set(common[member]))),
                why=("passages",),
            )
            for member in members
        ]
    return out


def _groups(known: Known, settings: Lineage) -> list[tuple[str, ...]]:
    """Reports tied by half their text or more, directly or through others, each group sorted."""
    seen: set[str] = set()
    out = []
    for start in sorted(known.reports):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            for tie in known.ties[waiting.pop()]:
                if max(tie.share, tie.other_share) >= settings.group and tie.other not in group:
                    group.add(tie.other)
                    waiting.append(tie.other)
        seen |= group
        if len(group) > 1:
            out.append(tuple(sorted(group)))
    return out


def _holds_all(
    parent: str, members: Sequence[str], common: Mapping[str, list[Span]], known: Known, settings: Lineage
) -> bool:
    """Whether one report holds all that the others have in common, so that it could be the parent of all."""
    from_parent = {
        tie.report: [span for span, _ in tie.passages]
        for member in members
        for tie in known.ties[member]
        if tie.other == parent
    }
    for member in members:
        if member == parent:
            continue
        whole = _covered(common[member])
        if whole and _covered(from_parent.get(member, [])) < settings.holds * whole:
            return False
    return True


def _acyclic(found: Sequence[Derivation]) -> list[Derivation]:
    """The derivations with those that would close a circle of reports left undirected."""
    parents: dict[str, set[str]] = {}
    out = []
    for made in sorted(found, key=lambda d: ("credit" not in d.why, -d.share, d.report, d.source, d.kind)):
        if made.directed and _reaches(made.source, made.report, parents):
            out.append(
                Derivation(
                    report=made.report,
                    source=made.source,
                    kind=made.kind,
                    share=made.share,
                    directed=False,
                    evidence=made.evidence,
                    why=made.why,
                    note=made.note,
                )
            )
            continue
        if made.directed:
            parents.setdefault(made.report, set()).add(made.source)
        out.append(made)
    return out


def _reaches(start: str, end: str, parents: Mapping[str, set[str]]) -> bool:
    """Whether `end` is an ancestor of `start` (or `start` itself)."""
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        for parent in parents.get(at, ()):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return False

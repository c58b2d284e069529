"""Which of two reports that share text has it from the other, and which parents explain a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from msgspec.structs import replace

from tawatur.lineage.ties import Known, Tie, covered, kin_spans, when
from tawatur.model import Derivation, DerivationKind, Evidence, Report
from tawatur.settings import Lineage


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
        cut = 1 if tie.share > tie.other_share else -1
        votes.append((-cut, "compiled") if _compiled(tie, known, settings) else (cut, "fuller"))
    earlier = _earlier(report, other, settings)
    if earlier:
        votes.append((-earlier, "time"))
    ways = {way for way, _ in votes}
    if len(ways) == 1:
        return _Way(ways.pop(), ("passages", *(why for _, why in votes)))
    return _Way(0, ("passages",))


def _compiled(tie: Tie, known: Known, settings: Lineage) -> bool:
    """Whether the longer report of a tie is put together from several shorter ones that have nothing in common."""
    longer, shorter = (tie.report, tie.other) if tie.share < tie.other_share else (tie.other, tie.report)
    kin = {shorter, *(other.other for other in known.ties[shorter])}
    return any(
        other.other_share >= settings.copy and other.share >= settings.adds and other.other not in kin
        for other in known.ties[longer]
    )


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


def parents(report: str, known: Known, hidden: Mapping[str, str], settings: Lineage) -> list[Derivation]:
    """The fewest parents that explain what a report shares with others: the best one, then those that add to it.

    What stands in other reports that name the same source is explained by that source already.
    """
    offered = []
    for tie in known.ties[report]:
        made = _derivation(tie, known, settings)
        if made is None or (report in hidden and hidden.get(tie.other) == hidden[report]):
            continue
        credited = "credit" in made.why or made.source not in known.reports
        order = (made.kind != "revised", not credited, not made.directed, -round(made.share, 2))
        offered.append((order, known.ranks[tie.other], tie, made))
    offered.sort(key=lambda offer: offer[:2])
    out: list[Derivation] = []
    spans = [span for source in known.named[report] for span in kin_spans(report, source, known)]
    explained = covered(spans)
    sources: set[str] = set()
    for _, _, tie, made in offered:
        more = [*spans, *(span for span, _ in tie.passages)]
        reached = covered(more)
        adds = (reached - explained) / known.letters[report] >= settings.adds
        if made.source in sources or not (adds or made.kind == "revised" or "credit" in made.why):
            continue
        out.append(replace(made, evidence=_evidence(tie)))
        sources.add(made.source)
        spans, explained = more, reached
    return out


def _derivation(tie: Tie, known: Known, settings: Lineage) -> Derivation | None:
    """What a tie says of its report's descent, without the passages that show it; None when it says nothing, or says it
    of the other one."""
    report, other = known.reports[tie.report], known.reports[tie.other]
    before = known.ranks[tie.report] < known.ranks[tie.other]
    if report.outlet and report.outlet == other.outlet:
        one = report.one == other.one
        first = report.version < other.version if one else before
        if first or (not one and min(tie.share, tie.other_share) < settings.revision):
            return None
        directed = when(report) is not None and when(report) != when(other)
        directed = directed or (one and report.version[:2] != other.version[:2])
        return Derivation(
            report=report.id,
            source=other.id,
            kind="revised",
            share=round(tie.share, 4),
            directed=directed,
            why=("passages", "outlet", "time") if directed else ("passages", "outlet"),
        )
    common = set(known.named[report.id]) & set(known.named[other.id])
    if common:
        return None  # both have it from the source they name
    way = _way(tie, known, settings)
    if tie.share < settings.adds:
        return None
    named = [source for source in known.named[other.id] if source != report.outlet]
    if not known.named[report.id] and named and "credit" not in way.why:
        # the other says whose words these are, this one does not; a byline of its own over them is worth telling
        silent_copy = "credit-disagrees" if report.author else "credit-missing"
        return Derivation(
            report=report.id,
            source=named[0],
            kind=_kind(tie, settings),
            share=round(tie.share, 4),
            why=("credit-of-copy", "passages"),
            note=silent_copy if tie.share >= settings.group and not report.credits else "",
        )
    if known.named[report.id] and not known.named[other.id] and "credit" not in way.why:
        return None
    if way.way < 0 or (way.way == 0 and before):
        return None
    # two reports that credit two sources for one text cannot both be right
    differ = bool(known.named[report.id] and known.named[other.id]) and "credit" not in way.why
    return Derivation(
        report=report.id,
        source=other.id,
        kind=_kind(tie, settings),
        share=round(tie.share, 4),
        directed=way.way > 0,
        why=way.why,
        note="credit-disagrees" if differ and tie.share >= settings.copy else "",
    )


def _evidence(tie: Tie) -> tuple[Evidence, ...]:
    """The passages of a tie, each with its place in the report and in the other."""
    return tuple(
        Evidence(report=report, span=span, rule="passage")
        for passage in tie.passages
        for report, span in zip((tie.report, tie.other), passage, strict=True)
    )


def _kind(tie: Tie, settings: Lineage) -> DerivationKind:
    """Copied whole, cut from a longer text, or rewritten."""
    if tie.share < settings.copy:
        return "rewritten"
    return "copied" if tie.other_share >= settings.copy else "cut"

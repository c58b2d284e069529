"""What reports share and what they name, gathered for tracing where each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from tawatur.model import Credit, Evidence, Passage, Report, Reuse, Span, Statement
from tawatur.settings import Lineage

SEVERAL = "agency:several"  # the registry's row for a byline that says "agencies" and no more


class Tie(NamedTuple):
    """What `report` shares with `other`, quotations of one speaker apart: shares of both, and the passages."""

    report: str
    other: str
    share: float  # of the report's letters
    other_share: float
    passages: tuple[tuple[Span, Span], ...]  # in the report, in the other


Rank = tuple[datetime, str]


class Known(NamedTuple):
    """All reports and what is known of where each comes from, while it is being worked out."""

    reports: dict[str, Report]
    letters: dict[str, int]
    ties: dict[str, list[Tie]]  # by report, each pair from both sides
    named: dict[str, tuple[str, ...]]  # report → sources it credits or mostly cites
    ranks: dict[str, Rank]  # the order in which reports are named when nothing tells which came first


def known_of(
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
        own, a_share, b_share = _own(reuse)
        if max(a_share, b_share) < settings.part:
            continue
        spans = tuple((passage.a, passage.b) for passage in own)
        turned = tuple(sorted((b, a) for a, b in spans))
        ties[reuse.a].append(Tie(reuse.a, reuse.b, a_share, b_share, spans))
        ties[reuse.b].append(Tie(reuse.b, reuse.a, b_share, a_share, turned))
    named = {}
    for report in reports:
        sources = [credit.source for credit in named_credits(report)]
        sources += [source for source, _, _ in cited(report, statements.get(report.id, ()), letters, settings)]
        named[report.id] = tuple(sorted(set(sources)))
    return Known(by_id, letters, ties, named, {report.id: _rank(report) for report in reports})


def tied(reuse: Reuse, settings: Lineage) -> bool:
    """Whether two reports share so much that one may have it from the other."""
    return max(_own(reuse)[1:]) >= settings.part


def _own(reuse: Reuse) -> tuple[Sequence[Passage], float, float]:
    """What two reports share beside quotations of one speaker, and the shares of both."""
    own = [passage for passage in reuse.passages if not passage.quotation]
    if len(own) == len(reuse.passages):
        return own, reuse.a_share, reuse.b_share
    a_share, b_share = reuse.a_share * _part(own, reuse.passages, 0), reuse.b_share * _part(own, reuse.passages, 1)
    return own, a_share, b_share


def named_credits(report: Report) -> list[Credit]:
    """The credits that name one source other than the outlet itself; "agencies" in the plural names none."""
    return [credit for credit in report.credits if credit.source not in (report.outlet, SEVERAL)]


def _letters(report: Report) -> int:
    """How long the report is without its furniture, in code points, as passages are measured too."""
    blocks = [block.span for block in report.blocks if block.kind != "furniture"] or [Span(0, len(report.text))]
    return sum(span.end - span.start for span in blocks)


def _part(own: Sequence[Passage], every: Sequence[Passage], side: int) -> float:
    """How much of what is shared is no quotation of one speaker."""
    whole = sum(_side(p, side).end - _side(p, side).start for p in every)
    return sum(_side(p, side).end - _side(p, side).start for p in own) / whole if whole else 0.0


def _side(passage: Passage, side: int) -> Span:
    return passage.b if side else passage.a


def cited(
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


def kin_share(report: str, source: str, known: Known) -> float:
    """The share of a report that stands in other reports of the same source, or in the source's own."""
    return min(1.0, covered(kin_spans(report, source, known)) / known.letters[report])


def kin_spans(report: str, source: str, known: Known) -> list[Span]:
    """What of a report stands in other reports of the same source, or in the source's own."""
    return [
        span
        for tie in known.ties[report]
        if source in known.named[tie.other] or known.reports[tie.other].outlet == source
        for span, _ in tie.passages
    ]


def covered(spans: Iterable[Span]) -> int:
    """How many code points the spans cover together."""
    covered, reached = 0, -1
    for span in sorted(spans):
        covered += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return covered


def _rank(report: Report) -> Rank:
    """When the report appeared, the latest of all when unknown, and its id."""
    instant = report.published or report.captured
    return (instant.at.replace(tzinfo=None) if instant is not None else datetime.max, report.id)


def when(report: Report) -> datetime | None:
    """When the report appeared, as far as it is known; time zones apart."""
    instant = report.published or report.captured
    return instant.at.replace(tzinfo=None) if instant is not None else None

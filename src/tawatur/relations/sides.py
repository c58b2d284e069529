"""What relations compare: a claim with what its wording says, when it was made, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from tawatur.claims.features import Content, Gazetteer, told
from tawatur.keys import relation_id
from tawatur.lang.pack import Pack
from tawatur.model import (
    Claim,
    Evidence,
    Instant,
    Quantity,
    Relation,
    RelationKind,
    Report,
    Span,
    Value,
    versions,
)
from tawatur.settings import Relations
from tawatur.text.sentences import sentences


class Desk(NamedTuple):
    """What comparing needs."""

    reports: Mapping[str, Report]
    pack: Pack
    settings: Relations
    said: dict[tuple[str, Instant | None], Content]  # what words say that came out at a time: copies are read once

    def content(self, report: str, span: Span) -> Content:
        """What a stretch of a report says."""
        source = self.reports[report]
        same = span.of(source.text), source.published
        found = self.said.get(same)
        if found is None:
            found = self.said[same] = told(source, span, NO_NAMES, self.pack)
        return found


class Side(NamedTuple):
    """One claim of a pair: its figure, who makes it, and when reports first and last did."""

    claim: Claim
    figure: Quantity | None
    first: datetime | None
    last: datetime | None
    voices: frozenset[tuple[str, str]]  # report and origin (the last link's key; "" the outlet itself)
    times: tuple[tuple[str, datetime], ...]  # of the reports that have one
    reports: frozenset[str]  # those that make it

    def last_of(self, reports: frozenset[str]) -> datetime | None:
        """When the last of some of its reports came out."""
        return max((at for report, at in self.times if report in reports), default=None)


NO_NAMES = Gazetteer(frozenset(), {})


def sides(claims: Sequence[Claim], desk: Desk) -> list[Side]:
    """The claims by id, each with what comparing needs."""
    out = []
    later = versions(desk.reports.values())
    for claim in sorted(claims, key=lambda c: c.id):
        made = sorted({a.report for a in claim.attestations})
        dated = tuple(
            (report, at) for report in made if (at := time_of(desk.reports[report], report in later)) is not None
        )
        times = [at for _, at in dated]
        figure = next((v for v in claim.values if isinstance(v, Quantity)), None) if claim.kind == "figure" else None
        out.append(
            Side(
                claim=claim,
                figure=figure,
                first=min(times, default=None),
                last=max(times, default=None),
                times=dated,
                reports=frozenset(made),
                voices=frozenset((a.report, a.chain[-1].key if a.chain else "") for a in claim.attestations),
            )
        )
    return out


def content_of(side: Side, desk: Desk) -> Content:
    """What the core of a claim says; negated when its source denies it."""
    core = side.claim.core
    negated = any(a.negated for a in side.claim.attestations if (a.report, a.span) == (core.report, core.span))
    return told(desk.reports[core.report], core.span, NO_NAMES, desk.pack, negated, side.claim.values)


def time_of(report: Report, later: bool = False) -> datetime | None:
    """When a report came out, as far as is known; without a time zone, for some reports have none. A `later` version
    bears the time of publication of the first one, and said what it says when it was modified."""
    instant = report.published or report.modified or report.captured
    if later:
        instant = report.modified or report.captured or instant
    if instant is None:
        return None
    return (instant.at.astimezone(UTC) if instant.at.tzinfo else instant.at).replace(tzinfo=None)


def sentence_round(report: Report, span: Span) -> Span:
    """The sentence a stretch of a report stands in."""
    window = Span(max(0, span.start - _WINDOW), min(len(report.text), span.end + _WINDOW))
    for sentence in sentences(report.text, window):
        if sentence.start <= span.start < sentence.end:
            return sentence
    return span


def clause_round(report: Report, span: Span, sentence: Span) -> Span:
    """The part of a sentence between the commas round a stretch of it."""
    before = max((report.text.rfind(mark, sentence.start, span.start) for mark in _COMMAS), default=-1)
    after = [at for mark in _COMMAS if (at := report.text.find(mark, span.end, sentence.end)) >= 0]
    return Span(before + 1 if before >= 0 else sentence.start, min(after, default=sentence.end))


_COMMAS = ("\u060c", "\u061b", ",", ";")
_WINDOW = 400  # letters looked at on each side for the ends of a sentence


def later(a: Side, b: Side) -> bool:
    """Whether the last report of `a` is no older than the last of `b`, and its first no older than the first."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return False
    return a.last >= b.last and a.first >= b.first


def relation(
    kind: RelationKind,
    a: Side,
    b: Side,
    why: str,
    rule: str = "",
    values: tuple[Value | None, Value | None] | None = None,
) -> Relation:
    """The relation of two claims, with the words and values compared."""
    a_value, b_value = values if values is not None else (a.figure, b.figure)
    return Relation(
        id=relation_id(kind, a.claim.id, b.claim.id),
        kind=kind,
        a=a.claim.id,
        b=b.claim.id,
        a_evidence=Evidence(report=a.claim.wording.report, span=a.claim.wording.span, rule=rule),
        b_evidence=Evidence(report=b.claim.wording.report, span=b.claim.wording.span, rule=rule),
        a_value=a_value,
        b_value=b_value,
        why=why,
        rule=rule,
    )

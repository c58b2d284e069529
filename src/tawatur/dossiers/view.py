"""What the page shows, laid out for the template: which claims, reports and pairs stand on it, and what is left out.

A page of 800 reports must still open on a phone, so everything has its most; what is left out is counted and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from tawatur.dossiers.copies import Pair, pairs
from tawatur.dossiers.diagram import Labels, diagram
from tawatur.dossiers.marking import Mark, Paragraph, paragraphs
from tawatur.dossiers.words import both, in_its_sentence, one_line, outlet_of, quoted, spoken, time_of, title_of
from tawatur.model import Claim, Derivation, Dossier, Evidence, Finding, Instant, Relation, Report, Span, Support, Value

MOST_CLAIMS = 40  # with diagram, reason and evidence; the others in one line each
MOST_LINES = 160  # claims in one line each
MOST_EVIDENCE = 40  # attestations listed under a claim
MOST_LETTERS = 600_000  # of report texts on the page: about 1.2 MB, two seconds on a phone
MOST_RELATIONS = 60
MOST_LINEAGE = 200
MOST_TIMES = 300


class Witness(NamedTuple):
    """One attestation of a claim, as a row."""

    outlet: str
    time: str
    title: str
    words: str
    chain: tuple[str, ...]
    negated: bool
    copied_from: str | None  # the outlet or agency it was copied from; None when it was not copied
    link: str  # to the marked words, "" when the report's text is not on the page


class Tie(NamedTuple):
    """A relation as seen from one of its claims, or in the table."""

    kind: str
    newer: Side
    older: Side
    why: str  # code of a sentence, "" for none


class Side(NamedTuple):
    """One side of a relation: the words, who says so, when."""

    words: str
    value: str
    outlet: str
    time: str
    link: str
    number: int


class Card(NamedTuple):
    """A claim in full."""

    number: int
    claim: Claim
    wording: str
    link: str
    support: Support | None
    origins: tuple[str, ...]
    reason: Markup | None
    one: bool  # the reason names the only origin already
    findings: tuple[Markup, ...]
    witnesses: tuple[Witness, ...]
    more: int  # attestations left out
    drawing: Markup
    ties: tuple[Tie, ...]


class Line(NamedTuple):
    """A claim in one line."""

    number: int
    wording: str
    link: str
    outlet: str
    support: Support | None


class Sheet(NamedTuple):
    """A report with its whole text."""

    number: int
    report: Report
    title: str
    outlet: str
    time: str
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Descent, ...]


class Descent(NamedTuple):
    """A row of the lineage."""

    report: str  # the outlet that has it
    report_link: str
    time: str
    source: str  # "" for an unseen text
    source_link: str
    derivation: Derivation
    percent: str
    note: str


class Moment(NamedTuple):
    """A row of the timeline."""

    time: str
    how: str  # published, captured, unknown
    outlet: str
    title: str
    link: str
    copied: bool


class View(NamedTuple):
    """The whole page."""

    headline: str
    dossier: Dossier
    reports: int  # all versions of one counted once
    outlets: int
    copies: int
    best: tuple[int, int] | None  # independent chains of the best supported claim
    first: str
    last: str
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    claims_left: int
    relations: tuple[Tie, ...]
    relations_left: int
    pairs: tuple[Pair, ...]
    pairs_left: int
    moments: tuple[Moment, ...]
    moments_left: int
    lineage: tuple[Descent, ...]
    lineage_left: int
    sheets: tuple[Sheet, ...]
    sheets_left: int


class _Desk:
    """The dossier with everything by id, and what of it stands on the page."""

    def __init__(self, dossier: Dossier, language: str) -> None:
        self.dossier = dossier
        self.language = language
        self.reports = {report.id: report for report in dossier.reports}
        self.supports = {support.claim: support for support in dossier.supports}
        self.names = {v.key: v.name for support in dossier.supports for v in support.vertices if v.name}
        for report in dossier.reports:
            self.names.update((credit.source, credit.name) for credit in report.credits if credit.source)
            if report.outlet and report.outlet_name:
                self.names[report.outlet] = report.outlet_name
        self.ordered = _ordered(dossier)
        self.numbers = {claim.id: at for at, claim in enumerate(self.ordered, 1)}
        self.shown = _shown(dossier, self.ordered[:MOST_CLAIMS])
        self.sheet = {report: at for at, report in enumerate(self.shown, 1)}

    def link(self, claim: str, report: str, span: Span) -> str:
        """Where the words of a claim stand on the page."""
        at, number = self.sheet.get(report), self.numbers.get(claim)
        if at is None:
            return ""
        marked = number is not None and number <= MOST_CLAIMS + MOST_LINES
        return f"#r{at}c{number}s{span.start}" if marked else f"#r{at}"

    def report_link(self, report: str) -> str:
        return f"#r{self.sheet[report]}" if report in self.sheet else ""

    def outlet(self, report: str) -> str:
        return outlet_of(self.reports[report]) if report in self.reports else ""

    def source(self, key: str) -> str:
        """The name of a source or of a report's outlet; "" for a text nobody in the story printed."""
        if key in self.reports:
            return self.outlet(key)
        return self.names.get(key, "" if key.startswith("unseen:") else key.partition(":")[2])


def view(dossier: Dossier, language: str) -> View:
    """Everything the template needs."""
    desk = _Desk(dossier, language)
    ties = tuple(_tie(desk, relation) for relation in dossier.relations[:MOST_RELATIONS])
    cards = tuple(_card(desk, claim, ties) for claim in desk.ordered[:MOST_CLAIMS])
    rest = desk.ordered[MOST_CLAIMS:]
    sides, left = pairs(dossier, desk.reports, desk.sheet)
    lineage = tuple(_descent(desk, made) for made in dossier.derivations)
    moments = _moments(desk)
    ranges = [support.holds for support in dossier.supports]
    sheets = tuple(_sheet(desk, report, lineage) for report in desk.shown)
    times = [moment.time for moment in moments if moment.time]
    return View(
        headline=one_line(dossier.story.headline) or title_of(dossier.reports[0]) if dossier.reports else "",
        dossier=dossier,
        outlets=len({report.outlet or report.id for report in dossier.reports}),
        reports=len({report.one for report in dossier.reports}),
        copies=len({d.report for d in dossier.derivations if d.kind not in _NO_COPIES}),
        best=max(ranges, default=None),
        first=times[0] if times else "",
        last=times[-1] if times else "",
        cards=cards,
        lines=tuple(_line(desk, claim) for claim in rest[:MOST_LINES]),
        claims_left=max(0, len(rest) - MOST_LINES),
        relations=ties,
        relations_left=len(dossier.relations) - len(ties),
        pairs=sides,
        pairs_left=left,
        moments=moments[:MOST_TIMES],
        moments_left=max(0, len(moments) - MOST_TIMES),
        lineage=lineage[:MOST_LINEAGE],
        lineage_left=max(0, len(lineage) - MOST_LINEAGE),
        sheets=sheets,
        sheets_left=len(dossier.reports) - len(sheets),
    )


def _ordered(dossier: Dossier) -> list[Claim]:
    """Claims that several reports make or that stand in a relation before those of one report, each by salience."""
    related = {end for relation in dossier.relations for end in (relation.a, relation.b)}
    one = {report.id: report.one for report in dossier.reports}

    def alone(claim: Claim) -> bool:
        return len({one.get(made.report, made.report) for made in claim.attestations}) < 2 and claim.id not in related

    # what stands inside another claim in the same reports is read there
    whole = [claim for claim in dossier.claims if not claim.part_of or claim.id in related]
    return sorted(whole, key=alone)


def _shown(dossier: Dossier, claims: Sequence[Claim]) -> list[str]:
    """The reports whose text stands on the page: the central one and those that make most of the claims shown, while
    there is room; in the order of the story."""
    makes: dict[str, int] = {report.id: 0 for report in dossier.reports}
    for claim in claims:
        for made in claim.attestations:
            if made.report in makes:
                makes[made.report] += 1
    room, chosen = MOST_LETTERS, set()
    order = sorted(dossier.reports, key=lambda r: (r.id != dossier.story.central, -makes[r.id], r.id))
    for report in order:
        if len(report.text) <= room:
            chosen.add(report.id)
            room -= len(report.text)
    told = [id for id in dossier.story.reports if id in chosen]
    return told + sorted(chosen - set(told))


# ── claims ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _card(desk: _Desk, claim: Claim, ties: Sequence[Tie]) -> Card:
    number = desk.numbers[claim.id]
    support = desk.supports.get(claim.id)
    copied = dict(support.collapsed) if support else {}
    made = sorted(claim.attestations, key=lambda a: (time_of(_report_time(desk, a.report)) or "~", a.report, a.span))
    witnesses = tuple(
        Witness(
            outlet=desk.outlet(one.report),
            time=time_of(_report_time(desk, one.report)),
            title=title_of(desk.reports[one.report]) if one.report in desk.reports else "",
            words=quoted(desk.reports[one.report], one.span, 320) if one.report in desk.reports else "",
            chain=tuple(one_line(link.who, 90) for link in one.chain),
            negated=one.negated,
            copied_from=desk.source(copied[one.report]) if one.report in copied else None,
            link=desk.link(claim.id, one.report, one.span),
        )
        for one in made[:MOST_EVIDENCE]
    )
    findings = tuple(_said(finding) for finding in support.findings) if support else ()
    return Card(
        number=number,
        claim=claim,
        wording=_wording(desk, claim.wording),
        link=desk.link(claim.id, claim.wording.report, claim.wording.span),
        support=support,
        origins=support.origins if support else (),
        reason=findings[0] if findings else None,
        one=bool(support and support.findings and (support.findings[0].fills.get("names"),) == support.origins),
        findings=findings[1:],
        witnesses=witnesses,
        more=len(made) - len(witnesses),
        drawing=_drawing(desk, support) if support and support.reports > 1 else Markup(""),
        ties=tuple(tie for tie in ties if number in (tie.newer.number, tie.older.number)),
    )


def _report_time(desk: _Desk, report: str) -> Instant | None:
    made = desk.reports.get(report)
    return (made.published or made.captured) if made is not None else None


def _wording(desk: _Desk, wording: Evidence) -> str:
    report = desk.reports.get(wording.report)
    return in_its_sentence(report, wording) if report is not None else ""


def _said(finding: Finding) -> Markup:
    return both(finding.code, **finding.fills)


def _drawing(desk: _Desk, support: Support) -> Markup:
    drawn = [vertex.key for vertex in support.vertices if vertex.layer == "report" and vertex.key in desk.reports]
    lines = {report: (time_of(_report_time(desk, report)), title_of(desk.reports[report])) for report in drawn}
    links = {report: desk.report_link(report) for report in drawn if report in desk.sheet}
    return diagram(support, desk.language, Labels(lines, links))


def _line(desk: _Desk, claim: Claim) -> Line:
    return Line(
        number=desk.numbers[claim.id],
        wording=one_line(_wording(desk, claim.wording), 300),
        link=desk.link(claim.id, claim.wording.report, claim.wording.span),
        outlet=desk.outlet(claim.wording.report),
        support=desk.supports.get(claim.id),
    )


# ── relations, lineage, time ─────────────────────────────────────────────────────────────────────────────────────


def _tie(desk: _Desk, relation: Relation) -> Tie:
    why = f"why.{relation.why}"
    return Tie(
        kind=relation.kind,
        newer=_side(desk, relation.a, relation.a_evidence, relation.a_value),
        older=_side(desk, relation.b, relation.b_evidence, relation.b_value),
        why=why if spoken(why) else "",
    )


def _side(desk: _Desk, claim: str, evidence: Evidence, value: Value | None) -> Side:
    report = desk.reports.get(evidence.report)
    number = desk.numbers.get(claim, 0)
    return Side(
        words=quoted(report, evidence.span, 240) if report is not None else "",
        value=quoted(report, value.span, 60) if report is not None and value is not None else "",
        outlet=desk.outlet(evidence.report),
        time=time_of(_report_time(desk, evidence.report)),
        link=desk.link(claim, evidence.report, evidence.span),
        number=number if number <= MOST_CLAIMS else 0,
    )


def _descent(desk: _Desk, made: Derivation) -> Descent:
    note = f"lineage.{made.note}"
    return Descent(
        report=desk.outlet(made.report),
        report_link=desk.report_link(made.report),
        time=time_of(_report_time(desk, made.report)),
        source=desk.source(made.source),
        source_link=desk.report_link(made.source),
        derivation=made,
        percent=f"{made.share:.0%}" if made.share else "",
        note=note if spoken(note) else "",
    )


_NO_COPIES = ("credited", "revised")  # derivations of a report that is nobody's copy


def _moments(desk: _Desk) -> tuple[Moment, ...]:
    copied = {d.report for d in desk.dossier.derivations if d.kind not in _NO_COPIES}
    out = []
    for report in desk.dossier.reports:
        instant = report.published or report.captured
        out.append(
            Moment(
                time=time_of(instant),
                how="published" if report.published else "captured" if report.captured else "unknown",
                outlet=outlet_of(report),
                title=title_of(report),
                link=desk.report_link(report.id),
                copied=report.id in copied,
            )
        )
    return tuple(sorted(out, key=lambda m: (not m.time, m.time, m.outlet, m.title)))


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _sheet(desk: _Desk, id: str, lineage: Iterable[Descent]) -> Sheet:
    report, at = desk.reports[id], desk.sheet[id]
    marks = {
        Mark(made.span, "claim", f"r{at}c{number}s{made.span.start}", number)
        for claim in desk.ordered[: MOST_CLAIMS + MOST_LINES]
        for number in (desk.numbers[claim.id],)
        for made in claim.attestations
        if made.report == id
    }
    return Sheet(
        number=at,
        report=report,
        title=title_of(report),
        outlet=outlet_of(report),
        time=time_of(report.published or report.captured),
        paragraphs=paragraphs(report, marks),
        sources=tuple(made for made in lineage if made.derivation.report == id),
    )

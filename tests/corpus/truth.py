"""The truth of the corpus, typed, and how what tawatur found is held against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from tawatur.model import Claim, Report, Span

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
PAGES = CORPUS / "pages"
GAPS = Path(__file__).with_name("gaps.toml")

Tier = Literal["must", "should"]
Relation = Literal["conflict", "update", "refines", "denies"]
T = TypeVar("T")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of a truth file; a field nobody knows is a slip."""


class Parent(Record, frozen=True):
    """Where a report comes from: the id of a report, or `unseen:` and a name."""

    from_: str = msgspec.field(name="from")
    how: Literal["copied", "cut", "rewritten", "partial", "revised", "unseen"]


class TrueReport(Record, frozen=True):
    """What is true of one report."""

    id: str
    file: str  # under corpus/pages
    outlet: str
    url: str
    published: str
    modified: str
    title: str
    author: str
    story: str
    credits: tuple[str, ...]
    furniture: tuple[str, ...]
    parents: tuple[Parent, ...]
    notes: tuple[str, ...]


class TrueLink(Record, frozen=True):
    """One link of a chain."""

    mention: str
    who: str
    kind: str


class TrueStatement(Record, frozen=True):
    """One attribution."""

    content: str
    cue: str
    type: str
    chain: tuple[TrueLink, ...]
    negated: bool
    implicit: bool


class TrueStatements(Record, frozen=True):
    """The attributions of one report."""

    id: str
    credits: tuple[str, ...]
    furniture: tuple[str, ...]
    statements: tuple[TrueStatement, ...]


class TrueEvidence(Record, frozen=True):
    """The words with which one report makes a claim, and their chain."""

    report: str
    span: str
    chain: tuple[str, ...]


class TrueClaim(Record, frozen=True):
    """One claim and all that make it."""

    id: str
    claim: str
    kind: str
    evidence: tuple[TrueEvidence, ...]


class NumberedRelation(Record, frozen=True):
    """A relation between two claims of a dossier, by their places in it."""

    a: int
    b: int
    rel: Relation
    why: str


class InStory(Record, frozen=True):
    """What a dossier says of one report."""

    in_story: bool
    credits: tuple[str, ...]
    derived_from: tuple[dict[str, str], ...]


class TrueDossier(Record, frozen=True):
    """The claims of one event."""

    dossier: str
    reports: dict[str, InStory]
    claims: tuple[TrueClaim, ...]
    relations: tuple[NumberedRelation, ...]


class TrueSupport(Record, frozen=True):
    """What the support of one claim is, by hand, and why."""

    reports: int
    outlets: int
    holds: tuple[int, int]
    said: tuple[int, int] | None
    origins: tuple[str, ...]
    why: str
    tier: Tier


class TrueRelation(Record, frozen=True):
    """A relation between two claims, by their ids."""

    a: str
    b: str
    rel: Relation
    why: str
    tier: Tier


class Unrelated(Record, frozen=True):
    """Two claims that look as if they were in conflict or an update and are not."""

    a: str
    b: str
    why: str


class Supports(Record, frozen=True):
    """The file support.json."""

    claims: dict[str, TrueSupport]
    relations: tuple[TrueRelation, ...]
    not_related: tuple[Unrelated, ...]


class TrueStory(Record, frozen=True):
    """The reports of one event: those that surely belong to it, and those that may."""

    core: tuple[str, ...]
    may: tuple[str, ...]


def _lines(name: str, kind: type[T]) -> tuple[T, ...]:
    lines = (CORPUS / "truth" / name).read_text(encoding="utf-8").splitlines()
    return tuple(msgspec.json.decode(line, type=kind) for line in lines)


@lru_cache
def reports() -> dict[str, TrueReport]:
    """The reports by id."""
    return {report.id: report for report in _lines("reports.jsonl", TrueReport)}


@lru_cache
def statements() -> dict[str, TrueStatements]:
    """The attributions by report id."""
    return {report.id: report for report in _lines("attribution.gold.jsonl", TrueStatements)}


@lru_cache
def dossiers() -> dict[str, TrueDossier]:
    """The claims by event."""
    return {dossier.dossier: dossier for dossier in _lines("claims.gold.jsonl", TrueDossier)}


@lru_cache
def claims() -> dict[str, TrueClaim]:
    """Every claim by id."""
    return {claim.id: claim for dossier in dossiers().values() for claim in dossier.claims}


@lru_cache
def supports() -> Supports:
    """Support and relations."""
    return msgspec.json.decode((CORPUS / "truth" / "support.json").read_bytes(), type=Supports)


@lru_cache
def stories() -> dict[str, TrueStory]:
    """The events."""
    return msgspec.json.decode((CORPUS / "truth" / "stories.json").read_bytes(), type=dict[str, TrueStory])


@lru_cache
def gaps() -> dict[str, dict[str, str]]:
    """What this version is known not to reach yet: test → case → the reason."""
    return msgspec.toml.decode(GAPS.read_bytes(), type=dict[str, dict[str, str]])


# ── holding what was found against it ────────────────────────────────────────────────────────────────────────────────


def place(report: Report, words: str, cue: str = "") -> Span:
    """Where the words stand in the report below its title; where they stand twice, the place nearest their cue."""
    after = report.title.end if report.title else 0
    starts = [match.start() for match in re.finditer(re.escape(words), report.text)]
    starts = [start for start in starts if start >= after] or starts
    assert starts, f"{report.input_id}: {words!r} is not in the text"
    cues = [match.start() for match in re.finditer(re.escape(cue), report.text)] if cue else []
    start = min(starts, key=lambda at: (min((abs(at - c) for c in cues), default=0), at))
    return Span(start, start + len(words))


def covers(found: Span, true: Span) -> bool:
    """Whether both speak of the same stretch: most of the shorter one is common, and what was found is no net thrown
    over half the report."""
    both = found.overlap(true)
    least = min(found.end - found.start, true.end - true.start)
    return both >= 0.6 * least > 0 and found.end - found.start <= max(200, 3 * (true.end - true.start))


def alike(found: Span, true: Span) -> float:
    """What two spans have in common, as a share of what they cover together."""
    both = found.overlap(true)
    return both / ((found.end - found.start) + (true.end - true.start) - both) if both else 0.0


def found_claim(
    true: TrueClaim, made: tuple[Claim, ...], reports: Mapping[str, Report]
) -> tuple[Claim | None, set[str]]:
    """The claim that gathers most of the true one's evidence, and the ids of the reports it has it from."""
    best: tuple[int, str, Claim | None, set[str]] = (0, "", None, set())
    for claim in made:
        hit = set()
        for evidence in true.evidence:
            report = reports[evidence.report]
            at = place(report, evidence.span)
            if any(a.report == report.id and covers(a.span, at) for a in claim.attestations):
                hit.add(evidence.report)
        if (len(hit), claim.id) > best[:2] and hit:
            best = (len(hit), claim.id, claim, hit)
    return best[2], best[3]

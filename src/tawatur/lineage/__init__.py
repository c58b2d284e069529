"""Lineage: which report, or which part of it, comes from which other report, agency or unseen common source.

Direction is decided by what a report credits, then by who holds more of the common text, then by time of publication;
where these disagree or say nothing it stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tawatur.lineage.ties import Known, cited, kin_share, known_of
from tawatur.lineage.unseen import unseen
from tawatur.lineage.ways import parents
from tawatur.model import Credit, Derivation, Evidence, Report, Reuse, Statement
from tawatur.progress import Progress, silent
from tawatur.settings import Lineage

__all__ = ["derivations"]


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
    known = known_of(reports, reuses, statements, settings)
    out = list(_credited(known, statements, settings))
    unnamed = unseen(known, settings)
    hidden = {made.report: made.source for made in unnamed}
    out += unnamed
    for done, report in enumerate(sorted(known.reports)):
        out += parents(report, known, hidden, settings)
        if done % 1024 == 0:
            progress(done, len(known.reports))
    progress(len(known.reports), len(known.reports))
    return tuple(sorted(_acyclic(out), key=lambda d: (d.report, d.source, d.kind)))


def _credited(known: Known, statements: Mapping[str, Sequence[Statement]], settings: Lineage) -> Iterable[Derivation]:
    """What reports credit in dateline, tail or byline, and agencies they cite for most of their text."""
    for report in known.reports.values():
        by_source: dict[str, list[Credit]] = {}
        for credit in report.credits:
            if credit.source != report.outlet:
                by_source.setdefault(credit.source, []).append(credit)
        mostly = {
            source: (share, evidence)
            for source, share, evidence in cited(report, statements.get(report.id, ()), known.letters, settings)
        }
        for source in sorted(by_source.keys() | mostly.keys()):
            credits = by_source.get(source, [])
            share, evidence = mostly.get(source, (0.0, ()))
            places = tuple(sorted({credit.place for credit in credits}))
            yield Derivation(
                report=report.id,
                source=source,
                kind="credited",
                share=round(max(share, kin_share(report.id, source, known)), 4),
                evidence=tuple(
                    Evidence(report=report.id, span=credit.span, rule=credit.rule or credit.place)
                    for credit in credits
                    if credit.span is not None
                )
                + evidence,
                why=places + (("cited",) if evidence else ()),
            )


def _acyclic(found: Sequence[Derivation]) -> list[Derivation]:
    """The derivations with those that would close a circle of reports left undirected."""
    parents: dict[str, set[str]] = {}
    out = []
    for made in sorted(found, key=lambda d: ("credit" not in d.why, -d.share, d.report, d.source, d.kind)):
        if made.directed and _reaches(made.source, made.report, parents):
            out.append(msgspec.structs.replace(made, directed=False))
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

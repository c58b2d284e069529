"""Copies beside what they were copied from: the shared passages in two columns, changed words marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tawatur.dossiers.marking import Mark, Run, runs
from tawatur.dossiers.words import outlet_of, time_of, title_of
from tawatur.model import Derivation, Dossier, Passage, Report, Reuse, Span

MOST_PAIRS = 20
MOST_PASSAGES = 8  # of one pair
MOST_LETTERS = 900  # of one passage


class Beside(NamedTuple):
    """One shared passage: in the source, in the copy."""

    source: tuple[Run, ...]
    copy: tuple[Run, ...]
    cut: bool  # longer than is shown
    quotation: bool
    changes: int


class Head(NamedTuple):
    """Whose text a column is."""

    outlet: str
    time: str
    title: str
    link: str


class Pair(NamedTuple):
    """A report and the one it was copied from."""

    source: Head
    copy: Head
    kind: str
    directed: bool
    percent: str  # of the copy's letters that the source explains
    passages: tuple[Beside, ...]
    more: int  # passages left out


def pairs(dossier: Dossier, reports: Mapping[str, Report], sheets: Mapping[str, int]) -> tuple[tuple[Pair, ...], int]:
    """The pairs shown, largest share first, and how many more there are."""
    shared = {(reuse.a, reuse.b): reuse for reuse in dossier.reuses}
    found = []
    for made in dossier.derivations:
        if made.source not in reports or made.report not in reports:
            continue
        reuse = shared.get((made.report, made.source)) or shared.get((made.source, made.report))
        if reuse is not None:
            found.append((made, reuse))
    found.sort(key=lambda pair: (-pair[0].share, pair[0].report, pair[0].source))
    return tuple(_pair(made, reuse, reports, sheets) for made, reuse in found[:MOST_PAIRS]), max(
        0, len(found) - MOST_PAIRS
    )


def _pair(made: Derivation, reuse: Reuse, reports: Mapping[str, Report], sheets: Mapping[str, int]) -> Pair:
    turned = reuse.a == made.report  # then the copy is the first side
    source, copy = reports[made.source], reports[made.report]
    passages = sorted(reuse.passages, key=lambda p: p.b if turned else p.a)
    longest = sorted(passages, key=lambda p: p.a.start - p.a.end)[:MOST_PASSAGES]
    return Pair(
        source=_head(source, sheets),
        copy=_head(copy, sheets),
        kind=made.kind,
        directed=made.directed,
        percent=f"{made.share:.0%}" if made.share else "",
        passages=tuple(_beside(p, source, copy, turned=turned) for p in passages if p in longest),
        more=len(passages) - len(longest),
    )


def _head(report: Report, sheets: Mapping[str, int]) -> Head:
    link = f"#r{sheets[report.id]}" if report.id in sheets else ""
    return Head(outlet_of(report), time_of(report.published or report.captured), title_of(report), link)


def _beside(passage: Passage, source: Report, copy: Report, *, turned: bool) -> Beside:
    ours, theirs = (passage.b, passage.a) if turned else (passage.a, passage.b)
    changed = [(b, a) if turned else (a, b) for a, b in passage.changed]
    return Beside(
        source=_marked(source, ours, [one for one, _ in changed]),
        copy=_marked(copy, theirs, [other for _, other in changed]),
        cut=max(ours.end - ours.start, theirs.end - theirs.start) > MOST_LETTERS,
        quotation=passage.quotation,
        changes=len(changed),
    )


def _marked(report: Report, span: Span, changed: list[Span]) -> tuple[Run, ...]:
    end = span.end
    if end > span.start + MOST_LETTERS:
        end = report.text.rfind(" ", span.start, span.start + MOST_LETTERS)
        end = end if end > span.start else span.start + MOST_LETTERS
    shown = Span(span.start, end)
    return runs(report.text, shown, [Mark(change, "changed") for change in changed])

"""Furniture no phrase foretells: lines that recur across one outlet's reports, and headlines of its other reports."""

from __future__ import annotations

from collections.abc import Iterable

from tawatur.model import Furniture, Report, Span
from tawatur.read.reports import body_lines
from tawatur.settings import Reading
from tawatur.text.words import words

_ENDS = 3  # a line counts as at the edge when it is among the first or last three
_HEADLINE_WORDS = 5  # a headline of another report has at least so many words: shorter ones are everyday phrases


def learned(reports: Iterable[Report], settings: Reading = Reading()) -> dict[str, tuple[Furniture, ...]]:  # noqa: B008  # frozen
    """Report id → the further furniture of that report: lines that recur across its outlet's reports, and lines that
    are the title of another report of the outlet. The order of the reports does not matter; outlets unknown are left
    out. Memory: one key a short line."""
    groups: dict[str, list[tuple[str, list[tuple[Span, str]]]]] = {}
    titles: dict[str, dict[str, set[str]]] = {}
    for report in reports:
        if not report.outlet:
            continue
        page = [
            (span, key)
            for span in body_lines(report)
            if span.end - span.start <= settings.recurs_letters and (key := _key(span.of(report.text)))
        ]
        groups.setdefault(report.outlet, []).append((report.id, page))
        if report.title:
            title = _key(report.title.of(report.text))
            titles.setdefault(report.outlet, {}).setdefault(title, set()).add(report.id)
    out: dict[str, tuple[Furniture, ...]] = {}
    for outlet, group in groups.items():
        recurring = _recurring(group, settings)
        others = titles.get(outlet, {})
        for report_id, page in group:
            pieces = [piece for piece in (_piece(report_id, *line, recurring, others) for line in page) if piece]
            if pieces:
                out[report_id] = tuple(pieces)
    return out


def _piece(report: str, span: Span, key: str, recurring: set[str], titles: dict[str, set[str]]) -> Furniture | None:
    if key in recurring:
        return Furniture(span=span, rule="recurs")
    if key.count(" ") + 1 >= _HEADLINE_WORDS and titles.get(key, set()) - {report}:
        return Furniture(span=span, rule="other-title")
    return None


def _recurring(group: list[tuple[str, list[tuple[Span, str]]]], settings: Reading) -> set[str]:
    """The keys of lines that recur often enough, each report counted once."""
    counts: dict[str, int] = {}
    for _, page in group:
        for key in {key for _, key in page}:
            counts[key] = counts.get(key, 0) + 1
    least = max(settings.recurs_reports, settings.recurs_share * len(group))
    return {key for key, count in counts.items() if count >= least}


def _key(line: str) -> str:
    return " ".join(word.key for word in words(line))

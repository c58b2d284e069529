"""Furniture no phrase foretells: lines that recur across one outlet's reports, and headlines of its other reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from tawatur.lang.pack import load
from tawatur.model import Credit, Furniture, Report, Span
from tawatur.press import press
from tawatur.press.names import readings
from tawatur.read.credits import Credits, bracketed
from tawatur.read.links import finished
from tawatur.read.reports import body_lines
from tawatur.settings import Reading
from tawatur.text.words import words

_EDGE = 3  # a line that recurs counts when it is among the first or last three: what recurs inside is told again
_NEIGHBOURS = 3  # different lines it must have stood beside: the versions of one report repeat lines in one place
_SHOWN = 240  # characters of a first or last line that are kept for its credits
_HEADLINE_WORDS = 5  # a headline of another report has at least so many words: shorter ones are everyday phrases


class Seen(NamedTuple):
    """A line of a report: where it stands, its words, as they are and folded, the line before, whether it is at an
    edge."""

    span: Span
    shown: str
    key: str
    before: str
    edge: bool


class Shown(NamedTuple):
    """A stretch of a report: where it starts, and its words."""

    start: int
    words: str


class Kept(NamedTuple):
    """What is kept of a report until all are seen."""

    report: str
    author: str
    lines: tuple[Seen, ...]
    head: Shown  # the beginning of its first line
    tail: Shown  # the end of its last


class Lessons(NamedTuple):
    """What the reports of a heap tell of other reports."""

    recurring: dict[str, set[str]]  # outlet → folded lines that are furniture at an edge
    titles: dict[str, dict[str, set[str]]]  # outlet → folded title → its reports
    names: dict[str, str]  # folded names of publishers no registry knows → their source keys


def learned(
    reports: Iterable[Report],
    settings: Reading = Reading(),  # noqa: B008  # frozen
) -> dict[str, tuple[Furniture | Credit, ...]]:
    """Report id → what the other reports tell of it: its further furniture and credits.

    Furniture: lines that recur at the edges of its outlet's reports, and lines that are the title of another report of
    the outlet; bylines, datelines and credits recur too and stay. Credits: names in datelines and tails that no
    registry knows, but that are the name of another outlet among the reports. The order of the reports does not matter.
    """
    lessons, groups = _taught(reports, settings)
    credits_ = Credits(load("ar"), press(), lessons.names)
    out: dict[str, tuple[Furniture | Credit, ...]] = {}
    for outlet, pages in groups.items():
        for page in pages:
            found = _told(page, outlet, lessons, credits_)
            if found:
                out[page.report] = found
    return out


def lessons(
    reports: Iterable[Report],
    settings: Reading = Reading(),  # noqa: B008  # frozen
) -> Lessons:
    """What the reports tell of each other and of others. The order of the reports does not matter."""
    return _taught(reports, settings)[0]


def folded_lines(report: Report) -> tuple[str, set[str]]:
    """The folded title of a report ("" without one) and its folded lines: what lessons may be about."""
    title = _key(report.title.of(report.text)) if report.title else ""
    return title, {_key(span.of(report.text)) for span in body_lines(report)}


def applied(
    report: Report,
    taught: Lessons,
    settings: Reading = Reading(),  # noqa: B008  # frozen
) -> tuple[Furniture | Credit, ...]:
    """What lessons learned from other reports tell of this one, as `learned` gives it."""
    credits_ = Credits(load("ar"), press(), taught.names)
    return _told(_page(report, settings), report.outlet, taught, credits_)


def _told(page: Kept, outlet: str, taught: Lessons, credits_: Credits) -> tuple[Furniture | Credit, ...]:
    recurring, titles = taught.recurring.get(outlet, set()), taught.titles.get(outlet, {})
    pieces = [piece for piece in (_piece(page, line, recurring, titles) for line in page.lines) if piece]
    return (*pieces, *(_credits(page, outlet, credits_) if taught.names else ()))


def _taught(reports: Iterable[Report], settings: Reading) -> tuple[Lessons, dict[str, list[Kept]]]:
    """The lessons, and what is kept of the reports of each outlet."""
    groups: dict[str, list[Kept]] = {}
    titles: dict[str, dict[str, set[str]]] = {}
    names: dict[str, set[str]] = {}
    for report in reports:
        groups.setdefault(report.outlet, []).append(_page(report, settings))
        if report.outlet and report.title:
            title = _key(report.title.of(report.text))
            titles.setdefault(report.outlet, {}).setdefault(title, set()).add(report.id)
        for name in _names(report):
            names.setdefault(name, set()).add(report.outlet)
    known = {name: next(iter(keys)) for name, keys in names.items() if len(keys) == 1}
    credits_ = Credits(load("ar"), press(), known)
    recurring = {outlet: _recurring(pages, settings, credits_) for outlet, pages in groups.items() if outlet}
    return Lessons(recurring, titles, known), groups


def _names(report: Report) -> set[str]:
    """The folded names of a report's outlet, when no registry knows it. What is left of an agency's name without its
    head is a country or a town as likely: of those only the whole name counts, what stands in brackets, and the short
    name its own datelines bear."""
    if not report.outlet or press().knows(report.outlet):
        return set()
    whole = set(_key(report.outlet_name).split())
    first = body_lines(report)[:1]
    own = {_key(part.words) for span in first for part in bracketed(span.of(report.text)[:_SHOWN])}
    return {name for name in own if name and set(name.split()) <= whole} | {
        core
        for reading in readings(report.outlet_name)
        for core in (reading.cores[:1] if reading.head == "agency" else reading.cores)
        if len(core) > 2
    }


def _credits(page: Kept, outlet: str, credits_: Credits) -> list[Credit]:
    """The credits of a report that rest on the names of the corpus."""
    return [
        msgspec.structs.replace(credit, span=Span(credit.span.start + shown.start, credit.span.end + shown.start))
        for shown, place in ((page.head, "dateline"), (page.tail, "tail"))
        for credit in credits_.at(shown.words, place)
        if credit.span and credit.rule.endswith(":corpus") and credit.source != outlet
    ]


def _page(report: Report, settings: Reading) -> Kept:
    every = body_lines(report)
    kept, before = [], ""
    for index, span in enumerate(every):
        key = ""
        if report.outlet and span.end - span.start <= settings.recurs_letters:
            shown = span.of(report.text)
            key = _key(shown)
            credited = any(credit.span and credit.span.overlap(span) for credit in report.credits)
            if key and not credited:
                kept.append(Seen(span, shown, key, before, index < _EDGE or index >= len(every) - _EDGE))
        before = key or report.text[span.start : span.start + 40]
    head = tail = Shown(0, "")
    if every:
        first, last = every[0], every[-1]
        head = Shown(first.start, report.text[first.start : min(first.end, first.start + _SHOWN)])
        tail = Shown(max(last.start, last.end - _SHOWN), report.text[max(last.start, last.end - _SHOWN) : last.end])
    return Kept(report.id, _key(report.author), tuple(kept), head, tail)


def _piece(page: Kept, line: Seen, recurring: set[str], titles: dict[str, set[str]]) -> Furniture | None:
    if line.key in recurring and line.edge:
        return Furniture(span=line.span, rule="recurs")
    if line.key.count(" ") + 1 >= _HEADLINE_WORDS and titles.get(line.key, set()) - {page.report}:
        return Furniture(span=line.span, rule="other-title")
    return None


def _recurring(pages: list[Kept], settings: Reading, credits_: Credits) -> set[str]:
    """The keys of lines that recur often enough in different surroundings, not in one author's reports alone.

    A line at the top without a full stop may be a byline, and one with a full stop a sentence told again: both must
    recur in a larger share of the outlet's reports.
    """
    found: dict[str, list[tuple[Kept, int]]] = {}
    for page in pages:
        for index, line in enumerate(page.lines):
            if line.edge:
                found.setdefault(line.key, []).append((page, index))
    out = set()
    least = max(settings.recurs_reports, settings.recurs_share * len(pages))
    for key, places in found.items():
        if len({page.report for page, _ in places}) < least:
            continue
        if len({page.lines[index].before for page, index in places}) < _NEIGHBOURS:
            continue
        if len({page.author for page, _ in places}) == 1 and places[0][0].author:
            continue
        doubtful = any(index == 0 or finished(page.lines[index].shown) for page, index in places)
        if doubtful and len(places) < settings.recurs_much * len(pages):
            continue
        if not any(credits_.standing(page.lines[index].shown) for page, index in places):
            out.add(key)
    return out


def _key(line: str) -> str:
    return " ".join(word.key for word in words(line))

"""What every note says the same way: names, days, chains, quoted words, counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from tawatur.interface import say
from tawatur.model import Claim, Link, Report, Span, Support
from tawatur.text.sentences import INSIDE, beside

LONGEST = 240  # letters of one report's words shown on one line
SHORT = 40  # letters: fewer say little without their sentence
BESIDE = 70  # letters of the sentence shown on each side of a short span
_SPACE = re.compile(r"\s+")


def quoted(text: str, span: Span | None = None, longest: int = LONGEST) -> str:
    """The words of a span (or all of `text`) on one line, cut at a word's end when they are too long.

    Control characters of the page go: a terminal would obey them.
    """
    words = _SPACE.sub(" ", span.of(text) if span else text).strip()
    words = "".join(char for char in words if unicodedata.category(char) != "Cc")
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0] + " …"


def in_its_sentence(report: Report, span: Span, always: bool = False) -> str:
    """The words of a span; a short one, or `always`, inside the sentence it stands in, between brackets, so that it
    can be read."""
    before, after = beside(report, span, BESIDE) if always or span.end - span.start < SHORT else ("", "")
    if not before and not after.strip(" ."):
        return quoted(report.text, span)
    return quoted(f"{before}[{span.of(report.text)}]{after}", longest=LONGEST + 2 * BESIDE)


def shown_by(claim: Claim, report: Report) -> str:
    """The words a claim is shown by."""
    return in_its_sentence(report, claim.wording.span, claim.wording.rule == INSIDE)


def outlet_of(report: Report, language: str) -> str:
    """The outlet's name as people know it, or that it is not known."""
    return quoted(report.outlet_name or report.outlet.partition(":")[2], longest=80) or say("note.no-outlet", language)


def day_of(report: Report, language: str) -> str:
    """The day the report appeared (YYYY-MM-DD, with the time when it is known), or that it is not known."""
    if report.published is None:
        return say("note.no-day", language)
    at = report.published.at
    return at.strftime("%Y-%m-%d") if report.published.precision == "day" else at.strftime("%Y-%m-%d %H:%M")


def signed(report: Report, language: str) -> str:
    """Who published it and when."""
    return f"{outlet_of(report, language)}, {day_of(report, language)}"


def chain_of(report: Report, chain: Sequence[Link], language: str) -> str:
    """The outlet and the chain behind it, nearest the reader first."""
    return " ← ".join((outlet_of(report, language), *(quoted(link.who, longest=80) for link in chain)))


def weight_of(support: Support, language: str) -> str:
    """`7 reports · 5 outlets · 2–3 independent`."""
    return say(
        "note.support",
        language,
        reports=support.reports,
        outlets=support.outlets,
        independent=(support.holds.low, support.holds.high),
    )


def listed(names: Iterable[str], language: str) -> str:
    """Names in a row."""
    return say("note.comma", language).join(quoted(name, longest=80) for name in names)


def title_of(report: Report) -> str:
    """The report's title, or its first words."""
    if report.title is not None:
        return quoted(report.text, report.title)
    body = next((block.span for block in report.blocks if block.kind != "furniture"), Span(0, len(report.text)))
    return quoted(report.text, body, 100)


def by_id(reports: Sequence[Report]) -> Mapping[str, Report]:
    """Reports by id."""
    return {report.id: report for report in reports}

"""Reports and statements made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import pytest

from tawatur.claims import claims
from tawatur.keys import statement_id
from tawatur.lang.pack import load
from tawatur.model import Claim, Instant, Link, Report, Span, Statement, Story
from tawatur.settings import Claims
from tawatur.text.sentences import sentences

Told = Mapping[str, tuple[str, str]]  # report id → outlet and text
Said = Mapping[str, Sequence[tuple[str, str, bool]]]  # report id → content, source, whether it is denied


def report(id: str, outlet: str, text: str, published: str = "2024-05-15T09:00") -> Report:
    """A report of one text without a title."""
    at = Instant(at=datetime.fromisoformat(published)) if published else None
    return Report(id=id, input_id=id, path="", text=text, outlet=f"outlet:{outlet}", outlet_name=outlet, published=at)


def narrated(made: Report, said: Sequence[tuple[str, str, bool]] = ()) -> tuple[Statement, ...]:
    """The sentences of a report in its own voice, and what others are reported to say in them."""
    out = []
    for content, who, denied in said:
        start = made.text.index(content)
        span = Span(start, start + len(content))
        link = Link(who=who, kind="person", key=f"person:{who}")
        id = statement_id(made.id, "indirect", *span, (link.key,), -1)
        out.append(Statement(id=id, report=made.id, type="indirect", content=span, chain=(link,), negated=denied))
    for span in sentences(made.text):
        if not any(s.content.overlap(span) for s in out):
            id = statement_id(made.id, "narrated", *span, (), -1)
            out.append(Statement(id=id, report=made.id, type="narrated", content=span))
    return tuple(out)


class Made:
    """The claims of one story, with its reports."""

    def __init__(self, reports: Sequence[Report], said: Said) -> None:
        self.reports = {r.id: r for r in reports}
        self.statements = {r.id: narrated(r, said.get(r.id, ())) for r in reports}
        story = Story(id="s-0", reports=tuple(r.id for r in reports), headline="", central=reports[0].id)
        self.claims = claims(story, self.reports, self.statements, load(), Claims())

    def holding(self, *words: str) -> list[Claim]:
        """The claims that have an attestation with each of these words."""
        return [
            claim
            for claim in self.claims
            if all(any(word in a.span.of(self.reports[a.report].text) for a in claim.attestations) for word in words)
        ]


@pytest.fixture
def made() -> Callable[..., Made]:
    """Makes the claims of reports given as outlet → text."""

    def make(texts: Mapping[str, str], said: Said | None = None, published: Mapping[str, str] | None = None) -> Made:
        times = published or {}
        reports = [report(id, id, text, times.get(id, "2024-05-15T09:00")) for id, text in texts.items()]
        return Made(reports, said or {})

    return make

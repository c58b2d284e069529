"""Two small events as nouns, made by hand, and every kind of store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tawatur.model import (
    Attestation,
    Block,
    Claim,
    Derivation,
    Evidence,
    Furniture,
    Instant,
    Link,
    Passage,
    Quantity,
    Range,
    Relation,
    Report,
    Reuse,
    Shift,
    Span,
    Statement,
    Story,
    Support,
)
from tawatur.stores import SqliteStore, Store, open_store


def report(number: int, text: str = "احترق المخزن. وقتل ثلاثة.", input_id: str = "") -> Report:
    """A report of one outlet, with a block for all of its text."""
    whole = Span(0, len(text))
    return Report(
        id=f"r-{number:04d}",
        input_id=input_id or f"in-{number}",
        path="heap.jsonl",
        text=text,
        outlet=f"outlet:o{number}",
        outlet_name=f"صحيفة {number}",
        blocks=(Block(kind="paragraph", span=whole),),
        published=Instant(at=datetime(2026, 3, number % 27 + 1, 8, 30)),
        shifts=(Shift(span=whole, given=whole),),
    )


def statement(of: Report, number: int = 0) -> Statement:
    """A statement on the word of a person."""
    chain = (Link(who="سالم الأحمد", kind="person", key="person:salem", rule="cue.said"),)
    return Statement(id=f"t-{of.id}-{number}", report=of.id, type="indirect", content=Span(0, 12), chain=chain)


def story(number: int, *reports: Report) -> Story:
    """A story of some reports."""
    return Story(
        id=f"s-{number:04d}",
        reports=tuple(r.id for r in reports),
        headline=f"حدث {number}",
        central=reports[0].id,
        outlets=tuple(sorted({r.outlet for r in reports})),
        first=datetime(2026, 3, 1),
    )


def claim(number: int, of: Story, *reports: Report) -> Claim:
    """A claim that some reports make with a figure."""
    return Claim(
        id=f"c-{number:04d}",
        story=of.id,
        kind="figure",
        wording=Evidence(report=reports[0].id, span=Span(0, 12)),
        attestations=tuple(
            Attestation(report=r.id, span=Span(0, 12), statement=statement(r).id, chain=statement(r).chain)
            for r in reports
        ),
        values=(Quantity(span=Span(18, 23), low=3, high=float("inf"), unit="killed", bound="at-least", rule="three"),),
    )


def support(of: Claim, low: int = 1, high: int = 2) -> Support:
    """A support."""
    return Support(
        claim=of.id, reports=2, outlets=2, holds=Range(low, high), said=Range(1, 1), origins=("سالم الأحمد",)
    )


R1, R2, R3 = report(1), report(2), report(3, input_id="خاص-3")
S1, S2 = story(1, R1, R2), story(2, R3)
C1, C2, C3 = claim(1, S1, R1, R2), claim(2, S1, R2), claim(3, S2, R3)
REUSE = Reuse(a=R1.id, b=R2.id, a_share=1.0, b_share=0.5, passages=(Passage(a=Span(0, 9), b=Span(0, 9)),))
DERIVED = Derivation(report=R2.id, source=R1.id, kind="copied", share=0.5)
UPDATE = Relation(id="x-1", kind="update", a=C2.id, b=C1.id, a_evidence=C2.wording, b_evidence=C1.wording)


def fill(store: Store) -> None:
    """Everything above into a store."""
    with store.transaction():
        store.put_reports((R1, R2, R3))
        store.put_statements({r.id: (statement(r),) for r in (R1, R2, R3)})
        store.put_reuses((REUSE,))
        store.put_stories((S1, S2))
        store.put_derivations((DERIVED,))
        store.put_claims(S1.id, (C1, C2), (UPDATE,), (support(C1, 2, 3), support(C2)))
        store.put_claims(S2.id, (C3,), (), (support(C3),))


def furnished(of: Report) -> Report:
    """The report with its last word found to be furniture."""
    import msgspec

    return msgspec.structs.replace(of, furniture=(Furniture(span=Span(14, len(of.text)), rule="recurs"),))


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store of every kind."""
    made = open_store(tmp_path / "news.db", write=True) if request.param == "sqlite" else SqliteStore()
    with made:
        yield made


@pytest.fixture
def full(store: SqliteStore) -> SqliteStore:
    """A store of every kind with two stories in it."""
    fill(store)
    return store

"""Runs of marked text: they join to the words, whatever overlaps whatever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.dossiers.marking import Mark, runs
from tawatur.model import Span

TEXT = "0123456789" * 4
SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(*sorted(ends)))


@given(SPANS, st.lists(st.tuples(SPANS, st.integers(1, 4)), max_size=8))
def test_runs_join_to_the_words(within: Span, spans: list[tuple[Span, int]]) -> None:
    """The runs of a stretch are its words, in order, none twice, none lost."""
    marks = [Mark(span, "claim", f"a{at}", number) for at, (span, number) in enumerate(spans)]
    assert "".join(run.text for run in runs(TEXT, within, marks)) == within.of(TEXT)


@given(st.lists(st.tuples(SPANS, st.integers(1, 4)), max_size=8))
def test_every_letter_carries_its_marks(spans: list[tuple[Span, int]]) -> None:
    """Each letter is marked with exactly the claims whose span holds it."""
    marks = [Mark(span, "claim", f"a{at}", number) for at, (span, number) in enumerate(spans)]
    at = 0
    for run in runs(TEXT, Span(0, len(TEXT)), marks):
        for _ in run.text:
            assert set(run.numbers) == {number for span, number in spans if span.start <= at < span.end}
            at += 1


def test_an_anchor_stands_once() -> None:
    """A span that is cut into several runs has its anchor at the first and its number at the last."""
    marks = [Mark(Span(2, 9), "claim", "a", 1), Mark(Span(4, 6), "claim", "b", 2)]
    cut = runs(TEXT, Span(0, 12), marks)
    assert [[mark.anchor for mark in run.starts] for run in cut] == [[], ["a"], ["b"], [], []]
    assert [[mark.number for mark in run.ends] for run in cut] == [[], [], [2], [1], []]

"""Quotations: mixed marks, nesting, marks that never close."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.model import Span
from tawatur.statements.quotes import quotations


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in quotations(text, Span(0, len(text)))]


def test_every_pair_of_marks() -> None:
    """All the pairs of marks that newspapers use delimit a quotation."""
    for opened, closed in ("«»", "“”", '""', "””"):
        assert inner(f"قال: {opened}الطريق مفتوح{closed}.") == ["الطريق مفتوح"]


def test_one_inside_another() -> None:
    """A name in quotation marks inside a quotation is a quotation of its own and does not close the outer one."""
    assert inner('قال: "إن قناة "النور" بخير".') == ['إن قناة "النور" بخير', "النور"]


def test_never_closed() -> None:
    """A quotation that never closes ends with its paragraph and says so."""
    text = "قال: «الطريق مفتوح\nوعاد الهدوء."
    (only,) = quotations(text, Span(0, len(text)))
    assert only.inner.of(text) == "الطريق مفتوح"
    assert not only.closed


def test_over_paragraphs() -> None:
    """A quotation that closes in the next paragraph, before any other opens, runs to there."""
    text = "قال: «الطريق مفتوح.\nوالجسر كذلك»."
    assert inner(text) == ["الطريق مفتوح.\nوالجسر كذلك"]


def test_mark_glued_to_a_preposition() -> None:
    """A mark behind a glued preposition opens."""
    assert inner("قال لـ«النور» إن الطريق مفتوح") == ["النور"]


@given(st.text(alphabet='«»“”"\n قال.،', max_size=40))
def test_spans_lie_in_the_text(text: str) -> None:
    """Whatever the marks, every quotation lies in the text, is not empty, and its marks enclose it."""
    for one in quotations(text, Span(0, len(text))):
        assert 0 <= one.outer.start <= one.inner.start < one.inner.end <= one.outer.end <= len(text)

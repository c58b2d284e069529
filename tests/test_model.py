"""Nouns: spans, and the way from a report's text back to the input."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.model import Quantity, Report, Shift, Span, Value

REPORT = Report(
    id="r-1",
    input_id="1",
    path="x.jsonl",
    text="عنوان\n\nنصّ الخبر كله",
    shifts=(
        Shift(span=Span(7, 10), given=Span(0, 3)),
        Shift(span=Span(10, 11), given=Span(3, 5)),
        Shift(span=Span(11, 20), given=Span(5, 14)),
    ),
)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(7, 20), Span(0, 14)),
        (Span(8, 9), Span(1, 2)),
        (Span(10, 11), Span(3, 5)),
        (Span(9, 12), Span(2, 6)),
        (Span(0, 5), None),
        (Span(0, 9), None),
    ],
)
def test_given_leads_to_the_input(span: Span, expected: Span | None) -> None:
    """A span of the text leads to the input's own offsets; one in a separate title leads nowhere."""
    assert REPORT.given(span) == expected


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_overlap_is_what_both_cover(a: int, b: int, c: int, d: int) -> None:
    """The overlap of two spans counts the code points in both."""
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    assert one.overlap(other) == len(set(range(*one)) & set(range(*other))) == other.overlap(one)


def test_nouns_survive_json() -> None:
    """A noun written as JSON and read again is the same noun; values keep their type."""
    assert msgspec.json.decode(msgspec.json.encode(REPORT), type=Report) == REPORT
    value: Value = Quantity(span=Span(0, 2), low=10, high=None, unit="killed", bound="at-least")
    assert msgspec.json.decode(msgspec.json.encode(value), type=Value) == value

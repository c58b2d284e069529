"""Sentences: whole, in order, nothing lost but white space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.model import Span
from tawatur.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد أمس. وغادر اليوم.", ["وصل الوفد أمس.", "وغادر اليوم."]),
        ("هل وصل؟ نعم", ["هل وصل؟", "نعم"]),
        ("ارتفع 3.5 في المئة. وهبط", ["ارتفع 3.5 في المئة.", "وهبط"]),
        ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
        ("قال «وصلنا.» ثم غادر", ["قال «وصلنا.»", "ثم غادر"]),
        ("نقلت (أ. ف. ب) الخبر. انتهى", ["نقلت (أ. ف. ب) الخبر.", "انتهى"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    """Cuts stand where a reader stops, not inside figures or abbreviations."""
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text(alphabet='ابتث .؟!…\n«»()"3', max_size=60))
def test_nothing_is_lost(text: str) -> None:
    """Sentences come in order, do not overlap, and only white space stands between them."""
    at = 0
    for span in sentences(text):
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        at = span.end
    assert not text[at:].strip()


def test_within() -> None:
    """Only the stretch asked for is cut, with offsets of the whole text."""
    text = "أول. ثان. ثالث."
    assert [span.of(text) for span in sentences(text, Span(5, len(text)))] == ["ثان.", "ثالث."]

"""Folding: spellings that mean the same meet, and every folded character knows where it came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.text.fold import fold, key

ARABIC = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC, exclude_categories=["Cn", "Cs"]),
        st.sampled_from(" .،«»AZéß0٣۳\u200f\u200c"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إنَّ", "ان"),
        ("الأُولى", "الاولي"),
        ("مســـؤول", "مسوول"),
        ("وزارة", "وزاره"),
        ("٣٠٠", "300"),
        ("۱۹", "19"),
        ("ﻻ", "لا"),
        ("آب\u200f", "اب"),
        ("کتاب", "كتاب"),
        ("Reuters", "reuters"),
        ("Élysée", "elysee"),
        ("شيء", "شيء"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    """Two spellings of one word have one key."""
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("عين", "غين"), ("بيان", "بنيان"), ("سماء", "سما"), ("30", "300")])
def test_words_stay_apart(one: str, other: str) -> None:
    """Different words keep different keys."""
    assert key(one) != key(other)


@given(ARABIC)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A key is its own key."""
    assert key(key(text)) == key(text)


@given(ARABIC)
def test_map_leads_back(text: str) -> None:
    """Every folded character folds again from the character the map names, and offsets never run backwards."""
    text = unicodedata.normalize("NFC", text)
    folded = fold(text)
    origins = [folded.origin(i) for i in range(len(folded.text))]
    assert origins == sorted(origins)
    assert all(0 <= at < len(text) for at in origins)
    for i, at in enumerate(origins):
        assert folded.text[i] in fold(text[at]).text


@given(ARABIC, st.integers(0, 60), st.integers(0, 60))
def test_spans_lie_in_the_text(text: str, start: int, length: int) -> None:
    """A span of the folded text leads to a span of the text that folds to it."""
    text = unicodedata.normalize("NFC", text)
    folded = fold(text)
    start = min(start, len(folded.text))
    end = min(start + length, len(folded.text))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert folded.text[start:end] in fold(span.of(text)).text

"""Words: whole, with offsets, under one key for every spelling."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.text.fold import key
from tawatur.text.words import words

TEXT = st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x06FF), max_size=80)


def test_vocalised_words_stay_whole() -> None:
    """Tashkeel and tatweel do not cut a word."""
    assert [w.key for w in words("قالَتِ الوِزارةُ إنّ العمـــل")] == ["قالت", "الوزاره", "ان", "العمل"]


def test_figures_keep_their_separators() -> None:
    """A figure with separators, or with a direction mark inside it, is one word."""
    assert [w.key for w in words("بلغ 1,250.5 و٣٫٥ و5.\u200f0")] == ["بلغ", "1,250.5", "و3.5", "و5.0"]


@given(TEXT)
def test_offsets_and_keys_agree(text: str) -> None:
    """Every word's slice folds to its key; words come in order and never overlap."""
    last = 0
    for word in words(text):
        assert last <= word.start < word.end
        assert key(text[word.start : word.end]) == word.key
        last = word.end


def test_a_lone_tatweel_is_no_word() -> None:
    """What folds to nothing is no word: every word has a key."""
    assert [word.key for word in words("قال ـ إن ـــ الوزير")] == ["قال", "ان", "الوزير"]

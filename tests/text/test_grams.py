"""Words and runs of words as numbers: the same words give the same numbers, anywhere."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tawatur.text.grams import Vocabulary, grams, joined
from tawatur.text.words import words

TEXT = "عاد الصيادون إلى الميناء قبل الغروب ثم عاد الصيادون إلى الميناء مرة أخرى"


def test_numbers_are_of_content_and_never_change() -> None:
    """The number of a word is its digest: the same in every run, on every machine."""
    assert Vocabulary().number("ميناء") == 0xE9B44431617ED2D5
    assert Vocabulary().number("ميناء") != Vocabulary().number("ميناءا")


def test_a_line_keeps_places() -> None:
    """A line has one number a word and the word's offsets, and the vocabulary knows the way back."""
    vocabulary = Vocabulary()
    line = vocabulary.line(words(TEXT))
    assert [TEXT[a:b] for a, b in zip(line.starts, line.ends, strict=True)] == TEXT.split()
    assert [vocabulary.word(key) for key in line.keys.tolist()] == [word.key for word in words(TEXT)]


def test_equal_runs_have_equal_keys() -> None:
    """The run that stands twice in a text has one key, all others differ."""
    keys = grams(Vocabulary().line(words(TEXT)).keys, 4).tolist()
    assert len(keys) == len(TEXT.split()) - 3
    assert keys[0] == keys[7]
    assert len(set(keys)) == len(keys) - 1


def test_short_texts_have_no_runs() -> None:
    """Fewer words than a run is long give none."""
    assert grams(Vocabulary().line(words("كلمتان فقط")).keys, 4).size == 0
    assert grams(np.zeros(0, dtype=np.uint64), 4).size == 0


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 6))
def test_keys_are_those_of_the_runs(numbers: list[int], length: int) -> None:
    """Two runs have one key exactly when they are the same words in the same order."""
    keys = grams(np.array(numbers, dtype=np.uint64), length).tolist()
    runs = [tuple(numbers[i : i + length]) for i in range(len(numbers) - length + 1)]
    assert len(keys) == max(0, len(runs))
    assert len(set(keys)) == len(set(runs))


def test_joined_arrays_know_where_each_starts() -> None:
    """Arrays put one after another, with the place of each."""
    parts = [np.array([1, 2], dtype=np.uint64), np.zeros(0, dtype=np.uint64), np.array([3], dtype=np.uint64)]
    whole, firsts = joined(parts)
    assert whole.tolist() == [1, 2, 3]
    assert firsts.tolist() == [0, 2, 2, 3]
    assert joined([])[0].size == 0

"""Words: whole, with offsets, under one key for every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.text import words as module
from tawatur.text.fold import key
from tawatur.text.words import Cutter, Word, Words, columns, words

TEXT = st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x06FF), max_size=80)
# what a newspaper's text is made of: letters, their marks, tatweel, digits of three scripts, marks of no width,
# Latin, separators, quotation marks and blanks of every kind
PRESS = st.text(
    alphabet="ابةأىئكتم"
    + "\u064b\u0651\u0670"
    + "ـ"
    + "05\u0660\u0665\u06f0\u06f5"
    + "\u200c\u200f\u2067\ufeff"
    + "aZé'’"
    '.,\u066b\u066c:-_/%()«»"' + " \n\t\u00a0",
    max_size=60,
)


def slow(text: str) -> list[Word]:
    """The definition: each match of the pattern, folded by itself, left out when nothing is left of it."""
    found = (Word(match.start(), match.end(), key(match.group())) for match in module._WORD.finditer(text))
    return [word for word in found if word.key]


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


@given(st.one_of(PRESS, TEXT), st.integers(1, 3))
def test_columns_equal_the_definition(text: str, times: int) -> None:
    """Starts, ends and keys are those of the words matched one by one, met for the first time or again."""
    for _ in range(times):
        made = columns(text)
        assert list(zip(made.starts, made.ends, made.keys, strict=True)) == slow(text)
    assert words(text) == slow(text)


@given(PRESS)
def test_smooth_words_stand_behind_one_space(text: str) -> None:
    """In front of every word that is not rough stands exactly one space, and before that a word."""
    made = columns(text)
    assert list(made.rough) == sorted(set(made.rough))
    for at in set(range(len(made))) - set(made.rough):
        assert text[made.ends[at - 1] : made.starts[at]] == " "


@given(PRESS)
def test_gaps_hold_what_stands_between(text: str) -> None:
    """A gap is the text between two words, blanks at its ends off, or a lone blank that is no space."""
    made = columns(text)
    gaps = made.gaps(text)
    assert len(gaps) == len(made)
    for at in range(1, len(made)):
        between = text[made.ends[at - 1] : made.starts[at]]
        assert gaps[at] == (between if len(between) == 1 and between != " " else between.strip(" \t\u00a0"))


@given(PRESS)
def test_a_cutter_catches_what_it_looks_for(text: str) -> None:
    """The words caught are those whose keys are looked for, in order, with what they are; the words stay the same."""

    def wanted(word: str) -> int:
        return len(word) if "ت" in word or word.isdigit() else 0

    cutter = Cutter(wanted)
    for _ in range(2):
        made = cutter.words(text)
        assert list(zip(made.starts, made.ends, made.keys, strict=True)) == slow(text)
        assert made.found == [(at, wanted(word)) for at, word in enumerate(made.keys) if wanted(word)]


@given(PRESS, PRESS)
def test_a_stretch_is_cut_alone(before: str, text: str) -> None:
    """A stretch of a text has the words it has alone, where they stand; words behind others keep their places."""
    whole = f"{before} {text}"
    first, made = columns(before), Cutter().words(whole, len(before) + 1)
    shifted = [(start + len(before) + 1, end + len(before) + 1, word) for start, end, word in slow(text)]
    assert list(zip(made.starts, made.ends, made.keys, strict=True)) == shifted
    both = first.followed(made)
    assert list(both) == words(whole)
    assert set(columns(whole).rough) <= set(both.rough)


def test_a_word_is_made_when_asked_for() -> None:
    """Columns are a sequence of words: by place, from the end, by stretch, and one by one."""
    text = "قالَ (الوزير): 1,200 عامل"
    made, listed = columns(text), words(text)
    assert len(made) == 4
    assert (made[0], made[-1], made[1:3], list(made)) == (listed[0], listed[-1], listed[1:3], listed)
    assert Words.of(made) is made
    assert Words.of(listed)[:] == listed


def test_what_a_cutter_remembers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cutter that has met too many runs forgets them, and cuts as before."""
    monkeypatch.setattr(module, "_MOST_RUNS", 3)
    cutter = Cutter()
    for text in ("قال الوزير إن", "العمل (بدأ) أمس", "قال الوزير إن"):
        made = cutter.words(text)
        assert list(zip(made.starts, made.ends, made.keys, strict=True)) == slow(text)
        assert len(cutter._plain) + len(cutter._mixed) <= 4

"""Text made NFC: the way back to the text as given."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tawatur.model import Report, Span
from tawatur.read.normal import normal

PIECES = st.sampled_from(
    ["ا\u0654", "ي\u0654", "e\u0301", "و", " ", "خبر", "ﷺ", "\u064e\u0651", "x", "🙂", "\u1100\u1161"]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join))


def made(text: str) -> Report:
    """A report whose text is `text` made normal."""
    words, shifts = normal(text, entities=False)
    return Report(id="r", input_id="i", path="p", text=words, shifts=shifts)


@given(TEXTS)
def test_text_is_nfc(text: str) -> None:
    """Whatever was given, the text is NFC, and lone surrogates and NULs are gone."""
    words = normal(text)[0]
    assert unicodedata.is_normalized("NFC", words)
    assert "\x00" not in words


@given(TEXTS, st.data())
def test_given_covers_the_same_words(text: str, data: st.DataObject) -> None:
    """A span of the text, led back, covers words that normalise to (at least) the words of the span."""
    text = text.replace("\x00", "")
    report = made(text)
    if not report.text:
        return
    start = data.draw(st.integers(0, len(report.text) - 1))
    end = data.draw(st.integers(start + 1, len(report.text)))
    back = report.given(Span(start, end))
    assert back is not None
    assert 0 <= back.start < back.end <= len(text)
    assert report.text[start:end] in unicodedata.normalize("NFC", text[back.start : back.end])


@given(TEXTS)
def test_shifts_tile_both_texts(text: str) -> None:
    """The shifts cover the text and the given text from end to end, in order, without gaps."""
    text = text.replace("\x00", "")
    words, shifts = normal(text, entities=False)
    assert [shift.span.start for shift in shifts] == [0, *(shift.span.end for shift in shifts)][: len(shifts)]
    assert [shift.given.start for shift in shifts] == [0, *(shift.given.end for shift in shifts)][: len(shifts)]
    if shifts:
        assert (shifts[-1].span.end, shifts[-1].given.end) == (len(words), len(text))


def test_entity_is_one_character_that_leads_back_to_all_of_it() -> None:
    """A character reference becomes its character, and that character covers the whole reference."""
    words, shifts = normal("قال &#8220;نعم&quot; ثم")
    report = Report(id="r", input_id="i", path="p", text=words, shifts=shifts)
    assert words == 'قال “نعم" ثم'
    assert report.given(Span(4, 5)) == Span(4, 11)
    assert report.given(Span(5, 8)) == Span(11, 14)


def test_ampersand_alone_stays() -> None:
    """What only looks like a reference is left as it is."""
    assert normal("A&B; &nosuch; &")[0] == "A&B; &nosuch; &"


def test_composed_letter_leads_back_to_its_two() -> None:
    """A letter and its hamza given apart become one letter that leads back to both."""
    words, shifts = normal("سا\u0654ل")
    assert words == "سأل"
    report = Report(id="r", input_id="i", path="p", text=words, shifts=shifts)
    assert report.given(Span(1, 2)) == Span(1, 3)
    assert report.given(Span(2, 3)) == Span(3, 4)


def test_long_marked_text_is_fast() -> None:
    """A million decomposed letters take a linear time (a quadratic one would not end)."""
    words, shifts = normal("ا\u0654" * 300_000)
    assert len(words) == 300_000
    assert shifts[-1].given.end == 600_000

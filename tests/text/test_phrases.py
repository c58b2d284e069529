"""Phrases: found whole, by folded key, with named clitics only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.text.phrases import Phrases
from tawatur.text.words import columns, words


def found(phrases: Phrases[str], text: str) -> list[tuple[str, str]]:
    """Clitic and item of every longest match."""
    return [(match.clitic, match.item) for match in phrases.longest(words(text))]


def test_longest_wins() -> None:
    """Where two phrases start together the longer one is found."""
    phrases = Phrases([("وزارة", "short"), ("وزارة الداخلية", "long")])
    assert found(phrases, "أعلنت وزارةُ الداخليّة ثم وزارة أخرى") == [("", "long"), ("", "short")]


def test_clitics_are_named() -> None:
    """A clitic in front is accepted only when it was named."""
    phrases: Phrases[str] = Phrases()
    phrases.add("قال", "said", ("", "و", "ف"))
    assert found(phrases, "وقال فقال قال لقال") == [("و", "said"), ("ف", "said"), ("", "said")]


@given(
    st.lists(st.lists(st.sampled_from("ابجد"), min_size=1, max_size=3), min_size=1, max_size=6),
    st.lists(st.sampled_from("ابجد"), max_size=15),
)
def test_find_equals_brute_force(entries: list[list[str]], text: list[str]) -> None:
    """One pass finds exactly what comparing every phrase at every place finds."""
    phrases = Phrases((" ".join(entry), " ".join(entry)) for entry in entries)
    expected = {
        (i, i + len(entry), " ".join(entry))
        for entry in entries
        for i in range(len(text))
        if text[i : i + len(entry)] == entry
    }
    assert {(m.first, m.last, m.item) for m in phrases.find(words(" ".join(text)))} == expected


@given(
    st.lists(st.lists(st.sampled_from("ابجد"), min_size=1, max_size=3), min_size=1, max_size=6),
    st.lists(st.sampled_from("ابجد"), min_size=1, max_size=15),
)
def test_columns_are_searched_like_words(entries: list[list[str]], text: list[str]) -> None:
    """At every word the same phrases start in columns and in a list of words, and `firsts` and `ends` name them all."""
    phrases = Phrases((" ".join(entry), " ".join(entry)) for entry in entries)
    listed, made = words(" ".join(text)), columns(" ".join(text))
    for at, key in enumerate(text):
        matches = list(phrases.at(made, at))
        assert matches == list(phrases.at(listed, at))
        assert not matches or key in phrases.firsts
        assert all(phrases.ends(text[match.last - 1]) for match in matches)
    assert all(phrases.ends(entry[-1]) for entry in entries)

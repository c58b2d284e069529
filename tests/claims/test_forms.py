"""Forms: verbs of the tables in all their forms, nouns with their endings."""

from __future__ import annotations

import pytest

from tawatur.claims.forms import conjugated, declined
from tawatur.claims.lexicon import lexicon
from tawatur.lang.pack import load
from tawatur.text.fold import key
from tawatur.values.stems import affixes


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("ينتشلون", "recover"),
        ("وأُلغيت", "cancel"),
        ("سيلتقيان", "meet"),
        ("أنقذتهم", "rescue"),
        ("للمعتقلين", "arrest"),
    ],
)
def test_forms_of_the_news(word: str, concept: str) -> None:
    """Persons, tenses, the passive, conjunctions and pronouns all lead to the row."""
    assert lexicon(load()).meaning(word, key(word)).concept == concept


@pytest.mark.parametrize("word", ["فيصل", "سيبيريا", "العربية", "رحلة", "وزارة"])
def test_look_alikes_of_forms(word: str) -> None:
    """Names and nouns that only look like a verb with something before or behind it are themselves."""
    assert lexicon(load()).meaning(word, key(word)).concept == ""


def test_a_letter_puts_verbs_ahead() -> None:
    """Only a verb of the present is put ahead."""
    meant = lexicon(load()).meaning("سيغادر", key("سيغادر"))
    assert (meant.coming, meant.past) == (True, False)
    assert not lexicon(load()).meaning("سيبيريا", key("سيبيريا")).coming


def test_past_and_present_are_told_apart() -> None:
    """Each form says whether it is of the past."""
    forms = dict(conjugated(("انهار ينهار",), load()))
    assert (forms[key("انهارت")], forms[key("تنهار")]) == (True, False)


def test_endings_take_the_place_of_their_own() -> None:
    """A feminine noun loses its ending before another one."""
    forms = set(declined("جثة", affixes(load())))
    assert {key("جثتها"), key("جثات")} <= forms
    assert key("جثةها") not in forms

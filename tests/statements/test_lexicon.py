"""The tables of source phrases ready for look-up."""

from __future__ import annotations

import pytest

from tawatur.lang.pack import load
from tawatur.statements.lexicon import lexicon
from tawatur.text.words import words


@pytest.mark.parametrize(
    ("text", "row", "clitic", "definite"),
    [
        ("وزير", "minister", "", False),
        ("الوزير", "minister", "", True),
        ("للوزارة", "authority", "ل", True),
        ("والنيابة العامة", "authority", "و", True),
        ("وزيرها", "minister", "", True),
        ("بيانهم", "paper", "", True),
    ],
)
def test_heads_under_their_forms(text: str, row: str, clitic: str, definite: bool) -> None:
    """A head is found with article, clitics and possessive pronouns, and says which it bears."""
    found = list(lexicon(load()).heads.find(words(text)))[-1].item
    assert (found.row, found.clitic, found.definite) == (row, clitic, definite)


def test_nouns_bare_of_clitics() -> None:
    """A noun is looked up without conjunction, preposition and article."""
    tables = lexicon(load())
    assert [tables.noun(word.key) for word in words("والمدينة بالطريق للسوق قمر")] == ["مدينه", "طريق", "سوق", "قمر"]


def test_nouns_of_action() -> None:
    """Nouns of action are told from names and things, possessive pronouns taken off."""
    tables = lexicon(load())
    assert all(tables.is_deed(word.key) for word in words("إطلاق استقالتها تعاون زيارته انسحابا"))
    assert not any(tables.is_deed(word.key) for word in words("محمد قمر جبل"))

"""Scope: where, of whom, since when and as of when a figure holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tawatur.lang.pack import load
from tawatur.model import Instant, Quantity
from tawatur.values import values
from tawatur.values.names import skeleton

PUBLISHED = Instant(at=datetime(2024, 5, 15, 12, 0, tzinfo=UTC))


def figures(text: str) -> list[Quantity]:
    """The quantities of a text."""
    return [value for value in values(text, PUBLISHED, load()) if isinstance(value, Quantity)]


def test_where_is_what_its_clause_names() -> None:
    """The place of its own clause goes before those of the rest of the sentence."""
    first, second = figures("قتل خمسة عمال في بريدة، وأصيب سبعة عمال في تبوك.")
    assert first.where == (f"place:{skeleton('بريدة')}",)
    assert second.where == (f"place:{skeleton('تبوك')}",)


def test_a_place_of_the_sentence_where_the_clause_names_none() -> None:
    """In "in the town, five were killed, seven wounded" both are of the town."""
    first, second = figures("في بريدة، قتل خمسة عمال، وأصيب سبعة عمال.")
    assert first.where == second.where == (f"place:{skeleton('بريدة')}",)


def test_another_sentence_is_no_scope() -> None:
    """What the next sentence names says nothing of a figure."""
    (found,) = figures("قتل خمسة عمال. زار الوزير بلدة سمراء أمس.")
    assert (found.where, found.as_of) == ((), "")


def test_who_by_a_demonym() -> None:
    """The people counted, where a demonym says it; it is no place."""
    (found,) = figures("قتل 26 كويتيا في الحريق.")
    assert (found.who, found.where) == ("country:KW", ())


@pytest.mark.parametrize(
    ("text", "since", "as_of"),
    [
        ("قتل خمسة عمال أمس.", "", "2024-05-14"),
        ("قتل خمسة عمال منذ 3 مايو.", "2024-05-03", ""),
        ("قتل خمسة عمال منذ بدء الفيضان.", "?", ""),
        ("قتل خمسة عمال في الفيضان.", "", ""),
    ],
)
def test_times(text: str, since: str, as_of: str) -> None:
    """The day a count begins with, the day it holds for, and neither where none is named."""
    (found,) = figures(text)
    assert (found.since, found.as_of) == (since, as_of)

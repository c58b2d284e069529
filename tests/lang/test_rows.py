"""One generic test for every row of every pack: its example is found, its look-alike stays silent."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest

from tawatur.lang.pack import Row, load

# table → the type of its rows, and a function that gives the ids of the rows of that table found in a text
CHECKS: dict[str, tuple[type[Row], Callable[[str], set[str]]]] = {}

LANGUAGES = [
    folder.name for folder in files("tawatur.lang").iterdir() if folder.is_dir() and not folder.name.startswith("_")
]
ROWS = [
    pytest.param(table, row, id=f"{code}-{table}-{row.id}")
    for code in sorted(LANGUAGES)
    for table in load(code).tables()
    if table in CHECKS
    for row in load(code).rows(table, CHECKS[table][0])
]


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_example_is_found(table: str, row: Row) -> None:
    """The row's example makes the row speak."""
    assert row.id in CHECKS[table][1](row.example)


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_look_alike_stays_silent(table: str, row: Row) -> None:
    """The row's look-alike does not."""
    assert row.id not in CHECKS[table][1](row.not_)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_table_is_run(code: str) -> None:
    """No table of any pack is left out of this test."""
    assert set(load(code).tables()) <= set(CHECKS)

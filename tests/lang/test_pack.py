"""Packs refuse rows that are not whole, not clean, or that say the same thing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.errors import PackError
from tawatur.lang.pack import Pack, Row, load

GOOD = '[[row]]\nid = "one"\nwords = ["كلمة"]\nexample = "هذه كلمة"\nnot = "هذا كلام"\n'


def pack(folder: Path, table: str) -> Pack:
    """A pack of one table."""
    (folder / "sample.toml").write_text(table, encoding="utf-8")
    return Pack("xx", folder)


def test_a_whole_row_loads(tmp_path: Path) -> None:
    """A row with id, words, example and look-alike loads as its type."""
    (row,) = pack(tmp_path, GOOD).rows("sample", Row)
    assert (row.id, row.words, row.not_) == ("one", ("كلمة",), "هذا كلام")


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (GOOD.replace('not = "هذا كلام"\n', ""), "not"),
        (GOOD.replace('example = "هذه كلمة"\n', ""), "example"),
        (GOOD.replace("هذه كلمة", " "), "empty"),
        (GOOD.replace('words = ["كلمة"]', 'words = ["كلـمة"]'), "clean"),
        (GOOD.replace('words = ["كلمة"]', 'words = ["ﻛﻠﻤﺔ"]'), "clean"),
        (GOOD + GOOD, "taken"),
        (GOOD + GOOD.replace("one", "two").replace('["كلمة"]', '["كلمه"]'), "folds"),
        (GOOD + 'colour = "red"\n', "colour"),
        ("row = ", "TOML"),
    ],
)
def test_a_bad_row_is_refused(tmp_path: Path, table: str, reason: str) -> None:
    """Each refusal names the table and the reason."""
    with pytest.raises(PackError, match=reason) as caught:
        pack(tmp_path, table).rows("sample", Row)
    assert "lang/xx/sample.toml" in str(caught.value)


def test_unknown_language_and_table() -> None:
    """A language or table that is not there is told by name."""
    with pytest.raises(PackError, match="'tlh'"):
        load("tlh")
    with pytest.raises(PackError, match="ar/nothing"):
        load("ar").rows("nothing", Row)

"""Three reports from page to support, as they were judged last."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus import dump, examples
from tests.corpus.conftest import Traced


@pytest.mark.parametrize("id", dump.SHOWN)
def test_golden(traced: Traced, id: str) -> None:
    """Nothing changed since the file was judged; `make golden` writes it anew."""
    assert dump.dump(traced, id) == (dump.FOLDER / f"{id}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", examples.PAGES, ids=lambda page: page.name)
def test_examples_are_what_is_printed(traced: Traced, page: Path) -> None:
    """Every example of the documents is the real output; `make golden` writes it anew."""
    assert examples.filled(page, traced) == page.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Every golden file belongs to a report that is shown."""
    assert {path.stem for path in dump.FOLDER.iterdir()} == set(dump.SHOWN)

"""Floors that only rise: no figure falls below what it once reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals import scores
from evals.__main__ import floors


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, scores.Figures]:
    """Every evaluation, run once."""
    return scores.measured()


@pytest.mark.parametrize(("name", "figure"), [(name, figure) for name, marks in floors().items() for figure in marks])
def test_floor_holds(figures: dict[str, scores.Figures], name: str, figure: str) -> None:
    """The figure stands at its floor or above."""
    assert figures[name][figure] >= floors()[name][figure]["floor"]


def test_seeds_are_one_story(shared: Path, tmp_path: Path) -> None:
    """The two seeds, as they were found on the web, tell one story."""
    files = scores.exported(sorted((shared / "seeds").glob("*.txt")), tmp_path, "stories")
    assert len(files["stories"].read_text(encoding="utf-8").splitlines()) == 1

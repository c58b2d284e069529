"""Killed at any moment and run again: nothing lost, nothing doubled."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests import killing


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, float]:
    """A heap, the folder of a run over it that nobody stopped, and the seconds it took."""
    folder = tmp_path_factory.mktemp("untouched")
    heap = killing.grown(folder / "heap.jsonl", 2)
    took = killing.whole(*command(heap, folder))
    return heap, folder, took


def command(heap: Path, folder: Path) -> tuple[str | Path, ...]:
    """A trace of the heap into a store and dossiers in a folder."""
    return ("trace", heap, "--store", folder / "news.db", "--dossiers", folder / "dossiers", "--workers", "2")


@pytest.mark.parametrize("seed", range(3))
def test_killed_four_times_and_run_again(untouched: tuple[Path, Path, float], tmp_path: Path, seed: int) -> None:
    """By whatever signal, at whatever moment: store and dossiers end as those of a run that nobody stopped."""
    heap, folder, took = untouched
    rng = random.Random(seed)
    for _ in range(4):
        killing.killed(rng, took, killing.SIGNALS, *command(heap, tmp_path))
    killing.whole(*command(heap, tmp_path))
    assert killing.content(tmp_path / "news.db") == killing.content(folder / "news.db")
    assert killing.pages(tmp_path / "dossiers") == killing.pages(folder / "dossiers")
    beside = {path.name for path in tmp_path.iterdir()}
    assert beside == {"news.db", "dossiers"}

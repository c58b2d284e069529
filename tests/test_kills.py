"""Killed at any moment and run again: nothing lost, nothing doubled."""

from __future__ import annotations

import random
import shutil
import signal
from pathlib import Path

import pytest

from tests import heap, killing


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


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, float]:
    """Later reports, a store and dossiers before they came, the same after a run that nobody stopped, the seconds."""
    folder = tmp_path_factory.mktemp("added")
    lines = killing.grown(folder / "all.jsonl", 2).read_text(encoding="utf-8").splitlines()
    random.Random(1).shuffle(lines)
    base, later = (heap.written(folder / f"{n}.jsonl", *part) for n, part in enumerate((lines[:16], lines[16:])))
    before, after = folder / "before", folder / "after"
    killing.whole(base, before / "news.db", before / "dossiers", code=killing.ADDING)
    shutil.copytree(before, after)
    took = killing.whole(later, after / "news.db", after / "dossiers", code=killing.ADDING)
    return later, before, after, took


@pytest.mark.parametrize("seed", range(3))
def test_additions_killed_and_run_again(added: tuple[Path, Path, Path, float], tmp_path: Path, seed: int) -> None:
    """Killed while few reports are put among many: store and dossiers end as those of a run that nobody stopped."""
    later, before, after, took = added
    folder = tmp_path / "here"
    shutil.copytree(before, folder)
    given = (later, folder / "news.db", folder / "dossiers")
    rng = random.Random(seed)
    for _ in range(4):
        killing.killed(rng, took, (signal.SIGKILL,), *given, code=killing.ADDING)
    killing.whole(*given, code=killing.ADDING)
    assert killing.content(folder / "news.db") == killing.content(after / "news.db")
    assert killing.pages(folder / "dossiers") == killing.pages(after / "dossiers")
    assert {path.name for path in folder.iterdir()} == {"news.db", "dossiers"}

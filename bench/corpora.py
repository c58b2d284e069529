"""The reports every benchmark runs on: the first n of a corpus, as the files a user would have."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def lines(folder: str = "saudinewsnet") -> Iterator[str]:
    """The JSON lines of one corpus of `../shared/data`, in file order."""
    for path in sorted((SHARED / "data" / folder).glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as opened:
            yield from opened


def written(target: Path, count: int | None = None, folder: str = "saudinewsnet") -> Path:
    """The first `count` reports of a corpus (all, when None) as one JSONL file."""
    with target.open("w", encoding="utf-8") as out:
        out.writelines(itertools.islice(lines(folder), count))
    return target


def texts(file: Path) -> list[str]:
    """Title and text of every report of a JSONL file."""
    with file.open(encoding="utf-8") as opened:
        return [f"{report.get('title', '')} {report['text']}" for report in map(json.loads, opened)]

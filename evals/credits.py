"""Credits against verdicts of our own: whose words a report says it prints, in dateline, tail or byline.

Each line of `credits.jsonl` is a report of `../shared/data` and the registry's keys of all it credits, read by eye
(byline, the first and the last words). The 200 marked `drawn` were drawn at random from both corpora; many of the
others were picked where a credit had been found or might stand, so that recall over them flatters.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tawatur.model import Report
from tawatur.read import ReadOptions, read

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"


def measured(drawn: bool) -> dict[str, float]:
    """Precision and recall of credits, as pairs of report and source, on the reports `drawn` at random or on the
    others."""
    verdicts = [json.loads(line) for line in (HERE / "credits.jsonl").read_text(encoding="utf-8").splitlines()]
    verdicts = [line for line in verdicts if line.get("drawn", False) == drawn]
    expected = {(line["id"], source) for line in verdicts for source in line["expected"]}
    found = {(r.input_id, credit.source) for r in _reports({line["id"] for line in verdicts}) for credit in r.credits}
    right = len(expected & found)
    return {"precision": right / max(1, len(found)), "recall": right / max(1, len(expected))}


def _reports(ids: set[str]) -> list[Report]:
    """The reports with these ids, read as a user's file is."""
    lines = []
    for path in sorted(DATA.glob("*/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as records:
            lines += [line for line in records if json.loads(line)["id"] in ids]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "reports.jsonl"
        file.write_text("".join(lines), encoding="utf-8")
        return [one for one in read([file], ReadOptions()) if isinstance(one, Report)]

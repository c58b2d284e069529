"""Gold on reports the dev gold does not hold, kept as ids and offsets; the words come from `../shared/data`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent.parent / "shared" / "data"
SETS = ("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K")
EVENTS = ("claims", "claims 2")  # the events of `claims.jsonl`, by the set they stand in

Line = dict[str, Any]


def _gold(name: str) -> list[Line]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@lru_cache(maxsize=1)
def _reports() -> dict[str, Line]:
    """The records of all reports the gold names, by id."""
    wanted = {line["id"] for line in _gold("attribution.jsonl")}
    wanted |= {report for line in _gold("claims.jsonl") for report in line["reports"]}
    found = {}
    for path in sorted(DATA.glob("*/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found.update({record["id"]: record for record in map(json.loads, lines) if record["id"] in wanted})
    return found


def _words(report: str, span: list[int] | None) -> str:
    return _reports()[report]["text"][span[0] : span[1]] if span else ""


def _statement(report: str, statement: Line) -> Line:
    chain = [
        {"mention": _words(report, link["mention"]), "who": _words(report, link["who"]), "kind": link["kind"]}
        for link in statement["chain"]
    ]
    words = {"content": _words(report, statement["content"]), "cue": _words(report, statement["cue"])}
    return {**statement, **words, "chain": chain}


def _attribution(name: str) -> Iterator[tuple[Line, Line]]:
    for line in _gold("attribution.jsonl"):
        if line["set"] == name:
            record = {field: _reports()[line["id"]][field] for field in ("id", "outlet", "title", "text")}
            spans = {field: [_words(line["id"], span) for span in line[field]] for field in ("credits", "furniture")}
            yield record, {**line, **spans, "statements": [_statement(line["id"], s) for s in line["statements"]]}


def _claims(name: str) -> Iterator[tuple[Line, Line]]:
    for line in _gold("claims.jsonl"):
        if line["set"] != name:
            continue
        reports = []
        for report in line["reports"]:
            record = _reports()[report]
            date = record.get("published") or record["extracted"][:16]
            reports.append({**{k: record[k] for k in ("id", "outlet", "title", "text")}, "date": date})
        claims = [
            {
                "claim": f"{line['dossier']}-{number}",
                "kind": claim["kind"],
                "evidence": [
                    {
                        "report": made["report"],
                        "span": _words(made["report"], made["span"]),
                        "chain": [_words(made["report"], link) for link in made["chain"]],
                    }
                    for made in claim["evidence"]
                ],
            }
            for number, claim in enumerate(line["claims"])
        ]
        yield {"dossier": line["dossier"], "reports": reports}, {**line, "claims": claims}


def written(what: str, folder: Path) -> tuple[Path, Path]:
    """The input and the gold of one evaluation (a set of `SETS`, or of `EVENTS`) as the files the scorers read."""
    pairs = list(_claims(what) if what in EVENTS else _attribution(what))
    files = folder / f"{what}.jsonl", folder / f"{what}.gold.jsonl"
    for file, lines in zip(files, zip(*pairs, strict=True), strict=True):
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return files

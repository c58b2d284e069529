"""The corpus in the formats of the scorers, its truth and what tawatur made of it; `python -m tests.corpus.scored`.

The scorers stand beside the checkout (../shared/tools).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from tawatur.model import Report
from tests.corpus import truth
from tests.corpus.conftest import Traced, traced_corpus

TRUTH = truth.CORPUS / "truth"
TOOLS = truth.ROOT.parent / "shared" / "tools"
Line = dict[str, Any]
SAID_AGAIN = "title-again"  # a headline that the extractor gives twice: the truth knows it once


def figures(tools: Path, files: Mapping[str, Path]) -> dict[str, dict[str, float]]:
    """What the three scorers say of predicted files: statements, stories, passages, claims."""
    runs = {
        "attribution": ("score_attribution.py", files["reports"], files["attribution"], files["statements"]),
        "stories": ("score_stories.py", TRUTH / "stories.labels.jsonl", files["stories"]),
        "claims": ("score_claims.py", files["dossiers"], TRUTH / "claims.gold.jsonl", files["claims"]),
    }
    out = {}
    for name, (tool, *arguments) in runs.items():
        call = [sys.executable, str(tools / tool), *map(str, arguments), "--json"]
        out[name] = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    return out


def base(folder: Path, reports: Mapping[str, Report]) -> dict[str, Path]:
    """The reports as tawatur read them, and the truth of what is left of the pages' furniture in them."""
    texts = [{"id": id, "text": report.text} for id, report in reports.items()]
    gold = []
    for line in (TRUTH / "attribution.gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = reports[record["id"]].text
        gold.append({**record, "furniture": [words for words in record["furniture"] if words in text]})
    dossiers = [
        {"dossier": event, "reports": [{"id": id, "text": reports[id].text} for id in dossier.reports]}
        for event, dossier in truth.dossiers().items()
    ]
    return {
        "reports": _written(folder / "reports.jsonl", texts),
        "attribution": _written(folder / "attribution.jsonl", gold),
        "dossiers": _written(folder / "dossiers.jsonl", dossiers),
    }


def made(folder: Path, traced: Traced) -> dict[str, Path]:
    """What tawatur made of the corpus, its reports under the names of the truth."""
    files = base(folder, traced.reports)
    statements: list[Line] = []
    for id, report in traced.reports.items():
        told = [s for s in traced.statements[id] if s.type != "narrated"]
        line: Line = {
            "id": id,
            "credits": [c.name for c in report.credits],
            "furniture": [f.span for f in report.furniture if f.rule != SAID_AGAIN],
        }
        line["statements"] = [
            {
                "start": s.content.start,
                "end": s.content.end,
                "type": s.type,
                "negated": s.negated,
                "chain": [{"who": link.who, "kind": link.kind} for link in s.chain],
            }
            for s in told
        ]
        statements.append(line)
    claims: list[Line] = []
    for claim in traced.claims:
        evidence = [
            {
                "report": traced.names[a.report],
                "start": a.span.start,
                "end": a.span.end,
                "chain": [x.who for x in a.chain],
            }
            for a in claim.attestations
        ]
        support = {"origins": traced.supports[claim.id].origins}
        claims.append({"claim": claim.id, "evidence": evidence, "support": support})
    claims += [{"relation": r.kind, "a": r.a, "b": r.b} for r in traced.relations]
    stories = [{"story": s.id, "reports": [traced.names[id] for id in s.reports]} for s in traced.stories]
    files["statements"] = _written(folder / "statements.jsonl", statements)
    files["claims"] = _written(folder / "claims.jsonl", claims)
    files["stories"] = _written(folder / "stories.jsonl", stories)
    return files


def _written(path: Path, lines: Iterable[Line]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def main() -> None:
    """Prints the figures of this version."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with traced_corpus(folder / "corpus.db") as traced:
            for scorer, values in figures(TOOLS, made(folder, traced)).items():
                click.echo(f"{scorer}: " + " · ".join(f"{figure} {value}" for figure, value in values.items()))


if __name__ == "__main__":
    main()

"""Our output through the scorers, unchanged: trace, export, score."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

import tawatur
from evals import credits, values
from evals.unseen import EVENTS, SETS, written
from evals.unseen import HERE as UNSEEN

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TOOLS = SHARED / "tools"

Figures = dict[str, float]


def scored(tool: str, *arguments: str | Path) -> Figures:
    """The figures one of the scorers prints for the given files."""
    command = [sys.executable, str(TOOLS / tool), *map(str, arguments), "--json"]
    return {k: float(v) for k, v in json.loads(subprocess.run(command, check=True, capture_output=True).stdout).items()}


def exported(paths: Iterable[Path], folder: Path, *kinds: str) -> dict[str, Path]:
    """Traces the inputs into a store in `folder` and exports each kind; kind → the JSONL file."""
    store = folder / "eval.db"
    tawatur.trace([str(path) for path in paths], store=str(store))
    files = {}
    for kind in kinds:
        files[kind] = folder / f"{kind}.jsonl"
        with tawatur.open_store(str(store)) as opened, files[kind].open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in tawatur.export(opened, kind))
    return files


def attribution(name: str) -> Figures:
    """`score_attribution.py` on `snn-dev`, `ant-dev` or `seeds`."""
    if name == "seeds":
        reports, gold = SHARED / "seeds/reports.jsonl", SHARED / "seeds/attribution.gold.jsonl"
    else:
        reports, gold = (SHARED / "gold/attribution" / f"{name}{end}" for end in (".jsonl", ".gold.jsonl"))
    with TemporaryDirectory() as folder:
        files = exported([reports], Path(folder), "statements")
        return scored("score_attribution.py", reports, gold, files["statements"])


def naive_attribution(name: str) -> Figures:
    """The naive floor's figures on the same reports."""
    reports, gold = (SHARED / "gold/attribution" / f"{name}{end}" for end in (".jsonl", ".gold.jsonl"))
    with TemporaryDirectory() as folder:
        found = Path(folder) / "naive.jsonl"
        with found.open("wb") as out:
            subprocess.run([sys.executable, str(TOOLS / "naive_attribution.py"), str(reports)], check=True, stdout=out)
        return scored("score_attribution.py", reports, gold, found)


def unseen(name: str) -> Figures:
    """`score_attribution.py` on one of our own sets of unseen reports."""
    with TemporaryDirectory() as folder:
        reports, gold = written(name, Path(folder))
        return scored(
            "score_attribution.py", reports, gold, exported([reports], Path(folder), "statements")["statements"]
        )


def unseen_claims(name: str) -> Figures:
    """`score_claims.py` on one of our own sets of unseen events."""
    with TemporaryDirectory() as folder:
        return claims(*written(name, Path(folder)))


_KEPT: list[TemporaryDirectory[str]] = []  # traces that several figures are taken from, until the process ends


@lru_cache(maxsize=2)
def heap(corpus: str) -> dict[str, Path]:
    """Stories and passages of a whole corpus (`saudinewsnet`, `ant`), traced together."""
    _KEPT.append(TemporaryDirectory())
    return exported(sorted((SHARED / "data" / corpus).glob("*.gz")), Path(_KEPT[-1].name), "stories", "passages")


def stories() -> Figures:
    """`score_stories.py` with passages on `snn-dev`, all 12,824 reports traced together."""
    files = heap("saudinewsnet")
    labels = SHARED / "gold/stories/snn-dev.labels.jsonl"
    return scored("score_stories.py", labels, files["stories"], "--passages", files["passages"])


def more_stories(corpus: str) -> Figures:
    """`score_stories.py` on our own pools of a corpus."""
    name = {"saudinewsnet": "snn", "ant": "ant"}[corpus]
    return scored("score_stories.py", UNSEEN / f"stories-{name}.jsonl", heap(corpus)["stories"])


def claims(dossiers: Path, gold: Path) -> Figures:
    """`score_claims.py`: each dossier traced on its own, all their claims scored together."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        merged = folder / "claims.jsonl"
        with merged.open("w", encoding="utf-8") as out:
            for number, line in enumerate(dossiers.read_text(encoding="utf-8").splitlines()):
                part = folder / str(number)
                part.mkdir()
                reports = part / "reports.jsonl"
                reports.write_text(
                    "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in json.loads(line)["reports"]),
                    encoding="utf-8",
                )
                out.write(exported([reports], part, "claims")["claims"].read_text(encoding="utf-8"))
        return scored("score_claims.py", dossiers, gold, merged)


def fingerprint() -> str:
    """A digest of every gold file and scorer, so that figures of different gold are never compared."""
    digest = blake2b(digest_size=8)
    for path in sorted([*SHARED.glob("gold/**/*.jsonl"), *SHARED.glob("seeds/*.jsonl"), *TOOLS.glob("score_*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def measured() -> dict[str, Figures]:
    """Every evaluation by name."""
    gold = SHARED / "gold/claims"
    return {
        "attribution snn-dev": attribution("snn-dev"),
        "attribution ant-dev": attribution("ant-dev"),
        "attribution seeds": attribution("seeds"),
        "credits drawn": credits.measured(drawn=True),
        "credits picked": credits.measured(drawn=False),
        "stories snn-dev": stories(),
        "stories more snn": more_stories("saudinewsnet"),
        "stories more ant": more_stories("ant"),
        "claims dev": claims(gold / "dev.dossiers.jsonl", gold / "dev.claims.jsonl"),
        **{f"attribution unseen {name}": unseen(name) for name in SETS},
        **{name.replace("claims", "claims unseen"): unseen_claims(name) for name in EVENTS},
        **{f"values {name}": values.measured(name) for name in values.SETS},
        "claims seeds": claims(SHARED / "seeds/dossier.jsonl", SHARED / "seeds/claims.gold.jsonl"),
    }

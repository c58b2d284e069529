"""Prints every figure beside its baseline, floor and goal, and keeps the dated result."""

from __future__ import annotations

import json
import sys
import tomllib
from datetime import date
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals import baselines, scores

HERE = Path(__file__).resolve().parent


def floors() -> dict[str, dict[str, dict[str, float]]]:
    """Evaluation → figure → floor and goal."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def main() -> int:
    """Runs everything; 1 when a floor is broken."""
    if not scores.TOOLS.is_dir():
        sys.exit("evals: the gold is not beside this checkout (../shared).")
    ours, naive, marks = scores.measured(), baselines.measured(), floors()
    broken = 0
    console = Console()
    for name, figures in ours.items():
        table = Table("figure", "baseline", "ours", "floor", "goal", title=name, title_justify="left")
        for figure, value in figures.items():
            mark = marks.get(name, {}).get(figure, {})
            low = value < mark.get("floor", float("-inf"))
            broken += low
            shown = f"[red]{value:.3f}[/red]" if low else f"{value:.3f}"
            other = naive.get(name, {}).get(figure)
            cells = (
                f"{other:.3f}" if other is not None else "",
                shown,
                str(mark.get("floor", "")),
                str(mark.get("goal", "")),
            )
            table.add_row(figure, *cells)
        console.print(table)
    result = {
        "date": date.today().isoformat(),
        "version": version("tawatur"),
        "gold": scores.fingerprint(),
        "ours": ours,
        "baseline": naive,
    }
    with (HERE / "results.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps(result) + "\n")
    if broken:
        console.print(f"{broken} figures stand below their floor.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

"""How often an agency's own text is recognised when the byline that names it is hidden.

`python -m bench.lineage [AGENCY]`: `agency:spa` unless told. In SaudiNewsNet agencies stand in `author`. The field is
hidden in every report, and then in one outlet after the other; counted is how many of the reports that bear the
agency's byline still come from it (by a dateline, a tail, a twin elsewhere that credits it, or a parent that does), and
how many reports
with another agency's byline are given to it by mistake.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from rich.console import Console

from bench import corpora
from tawatur.lineage import derivations
from tawatur.model import Report, Reuse
from tawatur.passages import reuses
from tawatur.read import ReadOptions, furnished, learned, read
from tawatur.settings import Settings

TWIN = 0.5  # share of a report that stands in another outlet's: only then is there anything to see


def heap(folder: Path) -> list[Report]:
    """The reports of SaudiNewsNet."""
    made = [one for one in read([corpora.written(folder / "r.jsonl")], ReadOptions()) if isinstance(one, Report)]
    extra = learned(made)
    return [furnished(report, extra.get(report.id, ())) for report in made]


def bare(report: Report) -> Report:
    """The report without its author field and what was credited there."""
    credits = tuple(credit for credit in report.credits if credit.span is not None)
    return msgspec.structs.replace(report, author="", credits=credits)


def named(reports: Sequence[Report], shared: Sequence[Reuse], agency: str) -> set[str]:
    """The reports that derive from the agency, at first hand or through their parents."""
    children: dict[str, list[str]] = {}
    for derivation in derivations(reports, shared, {}, Settings().lineage):
        if derivation.directed:
            children.setdefault(derivation.source, []).append(derivation.report)
    found: set[str] = set()
    waiting = [agency]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def main() -> None:
    """Prints what is recognised with the field hidden everywhere, and in one outlet at a time."""
    agency = sys.argv[1] if len(sys.argv) > 1 else "agency:spa"
    with TemporaryDirectory() as folder:
        reports = heap(Path(folder))
    shared = reuses(reports, {}, Settings().passages)
    bylines = {r.id: {c.source for c in r.credits if c.span is None} - {"agency:several"} for r in reports}
    owned = {name for name, sources in bylines.items() if agency in sources}
    others = {name for name, sources in bylines.items() if sources and agency not in sources}
    outlet = {report.id: report.outlet for report in reports}
    twinned = {
        name
        for reuse in shared
        if outlet[reuse.a] != outlet[reuse.b]
        for name, share in ((reuse.a, reuse.a_share), (reuse.b, reuse.b_share))
        if share >= TWIN
    }
    rows = {}
    everywhere = named([bare(report) for report in reports], shared, agency)
    rows["hidden everywhere"] = (everywhere & owned, everywhere & others)
    found: set[str] = set()
    for one in sorted({outlet[name] for name in owned}):
        hidden = named([bare(r) if r.outlet == one else r for r in reports], shared, agency)
        found |= {name for name in hidden if outlet[name] == one}
    rows["hidden in one outlet at a time"] = (found & owned, found & others)
    console = Console()
    console.print(f"{len(owned):,} reports with the byline of {agency}, {len(owned & twinned):,} with a twin elsewhere")
    for name, (right, wrong) in rows.items():
        console.print(
            f"{name}: {len(right):,} recognised, {len(right) / len(owned):.3f} of all, "
            f"{len(right & twinned) / max(1, len(owned & twinned)):.3f} of those with a twin; "
            f"{len(wrong):,} of {len(others):,} with another agency's byline given to it"
        )
    console.print(json.dumps({name: [len(right), len(wrong)] for name, (right, wrong) in rows.items()}))


if __name__ == "__main__":
    main()

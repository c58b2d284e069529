"""What the chain makes of a few reports, written so that a person can judge a change in the diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tawatur.model import Claim, Report, Statement, Support
from tests.corpus.conftest import Traced

FOLDER = Path(__file__).with_name("golden")
# own reporting with a minister speaking, a relay of a relay, a denial with a copy of it elsewhere
SHOWN = ("nibras--port-fire", "khamail--washl-shares", "wna--port-fire-2")


def dump(traced: Traced, id: str) -> str:
    """One report from page to support: blocks, furniture, statements with their chains, lineage, claims, support."""
    report = traced.reports[id]
    lines = [f"report    {id}", f"title     {report.title.of(report.text) if report.title else ''}"]
    lines.append(f"outlet    {report.outlet_name} ({report.outlet})")
    if report.published:
        lines.append(f"published {report.published.at.isoformat()} ({report.published.found})")
    lines += [f"credit    {c.name} → {c.source} ({c.place}, {c.rule})" for c in report.credits]
    lines += ["", "blocks"]
    lines += [f"  {block.kind:<10} {_short(block.span.of(report.text))}" for block in report.blocks]
    lines += ["", "furniture"]
    lines += [f"  {f.rule:<18} {_short(f.span.of(report.text))}" for f in report.furniture]
    lines += ["", "statements"]
    for statement in traced.statements[id]:
        lines += _statement(report, statement)
    lines += ["", "lineage"]
    for d in traced.derivations:
        if d.report == report.id:
            source = traced.names.get(d.source, d.source)
            way = "" if d.directed else " (direction unknown)"
            lines.append(f"  {d.kind} ← {source} {d.share:.2f}{way} [{', '.join(d.why)}] {d.note}".rstrip())
    lines += ["", "claims"]
    for claim in traced.claims:
        lines += _claim(traced, claim, report)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 110 else f"{flat[:70]} … {flat[-35:]}"


def _statement(report: Report, statement: Statement) -> Iterator[str]:
    marks = " ".join(mark for mark in ("negated", "implicit") if getattr(statement, mark))
    cue = statement.cue.of(report.text) if statement.cue else ""
    yield f"  {statement.type:<9} {_short(statement.content.of(report.text))}"
    if statement.chain:
        chain = " ← ".join(f"{link.who} ({link.kind})" for link in statement.chain)
        yield f"            {chain} | {cue} [{statement.rule}] {marks}"


def _claim(traced: Traced, claim: Claim, report: Report) -> Iterator[str]:
    made = [a for a in claim.attestations if a.report == report.id]
    if not made:
        return
    yield f"  {claim.kind:<9} {_short(made[0].span.of(report.text))}"
    others = sorted({traced.names[a.report] for a in claim.attestations} - {traced.names[report.id]})
    yield f"            with {', '.join(others)}" if others else "            alone"
    yield f"            {_support(traced.supports[claim.id])}"


def _support(support: Support) -> str:
    holds = f"{support.holds.low}–{support.holds.high}"
    said = f", said {support.said.low}–{support.said.high}" if support.said else ""
    origins = f" · {' + '.join(sorted(support.origins))}" if support.origins else ""
    return f"{support.reports} reports · {support.outlets} outlets · holds {holds}{said}{origins}"

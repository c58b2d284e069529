"""Out of the building: what a store holds, as JSON lines or as CSV.

Reports are named by the ids the input gave them, and every offset counts code points of the input's own text field
as it was given, end exclusive. A span that stood elsewhere (in a title field of its own) cannot be said so: it is
left out and counted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, get_args

import msgspec

from tawatur.errors import TawaturError
from tawatur.model import Claim, Derivation, Link, Relation, Report, Statement, Support
from tawatur.stores import Store

What = Literal["reports", "statements", "stories", "passages", "lineage", "claims"]
Format = Literal["jsonl", "csv"]
WHATS: tuple[str, ...] = get_args(What)
FORMATS: tuple[str, ...] = get_args(Format)

Cell = str | int | float | bool | None | list["Cell"] | dict[str, "Cell"]
Line = dict[str, Cell]
_BOM = "\ufeff"  # spreadsheets take a file without it for the system's old encoding and show no Arabic


class Left:
    """Counts what an export had to leave out."""

    def __init__(self) -> None:
        self.spans = 0


def export(
    store: Store, what: str, format: str = "jsonl", *, all: bool = False, left: Left | None = None
) -> Iterator[str]:
    """The lines of an export, without line ends. `all` takes in the statements the outlets narrate themselves.

    `left` counts the spans left out. Raises `TawaturError` when there is no such export or format.
    """
    if what not in WHATS:
        raise TawaturError(f"There is no export {what!r}: choose one of {', '.join(WHATS)}.")
    if format not in FORMATS:
        raise TawaturError(f"There is no format {format!r}: choose one of {', '.join(FORMATS)}.")
    lines = _MAKERS[what](store, all, left or Left())
    return _csv(lines, what) if format == "csv" else _jsonl(lines)


def _jsonl(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield msgspec.json.encode(line).decode()


# ── one maker an export ──────────────────────────────────────────────────────────────────────────────────────────────


def _reports(store: Store, _all: bool, left: Left) -> Iterator[Line]:
    for report in store.reports():
        yield {
            "id": report.input_id,
            "report": report.id,
            "outlet": report.outlet,
            "outlet_name": report.outlet_name,
            "published": report.published.at.isoformat() if report.published else None,
            "modified": report.modified.at.isoformat() if report.modified else None,
            "captured": report.captured.at.isoformat() if report.captured else None,
            "url": report.url,
            "author": report.author,
            "section": report.section,
            "language": report.language,
            "title": report.title.of(report.text) if report.title else "",
            "credits": [credit.name for credit in report.credits],
            "furniture": _furniture(report, left),
            "path": report.path,
        }


def _statements(store: Store, all: bool, left: Left) -> Iterator[Line]:
    reports = {report.id: report for report in store.reports()}
    for id, statements in store.statements():
        report = reports[id]
        told = (_statement(report, s, left) for s in statements if all or s.type != "narrated")
        yield {
            "id": report.input_id,
            "statements": [line for line in told if line],
            "credits": [credit.name for credit in report.credits],
            "furniture": _furniture(report, left),
        }


def _statement(report: Report, statement: Statement, left: Left) -> Line | None:
    content = report.given(statement.content)
    if content is None:
        left.spans += 1
        return None
    line: Line = {
        "statement": statement.id,
        "start": content.start,
        "end": content.end,
        "type": statement.type,
        "chain": [_link(report, link) for link in statement.chain],
        "negated": statement.negated,
        "implicit": statement.implicit,
        "stance": statement.stance,
        "content": statement.content.of(report.text),
        "rule": statement.rule,
    }
    cue = report.given(statement.cue) if statement.cue else None
    if statement.cue and cue:
        line |= {"cue": statement.cue.of(report.text), "cue_start": cue.start, "cue_end": cue.end}
    return line


def _link(report: Report, link: Link) -> Line:
    mention = link.mention.of(report.text) if link.mention else ""
    return {"who": link.who, "kind": link.kind, "key": link.key, "mention": mention, "rule": link.rule}


def _furniture(report: Report, left: Left) -> list[Cell]:
    out: list[Cell] = []
    for furniture in report.furniture:
        span = report.given(furniture.span)
        if span is None:
            left.spans += 1
        else:
            out.append([span.start, span.end])
    return out


def _stories(store: Store, _all: bool, _left: Left) -> Iterator[Line]:
    names = _names(store)
    for story in sorted(store.stories(), key=lambda story: story.id):
        yield {
            "story": story.id,
            "headline": story.headline,
            "reports": [names[id] for id in story.reports],
            "outlets": list(story.outlets),
            "versions": [[names[later], names[first]] for later, first in story.versions],
            "central": names[story.central],
            "first": story.first.isoformat() if story.first else None,
            "last": story.last.isoformat() if story.last else None,
            "related": list(story.related),
        }


def _passages(store: Store, _all: bool, left: Left) -> Iterator[Line]:
    reports = {report.id: report for report in store.reports()}
    for reuse in store.reuses():
        a, b = reports[reuse.a], reports[reuse.b]
        passages: list[Cell] = []
        for passage in reuse.passages:
            here, there = a.given(passage.a), b.given(passage.b)
            if here is None or there is None:
                left.spans += 1
                continue
            at: Line = {"a_start": here.start, "a_end": here.end, "b_start": there.start, "b_end": there.end}
            passages.append({**at, "quotation": passage.quotation})
        line: Line = {"a": a.input_id, "b": b.input_id, "a_share": round(reuse.a_share, 4)}
        yield {**line, "b_share": round(reuse.b_share, 4), "passages": passages}


def _lineage(store: Store, _all: bool, left: Left) -> Iterator[Line]:
    reports = {report.id: report for report in store.reports()}
    for derivation in store.derivations():
        yield _derivation(derivation, reports, left)


def _derivation(derivation: Derivation, reports: Mapping[str, Report], left: Left) -> Line:
    source = reports.get(derivation.source)
    evidence: list[Cell] = []
    for item in derivation.evidence:
        report = reports.get(item.report)
        span = report.given(item.span) if report else None
        if report is None or span is None:
            left.spans += 1
        else:
            evidence.append({"report": report.input_id, "start": span.start, "end": span.end, "rule": item.rule})
    return {
        "report": reports[derivation.report].input_id,
        "source": source.input_id if source else derivation.source,
        "of": "report" if source else derivation.source.partition(":")[0],
        "kind": derivation.kind,
        "share": round(derivation.share, 4),
        "directed": derivation.directed,
        "why": list(derivation.why),
        "note": derivation.note,
        "evidence": evidence,
    }


def _claims(store: Store, _all: bool, left: Left) -> Iterator[Line]:
    reports = {report.id: report for report in store.reports()}
    for story in sorted(story.id for story in store.stories()):  # one at a time: all supports at once are a gigabyte
        supports = {support.claim: support for support in store.supports(story)}
        for claim in store.claims(story):
            yield _claim(claim, reports, supports.get(claim.id), left)
    for relation in store.relations():
        yield _relation(relation, reports)


def _claim(claim: Claim, reports: Mapping[str, Report], support: Support | None, left: Left) -> Line:
    evidence: list[Cell] = []
    for made in claim.attestations:
        report = reports[made.report]
        span = report.given(made.span)
        if span is None:
            left.spans += 1
            continue
        chain: list[Cell] = [link.who for link in made.chain]
        at: Line = {"report": report.input_id, "start": span.start, "end": span.end, "chain": chain}
        evidence.append({**at, "negated": made.negated})
    line: Line = {
        "claim": claim.id,
        "story": claim.story,
        "kind": claim.kind,
        "wording": claim.wording.span.of(reports[claim.wording.report].text),
        "salience": round(claim.salience, 4),
        "evidence": evidence,
    }
    if support is not None:
        line["support"] = {
            "reports": support.reports,
            "outlets": support.outlets,
            "independent": [support.holds.low, support.holds.high],
            "said": [support.said.low, support.said.high] if support.said else None,
            "origins": [*sorted({*support.origins, *support.last_links})],
        }
    return line


def _relation(relation: Relation, reports: Mapping[str, Report]) -> Line:
    return {
        "relation": relation.kind,
        "a": relation.a,
        "b": relation.b,
        "why": relation.why,
        "rule": relation.rule,
        "a_words": relation.a_evidence.span.of(reports[relation.a_evidence.report].text),
        "b_words": relation.b_evidence.span.of(reports[relation.b_evidence.report].text),
    }


def _names(store: Store) -> dict[str, str]:
    """Our ids → the input's."""
    return {report.id: report.input_id for report in store.reports()}


_MAKERS: dict[str, Callable[[Store, bool, Left], Iterator[Line]]] = {
    "reports": _reports,
    "statements": _statements,
    "stories": _stories,
    "passages": _passages,
    "lineage": _lineage,
    "claims": _claims,
}

# ── flat rows for spreadsheets ───────────────────────────────────────────────────────────────────────────────────────

# What becomes a row of its own: the list of that name inside each line; its fields stand beside those of the line.
_UNFOLDED = {"statements": "statements", "stories": "reports", "passages": "passages", "claims": "evidence"}
_COLUMNS = {
    "reports": "id report outlet outlet_name published modified captured url author section language title credits "
    "path",
    "statements": "id statement start end type chain negated implicit stance cue content rule",
    "stories": "story headline report outlets first last",
    "passages": "a b a_share b_share a_start a_end b_start b_end quotation",
    "lineage": "report source of kind share directed why note",
    "claims": "claim story kind wording report start end chain negated reports outlets low high origins "
    "relation a b why",
}


def _csv(lines: Iterable[Line], what: str) -> Iterator[str]:
    columns = _COLUMNS[what].split()
    yield _BOM + _row(columns)
    for line in lines:
        for flat in _flat(line, what):
            yield _row([_cell(flat.get(column)) for column in columns])


def _flat(line: Line, what: str) -> Iterator[Line]:
    support = line.get("support")
    if isinstance(support, dict):
        low, high = support["independent"] if isinstance(support["independent"], list) else (None, None)
        counts: Line = {name: support[name] for name in ("reports", "outlets", "origins")}
        line = {**line, **counts, "low": low, "high": high}
    inner = line.get(_UNFOLDED.get(what, ""))
    if not isinstance(inner, list):
        yield line
        return
    for item in inner:
        yield {**line, **item} if isinstance(item, dict) else {**line, "report": item}


def _cell(value: Cell) -> str:
    """A value as one cell: lists joined by ` ← ` when they are chains of links, else by `; `."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("who", ""))
    return str(value)


_END = "\r\n"  # the writer quotes a cell that holds any of it


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=_END).writerow([_safe(cell) for cell in cells])
    return out.getvalue().removesuffix(_END)


def _safe(cell: str) -> str:
    """A cell no spreadsheet takes for a formula: it would run what a page wrote."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell

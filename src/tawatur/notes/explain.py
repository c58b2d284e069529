"""Why a claim has the support it has: the graph, the cut, what was unknown, which copies collapsed, which rule found
each link, and how the values in its words were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tawatur.errors import StoreError
from tawatur.interface import say
from tawatur.model import Claim, Day, Dossier, Edge, Name, Quantity, Report, Support, Value, Vertex
from tawatur.notes.words import by_id, chain_of, listed, quoted, shown_by, signed, weight_of
from tawatur.stores import Store

LAYERS = ("origin", "relay", "outlet", "report")


def explain(store: Store, what: str, language: str = "en") -> str:
    """The note that derives a claim's support. `what` is the claim's id or the beginning of it. Raises `StoreError`
    when it stands for no claim."""
    found = store.find(what)
    claim = store.claim(found.id) if found.kind == "claim" else None
    if claim is None:
        raise StoreError(f"{what!r} is a {found.kind}, not a claim: `tawatur show` lists the claims of a story.")
    dossier = store.dossier(claim.story)
    support = next((support for support in dossier.supports if support.claim == claim.id), None)
    return "\n".join(_lines(claim, dossier, support, language))


def _lines(claim: Claim, dossier: Dossier, support: Support | None, language: str) -> Iterator[str]:
    reports = by_id(dossier.reports)
    yield f"«{shown_by(claim, reports[claim.wording.report])}»"
    if support is None:
        yield say("note.no-support", language)
        return
    yield weight_of(support, language)
    if support.said:
        yield say("note.said", language, independent=(support.said.low, support.said.high))
    for finding in support.findings:
        yield "- " + say(finding.code, language, **finding.fills)
    yield from _graph(support, reports, language)
    yield from _cut(support, language)
    yield from _collapsed(support, reports, language)
    yield from _links(claim, reports, language)
    yield from _values(claim, reports, language)


def _named(vertex: Vertex, reports: Mapping[str, Report], language: str) -> str:
    report = reports.get(vertex.key)
    name = signed(report, language) if report else quoted(vertex.name or vertex.key, longest=80)
    return name if vertex.known else f"{name} ({say('note.unknown', language)})"


def _graph(support: Support, reports: Mapping[str, Report], language: str) -> Iterator[str]:
    """Every source in the graph by layer, and under it where it had it from, with the rule that says so."""
    vertices = {vertex.key: vertex for vertex in support.vertices}
    for layer in reversed(LAYERS):
        inside = [vertex for vertex in support.vertices if vertex.layer == layer]
        if not inside:
            continue
        yield ""
        yield say(f"layer.{layer}", language)
        for vertex in inside:
            yield f"    {_named(vertex, reports, language)}"
            for edge in support.edges:
                if edge.a == vertex.key and edge.b in vertices:
                    yield f"        ← {_named(vertices[edge.b], reports, language)}{_why(edge, reports)}"


def _why(edge: Edge, reports: Mapping[str, Report]) -> str:
    """The rule of an edge and the words it read, in brackets."""
    report = reports.get(edge.evidence.report) if edge.evidence else None
    words = f": «{quoted(report.text, edge.evidence.span, 80)}»" if report and edge.evidence else ""
    return f"  [{edge.rule}{words}]" if edge.rule or words else ""


def _cut(support: Support, language: str) -> Iterator[str]:
    names = {vertex.key: vertex.name or vertex.key for vertex in support.vertices}
    for code, cut in (("note.cut-low", support.cut_low), ("note.cut-high", support.cut_high)):
        if cut:
            yield ""
            yield say(code, language, names=listed((names.get(key, key) for key in cut), language))
    unknown = [vertex.name or vertex.key for vertex in support.vertices if not vertex.known]
    if unknown:
        yield say("note.unknowns", language, names=listed(unknown, language))


def _collapsed(support: Support, reports: Mapping[str, Report], language: str) -> Iterator[str]:
    names = {vertex.key: vertex.name or vertex.key for vertex in support.vertices}
    if support.collapsed:
        yield ""
        yield say("note.collapsed", language)
    for copy, source in support.collapsed:
        origin = signed(reports[source], language) if source in reports else names.get(source, source)
        report = reports.get(copy)
        yield f"    {signed(report, language) if report else copy} ← {origin}"


def _links(claim: Claim, reports: Mapping[str, Report], language: str) -> Iterator[str]:
    """Each chain of the claim with the words it was read from and the pack rows that found its links."""
    yield ""
    yield say("note.links", language)
    for made in claim.attestations:
        report = reports[made.report]
        yield f"    {chain_of(report, made.chain, language)}  ({made.report})"
        for link in made.chain:
            words = f"«{quoted(report.text, link.mention, 80)}»" if link.mention else say("note.implicit", language)
            yield f"        {quoted(link.who, longest=80)}: {words}  [{link.rule}]"


def _values(claim: Claim, reports: Mapping[str, Report], language: str) -> Iterator[str]:
    text = reports[claim.core.report].text
    if claim.values:
        yield ""
        yield say("note.values", language)
    names = {value.key: quoted(text, value.span, 80) for value in claim.values if isinstance(value, Name)}
    for value in claim.values:
        yield f"    «{quoted(text, value.span, 80)}» → {_read(value, names)}  [{value.rule}]"


def _read(value: Value, names: Mapping[str, str]) -> str:
    """A value as it was read; `names`: the words of the places and peoples that stand beside it."""
    if isinstance(value, Quantity):
        time = f"{value.since}…{value.as_of}" if value.since else value.as_of
        scope = " · ".join(part for part in (*(names.get(key, "") for key in (*value.where, value.who)), time) if part)
        read = f"{_range(value)} {value.unit} ({value.bound})".replace("  ", " ")
        return f"{read} [{scope}]" if scope else read
    if isinstance(value, Day):
        said = (value.first, value.last, value.part, value.clock)
        return " ".join(dict.fromkeys(part for part in said if part)) or "?"
    return f"{value.kind}:{value.key}"


def _range(value: Quantity) -> str:
    """The figure written out: one number, both ends of a range, or the end that is known."""
    low, high = (None if end is None else f"{end:,.6f}".rstrip("0").rstrip(".") for end in (value.low, value.high))
    if low is None or high is None:
        return f"≥ {low}" if low is not None else f"≤ {high}"
    return low if low == high else f"{low} – {high}"

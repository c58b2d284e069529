"""The graph of one claim: its sources, who had it from whom, where each path begins and where it ends.

The claim itself is no vertex: paths begin at the outlets that print it (`entries`) and end at sources of whom nobody
says where they have it (`named`, `own`, `nameless`). What only the upper bound may use is kept apart (`loose`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tawatur.model import Attestation, Edge, Evidence, Link, Report, Vertex
from tawatur.support.lineage import SEVERAL, Ancestry, Parent, outlet_key
from tawatur.support.names import UNNAMED, Identities, publisher


class Graph:
    """Sources and hand-overs of one claim, grown attestation by attestation."""

    def __init__(self, identities: Identities, reports: Mapping[str, Report]) -> None:
        self.identities = identities
        self.reports = reports
        self.names: dict[str, str] = {}
        self.unknown: set[str] = set()  # vertices nobody can name
        self.entries: set[str] = set()
        self.edges: dict[tuple[str, str], Edge] = {}
        self.loose: set[tuple[str, str]] = set()  # edges that only the upper bound may walk
        self.told: set[str] = set()  # vertices that somebody says had it from another: no origins of their own
        self.own: set[str] = set()  # publishers in whose own voice the claim stands
        self.spoken: set[str] = set()  # sources a chain ends in
        self.nameless: set[str] = set()  # anonymous sources a chain ends in
        self.merged: list[tuple[str, str]] = []  # vertices the lower bound takes for one
        self.presumed: set[str] = set()  # publishers whose own voice is not ruled out: their lineage is presumed

    # ── vertices and edges ────────────────────────────────────────────────────────────────────────────────────

    def outlet(self, report: str) -> str:
        """The vertex of the outlet that printed a report; an unknown outlet is one for each report."""
        made = self.reports.get(report)
        key = outlet_key(report, self.reports)
        if made is not None:
            # an unknown outlet goes by the file its report was read from
            self.name(key, made.outlet_name or ("" if made.outlet else made.path.rpartition("/")[2]))
        if key.startswith("outlet:?"):
            self.unknown.add(key)
        return key

    def source(self, link: Link, nearer: str) -> str:
        """The vertex of a link; an anonymous source belongs to whoever tells of it."""
        if link.kind in UNNAMED or not link.key:
            key = f"{link.key or 'anonymous:'}@{nearer}"
            self.unknown.add(key)
        else:
            key = self.identities.sure.get(link.key, link.key)
        self.name(key, link.who)
        return key

    def name(self, key: str, name: str) -> None:
        """Keeps the fullest naming of a vertex."""
        held = self.names.get(key, "")
        if (len(name), name) > (len(held), held):
            self.names[key] = name

    def join(self, a: str, b: str, rule: str, evidence: Evidence | None = None, *, loose: bool = False) -> None:
        """`a` had it from `b`. A loose edge becomes firm when any statement makes it so."""
        if a == b:
            return
        held = self.edges.get((a, b))
        firmer = (a, b) in self.loose and not loose
        new = Edge(a=a, b=b, rule=rule, evidence=evidence)
        if held is None or firmer or (((a, b) not in self.loose or loose) and _order(new) < _order(held)):
            self.edges[a, b] = new
        if loose and held is None:
            self.loose.add((a, b))
        elif not loose:
            self.loose.discard((a, b))

    def walk(self, start: str, chain: Sequence[Link], made: Attestation, *, loose: bool = False) -> str:
        """Adds the links of a chain behind `start` and returns the last vertex."""
        at, seen = start, {start}
        for link in chain:
            key = self.source(link, at)
            if key in seen:
                continue
            seen.add(key)
            words = Evidence(report=made.report, span=link.mention or made.span, rule=link.rule)
            self.join(at, key, link.rule or "chain", words, loose=loose)
            if not loose:
                self.told.add(at)
            at = key
        return at

    def finish(self, last: str) -> None:
        """A path ends at `last`, a source that somebody names or an unnamed one."""
        (self.nameless if last in self.unknown else self.spoken).add(last)

    def close(self, circle: Sequence[str]) -> None:
        """Sources that have it only from one another have it from somebody unseen: one origin, whoever began."""
        unseen = f"unseen:{circle[0]}"
        self.unknown.add(unseen)
        self.nameless.add(unseen)
        for member in circle:
            self.join(member, unseen, "circle")

    # ── where paths end ───────────────────────────────────────────────────────────────────────────────────────

    def named(self) -> set[str]:
        """Named origins. A publisher that prints the claim itself and names nobody is none: its origin is unknown."""
        vague = self.identities.vague
        return {key for key in self.spoken if key not in self.told and key not in self.entries and key not in vague}

    def ends(self) -> set[str]:
        """Every origin the upper bound counts: named, anonymous, and publishers in their own voice."""
        return (self.spoken | self.nameless | self.own | self.presumed) - self.told

    def after(self, *, loose: bool) -> dict[str, set[str]]:
        """For every vertex, whom it had it from; with or without the loose edges."""
        out: dict[str, set[str]] = {}
        for a, b in self.edges:
            if loose or (a, b) not in self.loose:
                out.setdefault(a, set()).add(b)
        return out

    def vertices(self) -> Iterator[Vertex]:
        """The sources of the graph with their layers, by key."""
        keys = {*self.entries, *(key for edge in self.edges for key in edge)}
        behind = {a for a, _ in self.edges}
        for key in sorted(keys):
            origin = key not in behind or (key in self.spoken | self.nameless and key not in self.told)
            yield Vertex(
                key=key,
                name=self.names.get(key, ""),
                layer="outlet" if key in self.entries else "origin" if origin else "relay",
                known=key not in self.unknown,
            )


def _order(edge: Edge) -> tuple[str, str, int]:
    return (edge.rule, edge.evidence.report if edge.evidence else "", edge.evidence.span.start if edge.evidence else -1)


def graph(
    attestations: Sequence[Attestation],
    reports: Mapping[str, Report],
    ancestry: Ancestry,
    identities: Identities,
    *,
    said: bool,
) -> Graph:
    """The graph of the attestations: that it holds, or (`said`) that its speakers said it, who then are no sources."""
    made = Graph(identities, reports)
    for attestation in attestations:
        made.entries.add(made.outlet(attestation.report))
    for attestation in attestations:
        _add(made, attestation, ancestry, said=said)
    return made


def _add(made: Graph, attestation: Attestation, ancestry: Ancestry, *, said: bool) -> None:
    """Adds one attestation: its outlet, the report it was copied from or the agency it credits, its chain."""
    outlet = made.outlet(attestation.report)
    chain = [link for link in attestation.chain if made.identities.sure.get(link.key, link.key) != outlet]
    speaker = (
        said and bool(chain) and not publisher(made.identities.sure.get(chain[-1].key, chain[-1].key), chain[-1].kind)
    )
    if speaker:
        chain = chain[:-1]
    descent = ancestry.descent(attestation)
    for parent in descent.parents:
        key = _behind(made, outlet, parent)
        if not parent.attests:
            # nobody here tells where that text has it from: what the copy says of its origin is all that is known
            _end(made, key, chain, attestation, speaker=speaker, said=said, unseen=parent.report is not None)
    if descent.closed:
        return
    start = [outlet]
    cited = {made.identities.sure.get(link.key, link.key) for link in chain}
    if descent.credits and not any(made.identities.sure.get(key, key) in cited for key in descent.credits):
        start = []
        for source, words in descent.credits.items():
            credit = made.identities.sure.get(source, source)
            if credit == outlet:
                continue
            start.append(credit)
            made.join(outlet, credit, "credited", words)
            made.name(credit, ancestry.credit_name(attestation.report, source))
            if credit.startswith(SEVERAL):
                made.unknown.add(credit)
        if start:
            made.told.add(outlet)
        start = sorted(start) or [outlet]
    for at in start:
        _end(made, at, chain, attestation, speaker=speaker, said=said, loose=descent.loose)


def _behind(made: Graph, outlet: str, parent: Parent) -> str:
    """Adds that the outlet had the words from a parent text, and returns the vertex of that text."""
    key = made.outlet(parent.report) if parent.report is not None else made.identities.sure.get(parent.key, parent.key)
    if key.startswith("unseen:"):
        made.unknown.add(key)
    made.join(outlet, key, parent.kind, parent.evidence)
    for other in parent.merged:
        made.merged.append((made.outlet(other), key))
    return key


def _end(
    made: Graph,
    start: str,
    chain: Sequence[Link],
    attestation: Attestation,
    *,
    speaker: bool,
    said: bool,
    loose: bool = False,
    unseen: bool = False,
) -> None:
    """Walks the chain behind `start` and marks where the path ends.

    That something was said is known to those who heard the speaker; a publisher that is merely cited for it is a step
    on the way to them, and whoever narrates it in its own voice does not tell that it was said.
    """
    last = made.walk(start, chain, attestation, loose=loose)
    if said and not speaker:
        return
    if last != start:
        made.finish(last)
    elif unseen or (last in made.entries and not chain):
        (made.presumed if loose else made.own).add(last)
    else:
        made.finish(last)

"""The graph of one claim: its sources, who had it from whom, where each path begins and where it ends.

The claim itself is no vertex: paths begin at the outlets that print it (`entries`) and end at sources of whom nobody
says where they have it (`named`, `own`, `nameless`). What only the upper bound may use is kept apart (`loose`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tawatur.model import Attestation, Edge, Evidence, Link, Report, Vertex
from tawatur.press import press
from tawatur.support.lineage import SEVERAL, Ancestry, Descent, Parent, outlet_key
from tawatur.support.nameless import bare_publisher, unnamed
from tawatur.support.names import Identities, publisher
from tawatur.support.namings import naming


def _registered() -> Mapping[str, str]:
    """The names of registered publishers, by key."""
    return press().names


class Graph:
    """Sources and hand-overs of one claim, grown attestation by attestation."""

    def __init__(self, identities: Identities, reports: Mapping[str, Report]) -> None:
        self.identities = identities
        self.reports = reports
        self.namings: dict[str, dict[str, int]] = {}  # vertex → its namings, each with how often it stands
        self.unknown: set[str] = set()  # vertices nobody can name
        self.entries: set[str] = set()  # outlets that print the claim
        self.printing: set[str] = set()  # the same, those included whose words this graph leaves out
        self.grounds: set[str] = set()  # entries that print more than copies and citations of others
        self.borrowed: list[tuple[str, frozenset[str]]] = []  # an entry that borrows, and the entries it borrows from
        self.edges: dict[tuple[str, str], Edge] = {}
        self.loose: set[tuple[str, str]] = set()  # edges that only the upper bound may walk
        self.told: set[str] = set()  # vertices that somebody says had it from another: no origins of their own
        self.own: set[str] = set()  # publishers in whose own voice the claim stands
        self.voiced: dict[str, list[str]] = {}  # outlet → reports that say it in its own voice
        self.attributed: dict[str, list[str]] = {}  # outlet → reports that say from whom it has it
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
        if unnamed(link):
            key = f"{link.key or 'anonymous:'}@{nearer}"
            self.unknown.add(key)
        else:
            key = self.identities.of(link)
        self.name(key, link.who)
        return key

    def name(self, key: str, name: str) -> None:
        """Keeps a naming of a vertex."""
        held = self.namings.setdefault(key, {})
        held[name] = held.get(name, 0) + 1

    def named_as(self, key: str) -> str:
        """The naming of a vertex that says who it is and stands most often, the longer of two; of a registered
        publisher nobody names, its own name; "" when unknown."""
        namings = self.namings.get(key) or {"": 0}
        held = next(iter(namings)) if len(namings) == 1 else max(namings.items(), key=_telling)[0]
        if held or key in self.unknown:
            return held
        return _registered().get(key) or key.partition(":")[2]

    def namings_of(self, key: str) -> list[str]:
        """The naming of a vertex and those of its other namings whose words do not all stand in it: the president by
        his name and as "the Kremlin"."""
        shown = [self.named_as(key)]
        if len(self.namings.get(key, ())) < 2:
            return shown
        for name in sorted(self.namings.get(key, ()), key=lambda name: (-len(name), name)):
            mine = set(naming("organisation", name).words)
            if not any(mine <= set(naming("organisation", one).words) for one in shown):
                shown.append(name)
        return shown

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
                self.tell(at, made.report)
            at = key
        return at

    def tell(self, key: str, report: str) -> None:
        """A report says that `key` had it from another. Of an outlet that prints the claim it counts when it was said:
        what the outlet had printed in its own voice before stands beside it."""
        if key in self.entries:
            self.attributed.setdefault(key, []).append(report)
        else:
            self.told.add(key)

    def finish(self, last: str) -> None:
        """A path ends at `last`, a source that somebody names or an unnamed one; where an outlet that prints the claim
        has it from, its own words tell."""
        if last not in self.entries:
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
        return {key for key in self.spoken if key not in self.told and key not in self.printing and key not in vague}

    def last_links(self) -> set[str]:
        """All that some chain ends in, eyewitnesses and others without a name among them, and those of whom another
        chain says where they have it."""
        return {key for key in self.spoken | self.nameless if self.named_as(key)}

    def ends(self) -> set[str]:
        """Every origin the upper bound counts: named, anonymous, and publishers in their own voice."""
        silent = {key for key in self.attributed if not self.spoke_first(key)}
        return (self.spoken | self.nameless | ((self.own | self.presumed) - silent)) - self.told

    def spoke_first(self, outlet: str) -> bool:
        """Whether an outlet said it in its own voice before it ever named a source; afterwards its own voice is an
        attribution that vanished."""
        voiced = [self._time(report) for report in self.voiced.get(outlet, ())]
        named = [self._time(report) for report in self.attributed[outlet]]
        known = [time for time in voiced if time is not None]
        return bool(known) and all(time is not None and min(known) < time[: len(min(known))] for time in named)

    def _time(self, report: str) -> str | None:
        """When a report was published, as a text that sorts (a day, or a day and time); None when it is unknown."""
        made = self.reports.get(report)
        if made is None or made.published is None:
            return None
        at = made.published.at.replace(tzinfo=None)
        return at.date().isoformat() if made.published.precision == "day" else at.isoformat(timespec="seconds")

    def starts(self) -> set[str]:
        """The outlets where paths begin: a report that only copies or cites others is no beginning of its own, for
        all it says passes through them; unless they have it from one another and nobody began."""
        grounded = set(self.grounds)
        waiting = [pair for pair in self.borrowed if pair[0] not in grounded]
        while True:
            found = {outlet for outlet, sources in waiting if sources & grounded}
            if not found:
                return self.grounds | {outlet for outlet, _ in waiting}
            grounded |= found
            waiting = [pair for pair in waiting if pair[0] not in found]

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
                name=self.named_as(key),
                layer="outlet" if key in self.entries else "origin" if origin else "relay",
                known=key not in self.unknown,
            )


def _telling(held: tuple[str, int]) -> tuple[bool, int, int, str]:
    name, times = held
    return len(naming("person", name).name) > 1, times if name else -1, len(name), name


def _order(edge: Edge) -> tuple[str, str, int]:
    return (edge.rule, edge.evidence.report if edge.evidence else "", edge.evidence.span.start if edge.evidence else -1)


def graph(
    attestations: Sequence[Attestation],
    reports: Mapping[str, Report],
    ancestry: Ancestry,
    identities: Identities,
    *,
    said: bool,
    printing: Iterable[str] = (),
) -> Graph:
    """The graph of the attestations: that it holds, or (`said`) that its speakers said it, who then are no sources.

    `printing` are outlets that print the claim in reports left out here.
    """
    made = Graph(identities, reports)
    for attestation in attestations:
        made.entries.add(made.outlet(attestation.report))
    made.printing = made.entries | set(printing)
    for attestation in attestations:
        _add(made, attestation, ancestry, said=said)
    return made


def _add(made: Graph, attestation: Attestation, ancestry: Ancestry, *, said: bool) -> None:
    """Adds one attestation: its outlet, the report it was copied from or the agency it credits, its chain."""
    outlet = made.outlet(attestation.report)
    chain = [link for link in attestation.chain if made.identities.of(link) != outlet]
    speaker = said and bool(chain) and not publisher(made.identities.of(chain[-1]), chain[-1].kind)
    if speaker:
        chain = chain[:-1]
    descent = ancestry.descent(attestation)
    if descent.credits:
        chain = [link for link in chain if not bare_publisher(link)]  # "the agency" is the one credited
    for parent in descent.parents:
        key = _behind(made, outlet, parent)
        if not parent.attests:
            # nobody here tells where that text has it from: what the copy says of its origin is all that is known
            _end(made, key, chain, attestation, speaker=speaker, said=said, unseen=parent.report is not None)
    _begin(made, outlet, descent, chain, cites=not speaker)
    if descent.closed:
        if not said:
            made.tell(outlet, attestation.report)  # what the same outlet adds in its own voice it had from there too
            relays = [made.identities.of(link) == outlet for link in attestation.chain[:1]]
            if any(relays) and chain:  # the outlet names itself as the relay, as its own copies do
                made.walk(outlet, chain, attestation)
            elif len(chain) > 1:  # whom a copy names behind a relay, the relay has it from
                made.walk(made.source(chain[0], outlet), chain[1:], attestation)
        return
    start = [outlet]
    cited = {made.identities.of(link) for link in chain}
    if descent.credits and not any(made.identities.by_key(key) in cited for key in descent.credits):
        start = []
        for source, words in descent.credits.items():
            credit = made.identities.by_key(source)
            if credit == outlet:
                continue
            start.append(credit)
            made.join(outlet, credit, "credited", words)
            made.name(credit, ancestry.credit_name(attestation.report, source))
            if credit.startswith(SEVERAL):
                made.unknown.add(credit)
        if start:
            made.tell(outlet, attestation.report)
        start = sorted(start) or [outlet]
    for at in start:
        _end(made, at, chain, attestation, speaker=speaker, said=said, loose=descent.loose)


def _begin(made: Graph, outlet: str, descent: Descent, chain: Sequence[Link], *, cites: bool) -> None:
    """Whether an attestation is a beginning of its own or only borrowed from outlets that print the claim."""
    sources: set[str] = set()
    if descent.closed and all(parent.attests and parent.report is not None for parent in descent.parents):
        sources = {made.outlet(parent.report) for parent in descent.parents if parent.report is not None}
    elif cites and len(chain) == 1 and not descent.closed:
        sources = {made.identities.of(chain[0])} & made.entries
    if sources:
        made.borrowed.append((outlet, frozenset(sources)))
    else:
        made.grounds.add(outlet)


def _behind(made: Graph, outlet: str, parent: Parent) -> str:
    """Adds that the outlet had the words from a parent text, and returns the vertex of that text."""
    key = made.outlet(parent.report) if parent.report is not None else made.identities.by_key(parent.key)
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
        made.voiced.setdefault(last, []).append(attestation.report)
    else:
        made.finish(last)

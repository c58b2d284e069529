"""Where one attestation has its words from: the lineage of its report, read for the stretch that makes the claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from tawatur.model import Attestation, Derivation, Evidence, Report, Span
from tawatur.support.names import NOBODY, Identities

# A report most of which stands in its source has this claim from it too, wherever the words stand.
_WHOLE = 0.9  # share of the report's letters
# A report half of which stands in its source narrates nothing of its own that the source says too.
_MOSTLY = 0.5


class Parent(NamedTuple):
    """A text that an attestation has its words from."""

    key: str  # vertex; "" for a report, whose outlet the graph knows
    report: str | None  # None: an agency, or a text nobody in the heap printed
    kind: str
    attests: bool  # the claim's attestations tell where this text has it from
    evidence: Evidence | None = None
    merged: tuple[str, ...] = ()  # reports whose outlets the lower bound takes for one source


class Descent(NamedTuple):
    """Where an attestation has its words from."""

    parents: tuple[Parent, ...] = ()
    closed: bool = False  # nothing of its own is left: all it says comes from the parents
    loose: bool = False  # only presumed: the upper bound may take the report's own word
    credits: Mapping[str, Evidence | None] = {}


Cover = Literal["yes", "some", "no", "presumed"]  # whether the words of a claim lie in what is shared


class Lineage:
    """The derivations of a story, by report. Build it once for many claims."""

    def __init__(self, derivations: Iterable[Derivation]) -> None:
        self.of: dict[str, list[Derivation]] = {}
        self._group: dict[str, str] = {}
        self._ties: dict[str, list[Derivation]] = {}
        self._covered: dict[tuple[str, Span], tuple[tuple[Cover, Evidence | None], ...]] = {}
        for made in sorted(derivations, key=_order):
            self.of.setdefault(made.report, []).append(made)
            if not made.directed:
                self._join(made.report, made.source)
                for end in (made.report, made.source):
                    self._ties.setdefault(end, []).append(made)
        self.undirected: dict[str, list[str]] = {}
        for report in sorted(self._group):
            self.undirected.setdefault(self.group(report), []).append(report)

    def group(self, report: str) -> str:
        """The first report of those that share text with this one in no known direction; itself when there is none."""
        while self._group.get(report, report) != report:
            report = self._group[report]
        return report

    def ties(self, report: str) -> tuple[Derivation, ...]:
        """What a report shares with others in no known direction, whichever of the two the derivation is told of."""
        return tuple(self._ties.get(report, ()))

    def covered(self, made: Attestation) -> tuple[tuple[Cover, Evidence | None], ...]:
        """How the words of an attestation lie in what its report shares with others, derivation by derivation."""
        held = self._covered.get((made.report, made.span))
        if held is None:
            every = (*self.of.get(made.report, ()), *self.ties(made.report))
            held = tuple((cover(made, one), words(made, one)) for one in every)
            self._covered[made.report, made.span] = held
        return held

    def _join(self, a: str, b: str) -> None:
        self._group.setdefault(a, a)
        self._group.setdefault(b, b)
        low, high = sorted((self.group(a), self.group(b)))
        self._group[high] = low


class Ancestry:
    """The lineage of a story as one claim needs it."""

    def __init__(
        self,
        lineage: Lineage,
        attestations: Sequence[Attestation],
        reports: Mapping[str, Report],
        identities: Identities = NOBODY,
    ) -> None:
        """`identities` tells which source a key or a link goes by."""
        self._lineage = lineage
        self._identities = identities
        self._reports = reports
        self._by_report: dict[str, list[Attestation]] = {}
        for attestation in attestations:
            self._by_report.setdefault(attestation.report, []).append(attestation)
        self._known: dict[str, tuple[str, ...]] = {}
        self._descents: dict[Attestation, Descent] = {}

    def descent(self, made: Attestation) -> Descent:
        """Where the words of an attestation come from, and what of them is the report's own."""
        held = self._descents.get(made)
        if held is None:
            held = self._descent(made)
            if not held.closed and self._lineage.ties(made.report):
                held = self._version(made) or held
            self._descents[made] = held
        return held

    def _descent(self, made: Attestation) -> Descent:
        derivations = self._lineage.of.get(made.report, ())
        parents: list[Parent] = []
        closed = loose = False
        credits: dict[str, Evidence | None] = {}
        for derivation in derivations:
            if derivation.kind == "credited" and not self._is_report(derivation.source):
                if derivation.why and not _PLACES.intersection(derivation.why):
                    continue  # cited for a part of the text: the chains of that part say so themselves
                credits[self._scoped(derivation.source, made.report)] = next(iter(derivation.evidence), None)
                continue
            if not derivation.directed:
                continue
            found, shut, open_ = self._from(made, derivation)
            parents += found
            closed, loose = closed or shut, loose or open_
        for tie in self._lineage.ties(made.report):
            other = tie.source if tie.report == made.report else tie.report
            if self._cites(made.report, other):
                # which of two copied was unknown, but this one names the other
                found, shut, open_ = self._from(made, tie, other)
                parents += found
                closed, loose = closed or shut, loose or open_
        for parent in self._circle(made):
            parents.append(parent)
            closed = True
        if not credits and not any(d.kind == "credited" for d in derivations):
            credits = self._credited(made.report)
        credits.pop(outlet_key(made.report, self._reports), None)
        return Descent(tuple(parents), closed, loose and not closed, {} if closed else credits)

    def credit_name(self, report: str, key: str) -> str:
        """How a report names the agency it credits; "" when it does not."""
        made = self._reports.get(report)
        return next((c.name for c in made.credits if c.source == key.partition("@")[0]), "") if made is not None else ""

    # ── one derivation ────────────────────────────────────────────────────────────────────────────────────────

    def _from(self, made: Attestation, derivation: Derivation, source: str = "") -> tuple[list[Parent], bool, bool]:
        """The parents a derivation gives an attestation; whether nothing is its own; whether that is presumed."""
        source = source or derivation.source
        covered = cover(made, derivation)
        evidence = words(made, derivation)
        ancestors = self._attesting(source) if self._is_report(source) else self._printed(source)
        told = bool(ancestors)
        if covered == "no" and (made.chain or not told or derivation.share < _MOSTLY):
            return [], False, False  # this stretch is the report's own
        if ancestors:
            parents = [Parent("", report, derivation.kind, True, evidence) for report in ancestors]
        elif self._is_report(source):
            parents = [Parent("", source, derivation.kind, False, evidence)]
        else:
            parents = [Parent(source, None, derivation.kind, told, evidence)]
        if not told:
            return parents, covered == "yes", covered != "yes"
        if not made.chain:
            return parents, True, False
        return parents, self._retells(made, ancestors, covered), False

    def _retells(self, made: Attestation, ancestors: Sequence[str], covered: Cover) -> bool:
        """Whether the chain of a copy is its parent's and not its own."""
        chains = [other.chain for report in ancestors for other in self._by_report.get(report, ()) if other.chain]
        if covered == "yes":
            return bool(chains)
        return any(chain[-1].key == made.chain[-1].key for chain in chains)

    def _circle(self, made: Attestation) -> list[Parent]:
        """The unseen common text of reports that share this stretch in no known direction."""
        group = self._lineage.group(made.report)
        members = [m for m in self._lineage.undirected.get(group, ()) if m in self._by_report]
        if len({outlet_key(member, self._reports) for member in members}) < 2:
            return []
        ties = [tie for tie in self._lineage.ties(made.report) if not self._told_apart(tie)]
        if all(cover(made, d) == "no" and (made.chain or d.share < _MOSTLY) for d in ties):
            return []
        evidence = next((e for e in (words(made, d) for d in ties) if e is not None), None)
        return [Parent(f"unseen:{group}", None, "unseen", False, evidence, tuple(members))]

    def _printed(self, outlet: str) -> tuple[str, ...]:
        """The reports of an outlet that make the claim."""
        outlet = self._identities.by_key(outlet)
        return tuple(r for r in sorted(self._by_report) if outlet_key(r, self._reports) == outlet)

    def _cites(self, report: str, other: str) -> bool:
        """Whether a report that makes the claim names the outlet of another for it."""
        outlet = outlet_key(other, self._reports)
        return outlet != outlet_key(report, self._reports) and any(
            self._identities.of(link) == outlet for made in self._by_report.get(report, ()) for link in made.chain
        )

    def _told_apart(self, tie: Derivation) -> bool:
        """Whether one of two that share text names the other, so that the direction is known after all."""
        return self._cites(tie.report, tie.source) or self._cites(tie.source, tie.report)

    def _version(self, made: Attestation) -> Descent | None:
        """The descent of another version of the same report, when that one's words come from elsewhere."""
        outlet = outlet_key(made.report, self._reports)
        for tie in self._lineage.ties(made.report):
            other = tie.source if tie.report == made.report else tie.report
            if other == made.report or outlet_key(other, self._reports) != outlet or cover(made, tie) == "no":
                continue
            for twin in self._by_report.get(other, ()):
                descent = self._descent(twin)
                if descent.closed:
                    return descent
        return None

    def _attesting(self, report: str) -> tuple[str, ...]:
        """The nearest reports that make the claim, from this one up its lineage."""
        held = self._known.get(report)
        if held is not None:
            return held
        found: set[str] = set()
        seen, waiting = {report}, [report]
        while waiting:
            at = waiting.pop()
            if at in self._by_report:
                found.add(at)
                continue
            for derivation in self._lineage.of.get(at, ()):
                if derivation.directed and derivation.source not in seen:
                    seen.add(derivation.source)
                    waiting.append(derivation.source)
        self._known[report] = tuple(sorted(found))
        return self._known[report]

    def _credited(self, report: str) -> dict[str, Evidence | None]:
        """The credits that the report itself carries, for want of a lineage that read them."""
        made = self._reports.get(report)
        return {
            self._scoped(c.source, report): Evidence(report=report, span=c.span, rule=c.rule) if c.span else None
            for c in (made.credits if made is not None else ())
            if c.source
        }

    def _scoped(self, source: str, report: str) -> str:
        """ "Agencies" credited by two outlets may be two agencies."""
        return f"{source}@{outlet_key(report, self._reports)}" if source == SEVERAL else source

    def _is_report(self, source: str) -> bool:
        return source in self._reports or source in self._by_report


SEVERAL = "agency:several"
_PLACES = frozenset({"dateline", "tail", "byline"})


def outlet_key(report: str, reports: Mapping[str, Report]) -> str:
    """The vertex of the outlet that printed a report; an unknown outlet is one for each report."""
    made = reports.get(report)
    return made.outlet if made is not None and made.outlet else f"outlet:?{report}"


def one_of(report: str, reports: Mapping[str, Report]) -> str:
    """What all versions of a report have in common: however many there are, they are one report."""
    made = reports.get(report)
    return made.one if made is not None else report


def _order(made: Derivation) -> tuple[object, ...]:
    evidence = tuple((e.report, e.span, e.rule) for e in made.evidence)
    return (made.report, made.source, made.kind, made.why, made.directed, made.share, made.note, evidence)


def _spans(report: str, derivation: Derivation) -> list[Span]:
    return [evidence.span for evidence in derivation.evidence if evidence.report == report]


def cover(made: Attestation, derivation: Derivation) -> Cover:
    """Whether the stretch that makes the claim lies in what the derivation shows to be shared (half of it or more)."""
    spans = _spans(made.report, derivation)
    if not spans or derivation.kind == "credited":
        return "yes" if derivation.share >= _WHOLE or derivation.kind == "unseen" else "presumed"
    shared = sum(span.overlap(made.span) for span in spans)
    if 2 * shared >= made.span.end - made.span.start or derivation.share >= _WHOLE:
        return "yes"
    return "some" if shared else "no"


def words(made: Attestation, derivation: Derivation) -> Evidence | None:
    """The shared words around the attestation, or the first ones."""
    shared = [e for e in derivation.evidence if e.report == made.report]
    return max(shared, key=lambda e: (e.span.overlap(made.span), -e.span.start), default=None)

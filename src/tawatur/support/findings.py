"""The explanation of a count: the reason first, then what was unknown and what does not count, as catalogue codes.

Names in fills are joined with a middle dot, which no language owns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tawatur.model import Attestation, Evidence, Finding, Link, Report
from tawatur.support.counting import Counted
from tawatur.support.graph import Graph
from tawatur.support.lineage import SEVERAL, Ancestry, one_of, outlet_key
from tawatur.support.nameless import unnamed
from tawatur.support.namings import naming
from tawatur.support.wordings import bare_of
from tawatur.text.words import words

_MOST = 6  # names in one sentence; the graph lists them all
_TELLING = 3  # letters; shorter words say nothing of what is said
_SOURCES = 4  # sources told one by one; when copies have more of them, one sentence tells of all


def findings(
    side: Sequence[Attestation],
    others: Sequence[Attestation],
    graph: Graph,
    counted: Counted,
    ancestry: Ancestry,
    reports: Mapping[str, Report],
) -> tuple[Finding, ...]:
    """What is to be said of the count: the reason first, then findings in a fixed order."""
    copies = _Copies(side, graph, ancestry, reports)
    reason = _reason(graph, counted)
    return (
        reason,
        *(found for found in _unknown(graph) if reason.fills.get("names") != found.fills.get("names")),
        *_one_or_several(graph),
        *_vanishing(side, graph, ancestry),
        *copies.findings(),
        *(Finding(code="support.circle", fills={"names": _joined(graph, circle)}) for circle in counted.circles),
        *_denied(others, graph, reports),
    )


def _joined(graph: Graph, keys: Iterable[str]) -> str:
    names = sorted({name for key in keys if (name := graph.named_as(key))})
    return " · ".join(names[:_MOST]) + (" …" if len(names) > _MOST else "")


def _reason(graph: Graph, counted: Counted) -> Finding:
    """Why the count is what it is, in one sentence."""
    low, high = counted.range
    cut = counted.cut_low or counted.cut_high
    names = _joined(graph, cut)
    fills = {"names": names, "low": str(low), "high": str(high)}
    if not counted.cut_low:
        if high > 1:
            return Finding(code="support.unnamed", fills={"high": str(high)})
        if names:
            return Finding(code="support.unnamed-one", fills={"names": names})
        if counted.circles:
            return Finding(code="support.one-circle", fills={"names": _joined(graph, counted.circles[0])})
        return Finding(code="support.one-text")
    if not names:
        return Finding(code="support.one-text" if high == 1 else "support.one-text-named", fills={"high": str(high)})
    if low == high:
        return Finding(code="support.one" if low == 1 else "support.several", fills=fills)
    return Finding(code="support.range-one" if low == 1 else "support.range", fills=fills)


def _unknown(graph: Graph) -> Iterator[Finding]:
    """Who names no source, and who names one that cannot be told."""
    ends = graph.ends()
    own = sorted((graph.own | graph.presumed) & ends)
    if own:
        yield Finding(code="support.own-voice", fills={"outlets": str(len(own)), "names": _joined(graph, own)})
    nameless = sorted(key for key in graph.nameless & ends if not key.startswith("unseen:"))
    if nameless:
        yield Finding(code="support.anonymous", fills={"names": _joined(graph, nameless)})
    nobody = sorted(graph.entries & graph.unknown)
    if len(nobody) > 1:
        yield Finding(code="support.no-outlet", fills={"reports": str(len(nobody))})


def _one_or_several(graph: Graph) -> Iterator[Finding]:
    """Namings that may be one source, which the lower bound counts once."""
    groups: dict[str, set[str]] = {}
    ends = graph.ends()
    for key, leader in graph.identities.perhaps.items():
        groups.setdefault(leader, {leader}).add(key)
    for keys in (groups[leader] & ends for leader in sorted(groups)):
        if len(keys) > 1:
            yield Finding(code="support.perhaps-one", fills={"names": _joined(graph, keys)})
    vague = sorted(graph.identities.vague & ends)
    if vague:
        yield Finding(code="support.vague", fills={"names": _joined(graph, vague)})


def _vanishing(side: Sequence[Attestation], graph: Graph, ancestry: Ancestry) -> Iterator[Finding]:
    """Outlets that name a source in one report and say the same in their own voice in another."""
    named: dict[str, Attestation] = {}
    for made in side:
        if made.chain and not unnamed(made.chain[-1]):
            named.setdefault(outlet_key(made.report, graph.reports), made)
    attributing = {made.report for made in side if made.chain}
    told: set[str] = set()
    for made in side:
        outlet = outlet_key(made.report, graph.reports)
        first = named.get(outlet)
        if first is None or made.report in attributing or outlet in told or ancestry.descent(made).closed:
            continue
        if outlet in graph.attributed and graph.spoke_first(outlet):
            continue
        if not _alike(first, made, graph.reports):
            continue
        told.add(outlet)
        yield Finding(
            code="support.vanishing",
            fills={
                "outlet": graph.named_as(outlet),
                "source": first.chain[-1].who,
            },
            evidence=(
                Evidence(report=first.report, span=first.span, rule=first.chain[-1].rule),
                Evidence(report=made.report, span=made.span),
            ),
        )


def _alike(a: Attestation, b: Attestation, reports: Mapping[str, Report]) -> bool:
    """Whether two attestations say the claim in words half of which, of the shorter, are the same."""
    texts = [reports[made.report].text if made.report in reports else "" for made in (a, b)]
    one, other = (
        {bare_of(word.key) for word in words(made.span.of(text)) if len(word.key) >= _TELLING}
        for made, text in zip((a, b), texts, strict=True)
    )
    return 2 * len(one & other) >= min(len(one), len(other))


class _Copies:
    """What copies conceal: whose words they are, and whom those words named."""

    def __init__(
        self, side: Sequence[Attestation], graph: Graph, ancestry: Ancestry, reports: Mapping[str, Report]
    ) -> None:
        self._graph = graph
        self._reports = reports
        self._ancestry = ancestry
        self._side = side
        self._chains: dict[str, list[Attestation]] = {}
        for made in side:
            if made.chain:
                self._chains.setdefault(made.report, []).append(made)

    def findings(self) -> Iterator[Finding]:
        """Copies without credit, copies that lost the name of a source, and texts of unknown direction."""
        silent: dict[tuple[str, ...], dict[str, Evidence]] = {}
        dropped: dict[tuple[str, ...], dict[str, Evidence]] = {}
        together: dict[str, set[str]] = {}
        for made in self._side:
            descent = self._ancestry.descent(made)
            outlet = outlet_key(made.report, self._reports)
            for parent in descent.parents if descent.closed else ():
                key = outlet_key(parent.report, self._reports) if parent.report else parent.key
                place = Evidence(report=made.report, span=made.span)
                if key.startswith("unseen:"):
                    together.setdefault(key, set()).add(outlet)
                    continue
                if key == outlet:
                    continue
                if not self._credits(made.report, key, parent.report):
                    silent.setdefault((key,), {}).setdefault(outlet, place)
                told = self._chains.get(parent.report or "", ())
                if told and made.report not in self._chains and not self._names(made.report, told[0].chain[-1]):
                    dropped.setdefault((key, told[0].chain[-1].who), {}).setdefault(outlet, place)
        yield from self._told("support.uncredited", ("source",), silent)
        yield from self._told("support.dropped", ("parent", "source"), dropped)
        for _, outlets in sorted(together.items()):
            fills = {"names": _joined(self._graph, outlets), "outlets": str(len(outlets))}
            yield Finding(code="support.unseen", fills=fills)

    def _told(
        self, code: str, places: tuple[str, ...], found: Mapping[tuple[str, ...], Mapping[str, Evidence]]
    ) -> Iterator[Finding]:
        """One finding for each source that was copied, or one for all when there are many."""
        if len(found) > _SOURCES:
            outlets = {outlet for copies in found.values() for outlet in copies}
            fills = {"names": _joined(self._graph, outlets), "outlets": str(len(outlets))}
            yield Finding(code=f"{code}-many", fills=fills)
            return
        for whose, copies in sorted(found.items()):
            fills = dict(zip(places, (self._name(whose[0]), *whose[1:]), strict=True))
            evidence = tuple(copies[outlet] for outlet in sorted(copies))
            yield Finding(code=code, fills={**fills, "names": _joined(self._graph, copies)}, evidence=evidence)

    def _name(self, key: str) -> str:
        return self._graph.named_as(key)

    def _credits(self, report: str, key: str, parent: str | None) -> bool:
        """Whether a copy says whose words they are: it names the source, or the agency the source names."""
        named = self._named(report)
        if SEVERAL in named and key.startswith("agency:"):
            return True  # "agencies": not which, but that the words are theirs
        return key in named or bool(parent and named & self._named(parent))

    def _names(self, report: str, source: Link) -> bool:
        """Whether a report names a source somewhere, if not for the claim: its family name, or the words of a body."""
        made = self._reports.get(report)
        read = naming(source.kind, source.who)
        wanted = set(read.name[-1:] or read.body)
        if made is None or not wanted:
            return False
        return wanted <= {bare_of(word.key) for word in words(made.text)}

    def _named(self, report: str) -> set[str]:
        made = self._reports.get(report)
        chains = {link.key for other in self._chains.get(report, ()) for link in other.chain[:-1] or other.chain}
        return {credit.source for credit in (made.credits if made is not None else ())} | {
            self._graph.identities.by_key(key) for key in chains if key.startswith(("outlet:", "agency:"))
        }


def _denied(others: Sequence[Attestation], graph: Graph, reports: Mapping[str, Report]) -> Iterator[Finding]:
    """Reports of the contrary, which carry nothing of this claim."""
    if others:
        outlets = {outlet_key(made.report, graph.reports) for made in others}
        for made in others:
            graph.outlet(made.report)
        yield Finding(
            code="support.denied",
            fills={
                "reports": str(len({one_of(made.report, reports) for made in others})),
                "names": _joined(graph, outlets),
            },
            evidence=tuple(Evidence(report=made.report, span=made.span) for made in others),
        )

"""Planted corpora: k independent chains, copies and rewrites of them; the range must hold k, always."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.model import Attestation, Derivation, Evidence, Report, Support
from tawatur.support import support
from tests.support.making import ELSEWHERE, claim, copied, made, report

ORIGINS = ["minister of health", "chief of police", "mayor of the town", "dockers union", "weather office", "the court"]
RELAYS = ["agency:r", "agency:f", "agency:x"]


class Planted(NamedTuple):
    """A claim with as many independent chains as were planted, and all that was written around them."""

    chains: int
    reports: dict[str, Report]
    attestations: list[Attestation]
    derivations: list[Derivation]

    def count(self, *, lineage: bool = True) -> Support:
        return support(claim(self.attestations), self.reports, self.derivations if lineage else [])


@st.composite
def planted(draw: st.DrawFn, *, named: bool) -> Planted:
    """k outlets with an origin each (named, or some of them unnamed), then copies and rewrites of what is there.

    A copy is verbatim. A rewrite retells with or without the source's name; where it keeps no word of its source
    tawatur's lineage does not see it, and then it narrates in its own voice.
    """
    k = draw(st.integers(1, len(ORIGINS)))
    reports: dict[str, Report] = {}
    chains: dict[str, tuple[str, ...]] = {}
    lineage: list[Derivation] = []
    for at in range(k):
        id = f"r{at}"
        reports[id] = report(id, f"outlet {at}", at)
        relay = draw(st.sampled_from([*RELAYS[at % 3 : at % 3 + 1], "", ""])) if at < 3 else ""
        silent = not named and draw(st.booleans())
        origin = () if silent else (ORIGINS[at],)
        chains[id] = (relay, *origin) if relay and origin else origin
    for at in range(draw(st.integers(0, 8))):
        id, source = f"x{at:02}", draw(st.sampled_from(sorted(chains)))
        how = draw(st.sampled_from(["copy", "either way", "rewrite", "unseen by us", "citing"]))
        # when who copied whom is unknown, a copyist with a chain of its own may be the source of both chains
        printers = [f"copyist {at}"] if how == "either way" else [f"copyist {at}", "outlet 0", "outlet 1"]
        reports[id] = report(id, draw(st.sampled_from(printers)), 10 + at)
        chain = chains[source]
        if how == "copy":
            lineage.append(copied(id, source))
        elif how == "either way":
            lineage.append(copied(id, source, directed=False))
        elif how == "rewrite":
            lineage.append(copied(id, source, kind="rewritten", share=0.6))
            chain = chain if draw(st.booleans()) else ()
        elif how == "citing":
            chain = (reports[source].outlet, *(chain if draw(st.booleans()) else ()))
        else:
            chain = chain if draw(st.booleans()) else ()
        chains[id] = chain
    attestations = [made(id, *chain) for id, chain in chains.items()]
    return Planted(k, reports, attestations, lineage)


@given(planted(named=False))
@settings(max_examples=250)
def test_the_range_holds_what_was_planted(case: Planted) -> None:
    """low ≤ k ≤ high, whether the chains name their sources or not, whatever was copied from whom."""
    found = case.count()
    assert found.holds.low <= case.chains <= found.holds.high


@given(planted(named=True))
@settings(max_examples=150)
def test_low_is_exact_when_every_chain_names_its_source(case: Planted) -> None:
    """When every planted chain ends in a named source, low is k: no copy adds to it, no rewrite takes from it."""
    found = case.count()
    assert found.holds.low == case.chains <= found.holds.high


def _outlets(*names: str) -> dict[str, Report]:
    return {f"r{at}": report(f"r{at}", name) for at, name in enumerate(names)}


def test_control_independent_rewrites_do_count() -> None:
    """Reports in words of their own with sources of their own are as many chains as they are."""
    case = Planted(3, _outlets("a", "b", "c"), [made(f"r{at}", ORIGINS[at]) for at in range(3)], [])
    assert case.count().holds == (3, 3)


def test_control_a_common_quote_is_one_source_and_many_hearers() -> None:
    """One speaker quoted by three outlets that share no other text: one chain that it holds, up to three that he said
    it."""
    case = Planted(1, _outlets("a", "b", "c"), [made(f"r{at}", ORIGINS[0]) for at in range(3)], [])
    found = case.count()
    assert (found.holds, found.said) == ((1, 1), (1, 3))


def test_control_lineage_is_what_holds_copies_down() -> None:
    """Without lineage four narrated copies of one text would count as five: the measure can fail."""
    copies = [copied(f"r{at}", "r0") for at in range(1, 5)]
    case = Planted(1, _outlets(*"abcde"), [made(f"r{at}") for at in range(5)], copies)
    assert case.count().holds == (1, 1)
    assert case.count(lineage=False).holds == (1, 5)


def test_control_shared_text_elsewhere_is_no_copy_of_this() -> None:
    """Two outlets that share another passage, and each quote their own source here, stay two chains."""
    elsewhere = (Evidence(report="r1", span=ELSEWHERE), Evidence(report="r0", span=ELSEWHERE))
    lineage = [copied("r1", "r0", kind="rewritten", share=0.3, evidence=elsewhere)]
    case = Planted(2, _outlets("a", "b"), [made("r0", ORIGINS[0]), made("r1", ORIGINS[1])], lineage)
    assert case.count().holds == (2, 2)


@pytest.mark.parametrize("copies", [0, 1, 5, 40])
def test_any_number_of_copies_is_one_chain(copies: int) -> None:
    """One report and forty copies of it are one chain, and everything passes through its source."""
    names = [f"outlet {at}" for at in range(copies + 1)]
    attestations = [made(f"r{at}", ORIGINS[0]) for at in range(copies + 1)]
    case = Planted(1, _outlets(*names), attestations, [copied(f"r{at}", "r0") for at in range(1, copies + 1)])
    found = case.count()
    assert found.holds == (1, 1)
    assert found.cut_low == found.cut_high == ("person:minister of health",)
    assert len(found.collapsed) == copies

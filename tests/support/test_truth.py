"""With the chains that the corpus's truth gives and the lineage that tawatur finds, support is the true one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tawatur.keys import source_key
from tawatur.model import Attestation, Claim, Evidence, Link, SourceKind
from tawatur.support import support
from tawatur.text.fold import key
from tests.corpus import truth
from tests.corpus.conftest import Traced, traced_corpus

SUPPORTS = truth.supports().claims
# One body under two namings: the reader of all reports knows it, the names alone do not tell. The range holds the
# truth but for the last, where nothing in the claim's reports says whose officer the lieutenant is.
GAPS = {
    "airline-no-layoffs": "the company and its chief executive, once as one joint speaker",
    "flood-7-missing": "a service and an officer who is not called its spokesman here",
}


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traced]:
    """The corpus, traced once for the module."""
    with traced_corpus(tmp_path_factory.mktemp("corpus") / "corpus.db") as made:
        yield made


def _link(report: str, mention: str, traced: Traced) -> Link:
    """The link a true chain means: under the fullest naming of the report, its key as statements make it."""
    links = [link for statement in truth.statements()[report].statements for link in statement.chain]
    link = next((link for link in links if mention in (link.mention, link.who)), None)
    who, kind = (link.who, link.kind) if link else (mention, "person")
    return Link(who=who, kind=kind, key=_key(who, kind, traced))  # type: ignore[arg-type]


def _key(who: str, kind: SourceKind | str, traced: Traced) -> str:
    words = key(who).split()
    if kind == "agency":
        outlets = {(r.outlet, key(r.outlet_name)) for r in traced.reports.values() if r.outlet_name}
        meant = {outlet for outlet, name in outlets if set(words) <= set(name.split()) or key(who) in name}
        return meant.pop() if len(meant) == 1 else source_key("agency", who)
    if kind == "person" and len(words) > 3:
        words = words[-2:]  # a person's own name stands last
    return source_key(str(kind), " ".join(words))


def _claim(id: str, traced: Traced) -> Claim:
    true = truth.claims()[id]
    attestations = []
    for evidence in true.evidence:
        report = traced.reports[evidence.report]
        attestations.append(
            Attestation(
                report=report.id,
                span=truth.place(report, evidence.span),
                statement=f"t{len(attestations)}",
                chain=tuple(_link(evidence.report, who, traced) for who in evidence.chain),
            )
        )
    return Claim(
        id=id,
        story="s",
        kind=true.kind,  # type: ignore[arg-type]
        wording=Evidence(report=attestations[0].report, span=attestations[0].span),
        attestations=tuple(attestations),
    )


@pytest.mark.parametrize(
    "id",
    [pytest.param(id, marks=pytest.mark.xfail(strict=True, reason=GAPS[id]) if id in GAPS else ()) for id in SUPPORTS],
)
def test_support_is_the_true_one(traced: Traced, id: str) -> None:
    """Reports, outlets and both ranges equal what was worked out by hand."""
    true = SUPPORTS[id]
    found = support(_claim(id, traced), {r.id: r for r in traced.reports.values()}, traced.derivations)
    assert (found.reports, found.outlets, tuple(found.holds)) == (true.reports, true.outlets, true.holds), true.why
    if true.said:
        assert found.said is not None
        assert tuple(found.said) == true.said, true.why

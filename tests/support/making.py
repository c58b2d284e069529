"""Reports, links, attestations and claims in one word each, for the tests of support."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from tawatur.keys import source_key
from tawatur.model import (
    Attestation,
    Claim,
    ClaimKind,
    Derivation,
    Evidence,
    Instant,
    Link,
    Report,
    SourceKind,
    Span,
    Support,
)
from tawatur.support import support

WORDS = Span(10, 60)  # where every report of the tests makes the claim
ELSEWHERE = Span(100, 160)


def report(id: str, outlet: str | None, hour: int | None = None) -> Report:
    """A report of an outlet, None for an unknown one; `hour` counts from the first of the month."""
    return Report(
        id=id,
        input_id=id,
        path=f"pages/{id}.txt",
        text="w" * 200,
        outlet=f"outlet:{outlet}" if outlet else "",
        outlet_name=outlet or "",
        published=None if hour is None else Instant(at=datetime(2026, 3, 1) + timedelta(hours=hour)),
    )


def link(name: str, kind: SourceKind = "person") -> Link:
    """A link by name; an outlet's or agency's name makes the key of the registry."""
    key = f"{name}" if name.startswith(("outlet:", "agency:")) else source_key(kind, name)
    return Link(who=name.partition(":")[2] or name, kind="agency" if ":" in name else kind, key=key)


def made(report: str, *chain: str | Link, negated: bool = False, span: Span = WORDS) -> Attestation:
    """An attestation of a report through a chain, nearest the reader first."""
    links = tuple(item if isinstance(item, Link) else link(item) for item in chain)
    return Attestation(report=report, span=span, statement=f"t-{report}", chain=links, negated=negated)


def claim(attestations: Iterable[Attestation], kind: ClaimKind = "event") -> Claim:
    """A claim of these attestations, worded by the first."""
    every = tuple(attestations)
    return Claim(
        id="c",
        story="s",
        kind=kind,
        wording=Evidence(report=every[0].report, span=every[0].span),
        attestations=every,
    )


def copied(report: str, source: str, **more: object) -> Derivation:
    """A verbatim copy: the words of the claim stand in the shared passage."""
    fields: dict[str, object] = {
        "kind": "copied",
        "share": 1.0,
        "evidence": (Evidence(report=report, span=WORDS), Evidence(report=source, span=WORDS)),
    }
    return Derivation(report=report, source=source, **{**fields, **more})  # type: ignore[arg-type]


def counted(
    attestations: Iterable[Attestation],
    outlets: Mapping[str, str | None],
    *derivations: Derivation,
    kind: ClaimKind = "event",
) -> Support:
    """The support of a claim; `outlets` names the outlet of each report."""
    reports = {id: report(id, outlet) for id, outlet in outlets.items()}
    return support(claim(attestations, kind), reports, derivations)

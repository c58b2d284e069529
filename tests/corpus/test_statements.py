"""Who said what, through whom, in the corpus."""

from __future__ import annotations

import pytest
from rapidfuzz.fuzz import token_set_ratio

from tawatur.model import Link, Report, Statement
from tawatur.text.words import words
from tests.corpus import truth
from tests.corpus.conftest import Traced

CASES = [
    pytest.param(report.id, place, id=f"{report.id}:{place}")
    for report in truth.statements().values()
    for place, _ in enumerate(report.statements)
]
SAME = 90  # of 100: all words of one naming in the other, but for a letter


def _nearest(report: Report, true: truth.TrueStatement, made: tuple[Statement, ...]) -> Statement | None:
    at = truth.place(report, true.content, true.cue)
    told = [statement for statement in made if statement.type != "narrated"]
    best = max(told, key=lambda s: (truth.alike(s.content, at), s.id), default=None)
    return best if best is not None and truth.alike(best.content, at) >= 0.5 else None


def _plain(name: str) -> str:
    return " ".join(word.key for word in words(name))


def _same(link: Link, true: truth.TrueLink) -> bool:
    return any(token_set_ratio(_plain(link.who), _plain(name)) >= SAME for name in (true.who, true.mention) if name)


@pytest.mark.parametrize(("id", "place"), CASES)
def test_statement(traced: Traced, id: str, place: int) -> None:
    """The statement is found, with its whole chain, its polarity and its kind."""
    true = truth.statements()[id].statements[place]
    found = _nearest(traced.reports[id], true, traced.statements[id])
    assert found is not None, f"not found: {true.cue} | {true.content}"
    chain = [link.who for link in found.chain]
    assert len(found.chain) == len(true.chain), chain
    assert all(_same(link, wanted) for link, wanted in zip(found.chain, true.chain, strict=True)), chain
    assert found.negated == true.negated
    assert (found.type == "act") == (true.type == "act")


@pytest.mark.parametrize("id", truth.statements())
def test_nothing_is_put_in_anybodys_mouth(traced: Traced, id: str) -> None:
    """No attribution is found where the truth has none."""
    report = traced.reports[id]
    true = [truth.place(report, statement.content, statement.cue) for statement in truth.statements()[id].statements]
    made = [s for s in traced.statements[id] if s.type != "narrated"]
    assert [s.content.of(report.text) for s in made if not any(s.content.overlap(at) for at in true)] == []

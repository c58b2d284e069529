"""Pairs of namings written before the rules, and how namings are taken apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.keys import source_key
from tawatur.model import Link, SourceKind
from tawatur.press import resolve
from tawatur.support.names import known
from tawatur.support.namings import naming
from tawatur.support.sameness import Sameness, sameness
from tests.support.making import made

KINDS: dict[str, SourceKind] = {"p": "person", "o": "organisation", "a": "agency", "d": "document"}
FILE = Path(__file__).with_name("namings.txt")


def _pairs() -> list[object]:
    """The pairs of the file; those that are not reached must fail, so that the mark goes when they are."""
    out = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if "|" in line and not line.startswith("#"):
            verdict, *namings = (part.strip() for part in line.split("|"))
            missed = pytest.mark.xfail(strict=True, reason="not reached")
            marks = missed if verdict.startswith("?") else ()
            out.append(pytest.param(verdict.strip("? "), namings, marks=marks, id=" ↔ ".join(namings)))
    return out


def _link(text: str) -> Link:
    """The link of a naming, with the key that statements give it."""
    kind, _, who = text.partition(":")
    row = resolve(who) if kind == "a" else None
    return Link(who=who, kind=KINDS[kind], key=row.key if row is not None else source_key(KINDS[kind], who))


@pytest.mark.parametrize(("verdict", "namings"), _pairs())
def test_pair(verdict: str, namings: list[str]) -> None:
    """Two namings are one source, perhaps one, or two, as whoever wrote the pair would say."""
    links = [_link(text) for text in namings]
    found = known([made(f"r{at}", link) for at, link in enumerate(links)])
    a, b = (found.of(link) for link in links[:2])
    lower = [found.perhaps.get(key, key) for key in (a, b)]
    assert verdict == ("same" if a == b else "perhaps" if lower[0] == lower[1] else "apart")


def test_there_are_pairs_of_every_verdict() -> None:
    """The file is read: each verdict has thirty pairs and more."""
    verdicts = [param.values[0] for param in _pairs()]  # type: ignore[attr-defined]
    assert all(verdicts.count(verdict) >= 30 for verdict in ("same", "perhaps", "apart"))


def test_two_ministers_of_one_state_under_one_key_are_two() -> None:
    """A key that leaves the head of a body out does not make two ministries one."""
    namings = ["وزارة الخارجية الروسية", "وزارة الدفاع الروسية"]
    links = [Link(who=who, kind="organisation", key="organisation:روسيه") for who in namings]
    found = known([made(f"r{at}", link) for at, link in enumerate(links)])
    assert found.of(links[0]) != found.of(links[1])


def test_two_spokesmen_of_one_body_are_not_surely_one() -> None:
    """A body is its only spokesman; beside two by name it is surely neither."""
    namings = ["وزارة الري", "المتحدث باسم وزارة الري سامي الراوي", "المتحدث باسم وزارة الري نجيب القطامي"]
    links = [_link(f"{kind}:{who}") for kind, who in zip("opp", namings, strict=True)]
    found = known([made(f"r{at}", link) for at, link in enumerate(links)])
    assert len({found.of(link) for link in links}) == 3
    assert len({found.perhaps.get(found.of(link), found.of(link)) for link in links}) == 1


def test_a_naming_is_taken_apart() -> None:
    """The own name, the office, the body and its country."""
    found = naming("person", "المتحدث باسم وزارة الري المصرية السفير بدر عبد الغني")
    assert (found.name, found.office, found.lands) == (("بدر", "عبدالغني"), "spokesman", {"EG"})
    assert found.body == {"ministry", "الري"}


WORDS = ["وزير", "وزارة", "الصحة", "المصرية", "سامي", "الراوي", "نجل", "هيئة", "أنقرة", "المتحدث باسم", "عبد", "،"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
ANY = st.sampled_from(sorted(KINDS.values()))


@given(ANY, NAMES, ANY, NAMES)
def test_it_does_not_matter_which_naming_comes_first(a_kind: SourceKind, a: str, b_kind: SourceKind, b: str) -> None:
    """What two namings are to each other is the same either way round, and a naming is the same as itself."""
    assert sameness(a_kind, a, b_kind, b)[0] == sameness(b_kind, b, a_kind, a)[0]
    assert sameness(a_kind, a, a_kind, a) == (Sameness.SAME, False)

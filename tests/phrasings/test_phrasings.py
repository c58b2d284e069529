"""Every case of `tests/phrasings`: the statements of a text, and how two sentences stand to each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from tawatur.claims import claims
from tawatur.lang.pack import load
from tawatur.model import Report, Statement, Story
from tawatur.read import ReadOptions, read
from tawatur.relations import relations
from tawatur.settings import Settings
from tawatur.statements import statements
from tests.phrasings import Case, Pair, Said, cases, pairs

NAMES = ("صحيفة الضفاف", "صحيفة المرسى")


def _read(texts: tuple[str, ...], folder: Path) -> tuple[Report, ...]:
    """Reports of these texts, a day apart."""
    path = folder / "reports.jsonl"
    lines = [
        {"id": f"x{i}", "outlet": NAMES[i], "title": "", "text": text, "published": f"2024-05-1{2 + i}T10:00:00Z"}
        for i, text in enumerate(texts)
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return tuple(one for one in read([path], ReadOptions()) if isinstance(one, Report))


class Found(NamedTuple):
    """A statement as it was found: like `Said`, each link as mention and fullest naming."""

    type: str
    cue: str
    chain: tuple[tuple[str, str], ...]
    content: str


def _found(one: Statement, text: str) -> Found:
    chain = tuple((link.mention.of(text) if link.mention else "", link.who) for link in one.chain)
    cue = one.cue.of(text) if one.cue else ""
    return Found(one.type + "!" * one.negated, cue, chain, one.content.of(text))


def _is(said: Said, found: Found) -> bool:
    """Whether a statement is the one that is wanted; of a cue its first or last word is enough."""
    if (said.type, said.content, len(said.chain)) != (found.type, found.content, len(found.chain)):
        return False
    cue, got = said.cue.split() or [""], found.cue.split() or [""]
    if cue[0] != got[0] and cue[-1] != got[-1]:
        return False
    links = (link.partition("=") for link in said.chain)
    return all(
        (not mention or mention == found_mention) and (not who or who == found_who)
        for (mention, _, who), (found_mention, found_who) in zip(links, found.chain, strict=True)
    )


def _mark(reached: bool) -> tuple[pytest.MarkDecorator, ...]:
    return () if reached else (pytest.mark.xfail(reason="not reached yet", strict=True),)


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{n}", marks=_mark(c.reached)) for n, c in enumerate(cases())])
def test_statements(case: Case, tmp_path: Path) -> None:
    """A text of the family holds the statements a careful reader finds in it, and no other."""
    (report,) = _read((case.text,), tmp_path)
    found = [_found(one, report.text) for one in statements(report, load("ar")) if one.type != "narrated"]
    missed = [said for said in case.said if not any(_is(said, one) for one in found)]
    more = [one for one in found if not any(_is(said, one) for said in case.said)]
    assert (missed, more) == ([], []), case.family


@pytest.mark.parametrize("pair", [pytest.param(p, id=f"{n}", marks=_mark(p.reached)) for n, p in enumerate(pairs())])
def test_pairs(pair: Pair, tmp_path: Path) -> None:
    """Two sentences of one event are one claim, or two, and stand in the relation a careful reader sees."""
    settings, pack = Settings(), load("ar")
    reports = {report.id: report for report in _read((pair.one, pair.two), tmp_path)}
    said = {id: statements(report, pack) for id, report in reports.items()}
    first, *_ = reports.values()
    outlets = tuple(sorted({report.outlet for report in reports.values()}))
    story = Story(id="s", reports=tuple(reports), headline="", central=first.id, outlets=outlets)
    made = claims(story, reports, said, pack, settings.claims)
    joined = any(len({one.report for one in claim.attestations}) > 1 for claim in made)
    kinds = {relation.kind for relation in relations(made, reports, pack, settings.relations)}
    if pair.want == "same":
        assert joined
    elif pair.want == "apart":
        assert not joined
        assert not kinds
    elif pair.want == "none":
        assert not kinds
    else:
        assert pair.want in kinds

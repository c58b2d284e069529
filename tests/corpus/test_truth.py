"""The truth of the corpus is itself in order."""

from __future__ import annotations

import html
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.corpus import truth

REPORTS = tuple(truth.reports().values())


def _words(report: truth.TrueReport) -> str:
    """All that a report's file shows, tags apart; of a file with many reports, that report's record."""
    path = truth.PAGES / report.file
    if path.suffix in (".json", ".jsonl"):
        text = path.read_text(encoding="utf-8")
        records = json.loads(text) if path.suffix == ".json" else [json.loads(line) for line in text.splitlines()]
        return "\n".join(str(value) for record in records if record["id"] == report.id for value in record.values())
    data = path.read_bytes()
    text = data.decode("windows-1256" if b"windows-1256" in data[:400] else "utf-8")
    return html.unescape(re.sub(r"<[^>]+>", " ", text)) if path.suffix == ".html" else text


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_every_file_is_told_of() -> None:
    """No page lies in the heap that the truth does not know, and none is missing."""
    there = {str(path.relative_to(truth.PAGES)) for path in truth.PAGES.rglob("*") if path.is_file()}
    assert there == {report.file for report in REPORTS}


def test_all_truths_speak_of_the_same_reports() -> None:
    """Reports, statements, claims and stories know the same ids."""
    ids = [report.id for report in REPORTS]
    told = [id for story in truth.stories().values() for id in (*story.core, *story.may)]
    assert len(ids) == len(set(ids))
    assert sorted(told) == sorted(ids)
    assert list(truth.statements()) == ids
    assert {id for dossier in truth.dossiers().values() for id in dossier.reports} <= set(ids)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)
def test_every_string_is_in_its_report(report: truth.TrueReport) -> None:
    """Title, furniture, credits, contents, mentions and namings stand in the report letter for letter."""
    words = _flat(_words(report))
    true = truth.statements()[report.id]
    strings = [report.title, *report.furniture, *report.credits]
    for statement in true.statements:
        strings += [statement.content, statement.cue, *(link.mention for link in statement.chain)]
        strings += [link.who for link in statement.chain]
    assert [string for string in strings if _flat(string) not in words] == []
    assert (true.credits, true.furniture) == (report.credits, report.furniture)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)
def test_every_report_is_a_report(report: truth.TrueReport) -> None:
    """It has a time in March 2025, 80 to 350 words, and parents that are there and not later than itself."""
    assert datetime.fromisoformat(report.published).strftime("%Y-%m") == "2025-03"
    assert 80 <= len(_words(report).split()) <= 500  # with its furniture and, in records, its other fields
    for parent in report.parents:
        if not parent.from_.startswith("unseen:"):
            assert truth.reports()[parent.from_].published <= report.published


@pytest.mark.parametrize("claim", truth.claims().values(), ids=lambda claim: claim.id)
def test_every_claim_stands_on_evidence(claim: truth.TrueClaim) -> None:
    """Every span and every link of a chain stands in the report it is given for."""
    for evidence in claim.evidence:
        words = _flat(_words(truth.reports()[evidence.report]))
        assert [string for string in (evidence.span, *evidence.chain) if _flat(string) not in words] == []


@pytest.mark.parametrize("id", truth.claims())
def test_the_numbers_are_consistent(id: str) -> None:
    """1 ≤ low ≤ high ≤ outlets ≤ reports, and reports and outlets are those of the evidence; versions are one."""
    claim, support = truth.claims()[id], truth.supports().claims[id]
    reports = {evidence.report for evidence in claim.evidence}
    assert support.reports == len({truth.reports()[report].url or report for report in reports})
    assert support.outlets == len({truth.reports()[report].outlet for report in reports})
    for low, high in (support.holds, *((support.said,) if support.said else ())):
        assert 1 <= low <= high <= support.outlets <= support.reports
    assert support.why


def test_relations_join_claims_of_one_event() -> None:
    """Both ends of a relation, and of a look-alike of one, are claims of one event; both files tell the same."""
    event = {claim.id: dossier.dossier for dossier in truth.dossiers().values() for claim in dossier.claims}
    for pair in (*truth.supports().relations, *truth.supports().not_related):
        assert event[pair.a] == event[pair.b]
    numbered = {
        (dossier.claims[relation.a].id, dossier.claims[relation.b].id, relation.rel)
        for dossier in truth.dossiers().values()
        for relation in dossier.relations
    }
    assert numbered == {(relation.a, relation.b, relation.rel) for relation in truth.supports().relations}


def test_the_corpus_holds_what_it_is_written_for() -> None:
    """Four events and more, forty reports and more, ten outlets and more, two agencies, three kinds of file."""
    outlets = {report.outlet for report in REPORTS}
    assert len(truth.dossiers()) >= 4
    assert len(REPORTS) >= 40
    assert len(outlets) >= 12
    assert {Path(report.file).suffix for report in REPORTS} == {".html", ".txt", ".json", ".jsonl"}
    assert {parent.how for report in REPORTS for parent in report.parents} == {
        "copied",
        "cut",
        "rewritten",
        "partial",
        "revised",
        "unseen",
    }
    assert {relation.rel for relation in truth.supports().relations} == {"update", "conflict", "refines", "denies"}

"""Pages of the corpus become the reports they are."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.corpus import truth
from tests.corpus.conftest import Traced

IDS = tuple(truth.reports())


def test_nothing_vanishes(traced: Traced) -> None:
    """Every page and every record becomes one report, or a later version of one."""
    assert traced.summary.whole
    assert traced.summary.dropped == {}
    pages = {report.url or id for id, report in truth.reports().items()}
    assert (traced.summary.reports, traced.summary.versions) == (len(pages), len(IDS) - len(pages))


@pytest.mark.parametrize("id", IDS)
def test_outlet(traced: Traced, id: str) -> None:
    """Two reports have one outlet exactly when the truth says so; where no page tells the outlet it is unknown."""
    true, made = truth.reports(), traced.reports
    if not true[id].url:
        assert made[id].outlet == ""
        return
    for other in IDS:
        if true[other].url:
            assert (made[id].outlet == made[other].outlet) == (true[id].outlet == true[other].outlet), other


@pytest.mark.parametrize("id", IDS)
def test_time(traced: Traced, id: str) -> None:
    """The day of publication is read wherever the page tells it, and the minute where it stands in data."""
    true, made = truth.reports()[id], traced.reports[id]
    published = datetime.fromisoformat(true.published)
    assert made.published is not None
    assert made.published.at.date() == published.date()
    if made.published.precision != "day":
        assert made.published.at.replace(tzinfo=None) == published.replace(tzinfo=None)


@pytest.mark.parametrize("id", IDS)
def test_text_is_whole(traced: Traced, id: str) -> None:
    """Title and every paragraph with a statement are in the report, and the title is marked."""
    true, made = truth.reports()[id], traced.reports[id]
    assert true.title in made.text
    missing = [s.content for s in truth.statements()[id].statements if s.content not in made.text]
    assert missing == []


@pytest.mark.parametrize("id", IDS)
def test_furniture(traced: Traced, id: str) -> None:
    """What is left of the page's furniture is marked, and nothing of what is said is."""
    report = traced.reports[id]
    marked = {i for furniture in report.furniture for i in range(*furniture.span)}
    open_ = []
    for words in truth.reports()[id].furniture:
        start = report.text.find(words)
        if (
            start >= 0
            and len(words) > 8
            and not marked >= {i for i in range(start, start + len(words)) if report.text[i] > " "}
        ):
            open_.append(words)
    assert open_ == []
    for statement in truth.statements()[id].statements:
        assert not marked & set(range(*truth.place(report, statement.content)))


@pytest.mark.parametrize("id", IDS)
def test_credits(traced: Traced, id: str) -> None:
    """The agencies and outlets a report as a whole is credited to are found, and no others."""
    found = {credit.name.strip("«»()") for credit in traced.reports[id].credits}
    assert found == set(truth.reports()[id].credits)

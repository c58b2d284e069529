"""Times: the day of the happening a story is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def days(found: Any) -> list[tuple[str, set[str]]]:
    """The days claimed, each with the reports that give it."""
    return sorted(
        (claim.values[0].first, {made.report for made in claim.attestations})
        for claim in found.claims
        if claim.kind == "time"
    )


def test_the_day_of_an_incident_is_a_claim(made: Make) -> None:
    """Reports that date the incident meet, whatever else their clauses say."""
    found = made({
        "a": "اندلع حريق يوم الاثنين في سوق بلدة سمراء.",
        "b": "التهم حريق الاثنين عشرات المتاجر في السوق القديم.",
        "c": "احترق سوق بلدة سمراء.",
    })  # fmt: skip
    assert days(found) == [("2024-05-13", {"a", "b"})]


def test_another_day_is_another_claim(made: Make) -> None:
    """The day after is held beside the one most reports give; a fire of the year before is another one."""
    found = made({
        "a": "اندلع حريق يوم الاثنين في سوق بلدة سمراء.",
        "b": "اندلع حريق يوم الاثنين في سوق سمراء.",
        "c": "اندلع حريق يوم الثلاثاء في سوق سمراء.",
        "d": "اندلع حريق في 3 مارس 2023 في سوق سمراء.",
    })  # fmt: skip
    assert [day for day, _ in days(found)] == ["2024-05-13", "2024-05-14"]


def test_the_day_of_a_happening_runs_from_the_one_to_the_other(made: Make) -> None:
    """What is asserted is a stretch of the clause that names both; what is shown goes on to the end of the clause."""
    found = made({
        "a": "اندلع حريق يوم الاثنين في سوق بلدة سمراء.",
        "b": "اندلع حريق يوم الاثنين في سوق سمراء.",
    })  # fmt: skip
    (claim,) = [claim for claim in found.claims if claim.kind == "time"]
    texts = {id: report.text for id, report in found.reports.items()}
    assert {a.span.of(texts[a.report]) for a in claim.attestations} == {"حريق يوم الاثنين"}
    assert claim.wording.span.of(texts[claim.wording.report]).startswith("اندلع حريق يوم الاثنين في سوق")


def test_after_noon_is_no_background(made: Make) -> None:
    """A time that starts with a word of background is not cut off from what it dates."""
    found = made({"a": "شب حريق كبير بعد ظهر الاثنين في سوق سمراء.", "b": "غرق قارب."})
    assert any("حريق كبير بعد ظهر" in claim.wording.span.of(found.reports["a"].text) for claim in found.holding("حريق"))


def test_an_event_that_is_all_day_and_happening_is_one_claim(made: Make) -> None:
    """Where the day of a happening is told in the very places of another claim, there is one claim of them."""
    clause = "قالت البلدية في بلدة سمراء إن عاصفة رملية أسقطت أعمدة الخطوط يوم الثلاثاء."
    found = made(
        {"a": clause, "b": clause}, {k: [(clause[clause.index("عاصفة") : -1], "البلدية", False)] for k in "ab"}
    ).claims
    assert len({claim.id for claim in found}) == len(found)

"""Families of what is said: sentences written for each, with the contents and types that a reader would mark."""

from __future__ import annotations

import pytest

from tests.statements.reports import said


def told(text: str) -> list[tuple[str, str]]:
    """The contents of a text's statements, each with its type."""
    return [(one.content, one.type) for one in said(text)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "وذكرت مسؤول النشاط زكية السالمي أن المعرض يفتح غدا.",
            [("المعرض يفتح غدا", "indirect")],
            id="an office in the masculine held by a woman",
        ),
        pytest.param(
            "وأقيم الحفل في قاعة المتحف أمس بحضور الأعضاء. وأضاف أن الموسم جيد.",
            [("الموسم جيد", "indirect")],
            id="the speaker agrees with nobody named: the nearest one is taken",
        ),
        pytest.param("تبقى القصيدة التي تقول إن المطر قادم.", [], id="nobody is named at all"),
    ],
)
def test_a_speaker_in_doubt_loses_no_statement(text: str, contents: list[tuple[str, str]]) -> None:
    """A statement stands even where its speaker must be guessed, and not where there is nobody."""
    assert told(text) == contents

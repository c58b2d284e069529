"""Answers are worked out once each, and bounded."""

from __future__ import annotations

from tawatur.text.answers import Answers


def test_a_question_is_answered_once() -> None:
    """Asking again looks the first answer up."""
    asked: list[str] = []

    def long(word: str) -> int:
        asked.append(word)
        return len(word)

    answers = Answers(long)
    assert [answers["قال"], answers.__getitem__("قال"), answers["إن"]] == [3, 3, 2]
    assert asked == ["قال", "إن"]


def test_what_is_remembered_is_bounded() -> None:
    """When the most answers are reached all are forgotten, and worked out again."""
    answers = Answers(len, most=2)
    assert [answers[word] for word in ("قال", "إن", "الوزير", "قال")] == [3, 2, 6, 3]
    assert len(answers) == 2

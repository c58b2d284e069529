"""Answers: what is asked of a word again and again is worked out once and looked up from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Q = TypeVar("Q")
A = TypeVar("A")


class Answers(dict[Q, A]):
    """The answers to one question. `answers[one]`, or its bound `__getitem__`, costs a look-up from the second time on.

    `most` bounds how many are remembered: when they are reached, all are forgotten.
    """

    __slots__ = ("_answer", "_most")

    def __init__(self, answer: Callable[[Q], A], most: int = 0) -> None:
        super().__init__()
        self._answer = answer
        self._most = most

    def __missing__(self, asked: Q) -> A:
        if self._most and len(self) >= self._most:
            self.clear()
        found = self[asked] = self._answer(asked)
        return found

"""What an engine promises: a function over many items, results in the order of the items, and no item that takes
others with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any, Generic, Protocol, TypeVar

from tawatur.model import Drop

I = TypeVar("I")  # noqa: E741  # items
O = TypeVar("O")  # noqa: E741  # what is made of them


@dataclass(frozen=True)
class Work(Generic[I, O]):
    """A function of one item, with what an engine must know to send items away and get results back.

    `function` stands at the top of a module (other processes import it by name); `takes` and `gives` are types that
    msgspec can write and read; `extra` is given to every call and sent once to each process.
    """

    stage: str
    function: Callable[[I, Any], O]
    takes: Any
    gives: Any
    extra: Any
    name: Callable[[I], str]
    weight: Callable[[I], int]

    def failed(self, name: str, reason: str) -> Drop:
        """The failure of one item, as one sentence that names it, the stage and the reason."""
        return Drop(where=name, reason=f"{name}: the stage '{self.stage}' failed ({reason}).", kind=self.kind)

    @property
    def kind(self) -> str:
        """The class of this work's failures."""
        return f"failed-{self.stage}"


class Engine(Protocol):
    """Where stages run."""

    def map(self, work: Work[I, O], items: Iterable[I]) -> Iterator[tuple[I, O | Drop]]:
        """Each item with what the function made of it, or with its failure; in the order of the items."""

    def close(self) -> None:
        """Ends everything the engine started. Closing twice is no error."""


def reason_of(error: BaseException) -> str:
    """An exception in a few words: its class, the first line of its message, and where it was raised."""
    lines = str(error).strip().splitlines()
    said = f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__
    frames = extract_tb(error.__traceback__)
    if not frames:
        return said
    at = Path(frames[-1].filename)
    return f"{said}, at {at.parent.name}/{at.name}:{frames[-1].lineno}"

"""Plain sentences by family of phrasing, and what a careful reader takes from them.

`statements.txt` holds cases of attribution: lines of text, then one line for each statement that stands in it,

    > type | cue | source ← source | content

with the source nearest the reader first. `=who` is a speaker who is not named in the sentence, `mention=who` one whose
fullest naming stands elsewhere in the text, `!` behind the type a denial. A case without such lines holds none.

`pairs.txt` holds pairs of sentences, as two reports of one event print them, and how they stand to each other:
`same` (one claim), `apart` (two that have nothing to do with each other), `none` (no relation), or the relation.

A case whose first line begins with `? ` is not reached yet; `python -m tests.phrasings` takes the marks of reached
cases out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
STATEMENTS, PAIRS = HERE / "statements.txt", HERE / "pairs.txt"
OPEN = "? "  # what the first line of a case begins with that is not reached yet


class Said(NamedTuple):
    """One statement as a case writes it."""

    type: str
    cue: str
    chain: tuple[str, ...]
    content: str


class Case(NamedTuple):
    """A text of one family with the statements in it."""

    family: str
    text: str
    said: tuple[Said, ...]
    reached: bool


class Pair(NamedTuple):
    """Two sentences of two reports and how they stand to each other."""

    want: str
    one: str
    two: str
    reached: bool


def _blocks(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The runs of lines between blank lines, with the family they stand under."""
    family, block = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# "):
            family = line[2:]
        elif line:
            block.append(line)
        elif block:
            yield family, block
            block = []


def cases() -> list[Case]:
    """The cases of attribution."""
    out = []
    for family, block in _blocks(STATEMENTS):
        text = "\n".join(line for line in block if not line.startswith("> "))
        fields = [[part.strip() for part in line[2:].split("|")] for line in block if line.startswith("> ")]
        said = tuple(
            Said(kind, cue, tuple(map(str.strip, chain.split("←"))), what) for kind, cue, chain, what in fields
        )
        out.append(Case(family, text.removeprefix(OPEN), said, not text.startswith(OPEN)))
    return out


def pairs() -> list[Pair]:
    """The pairs of claims."""
    out = []
    for _, block in _blocks(PAIRS):
        for line in block:
            want, one, two = (part.strip() for part in line.removeprefix(OPEN).split("|"))
            out.append(Pair(want, one, two, not line.startswith(OPEN)))
    return out

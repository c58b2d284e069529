"""Reports for the tests of statements, and their statements in a form one can read."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.lang.pack import load
from tawatur.model import Block, Report, Span, Statement
from tawatur.statements import statements


def report(text: str, title: str = "", outlet: str = "") -> Report:
    """A report with a title block in front, when there is one."""
    whole = f"{title}\n\n{text}" if title else text
    at = len(title) + 2 if title else 0
    blocks = [Block(kind="paragraph", span=Span(at, len(whole)))]
    if title:
        blocks.insert(0, Block(kind="title", span=Span(0, len(title))))
    return Report(
        id="r-1",
        input_id="1",
        path="",
        text=whole,
        title=Span(0, len(title)) if title else None,
        blocks=tuple(blocks),
        outlet_name=outlet,
    )


class Said(NamedTuple):
    """A statement in words."""

    content: str
    chain: tuple[str, ...]
    type: str
    implicit: bool


def every(made: Report) -> tuple[Statement, ...]:
    """All statements of a report."""
    return statements(made, load())


def said(text: str, outlet: str = "") -> list[Said]:
    """The attributed statements of a text, by place, in words."""
    made = report(text, outlet=outlet)
    return [
        Said(one.content.of(made.text), tuple(link.who for link in one.chain), one.type, one.implicit)
        for one in every(made)
        if one.type != "narrated"
    ]

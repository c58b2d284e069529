"""The view of a report: words and sentences of its own text only."""

from __future__ import annotations

import msgspec

from tawatur.model import Block, Furniture, Span
from tawatur.statements.view import View, body
from tests.statements.reports import report


def test_title_is_left_out() -> None:
    """No word of the title is read."""
    view = View(report("بدأ العمل.", title="عنوان"))
    assert view.keys == ["بدا", "العمل"]


def test_furniture_is_left_out() -> None:
    """No word of a furniture block is read, and a sentence never crosses one."""
    text = "بدأ العمل\n\nشارك الخبر\n\nوانتهى الحفل"
    cut = text.index("شارك"), text.index("وانتهى") - 2
    made = msgspec.structs.replace(
        report(text),
        blocks=(
            Block(kind="paragraph", span=Span(0, cut[0] - 2)),
            Block(kind="furniture", span=Span(*cut)),
            Block(kind="paragraph", span=Span(cut[1] + 2, len(text))),
        ),
    )
    view = View(made)
    assert "شارك" not in view.keys
    assert len(view.sentences) == 2


def test_body_without_blocks() -> None:
    """A report without blocks is read from behind its title, around its furniture."""
    text = "عنوان\n\nأول شارك آخر"
    at = text.index("شارك")
    made = msgspec.structs.replace(
        report(text),
        blocks=(),
        title=Span(0, 5),
        furniture=(Furniture(span=Span(at, at + 4), rule="x"),),
    )
    assert [span.of(text).strip() for span in body(made)] == ["أول", "آخر"]


def test_dateline_is_no_part_of_the_sentence() -> None:
    """Place and agency in front of a dash stand outside the first sentence."""
    view = View(report("القاهرة، مصر (النور) -- بدأ العمل في الميناء."))
    first = view.sentences[0]
    assert view.keys[first.first] == "بدا"


def test_gaps_hold_punctuation() -> None:
    """Between words stands their punctuation, nothing for a space, a line end for the end."""
    view = View(report("بدأ العمل، وانتهى"))
    assert view.gaps == ["", "", "،", "\n"]

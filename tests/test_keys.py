"""Ids come from content."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur import keys

PARTS = st.lists(st.text(max_size=5), min_size=1, max_size=4)


@given(PARTS, PARTS)
def test_same_content_same_id(a: list[str], b: list[str]) -> None:
    """Two ids agree exactly when their parts do (parts without the separator)."""
    a, b = ([part.replace("\x1f", "") for part in parts] for parts in (a, b))
    assert (keys.content_id("r", *a) == keys.content_id("r", *b)) == (a == b)


def test_order_of_reports_does_not_make_a_story() -> None:
    """A story's id depends on its reports, not on their order."""
    assert keys.story_id(("r-1", "r-2")) == keys.story_id(("r-2", "r-1")) != keys.story_id(("r-1",))


def test_spellings_of_a_source_share_a_key() -> None:
    """Two spellings of one name make one source."""
    assert keys.source_key("person", "أحمد العلي") == keys.source_key("person", "احمد العلى")

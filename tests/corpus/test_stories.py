"""The events of the corpus."""

from __future__ import annotations

import pytest

from tests.corpus import truth
from tests.corpus.conftest import Traced


@pytest.mark.parametrize("event", truth.stories())
def test_an_event_is_one_story(traced: Traced, event: str) -> None:
    """The reports that surely belong to one event are one story."""
    told = {traced.story[id] for id in truth.stories()[event].core}
    assert len(told) == 1


@pytest.mark.parametrize("event", truth.stories())
def test_no_other_event_is_in_it(traced: Traced, event: str) -> None:
    """No report of another event is in the story, a third party's reaction neither."""
    mine = {*truth.stories()[event].core, *truth.stories()[event].may}
    told = {traced.story[id] for id in mine}
    assert {id for id, story in traced.story.items() if story in told} <= mine

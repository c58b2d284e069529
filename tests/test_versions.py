"""Versions: what one page says at another time is the same report, and its changed words are kept."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import tawatur
from tawatur import notes
from tawatur.model import Story
from tawatur.stores import open_store
from tests import heap

URL = "https://mina.example/news/7"
TEXT = (
    "اندلع حريق في مستودع للأخشاب بميناء سمرة فجر الثلاثاء، وقال الدفاع المدني إن {} قتلوا في الحريق. "
    "وامتدت النيران إلى ثلاث سفن راسية قرب المستودع قبل أن تخمدها فرق الإطفاء."
)
FIRST = heap.line("a", TEXT.format("سبعة عمال"), "ميناء نيوز", url=URL, published="2030-05-07T08:00:00Z")
SECOND = heap.line(
    "b", TEXT.format("تسعة عمال"), "ميناء نيوز", url=URL + "/?utm_source=x",
    published="2030-05-07T08:00:00Z", modified="2030-05-07T12:00:00Z",
)  # fmt: skip
OTHER = heap.line("c", TEXT.format("سبعة عمال"), "صحيفة السنبلة", published="2030-05-07T09:00:00Z")


def story(path: Path) -> Story:
    """The only story of a store."""
    with open_store(path) as store:
        (found,) = store.stories()
    return found


def test_a_version_is_no_second_report(tmp_path: Path) -> None:
    """Two texts of one page count as one report in the summary, the story and every support."""
    summary = tawatur.trace(heap.written(tmp_path / "in.jsonl", FIRST, SECOND, OTHER), tmp_path / "n.db", workers=1)
    assert (summary.items, summary.read, summary.versions, summary.reports) == (3, 2, 1, 2)
    assert summary.whole
    assert story(tmp_path / "n.db").many == 2
    with open_store(tmp_path / "n.db") as store:
        assert len(list(store.reports())) == 3
        assert {support.reports for support in store.supports()} <= {1, 2}
        assert all(support.outlets <= support.reports for support in store.supports())


def test_a_version_read_later_is_one_too(tmp_path: Path) -> None:
    """A version that comes with another run gives the store what both would have given at once."""
    lines = (FIRST, SECOND, OTHER)
    whole = heap.written(tmp_path / "in.jsonl", *lines)
    parts = [heap.written(tmp_path / f"{n}.jsonl", line) for n, line in enumerate(lines)]
    tawatur.trace(whole, tmp_path / "whole.db", workers=1)
    for order in itertools.permutations(parts):
        store = tmp_path / f"{'-'.join(path.stem for path in order)}.db"
        told = [tawatur.trace(path, store, workers=1) for path in order]
        assert all(summary.whole for summary in told)
        assert sum(summary.versions for summary in told) == 1
        assert story(store) == story(tmp_path / "whole.db")
    assert tawatur.trace(parts[1], tmp_path / "whole.db", workers=1).versions == 1


@pytest.mark.parametrize("lines", [(FIRST, SECOND), (SECOND, FIRST)])
def test_the_change_is_shown(tmp_path: Path, lines: tuple[str, str]) -> None:
    """The version modified later is the revision, whichever was read first, and its changed words are shown."""
    tawatur.trace(heap.written(tmp_path / "in.jsonl", *lines), tmp_path / "n.db", workers=1)
    with open_store(tmp_path / "n.db") as store:
        assert "«سبعة» → «تسعة»" in notes.show(store, "b")
        assert "→" not in notes.show(store, "a")
        (first,) = [report.id for report in store.reports() if report.input_id == "a"]
    assert [first] == [early for _, early in story(tmp_path / "n.db").versions]


def test_two_pages_are_two_reports(tmp_path: Path) -> None:
    """The same change on a page of its own is another report of the outlet."""
    apart = SECOND.replace("/news/7", "/news/8")
    summary = tawatur.trace(heap.written(tmp_path / "in.jsonl", FIRST, apart), tmp_path / "n.db", workers=1)
    assert (summary.read, summary.versions, summary.reports) == (2, 0, 2)

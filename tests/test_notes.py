"""Notes for the terminal: what they say of stories, claims and reports, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import tawatur
from tawatur.errors import StoreError
from tawatur.model import Block, Edge, Evidence, Finding, Span, Vertex
from tawatur.notes import explain, show
from tawatur.notes.words import in_its_sentence, quoted
from tawatur.stores import SqliteStore, Store, open_store
from tests import heap
from tests.stores.conftest import C1, C2, R1, R2, S1, UPDATE, fill, report, support


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Two stories made by hand."""
    with SqliteStore() as made:
        fill(made)
        yield made


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Reports of the corpus, traced."""
    folder = tmp_path_factory.mktemp("notes")
    tawatur.trace(heap.written(folder / "heap.jsonl", *heap.lines()), folder / "news.db", workers=1)
    with open_store(folder / "news.db") as opened:
        yield opened


def test_stories_come_by_weight(store: SqliteStore) -> None:
    """Without a name the note lists the stories, the weightiest first, each with reports, outlets and days."""
    assert show(store).splitlines() == [
        "2 stories · 3 reports",
        "",
        "s-0001  2 reports · 2 outlets · 2026-03-01",
        "    حدث 1",
        "",
        "s-0002  1 report · 1 outlet · 2026-03-01",
        "    حدث 2",
    ]


def test_long_lists_are_cut_unless_all_is_asked_for(store: SqliteStore) -> None:
    """After twenty stories the note says how many more there are; `all` shows them."""
    reports = [report(i) for i in range(30)]
    store.put_reports(reports)
    store.put_stories([msgspec.structs.replace(S1, id=f"s-{i:02d}", reports=(r.id,)) for i, r in enumerate(reports)])
    assert "10 stories more" in show(store)
    assert "more" not in show(store, all=True)
    assert show(store, all=True).count("s-") == 30


def test_a_story_shows_its_claims_with_support(store: SqliteStore) -> None:
    """Each claim stands in the report's own words, with its weight, its origins, and the figures that replaced it."""
    note = show(store, "s-0001")
    assert "«[احترق المخزن]. وقتل ثلاثة.»" in note or "احترق المخزن" in note
    assert "2 reports · 2 outlets · 2–3 independent  (c-0001)" in note
    assert "Origins: سالم الأحمد" in note
    assert "↳ updated later by: " in note
    assert "c-0002)" in note


def test_an_update_is_told_from_both_sides(store: SqliteStore) -> None:
    """The newer figure updates the earlier, the earlier is updated later."""
    store.put_claims(S1.id, (C1, C2), (UPDATE,), (support(C1), support(C2)))
    assert "updates the earlier" in show(store, C2.id)
    assert "updated later by" in show(store, C1.id)


def test_a_claim_shows_its_chains(store: SqliteStore) -> None:
    """Each report that makes the claim, its words, and the chain from the outlet to the origin."""
    note = show(store, "c-0001")
    assert "صحيفة 1 ← سالم الأحمد" in note
    assert "صحيفة 2, 2026-03-03 08:30  (r-0002, in-2)" in note
    assert "that it was said: 1 independent" in note


def test_a_report_shows_its_statements(store: SqliteStore) -> None:
    """A report by its own id or the input's: statements with type and chain, its story, what it derives from."""
    note = show(store, "in-2")
    assert "[indirect] «احترق المخزن»" in note
    assert "Story: s-0001" in note
    assert "copied from صحيفة 1" in note


def test_arabic_and_english_say_the_same_lines(traced: Store) -> None:
    """Both languages give notes of the same shape, without a word of the other."""
    story = next(traced.stories()).id
    claim = next(traced.claims(story)).id
    for make in (lambda language: show(traced, story, language), lambda language: explain(traced, claim, language)):
        assert len(make("ar").splitlines()) == len(make("en").splitlines())
        assert re.search(r"\b(reports?|independent)\b", make("en"))
        assert not re.search(r"\b(reports?|independent|outlets?)\b", make("ar"))


def test_what_is_not_there(store: SqliteStore) -> None:
    """An id that names nothing is one sentence."""
    with pytest.raises(StoreError, match="zzz"):
        show(store, "zzz")


def test_explain_wants_a_claim(store: SqliteStore) -> None:
    """Explaining a story is refused, with where to find claims."""
    with pytest.raises(StoreError, match="is a story, not a claim"):
        explain(store, "s-0001")


def test_explain_derives_the_number(store: SqliteStore) -> None:
    """The note shows graph, cut, unknowns, copies, rules and values."""
    full = msgspec.structs.replace(
        support(C1, 1, 2),
        cut_low=("person:salem",),
        cut_high=("outlet:o1", "person:salem"),
        vertices=(
            Vertex(key="person:salem", name="سالم الأحمد", layer="origin"),
            Vertex(key="anonymous:1", name="مصدر", layer="origin", known=False),
            Vertex(key="outlet:o1", name="صحيفة 1", layer="outlet"),
            Vertex(key=R1.id, name="صحيفة 1", layer="report"),
        ),
        edges=(
            Edge(a="outlet:o1", b="person:salem", rule="cue.said", evidence=Evidence(report=R1.id, span=Span(0, 5))),
            Edge(a="outlet:o1", b="anonymous:1", rule="cue.anonymous"),
        ),
        collapsed=((R2.id, R1.id),),
        findings=(Finding(code="note.story", fills={"story": "s-1"}),),
    )
    store.put_claims(S1.id, (C1,), (), (full,))
    note = explain(store, C1.id)
    assert "- Story: s-1" in note
    assert "← سالم الأحمد  [cue.said: «احترق»]" in note
    assert "مصدر (unknown)" in note
    assert "Every chain to a named origin passes through: سالم الأحمد" in note
    assert "Every chain passes through: صحيفة 1, سالم الأحمد" in note
    assert "Of unknown origin, and never counted as independent: مصدر" in note
    assert "صحيفة 2, 2026-03-03 08:30 ← صحيفة 1, 2026-03-02 08:30" in note
    assert "سالم الأحمد: (not named in the sentence)  [cue.said]" in note
    assert "→ ≥ 3 killed (at-least)  [three]" in note


def test_every_claim_of_the_corpus_can_be_explained(traced: Store) -> None:
    """Whatever the chain made, the notes can tell it in both languages."""
    for claim in traced.claims():
        for language in ("ar", "en"):
            assert explain(traced, claim.id, language)
            assert show(traced, claim.id, language)
    for one in traced.reports():
        assert show(traced, one.id)


def test_a_short_span_is_shown_in_its_sentence() -> None:
    """Words too few to be understood stand in brackets inside their sentence; neighbouring sentences stay out."""
    text = "وصل الوفد. وقال الناطق إن 12 شخصا أصيبوا في الحادث. وغادر الوفد."
    one = msgspec.structs.replace(report(1, text=text), blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
    at = text.index("12")
    assert in_its_sentence(one, Span(at, at + 7)) == "وقال الناطق إن [12 شخصا] أصيبوا في الحادث."


def test_control_characters_never_reach_the_terminal() -> None:
    """What a page holds cannot command the terminal; long words are cut."""
    assert quoted("أحمر\x1b[31m\x07 نص\n\nآخر") == "أحمر[31m نص آخر"
    assert quoted("كلمة " * 200).endswith(" …")


def test_a_folder_of_nothing(tmp_path: Path) -> None:
    """An empty store gives a note all the same."""
    with SqliteStore() as empty:
        assert show(empty) == "0 stories · 0 reports"

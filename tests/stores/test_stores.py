"""What any store must do: the same body of tests for every kind."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tawatur.errors import StoreError
from tawatur.model import Drop
from tawatur.stores import Found, SqliteStore, digest_of

from .conftest import C1, C2, C3, DERIVED, R1, R2, R3, REUSE, S1, S2, UPDATE, claim, furnished, report, statement, story


def test_what_goes_in_comes_out(full: SqliteStore) -> None:
    """Every noun comes out as it went in."""
    assert tuple(full.reports()) == (R1, R2, R3)
    assert dict(full.statements()) == {r.id: (statement(r),) for r in (R1, R2, R3)}
    assert tuple(full.reuses()) == (REUSE,)
    assert tuple(full.stories()) == (S1, S2)
    assert tuple(full.derivations()) == (DERIVED,)
    assert tuple(full.relations()) == (UPDATE,)
    assert [support.claim for support in full.supports()] == [C1.id, C2.id, C3.id]


def test_infinity_is_written_as_unknown(full: SqliteStore) -> None:
    """An open end of a figure comes out as None: JSON has no infinity."""
    kept = full.claim(C1.id)
    assert kept is not None
    assert kept.values[0].high is None


def test_some_of_them(full: SqliteStore) -> None:
    """Look-ups by id give these and no others; unknown ids give nothing."""
    assert tuple(full.reports((R3.id, R1.id, "r-none"))) == (R1, R3)
    assert tuple(full.reports(())) == ()
    assert [id for id, _ in full.statements((R2.id,))] == [R2.id]
    assert tuple(full.reuses((R1.id,))) == ()
    assert tuple(full.reuses((R1.id, R2.id))) == (REUSE,)
    assert [c.id for c in full.claims(S2.id)] == [C3.id]
    assert full.claim("c-none") is None
    assert full.story_of(R2.id) == S1.id
    assert full.story_of("r-none") is None


def test_the_weightiest_story_comes_first(store: SqliteStore) -> None:
    """Stories come by outlets, then reports, then time, then id, whatever order they went in."""
    store.put_stories((S2, S1, story(0, report(4))))
    assert [s.id for s in store.stories()] == [S1.id, "s-0000", S2.id]


def test_claims_keep_their_order(store: SqliteStore) -> None:
    """Claims come in the order of salience in which they were given, not by id."""
    store.put_stories((S1,))
    store.put_claims(S1.id, (C2, C1), (), ())
    assert [c.id for c in store.claims(S1.id)] == [C2.id, C1.id]


def test_dossier_is_closed(full: SqliteStore) -> None:
    """A dossier holds its story's nouns and nothing of other stories."""
    dossier = full.dossier(S1.id)
    assert [r.id for r in dossier.reports] == list(S1.reports)
    assert {s.report for s in dossier.statements} == set(S1.reports)
    assert [c.id for c in dossier.claims] == [C1.id, C2.id]
    assert len(dossier.supports) == 2
    assert dossier.reuses == (REUSE,)
    assert dossier.derivations == (DERIVED,)


def test_no_such_dossier(full: SqliteStore) -> None:
    """Asking for a story that is not there is an error that names it."""
    with pytest.raises(StoreError, match="no story s-none"):
        full.dossier("s-none")


def test_furniture_learned_later_can_be_taken_back(store: SqliteStore) -> None:
    """A report in use may differ from the report as read; both come back, and the digests tell them apart."""
    store.put_reports((R1, R2))
    store.put_furnished(((R1, furnished(R1)),))
    assert tuple(store.reports()) == (furnished(R1), R2)
    assert tuple(store.reports(as_read=True)) == (R1, R2)
    assert store.digests()[R1.id][:2] == (digest_of(R1), digest_of(furnished(R1)))
    assert len({digests.text for digests in store.digests().values()}) == 2
    store.put_furnished(((R1, R1),))
    assert tuple(store.reports()) == (R1, R2)


def test_reading_again_replaces(store: SqliteStore) -> None:
    """A report read otherwise than before stands in the place of the earlier reading."""
    store.put_reports((R1,))
    store.put_reports((report(1, text="نص آخر تماما."),))
    (kept,) = store.reports()
    assert kept.text == "نص آخر تماما."


def test_a_story_that_is_gone_takes_its_claims_along(full: SqliteStore) -> None:
    """Claims, relations and supports of a story that no longer exists are not kept."""
    full.put_stories((S2,))
    assert [c.id for c in full.claims()] == [C3.id]
    assert tuple(full.relations()) == ()
    assert [s.claim for s in full.supports()] == [C3.id]


def test_claims_are_replaced_story_by_story(full: SqliteStore) -> None:
    """New claims of one story replace its old ones and touch no other story."""
    new = claim(9, S1, R1)
    full.put_claims(S1.id, (new,), (), ())
    assert [c.id for c in full.claims()] == [new.id, C3.id]
    assert tuple(full.relations()) == ()


def test_a_transaction_is_kept_whole_or_not_at_all(store: SqliteStore) -> None:
    """What was written in a block left by an exception is not kept, inner blocks included."""
    store.put_reports((R1,))
    with suppress(KeyError), store.transaction():
        store.put_reports((R2,))
        with store.transaction():
            store.put_stories((S1,))
        raise KeyError
    assert tuple(store.reports()) == (R1,)
    assert tuple(store.stories()) == ()


def test_marks(store: SqliteStore) -> None:
    """Marks are kept by stage and item, replaced, and taken away."""
    store.mark("claims", {"a": "1", "b": "2"})
    store.mark("claims", {"a": "3"})
    store.mark("stories", {"": "9"})
    assert store.marks("claims") == {"a": "3", "b": "2"}
    store.unmark("claims", ("a",))
    assert store.marks("claims") == {"b": "2"}
    assert store.marks("none") == {}


def test_drops_are_kept_once(store: SqliteStore) -> None:
    """The same item dropped in two runs is one drop."""
    drop = Drop(where="a.html", reason="a.html: it is empty.", kind="empty")
    store.put_drops((drop,))
    store.put_drops((drop,))
    assert store.drops() == (drop,)


def test_failures_are_kept_until_mended(store: SqliteStore) -> None:
    """A failure stands until the item succeeds."""
    failed = Drop(where=R1.id, reason="r-0001: the stage failed.", kind="failed-statements")
    store.put_failures("statements", (failed,))
    assert store.failures() == (failed,) == store.failures("statements")
    assert store.failures("claims") == ()
    store.put_failures("statements", (), (R1.id,))
    assert store.failures() == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("c-0001", Found("claim", C1.id)),
        ("s-0002", Found("story", S2.id)),
        ("r-0003", Found("report", R3.id)),
        ("in-2", Found("report", R2.id)),
        ("خاص", Found("report", R3.id)),
    ],
)
def test_find(full: SqliteStore, text: str, found: Found) -> None:
    """Ids, beginnings of ids and the input's own ids lead to what they name."""
    assert full.find(text) == found


@pytest.mark.parametrize(("text", "said"), [("c-", "c-0001, c-0002, c-0003"), ("zzz", "no id begins"), ("", "Nothing")])
def test_find_refuses_to_guess(full: SqliteStore, text: str, said: str) -> None:
    """What fits several things or none is refused in one sentence."""
    with pytest.raises(StoreError, match=said):
        full.find(text)


def test_wild_cards_are_letters(full: SqliteStore) -> None:
    """A percent sign or an underscore in what is looked up stands for itself."""
    with pytest.raises(StoreError):
        full.find("c%0001")


def test_two_reports_with_one_input_id(store: SqliteStore) -> None:
    """An input id that two reports share is ambiguous; our own ids still tell them apart."""
    store.put_reports((report(1, input_id="same"), report(2, input_id="same")))
    with pytest.raises(StoreError, match="several"):
        store.find("same")
    assert store.find("r-0002").id == "r-0002"


def test_counts(full: SqliteStore) -> None:
    """Counts speak of everything in the store."""
    counts = full.counts()
    assert counts["reports"] == 3
    assert counts["statements"] == counts["attributed"] == 3
    assert counts["stories"] == 2
    assert counts["claims"] == 3
    assert counts["copies"] == 1
    assert counts["relation:update"] == 1
    assert (counts["low:1"], counts["low:2"]) == (2, 1)


def test_order_of_writing_leaves_no_trace(store: SqliteStore) -> None:
    """Two stores into which the same went in another order hold the same."""
    with SqliteStore() as other:
        for kept, reports in ((store, (R1, R2, R3)), (other, (R3, R1, R2))):
            for one in reports:
                kept.put_reports((one,))
                kept.put_statements({one.id: (statement(one),)})
        assert list(store.dump()) == list(other.dump())

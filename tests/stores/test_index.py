"""What a store keeps for adding reports: postings, cards, what waits, what is alike, and the tally."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.stores import Card, Postings, SqliteStore
from tests.stores.conftest import C1, DERIVED, R1, R2, R3, REUSE, S1, S2, statement, story

ROW = st.tuples(st.integers(0, 40), st.integers(-3, 3), st.integers(0, 500), st.integers(1, 2000))
SPREAD = 0x9E3779B97F4A7C15  # words are digests: their bits are spread


def postings(rows: list[tuple[int, int, int, int]]) -> Postings:
    """Postings of these rows: word, part, report, weight."""
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Postings(columns[0].astype(np.uint64) * np.uint64(SPREAD), columns[1], columns[2], columns[3])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    packed=st.lists(ROW, max_size=300, unique_by=lambda row: row[:3]),
    later=st.lists(ROW, max_size=30, unique_by=lambda row: row[:3]),
    asked=st.lists(st.integers(0, 45), unique=True, max_size=20),
    parts=st.none() | st.tuples(st.integers(-3, 0), st.integers(0, 3)),
)
def test_postings_are_found(
    packed: list[tuple[int, int, int, int]],
    later: list[tuple[int, int, int, int]],
    asked: list[int],
    parts: tuple[int, int] | None,
) -> None:
    """Looking words up gives every posting of them in the parts asked for, packed or later, and nothing else."""
    with SqliteStore() as store:
        store.index.build(1, postings([(40, 0, 1, 1)] * 250))  # what was there goes
        store.index.build(1, postings(packed))
        store.index.build(0, postings([(word, 0, 7, 7) for word in range(46)]))  # another kind
        store.index.post(1, postings(later))
        met = store.index.look(1, postings([(word, 0, 0, 0) for word in asked]).word, parts, (3,))
        found = sorted(zip((asked[i] for i in met.word), met.number.tolist(), met.weight.tolist(), strict=True))
    within = [row for row in (*packed, *later) if parts is None or parts[0] <= row[1] <= parts[1] or row[1] == 3]
    assert found == sorted((word, number, weight) for word, _, number, weight in within if word in asked)


def test_rank_is_the_report_before(store: SqliteStore) -> None:
    """The rank of a time is the number of the last report before it, of those numbered in order of time."""
    index = store.index
    index.put_cards([Card(0, "a", -5, "", True), Card(1, "b", 3, "", True), Card(2, "c", 3, "", True)])
    index.put_cards([Card(3, "bb", 3, "", False)])
    assert [index.rank(at, id, 3) for at, id in ((-9, "x"), (-5, "z"), (3, "b"), (3, "bc"), (9, ""))] == [
        -1,
        0,
        0,
        1,
        2,
    ]
    assert index.next_number() == 4
    index.drop_cards([1])
    assert [card.report for card in index.cards([0, 1, 3])] == ["a", "bb"]
    assert [card.leads for card in index.cards_of(["bb", "a"])] == [True, False]


def test_crowds_lead_to_neighbours(store: SqliteStore) -> None:
    """A crowded run of words leads to so many reports on either side in time."""
    store.index.put_crowds(np.full(9, 2**63 + 5, dtype=np.uint64), np.arange(0, 90, 10))
    assert sorted(store.index.crowd(5 - 2**63, 34, 2)) == [20, 30, 40, 50]


def test_kin_go_with_their_stories(store: SqliteStore) -> None:
    """Pairs of stories are kept both ways, and go when one of the two does."""
    store.index.put_kin([("s-1", "s-2", 0.2), ("s-2", "s-3", 0.3)])
    store.index.put_kin([("s-1", "s-4", 0.4)], gone=("s-2",))
    assert store.index.kin(("s-1", "s-2", "s-3", "s-4")) == [("s-1", "s-4", 0.4), ("s-4", "s-1", 0.4)]


def test_what_is_read_waits(store: SqliteStore) -> None:
    """Reports wait from when they are put until they are done; clearing the index does not end it."""
    store.put_reports((R1, R2))
    store.index.done("report", (R2.id,))
    store.index.put_model({"learned": "x"})
    store.index.clear()
    assert store.index.waiting("report") == (R1.id,)
    assert store.index.model() == {}


def test_a_change_of_stories_touches_no_other(full: SqliteStore) -> None:
    """Stories that are gone take their claims along; others keep theirs, also when they are written anew."""
    merged = story(3, R2, R3)
    full.change_stories((S2.id,), (story(1, R1), merged))
    assert {held.id for held in full.stories()} == {S1.id, merged.id}
    assert full.stories_of((R1.id, R2.id, R3.id)) == {R1.id: S1.id, R2.id: merged.id, R3.id: merged.id}
    assert next(claim.id for claim in full.claims()) == C1.id
    assert list(full.claims(S2.id)) == []


def test_the_tally_counts_what_is_there(full: SqliteStore) -> None:
    """Counts are those of the tables after rows were added, replaced and taken away."""
    full.put_reports((R1, R2))
    full.put_statements({R1.id: (statement(R1), statement(R1, 1))})
    full.put_reuses((REUSE,))
    full.put_derivations((DERIVED,), (R2.id,))
    full.put_claims(S1.id, (C1,), (), ())
    counts = full.counts()
    assert counts["reports"] == len(list(full.reports())) == 3
    assert counts["statements"] == sum(len(held) for _, held in full.statements()) == 4
    assert counts["claims"] == len(list(full.claims())) == 2
    assert (counts["reuses"], counts["copies"], counts["stories"]) == (1, 1, 2)
    assert "relation:update" not in counts
    full.drop_reuses((R2.id,))
    full.put_derivations((), (R2.id,))
    assert (full.counts()["reuses"], full.counts()["copies"]) == (0, 0)

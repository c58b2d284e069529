"""What adding reports to a SQLite store goes by: packed postings, near reports, what was learned from the heap.

Postings of the last whole run are packed into blocks of about a hundred: the word's first bits (and its part) name the
block, so that looking a word up reads one row whatever the size of the store. What comes later stands in rows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import apsw
import numpy as np

from tawatur.stores.base import Card, Ints, Keys, Met, Postings
from tawatur.stores.schema import told

_BLOCK = 100  # postings a block should have: few enough to read for one word, and many enough to be worth a row
_PARTS = 1 << 20  # parts a kind may have
_BITS = 34  # bits of a block's id that name the block within its part
_TABLES = ("model", "lines", "stems", "cards", "blocks", "later", "crowds", "near", "kin")


class SqliteIndex:
    """The index tables of one store, over its connection."""

    def __init__(self, connection: apsw.Connection, name: str) -> None:
        self._db = connection
        self._name = name

    def _rows(self, sql: str, *bound: Any) -> Iterator[tuple[Any, ...]]:
        with told(self._name):
            yield from self._db.execute(sql, bound)

    def _many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with told(self._name), self._db:
            self._db.executemany(sql, rows)

    def _among(self, sql: str, column: str, values: Collection[Any]) -> Iterator[tuple[Any, ...]]:
        listed = json.dumps(sorted(values))
        return self._rows(f"{sql} WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {column}", listed)

    def clear(self) -> None:
        """Forgets everything but what waits."""
        for table in _TABLES:
            self._many(f"DELETE FROM {table}", ((),))

    # ── what is known of the whole ───────────────────────────────────────────────────────────────────────────────
    def put_model(self, values: Mapping[str, str]) -> None:
        """Keeps values by name."""
        self._many("INSERT OR REPLACE INTO model VALUES (?, ?)", values.items())

    def model(self) -> dict[str, str]:
        """The values kept by name."""
        return dict(self._rows("SELECT name, value FROM model ORDER BY name"))

    def forget(self, name: str) -> None:
        """Forgets a value."""
        self._many("DELETE FROM model WHERE name = ?", ((name,),))

    def put_waiting(self, kind: str, items: Collection[str]) -> None:
        """Says that items wait."""
        self._many("INSERT OR IGNORE INTO waiting VALUES (?, ?)", ((kind, item) for item in items))

    def waiting(self, kind: str) -> tuple[str, ...]:
        """The items that wait."""
        return tuple(item for (item,) in self._rows("SELECT item FROM waiting WHERE kind = ? ORDER BY item", kind))

    def done(self, kind: str, items: Collection[str] | None = None) -> None:
        """Says that these (or all) wait no more."""
        if items is None:
            self._many("DELETE FROM waiting WHERE kind = ?", ((kind,),))
        else:
            self._many("DELETE FROM waiting WHERE kind = ? AND item = ?", ((kind, item) for item in items))

    def put_lines(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keeps lines."""
        self._many("INSERT OR IGNORE INTO lines VALUES (?, ?, ?)", rows)

    def lines(self, kind: str, outlet: str, lines: Collection[str]) -> set[str]:
        """Which of these lines are kept for the outlet."""
        some = "line IN (SELECT value FROM json_each(?))"
        sql = f"SELECT line FROM lines WHERE kind = ? AND outlet = ? AND {some}"
        return {line for (line,) in self._rows(sql, kind, outlet, json.dumps(sorted(lines)))}

    def names(self, kind: str) -> dict[str, str]:
        """All lines of a kind, each with its outlet."""
        return dict(self._rows("SELECT line, outlet FROM lines WHERE kind = ? ORDER BY outlet, line", kind))

    def put_stems(self, counted: Mapping[str, int]) -> None:
        """Keeps how many reports have each stem."""
        self._many("INSERT OR REPLACE INTO stems VALUES (?, ?)", counted.items())

    def stems(self, stems: Collection[str]) -> dict[str, int]:
        """How many reports have these stems."""
        return dict(self._among("SELECT stem, many FROM stems", "stem", stems))

    # ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────
    def put_cards(self, cards: Iterable[Card]) -> None:
        """Keeps cards."""
        self._many("INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?)", cards)

    def drop_cards(self, numbers: Collection[int]) -> None:
        """Forgets cards."""
        self._many("DELETE FROM cards WHERE number = ?", ((number,) for number in numbers))

    def cards(self, numbers: Collection[int]) -> list[Card]:
        """The cards of these numbers."""
        return [_card(*row) for row in self._among("SELECT * FROM cards", "number", numbers)]

    def cards_of(self, reports: Collection[str]) -> list[Card]:
        """The cards of these reports."""
        rows = self._among("SELECT * FROM cards", "report", reports)
        return sorted(_card(*row) for row in rows)

    def next_number(self) -> int:
        """A number that no card has."""
        ((last,),) = self._rows("SELECT max(number) FROM cards")
        return 0 if last is None else int(last) + 1

    def rank(self, at: int, report: str, below: int) -> int:
        """The largest number under `below` of a report that comes before this one."""
        earlier = "(at, report) < (?, ?) AND number < ? ORDER BY at DESC, report DESC LIMIT 1"
        return next((int(n) for (n,) in self._rows(f"SELECT number FROM cards WHERE {earlier}", at, report, below)), -1)

    # ── postings ─────────────────────────────────────────────────────────────────────────────────────────────────
    def build(self, kind: int, postings: Postings) -> None:
        """Keeps postings of a kind, instead of all earlier ones."""
        first, last = kind * _PARTS << _BITS, (kind + 1) * _PARTS << _BITS
        self._many("DELETE FROM blocks WHERE id >= ? AND id < ?", ((first, last),))
        self._many("DELETE FROM later WHERE kind = ?", ((kind,),))
        parts = np.unique(postings.part)
        bits = int(max(0, np.ceil(np.log2(max(1.0, len(postings.word) / max(1, len(parts)) / _BLOCK)))))
        self.put_model({f"postings {kind}": json.dumps({"bits": bits, "parts": parts.tolist()})})
        block = self._block(kind, postings.part, postings.word, bits)
        short = postings.word.astype(np.uint32)
        order = np.lexsort((postings.number, short, block))
        block, short = block[order], short[order]
        number, weight = postings.number[order].astype(np.int32), postings.weight[order].astype(np.int16)
        starts = np.flatnonzero(np.diff(block, prepend=-1))  # ids are never negative
        ends = np.append(starts[1:], len(block))[: len(starts)]
        rows = (
            (int(block[a]), short[a:b].tobytes() + number[a:b].tobytes() + weight[a:b].tobytes())
            for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
        )
        self._many("INSERT INTO blocks VALUES (?, ?)", rows)

    @staticmethod
    def _block(kind: int, part: Ints, word: Keys, bits: int) -> Ints:
        """The ids of the blocks that words of these parts stand in."""
        within = (word >> np.uint64(64 - bits)).astype(np.int64) if bits else np.zeros(len(word), dtype=np.int64)
        return ((np.int64(kind * _PARTS + _PARTS // 2) + part) << np.int64(_BITS)) + within

    def post(self, kind: int, postings: Postings) -> None:
        """Keeps further postings of a kind."""
        columns = (postings.word.view(np.int64), postings.part, postings.number, postings.weight)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        self._many(f"INSERT OR REPLACE INTO later VALUES ({kind}, ?, ?, ?, ?)", rows)

    def look(self, kind: int, words: Keys, parts: tuple[int, int] | None = None, also: Collection[int] = ()) -> Met:
        """The postings of these words in some parts."""
        raw = next(iter(self._rows("SELECT value FROM model WHERE name = ?", f"postings {kind}")), None)
        built: dict[str, Any] = json.loads(raw[0]) if raw else {"bits": 0, "parts": []}
        wanted = [p for p in built["parts"] if parts is None or parts[0] <= p <= parts[1] or p in also]
        found = [self._packed(kind, words, part, built["bits"]) for part in wanted]
        found.append(self._later(kind, words, parts, also))
        return Met(*(np.concatenate(columns) for columns in zip(*found, strict=True)))

    def _packed(self, kind: int, words: Keys, part: int, bits: int) -> Met:
        """The postings of one part that are packed."""
        block = self._block(kind, np.full(len(words), part, dtype=np.int64), words, bits)
        ids = np.unique(block)
        numbers: list[Any] = []
        shorts: list[Any] = []
        weights: list[Any] = []
        place = []
        for id, rows in self._among("SELECT id, rows FROM blocks", "id", ids.tolist()):
            many = len(rows) // 10
            shorts.append(np.frombuffer(rows, np.uint32, many))
            numbers.append(np.frombuffer(rows, np.int32, many, 4 * many))
            weights.append(np.frombuffer(rows, np.int16, many, 8 * many))
            place.append((id, many))
        if not place:
            return _NONE
        at = np.searchsorted(ids, np.repeat([id for id, _ in place], [many for _, many in place]))
        held = (at.astype(np.uint64) << np.uint64(32)) + np.concatenate(shorts)
        asked = (np.searchsorted(ids, block).astype(np.uint64) << np.uint64(32)) + words.astype(np.uint32)
        first, last = np.searchsorted(held, asked, "left"), np.searchsorted(held, asked, "right")
        many_of = last - first
        taken = np.repeat(first - np.cumsum(many_of) + many_of, many_of) + np.arange(int(many_of.sum()))
        number, weight = np.concatenate(numbers)[taken], np.concatenate(weights)[taken]
        return Met(np.repeat(np.arange(len(words)), many_of), number.astype(np.int64), weight.astype(np.int64))

    def _later(self, kind: int, words: Keys, parts: tuple[int, int] | None, also: Collection[int]) -> Met:
        """The postings that came later."""
        place = {int(word): index for index, word in enumerate(words.view(np.int64).tolist())}
        some = "kind = ? AND word IN (SELECT value FROM json_each(?))"
        sql = f"SELECT word, part, number, weight FROM later WHERE {some}"
        bound: list[Any] = [kind, json.dumps(list(place))]
        if parts is not None:
            sql += " AND (part BETWEEN ? AND ? OR part IN (SELECT value FROM json_each(?)))"
            bound += [*parts, json.dumps(sorted(also))]
        rows = [(place[word], number, weight) for word, _, number, weight in self._rows(sql, *bound)]
        return Met(*np.array(rows, dtype=np.int64).reshape(-1, 3).T) if rows else _NONE

    def put_crowds(self, grams: Keys, numbers: Ints) -> None:
        """Keeps which reports have runs of words that very many have."""
        rows = zip(grams.view(np.int64).tolist(), numbers.tolist(), strict=True)
        self._many("INSERT OR IGNORE INTO crowds VALUES (?, ?)", rows)

    def crowd(self, gram: int, rank: int, many: int) -> list[int]:
        """The numbers round `rank` that have this run of words."""
        before = "number <= ? ORDER BY number DESC LIMIT ?"
        after = "number > ? ORDER BY number LIMIT ?"
        return [
            number
            for side in (before, after)
            for (number,) in self._rows(f"SELECT number FROM crowds WHERE gram = ? AND {side}", gram, rank, many)
        ]

    # ── what is alike ────────────────────────────────────────────────────────────────────────────────────────────
    def put_near(self, rows: Mapping[int, bytes]) -> None:
        """Keeps for each number the reports near it."""
        self._many("INSERT OR REPLACE INTO near VALUES (?, ?)", rows.items())

    def near(self, numbers: Collection[int]) -> dict[int, bytes]:
        """The reports near each of these numbers."""
        return dict(self._among("SELECT number, rows FROM near", "number", numbers))

    def put_kin(self, rows: Iterable[tuple[str, str, float]], gone: Collection[str] = ()) -> None:
        """Keeps pairs of stories that are alike, and forgets those of the stories `gone`."""
        for story in gone:
            others = [(other,) for (other,) in self._rows("SELECT two FROM kin WHERE one = ?", story)]
            self._many("DELETE FROM kin WHERE one = ? AND two = ?", ((other, story) for (other,) in others))
            self._many("DELETE FROM kin WHERE one = ?", ((story,),))
        both = (row for one, two, alike in rows for row in ((one, two, alike), (two, one, alike)))
        self._many("INSERT OR REPLACE INTO kin VALUES (?, ?, ?)", both)

    def kin(self, stories: Collection[str]) -> list[tuple[str, str, float]]:
        """The pairs whose first story is one of these."""
        rows = self._among("SELECT one, two, alike FROM kin", "one", stories)
        return [(str(one), str(two), float(alike)) for one, two, alike in rows]


def _card(number: int, report: str, at: int, outlet: str, leads: int) -> Card:
    return Card(number, report, at, outlet, bool(leads))


_NONE = Met(*(np.zeros(0, dtype=np.int64) for _ in range(3)))

"""The default store: one SQLite file, nouns as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tawatur.errors import StoreError
from tawatur.model import Claim, Derivation, Dossier, Drop, Relation, Report, Reuse, Statement, Story, Support
from tawatur.stores import schema
from tawatur.stores.base import Digests, Found, FoundKind, digest_of, text_digest_of
from tawatur.stores.index import SqliteIndex

N = TypeVar("N")
_write = msgspec.json.Encoder().encode
_report = msgspec.json.Decoder(Report).decode
_statements = msgspec.json.Decoder(tuple[Statement, ...]).decode
_reuse = msgspec.json.Decoder(Reuse).decode
_story = msgspec.json.Decoder(Story).decode
_derivations = msgspec.json.Decoder(tuple[Derivation, ...]).decode
_claim = msgspec.json.Decoder(Claim).decode
_relation = msgspec.json.Decoder(Relation).decode
_support = msgspec.json.Decoder(Support).decode

_COPIES = ("copied", "cut", "rewritten")  # derivations by which a report adds no chain of its own
_CANDIDATES = 5  # shown when a prefix fits several
_NAMED: tuple[tuple[FoundKind, str, str], ...] = (  # what can be asked for by id, and the columns ids stand in
    ("story", "stories", "id"),
    ("claim", "claims", "id"),
    ("report", "reports", "id"),
    ("report", "reports", "input_id"),
)


def open_store(path: str | Path, *, write: bool = False) -> SqliteStore:
    """The store at `path`, to be read; with `write` it is made when it is not there. Raises `StoreError`."""
    return SqliteStore(Path(path), write=write)


class SqliteStore:
    """A store in one SQLite file; without a path, one in memory that ends when it is closed."""

    def __init__(self, path: Path | None = None, *, write: bool = False) -> None:
        self.name = str(path) if path is not None else "the store in memory"
        self._write = write and path is not None
        self._lock = schema.only_writer(path) if write and path is not None else None
        try:
            self._db = schema.opened(path, write) if path is not None else schema.memory()
        except BaseException:
            self._unlock()
            raise
        self.index = SqliteIndex(self._db, self.name)

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was not committed is not kept."""
        with schema.told(self.name):
            if self._write:
                schema.rest(self._db)
            self._write = False
            self._db.close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A block whose writes are kept together or not at all."""
        with schema.told(self.name), self._db:
            yield

    def _rows(self, sql: str, *bound: Any) -> Iterator[tuple[Any, ...]]:
        with schema.told(self.name):
            yield from self._db.execute(sql, bound)

    def _do(self, sql: str, *bound: Any) -> None:
        with schema.told(self.name):
            self._db.execute(sql, bound)

    def _many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with schema.told(self.name), self._db:
            self._db.executemany(sql, rows)

    def _some(self, sql: str, column: str, ids: Collection[str] | None, order: str = "") -> Iterator[tuple[Any, ...]]:
        """Rows of a query, all or those whose `column` is one of `ids`, in `order` (the column unless told)."""
        order = order or column
        if ids is None:
            return self._rows(f"{sql} ORDER BY {order}")
        listed = json.dumps(sorted(ids))
        return self._rows(f"{sql} WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {order}", listed)

    # ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────
    def put_reports(self, reports: Iterable[Report]) -> None:
        """Keeps reports as they were read; they wait for the stages."""
        made = [
            (r.id, r.input_id, r.outlet, d := digest_of(b := _write(r)), d, text_digest_of(r), r.one, b)
            for r in reports
        ]
        with self.transaction():
            self.index.put_waiting("report", [row[0] for row in made])
            self._many("INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)", made)

    def put_furnished(self, pairs: Iterable[tuple[Report, Report]]) -> None:
        """Keeps the second of each pair as the report in use, and what was otherwise in the first."""
        self._many(
            "UPDATE reports SET json = ?, used_digest = ?, as_read = ? WHERE id = ?",
            ((b := _write(used), digest_of(b), _otherwise(read, used), read.id) for read, used in pairs),
        )

    def digests(self, ids: Collection[str] | None = None) -> dict[str, Digests]:
        """The digests of stored reports by id."""
        rows = self._some("SELECT id, read_digest, used_digest, text_digest, page FROM reports", "id", ids)
        return {id: Digests(read, used, text, page) for id, read, used, text, page in rows}

    def of_texts(self, digests: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The reports by the digest of who says what in them."""
        return self._grouped("SELECT text_digest, id FROM reports", "text_digest", digests)

    def of_pages(self, pages: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The reports by page."""
        return self._grouped("SELECT page, id FROM reports", "page", pages)

    def _grouped(self, sql: str, column: str, values: Collection[str]) -> dict[str, tuple[str, ...]]:
        rows = self._some(sql, column, values, f"{column}, id")
        return {value: tuple(id for _, id in rows) for value, rows in groupby(rows, key=lambda row: str(row[0]))}

    def reports(self, ids: Collection[str] | None = None, *, as_read: bool = False) -> Iterator[Report]:
        """The reports by id."""
        for raw, otherwise in self._some("SELECT json, as_read FROM reports", "id", ids):
            if as_read and otherwise is not None:
                raw = _write(msgspec.json.decode(raw, type=dict[str, msgspec.Raw]) | _raw(otherwise))
            yield _report(raw)

    def put_drops(self, drops: Iterable[Drop]) -> None:
        """Keeps what did not become a report."""
        self._many("INSERT OR IGNORE INTO drops VALUES (?, ?, ?)", ((d.where, d.kind, d.reason) for d in drops))

    def drops(self) -> tuple[Drop, ...]:
        """Everything that did not become a report."""
        rows = self._rows("SELECT place, kind, reason FROM drops ORDER BY place, kind, reason")
        return tuple(Drop(where=where, kind=kind, reason=reason) for where, kind, reason in rows)

    # ── what stages make ─────────────────────────────────────────────────────────────────────────────────────────
    def put_statements(self, statements: Mapping[str, Sequence[Statement]]) -> None:
        """Keeps the statements of reports."""
        self._many(
            "INSERT OR REPLACE INTO statements VALUES (?, ?, ?, ?)",
            ((id, len(many), sum(s.type != "narrated" for s in many), _write(many)) for id, many in statements.items()),
        )

    def statements(self, reports: Collection[str] | None = None) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        """Report id and statements."""
        for id, raw in self._some("SELECT report, json FROM statements", "report", reports):
            yield id, _statements(raw)

    def put_reuses(self, reuses: Iterable[Reuse]) -> None:
        """Keeps these pairs instead of all earlier ones."""
        with self.transaction():
            self._do("DELETE FROM reuses")
            self._many("INSERT INTO reuses VALUES (?, ?, ?)", ((r.a, r.b, _write(r)) for r in reuses))

    def reuses(self, reports: Collection[str] | None = None) -> Iterator[Reuse]:
        """The pairs, by both ids."""
        for b, raw in self._some("SELECT b, json FROM reuses", "a", reports, "a, b"):
            if reports is None or b in reports:
                yield _reuse(raw)

    def add_reuses(self, reuses: Iterable[Reuse]) -> None:
        """Keeps these pairs beside the others."""
        self._many("INSERT OR REPLACE INTO reuses VALUES (?, ?, ?)", ((r.a, r.b, _write(r)) for r in reuses))

    def drop_reuses(self, reports: Collection[str]) -> None:
        """Forgets all pairs with either side in `reports`."""
        self._many("DELETE FROM reuses WHERE a = ?1 OR b = ?1", ((id,) for id in reports))

    def reuses_with(self, reports: Collection[str]) -> Iterator[Reuse]:
        """The pairs with either side in `reports`, by both ids."""
        rows = dict.fromkeys(
            row for side in ("a", "b") for row in self._some("SELECT a, b, json FROM reuses", side, reports)
        )
        for _, _, raw in sorted(rows):
            yield _reuse(raw)

    def put_stories(self, stories: Iterable[Story]) -> None:
        """Keeps these stories instead of all earlier ones."""
        with self.transaction():
            self._do("DELETE FROM stories")
            self._do("DELETE FROM story_reports")
            self._insert_stories(stories)
            for table in ("claims", "supports", "relations"):
                self._do(f"DELETE FROM {table} WHERE story NOT IN (SELECT id FROM stories)")

    def change_stories(self, gone: Collection[str], made: Iterable[Story]) -> None:
        """Keeps the stories `made`, over those of the same id, and forgets those that are `gone` with their claims."""
        with self.transaction():
            for id in sorted(gone):
                self._do("DELETE FROM stories WHERE id = ?", id)
                for table in ("claims", "supports", "relations"):
                    self._do(f"DELETE FROM {table} WHERE story = ?", id)
            self._insert_stories(made)

    def _insert_stories(self, stories: Iterable[Story]) -> None:
        for story in stories:
            first = story.first.isoformat() if story.first else ""
            self._do(
                "INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?)",
                *(story.id, story.many, len(story.outlets), first, _write(story)),
            )
            rows = ((id, story.id) for id in story.reports)
            self._many("INSERT OR REPLACE INTO story_reports VALUES (?, ?)", rows)

    def stories(self, ids: Collection[str] | None = None) -> Iterator[Story]:
        """The weightiest first."""
        order = "outlets DESC, reports DESC, first, id"
        for (raw,) in self._some("SELECT json FROM stories", "id", ids, order):
            yield _story(raw)

    def story_of(self, report: str) -> str | None:
        """The id of the story a report is in."""
        return next((str(id) for (id,) in self._rows("SELECT story FROM story_reports WHERE report = ?", report)), None)

    def stories_of(self, reports: Collection[str]) -> dict[str, str]:
        """The ids of the stories that reports are in, by report."""
        return dict(self._some("SELECT report, story FROM story_reports", "report", reports))

    def put_derivations(self, derivations: Iterable[Derivation], reports: Collection[str] | None = None) -> None:
        """Keeps these derivations instead of all earlier ones, or of those of `reports`."""
        by_report = groupby(sorted(derivations, key=lambda d: (d.report, d.source, d.kind)), key=lambda d: d.report)
        with self.transaction():
            if reports is None:
                self._do("DELETE FROM derivations")
            else:
                self._many("DELETE FROM derivations WHERE report = ?", ((id,) for id in reports))
            self._many(
                "INSERT INTO derivations VALUES (?, ?, ?)",
                (
                    (id, sum(d.kind in _COPIES for d in many), _write(many))
                    for id, many in ((id, tuple(group)) for id, group in by_report)
                ),
            )

    def derivations(self, reports: Collection[str] | None = None) -> Iterator[Derivation]:
        """The derivations by report, source and kind."""
        for (raw,) in self._some("SELECT json FROM derivations", "report", reports):
            yield from _derivations(raw)

    def put_claims(
        self, story: str, claims: Iterable[Claim], relations: Iterable[Relation], supports: Iterable[Support]
    ) -> None:
        """Keeps these claims instead of the story's earlier ones."""
        with self.transaction():
            for table in ("claims", "supports", "relations"):
                self._do(f"DELETE FROM {table} WHERE story = ?", story)
            self._many(
                "INSERT INTO claims VALUES (?, ?, ?, ?)",
                ((claim.id, story, place, _write(claim)) for place, claim in enumerate(claims)),
            )
            self._many(
                "INSERT INTO supports VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((s.claim, story, i, s.holds.low, s.holds.high, s.reports, _write(s)) for i, s in enumerate(supports)),
            )
            self._many(
                "INSERT INTO relations VALUES (?, ?, ?, ?)", ((r.id, story, r.kind, _write(r)) for r in relations)
            )

    def _of_story(self, table: str, order: str, story: str | None, read: Callable[[bytes], N]) -> Iterator[N]:
        ids = None if story is None else (story,)
        for (raw,) in self._some(f"SELECT json FROM {table}", "story", ids, f"story, {order}"):
            yield read(raw)

    def claims(self, story: str | None = None) -> Iterator[Claim]:
        """The claims of a story or of all."""
        return self._of_story("claims", "place", story, _claim)

    def claim(self, id: str) -> Claim | None:
        """One claim."""
        return next((_claim(raw) for (raw,) in self._rows("SELECT json FROM claims WHERE id = ?", id)), None)

    def relations(self, story: str | None = None) -> Iterator[Relation]:
        """The relations of a story or of all."""
        return self._of_story("relations", "id", story, _relation)

    def supports(self, story: str | None = None) -> Iterator[Support]:
        """The supports of a story or of all."""
        return self._of_story("supports", "place", story, _support)

    def dossier(self, story: str) -> Dossier:
        """All that is known of one story."""
        found = next(self.stories((story,)), None)
        if found is None:
            raise StoreError(f"There is no story {story} in {self.name}.")
        inside = found.reports
        reports = {report.id: report for report in self.reports(inside)}
        statements = dict(self.statements(inside))
        order = {id: place for place, id in enumerate(inside)}
        return Dossier(
            story=found,
            reports=tuple(reports[id] for id in inside if id in reports),
            statements=tuple(s for id in inside for s in statements.get(id, ())),
            reuses=tuple(self.reuses(frozenset(inside))),
            derivations=tuple(d for d in self.derivations(inside) if d.source in order or d.source[:2] != "r-"),
            claims=tuple(self.claims(story)),
            relations=tuple(self.relations(story)),
            supports=tuple(self.supports(story)),
        )

    # ── what is done ─────────────────────────────────────────────────────────────────────────────────────────────
    def mark(self, stage: str, marks: Mapping[str, str]) -> None:
        """Says that a stage is done for these items."""
        self._many("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", ((stage, i, d) for i, d in marks.items()))

    def marks(self, stage: str, items: Collection[str] | None = None) -> dict[str, str]:
        """Items a stage is done for."""
        if items is None:
            return dict(self._rows("SELECT item, digest FROM marks WHERE stage = ? ORDER BY item", stage))
        some = "item IN (SELECT value FROM json_each(?)) ORDER BY item"
        return dict(
            self._rows(f"SELECT item, digest FROM marks WHERE stage = ? AND {some}", stage, json.dumps(sorted(items)))
        )

    def unmark(self, stage: str, items: Collection[str]) -> None:
        """Says that a stage is not done for these items."""
        self._many("DELETE FROM marks WHERE stage = ? AND item = ?", ((stage, item) for item in items))

    def put_failures(self, stage: str, failures: Iterable[Drop], mended: Collection[str] = ()) -> None:
        """Keeps the items a stage failed on and forgets the mended ones."""
        with self.transaction():
            self._many("DELETE FROM failures WHERE stage = ? AND item = ?", ((stage, item) for item in mended))
            self._many(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", ((stage, f.where, f.reason) for f in failures)
            )

    def failures(self, stage: str | None = None) -> tuple[Drop, ...]:
        """Items that stages failed on."""
        ids = None if stage is None else (stage,)
        rows = self._some("SELECT stage, item, reason FROM failures", "stage", ids, "stage, item")
        return tuple(Drop(where=item, kind=f"failed-{stage}", reason=reason) for stage, item, reason in rows)

    # ── looking up and counting ──────────────────────────────────────────────────────────────────────────────────
    def find(self, text: str) -> Found:
        """What an id, the beginning of one, or an input's own id stands for."""
        found = self._matching(text, exact=True) or (self._matching(text, exact=False) if text else [])
        if len(found) == 1:
            return found[0]
        if not found:
            raise StoreError(f"Nothing in {self.name} has the id {text!r}, and no id begins with it.")
        listed = ", ".join(item.id for item in found[:_CANDIDATES]) + (", …" if len(found) > _CANDIDATES else "")
        raise StoreError(f"{text!r} stands for several things in {self.name}: {listed}; give more of the id.")

    def _matching(self, text: str, exact: bool) -> list[Found]:
        found: list[Found] = []
        for kind, table, column in _NAMED:
            if exact:
                rows = self._rows(f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id", text)
            else:
                # a range, not LIKE: it uses the index, and nothing in the text is a wild card
                within = f"{column} >= ? AND {column} < ? || char(1114111) ORDER BY id LIMIT {_CANDIDATES + 1}"
                rows = self._rows(f"SELECT id FROM {table} WHERE {within}", text, text)
            found += (Found(kind, id) for (id,) in rows)
        return sorted(set(found), key=lambda item: item.id)

    def counts(self) -> dict[str, int]:
        """How many of everything."""
        held: dict[str, int] = dict(self._rows("SELECT name, many FROM tally WHERE many > 0 OR name NOT LIKE '%:%'"))
        of_tables = ("reports", "drops", "stories", "claims", "reuses", "failures")
        out = {table: held.pop(f"count:{table}", 0) for table in of_tables}
        pages = held.pop("pages")
        out["versions"], out["reports"] = out["reports"] - pages, pages
        return {**out, **dict(sorted(held.items()))}

    def dump(self) -> Iterator[str]:
        """Everything in the store, one line a row, sorted: two stores hold the same when their dumps are equal."""
        for table in schema.CONTENT:
            columns = [row[1] for row in self._rows(f"PRAGMA table_info({table})")]
            ordered = ", ".join(str(i + 1) for i in range(len(columns)))
            for row in self._rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {ordered}"):
                cells = (cell.decode() if isinstance(cell, bytes) else cell for cell in row)
                yield json.dumps([table, *cells], ensure_ascii=False)


def _raw(fields: bytes) -> dict[str, msgspec.Raw]:
    return msgspec.json.decode(fields, type=dict[str, msgspec.Raw])


def _otherwise(read: Report, used: Report) -> bytes | None:
    """The fields of `read` that differ in `used`, as JSON; None when none does."""
    names = [name for name in read.__struct_fields__ if getattr(read, name) != getattr(used, name)]
    return _write({name: getattr(read, name) for name in names}) if names else None

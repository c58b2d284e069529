"""The tables of a store, and opening a file that may be anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir
from typing import BinaryIO

import apsw

from tawatur.errors import StoreError

try:
    import fcntl
except ImportError:  # not a Unix
    fcntl = None  # type: ignore[assignment]  # the module is not on every system

APPLICATION = 0x74617761  # "tawa": SQLite's application_id tells our files from other programs'
VERSION = 3
PATIENCE = 5000  # milliseconds to wait for another run to end its batch

# Nouns are stored as JSON, beside the columns needed to find them. Ids come from content, so a table's rows never
# depend on the order in which they were written.
TABLES = """
CREATE TABLE reports (
    id TEXT PRIMARY KEY, input_id TEXT NOT NULL, outlet TEXT NOT NULL,
    read_digest TEXT NOT NULL, used_digest TEXT NOT NULL, text_digest TEXT NOT NULL,
    page TEXT NOT NULL,  -- what all versions of one report share: its page's key, or its own id
    json BLOB NOT NULL,  -- as it is used: with the furniture learned from the outlet's other reports
    as_read BLOB         -- the fields that were otherwise when it was read, null when none was
);
CREATE INDEX reports_input ON reports (input_id);
CREATE INDEX reports_page ON reports (page);
CREATE INDEX reports_text ON reports (text_digest);
CREATE TABLE drops (place TEXT, kind TEXT, reason TEXT, PRIMARY KEY (place, kind, reason)) WITHOUT ROWID;
CREATE TABLE statements (report TEXT PRIMARY KEY, many INTEGER, attributed INTEGER, json BLOB NOT NULL);
CREATE TABLE reuses (a TEXT, b TEXT, json BLOB NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX reuses_b ON reuses (b);
CREATE TABLE derivations (report TEXT PRIMARY KEY, copies INTEGER, json BLOB NOT NULL);
CREATE TABLE stories (
    id TEXT PRIMARY KEY, reports INTEGER, outlets INTEGER, first TEXT NOT NULL, json BLOB NOT NULL
);
CREATE TABLE story_reports (report TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claims (id TEXT PRIMARY KEY, story TEXT, place INTEGER, json BLOB NOT NULL);
CREATE INDEX claims_story ON claims (story, place);
CREATE TABLE supports (
    claim TEXT, story TEXT, place INTEGER, low INTEGER, high INTEGER, reports INTEGER, json BLOB NOT NULL
);
CREATE INDEX supports_story ON supports (story, place);
CREATE TABLE relations (id TEXT PRIMARY KEY, story TEXT, kind TEXT, json BLOB NOT NULL);
CREATE INDEX relations_story ON relations (story, id);
CREATE TABLE failures (stage TEXT, item TEXT, reason TEXT, PRIMARY KEY (stage, item)) WITHOUT ROWID;
CREATE TABLE marks (stage TEXT, item TEXT, digest TEXT, PRIMARY KEY (stage, item)) WITHOUT ROWID;
"""
# What adding reports one by one goes by: nothing of it is content, all of it can be made anew (docs/adding.md).
INDEX = """
CREATE TABLE waiting (kind TEXT, item TEXT, PRIMARY KEY (kind, item)) WITHOUT ROWID;  -- read, or grouped, but not done
CREATE TABLE model (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE lines (kind TEXT, outlet TEXT, line TEXT, PRIMARY KEY (kind, outlet, line)) WITHOUT ROWID;
CREATE TABLE stems (stem TEXT PRIMARY KEY, many INTEGER) WITHOUT ROWID;
CREATE TABLE cards (  -- at: microseconds; leads: it speaks for all versions of its report when stories are made
    number INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE, at INTEGER, outlet TEXT, leads INTEGER
);
CREATE INDEX cards_at ON cards (at, report);
CREATE TABLE blocks (id INTEGER PRIMARY KEY, rows BLOB NOT NULL);  -- postings at the last whole run, packed
CREATE TABLE later (  -- postings since
    kind INTEGER, word INTEGER, part INTEGER, number INTEGER, weight INTEGER, PRIMARY KEY (kind, word, part, number)
) WITHOUT ROWID;
CREATE TABLE crowds (gram INTEGER, number INTEGER, PRIMARY KEY (gram, number)) WITHOUT ROWID;
CREATE TABLE near (number INTEGER PRIMARY KEY, rows BLOB NOT NULL);  -- the reports that are alike at all, packed
CREATE TABLE kin (one TEXT, two TEXT, alike REAL, PRIMARY KEY (one, two)) WITHOUT ROWID;  -- stories of one saga
CREATE TABLE tally (name TEXT PRIMARY KEY, many INTEGER NOT NULL) WITHOUT ROWID;  -- how many there are of everything
"""
_COUNTED = (*(f"count:{table}" for table in ("reports", "drops", "stories", "claims", "reuses", "failures")),
            "pages", "statements", "attributed", "copies")  # fmt: skip


def _triggers() -> str:
    """Triggers that keep the tally: counting a table takes as long as it is."""
    made = ["INSERT INTO tally VALUES " + ", ".join(f"('{name}', 0)" for name in _COUNTED)]

    def kept(table: str, name: str, of: str = "1", when: str = "") -> None:
        for event, row, sign in (("INSERT", "new", "+"), ("DELETE", "old", "-")):
            change = f"UPDATE tally SET many = many {sign} {of.format(row=row)} WHERE name = '{name}'"
            alone = f" AND {when.format(row=row)}" if when else ""
            made.append(
                f"CREATE TRIGGER {name.replace(':', '_')}_{event} AFTER {event} ON {table} BEGIN {change}{alone}; END"
            )

    for name in _COUNTED[:6]:
        kept(name.partition(":")[2], name)
    kept("reports", "pages", when="NOT EXISTS (SELECT 1 FROM reports WHERE page = {row}.page AND id <> {row}.id)")
    kept("statements", "statements", "{row}.many")
    kept("statements", "attributed", "{row}.attributed")
    kept("derivations", "copies", "({row}.copies > 0)")
    for table, name in (("relations", "'relation:' || {row}.kind"), ("supports", "'low:' || {row}.low")):
        for event, row, one in (("INSERT", "new", 1), ("DELETE", "old", -1)):
            change = f"INSERT INTO tally VALUES ({name.format(row=row)}, {one})"
            change += f" ON CONFLICT DO UPDATE SET many = many + {one}"
            made.append(f"CREATE TRIGGER {table}_{event} AFTER {event} ON {table} BEGIN {change}; END")
    return ";\n".join(made)


CONTENT = (
    "reports", "drops", "statements", "reuses", "derivations", "stories", "story_reports", "claims", "supports",
    "relations", "failures", "marks",
)  # fmt: skip


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turns what SQLite complains of inside the block into a `StoreError`: one sentence that names the store."""
    try:
        yield
    except (apsw.NotADBError, apsw.CorruptError) as error:
        damage = "is not a tawatur store" if isinstance(error, apsw.NotADBError) else "is damaged"
        raise StoreError(f"{name} {damage}: give another file, or remove it and trace again.") from None
    except (apsw.BusyError, apsw.LockedError):
        raise StoreError(f"{name} is being written by another run: wait until it ends, or give another file.") from None
    except apsw.FullError:
        raise StoreError(f"{name} cannot grow: the disk is full.") from None
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError):
        raise StoreError(f"{name} cannot be written: see to its permissions, or give another file.") from None
    except apsw.IOError as error:
        raise StoreError(f"{name} cannot be read or written ({error}).") from None
    except apsw.ConnectionClosedError:
        raise StoreError(f"{name} is closed.") from None


def opened(path: Path, write: bool) -> apsw.Connection:
    """A connection to the store at `path`, made when it is to be written and not there. Raises `StoreError`."""
    name = str(path)
    if path.is_dir():
        raise StoreError(f"{name} is a folder: give the name of a file for the store.")
    if not write and not path.exists():
        raise StoreError(f"There is no store {name}: make one with `tawatur trace PATH --store {name}`.")
    if write:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or "no reason given").lower()
            raise StoreError(f"{name} cannot be written ({reason}): give another file for the store.") from None
    with told(name):
        connection = _connected(path, write)
        try:
            _checked(connection, name, write)
        except BaseException:
            connection.close()
            raise
    return connection


def _connected(path: Path, write: bool) -> apsw.Connection:
    if write:
        connection = apsw.Connection(str(path))
        connection.set_busy_timeout(PATIENCE)
        return connection
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        connection.set_busy_timeout(PATIENCE)
        connection.pragma("user_version")
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        # a folder one may only read: SQLite cannot lay its shared memory there, and nobody else can be writing
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        connection = apsw.Connection(f"{path.resolve().as_uri()}?immutable=1", flags=flags)
    return connection


def only_writer(path: Path) -> BinaryIO | None:
    """A lock that one run at a time holds on the store at `path`, released when it is closed or the process ends.

    Two runs over one store would each take the other's reports for done. The lock is a file among the system's
    temporary ones, named for the store's path; None where the system has no such locks. Raises `StoreError` when
    another run holds it.
    """
    if fcntl is None:
        return None
    name = blake2b(str(path.resolve()).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    try:
        lock = (Path(gettempdir()) / f"tawatur-{name}.lock").open("ab")
    except OSError:  # another user's, or no place for temporary files: then there is no lock
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise StoreError(f"{path} is being written by another run: wait until it ends, or give another file.") from None
    return lock


def rest(connection: apsw.Connection) -> None:
    """Brings all into the one file, so that nothing stands beside it when nobody writes; not while others read it."""
    with suppress(apsw.BusyError, apsw.LockedError, apsw.SQLError):
        connection.pragma("journal_mode", "delete")


def memory() -> apsw.Connection:
    """A connection to a new store that rests nowhere and ends with the connection."""
    connection = apsw.Connection(":memory:")
    _made(connection)
    connection.pragma("recursive_triggers", 1)
    return connection


def _made(connection: apsw.Connection) -> None:
    with connection:
        for _ in connection.execute(TABLES + INDEX + _triggers()):
            pass
        connection.pragma("application_id", APPLICATION)
        connection.pragma("user_version", VERSION)


def _checked(connection: apsw.Connection, name: str, write: bool) -> None:
    application, version = connection.pragma("application_id"), connection.pragma("user_version")
    empty = not connection.pragma("schema_version")
    if empty and write:
        connection.pragma("journal_mode", "wal")
        _made(connection)
    elif application != APPLICATION:
        raise StoreError(f"{name} is not a tawatur store: give another file.")
    elif version != VERSION:
        age, advice = (
            ("a newer", "update it") if version > VERSION else ("an older", "trace the reports into a new file")
        )
        raise StoreError(f"{name} was written by {age} tawatur (format {version}, this one reads {VERSION}): {advice}.")
    if write:
        connection.pragma("journal_mode", "wal")
        # a power cut may cost the last batches, never the file: they are made again
        connection.pragma("synchronous", "normal")
        # ids are digests, so rows go in all over the tables: 64 MB of pages held, and the log folded in every 40 MB
        connection.pragma("cache_size", -65_536)
        connection.pragma("wal_autocheckpoint", 10_000)
        connection.pragma("recursive_triggers", 1)  # what is replaced is counted as gone, too
        _try_writing(connection)


def _try_writing(connection: apsw.Connection) -> None:
    for _ in connection.execute("BEGIN IMMEDIATE; ROLLBACK"):
        pass

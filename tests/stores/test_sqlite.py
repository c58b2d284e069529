"""Files that are no store, or cannot be one: one sentence each."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from tawatur.errors import StoreError
from tawatur.stores import SqliteStore, open_store

from .conftest import S1, fill


def made(path: Path) -> Path:
    """A store with something in it."""
    with open_store(path, write=True) as store:
        fill(store)
    return path


def test_what_was_kept_is_there_again(tmp_path: Path) -> None:
    """A closed store opens with all that was in it."""
    with open_store(made(tmp_path / "news.db")) as store:
        assert next(store.stories()) == S1


def test_a_store_at_rest_is_one_file(tmp_path: Path) -> None:
    """Neither writing nor reading leaves anything beside the store."""
    with open_store(made(tmp_path / "news.db")) as store:
        list(store.reports())
    assert [path.name for path in tmp_path.iterdir()] == ["news.db"]


def test_folders_are_made(tmp_path: Path) -> None:
    """A store may be made in a folder that is not there yet."""
    assert made(tmp_path / "out" / "deep" / "news.db").is_file()


def test_no_store_to_read(tmp_path: Path) -> None:
    """Reading a store that is not there says how to make one, and makes none."""
    with pytest.raises(StoreError, match=r"no store .*make one with"):
        open_store(tmp_path / "news.db")
    assert not (tmp_path / "news.db").exists()


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """The name of a folder is refused."""
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path, write=True)


@pytest.mark.parametrize("write", [False, True])
def test_a_text_is_no_store(tmp_path: Path, write: bool) -> None:
    """A file of another kind is refused and left as it was."""
    path = tmp_path / "notes.txt"
    path.write_text("هذه ملاحظات وليست مخزنا\n" * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not a tawatur store"):
        open_store(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_another_programs_database_is_no_store(tmp_path: Path, write: bool) -> None:
    """An SQLite file of another program is refused and left as it was."""
    path = tmp_path / "theirs.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE things (a)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not a tawatur store"):
        open_store(path, write=write)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_only_when_written(tmp_path: Path) -> None:
    """An empty file is no store to read, and a fine place to make one."""
    path = tmp_path / "news.db"
    path.touch()
    with pytest.raises(StoreError, match="is not a tawatur store"):
        open_store(path)
    assert made(path).stat().st_size > 0


def test_a_damaged_store(tmp_path: Path) -> None:
    """A store cut and overwritten in the middle is said to be damaged, whenever that is noticed."""
    path = made(tmp_path / "news.db")
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    path.write_bytes(raw)
    with pytest.raises(StoreError, match=r"news.db (is damaged|cannot be read)"), open_store(path) as store:
        list(store.reports())


def test_a_store_of_another_format(tmp_path: Path) -> None:
    """A store of a newer version is refused by its format number."""
    path = made(tmp_path / "news.db")
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(StoreError, match="written by a newer tawatur"):
        open_store(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder(tmp_path: Path) -> None:
    """A folder one may not write is told in one sentence."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            open_store(tmp_path / "news.db", write=True)
    finally:
        tmp_path.chmod(0o700)


def test_a_path_through_a_file(tmp_path: Path) -> None:
    """A store below something that is no folder is told in one sentence."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(tmp_path / "file" / "news.db", write=True)


def test_one_run_at_a_time(tmp_path: Path) -> None:
    """While one run writes, another is told so at once; readers see what was committed, and the first loses nothing."""
    path = made(tmp_path / "news.db")
    with open_store(path, write=True) as first:
        with first.transaction():
            first.put_stories((S1,))
            with pytest.raises(StoreError, match="being written by another run"):
                open_store(path, write=True)
            with open_store(path) as reader:
                assert len(tuple(reader.stories())) == 2
        assert len(tuple(first.stories())) == 1
    with open_store(path, write=True) as second:
        assert len(tuple(second.stories())) == 1


def test_another_programs_writing_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store another program holds is given up after a while, in one sentence."""
    monkeypatch.setattr("tawatur.stores.schema.PATIENCE", 50)
    path = made(tmp_path / "news.db")
    other = apsw.Connection(str(path))
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="being written by another run"):
        open_store(path, write=True)
    other.close()
    with open_store(path, write=True) as store:
        assert len(tuple(store.stories())) == 2


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    """Using a closed store is an error of one sentence; closing it again is none."""
    store = SqliteStore()
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.counts()


DIES = """
import os, sys
from tawatur.stores import open_store
store = open_store(sys.argv[1], write=True)
store.mark("read", {"first": "1"})
with store.transaction():
    store.mark("read", {"second": "2"})
    os._exit(9)
"""


def test_a_run_that_is_killed_loses_only_its_batch(tmp_path: Path) -> None:
    """After a death in the middle of a batch the store has the batches before it, and opens as ever."""
    path = made(tmp_path / "news.db")
    assert subprocess.run([sys.executable, "-c", DIES, str(path)], check=False).returncode == 9
    with open_store(path) as again:
        assert again.marks("read") == {"first": "1"}

"""Language packs: TOML tables of rows, each with an example that must be found and a look-alike that must not.

A table is one file `lang/<code>/<table>.toml` with an array of tables named `row`. The module that uses a table
defines the type of its rows (a subclass of `Row`) and asks the pack for them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from tawatur.errors import PackError
from tawatur.text.fold import key

_UNCLEAN = re.compile("[\u0640\ufb50-\ufdff\ufe70-\ufefc\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of a pack: an id, the words, an example that must be found and a look-alike that must stay silent."""

    id: str
    words: tuple[str, ...]
    example: str
    not_: str = msgspec.field(name="not")


R = TypeVar("R", bound=Row)


class Pack:
    """One language's tables."""

    def __init__(self, code: str, folder: Traversable) -> None:
        self.code = code
        self._folder = folder
        self._tables: dict[tuple[str, type[Row]], tuple[Row, ...]] = {}

    def tables(self) -> tuple[str, ...]:
        """The names of the tables this pack has, sorted."""
        return tuple(sorted(entry.name[:-5] for entry in self._folder.iterdir() if entry.name.endswith(".toml")))

    def rows(self, table: str, kind: type[R]) -> tuple[R, ...]:
        """The rows of one table as `kind`. Raises `PackError` naming the table, the row and what is wrong with it."""
        cached = self._tables.get((table, kind))
        if cached is None:
            cached = _load(self.code, table, self._folder / f"{table}.toml", kind)
            self._tables[table, kind] = cached
        return cached  # type: ignore[return-value]  # the cache's key holds the type


def _load(code: str, table: str, file: Traversable, kind: type[R]) -> tuple[R, ...]:
    where = f"lang/{code}/{table}.toml"
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{where}: there is no such table.") from None
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{where}: not TOML ({error}).") from None
    rows: list[R] = []
    seen: dict[str, str] = {}
    ids: set[str] = set()
    for number, fields in enumerate(raw.get("row", ()), 1):
        name = f"{where}, row {fields.get('id', number)}"
        try:
            row = msgspec.convert(fields, kind)
        except msgspec.ValidationError as error:
            raise PackError(f"{name}: {error}.") from None
        if row.id in ids:
            raise PackError(f"{name}: the id is taken by an earlier row.")
        ids.add(row.id)
        for text in (*row.words, row.example, row.not_):
            if not text.strip():
                raise PackError(f"{name}: empty words, example or look-alike.")
            if _UNCLEAN.search(text) or unicodedata.normalize("NFC", text) != text:
                raise PackError(
                    f"{name}: {text!r} is not clean (NFC, no presentation forms, tatweel or direction marks)."
                )
        for words in row.words:
            folded = key(words)
            if seen.setdefault(folded, row.id) != row.id:
                raise PackError(f"{name}: {words!r} folds to the same key as row {seen[folded]}.")
        rows.append(row)
    return tuple(rows)


@lru_cache(maxsize=8)
def load(code: str = "ar") -> Pack:
    """The pack of a language by its code. Raises `PackError` when tawatur has none for it."""
    folder = files("tawatur.lang") / code
    if not folder.is_dir():
        raise PackError(f"There is no language pack {code!r}.")
    return Pack(code, folder)

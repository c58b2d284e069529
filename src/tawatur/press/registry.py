"""The registry: rows of `agencies.toml` and `outlets.toml`, and a user's own, found by name or by address."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from tawatur.errors import PackError
from tawatur.keys import digest
from tawatur.press.names import Name, Near, readings
from tawatur.text.fold import key as folded
from tawatur.text.words import words

Kind = Literal["agency", "newspaper", "broadcaster", "magazine", "portal", "official"]

_JOINED = 7  # letters of a name that may be written without its spaces; shorter ones make words
# ISO codes of the countries whose publishers bear native names: those are not guessed at when misspelt
_ARAB = {"AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD"}
_ARAB |= {"SO", "SY", "TN", "YE"}
# the kinds of publishers that each head may stand before
_BEARS: dict[str, tuple[Kind, ...]] = {
    "agency": ("agency",),
    "newspaper": ("newspaper", "portal", "magazine"),
    "magazine": ("magazine", "newspaper"),
    "broadcaster": ("broadcaster",),
    "portal": ("portal", "newspaper", "broadcaster", "magazine", "agency"),
}
_HOST_PARTS = re.compile(r"^(?:www\d?|m|amp|mobile|ar|arabic|beta)\.")


class PressRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One publisher: its key (`agency:reuters`, `outlet:okaz`), names, domains, country and kind, dated and sourced."""

    key: str
    kind: Kind
    country: str  # ISO 3166-1 alpha-2
    as_of: str  # YYYY-MM-DD
    source: str  # where the facts of the row are from
    ar: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    short: tuple[str, ...] = ()  # initials and acronyms in Arabic script
    plain: tuple[str, ...] = ()  # names that others share or that are everyday words: never enough by themselves
    domains: tuple[str, ...] = ()
    owner: str = ""

    @property
    def name(self) -> str:
        """The name to show: the first Arabic one, else the first Latin one."""
        return (*self.plain, *self.ar, *self.latin)[0]


class Press:
    """A registry of publishers. Built once; every look-up is a few dictionary reads."""

    def __init__(self, rows: tuple[PressRow, ...]) -> None:
        self.rows = rows
        self._names: dict[str, set[PressRow]] = {}
        self._plain: dict[str, set[PressRow]] = {}
        self._domains: dict[str, PressRow] = {}
        self._keys = {row.key: row for row in rows}
        self.names = {row.key: row.name for row in rows}
        self._cache: dict[str, PressRow | None] = {}
        self._outlets: dict[str, PressRow | None] = {}
        for row in rows:
            for name in (*row.ar, *row.latin, *row.short):
                self._names.setdefault(_key(name), set()).add(row)
            for name in row.plain:
                self._plain.setdefault(_key(name), set()).add(row)
            for domain in row.domains:
                taken = self._domains.setdefault(domain, row)
                if taken is not row:
                    raise PackError(f"press: the domain {domain} stands in two rows, {taken.key} and {row.key}.")
        self._beginnings = {tuple(name.split()[:2]) for name in self._names}
        self._joined: dict[str, set[PressRow]] = {}
        for name, owners in self._names.items():
            if len(name.replace(" ", "")) >= _JOINED:
                self._joined.setdefault(name.replace(" ", ""), set()).update(owners)
        self._near = Near(
            name
            for name, owners in self._names.items()
            if name not in self._plain and any(row.country not in _ARAB for row in owners)
        )

    def resolve(self, name: str) -> PressRow | None:
        """The publisher a name means, or None when no row or more than one fits.

        Heads (news agency X, newspaper X), tails, a country (the Egyptian X), clitics, quotation marks, a name in
        brackets and one slip of the pen are understood; a name that several outlets share needs head or country.
        """
        if name not in self._cache:
            if len(self._cache) > 200_000:  # bounded: every source of every statement is asked for
                self._cache.clear()
            self._cache[name] = self._resolve(name)
        return self._cache[name]

    def _resolve(self, name: str) -> PressRow | None:
        found: set[PressRow] = set()
        asked = readings(name)
        for reading in asked:
            found |= self._exact(reading)
        if not found:
            for reading in asked:
                found |= self._misspelt(reading)
        return next(iter(found)) if len(found) == 1 else None

    def _exact(self, reading: Name) -> set[PressRow]:
        for core in reading.cores:
            rows = self._names.get(core) or self._joined.get(core.replace(" ", "")) or set()
            if reading.head or reading.agrees:
                rows = rows | {row for row in self._plain.get(core, ()) if _announced(row, reading)}
            rows = _fitting(rows, reading)
            if rows:
                return rows
        return set()

    def _misspelt(self, reading: Name) -> set[PressRow]:
        for core in reading.cores:
            rows = {row for name in self._near.to(core) for row in self._names[name]}
            if rows:
                return _fitting(rows, reading)
        return set()

    def begins(self, first: str, second: str) -> bool:
        """Whether a name begins with these two folded words, or is the first alone; everyday words need a head."""
        return (first, second) in self._beginnings or (first,) in self._beginnings

    def credited(self, name: str) -> PressRow | None:
        """The publisher a name means where credits stand (dateline, tail, byline): there an agency's name counts even
        when it is an everyday word too; None when unknown or ambiguous."""
        row = self.resolve(name)
        if row is None:
            rows = {row for row in self._plain.get(_key(name), ()) if row.kind == "agency"}
            row = next(iter(rows)) if len(rows) == 1 else None
        return row

    def by_url(self, url: str) -> PressRow | None:
        """The publisher of a web address, by the longest domain that fits; None when unknown."""
        site, path = _split(url)
        first = path.strip("/").split("/")[0].lower()
        while "." in site:
            row = self._domains.get(f"{site}/{first}") or self._domains.get(site)
            if row is not None:
                return row
            site = site.partition(".")[2]
        return None

    def knows(self, key: str) -> bool:
        """Whether a source key is a row's."""
        return key in self._keys

    def housed(self, key: str, other: str) -> bool:
        """Whether two publishers' keys are one house: the same, or one publishes on a part of the other's site."""
        if key == other:
            return True
        one, two = self._keys.get(key), self._keys.get(other)
        if one is None or two is None:
            return False
        return any(_within(a, b) or _within(b, a) for a in one.domains for b in two.domains)

    def outlet(self, given: str) -> PressRow | None:
        """The publisher named or addressed as the outlet of a report: an address, a key, or a name, where a name that
        is an everyday word counts too when only one row bears it."""
        if given not in self._outlets:
            if len(self._outlets) > 10_000:
                self._outlets.clear()
            self._outlets[given] = self._outlet(given.strip())
        return self._outlets[given]

    def _outlet(self, given: str) -> PressRow | None:
        if not given:
            return None
        if re.match(r"(?:https?:)?//", given) or re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", given, re.ASCII):
            return self.by_url(given)
        row = self.resolve(given)
        if row is None:
            plain = {row for reading in readings(given) for core in reading.cores for row in self._plain.get(core, ())}
            bare = folded(given).removeprefix("outlet:").removeprefix("agency:")
            plain |= {row for row in self.rows if row.key.partition(":")[2] == bare}
            row = next(iter(plain)) if len(plain) == 1 else None
        return row


def _split(url: str) -> tuple[str, str]:
    """The host and the path of a web address; both empty when it is none."""
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        return (parts.hostname or "").lower().rstrip("."), parts.path
    except ValueError:
        return "", ""


def host(url: str) -> str:
    """The host of a web address without `www.` and the like, "" when there is none."""
    name = _split(url)[0]
    while _HOST_PARTS.match(name) and name.count(".") > 1:
        name = _HOST_PARTS.sub("", name)
    return name if "." in name else ""


def _within(domain: str, other: str) -> bool:
    """Whether a domain (host, or host and first path part) lies in another."""
    return domain == other or domain.startswith(other + "/") or domain.partition("/")[0].endswith("." + other)


def _announced(row: PressRow, reading: Name) -> bool:
    """Whether what stands around an everyday word makes it this publisher's name."""
    if reading.country and reading.country != row.country:
        return False
    return not reading.head or row.kind in _BEARS[reading.head]


def _fitting(rows: set[PressRow], reading: Name) -> set[PressRow]:
    if reading.head == "agency" or len(rows) > 1:
        rows = {row for row in rows if row.kind == reading.head} or rows
    if len(rows) > 1 and reading.country:
        rows = {row for row in rows if row.country == reading.country}
    return rows


def _key(name: str) -> str:
    return " ".join(word.key for word in words(name))


def _load(file: str, text: str, prefix: str) -> list[PressRow]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{file}: not TOML ({error}).") from None
    rows = []
    for number, fields in enumerate(raw.get("row", ()), 1):
        try:
            row = msgspec.convert(fields, PressRow)
        except msgspec.ValidationError as error:
            raise PackError(f"{file}, row {fields.get('key', number)}: {error}.") from None
        if not (row.ar or row.latin or row.plain):
            raise PackError(f"{file}, row {row.key}: no name in any script.")
        kind = prefix or ("agency:" if row.kind == "agency" else "outlet:")
        rows.append(msgspec.structs.replace(row, key=kind + row.key.removeprefix(kind)))
    return rows


def press(extra: Sequence[str] | None = None) -> Press:
    """The registry, with the rows of a user's own TOML files in front: a row of theirs replaces ours of the same key.
    Without `extra` it is the one in force (`in_force`), which is the plain one unless told.

    Raises `PackError` when a file or row does not load.
    """
    return _IN_FORCE.get() or _registry(()) if extra is None else _registry(_texts(extra))


@contextmanager
def in_force(extra: Sequence[str]) -> Iterator[Press]:
    """A block in which names resolve in the registry with these files; raises `PackError` as `press` does."""
    before = _IN_FORCE.set(press(extra))
    try:
        yield press()
    finally:
        _IN_FORCE.reset(before)


def rows_digest(extra: Sequence[str]) -> str:
    """What decides the rows of a user's files: a digest of their words; "" when there are none. Raises `PackError`."""
    return digest("\x1f".join(text for _, text in _texts(extra)).encode()) if extra else ""


_IN_FORCE: ContextVar[Press | None] = ContextVar("press", default=None)


def _texts(extra: Sequence[str]) -> tuple[tuple[str, str], ...]:
    out = []
    for path in extra:
        try:
            out.append((path, Path(path).read_text(encoding="utf-8")))
        except OSError as error:
            reason = (error.strerror or "no reason given").lower()
            raise PackError(f"{path}: the press file cannot be read ({reason}).") from None
        except UnicodeDecodeError:
            raise PackError(f"{path}: the press file is not UTF-8.") from None
    return tuple(out)


@lru_cache(maxsize=8)
def _registry(extra: tuple[tuple[str, str], ...]) -> Press:
    """The registry with the rows of these files (path, text)."""
    folder = files("tawatur.press")
    rows: dict[str, PressRow] = {}
    for file, prefix in (("agencies.toml", "agency:"), ("outlets.toml", "outlet:")):
        for row in _load(f"press/{file}", (folder / file).read_text(encoding="utf-8"), prefix):
            if row.key in rows:
                raise PackError(f"press/{file}: the key {row.key} stands in two rows.")
            rows[row.key] = row
    for path, text in extra:
        rows.update((row.key, row) for row in _load(path, text, ""))
    return Press(tuple(rows.values()))


def resolve(name: str) -> PressRow | None:
    """The publisher (agency or outlet) a name in a text means; None when unknown or ambiguous."""
    return press().resolve(name)


def agency_of(name: str) -> PressRow | None:
    """The news agency a name means; None when it is none, unknown or ambiguous."""
    row = press().resolve(name)
    return row if row is not None and row.kind == "agency" else None


def outlet_of(url_or_name: str) -> PressRow | None:
    """The publisher of a web address, or the one a report's outlet field names; None when unknown or ambiguous."""
    return press().outlet(url_or_name)

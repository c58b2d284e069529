"""What we know of addresses we have asked: a journal, one line a visit, the last one of an address counts.

A line is written behind the capture it tells of. What a kill cuts off is a line, and the address is asked once more.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

NAME = ".visits.jsonl"  # hidden, so that reading the folder of captures passes it over
_LOOSE = 4  # lines for each address, above which the journal is written anew


class Visit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last time an address was asked. Times are seconds since 1970."""

    url: str
    at: float
    etag: str = ""
    modified: str = ""  # Last-Modified, as the server wrote it
    digest: str = ""  # of the body
    captured: float = 0.0  # when the body was captured that has this digest; 0 when none is kept
    text: str | None = None  # of a robots.txt
    links: tuple[str, ...] = ()  # of a feed: the pages it named
    until: float = 0.0  # before this time the host does not want to be asked

    def conditions(self) -> tuple[tuple[str, str], ...]:
        """The headers that ask for the page only if it has changed."""
        told = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return tuple((name, value) for name, value in told if value)


class Visits:
    """The journal of a folder of captures; one thread writes it, any may look things up."""

    def __init__(self, folder: Path, forget_before: float = 0.0) -> None:
        self._path = folder / NAME
        self._known: dict[str, Visit] = {}
        lines, whole = self._load()
        kept = {url: visit for url, visit in self._known.items() if max(visit.at, visit.until) >= forget_before}
        if not whole or lines > _LOOSE * max(len(kept), 1) or len(kept) < len(self._known):
            self._known = kept
            self._rewrite()

    def get(self, url: str) -> Visit | None:
        """The last visit to an address, None when there was none."""
        return self._known.get(url)

    def known(self) -> Mapping[str, Visit]:
        """The last visit to every address."""
        return self._known

    def put(self, visit: Visit) -> None:
        """Keeps a visit."""
        self._known[visit.url] = visit
        with self._path.open("ab") as out:
            out.write(_write(visit) + b"\n")

    def _load(self) -> tuple[int, bool]:
        """Reads the journal; how many lines it has, and whether every one is whole."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return 0, True
        whole = data.endswith(b"\n") or not data
        lines = data.splitlines()
        for line in lines:
            try:
                visit = _read(line)
            except msgspec.DecodeError:
                whole = False
            else:
                self._known[visit.url] = visit
        return len(lines), whole

    def _rewrite(self) -> None:
        draft = self._path.with_suffix(".part")
        with draft.open("wb") as out:
            out.writelines(_write(self._known[url]) + b"\n" for url in sorted(self._known))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self._path)


_write = msgspec.json.Encoder().encode
_read = msgspec.json.Decoder(Visit).decode

"""What a store promises: nouns in, the same nouns out, whole batches or nothing, and marks that say what is done.

A store knows the nouns and nothing of how they are made. Everything it gives is sorted by id (stories and claims have
an order of their own, said at each method), so what comes out never depends on the order in which it went in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import blake2b
from typing import Literal, NamedTuple, Protocol

import msgspec

from tawatur.model import Claim, Derivation, Dossier, Drop, Noun, Relation, Report, Reuse, Statement, Story, Support


class Found(NamedTuple):
    """What an id, the beginning of one, or an input's own id stands for."""

    kind: Literal["story", "claim", "report"]
    id: str


class Digests(NamedTuple):
    """Digests of one stored report: as it was read, as it is used (with the furniture learned later), of who says what
    in it (outlet and text, whatever its id), and what it shares with its other versions."""

    read: str
    used: str
    text: str
    page: str


def digest_of(noun: Noun | bytes) -> str:
    """A short digest of a noun, or of the JSON it is written as."""
    raw = noun if isinstance(noun, bytes) else msgspec.json.encode(noun)
    return blake2b(raw, digest_size=12).hexdigest()


def text_digest_of(report: Report) -> str:
    """The digest of a report's outlet and text: equal for one report that came under two ids."""
    return blake2b(f"{report.outlet}\x1f{report.text}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Store(Protocol):
    """Where nouns rest. Every method raises `StoreError`, one sentence for a person, when the medium fails."""

    name: str

    def transaction(self) -> AbstractContextManager[None]:
        """A block whose writes are kept together or, when it is left by an exception, not at all."""

    def close(self) -> None:
        """Closes the store; using it afterwards is an error. Closing twice is not."""

    # ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────
    def put_reports(self, reports: Iterable[Report]) -> None:
        """Keeps reports as they were read, over an earlier reading of the same id."""

    def put_furnished(self, pairs: Iterable[tuple[Report, Report]]) -> None:
        """Keeps for each pair (as read, as used) the report as it is used from now on."""

    def digests(self) -> dict[str, Digests]:
        """The digests of every stored report by id."""

    def reports(self, ids: Collection[str] | None = None, *, as_read: bool = False) -> Iterator[Report]:
        """The reports as they are used (or as they were read), all or those of `ids`; ids without a report give
        nothing."""

    def put_drops(self, drops: Iterable[Drop]) -> None:
        """Keeps what did not become a report, each once."""

    def drops(self) -> tuple[Drop, ...]:
        """Everything that did not become a report."""

    # ── what stages make ─────────────────────────────────────────────────────────────────────────────────────────
    def put_statements(self, statements: Mapping[str, Sequence[Statement]]) -> None:
        """Keeps the statements of reports, over earlier ones of the same reports."""

    def statements(self, reports: Collection[str] | None = None) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        """Report id and statements in text order, all or of some reports."""

    def put_reuses(self, reuses: Iterable[Reuse]) -> None:
        """Keeps the pairs of reports that share text instead of all earlier ones."""

    def reuses(self, reports: Collection[str] | None = None) -> Iterator[Reuse]:
        """The pairs of reports that share text, all or those with both sides in `reports`."""

    def put_stories(self, stories: Iterable[Story]) -> None:
        """Keeps the stories instead of all earlier ones; what was made of stories that are gone goes too."""

    def stories(self, ids: Collection[str] | None = None) -> Iterator[Story]:
        """The stories, all or those of `ids`, the weightiest first: by outlets, reports, time, id."""

    def story_of(self, report: str) -> str | None:
        """The id of the story a report is in."""

    def put_derivations(self, derivations: Iterable[Derivation]) -> None:
        """Keeps the derivations instead of all earlier ones."""

    def derivations(self, reports: Collection[str] | None = None) -> Iterator[Derivation]:
        """The derivations, all or those of some reports."""

    def put_claims(
        self, story: str, claims: Iterable[Claim], relations: Iterable[Relation], supports: Iterable[Support]
    ) -> None:
        """Keeps what a story claims, instead of what was kept for it before; the order of the claims is kept."""

    def claims(self, story: str | None = None) -> Iterator[Claim]:
        """The claims of a story in the order they were given, or of all stories by story id."""

    def claim(self, id: str) -> Claim | None:
        """One claim."""

    def relations(self, story: str | None = None) -> Iterator[Relation]:
        """The relations between the claims of a story, or of all stories by story id."""

    def supports(self, story: str | None = None) -> Iterator[Support]:
        """The supports of the claims of a story in the claims' order, or of all stories by story id."""

    def dossier(self, story: str) -> Dossier:
        """All that is known of one story. Raises `StoreError` when there is no such story."""

    # ── what is done ─────────────────────────────────────────────────────────────────────────────────────────────
    def mark(self, stage: str, marks: Mapping[str, str]) -> None:
        """Says that a stage is done for these items, each with the digest of all that went in."""

    def marks(self, stage: str) -> dict[str, str]:
        """Items a stage is done for, with the digests of what went in."""

    def unmark(self, stage: str, items: Collection[str]) -> None:
        """Says that a stage is not done for these items."""

    def put_failures(self, stage: str, failures: Iterable[Drop], mended: Collection[str] = ()) -> None:
        """Keeps the items a stage failed on (`where` is the item) and forgets those that have been `mended`."""

    def failures(self, stage: str | None = None) -> tuple[Drop, ...]:
        """Items that stages failed on, by stage and item; `kind` is `failed-` and the stage."""

    # ── looking up and counting ──────────────────────────────────────────────────────────────────────────────────
    def find(self, text: str) -> Found:
        """What `text` stands for: an id, the beginning of exactly one, or an input's own id. Raises `StoreError`,
        naming the candidates when there are several."""

    def counts(self) -> dict[str, int]:
        """How many of everything: reports, statements, attributed, stories, claims, relation:<kind>, kept:<low>…"""

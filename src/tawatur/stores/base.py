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
import numpy as np
from numpy.typing import NDArray

from tawatur.model import Claim, Derivation, Dossier, Drop, Noun, Relation, Report, Reuse, Statement, Story, Support

Keys = NDArray[np.uint64]
Ints = NDArray[np.int64]


FoundKind = Literal["story", "claim", "report"]


class Found(NamedTuple):
    """What an id, the beginning of one, or an input's own id stands for."""

    kind: FoundKind
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


class Card(NamedTuple):
    """What grouping needs to know of a report: its number, which says nothing, its id, when it appeared
    (microseconds since 2000, far before when unknown), its outlet, and whether it leads the versions of its report."""

    number: int
    report: str
    at: int
    outlet: str
    leads: bool


class Met(NamedTuple):
    """Postings that were looked up: which of the words looked for, the report that has it (its number), the weight."""

    word: Ints
    number: Ints
    weight: Ints


class Postings(NamedTuple):
    """Words (64-bit keys) with the parts they stand in (days, or 0), the reports that have them, and a weight each."""

    word: Keys
    part: Ints
    number: Ints
    weight: Ints


class Index(Protocol):
    """What adding reports to many goes by: kept beside the content, none of it content, and made anew at will.

    Postings are of a `kind` (a small number); those given to `build` are packed, those given to `post` come later.
    """

    def clear(self) -> None:
        """Forgets everything but what waits."""

    def put_model(self, values: Mapping[str, str]) -> None:
        """Keeps values by name, over earlier ones."""

    def model(self) -> dict[str, str]:
        """The values kept by name."""

    def forget(self, name: str) -> None:
        """Forgets a value."""

    def put_waiting(self, kind: str, items: Collection[str]) -> None:
        """Says that items wait for something of this kind to be done."""

    def waiting(self, kind: str) -> tuple[str, ...]:
        """The items that wait, sorted."""

    def done(self, kind: str, items: Collection[str] | None = None) -> None:
        """Says that these (or all) wait no more."""

    def put_lines(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keeps lines: kind, outlet, line."""

    def lines(self, kind: str, outlet: str, lines: Collection[str]) -> set[str]:
        """Which of these lines are kept for the outlet."""

    def names(self, kind: str) -> dict[str, str]:
        """All lines of a kind, each with its outlet."""

    def put_stems(self, counted: Mapping[str, int]) -> None:
        """Keeps how many reports have each stem."""

    def stems(self, stems: Collection[str]) -> dict[str, int]:
        """How many reports have these stems; those that none has are left out."""

    def put_cards(self, cards: Iterable[Card]) -> None:
        """Keeps cards, over earlier ones of the same number."""

    def drop_cards(self, numbers: Collection[int]) -> None:
        """Forgets cards; their numbers are not given again, and what was posted under them leads nowhere."""

    def cards(self, numbers: Collection[int]) -> list[Card]:
        """The cards of these numbers, by number."""

    def cards_of(self, reports: Collection[str]) -> list[Card]:
        """The cards of these reports, by number."""

    def next_number(self) -> int:
        """A number that no card has."""

    def rank(self, at: int, report: str, below: int) -> int:
        """The largest number under `below` of a report that comes before this one in time, then id; -1 for none.
        Numbers under `below` must stand in that order."""

    def build(self, kind: int, postings: Postings) -> None:
        """Keeps postings of a kind, instead of all earlier ones."""

    def post(self, kind: int, postings: Postings) -> None:
        """Keeps further postings of a kind."""

    def look(self, kind: int, words: Keys, parts: tuple[int, int] | None = None, also: Collection[int] = ()) -> Met:
        """The postings of these words in the parts from the first to the last of `parts` (all unless told) and `also`
        in some others; in no particular order."""

    def put_crowds(self, grams: Keys, numbers: Ints) -> None:
        """Keeps which reports have runs of words that very many have."""

    def crowd(self, gram: int, rank: int, many: int) -> list[int]:
        """The `many` numbers up to `rank` and the `many` after it that have this run of words."""

    def put_near(self, rows: Mapping[int, bytes]) -> None:
        """Keeps for each number the reports near it."""

    def near(self, numbers: Collection[int]) -> dict[int, bytes]:
        """The reports near each of these numbers."""

    def put_kin(self, rows: Iterable[tuple[str, str, float]], gone: Collection[str] = ()) -> None:
        """Keeps pairs of stories and how alike they are, both ways, and forgets those of the stories `gone`."""

    def kin(self, stories: Collection[str]) -> list[tuple[str, str, float]]:
        """The pairs whose first story is one of these."""


class Store(Protocol):
    """Where nouns rest. Every method raises `StoreError`, one sentence for a person, when the medium fails."""

    name: str

    @property
    def index(self) -> Index:
        """What adding reports to many goes by."""

    def transaction(self) -> AbstractContextManager[None]:
        """A block whose writes are kept together or, when it is left by an exception, not at all."""

    def close(self) -> None:
        """Closes the store; using it afterwards is an error. Closing twice is not."""

    # ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────
    def put_reports(self, reports: Iterable[Report]) -> None:
        """Keeps reports as they were read, over an earlier reading of the same id. They wait for the stages
        (`Index.waiting`, as `report`)."""

    def put_furnished(self, pairs: Iterable[tuple[Report, Report]]) -> None:
        """Keeps for each pair (as read, as used) the report as it is used from now on."""

    def digests(self, ids: Collection[str] | None = None) -> dict[str, Digests]:
        """The digests of stored reports by id, of all or of those of `ids`."""

    def of_texts(self, digests: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The reports (ids, sorted) by the digest of who says what in them, for some such digests."""

    def of_pages(self, pages: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The reports (ids, sorted) by what their versions share, for some pages."""

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

    def add_reuses(self, reuses: Iterable[Reuse]) -> None:
        """Keeps pairs of reports that share text beside the others."""

    def drop_reuses(self, reports: Collection[str]) -> None:
        """Forgets the pairs with either side in `reports`."""

    def reuses_with(self, reports: Collection[str]) -> Iterator[Reuse]:
        """The pairs of reports that share text with either side in `reports`."""

    def put_stories(self, stories: Iterable[Story]) -> None:
        """Keeps the stories instead of all earlier ones; what was made of stories that are gone goes too."""

    def stories(self, ids: Collection[str] | None = None) -> Iterator[Story]:
        """The stories, all or those of `ids`, the weightiest first: by outlets, reports, time, id."""

    def change_stories(self, gone: Collection[str], made: Iterable[Story]) -> None:
        """Keeps the stories `made`, over those of the same id, and forgets those that are `gone` with their claims.
        What is left must be a partition again."""

    def story_of(self, report: str) -> str | None:
        """The id of the story a report is in."""

    def stories_of(self, reports: Collection[str]) -> dict[str, str]:
        """The ids of the stories that reports are in, by report."""

    def put_derivations(self, derivations: Iterable[Derivation], reports: Collection[str] | None = None) -> None:
        """Keeps the derivations instead of all earlier ones, or instead of those of `reports` alone."""

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

    def marks(self, stage: str, items: Collection[str] | None = None) -> dict[str, str]:
        """Items a stage is done for, with the digests of what went in; all or some items."""

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

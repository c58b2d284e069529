"""The nouns: frozen, typed, serialisable, and nothing else.

Every span is half-open and counts code points of `Report.text`. Ids are made from content (`tawatur.keys`),
so the same input gives the same id on every run. Tuples everywhere: a noun never changes after it is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec


class Span(NamedTuple):
    """A half-open stretch of code points of one report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` that this span covers."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """How many code points both spans cover (0 when they only touch)."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


# gc=False: frozen trees have no cycles, and millions of them need not be walked by the collector
class Noun(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What every noun is: frozen, compared by content, written as JSON."""


# ── pages and reports ────────────────────────────────────────────────────────────────────────────────────────────

# an entry is the line that an entry of a live blog begins with: its hour, its headline or its first words
BlockKind = Literal["title", "lead", "heading", "paragraph", "list", "quote", "caption", "entry", "furniture"]
TimePrecision = Literal["day", "minute", "second"]


class Instant(Noun, frozen=True):
    """A time and where it was found. `at` is naive when the source names no time zone."""

    at: datetime
    precision: TimePrecision = "second"
    found: str = ""  # json-ld, meta, time-tag, text, feed, url, field:<name>


class Block(Noun, frozen=True):
    """A piece of a report's text: the blocks tile the text in order, white space between them apart."""

    kind: BlockKind
    span: Span


class Furniture(Noun, frozen=True):
    """A stretch of the page that is not the report, kept with the rule that found it (a pack row, or `recurs`)."""

    span: Span
    rule: str


class Credit(Noun, frozen=True):
    """An agency or outlet the report as a whole is credited to."""

    name: str  # as it stands in the report
    source: str  # source key (`tawatur.keys.source_key`)
    place: Literal["dateline", "tail", "byline"]
    span: Span | None = None  # None: it stood in a field beside the text (`author`)
    rule: str = ""


class Shift(Noun, frozen=True):
    """One stretch of `Report.text` and where it stood in the text field of the input.

    Lengths agree except where normalisation (NFC) joined or reordered characters.
    """

    span: Span  # in Report.text
    given: Span  # in the input's own text field
    changed: bool = False  # its marks were reordered or joined: only the whole of it leads back


class Report(Noun, frozen=True):
    """One text published by one outlet at one time. `text` is NFC, title first, and never rewritten.

    Furniture stays in the text and is marked: readers of a report go through `blocks` and skip it.
    """

    id: str
    input_id: str  # the id the input gave, or one made from its path
    path: str  # where it was read from, as the user named it
    text: str
    title: Span | None = None  # where the title stands in the text
    outlet: str = ""  # source key of the outlet ("outlet:…"), "" when unknown
    outlet_name: str = ""
    url: str = ""
    author: str = ""  # the byline as given
    section: str = ""  # the outlet's own name for the part of it that the report stood in
    language: str = ""  # BCP 47, "" when there are too few letters to tell
    blocks: tuple[Block, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    credits: tuple[Credit, ...] = ()
    published: Instant | None = None
    modified: Instant | None = None
    captured: Instant | None = None
    shifts: tuple[Shift, ...] = ()  # from `text` to the input's text field; the title of a separate field has none
    digest: str = ""  # of the bytes or fields it was made from
    page: str = ""  # the outlet's page it stood on: equal in all versions of one report, "" when nothing tells

    @property
    def one(self) -> str:
        """What all versions of one report have in common, and no other report: its page, or its own id."""
        return self.page or self.id

    @property
    def version(self) -> tuple[datetime, datetime, str]:
        """Orders the versions of one report, the first one first: by the time written on it, the capture, the id."""
        return _plain(self.modified or self.published), _plain(self.captured), self.id

    def given(self, span: Span) -> Span | None:
        """The same stretch in the input's own text field; None when any of it stood elsewhere (a title field)."""
        start = end = None
        for shift in self.shifts:
            exact = not shift.changed and shift.span.end - shift.span.start == shift.given.end - shift.given.start
            if shift.span.start <= span.start < shift.span.end:
                start = shift.given.start + (span.start - shift.span.start if exact else 0)
            if shift.span.start < span.end <= shift.span.end:
                end = shift.given.end - (shift.span.end - span.end if exact else 0)
        return Span(start, end) if start is not None and end is not None else None


def _plain(instant: Instant | None) -> datetime:
    """A time without its zone, the earliest there is when it is unknown."""
    return instant.at.replace(tzinfo=None) if instant else datetime.min


def versions(reports: Iterable[Report]) -> dict[str, str]:
    """Each later version of a report, by id, and the first one: what one page said at another time."""
    pages: dict[str, list[Report]] = {}
    for report in reports:
        pages.setdefault(report.one, []).append(report)
    out: dict[str, str] = {}
    for held in pages.values():
        first, *later = sorted(held, key=lambda report: report.version)
        out.update((report.id, first.id) for report in later)
    return out


class Drop(Noun, frozen=True):
    """An item that did not become a report, and the reason in one sentence."""

    where: str
    reason: str  # one clear sentence
    kind: str  # a short class of reasons for counting: empty, binary, encoding, cut-json, too-large, duplicate, …


# ── statements ───────────────────────────────────────────────────────────────────────────────────────────────────

StatementType = Literal["narrated", "direct", "indirect", "mixed", "act"]
SourceKind = Literal["person", "organisation", "agency", "document", "anonymous", "group"]
Stance = Literal["neutral", "claims", "denies", "warns", "asks"]


class Link(Noun, frozen=True):
    """One hand-over in a chain, with the rule (pack row) that found it."""

    who: str  # fullest naming of the source anywhere in the report
    kind: SourceKind
    key: str  # source key: two links with one key are one source
    mention: Span | None = None  # the source's words in this sentence; None when implicit
    rule: str = ""


class Statement(Noun, frozen=True):
    """Source, cue, content. A narrated statement has an empty chain: the outlet says it in its own voice."""

    id: str
    report: str
    type: StatementType
    content: Span
    cue: Span | None = None
    chain: tuple[Link, ...] = ()  # nearest the reader first, origin last; the outlet itself is never written
    negated: bool = False  # the source denies the content
    implicit: bool = False  # the final speaker is not named in this sentence
    stance: Stance = "neutral"
    rule: str = ""  # pack row of the cue


# ── passages ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Passage(Noun, frozen=True):
    """A stretch that two reports share word for word or nearly."""

    a: Span  # in the text of the first report of the pair
    b: Span  # in the text of the second
    changed: tuple[tuple[Span, Span], ...] = ()  # what differs inside it: words of a, words of b (either may be empty)
    quotation: bool = False  # words of one speaker that both quote: no copy by itself


class Reuse(Noun, frozen=True):
    """All that two reports share. `a` < `b` as ids; shares count letters of the report without its furniture, 0..1."""

    a: str
    b: str
    a_share: float
    b_share: float
    passages: tuple[Passage, ...] = ()


# ── stories ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Story(Noun, frozen=True):
    """The reports of one event."""

    id: str
    reports: tuple[str, ...]  # sorted by time, then id
    headline: str  # title or first words of the most central report
    central: str  # that report's id
    outlets: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    related: tuple[str, ...] = ()  # stories of the same larger saga
    versions: tuple[tuple[str, str], ...] = ()  # later version, first version: both in `reports`, one report together

    @property
    def many(self) -> int:
        """How many reports there are, all versions of one counted once."""
        return len(self.reports) - len(self.versions)


# ── lineage ──────────────────────────────────────────────────────────────────────────────────────────────────────

DerivationKind = Literal["credited", "copied", "cut", "rewritten", "translated", "revised", "unseen"]


class Evidence(Noun, frozen=True):
    """Exact words: a stretch of a report and the rule that read it."""

    report: str
    span: Span
    rule: str = ""


class Derivation(Noun, frozen=True):
    """This report (or part of it) comes from that source: another report, an agency, or an unseen common source."""

    report: str
    source: str  # a report id, or a source key ("agency:…", "unseen:…")
    kind: DerivationKind
    share: float = 0.0  # of the report's letters that the source explains, 0..1; 0 when unknown
    directed: bool = True  # False: they share text and who copied whom is unknown
    evidence: tuple[Evidence, ...] = ()
    why: tuple[str, ...] = ()  # short codes: dateline, tail, byline, cited, passages, time, fuller
    note: str = ""  # a finding, e.g. credit-disagrees


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────

Bound = Literal["exact", "about", "at-least", "at-most", "range"]


class Quantity(Noun, frozen=True, tag="quantity"):
    """A figure and what it counts. `low`..`high` in units of `unit` (infinity written as null)."""

    span: Span
    low: float | None
    high: float | None
    unit: str = ""  # what is counted: "killed", "wounded", "home", "percent", "money:SAR", "" when unknown
    bound: Bound = "exact"
    rule: str = ""
    where: tuple[str, ...] = ()  # keys of the places its clause names, else its sentence
    who: str = ""  # key of the people counted, where a demonym says it: "26 Kuwaitis"
    since: str = ""  # day from which it is counted (ISO), "?" where the words say "since" and no day
    as_of: str = ""  # last day that its clause, else its sentence, names (ISO)


class Day(Noun, frozen=True, tag="day"):
    """A day or stretch of days. ISO dates; both empty when the words are relative and the publication time unknown."""

    span: Span
    first: str = ""  # YYYY-MM-DD
    last: str = ""
    part: str = ""  # dawn, morning, noon, afternoon, evening, night, midnight
    clock: str = ""  # HH:MM as it stands, twelve hours or twenty-four
    rule: str = ""


class Name(Noun, frozen=True, tag="name"):
    """A named thing: two spellings of one name have one key."""

    span: Span
    key: str
    kind: Literal["country", "place", "person", "body", "unknown"] = "unknown"
    rule: str = ""


Value = Quantity | Day | Name

# ── claims, relations, support ───────────────────────────────────────────────────────────────────────────────────

ClaimKind = Literal["figure", "event", "statement", "identity", "time", "place"]
RelationKind = Literal["update", "conflict", "refines", "denies"]


class Attestation(Noun, frozen=True):
    """One report's making of a claim: the exact words and the chain they came through."""

    report: str
    span: Span
    statement: str
    chain: tuple[Link, ...] = ()
    negated: bool = False


class Claim(Noun, frozen=True):
    """Statements of one story that assert the same thing; the wording is words of a report that can be read alone."""

    id: str
    story: str
    kind: ClaimKind
    wording: Evidence
    attestations: tuple[Attestation, ...]
    heart: Evidence | None = None  # the most central of its attestations, where the wording is more or other words
    values: tuple[Value, ...] = ()  # read from the heart
    salience: float = 0.0
    part_of: str = ""  # the claim that says this and more in the same places, "" when it stands by itself

    @property
    def core(self) -> Evidence:
        """The words that are compared with those of other claims, and that its values are read from."""
        return self.heart or self.wording


class Relation(Noun, frozen=True):
    """`a` stands in this relation to `b`; in an update `a` is the newer."""

    id: str
    kind: RelationKind
    a: str
    b: str
    a_evidence: Evidence
    b_evidence: Evidence
    a_value: Value | None = None
    b_value: Value | None = None
    why: str = ""  # a code the interface turns into a sentence
    rule: str = ""


class Range(NamedTuple):
    """How many independent chains: at least `low`, at most `high`."""

    low: int
    high: int


VertexLayer = Literal["origin", "relay", "outlet", "report"]


class Vertex(Noun, frozen=True):
    """A source in the support graph, or (layer `report`) a report, which is drawn but never counted."""

    key: str
    name: str
    layer: VertexLayer
    known: bool = True  # False: an unknown origin, an anonymous or unseen source


class Edge(Noun, frozen=True):
    """`a` had it from `b` (towards the origin), with the evidence and the rule."""

    a: str
    b: str
    rule: str
    evidence: Evidence | None = None


class Finding(Noun, frozen=True):
    """One sentence of an explanation: a code of the interface catalogue and what fills its places."""

    code: str
    fills: dict[str, str] = {}
    evidence: tuple[Evidence, ...] = ()


class Support(Noun, frozen=True):
    """How many reports, outlets and independent chains carry a claim, and why."""

    claim: str
    reports: int
    outlets: int
    holds: Range  # that it is so: the speakers are sources of it
    said: Range | None = None  # that it was said: the speaker is not a source of that; None for narrated claims
    origins: tuple[str, ...] = ()  # names of the known origins
    last_links: tuple[str, ...] = ()  # all that chains end in: described sources too, and those traced further
    cut_low: tuple[str, ...] = ()  # vertex keys all paths to named origins pass through
    cut_high: tuple[str, ...] = ()
    vertices: tuple[Vertex, ...] = ()
    edges: tuple[Edge, ...] = ()
    collapsed: tuple[tuple[str, str], ...] = ()  # report, the source it was copied from
    findings: tuple[Finding, ...] = ()  # the reason in words, what was unknown, vanishing attribution, laundering


class Dossier(Noun, frozen=True):
    """All that is known of one story; everything in it points only at things in it."""

    story: Story
    reports: tuple[Report, ...] = ()
    statements: tuple[Statement, ...] = ()
    reuses: tuple[Reuse, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    claims: tuple[Claim, ...] = ()  # by salience
    relations: tuple[Relation, ...] = ()
    supports: tuple[Support, ...] = ()

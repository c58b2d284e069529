"""Statements: who said what, through whom, in one report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tawatur.keys import statement_id
from tawatur.lang.pack import Pack
from tawatur.model import Link, Report, Span, Statement
from tawatur.press import PressRow, outlet_of
from tawatur.statements.documents import Documents, whole
from tawatur.statements.frame import Frame
from tawatur.statements.frames import Framer
from tawatur.statements.lexicon import lexicon
from tawatur.statements.mentions import Mention
from tawatur.statements.naming import Names, Source
from tawatur.statements.openings import cutter
from tawatur.statements.reaches import Scoped
from tawatur.statements.scope import Scope
from tawatur.statements.uncued import Uncued
from tawatur.statements.view import View
from tawatur.statements.zones import Reader
from tawatur.text.fold import key

__all__ = ["statements"]


def statements(report: Report, pack: Pack) -> tuple[Statement, ...]:
    """The statements of a report in text order: attributed ones with their chains, and the rest as narrated.

    Furniture and the title make none. Every span is one of `report.text`.
    """
    view, reader, framer = reading(report, pack)
    if not view.words:
        return ()
    scoped = Scope(view, framer).scoped(framer.frames())
    names = Names(view, lexicon(pack), reader)
    chained = Uncued(framer, names).added(Chains(framer, names).statements(scoped))
    every = [*chained, *_narrated(view, chained)]
    documents = Documents(framer, names).found()
    if documents:
        every = whole(documents, every, names)
    return tuple(sorted(every, key=lambda one: (one.content, one.type)))


def reading(report: Report, pack: Pack) -> tuple[View, Reader, Framer]:
    """The words of a report, and the readers of its source phrases and its cues."""
    view = View(report, cutter(pack))
    words = lexicon(pack)
    reader = Reader(view, words, _own(report))
    return view, reader, Framer(view, words, reader, pack)


def _own(report: Report) -> tuple[str, frozenset[str]]:
    """The registry key of the report's own outlet, and the folded names it goes by."""
    given = report.url or report.outlet_name or report.outlet
    row = outlet_of(given) if given else None
    return (row.key if row is not None else report.outlet), _called(report.outlet_name, row)


@lru_cache(maxsize=1024)
def _called(outlet: str, row: PressRow | None) -> frozenset[str]:
    """The folded names of an outlet: the one a report gives, and those of the registry."""
    given = (outlet,) if outlet else ()
    known = (*row.ar, *row.latin, *row.short, *row.plain) if row is not None else ()
    return frozenset(key(name) for name in (*given, *known))


class Chains:
    """From frames with contents to statements with chains."""

    def __init__(self, framer: Framer, names: Names) -> None:
        self.view = framer.view
        self.framer = framer
        self.names = names
        self._made: dict[int, tuple[list[Link], Source | None]] = {}
        self._spoke: set[int] = set()  # sentences that have named a speaker
        self._main: tuple[int, Source | None] = (-1, None)  # a sentence and whose report it is
        self._relays: tuple[int, Source | None, list[Link]] = (-1, None, [])  # who carried whom, in which sentence
        self._named: dict[tuple[int, int], Mention] = {}  # a sentence and a source → how it is named there
        self._inner: set[int] = set()  # sources quoted by the one whose report the sentence is

    def statements(self, scoped: Sequence[Scoped]) -> list[Statement]:
        """The statements of the frames in text order."""
        out = []
        for item in sorted(scoped, key=lambda one: (one.frame.at, one.content)):
            made = self._statement(item)
            if made is not None:
                out.append(made)
        return out

    def _statement(self, item: Scoped) -> Statement | None:
        frame = item.frame
        self._turn(frame.sentence)
        above = self._made.get(id(frame.outer), ([], None))[1] if frame.outer is not None else None
        if above is not None and above.kind not in ("document", "agency", "anonymous"):
            above = None  # a man's own words inside his report; papers and agencies tell of others
        links, source = self._chain(frame, above)
        if not links:
            source = self._last_resort(frame)
            if source is not None:
                links = [self.names.link(source, None, frame.cue.row)]
        self._made[id(frame)] = (links, source)
        implicit = not links or links[-1].mention is None
        inner = frame.merged
        while inner is not None:
            more, source = self._chain(inner, source)
            self._made[id(inner)] = (links + more, source)
            if more and (not links or more[-1].key != links[-1].key):
                links = links + more
                implicit = more[-1].mention is None
            inner = inner.merged
        if frame.merged is not None and frame.merged.at == frame.at:
            source = self._made[id(frame)][1]  # (he denied) what the paper wrote: he has the word, not the paper
            if source is not None:
                self.names.speak(source)
        self._keep(frame, source, implicit)
        if frame.outer is not None:
            before = self._made.get(id(frame.outer), ([], None))[0]
            if before and links and before[-1].key == links[-1].key:
                before = before[:-1]
            links = [*before, *links]
        if not links:
            return None
        links = self._relayed(frame, _distinct(links), source)
        cue = self.view.span(frame.at, frame.last)
        report = self.view.report
        return Statement(
            id=statement_id(report.id, item.type, *item.content, tuple(link.key for link in links), cue.start),
            report=report.id,
            type=item.type,
            content=item.content,
            cue=cue,
            chain=tuple(links),
            negated=frame.cue.negates,
            implicit=implicit,
            stance=frame.cue.stance,
            rule=frame.cue.row,
        )

    def _relayed(self, frame: Frame, links: list[Link], source: Source | None) -> list[Link]:
        """The links with those who carried the same speaker earlier in the sentence: (quoted by X) …, adding."""
        sentence, speaker, relays = self._relays
        if len(links) == 1 and (sentence, speaker) == (frame.sentence, source) and frame.outer is None:
            links = _distinct([*relays, *links])
        if len(links) > 1 and source is not None and all(link.kind in _CARRIERS for link in links[:-1]):
            self._relays = (frame.sentence, source, links[:-1])
        return links

    def _turn(self, number: int) -> None:
        """At a new sentence the one whose report the last sentence was has the word again, not those he quoted."""
        sentence, main = self._main
        if number != sentence:
            if main is not None and self._inner:
                self.names.speak(main)
            self._main, self._inner = (number, None), set()

    def _keep(self, frame: Frame, source: Source | None, implicit: bool) -> None:
        """Notes whose report a sentence is: a man's own, with those he quotes inside; papers hand over the word."""
        if source is None:
            return
        outer = self._made[id(frame)][1] if frame.merged is not None else None
        if frame.outer is not None:
            outer = self._made.get(id(frame.outer), ([], None))[1]
        told = outer is None or outer is source or outer.kind in ("document", "agency", "anonymous")
        if told and not (implicit and id(source) in self._inner):
            self._main = (frame.sentence, source)
        elif outer is not None and outer is not source:
            self._main = (frame.sentence, self._main[1] or outer)
            self._inner.add(id(source))

    def _chain(self, frame: Frame, outer: Source | None = None) -> tuple[list[Link], Source | None]:
        """The links of one frame, nearest the reader first, and its speaker."""
        links = []
        relays = []
        for mention in frame.before:
            relay = self.names.resolve(mention, speaks=False)
            relays.append(relay)
            links.append(self.names.link(relay, mention))
        source: Source | None = None
        mention_ = frame.source
        if mention_ is not None:
            honoured = self._honoured(frame, mention_)
            source = honoured if honoured is not None else self.names.resolve(mention_, frame.cue)
            self._named[frame.sentence, id(source)] = mention_
        else:
            source, mention_ = self._implicit(frame, [*relays, *([outer] if outer is not None else [])])
        if source is not None:
            self.names.speak(source)
            self._spoke.add(frame.sentence)
            links.append(self.names.link(source, mention_, frame.cue.row if mention_ is None else ""))
        return links, source

    def _implicit(self, frame: Frame, but: list[Source]) -> tuple[Source | None, Mention | None]:
        """The speaker of a frame that names none: the subject of its sentence, or the last speaker that agrees."""
        cue = frame.cue
        gender, number = frame.agreement or (cue.gender, cue.number)
        if frame.sentence not in self._spoke and not frame.pronoun and not cue.carries_on:
            mention = self.framer.subject(frame)
            if mention is not None:
                return self.names.resolve(mention, cue if cue.shape == "verb" else None), mention
        came = self.view.keys[frame.at] in self.names.lexicon.came
        if cue.shape == "verb" and cue.tense == "past" and not (frame.pronoun or cue.carries_on or came):
            mention = self._told_of(frame)
            if mention is not None:
                return self.names.resolve(mention, cue), None
        source = self.names.last(gender, number, but=but)
        main = self._main[1] if self._main[0] == frame.sentence else None
        if source is not None and id(source) in self._inner and main is not None and frame.outer is None:
            # (the minister said the mayor told him …), adding: the minister
            source = main if main not in but and self.names.agrees(main, gender, number) else source
        if source is None and not frame.pronoun:
            mention = self.framer.subject(frame)
            if mention is not None:
                return self.names.resolve(mention, cue if cue.shape == "verb" else None), mention
            mention = self.framer.subject_before(frame)
            if mention is not None:
                return self.names.resolve(mention, cue if cue.shape == "verb" else None), None
        # named in this sentence already: the second verb or participle of one subject
        return source, self._named.get((frame.sentence, id(source)))

    def _told_of(self, frame: Frame) -> Mention | None:
        """The man whose doings the sentence before tells of, when nobody has spoken since: he opened … . He said …"""
        before = frame.sentence - 1
        if before < 0 or before in self._spoke or frame.sentence in self._spoke or frame.outer is not None:
            return None
        mention = self.framer.subject_of(before, frame.cue)
        named = mention is not None and mention.kind == "person" and mention.head is not None
        return mention if named else None

    def _honoured(self, frame: Frame, mention: Mention) -> Source | None:
        """The man told of before whom an honorific alone takes up (His Excellency), when he has not spoken yet."""
        head = mention.head
        if head is None or head.role != "pronoun" or not head.base.endswith(self.names.lexicon.pronouns[:2]):
            return None
        narrated = self._told_of(frame)
        if narrated is None and self.names.last(mention.gender, "s", person=True) is None:
            narrated = self.framer.subject_before(frame)
        return self.names.resolve(narrated) if narrated is not None else None

    def _last_resort(self, frame: Frame) -> Source | None:
        """The speaker of a clause or quotation whose verb agrees with no speaker: the last one all the same, else the
        nearest person or body named before it."""
        cue = frame.cue
        alone = frame.outer is None and frame.merged is None and not frame.relative
        said = frame.form in ("clause", "quote", "colon") or cue.shape == "participle"
        if not said or not alone or cue.voice == "passive":
            return None
        if cue.shape != "participle" and (cue.shape != "verb" or cue.tense != "past"):
            return None
        source = self.names.last("", "")
        if source is not None:
            return source
        mention = self.framer.named_before(frame)
        return self.names.resolve(mention) if mention is not None else None


def _distinct(links: Sequence[Link]) -> list[Link]:
    """The links without one that repeats its neighbour."""
    out: list[Link] = []
    for link in links:
        if not out or out[-1].key != link.key:
            out.append(link)
    return out


def _narrated(view: View, said: Sequence[Statement]) -> list[Statement]:
    """What is left of each sentence when the attributed statements, their cues and sources are taken out."""
    spans = {span for one in said for span in (one.content, one.cue, *(link.mention for link in one.chain))}
    taken = sorted(span for span in spans if span is not None)
    out: list[Span] = []
    report = view.report
    reached = first = 0
    for sentence in view.sentences:
        at, end = max(sentence.span.start, reached), sentence.span.end
        while first < len(taken) and taken[first].start < end:
            span = taken[first]
            if span.start > at:
                _add_piece(view, at, span.start, out)
            at, first = max(at, span.end), first + 1
        reached = max(reached, at)
        if at < end:
            _add_piece(view, at, end, out)
    return [
        Statement(id=statement_id(report.id, "narrated", *one, (), -1), report=report.id, type="narrated", content=one)
        for one in out
    ]


def _add_piece(view: View, start: int, end: int, out: list[Span]) -> None:
    """Adds a left-over stretch, punctuation at its ends off, when it is long enough to assert anything."""
    piece = view.text[start:end]
    bare = piece.lstrip(_EDGE)
    start += len(piece) - len(bare)
    bare = bare.rstrip(_EDGE)
    if bare.count(" ") >= _SHORTEST - 1:
        out.append(Span(start, start + len(bare)))


_CARRIERS = ("agency", "document", "organisation")
_EDGE = ' \t\n\u00a0.,\u060c\u061b;:\u2026-\u2013\u2014"\u00ab\u00bb\u201c\u201d'
_SHORTEST = 3  # words: fewer are a rest of a cue or a name, no assertion

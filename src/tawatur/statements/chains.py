"""Chains: from frames with contents to statements, each with who said it and through whom."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.keys import statement_id
from tawatur.model import Link, Statement
from tawatur.statements.columns import reported
from tawatur.statements.floor import CARRIERS, Floor
from tawatur.statements.frame import Frame
from tawatur.statements.frames import Framer
from tawatur.statements.naming import Names, Source
from tawatur.statements.reaches import Scoped

_HANDING_OVER = ("document", "agency", "anonymous")  # who tell of others: what these say is not inside their words


class Chains:
    """The statements of the frames of one report."""

    def __init__(self, framer: Framer, names: Names) -> None:
        self.view = framer.view
        self.names = names
        self.floor = Floor(framer, names)
        self._made: dict[int, tuple[list[Link], Source | None]] = {}
        self._relays: tuple[int, Source | None, list[Link]] = (-1, None, [])  # who carried whom, in which sentence

    def statements(self, scoped: Sequence[Scoped]) -> list[Statement]:
        """The statements of the frames in text order."""
        out = []
        for item in sorted(scoped, key=lambda one: (one.frame.at, one.content)):
            made = self._statement(item)
            if made is not None:
                out.append((item, made))
        return reported(self.names.reader, out)

    def _statement(self, item: Scoped) -> Statement | None:
        frame = item.frame
        around = self._speaker(frame.outer)
        above = around if around is not None and around.kind in _HANDING_OVER else None
        links, source = self._chain(frame, above)
        carried = links and (frame.form == "adverbial" or frame.cue.relays or frame.cue.shape != "verb")
        if source is None and not carried:
            source = self.floor.last_resort(frame)
            if source is not None:
                links.append(self.names.link(source, None, frame.cue.row))
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
            source = self._speaker(frame)  # (he denied) what the paper wrote: he has the word, not the paper
        self.floor.take(frame.sentence, source, self._speaker(frame) if frame.merged is not None else around, implicit)
        if frame.outer is not None:
            before = self._made.get(id(frame.outer), ([], None))[0]
            if not links and before:
                implicit = before[-1].mention is None
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

    def _speaker(self, frame: Frame | None) -> Source | None:
        """Who speaks in a frame already made."""
        return self._made.get(id(frame), ([], None))[1] if frame is not None else None

    def _relayed(self, frame: Frame, links: list[Link], source: Source | None) -> list[Link]:
        """The links with those who carried the same speaker earlier in the sentence: (quoted by X) …, adding."""
        sentence, speaker, relays = self._relays
        if len(links) == 1 and (sentence, speaker) == (frame.sentence, source) and frame.outer is None:
            links = _distinct([*relays, *links])
        if len(links) > 1 and source is not None and all(link.kind in CARRIERS for link in links[:-1]):
            self._relays = (frame.sentence, source, links[:-1])
        return links

    def _chain(self, frame: Frame, outer: Source | None = None) -> tuple[list[Link], Source | None]:
        """The links of one frame, nearest the reader first, and its speaker."""
        if frame.quoted is not None and frame.cue.person == 1:
            return [], self._speaker(frame.quoted)  # (the minister:) "I told them": his links are those around
        links = []
        relays = []
        for mention in frame.before:
            relay = self.names.resolve(mention)
            relays.append(relay)
            links.append(self.names.link(relay, mention))
            self.floor.carry(frame.sentence, relay, mention)
        carrier = self.floor.carrier(frame)
        if carrier is not None:
            relays.append(carrier[0])
            links.append(self.names.link(*carrier, frame.cue.row))
        source: Source | None = None
        mention_ = frame.source
        if mention_ is not None:
            source = self.floor.named(frame, mention_)
        else:
            source, mention_ = self.floor.holder(frame, [*relays, *([outer] if outer is not None else [])])
        if source is not None:
            self.floor.hear(frame.sentence, source)
            links.append(self.names.link(source, mention_, frame.cue.row if mention_ is None else ""))
        return links, source


def _distinct(links: Sequence[Link]) -> list[Link]:
    """The links without one that repeats its neighbour."""
    out: list[Link] = []
    for link in links:
        if not out or out[-1].key != link.key:
            out.append(link)
    return out

"""Zones: the words between a cue and its content, where source, listeners and adjuncts stand."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.model import Span
from tawatur.statements.extents import Extents
from tawatur.statements.mentions import Mention


class Zone(NamedTuple):
    """What stands between a cue and its content: the source, and those it spoke to or through."""

    source: Mention | None
    listeners: tuple[Mention, ...]


class Reader(Extents):
    """Reads the zones of one report."""

    def zone(self, first: int, last: int, loose: bool = False) -> Zone:
        """The source and the listeners in the words between a cue and its content."""
        view = self.view
        at, spanning = self.past_adjuncts(first, last)
        source: Mention | None = None
        if at < last and not spanning and self.listener(at, last) is None and self.plausible(at):
            end = self.phrase_end(at, last, loose)
            source = self.mention(at, end)
            at = max(end, at + 1)
        elif at + 1 < last and not spanning and self.to_somebody(at):
            end = self.phrase_end(at, last, loose=True)
            made = self.mention(at, end)
            if made is not None and made.head is not None and made.head.base.split()[0] in self.lexicon.press_rooms:
                text = view.text
                start = made.span.start + len(self.lexicon.l_article)
                before = (made._replace(span=Span(start, made.span.end)),) if text[start:].strip() else ()
            else:
                before = ()
            inner = self.zone(end, last, loose) if end < last else Zone(None, ())
            return Zone(inner.source, (*before, *inner.listeners))
        elif at + 1 < last and not spanning and view.keys[at] in self.lexicon.standing:
            found = self.head_at(at + 1)  # (it became clear) from the data, (it was said) on the site
            if found is not None and found[0].kind in ("document", "agency") and not found[0].clitic:
                end = self.phrase_end(at + 1, last, loose)
                source = self.mention(at + 1, end)
                at = max(end, at + 1)
        listeners: list[Mention] = []
        while at < last:
            listener = self.listener(at, last)
            if listener is not None:
                if listener[0] is not None:
                    listeners.append(listener[0])
                first_word = at
                at = listener[1]
                if source is None and first_word == first and at < last and self.plausible(at):
                    end = self.phrase_end(at, last, loose)
                    source = self.mention(at, end)
                    at = max(end, at + 1)
                continue
            carried = self._carried(at, last)
            if carried is not None:
                listeners.append(carried)
                at = carried.last
                continue
            if source is None and view.gaps[at].startswith(("\u060c", ",")) and self._starts_source(at):
                end = self.phrase_end(at, last)
                source = self.mention(at, end)
                at = max(end, at + 1)
                continue
            at += 1
        return Zone(source, tuple(listeners))

    def past_adjuncts(self, first: int, last: int) -> tuple[int, bool]:
        """The word after the adjuncts a zone begins with, and whether one of them goes on to the next comma."""
        view, lexicon = self.view, self.lexicon
        at = first
        while at < last:
            best = None
            for match in lexicon.adjuncts.at(view.words, at):
                best = match
            if best is None:
                return at, False
            at = min(best.last, last)
            if best.item[1] != "time":
                at += at < last and lexicon.is_definite(view.keys[at])
                while at < last and not view.gaps[at].startswith(("\u060c", ",")):
                    if self.listener(at, last) is not None or self._titled(at):
                        return at, False
                    at += 1
                return at, at >= last
            while at < last and (view.keys[at] in lexicon.adjunct_tails or view.keys[at] in lexicon.within):
                if view.keys[at] in lexicon.within and not self.adjunct_at(at + 1):
                    break
                at += 1
        return at, False

    def _titled(self, index: int) -> bool:
        """Whether a person with a definite title or a rank begins here."""
        found = self.head_at(index)
        return (
            found is not None
            and found[0].kind == "person"
            and found[0].definite
            and not found[0].clitic
            and not found[0].suffix
        )

    def _starts_source(self, index: int) -> bool:
        found = self.head_at(index)
        return (found is not None and not found[0].clitic) or self.view.keys[index] in self.lexicon.names

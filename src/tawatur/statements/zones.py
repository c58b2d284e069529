"""Zones: the words between a cue and its content, where source, listeners and adjuncts stand."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.model import Span
from tawatur.statements.extents import Extents
from tawatur.statements.mentions import Mention

_COMMAS = ("\u060c", ",")
_YEAR = 4  # digits


class Zone(NamedTuple):
    """What stands between a cue and its content: the source, and those it spoke to or through."""

    source: Mention | None
    listeners: tuple[Mention, ...]


class Reader(Extents):
    """Reads the zones of one report."""

    def zone(self, first: int, last: int, loose: bool = False, addressed: bool = False) -> Zone:
        """The source and the listeners in the words between a cue and its content; `loose` and `addressed` as in
        `phrase_end`."""
        at, spanning = self.past_adjuncts(first, last)
        if at >= last or spanning:
            return Zone(None, self._listeners(at, last))
        if self.to_somebody(at) and not self.plausible(at) and self.listener(at, last) is None:
            return self._told_somebody(at, last, loose)
        source, at = self._source(at, last, loose, addressed)
        listeners: list[Mention] = []
        while at < last:
            if self.view.keys[at] in self.lexicon.pointing:
                found = self._in_relative(at, last)
                listeners += (found,) if found is not None else ()
                break
            listener = self.listener(at, last)
            carried = self.carried(at, last) if listener is None else None
            if listener is not None:
                leading = at == first
                if listener[0] is not None:
                    listeners.append(listener[0])
                at = listener[1]
                if source is None and leading and at < last and self.plausible(at):
                    source, at = self._source(at, last, loose, addressed)
            elif carried is not None:
                listeners.append(carried)
                at = carried.last
            elif source is None and self.view.gaps[at].startswith(_COMMAS) and self._starts_source(at):
                end = self.phrase_end(at, last)
                source, at = self.mention(at, end), max(end, at + 1)
            else:
                at += 1
        return Zone(source, tuple(listeners))

    def _in_relative(self, at: int, last: int) -> Mention | None:
        """The publisher named in a relative clause on the source: that carried it, or, right before what is said, the
        one spoken to: (a man) who was hurt told the agency."""
        carried = (self.carried(index, last) for index in range(at + 1, last))
        found = next((one for one in carried if one is not None), None)
        if found is not None:
            return found
        to = self.lexicon.to
        told = (self.listener(index, last) for index in range(at + 1, last) if self.view.keys[index][0] == to)
        return next((one[0] for one in told if one is not None and one[1] == last), None)

    def _source(self, at: int, last: int, loose: bool, addressed: bool = False) -> tuple[Mention | None, int]:
        """The source that begins at a word, and the word to go on from."""
        if self.listener(at, last) is not None or self.carried(at, last) is not None:
            return None, at
        at += self._pointed_at(at, last)
        if not self.plausible(at):
            # (it became clear) from the data, (it was said) on the site
            if at + 1 >= last or self.view.keys[at] not in self.lexicon.standing:
                return None, at
            found = self.head_at(at + 1)
            if found is None or found[0].kind not in ("document", "agency") or found[0].clitic:
                return None, at
            at += 1
        end = self.phrase_end(at, last, loose, addressed)
        return self.mention(at, end), max(end, at + 1)

    def _pointed_at(self, at: int, last: int) -> bool:
        """Whether (this) stands in front of a definite source: this official, these sources."""
        key, particles = self.view.keys[at], self.lexicon.particles
        this = key in particles["this"] or (key in particles["demonstrative"] and key[-1] == self.lexicon.feminine_key)
        if not this or at + 1 >= last or self.view.gaps[at + 1]:
            return False
        found = self.head_at(at + 1)
        return found is not None and found[0].definite and not found[0].clitic and not found[0].suffix

    def _listeners(self, at: int, last: int) -> tuple[Mention, ...]:
        """The listeners in words that hold no source."""
        out = []
        while at < last:
            listener = self.listener(at, last)
            carried = self.carried(at, last) if listener is None else None
            if listener is not None and listener[0] is not None:
                out.append(listener[0])
            elif carried is not None:
                out.append(carried)
            at = max(at + 1, listener[1] if listener is not None else 0, carried.last if carried is not None else 0)
        return tuple(out)

    def _told_somebody(self, at: int, last: int, loose: bool) -> Zone:
        """A zone that begins with a listener who is no publisher; a media centre is a relay all the same."""
        end = self.phrase_end(at, last, loose=True)
        made = self.mention(at, end)
        before: tuple[Mention, ...] = ()
        if made is not None and made.head is not None and made.head.base.split()[0] in self.lexicon.press_rooms:
            start = made.span.start + len(self.lexicon.l_article)
            before = (made._replace(span=Span(start, made.span.end)),)
        inner = self.zone(end, last, loose) if end < last else Zone(None, ())
        return Zone(inner.source, (*before, *inner.listeners))

    def past_adjuncts(self, first: int, last: int) -> tuple[int, bool]:
        """The word after the adjuncts a zone begins with, and whether one of them goes on to the next comma."""
        view, lexicon = self.view, self.lexicon
        at = first
        while at < last:
            found = lexicon.adjuncts.at(view.words, at)
            if not found or self.entitles(at):
                return at, False
            best = found[-1]
            at = min(best.last, last)
            if best.item[1] not in ("time", "audience"):
                at += at < last and lexicon.is_definite(view.keys[at])
                while at < last and not view.gaps[at].startswith(_COMMAS):
                    if self.listener(at, last) or self._titled(at) or self.carried(at, last):
                        return at, False
                    at += 1
                return at, at >= last
            year = at < last and view.keys[at].isdigit() and len(view.keys[at]) == _YEAR
            at += year  # in May 2017
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

"""Relays: from whom a publisher has what it carries, to any depth."""

from __future__ import annotations

from tawatur.statements.cues import Cue
from tawatur.statements.frame import Frame
from tawatur.statements.mentions import Mention
from tawatur.statements.subjects import Subjects
from tawatur.text.phrases import Match

_CARRIERS = ("agency", "organisation", "anonymous")


class Relays(Subjects):
    """Finds those behind a carrier in one report."""

    def behind(self, carrier: Mention | None, limit: int, plain: bool) -> tuple[Mention, ...]:
        """Those a carrier has it from, in turn, up to a word: (the site,) on the authority of X, from a source.

        `plain`: it carries, so that (from) alone names the next; else it takes (on the authority of).
        """
        out: list[Mention] = []
        while carrier is not None and carrier.kind in _CARRIERS:
            first = self._from_at(carrier.last, limit, plain and carrier.kind == "agency")
            found = self.reader.zone(first, limit).source if first else None
            if found is None or found.first != first:
                break
            out.append(found)
            carrier, plain = found, True
        return tuple(out)

    def _from_at(self, at: int, limit: int, plain: bool) -> int:
        """The word behind (from) or (on the authority of) at a word, 0 when neither stands there."""
        if at + 1 >= limit:
            return 0
        lexicon, key, gap = self.lexicon, self.view.keys[at], self.view.gaps[at].lstrip('\u00bb\u201d"\u2033) ')
        if plain and not gap and key in lexicon.from_forms and key not in lexicon.from_pronouns:
            return at + 1
        for match in self.groups.get(at, ()):
            cue = match.item
            if cue.shape == "adverbial" and cue.relays and "source" in cue.takes and match.last < limit:
                return match.last
        return 0

    def further(self, frame: Frame, limit: int, plain: bool) -> int:
        """Moves a frame's carrier in front of those it has it from; answers the word after the last of them, or 0."""
        more = self.behind(frame.source, limit, plain)
        if not more or frame.source is None:
            return 0
        frame.before, frame.source = (*frame.before, frame.source, *more[:-1]), more[-1]
        return more[-1].last

    def from_him(self, frame: Frame, match: Match[Cue]) -> None:
        """Sets the carrier named behind (carried) from him; in a relative clause he is the one it points back to."""
        if frame.source is None or frame.source.kind not in ("agency", "organisation"):
            return
        frame.before, frame.source = (*(one for one in frame.before if one is not frame.source), frame.source), None
        if self._within_relative(match.first):
            frame.source = self._antecedent(match)
            links = (one for one in frame.before if frame.source is None or one.first != frame.source.first)
            frame.before, frame.pronoun = tuple(links), frame.source is None

    def told(self, frame: Frame) -> bool:
        """Parts a source from the publisher it told, when one phrase holds both: (told) a guard the agency (that)."""
        both = self._apart(frame.source) if frame.source is not None else None
        if both is not None:
            frame.source, told = both
            own = self.reader.is_own(told.press, told.span.of(self.view.text))
            frame.before = frame.before if own else (told, *frame.before)
        return both is not None

    def _apart(self, source: Mention) -> tuple[Mention, Mention] | None:
        """The source and the publisher it told."""
        for at in range(source.first + 1, source.last):
            found = self.reader.head_at(at)
            if found is None or found[0].kind != "agency" or found[0].clitic or found[0].suffix or self.view.gaps[at]:
                continue
            made, told = self.reader.mention(source.first, at), self.reader.mention(at, source.last)
            apart = self.lexicon.is_definite(self.view.keys[at - 1]) or self.view.keys[at - 1] in self.lexicon.names
            if not apart or found[0].definite or made is None or made.head is None:
                continue
            if told is not None and told.kind == "agency":
                return made, told
        return None

    def publisher_at(self, at: int) -> bool:
        """Whether a publisher is named at a word, in quotation marks or not."""
        found = self.reader.mention(at, self.reader.name_end(at) or at + 1)
        return found is not None and found.kind == "agency"

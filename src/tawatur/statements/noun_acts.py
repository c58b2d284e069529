"""Acts by nouns: accusations by X of Y, the company's announcement of the closing, their refusal to pay."""

from __future__ import annotations

from tawatur.statements.cues import Cue
from tawatur.statements.frame import Frame
from tawatur.statements.mentions import Mention
from tawatur.statements.unjoined import Unjoined
from tawatur.text.phrases import Match

_FAR = 6  # words an adjunct takes between the source of a verbal noun and its bare object


class NounActs(Unjoined):
    """Finds the acts of nouns of saying in one report."""

    def _bare_noun_act(self, match: Match[Cue]) -> Frame | None:
        """The frame of a verbal noun with its subject and a noun of action for object: the bank's denial of a loss."""
        view, cue, reader = self.view, match.item, self.reader
        if cue.shape != "noun" or cue.acts != ("",) or cue.suffix in ("1s", "1p"):
            return None
        number = view.sentence_of[match.first]
        last = min(view.sentences[number].last, match.last + 14)
        source: Mention | None = None
        at = match.last
        if not cue.suffix:
            if at >= last or view.gaps[at] or not reader.plausible(at):
                return None
            source = reader.mention(at, reader.phrase_end(at, last, loose=True))
            if source is None or not self._sayer(source):
                return None
            at = source.last
        reach = range(at, min(last, at + _FAR if at < last and self._timed(at) else at + 1))
        start = next((index for index in reach if self._opens_object(index, at)), 0)
        if not start or (source is None and start != at):
            return None
        frame = Frame(match.first, match.last, cue, "act", start, number, match.first, source)
        self._join(frame, match)
        frame.linked = False
        return frame

    def _timed(self, at: int) -> bool:
        """Whether an adjunct stands at a word: on Sunday, at the beginning of the month."""
        return bool(self.reader.adjunct_at(at)) or self.view.keys[at] in self.lexicon.within

    def _sayer(self, source: Mention) -> bool:
        """Whether a naming behind a verbal noun is of one who speaks: a body, an office, a place, a known name."""
        if source.head is not None:
            return source.head.role not in ("document", "paper") and (
                source.head.definite or source.last > source.first + 1
            )
        return (
            source.rule in ("place", "press-registry", "plural") or self.view.keys[source.first] in self.lexicon.names
        )

    def _opens_object(self, index: int, at: int) -> bool:
        """Whether an indefinite noun of action opens the object of a verbal noun at a word."""
        view, reader, lexicon = self.view, self.reader, self.lexicon
        key = view.keys[index]
        definite = lexicon.is_definite(key) and not (index == at and self.reader.action(index))
        if index in self.strong or definite or reader.head_at(index) is not None:
            return False
        if any(mark in view.gaps[index] for mark in ";\u061b:.") or self.complementizer(index) is not None:
            return False
        closed = index == at or reader.complete(index)
        following = index + 1 < len(view.keys) and not view.gaps[index + 1]
        noun = (
            reader.deed(index)
            or lexicon.is_definite(key)
            or (index == at and (reader.owned(index) or reader.accusative(index)))
        )
        return closed and following and noun and not reader.adjunct_at(index)

    def _noun_act(self, match: Match[Cue]) -> Frame | None:
        """The frame of a noun of saying with its source and object: accusations by X of Y, forecasts by X of Y."""
        view, cue, reader = self.view, match.item, self.reader
        number = view.sentence_of[match.first]
        last = min(view.sentences[number].last, match.last + 16)
        at = match.last
        source: Mention | None = None
        if at < last and not cue.suffix:
            at += view.keys[at] in self.lexicon.particles["out-of"]
            at += at < last and view.keys[at] in self.lexicon.particles["side"]
            if at >= last or not reader.plausible(at):
                return None
            end = reader.phrase_end(at, last, loose=True)
            source = reader.mention(at, end)
            if source is None:
                return None
            named = source.head is not None or source.rule in ("place", "press-registry", "plural")
            first = view.keys[source.first]
            # an unheaded word right behind the noun is most often its adjective
            told = source.first > match.last or first[:1].isdigit() or first in self.lexicon.names
            if not named and not (told and self._asked(cue, source, end, last)):
                return None
            at += 1
        masdar = cue.shape == "masdar"
        reach = 3 if masdar and source is None else 12
        for index in range(at, min(last, at + reach)):
            if index in self.strong:
                return None
            start = self._prepositional(cue, index, lenient=source is not None)
            if start is None:
                continue
            if masdar and not self._deedlike(start) and not (start == index and self._glued_deed(view.keys[index])):
                return None
            if source is not None and source.last > index:
                source = reader.mention(source.first, index)
            frame = Frame(match.first, match.last, cue, "act", start, number, match.first, source)
            self._join(frame, match)
            frame.linked = False
            return frame
        return None

    def _asked(self, cue: Cue, source: Mention, end: int, last: int) -> bool:
        """Whether an unheaded name behind a noun of saying is its source: the preposition and a deed follow at once."""
        if source.first in self.spoken or not self.reader.plausible(source.first):
            return False
        counted = self.view.keys[source.first][:1].isdigit()
        for index in range(source.first + 1, min(last, end + 1 + 5 * counted)):
            start = self._prepositional(cue, index)
            if start is not None and (start > index or self._glued_deed(self.view.keys[index])):
                return True
            if start is not None and self.lexicon.is_definite(self.view.keys[index]) and not self.view.gaps[index]:
                return index <= source.first + 3  # threats of Fiorentina with the court
        return False

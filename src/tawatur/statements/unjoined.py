"""Unjoined clauses: verbs of saying whose clause follows with neither complementizer nor colon nor quotation."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.statements.cues import Cue
from tawatur.statements.frame import Frame
from tawatur.statements.objects import Objects
from tawatur.text.phrases import Match

_LEAST = 4  # words: fewer are a rest of something else


class Unjoined(Objects):
    """Finds clauses that nothing joins to their verb, in one report."""

    def _unjoined(self, match: Match[Cue], earlier: Sequence[Frame]) -> Frame | None:
        """The frame of a verb whose clause follows with nothing that joins it: he said we are glad."""
        view, cue, reader, lexicon = self.view, match.item, self.reader, self.lexicon
        if not cue.unjoined or cue.shape != "verb" or cue.suffix or cue.voice == "passive":
            return None
        number = view.sentence_of[match.first]
        sentence = view.sentences[number]
        opens = match.first == sentence.first or bool(match.clitic) or bool(view.gaps[match.first])
        if match.last >= sentence.last or not opens or self._within_relative(match.first):
            return None
        at, spanning = reader.past_adjuncts(match.last, sentence.last)
        if spanning or at >= sentence.last or view.keys[at] in lexicon.from_forms:
            return None
        if reader.to_somebody(at):
            at = reader.phrase_end(at, sentence.last, loose=True)
        stop = at
        if at < sentence.last and not self._opens_clause(at) and self._told_by(at):
            end = reader.phrase_end(at, sentence.last, loose=True)
            stop = next((index for index in range(at + 1, end) if self._opens_clause(index)), end)
            stop, spanning = reader.past_adjuncts(stop, sentence.last)
            if spanning:
                return None
        if sentence.last - stop < _LEAST or not self._may_open(stop, match):
            return None
        if stop == at and any(view.gaps[index] for index in range(stop + 1, stop + 3)):
            return None  # a name the reader does not know, closed by its comma
        frame = Frame(match.first, match.last, cue, "clause", stop, number, match.first)
        zone = reader.zone(match.last, stop, loose=True)
        frame.source, frame.before = zone.source, zone.listeners
        if frame.source is None:
            frame.source = self._preverbal(match, sentence, earlier)
        if not self._sayable(frame, match):
            return None
        self._join(frame, match)
        return frame

    def _told_by(self, index: int) -> bool:
        """Whether a source can begin right behind a verb whose clause nothing joins: a head, a name, a definite."""
        key, lexicon, reader = self.view.keys[index], self.lexicon, self.reader
        if not reader.plausible(index, loose=True):
            return False
        named = key in lexicon.names or key in lexicon.places or key in reader.view_names
        return named or reader.head_at(index) is not None or lexicon.is_definite(key) or index in self.view.opening

    def _may_open(self, index: int, match: Match[Cue]) -> bool:
        """Whether a clause can begin at a word: no preposition, relative word, participle or object of the verb."""
        key, lexicon = self.view.keys[index], self.lexicon
        if self._opens_clause(index):
            return True
        if match.item.governs[:1] != ("inna",) or key in lexicon.standing or key in lexicon.relatives:
            return False
        if (
            key in lexicon.particles["demonstrative"] | lexicon.particles["with-pronoun"]
            or index in self.groups
            or index in self.view.opening
        ):
            return False
        if key[0] in lexicon.prepositions_glued and self.is_glued(index, key):
            return False
        return not (self.reader.accusative(index) or key.endswith(lexicon.accusative) or self.reader.owned(index))

    def _opens_clause(self, index: int) -> bool:
        """Whether a word can only open a clause: we, there is, indeed, not, it must."""
        key = self.view.keys[index]
        lexicon = self.lexicon
        return key in lexicon.particles["opens-clause"] | lexicon.particles["is-not"] or key in lexicon.negations

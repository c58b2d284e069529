"""Reports of what was said just before: the deputy announced that; which the club denied."""

from __future__ import annotations

from tawatur.statements.adverbials import Adverbials
from tawatur.statements.cues import Cue
from tawatur.statements.frame import Frame
from tawatur.statements.quotes import Quotation
from tawatur.text.phrases import Match

_MARKS = '\u00ab\u00bb\u201c\u201d" '  # quotation marks stand inside a naming
_SPEECH = 4  # words: fewer in quotation marks may be a name
_WHICH = 4  # words "which" takes at most


class Pointed(Adverbials):
    """Finds the frames whose content stands before them."""

    def _pointed(self, match: Match[Cue]) -> Frame | None:
        """The frame of a verb with a pronoun for what precedes: announced that X; , which X denied.

        Its content is the clause before it, or the sentence before when it opens its own (`Scope`).
        """
        cue, view = match.item, self.view
        if cue.shape != "verb" or cue.voice == "passive" or cue.relays or cue.topic_only:
            return None
        bare = view.keys[match.first][len(match.clitic) :]
        if cue.addressee or cue.two_argument or bare in self.lexicon.standing:
            return None
        number = view.sentence_of[match.first]
        sentence = view.sentences[number]
        which = self._which(match, sentence.first)
        last = match.last
        following = view.keys[last] if last < sentence.last else ""
        if which is None and cue.weak and not any(act and following.startswith(act) for act in cue.acts):
            return None  # a weak verb is told from its homographs (after that) by its own preposition
        if which is None or not cue.suffix:
            taken = self._that(last, sentence.last) if which is None else self._taken_up(match, sentence.last)
            if taken is None or (which is None and match.first != self._first(sentence.first, match)):
                return None
            last = taken
        stop = next(
            (at for at in range(last + 1, sentence.last) if view.gaps[at].strip('\u00ab\u00bb\u201c\u201d" ')),
            sentence.last,
        )
        source = self.reader.zone(last, stop, loose=True).source if last < sentence.last else None
        if source is None or source.first != last:
            return None
        pre = which if which is not None else sentence.first
        frame = Frame(match.first, match.last, cue, "pointed", last, number, pre, source)
        frame.linked = True
        return frame

    def _behind_quotation(self, match: Match[Cue]) -> Frame | None:
        """The frame of a verb and its subject right behind a quotation: "…", affirms the agent."""
        cue, view = match.item, self.view
        if cue.shape != "verb" or cue.voice == "passive" or cue.suffix or match.clitic:
            return None
        number = view.sentence_of[match.first]
        sentence = view.sentences[number]
        these = self._pointing("these-words", max(sentence.first, match.first - _WHICH), match.first)
        pre = these if these is not None else match.first
        told = pre < match.first or {"an", "inna"} & set(cue.governs)
        if pre == 0 or "\n" in view.gaps[pre] or not told or not self.quotation_before(pre):
            return None
        if self._opening(match, sentence) is not None:
            return None  # it goes on behind its verb
        stop = next((at for at in range(match.last + 1, sentence.last) if view.gaps[at].strip(_MARKS)), sentence.last)
        source = self.reader.zone(match.last, stop, loose=True).source if match.last < sentence.last else None
        if source is None or source.first != match.last or (cue.weak and not self._speaks(source)):
            return None
        frame = Frame(match.first, match.last, cue, "pointed", match.last, number, pre, source)
        frame.linked = True
        return frame

    def quotation_before(self, at: int) -> Quotation | None:
        """The quotation of four words or more that ends right before a word and opens its sentence."""
        view = self.view
        first = view.sentences[view.sentence_of[at - 1]].first
        found = view.opening.get(first)
        if found is None or not found.closed or view.word_at(found.inner.end) != at or at - first < _SPEECH:
            return None
        return found

    def _which(self, match: Match[Cue], first: int) -> int | None:
        """Where the words for "which" begin that end right before a verb."""
        return self._pointing("which", max(first, match.first - _WHICH), match.first)

    def _that(self, at: int, last: int) -> int | None:
        """The word after "that" at a word, when it is no adjective of what follows."""
        if at >= last or self.view.gaps[at]:
            return None
        found = [one.last for one in self.lexicon.antecedents.at(self.view.words, at) if one.item == "that"]
        return max(found) if found else None

    def _taken_up(self, match: Match[Cue], last: int) -> int | None:
        """The word after a preposition with a pronoun that takes "which" up: (which) he insisted on it."""
        at = match.last
        return at + 1 if at < last and self._takes_up(self.view.keys[at], match.item) else None

    def _first(self, first: int, match: Match[Cue]) -> int:
        """The first word of a sentence behind link words."""
        return match.first if self.before_links(match.first, first)[0] == first else first

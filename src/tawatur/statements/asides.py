"""Asides: what stands between a source and the object of its verb, between commas or as an adjunct of its own."""

from __future__ import annotations

from tawatur.statements.clauses import Clauses

_ASIDE = 24  # words between two commas
_CLOSING = '\u00bb\u201d")'  # marks that close what stands before a comma
_COMMAS = ("\u060c", ",")


class Asides(Clauses):
    """Finds where asides end in one report."""

    def past_aside(self, at: int, last: int) -> int:
        """The word after what stands at a word between two commas: an adjunct, a relative clause."""
        while at < last and self.comma(at) and self._aside_at(at):
            ahead = range(at + 1, min(last, at + _ASIDE))
            close = next((index for index in ahead if self.comma(index)), 0)
            if not close:
                break
            at = close
        return at

    def comma(self, at: int) -> bool:
        """Whether a comma stands before a word, behind a closing mark or not."""
        return self.view.gaps[at].lstrip(_CLOSING).startswith(_COMMAS)

    def _aside_at(self, at: int) -> bool:
        """Whether a word behind a comma opens an aside."""
        key, lexicon = self.view.keys[at], self.lexicon
        told = key in lexicon.pointing or key in lexicon.remarks  # who is, and she is
        return told or key in lexicon.standing or bool(self.reader.adjunct_at(at))

    def past_talk(self, at: int, last: int) -> int:
        """The word after an adjunct that is whole of itself: in a statement, in a joint interview yesterday."""
        view, lexicon, reader = self.view, self.lexicon, self.reader
        end = reader.adjunct_at(at) if at < last and not self.comma(at) else 0
        if not end or end >= last:
            return at
        head = reader.head_at(end - 1)
        paper = head is not None and head[0].role in ("paper", "document")
        if not paper and lexicon.noun(view.keys[end - 1]) not in lexicon.particles["talk"]:
            return at
        with_whom = end + 1 < last and not view.gaps[end] and view.keys[end] in lexicon.standing
        if with_whom and reader.plausible(end + 1):
            end = reader.phrase_end(end + 1, last, loose=True)  # in a talk with the paper
        while end < last and not view.gaps[end]:
            key = view.keys[end]
            described = "adjective" in (lexicon.classes.get(key), lexicon.classes.get(lexicon.article + key))
            if key in lexicon.adjunct_tails or described:
                end += 1
            elif (timed := reader.past_adjuncts(end, last))[0] > end and not timed[1]:
                end = timed[0]
            else:
                break
        return end

"""Spans: contents cut to their words, without link words, glued prepositions and the marks around them."""

from __future__ import annotations

from tawatur.model import Span
from tawatur.statements.cues import glued
from tawatur.statements.frame import Frame
from tawatur.statements.frames import Framer
from tawatur.statements.view import View

_MARKS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"  # tatweel and tashkeel


_BRACKETS = {"(": ")", "{": "}", "\ufd3f": "\ufd3e"}
_SPEECH = 3  # words: fewer in brackets are a name


class Spans:
    """Cuts contents in one report."""

    def __init__(self, view: View, framer: Framer) -> None:
        self.view = view
        self.framer = framer
        self.lexicon = framer.lexicon
        self._reporting: frozenset[int] = frozenset()  # the sentences in which somebody is reported

    def _unquoted(self, span: Span) -> Span:
        """A span without the marks of a quotation that is all of it."""
        for quotation in self.view.quotations:
            if quotation.outer.start == span.start and quotation.outer.end >= span.end - 1:
                return self._bare(quotation.inner)
        return span

    def _size(self, span: Span) -> int:
        return self.view.word_at(span.end) - self.view.word_at(span.start)

    def _quoted(self, span: Span) -> int:
        """Words of the longest quotation inside a span."""
        sizes = [
            self._size(q.inner)
            for q in self.view.quotations
            if q.outer.start >= span.start - 1 and q.outer.start < span.end
        ]
        return max(sizes, default=0)

    def _trimmed(self, first: int, last: int, frame: Frame | None = None) -> Span:
        """The span of words without link words and punctuation at its end, quotation marks at its edges kept whole."""
        view = self.view
        if last <= first:
            at = view.starts[first] if first < len(view.keys) else len(view.text)
            return Span(at, at)
        last, _ = self.framer.before_links(last, first)
        while last > first and view.keys[last - 1] == self.lexicon.and_:
            last -= 1
        if last <= first:
            at = view.starts[first]
            return Span(at, at)
        start, end = view.starts[first], view.ends[last - 1]
        if frame is not None and frame.form == "act":
            start = self._after_glue(first, frame)
        limit = view.starts[last] if last < len(view.keys) else len(view.text)
        while end < limit and view.text[end] in "\u00bb\u201d\"\u2033)%\u066a'\u2019\u061f!":
            end += 1
        if view.text[start - 1 : start] in ("\u00ab", "\u201c", '"', "(", "\u201d", "#") and start:
            start -= 1
        return Span(start, end)

    def _after_glue(self, first: int, frame: Frame) -> int:
        """Where an act's object begins: behind the preposition glued to it."""
        view, cue = self.view, frame.cue
        start = view.starts[first]
        key = view.keys[first]
        letters = glued(cue.acts)
        if cue.two_argument:  # the predicate of a pronoun bears a preposition, an object does not
            owned = cue.suffix or (first and view.keys[first - 1] in self.lexicon.object_pronouns)
            letters = self.lexicon.prepositions_glued[:1] if owned else ()
        if key in self.lexicon.particles["as-good-as"]:
            return start
        if not key.startswith(letters) or not self.framer.is_glued(first, key):
            return start
        if len(key) == 1:
            return view.starts[first + 1] if first + 1 < len(view.keys) else start
        start += 1
        while view.text[start] in _MARKS:
            start += 1
        if key.startswith(self.lexicon.l_article):
            start += 1
        return start

    def _own_words(self, frame: Frame, end: int, first: int) -> int:
        """Where the outlet's own words begin behind a content: what it hints at, what became of a wish, the main clause
        of a concession; `end` when there are none."""
        view, lexicon = self.view, self.lexicon
        phrases, hints = lexicon.antecedents, view.listed(lexicon.hints.firsts, frame.open + 2, end)
        end = next((at for at in hints if lexicon.hints.longest_at(view.words, at) is not None), end)
        if frame.cue.negates and frame.form == "act":  # (they denied) the charges flatly
            manner = view.listed(phrases.firsts, max(frame.open + 1, end - 3), end)
            return next((at for at in manner if any(one.item == "flatly" for one in phrases.at(view.words, at))), end)
        if frame.form != "clause":
            return end
        if self._wished(frame.open):  # (they expected) it to reach the coast, but it died down
            end = next(iter(view.listed(lexicon.contrasts, frame.open + 2, end)), end)
        if any(one.item == "although" for one in phrases.at(view.words, first)):
            turns = lexicon.then | lexicon.kept
            end = next((at for at in view.marked(frame.open + 1, end) if view.keys[at] in turns), end)
        return end

    def _wished(self, at: int) -> bool:
        """Whether a content begins with a verb in the subjunctive: (that) it reach."""
        key, joint, lexicon = self.view.keys[at], self.view.keys[at - 1], self.lexicon
        begins = key.startswith((lexicon.imperfect, lexicon.possessed_feminine)) and len(key) > 2
        bare = self.framer.single.get(joint) is not None and not joint.endswith(lexicon.pronouns)
        return begins and bare and lexicon.classes.get(key) is None and key not in lexicon.names

    def _in_brackets(self, frame: Frame) -> Span | None:
        """What stands in brackets right behind a colon, when it is more than a name: he said: (…)."""
        view = self.view
        gap = view.gaps[frame.open].rstrip()
        close = _BRACKETS.get(gap[-1:]) if ":" in gap else None
        if close is None:
            return None
        start = view.starts[frame.open]
        end = view.text.find(close, start)
        if end < 0 or "\n" in view.text[start:end] or view.text.count(" ", start, end) < _SPEECH:
            return None
        return self._bare(Span(start, end))

    def _spoken_on(self, end: int) -> int:
        """The word after the speech behind a colon that has no marks: it goes on in the paragraph behind dots, and as
        long as a first person speaks and no other report begins."""
        view = self.view
        while end < len(view.keys) and "\n" not in view.gaps[end] and view.sentence_of[end] not in self._reporting:
            last = view.sentences[view.sentence_of[end]].last
            dots = ".." in view.gaps[end] or "\u2026" in view.gaps[end]
            if not dots and not any(self._ours(at) for at in range(end, last)):
                break
            end = last
        return end

    def _ours(self, at: int) -> bool:
        """Whether a word bears the pronoun of the first person: (we) felt, (our) products."""
        key, lexicon = self.view.keys[at], self.lexicon
        with_us = key in lexicon.particles["with-pronoun"] and key.endswith(lexicon.ours)
        if with_us or key in lexicon.particles["first-person"]:
            return True
        if not key.endswith(lexicon.ours) or len(key) < 5 or lexicon.is_definite(key) or key in lexicon.names:
            return False
        return key[-3] not in lexicon.long and key not in lexicon.places and key not in lexicon.towns

    def _bare(self, span: Span) -> Span:
        """A quotation's inside without white space and the final stop."""
        text = self.view.text
        start, end = span
        while start < end and text[start] in " \t\n\u00a0":
            start += 1
        while end > start and text[end - 1] in " \t\n\u00a0.\u060c,":
            end -= 1
        return Span(start, end)

"""Scope: which report stands in which, and where the content of each begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.model import Span, StatementType
from tawatur.statements.frames import Frame, Framer
from tawatur.statements.view import Sentence, View

_EDGE = " \t\n\u00a0.,\u060c\u061b;:\u2026-\u2013\u2014"
_LONG = 4  # words: a quoted part of this many makes a clause "mixed" (the guide)


class Scoped(NamedTuple):
    """A frame with its content."""

    frame: Frame
    content: Span
    type: StatementType


class Scope:
    """Contents of the frames of one report."""

    def __init__(self, view: View, framer: Framer) -> None:
        self.view = view
        self.framer = framer
        self.lexicon = framer.lexicon

    def scoped(self, frames: Sequence[Frame]) -> list[Scoped]:
        """Every frame with its content; adverbials over a report join it instead of making one of their own."""
        by_sentence: dict[int, list[Frame]] = {}
        for frame in frames:
            by_sentence.setdefault(frame.sentence, []).append(frame)
        out: list[Scoped] = []
        for number in sorted(by_sentence):
            group = by_sentence[number]
            sentence = self.view.sentences[number]
            said = [frame for frame in group if frame.form != "adverbial"]
            self._nest(said)
            for frame in said:
                if frame.outer is not None and frame.outer.merged is frame:
                    continue
                out.append(self._content(frame, group, sentence))
            for frame in group:
                if frame.form == "adverbial":
                    out += self._adverbial(frame, said, group, sentence)
        return [item for item in out if item.content.end > item.content.start]

    # ── which stands in which ──

    def _nest(self, said: list[Frame]) -> None:
        """Sets `outer` on frames inside the content of another, `merged` on one whose whole content another is."""
        last: Frame | None = None
        for frame in said:
            if last is not None and not frame.linked and frame.pre >= last.open and last.quotation is None:
                frame.outer = last
                starts_it = frame.pre == last.open or (
                    frame.source is not None and frame.source.first == last.open
                )
                if starts_it and not frame.relative:
                    last.merged = frame
            if frame.outer is None:
                last = frame

    # ── contents ──

    def _content(self, frame: Frame, group: Sequence[Frame], sentence: Sentence) -> Scoped:
        """The content of a verb's or participle's frame."""
        inner = frame
        while inner.merged is not None:
            inner = inner.merged
        direct = self._direct(inner, sentence)
        if direct is not None:
            return Scoped(frame, direct, "direct")
        end = self._end(inner, group, sentence)
        span = self._trimmed(inner.open, end, inner)
        kind: StatementType = "act" if inner.form == "act" else "indirect"
        if kind == "indirect" and self._quoted(span) >= _LONG:
            kind = "mixed"
        return Scoped(frame, span, kind)

    def _direct(self, frame: Frame, sentence: Sentence) -> Span | None:
        """The content when all of it stands in one quotation."""
        view = self.view
        quotation = view.opening.get(frame.open)
        if quotation is None or frame.form == "act" and self._size(quotation.inner) < _LONG:
            return None
        end = view.word_at(quotation.inner.end)
        text = view.text[quotation.outer.end : view.words[end].start] if end < len(view.words) else "\n"
        inside = quotation.inner.of(view.text).rstrip()
        stop = bool(set(text) & set("\n.\u060c,;\u061b!\u061f")) or (inside and inside[-1] in ".\u060c,!\u061f")
        over = (
            end >= len(view.words) or stop or end in self.framer.groups
            or any(True for _ in self.lexicon.links.at(view.words, end))
        )
        if frame.form in ("quote", "colon"):
            over = over or self._size(quotation.inner) >= _LONG
        if not over:
            return None
        if not stop and frame.form == "clause" and self._size(quotation.inner) < _LONG:
            return None
        frame.quotation = quotation
        return self._bare(quotation.inner)

    def _size(self, span: Span) -> int:
        return self.view.word_at(span.end) - self.view.word_at(span.start)

    def _quoted(self, span: Span) -> int:
        """Words of the longest quotation inside a span."""
        sizes = [
            self._size(q.inner) for q in self.view.quotations
            if q.outer.start >= span.start - 1 and q.outer.start < span.end
        ]
        return max(sizes, default=0)

    def _end(self, frame: Frame, group: Sequence[Frame], sentence: Sentence) -> int:
        """The word at which the content of a frame ends (the word after its last)."""
        view = self.view
        end = sentence.last
        chain = set()
        outer: Frame | None = frame
        while outer is not None:
            chain.add(id(outer))
            outer = outer.outer
        for other in group:
            if id(other) in chain or other.at <= frame.at:
                continue
            if other.form == "adverbial" and other.place == "medial":
                continue
            if other.outer is not None and other.outer is frame:
                if other.relative and other.source is None:
                    end = min(end, other.pre - 1)
                    break
                continue
            if other.pre > frame.open:
                end = min(end, other.pre)
                break
        # a quotation that opens inside the content and runs past the sentence takes the content along
        if end == sentence.last:
            for at in range(frame.open, end):
                quotation = view.opening.get(at)
                if quotation is not None and quotation.closed and quotation.inner.end > view.words[end - 1].end:
                    end = max(end, view.word_at(quotation.inner.end))
                    break
        return max(end, frame.open)

    def _trimmed(self, first: int, last: int, frame: Frame | None = None) -> Span:
        """The span of words, with link words and punctuation at its end cut, quotation marks at its edges kept whole."""
        view = self.view
        if last <= first:
            at = view.words[first].start if first < len(view.words) else len(view.text)
            return Span(at, at)
        last, _ = self.framer.before_links(last, first)
        while last > first and view.keys[last - 1] == "\u0648":
            last -= 1
        if last <= first:
            at = view.words[first].start
            return Span(at, at)
        start, end = view.words[first].start, view.words[last - 1].end
        if frame is not None and frame.form == "act":
            start = self._after_glue(first, frame)
        limit = view.words[last].start if last < len(view.words) else len(view.text)
        while end < limit and view.text[end] in "\u00bb\u201d\"\u2033)%\u066a'\u2019\u061f!":
            end += 1
        if view.text[start - 1 : start] in ("\u00ab", "\u201c", '"', "(", "\u201d", "#") and start:
            start -= 1
        return Span(start, end)

    def _after_glue(self, first: int, frame: Frame) -> int:
        """Where an act's object begins: behind the preposition glued to it."""
        view, cue = self.view, frame.cue
        start = view.words[first].start
        key = view.keys[first]
        glued = tuple(act for act in cue.acts if len(act) == 1)
        if not glued or not key.startswith(glued) or not self.framer._is_glued(first, key):
            return start
        if len(key) == 1:
            return view.words[first + 1].start if first + 1 < len(view.words) else start
        start += 1
        while view.text[start] in "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652":
            start += 1
        if key.startswith(self.lexicon.l_article):
            start += 1
        return start

    def _bare(self, span: Span) -> Span:
        """A quotation's inside without white space and the final stop."""
        text = self.view.text
        start, end = span
        while start < end and text[start] in " \t\n\u00a0":
            start += 1
        while end > start and text[end - 1] in " \t\n\u00a0.\u060c,":
            end -= 1
        return Span(start, end)

    # ── adverbials ──

    def _adverbial(
        self, frame: Frame, said: Sequence[Frame], group: Sequence[Frame], sentence: Sentence
    ) -> list[Scoped]:
        """What an adverbial makes: a link in front of the reports it stands over, or a statement of its own."""
        view = self.view
        others = [one for one in said if one.quotation is None or True]
        over = [one for one in others if one.outer is None]
        first, last = self._clause(frame, group, sentence)
        reports = [one for one in over if first <= one.at < last]
        main = reports[0] if reports else None
        link = frame.source
        if main is not None and link is not None:
            main_first = main.pre <= first + 2 or frame.place == "leading" or self._fronted(first, main)
            for one in reports:
                self._add_link(one, frame)
            if main_first:
                return []
        elif main is not None and frame.pronoun:
            return []
        if frame.place == "trailing":
            last = frame.at
        start = frame.end if frame.place == "leading" else first
        if frame.place == "leading":
            if start < last and view.keys[start] in self.lexicon.then and view.keys[start] not in self.lexicon.kept:
                start += 1
            found = self.framer.complementizer(start) if start < last else None
            if found is not None:
                start = found[1]
        span = self._trimmed(start, last)
        quotation = view.opening.get(start)
        kind: StatementType = "indirect"
        if quotation is not None and quotation.outer.end >= span.end:
            return [Scoped(frame, self._bare(quotation.inner), "direct")]
        if self._quoted(span) >= _LONG:
            kind = "mixed"
        return [Scoped(frame, span, kind)]

    def _clause(self, frame: Frame, group: Sequence[Frame], sentence: Sentence) -> tuple[int, int]:
        """The words an adverbial stands over: from the sentence's start or the last adverbial to its end or the next."""
        first, last = sentence.first, sentence.last
        for other in group:
            if other is frame or other.form != "adverbial":
                continue
            if other.at < frame.at and other.place != "leading":
                first = max(first, other.end)
            elif other.at > frame.at and frame.place == "leading":
                last = min(last, other.at)
        if frame.place == "trailing":
            last = frame.at
        return first, last

    def _fronted(self, first: int, main: Frame) -> bool:
        """Whether what stands before a sentence's first cue is only an adjunct in front of it."""
        if main.source is not None and main.source.last <= main.at and main.source.first - first <= 2:
            return True
        key = self.view.keys[first]
        return main.pre - first <= 12 and (key in self.lexicon.standing or bool(self.framer.reader.adjunct_at(first)))

    def _add_link(self, one: Frame, adverbial: Frame) -> None:
        """Puts an adverbial's source in front of a report's chain, unless it is the speaker himself."""
        source = adverbial.source
        if source is None:
            return
        mine = one.source
        if mine is not None and self.view.text[mine.span.start : mine.span.end] == self.view.text[source.span.start : source.span.end]:
            return
        one.before = (*adverbial.before, source, *one.before)

"""Reaches: what an adverbial like "according to" stands over, the reports of a sentence or a clause of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.model import Span, StatementType
from tawatur.statements.frame import Frame
from tawatur.statements.frames import Framer
from tawatur.statements.spans import Spans
from tawatur.statements.view import Sentence, View

_WHAT = 2  # letters of (what), which also asks; the longer word for (which) does not
LONG = 4  # words: a quoted part of this many makes a clause "mixed" (the guide)


class Scoped(NamedTuple):
    """A frame with its content."""

    frame: Frame
    content: Span
    type: StatementType


class Reaches(Spans):
    """What the adverbials of one report stand over."""

    def __init__(self, view: View, framer: Framer) -> None:
        super().__init__(view, framer)
        self._told: dict[int, list[Frame]] = {}  # a sentence → its reports
        self._ending: dict[int, Frame] = {}  # the sentence a quotation of several sentences ends in → its frame

    def _adverbial(
        self, frame: Frame, said: Sequence[Frame], group: Sequence[Frame], sentence: Sentence
    ) -> list[Scoped]:
        """What an adverbial makes: a link in front of the reports it stands over, or a statement of its own."""
        view = self.view
        over = [one for one in said if one.outer is None and one.cue.shape not in ("masdar", "noun")]
        first, last = self._clause(frame, group, sentence)
        came = view.keys[first] in self.lexicon.came and frame.at - first <= 3
        if came:
            last = sentence.last
        reports = [one for one in over if first <= one.at < last]
        spoken = self._ending.get(frame.sentence)
        if spoken is not None and frame.place != "leading" and (frame.source is not None or frame.before):
            self._add_link(spoken, frame)
            return []
        main = reports[0] if reports else None
        linked = frame.source is not None or bool(frame.before)
        if main is not None and linked:
            begin = frame.end if frame.place == "leading" else self._behind_leading(first, group)
            whole = main.pre - begin <= 1 or self._fronted(begin, main)
            if whole or frame.place != "leading":
                for one in self._covered(frame, reports, sentence):
                    self._add_link(one, frame)
            if whole:
                return []
        elif main is not None and frame.pronoun:
            return []
        if came:
            return []
        if frame.place == "trailing" or (frame.place == "medial" and self._aftermath(frame.end, sentence.last)):
            last = frame.at
        if frame.place == "leading" and main is not None and main.cue.shape == "participle":
            last = min(last, main.pre)  # …, explaining that: the participle's report is its own
        start = frame.end if frame.place == "leading" else self._past_opening(first, min(last, frame.at))
        if frame.place == "leading":
            if start < last and view.keys[start] in self.lexicon.then and view.keys[start] not in self.lexicon.kept:
                start += 1
            found = self.framer.complementizer(start) if start < last else None
            if found is not None:
                start = found[1]
        if start >= last and frame.place == "leading" and frame.sentence > 0 and "\n" not in view.gaps[sentence.first]:
            told = [one for one in self._told.get(frame.sentence - 1, ()) if one.outer is None]
            for one in told if linked else ():
                self._add_link(one, frame)
            if told and (linked or frame.pronoun):
                return []
            before = view.sentences[frame.sentence - 1]  # the source stands in a sentence of its own, behind
            start, last = before.first, before.last
        span = self._trimmed(start, last)
        quotation = view.opening.get(start)
        kind: StatementType = "indirect"
        if quotation is not None and quotation.outer.end >= span.end:
            return [Scoped(frame, self._bare(quotation.inner), "direct")]
        if self._quoted(span) >= LONG:
            kind = "mixed"
        return [Scoped(frame, span, kind)]

    def _past_opening(self, first: int, last: int) -> int:
        """The word after what opens a sentence and is no part of what is said: it is to be noted that; for its part."""
        view, lexicon = self.view, self.lexicon
        if view.keys[first] in lexicon.impersonal:
            for at in range(first + 1, min(first + 4, last)):
                found = self.framer.complementizer(at, at)
                if found is not None:
                    return found[1] if found[1] < last else first
        ends = [one.last for one in lexicon.links.at(view.words, first) if one.last < last]
        return max((end for end in ends if view.gaps[end].startswith(("\u060c", ","))), default=first)

    def _aftermath(self, at: int, last: int) -> bool:
        """Whether the outlet's own remark stands behind an adverbial and its comma: , as X says, which threatens."""
        view, lexicon = self.view, self.lexicon
        if at >= last or not view.gaps[at].startswith(("\u060c", ",")):
            return False
        key = view.keys[at]
        own = key in lexicon.remarks or key in lexicon.glosses or (key in lexicon.what and len(key) > _WHAT)
        own = own or (key[0] == lexicon.and_ and key in lexicon.negations)
        return own or any(True for _ in lexicon.links.at(view.words, at))

    def _clause(self, frame: Frame, group: Sequence[Frame], sentence: Sentence) -> tuple[int, int]:
        """The words an adverbial stands over: from the sentence start or the last adverbial to its end or the next."""
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
        elif frame.place == "leading":
            first = max(first, frame.at)
        return first, last

    def _covered(self, frame: Frame, reports: list[Frame], sentence: Sentence) -> list[Frame]:
        """The reports an adverbial is the source of: all of a sentence it opens or closes, else the one before it."""
        before = [one for one in reports if one.at < frame.at]
        if frame.place == "leading" or not before or frame.end >= sentence.last - 1:
            return reports
        return before[-1:]

    def _behind_leading(self, first: int, group: Sequence[Frame]) -> int:
        """The word after the adverbial a sentence begins with, or the word itself."""
        return max((one.end for one in group if one.form == "adverbial" and one.place == "leading"), default=first)

    def _fronted(self, first: int, main: Frame) -> bool:
        """Whether what stands before a sentence's first cue is only an adjunct in front of it."""
        if main.pre <= first:
            return True
        if main.cue.shape == "participle":
            return False  # (according to the report) the trade is a main resource, pointing to …
        if main.source is not None and main.source.last <= main.at and main.source.first - first <= 2:
            return True
        view, key = self.view, self.view.keys[first]
        if main.pre - first > 16:
            return False
        bare = key[1:] if key[0] in self.lexicon.conjunctions else key
        return (
            bare in self.lexicon.standing
            or bool(self.framer.reader.adjunct_at(first))
            or (view.gaps[main.pre].startswith(("\u060c", ",")) and self.lexicon.is_deed(bare))
        )

    def _add_link(self, one: Frame, adverbial: Frame) -> None:
        """Puts an adverbial's source in front of a report's chain, unless it is the speaker himself."""
        links = adverbial.before if adverbial.source is None else (*adverbial.before, adverbial.source)
        text, mine = self.view.text, one.source
        told = adverbial.source is not None and adverbial.source.kind not in ("agency", "document", "organisation")
        if mine is not None and mine.kind == "agency" and told:
            # (the papers reported, as a relative said): the papers have it from the relative
            one.before, one.source = (*one.before, mine, *adverbial.before), adverbial.source
            return
        if mine is not None:
            links = tuple(link for link in links if link.span.of(text) != mine.span.of(text))
        one.before = (*links, *one.before)

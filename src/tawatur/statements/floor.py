"""The floor: whose word a verb takes up that names nobody (he added), by who spoke where, how, and how long ago.

Every voice of a report has a turn: the sentence it last spoke in, on what level, and when. In a sentence the one whose
report it is comes before the paper that carried him, and both before those he quotes; a later sentence comes before an
earlier one. The last voice that agrees with the verb holds the floor, unless the sentence in between tells of somebody.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.statements.frame import Frame
from tawatur.statements.frames import Framer
from tawatur.statements.mentions import Mention
from tawatur.statements.naming import CARRIED, INNER, MAIN, Names, Source

CARRIERS = ("agency", "document", "organisation")
_HANDING_OVER = ("document", "agency", "anonymous")


class Floor:
    """Who holds the floor in one report."""

    def __init__(self, framer: Framer, names: Names) -> None:
        self.view = framer.view
        self.framer = framer
        self.names = names
        self._spoke: set[int] = set()  # sentences that have named a speaker
        self._main: tuple[int, Source | None] = (-1, None)  # a sentence and whose report it is
        self._named: dict[tuple[int, int], Mention] = {}  # a sentence and a source → how it is named there

    # ── turns ──

    def named(self, frame: Frame, mention: Mention) -> Source:
        """The source that a frame names; an honorific alone may take up one told of before."""
        source = self._honoured(frame, mention) or self.names.resolve(mention, frame.cue)
        self._named[frame.sentence, id(source)] = mention
        return source

    def hear(self, sentence: int, source: Source) -> None:
        """Notes that somebody speaks in a sentence, before it is known on what level."""
        self._spoke.add(sentence)
        if source.turn[0] != sentence:
            self.names.speak(source, sentence, INNER)

    def carry(self, sentence: int, relay: Source, mention: Mention) -> None:
        """Notes that a source carries another's words; one who is only told them (to Reuters) has no turn."""
        key, to = self.view.keys[mention.first], self.names.lexicon.to
        told = key.startswith(to) and mention.span.start > self.view.starts[mention.first]
        after = mention.first > 0 and self.view.keys[mention.first - 1] == to
        if not (told or after) and relay.turn[0] != sentence:
            self.names.speak(relay, sentence, CARRIED)

    def take(self, sentence: int, source: Source | None, outer: Source | None, implicit: bool) -> None:
        """Gives a source its turn: his own report, or inside that of `outer`; papers hand over the word."""
        if source is None:
            return
        main = self._main[1] if self._main[0] == sentence else None
        inside = outer is not None and outer is not source and outer.kind not in _HANDING_OVER
        if outer is not None and inside:
            main = main or outer
            if outer.turn[:2] != (sentence, MAIN):
                self.names.speak(outer, sentence, MAIN)
            if source is not main:
                self.names.speak(source, sentence, INNER)
        elif main is None or source is main or not (implicit and source.turn[:2] == (sentence, INNER)):
            main = source
            self.names.speak(source, sentence, MAIN)
        self._main = (sentence, main)

    # ── who speaks ──

    def holder(self, frame: Frame, but: Sequence[Source]) -> tuple[Source | None, Mention | None]:
        """The speaker of a frame that names none, and how the sentence names him, if it does: the subject of its
        sentence, the one the sentence before tells of, or the last voice that agrees."""
        cue = frame.cue
        gender, number = frame.agreement or (cue.gender, cue.number)
        shown = cue if cue.shape == "verb" else None
        if frame.sentence not in self._spoke and not frame.pronoun and not cue.carries_on:
            mention = self.framer.subject(frame)
            if mention is not None:
                return self.names.resolve(mention, shown), mention
        if not frame.pronoun:
            told = self._told_of(frame)
            if told is not None:
                return self.names.resolve(told, cue), None
        source = self.names.last(gender, number, but=but)
        if source is None and not frame.pronoun:
            mention = self.framer.subject(frame)
            if mention is not None:
                return self.names.resolve(mention, shown), mention
            mention = self.framer.subject_before(frame)
            if mention is not None:
                return self.names.resolve(mention, shown), None
        # named in this sentence already: the second verb or participle of one subject
        return source, self._named.get((frame.sentence, id(source)))

    def carrier(self, frame: Frame) -> tuple[Source, Mention | None] | None:
        """Who carries the words of a frame that does not say so, (it) quoted X as saying: the last voice, when that is
        a publisher or paper that agrees."""
        last = self.names.last("", "") if frame.hands_on and frame.outer is None else None
        if last is None or last.kind not in ("agency", "document"):
            return None
        if not self.names.agrees(last, frame.cue.gender, frame.cue.number):
            return None
        return last, self._named.get((frame.sentence, id(last)))

    def _told_of(self, frame: Frame) -> Mention | None:
        """The man whose doings the sentence before tells of, when nobody has spoken since: he opened … . He said …"""
        cue = frame.cue
        came = self.view.keys[frame.at] in self.names.lexicon.came
        if cue.shape != "verb" or cue.carries_on or came or not self._begins(frame):
            return None
        before = frame.sentence - 1
        if before < 0 or before in self._spoke or frame.sentence in self._spoke or frame.outer is not None:
            return None
        mention = self.framer.subject_of(before, cue)
        if mention is None or mention.kind != "person":
            return None
        key, lexicon = self.view.keys[mention.first], self.names.lexicon
        return mention if mention.head is not None or key in lexicon.names else None

    def _begins(self, frame: Frame) -> bool:
        """Whether a verb is in the past, or in the present at the beginning of its sentence: and he says."""
        return frame.cue.tense == "past" or frame.at == self.view.sentences[frame.sentence].first

    def _honoured(self, frame: Frame, mention: Mention) -> Source | None:
        """The man told of before whom an honorific alone takes up (His Excellency), when he has not spoken yet."""
        head = mention.head
        if head is None or head.role != "pronoun" or not head.base.endswith(self.names.lexicon.pronouns[:2]):
            return None
        narrated = self._told_of(frame)
        if narrated is None and self.names.last(mention.gender, "s", person=True) is None:
            narrated = self.framer.subject_before(frame)
        return self.names.resolve(narrated) if narrated is not None else None

    def last_resort(self, frame: Frame) -> Source | None:
        """The speaker of a clause or quotation whose verb agrees with no voice: the last one all the same, else the
        nearest person or body named before it."""
        cue = frame.cue
        alone = frame.outer is None and frame.merged is None and not frame.relative
        said = frame.form in ("clause", "quote", "colon") or cue.shape == "participle"
        if not said or not alone or cue.voice == "passive":
            return None
        if cue.shape != "participle" and (cue.shape != "verb" or cue.tense != "past"):
            return None
        source = self.names.last("", "")
        if source is not None and source.kind == "person":
            return source
        mention = self.framer.named_before(frame)
        return self.names.resolve(mention) if mention is not None else source

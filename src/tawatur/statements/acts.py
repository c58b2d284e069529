"""Acts: cues whose object is a noun phrase, and where that object begins."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.statements.cues import Cue
from tawatur.statements.frame import Frame
from tawatur.statements.mentions import Mention
from tawatur.statements.noun_acts import NounActs
from tawatur.statements.view import Sentence
from tawatur.text.phrases import Match

_REACH = 24  # words: a carrier and whom it has it from
_EDGES = '-\u2013\u2014\u060c, "\u00bb\u201d'  # what may stand between a noun and its relative clause


class Acts(NounActs):
    """Finds acts in one report."""

    def _act(self, match: Match[Cue], earlier: Sequence[Frame]) -> Frame | None:
        """The frame of a cue whose object is a noun phrase."""
        view, cue = self.view, match.item
        if cue.shape in ("noun", "masdar") and cue.acts:
            done = match.first > 0 and view.keys[match.first - 1] in self.lexicon.particles["opens-clause"]
            event = cue.shape == "masdar" and (cue.addressee or done)  # they were told, it was decided: nobody says it
            return None if event else self._noun_act(match) or self._bare_noun_act(match)
        if not cue.acts or cue.shape not in ("verb", "participle") or cue.voice == "passive":
            return None
        if (
            match.first
            and view.keys[match.first - 1] in self.lexicon.what
            and cue.tense == "present"
            and not cue.suffix
        ):
            return None  # (it fell) which threatens with: nobody says it
        if cue.governs[:1] == ("inna",):
            return None  # what is said is a clause, never a noun
        if (
            cue.shape == "participle"
            and (cue.gender, cue.number) == ("m", "s")
            and not view.keys[match.first].endswith(self.lexicon.accusative)
        ):
            return None  # (he is) accused of: a predicate, not in the accusative
        if cue.shape == "participle" and cue.gender == "f" and not view.gaps[match.first] and not match.clitic:
            return None  # (the clubs are) called upon: an adjective
        key = view.keys[match.first]
        bare = key[len(match.clitic) :]
        word = view.words[match.first]
        if "" in cue.acts and bare in self.lexicon.standing and word.end - word.start == len(key):
            return None  # (and) among the six: a preposition
        if cue.relays and match.last < len(view.keys) and view.keys[match.last] in self.lexicon.from_forms:
            return None  # (carried) from: the paper's own credit
        number = view.sentence_of[match.first]
        sentence = view.sentences[number]
        origin = self._origin(match, sentence) if cue.relays and cue.shape == "verb" else 0
        if origin:
            return self._carried(match, sentence, origin)
        found = self._object(match, sentence)
        if found is None:
            return None
        stop, start = found
        if start >= sentence.last or self.complementizer(start) is not None:
            return None
        if cue.addressee and cue.weak and "" in cue.acts and not self._requests(cue, start):
            return None
        zone = self.reader.zone(match.last, stop, loose=True)
        frame = Frame(match.first, match.last, cue, "act", start, number, match.first, zone.source, zone.listeners)
        frame.source = self._agreeing(frame.source, match)
        if self._asyndetic(match):
            frame.source = self._author(match.first - 1, sentence.first)  # a speech in which he thanked them
        if cue.addressee and cue.shape == "verb" and frame.source is not None:
            frame.source = self._preverbal(match, sentence, earlier) or frame.source
        if cue.addressee and cue.shape == "verb" and match.clitic and not view.gaps[match.first]:
            before = earlier[-1] if earlier and earlier[-1].sentence == number else None
            if before is not None and before.source is not None and before.form != "adverbial":
                frame.source = None  # (it voiced concern) and asked the government to: two acts of one subject
        if cue.shape == "participle" and (cue.addressee or cue.two_argument) and frame.source is not None:
            frame.source = (
                frame.source if frame.source.head is not None and frame.source.head.role == "pronoun" else None
            )
        if frame.source is None and self._within_relative(match.first):
            frame.source = self._antecedent(match)
        elif frame.source is None:
            frame.source = self._preverbal(match, sentence, earlier)
        self._join(frame, match)
        self._told(frame, sentence)
        self._direct(frame)
        return None if self._ruled(frame.source) else frame  # the law obliges: nobody says it

    def _origin(self, match: Match[Cue], sentence: Sentence) -> int:
        """Where (from) stands behind a verb of carrying, 0 when it does not."""
        keys, stops = self.view.keys, range(match.last, min(sentence.last, match.last + _REACH))
        return next((at for at in stops if keys[at] in self.lexicon.from_forms or keys[at] in match.item.acts), 0)

    def _carried(self, match: Match[Cue], sentence: Sentence, at: int) -> Frame | None:
        """The frame of a verb of carrying whose content is a noun of action: (carried) the agency from the minister the
        closing of the port."""
        view, cue, reader = self.view, match.item, self.reader
        if at + 1 >= sentence.last or not reader.plausible(at + 1):
            return None
        last = min(sentence.last, at + _REACH)
        end = next((index for index in range(at + 2, last) if self._starts_deed(index)), 0)
        if not end or any(self.complementizer(index) for index in range(at + 2, end + 1)):
            return None
        carrier = reader.zone(match.last, at).source if at > match.last else None
        if at > match.last and (carrier is None or carrier.last != at or carrier.kind == "person"):
            return None
        frame = Frame(match.first, match.last, cue, "act", end, view.sentence_of[match.first], match.first)
        frame.source = reader.zone(at + 1, end).source
        frame.before = (carrier,) if carrier is not None else ()
        if frame.source is None:
            return None
        self._join(frame, match)
        return frame

    def _starts_deed(self, index: int) -> bool:
        """Whether an indefinite noun of action begins a phrase of its own behind a complete one."""
        view, reader = self.view, self.reader
        if view.gaps[index].strip("\u060c, ") or not reader.complete(index):
            return False
        deed = reader.deed(index) or reader.owned(index) or self.lexicon.noun(view.keys[index]) in self.lexicon.deeds
        return deed and not self.lexicon.is_definite(view.keys[index]) and reader.head_at(index) is None

    def _requests(self, cue: Cue, start: int) -> bool:
        """Whether an object behind a doubtful verb of asking is a deed: who asks for a thing says nothing."""
        key, before = self.view.keys[start], self.view.keys[start - 1]
        glued = key.startswith(tuple(act for act in cue.acts if len(act) == 1))
        return glued or before in cue.acts or self._deedlike(start)

    def _ruled(self, source: Mention | None) -> bool:
        """Whether the subject of an act is a law or an agreement."""
        if source is None or source.head is not None:
            return False
        return self.lexicon.noun(self.view.keys[source.first]) in self.lexicon.particles["rule"]

    def _of_what(self, at: int) -> bool:
        """Whether (which, what) stands before a verb, and no adverb of habit before that: it usually accuses."""
        if not at or self.view.keys[at - 1] not in self.lexicon.what:
            return False
        return at < 2 or not self.reader.adjunct_at(at - 2)

    def _resumptive(self, match: Match[Cue]) -> Frame | None:
        """The frame of a verb in a relative clause whose object pronoun takes up the antecedent: the charges he denies.

        The antecedent is its content.
        """
        cue, view, lexicon = match.item, self.view, self.lexicon
        if cue.shape != "verb" or cue.relays or cue.two_argument or cue.addressee or cue.voice == "passive":
            return None
        number = view.sentence_of[match.first]
        first = view.sentences[number].first
        relative = match.first - 1
        if relative - first < 1 or match.clitic:
            return None
        last = match.last
        if not (cue.suffix and "" in cue.acts):
            if last >= view.sentences[number].last or not self._takes_up(view.keys[last], cue):
                return None
            last += 1
        joined = view.keys[relative] in lexicon.pointing
        start = self._phrase_before(relative, first) if joined else self._indefinite_before(match.first, first)
        if start is None:
            return None
        relative += not joined
        stop = view.sentences[number].last
        end = next((at for at in range(last, stop) if view.gaps[at]), stop)
        source = self.reader.zone(last, end, loose=True).source if last < end else None
        known = source is not None and (source.head is not None or source.rule == "place" or source.press != "")
        if not known and (cue.weak or (not joined and source is None)):
            return None  # facts (that) confirm it: the antecedent is who does it
        frame = Frame(match.first, match.last, cue, "act", start, number, match.first, source)
        frame.end = relative
        frame.relative = True
        return frame

    def _indefinite_before(self, last: int, first: int) -> int | None:
        """Where an indefinite noun, with its adjective or without, begins in front of a verb: a charge he denies."""
        view, lexicon = self.view, self.lexicon
        if view.gaps[last]:
            return None
        for at in (last - 1, last - 2):
            if at <= first or lexicon.is_definite(view.keys[at]) or view.keys[at] in lexicon.never_source:
                return None
            if lexicon.noun(view.keys[at]) in lexicon.deeds or self._noun(at):
                return at
            if view.gaps[at] or (lexicon.article + view.keys[at]) not in lexicon.adjectives:
                return None
        return None

    def _phrase_before(self, last: int, first: int) -> int | None:
        """Where the noun phrase that ends before a word begins: a noun with its adjective, or its owner."""
        view, lexicon = self.view, self.lexicon
        at = last - 1
        if view.gaps[last].strip(_EDGES):
            return None
        placed = view.keys[at] in lexicon.places or view.keys[at] in lexicon.towns
        if at - 2 > first and view.keys[at - 1] in lexicon.within and placed:
            at, last = at - 2, at - 1  # the plan in Yemen which: the plan
        if not lexicon.is_definite(view.keys[at]):
            return None
        while at > first and last - at < 5 and not view.gaps[at]:
            key, before = view.keys[at], view.keys[at - 1]
            if before in lexicon.standing or before in lexicon.never_source or at - 1 in self.groups:
                break
            if not lexicon.is_definite(key):
                break
            both = lexicon.is_definite(before)
            if both and key in lexicon.definite_nouns:
                break  # two nouns: (signed) the ministers the treaty
            adjective = key in lexicon.adjectives and key.endswith(lexicon.feminine_key)  # the (new) fees: they agree
            if both and not adjective and key.endswith(lexicon.feminine_key) != before.endswith(lexicon.feminine_key):
                break
            joined = before[0] in lexicon.conjunctions and before not in lexicon.classes
            if not both and (at - 1 == first or joined):
                break  # a verb rather than an owned noun
            if view.ends[at - 1] - view.starts[at - 1] < 3:
                break
            at -= 1
        glued = view.keys[at][0] in lexicon.conjunctions or view.keys[at].startswith(lexicon.glued_articles)
        return None if glued else at

    def _told(self, frame: Frame, sentence: Sentence) -> None:
        """Opens the content behind (what was reported) about: the one who reported it is a link behind the speaker."""
        keys, lexicon = self.view.keys, self.lexicon
        at = frame.open
        truth = keys[at] in lexicon.particles["truth-of"]
        at += truth
        if not frame.cue.negates or at + 2 >= sentence.last or keys[at] not in lexicon.what:
            return
        if keys[at + 1] not in lexicon.reported and keys[at + 1] not in lexicon.particles["carried-by"]:
            return
        for index in range(at + 2, min(sentence.last - 1, at + 12)):
            if keys[index] not in lexicon.particles["from"] and keys[index] not in lexicon.particles["about"]:
                continue
            inner = Frame(frame.at, frame.last, frame.cue, frame.form, index + 1, frame.sentence, frame.pre)
            first = at + 2 + (keys[at + 2] in lexicon.within)
            if first < index and self.reader.plausible(first):
                inner.source = self.reader.mention(first, index)
            if truth and inner.source is None:
                return
            frame.open = index + 1
            if inner.source is not None:
                inner.outer, frame.merged = frame, inner
            return

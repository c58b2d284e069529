"""Adverbials: phrases like "according to", with a source or with a clause of their own."""

from __future__ import annotations

from msgspec.structs import replace

from tawatur.statements.acts import Acts
from tawatur.statements.cues import Cue, glued
from tawatur.statements.frame import Frame
from tawatur.statements.mentions import Mention
from tawatur.statements.view import Sentence
from tawatur.text.phrases import Match

_CLOSING = '\u00bb\u201d"'  # marks that close a quotation in front of a comma
_DASHES = ("-", "\u2013", "\u2014")
_PARTING = (*_DASHES, "\u060c", ",")
_SHORT = 7  # words a verb and its subject take behind what is said


class Adverbials(Acts):
    """Finds adverbials in one report."""

    def _adverbial(self, match: Match[Cue]) -> Frame | None:
        """The frame of a phrase like "according to", with or without a verb of its own."""
        view, cue = self.view, match.item
        number = view.sentence_of[match.first]
        sentence = view.sentences[number]
        last, start = match.last, match.last
        said = cue
        if "clause" in cue.takes:
            verb = self._verb_at(match.last, sentence) or self._carrying(match)
            if verb is None:
                return None
            if self._additive(match, verb, sentence):
                return None
            last = start = verb.last
            said = verb.item
        paper = self.reader.head_at(match.last - 1) if match.last - match.first > 1 and said is cue else None
        if paper is not None and paper[0].role in ("paper", "document"):
            last = start = match.last - 1  # according to a statement (of …): the statement is the source
        if start >= sentence.last and not cue.suffix and "pronoun" not in cue.takes:
            return None
        start = self._given_by(start, sentence)
        frame = Frame(match.first, last, cue, "adverbial", start, number, match.first)
        end = self._adverbial_end(start, sentence)
        parted = all(view.gaps[at][:1] in _PARTING for at in (match.first, last))
        alone = said is not cue and cue.lemma == self.lexicon.as_said and parted  # - as he says -
        if "pronoun" in cue.takes or cue.suffix or alone:
            end = last
            frame.pronoun = True
            goes_on = end < sentence.last and not view.gaps[end]
            if goes_on and match.first > sentence.first and not view.gaps[match.first]:
                return None
        elif said.relays and said is not cue:
            end = self._relayed_adverbial(frame, start, end, sentence)
        else:
            zone = self.reader.zone(start, end)
            frame.before = zone.listeners
            if said is cue and view.keys[start].startswith(glued(cue.acts)):
                frame.before = ()
                frame.source = self._unglued(self.reader.mention(start, end), cue)
            else:
                frame.source = zone.source
            if frame.source is None or not (said.row != cue.row or self._speaks(frame.source)):
                return None  # a verb of saying vouches for its subject
            end = max(end, self.further(frame, sentence.last, cue.relays), self._printed_by(frame, sentence.last))
        frame.end = self._past_relative(end, sentence)
        past, _ = self.reader.past_adjuncts(frame.end, sentence.last)
        goes_on = past < sentence.last and not view.gaps[past]
        if goes_on and match.last - match.first == 1 and cue.lemma == self.lexicon.as_said:
            return None
        within = alone and frame.end < sentence.last and view.gaps[frame.end][:1] in _DASHES
        frame.place = "medial" if within else self._place(match, frame.end, sentence, said is not cue)
        frame.linked = True
        return frame

    def _adverbials_inside(self, frame: Frame, first: int, stop: int) -> None:
        """Takes in what stands between a cue and its content, with a verb of its own too: as the agency carried."""
        super()._adverbials_inside(frame, first, stop)
        for at in range(first, stop):
            for match in self.groups.get(at, ()):
                if match.item.shape != "adverbial" or "clause" not in match.item.takes:
                    continue
                inside = self._adverbial(match)
                if inside is None or inside.end > stop:
                    continue
                links = (*inside.before, *((inside.source,) if inside.source is not None else ()))
                known = {link.first for link in (*frame.before, *((frame.source,) if frame.source else ()))}
                frame.before = (*(link for link in links if link.first not in known), *frame.before)
                return

    def _additive(self, match: Match[Cue], verb: Match[Cue], sentence: Sentence) -> bool:
        """Whether (as X said) only adds a report of its own: as X also said that …; as X said: "…"."""
        opening, first = self._opening(verb, sentence), match.first == sentence.first
        if verb.item.relays and verb.last in self.view.opening and self.publisher_at(verb.last):
            return False  # as "Reuters" carried
        if not first and verb.last < sentence.last and self.view.keys[verb.last] in self.lexicon.from_pronouns:
            return False  # as the paper carried from him
        if opening is not None and opening[0] != "clause" and first:
            return True
        if len(match.item.lemma) >= 4:
            return False
        return opening is not None or (first and self._object(verb, sentence) is not None)

    def _printed_by(self, frame: Frame, last: int) -> int:
        """Adds the publisher that carried the paper a frame names, (the report) that X carried; the word after it."""
        at = frame.source.last if frame.source is not None else last
        made = (
            self.reader.carried(at + 1, last) if at + 1 < last and self.view.keys[at] in self.lexicon.pointing else None
        )
        if made is None:
            return 0
        frame.before = (made, *frame.before)
        return made.last

    def _past_relative(self, end: int, sentence: Sentence) -> int:
        """The word after a relative clause on a source: (according to) the paper, which has it from two, then …"""
        if end >= sentence.last or self.view.keys[end] not in self.lexicon.pointing:
            return end
        ahead = range(end, min(sentence.last, end + 16))
        return next((at for at in ahead if self.view.keys[at] in self.lexicon.then), end)

    def _place(self, match: Match[Cue], end: int, sentence: Sentence, said: bool) -> str:
        """Whether an adverbial leads what it stands over, trails it or stands in its middle."""
        leading, _ = self.before_links(match.first, sentence.first)
        if leading == sentence.first or match.first == sentence.first:
            return "leading"
        opens = leading < match.first or bool(match.clitic)
        if opens and self.lexicon.then & set(self.view.keys[end : end + 4]):
            return "leading"  # …, and according to X, then …
        closes = end >= sentence.last or self._closes(match.first, end, sentence)
        return "trailing" if closes or self._over(end, sentence, said) else "medial"

    def _postposed(self, match: Match[Cue]) -> Frame | None:
        """The frame of a verb and its subject that close a sentence behind what is said: …, the same source adds."""
        view, cue = self.view, match.item
        number = view.sentence_of[match.first]
        sentence = view.sentences[number]
        if cue.shape != "verb" or cue.weak or match.clitic or cue.suffix or "an" not in cue.governs:
            return None
        if match.first - sentence.first < 3 or not view.gaps[match.first].lstrip(_CLOSING).startswith(("\u060c", ",")):
            return None
        if sentence.last - match.last > _SHORT or any(view.gaps[at] for at in range(match.last, sentence.last)):
            return None
        source = self.reader.zone(match.last, sentence.last).source
        if source is None or source.first != match.last or not self._speaks(source):
            return None
        if self.reader.owned(source.last - 1):
            return None  # (some of them tightened) their measures: an object
        past, _ = self.reader.past_adjuncts(source.last, sentence.last)
        if past < sentence.last and view.keys[past] not in self.lexicon.same:
            return None
        frame = Frame(match.first, match.last, cue, "adverbial", match.last, number, match.first, source)
        frame.end, frame.place, frame.linked = sentence.last, "trailing", True
        return frame

    def _given_by(self, start: int, sentence: Sentence) -> int:
        """Where the speaker of a talk is named: (according to) a talk on television that the prince gave."""
        keys, lexicon = self.view.keys, self.lexicon
        if start >= sentence.last or lexicon.noun(keys[start]) not in lexicon.particles["talk"]:
            return start
        for at in range(start + 1, min(sentence.last - 2, start + 5)):
            if keys[at] in lexicon.particles["given-by"]:
                return at + 1 + (keys[at + 1] in lexicon.particles["by-it"])
        return start

    def _relayed_adverbial(self, frame: Frame, start: int, end: int, sentence: Sentence) -> int:
        """(According to what) the agency carried from the minister: sets source and carrier, answers where they end."""
        limit = min(sentence.last, start + 30)
        for at in range(start, limit):
            if at > start and (at in self.strong or ":" in self.view.gaps[at]):
                limit = at
                break
        for at in range(start, limit):
            key = self.view.keys[at]
            if key not in self.lexicon.from_forms:
                continue
            carrier = self.reader.zone(start, at).source
            frame.agreement = self.lexicon.from_pronouns.get(key)
            if frame.agreement is not None and carrier is None:  # (what) was carried from him by the station
                carrier = self.reader.zone(at + 1, limit).source if at + 1 < limit else None
                if carrier is not None:
                    frame.before, frame.pronoun = (carrier,), True
                    return carrier.last
            zone = self.reader.zone(at + 1, limit)
            frame.source = zone.source if frame.agreement is None else None
            frame.before = (*((carrier,) if carrier is not None else ()), *zone.listeners)
            frame.pronoun = frame.source is None
            named = frame.source.last if frame.source is not None else 0
            return max(at + 1, named, self.further(frame, limit, True))
        frame.source = self.reader.zone(start, end).source
        return max(end, self.further(frame, limit, False))

    def _verb_at(self, index: int, sentence: Sentence) -> Match[Cue] | None:
        """The verb of saying at a word, or after one more (as he has said)."""
        for at in (index, index + 1):
            if at >= sentence.last:
                return None
            for match in self.groups.get(at, ()):
                if match.item.shape == "verb" and match.item.person == 3 and not match.clitic:
                    return match
            if self.view.keys[at] not in self.lexicon.trailing:
                return None
        return None

    def _carrying(self, match: Match[Cue]) -> Match[Cue] | None:
        """The verb behind (according to what), which that phrase itself vouches for; verbs of carrying relay."""
        at = match.last
        if at >= len(self.view.keys) or self.view.sentence_of[at] != self.view.sentence_of[match.first]:
            return None
        carries = self.view.keys[at] in self.lexicon.particles["carried-by"]
        if not carries and (self.view.gaps[at] or at + 1 >= len(self.view.keys)):
            return None
        said = replace(match.item, shape="verb", relays=carries, governs=(), acts=(), takes=())
        return Match(at, at + 1, "", said)

    def _adverbial_end(self, start: int, sentence: Sentence) -> int:
        """The word after the source of an adverbial."""
        view, lexicon = self.view, self.lexicon
        limit = start
        while limit < sentence.last:
            key, gap = view.keys[limit], view.gaps[limit]
            if limit > start:
                if (
                    any(mark in gap for mark in ";\u061b:")
                    or key in lexicon.then
                    or self.complementizer(limit) is not None
                ):
                    break
                made = key in lexicon.particles["made-by"]
                if limit in self.strong and not made and not self._within_relative(limit):
                    break
                if limit - start <= 2 and self._pointer(start, limit):
                    break
            limit += 1
        at, spanning = self.reader.past_adjuncts(start, limit)
        if spanning or at >= limit:
            return min(limit, sentence.last)
        if view.keys[at] in lexicon.standing:
            at += 1
        end = self.reader.phrase_end(at, limit, loose=True) if at < limit else limit
        listener = self.reader.listener(end, limit) if end < limit else None
        return listener[1] if listener is not None else end

    def _speaks(self, source: Mention) -> bool:
        """Whether the source of an adverbial is one who speaks rather than a rule, a plan or a course of things."""
        view, lexicon, reader = self.view, self.lexicon, self.reader
        if lexicon.noun(view.keys[source.first]) in lexicon.particles["rule"]:
            return False
        if source.head is not None or source.press or source.kind in ("organisation", "group"):
            return True
        key = view.keys[source.first]
        if key in lexicon.names or key in reader.view_names or source.first in view.opening or key.isascii():
            return True
        if view.starts[source.first] < source.span.start and not lexicon.is_definite(key):
            key = key[1:]  # (according) to
        noun = lexicon.noun(key)
        if reader.owned(source.first):
            return any(key.endswith(own) and key.removesuffix(own) in lexicon.speakers for own in lexicon.pronouns)
        if lexicon.classes.get(key) == "noun" and noun not in lexicon.speakers:
            return False  # according to a date, a mould: things, as counted
        if lexicon.is_definite(key):
            return noun in reader.surnames
        following = view.keys[source.first + 1] if source.first + 1 < source.last else ""
        feminine = view.text[view.ends[source.first] - 1] == lexicon.feminine or key.endswith(lexicon.plural_feminine)
        if feminine or (following and view.text[view.ends[source.first + 1] - 1] == lexicon.feminine):
            return False
        return not reader.deed(source.first) and not lexicon.is_definite(following)

    def _pointer(self, start: int, at: int) -> bool:
        """Whether the source is a lone definite word (the statement, the source) and the next goes on without it."""
        head = self.reader.head_at(start)
        if head is None or not head[0].definite or head[1] != at or head[0].role not in ("paper", "document", "head"):
            return False
        key = self.view.keys[at]
        if self.reader.head_at(at) is not None and self.lexicon.is_definite(key):
            return False
        return not self.lexicon.is_definite(key) and key not in self.lexicon.standing and key not in self.lexicon.same

    def _closes(self, first: int, end: int, sentence: Sentence) -> bool:
        """Whether an adverbial behind a comma runs to the end of its sentence without another."""
        gaps = self.view.gaps
        if not gaps[first].startswith(("\u060c", ",")) or sentence.last - end > 8:
            return False
        return not any(gaps[at] for at in range(end, sentence.last))

    def _over(self, end: int, sentence: Sentence, said: bool) -> bool:
        """Whether what follows the source of an adverbial belongs to it (when `said` by a verb) or to a new clause."""
        if self.reader.adjunct_at(end):
            return said or not self.view.gaps[end]
        key, lexicon = self.view.keys[end], self.lexicon
        if key[0] == lexicon.and_ and key[1:] in lexicon.had:
            return True  # according to the court, and (the judge) has …
        if end in self.groups and any(not self._silent(match) for match in self.groups[end]):
            return True
        return any(match.last <= sentence.last for match in self.lexicon.links.at(self.view.words, end))

"""Objects: where the object of an act begins behind its verb, its source and its preposition."""

from __future__ import annotations

from tawatur.statements.cues import Cue, glued
from tawatur.statements.things import Things
from tawatur.statements.view import Sentence
from tawatur.text.phrases import Match

_WHAT = 2  # letters of (what) alone: the longer word is (of what)
_COMMAS = ("\u060c", ",")
_DASHES = "-\u2013\u2014\u0640"  # with the tatweel that some set for one
_ASKED = 12  # words those asked are named in
_FURTHER = 2  # words that may still belong to a source whose naming was read too short
_SHORT = 6  # letters: a shorter word that ends like a plural in the case of objects may be none
_YEAR = 4  # digits of a year
_NEAR = 22  # words: a preposition farther behind its verb brings a noun of action or is another's


class Objects(Things):
    """Finds the objects of acts in one report."""

    def _object(self, match: Match[Cue], sentence: Sentence) -> tuple[int, int] | None:
        """Where the source zone of an act ends and where its object begins."""
        cue, view = match.item, self.view
        last = min(sentence.last, match.last + 40)
        at, spanning = self.reader.past_adjuncts(self.past_aside(match.last, last), last)
        if spanning or at >= last:
            return self._behind_adjunct(cue, match.last, last) or self._within_adjunct(cue, match.last, last)
        behind = self._behind_adjunct(cue, match.last, at, glued=False) if at > match.last + 1 else None
        if behind is not None:
            return behind
        if cue.two_argument and (cue.suffix or self.view.keys[at] in self.lexicon.object_pronouns):
            return self._two(match, at, at, last)
        if self.reader.to_somebody(at):
            at = self.reader.phrase_end(at, last, loose=True)
        elif (told := self.reader.listener(at, last)) is not None:
            at = told[1]  # (revealed) to the paper sources in the union
        if at >= last:
            return None
        head = self.reader.head_at(at)
        thing = head is None or head[0].kind == "document"
        if cue.two_argument and cue.shape == "verb" and self.reader.owned(at) and thing:
            return at, at  # (she described) their findings as: the speaker is named elsewhere
        start = self._prepositional(cue, at, lenient=True)
        if start is not None:
            start = self._wished(cue, start, last) or start
            passive = "" in cue.acts and cue.two_argument and at == match.last  # was described as
            return None if passive and start == at else (at, start)
        participle = cue.shape == "participle"
        if cue.shape == "verb" and self._document_before(match, sentence):
            if cue.two_argument or ("" in cue.acts and not cue.addressee):
                return at, at
            return self._after_preposition(cue, at, at, last)
        if participle and "" in cue.acts and not cue.two_argument and self._participle_object(at):
            return at, at
        bare = "" in cue.acts and not cue.addressee
        deedlike = self.lexicon.is_deed(self.view.keys[at]) or not cue.weak
        owned = self.reader.owned(at) and deedlike  # he offered his thanks, she denied her shelling of
        deed = owned or self.lexicon.noun(self.view.keys[at]) in self.lexicon.deeds
        several = head is not None and head[0].role == "pronoun" and cue.number in ("p", "d")  # they voiced their joy
        if bare and deed and not cue.two_argument and (head is None or several):
            return at, at
        if bare and not cue.two_argument and self.reader.common(at):
            return at, at
        if not self.reader.plausible(at, loose=True):
            return self._unnamed(cue, at, last)
        plain = bare and at == match.last and not cue.two_argument and not cue.weak and head is not None
        if plain and self._told_before(match, sentence):
            return at, at
        end = self.reader.phrase_end(at, last, loose=True)
        second = next((index for index in range(at + 1, end) if self._second_noun(index)), 0)
        end = second or end
        if self._disagrees(cue, at):
            # (she accused) their brother: verb and noun disagree, the noun is the object
            return (at, at) if cue.two_argument else self._after_preposition(cue, at, at, last)
        if cue.two_argument and not cue.suffix:
            named = max(at + 1, self.reader.name_end(at))
            several = head is not None and head[0].role == "many"
            if named < last and view.keys[named] in self.lexicon.particles["out-of"] and not several:
                return None  # (is) regarded as one of
            return self._two(match, at, end, last)
        return self._behind_source(cue, at, end, second, last)

    def _behind_source(self, cue: Cue, at: int, end: int, second: int, last: int) -> tuple[int, int] | None:
        """Where source and object of an act meet whose source is the words `at`..`end`; `second`: where a second noun
        cut it short, or 0."""
        view = self.view
        prepositional = self._after_preposition(cue, at, end, last)
        if prepositional is not None and cue.addressee:
            wished = self._wished(cue, prepositional[1], last)
            prepositional = (prepositional[0], wished) if wished is not None else prepositional
        if prepositional is not None and (prepositional[0] <= end or "" not in cue.acts or cue.addressee):
            return prepositional
        if "" in cue.acts and not cue.addressee:
            begins = self._after_source(end, last) or second or None
            if begins is not None and prepositional is not None and not self._deedlike(begins):
                begins = None  # (he revealed) the champion … his joy: the preposition tells
            if begins is not None and (prepositional is None or begins <= prepositional[0]):
                return begins, begins
            definite = view.keys[at] in self.lexicon.definite_nouns and self.reader.head_at(at) is None
            if prepositional is None and not cue.weak and (definite or self._noun(at) or self._paper(at)):
                return at, at  # no second noun follows: the first is the object, not the subject
        if prepositional is None and "" in cue.acts and cue.addressee:
            wished = self._fresh(end, min(last, end + 12))  # (they called on) the government to send help
            deed = wished is not None and (self._deedlike(wished) or view.keys[wished] in self.lexicon.definite_nouns)
            return (wished, wished) if wished is not None and deed else None
        return prepositional

    def _unnamed(self, cue: Cue, at: int, last: int) -> tuple[int, int] | None:
        """The object of a verb behind which no source can begin: (described) this as, (asked) of him the leave."""
        key, lexicon = self.view.keys[at], self.lexicon
        if "" in cue.acts and not cue.addressee and self._objective(at):
            return at, at
        if cue.two_argument:
            shown = key in lexicon.particles["demonstrative"] or key in lexicon.particles["this"]
            return (at, at) if shown and "" in cue.acts else None
        willing = lexicon.is_definite(key) and key.endswith(lexicon.plural[1]) and len(key) > _SHORT
        if cue.addressee and cue.shape == "verb" and willing:
            return self._after_preposition(cue, at, at + 1, last)  # (the ministry called upon) the willing to
        if key in lexicon.within and at + 2 < last and self.view.keys[at + 1][0].isdigit():
            return self._after_preposition(cue, at + 1, at + 2, last)  # (announced) in 2011, about
        if cue.addressee and at + 1 < last and self._takes_up(key, cue):
            deed = self._deedlike(at + 1) or self._prepositional(cue, at + 1) is not None
            return (at + 1, at + 1) if deed and not self.view.gaps[at + 1] else None
        return None

    def _told_before(self, match: Match[Cue], sentence: Sentence) -> bool:
        """Whether who speaks is named in front of a verb: behind it stands its object, a body as well: (had) X
        (criticised) the board of the club."""
        if (
            match.item.shape != "verb"
            or match.first - sentence.first < 1
            or match.clitic
            or self.view.gaps[match.first]
        ):
            return False
        found = self._preverbal(match, sentence, ())
        if found is None or found.head is not None or found.rule == "place" or found.press:
            return found is not None
        return self.view.keys[sentence.first] in self.lexicon.was  # (had) X (criticised)

    def _wished(self, cue: Cue, asked: int, last: int) -> int | None:
        """What is asked of somebody named behind (of): (he asked) of the judge the adjournment of the session."""
        keys, lexicon = self.view.keys, self.lexicon
        if not (cue.addressee and "" in cue.acts) or keys[asked - 1] not in lexicon.particles["out-of"]:
            return None
        for index in range(asked + 1, min(last - 1, asked + _ASKED)):
            if index in self.strong or self.view.gaps[index].startswith((";", "\u061b", ":")):
                return None
            key = keys[index]
            if key[0] in lexicon.conjunctions and lexicon.is_deed(key[1:]):
                return None
            listed = lexicon.noun(key) in lexicon.deeds and key[0] not in lexicon.prepositions_glued
            owns = self.reader.deed(index) and not self.view.gaps[index + 1] and self.reader.head_at(index) is None
            if (listed or owns) and (index == asked + 1 or self.reader.complete(index)):
                return index
        return None

    def _within_adjunct(self, cue: Cue, first: int, last: int) -> tuple[int, int] | None:
        """The bare object of a verb behind an adjunct without a comma at its end: (he announced) in a statement
        yesterday the death of."""
        if "" not in cue.acts or cue.addressee or cue.two_argument or cue.shape != "verb" or cue.weak:
            return None
        start = self._fresh(first + 2, min(last, first + 24))
        return (first, start) if start is not None else None

    def _fresh(self, first: int, last: int) -> int | None:
        """The first indefinite noun in a stretch whose word before closes a phrase: it begins one of its own."""
        view, lexicon, reader = self.view, self.lexicon, self.reader
        relative = False
        for index in range(first, last):
            key, before = view.keys[index], view.keys[index - 1]
            if index in self.strong or view.gaps[index].startswith((";", "\u061b", ":")):
                return None
            relative = relative or before in lexicon.relatives
            dashed = any(mark in view.gaps[index] for mark in _DASHES)
            named = before in lexicon.names or before in lexicon.places
            year = before.isdigit() and len(before) == _YEAR
            timed = year or reader.adjunct_tail(index) or view.gaps[index].startswith(_COMMAS)
            closed = timed or dashed or named or lexicon.is_definite(before)
            if before in lexicon.god:
                continue
            if not closed or (relative and not timed):
                continue
            if key.endswith(lexicon.accusative) and key[:-1] not in lexicon.common:
                continue
            headed = reader.head_at(index) is not None and not reader.owned_head(index)
            if self._noun(index) or (reader.deed(index) and not headed) or self._second_noun(index):
                return index
        return None

    def _behind_adjunct(self, cue: Cue, first: int, last: int, glued: bool = True) -> tuple[int, int] | None:
        """The object of a verb that asks somebody for something, or that has a preposition of its own, behind an
        adjunct without a comma at its end."""
        if cue.shape != "verb":
            return None
        for index in range(first + 2, last):
            key = self.view.keys[index]
            if index in self.strong or self.view.gaps[index].startswith((";", "\u061b", ":")):
                return None
            start = self._prepositional(cue, index)
            if start is None:
                continue
            told = self._deedlike(start) or self.reader.owned(start)
            if start == index:
                told = glued and self._glued_deed(key)
            if told and (start == index or not cue.addressee):
                return first, start
        return None

    def _after_preposition(self, cue: Cue, at: int, end: int, last: int) -> tuple[int, int] | None:
        """The first preposition of an act behind its source: (where it stands, first word of the object).

        A standing preposition is preferred to a glued one, which may belong to the source.
        """
        glued: tuple[int, int] | None = None
        loose: tuple[int, int] | None = None
        bound: tuple[int, int] | None = None
        standing = any(len(act) > 1 for act in cue.acts)
        initials = {act[0] for act in cue.acts if act}
        keys, gaps, within = self.view.keys, self.view.gaps, at + 1
        for index in range(at + 1, min(last, at + 32)):
            key, gap = keys[index], gaps[index]
            if index < within or (not gap and key[0] not in initials and index not in self.strong):
                continue  # most words: no preposition of the act, and nothing that ends the search
            within = self.past_aside(index, last) if key in self.lexicon.pointing else index
            standing_here = key in cue.acts
            if within > index or (not standing_here and self.reader.adjunct_at(index)):
                continue
            if gap.startswith((";", "\u061b", ":")) and not (standing_here and index == end):
                break
            if index in self.strong:
                break
            lenient = "" not in cue.acts and index >= min(end, at + 1) and self.reader.complete(index)
            start = self._prepositional(cue, index, lenient)
            if start is None and cue.addressee and bound is None and self._bound(index, cue):
                bound = index, index  # (called upon) the authorities (concerned) with: unless another follows
            if start is not None and index > at + _NEAR and not self._deedlike(start):
                continue
            if start is not None and not self._spans(index):
                if start == index + 1 or not standing or len(cue.acts[0]) < 2:
                    return index, start
                glued = glued or (index, start)
            if glued is None and loose is None and index >= end and index > at + 1:
                start = self._prepositional(cue, index, True)
                if start is not None:
                    loose = index, start if start > index and self._spans(index) else index
        return glued or loose or bound

    def _after_source(self, end: int, last: int) -> int | None:
        """Where a bare object begins behind the source and the adjuncts that follow it."""
        view, lexicon = self.view, self.lexicon
        while end < last and not view.gaps[end] and self._describing(end):
            end += 1  # Korea the Northern
        at, aside = end, self.past_aside(end, last)
        begins = self._objective(aside) or self.reader.owned(aside) if aside < last else False
        if end < aside < last and (begins or self._definite_object(aside) or self._noun(aside)):
            return aside
        past = self.past_talk(at, last)
        if at < past < last and not view.gaps[past] and self._objective(past):
            return past
        listener = self.reader.listener(at, last) if at < last else None
        if listener is not None and listener[1] < last and self._objective(listener[1]):
            return listener[1]  # (he confirmed) to the paper the success of
        told = self.reader.head_at(at) if at < last else None
        if told is not None and told[0].clitic == lexicon.to:
            at = self.reader.phrase_end(at, last, loose=True)  # (carried) to the prince the greetings of
            if at < last and self._objective(at):
                return at
        while at < min(last, end + 16):
            if at in self.strong and at > end:
                return None
            past, spanning = self.reader.past_adjuncts(at, last)
            if spanning:
                return self._fresh(at + 2, last)
            if (
                past == at
                and at > end
                and not view.gaps[at].startswith(("\u060c", ","))
                and not self.reader.adjunct_tail(at)
            ):
                if at <= end + _FURTHER and self._second_noun(at) and not lexicon.is_definite(view.keys[at]):
                    return at  # one word more belonged to the source
                at += 1
                continue
            measured = at > end and view.keys[at] in lexicon.particles["measure"]
            if measured and not view.gaps[at] and lexicon.is_definite(view.keys[at - 1]):
                return at  # (criticised) one of the speakers for the committee some of the papers
            timed, at = past > at, past
            if at == end < last and not view.gaps[at] and self.reader.owned(at):
                return at  # (the scholars showed) their surprise
            if at < last and (self._objective(at) or (timed and self._definite_object(at, plain=at > end))):
                return at
            at += 1
        return None

    def _prepositional(self, cue: Cue, index: int, lenient: bool = False) -> int | None:
        """The first word of the object when the preposition of an act stands at a word."""
        keys = self.view.keys
        key = keys[index]
        if index + 1 >= len(keys):
            return None
        if len(key) > 1 and key in cue.acts:
            return index + 1 if keys[index - 1] not in self.lexicon.partitives else None
        if key in self.lexicon.particles["about-what"] or (key in self.lexicon.what and len(key) > _WHAT):
            told = any(len(act) > 1 and act[0] == key[0] for act in cue.acts)
            return index if told and not self.view.gaps[index] else None
        if not key.startswith(glued(cue.acts)):
            return None
        # the office (concerned) with crimes: bound to its adjective
        if keys[index - 1] in self.lexicon.particles["bound-to"] or not self.is_glued(index, key, lenient):
            return None
        return index + 1 if len(key) == 1 else index

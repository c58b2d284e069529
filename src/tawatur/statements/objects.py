"""Objects: where the object of an act begins behind its verb, its source and its preposition."""

from __future__ import annotations

from tawatur.statements.cues import Cue, glued
from tawatur.statements.headings import Head
from tawatur.statements.predicates import Predicates
from tawatur.statements.view import Sentence
from tawatur.text.phrases import Match

_WHAT = 2  # letters of (what) alone: the longer word is (of what)
_COMMAS = ("\u060c", ",")
_DASHES = "-\u2013\u2014\u0640"  # with the tatweel that some set for one
_ASKED = 12  # words those asked are named in
_QUOTED = ('"', "\u00bb", "\u201d")  # marks that close a name in quotation marks
_FURTHER = 2  # words that may still belong to a source whose naming was read too short
_SHORT = 6  # letters: a shorter word that ends like a plural in the case of objects may be none
_YEAR = 4  # digits of a year
_NEAR = 22  # words: a preposition farther behind its verb brings a noun of action or is another's


class Objects(Predicates):
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

    def _takes_up(self, key: str, cue: Cue) -> bool:
        """Whether a word is a preposition of the cue's acts with a pronoun: with it, about it."""
        return any(act and key.startswith(act) and key[len(act) :] in self.lexicon.pronouns[:2] for act in cue.acts)

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

    def _paper(self, at: int) -> bool:
        """Whether a paper is what is spoken of: (criticised) the reports, (praised) a plan."""
        head = self.reader.head_at(at)
        return head is not None and head[0].role in ("document", "paper") and not head[0].clitic

    def _news(self, head: Head) -> bool:
        """Whether a head is that of news, told by nobody in particular: (denied) the rumours."""
        return head.kind == "anonymous" and head.gender == "f" and head.definite and not (head.clitic or head.suffix)

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

    def _second_noun(self, index: int) -> bool:
        """Whether a noun right behind a definite word begins a phrase of its own: (it denied) the government the
        charges, (he praised) the agent of the region guidances."""
        view, lexicon = self.view, self.lexicon
        key, before, gap = view.keys[index], view.keys[index - 1], view.gaps[index]
        if gap:
            quoted = gap.strip() in _QUOTED and index not in view.opening
            closed = quoted and key[0] not in lexicon.prepositions_glued
        else:
            closed = before.startswith(lexicon.article)
        if closed:
            noun = self._noun(index) or (self.reader.deed(index) and not lexicon.is_definite(key))
            noun = noun and key not in lexicon.standing
            if noun or (not gap and self._oblique_thing(index)):
                return not self.reader.adjunct_at(index)
        if gap.startswith(_COMMAS):
            return self._other_kind(index)
        if gap or not key.startswith(lexicon.article) or self.reader.head_at(index) is not None:
            return False
        if self._after_name(index):
            return True
        if not lexicon.is_definite(before) or before.startswith(lexicon.l_article) or key in lexicon.names:
            return False
        if lexicon.noun(key) in lexicon.deeds:
            return True
        agrees = key.endswith(lexicon.feminine_key) and before.endswith(lexicon.feminine_key)
        return key in lexicon.definite_nouns and not agrees

    def _other_kind(self, index: int) -> bool:
        """Whether a definite body, group or woman behind a comma is none of the man named in front of it: (he urged),
        the government."""
        head, key = self.reader.head_at(index), self.view.keys[index]
        if head is None or not key.startswith(self.lexicon.article) or head[0].clitic or head[0].suffix:
            return False
        before = next(
            (self.reader.head_at(at) for at in range(index - 1, index - 9, -1) if self.reader.head_at(at)), None
        )
        if before is None or (before[0].kind, before[0].gender, before[0].number) != ("person", "m", "s"):
            return False
        return (head[0].kind, head[0].number) in (("organisation", "s"), ("group", "p")) or head[0].gender == "f"

    def _after_name(self, index: int) -> bool:
        """Whether a definite plural of things stands behind a name, which bears no article: (X criticised) the fees."""
        key, before, lexicon = self.view.keys[index], self.view.keys[index - 1], self.lexicon
        if not key.endswith(lexicon.plural_feminine) or lexicon.is_definite(before) or key in lexicon.adjectives:
            return False
        return before in lexicon.names or before in self.reader.view_names or self.view.keys[index - 2] in lexicon.names

    def _noun(self, index: int) -> bool:
        """Whether a word is an indefinite common noun: neither a head nor a name."""
        key, reader = self.view.keys[index], self.reader
        common = self.lexicon.common
        bare = key[:-1] if key.endswith(self.lexicon.accusative) else key
        if (key not in common and bare not in common) or key in reader.view_names or index in self.view.opening:
            return False
        return reader.head_at(index) is None or reader.owned_head(index)

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

    def _deedlike(self, index: int) -> bool:
        """Whether a noun of action or of saying stands at a word: what one speaks about, not where or from whom."""
        key, lexicon = self.view.keys[index], self.lexicon
        return lexicon.is_deed(key) or lexicon.is_deed(lexicon.noun(key)) or self._noun(index)

    def _glued_deed(self, key: str) -> bool:
        """Whether a glued preposition bears a noun of action, with the article or without."""
        lexicon = self.lexicon
        return lexicon.is_deed(key[1:]) or lexicon.is_deed(lexicon.noun(key[1:]))

    def _disagrees(self, cue: Cue, at: int) -> bool:
        """Whether a verb that takes a person for object is feminine and the man behind it is none of its subjects."""
        head = self.reader.head_at(at)
        if cue.shape == "verb" and self._oblique(at):
            return True
        if cue.shape != "verb" or cue.gender != "f" or not (cue.two_argument or cue.addressee):
            return False
        if head is None:
            key, lexicon = self.view.keys[at], self.lexicon
            feminine = key.endswith(lexicon.collective[:2]) or key in lexicon.places or key in lexicon.names
            return lexicon.is_definite(key) and not feminine and lexicon.noun(key) not in self.reader.surnames
        return (head[0].kind, head[0].gender, head[0].number) == ("person", "m", "s")

    def _oblique(self, at: int) -> bool:
        """Whether a definite masculine plural stands in the case of objects: (he blamed) the officials."""
        key, lexicon = self.view.keys[at], self.lexicon
        if not lexicon.is_definite(key) or not key.endswith(lexicon.plural[-1]) or len(key) < 7:
            return False
        noun = lexicon.noun(key)
        upright = lexicon.article + noun[: -len(lexicon.plural[-1])] + lexicon.plural[0]
        head = self.reader.head_at(at)
        group = head is not None and head[0].kind == "group" and head[0].number == "p"
        return (group or upright in self.reader.keyset) and key not in lexicon.names

    def _participle_object(self, at: int) -> bool:
        """Whether the object of a participle begins at a word: anything but a person who says it."""
        if self._objective(at):
            return True
        head = self.reader.head_at(at)
        key = self.view.keys[at]
        if head is not None or key in self.lexicon.names or key in self.lexicon.places:
            return False
        return key not in self.lexicon.never_source and key not in self.lexicon.standing

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

    def _bound(self, index: int, cue: Cue) -> bool:
        """Whether a noun of action with a glued preposition of an act stands behind an adjective that takes it too."""
        key = self.view.keys[index]
        after = self.view.keys[index - 1] in self.lexicon.particles["bound-to"]
        return after and key.startswith(glued(cue.acts)) and len(key) > 3 and self._glued_deed(key)

    def _spans(self, index: int) -> bool:
        """Whether a word is the complement of the adjunct before it: during his meeting."""
        keys, adjuncts = self.view.keys, self.lexicon.adjuncts
        for start in range(index - 1, max(index - 3, -1), -1):
            found = adjuncts.at(self.view.words, start) if keys[start] in adjuncts.firsts else ()
            if any(match.item[1] != "time" and match.last == index for match in found):
                return True
        return False

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

    def _describing(self, index: int) -> bool:
        """Whether a definite adjective stands at a word."""
        key, lexicon = self.view.keys[index], self.lexicon
        noun = key in lexicon.definite_nouns or lexicon.is_deed(lexicon.noun(key))
        known = key in lexicon.adjectives or (key.endswith(lexicon.relational) and not noun)
        return known and key.startswith(lexicon.article) and self.reader.head_at(index) is None

    def _definite_object(self, index: int, plain: bool = False) -> bool:
        """Whether a definite word behind an adjunct and its comma is an object: , on Tuesday, the finding of.

        `plain`: the adjunct told how, without a comma: (he criticised) strongly the findings.
        """
        key, lexicon, gap = self.view.keys[index], self.lexicon, self.view.gaps[index]
        if not lexicon.is_definite(key) or not (gap.startswith(("\u060c", ",")) or (plain and not gap)):
            return False
        if not gap and lexicon.classes.get(key) != "definite-noun" and self.reader.head_at(index) is None:
            return False
        if key in lexicon.adjectives or key in lexicon.names or key in lexicon.places:
            return False
        head = self.reader.head_at(index)
        told = head is None or head[0].kind in ("anonymous", "document") or head[0].role == "paper"
        return told and key not in lexicon.never_source

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

    def _oblique_thing(self, index: int) -> bool:
        """Whether a body or group stands in the case of objects: (criticised) states, (called on) parties."""
        head, key = self.reader.head_at(index), self.view.keys[index]
        if head is None or head[0].definite or head[0].clitic or head[0].kind not in ("organisation", "group"):
            return False
        return key.endswith(self.lexicon.accusative) and len(key) > 3 and not head[0].suffix

    def _objective(self, index: int) -> bool:
        """Whether the object of an act can begin at a word: a noun of action, or a measure of something."""
        key, lexicon = self.view.keys[index], self.lexicon
        if key in lexicon.particles["this"] and index + 1 < len(self.view.keys):
            following = self.view.keys[index + 1]
            timed = self.reader.adjunct_at(index + 1) or following in lexicon.adjunct_tails
            return lexicon.is_definite(following) and not timed
        head = self.reader.head_at(index)
        if head is not None and not self.reader.owned_head(index) and not lexicon.is_deed(key):
            return self._paper(index) or self._oblique_thing(index) or self._news(head[0])
        measures = key in lexicon.measures
        if key in lexicon.standing or (key in lexicon.never_source and not measures):
            return False
        if key in lexicon.particles["carried-by"]:
            return False
        if key[0].isdigit():
            return True
        if measures or self.reader.deed(index) or self._noun(index):
            return True
        if not lexicon.is_definite(key) or key in lexicon.names:
            return False
        return key in lexicon.definite_nouns or lexicon.is_deed(lexicon.noun(key))

"""Predicates: verbs that say something of their object (described X as Y), and where object and predicate begin."""

from __future__ import annotations

from tawatur.statements.asides import Asides
from tawatur.statements.cues import Cue, glued
from tawatur.text.phrases import Match

_COMMAS = ("\u060c", ",")
_PHRASE = 5  # words a noun and its owners take


class Predicates(Asides):
    """Finds the objects that verbs of two arguments say something of, in one report."""

    def _two(self, match: Match[Cue], at: int, end: int, last: int) -> tuple[int, int] | None:
        """Verbs of object and predicate (described X as Y): the content is both, or the predicate of a pronoun."""
        view, cue = self.view, match.item
        if cue.suffix or view.keys[at] in self.lexicon.object_pronouns:
            first = at if cue.suffix else at + 1
            most = first < last and self.lexicon.noun(view.keys[first]) in self.lexicon.measures
            most = most and self.reader.head_at(first) is None  # (regards it) the most dangerous
            if first < last and not self._is_predicative(first, first) and self.reader.plausible(first) and not most:
                end = self.reader.phrase_end(first, last, loose=True)  # (whom) Ankara calls "terrorists"
                ahead = range(first + 1, end)
                first = next((at for at in ahead if self._is_predicate_of(cue, at) and self.reader.complete(at)), end)
            predicative = first < last and self._is_predicative(first, first - 1)
            fits = predicative or (first < last and (self._is_predicate_of(cue, first) or most))
            return (first, first) if fits else None
        end = self.past_aside(self.past_talk(end, last), last)
        if end < last and not view.gaps[end] and (adjunct := self.reader.adjunct_at(end)):
            end = min(last, adjunct + self.lexicon.is_definite(view.keys[min(adjunct, last - 1)]))  # during the feast
        predicate = 0
        for index in range(at + 1, last):
            if index in self.strong and index >= end:
                break
            if self._is_predicative(index, end) or view.keys[index] in cue.acts:
                predicate = index
                break
        if self._within_relative(match.first) and self._antecedent(match) is not None:
            return at, at
        if cue.shape == "verb" and predicate and end >= predicate and self._alone(at, predicate):
            return (at, at) if self._goes_on_with(match, at) else None
        if cue.shape == "participle" or end >= last or (predicate and end >= predicate):
            # no source of its own, or source and object are one run of words: the first word is the source
            end = at if cue.shape == "participle" else self._first_noun(at, predicate or last)
        return (end, end) if end < last and end != predicate else None

    def _alone(self, at: int, predicate: int) -> bool:
        """Whether one noun phrase is all that stands before a predicate: the one word, or a noun and its owner."""
        lexicon, keys = self.lexicon, self.view.keys
        if predicate == at + 1:
            return True
        key = keys[at]
        if lexicon.is_definite(key) or key in lexicon.names or key in lexicon.places or at in self.view.opening:
            return False
        known = key in lexicon.common or self.reader.head_at(at) is not None
        owned = all(lexicon.is_definite(keys[index]) for index in range(at + 1, predicate))
        return known and owned and predicate - at <= _PHRASE and not any(self.view.gaps[at + 1 : predicate])

    def _goes_on_with(self, match: Match[Cue], at: int) -> bool:
        """Whether the one noun phrase behind a verb of two arguments is its object: a thing, or the second act of one
        who spoke before; else it is the subject of a passive, and nobody says it."""
        head, key, lexicon = self.reader.head_at(at), self.view.keys[at], self.lexicon
        sentence = self.view.sentences[self.view.sentence_of[match.first]]
        if match.first > sentence.first and (match.clitic or self._preverbal(match, sentence, ()) is not None):
            return True
        thing = head is None or head[0].kind == "document"
        named = key in lexicon.names or key in lexicon.places or key in self.reader.view_names
        return thing and not named and (key in lexicon.definite_nouns or self.reader.deed(at) or self._plain(at))

    def _plain(self, at: int) -> bool:
        """Whether an indefinite common noun stands at a word."""
        key = self.view.keys[at]
        return key in self.lexicon.common and not self.lexicon.is_definite(key)

    def _is_predicative(self, index: int, end: int) -> bool:
        """Whether the predicate of described, called, accused begins at a word."""
        view, key = self.view, self.view.keys[index]
        if self.single.get(key) == "bi_an":
            return True
        if index in view.opening and index > end:
            return True
        return key.startswith(self.lexicon.prepositions_glued[:1]) and self.is_glued(index, key, lenient=index >= end)

    def _is_predicate_of(self, cue: Cue, index: int) -> bool:
        """Whether the predicate of a pronoun begins at a word: a preposition, or for a verb that takes none a noun
        without the article: (the attack) which it regarded as an insult."""
        if glued(cue.acts):
            return self._is_predicative(index, len(self.view.keys))
        key, lexicon, reader = self.view.keys[index], self.lexicon, self.reader
        if lexicon.is_definite(key) or key in lexicon.standing or self.view.gaps[index].startswith(_COMMAS):
            return index in self.view.opening
        noun = (
            key in lexicon.common
            or key in lexicon.measures
            or reader.deed(index)
            or reader.accusative(index)
            or index in self.view.opening
        )
        after = self.view.keys[index + 1] if index + 1 < len(self.view.keys) else ""
        if key.endswith(lexicon.accusative) and lexicon.article + key[:-1] in lexicon.adjectives:
            return True  # (regarded it) as racist
        return noun or not {lexicon.article + key, lexicon.article + after}.isdisjoint(lexicon.adjectives)

    def _first_noun(self, at: int, last: int) -> int:
        """The word after the shortest source phrase that begins at a word: head, its bodies and their adjectives."""
        found = self.reader.head_at(at)
        end = found[1] if found is not None else at + 1
        end = max(end, self.reader.name_end(end) if end < last else 0)
        keys, feminine = self.view.keys, self.lexicon.feminine_key
        while found is None and end < last - 1 and keys[end].endswith(feminine) and keys[end - 1].endswith(feminine):
            if not (self.lexicon.is_definite(keys[end]) and self.lexicon.is_definite(keys[end - 1])):
                break
            end += 1  # the Arab Federation (called) the sentence …: two feminine words agree
        while end < last - 1 and found is not None:
            key = self.view.keys[end]
            more = self.reader.head_at(end)
            if more is None and self._of_his_name(end):
                end += 1
                continue
            if more is not None and not more[0].suffix and more[0].clitic in ("", self.lexicon.to):
                end = more[1]
            elif self.lexicon.is_definite(key) and not key.endswith(self.lexicon.plural_feminine):
                end += 1
            else:
                break
        return min(end, last)

    def _of_his_name(self, index: int) -> bool:
        """Whether a word goes on naming the man whose title or name stands before it."""
        key, before, lexicon = self.view.keys[index], self.view.keys[index - 1], self.lexicon
        if self.view.gaps[index]:
            return False
        if key in lexicon.names:
            return True
        return before in lexicon.names and (lexicon.noun(key) in self.reader.surnames or key in self.reader.view_names)

    def is_glued(self, at: int, key: str, lenient: bool = True) -> bool:
        """Whether the first letter of a word is a preposition rather than its own."""
        if len(key) == 1:
            return True
        lexicon = self.lexicon
        rest = key[1:]
        if key.startswith(lexicon.l_article):
            return lexicon.is_deed(lexicon.noun(key))
        if rest.startswith(lexicon.article) and len(rest) > 3:
            return True
        head = self.reader.head_at(at)
        if head is not None:
            return key[0] != lexicon.to and head[0].clitic.endswith(key[0])
        if key in lexicon.names or key in lexicon.places or key in lexicon.deeds or lexicon.noun(key) in lexicon.bases:
            return False
        if key in lexicon.not_glued:
            return False
        if key[0] == lexicon.to:
            return lexicon.is_deed(rest)
        if rest in lexicon.deeds or (lexicon.is_deed(rest) and not lexicon.shape.fullmatch(key)):
            return True
        if rest in lexicon.common and key not in lexicon.common and key not in lexicon.no_object:
            return True
        if not lenient or len(key) < 4 or key in lexicon.no_object:
            return False
        # a word the report uses again and again with this first letter, and never without, is a name
        return rest in self.reader.keyset or self.view.keys.count(key) < 2

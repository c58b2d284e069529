"""Single words as a reader of source phrases sees them: heads, adjuncts, names, nouns of action."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from tawatur.press import press
from tawatur.statements.headings import Head
from tawatur.statements.lexicon import Lexicon
from tawatur.statements.view import CUE, GIVEN, UPON, View

_TITLES = ("title", "office")
_YEAR = 4  # digits


class Heads:
    """What single words of one report are."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        self._heads: dict[int, tuple[Head, int] | None] = {}
        self._begins: dict[tuple[int, bool], bool] = {}  # where a source phrase can begin, loosely read or not
        self.cue_words: set[int] = set()  # where verbs of saying stand
        self.cue_homographs: set[int] = set()  # and words that may be one
        self.participles: set[int] = set()  # and participles that say something
        self.adverbials: set[int] = set()  # where phrases like "according to" stand
        self._tell_ali()

    def _tell_ali(self) -> None:
        """Gives the name Ali a key of its own, told by spelling and neighbours from (on), which folds to the same."""
        lexicon, view, text = self.lexicon, self.view, self.view.text
        keys, places = view.keys, view.caught(UPON)
        spelled = [at for at in places if text[view.starts[at] : view.ends[at]] == lexicon.ali]
        apart = 2 * len(spelled) <= len(places)  # an outlet that writes both words alike tells nothing by it
        if not spelled:
            return
        told = set(view.caught(CUE))
        named = [at for at in spelled if self._beside_name(at, apart or at - 1 in told)]
        if named and apart:  # one who was named in full is Ali alone behind a verb too
            named += [at for at in spelled if at - 1 in told and at not in named]
        for at in named:
            keys[at] = lexicon.ali_key
        self._heads.clear()

    def _beside_name(self, at: int, either: bool) -> bool:
        """Whether names stand on both sides of a word; `either`: on one of them."""
        lexicon, keys, gaps = self.lexicon, self.view.keys, self.view.gaps
        known = lexicon.namelike
        before = at > 0 and not gaps[at] and (keys[at - 1] in known or self._entitled(at))
        after = at + 1 < len(keys) and not gaps[at + 1] and keys[at + 1] in known
        return before or after if either else before and after

    def _entitled(self, at: int) -> bool:
        """Whether a title or rank, or a definite office, stands right before a word."""
        head = self.head_at(at - 1)
        if head is None or head[1] != at or head[0].kind != "person" or head[0].suffix:
            return False
        return head[0].role in ("title", "rank") or (head[0].role == "office" and head[0].definite)

    def head_at(self, index: int) -> tuple[Head, int] | None:
        """The longest head that starts at a word, and the word after it."""
        heads = self._heads
        if index in heads:
            return heads[index]
        if self.view.keys[index] not in self.lexicon.heads.firsts:
            heads[index] = None
            return None
        found = self.lexicon.heads.longest_at(self.view.words, index)
        best = self._possessed(index, found) if found is not None and not self._other_word(index, found) else None
        heads[index] = best
        return best

    def _other_word(self, index: int, found: tuple[Head, int]) -> bool:
        """Whether another word only reads like a head: Cameron, not (like princes); trade, not (his traders)."""
        (head, end), lexicon = found, self.lexicon
        if end == index + 1 and self.view.keys[index] in lexicon.adjuncts.firsts and head.role in _TITLES:
            adjunct = lexicon.adjuncts.longest_at(self.view.words, index)
            return adjunct is not None and not self._spelt_below(index)  # (in front of), not an imam
        if head.suffix == lexicon.feminine_key and end == index + 1:
            return self.view.text[self.view.ends[index] - 1] == lexicon.feminine
        named = self.view.keys[index] in lexicon.names
        return named and head.clitic in lexicon.prepositions_glued and not head.definite

    def _possessed(self, index: int, found: tuple[Head, int]) -> tuple[Head, int]:
        """A head read as a woman's title that is written with the pronoun: his trainer, not a trainer (f)."""
        head, end = found
        heh = self.lexicon.feminine_key
        if head.suffix or head.gender != "f" or end != index + 1 or not head.base.endswith(heh):
            return found
        if self.view.text[self.view.ends[index] - 1] != heh or head.base[:-1] not in self.lexicon.bases:
            return found
        return head._replace(base=head.base[:-1], gender="m", definite=True, suffix=heh), end

    def adjunct_at(self, index: int) -> int:
        """The word after the adjunct that starts here, or 0."""
        adjuncts = self.lexicon.adjuncts
        if self.view.keys[index] not in adjuncts.firsts:
            return 0
        found = adjuncts.longest_at(self.view.words, index)
        return found[1] if found is not None and not self.entitles(index) else 0

    def entitles(self, index: int) -> bool:
        """Whether a word that folds like an adjunct is a title, by its spelling: an imam, not (in front of)."""
        key = self.view.keys[index]
        if key not in self.lexicon.heads.firsts or not self._spelt_below(index):
            return False
        head = self.head_at(index)
        return head is not None and head[0].role in _TITLES and key.endswith(head[0].base)

    def _spelt_below(self, index: int) -> bool:
        """Whether a word begins, behind a conjunction perhaps, with the hamza below its letter."""
        start = self.view.starts[index]
        return self.lexicon.hamzas[1] in self.view.text[start : start + 2]

    def adjunct_tail(self, index: int) -> bool:
        """Whether an adjunct, its tail words taken in, ends before a word."""
        for start in range(max(0, index - 4), index):
            end = self.adjunct_at(start)
            while end and end < index and self.view.keys[end] in self.lexicon.adjunct_tails:
                end += 1
            if end == index:
                return True
        return False

    def name_end(self, index: int) -> int:
        """The word after a short quotation that opens at this word (a name in quotation marks), or 0."""
        quotation = self.view.opening.get(index)
        if quotation is None:
            return 0
        end = self.view.word_at(quotation.inner.end)
        return end if end - index <= 6 else 0

    def accusative(self, index: int) -> bool:
        """Whether a word is written as an indefinite accusative, which no subject is."""
        lexicon, key, end = self.lexicon, self.view.keys[index], self.view.ends[index]
        if key[-1:] == lexicon.accusative:
            if index and self.view.keys[index - 1] in lexicon.standing:
                return False  # behind a preposition stands a genitive: (in) Asia
            if len(key) > 4 and lexicon.noun(key[:-1]) in lexicon.papers:
                return True
            if len(key) > 3 and key not in lexicon.names and key not in lexicon.places:
                classes, stem = lexicon.classes, key[:-1]
                if classes.get(stem) == "noun" or classes.get(lexicon.article + stem) == "definite-noun":
                    return True
        return lexicon.accusative_mark in self.view.text[end - 2 : end]

    def his_talk(self, index: int) -> bool:
        """Whether a word is the speech of the one who speaks, and no modern (study): he closed his talk with."""
        view, lexicon = self.view, self.lexicon
        if view.keys[index] not in lexicon.particles["his-talk"]:
            return False
        return view.text[view.ends[index] - 1] != lexicon.feminine

    def owned(self, index: int) -> bool:
        """Whether a word ends in a possessive pronoun: its citizens, their captain."""
        lexicon, key = self.lexicon, self.view.keys[index]
        if len(key) < 5 or not key.endswith(lexicon.pronouns[:4]):
            return False
        if self.view.text[self.view.ends[index] - 1] == lexicon.feminine:
            return False
        if key in lexicon.particles["talk"]:
            return True
        if key in lexicon.towns or (key[0] in lexicon.prepositions_glued and key[1:] in lexicon.towns):
            return False
        if key.endswith(lexicon.pronouns[1:4]):
            return True
        # "his" is one letter that many foreign names end in: the noun must be known
        stem = key[:-1]
        if stem in lexicon.papers or stem in lexicon.bases or stem in self.keyset or lexicon.is_deed(stem):
            return True
        teh = lexicon.possessed_feminine
        noun = stem[:-1] + lexicon.feminine_key if stem.endswith(teh) else stem
        classes = lexicon.classes
        known = (classes.get(noun), classes.get(stem), classes.get(lexicon.article + stem))
        return key not in lexicon.names and ("noun" in known or "definite-noun" in known)

    def _definite(self, at: int) -> bool:
        """Whether a word bears the article as written: the games (of) only looks as if it did."""
        first = self.view.starts[at]
        return self.lexicon.is_definite(self.view.keys[at]) and self.view.text[first] not in self.lexicon.hamzas

    def owned_head(self, index: int) -> bool:
        head = self.head_at(index)
        return head is not None and bool(head[0].suffix)

    def known_word(self, key: str) -> bool:
        """Whether a word stands alone elsewhere in the report, or ends in a pronoun: what is before it is glued."""
        if key in self.keyset or self.lexicon.article + key in self.keyset:
            return True
        return len(key) > 4 and key.endswith(self.lexicon.pronouns[1:5])

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each key stands in the report."""
        return Counter(self.view.keys)

    @cached_property
    def keyset(self) -> frozenset[str]:
        """Every key of the report."""
        return frozenset(self.view.keys)

    def deed(self, index: int) -> bool:
        """Whether a word is a noun of action and no name used in this report."""
        key = self.view.keys[index]
        if not self.lexicon.is_deed(key) or key in self.view_names:
            return False
        # a shape that recurs and never bears the article is a name
        return key in self.lexicon.deeds or self.counts[key] < 3 or self.lexicon.article + key in self.keyset

    @cached_property
    def view_names(self) -> frozenset[str]:
        """Words that follow a given name or a rank somewhere in the report: surnames, however they are shaped."""
        view, lexicon = self.view, self.lexicon
        keys, gaps, none = view.keys, view.gaps, lexicon.never_surname
        behind = [at + 1 for at in self.given if keys[at] in lexicon.names and not gaps[at + 1]]
        named = [at for at in behind if keys[at] not in none and not lexicon.is_definite(keys[at])]
        return frozenset(keys[at] for at in named if not self._does(at))

    def _does(self, at: int) -> bool:
        """Whether a word used once is a noun of action with its object right behind it: (Khalid) taking measures."""
        keys, lexicon = self.view.keys, self.lexicon
        if not lexicon.is_deed(keys[at]) or at + 1 >= len(keys) or self.view.gaps[at + 1] or self.counts[keys[at]] > 1:
            return False
        owned = keys[at].endswith(lexicon.pronouns[:4]) and keys[at][-1] != lexicon.article[0]  # his thanks
        return owned or keys[at + 1].startswith(lexicon.article) or lexicon.classes.get(keys[at + 1]) == "noun"

    @cached_property
    def given(self) -> list[int]:
        """Where given names stand that a word follows, behind a glued conjunction or preposition too."""
        last = len(self.view.keys) - 1
        return [at for at in self.view.caught(GIVEN) if at < last]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Nouns with the article that follow a name somewhere in the report, bare of it."""
        keys, lexicon = self.view.keys, self.lexicon
        names = self.given
        if self.view_names:
            names = names + self.view.listed(self.view_names, 0, len(keys) - 1)
        behind = [keys[at + 1] for at in names]
        return frozenset(lexicon.noun(key) for key in behind if lexicon.is_definite(key))

    def _recurs(self, key: str) -> bool:
        """Whether a word stands in the report again and again and never with the article, as names do."""
        return self.counts[key] > 2 and self.lexicon.article + key not in self.keyset

    def common(self, at: int) -> bool:
        """Whether an indefinite word is a common noun rather than a name: a definite or feminine noun completes it."""
        view, lexicon = self.view, self.lexicon
        key = view.keys[at]
        if self.head_at(at) is not None or lexicon.is_definite(key) or at in view.opening or key.isascii():
            return False
        if key in lexicon.names or key in lexicon.places or key in self.view_names or self._recurs(key):
            return False
        if at + 1 >= len(view.keys) or view.gaps[at + 1] or key in lexicon.standing or key in lexicon.never_source:
            return False
        following = view.keys[at + 1]
        if self.head_at(at + 1) is not None or following in lexicon.names or following in lexicon.particles["of-faith"]:
            return False
        if lexicon.classes.get(following) == "adjective" and key not in lexicon.classes:
            return False  # an adjective with the article describes a name (Manchester United the English)
        feminine = view.text[view.ends[at + 1] - 1] == lexicon.feminine or following.endswith(lexicon.plural_feminine)
        return (lexicon.is_definite(following) and not following.startswith(lexicon.glued_articles)) or feminine

    def complete(self, index: int) -> bool:
        """Whether the source phrase is complete before a word: its last word is definite, a name, or owned."""
        before = self.view.keys[index - 1]
        if self.adjunct_at(index - 1):
            return True
        head = self.head_at(index - 1)
        if head is not None and head[0].role == "one-of":
            return False  # the latest (of what): another noun follows
        if head is not None and not head[0].definite and before not in self.lexicon.names:
            return head[0].kind in ("group", "anonymous", "document", "agency")
        return before not in self.lexicon.standing

    def _no_name(self, index: int) -> bool:
        """Whether a word without a head is shaped like no name: a small word behind (and), a verb, an adverb."""
        lexicon, key = self.lexicon, self.view.keys[index]
        if key in lexicon.remarks:
            return True
        if key[0] in lexicon.conjunctions and len(key) > 3 and key[1:] in lexicon.never_source:
            return True
        if index in self.cue_words and key not in self.view_names and not lexicon.is_definite(key):
            return True
        written = self.view.text[self.view.ends[index] - 1]
        if key.startswith(lexicon.imperfect) and len(key) > 4 and written == lexicon.feminine_key:
            return True  # (the party) he heads
        if key.endswith(lexicon.accusative) and len(key) > 4 and lexicon.shape.fullmatch(key[:-1]):
            return not self._recurs(key)
        if key[0] not in lexicon.prepositions_glued[:2] or self.counts[key] > 1 or len(key) < 5:
            return False
        return written == lexicon.feminine or key.endswith(lexicon.plural_feminine)

    def _thing_named(self, index: int) -> bool:
        """Whether a word is a noun that is nobody and no paper: (confirms) the experience of years. A name may look so:
        then another name follows."""
        lexicon, keys = self.lexicon, self.view.keys
        key = keys[index]
        bare = key[len(lexicon.article) :] if lexicon.is_definite(key) else key
        noun = lexicon.classes.get(key) in ("noun", "definite-noun") or lexicon.classes.get(bare) == "noun"
        after = keys[index + 1] if index + 1 < len(keys) and not self.view.gaps[index + 1] else ""
        written = self.view.text[self.view.ends[index] - 1]
        described = key == bare and key[0] == lexicon.participle and written == lexicon.feminine
        if described and not lexicon.is_definite(after):
            noun = noun or (lexicon.classes.get(lexicon.article + key) == "adjective" and key not in lexicon.names)
        if not noun or bare in lexicon.speakers or bare in lexicon.bases or key in self.view_names:
            return False
        if press().begins(key, after):
            return False
        named = after in lexicon.names or lexicon.classes.get(after) in ("given-name", "family-name")
        return not named or key != bare

    def _glued_noun(self, index: int) -> bool:
        """Whether a preposition stands glued to a counted noun or adjective."""
        key, lexicon = self.view.keys[index], self.lexicon
        if key[0] not in lexicon.prepositions_glued[:2] or len(key) < 4 or self.counts[key] > 2:
            return False
        rest = key[1:]
        if key[0] == lexicon.to and lexicon.classes.get(rest) == "noun":
            return True
        known = lexicon.classes.get(rest) == "noun" or lexicon.classes.get(lexicon.article + rest) == "adjective"
        return len(key) > 4 and known and key not in self.view_names and key not in lexicon.classes

    def _objective(self, index: int) -> bool:
        """Whether a word behind a verb bears the ending of an object: (invites) the applicants, (deems it) harmful."""
        lexicon, keys = self.lexicon, self.view.keys
        key, before = keys[index], keys[index - 1] if index else ""
        if index - 1 not in self.cue_words or self.view.gaps[index] or self.counts[key] > 2:
            return False
        if key.endswith(lexicon.accusative) and len(key) > 4 and key not in lexicon.names:
            after = keys[index + 1] if index + 1 < len(keys) and not self.view.gaps[index + 1] else ""
            completed = after in lexicon.standing or after.startswith(lexicon.prepositions_glued[:2])
            return completed and before.endswith(lexicon.pronouns[:3])
        stem, plural = lexicon.noun(key)[: -len(lexicon.plural[1])], lexicon.plural
        if not key.endswith(plural[1]) or not key.startswith(lexicon.article) or before in lexicon.standing:
            return False
        singles = (lexicon.article + stem, stem, lexicon.article + stem + plural[0])
        return any(single in lexicon.classes or single in lexicon.bases for single in singles)

    def _office(self, index: int) -> bool:
        """Whether a word folded like (and to) is an office, spelt with the letter (to) does not end with: governor."""
        found = self.head_at(index)
        return (
            found is not None
            and not found[0].clitic
            and self.view.text[self.view.ends[index] - 1] == self.view.keys[index][-1]
        )

    def plausible(self, index: int, loose: bool = False) -> bool:
        """Whether a source phrase can begin at a word; `loose` as in `phrase_end`. Asked once cues are known."""
        asked = index, loose
        if asked not in self._begins:
            self._begins[asked] = self._begin(index, loose)
        return self._begins[asked]

    def _begin(self, index: int, loose: bool) -> bool:
        key = self.view.keys[index]
        lexicon = self.lexicon
        if key in lexicon.never_source or key in lexicon.god:
            return False
        if key[0] in lexicon.conjunctions and key[1:] in lexicon.standing and not self._office(index):
            return False
        if self.adjunct_at(index) or (index in self.participles and key.endswith(lexicon.accusative)):
            return False
        if self.his_talk(index):
            return False
        head = self.head_at(index)
        if head is not None:
            clitic = head[0].clitic
            if head[0].role == "pronoun" and index and not self.view.gaps[index] and self._definite(index - 1):
                return False  # the last (minutes): an adjective
            return not clitic or clitic in lexicon.conjunctions
        if index in self.view.opening or key in lexicon.names or key in lexicon.places or key in lexicon.towns:
            return True
        if (len(key) == 1 and not key.isascii()) or (len(key) == _YEAR and key.isdigit()):
            return False
        if self.accusative(index):
            return False
        if key[0] in lexicon.prepositions_glued and len(key) > 4 and self.known_word(key[1:]):
            return False
        if self._glued_noun(index):
            return False  # (explained) to the men of the police
        if key.startswith(lexicon.glued_articles) and (key[0] not in lexicon.rarer or lexicon.is_definite(key)):
            return False
        if key[0] in lexicon.prepositions_glued and key not in self.view_names and lexicon.is_deed(key[1:]):
            return False
        if self._no_name(index) or self._thing_named(index) or self._objective(index):
            return False
        if key[0] in lexicon.conjunctions and len(key) > 3:
            rest = key[1:]
            if (
                (lexicon.is_definite(rest) and (rest in lexicon.classes or rest in self.keyset))
                or rest in lexicon.standing
                or (rest[0] in lexicon.prepositions_glued and rest not in self.view_names and not self._foreign(index))
            ):
                return False
        if loose:
            return not self.deed(index) or lexicon.is_definite(key)
        return not (key in lexicon.deeds or (self.owned(index) and lexicon.is_deed(key)) or self._announced(index))

    def _foreign(self, index: int) -> bool:
        """Whether a word that begins like (and for) is a name all the same: no word is known behind these letters."""
        key, lexicon = self.view.keys[index], self.lexicon
        rest = key[2:]
        if len(rest) < 4 or lexicon.is_definite(key[1:]) or rest.endswith(lexicon.pronouns):
            return False
        written = self.view.text[self.view.ends[index] - 1]
        if written == lexicon.feminine or rest.endswith((lexicon.plural_feminine, lexicon.accusative)):
            return False
        known = rest in lexicon.classes or lexicon.article + rest in lexicon.classes or rest in lexicon.bases
        known = known or rest in self.keyset or lexicon.article + rest in self.keyset or lexicon.is_deed(rest)
        return not known and key[1:] not in lexicon.standing and key[1:] not in lexicon.particles["with-pronoun"]

    def _announced(self, index: int) -> bool:
        """Whether a noun of action with its definite complement stands here: the joining of the soldiers."""
        following = self.view.keys[index + 1] if index + 1 < len(self.view.keys) else ""
        return self.deed(index) and not self.view.gaps[index + 1] and self.lexicon.is_definite(following)

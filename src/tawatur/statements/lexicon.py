"""What the pack knows about source phrases, made ready for look-up: one dictionary probe a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from babel import Locale

from tawatur.lang.classes import word_classes
from tawatur.lang.pack import Pack, Row
from tawatur.statements.headings import Headings
from tawatur.statements.joints import joints
from tawatur.statements.letters import Letters
from tawatur.text.answers import Answers
from tawatur.text.fold import key
from tawatur.text.phrases import Phrases
from tawatur.text.words import words

T = TypeVar("T")

_MOST_FORMS = 200_000  # a bound on memory: the words of some 30,000 reports
_SHADDA = "\u0651"


class RoleRow(Row, frozen=True, kw_only=True):
    """Words with a part to play beside source phrases or between clauses."""

    role: str


class DeedRow(Row, frozen=True, kw_only=True):
    """Nouns of action: words, and shapes over folded letters (? any letter)."""

    shapes: tuple[str, ...] = ()


class WordRow(Row, frozen=True, kw_only=True):
    """Plain words."""


class Lexicon(Letters):
    """The tables of one language's source phrases, by folded key."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self.rarer: tuple[str, ...] = ()  # letters of the front that seldom bear an article; () until all is read
        self._asked()
        headings = Headings(pack, self, self.noun)
        self.heads = headings.phrases
        self.bases, self.papers = headings.bases, headings.papers
        self._phrases(pack)
        self._particles(pack)
        self._company(pack)
        self.rarer = (self.conjunctions[1], self.prepositions_glued[2])
        self.nouns = {*self.classes, *self.bases, *self.places}
        self._asked()

    def _asked(self) -> None:
        """Forgets what was answered so far: what is asked of every form is answered once, then looked up."""
        self.noun = Answers(self._noun, _MOST_FORMS).__getitem__
        self.is_definite = Answers(self._is_definite, _MOST_FORMS).__getitem__
        self.is_deed = Answers(self._is_deed, _MOST_FORMS).__getitem__

    def _phrases(self, pack: Pack) -> None:
        """Takes adjuncts, link words, nouns of action and names from the pack."""
        self.adjuncts: Phrases[tuple[str, str]] = Phrases()
        for role_row in pack.rows("adjuncts", RoleRow):
            self._add_all(self.adjuncts, role_row.words, (role_row.id, role_row.role))
        self.links: Phrases[str] = Phrases()
        self.relatives: set[str] = set()
        self.negations: set[str] = set()
        for role_row in pack.rows("connectors", RoleRow):
            if role_row.role == "link":
                self._add_all(self.links, role_row.words, role_row.id)
            else:
                group = self.relatives if role_row.role == "relative" else self.negations
                keys = [[word.key for word in words(text)] for text in role_row.words]
                group.update(one[0] for one in keys if len(one) == 1)
        self.antecedents: Phrases[str] = Phrases()
        self.hints: Phrases[str] = Phrases()  # those of them that tell what the outlet takes words to hint at
        for row in pack.rows("antecedents", WordRow):
            self._add_all(self.antecedents, row.words, row.id)
            if row.id == "hint":
                self._add_all(self.hints, row.words, row.id)
        self.deeds: set[str] = set()
        shapes: list[str] = []
        for deed in pack.rows("deeds", DeedRow):
            self.deeds.update(words(text)[0].key for text in deed.words)
            shapes += deed.shapes
        classes = word_classes(pack)
        self.common = frozenset(form for form, kind in classes.items() if kind == "noun")
        self.adjectives = frozenset(form for form, kind in classes.items() if kind == "adjective")
        self.definite_nouns = frozenset(form for form, kind in classes.items() if kind == "definite-noun")
        self.shape = re.compile("|".join(f"(?:{shape.replace('?', '.')})" for shape in shapes))
        self.names = {words(text)[0].key for row in pack.rows("names", WordRow) for text in row.words}
        self.upon_key = on = key(self.upon)
        named = (text for row in pack.rows("names", WordRow) for text in row.words if key(text) == on)
        self.ali = next(named, self.upon)
        self.ali_key = self.ali + _SHADDA  # the name as vocalised: its plain letters fold to those of (on)
        self.names.add(self.ali_key)
        self.classes = word_classes(pack)
        self.speakers = frozenset(words(text)[0].key for row in pack.rows("speakers", Row) for text in row.words)
        self.writer = frozenset(words(text)[0].key for row in pack.rows("columns", WordRow) for text in row.words)
        # the same behind a glued conjunction or preposition too
        glued = ("", *(letters for letters in (*self.conjunctions, *self.prepositions_glued) if len(letters) == 1))
        self.given = frozenset(letters + name for letters in glued for name in self.names)

    def _particles(self, pack: Pack) -> None:
        """Takes the small words of grammar from the pack, and the sets made of several rows."""
        self.particles = {
            row.id: frozenset(words(text)[0].key for text in row.words) for row in pack.rows("particles", WordRow)
        }
        self.particles["preposition"] |= self.particles["toward"]
        self.particles["son-of"] |= self.particles["servant"]
        self.particles["talk"] |= self.particles["his-talk"]
        owning = self.particles["no-complement-after"] | self.particles["where"]
        self.particles["no-complement-after"] |= owning | {
            letter + word for letter in self.conjunctions for word in owning
        }
        self.standing = frozenset().union(
            *(self.particles[row] for row in ("preposition", "from", "with", "out-of", "within"))
        )
        # words that may trail an adjunct: last (Friday), of this (month)
        self.adjunct_tails = self.particles["adjunct-tail"] | self.particles["this"]
        # words that never end a source phrase
        self.was = self.particles["was"]
        self.copulas = self.particles["copula"] | self.was
        self.had = self.particles["had"] | self.was
        self.trailing = self.particles["trailing"] | self.had | self.particles["then-kept"] | self.standing
        self.then = self.particles["then"] | self.particles["then-kept"]
        self.kept = self.particles["then-kept"]
        owners = ("", *self.pronouns)
        self.rooted = frozenset(word + owner for word in self.particles["rooted-article"] for owner in owners)
        self.same = self.particles["same"]
        self.from_pronouns = {
            key: agreement
            for row, agreement in (("from-him", ("m", "s")), ("from-her", ("f", "s")), ("from-them", ("", "p")))
            for key in self.particles[row]
        }
        self.from_forms = self.particles["from"].union(self.from_pronouns)
        self.object_pronouns = self.particles["object-pronoun"]
        self.came = self.particles["came"]
        self.reported = self.came | self.particles["reported"] | self.particles["carried-by"] | self.particles["issued"]

    def _company(self, pack: Pack) -> None:
        """Takes what keeps a word from speaking or naming from the pack."""
        self.verbs = self._verbs(pack)
        # words after which (that) opens no content of a cue: (before) that, (without) that, (it is expected) that
        self.no_complement = self.particles["no-complement-after"] | self.particles["as"] | self.standing
        # words no source phrase begins with
        self.never_source = (
            self.particles["never-source"]
            | self.particles["opens-clause"]
            | self.particles["is-not"]
            | self.particles["demonstrative"]
            | self.particles["with-pronoun"]
            | self.particles["no-complement-after"]
            | self.trailing
            | self.adjunct_tails
            | self.relatives
            | self.object_pronouns
            | self.then
            | self.particles["subjunctive"]
            | self.particles["joined-that"]
            | self.from_pronouns.keys()
            | self.particles["after-that"]
            | self.particles["as"]
            | self.particles["while"]
            | (self.negations - self.particles["trailing"])
            | self.verbs
        )
        self.never_surname, self.namelike = self.never_source | self.deeds, self.names | self.particles["son-of"]
        self.glosses = {
            keys[0]: keys[1] if len(keys) > 1 else ("#" if row.id == "that-is" else "")
            for row in pack.rows("glosses", WordRow)
            for keys in [[word.key for word in words(text)] for text in row.words]
        }
        self.contrasts = self.particles["contrast"]
        # words the outlet may turn against a report with
        self.turning = self.contrasts.union(self.no_complement.intersection(self.links.firsts))
        self.hearing = self.particles["preposition"] | self.particles["with"]  # one spoken to may stand behind these
        self.text_of = self.particles["text-of"] | self.particles["its-text"]
        self.title_nouns = self.particles["title-noun"]
        self.press_rooms = self.particles["press-room"]
        self.god = self.particles["god"]
        self.as_said = next(text for row in pack.rows("particles", WordRow) if row.id == "as" for text in row.words)
        self.remarks = self.particles["remark"]
        self.stopping = self.turning | self.remarks | {self.and_}  # words the object of an act may end at
        self.what = self.particles["what"]
        self.partitives = self.particles["partitive"]
        # nouns a preposition may complete: the envoy (to), the deputy (of)
        self.takers = frozenset(self.noun(word) for word in self.particles["takes"] | self.particles["issued"])
        self.taken = self.particles["toward"] | self.particles["from"]
        self.within = self.particles["within"] | self.particles["out-of"]
        self.subjunctive = self.particles["subjunctive"]
        self.impersonal = self.particles["impersonal"]
        self.not_glued = self.particles["not-glued"]
        self.no_object, self.inna = joints(pack).no_object, joints(pack).inna
        self.measures = self.particles["measure"] | self.particles["what"] | self.particles["demonstrative"]
        self.pointing = self.particles["pointing"]
        self.saying = self.particles["saying"]
        self.the_saying = self.particles["the-saying"]
        self.made_by = self.particles["made-by"] | self.particles["carried-by"]
        # words at which a source phrase is over
        self.breaks = self.particles["carried-by"] | (self.never_source - self.standing - self.adjunct_tails)
        self.breaks |= self.object_pronouns | (self.relatives - self.standing)
        self.places = _places(pack)
        towns = ([word.key for word in words(text)] for row in pack.rows("towns", WordRow) for text in row.words)
        self.towns = frozenset(keys[0] for keys in towns if len(keys) == 1)

    def _verbs(self, pack: Pack) -> set[str]:
        """Forms that are verbs and nothing else, with (will) in front of the imperfect and pronouns behind."""
        forms = {words(text)[0].key for row in pack.rows("verb_forms", WordRow) for text in row.words}
        _, her, them = self.pronouns[:3]
        forms |= {form + pronoun for form in forms for pronoun in (her, them)}
        now = {form for form in forms if form[0] == self.imperfect}
        now |= {form + self.pronouns[0] for form in now}
        forms |= {self.will + form for form in now}
        long = [form for form in forms if len(form) > 3]  # behind a conjunction short ones look like other words
        joined = {letters + form for letters in self.conjunctions for form in long} - self.classes.keys()
        return (forms | (joined - self.heads.firsts)) - self.names

    def _add_all(self, phrases: Phrases[T], texts: Iterable[str], item: T) -> None:
        for text in texts:
            phrases.add(text, item, ("", *self.conjunctions))

    def _noun(self, key: str) -> str:
        """A key without glued conjunction, preposition and article: what dictionaries list."""
        for letters, _ in self.fronts:
            if letters and key.startswith(letters + self.article) and len(key) > len(letters) + 4:
                return key[len(letters) + len(self.article) :] if self._glued_article(key) else key
        if key.startswith(self.l_article) and len(key) > 4:
            return key[2:]
        return key[len(self.article) :] if key.startswith(self.article) and len(key) > 4 else key

    def _is_definite(self, key: str) -> bool:
        """Whether a word bears the article, glued letters in front allowed."""
        if key.startswith(self.article):
            return len(key) > 3 and key not in self.rooted  # (commitment): its first letters are no article
        if key[1:3] == self.article and len(key) > 4:
            return self._glued_article(key)
        return key.startswith(self.l_article) and len(key) > 4

    def _glued_article(self, key: str) -> bool:
        """Whether an article follows the first letter: behind a rarer one a known noun must (no Valdes, no Callas)."""
        rest = key[len(self.article) + 1 :]
        return key[0] not in self.rarer or not {rest, key[1:]}.isdisjoint(self.nouns) or self.is_deed(rest)

    def _is_deed(self, key: str) -> bool:
        """Whether an indefinite word is a noun of action (by list or by shape), possessive pronouns allowed."""
        if key in self.names:
            return False
        if key in self.deeds or self.shape.fullmatch(key):
            return True
        for pronoun in self.pronouns[:4]:
            if key.endswith(pronoun) and len(key) > len(pronoun) + 2:
                stem = key[: -len(pronoun)]
                if stem in self.deeds or self.shape.fullmatch(stem):
                    return True
                if stem.endswith(self.possessed_feminine) and (
                    stem[:-1] + self.feminine_key in self.deeds or self.shape.fullmatch(stem[:-1] + self.feminine_key)
                ):
                    return True
        if key.endswith(self.accusative) and len(key) > 3:
            stem = key[:-1]
            return stem in self.deeds or self.shape.fullmatch(stem) is not None
        return False


def _places(pack: Pack) -> frozenset[str]:
    """Folded names of states (CLDR) and of the capitals that stand for governments."""
    found = {words(text)[0].key for row in pack.rows("capitals", WordRow) for text in row.words}
    for code, name in Locale.parse(pack.code).territories.items():
        if code.isalpha() and code not in ("ZZ", "EU", "UN"):
            keys = [word.key for word in words(name)]
            if len(keys) == 1:
                found.add(keys[0])
    return frozenset(found)


@lru_cache(maxsize=8)
def lexicon(pack: Pack) -> Lexicon:
    """The look-up tables of a pack, built once."""
    return Lexicon(pack)

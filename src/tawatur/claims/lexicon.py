"""The lexicon of claims: words of the news that say the same thing, in all their forms, and those that turn it."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import Literal, NamedTuple

import simplemma

from tawatur.claims.forms import conjugated, declined
from tawatur.lang.pack import Pack, Row
from tawatur.text.fold import key
from tawatur.text.phrases import Phrases
from tawatur.text.words import Words, words
from tawatur.values.stems import Stemmer, affixes, skeleton, stemmer
from tawatur.values.tables import clitics, function_words, tables


class SynonymRow(Row, frozen=True):
    """Words that say the same thing; `literal` ones only in this very form, for their stems mean other things too."""

    literal: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()  # "perfect imperfect", third person: every form of them is meant
    among: str = (
        ""  # what the row is one of ("level:up"): rows of one kind and other sides exclude each other in a place
    )
    leads: bool = False  # it tells what a happening did, or that there was one: the happening is what is told
    turns: bool = False  # what follows is refused, called off or denied
    naming: bool = False  # a title or a party: it names who, and says nothing by itself
    upto: tuple[str, ...] = ()  # words that make an amount of it with a figure behind them: "it reached 9 %"
    after: tuple[str, ...] = ()  # concepts of what ends with it: who is caught is searched for no more


class PolarityRow(Row, frozen=True):
    """Words that negate an assertion or put it in the future."""

    kind: Literal["negation", "denial", "plan", "without", "still", "except"]


class Meaning(NamedTuple):
    """What one word means: its stem, what it is compared by, and how it stands in time."""

    stem: str  # of a verb the tables know, its row
    root: str
    concept: str  # "" for a word of its own
    place: str  # its key, should the story know it as a place
    coming: bool  # a verb in the future
    past: bool  # maybe a verb of the past
    name: bool = False  # no dictionary knows it
    led: bool = False  # a preposition sticks to it


class Telling(dict[str, bool]):
    """Whether a feature does more than name; every one is worked out once."""

    def __init__(self, naming: frozenset[str]) -> None:
        self._naming = naming

    def __missing__(self, feature: str) -> bool:
        self[feature] = found = feature not in self._naming and not feature.startswith(_NAMED)
        return found


class Lexicon(NamedTuple):
    """The tables that features are made with, compiled."""

    stems: Stemmer
    empty: frozenset[str]  # folded function words, clitics and all
    concepts: dict[str, str]  # folded form of a noun or adjective, without clitics → concept
    clitics: tuple[str, ...]  # folded, longest first
    forms: dict[str, tuple[str, bool]]  # folded form of a verb → concept, whether it is a form of the past
    telling: Telling  # which features do more than name
    ideas: frozenset[str]  # those that do more
    deeds: frozenset[str]  # of these, those told by verbs that lead to no happening
    acts: frozenset[str]  # all ideas that are told by verbs
    directions: frozenset[str]  # those that say where
    stands: frozenset[str]  # those by which somebody takes a stand
    fates: frozenset[str]  # and those that tell what became of persons
    phrases: Phrases[str]  # longer phrases → concept
    polarity: Phrases[PolarityRow]
    upto: dict[str, frozenset[str]]  # concept → folded words that make an amount of it, with a figure behind them
    joining: str  # letters of conjunctions
    leading: str  # the same, and of the prepositions that stand before a verb
    prepositions: tuple[str, ...]  # those that stick to a word, folded, with conjunctions and the article
    future: tuple[str, ...]  # folded letters that put a verb in the future, with conjunctions before them
    imperfect: str  # folded letters an imperfect starts with
    known: dict[str, Meaning]  # every spelling is worked out once
    named: dict[str, frozenset[str]]  # and every speaker's name

    def who(self, name: str) -> frozenset[str]:
        """The words of a speaker's name, titles and all: the same speaker is a hint of the same words."""
        found = self.named.get(name)
        if found is None:
            parts = (w for w in words(name) if w.key not in self.empty)
            found = frozenset("who:" + self.stems.root(name[w.start : w.end]) for w in parts)
            self.named[name] = found
        return found

    def meaning(self, written: str, folded: str) -> Meaning:
        """What one word means, as it is written (hamzas help the dictionary)."""
        found = self.known.get(written)
        if found is None:
            found = self.known[written] = self._meaning(written, folded)
        return found

    def meanings(self, text: str, found: Words, said: Set[int]) -> list[Meaning | None]:
        """What every word of a text means; None for function words and those that only say who says it."""
        known, empty = self.known, self.empty
        out: list[Meaning | None] = [None] * len(found.keys)
        for index, (word, start, end) in enumerate(zip(found.keys, found.starts, found.ends, strict=True)):
            if word not in empty and index not in said:
                written = text[start:end]
                out[index] = known.get(written) or self.meaning(written, word)
        return out

    def _meaning(self, written: str, folded: str) -> Meaning:
        stem = self.stems.stem(written)
        whole = simplemma.is_known(written, self.stems.pack.code)
        led = not whole and folded.startswith(self.prepositions)
        verb = self._verb(folded, whole)
        if verb is not None:
            concept, past, coming = verb
            return Meaning(concept, self.stems.root(written), concept, "", coming, past, led=led)
        coming = stem != folded and folded.startswith(self.future) and self._ahead(written)
        past = not coming and len(stem) > 2 and folded.lstrip(self.joining).startswith(stem[:-1])
        place = "place:" + skeleton(stem)
        if coming and len(stem) == _ROOT + 1 and stem[0] in self.imperfect:
            stem = stem[1:]  # so that it meets what is told as done
        concept, root = self.concept(folded, whole), self.stems.root(written)
        return Meaning(stem, root, concept, place, coming, past, not concept and root != stem, led)

    def _ahead(self, written: str) -> bool:
        """Whether a word is a verb put ahead: what is left without the letter is one (names start with it too)."""
        code = self.stems.pack.code
        rests = (written[len(before) :] for before in self.future if written.startswith(before))
        return self.stems.future(written) and any(simplemma.is_known(rest, code) for rest in rests)

    def concept(self, folded: str, whole: bool = False) -> str:
        """The concept of a noun or an adjective the tables know, whatever clitics stand before it; else "".

        `whole`: the dictionary knows the word as it is, so that no single letter is taken off it.
        """
        found = self.concepts.get(folded)
        if found is None:
            least = 1 + whole
            bare = (folded[len(c) :] for c in self.clitics if len(c) >= least and folded.startswith(c))
            found = next((self.concepts[form] for form in bare if form in self.concepts), "")
        return found

    def _verb(self, folded: str, whole: bool) -> tuple[str, bool, bool] | None:
        """The concept of a form of a verb the tables know, whether it is past, and whether a letter puts it ahead."""
        found = self.forms.get(folded)
        if found is not None:
            return *found, False
        if whole:
            return None
        for before in self.future:
            if folded.startswith(before):
                found = self.forms.get(folded[len(before) :])
                if found is not None and not found[1]:
                    return found[0], False, True
        found = self.forms.get(folded[1:]) if folded[0] in self.leading else None
        return (*found, False) if found is not None else None


_ALEF = "\u0627"  # lemmas of derived verbs start with it or not, by the dictionary's taste
_ROOT = 3  # letters of most roots
_NAMED = ("person:", "place:", "country:", "figure:", "#")


@lru_cache(maxsize=8)
def lexicon(pack: Pack) -> Lexicon:
    """The compiled lexicon of a pack."""
    stems, every = stemmer(pack), clitics(pack)
    empty = function_words(pack)
    known = affixes(pack)
    concepts: dict[str, str] = {}
    forms: dict[str, tuple[str, bool]] = {}
    phrases: Phrases[str] = Phrases()
    rows = pack.rows("synonyms", SynonymRow)
    for row in rows:
        for form, past in conjugated(row.verbs, pack):
            forms.setdefault(form, (row.id, past))
        for word in (*row.words, *row.literal):
            if " " in word or word in row.literal:
                phrases.add(word, row.id, every)
            else:
                concepts.setdefault(key(word), row.id)
    for row in rows:  # words that a row names go before inflected ones
        for word in row.words:
            if " " not in word and key(word) not in forms:
                for form in declined(word, known):
                    concepts.setdefault(form, row.id)
    polarity: Phrases[PolarityRow] = Phrases()
    for turning in pack.rows("polarity", PolarityRow):
        for word in turning.words:
            polarity.add(word, turning, tuple(c for c in every if len(c) <= 1))
    conjunctions = ("", *sorted({c for c in every if len(c) == 1}))
    joining = "".join(sorted(tables(pack).conjunctions))
    glued = tuple(sorted({key(c) for c in every if c}, key=lambda c: (-len(c), c)))
    led = tuple(c for c in glued if c.lstrip(joining)[:1] not in ("", _ALEF))
    leading = "".join(c for c in glued if len(c) == 1)
    future = tuple(key(c + f) for c in conjunctions for f in known.future)
    naming = frozenset(row.id for row in pack.rows("synonyms", SynonymRow) if row.naming)
    deeds = frozenset(row.id for row in rows if row.verbs and not row.leads)
    ideas = frozenset(row.id for row in pack.rows("synonyms", SynonymRow)) - naming
    return Lexicon(
        stems=stems,
        empty=empty,
        concepts=concepts,
        clitics=glued,
        forms=forms,
        telling=Telling(naming),
        ideas=ideas,
        deeds=deeds,
        acts=frozenset(row.id for row in rows if row.verbs),
        directions=frozenset(row.id for row in rows if row.among == "direction"),
        stands=frozenset(row.id for row in rows if row.among.startswith("stance")),
        fates=frozenset(row.id for row in rows if row.among == "fate"),
        phrases=phrases,
        polarity=polarity,
        upto={row.id: frozenset(key(word) for word in row.upto) for row in rows if row.upto},
        joining=joining,
        leading=leading,
        prepositions=led,
        future=future,
        imperfect=key("".join(known.imperfect)),
        known={},
        named={},
    )

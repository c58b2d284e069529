"""Cues: the words that signal an attribution, found in one pass over the words of a report.

What is known of them is data: `verbs.toml` (a row is a verb with its principal parts; the paradigms make its forms,
its participles and verbal nouns), `cue_nouns.toml` (nouns of saying), `adverbials.toml` (phrases that name a source).
Proclitics and glued pronouns are taken off word by word and the answer is kept: a text costs one look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import msgspec

from tawatur.lang.pack import Pack, Row
from tawatur.lang.paradigms import Form, Paradigms, features, paradigms
from tawatur.model import Noun, Stance
from tawatur.settings import Attribution
from tawatur.text.fold import key
from tawatur.text.phrases import Match, Phrases
from tawatur.text.words import Word

Shape = Literal["verb", "participle", "masdar", "noun", "adverbial"]
Voice = Literal["active", "passive"]
Complementizer = Literal[
    "an", "inna", "bi_an", "ila_an", "ala_an", "min_an", "an_prep", "li_an", "colon", "quote", "none"
]


class Cue(Noun, frozen=True):
    """One reading of a cue. Prepositions are folded letters as data; `suffix` is a pronoun glued to the cue.

    The pronoun of a verb is its object («أبلغه»), that of a masdar, noun or adverbial is the speaker («قوله»), whose
    person, gender and number are then the cue's own.
    """

    row: str
    lemma: str
    shape: Shape
    tense: Literal["past", "present", ""] = ""
    voice: Voice = "active"
    person: int = 0
    gender: str = ""
    number: str = ""
    suffix: str = ""
    governs: tuple[Complementizer, ...] = ()
    acts: tuple[str, ...] = ()
    stance: Stance = "neutral"
    negates: bool = False
    relays: bool = False
    carries_on: bool = False
    topic_only: bool = False
    addressee: bool = False
    two_argument: bool = False
    weak: bool = False
    takes: tuple[str, ...] = ()


class CueRow(Row, frozen=True, kw_only=True):
    """What verbs, nouns and adverbials have in common: what they govern and where they stay silent.

    `never_before`/`only_before` look at the next word (or two), `never_near` at the next few,
    `never_after`/`only_after` at the word before. A weak row speaks only
    with one of its complementizers, a colon or a quote soon after (or with a preposition of `acts`); with `opens`
    also where it opens a sentence.
    """

    governs: tuple[Complementizer, ...] = ()
    acts: tuple[str, ...] = ()
    stance: Stance = "neutral"
    negates: bool = False
    relays: bool = False
    carries_on: bool = False
    topic_only: bool = False
    addressee: bool = False
    two_argument: bool = False
    weak: bool = False
    opens: bool = False
    never_before: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    never_near: tuple[str, ...] = ()
    never_after: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()


class VerbRow(CueRow, frozen=True, kw_only=True):
    """A verb: `words` holds its perfect (third person masculine singular, shaddas written).

    The participle of a derived verb follows from its imperfect. `passive` is the perfect and imperfect passive where
    they are used and written differently. Forms listed in `omit` are not made, those in `weak_forms` are weak.
    """

    imperfect: str
    participle: str = ""
    masdar: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    objects: bool = True
    omit: tuple[str, ...] = ()
    weak_forms: tuple[str, ...] = ()


class NounRow(CueRow, frozen=True, kw_only=True):
    """A noun of saying; `words` are its forms, singular and plural."""


class AdverbialRow(CueRow, frozen=True, kw_only=True):
    """A phrase that names a source or hangs a clause on one.

    `takes`: `source` (a naming follows), `clause` (a reporting clause follows), `pronoun` (the last word carries the
    speaker: the words are given without it).
    """

    takes: tuple[Literal["source", "clause", "pronoun"], ...] = ("source",)


class ComplementizerRow(Row, frozen=True, kw_only=True):
    """A complementizer with its spellings; `inna` says it is told from its look-alike by the hamza."""


class _Gate(NamedTuple):
    """When a reading speaks: what must and must not stand around it."""

    weak: bool
    governs: frozenset[str]
    glued: tuple[str, ...]  # prepositions of an act that satisfy it as well: glued to a word within `near` words,
    standing: frozenset[str]  # or standing alone within `standing_near` words
    never_before: frozenset[str]
    only_before: frozenset[str]
    never_near: frozenset[str]
    never_after: frozenset[str]
    only_after: frozenset[str]
    opens: bool  # at the opening of a sentence it speaks although weak
    reach: int
    near: int
    standing_near: int


class _Entry(NamedTuple):
    cue: Cue
    gate: _Gate
    clitics: str  # which clitics may stand in front: a shape of the paradigms


_STOP = re.compile("[.!?\u061f\n](?!\\d)")
_COLON = re.compile(":")
_QUOTE = re.compile('[\u00ab\u201c\u201d\u201e"\u2039]')


class Lexicon:
    """Every cue of a language, ready to be found."""

    def __init__(self, pack: Pack) -> None:
        self._paradigms: Paradigms = paradigms(pack)
        self._bare: dict[str, list[_Entry]] = {}
        self._linked: dict[str, list[_Entry]] = {}
        self._known: dict[str, tuple[tuple[str, Cue, _Gate | None], ...]] = {}
        self._phrases: Phrases[tuple[Cue, _Gate | None]] = Phrases()
        self._complementizers = _complementizers(pack)
        for verb in pack.rows("verbs", VerbRow):
            self._add_verb(verb)
        for noun in pack.rows("cue_nouns", NounRow):
            self._add_noun(noun)
        for adverbial in pack.rows("adverbials", AdverbialRow):
            self._add_adverbial(adverbial)
        for shape in ("past", "present", "participle", "masdar", "noun", "adverbial"):
            self._paradigms.clitics.setdefault(shape, ("",))
        self._clitics = sorted({c for clitics in self._paradigms.clitics.values() for c in clitics}, key=len)
        self._pronouns = sorted({p for group in self._paradigms.pronouns.values() for p in group}, key=len)

    # ── making ──

    def _add_verb(self, row: VerbRow) -> None:
        omit, weak = {key(form) for form in row.omit}, {key(form) for form in row.weak_forms}
        base = _shared(row)
        transitive = row.objects and ("" in row.acts or row.addressee or row.relays)

        def put(forms: Iterable[Form], shape: Shape, tense: Literal["past", "present", ""], voice: Voice) -> None:
            gates = [_gate(row, weak=flag or row.weak or shape == "masdar", shape=shape) for flag in (False, True)]
            for form in forms:
                if form.key in omit:
                    continue
                gate = gates[form.key in weak]
                if form.jussive:
                    gate = gate._replace(only_after=self._paradigms.jussive_after)
                cue = Cue(
                    shape=shape,
                    tense=tense,
                    voice=voice,
                    person=form.person,
                    gender=form.gender,
                    number=form.number,
                    weak=gate.weak,
                    **base,
                )
                self._put(form, _Entry(cue, gate, tense or shape), transitive or shape == "masdar")

        made = self._paradigms
        for perfect in row.words:
            put(made.past(perfect), "verb", "past", "active")
        put(made.present(row.imperfect, row.words[0]), "verb", "present", "active")
        participle = row.participle or made.derived(row.imperfect, row.words[0])
        if participle.strip("-"):
            put(made.participle(participle), "participle", "", "active")
        for masdar in row.masdar:
            put(made.masdar(masdar), "masdar", "", "active")
        if row.passive:
            put((f for f in made.past(row.passive[0]) if f.person == 3), "verb", "past", "passive")
            if len(row.passive) > 1:
                imperfect = made.present(row.passive[1], row.words[0])
                put((f for f in imperfect if f.person == 3), "verb", "present", "passive")

    def _put(self, form: Form, entry: _Entry, objects: bool) -> None:
        if form.bare:
            entries = self._bare.setdefault(form.key, [])
            if not any(_same(entry.cue, other.cue) for other in entries):
                entries.append(entry)
        if form.linked and objects and not form.jussive:
            self._linked.setdefault(form.key, []).append(entry)

    def _add_noun(self, row: NounRow) -> None:
        cue = Cue(shape="noun", weak=True, **_shared(row))
        entry = _Entry(cue, _gate(row, weak=True, shape="noun"), "noun")
        for word in row.words:
            for form in self._paradigms.masdar(word):
                self._put(form, entry, True)

    def _add_adverbial(self, row: AdverbialRow) -> None:
        shared = _shared(row)
        gate = _asks(_gate(row, weak=row.weak, shape="adverbial"))
        clitics = self._paradigms.clitics.get("adverbial", ("",))
        plain = tuple(one for one in row.takes if one != "pronoun")
        for phrase in row.words:
            if plain:
                cue = Cue(shape="adverbial", takes=plain, weak=row.weak, **shared)
                self._phrases.add(phrase, (cue, gate), clitics)
            if "pronoun" not in row.takes:
                continue
            *front, last = phrase.split()
            linked = [form.key for form in self._paradigms.masdar(last) if form.linked]
            for ending, person in self._paradigms.pronouns["noun"].items():
                cue = _spoken(Cue(shape="adverbial", takes=("pronoun",), weak=row.weak, **shared), person)
                for stem in linked:
                    self._phrases.add(" ".join((*front, stem + ending)), (cue, gate), clitics)

    # ── finding ──

    def find(self, text_words: Sequence[Word], text: str = "") -> list[Match[Cue]]:
        """Every cue in the words, by place; several readings of one word stand beside each other."""
        out: list[Match[Cue]] = []
        known, phrases = self._known, self._phrases
        for index, word in enumerate(text_words):
            entries = known.get(word.key)
            if entries is None:
                entries = self._learn(word.key)
            for clitic, cue, gate in entries:
                if gate is None or self._speaks(gate, text_words, index, index + 1, text):
                    out.append(Match(index, index + 1, clitic, cue))
            for match in phrases.at(text_words, index):
                cue, gate = match.item
                if gate is None or self._speaks(gate, text_words, index, match.last, text):
                    out.append(Match(index, match.last, match.clitic, cue))
        return out

    def _learn(self, word: str) -> tuple[tuple[str, Cue, _Gate | None], ...]:
        """The readings of a word, remembered."""
        found: list[tuple[str, _Entry]] = []
        for clitic in self._clitics:
            if not word.startswith(clitic):
                continue
            rest = word[len(clitic) :]
            bare = [entry for entry in self._bare.get(rest, ()) if clitic in self._paradigms.clitics[entry.clitics]]
            if clitic in self._paradigms.articles:
                found.extend((clitic, _definite(entry)) for entry in bare)
                continue
            found.extend((clitic, entry) for entry in bare)
            for pronoun in self._pronouns:
                if len(rest) > len(pronoun) + 1 and rest.endswith(pronoun):
                    for entry in self._linked.get(rest[: -len(pronoun)], ()):
                        reading = self._with_pronoun(entry, pronoun)
                        if reading is not None and clitic in self._paradigms.clitics[entry.clitics]:
                            found.append((clitic, reading))
        if len(self._known) > 300_000:  # a bound on memory, not a threshold: the words of some 40,000 reports
            self._known.clear()
        made = self._known[word] = tuple((clitic, entry.cue, _asks(entry.gate)) for clitic, entry in found)
        return made

    def _with_pronoun(self, entry: _Entry, pronoun: str) -> _Entry | None:
        nominal = entry.cue.shape in ("masdar", "noun")
        person = self._paradigms.pronouns["noun" if nominal else "verb"].get(pronoun)
        if person is None or (entry.cue.person == 1 and person[0] == "1"):
            return None
        return entry._replace(
            cue=_spoken(entry.cue, person) if nominal else msgspec.structs.replace(entry.cue, suffix=person)
        )

    def _speaks(self, gate: _Gate, text_words: Sequence[Word], first: int, last: int, text: str) -> bool:
        size = len(text_words)
        before = text_words[first - 1].key if first else ""
        if before in gate.never_after or (gate.only_after and before not in gate.only_after):
            return False
        after = text_words[last].key if last < size else ""
        if gate.never_before or gate.only_before:
            two = f"{after} {text_words[last + 1].key}" if last + 1 < size else after
            if after in gate.never_before or two in gate.never_before:
                return False
            if gate.only_before and after not in gate.only_before and two not in gate.only_before:
                return False
        if gate.never_near and any(w.key in gate.never_near for w in text_words[last : last + REACH.cue_near_words]):
            return False
        if not gate.weak or (gate.opens and _opens(text_words, first, text)):
            return True
        return self._governs(gate, text_words, last, text)

    def _governs(self, gate: _Gate, text_words: Sequence[Word], last: int, text: str) -> bool:
        """True when one of the complementizers, a colon or a quote the gate asks for stands soon after."""
        single, double = self._complementizers
        for at in range(last, min(len(text_words), last + gate.reach)):
            word = text_words[at]
            if text:
                gap = text[text_words[at - 1].end : word.start]
                if len(gap) > 1:
                    if _COLON.search(gap):
                        return "colon" in gate.governs
                    if _QUOTE.search(gap) and "quote" in gate.governs:
                        return True
                    if _STOP.search(gap):
                        return False
            name = single.get(word.key)
            if name is not None:
                name = double.get((text_words[at - 1].key, word.key), name) if at > 0 else name
                if name in gate.governs:
                    return True
            if at - last < gate.near and gate.glued and word.key.startswith(gate.glued):
                return True
            if at - last < gate.standing_near and word.key in gate.standing:
                return True
        return False


REACH = Attribution()
LOWER_HAMZA = "\u0625"  # alef with hamza below: the one letter that tells two complementizers apart


def _gate(row: CueRow, weak: bool, shape: Shape) -> _Gate:
    """The conditions under which a row speaks in one of its shapes."""
    governs = {*row.governs, "an"} if "inna" in row.governs else set(row.governs)
    acts = tuple(key(act) for act in row.acts if act)
    finite = shape in ("verb", "participle")

    def folded(listed: tuple[str, ...]) -> frozenset[str]:
        return frozenset(key(one) for one in listed)

    return _Gate(
        weak=weak,
        governs=frozenset(governs),
        glued=tuple(act for act in acts if len(act) == 1),
        standing=frozenset(act for act in acts if len(act) > 1),
        never_before=folded(row.never_before),
        only_before=folded(row.only_before),
        never_near=folded(row.never_near),
        never_after=folded(row.never_after),
        only_after=folded(row.only_after),
        opens=row.opens and finite,
        reach=REACH.cue_reach_words,
        near={"noun": REACH.cue_near_words, "masdar": 2}.get(shape, 0),
        standing_near=REACH.cue_reach_words if finite else REACH.cue_near_words,
    )


def _asks(gate: _Gate) -> _Gate | None:
    """The gate, or None when it lets everything through."""
    lists = (gate.never_before, gate.only_before, gate.never_near, gate.never_after, gate.only_after)
    return gate if gate.weak or any(lists) else None


def _opens(text_words: Sequence[Word], first: int, text: str) -> bool:
    """True when a word stands first in its sentence, as far as the text is given."""
    if first == 0:
        return True
    return bool(text) and _STOP.search(text[text_words[first - 1].end : text_words[first].start]) is not None


def _shared(row: CueRow) -> dict[str, Any]:
    """The fields a cue takes over from its row."""
    return {
        "row": row.id,
        "lemma": row.words[0],
        "governs": row.governs,
        "acts": tuple(key(act) for act in row.acts),
        "stance": row.stance,
        "negates": row.negates,
        "relays": row.relays,
        "carries_on": row.carries_on,
        "topic_only": row.topic_only,
        "addressee": row.addressee,
        "two_argument": row.two_argument,
    }


def _definite(entry: _Entry) -> _Entry:
    """A participle or noun with the article speaks only when its complementizer follows at once."""
    close = entry.gate._replace(weak=True, reach=2, near=0, standing_near=1)
    return entry._replace(cue=msgspec.structs.replace(entry.cue, weak=True), gate=close)


def _same(a: Cue, b: Cue) -> bool:
    """True when two readings differ in person only: the third person stands for all that are spelt like it."""
    return (a.row, a.shape, a.tense, a.voice) == (b.row, b.shape, b.tense, b.voice) and (
        a.person == 3 or (a.gender, a.number) == (b.gender, b.number)
    )


def _spoken(cue: Cue, person: str) -> Cue:
    """The cue with the pronoun of its speaker."""
    who, gender, number = features(person)
    return msgspec.structs.replace(cue, suffix=person, person=who, gender=gender, number=number)


@lru_cache(maxsize=8)
def _complementizers(pack: Pack) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Complementizers of one word, and of two, by folded key."""
    single: dict[str, str] = {}
    double: dict[tuple[str, str], str] = {}
    for row in pack.rows("complementizers", ComplementizerRow):
        for phrase in row.words:
            folded = key(phrase).split()
            if len(folded) == 1:
                single[folded[0]] = row.id
            else:
                double[folded[0], folded[1]] = row.id
    return single, double


def complementizers(words: Sequence[Word], pack: Pack, text: str = "") -> list[Match[str]]:
    """Every complementizer in the words, longest at each place, by id.

    Folding makes the two that differ in their hamza one: `an` stands for both unless `text` spells the lower hamza.
    """
    single, double = _complementizers(pack)
    out: list[Match[str]] = []
    for index, word in enumerate(words):
        name = single.get(word.key)
        if name is None:
            continue
        before = double.get((words[index - 1].key, word.key)) if index else None
        if before is not None:
            out.append(Match(index - 1, index + 1, "", before))
        elif name == "an" and text[word.start : word.start + 1] == LOWER_HAMZA:
            out.append(Match(index, index + 1, "", "inna"))
        else:
            out.append(Match(index, index + 1, "", name))
    return out


@lru_cache(maxsize=8)
def lexicon(pack: Pack) -> Lexicon:
    """The cues of a language, made once and kept."""
    return Lexicon(pack)


def cues(words: Sequence[Word], pack: Pack, text: str = "") -> list[Match[Cue]]:
    """Every cue in the words of a text, by place; homographs give several matches at one place.

    `text` is what the words' offsets point into: with it weak cues see colons, quotes and the ends of sentences;
    without it only complementizers count.
    """
    return lexicon(pack).find(words, text)

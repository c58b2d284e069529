"""Cues: the words that signal an attribution, found in one pass over the words of a report.

What is known of them is data: `verbs.toml` (verbs with their principal parts, whose forms the paradigms make),
`cue_nouns.toml` (nouns of saying), `adverbials.toml` (phrases that name a source). Proclitics and glued pronouns are
taken off word by word and the answer is kept: a text costs one look-up a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from tawatur.lang.pack import Pack
from tawatur.lang.paradigms import Form, Paradigms, features, paradigms
from tawatur.model import Noun, Stance
from tawatur.statements.gates import Complementizer, CueRow, Gate, Line, Shape, gate, speaks
from tawatur.statements.joints import ComplementizerRow, complementizers, joints
from tawatur.text.answers import Answers
from tawatur.text.fold import key
from tawatur.text.phrases import Match, Phrases
from tawatur.text.words import Word, Words
from tawatur.text.words import words as words_of

__all__ = [
    "AdverbialRow",
    "ComplementizerRow",
    "Cue",
    "Lexicon",
    "NounRow",
    "VerbRow",
    "complementizers",
    "cues",
    "glued",
    "lexicon",
]

Voice = Literal["active", "passive"]


class Cue(Noun, frozen=True):
    """One reading of a cue. Prepositions are folded letters as data; `suffix` is a pronoun glued to the cue.

    That of a verb is its object (he told him), else it is the speaker (his saying), by whom the cue then agrees.
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
    unjoined: bool = False
    weak: bool = False
    takes: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


class VerbRow(CueRow, frozen=True, kw_only=True):
    """A verb: `words` holds its perfect (third person masculine singular, shaddas written).

    The participle of a derived verb follows from its imperfect. `passive` is the perfect and imperfect passive where
    they are used and written differently. Forms listed in `omit` are not made, those in `weak_forms` are weak,
    those in `start_forms` weak and silent but where they open a clause, those in `strong_forms` never weak; those in
    `impersonal` are silent with the complementizer at once.
    Where folding makes a form one with a common word, `spelt` holds its exact spelling (the hamza), asked for when
    the text is given. What a `twin` row already makes of the same letters is not made again.
    """

    imperfect: str  # he says
    perfect: str = ""  # where `words` must differ from it, another row being spelt the same
    participle: str = ""  # saying, where it does not follow from the imperfect; "-" for none
    masdar: tuple[str, ...] = ()  # its verbal nouns
    passive: tuple[str, ...] = ()  # perfect and imperfect passive where they are written differently
    objects: bool = True  # it takes pronouns
    omit: tuple[str, ...] = ()  # forms not to be made: other words
    weak_forms: tuple[str, ...] = ()  # forms that speak only in company
    start_forms: tuple[str, ...] = ()  # weak forms that speak only where a clause opens
    strong_forms: tuple[str, ...] = ()  # forms of a weak verb that need no company
    impersonal: tuple[str, ...] = ()  # forms silent with the complementizer at once: nobody says it
    spelt: tuple[str, ...] = ()  # forms that count only as spelt here, hamza and last letter
    twin: str = ""  # id of a row that makes some of the same forms


class NounRow(CueRow, frozen=True, kw_only=True):
    """A noun of saying; `words` are its forms, singular and plural."""


class AdverbialRow(CueRow, frozen=True, kw_only=True):
    """A phrase that names a source or hangs a clause on one.

    `takes`: `source` (a naming follows), `clause` (a reporting clause follows), `pronoun` (the last word carries the
    speaker: the words are given without it). `verbs`: it is one only in front of these.
    """

    takes: tuple[Literal["source", "clause", "pronoun"], ...] = ("source",)  # what follows or is glued to it
    verbs: tuple[str, ...] = ()  # it speaks only in front of one of these rows of verbs


_MOST_FORMS = 300_000  # words whose readings are remembered: a bound on memory, not a threshold
SHORT = 4  # letters of a dual perfect of the first form


class _Entry(NamedTuple):
    cue: Cue
    gate: Gate
    clitics: str  # which clitics may stand in front: a shape of the paradigms
    omit: frozenset[str] = frozenset()  # forms with a pronoun that are not of this word


_Readings = tuple[tuple[str, Cue, Gate | None], ...]  # clitic in front, what the rest means, when it speaks


class Lexicon:
    """Every cue of a language, ready to be found."""

    def __init__(self, pack: Pack) -> None:
        self._paradigms: Paradigms = paradigms(pack)
        self._bare: dict[str, list[_Entry]] = {}
        self._linked: dict[str, list[_Entry]] = {}
        self._known = Answers(self._look_up, _MOST_FORMS).__getitem__
        self._phrases: Phrases[tuple[Cue, Gate | None]] = Phrases()
        # first words of phrases, clitics on, and the second words behind them; none when the first may be the whole
        self._starts: dict[str, set[str]] = {}
        self._joints = joints(pack)
        for verb in pack.rows("verbs", VerbRow):
            self._add_verb(verb)
        for noun in pack.rows("cue_nouns", NounRow):
            self._add_noun(noun)
        for adverbial in pack.rows("adverbials", AdverbialRow):
            self._add_adverbial(adverbial)
        for shape in ("past", "present", "participle", "masdar", "noun", "adverbial"):
            self._paradigms.clitics.setdefault(shape, ("",))
        self._before = {shape: frozenset(glued) for shape, glued in self._paradigms.clitics.items()}
        self._clitics = clitics = frozenset().union(*self._before.values())
        pronouns = {pronoun for group in self._paradigms.pronouns.values() for pronoun in group}
        # by the one letter that decides most words: the first for clitics (how long they are), the last for pronouns
        self._lengths = {
            first: tuple(sorted({len(clitic) for clitic in clitics if clitic[:1] in ("", first)}))
            for first in {clitic[:1] for clitic in clitics}
        }
        self._pronouns = {
            last: tuple(sorted((p for p in pronouns if p[-1] == last), key=len)) for last in {p[-1] for p in pronouns}
        }

        # the first three letters of every form: two words in three have others
        glued = (form + pronoun for form in self._linked if len(form) < 3 for pronoun in pronouns)
        self._heads = frozenset(form[:3] for form in (*self._bare, *self._linked, *glued))

    # ── making ──

    def _add_verb(self, row: VerbRow) -> None:
        omit, weak, start, strong, impersonal = (
            frozenset(key(form) for form in forms)
            for forms in (row.omit, row.weak_forms, row.start_forms, row.strong_forms, row.impersonal)
        )
        base = _shared(row)
        spelt = {key(form): form for form in row.spelt}
        transitive = row.objects and ("" in row.acts or row.addressee or row.relays)
        pronouns = self._paradigms.pronouns["verb"]
        nouns = {form.key for masdar in row.masdar for form in self._paradigms.masdar(masdar)}

        def put(forms: Iterable[Form], shape: Shape, tense: Literal["past", "present", ""], voice: Voice) -> None:
            asks = row.weak or shape == "masdar"
            # the verbal noun of a doubtful verb names an event: with a preposition it says nothing
            shared = base | {"acts": ()} if shape == "masdar" and row.weak else base
            gates = [gate(row, flag or asks, shape, tuple(pronouns)) for flag in (False, True)]
            for form in forms:
                if form.key in omit:
                    continue
                # the dual of many a perfect is written like its verbal noun in the accusative
                dual = tense == "past" and form.number == "d" and (len(form.key) <= SHORT or form.key in nouns)
                one = gates[form.key in weak or form.key in start or dual]
                if form.key in strong:
                    one = replace(one, weak=False)
                if form.key in impersonal:
                    one = replace(one, impersonal=True)
                if form.key in spelt:
                    one = replace(one, spelt=spelt[form.key])
                if form.key in start:
                    one = replace(one, starts=True)
                if form.jussive:
                    one = replace(one, only_after=self._paradigms.jussive_after)
                cue = Cue(shape=shape, tense=tense, voice=voice, weak=one.weak, **shared, **_agreement(form))
                entry = _Entry(cue, one, tense or shape, omit)
                objects = shape == "masdar" or (transitive and (shape == "verb" or row.two_argument))
                if row.two_argument and one.weak and not row.weak and tense == "present" and not one.spelt:
                    # (is regarded) as: nobody says it; (regards) it as: somebody does
                    told = entry._replace(cue=replace(cue, weak=False), gate=replace(one, weak=False))
                    self._put(form._replace(linked=False), entry, objects, row.twin)
                    self._put(form._replace(bare=False), told, objects, row.twin)
                    continue
                self._put(form, entry, objects, row.twin)

        made = self._paradigms
        perfects = (row.perfect,) if row.perfect else row.words
        for perfect in perfects:
            put(made.past(perfect), "verb", "past", "active")
        put(made.present(row.imperfect, perfects[0]), "verb", "present", "active")
        participle = row.participle or made.derived(row.imperfect, perfects[0])
        if participle.strip("-"):
            put(made.participle(participle), "participle", "", "active")
        for masdar in row.masdar:
            put(made.masdar(masdar), "masdar", "", "active")
        if "" in row.acts and not (row.weak or row.addressee or row.two_argument or row.relays or row.only_near):
            # with its subject and a noun of action behind it: (the bank's) announcement of a loss
            bare = Cue(shape="noun", weak=True, **{**base, "governs": (), "acts": ("",)})
            one = gate(row, weak=False, shape="noun")
            for form in (form for masdar in row.masdar for form in made.masdar(masdar) if form.key not in omit):
                self._put(form, _Entry(bare, one, "masdar", omit), True)
        if row.passive:
            put((f for f in made.past(row.passive[0]) if f.person == 3), "verb", "past", "passive")
            if len(row.passive) > 1:
                imperfect = made.present(row.passive[1], perfects[0])
                put((f for f in imperfect if f.person == 3), "verb", "present", "passive")

    def _put(self, form: Form, entry: _Entry, objects: bool, twin: str = "") -> None:
        if form.bare:
            entries = self._bare.setdefault(form.key, [])
            if twin and any((e.cue.row, e.cue.shape) == (twin, entry.cue.shape) for e in entries):
                return
            if not any(_same(entry.cue, other.cue) for other in entries):
                entries.append(entry)
        if form.linked and objects and not form.jussive:
            self._linked.setdefault(form.key, []).append(entry)

    def _add_noun(self, row: NounRow) -> None:
        cue = Cue(shape="noun", weak=True, **_shared(row))
        entry = _Entry(cue, gate(row, weak=True, shape="noun"), "noun")
        for word in row.words:
            for form in self._paradigms.masdar(word):
                self._put(form, entry, True)

    def _add_adverbial(self, row: AdverbialRow) -> None:
        shared = _shared(row)
        asked = gate(row, weak=row.weak, shape="adverbial").settled()
        plain = tuple(one for one in row.takes if one != "pronoun")
        for phrase in row.words:
            if plain:
                cue = Cue(shape="adverbial", takes=plain, weak=row.weak, verbs=row.verbs, **shared)
                self._add_phrase(phrase, cue, asked)
            if "pronoun" not in row.takes:
                continue
            *front, last = phrase.split()
            linked = [form.key for form in self._paradigms.masdar(last) if form.linked]
            for ending, person in self._paradigms.pronouns["noun"].items():
                cue = _spoken(Cue(shape="adverbial", takes=("pronoun",), weak=row.weak, **shared), person)
                for stem in linked:
                    self._add_phrase(" ".join((*front, stem + ending)), cue, asked)

    def _add_phrase(self, phrase: str, cue: Cue, asked: Gate | None) -> None:
        clitics = self._paradigms.clitics.get("adverbial", ("",))
        self._phrases.add(phrase, (cue, asked), clitics)
        first, *more = (word.key for word in words_of(phrase))
        for clitic in clitics:
            known = self._starts.get(clitic + first)
            follows = {more[0]} if more else set()
            self._starts[clitic + first] = follows | known if follows and known else follows if known is None else set()

    # ── finding ──

    def find(self, line: Line, places: Iterable[int]) -> list[Match[Cue]]:
        """Every cue that begins at one of these words, by place; several readings of one stand beside each other."""
        out: list[Match[Cue]] = []
        words, keys, known_joints, known = line.words, line.words.keys, self._joints, self._known
        for index in places:
            readings, follows = known(keys[index])
            for clitic, cue, asked in readings:
                if asked is None or speaks(asked, line, index, index + 1, clitic, known_joints):
                    out.append(Match(index, index + 1, clitic, cue))
            if follows is None or (follows and (index + 1 >= len(keys) or keys[index + 1] not in follows)):
                continue
            longest: Match[Cue] | None = None
            for match in self._phrases.at(words, index):
                cue, asked = match.item
                if asked is None or speaks(asked, line, index, match.last, match.clitic, known_joints):
                    if cue.verbs and not self._verb_at(keys, match.last, cue.verbs):
                        continue
                    longest = Match(index, match.last, match.clitic, cue)
            if longest is not None:
                out.append(longest)
        return out

    def _verb_at(self, keys: Sequence[str], index: int, rows: tuple[str, ...]) -> bool:
        """True when a verb of one of the rows stands at `index`, or behind one word that opens its clause."""
        for word in keys[index : index + 2]:
            if any(cue.shape == "verb" and cue.row in rows for _, cue, _ in self._known(word)[0]):
                return True
            if word not in self._joints.openers:
                return False
        return False

    def wanted(self, word: str) -> bool:
        """Whether a word may be a cue, or the first of one."""
        return word in self._starts or bool(self._learn(word))

    def _look_up(self, word: str) -> tuple[_Readings, set[str] | None]:
        """What a word can be, and the second words of the phrases it may begin (see `_starts`), None for no phrase."""
        return self._learn(word), self._starts.get(word)

    def _learn(self, word: str) -> _Readings:
        """What a word can be."""
        found: list[tuple[str, _Entry]] = []
        size = len(word)
        for long in self._lengths.get(word[:1], (0,)):
            clitic, rest = word[:long], word[long:]
            if clitic not in self._clitics or rest[:3] not in self._heads:
                continue
            bare = self._bare.get(rest, ())
            if clitic in self._paradigms.articles:
                found.extend((clitic, _definite(entry)) for entry in bare if clitic in self._before[entry.clitics])
                continue
            if bare:
                found.extend((clitic, entry) for entry in bare if clitic in self._before[entry.clitics])
            for pronoun in self._pronouns.get(word[-1:], ()):
                if size - long > len(pronoun) + 1 and word.endswith(pronoun):
                    for entry in self._linked.get(word[long : -len(pronoun)], ()):
                        if rest in entry.omit or clitic not in self._before[entry.clitics]:
                            continue
                        reading = self._with_pronoun(entry, pronoun)
                        if reading is not None:
                            found.append((clitic, reading))
        if not found:
            return ()
        # a masdar written like the verb («he revealed», «revealing») is read as the verb
        verbs = {(clitic, entry.cue.row) for clitic, entry in found if entry.cue.shape == "verb"}
        return tuple(
            (clitic, entry.cue, entry.gate.settled())
            for clitic, entry in found
            if entry.cue.shape != "masdar" or (clitic, entry.cue.row) not in verbs
        )

    def _with_pronoun(self, entry: _Entry, pronoun: str) -> _Entry | None:
        nominal = entry.cue.shape in ("masdar", "noun")
        person = self._paradigms.pronouns["noun" if nominal else "verb"].get(pronoun)
        if person is None or (entry.cue.person == 1 and person[0] == "1"):
            return None
        if nominal:
            return entry._replace(cue=_spoken(entry.cue, person))
        # with its pronoun a homograph is mostly the other word («student» and «he asked him»): no opening is enough
        cue = replace(entry.cue, suffix=person)
        return entry._replace(cue=cue, gate=replace(entry.gate, opens=False))


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
        "unjoined": row.unjoined,
    }


def _agreement(form: Form) -> dict[str, Any]:
    """The fields a cue takes over from its form."""
    return {"person": form.person, "gender": form.gender, "number": form.number}


def _definite(entry: _Entry) -> _Entry:
    """A participle or noun with the article speaks only when its complementizer follows at once."""
    return entry._replace(cue=replace(entry.cue, weak=True), gate=entry.gate.close())


def _same(a: Cue, b: Cue) -> bool:
    """True when two readings differ in person only: the third person stands for all that are spelt like it."""
    return (a.row, a.shape, a.tense, a.voice) == (b.row, b.shape, b.tense, b.voice) and (
        a.person == 3 or (a.gender, a.number) == (b.gender, b.number)
    )


def _spoken(cue: Cue, person: str) -> Cue:
    """The cue with the pronoun of its speaker."""
    who, gender, number = features(person)
    return replace(cue, suffix=person, person=who, gender=gender, number=number)


@lru_cache(maxsize=1024)
def glued(acts: tuple[str, ...]) -> tuple[str, ...]:
    """Those prepositions of an act that are written as part of the word behind them."""
    return tuple(act for act in acts if len(act) == 1)


@lru_cache(maxsize=8)
def lexicon(pack: Pack) -> Lexicon:
    """The cues of a language, made once and kept."""
    return Lexicon(pack)


def cues(words: Sequence[Word], pack: Pack, text: str = "") -> list[Match[Cue]]:
    """Every cue in the words of a text, by place; homographs give several matches at one place.

    With `text`, which the words' offsets point into, weak cues see colons, quotes and ends of sentences too.
    """
    found, columns = lexicon(pack), Words.of(words)
    wanted = [at for at, word in enumerate(columns.keys) if found.wanted(word)]
    return found.find(Line(columns, columns.gaps(text), text), wanted)

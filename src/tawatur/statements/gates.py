"""Gates: when a reading of a word speaks as a cue, by the words that stand around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tawatur.lang.pack import Row
from tawatur.model import Stance
from tawatur.settings import Attribution
from tawatur.statements.joints import Joints
from tawatur.text.fold import key
from tawatur.text.words import Words

Shape = Literal["verb", "participle", "masdar", "noun", "adverbial"]
Complementizer = Literal[
    "an", "inna", "bi_an", "ila_an", "ala_an", "min_an", "an_prep", "li_an", "colon", "quote", "none"
]

REACH = Attribution()
SHADDA = "\u0651"  # the mark of a doubled letter

_STOP = re.compile("[.!?\u061f\n](?!\\d)")
_OPENING = re.compile("[.!?\u061f\n](?!\\d)|(?:^| )[-\u2013\u2014]+(?: |$)")  # a stop, or the dash behind a dateline
_COMMA = re.compile("[,;\u060c\u061b]")
_QUOTE = re.compile('[\u00ab\u201c\u201d\u201e"\u2039]')
_CLOSING = re.compile('[\u00bb\u201d"\u203a]')


class CueRow(Row, frozen=True, kw_only=True):
    """What verbs, nouns and adverbials have in common: what they govern and where they stay silent.

    `never_before`/`only_before` look at the next word (or two), `never_near` at the next few,
    `never_after`/`only_after` at the word before. A weak row speaks only
    with one of its complementizers, a colon or a quote soon after (or with a preposition of `acts`); with `opens`
    also where it opens a sentence, and with one of `speaks_near` among the next few words.
    """

    governs: tuple[Complementizer, ...] = ()  # what joins its clause to it
    acts: tuple[str, ...] = ()  # prepositions of an act's object; "" for a bare object
    stance: Stance = "neutral"  # how it takes what is said
    negates: bool = False  # it denies what follows
    relays: bool = False  # it hands on what another said
    carries_on: bool = False  # it continues the words of the last speaker
    topic_only: bool = False  # it names a topic, nothing is said: no statement
    addressee: bool = False  # its first object is the listener
    two_argument: bool = False  # something is said of its object
    unjoined: bool = False  # its clause may follow with nothing that joins it
    weak: bool = False  # it speaks only in company
    far: bool = False  # although weak, where it opens a clause its preposition may stand behind a long subject
    opens: bool = False  # although weak it speaks where it opens a sentence
    never_before: tuple[str, ...] = ()  # silent before these (the next word or two)
    only_before: tuple[str, ...] = ()  # silent but before these
    never_near: tuple[str, ...] = ()  # silent with one of these among the next few words
    only_near: tuple[str, ...] = ()  # silent without one of these in reach
    speaks_near: tuple[str, ...] = ()  # company enough for a weak one
    never_after: tuple[str, ...] = ()  # silent behind these
    only_after: tuple[str, ...] = ()  # silent but behind these


class Gate(Struct, frozen=True, gc=False):
    """When a reading speaks: what must and must not stand around it."""

    weak: bool
    governs: frozenset[str]
    glued: tuple[str, ...]  # prepositions of an act that satisfy it as well: glued to a word within `near` words,
    standing: frozenset[str]  # or standing alone within `standing_near` words
    never_before: frozenset[str]
    only_before: frozenset[str]
    never_near: frozenset[str]
    only_near: frozenset[str]
    speaks_near: frozenset[str]
    never_after: frozenset[str]
    only_after: frozenset[str]
    spelt: str  # letters the word must hold as the text spells it
    doubled: bool  # a shadda in the text shows the verb: then it speaks although weak
    impersonal: bool  # with the complementizer at once it has no source: silent
    opens: bool  # at the opening of a sentence it speaks although weak
    starts: bool  # it speaks nowhere but where a clause opens
    tight: bool  # a comma ends the search for its complementizer
    reach: int  # words in which that must begin where the cue opens a clause
    short_reach: int  # and elsewhere
    near: int
    far: int  # the same where a verb opens its clause: its subject stands between
    standing_near: int
    particular: bool = False  # whether it looks at the words around before it asks for company

    def settled(self) -> Gate | None:
        """The gate as it is asked, None when it lets everything through."""
        beside = self.never_before, self.only_before, self.never_after, self.only_after
        particular = self.impersonal or bool(self.spelt) or any((*beside, self.never_near, self.only_near))
        return replace(self, particular=particular) if particular or self.weak or self.starts else None

    def close(self) -> Gate:
        """The gate of a word with the article: its complementizer follows at once."""
        return replace(self, weak=True, reach=2, short_reach=2, near=0, far=0, standing_near=0, opens=False)


def gate(row: CueRow, weak: bool, shape: Shape, pronouns: Sequence[str] = ()) -> Gate:
    """The conditions under which a row speaks in one of its shapes; prepositions also stand with `pronouns` on."""
    governs = {*row.governs, "an"} if "inna" in row.governs else set(row.governs)
    acts = tuple(key(act) for act in row.acts if act)
    finite = shape in ("verb", "participle")
    said = shape != "masdar" or not row.weak

    def folded(listed: tuple[str, ...]) -> frozenset[str]:
        return frozenset(key(one) for one in listed)

    long = REACH.cue_doubtful_reach_words if row.weak else REACH.cue_reach_words
    reach = {"verb": long, "noun": REACH.cue_near_words + 2}.get(shape, REACH.cue_near_words)
    if row.two_argument and row.governs[:1] == ("bi_an",) and shape == "verb":
        reach += REACH.cue_near_words  # the object stands in between
    return Gate(
        weak=weak,
        governs=frozenset(governs),
        glued=tuple(act for act in acts if len(act) == 1) if said else (),
        standing=frozenset(act + pronoun for act in acts if len(act) > 1 and said for pronoun in ("", *pronouns)),
        never_before=folded(row.never_before),
        only_before=folded(row.only_before),
        never_near=folded(row.never_near),
        only_near=folded(row.only_near) if finite else frozenset(),
        speaks_near=folded(row.speaks_near) if finite else frozenset(),
        never_after=folded(row.never_after),
        only_after=folded(row.only_after),
        spelt="",
        doubled=finite and any(SHADDA in word for word in row.words),
        impersonal=False,
        opens=row.opens and finite,
        starts=False,
        tight=not finite,
        reach=reach,
        short_reach=reach
        if row.governs[:1] == ("bi_an",) and row.two_argument
        else min(reach, REACH.cue_near_words + 3),
        far=REACH.cue_reach_words if row.far and shape == "verb" else 0,
        near={"noun": reach, "masdar": REACH.cue_near_words, "verb": 3, "participle": 3}.get(shape, 0),
        standing_near=reach,
    )


class Line(NamedTuple):
    """The words a gate looks at: their keys, what stands before each, and how they are spelt ("" when not known)."""

    words: Words
    gaps: Sequence[str]
    text: str

    def spelling(self, index: int) -> str:
        """A word as the text spells it."""
        return self.text[self.words.starts[index] : self.words.ends[index]]


def speaks(gate: Gate, line: Line, first: int, last: int, clitic: str, joints: Joints) -> bool:
    """True when the gate opens for words `first`..`last` of a text."""
    if gate.particular and not _suits(gate, line, first, last, joints):
        return False
    if not (gate.weak or gate.starts) or (gate.doubled and SHADDA in line.spelling(first)):
        return True
    if gate.speaks_near and _near(gate.speaks_near, line, last, 2 * REACH.cue_near_words):
        return True
    sentence = clitic in joints.opening or _opens(line, first, _OPENING)
    if gate.opens and sentence:
        return True
    keys = line.words.keys
    opened = sentence or (first > 0 and keys[first - 1] in joints.openers)
    if gate.starts and not opened:
        at_once = last < len(keys) and (keys[last] in gate.standing or joints.joined(keys, last, gate.governs))
        return at_once and gate.weak
    if not gate.weak:
        return True
    near = max(gate.near, gate.far) if opened else gate.near
    reach = gate.reach if opened or _opens(line, first, _COMMA) else gate.short_reach
    return governs(gate, line, last, joints, reach, near)


def _suits(gate: Gate, line: Line, first: int, last: int, joints: Joints) -> bool:
    """True when the words around, and the spelling, are those a gate asks for."""
    keys = line.words.keys
    if gate.spelt and line.text and gate.spelt not in line.spelling(first):
        return False
    before = keys[first - 1] if first else ""
    if before in gate.never_after or (gate.only_after and before not in gate.only_after):
        return False
    size = len(keys)
    if last < size and (gate.never_before or gate.only_before):
        after = keys[last]
        two = f"{after} {keys[last + 1]}" if last + 1 < size else after
        if after in gate.never_before or two in gate.never_before:
            return False
        if gate.only_before and after not in gate.only_before and two not in gate.only_before:
            return False
    elif gate.only_before:
        return False
    if gate.never_near and not _told(line, last) and _near(gate.never_near, line, last, REACH.cue_near_words):
        return False
    if gate.only_near and not _near(gate.only_near, line, last, REACH.cue_reach_words):
        return False
    return not (gate.impersonal and last < size and joints.joined(keys, last, gate.governs))


def _told(line: Line, last: int) -> bool:
    """True when a colon or a quotation opens within the next two words: what follows is said, whatever its words."""
    return any(":" in gap or _QUOTE.search(gap) for gap in line.gaps[last : min(len(line.words.keys), last + 3)])


def _near(listed: frozenset[str], line: Line, last: int, reach: int) -> bool:
    """True when one of the listed words stands among the next ones of the sentence."""
    keys, gaps = line.words.keys, line.gaps
    for at in range(last, min(len(keys), last + reach)):
        if gaps[at] and _STOP.search(gaps[at]) and not _abbreviated(line, at):
            return False
        if keys[at] in listed:
            return True
    return False


def governs(gate: Gate, line: Line, last: int, joints: Joints, reach: int, near: int) -> bool:
    """True when one of the complementizers, a colon, a quote or a preposition the gate asks for stands soon after."""
    named = False
    keys, gaps, single, glued, standing = line.words.keys, line.gaps, joints.single, gate.glued, gate.standing
    for at in range(last, min(len(keys), last + max(reach, near, gate.standing_near))):
        key, gap = keys[at], gaps[at]
        if gap:
            if ":" in gap:
                return "colon" in gate.governs and at - last < reach
            if "quote" in gate.governs and at - last < reach and _QUOTE.search(gap):
                # behind a quoted name the same straight mark closes it
                if not named and (at - last < 2 or _long(line, at)):
                    return True
                named = not named
            if (_STOP.search(gap) and not _abbreviated(line, at)) or (gate.tight and _COMMA.search(gap)):
                return False
        if key in single and at - last < reach and joints.at(keys, at) in gate.governs:
            return True
        if glued and at - last < near and key.startswith(glued) and key not in joints.no_object:
            return True
        if key in standing and at - last < gate.standing_near:
            return True
    return False


def _abbreviated(line: Line, at: int) -> bool:
    """True when the stop before word `at` ends a title of one letter: Dr."""
    return at > 0 and len(line.words.keys[at - 1]) == 1 and line.gaps[at].strip() == "."


def _long(line: Line, at: int) -> bool:
    """True when the quotation that opens before word `at` is no mere name or title: it runs over three words."""
    return not any(_CLOSING.search(gap) for gap in line.gaps[at + 1 : min(len(line.words), at + 4)])


def _opens(line: Line, first: int, mark: re.Pattern[str]) -> bool:
    """True when a word stands first in the text or behind a mark, as far as the text is given."""
    if first == 0:
        return True
    return bool(line.gaps[first]) and mark.search(line.gaps[first]) is not None

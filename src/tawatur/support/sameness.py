"""Whether two namings are one source: surely, perhaps, or not.

Titles, spellings, the order of words, a country as noun or adjective or by its capital make no second source. Another
country, another office of one body, another name make one. Where the namings do not tell, the answer is perhaps.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from tawatur.lang.pack import load
from tawatur.model import SourceKind
from tawatur.statements.lexicon import lexicon
from tawatur.support.namings import Naming, naming
from tawatur.support.wordings import NamingRow
from tawatur.values.names import skeleton

_LONG = 5  # letters; shorter words that differ in one letter are too often two names
_WORDS = 3  # words of a body's name: so many make it no other's, though another naming has more
_TAIL = 3  # words of a long naming that may differ by one slip of the pen


class Sameness(IntEnum):
    """What two namings, a and b, are to each other."""

    APART = 0
    SAME = 1
    FITS = 2  # a says less than b and may stand for it: surely when it fits nobody else
    SPEAKS = 3  # a is a body and b a person named as its voice: one source unless it has several voices
    ALLIED = 4  # a and b may be one, and so may others with them: a body and the people who lead it
    MAYBE = 5  # a says less than b and may be it


# what is said with an office: the minister's ministry, the premier's premiership, a head of state's presidency
_IMPLIED = {
    "minister": frozenset({"ministry"}),
    "premier": frozenset({"premiership"}),
    "head": frozenset({"presidency"}),
}
_LEADERS = frozenset({"head", "director", "secretary", "commander", "spokesman"})
Verdict = tuple[Sameness, bool]  # and whether a and b changed places in it
_APART, _SAME = (Sameness.APART, False), (Sameness.SAME, False)


@lru_cache(maxsize=131072)
def sameness(kind_a: SourceKind, who_a: str, kind_b: SourceKind, who_b: str) -> Verdict:
    """What two namings are to each other, by their kinds and words."""
    if (kind_b, who_b) < (kind_a, who_a):  # asked in one order, so that it is the same either way round
        verdict = sameness(kind_b, who_b, kind_a, who_a)
        return verdict if verdict[0] in (Sameness.APART, Sameness.SAME) else _turned(verdict)
    a, b = naming(kind_a, who_a), naming(kind_b, who_b)
    if a.words == b.words:
        return _SAME
    if "".join(a.words) == "".join(b.words) and len("".join(a.words)) >= _LONG:
        return _SAME
    if "document" in (kind_a, kind_b) and kind_a != kind_b:
        return _issued(a, b) if kind_a != "document" else _turned(_issued(b, a))
    if a.person and b.person:
        return _persons(a, b)
    if a.person or b.person:
        return _body_and_person(a, b) if b.person else _turned(_body_and_person(b, a))
    return _bodies(a, b)


def _turned(verdict: Verdict) -> Verdict:
    return verdict[0], not verdict[1]


def _lands(a: Naming, b: Naming) -> bool:
    """Whether the countries that two namings name allow them to be one; an adjective the tables do not know may be
    no country's."""
    known_a, known_b = _known(a), _known(b)
    if a.lands and b.lands and not (known_a or known_b):
        return a.lands == b.lands
    return known_a <= known_b or known_b <= known_a


def _known(a: Naming) -> frozenset[str]:
    """The countries of a naming that the tables know."""
    return frozenset(land for land in a.lands if land.isalpha())


# ── names of persons ──────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=65536)
def one_word(a: str, b: str) -> bool:
    """Whether two words of a name are one name as two hands spell it."""
    if a == b:
        return True
    names, least = lexicon(load()).names, min(len(a), len(b))
    if a in names and b in names:  # one more vowel makes another name of two that are known, other letters do not
        return least >= _LONG and len(a) == len(b) and (skeleton(a) == skeleton(b) or sorted(a) == sorted(b))
    if least > 2 and skeleton(a) == skeleton(b) and len(skeleton(a)) > 1:
        return True
    return least >= _LONG and (a[0] == b[0] or least > _LONG) and OSA.distance(a, b, score_cutoff=1) <= 1


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all words of one name stand in another in their order, both first ones and both last ones meeting."""
    if not one_word(short[-1], long[-1]) or not one_word(short[0], long[0]):
        return "".join(short) == "".join(long)
    at = 0
    for word in short:
        while at < len(long) and not one_word(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _stands(name: tuple[str, ...], other: Naming) -> bool:
    """Whether a full name stands word by word in a naming that was not read to have a full name of its own."""
    size, words = len(name), other.words
    if size < 2 or other.near:
        return False
    return any(all(map(one_word, name, words[at : at + size])) for at in range(len(words) - size + 1))


def _persons(a: Naming, b: Naming) -> Verdict:
    if len(a.name) > len(b.name) or (len(a.name) == len(b.name) and len(a.words) > len(b.words)):
        return _turned(_persons_in_order(b, a))
    return _persons_in_order(a, b)


def _persons_in_order(a: Naming, b: Naming) -> Verdict:
    """Two persons, the one with the longer name last."""
    if _stands(b.name, a) or _stands(a.name, b):
        return _SAME
    if a.office == "spokesman" and not a.name and not a.near and (b.name or b.office != "spokesman"):
        return _body_and_person(a._replace(person=False, office="", offices=frozenset()), b)
    if a.name and b.name:
        if len(a.name) > 1:
            if _within(a.name, b.name) or "".join(a.name) == "".join(b.name):
                return _SAME
            if len(a.name) > _TAIL and len(a.name) == len(b.name) and sum(map(one_word, a.name, b.name)) >= _TAIL:
                return _SAME
            both_speak = a.office == b.office == "spokesman" and _bodies(a, b)[0] is Sameness.SAME
            return (Sameness.ALLIED, False) if both_speak or _leads(a, b) or _leads(b, a) else _APART
        return _part(a, b)
    if a.near or b.near:
        return _kin(a, b)
    if b.name:
        return _bearer(a, b)
    return _offices(a, b)


def _leads(voice: Naming, head: Naming) -> bool:
    """Whether one person is the voice of the body that the other leads or sits in."""
    if voice.office != "spokesman" or head.office == "spokesman" or voice.near:
        return False
    body = voice._replace(person=False, office="", offices=frozenset(), name=())
    return head.body <= voice.body and _body_and_person(body, head)[0] is Sameness.ALLIED


def _part(a: Naming, b: Naming) -> Verdict:
    """A name of one word beside a name: the family, or what everybody calls the person by."""
    if not any(one_word(a.name[0], word) for word in (b.name[0], b.name[-1])):
        return _APART
    if a.kin != b.kin and (a.near or b.near):
        return _APART
    if len(b.name) == 1 and not (a.kin or b.kin) and _lands(a, b):
        return _SAME if a.name == b.name else (Sameness.FITS, False)
    if a.office and a.office == b.office and _lands(a, b):
        return Sameness.FITS, False
    family = len(b.name) > 1 and one_word(a.name[0], b.name[-1]) and a.name[0] not in lexicon(load()).names
    return (Sameness.FITS if family and not a.office and _lands(a, b) else Sameness.MAYBE), False


def _kin(a: Naming, b: Naming) -> Verdict:
    """Somebody's father or lawyer without a name, beside others."""
    if a.near and b.near:
        one = a.near[-1] == b.near[-1] and a.words[0] == b.words[0]
        return (Sameness.FITS, False) if one else _APART
    if a.name or b.name:
        nearer, other = (a, b) if a.near else (b, a)
        if not nearer.name and other.name and one_word(nearer.near[-1], other.name[-1]) and len(other.name) > 1:
            return Sameness.MAYBE, nearer is b
    return _APART


def _bearer(a: Naming, b: Naming) -> Verdict:
    """An office without a name beside a person with one."""
    if not a.office or not _lands(a, b) or (a.kin or b.kin):
        return _APART
    if a.office in b.offices and (a.body | a.organs) <= (b.body | b.organs):
        return Sameness.MAYBE, False
    return _APART


def _offices(a: Naming, b: Naming) -> Verdict:
    """Two offices without the names of their bearers."""
    if a.office != b.office or not _lands(a, b) or a.kin != b.kin:
        return _APART
    if a.full == b.full and a.offices == b.offices:
        if a.lands == b.lands:
            return _SAME
        told = len(a.full) + len(a.offices) + min(len(a.lands), len(b.lands))
        return (Sameness.FITS if told > 2 else Sameness.MAYBE), len(a.lands) > len(b.lands)
    for less, more, turned in ((a, b, False), (b, a, True)):
        if less.body <= more.body and less.organs <= more.organs and less.offices <= more.offices:
            enough = bool(less.body) and len(less.full) + len(less.lands) >= _WORDS
            return (Sameness.FITS if enough else Sameness.MAYBE), turned
    return _APART


# ── bodies ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _bodies(a: Naming, b: Naming) -> Verdict:
    """Two bodies."""
    if not _lands(a, b):
        return _APART
    if (len(a.full), len(a.lands)) > (len(b.full), len(b.lands)):
        return _turned(_bodies_in_order(b, a))
    return _bodies_in_order(a, b)


def _bodies_in_order(a: Naming, b: Naming) -> Verdict:
    """Two bodies whose countries agree, the one that says more last."""
    if a.country or b.country:
        if a.country and b.country:
            return _SAME if a.lands == b.lands else _APART
        state, organ = (a, b) if a.country else (b, a)
        return (Sameness.MAYBE, state is b) if organ.official and state.lands & organ.lands else _APART
    firm = a.lands == b.lands or len(a.full) > 1
    if a.full == b.full and a.services == b.services:
        return _SAME if a.lands == b.lands else ((Sameness.FITS if firm else Sameness.MAYBE), a.lands > b.lands)
    if a.body and a.body == b.body:
        return _headed(a, b)
    if _one_state(a, b):
        return Sameness.MAYBE, False
    if _missions(a, b) or _missions(b, a):
        return Sameness.ALLIED, False
    if _slipped(a, b):
        return _SAME
    return _shortened(a, b)


def _headed(a: Naming, b: Naming) -> Verdict:
    """Two bodies that differ in their heads or in adjectives that do not say which."""
    turned = a.lands > b.lands
    if not a.organs and not b.organs and a.vague == b.vague:  # one service under two heads, or under none
        enough = len(a.body) + len(a.lands & b.lands) >= 2
        return (Sameness.FITS if enough else Sameness.MAYBE), turned
    if a.organs and b.organs and a.organs != b.organs:
        return Sameness.ALLIED, False
    if a.vague <= b.vague and a.organs <= b.organs:
        enough = a.organs == b.organs and len(a.full) + len(a.lands & b.lands) >= _WORDS
        return (Sameness.FITS if enough else Sameness.MAYBE), turned
    return (Sameness.MAYBE, turned) if not (a.vague and b.vague) or a.vague & b.vague else _APART


def _one_state(a: Naming, b: Naming) -> bool:
    """Whether one naming is "the authorities" or "the government" and the other a voice of the same country."""
    if not (a.official and b.official and a.lands & b.lands):
        return False
    return a.state or b.state


@lru_cache(maxsize=1)
def _foreign() -> frozenset[str]:
    """The body of a foreign ministry."""
    row = next(row for row in load().rows("namings", NamingRow) if row.id == "foreign-ministry")
    return naming("organisation", row.words[0]).body


def _missions(ministry: Naming, embassy: Naming) -> bool:
    """Whether one is the foreign ministry whose embassy the other is."""
    return "embassy" in embassy.body and ministry.body == _foreign() and bool(_known(ministry) & _known(embassy))


def _slipped(a: Naming, b: Naming) -> bool:
    """Whether two long namings are the same word for word but for one letter of one word."""
    one, other = a.full - b.full, b.full - a.full
    if len(one) != 1 or len(other) != 1 or a.lands != b.lands:
        return False
    x, y = next(iter(one)), next(iter(other))
    shared = len(a.full & b.full) + len(a.lands)
    if shared >= 1 and min(len(x), len(y)) >= _LONG and x[0] == y[0] and skeleton(x) == skeleton(y):
        return True
    return shared >= _TAIL and min(len(x), len(y)) > _TAIL and OSA.distance(x, y, score_cutoff=1) <= 1


def _shortened(a: Naming, b: Naming) -> Verdict:
    """A body by a part of its name."""
    if not _known(a) <= _known(b):
        return _APART
    if a.body and a.body < b.body and a.organs <= b.organs and a.vague <= b.vague and a.head == b.head:
        # a ministry goes by the first of its portfolios
        enough = len(a.full) + len(a.lands) >= _WORDS or b.body - a.body <= b.also
        enough = enough and a.head not in b.also  # (paper X) and paper Y
        return (Sameness.FITS if enough else Sameness.MAYBE), False
    head = a.organs & b.organs or (a.head and a.head == b.head)
    bare = not a.body - {a.head}
    if head and bare and (not a.body or not a.organs) and (a.vague & b.vague or not a.vague):
        return Sameness.MAYBE, False
    return _APART


# ── bodies, persons and papers ────────────────────────────────────────────────────────────────────────────────────


def _body_and_person(body: Naming, person: Naming) -> Verdict:
    """A body and one who speaks for it, leads it or belongs to it."""
    if not _lands(body, person) or person.near:
        return _APART
    if body.country:
        speaks = person.official or (person.office == "head" and not (person.body or person.organs))
        return (Sameness.MAYBE, False) if speaks and body.lands & person.lands else _APART
    if person.office == "spokesman":
        verdict, turned = _bodies(body, person) if person.full or person.lands else _APART
        sure = verdict in (Sameness.SAME, Sameness.FITS)
        if not person.name or not sure:
            return (verdict, turned) if verdict in (Sameness.SAME, Sameness.FITS, Sameness.MAYBE) else _APART
        return Sameness.SPEAKS, False
    if body.state and body.lands & person.lands:
        head = person.office in ("head", "premier", "ruler") and not (person.body or person.organs)
        return (Sameness.ALLIED, False) if head or person.official else _APART
    if not person.office and person.name:
        return _APART
    if person.office == "ambassador" and _missions(body, person._replace(body=frozenset({"embassy"}))):
        return Sameness.ALLIED, False
    if person.body and person.body < body.body and body.head in person.body and person.office in _LEADERS:
        return Sameness.MAYBE, True
    core = body.body - _IMPLIED.get(person.office, frozenset())
    if not core and body.body and person.office != "minister" and body.lands & person.lands:
        return Sameness.ALLIED, False
    if not core or not core <= person.body or (body.organs and person.organs and not body.organs & person.organs):
        return _APART
    return Sameness.ALLIED, False


def _issued(body: Naming, paper: Naming) -> Verdict:
    """A paper and the body whose paper it is."""
    if body.person or not _lands(body, paper) or not body.body <= paper.body:
        return _APART
    enough = len(body.full) + len(body.lands & paper.lands) >= 2 and body.organs <= paper.organs
    return (Sameness.MAYBE, False) if enough and body.body else _APART

"""Who a naming means: the fullest naming in the report, the source behind a pronoun, and one key for all its names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from tawatur.keys import source_key
from tawatur.model import Link, SourceKind, Span
from tawatur.press import resolve
from tawatur.statements.cues import Cue
from tawatur.statements.fullest import Fullest
from tawatur.statements.lexicon import Lexicon
from tawatur.statements.mentions import Mention
from tawatur.statements.view import View
from tawatur.statements.zones import Reader

_TURN = attrgetter("turn")
MAIN, CARRIED, INNER = 2, 1, 0  # levels of a turn: one's own report, one that carries another's, inside another's


@dataclass(slots=True, eq=False)
class Source:
    """A source of one report under all its namings."""

    who: Span  # the fullest naming
    words: frozenset[str]  # content words of all namings
    kind: SourceKind
    gender: str
    number: str
    base: frozenset[str]  # heads it was named by
    press: str
    turn: tuple[int, int, int]  # when it last spoke: in which sentence, on what level, the how manieth
    rule: str
    size: int  # content words of the fullest naming
    name: tuple[str, ...] = ()  # content words of the fullest naming without titles
    personal: frozenset[str] = frozenset()  # a person's own name
    office: tuple[str, ...] = ()
    joint: bool = False  # several speak together: the ministry and sources


class Names(Fullest):
    """The sources of one report."""

    def __init__(self, view: View, lexicon: Lexicon, reader: Reader) -> None:
        super().__init__(view, lexicon, reader)
        self.sources: list[Source] = []
        self._clock = 0

    # ── explicit ──

    def resolve(self, mention: Mention, cue: Cue | None = None) -> Source:
        """The source a naming means; a new one when it is none of those before."""
        issuer = self.reader.issuer(mention)
        if issuer is not None:
            theirs = self.resolve(issuer)
            if mention.head is not None:
                theirs.base |= {mention.head.base.split()[0]}  # from now on "the statement" is theirs
            return theirs
        words = self._content(mention)
        gender = mention.gender or (cue.gender if cue is not None and cue.shape == "verb" and cue.person == 3 else "")
        source = self._known(mention, words, gender)
        if source is None:
            source = self._new(mention, words, gender)
        else:
            self._widen(source, mention, words)
            if not source.gender:
                source.gender = gender
        return source

    def _personal(self, mention: Mention) -> frozenset[str]:
        """The words of a naming that are a person's own name: what its office, body and country leave over."""
        lexicon, view = self.lexicon, self.view
        if mention.head is None:
            ends = (at for at in range(mention.first + 1, mention.last) if view.gaps[at].startswith(("\u060c", ",")))
            end = next(ends, mention.last)
            return self._content(mention if end == mention.last else mention._replace(last=end))
        out: set[str] = set()
        after = titled = False
        for index in range(mention.first, mention.last):
            key = view.keys[index]
            if key in lexicon.standing or len(key) < 2:
                after = False
                continue
            noun = lexicon.noun(key)
            found = self.reader.head_at(index)
            if found is None and self._owns(index, mention.first):
                continue
            surname = titled and found is None and lexicon.is_definite(key) and self._surname(key)
            titled = found is not None and found[0].role in ("title", "rank", "honorific")
            if surname or (key in lexicon.names and not (found is not None and found[0].role == "office")):
                after = True
                out.add(noun)
            elif found is not None or noun in lexicon.bases or key in lexicon.places or noun in lexicon.places:
                after = False
            elif lexicon.is_definite(key):
                if after:
                    out.add(noun)
            elif key[0] in lexicon.prepositions_glued and not after and key[1:] not in lexicon.names and len(key) > 4:
                continue
            else:
                out.add(noun)
                after = True
        return frozenset(out)

    def _owns(self, index: int, first: int) -> bool:
        """Whether a name stands behind an office that it completes: the lawyer (of) Trump is not Trump."""
        before = self.reader.head_at(index - 1) if index > first else None
        if before is None or before[1] != index or before[0].definite or before[0].kind != "person":
            return False
        if self.view.gaps[index] or self.view.keys[index - 1] in self.lexicon.names:
            return False
        titled = before[0].role == "title" and self.view.keys[index] in self.lexicon.names
        titled = titled and before[0].base not in self.lexicon.takers
        return before[0].role in ("office", "title") and not titled and len(before[0].base) > 2

    def _surname(self, key: str) -> bool:
        """Whether a definite word right behind a title is a name: Doctor (al-)Thuwayni, no Yemeni doctor."""
        return self.lexicon.noun(key) in self.reader.surnames or key not in self.lexicon.classes

    def _office(self, mention: Mention) -> tuple[str, ...]:
        """The head of a naming and the content word after it: (minister, interior)."""
        words = []
        for index in range(mention.first, mention.last):
            key = self.view.keys[index]
            if key in self.lexicon.standing or len(key) < 2:
                continue
            words.append(self._first_noun(key, mention) if index == mention.first else self.lexicon.noun(key))
            if len(words) == 2:
                break
        return tuple(words)

    def _known(self, mention: Mention, words: frozenset[str], gender: str) -> Source | None:
        head = mention.head
        if head is not None and head.role == "pronoun":
            return self.last(gender or head.gender, head.number, person=head.number == "s")
        if mention.press:
            for source in reversed(self.sources):
                if source.press == mention.press:
                    return source
        ranked = self.ranked()
        if mention.kind == "person" or head is None:
            found = self._person(mention, words, ranked)
            if found is not None:
                return found
            own = self.reader.surnames | self.reader.view_names
            if head is None and not words & own:  # a lone name may be that of a club or a company named in full before
                for source in ranked:
                    if source.kind in ("organisation", "agency") and words and words <= self._bare(source.words):
                        return source
        elif head is None or head.role not in ("one-of", "paper"):
            joint = self._joint(mention)
            for source in ranked:
                if source.kind != mention.kind and {source.kind, mention.kind} != {"organisation", "agency"}:
                    continue
                if source.joint != joint:
                    continue
                same_head = head is None or not source.base or head.base.split()[0] in source.base
                mine = source.words
                if same_head and (words <= mine or (len(mine) > 1 and mine <= words)):
                    if (
                        (mention.kind in ("anonymous", "group") or self._indefinite(mention))
                        and head is not None
                        and not head.definite
                        and words != mine
                    ):
                        continue
                    return source
        if head is not None and head.role != "one-of":
            return self._by_head(mention, words, ranked)
        return None

    def _person(self, mention: Mention, words: frozenset[str], ranked: list[Source]) -> Source | None:
        """The person a naming means: by the name first, by the office when one of both has no name."""
        personal = self._personal(mention)
        head = mention.head
        for source in ranked:
            if source.kind not in ("person", "anonymous"):
                continue
            theirs = source.personal
            if personal and theirs:
                if personal <= theirs or theirs <= personal or (head is None and self._alike(personal, theirs)):
                    return source
            elif personal and source.office and self._office(mention) == source.office and source.words <= words:
                source.personal = personal
                return source
            elif not personal and head is not None and len(words) > 1:
                base = head.base.split()[0]
                same = base in source.base and self._office(mention) == source.office
                same = same or (words <= source.words and (base in source.base or self._holds(source, base)))
                if same and not self._abroad(words, source.words):
                    return source
        return None

    def _only_one(self, mention: Mention) -> Source | None:
        """The only speaker who holds the office that a man is described by without his name: the Spanish coach. Of
        presidents and princes there are too many."""
        assert mention.head is not None
        base = mention.head.base.split()[0]
        if mention.kind != "person" or base in self.lexicon.particles["ruler"]:
            return None
        held = [one for one in self.sources if one.kind == "person" and (base in one.base or self._holds(one, base))]
        alone = len(held) == 1 and not self._abroad(self._content(mention), held[0].words)
        return held[0] if alone else None

    def _holds(self, source: Source, base: str) -> bool:
        """Whether the fullest naming of somebody holds an office of his own: no vice (president) is a president."""
        first = self.view.word_at(source.who.start)
        for at in range(first, self.view.word_at(source.who.end)):
            if self.lexicon.noun(self.view.keys[at]) != base:
                continue
            named = at == first or self.view.keys[at - 1] in self.lexicon.names
            before = None if named else self.reader.head_at(at - 1)
            if before is None or before[0].definite or before[0].kind != "person" or before[1] < at:
                return True
        return False

    def _abroad(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether two offices are of different countries: the Belgian and the French minister."""
        here, there = ({word for word in words if self._national(word)} for words in (one, other))
        return bool(here and there) and here.isdisjoint(there)

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether a lone foreign name is one of the other's in another spelling: a long vowel more or less."""
        (name, *more), lexicon = one, self.lexicon
        if more or len(name) < 4 or name in lexicon.names or name in lexicon.places:
            return False
        vowels = lexicon.accusative, lexicon.relational, lexicon.and_
        for known in other:
            short, long = sorted((name, known), key=len)
            if len(long) != len(short) + 1 or len(short) < 4 or known in lexicon.names:
                continue
            if any(long[at] in vowels and long[:at] + long[at + 1 :] == short for at in range(1, len(long))):
                return True
        return False

    def _by_head(self, mention: Mention, words: frozenset[str], ranked: list[Source]) -> Source | None:
        """The last source named by the same head, or for a paper the one that issued it."""
        head = mention.head
        assert head is not None
        base = head.base.split()[0]
        alone = words <= {base, *(part for part in head.base.split())}
        if head.role == "paper":
            for source in ranked:
                if alone and base in source.base:
                    return source
            for source in ranked:
                if source.kind in ("organisation", "person", "group", "anonymous"):
                    return source if alone else None
            return None
        if not head.definite or not alone:
            return None
        for source in ranked:
            if base in source.base:
                return source
        for source in ranked:
            if base in source.words and source.kind == head.kind:
                return source
        return None

    def _new(self, mention: Mention, words: frozenset[str], gender: str) -> Source:
        head = mention.head
        source = Source(
            mention.span,
            words,
            mention.kind,
            gender,
            mention.number,
            frozenset({head.base.split()[0]} if head is not None else ()),
            mention.press,
            (-1, 0, -len(self.sources)),
            mention.rule,
            len(words),
            self._proper(mention),
            self._personal(mention) if mention.kind == "person" else frozenset(),
            self._office(mention) if head is not None else (),
            self._joint(mention),
        )
        plain = head is None or head.role in ("title", "rank", "honorific")
        plain = plain or (head is not None and head.definite and len(words) - len(source.personal) == 1)
        common = self.lexicon.classes.get(self.view.keys[mention.first]) in ("noun", "definite-noun")
        if mention.kind == "person" and 0 < len(source.personal) <= 2 and plain and not common:
            full = self._fuller(mention, source.personal)
            if full is not None:
                self._widen(source, full, self._content(full))
                source.gender = source.gender or full.gender
        elif self._points(mention, words):
            full = self._pointed(mention, words)
            only = self._only_one(mention) if full is None else None
            if only is not None:
                return only
            if full is not None:
                self._widen(source, full, self._content(full))
        source.who = self._with_article(mention, source.who)
        self.sources.append(source)
        return source

    def _indefinite(self, mention: Mention) -> bool:
        """Whether a naming is of some paper, no word of it definite: a British study."""
        keys = self.view.keys[mention.first : mention.last]
        return mention.kind == "document" and not any(map(self.lexicon.is_definite, keys))

    def _joint(self, mention: Mention) -> bool:
        """Whether a naming joins another body, paper or crowd to the first: (the ministry) and sources."""
        if mention.kind == "person":
            return False
        for at in range(mention.first + 1, mention.last):
            found = self.reader.head_at(at)
            if found is not None and found[0].clitic == self.lexicon.and_:
                kind = found[0].kind
                if kind != "document" or mention.kind == kind:
                    return True
        return False

    def _with_article(self, mention: Mention, who: Span) -> Span:
        """Where a naming stands with the article that a glued preposition took from it: (for) the United Nations."""
        view, first = self.view, mention.first
        if who != mention.span or who.start != view.starts[first] + len(self.lexicon.l_article):
            return who
        wanted = [self.lexicon.article + self.lexicon.noun(view.keys[first]), *view.keys[first + 1 : mention.last]]
        for at in self._found(self.lexicon.noun(view.keys[first])):
            if view.keys[at : at + len(wanted)] == wanted:
                return view.span(at, at + len(wanted))
        return who

    def _proper(self, mention: Mention) -> tuple[str, ...]:
        return tuple(sorted(self._bare(self._content(mention)))) or tuple(sorted(self._content(mention)))

    def _widen(self, source: Source, mention: Mention, words: frozenset[str]) -> None:
        """Adds a naming to a source; the fuller one becomes the one it is shown by."""
        head = mention.head
        if head is not None and head.role in ("paper", "pronoun"):
            return
        if head is not None:
            source.base |= {head.base.split()[0]}
        if len(words) > source.size and words >= source.words & words and self._bare(words) >= self._bare(source.words):
            source.who, source.size, source.name = mention.span, len(words), self._proper(mention)
        if len(words) <= source.size + 6:
            source.words |= words
        if mention.kind == "person":
            source.personal |= self._personal(mention)
            if head is not None and (not source.office or (head.role == "office" and len(source.office) < 2)):
                source.office = self._office(mention)
        source.press = source.press or mention.press

    # ── implicit ──

    def last(self, gender: str, number: str, person: bool = False, but: Sequence[Source] = ()) -> Source | None:
        """The last speaker that agrees in gender and number; unknown gender agrees with any."""
        for source in self.ranked():
            if source.turn[0] < 0:
                return None  # the rest has not spoken
            if (person and source.kind != "person") or source in but:
                continue
            if self.agrees(source, gender, number):
                return source
        return None

    def agrees(self, source: Source, gender: str, number: str) -> bool:
        """Whether a source can be the subject of a verb of this gender and number."""
        if gender and source.gender and gender != source.gender and number != "p":
            return False
        if number == "p" and source.number not in ("p", "d", "") and source.kind not in ("group", "anonymous"):
            return False
        return not (number == "s" and source.number in ("p", "d") and source.kind in ("group", "person"))

    def ranked(self) -> list[Source]:
        """The sources, the last to have spoken first."""
        return sorted(self.sources, key=_TURN, reverse=True)

    def speak(self, source: Source, sentence: int, level: int) -> None:
        """Gives a source its turn in a sentence."""
        self._clock += 1
        source.turn = (sentence, level, self._clock)

    def link(self, source: Source, mention: Mention | None, rule: str = "") -> Link:
        """The link of a chain that a source makes."""
        text = self.view.text
        who = source.who.of(text)
        key = source.press
        if not key:
            row = resolve(who) if source.kind == "agency" else None
            key = row.key if row is not None else source_key(source.kind, " ".join(source.name) or who)
        return Link(
            who=who,
            kind=source.kind,
            key=key,
            mention=mention.span if mention is not None else None,
            rule=rule or (mention.rule if mention is not None else source.rule),
        )

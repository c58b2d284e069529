"""Who a naming means: the fullest naming in the report, the source behind a pronoun, and one key for all its names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tawatur.keys import source_key
from tawatur.model import Link, SourceKind, Span
from tawatur.press import resolve
from tawatur.statements.cues import Cue
from tawatur.statements.lexicon import Lexicon
from tawatur.statements.mentions import Mention, Mentions
from tawatur.statements.view import View


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
    order: int  # when it last spoke
    rule: str
    size: int  # content words of the fullest naming
    name: tuple[str, ...] = ()  # content words of the fullest naming without titles
    personal: frozenset[str] = frozenset()  # a person's own name
    office: tuple[str, ...] = ()


class Names:
    """The sources of one report."""

    def __init__(self, view: View, lexicon: Lexicon, reader: Mentions) -> None:
        self.view = view
        self.lexicon = lexicon
        self.reader = reader
        self.sources: list[Source] = []
        self._clock = 0
        self._contents: dict[tuple[int, int, int, str], frozenset[str]] = {}

    # ── explicit ──

    def resolve(self, mention: Mention, cue: Cue | None = None, speaks: bool = True) -> Source:
        """The source a naming means; a new one when it is none of those before."""
        issuer = self.reader.issuer(mention)
        if issuer is not None:
            theirs = self.resolve(issuer, None, speaks)
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
        if speaks or not source.order:
            self._clock += 1
            source.order = self._clock if speaks else -self._clock
        return source

    def _content(self, mention: Mention) -> frozenset[str]:
        """The folded content words of a naming: clitics and small words off."""
        clitic = mention.head.clitic if mention.head is not None else ""
        asked = mention.first, mention.last, mention.span.start, clitic
        known = self._contents.get(asked)
        if known is not None:
            return known
        lexicon = self.lexicon
        out = set()
        for index in range(mention.first, mention.last):
            key = self.view.keys[index]
            if key in lexicon.standing or key in lexicon.same or len(key) < 2:
                continue
            if index == mention.first and mention.span.start > self.view.starts[index]:
                key = key[1:]
            for part in key.split("_"):
                out.add(lexicon.noun(part) if index != mention.first else self._first_noun(part, mention))
        made = self._contents[asked] = frozenset(out)
        return made

    def _first_noun(self, key: str, mention: Mention) -> str:
        if mention.head is not None and mention.head.clitic and key.startswith(mention.head.clitic):
            key = key[len(mention.head.clitic) :]
        return self.lexicon.noun(key)

    def _bare(self, words: Iterable[str]) -> frozenset[str]:
        """Content words that are no heads (titles, ranks, offices): the name proper."""
        return frozenset(word for word in words if word not in self.lexicon.bases)

    def _personal(self, mention: Mention) -> frozenset[str]:
        """The words of a naming that are a person's own name: what its office, body and country leave over."""
        lexicon, view = self.lexicon, self.view
        if mention.head is None:
            return self._content(mention)
        out: set[str] = set()
        after = False
        for index in range(mention.first, mention.last):
            key = view.keys[index]
            if key in lexicon.standing or len(key) < 2:
                after = False
                continue
            noun = lexicon.noun(key)
            found = self.reader.head_at(index)
            if key in lexicon.names and not (found is not None and found[0].role == "office"):
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
            return self.last(gender or head.gender, head.number, person=True)
        if mention.press:
            for source in reversed(self.sources):
                if source.press == mention.press:
                    return source
        ranked = sorted(self.sources, key=lambda source: -source.order)
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
            for source in ranked:
                if source.kind != mention.kind and {source.kind, mention.kind} != {"organisation", "agency"}:
                    continue
                same_head = head is None or not source.base or head.base.split()[0] in source.base
                mine = source.words
                if same_head and (words <= mine or (len(mine) > 1 and mine <= words)):
                    if (
                        mention.kind in ("anonymous", "group")
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
                if personal <= theirs or theirs <= personal:
                    return source
            elif personal and source.office and self._office(mention) == source.office and source.words <= words:
                source.personal = personal
                return source
            elif not personal and head is not None and head.base.split()[0] in source.base and len(words) > 1:
                same = words <= source.words or self._office(mention) == source.office
                if same:
                    return source
        return None

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
            0,
            mention.rule,
            len(words),
            self._proper(mention),
            self._personal(mention) if mention.kind == "person" else frozenset(),
            self._office(mention) if head is not None else (),
        )
        plain = head is None or head.role in ("title", "rank", "honorific")
        if mention.kind == "person" and source.personal and plain and len(words) <= 2:
            self._fullest(source, mention)
        self.sources.append(source)
        return source

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

    def _fullest(self, source: Source, mention: Mention) -> None:
        """Looks for a fuller naming of a person elsewhere in the body: titles and given names in front of the name."""
        bare = source.personal
        best: Mention | None = None
        for name in sorted(bare):
            if len(name) < 3:
                continue
            for index in self._found(name)[:12]:
                if mention.first <= index < mention.last:
                    continue
                if self.view.keys[index] not in (name, self.lexicon.article + name):
                    continue  # (a representative) of his: another's naming
                first = self._left(index)
                if index - first > mention.last - mention.first - 1 and (
                    best is None or index + 1 - first > best.last - best.first
                ):
                    found = self.reader.mention(first, index + 1)
                    if found is not None and found.kind == "person" and bare <= self._content(found):
                        best = found
        if best is not None:
            self._widen(source, best, self._content(best))
            if best.gender and not source.gender:
                source.gender = best.gender

    def _found(self, noun: str) -> list[int]:
        """Where a noun stands in the report, under its clitics and its article."""
        article = self.lexicon.article
        forms = [clitic + form for clitic, _ in self.lexicon.fronts for form in (noun, article + noun)]
        wanted = {*forms, self.lexicon.l_article + noun}
        return [index for index, key in enumerate(self.view.keys) if key in wanted]

    def _left(self, index: int) -> int:
        """Where a naming that ends at a word begins: names and titles in front of it taken in."""
        view, lexicon = self.view, self.lexicon
        first = index
        at = index
        while at > 0 and index - at < 9 and view.sentence_of[at - 1] == view.sentence_of[index]:
            gap = view.gaps[at]
            if gap and not (gap == "\u060c" and lexicon.noun(view.keys[at - 1]) in lexicon.bases):
                break
            key = view.keys[at - 1]
            if key in lexicon.never_source or self.reader.adjunct_at(at - 1):
                break
            if key[0] in lexicon.prepositions_glued and key[1:] in lexicon.names:
                break
            head = self.reader.head_at(at - 1)
            at -= 1
            if head is not None and head[0].kind == "person" and head[0].role != "pronoun":
                if head[0].clitic:
                    break
                first = at
            elif (key in lexicon.names or (first == at + 1 and at + 1 == index)) and key in lexicon.names:
                first = at
            if at in self.reader.cue_words:
                break
        return first

    # ── implicit ──

    def last(self, gender: str, number: str, person: bool = False, but: Sequence[Source] = ()) -> Source | None:
        """The last speaker that agrees in gender and number; unknown gender agrees with any."""
        ranked = sorted(self.sources, key=lambda source: -source.order)
        for source in ranked:
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
        return not (number == "s" and source.number == "p" and source.kind == "group")

    def speak(self, source: Source) -> None:
        """Marks a source as the last to have spoken."""
        self._clock += 1
        source.order = self._clock

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

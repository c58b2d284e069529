"""Fullest namings: where else a report names a source by more of its name, its office, its title."""

from __future__ import annotations

from collections.abc import Iterable

from tawatur.model import Span
from tawatur.statements.lexicon import Lexicon
from tawatur.statements.mentions import Mention
from tawatur.statements.view import View
from tawatur.statements.zones import Reader

_KIN = ("kinsman", "kinswoman")  # rows of titles
_NO_POINTERS = ("paper", "pronoun", "one-of", "many")


class Fullest:
    """Finds the fullest namings of the sources of one report."""

    def __init__(self, view: View, lexicon: Lexicon, reader: Reader) -> None:
        self.view = view
        self.lexicon = lexicon
        self.reader = reader
        self._contents: dict[tuple[int, int, int, str], frozenset[str]] = {}

    def _fuller(self, mention: Mention, bare: frozenset[str]) -> Mention | None:
        """The fullest naming of a person elsewhere in the body: titles and given names in front of the name."""
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
                        best = self._bare_span(found)
        return best

    def _pointed(self, mention: Mention, words: frozenset[str]) -> Mention | None:
        """The full naming that a pointing one takes up: the nearest before it with the same head, else after."""
        assert mention.head is not None
        reader, best = self.reader, None
        for index in self._found(mention.head.base.split()[0]):
            head = reader.head_at(index)
            if mention.first <= index < mention.last or head is None or head[0].suffix or head[0].kind != mention.kind:
                continue
            if best is not None and index > mention.first:
                break
            found = reader.mention(index, self._named_end(index, mention))
            if found is not None and mention.kind == "organisation" and not self._specific(found):
                continue
            if found is not None and len(self._content(found)) > len(words) and words <= self._content(found):
                best = self._bare_span(found)
        return best

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

    def _found(self, noun: str) -> list[int]:
        """Where a noun stands in the report, under its clitics and its article."""
        article = self.lexicon.article
        forms = [clitic + form for clitic, _ in self.lexicon.fronts for form in (noun, article + noun)]
        wanted = self.reader.keyset.intersection((*forms, self.lexicon.l_article + noun))
        return self.view.listed(wanted, 0, len(self.view.keys)) if wanted else []

    def _left(self, index: int) -> int:
        """Where a naming that ends at a word begins: the leftmost title or office whose phrase reaches it."""
        view, lexicon, reader = self.view, self.lexicon, self.reader
        if "(" in view.gaps[index]:
            return index  # the chairman of the company (the Firm)
        first = self._given_names(index)
        if first == index and (lexicon.is_definite(view.keys[index]) or not self._apposed(index)):
            return index  # the campaign of Trump, the striker of (the club)
        if not self._apposed(first):
            return first
        for at in range(first - 1, max(-1, index - 13), -1):
            if view.sentence_of[at] != view.sentence_of[index] or at in reader.cue_words:
                break
            head = reader.head_at(at)
            if head is None or head[0].kind != "person" or head[0].role == "pronoun" or head[0].suffix:
                continue
            if head[0].row in _KIN and head[1] == first:
                break  # the son of the one named
            if head[0].clitic.strip(lexicon.and_) or at in view.opening or self._torn(at, index):
                break
            if head[1] == first and not head[0].definite and self._without(at, first, index):
                break
            if reader.phrase_end(at, index + 1) > index:
                first = at
            if head[0].clitic:
                break  # (the minister) and the mayor: another one stands before
        return first

    def _without(self, at: int, first: int, last: int) -> bool:
        """Whether a titled name stands elsewhere without the office in front of it: the adviser of (president X)."""
        keys, head = self.view.keys, self.reader.head_at(first)
        if head is None or not head[0].definite or head[0].kind != "person":
            return False
        named = keys[first : last + 1]
        places = (begin for begin in range(1, len(keys) - len(named)) if keys[begin] == named[0])
        return any(keys[begin : begin + len(named)] == named and keys[begin - 1] != keys[at] for begin in places)

    def _torn(self, first: int, last: int) -> bool:
        """Whether a bracket closes between two words that opened before them."""
        between = "".join(self.view.gaps[first + 1 : last + 1])
        return between.count(")") > between.count("(")

    def _given_names(self, index: int) -> int:
        """Where the run of names that ends at a word begins; unknown words when a title stands before."""
        view, lexicon = self.view, self.lexicon
        known = at = index
        while at and index - at < 5 and view.sentence_of[at - 1] == view.sentence_of[index] and not view.gaps[at]:
            key = view.keys[at - 1]
            of_surname = key in lexicon.particles["name-particle"] and at > 1 and view.keys[at - 2] in lexicon.names
            if of_surname and known == at:
                known = at - 1  # (Leonardo) da Vinci: the surname begins with it
            elif (key in lexicon.names or key in lexicon.god) and key not in lexicon.standing:
                known = at - 1 if known == at else known
            elif lexicon.is_definite(view.keys[index]) or not self._unknown_name(at - 1):
                break
            at -= 1
        return at if known != at and self._apposed(at) else known

    def _unknown_name(self, at: int) -> bool:
        """Whether a word may be a given name the pack does not know."""
        key, lexicon, reader = self.view.keys[at], self.lexicon, self.reader
        if key[0] in lexicon.conjunctions or key in lexicon.classes or reader.head_at(at) is not None:
            return False
        if at in reader.cue_homographs:
            return False
        return reader.plausible(at, loose=True)

    def _apposed(self, index: int) -> bool:
        """Whether a name stands behind a title, a definite noun or a comma, and completes no noun before it."""
        if not index or self.view.sentence_of[index - 1] != self.view.sentence_of[index]:
            return False
        if self.view.gaps[index]:
            return self.view.gaps[index] == "\u060c"
        head = self.reader.head_at(index - 1)
        if head is not None and head[0].kind == "person" and head[1] == index:
            return head[0].definite or head[0].role in ("title", "rank", "honorific")
        return self.lexicon.is_definite(self.view.keys[index - 1])

    def _points(self, mention: Mention, words: frozenset[str]) -> bool:
        """Whether a naming only points back with a common noun: the company, the Yemeni official."""
        head = mention.head
        if head is None or not head.definite or head.suffix or mention.press or head.role in _NO_POINTERS:
            return False
        return all(word in head.base.split() or self._describes(word) for word in words)

    def _describes(self, word: str) -> bool:
        """Whether a word, bare of its article, is an adjective: listed, or made of a country's name (Mauritanian)."""
        lexicon = self.lexicon
        return lexicon.classes.get(lexicon.article + word) == "adjective" or self._national(word)

    def _national(self, word: str) -> bool:
        """Whether a word, bare of its article, is made of a country's name: Mauritanian."""
        lexicon = self.lexicon
        alif, feminine = lexicon.accusative, lexicon.feminine_key
        masculine = word.removesuffix(feminine)
        country = masculine.removesuffix(lexicon.relational.removesuffix(feminine))
        made = country != masculine and len(country) > 2
        return made and not lexicon.places.isdisjoint(
            (country, country + alif, masculine + alif, country + feminine, lexicon.article + country)
        )

    def _bare_span(self, mention: Mention) -> Mention:
        """A naming without the conjunction or preposition glued to its first word."""
        head = mention.head
        if head is None or not head.clitic or mention.span.start != self.view.starts[mention.first]:
            return mention
        assimilated = head.definite and head.clitic.endswith(self.lexicon.to)
        return mention._replace(span=Span(mention.span.start + len(head.clitic) + assimilated, mention.span.end))

    def _specific(self, mention: Mention) -> bool:
        """Whether the naming of a body says which: definite, with a definite complement or a name; not (a big firm)."""
        at, lexicon = mention.first + 1, self.lexicon
        if mention.head is None or mention.head.definite or at >= mention.last:
            return mention.head is not None and mention.head.definite
        key = self.view.keys[at]
        if lexicon.is_definite(key) or at in self.view.opening or self.reader.head_at(at) is not None:
            return True
        if lexicon.classes.get(key) == "noun":
            return any(lexicon.is_definite(self.view.keys[index]) for index in range(at + 1, mention.last))
        return key not in lexicon.classes and not key.endswith((lexicon.feminine_key, lexicon.plural_feminine))

    def _another_joined(self, at: int) -> bool:
        """Whether a conjunction joins another one to a man's naming here: (the sultan) and members of."""
        if self.view.keys[at][0] not in self.lexicon.conjunctions:
            return False
        head = self.reader.head_at(at)
        return bool(self.view.gaps[at]) or (head is not None and head[0].clitic in self.lexicon.conjunctions)

    def _named_end(self, index: int, mention: Mention) -> int:
        """The word after a full naming in running text: a man's with what is apposed; a body's as far as it is one noun
        with its complement, its adjectives and a name in quotation marks."""
        view, lexicon, reader = self.view, self.lexicon, self.reader
        end = reader.phrase_end(index, view.sentences[view.sentence_of[index]].last, loose=True)
        if mention.kind == "person":
            joined = (at for at in range(index + 1, end) if self._another_joined(at))
            return next(joined, end)
        head = reader.head_at(index)
        for at in range(index + 1, end):
            key = view.keys[at]
            if at in view.opening or lexicon.classes.get(key) == "adjective" or (head is not None and at < head[1]):
                continue
            article = lexicon.is_definite(view.keys[index])
            if view.gaps[at] or key in lexicon.standing or at in reader.cue_homographs or article:
                return at
            if key[0] in lexicon.prepositions_glued and key not in lexicon.names and not key.startswith(lexicon.to):
                return at
        return end

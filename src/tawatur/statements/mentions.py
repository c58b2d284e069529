"""Source phrases: where the naming of a source begins and ends, and what kind of source it names."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from tawatur.model import SourceKind, Span
from tawatur.press import resolve
from tawatur.statements.lexicon import Head, Lexicon
from tawatur.statements.view import View
from tawatur.text.fold import key as folded


class Mention(NamedTuple):
    """The naming of a source in one sentence: words `first`..`last` (half-open)."""

    first: int
    last: int
    span: Span
    kind: SourceKind
    gender: str  # "" when the words do not tell
    number: str
    head: Head | None  # the word that heads the phrase, when the pack knows it
    rule: str
    press: str = ""  # registry key, when the phrase names a known publisher


class Zone(NamedTuple):
    """What stands between a cue and its content: the source, and those it spoke to or through."""

    source: Mention | None
    listeners: tuple[Mention, ...]


class Reader:
    """Reads source phrases in one report."""

    def __init__(self, view: View, lexicon: Lexicon, own: tuple[str, frozenset[str]]) -> None:
        self.view = view
        self.lexicon = lexicon
        self._own_key, self._own_names = own
        self.cue_words: set[int] = set()  # where verbs of saying stand
        self.cue_homographs: set[int] = set()  # and words that may be one
        self.adverbials: set[int] = set()  # where phrases like "according to" stand

    def head_at(self, index: int) -> tuple[Head, int] | None:
        """The longest head that starts at a word, and the word after it."""
        best = None
        for match in self.lexicon.heads.at(self.view.words, index):
            best = (match.item, match.last)
        return best

    def adjunct_at(self, index: int) -> int:
        """The word after the adjunct that starts here, or 0."""
        best = 0
        for match in self.lexicon.adjuncts.at(self.view.words, index):
            best = match.last
        return best

    def name_end(self, index: int) -> int:
        """The word after a short quotation that opens at this word (a name in quotation marks), or 0."""
        quotation = self.view.opening.get(index)
        if quotation is None:
            return 0
        end = self.view.word_at(quotation.inner.end)
        return end if end - index <= 6 else 0

    def zone(self, first: int, last: int, loose: bool = False) -> Zone:
        """The source and the listeners in the words between a cue and its content."""
        view = self.view
        at, spanning = self.past_adjuncts(first, last)
        source: Mention | None = None
        if at < last and not spanning and self.listener(at, last) is None and self.plausible(at):
            end = self.phrase_end(at, last, loose)
            source = self.mention(at, end)
            at = max(end, at + 1)
        elif at + 1 < last and not spanning and self.to_somebody(at):
            end = self.phrase_end(at, last, loose=True)
            made = self.mention(at, end)
            if made is not None and made.head is not None and made.head.base.split()[0] in self.lexicon.press_rooms:
                text = view.text
                start = made.span.start + len(self.lexicon.l_article)
                before = (made._replace(span=Span(start, made.span.end)),) if text[start:].strip() else ()
            else:
                before = ()
            inner = self.zone(end, last, loose) if end < last else Zone(None, ())
            return Zone(inner.source, (*before, *inner.listeners))
        elif at + 1 < last and not spanning and view.keys[at] in self.lexicon.standing:
            found = self.head_at(at + 1)  # (it became clear) from the data, (it was said) on the site
            if found is not None and found[0].kind in ("document", "agency") and not found[0].clitic:
                end = self.phrase_end(at + 1, last, loose)
                source = self.mention(at + 1, end)
                at = max(end, at + 1)
        listeners: list[Mention] = []
        while at < last:
            listener = self.listener(at, last)
            if listener is not None:
                if listener[0] is not None:
                    listeners.append(listener[0])
                first_word = at
                at = listener[1]
                if source is None and first_word == first and at < last and self.plausible(at):
                    end = self.phrase_end(at, last, loose)
                    source = self.mention(at, end)
                    at = max(end, at + 1)
                continue
            carried = self._carried(at, last)
            if carried is not None:
                listeners.append(carried)
                at = carried.last
                continue
            if source is None and view.gaps[at].startswith(("\u060c", ",")) and self._starts_source(at):
                end = self.phrase_end(at, last)
                source = self.mention(at, end)
                at = max(end, at + 1)
                continue
            at += 1
        return Zone(source, tuple(listeners))

    def to_somebody(self, index: int) -> bool:
        """Whether a listener who is no publisher is named first: he told the festival's media centre."""
        head = self.head_at(index)
        return head is not None and head[0].clitic.endswith("\u0644") and head[0].definite and head[0].kind == "organisation"

    def past_adjuncts(self, first: int, last: int) -> tuple[int, bool]:
        """The word after the adjuncts a zone begins with, and whether one of them goes on to the next comma."""
        view, lexicon = self.view, self.lexicon
        at = first
        while at < last:
            best = None
            for match in lexicon.adjuncts.at(view.words, at):
                best = match
            if best is None:
                return at, False
            at = min(best.last, last)
            if best.item[1] != "time":
                at += at < last and lexicon.is_definite(view.keys[at])
                while at < last and not view.gaps[at].startswith(("\u060c", ",")):
                    if self.listener(at, last) is not None or self._titled(at):
                        return at, False
                    at += 1
                return at, at >= last
            while at < last and (view.keys[at] in lexicon.adjunct_tails or view.keys[at] in ("\u0641\u064a", "\u0645\u0646")):
                if view.keys[at] in ("\u0641\u064a", "\u0645\u0646") and not self.adjunct_at(at + 1):
                    break
                at += 1
        return at, False

    def adjunct_tail(self, index: int) -> bool:
        """Whether an adjunct, its tail words taken in, ends before a word."""
        for start in range(max(0, index - 4), index):
            end = self.adjunct_at(start)
            while end and end < index and self.view.keys[end] in self.lexicon.adjunct_tails:
                end += 1
            if end == index:
                return True
        return False

    def _titled(self, index: int) -> bool:
        """Whether a person with a definite title or a rank begins here."""
        found = self.head_at(index)
        return found is not None and found[0].kind == "person" and found[0].definite and not found[0].clitic and not found[0].suffix

    def _starts_source(self, index: int) -> bool:
        found = self.head_at(index)
        return found is not None and not found[0].clitic or self.view.keys[index] in self.lexicon.names

    def plausible(self, index: int, loose: bool = False) -> bool:
        """Whether a source phrase can begin at a word; `loose` as in `phrase_end`."""
        key = self.view.keys[index]
        lexicon = self.lexicon
        if key in lexicon.never_source or key in lexicon.standing or key in lexicon.negations or key in lexicon.god:
            return False
        if self.adjunct_at(index):
            return False
        head = self.head_at(index)
        if head is not None:
            clitic = head[0].clitic
            return not clitic or clitic in lexicon.conjunctions
        if index in self.view.opening or key in lexicon.names or key in lexicon.places:
            return True
        if len(key) == 1 and not key.isascii():
            return False
        if self._accusative(index):
            return False
        if key[0] in lexicon.prepositions_glued and len(key) > 4 and self._known_word(key[1:]):
            return False
        if key.startswith(lexicon.glued_articles):
            return False
        if key[0] in lexicon.conjunctions and len(key) > 3:
            rest = key[1:]
            if lexicon.is_definite(rest) or rest in lexicon.standing or rest[0] in lexicon.prepositions_glued and rest not in self.view_names:
                return False
        if loose:
            return not self.deed(index) or lexicon.is_definite(key)
        return key not in lexicon.deeds

    def _accusative(self, index: int) -> bool:
        """Whether a word is written as an indefinite accusative, which no subject is."""
        word = self.view.words[index]
        return "\u064b" in self.view.text[word.end - 2 : word.end]

    def _owned(self, index: int) -> bool:
        """Whether a word ends in a possessive pronoun: its citizens, their captain."""
        key = self.view.keys[index]
        if len(key) < 5 or not key.endswith(self.lexicon.pronouns[:4]):
            return False
        return self.view.text[self.view.words[index].end - 1] != "\u0629"

    def _known_word(self, key: str) -> bool:
        """Whether a word stands by itself elsewhere in the report, or ends in a pronoun: what was before it is glued."""
        if key in self.keyset or self.lexicon.article + key in self.keyset:
            return True
        return len(key) > 4 and key.endswith(self.lexicon.pronouns[1:5])

    @cached_property
    def keyset(self) -> frozenset[str]:
        """Every key of the report."""
        return frozenset(self.view.keys)

    def deed(self, index: int) -> bool:
        """Whether a word is a noun of action and no name used in this report."""
        key = self.view.keys[index]
        return self.lexicon.is_deed(key) and key not in self.view_names

    @cached_property
    def view_names(self) -> frozenset[str]:
        """Words that follow a given name or a rank somewhere in the report: surnames, however they are shaped."""
        keys, gaps, lexicon = self.view.keys, self.view.gaps, self.lexicon
        return frozenset(
            keys[at + 1]
            for at in range(len(keys) - 1)
            if keys[at] in lexicon.names and not gaps[at + 1] and keys[at + 1] not in lexicon.never_source
            and keys[at + 1] not in lexicon.deeds and not lexicon.is_definite(keys[at + 1])
        )

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Nouns with the article that follow a name somewhere in the report, bare of it."""
        keys, lexicon = self.view.keys, self.lexicon
        return frozenset(
            lexicon.noun(keys[at + 1])
            for at in range(len(keys) - 1)
            if (keys[at] in lexicon.names or keys[at] in self.view_names) and lexicon.is_definite(keys[at + 1])
        )

    def phrase_end(self, first: int, last: int, loose: bool = False) -> int:
        """The word after the source phrase that begins at `first`.

        `loose`: no complementizer bounds the phrase, so that an object may follow it at once.
        """
        view, lexicon = self.view, self.lexicon
        found = self.head_at(first)
        headed = found is not None
        pronoun = found is not None and found[0].role == "pronoun"
        named = 0
        at = max(found[1] if found is not None else first + 1, self.name_end(first))
        if pronoun:
            return min(at, last)
        if not headed and first not in view.opening:
            named = 1
        bracket = "(" in view.gaps[first]
        while at < last:
            key, gap = view.keys[at], view.gaps[at]
            if "(" in gap and ")" not in gap[gap.index("(") :]:
                bracket = True
            if ")" in gap:
                bracket = "(" in gap[gap.index(")") :]
            if bracket:
                at += 1
                continue
            quoted = self.name_end(at)
            if quoted and not gap.startswith(("\u060c", ",")):
                at = min(quoted, last)
                continue
            if gap and gap[0] in "-\u2013\u2014;\u061b" and view.text[view.words[at - 1].end] not in "-\u2013":
                return at
            if key in lexicon.relatives or key in lexicon.object_pronouns or self.listener(at, last) is not None:
                return at
            if at in self.adverbials:
                return at
            if self.adjunct_at(at) and not (loose and self._owned_head(at)):
                return at
            if key in lexicon.particles["carried-by"] or key in lexicon.never_source - lexicon.standing - lexicon.adjunct_tails:
                return at
            head = self.head_at(at)
            if loose and head is not None and head[0].definite and not head[0].suffix and head[0].kind != "person" and not gap and self.complete(at):
                if found is not None and found[0].definite and not head[0].clitic or named and not headed:
                    return at
            if gap.startswith(("\u060c", ",")):
                if not self._apposition(at, last, headed):
                    return at
                named = 0
                headed = headed or head is not None
                at = max(at + 1, quoted, head[1] if head is not None else 0)
                continue
            if key in lexicon.standing:
                if loose and named and (not headed or named > 1) or key in lexicon.from_forms and not self._issued(at):
                    return at
                at += 1
                named = 0
                continue
            if head is not None and not (named and loose and head[0].clitic):
                if head[0].kind == "person":
                    named = 0
                headed = True
                at = max(head[1], at + 1)
                continue
            if key in lexicon.names:
                if loose and found is not None and found[0].definite and found[0].kind == "organisation" and lexicon.is_definite(view.keys[at - 1]):
                    return at
                named += 1
                at += 1
                continue
            if key[0] in lexicon.conjunctions and len(key) > 3 and not self._joined(at):
                if lexicon.is_definite(key) or self._known_word(key[1:]) or at in self.cue_homographs:
                    return at
            if key[0] in lexicon.prepositions_glued[:2] and len(key) > 4 and key[1:] in self.keyset and key not in lexicon.names:
                if head is None and self.view.keys.count(key) < 2:
                    return at
            definite = lexicon.is_definite(key)
            if loose and self._accusative(at):
                return at
            if loose and (key in lexicon.measures or self._owned(at) and (headed or named)):
                return at
            if loose and definite and found is not None and found[0].kind in ("person", "group") and not named:
                if lexicon.is_deed(lexicon.noun(key)) and lexicon.is_definite(view.keys[at - 1]) and lexicon.noun(key) not in lexicon.deeds | self.view_names and key.endswith("\u0647") and found[0].gender == "m":
                    return at
            if loose:
                if not definite and self.deed(at) and (named or self.complete(at)):
                    return at
                if definite and (named > 1 or named and not headed) and key.endswith(("\u0627\u062a", "\u0647", "\u064a\u0646", "\u0648\u0646")):
                    return at
                if not headed and named and at > first + 2:
                    return at
                if key.startswith(lexicon.glued_articles) and named:
                    return at
            if not definite:
                named += 1
            at += 1
        return last

    def _owned_head(self, index: int) -> bool:
        head = self.head_at(index)
        return head is not None and bool(head[0].suffix)

    def _issued(self, index: int) -> bool:
        """Whether (from) belongs to a document: (issued) by, (responsible) for."""
        if self.view.keys[index - 1] in self.lexicon.particles["issued"]:
            return True
        return any((head := self.head_at(at)) is not None and head[0].role == "office" for at in (index - 2, index - 1) if at >= 0)

    def _joined(self, index: int) -> bool:
        """Whether a word with a glued conjunction goes on with joint speakers rather than a new clause."""
        key = self.view.keys[index][1:]
        head = self.head_at(index)
        return head is not None or self.view.keys[index] in self.lexicon.names or self.lexicon.is_definite(key) or key in self.lexicon.places or key in self.lexicon.names

    def complete(self, index: int) -> bool:
        """Whether the source phrase is complete before a word: its last word is definite, a name, or owned."""
        before = self.view.keys[index - 1]
        if self.adjunct_at(index - 1):
            return True
        head = self.head_at(index - 1)
        if head is not None and not head[0].definite and before not in self.lexicon.names:
            return head[0].kind in ("group", "anonymous", "document", "agency")
        return before not in self.lexicon.standing

    def _apposition(self, index: int, last: int, headed: bool) -> bool:
        """Whether the words after a comma go on naming the source."""
        lexicon, view = self.lexicon, self.view
        key = view.keys[index]
        if index in self.cue_words:
            return False
        head = self.head_at(index)
        if head is not None:
            return not head[0].clitic.strip("\u0648") and not head[0].suffix
        if key in lexicon.names:
            return True
        if key[0].isdigit() or key in lexicon.standing or key in lexicon.relatives or key in lexicon.never_source or key[0] in lexicon.conjunctions:
            return False
        if self.adjunct_at(index):
            return False
        if lexicon.is_deed(key) and not lexicon.is_definite(key):
            return False
        # office, name: a comma or the end of the zone closes it soon
        for at in range(index + 1, min(index + 6, last + 1)):
            if at >= last or view.gaps[at].startswith(("\u060c", ",")):
                return headed
        return False

    def listener(self, index: int, last: int) -> tuple[Mention | None, int] | None:
        """The publisher spoken to, when one is named here after the preposition; (None, end) for one's own or no link."""
        view = self.view
        key = view.keys[index]
        if key in self.lexicon.particles["with"] and index + 1 < last:
            made = self.mention(index + 1, self._listener_end(index + 1, last))
            if made is None or made.kind != "agency":
                return None
            return (None if self.is_own(made.press, made.span.of(view.text)) else made), made.last
        if not key.startswith("\u0644") or key.startswith(self.lexicon.article):
            return None
        if self.adjunct_at(index):
            return None
        end = self._listener_end(index, last)
        first = index
        strip = 1
        if key == "\u0644":
            if index + 1 >= last:
                return None
            first, strip = index + 1, 0
        text = view.text[view.words[first].start + strip : view.words[end - 1].end]
        head = self.head_at(index)
        agency = head is not None and head[0].kind == "agency"
        row = resolve(text.strip("\u0640 \"\u00ab\u00bb\u201c\u201d"))
        if row is None and head is None and end > first + 1:
            row = resolve(view.text[view.words[first].start + strip : view.words[first].end].strip("\u0640"))
            end = first + 1 if row is not None else end
        named = text.strip("\u0640 \"\u00ab\u00bb\u201c\u201d")
        if self.is_own(row.key if row else "", named):
            return None, end
        quoted = first in view.opening and strip == 0
        if row is None and not agency and not quoted:
            return (None, end) if head is not None and head[0].clitic.endswith("\u0644") and head[0].kind == "group" else None
        start = view.words[first].start + strip
        while view.text[start] == "\u0640":
            start += 1
        if strip and view.text[start] == "\u0644" and head is not None and head[0].definite:
            start += 1  # l + article: the name is given without both
        span = Span(start, self._span(first, end).end)
        rule = head[0].row if head is not None else "press-registry"
        gender = head[0].gender if head is not None else "f"
        return (
            Mention(first, end, span, "agency", gender, "s", head[0] if head else None, rule, row.key if row else ""),
            end,
        )

    def _listener_end(self, index: int, last: int) -> int:
        """The word after the listener that starts here."""
        view = self.view
        at = index + 1
        if view.keys[index] == "\u0644":
            at = max(index + 2, self.name_end(index + 1))
        while at < last:
            quoted = self.name_end(at)
            if quoted:
                at = quoted
                continue
            gap = view.gaps[at].strip("\"\u00ab\u00bb\u201c\u201d()")
            if gap == "." and view.words[at].start - view.words[at - 1].end == 1:
                at += 1
                continue
            if gap or self.adjunct_at(at) or at - index > 6:
                break
            if view.keys[at] in self.lexicon.standing:
                break
            at += 1
        return min(at, last)

    def _carried(self, index: int, last: int) -> Mention | None:
        """The publisher that carried a document: (in a statement) that Reuters carried."""
        if self.view.keys[index] not in self.lexicon.particles["carried-by"] or index + 1 >= last:
            return None
        end = self._listener_end(index + 1, last)
        made = self.mention(index + 1, end)
        if made is None or made.kind != "agency" or self.is_own(made.press, self.view.text[made.span.start : made.span.end]):
            return None
        return made

    def is_own(self, key: str, name: str) -> bool:
        """Whether a publisher is the report's own outlet."""
        name = folded(name)
        if key and key == self._own_key or name in self._own_names:
            return True
        return any(own.startswith(name + " ") for own in self._own_names)

    def mention(self, first: int, last: int) -> Mention | None:
        """The source phrase made of these words, None when they name none."""
        view, lexicon = self.view, self.lexicon
        while last > first and view.keys[last - 1] in lexicon.trailing:
            last -= 1
        if last <= first:
            return None
        span = self._span(first, last)
        head, rule = self._head(first, last)
        kind: SourceKind = "person"
        gender = number = ""
        if head is not None:
            kind, gender, number = head.kind, head.gender, head.number
        name = view.text[span.start : span.end]
        key = ""
        if head is None or head.kind == "agency":
            row = resolve(name) if last - first <= 6 else None
            if row is None and last - first <= 4:
                row = resolve(name.strip("\"\u00ab\u00bb\u201c\u201d"))
            if row is not None:
                kind, key = "agency", row.key
                rule = rule or "press-registry"
                gender = gender or "f"
        if head is None and not key:
            word = lexicon.noun(view.keys[first])
            if word in lexicon.places or view.keys[first] in lexicon.places:
                kind, gender, rule = "organisation", "f", "place"
            elif lexicon.is_definite(view.keys[first]) and len(word) > 4 and word.endswith(("\u0648\u0646", "\u064a\u0646")) and word not in lexicon.names:
                kind, number, rule = "group", "p", "plural"
            elif last - first == 1 and first in view.opening:
                kind, rule = "organisation", "quoted-name"
            else:
                number, rule = "s", "name"
        return Mention(first, last, span, kind, gender, number, head, rule, key)

    def _span(self, first: int, last: int) -> Span:
        """The span of a source phrase: quotation marks and brackets that open in it and close after it taken in."""
        view = self.view
        start, end = view.words[first].start, view.words[last - 1].end
        after = view.text[end : end + 1]
        before = view.text[start - 1 : start] if start else ""
        inside = view.text[start:end]
        if after in "\u00bb\u201d\"\u2033)" and after:
            quotes = inside.count("\u00ab") + inside.count("\u201c") + inside.count('"') + inside.count("(")
            if quotes and quotes != inside.count("\u00bb") + inside.count("\u201d") + inside.count(")"):
                end += 1
            elif before and before in "\u00ab\u201c\"(\u201d":
                start, end = start - 1, end + 1
        elif before and before in "\u00ab\u201c\"" and any(mark in inside for mark in "\u00bb\u201d\""):
            start -= 1
        elif before == "#":
            start -= 1
        return Span(start, end)

    def _head(self, first: int, last: int) -> tuple[Head | None, str]:
        """The head of a source phrase and the row that found it; honorifics and "one of" look at what follows."""
        at = first
        one_of: Head | None = None
        while at < last:
            found = self.head_at(at)
            if found is None or found[1] > last and at > first:
                break
            head, end = found
            if head.role == "one-of":
                one_of = head
                at = end
                continue
            if head.role == "honorific" and end < last and self.head_at(end) is not None:
                at = end
                continue
            if one_of is not None:
                kind: SourceKind = "anonymous" if head.kind in ("person", "anonymous", "group") else head.kind
                return head._replace(kind=kind, role="one-of"), one_of.row
            return head, head.row
        return (one_of, one_of.row) if one_of is not None else (None, "")

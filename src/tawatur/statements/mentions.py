"""Source phrases: what kind of source a run of words names."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.model import SourceKind, Span
from tawatur.press import resolve
from tawatur.statements.headings import Head
from tawatur.statements.heads import Heads
from tawatur.statements.lexicon import Lexicon
from tawatur.statements.view import View
from tawatur.text.answers import Answers
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


_FOLDED = Answers(folded, 50_000)  # the names publishers are asked for by; a bound on memory


class Mentions(Heads):
    """Makes mentions of words of one report."""

    def __init__(self, view: View, lexicon: Lexicon, own: tuple[str, frozenset[str]]) -> None:
        super().__init__(view, lexicon)
        self._own_key, self._own_names = own

    def mention(self, first: int, last: int) -> Mention | None:
        """The source phrase made of these words, None when they name none."""
        view, lexicon = self.view, self.lexicon
        aged = lexicon.particles["aged"]
        last = next((at for at in range(first + 1, last - 1) if view.keys[at] in aged), last)
        while last > first and view.keys[last - 1] in lexicon.trailing:
            last -= 1
        if last > first and view.keys[first] in lexicon.particles["to-me"]:
            if last - first == 1:
                return None
            first += self.head_at(first + 1) is not None  # (said) to me a friend
        if last <= first:
            return None
        span = self._span(first, last)
        head, rule = self._head(first, last)
        kind: SourceKind = "person"
        gender = number = ""
        if head is not None:
            kind, gender, number = head.kind, head.gender, head.number
            if head.clitic and head.clitic in lexicon.conjunctions and span.start == view.starts[first]:
                span = Span(span.start + len(head.clitic), span.end)
        if kind == "person" and last - first > 2 and view.keys[last - 1] in lexicon.particles["identity"]:
            kind = "anonymous"  # an official who would not be named
        name = view.text[span.start : span.end]
        key = ""
        if head is None or head.kind == "agency":
            row = resolve(name) if last - first <= 6 else None
            if row is None and last - first <= 4:
                row = resolve(name.strip('"\u00ab\u00bb\u201c\u201d'))
            if row is not None:
                kind, key = "agency", row.key
                rule = rule or "press-registry"
                gender = gender or "f"
        if head is None and not key:
            word = lexicon.noun(view.keys[first])
            if word in lexicon.places or view.keys[first] in lexicon.places:
                kind, gender, rule = "organisation", "f", "place"
            elif (
                lexicon.is_definite(view.keys[first])
                and len(word) > 4
                and word.endswith(lexicon.plural)
                and word not in lexicon.names
            ):
                kind, number, rule = "group", "p", "plural"
            elif last - first == 1 and first in view.opening:
                kind, rule = "organisation", "quoted-name"
            else:
                number, rule = "d" if self._two_named(first, last) else "s", "name"
        return Mention(first, last, span, kind, gender, number, head, rule, key)

    def _two_named(self, first: int, last: int) -> bool:
        """Whether one name is joined to another that stands elsewhere in the report: Ross and Lind."""
        keys, lexicon = self.view.keys, self.lexicon
        joined = (at for at in range(first + 1, min(last, first + 3)) if keys[at] not in lexicon.names)
        return any(
            keys[at][1:] in lexicon.names or (keys[at][1:] in self.keyset and keys[at][1:] not in lexicon.classes)
            for at in joined
            if keys[at][0] == lexicon.and_ and not self.view.gaps[at] and self.head_at(at) is None
        )

    def _span(self, first: int, last: int) -> Span:
        """The span of a source phrase: quotation marks and brackets that open in it and close after it taken in."""
        view = self.view
        start, end = view.starts[first], view.ends[last - 1]
        after = view.text[end : end + 1]
        before = view.text[start - 1 : start] if start else ""
        inside = view.text[start:end]
        if after in '\u00bb\u201d"\u2033)' and after:
            quotes = inside.count("\u00ab") + inside.count("\u201c") + inside.count('"') + inside.count("(")
            if quotes and quotes != inside.count("\u00bb") + inside.count("\u201d") + inside.count(")"):
                end += 1
            elif before and before in '\u00ab\u201c"(\u201d':
                start, end = start - 1, end + 1
        elif (
            before and before in '\u00ab\u201c"' and any(mark in inside for mark in '\u00bb\u201d"')
        ) or before == "#":
            start -= 1
        return Span(start, end)

    def _head(self, first: int, last: int) -> tuple[Head | None, str]:
        """The head of a source phrase and the row that found it; honorifics and "one of" look at what follows."""
        at = first
        one_of: Head | None = None
        many: Head | None = None
        while at < last:
            found = self.head_at(at)
            if found is None or (found[1] > last and at > first):
                break
            head, end = found
            if head.role == "one-of":
                one_of = head
                at = end
                continue
            if head.role == "each" and end < last and self.head_at(end) is not None:
                at = end
                continue
            if head.role == "many":
                many, at = head, end
                continue
            if head.role == "honorific" and end < last and self.head_at(end) is not None:
                at = end
                continue
            if one_of is not None:
                kind: SourceKind = "anonymous" if head.kind in ("person", "anonymous", "group") else head.kind
                return head._replace(kind=kind, role="one-of"), one_of.row
            if many is not None:
                kind = "group" if head.kind in ("person", "anonymous") else head.kind
                return head._replace(kind=kind, number="p", definite=many.definite), many.row
            return head, head.row
        if many is not None:
            return many, many.row
        return (one_of, one_of.row) if one_of is not None else (None, "")

    def issuer(self, mention: Mention) -> Mention | None:
        """Who issued the paper that a naming is headed by, when the naming says so: a statement of the ministry."""
        view, lexicon = self.view, self.lexicon
        if mention.head is None or mention.head.role != "paper" or mention.head.suffix:
            return None
        for at in range(mention.first + 1, min(mention.last, mention.first + 5)):
            key = view.keys[at]
            found = self.head_at(at)
            if found is not None and found[0].role not in ("paper", "document", "pronoun"):
                if found[0].clitic not in ("", lexicon.to) or found[0].suffix:
                    return None
                owned = found[0].definite or found[0].clitic or found[1] < mention.last
                made = self.mention(at, mention.last)
                if made is None or not owned or not found[0].clitic:
                    return made if owned else None  # a press (statement) is of nobody
                strip = 2 if found[0].definite else 1
                return made._replace(span=Span(view.starts[at] + strip, made.span.end))
            if at == mention.first + 1 and (key in lexicon.places or self._owner(at, mention.head)):
                return self.mention(at, mention.last)
            if key in lexicon.standing and key not in lexicon.from_forms and key not in lexicon.particles["out-of"]:
                return None
        return None

    def _owner(self, at: int, paper: Head) -> bool:
        """Whether a name stands behind a paper that only an owner can complete: the statements of Haley."""
        key, lexicon = self.view.keys[at], self.lexicon
        if paper.definite or self.view.gaps[at] or len(key) < 4 or not self.plausible(at):
            return False
        named = key in lexicon.names or key in self.view_names
        return named or (self._recurs(key) and not lexicon.is_definite(key) and key not in lexicon.classes)

    def is_own(self, key: str, name: str) -> bool:
        """Whether a publisher is the report's own outlet."""
        name = _FOLDED[name]
        if (key and key == self._own_key) or name in self._own_names:
            return True
        begins, ends, kinds = name + " ", " " + name, self.lexicon.bases
        for own in self._own_names:
            if own.startswith(begins) or (own.endswith(ends) and own[: -len(ends)] in kinds):
                return True
        return False

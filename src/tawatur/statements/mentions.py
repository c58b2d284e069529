"""Source phrases: where the naming of a source begins and ends, and what kind of source it names."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.model import SourceKind, Span
from tawatur.press import resolve
from tawatur.statements.lexicon import Head, Lexicon
from tawatur.statements.view import View


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

    def __init__(self, view: View, lexicon: Lexicon, own: tuple[str, str]) -> None:
        self.view = view
        self.lexicon = lexicon
        self._own_key, self._own_name = own
        self.cue_words: set[int] = set()  # where verbs of saying stand

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

    def zone(self, first: int, last: int) -> Zone:
        """The source and the listeners in the words between a cue and its content."""
        view, lexicon = self.view, self.lexicon
        at = first
        while at < last:  # adjuncts before the source: (said) yesterday the minister
            end = self.adjunct_at(at)
            if not end or self._head_is_source(at):
                break
            at = min(end, last)
            while at < last and view.keys[at] in lexicon.standing | lexicon.adjunct_tails:
                at += 1
        source_first = at
        source_last = 0
        listeners: list[Mention] = []
        while at < last:
            quoted = self.name_end(at)
            listener = self._listener(at, last) if at > source_first or first == source_first else None
            if listener is not None:
                source_last = source_last or at
                if listener[0] is not None:
                    listeners.append(listener[0])
                at = listener[1]
                continue
            if at > source_first and self._ends(at, source_first):
                source_last = source_last or at
            if not source_last and at == source_first and view.keys[at] in lexicon.standing:
                source_last = at
            carried = self._carried(at, last)
            if carried is not None:
                source_last = source_last or at
                listeners.append(carried)
                at = carried.last
                continue
            at = max(at + 1, min(quoted, last))
        source_last = source_last or last
        return Zone(self.mention(source_first, source_last), tuple(listeners))

    def _head_is_source(self, index: int) -> bool:
        found = self.head_at(index)
        return found is not None and found[0].definite

    def _ends(self, index: int, first: int) -> bool:
        """Whether the source phrase that began at `first` is over at this word."""
        view = self.view
        gap = view.gaps[index]
        if gap and gap[0] in "-\u2013\u2014;\u061b" and not view.keys[index - 1] == self.lexicon.article:
            return True
        if self.adjunct_at(index):
            return True
        if gap.startswith(("\u060c", ",")):
            return not self._apposition(index)
        return False

    def _apposition(self, index: int) -> bool:
        """Whether the words after a comma go on naming the source."""
        key = self.view.keys[index]
        if self.head_at(index) is not None or key in self.lexicon.names:
            return True
        if key in self.lexicon.standing or key in self.lexicon.relatives:
            return False
        return key[0] != "\u0648"

    def _listener(self, index: int, last: int) -> tuple[Mention | None, int] | None:
        """The publisher spoken to, when one is named here after the preposition; (None, end) for one's own or no link."""
        view = self.view
        key = view.keys[index]
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
        if row is None and not agency:
            return None
        start = view.words[first].start + strip
        while view.text[start] == "\u0640":
            start += 1
        if strip and view.text[start] == "\u0644" and head is not None and head[0].definite:
            start += 1  # l + article: the name is given without both
        span = Span(start, view.words[end - 1].end)
        if self.is_own(row.key if row else "", view.text[span.start : span.end]):
            return None, end
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
            if view.gaps[at].strip("\"\u00ab\u00bb\u201c\u201d()") or self.adjunct_at(at) or at - index > 6:
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
        if key and key == self._own_key:
            return True
        return bool(self._own_name) and self._own_name in name.casefold()

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
            elif len(word) > 4 and word.endswith(("\u0648\u0646", "\u064a\u0646")) and word not in lexicon.names:
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

"""Documents: a statement or a letter given whole behind (its text follows:), over paragraphs to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tawatur.keys import statement_id
from tawatur.model import Link, Span, Statement
from tawatur.statements.frames import Framer
from tawatur.statements.mentions import Mention
from tawatur.statements.naming import Names, Source
from tawatur.statements.view import ANNOUNCING, View

RULE = "whole-document"
_NAMING = 12  # words of a signature: a name and an office; longer is text again


_PHRASE = 30  # letters: fewer in quotation marks are words of the document, not all of it


class Document(NamedTuple):
    """A document given whole: its words (half-open), the words that announce it, who wrote it."""

    first: int
    last: int
    cue: int
    links: tuple[Link, ...]


class Documents:
    """Finds the documents given whole in one report."""

    def __init__(self, framer: Framer, names: Names) -> None:
        self.framer = framer
        self.view = framer.view
        self.lexicon = framer.lexicon
        self.names = names

    def found(self) -> list[Document]:
        """The documents in text order; one inside another holds the other's links in front of its own."""
        out: list[Document] = []
        for at in self.view.caught(ANNOUNCING):
            opened = self._opened(at)
            if opened is None:
                continue
            outer = next((one for one in reversed(out) if one.first <= at < one.last), None)
            writer = self._writer(at, outer.first if outer is not None else 0)
            if writer is None:
                continue
            source, mention = writer
            links: tuple[Link, ...] = (self.names.link(source, mention, RULE),)
            if outer is not None:
                links = (*outer.links, *links) if outer.links[-1].key != links[0].key else outer.links
            last = self._end(opened, source, outer.last if outer is not None else len(self.view.keys))
            out.append(Document(opened, last, at, links))
        return out

    def _opened(self, at: int) -> int | None:
        """The first word of a document announced at a word, when a colon follows: (here is) the text of the letter:"""
        view = self.view
        its = view.keys[at] in self.lexicon.particles["its-text"]
        for index in range(at + 1, min(at + (2 if its else 4), len(view.keys))):
            if ":" in view.gaps[index]:
                paper = its or view.keys[index - 1] != view.keys[at]
                return index if paper and (its or self._paper(index - 1) or self._paper(at + 1)) else None
        return None

    def _paper(self, at: int) -> bool:
        head = self.framer.reader.head_at(at)
        return head is not None and head[0].role in ("paper", "document")

    def _writer(self, at: int, first: int) -> tuple[Source, Mention | None] | None:
        """Who wrote the document announced at a word: named with the paper, before it, or the last who spoke."""
        view, reader, lexicon = self.view, self.framer.reader, self.lexicon
        first = max(first, view.sentences[view.sentence_of[at]].first)
        for index in range(at - 1, first - 1, -1):
            if not self._paper(index):
                continue
            mention = reader.mention(index, reader.phrase_end(index, at))
            issuer = reader.issuer(mention) if mention is not None else None
            if issuer is not None:
                return self.names.resolve(issuer), issuer
            break
        best: Mention | None = None
        at = next((index for index in range(at - 1, first, -1) if self._paper(index)), at)
        for index in range(first, at):
            head = reader.head_at(index)
            if head is None or head[0].kind not in ("person", "organisation") or head[0].clitic.strip(lexicon.and_):
                continue
            if head[0].role in ("paper", "document", "pronoun") or head[0].suffix:
                continue
            best = reader.mention(index, reader.phrase_end(index, at, loose=True))
            break
        if best is not None:
            return self.names.resolve(best), best
        source = self.names.last("", "")
        return (source, None) if source is not None else None

    def _end(self, first: int, source: Source, last: int) -> int:
        """The word after a document: its closing quotation mark, its signature, or the end of what holds it."""
        view, lexicon = self.view, self.lexicon
        quotation = view.opening.get(first)
        size = quotation.inner.end - quotation.inner.start if quotation is not None else 0
        if quotation is not None and size > (_PHRASE if quotation.closed else 200):
            return min(last, view.word_at(quotation.inner.end))
        inner = 0  # letters that stand in this one and have not closed yet
        for at in range(first, last):
            if view.keys[at] in lexicon.text_of and self._opened(at) is not None:
                inner += 1
            elif view.keys[at] in lexicon.particles["letter-closing"] and inner:
                inner -= 1
            elif view.keys[at] in lexicon.particles["letter-closing"]:
                end = view.sentences[view.sentence_of[at]].last
                limit = min(last, end + _NAMING)
                while end < limit and self._signs(end, source):
                    end += 1
                return end
        return last

    def _signs(self, at: int, source: Source) -> bool:
        """Whether a word belongs to the signature of a writer."""
        key, lexicon = self.view.keys[at], self.lexicon
        if key in lexicon.names or key in lexicon.god or key in lexicon.places:
            return True
        return self.framer.reader.head_at(at) is not None or lexicon.noun(key) in source.words


def _split(documents: Sequence[Document], statements: Sequence[Statement], view: View) -> Iterator[Statement]:
    """The statements, narrated ones cut where a document begins or ends inside them."""
    edges = sorted({edge for one in documents for edge in (one.first, one.last) if edge < len(view.keys)})
    for one in statements:
        if one.type != "narrated":
            yield one
            continue
        start, end = one.content
        for edge in edges:
            at = view.starts[edge]
            if start < at < end:
                yield from _piece(one, start, view.ends[edge - 1])
                start = at
        yield from _piece(one, start, end)


def _piece(one: Statement, start: int, end: int) -> Iterator[Statement]:
    """A part of a narrated statement, when there is anything in it."""
    if (start, end) == tuple(one.content):
        yield one
    elif end > start:
        name = statement_id(one.report, "narrated", start, end, (), -1)
        yield replace(one, id=name, content=Span(start, end))


def whole(documents: Sequence[Document], statements: Sequence[Statement], names: Names) -> list[Statement]:
    """The statements with those inside a document on its writer's word: narrated ones become his, others pass him."""
    view = names.view
    out = []
    for one in _split(documents, statements, view):
        at = view.word_at((one.cue or one.content).start)
        holding = [document for document in documents if document.first <= at < document.last]
        if not holding:
            out.append(one)
            continue
        document = holding[-1]
        keys = {link.key for link in document.links}
        chain = (*document.links, *(link for link in one.chain if link.key not in keys))
        cue = one.cue or view.span(document.cue, document.cue + 1)
        kind = one.type if one.type != "narrated" else "indirect"
        links = tuple(link.key for link in chain)
        name = statement_id(one.report, kind, *one.content, links, cue.start)
        implicit = one.implicit or not one.chain
        rule = one.rule or RULE
        out.append(replace(one, id=name, type=kind, chain=chain, cue=Span(*cue), implicit=implicit, rule=rule))
    return out

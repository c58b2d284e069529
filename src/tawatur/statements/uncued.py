"""Speech without a cue of its own: quotations that go on or stand in front of their verb, answers in interviews."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tawatur.keys import statement_id
from tawatur.model import Link, Span, Statement
from tawatur.statements.frames import Framer
from tawatur.statements.naming import Names
from tawatur.statements.quotes import Quotation
from tawatur.statements.view import View

CONTINUED, FRONTED, ANSWER, LISTED = "continued-quotation", "quotation-before", "answer", "listed"
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}\s*[-.)\u2013]|[-\u2013\u2022*\u25cf])\s*")  # what an item of a list begins with
_LEAST = 3  # words: fewer in quotation marks are a name or a term
_LABEL = 9  # words a name and an office take in front of an answer
_REPLY = 5  # words: fewer behind a colon are an entry of a list
_LONG_REPLY = 14  # words: fewer without a full stop are a heading
_JOINING = " \n\t\u00a0.,\u060c\u061b;!?\u061f\u2026-\u2013\u2014*\u00ab\u00bb\u201c\u201d\"'()"


class Uncued:
    """Finds what is said without a cue in one report, once what has one is known."""

    def __init__(self, framer: Framer, names: Names) -> None:
        self.framer = framer
        self.view = framer.view
        self.names = names

    def added(self, said: Sequence[Statement]) -> list[Statement]:
        """The statements with those that have no cue of their own among them."""
        out = self._listed(said)
        free = self._free(out)
        if free:
            fronted = self._fronted(free, out)
            if fronted:
                out += fronted
                free = self._free(out)
            out += self._continued(free, out)
        out += self._answers(out)
        return out

    # ── quotations ──

    def _free(self, said: Sequence[Statement]) -> list[Quotation]:
        """The outermost quotations of some length that are in no statement, and hold none."""
        taken = sorted((one.content.start, one.content.end) for one in said)
        out = []
        for quotation in self.view.quotations:
            start, end = quotation.inner
            if quotation.depth or any(first < end and start < last for first, last in taken):
                continue
            first, last = self.view.word_at(start), self.view.word_at(end)
            if last - first >= _LEAST:
                out.append(quotation)
        return out

    def _fronted(self, free: Sequence[Quotation], said: Sequence[Statement]) -> list[Statement]:
        """Quotations that open a sentence in front of the verb whose second part was found: "…", said X, "…"."""
        view = self.view
        by_cue = {one.cue.start: one for one in said if one.cue is not None}
        out = []
        for quotation in free:
            last = view.word_at(quotation.inner.end)
            if last >= len(view.keys) or not self._opens(quotation):
                continue
            verb = by_cue.get(view.starts[last])
            joined = view.keys[last][0] in self.framer.lexicon.conjunctions
            if verb is not None and not joined and view.sentence_of[last] == view.sentence_of[last - 1]:
                out.append(self._made(verb, quotation.inner, verb.chain, FRONTED, verb.cue))
        return out

    def _continued(self, free: Sequence[Quotation], said: Sequence[Statement]) -> list[Statement]:
        """Quotations that open a sentence right behind what somebody said in the one before."""
        view = self.view
        out: list[Statement] = []
        for quotation in free:
            if not self._opens(quotation):
                continue
            before = [one for one in (*said, *out) if one.content.end <= quotation.outer.start and one.chain]
            if not before:
                continue
            last = max(before, key=lambda one: (one.content.end, one.content.start))
            between = view.text[last.content.end : quotation.outer.start]
            if last.type not in ("direct", "mixed") or between.strip(_JOINING):
                continue
            speaker = replace(last.chain[-1], mention=None, rule=CONTINUED)
            out.append(self._made(last, quotation.inner, (speaker,), CONTINUED, None))
        return out

    def _opens(self, quotation: Quotation) -> bool:
        """Whether a quotation opens a sentence or a paragraph."""
        view = self.view
        first = view.word_at(quotation.inner.start)
        if first == view.sentences[view.sentence_of[first]].first:
            return True
        before = view.text[view.ends[first - 1] : quotation.inner.start]
        return "\n" in before or any(mark in before for mark in ".!?\u061f\u2026")

    # ── lists ──

    def _listed(self, said: Sequence[Statement]) -> list[Statement]:
        """The statements with every item of a list whose first one is said: it says the following: 1. … 2. …"""
        text, out = self.view.text, []
        for one in said:
            line = text.rfind("\n", 0, one.content.start) + 1
            opened = text[:line].rstrip().endswith(":") and one.type == "indirect" and one.cue is not None
            marker = _ITEM.match(text, line) if opened and one.cue is not None and one.cue.end < line else None
            if marker is None:
                out.append(one)
                continue
            out.append(self._item(one, Span(max(one.content.start, marker.end()), one.content.end), one.chain))
            speaker = (replace(one.chain[-1], mention=None, rule=LISTED),)
            line = text.find("\n", one.content.end) + 1
            while line and (marker := _ITEM.match(text, line)) is not None:
                end = text.find("\n", line)
                span = self._bare(self.view, Span(marker.end(), end if end >= 0 else len(text)))
                if span.end > span.start and not any(
                    s.content.start < span.end and span.start < s.content.end for s in said
                ):
                    out.append(self._item(replace(one, cue=None, rule=LISTED, implicit=True), span, speaker))
                line = end + 1
        return out

    def _item(self, like: Statement, content: Span, chain: tuple[Link, ...]) -> Statement:
        """A statement of the same speaker with another content."""
        links = tuple(link.key for link in chain)
        start = like.cue.start if like.cue is not None else -1
        return replace(
            like, id=statement_id(like.report, like.type, *content, links, start), content=content, chain=chain
        )

    # ── interviews ──

    def _answers(self, said: Sequence[Statement]) -> list[Statement]:
        """What stands behind a person's name and a colon at the start of a line."""
        view, reader = self.view, self.framer.reader
        taken = sorted((one.content.start, one.content.end) for one in said)
        out = []
        for number, sentence in enumerate(view.sentences):
            first = sentence.first
            if first and "\n" not in view.gaps[first]:
                continue
            colon = next((at for at in view.marked(first + 1, first + _LABEL) if ":" in view.gaps[at]), None)
            if colon is None or colon >= len(view.keys) or any(at in self.framer.groups for at in range(first, colon)):
                continue
            end = self._paragraph_end(number, colon)
            content = view.span(colon, end)
            if end - colon < _REPLY or any(start < content.end and content.start < last for start, last in taken):
                continue
            closing = view.text[content.end : content.end + 8].lstrip(' "\u00bb\u201d')[:1]
            if closing in ("?", "\u061f") or (closing not in (".", "!", "\u2026") and end - colon < _LONG_REPLY):
                continue  # the question, not the answer; a heading
            if not reader.plausible(first) or reader.phrase_end(first, colon) < colon:
                continue
            mention = reader.mention(first, colon)
            if mention is None or mention.kind != "person" or not self._person(first, mention.rule):
                continue
            link = self.names.link(self.names.resolve(mention), mention, ANSWER)
            quotation = view.opening.get(colon)
            whole = quotation is not None and quotation.inner.end >= content.end - 1
            name = statement_id(view.report.id, "indirect", *content, (link.key,), content.start)
            out.append(
                Statement(
                    id=name,
                    report=view.report.id,
                    type="direct" if whole else "indirect",
                    content=quotation.inner if whole and quotation is not None else content,
                    chain=(link,),
                    rule=ANSWER,
                )
            )
        return out

    def _person(self, first: int, rule: str) -> bool:
        """Whether a label names a person: by a title or office, or by a given name."""
        return rule != "name" or self.view.keys[first] in self.framer.lexicon.names

    def _paragraph_end(self, number: int, at: int) -> int:
        """The word after the paragraph a sentence stands in."""
        view = self.view
        end = view.sentences[number].last
        while end < len(view.keys) and "\n" not in view.gaps[end]:
            end = view.sentences[view.sentence_of[end]].last
        return max(end, at)

    def _made(self, like: Statement, content: Span, chain: tuple[Link, ...], rule: str, cue: Span | None) -> Statement:
        """A direct statement of the same speaker."""
        content = self._bare(self.view, content)
        links = tuple(link.key for link in chain)
        name = statement_id(like.report, "direct", *content, links, cue.start if cue is not None else -1)
        implicit = chain[-1].mention is None
        return replace(
            like, id=name, type="direct", content=content, chain=chain, cue=cue, implicit=implicit, rule=rule
        )

    @staticmethod
    def _bare(view: View, span: Span) -> Span:
        """A span without white space and full stops at its ends."""
        text = view.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        return Span(start, span.start + len(text.rstrip(" .\u060c\n\t")))

"""A report as its readers here see it: words, what stands between them, sentences, quotations; no furniture."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from tawatur.model import Report, Span
from tawatur.statements.quotes import Quotation, quotations
from tawatur.text.sentences import sentences
from tawatur.text.words import Word, words


class Sentence(NamedTuple):
    """A sentence: its words (half-open) and its span."""

    first: int
    last: int
    span: Span


class View:
    """The words of a report's own blocks, with the punctuation before each, and what they belong to."""

    def __init__(self, report: Report) -> None:
        text = report.text
        self.report = report
        self.text = text
        regions = body(report)
        self.words: list[Word] = []
        self.sentences: list[Sentence] = []
        self.quotations: list[Quotation] = []
        every = words(text)
        starts = [word.start for word in every]
        for region in regions:
            self.quotations += quotations(text, region)
            for span in sentences(text, region):
                at, end = bisect_right(starts, span.start - 1), bisect_right(starts, span.end - 1)
                if end > at:
                    base = len(self.words)
                    self.words += every[at:end]
                    self.sentences.append(Sentence(base, len(self.words), span))
        self.keys = [word.key for word in self.words]
        self.gaps = self._gaps()
        self._datelines()
        self.sentence_of = [
            number
            for number, sentence in enumerate(self.sentences)
            for _ in range(sentence.last - (sentence.first if number else 0))
        ]
        self.opening: dict[int, Quotation] = {}  # first word of a quotation → the outermost quotation opening there
        for quotation in self.quotations:
            first = self.word_at(quotation.inner.start)
            if first < len(self.words) and self.words[first].start < quotation.inner.end:
                self.opening.setdefault(first, quotation)

    def _datelines(self) -> None:
        """Takes place and agency in front of the first words (Cairo, Reuters -) out of the sentence they stand before.

        A dash within the first words of the report, or a colon behind such a dash, ends a dateline.
        """
        if not self.sentences:
            return
        first = self.sentences[0]
        end, dashed = 0, False
        for at in range(1, min(first.last, 13)):
            gap = self.gaps[at]
            if any(mark in gap for mark in "-\u2013\u2014"):
                end, dashed = at, True
            elif ":" in gap and dashed:
                end = at
                break
            elif "\u00ab" in gap or "\u061b" in gap:
                break
        if end and end < first.last:
            span = Span(self.words[end].start, first.span.end)
            self.sentences[0] = Sentence(end, first.last, span)

    def _gaps(self) -> list[str]:
        """What stands before each word besides white space ("" for nothing); a line end counts as "\\n"."""
        text = self.text
        gaps = [""]
        add = gaps.append
        end = self.words[0].end if self.words else 0
        for word in self.words[1:]:
            start = word.start
            if start - end == 1:
                one = text[end]
                add("" if one == " " else one)
            else:
                gap = text[end:start]
                add(gap.strip(" \t\u00a0") or "")
            end = word.end
        gaps.append("\n")
        return gaps

    def word_at(self, offset: int) -> int:
        """The index of the first word that starts at or after an offset."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def span(self, first: int, last: int) -> Span:
        """The span of words `first`..`last` (half-open)."""
        return Span(self.words[first].start, self.words[last - 1].end)


def body(report: Report) -> list[Span]:
    """The stretches of a report's text that are its own: neither title nor furniture."""
    out: list[Span] = []
    if report.blocks:
        for block in report.blocks:
            if block.kind in ("title", "furniture"):
                continue
            if out and out[-1].end <= block.span.start and not _between(report, out[-1].end, block.span.start):
                out[-1] = Span(out[-1].start, block.span.end)
            else:
                out.append(block.span)
        return out
    at = report.title.end if report.title is not None else 0
    for furniture in sorted(report.furniture, key=lambda item: item.span):
        if furniture.span.start > at:
            out.append(Span(at, furniture.span.start))
        at = max(at, furniture.span.end)
    if at < len(report.text):
        out.append(Span(at, len(report.text)))
    return out


def _between(report: Report, start: int, end: int) -> bool:
    """Whether anything but white space stands between two blocks."""
    return bool(report.text[start:end].strip())

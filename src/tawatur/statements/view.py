"""A report as its readers here see it: words, what stands between them, sentences, quotations; no furniture.

The stage is fast by asking little. A text is cut at its blanks, one look-up a run; what a form may be (a cue, a name,
a complementizer) was noted when the form was first met, so that the readers start from the few words that matter:
cues begin at caught words only, and what opens their content is looked for behind punctuation, complementizers and
further cues. What is asked of a form (its noun, its article) is answered once for all reports, what is asked of a
place once a report. Large tables are asked as late as can be: a probe into memory that lies far costs more than ten
comparisons.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container
from itertools import compress
from typing import NamedTuple

from tawatur.model import Report, Span
from tawatur.statements.quotes import Quotation, quotations
from tawatur.text.sentences import sentences
from tawatur.text.words import Cutter, Words

# what a cutter may take words for: what may be a cue, or the first word of one; given names, clitics allowed in front;
# complementizers and their first words; words that announce a document; (on), which is written like the name Ali
CUE, GIVEN, JOINING, ANNOUNCING, UPON = 1, 2, 4, 8, 16
_CUTTER = Cutter()  # for views that no cues are looked for in


class Sentence(NamedTuple):
    """A sentence: its words (half-open) and its span."""

    first: int
    last: int
    span: Span


class View:
    """The words of a report's own blocks, with the punctuation before each, and what they belong to."""

    def __init__(self, report: Report, cutter: Cutter | None = None) -> None:
        text = report.text
        self.report = report
        self.text = text
        self.sentences: list[Sentence] = []
        self.quotations: list[Quotation] = []
        self.sentence_of: list[int] = []  # word → sentence
        self.words = self._read(cutter or _CUTTER)
        self.starts, self.ends, self.keys = self.words.starts, self.words.ends, self.words.keys
        marks = self.words.marks(text)
        self._marked = list(marks)
        self.gaps = [""] * len(self.keys) + ["\n"]  # what stands before each word, and a line end behind the last
        for at, gap in marks.items():
            self.gaps[at] = gap
        self._datelines()
        self.opening: dict[int, Quotation] = {}  # first word of a quotation → the outermost quotation opening there
        for quotation in self.quotations:
            first = self.word_at(quotation.inner.start)
            if first < len(self.keys) and self.starts[first] < quotation.inner.end:
                self.opening.setdefault(first, quotation)

    def _read(self, cutter: Cutter) -> Words:
        """The words of the report's own stretches; notes their sentences and quotations."""
        text = self.text
        made: Words | None = None
        for region in body(self.report):
            self.quotations += quotations(text, region)
            part = cutter.words(text, region.start, region.end)
            base = len(made.keys) if made is not None else 0
            last = 0
            for span in sentences(text, region):
                first, last = last, bisect_left(part.starts, span.end, last)
                if last > first:
                    self.sentence_of += [len(self.sentences)] * (last - first)
                    self.sentences.append(Sentence(first + base, last + base, span))
            made = part if made is None else made.followed(part)
        return made if made is not None else Words([], [], [], [])

    def _datelines(self) -> None:
        """Takes place and agency in front of the first words (Cairo, Reuters -) out of the sentence they stand before.

        A dash within the first words of the report, or a colon behind such a dash, ends a dateline.
        """
        if not self.sentences:
            return
        first = self.sentences[0]
        end, dashed = 0, False
        for at in self.marked(1, min(first.last, 13)):
            gap = self.gaps[at]
            if any(mark in gap for mark in "-\u2013\u2014"):
                end, dashed = at, True
            elif ":" in gap and dashed:
                end = at
                break
            elif "\u00ab" in gap or "\u061b" in gap:
                break
        if end and end < first.last:
            span = Span(self.starts[end], first.span.end)
            self.sentences[0] = Sentence(end, first.last, span)

    def caught(self, what: int) -> list[int]:
        """Where words stand that the cutter took for one of these things, in order."""
        return [at for at, found in self.words.found if found & what]

    def marked(self, first: int, last: int) -> list[int]:
        """Those of the words `first`..`last` (half-open) that punctuation stands before."""
        return self._marked[bisect_left(self._marked, first) : bisect_left(self._marked, last)]

    def listed(self, listed: Container[str], first: int, last: int) -> list[int]:
        """Those of the words `first`..`last` (half-open) whose keys are listed."""
        keys = self.keys if first == 0 and last >= len(self.keys) else self.keys[first:last]
        return list(compress(range(first, last), map(listed.__contains__, keys)))

    def word_at(self, offset: int) -> int:
        """The index of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, last: int) -> Span:
        """The span of words `first`..`last` (half-open)."""
        return Span(self.starts[first], self.ends[last - 1])


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

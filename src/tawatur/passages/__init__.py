"""Passages: the stretches that two reports share word for word or nearly, with their places in both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

import numpy as np

from tawatur.lang.pack import load
from tawatur.model import Passage, Report, Reuse, Span, Statement
from tawatur.passages.align import Aligned, Alignment, Side, aligned
from tawatur.passages.candidates import Given, seeds
from tawatur.passages.formulae import Formulae
from tawatur.progress import Progress, silent
from tawatur.settings import Passages
from tawatur.text.grams import Line, Places, Vocabulary
from tawatur.text.words import Words, columns

__all__ = ["body_words", "reuses"]

HOME = "ar"  # the pack whose formulae are known


def body_words(report: Report) -> Words:
    """The words of a report that stand outside its furniture, in order."""
    found = columns(report.text)
    skipped = sorted(
        {block.span for block in report.blocks if block.kind == "furniture"} | {f.span for f in report.furniture}
    )
    if not skipped:
        return found
    cut: set[int] = set()
    for span in skipped:
        cut.update(range(bisect_left(found.starts, span.start), bisect_left(found.starts, span.end)))
    return found.only([index for index in range(len(found)) if index not in cut])


def reuses(
    reports: Sequence[Report],
    statements: Mapping[str, Sequence[Statement]],
    settings: Passages,
    progress: Progress = silent,
    given: Given | None = None,
) -> tuple[Reuse, ...]:
    """What every pair of reports shares, sorted by the two ids; pairs that share nothing are left out.

    `statements` (by report id) tell which shared words both reports quote from one speaker. Shares count letters of
    the report outside its furniture that stand in the other report (0..1). The order of `reports` does not matter.
    `given`: they are a few of a larger heap, in the order of `in_time`, and this is what it says of them.
    """
    ordered = in_time(reports)
    lines, formal, vocabulary = lined(ordered)
    found = seeds(lines, formal, settings, given)
    sides = _Sides(lines, formal, vocabulary)
    out = []
    total = len(found.a)
    for pair in range(total):
        a, b = int(found.a[pair]), int(found.b[pair])
        shared = aligned(sides.side(a), sides.side(b), found.of(pair), settings)
        if shared.passages:
            out.append(_reuse((ordered[a], lines[a]), (ordered[b], lines[b]), shared, statements))
        if pair % 1024 == 0:
            progress(pair, total)
    progress(total, total)
    return tuple(sorted(out, key=lambda reuse: (reuse.a, reuse.b)))


def in_time(reports: Iterable[Report]) -> list[Report]:
    """The reports in order of time, unknown times first, then of their ids."""
    return sorted(reports, key=lambda report: (_when(report), report.id))


def lined(reports: Sequence[Report]) -> tuple[list[Line], list[Places], Vocabulary]:
    """The words of each report as numbers, how many words of formulae stand before each, and what the numbers mean."""
    vocabulary = Vocabulary()
    lines = [vocabulary.line(body_words(report)) for report in reports]
    formulae = Formulae(load(HOME), vocabulary)
    return lines, [formulae.before(line.keys) for line in lines], vocabulary


class _Sides:
    """The reports as the aligner needs them, the latest few thousand kept: pairs stand mostly in order of time."""

    def __init__(self, lines: Sequence[Line], formal: Sequence[Places], vocabulary: Vocabulary) -> None:
        self._lines = lines
        self._formal = formal
        self._vocabulary = vocabulary
        self._kept: dict[int, Side] = {}

    def side(self, number: int) -> Side:
        """The report of this number."""
        found = self._kept.get(number)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            before = self._formal[number]
            formal = before.tolist() if before[-1] else ()
            found = self._kept[number] = Side(self._lines[number].keys.tolist(), self._vocabulary.word, formal)
        return found


_KEPT = 8192  # reports; forgetting all of them now and then is cheaper than knowing which was used last


def _when(report: Report) -> datetime:
    """When the report appeared, as far as it is known; time zones apart. Unknown times come first."""
    instant = report.published or report.captured
    return instant.at.replace(tzinfo=None) if instant is not None else datetime.min


def _reuse(
    a: tuple[Report, Line],
    b: tuple[Report, Line],
    shared: Alignment,
    statements: Mapping[str, Sequence[Statement]],
) -> Reuse:
    """The passages of a pair with their spans and shares, the report with the smaller id first."""
    if a[0].id > b[0].id:
        a, b = b, a
        shared = shared.turned()
    passages = shared.passages
    quoted_a, quoted_b = _quoted(statements.get(a[0].id, ())), _quoted(statements.get(b[0].id, ()))
    made = []
    for passage in passages:
        spans = _spans(a[1], b[1], passage)
        made.append(
            Passage(
                a=spans[0],
                b=spans[1],
                changed=_changed(a[1], b[1], passage),
                quotation=_one_speaker(spans, quoted_a, quoted_b),
            )
        )
    return Reuse(
        a=a[0].id,
        b=b[0].id,
        a_share=_share(a[1], shared),
        b_share=_share(b[1], shared.turned()),
        passages=tuple(sorted(made, key=lambda p: (p.a, p.b))),
    )


def _spans(a: Line, b: Line, passage: Aligned) -> tuple[Span, Span]:
    """Where the passage stands in both texts."""
    return (
        Span(int(a.starts[passage.exact[0].a]), int(a.ends[max(s.a + s.length for s in passage.exact) - 1])),
        Span(
            int(b.starts[min(s.b for s in passage.exact)]), int(b.ends[max(s.b + s.length for s in passage.exact) - 1])
        ),
    )


def _changed(a: Line, b: Line, passage: Aligned) -> tuple[tuple[Span, Span], ...]:
    """What differs inside the passage: words of the first against words of the second, either of them maybe empty."""
    out = []
    steps = sorted(passage.exact)
    spine = [steps[0]]
    for step in steps[1:]:  # words that only changed places do not cut the text
        if step.b >= spine[-1].b + spine[-1].length:
            spine.append(step)
    for before, after in pairwise(spine):
        in_a, in_b = (before.a + before.length, after.a), (before.b + before.length, after.b)
        if in_a[0] < in_a[1] or in_b[0] < in_b[1]:
            out.append((_stretch(a, *in_a), _stretch(b, *in_b)))
    return tuple(out)


def _stretch(line: Line, first: int, last: int) -> Span:
    """The span of words `first` to `last`; an empty one where the word before them ends."""
    if first >= last:
        at = int(line.ends[first - 1])
        return Span(at, at)
    return Span(int(line.starts[first]), int(line.ends[last - 1]))


def _share(line: Line, shared: Alignment) -> float:
    """The share of the first report's letters that stands in the other one."""
    lengths = line.ends - line.starts
    covered = np.zeros(len(lengths), dtype=bool)
    for run in shared.runs:
        covered[run.a : run.a + run.length] = True
    for passage in shared.passages:
        for stretch in passage.exact:
            covered[stretch.a : stretch.a + stretch.length] = True
        for word, _ in passage.variants:
            covered[word] = True
    whole = int(lengths.sum())
    return round(int(lengths[covered].sum()) / whole, 4) if whole else 0.0


def _quoted(statements: Sequence[Statement]) -> list[tuple[Span, str]]:
    """Where a report quotes somebody word for word, and the key of who is quoted."""
    return [(s.content, s.chain[-1].key) for s in statements if s.chain and s.type in ("direct", "mixed")]


def _one_speaker(
    spans: tuple[Span, Span], quoted_a: Sequence[tuple[Span, str]], quoted_b: Sequence[tuple[Span, str]]
) -> bool:
    """Whether both reports quote these words, and from the same speaker."""
    speakers = []
    for span, quoted in ((spans[0], quoted_a), (spans[1], quoted_b)):
        inside = {who for content, who in quoted if 5 * content.overlap(span) >= 4 * (span.end - span.start)}
        speakers.append(inside)
    return bool(speakers[0] & speakers[1])

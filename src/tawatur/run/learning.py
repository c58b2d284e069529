"""What a heap teaches about reports that come later, learned once and then held fast until all is traced again.

Furniture that recurs, how many reports have a word, which runs of words very many have: were they counted anew with
every report, every report would change all others. Held fast, a report changes only what stands near it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from tawatur import stories
from tawatur.model import Report, versions
from tawatur.passages.prints import prints
from tawatur.read import Lessons, applied, folded_lines, furnished, lessons
from tawatur.run.chain import Chain
from tawatur.stores import Card, Index, Postings
from tawatur.stories.regroup import MICRO, edges_of
from tawatur.stories.terms import GRAIN, counted
from tawatur.text.grams import Vocabulary

GRAMS, STEMS = 0, 1  # kinds of postings
UNTIMED = -100_000  # the day of reports whose time is unknown
CROWDED = -1  # the number that stands for very many reports
_EPOCH = datetime(2000, 1, 1)


class Learned(NamedTuple):
    """What of the heap that was traced whole is held fast beside the tables of the index."""

    reports: int  # their numbers are those below, in order of time
    leads: int  # without later versions

    @classmethod
    def of(cls, index: Index) -> Learned | None:
        """What was learned; None when nothing was yet."""
        raw = index.model().get("learned")
        return cls(**json.loads(raw)) if raw else None


def learn(chain: Chain) -> Learned:
    """Fills the index from the reports that have gone through all stages: one pass over the whole heap."""
    store, index, settings = chain.store, chain.store.index, chain.settings
    with chain.timed("index"), chain.whole("index"), store.transaction():
        kept = index.model()
        index.clear()
        index.put_model({name: value for name, value in kept.items() if name != "learned"})
        waiting = set(index.waiting("report"))
        taught = lessons((r for r in store.reports(as_read=True) if r.id not in waiting), settings.reading)
        index.put_lines(_lines(taught))
        ordered = stories.in_time(report for report in store.reports() if report.id not in waiting)
        first = versions(ordered)
        index.put_cards(card(number, report, report.id not in first) for number, report in enumerate(ordered))
        _learn_runs(chain, ordered)
        _learn_words(chain, ordered, first)
        made = Learned(len(ordered), len(ordered) - len(first))
        index.put_model({"learned": json.dumps(made._asdict())})
    return made


def _lines(taught: Lessons) -> Iterator[tuple[str, str, str]]:
    for outlet, lines in taught.recurring.items():
        yield from (("recurs", outlet, line) for line in sorted(lines))
    for outlet, titles in taught.titles.items():
        yield from (("titles" if len(of) > 1 else "title", outlet, line) for line, of in sorted(titles.items()))
    yield from (("name", key, name) for name, key in sorted(taught.names.items()))


def taught(report: Report, learned: Learned, chain: Chain) -> Report:
    """The report with what the heap taught of its furniture and credits."""
    index = chain.store.index
    title, known = folded_lines(report)
    lines = index.lines("recurs", report.outlet, known)
    others = index.lines("title", report.outlet, known)
    if any(held.number < learned.reports for held in index.cards_of([report.id])):
        others.discard(title)  # it is this report's own: the heap had it when it was learned from
    titles = {line: {""} for line in others | index.lines("titles", report.outlet, known)}
    held = Lessons({report.outlet: lines}, {report.outlet: titles}, index.names("name"))
    return furnished(report, applied(report, held, chain.settings.reading))


def card(number: int, report: Report, leads: bool) -> Card:
    """The card of a report."""
    instant = report.published or report.captured
    at = (instant.at.replace(tzinfo=None) if instant is not None else datetime.min) - _EPOCH
    return Card(number, report.id, at // timedelta(microseconds=1), report.outlet, leads)


def day(card: Card) -> int:
    """The day a report appeared, as the part its words stand in."""
    whole = card.at // 86_400_000_000
    return whole if whole > UNTIMED else UNTIMED


def _learn_runs(chain: Chain, ordered: Sequence[Report]) -> None:
    index = chain.store.index
    found = prints(ordered, chain.settings.passages)
    word = np.concatenate([found.rare, found.crowded])
    number = np.concatenate([found.rare_of, np.full(len(found.crowded), CROWDED, dtype=np.int64)])
    index.build(GRAMS, Postings(word, np.zeros_like(number), number, np.ones_like(number)))
    index.put_crowds(found.sampled, found.sampled_of)


def _learn_words(chain: Chain, ordered: Sequence[Report], first: dict[str, str]) -> None:
    store, index, settings = chain.store, chain.store.index, chain.settings.stories
    leads = [(number, report) for number, report in enumerate(ordered) if report.id not in first]
    numbers = np.array([number for number, _ in leads], dtype=np.int64)
    found = stories.alike([report for _, report in leads], tuple(store.reuses()), first, settings)
    index.put_stems(counted(found.found, settings))
    index.put_near({number: rows.tobytes() for number, rows in edges_of(found.compared, numbers).items()})
    rows = found.weighed.tocoo()
    days = np.array([day(card(number, report, True)) for number, report in leads], dtype=np.int64)
    words = stem_keys(found.found.stems)
    weights = np.rint(rows.data / GRAIN).astype(np.int64)
    index.build(STEMS, Postings(words[rows.col], days[rows.row], numbers[rows.row], weights))
    story_of = {report: story for story in store.stories() for report in story.reports}
    told = sorted({story.id for story in story_of.values()})
    place = {id: index for index, id in enumerate(told)}
    of = np.array([place[story_of[report.id].id] for _, report in leads], dtype=np.int64)
    pairs, follows = found.compared
    many = np.bincount(np.delete(of, list(follows)), minlength=len(told))
    one, two = of[pairs.a], of[pairs.b]
    pair = np.minimum(one, two) * len(told) + np.maximum(one, two)
    apart, where = np.unique(pair[one != two], return_inverse=True)
    sums = np.bincount(where, np.rint(pairs.value[one != two] * MICRO), minlength=len(apart))
    one, two = apart // max(1, len(told)), apart % max(1, len(told))
    alike = np.round(sums / MICRO / (many[one] * many[two]), 9)
    use = alike >= settings.related
    columns = (one[use].tolist(), two[use].tolist(), alike[use].tolist())
    index.put_kin((told[a], told[b], value) for a, b, value in zip(*columns, strict=True))


def stem_keys(stems: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """The 64-bit keys of stems."""
    number = Vocabulary().number
    return np.array([number(stem) for stem in stems] or [0], dtype=np.uint64)

"""What a heap of input is made of, before any of it is kept: read, counted and let go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from tawatur.model import Drop, Furniture, Noun, Report
from tawatur.progress import Progress, silent
from tawatur.read import Notice, ReadOptions, Source, learned, made, opened, read
from tawatur.read.reports import body_lines
from tawatur.text.words import words

FREQUENT = 20  # lines of furniture listed


class Line(NamedTuple):
    """A line that is no part of the reports it stands in, as it was met first."""

    text: str
    rule: str  # why it is none
    reports: int  # it stands in
    report: str  # the input id of one of them


class Check(Noun, frozen=True):
    """What reading would make of the input."""

    items: int = 0  # found: `reports` + `versions` + dropped
    reports: int = 0
    versions: int = 0  # later texts of pages that are among the reports; what follows counts them, too
    dropped: dict[str, int] = msgspec.field(default_factory=dict)  # kind of reason → items
    drops: tuple[Drop, ...] = ()
    notices: dict[str, int] = msgspec.field(default_factory=dict)  # kind → what is worth knowing though nothing is lost
    encodings: dict[str, int] = msgspec.field(default_factory=dict)  # → reports; this and the next three, most first
    languages: dict[str, int] = msgspec.field(default_factory=dict)  # BCP 47, "" unknown → reports
    outlets: dict[str, int] = msgspec.field(default_factory=dict)  # name, "" unknown → reports
    days: dict[str, int] = msgspec.field(default_factory=dict)  # of publication (YYYY-MM-DD), in order → reports
    untimed: int = 0  # reports whose time of publication is not known
    furniture: tuple[Line, ...] = ()  # the most frequent lines of it

    @property
    def whole(self) -> bool:
        """Nothing vanished: every item would become a report or a version of one, or be dropped with a reason."""
        return self.items == self.reports + self.versions + sum(self.dropped.values())

    @property
    def share_untimed(self) -> float:
        """The share of reports and versions without a time of publication, 0..1."""
        texts = self.reports + self.versions
        return self.untimed / texts if texts else 0.0


def check(
    paths: str | Path | Iterable[str | Path],
    options: ReadOptions = ReadOptions(),  # noqa: B008  # frozen
    progress: Progress = silent,
    leave: Collection[Path] = (),
) -> Check:
    """What reading the paths would give, without keeping anything: what would be dropped and why, encodings, languages,
    outlets, days, and the furniture met most. Raises `InputError` for a path that does not exist."""
    listed = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    tally = _Tally(options)
    reports = tally.heard(read(listed, options, progress, tally.told, tally.made, leave))
    extra = learned(reports, options.settings)  # this runs the reading; short lines are all that is held
    return tally.check(extra)


class _Tally:
    """What is counted while the reports pass."""

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.drops: list[Drop] = []
        self.notices: Counter[str] = Counter()
        self.encodings: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.outlets: Counter[str] = Counter()
        self.days: Counter[str] = Counter()
        self.texts = 0  # reports and versions
        self._encoding = ""
        self._pages: set[str] = set()  # each is one report, whatever it said when
        self._lines: Counter[str] = Counter()  # key of a line → reports
        self._shown: dict[str, Line] = {}
        self._short: dict[str, tuple[str, dict[int, str]]] = {}  # report → its input id, short lines by their starts

    def told(self, notice: Notice) -> None:
        """Counts a notice."""
        self.notices[notice.kind] += 1

    def made(self, sources: Iterable[Source]) -> Iterator[tuple[Source, Report | Drop]]:
        """Each item with its report or drop; the encoding of each is remembered while it passes."""
        for source in sources:
            item = opened(source, self.options)
            self._encoding = "" if isinstance(item, Drop) else item.encoding
            yield source, made(item, self.options)

    def heard(self, results: Iterable[Report | Drop]) -> Iterator[Report]:
        """The reports, each counted."""
        for result in results:
            if isinstance(result, Drop):
                self.drops.append(result)
            else:
                self._count(result)
                yield result

    def _count(self, report: Report) -> None:
        self.texts += 1
        self._pages.add(report.one)
        self.encodings[self._encoding] += 1
        self.languages[report.language] += 1
        self.outlets[report.outlet_name or report.outlet.partition(":")[2]] += 1
        if report.published is not None:
            self.days[report.published.at.date().isoformat()] += 1
        self._count_lines(report.input_id, ((piece, piece.span.of(report.text)) for piece in report.furniture))
        most = self.options.settings.recurs_letters
        short = {span.start: span.of(report.text) for span in body_lines(report) if span.end - span.start <= most}
        self._short[report.id] = (report.input_id, short)

    def _count_lines(self, report: str, pieces: Iterable[tuple[Furniture, str]]) -> None:
        had = set()
        for piece, text in pieces:
            for line in filter(None, map(str.strip, text.splitlines())):
                key = " ".join(word.key for word in words(line)) or line
                if key not in had:
                    had.add(key)
                    self._lines[key] += 1
                    self._shown.setdefault(key, Line(line, piece.rule, 1, report))

    def check(self, extra: Mapping[str, tuple[object, ...]]) -> Check:
        """The account, with what the reports taught of each other."""
        for id, pieces in extra.items():
            report, short = self._short.get(id, ("", {}))
            cut = (piece for piece in pieces if isinstance(piece, Furniture))
            self._count_lines(report, ((piece, short.get(piece.span.start, "")) for piece in cut))
        frequent = sorted(self._lines, key=lambda key: (-self._lines[key], key))[:FREQUENT]
        return Check(
            items=self.texts + len(self.drops),
            reports=len(self._pages),
            versions=self.texts - len(self._pages),
            dropped=dict(sorted(Counter(drop.kind for drop in self.drops).items())),
            drops=tuple(self.drops),
            notices=dict(sorted(self.notices.items())),
            encodings=_most(self.encodings),
            languages=_most(self.languages),
            outlets=_most(self.outlets),
            days=dict(sorted(self.days.items())),
            untimed=self.texts - sum(self.days.values()),
            furniture=tuple(self._shown[key]._replace(reports=self._lines[key]) for key in frequent),
        )


def _most(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

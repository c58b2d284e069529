"""Statements: who said what, through whom, in one report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from tawatur.keys import statement_id
from tawatur.lang.pack import Pack
from tawatur.model import Report, Span, Statement
from tawatur.press import PressRow, outlet_of
from tawatur.statements.chains import Chains
from tawatur.statements.documents import Documents, whole
from tawatur.statements.frames import Framer
from tawatur.statements.lexicon import lexicon
from tawatur.statements.naming import Names
from tawatur.statements.openings import cutter
from tawatur.statements.scope import Scope
from tawatur.statements.uncued import Uncued
from tawatur.statements.view import View
from tawatur.statements.zones import Reader
from tawatur.text.fold import key

__all__ = ["statements"]


def statements(report: Report, pack: Pack) -> tuple[Statement, ...]:
    """The statements of a report in text order: attributed ones with their chains, and the rest as narrated.

    Furniture and the title make none. Every span is one of `report.text`.
    """
    view, reader, framer = reading(report, pack)
    if not view.words:
        return ()
    scoped = Scope(view, framer).scoped(framer.frames())
    names = Names(view, lexicon(pack), reader)
    chained = Uncued(framer, names).added(Chains(framer, names).statements(scoped))
    every = [*chained, *_narrated(view, chained)]
    documents = Documents(framer, names).found()
    if documents:
        every = whole(documents, every, names)
    return tuple(sorted(every, key=_PLACE))


def reading(report: Report, pack: Pack) -> tuple[View, Reader, Framer]:
    """The words of a report, and the readers of its source phrases and its cues."""
    view = View(report, cutter(pack))
    words = lexicon(pack)
    reader = Reader(view, words, _own(report))
    return view, reader, Framer(view, words, reader, pack)


def _own(report: Report) -> tuple[str, frozenset[str]]:
    """The registry key of the report's own outlet, and the folded names it goes by."""
    given = report.url or report.outlet_name or report.outlet
    row = outlet_of(given) if given else None
    return (row.key if row is not None else report.outlet), _called(report.outlet_name, row)


@lru_cache(maxsize=1024)
def _called(outlet: str, row: PressRow | None) -> frozenset[str]:
    """The folded names of an outlet: the one a report gives, and those of the registry."""
    given = (outlet,) if outlet else ()
    known = (*row.ar, *row.latin, *row.short, *row.plain) if row is not None else ()
    return frozenset(key(name) for name in (*given, *known))


def _narrated(view: View, said: Sequence[Statement]) -> list[Statement]:
    """What is left of each sentence when the attributed statements, their cues and sources are taken out."""
    spans = {span for one in said for span in (one.content, one.cue, *(link.mention for link in one.chain))}
    taken = sorted(span for span in spans if span is not None)
    out: list[Span] = []
    report = view.report
    reached = first = 0
    for sentence in view.sentences:
        at, end = max(sentence.span.start, reached), sentence.span.end
        while first < len(taken) and taken[first].start < end:
            span = taken[first]
            if span.start > at:
                _add_piece(view, at, span.start, out)
            at, first = max(at, span.end), first + 1
        reached = max(reached, at)
        if at < end:
            _add_piece(view, at, end, out)
    return [
        Statement(id=statement_id(report.id, "narrated", *one, (), -1), report=report.id, type="narrated", content=one)
        for one in out
    ]


def _add_piece(view: View, start: int, end: int, out: list[Span]) -> None:
    """Adds a left-over stretch, punctuation at its ends off, when it is long enough to assert anything."""
    if end - start < 2 * _SHORTEST - 1:
        return  # no room for so many words
    piece = view.text[start:end]
    bare = piece.lstrip(_EDGE)
    start += len(piece) - len(bare)
    bare = bare.rstrip(_EDGE)
    if bare.count(" ") >= _SHORTEST - 1:
        out.append(Span(start, start + len(bare)))


_EDGE = ' \t\n\u00a0.,\u060c\u061b;:\u2026-\u2013\u2014"\u00ab\u00bb\u201c\u201d'
_PLACE = attrgetter("content", "type")
_SHORTEST = 3  # words: fewer are a rest of a cue or a name, no assertion

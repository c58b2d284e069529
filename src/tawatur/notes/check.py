"""What a heap is made of before it is traced, told to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from tawatur.check import Check
from tawatur.interface import say
from tawatur.model import Drop
from tawatur.notes.words import quoted

FEW = 10  # outlets, days and languages shown unless all are asked for
EXAMPLES = 3  # dropped items shown of each kind


def check_note(check: Check, language: str = "en", *, all: bool = False) -> str:
    """The note on a check: what would be read and dropped, and of what. `all` leaves nothing out."""
    return "\n".join(_lines(check, language, all))


def _lines(check: Check, language: str, all: bool) -> Iterator[str]:
    yield say("check.items", language, items=check.items, reports=check.reports)
    if check.versions:
        yield say("summary.versions", language, many=check.versions)
    if check.dropped:
        yield from _dropped(check, language, all)
    if check.notices:
        kinds = " · ".join(f"{kind} {many}" for kind, many in check.notices.items())
        yield say("summary.notices", language, kinds=kinds)
    if not check.reports:
        return
    share = f"{100 * check.share_untimed:.1f}"
    yield say("check.untimed", language, reports=check.untimed, share=share)
    unknown = say("note.unknown", language)
    for code, counts in (
        ("check.encodings", check.encodings),
        ("check.languages", check.languages),
        ("check.outlets", check.outlets),
        ("check.days", check.days),
    ):
        if counts:
            yield ""
            yield say(code, language, many=len(counts))
            yield from _counted(counts, unknown, language, all)
    if check.furniture:
        yield ""
        yield say("check.furniture", language)
        for line in check.furniture:
            yield f"    {line.reports:>7,}  {quoted(line.text, longest=80)}  [{line.rule}]"


def _dropped(check: Check, language: str, all: bool) -> Iterator[str]:
    yield ""
    yield say("check.dropped", language, many=sum(check.dropped.values()))

    def kind(drop: Drop) -> str:
        return drop.kind

    for name, drops in groupby(sorted(check.drops, key=kind), key=kind):
        yield f"    {check.dropped[name]:>7,}  {name}"
        for number, drop in enumerate(drops):
            if number == EXAMPLES and not all:
                break
            told = drop.reason if drop.where in drop.reason else f"{drop.where}: {drop.reason}"
            yield f"             {quoted(told)}"
    yield ""


def _counted(counts: Mapping[str, int], unknown: str, language: str, all: bool) -> Iterator[str]:
    shown = list(counts.items()) if all else list(counts.items())[:FEW]
    for name, many in shown:
        yield f"    {many:>7,}  {quoted(name, longest=80) or unknown}"
    if len(counts) > len(shown):
        yield say("check.more", language, many=len(counts) - len(shown))

"""Scope: where, of whom, since when and as of when a figure holds, by what its clause names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from tawatur.model import Day, Name, Quantity, Span, Value

_STOP = re.compile("[!?\u061f\u061b\n\u2026]|\\.(?!\\d)")
_PAUSE = re.compile("[\u060c()]|,(?!\\d)")
_NEXT = 2  # letters between a figure and the demonym of the people it counts
LED = "led"  # ends the rule of a country that a word or letter leads to: "in Yemen", and no "Yemeni"


def scoped(found: list[Value], text: str, since: Sequence[str]) -> list[Value]:
    """The values of a text, in the order they stand, the figures among them with their scope; `since`: the words that
    open a count ("since")."""
    counted = [index for index, value in enumerate(found) if isinstance(value, Quantity) and value.unit]
    if not counted:
        return found
    stops = [match.start() for match in _STOP.finditer(text)]
    for index in counted:
        figure = found[index]
        if isinstance(figure, Quantity):
            sentence = _between(stops, figure.span, len(text))
            beside = _beside(found, index, sentence)
            found[index] = _scope(figure, beside, text, sentence, since)
    return found


def _between(stops: list[int], span: Span, end: int) -> Span:
    """The stretch between the stops round a span."""
    before, after = bisect_left(stops, span.start), bisect_left(stops, span.end)
    return Span(stops[before - 1] + 1 if before else 0, stops[after] if after < len(stops) else end)


def _beside(found: list[Value], index: int, sentence: Span) -> list[Value]:
    """The other values of the sentence of a value."""
    first = last = index
    while first and found[first - 1].span.start >= sentence.start:
        first -= 1
    while last + 1 < len(found) and found[last + 1].span.end <= sentence.end:
        last += 1
    return found[first:index] + found[index + 1 : last + 1]


def _scope(figure: Quantity, beside: list[Value], text: str, sentence: Span, since: Sequence[str]) -> Quantity:
    who, end = "", figure.span.end
    for value in beside:
        near = isinstance(value, Name) and value.kind == "country" and end - _NEXT * 4 <= value.span.start
        if near and isinstance(value, Name) and value.span.start <= end + _NEXT and not value.rule.endswith(LED):
            who = value.key
    clause = _clause(figure.span, text, sentence)
    inside = [value for value in beside if clause.start <= value.span.start and value.span.end <= clause.end]
    where = _places(inside) or _places(beside)
    days = [v for v in inside if isinstance(v, Day) and v.last] or [v for v in beside if isinstance(v, Day) and v.last]
    opened = _opened(text, clause, since)
    begun = min((day.first for day in days), default="?") if opened else ""
    as_of = max((day.last for day in days), default="") if not opened else ""
    if not (who or where or begun or as_of):
        return figure
    return msgspec.structs.replace(figure, where=where, who=who, since=begun, as_of=as_of)


def _clause(span: Span, text: str, sentence: Span) -> Span:
    """The part of a sentence between the commas round a span."""
    start, end = sentence
    for match in _PAUSE.finditer(text, sentence.start, sentence.end):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start()
            break
    return Span(start, end)


def _places(values: list[Value]) -> tuple[str, ...]:
    keys = {v.key for v in values if isinstance(v, Name) and (v.kind == "place" or v.rule.endswith(LED))}
    return tuple(sorted(keys))


def _opened(text: str, clause: Span, since: Sequence[str]) -> bool:
    """Whether a word that opens a count stands in a clause."""
    for word in since:
        at = text.find(word, clause.start, clause.end)
        if at >= 0 and not text[at - 1 : at].isalpha() and not text[at + len(word) : at + len(word) + 1].isalpha():
            return True
    return False

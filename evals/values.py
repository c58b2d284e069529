"""Typed values against gold of our own: figures, and days and times, in windows of real reports.

Each line of `values.jsonl` is a window of a report of `../shared/data` (offsets of its `text`) with every figure and
day in it, read by eye before any output of ours was: the words of the number or the time, low and high, bound, what is
counted (a unit of the table, or where the counted noun stands); first and last day, part of the day, clock. Set A has
been read for errors; set B has not.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tawatur.lang.pack import load
from tawatur.model import Day, Instant, Quantity, Span, Value
from tawatur.values import values

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"
SETS = ("A", "B")
_ENOUGH = 1e-4  # two figures that differ by less than this share are one: thirds are written out

Line = dict[str, Any]


def windows(name: str) -> Iterator[tuple[Line, Sequence[Value], Sequence[Value], str]]:
    """The lines of a set with the values read in their window, those of the whole report, and its text."""
    gold = [json.loads(line) for line in (HERE / "values.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {line["report"] for line in gold}
    records: dict[str, Line] = {}
    for path in sorted(DATA.glob("*/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            records.update({record["id"]: record for record in map(json.loads, lines) if record["id"] in wanted})
    pack = load()
    for line in gold:
        if line["set"] != name:
            continue
        record = records[line["report"]]
        said = record.get("published") or record.get("extracted")
        published = Instant(at=datetime.fromisoformat(said.replace("Z", "+00:00"))) if said else None
        found = values(record["text"], published, pack)
        window = Span(*line["window"])
        inside = [v for v in found if v.span.start < window.end and window.start < v.span.end]
        yield line, inside, found, record["text"]


def _touches(value: Value, span: Sequence[int]) -> bool:
    return value.span.start < span[1] and span[0] < value.span.end


def _near(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and abs(a - b) <= _ENOUGH * max(abs(a), abs(b)))


def right(value: Value, gold: Mapping[str, Any]) -> bool:
    """Whether a value says what the gold says. A bound or a unit of "?" may be read in more than one way."""
    if isinstance(value, Quantity) and gold["type"] == "quantity":
        return _figure(value, gold) and _unit(value, gold)
    if isinstance(value, Day) and gold["type"] == "day":
        if gold["first"] is not None and (value.first, value.last) != (gold["first"], gold["last"]):
            return False
        return value.part == gold["part"] and value.clock == gold["clock"]
    return False


def _figure(value: Quantity, gold: Mapping[str, Any]) -> bool:
    if gold["bound"] == "?":
        return _near(value.low if value.low is not None else value.high, gold["low"] or gold["high"])
    same = _near(value.low, gold["low"]) and _near(value.high, gold["high"])
    return same and value.bound == gold["bound"]


def _unit(value: Quantity, gold: Mapping[str, Any]) -> bool:
    if gold["unit"] == "?":
        return True
    if gold["unit"] == "thing":
        return bool(value.unit) and _touches(value, gold["noun"])
    return value.unit.split("/")[0] == gold["unit"]


def errors(name: str) -> Iterator[tuple[str, str, Line, Value | Line]]:
    """What is missed, wrong or too much in a set: the kind of error, the window's words, its line and the value."""
    for line, found, _, text in windows(name):
        words = text[slice(*line["window"])]
        left = list(found)
        for gold in line["values"]:
            met = next((v for v in left if _touches(v, gold["span"]) and right(v, gold)), None)
            if met is not None:
                left.remove(met)
            else:
                near = next((v for v in left if _touches(v, gold["span"]) and not isinstance(v, _OTHER)), None)
                yield "wrong" if near is not None else "missed", words, gold, near or gold
        for value in left:
            if _asserts(value) and not any(_touches(value, gold["span"]) for gold in line["values"]):
                yield "spurious", words, {}, value


_OTHER: tuple[type, ...] = ()


def _asserts(value: Value) -> bool:
    """Whether a value says something of its own: a bare number without unit or bound does not."""
    if isinstance(value, Quantity):
        return bool(value.unit) or value.bound not in ("exact",)
    return isinstance(value, Day)


def measured(name: str) -> dict[str, float]:
    """Precision and recall of figures and of days; a value counts when its type and all it says are right."""
    hits = dict.fromkeys(("quantity", "day"), 0)
    gold_count, made = dict(hits), dict(hits)
    for line, found, _, _ in windows(name):
        left = [v for v in found if isinstance(v, Quantity | Day)]
        for gold in line["values"]:
            gold_count[gold["type"]] += 1
            met = next((v for v in left if _touches(v, gold["span"]) and right(v, gold)), None)
            if met is not None:
                left.remove(met)
                hits[gold["type"]] += 1
                made[gold["type"]] += 1
        for value in left:
            near = any(_touches(value, gold["span"]) for gold in line["values"])
            if near or _asserts(value):
                made["day" if isinstance(value, Day) else "quantity"] += 1
    out = {}
    for kind, short in (("quantity", "figures"), ("day", "days")):
        out[f"{short}_p"] = hits[kind] / max(1, made[kind])
        out[f"{short}_r"] = hits[kind] / max(1, gold_count[kind])
    return out

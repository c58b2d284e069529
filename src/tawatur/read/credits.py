"""Who a report as a whole is credited to: the agency of its dateline, of its last words, of its byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from tawatur.keys import source_key
from tawatur.lang.pack import Pack, Row, load
from tawatur.model import Credit, Span
from tawatur.press import Press, press
from tawatur.press.names import readings
from tawatur.text.words import keys, words

SEVERAL = "agency:several"  # the source key of "agencies": somebody's text, nobody knows whose

_DASH = "\\-\u2010-\u2015\u2212\u0640"
# separators between the parts of a dateline or byline; a dash inside a word is none
_PART = re.compile(
    f"\\s*[:|/+,\u060c;()\\[\\]\u00ab\u00bb*]+\\s*|\\s+[{_DASH}]+\\s*|\\s*[{_DASH}]+\\s+|[{_DASH}]{{2,}}"
)
_DATELINE = re.compile(f"\\s*[:|/+,\u060c;()\\[\\]]+\\s*|\\s+[{_DASH}]+\\s*|\\s*[{_DASH}]+\\s+|[{_DASH}]{{2,}}")
_OPENING = re.compile(f"\\s*[:/]+\\s*|\\s+[{_DASH}]+\\s*|\\s*[{_DASH}]+\\s+|[{_DASH}]{{2,}}")
_OPENS = re.compile(f"[{_DASH}:/(]")  # one of these stands behind a dateline
_TIGHT = re.compile(f"[{_DASH}:/,\u060c()]+")
_BRACKET = re.compile(f"^[^.!\u061f\\n()]{{0,60}}\\(([^()\\n]{{2,40}})\\)\\s*(?P<dash>[{_DASH}:]+|\\s)", re.MULTILINE)
_TAIL_BRACKET = re.compile(r"[(\[]\s*([^()\[\]\n]{2,45})\s*[)\]]\s*[.\s\u200f\u200e]*$")
_QUOTES = '"\u00ab\u00bb\u201c\u201d'
_TAIL_QUOTED = re.compile(f"[.!\u061f\u2026]\\s*[{_QUOTES}]\\s*([^{_QUOTES}()\\n]{{2,30}})\\s*[{_QUOTES}][.\\s]*$")
_TAIL_WORDS = re.compile(
    '[.\u061f!\u2026"\u00bb\u201d)]\\s*[-\u2013*]?\\s*([^.\u061f!\\n()"\u00ab\u00bb\u201d]{2,40})[.\\s]*$'
)
_TAILS = ((_TAIL_BRACKET, "bracket"), (_TAIL_QUOTED, "quoted"), (_TAIL_WORDS, "last-words"))
_ENDED = re.compile("[.!\u061f\u2026][\"\u00bb\u201d')\\]]*$")
_PARTS = 4  # of a dateline, at most
_LINE = 120  # characters; a longer line is a paragraph
_UNKNOWN = 3  # words of a source that is only announced, at most
_WORDS = 5  # of one part, at most: a longer one is a sentence


class DatelineRow(Row, frozen=True):
    """A word that stands beside an agency's name."""

    role: Literal["several", "label", "filler"]


class Part(NamedTuple):
    """One part of a dateline: its words and where they stand."""

    start: int
    end: int
    words: str


@lru_cache(maxsize=4)
def _roles(pack: Pack) -> dict[str, DatelineRow]:
    rows = pack.rows("datelines", DatelineRow) if "datelines" in pack.tables() else ()
    return {" ".join(keys(phrase)): row for row in rows for phrase in row.words}


class Credits:
    """Reads the credits of reports with one pack and one press registry."""

    def __init__(self, pack: Pack, registry: Press, more: Mapping[str, str] | None = None) -> None:
        """`more`: folded names of publishers no registry knows, and their source keys."""
        self._roles = _roles(pack)
        self._press = registry
        self._more = more or {}

    def of(self, text: str, first: Sequence[Span], last: Span, author: str, outlet: str) -> tuple[Credit, ...]:
        """The credits of a report: `first` are its first two lines that are not furniture (the second counts when the
        first is as short as a byline), `last` is its last, `outlet` its own key, never a credit. One credit a source.
        """
        found: dict[str, Credit] = {}
        heads = list(self._dateline(text, first[0]))
        short = len(first) > 1 and first[0].end - first[0].start <= _LINE
        if short and len(keys(first[0].of(text))) <= _WORDS and not _ENDED.search(first[0].of(text)):
            heads.extend(self._dateline(text, first[1]))
        for credit in (*heads, *self._tail(text, last), *self._byline(author)):
            if not self._press.housed(credit.source, outlet):
                found.setdefault(credit.source, credit)
        return tuple(found.values())

    def at(self, words_of_line: str, place: str) -> Iterator[Credit]:
        """The credits of a first line (`dateline`) or a last one (`tail`), with spans into its words."""
        line = Span(0, len(words_of_line))
        return self._dateline(words_of_line, line) if place == "dateline" else self._tail(words_of_line, line)

    def standing(self, words_of_line: str) -> bool:
        """Whether a line is a dateline or byline of its own: short, and one of its parts a publisher or a desk."""
        parts = list(_parts(words_of_line, 0, _DATELINE))
        if len(keys(words_of_line)) > 9 or _ENDED.search(words_of_line) or len(parts) > _PARTS:
            return False
        return any(self._named(part.words) or self._role(part.words) for part in parts)

    def _named(self, name: str) -> tuple[str, str] | None:
        """The source key and rule of a publisher or of "agencies"; None when the words are neither."""
        role = self._role(name)
        if role is not None and role.role == "several":
            return SEVERAL, role.id
        first, _, last = name.rpartition(" ")
        ends = self._role(last.removeprefix("\u0648")) or self._role(last)
        if first and ends is not None and ends.role == "several" and len(first.split()) <= 2:
            return SEVERAL, ends.id  # the outlet "and agencies"
        row = self._press.credited(name) if 0 < len(name.split()) <= _WORDS + 1 else None
        if row is None and self._more:
            known = {self._more[core] for reading in readings(name) for core in reading.cores if core in self._more}
            return (known.pop(), "corpus") if len(known) == 1 else None
        return (row.key, "press") if row is not None else None

    def _role(self, name: str) -> DatelineRow | None:
        return self._roles.get(" ".join(keys(name)))

    def _credit(self, part: Part, place: Literal["dateline", "tail", "byline"], rule: str) -> Credit | None:
        named = self._named(part.words)
        if named is None:
            return None
        source, how = named
        span = Span(part.start, part.end) if place != "byline" else None
        return Credit(name=part.words, source=source, place=place, span=span, rule=f"{rule}:{how}")

    def _dateline(self, text: str, line: Span) -> Iterator[Credit]:
        head = text[line.start : min(line.end, line.start + 120)]
        whole = line.end - line.start == len(head)
        if whole and len(keys(head)) <= 9 and not _ENDED.search(head):
            shown, rule = list(_parts(head, line.start, _DATELINE)), "line"  # a dateline on a line of its own
        elif not _OPENS.search(head):
            return  # a sentence, as most first lines are
        else:
            shown, rule = list(_parts(head, line.start, _OPENING))[:-1], "opening"  # the last part is the sentence
        if _BRACKET.match(head):
            for part in bracketed(head, line.start):
                credit = self._credit(part, "dateline", "bracket")
                if credit:
                    yield credit
            return
        for part in shown[:_PARTS]:
            if len(part.words.split()) > _WORDS:
                return
            credit = self._credit(part, "dateline", rule)
            if credit:
                yield credit

    def _tail(self, text: str, line: Span) -> Iterator[Credit]:
        words_of_line = line.of(text)
        short = len(words_of_line) <= _LINE
        if short and len(keys(words_of_line)) <= 10 and not _ENDED.search(words_of_line.rstrip(".")):
            yield from self._tail_line(words_of_line, line.start)
            return
        for pattern, rule in _TAILS:
            match = pattern.search(words_of_line, max(0, len(words_of_line) - 80))
            if match:
                parts = [part for part in _parts(match.group(1), line.start + match.start(1)) if part.words]
                credits_ = [self._credit(part, "tail", rule) for part in parts]
                labelled = bool(parts) and _is_label(self._role(parts[0].words))
                if rule == "bracket" and self._named_before(words_of_line[: match.start()]):
                    continue  # the bracket explains a name: "quoted the Saudi agency (SPA)"
                if credits_ and all(credits_[labelled:]):  # every part is a source, or it is a sentence's own bracket
                    yield from (credit for credit in credits_ if credit)
                    return

    def _named_before(self, before: str) -> bool:
        """Whether the last words before a bracket name a publisher."""
        last = before.split()[-_WORDS:]
        return any(self._press.resolve(" ".join(last[index:])) is not None for index in range(len(last)))

    def _tail_line(self, line: str, start: int) -> Iterator[Credit]:
        """The credits of a last line of its own: nothing but sources, with or without a label."""
        parts = [bare for part in _parts(line, start) for bare in self._unlabelled(part)]
        before, colon, _ = line.partition(":")
        labelled = bool(colon) and _is_label(self._role(before))
        credits_ = [self._credit(part, "tail", "line") for part in parts]
        if labelled and all(len(keys(part.words)) <= _UNKNOWN for part in parts):
            # announced as the source: a name counts though no registry knows it
            credits_ = [credit or _announced(part) for part, credit in zip(parts, credits_, strict=True)]
        if parts and all(credits_):
            yield from (credit for credit in credits_ if credit)

    def _unlabelled(self, part: Part) -> list[Part]:
        """The part without a label in front; nothing when it is only a label or a desk."""
        tokens = words(part.words)
        for count in (3, 2, 1):
            if len(tokens) >= count and " ".join(token.key for token in tokens[:count]) in self._roles:
                role = self._roles[" ".join(token.key for token in tokens[:count])]
                if role.role == "several":
                    continue
                if len(tokens) == count:
                    return []
                at = tokens[count].start
                return [Part(part.start + at, part.end, part.words[at:])]
        return [part]

    def _byline(self, author: str) -> Iterator[Credit]:
        credits_ = [
            credit
            for separator in (_PART, _TIGHT)  # parts may be glued together with bare dashes
            for part in _parts(author, 0, separator)
            for name in self._unlabelled(part)
            if (credit := self._credit(name, "byline", "author"))
        ]
        yield from credits_


def _announced(part: Part) -> Credit:
    """The credit of a publisher no registry knows."""
    source = source_key("outlet", part.words)
    return Credit(name=part.words, source=source, place="tail", span=Span(part.start, part.end), rule="line:label")


def bracketed(head: str, start: int = 0) -> tuple[Part, ...]:
    """The parts of the bracket a dateline ends with, before a dash or behind one; none when the line opens otherwise.
    `start` is where the line stands."""
    bracket = _BRACKET.match(head)
    if not bracket:
        return ()
    before = head[: bracket.start(1) - 1].strip()
    if bracket.group("dash").strip() or not before or before[-1] in "-\u2013\u2014:":
        return tuple(_parts(bracket.group(1), start + bracket.start(1)))
    return ()


def _is_label(row: DatelineRow | None) -> bool:
    return row is not None and row.role == "label"


def _parts(words_of_line: str, start: int, separator: re.Pattern[str] = _PART) -> Iterator[Part]:
    """The parts of a dateline or byline between its separators, with their places; empty ones left out."""
    at = 0
    for match in separator.finditer(words_of_line):
        yield from _part(words_of_line, at, match.start(), start)
        at = match.end()
    yield from _part(words_of_line, at, len(words_of_line), start)


def _part(words_of_line: str, first: int, last: int, start: int) -> Iterator[Part]:
    stretch = words_of_line[first:last]
    bare = stretch.strip(" \t\u00a0\u200f\u200e.*\"\u201c\u201d\u2019'")
    if bare:
        at = first + stretch.index(bare)
        yield Part(start + at, start + at + len(bare), bare)


def fires(text: str) -> set[str]:
    """The ids of the rows of the table `datelines` that a page's first or last line is read with."""
    pack = load("ar")
    reader = Credits(pack, press())
    page = [line for line in text.split("\n") if line.strip()]
    found: set[str] = set()
    for line, place in ((page[0], "dateline"), (page[-1], "tail")):
        span = Span(0, len(line))
        read = reader._dateline(line, span) if place == "dateline" else reader._tail(line, span)
        if any(True for _ in read):
            for part in _parts(line, 0):
                role = reader._role(part.words)
                if role is not None:
                    found.add(role.id)
    return found

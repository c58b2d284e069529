"""What the page says: every sentence in both languages side by side, one of them shown; names and figures isolated."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from markupsafe import Markup

from tawatur.interface import LANGUAGES, Fill, codes, direction, pieces, say
from tawatur.model import Evidence, Instant, Report, Span
from tawatur.text.sentences import INSIDE, beside

_SPACE = re.compile(r"\s+")
_CODES = frozenset(codes())


def both(code: str, /, **fills: Fill) -> Markup:
    """The sentence of a code in both languages, each in a span that the page shows or hides; fills in `<bdi>`."""
    return _both(code, tuple(sorted(fills.items())))


@lru_cache(maxsize=8192)
def _both(code: str, fills: tuple[tuple[str, Fill], ...]) -> Markup:
    # plain strings, escaped by hand: Markup.format takes ten times as long, and a page has thousands of sentences
    said = ((language, direction(language), _isolated(code, language, fills)) for language in LANGUAGES)
    return Markup("".join(f'<span class="{one}" lang="{one}" dir="{way}">{words}</span>' for one, way, words in said))


def _isolated(code: str, language: str, fills: tuple[tuple[str, Fill], ...]) -> str:
    said = ((escape(piece.text), piece.filled) for piece in pieces(code, language, **dict(fills)))
    return "".join(f"<bdi>{text}</bdi>" if filled else text for text, filled in said)


def spoken(code: str) -> bool:
    """Whether the catalogue has a sentence for a code."""
    return code in _CODES


def plain(code: str, language: str, /, **fills: Fill) -> str:
    """The sentence in one language, for places where no markup can stand (titles of the page, tooltips)."""
    return say(code, language, **fills)


def one_line(text: str, longest: int = 0) -> str:
    """Text on one line, cut at the end of a word when it is longer than `longest` letters (0: never)."""
    words = _SPACE.sub(" ", text).strip()
    if not longest or len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0] + " …"


def quoted(report: Report, span: Span, longest: int = 0) -> str:
    """The words of a span on one line."""
    return one_line(span.of(report.text), longest)


def in_its_sentence(report: Report, wording: Evidence) -> str:
    """The words a claim is shown by, between brackets in their sentence where they cannot be read alone."""
    span, words = wording.span, quoted(report, wording.span, 400)
    inside = wording.rule == INSIDE or span.end - span.start < _SAYS_LITTLE
    before, after = beside(report, span, _BESIDE) if inside else ("", "")
    return one_line(f"{before}[{words}]{after}") if before or after.strip(" .") else words


_SAYS_LITTLE = 40  # letters: fewer say little without their sentence
_BESIDE = 90  # letters of the sentence shown on each side of the brackets


def title_of(report: Report) -> str:
    """The report's title, or its first words."""
    if report.title is not None and report.title.end > report.title.start:
        return quoted(report, report.title, 160)
    return one_line(report.text[:400], 90)


def outlet_of(report: Report) -> str:
    """The outlet's name, "" when it is unknown."""
    return report.outlet_name or report.outlet.partition(":")[2]


def time_of(instant: Instant | None) -> str:
    """A time as YYYY-MM-DD with the hour when it is known, "" when there is none."""
    if instant is None:
        return ""
    return instant.at.strftime("%Y-%m-%d" if instant.precision == "day" else "%Y-%m-%d %H:%M")


def both_texts(code: str, *, x: float, y: float, kind: str) -> str:
    """The sentence of a code as two SVG texts in one place, one for each language."""
    said = ((language, escape(say(code, language))) for language in LANGUAGES)
    return "".join(
        f'<text class="{kind} {one}" x="{x:.0f}" y="{y:.1f}" lang="{one}">{words}</text>' for one, words in said
    )

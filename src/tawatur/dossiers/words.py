"""What the page says: every sentence in both languages side by side, one of them shown; names and figures isolated."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from tawatur.interface import LANGUAGES, Fill, codes, direction, pieces, say
from tawatur.model import Instant, Report, Span

_SPACE = re.compile(r"\s+")
_CODES = frozenset(codes())


def both(code: str, /, **fills: Fill) -> Markup:
    """The sentence of a code in both languages, each in a span that the page shows or hides; fills in `<bdi>`."""
    return Markup("").join(
        Markup('<span class="{0}" lang="{0}" dir="{1}">{2}</span>').format(
            language, direction(language), _isolated(code, language, fills)
        )
        for language in LANGUAGES
    )


def _isolated(code: str, language: str, fills: Mapping[str, Fill]) -> Markup:
    out = Markup("")
    for piece in pieces(code, language, **fills):
        out += Markup("<bdi>{}</bdi>").format(piece.text) if piece.filled else escape(piece.text)
    return out


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


def both_texts(code: str, *, x: float, y: float, kind: str) -> Markup:
    """The sentence of a code as two SVG texts in one place, one for each language."""
    return Markup("").join(
        Markup('<text class="{} {}" x="{:.0f}" y="{:.1f}" lang="{}">{}</text>').format(
            kind, language, x, y, language, say(code, language)
        )
        for language in LANGUAGES
    )

"""Items to reports: normal text, title, furniture, blocks, credits, outlet, language."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

import msgspec

from tawatur.keys import report_id, source_key
from tawatur.lang.detect import language
from tawatur.lang.pack import Pack, load
from tawatur.model import Credit, Drop, Furniture, Report, Span
from tawatur.press import Press, press
from tawatur.press.registry import host
from tawatur.read.addresses import page_key
from tawatur.read.blocks import SHAPED, blocks, title_line
from tawatur.read.credits import Credits
from tawatur.read.furniture import NONE, apart, beside_title, furniture, lines, untouched
from tawatur.read.links import Line
from tawatur.read.normal import normal
from tawatur.read.options import Item, ReadOptions
from tawatur.read.shapes import Shape, of_markup
from tawatur.read.stamps import address, day_of_address, stamp, stamp_of_page

_BETWEEN = "\n\n"  # between a title from a separate field and the text


class Desk:
    """What reports are made with: one pack, one press registry, one set of options."""

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.pack: Pack = load(options.language)
        self.press: Press = press(options.press)
        self.credits = Credits(self.pack, self.press)

    def report(self, item: Item) -> Report | Drop:
        """The report an item makes, or the drop with its reason when nothing is left to report."""
        body, shifts = normal(item.text, markup=item.markup)
        if not body.strip():
            return Drop(where=item.where, reason="The text is empty.", kind="empty")
        head = normal(unescape(unescape(item.title)))[0].strip() if item.title else ""
        text, start, title = body, 0, None
        shapes = of_markup(body, item.text) if item.markup else item.shapes
        if head:
            start = len(head) + len(_BETWEEN)
            text, title = head + _BETWEEN + body, Span(0, len(head))
            shifts = tuple(
                msgspec.structs.replace(shift, span=Span(shift.span.start + start, shift.span.end + start))
                for shift in shifts
            )
        page = lines(text, start)
        known = NONE
        if len(shapes) == len(page):
            known = {line.start: shape for line, shape in zip(page, shapes, strict=True)}
        more = beside_title(text, page, title, self.pack, self._is_publisher) if title is not None else ()
        cut = furniture(text, page, self.pack, known, more)
        if title is None:
            title = title_line(text, page, cut)
            if title is not None and self.credits.standing(title.of(text)):
                title = None
            if title is not None:
                cut = apart((*cut, *beside_title(text, page, title, self.pack, self._is_publisher)))
        url = item.url or (address(text, cut) if item.plain else "")
        published = item.published
        if published is None:
            published = stamp_of_page(item.stamp, self.pack) or stamp(text, cut, self.pack) or day_of_address(url)
        outlet, name = self._outlet(item, url)
        report = Report(
            id=report_id(outlet, url, item.id or item.where, text),
            input_id=item.id or item.where,
            path=item.path,
            text=text,
            title=title,
            outlet=outlet,
            outlet_name=name,
            url=url,
            author=unescape(item.author),
            section=" ".join(unescape(item.section).split()),
            language=language(body, self.options.settings.language_letters),
            published=published,
            modified=item.modified,
            captured=item.captured,
            shifts=shifts,
            digest=item.digest,
            page=page_key(outlet, url),
        )
        every = [*lines(head), *page] if head else page
        return self._made(report, every, cut, bool(head), known)

    def _made(
        self,
        report: Report,
        page: list[Line],
        cut: tuple[Furniture, ...],
        headed: bool,
        shapes: Mapping[int, Shape],
    ) -> Report | Drop:
        """The report with its furniture, blocks and credits; a drop when furniture is all it has."""
        pieces = blocks(report.text, page, report.title, cut, shapes)
        told = [block.span for block in pieces if block.kind not in ("furniture", "title")]
        if not told:
            if report.title is None or not headed:
                return Drop(where=report.input_id, reason="The page holds nothing but furniture.", kind="furniture")
            told = [report.title]
        found = self.credits.of(report.text, told[:2], told[-1], report.author, report.outlet)
        return msgspec.structs.replace(report, furniture=cut, blocks=pieces, credits=found)

    def _is_publisher(self, name: str, bar: bool) -> bool:
        """Whether a name behind a title is a publisher's; behind a bar an everyday word may be one too, behind a dash
        it is a place as likely."""
        return (self.press.outlet(name) if bar else self.press.resolve(name)) is not None

    def _outlet(self, item: Item, url: str) -> tuple[str, str]:
        """The outlet's key ("" when unknown) and its name."""
        given = item.outlet or self.options.outlet
        row = self.press.outlet(given) if given else None
        site = self.press.by_url(url) if url else None
        if site is not None and (row is None or self.press.housed(row.key, site.key)):
            row = site  # the address knows which edition it is
        if row is not None:
            return row.key, row.name
        name = given or host(url)
        return source_key("outlet", name) if name else "", name


def furnished(report: Report, extra: tuple[Furniture | Credit, ...]) -> Report:
    """The report with more furniture and credits: blocks tiled anew, id and text unchanged. A learned credit takes the
    place of one that stood on the same words."""
    if not extra:
        return report
    learned = tuple(piece for piece in extra if isinstance(piece, Credit))
    if learned:
        kept_credits = tuple(
            credit
            for credit in report.credits
            if not any(credit.span and new.span and credit.span.overlap(new.span) for new in learned)
        )
        sources = {credit.source for credit in kept_credits}
        news = tuple(credit for credit in learned if credit.source not in sources)
        report = msgspec.structs.replace(report, credits=(*kept_credits, *news))
    furniture = (piece for piece in extra if isinstance(piece, Furniture))
    every = sorted((*report.furniture, *furniture), key=lambda piece: (piece.span.start, -piece.span.end, piece.rule))
    known: dict[int, Shape] = {block.span.start: shape for block in report.blocks if (shape := SHAPED.get(block.kind))}
    kept: list[Furniture] = []
    for piece in every:
        if not kept or piece.span.start >= kept[-1].span.end:
            kept.append(piece)
        elif piece.span.end > kept[-1].span.end:
            kept.append(Furniture(span=Span(kept[-1].span.end, piece.span.end), rule=piece.rule))
    cut = tuple(kept)
    pieces = blocks(report.text, lines(report.text), report.title, cut, known)
    return msgspec.structs.replace(report, furniture=cut, blocks=pieces)


def body_lines(report: Report) -> list[Span]:
    """The lines of a report that are neither title nor furniture."""
    marked = [piece.span for piece in report.furniture] + ([report.title] if report.title else [])
    return [Span(*line) for line in untouched(lines(report.text), marked)]

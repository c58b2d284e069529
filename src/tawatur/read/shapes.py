"""What the lines of a page's text were on the page: headings, entries of lists, captions, links, entries of a log.

The extractor gives words and drops the page around them; its tree and the page's own tell again what each line was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice
from typing import Any, Literal

Shape = Literal["", "heading", "list", "quote", "caption", "entry", "link", "linked-heading"]
"""What a line was; "" a paragraph, or unknown. A link is a line that was nothing else."""

_TAGS: dict[str, Shape] = {"head": "heading", "item": "list", "quote": "quote", "code": "quote", "row": "list"}
_BEFORE, _BEHIND = "-*\u2022|> \t\n", "| \t\n"  # marks round a line that the extractor or the page writes
# what stands in the HTML of pages that have such elements, where they are, and the shape of their lines
_OWN: tuple[tuple[str, str, Shape], ...] = (
    ("<h", "//h1|//h2|//h3|//h4|//h5|//h6", "heading"),
    ("<li", "//li", "list"),
    ("<blockquote", "//blockquote|//blockquote//p", "quote"),
    ("caption", "//figcaption|//*[contains(@class, 'caption')]", "caption"),
)
_ENTRIES = (
    "//*[@itemprop='liveBlogUpdate']|//*[contains(@itemtype, 'BlogPosting')]//*[contains(@itemtype, 'BlogPosting')]"
)
_SHAPED = re.compile("<(?:h[1-6]|li|blockquote|figcaption|a)\\b|caption", re.IGNORECASE)
_LINK = re.compile("<a\\s[^<>]{0,2000}>(.{0,1000}?)</a", re.DOTALL | re.IGNORECASE)
_TAG = re.compile("<[^<>]*>")
_NEAR = 300  # characters in front of a link
_HEADING = re.compile("<(/?)h[1-6]", re.IGNORECASE)
_MARKS = "-*\u2022| \t\r\n"  # may stand between a tag and a link
_LOGGED = re.compile("entry|update|post", re.IGNORECASE)  # in the classes of entries of logs
_UP = 4  # elements between a time and the entry it is the time of
_FEW = 3  # entries that make a log
_OPENING = 48  # letters by which the first line of an entry is known again
_TEASER_WORDS = 60  # of a link that holds a headline and the first sentences of its report
LEAST_WORDS, MOST_WORDS = 5, 18  # of the headline of another report
_MOST = 4000  # elements of one kind that are looked at


def shapes(text: str, body: Any, tree: Any, html: str, updates: Sequence[str]) -> tuple[Shape, ...]:
    """The shape of every line of `text` that holds more than white space, in order.

    `body` is the extractor's tree, None where the text is the page's own; `tree` is the page's, both of lxml, and
    `html` what it was made of; `updates` are the first words of the entries of a live blog, as far as the page's data
    tell them.
    """
    lines = [_bare(line) for line in text.split("\n") if line.strip()]
    kinds = dict(_tagged(body)) if body is not None else {}
    for mark, path, shape in _OWN[-1:] if body is not None else _OWN:
        if mark in html:  # asking for what is not there costs as much as what is
            kinds.update(dict.fromkeys(_texts(tree, path), shape))
    out: list[Shape] = [kinds.get(line, "") for line in lines]
    first = {words[:_OPENING] for words in (*map(_bare, updates), *_entries(tree, html))}
    if first:
        out = ["entry" if line[:_OPENING] in first else shape for line, shape in zip(lines, out, strict=True)]
    teased = bool(lines) and _in_link(html, lines[-1])  # blurbs of other reports that are links may be sentences
    asked = [at for at, shape in enumerate(out) if shape in ("", "heading") and may_link(lines[at], teased)]
    if asked:
        links: dict[str, bool] = {}
        for words, heading in _links(html, min(len(lines[at]) for at in asked)):
            links[words] = links.get(words, False) or heading
        for at in asked:
            if lines[at] in links and (links[lines[at]] or not out[at]):
                out[at] = "linked-heading" if out[at] else "link"
    return tuple(out)


def of_markup(text: str, markup: str) -> tuple[Shape, ...]:
    """The shape of every line of a text that was taken out of this markup, as from `shapes`."""
    if not _SHAPED.search(markup):
        none: Shape = ""
        return (none,) * sum(1 for line in text.split("\n") if line.strip())
    from lxml.html import HTMLParser, fromstring  # only when there is markup

    parser = HTMLParser(encoding="utf-8", default_doctype=False, remove_comments=True, remove_pis=True)
    return shapes(text, None, fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser=parser), markup, ())


def _tagged(body: Any) -> Iterator[tuple[str, Shape]]:
    """The lines of the extractor's elements, and their shapes."""
    for element in body.iter(*_TAGS):
        shape = _TAGS[element.tag]
        if element.tag == "row" and len(element) < 2:
            continue  # one cell: a table that only lays the page out
        words = element.text or "" if next(element.iter("list"), None) is not None else "".join(element.itertext())
        for line in words.split("\n"):
            if line.strip():
                yield _bare(line), shape
        if shape == "quote":
            for inner in element:
                yield _bare("".join(inner.itertext())), shape


def _texts(tree: Any, path: str) -> Iterator[str]:
    return filter(None, (_bare(content(element)) for element in tree.xpath(path)[:_MOST]))


def content(element: Any) -> str:
    """The words of an element and of all in it, as they stand."""
    return "".join(element.itertext())


def _links(html: str, least: int) -> Iterator[tuple[str, bool]]:
    """The words of the links of a page that have so many characters and stand in no sentence, and whether they are a
    heading. Out of the HTML itself: of hundreds of links the few long ones are looked at, at a tenth of what asking the
    tree costs."""
    for link in _LINK.finditer(html):
        if link.end(1) - link.start(1) >= least:
            before = html[max(link.start() - _NEAR, 0) : link.start()]
            if before.rstrip(_MARKS)[-1:] in ("", ">", ";"):
                headings = _HEADING.findall(before)  # the slash of each: none in the last when it is still open
                inside = headings[-1:] == [""] or _HEADING.search(link[1]) is not None
                yield _bare(unescape(_TAG.sub("", link[1]))), inside


def _entries(tree: Any, html: str) -> list[str]:
    """The first words of the entries of a log: what is marked so, or elements side by side that each bear a time."""
    marked = tree.xpath(_ENTRIES) if "liveBlogUpdate" in html or "BlogPosting" in html else []
    if len(marked) < _FEW:
        if html.count("<time") < _FEW:
            return []
        times = list(islice(tree.iter("time"), _MOST + 1))
        if not _FEW <= len(times) <= _MOST:
            return []
        marked = [found for element in times if (found := _holder(element)) is not None]
        classes = {element.get("class") or element.tag for element in marked}
        if len(marked) < _FEW or len(classes) != 1:
            return []
    return [words for element in marked[:_MOST] for words in _first_words(element)]


def _holder(element: Any) -> Any:
    """The nearest element round a time that an entry of a log may be; None when there is none."""
    for at in islice(element.iterancestors(), _UP):
        if at.tag in ("body", "html", "main"):
            return None
        if at.tag in ("article", "li", "section") or _LOGGED.search(at.get("class") or ""):
            return at
    return None


def _first_words(element: Any) -> Iterator[str]:
    for tag in ("h1", "h2", "h3", "h4", "p"):
        found = next(element.iter(tag), None)
        if found is not None and (words := _bare(content(found))):
            yield words
            return


def may_link(line: str, teased: bool = False) -> bool:
    """Whether a line, one space between its words, may be the headline of another report: of so many words, and no
    finished sentence; with `teased` it may be its first sentences, too."""
    words = line.count(" ") + 1
    if teased:
        return LEAST_WORDS <= words <= _TEASER_WORDS
    return LEAST_WORDS <= words <= MOST_WORDS and not line.endswith((".", ":"))


def _in_link(html: str, line: str) -> bool:
    """Whether the last place of a line's first words in its page is inside a link."""
    at = html.rfind(line[:_OPENING])
    before = html[max(at - _NEAR, 0) : at] if at > 0 else ""
    return before.rfind("<a") > before.rfind("</a")


def _bare(line: str) -> str:
    return " ".join(line.split()).lstrip(_BEFORE).rstrip(_BEHIND)

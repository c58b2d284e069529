"""What a page says about itself: JSON-LD, meta and link elements, time elements, each with where it was found."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

import msgspec

from tawatur.model import Instant
from tawatur.read.shapes import content
from tawatur.read.stamps import day_of_address
from tawatur.read.times import instant

_NEWS = (
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "WebPage",
    "AnalysisNewsArticle",
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "sailthru.date", "parsely-pub-date", "publish-date",
    "article.published", "cxenseparse:recs:publishtime", "last_published",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_MARKED = "//*[(self::span or self::div or self::p) and @content or @itemprop='datePublished']"
_HEADING = re.compile(r"<h1\b[^>]*>(.{0,2000}?)</h1>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"</?(?:div|p|br|li|ul|h\d|header|footer|section|table|tr|td)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|<script\b.*?</script>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_BELOW, _STAMP = 4000, 90  # characters below the headline, and of one line there that is no paragraph yet
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says about itself; "" and None where it is silent."""

    title: str = ""
    outlet: str = ""
    url: str = ""
    author: str = ""
    language: str = ""
    section: str = ""
    published: Instant | None = None
    modified: Instant | None = None
    updates: tuple[str, ...] = ()  # the first words of the entries of a live blog


def metadata(tree: Any, html: str, url: str = "") -> Metadata:
    """The metadata of a page, whose tree (of lxml) was made of `html`. JSON-LD speaks before meta elements, they before
    time elements and the address."""
    told: dict[str, list[Any]] = {"html": [], "meta": [], "script": [], "link": []}
    for element in tree.iter(*told):
        told[element.tag].append(element)
    metas = _metas(told["meta"])
    articles = sorted(_articles(told["script"]), key=_rank)
    data = articles[0] if articles else {}
    address = url or metas.get("og:url", "") or _canonical(told["link"]) or _word(data.get("url"))
    if not re.match(r"https?://", address):
        address = url
    published = (
        _time(_word(data.get("datePublished")), "json-ld")
        or _first_time(metas, _PUBLISHED)
        or (_first_time(_marked(tree), _PUBLISHED) if _may_mark(html) else None)
        or (_time_tag(tree) if "<time" in html else None)
        or day_of_address(address)
    )
    modified = _time(_word(data.get("dateModified")), "json-ld") or _first_time(metas, _MODIFIED)
    outlet = metas.get("og:site_name", "") or _word(data.get("publisher"))
    return Metadata(
        title=_title(tree, metas, data),
        outlet=outlet,
        url=address,
        author=_word(data.get("author")) or next((metas[name] for name in _AUTHOR if metas.get(name)), ""),
        language=(told["html"][0].get("lang") or "") if told["html"] else "",
        section=metas.get("article:section", "") or _word(data.get("articleSection")),
        published=published,
        modified=modified,
        updates=tuple(_updates(articles)),
    )


def _updates(articles: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """The headlines, or else the words, of the entries of a live blog."""
    for article in articles:
        entries = article.get("liveBlogUpdate")
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                words = _word(entry.get("headline")) or _word(entry.get("articleBody"))
                if words:
                    yield words


def _title(tree: Any, metas: Mapping[str, str], data: Mapping[str, object]) -> str:
    """The headline: what the page calls so, else its only first heading, else its title element."""
    for words in (_word(data.get("headline")), metas.get("og:title", ""), metas.get("twitter:title", "")):
        if words:
            return " ".join(unescape(words).split())
    headings = list(tree.iter("h1"))
    words = content(headings[0]) if len(headings) == 1 else ""
    return " ".join((words.strip() or next(map(content, tree.iter("title")), "")).split())


def _metas(metas: Sequence[Any]) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in metas:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        words = (meta.get("content") or "").strip()
        if name and words:
            out.setdefault(name.lower(), words)
    return out


def _may_mark(html: str) -> bool:
    """Whether elements of the body may have data of their own: asking the tree costs more than looking."""
    return "itemprop" in html or html.find(" content=", max(html.find("</head"), 0)) > 0


def _marked(tree: Any) -> dict[str, str]:
    """What elements of the body say in data of their own (microdata, RDFa)."""
    out: dict[str, str] = {}
    for element in tree.xpath(_MARKED):
        name = element.get("itemprop") or element.get("property") or ""
        words = (element.get("content") or element.get("datetime") or "").strip()
        if words:
            out.setdefault(name.lower().replace("dc:", "dc."), words)
    return out


def below_title(html: str, title: str) -> str:
    """The short lines between the headline of a page and its first paragraph: where a stamp in words stands; "" when
    no first-order heading is the headline."""
    for heading in _HEADING.finditer(html):
        words = _words(heading[1])
        if words and (words in title or title in words):
            lines = (_words(line) for line in _BREAK.split(html[heading.end() : heading.end() + _BELOW]))
            short = itertools.takewhile(lambda line: len(line) < _STAMP, lines)
            return "\n".join(line for line in short if line)
    return ""


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _canonical(links: Sequence[Any]) -> str:
    return next((link.get("href") or "" for link in links if link.get("rel") == "canonical"), "")


def _articles(scripts: Sequence[Any]) -> Iterator[Mapping[str, object]]:
    """Every JSON-LD object of an article kind, also inside lists and graphs; broken scripts are passed over."""
    for script in scripts:
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        words = _COMMENT.sub("", script.text or "").strip()
        try:
            found = msgspec.json.decode(words)
        except (msgspec.DecodeError, RecursionError, ValueError):
            try:  # raw line breaks inside strings, the commonest fault
                found = msgspec.json.decode(re.sub(r"[\x00-\x1f]+", " ", words))
            except (msgspec.DecodeError, RecursionError, ValueError):
                continue
        yield from _inner(found, 0)


def _inner(found: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > 4:
        return
    if isinstance(found, list):
        for item in found:
            yield from _inner(item, depth + 1)
    elif isinstance(found, dict):
        kinds = found.get("@type")
        if any(kind in _NEWS for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield found
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if name in found:
                yield from _inner(found[name], depth + 1)


def _rank(found: Mapping[str, object]) -> tuple[bool, bool]:
    """Articles before pages, dated ones before the rest."""
    return found.get("@type") == "WebPage", "datePublished" not in found


def _word(value: object) -> str:
    if isinstance(value, str):
        return unescape(value).strip()
    if isinstance(value, list):
        return ", ".join(word for word in map(_word, value) if word)
    if isinstance(value, dict):
        return _word(value.get("name"))
    return ""


def _time(words: str, found: str) -> Instant | None:
    at = instant(words, found) if words else None
    # the first of January to the day is what extractors and templates write when they do not know
    unknown = at is not None and at.precision == "day" and (at.at.month, at.at.day) == (1, 1)
    return None if unknown else at


def _first_time(metas: Mapping[str, str], names: tuple[str, ...]) -> Instant | None:
    for name in names:
        at = _time(metas.get(name, ""), "meta")
        if at is not None:
            return at
    return None


def _time_tag(tree: Any) -> Instant | None:
    """The first time element of the page that gives a machine-readable time."""
    for element in tree.iter("time"):
        at = _time(element.get("datetime") or "", "time-tag")
        if at is not None:
            return at
    return None

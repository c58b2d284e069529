"""A page as the tests read it: elements, ids, links and words."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """The ids, links, elements and visible text of a page; complains of tags that do not close."""

    VOID = frozenset({"meta", "input", "br", "rect", "path", "link", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.marks: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        for name in ("src", "srcset", "action", "poster", "data"):
            if given.get(name):
                self.sources.append(str(given[name]))
        if tag == "link":
            self.sources.append(str(given.get("href")))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1] == tag, f"</{tag}> closes <{self._open[-1]}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("script", "style", "title"):
            self.words.append(data)
        if self._open and self._open[-1] == "mark":
            self.marks.append(data)

    @property
    def text(self) -> str:
        """All visible words."""
        return "".join(self.words)

"""Markdown files to items: the words without the marks, and the fields of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.model import Drop
from tawatur.read.decode import decoded
from tawatur.read.fields import items
from tawatur.read.options import Item, ReadOptions
from tawatur.read.text import unread

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+)[ \t]*[:=][ \t]*(.+?)[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"\A\s*(?:#[ \t]+(.+?)[ \t#]*\n|(\S[^\n]*)\n=+[ \t]*\n)")
# a mark and what stands for it without it; links and pictures keep their words
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^(`{3,}|~{3,}).*$", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"^\[[^\]\n]+\]:[ \t]+\S.*$", re.MULTILINE), ""),
    (re.compile(r"<((?:https?|mailto):[^>\s]+)>"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$|^[ \t]{0,3}[=]{2,}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def markdown_file(data: bytes, where: str, path: str, options: ReadOptions) -> Iterator[Item | Drop]:
    """The item of a Markdown file: its front matter gives the fields, its first heading the title."""
    text, encoding, broken = decoded(data, options.settings)
    if broken > options.settings.unread_share * len(text):
        yield unread(where, encoding)
        return
    text = text.replace("\r\n", "\n")
    record: dict[str, object] = {}
    front = _FRONT.match(text)
    if front:
        record.update((name, words.strip("\"'")) for name, words in _FIELD.findall(front.group(2)))
        text = text[front.end() :]
    title = _TITLE.match(text)
    if title:
        record.setdefault("title", unmarked(title.group(1) or title.group(2)))
        text = text[title.end() :]
    own = options.fields.get("text", "text")
    yield from items({**record, own: unmarked(text).strip("\n")}, where, path, options, data, encoding)


def unmarked(text: str) -> str:
    """The words of Markdown without its marks; lines stay lines, a list keeps the signs of its entries."""
    for mark, words in _MARKS:
        text = mark.sub(words, text)
    return text

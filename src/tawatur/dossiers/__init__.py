"""Dossiers: one self-contained HTML page a story, and the page that lists them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from tawatur.dossiers.view import view
from tawatur.dossiers.words import both, one_line, plain
from tawatur.interface import direction
from tawatur.model import Dossier, Story

__all__ = ["index", "page"]

_ALONE = 1  # a story of so few reports goes without the font: there may be thousands of them


def page(dossier: Dossier, language: str = "ar") -> str:
    """One story as one HTML file that needs no network: text, style, font and diagrams are in it.

    Both interface languages are on the page; `language` ("ar" or "en") is the one shown first. Raises
    `CatalogueError` for another language.
    """
    shown = view(dossier, language)
    return _template("dossier.html").render(
        view=shown,
        language=language,
        dir=direction(language),
        title=one_line(shown.headline, 120) or plain("dossier.title", language),
        style=_inlined("style.css"),
        script=_inlined("script.js"),
        fonts=_fonts() if len(dossier.reports) > _ALONE else (),
    )


def index(stories: Iterable[Story], language: str = "ar") -> str:
    """The page that lists the dossiers of these stories (`<story id>.html` beside it), the weightiest first."""
    listed = sorted(stories, key=lambda s: (-s.many, -len(s.outlets), s.id))
    return _template("index.html").render(
        stories=[story for story in listed if story.many > 1],
        alone=[story for story in listed if story.many < 2],
        reports=sum(story.many for story in listed),
        language=language,
        dir=direction(language),
        title=plain("dossier.index", language),
        style=_inlined("style.css"),
        script=_inlined("script.js"),
        fonts=_fonts(),
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tawatur.dossiers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=both, plain=plain, one_line=one_line)
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)


@lru_cache(maxsize=4)
def _inlined(name: str) -> Markup:
    return Markup((files("tawatur.dossiers") / "templates" / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _fonts() -> tuple[str, ...]:
    """Noto Naskh Arabic (SIL Open Font License), cut down to Arabic and to figures, as base64."""
    names = ("noto-naskh-arabic.woff2", "noto-naskh-figures.woff2")
    return tuple(b64encode((files("tawatur.dossiers") / "font" / name).read_bytes()).decode("ascii") for name in names)

"""The chain as one table: what each stage is called, what it takes and gives, and over what it runs.

The work is done in the packages named for the nouns; here stand only the seams. A stage's `digest` covers all that
decides its results beside its input: its version, its settings, and the files it knows things from. A stored result
made under another digest is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, NamedTuple

import msgspec

from tawatur.claims import claims
from tawatur.claims.embeddings import model_digest
from tawatur.errors import PackError
from tawatur.lang.pack import Pack, load
from tawatur.lineage import derivations
from tawatur.model import Claim, Derivation, Drop, Noun, Relation, Report, Statement, Story, Support
from tawatur.passages import reuses
from tawatur.press import in_force, rows_digest
from tawatur.read import Item, Page, ReadOptions, furnished, learned, made, read
from tawatur.relations import relations
from tawatur.settings import Settings
from tawatur.statements import statements
from tawatur.stories import stories
from tawatur.support import supports

__all__ = [
    "STAGE",
    "STAGES",
    "Made",
    "Piece",
    "Scope",
    "Stage",
    "Told",
    "claimed",
    "derivations",
    "digest",
    "furnished",
    "joined",
    "knowledge",
    "learned",
    "pack_of",
    "read",
    "related",
    "reported",
    "reuses",
    "said",
    "stories",
    "supported",
]

Scope = Literal["page", "report", "story", "corpus"]
HOME = "ar"  # the pack for reports whose language has none: what it does not find, it leaves narrated


class Stage(NamedTuple):
    """One arrow of the chain."""

    name: str
    version: int  # raised when results change for a reason the files below do not show
    scope: Scope  # what it runs over at a time
    takes: tuple[str, ...]
    gives: str
    function: Callable[..., Any]
    section: str  # of the settings
    knows: tuple[str, ...]  # packages and modules of tawatur that decide its results


class Piece(Noun, frozen=True):
    """What the reader found: an item, a page that one is in, or what became of it before it was one."""

    item: Item | None = None
    page: Page | None = None
    drop: Drop | None = None


class Made(Noun, frozen=True):
    """What became of a piece: a report, or a drop."""

    report: Report | None = None
    drop: Drop | None = None


def reported(piece: Piece, options: ReadOptions) -> Made:
    """The report a piece makes."""
    found = piece.item or piece.page
    if found is None:
        return Made(drop=piece.drop)
    result = made(found, options)
    return Made(report=result) if isinstance(result, Report) else Made(drop=result)


class Told(Noun, frozen=True):
    """What the stages of scope `story` take."""

    story: Story
    reports: tuple[Report, ...]
    statements: dict[str, tuple[Statement, ...]]
    derivations: tuple[Derivation, ...]


def said(report: Report, settings: Settings) -> tuple[Statement, ...]:
    """The statements of one report, read with the pack of its language."""
    with in_force(settings.press.files):
        return statements(report, pack_of(report.language))


def claimed(told: Told, settings: Settings) -> tuple[Claim, ...]:
    """The claims of one story."""
    reports = {report.id: report for report in told.reports}
    return claims(told.story, reports, told.statements, pack_of(_language(told.reports)), settings.claims)


def related(told: Told, made: Sequence[Claim], settings: Settings) -> tuple[Relation, ...]:
    """The relations between the claims of one story."""
    reports = {report.id: report for report in told.reports}
    return relations(made, reports, pack_of(_language(told.reports)), settings.relations)


def supported(told: Told, made: Sequence[Claim], settings: Settings) -> tuple[Support, ...]:
    """The support of each claim of one story."""
    reports = {report.id: report for report in told.reports}
    with in_force(settings.press.files):
        return supports(made, reports, told.derivations)


_READ = ("model.py", "keys.py", "text", "lang", "press", "values", "read")
_SAID = ("model.py", "keys.py", "text", "lang", "press", "statements")
_ALIKE = ("model.py", "text", "lang", "passages")
_TOLD = ("model.py", "keys.py", "text", "lang", "values", "stories")
_FROM = ("model.py", "keys.py", "text", "lineage")
_CLAIMED = ("model.py", "keys.py", "text", "lang", "values", "claims")
_HELD = (*_SAID, "values", "support")
STAGES = (
    Stage("read", 1, "page", ("page",), "report", read, "reading", _READ),
    Stage("furniture", 1, "corpus", ("report",), "report", learned, "reading", _READ),
    Stage("statements", 1, "report", ("report",), "statement", said, "attribution", _SAID),
    Stage("passages", 1, "corpus", ("report", "statement"), "reuse", reuses, "passages", _ALIKE),
    Stage("stories", 1, "corpus", ("report", "reuse"), "story", stories, "stories", _TOLD),
    Stage("lineage", 1, "corpus", ("report", "reuse", "statement"), "derivation", derivations, "lineage", _FROM),
    Stage("claims", 1, "story", ("story", "statement"), "claim", claimed, "claims", _CLAIMED),
    Stage("relations", 1, "story", ("claim",), "relation", related, "relations", (*_CLAIMED, "relations")),
    Stage("support", 1, "story", ("claim", "derivation"), "support", supported, "", _HELD),
)
STAGE = {stage.name: stage for stage in STAGES}


def digest(name: str, settings: Settings) -> str:
    """What decides the results of a stage beside its input, as a short digest."""
    stage = STAGE[name]
    section = getattr(settings, stage.section) if stage.section else None
    parts = [stage.name.encode(), str(stage.version).encode(), msgspec.json.encode(section)]
    if "press" in stage.knows:
        parts.append(rows_digest(settings.press.files).encode())
    if stage.name == "claims" and settings.claims.model:
        parts.append(model_digest(settings.claims.model).encode())
    return joined(*parts, *(_knowledge(part) for part in stage.knows))


def joined(*parts: bytes | str) -> str:
    """One short digest of several parts, told apart by their lengths."""
    made = blake2b(digest_size=12)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        made.update(len(raw).to_bytes(8, "big"))
        made.update(raw)
    return made.hexdigest()


def knowledge(*parts: str) -> str:
    """The digest of modules and packages of tawatur, by name: what they know now."""
    return joined(*(_knowledge(part) for part in parts))


@lru_cache(maxsize=64)
def _knowledge(part: str) -> str:
    """The digest of a module or of all files of a package of tawatur, by name; a package may still be one module."""
    root = files("tawatur")
    at = root / part
    if not at.is_dir() and not at.is_file():
        at = root / f"{part}.py"
    return joined(*_contents(at))


_KINDS = (".py", ".toml", ".html", ".css", ".js")  # files that decide results


def _contents(at: Traversable) -> list[bytes]:
    if at.is_file():
        return [at.name.encode(), at.read_bytes()]
    inside = sorted(at.iterdir(), key=lambda entry: entry.name)
    return [b for entry in inside if entry.is_dir() or entry.name.endswith(_KINDS) for b in _contents(entry)]


@lru_cache(maxsize=32)
def pack_of(language: str) -> Pack:
    """The pack of a language (BCP 47), or the home pack when there is none for it."""
    try:
        return load(language.partition("-")[0] or HOME)
    except PackError:
        return load(HOME)


def foreign(report: Report) -> bool:
    """Whether a report is in a language that has no pack; one whose language is unknown is not called so."""
    return bool(report.language) and pack_of(report.language).code != report.language.partition("-")[0]


def _language(reports: Sequence[Report]) -> str:
    """The language of most of the reports, the first in order of letters among equals."""
    spoken = sorted(report.language for report in reports if report.language)
    return max(spoken, key=spoken.count, default="")

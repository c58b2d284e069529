"""The frame: a cue, what joins it to its content, and the words that name the source."""

from __future__ import annotations

from dataclasses import dataclass

from tawatur.statements.cues import Cue
from tawatur.statements.mentions import Mention
from tawatur.statements.quotes import Quotation


@dataclass(slots=True, eq=False)
class Frame:
    """A cue with its opening and its source, before content and chain are known."""

    at: int  # first word of the cue
    last: int  # word after the cue
    cue: Cue
    form: str  # clause, quote, colon, act, adverbial
    open: int  # first word of the content
    sentence: int
    pre: int  # where the clause of this cue begins: what came before ends there
    source: Mention | None = None
    before: tuple[Mention, ...] = ()  # links nearer the reader
    place: str = ""  # of an adverbial: leading, trailing, medial
    end: int = 0  # of an adverbial: the word after its source
    pronoun: bool = False
    hands_on: bool = False  # its verb carries another's words and does not say who carries: (it) quoted X as saying
    agreement: tuple[str, str] | None = None  # gender and number of the pronoun that stands for the source
    linked: bool = False  # joined to what precedes by a conjunction, a link word or a stop
    relative: bool = False  # a relative word stands before the cue
    outer: Frame | None = None
    merged: Frame | None = None  # the report that is the whole content of this one
    quotation: Quotation | None = None
    quoted: Frame | None = None  # the report in whose quotation this one stands

"""Reports inside a direct quotation: the minister said "the union announced that …, I told them that …".

What somebody says of another's words is a statement of its own, with the speaker of the quotation as its outer link.
His own performatives (we demand, I deny) are part of what he says; what he tells of having said once (I told them) is
a report again. A verb in a quotation that names nobody goes on with the voice last named in it, or is left alone: whom
it means is known to the speaker only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tawatur.statements.cues import Cue
from tawatur.statements.frame import Frame
from tawatur.statements.lexicon import Lexicon
from tawatur.statements.mentions import Mention
from tawatur.statements.view import View
from tawatur.text.phrases import Match

_CLAUSES = ("clause", "quote", "colon")


@dataclass(slots=True)
class Inner:
    """Finds the frames inside the quotations of one report."""

    view: View
    lexicon: Lexicon
    groups: dict[int, list[Match[Cue]]]
    best: Callable[[int, Sequence[Frame]], Frame | None]  # the frame of the cue at a word
    clause: Callable[[Match[Cue], Sequence[Frame]], Frame | None]
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = sorted(self.groups)

    def frames(self, outer: Frame) -> list[Frame]:
        """The frames inside the quotation of a frame, in text order."""
        if outer.quotation is None:
            return []
        first, last = (self.view.word_at(at) for at in outer.quotation.inner)
        out: list[Frame] = []
        busy = first
        for at in self._starts[bisect_left(self._starts, first) : bisect_left(self._starts, last)]:
            if at < busy:
                continue
            frame = self._own_report(at) or self.best(at, out)
            if frame is None or not self._stands(frame, out, first, last):
                continue
            frame.quoted = outer
            out.append(frame)
            busy = max(frame.last, frame.open if frame.form in _CLAUSES else 0)
            if frame.quotation is not None:
                busy = max(busy, self.view.word_at(frame.quotation.inner.end))
        return out

    def _own_report(self, at: int) -> Frame | None:
        """The frame of a verb in the first person that tells of an earlier word of the speaker's: I told them that."""
        for match in self.groups[at]:
            cue = match.item
            if cue.person != 1 or cue.shape != "verb" or cue.voice == "passive":
                continue
            if not cue.addressee and "inna" not in cue.governs:
                continue  # we agreed, we noticed: no word of his
            if cue.tense != "past" and self.view.keys[match.first - 1] not in self.lexicon.copulas:
                continue
            frame = self.clause(match, ())
            if frame is not None:
                frame.source, frame.before = None, ()
                return frame
        return None

    def _stands(self, frame: Frame, earlier: Sequence[Frame], first: int, last: int) -> bool:
        """Whether a frame lies in the quotation with all it names, and says whose word it is."""
        if frame.form in ("adverbial", "pointed") or not first <= frame.open < last:
            return False
        if any(not first <= mention.first < mention.last <= last for mention in frame.before):
            return False
        if frame.cue.person == 1:
            return True
        if frame.source is None and not frame.pronoun and frame.cue.shape == "verb":
            frame.source = next((one.source for one in reversed(earlier) if self._goes_on(frame, one)), None)
        source = frame.source
        if source is None or not first <= source.first < source.last <= last or source.first in self.groups:
            return False
        return self._credible(frame, source) and not self._performs(frame, source)

    def _credible(self, frame: Frame, source: Mention) -> bool:
        """Whether a cue and its source are told by more than where they stand: a quotation is loose speech."""
        known = source.head is not None or source.press or source.rule == "place"
        known = known or self.view.keys[source.first] in self.lexicon.names
        said = frame.form in _CLAUSES and frame.cue.shape != "participle"
        return bool(known) and not frame.cue.weak and (said or frame.cue.shape == "verb")

    def _performs(self, frame: Frame, source: Mention) -> bool:
        """Whether an act is done by what is said: a body that acts at the moment of speaking is mostly the speaker's
        own (our delegation voices its thanks), papers and people at large do no more than illustrate."""
        if frame.form != "act":
            return False
        own = frame.cue.tense == "present" and source.kind == "organisation"
        return own or source.kind in ("document", "group")

    def _goes_on(self, frame: Frame, earlier: Frame) -> bool:
        """Whether a verb goes on with the voice an earlier one of its sentence named: … voiced thanks, and said."""
        source = earlier.source
        if source is None or earlier.sentence != frame.sentence or frame.cue.voice == "passive":
            return False
        agrees = source.gender in ("", frame.cue.gender) and source.number in ("", frame.cue.number)
        return agrees and frame.cue.person == 3

"""Frames: every cue of a report with its opening and its source, before content and chain are known."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.statements.cues import Cue
from tawatur.statements.frame import Frame
from tawatur.statements.pointed import Pointed
from tawatur.text.phrases import Match


class Framer(Pointed):
    """Finds the frames of one report."""

    def frames(self) -> list[Frame]:
        """Every frame of the report in text order; those inside a direct quotation are left to their speaker."""
        out: list[Frame] = []
        busy = 0
        for at in sorted(self.groups):
            if at < busy:
                continue
            frame = self._best(at, out)
            if frame is not None:
                out.append(frame)
                busy = max(busy, frame.last if frame.form != "adverbial" else frame.end)
                if frame.quotation is not None:
                    busy = max(busy, self.view.word_at(frame.quotation.inner.end))
                elif frame.form in ("clause", "colon", "quote"):
                    busy = max(busy, frame.open)
        return out

    def _best(self, at: int, earlier: Sequence[Frame]) -> Frame | None:
        """The frame of the first reading that fits, longest cue first, clauses before acts."""
        group = sorted(self.groups[at], key=lambda m: (-m.last, m.item.weak, m.item.shape != "verb"))
        readings = [match for match in group if not self._silent(match)]
        for match in readings:
            if match.item.shape == "adverbial":
                frame = self._adverbial(match)
                if frame is not None:
                    return frame
        said = [match for match in readings if match.item.shape != "adverbial"]
        for match in said:
            frame = self._pointed(match) or self._behind_quotation(match)
            if frame is not None:
                return frame
        for match in said:
            frame = self._clause(match, earlier)
            if frame is not None:
                if match.item.two_argument and self._is_predicate(frame):
                    return self._act(match, earlier) or frame
                return self._nearer(frame, match, earlier) or self._bare_object(frame, match, earlier) or frame
        for match in said:
            frame = self._postposed(match) or self._resumptive(match) or self._act(match, earlier)
            if frame is not None:
                return frame
        for match in said:
            frame = self._unjoined(match, earlier)
            if frame is not None:
                return frame
        return None

    def _nearer(self, frame: Frame, match: Match[Cue], earlier: Sequence[Frame]) -> Frame | None:
        """The act of a verb with a preposition when its object opens well before the clause or colon that follows:
        (he admitted) to two thefts: the first …"""
        acts = match.item.acts
        about = frame.form == "quote" and self.view.keys[frame.open - 2] in acts and not match.item.relays
        if about and self._deedlike(frame.open - 1):
            return self._act(match, earlier)  # (he pointed) to the death of "13 soldiers …"
        if not acts or "" in acts or frame.open - frame.last <= 6:
            return None
        act = self._act(match, earlier)
        if act is not None and not self.lexicon.is_deed(self.lexicon.noun(self.view.keys[act.open])):
            return None
        near = 0 if frame.form != "clause" else 3
        return act if act is not None and act.open < frame.open - near else None

    def _bare_object(self, frame: Frame, match: Match[Cue], earlier: Sequence[Frame]) -> Frame | None:
        """The act of a verb with a bare object when that object opens well before the quotation found:
        (he expected) a change in Jordan, and "…"."""
        if frame.form != "quote" or "" not in match.item.acts or frame.open - frame.last <= 6:
            return None
        act = self._act(match, earlier)
        near = act is not None and act.source is not None and act.open < frame.open - 4
        return act if act is not None and near and self.reader.deed(act.open) else None

    def _is_predicate(self, frame: Frame) -> bool:
        """Whether what a verb of object and predicate opens is its predicate: described X as being, called X "Y"."""
        if frame.form == "quote":
            return frame.open > frame.last
        keys = self.view.keys
        joint = self.single.get(keys[frame.open - 1]) if frame.form == "clause" else None
        return joint == "bi_an" and frame.source is not None

"""Frames: every cue of a report with its opening and its source, before content and chain are known."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.statements.cues import Cue, glued
from tawatur.statements.frame import Frame
from tawatur.statements.inner import Inner
from tawatur.statements.pointed import Pointed
from tawatur.text.phrases import Match

_COMMAS = ("\u060c", ",")
_FAR = 10  # words between a noun of action and a complementizer that is no longer its verb's


class Framer(Pointed):
    """Finds the frames of one report."""

    def frames(self) -> list[Frame]:
        """Every frame of the report in text order, those inside a direct quotation behind the frame it belongs to."""
        out: list[Frame] = []
        inner = Inner(self.view, self.lexicon, self.groups, self._best, self._clause)
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
                    out += inner.frames(frame)
                elif frame.form in ("clause", "colon", "quote"):
                    out += self._beside(frame, out)
                    busy = max(busy, frame.open)
        return out

    def _beside(self, frame: Frame, earlier: Sequence[Frame]) -> list[Frame]:
        """The acts in relative clauses on a source, between commas: (the police,) who voiced regret, (said)."""
        gaps, out = self.view.gaps, []
        for at in range(frame.last + 1, frame.open):
            if at not in self.groups or not self._within_relative(at) or not gaps[at - 1].startswith(_COMMAS):
                continue
            close = next((index for index in range(at + 2, frame.open) if gaps[index].startswith(_COMMAS)), 0)
            inner = self._best(at, earlier) if close else None
            if inner is not None and inner.form == "act" and inner.open < close:
                inner.end, inner.relative = close, True
                out.append(inner)
        return out

    def _best(self, at: int, earlier: Sequence[Frame]) -> Frame | None:
        """The frame of the first reading that fits, longest cue first, clauses before acts."""
        group: Sequence[Match[Cue]] = self.groups[at]
        if len(group) > 1:
            group = sorted(group, key=lambda m: (-m.last, m.item.weak, m.item.shape != "verb"))
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
            bare = match.item.shape == "noun" and not match.item.governs
            frame = None if bare else self._clause(match, earlier)
            if frame is not None:
                if match.item.two_argument and match.item.suffix and match.item.shape == "verb":
                    act = self._act(match, earlier)
                    if act is not None and act.open < frame.open:
                        return act  # (which it regards) as a danger, that …
                if match.item.two_argument and self._is_predicate(frame):
                    act = self._act(match, earlier)
                    if act is not None or not self._accused(frame):
                        return act or frame
                    continue
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
        if not acts or match.item.relays or frame.open - frame.last <= 6:
            return None
        near = frame.open - (3 if frame.form == "clause" else 0)
        if "" in acts and not any(self._acted_upon(self.view.keys[at], acts) for at in range(frame.last, near)):
            return None  # no word that could open it: the act need not be read
        act = self._act(match, earlier)
        if act is None:
            return None
        inside = frame.form == "quote" and "" not in acts and ":" not in self.view.gaps[frame.open]
        if inside and act.open + 1 < frame.open:
            return act  # (they voiced) their solidarity with the country that "spared us nothing"
        opened = self.view.keys[act.open]
        glued = self._acted_upon(opened, acts)
        if "" in acts and not glued:
            return None
        told = glued or self.lexicon.is_deed(self.lexicon.noun(opened))
        if not told and not (frame.form == "clause" and self._deedlike(act.open)):
            return None
        return act if act.open < near else None

    def _acted_upon(self, key: str, acts: tuple[str, ...]) -> bool:
        """Whether a word bears a preposition of an act and a noun of action, listed where it bears the article too."""
        lexicon = self.lexicon
        if not key.startswith(glued(acts)) or key in lexicon.no_object or len(key) < 5:
            return False
        return lexicon.noun(key[1:]) in lexicon.deeds if lexicon.is_definite(key) else lexicon.is_deed(key[1:])

    def _bare_object(self, frame: Frame, match: Match[Cue], earlier: Sequence[Frame]) -> Frame | None:
        """The act of a verb with a bare object when that object opens well before what opens its clause:
        (he expected) a change in Jordan, and "…"; (he stressed) the care of the land …, and: …"""
        if "" not in match.item.acts:
            return None
        before = frame.open - 3  # the noun that owns the clause: (he stressed) his care that
        two = self.double.get((self.view.keys[frame.open - 2], self.view.keys[frame.open - 1]))
        if frame.form == "clause" and before > match.last and two is not None:
            key = self.view.keys[before]
            owned = key[:-1] in self.lexicon.deeds or self.reader.owned(before)
            if owned and (self.lexicon.is_deed(key) or key in self.lexicon.common):
                return self._act(match, earlier)
        others = two is not None and two not in match.item.governs
        least = 6 if others or frame.form != "clause" else _FAR
        if frame.open - frame.last <= least or (frame.form == "clause" and self.view.gaps[frame.open - 1]):
            return None
        if not any(map(self.reader.deed, range(frame.last, frame.open - 4))):
            return None  # no noun of action that could be the object: the act need not be read
        act = self._act(match, earlier)
        if act is None or act.source is None or act.open >= frame.open - 4 or not self.reader.deed(act.open):
            return None
        if frame.form != "clause":
            return act if frame.form == "quote" or act.open == act.source.last else None
        key = self.view.keys[act.open]
        head = act.source.head
        if act.source.last - act.source.first == 1 and head is not None and not head.definite and head.number == "s":
            return None  # (mentioned) an agency of news: no whole source
        if act.open != act.source.last or key.endswith(self.lexicon.accusative):
            return None
        far = frame.open - act.open > _FAR and (key in self.lexicon.deeds or self.reader.owned(act.open))
        return act if others or far else None

    def _accused(self, frame: Frame) -> bool:
        """Whether the only noun phrase behind a verb of two arguments is its subject: (was) accused X of."""
        source, gaps = frame.source, self.view.gaps
        cue = frame.cue
        if source is None or cue.shape != "verb" or cue.suffix or source.first < frame.last or frame.form != "clause":
            return False
        return source.last == frame.open - 1 and not gaps[source.last] and self._alone(source.first, source.last)

    def _is_predicate(self, frame: Frame) -> bool:
        """Whether what a verb of object and predicate opens is its predicate: described X as being, called X "Y"."""
        if frame.form == "quote":
            return frame.open > frame.last
        keys = self.view.keys
        joint = self.single.get(keys[frame.open - 1]) if frame.form == "clause" else None
        return joint == "bi_an" and frame.source is not None

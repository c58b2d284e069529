"""Clauses: cues whose content is a clause or a quotation, with the source between or before."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.statements.cues import Cue, glued
from tawatur.statements.frame import Frame
from tawatur.statements.mentions import Mention
from tawatur.statements.relays import Relays
from tawatur.statements.view import Sentence
from tawatur.text.phrases import Match

_SPOKEN = 16  # words between a verb and a short quotation of its own
_SPEECH = 4  # words of a quotation that is no name
_THAT = ("an", "inna", "bi_an")
_SPEAKERS = ("person", "organisation", "group")
_FILLERS = "\u0640 "  # tatweel and space between a glued preposition and its noun


class Clauses(Relays):
    """Finds clauses in one report."""

    def _clause(self, match: Match[Cue], earlier: Sequence[Frame]) -> Frame | None:
        """The frame of a cue with a complementizer, a colon or a quotation."""
        view, cue = self.view, match.item
        number = view.sentence_of[match.first]
        opening = self._opening(match, view.sentences[number]) or self._distant(match, view.sentences[number])
        if opening is None:
            return None
        form, stop, start, carrier = opening
        if start >= len(view.keys):
            return None
        if form == "colon":
            stop = self._before_following(match.last, stop)
        if form == "colon" and start not in view.opening:
            joint = self.complementizer(start)
            if joint is not None and joint[1] < len(view.keys):
                start = joint[1]
        frame = Frame(match.first, match.last, cue, form, start, number, match.first)
        zone_first = match.last
        if carrier:
            before = self.reader.zone(match.last, carrier).source
            if before is not None:
                frame.before = (before,)
            frame.agreement = self.lexicon.from_pronouns.get(view.keys[carrier])
            frame.pronoun = frame.agreement is not None
            zone_first = carrier + 1
            if not before and not frame.pronoun and cue.voice == "active":
                back = self._preverbal(match, view.sentences[number], earlier)
                frame.before, frame.hands_on = ((back,) if back is not None else ()), back is None
            spoken = next((at for at in range(zone_first + 1, stop) if view.keys[at] in self.lexicon.saying), 0)
            quoted = self.reader.zone(zone_first, spoken).source if spoken else None
            if quoted is not None and spoken + 1 < stop and self.reader.plausible(spoken + 1):
                frame.before = (*frame.before, quoted)  # (carried) from the station the minister's saying
                zone_first = spoken + 1
        said = self._his_saying(match, stop) if cue.relays and not carrier else None
        if said is not None:
            frame.before, frame.agreement, frame.pronoun = (said[0],), said[1], True
            carrier = zone_first = said[2]
        spoken_to = cue.shape == "verb" and cue.voice == "active" and (cue.addressee or cue.two_argument)
        zone = self.reader.zone(zone_first, stop, loose=form == "quote" and cue.addressee, addressed=spoken_to)
        frame.source = zone.source or self._paper_within(match, stop)
        if cue.voice == "passive" and not carrier and frame.source is zone.source:
            frame.source = None  # (as is said) one hand does not clap: its subject is what is said
        frame.before = zone.listeners + frame.before
        if carrier == match.last and frame.pronoun and cue.voice == "active":
            self.from_him(frame, match)
        self._adverbials_inside(frame, zone_first, stop)
        handed = bool(carrier) or (frame.source is not None and frame.source is not zone.source)
        if handed:
            self.further(frame, stop, True)
        behind = frame.source is not None and frame.source.head is None and frame.source.first >= match.last
        if behind and not carrier and frame.source is not None and self._thing(frame.source, cue):
            frame.source = None
        if frame.source is None and not carrier and cue.shape == "verb" and not self._within_relative(match.first):
            frame.source = self._preverbal(match, view.sentences[number], earlier)
        if not carrier and (cue.addressee or cue.two_argument):
            frame.source = self._agreeing(frame.source, match)
        if cue.addressee:
            self._addressed(frame, match, earlier)
        if frame.source is None and self._within_relative(match.first):
            frame.source = self._antecedent(match)
        if not self._sayable(frame, match):
            return None
        self._join(frame, match)
        self._direct(frame)
        return frame

    def _addressed(self, frame: Frame, match: Match[Cue], earlier: Sequence[Frame]) -> None:
        """Mends the source of a verb whose object is the one it speaks to."""
        view = self.view
        if match.item.shape == "participle":
            frame.source = None
        if match.item.shape != "verb" or self.told(frame):
            return
        if frame.source is None or frame.source.first < match.last:
            return
        sentence = view.sentences[frame.sentence]
        before = None if self._within_relative(match.first) else self._preverbal(match, sentence, earlier)
        if before is not None:
            frame.source = before
        elif match.first and self.single.get(view.keys[match.first - 1]) and not view.gaps[match.first]:
            frame.source = None  # (reports say) that she told her colleagues

    def _paper_within(self, match: Match[Cue], stop: int) -> Mention | None:
        """The paper in which something came: (it came) in a statement of the union (that)."""
        keys, reader, at = self.view.keys, self.reader, match.last
        came = keys[match.first][len(match.clitic) :] in self.lexicon.came
        if not came or at + 1 >= stop or keys[at] not in self.lexicon.within:
            return None
        found = reader.head_at(at + 1)
        if found is None or found[0].role not in ("paper", "document") or found[0].suffix:
            return None
        return reader.mention(at + 1, reader.phrase_end(at + 1, stop))

    def _distant(self, match: Match[Cue], sentence: Sentence) -> tuple[str, int, int, int] | None:
        """How a verb that governs (inna) opens far behind: the first one not owned by another verb, or a short
        quotation the sentence ends with."""
        cue, view = match.item, self.view
        if cue.governs[:1] != ("inna",) or cue.shape != "verb" or cue.suffix:
            return None
        owed = other = False
        within = 0
        for at in self._stops(match.last, sentence.last):
            if ":" in view.gaps[at]:
                return None
            quotation = view.opening.get(at)
            if quotation is not None:
                end = view.word_at(quotation.inner.end)
                over = end >= sentence.last or bool(set(view.gaps[end]) & set(".!\u061f\n"))
                size, near = end - at, at - match.last <= _SPOKEN
                if not other and (size > _SPEECH or (near and (size == _SPEECH or (size > 1 and over)))):
                    return "quote", at, at, 0
                within = end
            if at < within and view.gaps[at].strip():
                continue  # a word inside a name in quotation marks
            here = self.groups.get(at, ()) if at > match.last else ()
            verbs = [one.item for one in here if one.item.shape == "verb" and not self._silent(one)]
            if any("inna" in verb.governs for verb in verbs):
                return None
            other = other or bool(verbs)
            owed = owed or not all(verb.weak for verb in verbs)
            joint = self.single.get(view.keys[at])
            if joint not in ("an", "inna") or self._hyphened(at) or at == match.last:
                continue
            if view.text[view.starts[at]] == self.lexicon.inna or (not owed and view.gaps[at].strip()):
                return "clause", at, at + 1, 0
        return None

    def _his_saying(self, match: Match[Cue], stop: int) -> tuple[Mention, tuple[str, str], int] | None:
        """The carrier in front of (his saying), the agreement of that pronoun, and the word after it."""
        keys, lexicon = self.view.keys, self.lexicon
        for at in range(match.last + 1, stop):
            for pronoun, agreement in lexicon.agreements:
                if keys[at].endswith(pronoun) and keys[at][: -len(pronoun)] in lexicon.saying:
                    carrier = self.reader.zone(match.last, at).source
                    return (carrier, agreement, at + 1) if carrier is not None else None
        return None

    def _adverbials_inside(self, frame: Frame, first: int, stop: int) -> None:
        """Takes in a phrase like "on the word of" that stands between a cue and its content."""
        for at in range(first, stop):
            if at not in self.reader.adverbials:
                continue
            for match in self.groups[at]:
                cue = match.item
                if cue.shape != "adverbial" or "source" not in cue.takes:
                    continue
                found = self._unglued(self.reader.zone(match.last, stop).source, cue)
                if found is None:
                    continue
                if frame.source is None:
                    frame.source = found
                elif frame.source.last <= at and self.lexicon.particles["from"] & set(self.view.keys[at : match.last]):
                    frame.before = (*frame.before, frame.source)  # on the authority of: the other is the origin
                    frame.source = found
                else:
                    frame.before = (found, *frame.before)
                return

    def _sayable(self, frame: Frame, match: Match[Cue]) -> bool:
        """Whether somebody says it: impersonal passives (it is reported that) and bare nouns of saying name nobody."""
        cue, view = frame.cue, self.view
        if (
            cue.shape in ("masdar", "noun")
            and not cue.suffix
            and frame.source is not None
            and frame.source.rule == "name"
        ):
            return False
        if frame.source is not None or frame.before or frame.pronoun:
            return True
        if cue.voice == "passive":
            return False
        if cue.shape in ("masdar", "noun"):
            return bool(cue.suffix) or view.keys[match.first] in self.lexicon.the_saying
        if cue.shape == "verb" and cue.tense == "present" and (cue.gender, cue.number) == ("m", "s"):
            if view.keys[match.first] in self.lexicon.impersonal:
                return False
            if match.first and view.keys[match.first - 1] in self.lexicon.what and not cue.suffix:
                return False  # (sales rose) which indicates that …: nobody says it
            sentence = view.sentences[frame.sentence]
            impersonal = match.first == sentence.first or view.gaps[match.first].startswith(("\u060c", ","))
            return not (impersonal and not match.clitic and frame.form == "clause" and not cue.carries_on)
        return True

    def named_before(self, frame: Frame) -> Mention | None:
        """The nearest person or body with a definite head named before a frame, within two sentences."""
        view, reader = self.view, self.reader
        first = view.sentences[max(0, frame.sentence - 2)].first
        for at in range(frame.at - 1, first - 1, -1):
            found = reader.head_at(at)
            if found is None or not found[0].definite or found[0].suffix or found[0].kind not in _SPEAKERS:
                continue
            if at > first and reader.head_at(at - 1) is not None:
                continue
            mention = reader.mention(at, min(reader.phrase_end(at, frame.at), frame.at))
            if mention is not None and not (mention.gender and frame.cue.gender and mention.gender != frame.cue.gender):
                return mention
        return None

    def _direct(self, frame: Frame) -> None:
        """Marks a frame whose whole content is one quotation."""
        view = self.view
        quotation = view.opening.get(frame.open)
        if quotation is None:
            return
        size = view.word_at(quotation.inner.end) - frame.open
        if frame.form == "act" and size < 4:
            return
        end = view.word_at(quotation.inner.end)
        text = view.text[quotation.outer.end : view.starts[end]] if end < len(view.keys) else "\n"
        inside = quotation.inner.of(view.text).rstrip()
        if frame.form == "clause" and "\n" not in text and "." not in text and self._and_that(end):
            return
        stop = bool(set(text) & set("\n.\u060c,;\u061b!\u061f")) or (bool(inside) and inside[-1] in ".\u060c,!\u061f")
        over = stop or end in self.groups or any(True for _ in self.lexicon.links.at(view.words, end))
        if frame.form in ("quote", "colon"):
            over = over or (size >= 4 and not self._completed(end, view.sentences[view.sentence_of[end - 1]].last))
        if not over or (not stop and frame.form == "clause" and size < 4):
            return
        frame.quotation = quotation

    def _and_that(self, at: int) -> bool:
        """Whether a clause goes on behind a quotation: that "…", and that …"""
        key = self.view.keys[at] if at < len(self.view.keys) else ""
        return key[:1] == self.lexicon.and_ and self.single.get(key[1:]) in _THAT

    def _completed(self, at: int, last: int) -> bool:
        """Whether a quotation is part of a clause that goes on behind it: "we have asked to see this stuff" which …"""
        if at >= last or self.reader.adjunct_at(at) or self.reader.listener(at, last) is not None:
            return False
        key, lexicon = self.view.keys[at], self.lexicon
        if key in lexicon.pointing or key in lexicon.standing:
            return True
        if key[0] not in lexicon.prepositions_glued[:2] or len(key) < 4 or key in lexicon.no_object:
            return False
        return key.startswith((lexicon.l_article, key[0] + lexicon.article)) or lexicon.is_deed(key[1:])

    def _join(self, frame: Frame, match: Match[Cue]) -> None:
        """Sets where the clause of a frame begins and whether it is linked to what precedes."""
        view = self.view
        sentence = view.sentences[frame.sentence]
        at = match.first
        if frame.source is not None and frame.source.last <= match.first:
            at = frame.source.first
        behind, first, lexicon = at, sentence.first, self.lexicon
        while at == match.first and behind > first and view.keys[behind - 1] in lexicon.had:
            behind -= 1  # (what he) had said
        if behind == first or lexicon.links.ends(view.keys[behind - 1]):
            behind = at  # at the time (that they) had pointed to
        frame.relative = behind > first and view.keys[behind - 1] in lexicon.relatives
        linked = match.clitic[:1] in self.lexicon.conjunctions and bool(match.clitic)
        at, moved = (behind, False) if frame.relative and behind < at else self.before_links(at, sentence.first)
        fronted = self._fronted(at, sentence.first) if not linked and match.item.shape == "verb" else at
        if moved and not view.gaps[at] and at > first and set(view.keys[at : match.first]) <= lexicon.had:
            moved = False  # but rather (he was) calling them …: nothing parts it from what stands before
        named = frame.source is not None and frame.source.first >= match.last
        parted = fronted == sentence.first or view.gaps[at].startswith(("\u060c", ","))
        if fronted < at and (parted or (named and not frame.relative)):
            self._talk(frame, fronted, at)
            at, moved = fronted, True
        frame.pre = at
        frame.linked = linked or moved or at == sentence.first or match.item.shape == "participle"
        gap = view.gaps[at] if at > sentence.first else "\n"
        if gap.startswith(("\u060c", ",")) and frame.source is not None and frame.source.first >= match.last:
            # while one says this, another says that
            frame.linked = frame.linked or view.keys[sentence.first] in self.lexicon.particles["while"]
        if set(gap) & set(";\u061b.\u2026"):
            frame.linked = True

    def _fronted(self, at: int, first: int) -> int:
        """Where the adjunct in front of a clause begins, when one stands there: in a talk with X (he described)."""
        view, lexicon = self.view, self.lexicon
        for start in range(at - 1, max(first - 1, at - 22), -1):
            key = view.keys[start]
            begins = start == first or view.gaps[start].startswith(("\u060c", ",", ";", "\u061b"))
            if start > first and start in self.strong:
                return at
            if begins and (start == first or key[0] in lexicon.conjunctions):
                bare = key[1:] if key[0] in lexicon.conjunctions and len(key) > 2 else key
                if bare in lexicon.standing or self.reader.adjunct_at(start):
                    return start
                if start > first:
                    return at
        return at

    def _talk(self, frame: Frame, first: int, last: int) -> None:
        """Adds the publisher spoken to, or that carried it, in the adjunct in front of a clause: in a talk with X."""
        lexicon, view = self.lexicon, self.view
        occasion = any(match.item[1] == "occasion" for match in lexicon.adjuncts.at(view.words, first))
        if not occasion:
            return
        for at in range(first + 1, last):
            listener = self.reader.listener(at, last)
            found = listener[0] if listener is not None else self.reader.carried(at, last)
            if found is not None:
                frame.before = (found, *frame.before)
            if listener is not None or found is not None:
                return

    def _unglued(self, source: Mention | None, cue: Cue) -> Mention | None:
        """A source without the preposition glued to it (according to)."""
        if source is None:
            return None
        text = self.view.text
        key = self.view.keys[source.first]
        if not key.startswith(glued(cue.acts)):
            return source
        if len(key) == 1:
            return self.reader.mention(source.first + 1, source.last)
        start = source.span.start + 1
        while start < source.span.end and text[start] in _FILLERS:
            start += 1
        if key.startswith(self.lexicon.l_article):
            start += 1
        return source._replace(span=source.span._replace(start=start))

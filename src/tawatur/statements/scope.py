"""Scope: which report stands in which, and where the content of each begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tawatur.model import Span, StatementType
from tawatur.statements.frame import Frame
from tawatur.statements.reaches import LONG, Reaches, Scoped
from tawatur.statements.view import Sentence

_BEHIND = ("adverbial", "pointed")  # frames whose content may stand before them
_COMMAS = ("\u060c", ",")
_DASHES = ("-", "\u2013", "\u2014")


class Scope(Reaches):
    """Contents of the frames of one report."""

    def scoped(self, frames: Sequence[Frame]) -> list[Scoped]:
        """Every frame with its content; adverbials over a report join it instead of making one of their own."""
        by_sentence: dict[int, list[Frame]] = {}
        self._ending.clear()
        self._told.clear()
        for frame in frames:
            by_sentence.setdefault(frame.sentence, []).append(frame)
            if frame.quotation is not None:
                last = self.view.word_at(frame.quotation.inner.end) - 1
                if self.view.sentence_of[last] != frame.sentence:
                    self._ending[self.view.sentence_of[last]] = frame
        self._reporting = frozenset(frame.sentence for frame in frames if frame.quoted is None)
        out: list[Scoped] = []
        for number in sorted(by_sentence):
            sentence = self.view.sentences[number]
            group = [frame for frame in by_sentence[number] if frame.quoted is None]
            out += self._inner([frame for frame in by_sentence[number] if frame.quoted is not None], sentence)
            said = [frame for frame in group if frame.form not in _BEHIND]
            said = self._told[number] = self._nest(said)
            group = [frame for frame in group if frame.form in _BEHIND or frame in said]
            for frame in said:
                if frame.outer is not None and frame.outer.merged is frame:
                    continue
                out.append(self._content(frame, group, sentence))
            for frame in group:
                if frame.form == "adverbial":
                    out += self._adverbial(frame, said, group, sentence)
                elif frame.form == "pointed":
                    out += self._antecedent(frame, out)
        return [item for item in out if item.content.end > item.content.start]

    def _inner(self, frames: Sequence[Frame], sentence: Sentence) -> list[Scoped]:
        """The frames of one sentence that stand inside quotations, with contents that end where the quotation does."""
        out: list[Scoped] = []
        for _, group in groupby(frames, key=lambda frame: id(frame.quoted)):
            said = self._nest(list(group))
            for frame in said:
                frame.outer = frame.outer or frame.quoted
            out += [
                self._content(one, said, sentence) for one in said if one.outer is None or one.outer.merged is not one
            ]
        return out

    # ── which stands in which ──

    def _nest(self, said: list[Frame]) -> list[Frame]:
        """Sets `outer` on frames inside the content of another, `merged` on one whose whole content another is.

        Answers the frames that stand: a speaker's own performatives inside his report make none of their own.
        """
        kept: list[Frame] = []
        last: Frame | None = None
        for frame in said:
            bare = frame.cue.shape == "noun" and not frame.cue.governs
            noun = frame.form == "act" and (frame.cue.shape == "masdar" or bare)
            if noun and frame.source is None and last is not None and frame.at >= last.open and last.quotation is None:
                continue  # (he voiced) his praise of: the noun is part of what is said
            if last is not None and frame.pre >= last.open and last.quotation is None:
                if not frame.linked and not self._main_again(frame, last):
                    if self._own_voice(frame, last):
                        continue
                    frame.outer = last
                    named = (*frame.before, *((frame.source,) if frame.source is not None else ()))
                    starts_it = frame.pre == last.open or any(link.first == last.open for link in named)
                    paper = frame.source is not None and frame.source.kind == "document"
                    verbal = frame.cue.shape not in ("masdar", "noun") and not (paper and frame.form == "act")
                    if starts_it and verbal and not frame.relative and last.form != "act" and last.merged is None:
                        last.merged = frame
                elif self._loose_act(frame, last):
                    if last.merged is None or last.merged.form != "act" or self.view.gaps[frame.at]:
                        continue
                    frame.outer = last  # (he said the minister) promised one thing and pledged another
            kept.append(frame)
            resumes = frame.form == "act" and frame.end > 0
            if frame.outer is None and frame.cue.shape not in ("masdar", "noun") and not resumes:
                last = frame
        return kept

    def _main_again(self, frame: Frame, relative: Frame) -> bool:
        """Whether a report is the main clause behind a relative one: (Blatter,) who said he would go, announced …"""
        past = frame.cue.shape == "verb" and frame.cue.tense == "past" and self.view.gaps[frame.at].startswith(_COMMAS)
        return past and self.view.keys[relative.at - 1] in self.lexicon.pointing

    def _own_voice(self, frame: Frame, outer: Frame) -> bool:
        """Whether a frame without a source inside another is its speaker's own (he says that he denies …)."""
        if frame.source is not None or frame.before or frame.pronoun or frame.cue.shape not in ("verb", "participle"):
            return False
        if frame.relative:
            return frame.form == "act" and frame.cue.suffix == ""
        if frame.form != "act" and frame.cue.tense == "past" and self.view.keys[frame.at - 1] in self.lexicon.had:
            return False  # (because) he had said: at another time
        told = outer.source is not None and outer.source.kind in ("document", "agency", "anonymous")
        return not (told and frame.form != "act")

    def _loose_act(self, frame: Frame, outer: Frame) -> bool:
        """Whether an act with a glued conjunction and no source of its own only goes on with the outer content."""
        if frame.form != "act" or frame.source is not None or frame.cue.shape == "participle":
            return False
        if outer.form == "act" or frame.pre != frame.at:
            return False
        return not self.view.gaps[frame.at] or (frame.cue.tense != outer.cue.tense and outer.cue.tense != "")

    # ── contents ──

    def _content(self, frame: Frame, group: Sequence[Frame], sentence: Sentence) -> Scoped:
        """The content of a verb's or participle's frame."""
        inner = frame
        while inner.merged is not None:
            inner = inner.merged
        if inner.quotation is not None:
            return Scoped(frame, self._bare(inner.quotation.inner), "direct")
        bracket = self._in_brackets(inner) if inner_colon(inner) else None
        if bracket is not None:
            return Scoped(frame, bracket, "direct")
        end = self._end(inner, group, sentence) if frame.form != "act" or not frame.end else frame.end
        around = frame.quoted.quotation if frame.quoted is not None else None
        if around is not None:
            end = min(end, self.view.word_at(around.inner.end))
        span = self._trimmed(inner.open, end, inner)
        if around is not None:
            span = self._bare(Span(span.start, min(span.end, around.inner.end)))
        if inner.form == "act":
            span = self._unquoted(span)
        kind: StatementType = "act" if inner.form == "act" and not self._clausal(inner, end) else "indirect"
        if kind == "indirect" and self._quoted(span) >= LONG:
            kind = "mixed"
        return Scoped(frame, span, kind)

    def _clausal(self, frame: Frame, end: int) -> bool:
        """Whether object and predicate are joined by a complementizer: described X as being Y."""
        if not frame.cue.two_argument:
            return False
        return any(
            self.framer.single.get(self.view.keys[at]) == "bi_an" for at in range(frame.open, min(end, frame.open + 14))
        )

    def _end(self, frame: Frame, group: Sequence[Frame], sentence: Sentence) -> int:
        """The word at which the content of a frame ends (the word after its last)."""
        view, lexicon = self.view, self.lexicon
        if frame.form == "colon" and frame.open >= sentence.last:
            return self._paragraph(frame.open)
        end = self._next_report(frame, group, sentence.last)
        if frame.relative and view.gaps[frame.pre - 1][:1] in _DASHES:
            end = next((at for at in view.marked(frame.open + 1, end) if view.gaps[at][:1] in _DASHES), end)
        if frame.form == "act":
            end = self._act_end(frame, end)
        elif frame.form == "clause":
            end = self._clause_end(frame, end, sentence.first)
        end = next((at for at in view.marked(frame.open + 1, end) if self._asks(at) or self._keeps_silent(at)), end)
        end = self._gloss(frame, end)
        end = self._own_words(frame, end, sentence.first)
        if frame.form == "clause":
            remarks = view.listed(lexicon.remarks, frame.open + 2, end)
            end = next((at for at in remarks if self._describes(at, end)), end)
        if end == sentence.last:
            end = self._past_sentence(frame, end)
        return max(end, frame.open)

    def _next_report(self, frame: Frame, group: Sequence[Frame], end: int) -> int:
        """Where the next report of a sentence begins that is not part of what a frame reports, or the end given."""
        chain = set()
        outer: Frame | None = frame
        while outer is not None:
            chain.add(id(outer))
            outer = outer.outer
        for other in group:
            if id(other) in chain or other.at <= frame.at or self._nominal(other):
                continue
            if (other.form == "adverbial" and other.place == "medial") or self._coordinate(other):
                continue
            if other.outer is not None and id(other.outer) in chain and not other.linked:
                if other.relative and self._taken_up(other):
                    return min(end, other.pre - 1)
                continue
            if other.pre > frame.open:
                return min(end, other.pre)
        return end

    def _act_end(self, frame: Frame, end: int) -> int:
        """Where the object of an act ends: at a contrast, at the outlet's remark, at a clause of its own."""
        view, lexicon = self.view, self.lexicon
        if frame.cue.two_argument and frame.cue.suffix:
            end = self._predicate_end(frame, end)
        stops = view.listed(lexicon.stopping, frame.open + 1, end)
        if stops and not self._clausal(frame, end):
            end = next((at for at in stops if self._contrasts(at)), end)
        remark = next((at for at in stops if frame.open + 1 < at < end and self._remark(at)), end)
        end = next((at for at in view.marked(frame.open + 1, remark) if self._goes_on(at)), remark)
        apart = (at for at in stops if at < end - 1 and view.keys[at] == lexicon.and_)  # and (they advised)
        end = next((at for at in apart if self._voices(at + 1)), end)
        where = (at for at in view.listed(lexicon.particles["where"], frame.open + 1, end))
        end = next((at for at in where if view.keys[at - 1] not in lexicon.standing), end)
        if frame.cue.shape in ("noun", "masdar"):
            # (in answer to) charges of neglect, the minister said
            commas = (at for at in view.marked(frame.open + 1, end) if view.gaps[at].startswith(_COMMAS))
            fronted = self._in_front(frame)  # (after) the announcement of the cut, the unions called a strike
            end = next((at for at in commas if fronted or at in self.framer.strong), end)
            # (the call to end the subsidy stirred) a debate: the object of the verb in front
            ahead = (at for at in range(frame.open + 2, end) if self.framer.reader.accusative(at))
            end = next((at for at in ahead if lexicon.is_definite(view.keys[at - 1])), end)
        return end

    def _clause_end(self, frame: Frame, end: int, first: int) -> int:
        """Where the clause of a report inside another, or of a subordinate one, gives way to the main clause."""
        view, lexicon, before = self.view, self.lexicon, self.view.keys[frame.at - 1]
        if frame.outer is not None and frame.relative:
            end = next((at for at in range(frame.open + 1, end) if self._resumes(at)), end)
        if before in lexicon.pointing:
            # (programmes) that they say cure, may harm; (the man) who they say fell, was buried
            commas = (at for at in view.marked(frame.open + 1, end) if view.gaps[at].startswith(_COMMAS))
            end = next((at for at in commas if view.keys[at] in lexicon.was or view.keys[at] in lexicon.had), end)
        if frame.at - 1 == first and before in lexicon.particles["after-that"]:
            # (after he said) the roads were open, snow closed the pass: the main clause is the outlet's
            end = next((at for at in view.marked(frame.open + 1, end) if view.gaps[at].startswith(_COMMAS)), end)
        if frame.quoted is not None or before in lexicon.particles["while"]:
            # while they claim …, however: the outlet's own; "they claim …, but": the speaker's of the quotation
            end = next((at for at in view.listed(lexicon.turning, frame.open + 1, end) if self._contrasts(at)), end)
        return end

    def _in_front(self, frame: Frame) -> bool:
        """Whether a noun of saying stands in the adjunct a sentence begins with."""
        first, lexicon = self.view.sentences[frame.sentence].first, self.lexicon
        key = self.view.keys[first]
        bare = key[1:] if key[0] in lexicon.conjunctions and key not in lexicon.standing else key
        adjunct = bare in lexicon.standing or bare in lexicon.no_complement or self.framer.reader.adjunct_at(first)
        return bool(adjunct) and not any(self.view.gaps[first + 1 : frame.at + 1])

    def _past_sentence(self, frame: Frame, end: int) -> int:
        """Where a content ends that its sentence does not end: speech behind a colon, a quotation of two sentences."""
        view = self.view
        if inner_colon(frame):
            if end < len(view.keys) and "\u061f" in view.gaps[end] and "\n" not in view.gaps[end]:
                return view.sentences[view.sentence_of[end]].last
            end = self._spoken_on(end)
        # a quotation that opens inside the content and runs past the sentence takes the content along
        for at in [at for at in view.opening if frame.open <= at < end]:
            quotation = view.opening[at]
            if quotation.closed and quotation.inner.end > view.ends[end - 1]:
                return max(end, view.word_at(quotation.inner.end))
        return end

    def _paragraph(self, first: int) -> int:
        """The word after the paragraph that begins at a word, or after its sentences before the next report."""
        view = self.view
        at = first
        while at < len(view.keys):
            at = view.sentences[view.sentence_of[at]].last
            if at >= len(view.keys) or "\n" in view.gaps[at] or view.sentence_of[at] in self._reporting:
                break
        return at

    def _resumes(self, at: int) -> bool:
        """Whether a word takes up the outer report again: and that …"""
        key = self.view.keys[at]
        return key[0] == self.lexicon.and_ and self.framer.single.get(key[1:]) == "an"

    def _taken_up(self, frame: Frame) -> bool:
        """Whether a relative clause carries a new report of the same speaker: the first content stops before it."""
        key = self.view.keys[frame.pre - 1]
        if key not in self.lexicon.pointing or self.view.gaps[frame.pre - 1][:1] in _DASHES:
            return False
        called = frame.cue.two_argument and frame.cue.suffix != ""  # (the fighters) whom it calls "terrorists"
        return frame.source is None and (frame.form == "clause" or called or key[0] in self.lexicon.conjunctions)

    def _contrasts(self, at: int) -> bool:
        """Whether the outlet turns against what was said at a word: but, however."""
        key, lexicon = self.view.keys[at], self.lexicon
        if key in lexicon.contrasts:
            return True
        return key in lexicon.no_complement and any(m.last == at + 2 for m in lexicon.links.at(self.view.words, at))

    def _describes(self, at: int, end: int) -> bool:
        """Whether the outlet describes the last noun at a word: (to meet Barzani) and he is a leader."""
        if self.view.keys[at] not in self.lexicon.remarks or at + 1 >= end:
            return False
        following = self.view.keys[at + 1]
        return not self.lexicon.is_definite(following) and self.framer.reader.head_at(at + 1) is not None

    def _remark(self, at: int) -> bool:
        """Whether the outlet's description of a thing begins at a word: , and it is the third largest …"""
        view, lexicon = self.view, self.lexicon
        if view.keys[at] not in lexicon.remarks:
            return False
        if "\u060c" in view.gaps[at] or "," in view.gaps[at]:
            return True
        noun = view.keys[at + 1] if at + 1 < len(view.keys) else ""
        return lexicon.is_deed(noun) and noun not in lexicon.deeds  # and it is a measure that …

    def _asks(self, at: int) -> bool:
        """Whether a participle of speech behind a comma goes on, whether it makes a statement or not: , wondering …"""
        if not self.view.gaps[at].startswith(("\u060c", ",")):
            return False
        if not self.view.keys[at].endswith(self.lexicon.accusative):
            return False
        return any(match.item.shape == "participle" and not match.clitic for match in self.framer.groups.get(at, ()))

    def _predicate_end(self, frame: Frame, end: int) -> int:
        """Where the predicate of a pronoun ends: with its quotation, or at the comma that closes its clause."""
        view, quotation = self.view, self.view.opening.get(frame.open + (len(self.view.keys[frame.open]) == 1))
        if quotation is not None:
            return min(end, max(view.word_at(quotation.inner.end), frame.open + 1))
        return next((at for at in view.marked(frame.open + 1, end) if view.gaps[at].startswith(_COMMAS)), end)

    def _keeps_silent(self, at: int) -> bool:
        """Whether the outlet tells at a word what the speaker does not say: , but he did not confirm …"""
        keys, lexicon = self.view.keys, self.lexicon
        for link in lexicon.links.at(self.view.words, at) if keys[at] in lexicon.links.firsts else ():
            his = keys[link.last - 1].endswith(lexicon.pronouns[:4]) and link.last + 1 < len(keys)
            if his and keys[link.last] in lexicon.negations and not self.view.gaps[link.last + 1]:
                said = (match.item for match in self.framer.groups.get(link.last + 1, ()))
                return any(cue.shape == "verb" and cue.governs for cue in said)
        return False

    def _goes_on(self, at: int) -> bool:
        """Whether a clause of its own stands behind the object of an act: , where …; , and voiced …; , to mention …"""
        view, lexicon = self.view, self.lexicon
        if not self.framer.comma(at):
            return False
        timed = any(match.item[1] == "time" for match in lexicon.adjuncts.at(view.words, at))
        if not timed and any(True for _ in lexicon.links.at(view.words, at)):
            return True
        verbs = [match for match in self.framer.groups.get(at, ()) if match.item.shape == "verb"]
        if any(match.item.tense == "present" and match.clitic == lexicon.to for match in verbs):
            return True
        key = view.keys[at]
        return key[0] == lexicon.and_ and (key[1:] in lexicon.verbs or self._voices(at))

    def _voices(self, at: int) -> bool:
        """Whether a word is a verb of saying beyond doubt, glued conjunction or not."""
        group = self.framer.groups.get(at, ())
        return any(match.item.shape == "verb" and not match.item.weak for match in group)

    def _nominal(self, frame: Frame) -> bool:
        """Whether a frame hangs on a noun, which goes on with the clause it stands in; "with the words" does not."""
        return frame.cue.shape in ("masdar", "noun") and self.view.keys[frame.at] not in self.lexicon.the_saying

    def _coordinate(self, frame: Frame) -> bool:
        """Whether an act's verb only goes on with the verb of a relative clause right before it: (how people) see and
        speak of."""
        bare = frame.form == "act" and not self.view.gaps[frame.at] and frame.at > 1
        return bare and self.view.keys[frame.at - 2] in self.lexicon.pointing

    def _gloss(self, frame: Frame, end: int) -> int:
        """Where the outlet's own remark on a content begins (a thing that …; that is, 3 million)."""
        for at in self.view.marked(frame.open + 2, end):
            if self.framer.comma(at) and self.view.keys[at] in self.lexicon.glosses:
                key, following = self.view.keys[at], self.view.keys[at + 1] if at + 1 < len(self.view.keys) else ""
                if (
                    (self.lexicon.glosses[key] == "" and self._occasion(at + 1, end))
                    or following == self.lexicon.glosses[key]
                    or (self.lexicon.glosses[key] == "#" and following[:1].isdigit())
                ):
                    return at
        return end

    def _occasion(self, at: int, end: int) -> bool:
        """Whether an adjunct of time or occasion, or a preposition of belonging, begins at a word: and that after …"""
        if at >= end:
            return False
        return bool(self.framer.reader.adjunct_at(at)) or self.view.keys[at] in self.lexicon.particles["amid"]

    def _antecedent(self, frame: Frame, before: Sequence[Scoped]) -> list[Scoped]:
        """What "that" and "which" stand for: the content that ends right before them, else the clause or sentence."""
        view = self.view
        number, first = frame.sentence, view.sentences[frame.sentence].first
        if frame.pre == first:
            number -= 1
            if number < 0:
                return []
        last = frame.pre
        quotation = self.framer.quotation_before(last)
        if quotation is not None:
            return [Scoped(frame, self._bare(quotation.inner), "direct")]
        edge = view.ends[last - 1]
        told = [one for one in before if one.frame.sentence == number and one.content.end + 2 >= edge]
        if told:
            return [Scoped(frame, told[-1].content, told[-1].type)]
        span = self._trimmed(view.sentences[number].first, last)
        return [Scoped(frame, span, "mixed" if self._quoted(span) >= LONG else "indirect")]


def inner_colon(frame: Frame) -> bool:
    """Whether a content stands behind a colon without quotation marks."""
    return frame.form == "colon" and frame.quotation is None

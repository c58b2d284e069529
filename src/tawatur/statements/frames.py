"""Frames: a cue, what joins it to its content, and the words between them that name the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec.structs import replace

from tawatur.lang.pack import Pack
from tawatur.statements.cues import ComplementizerRow, Cue, cues
from tawatur.statements.lexicon import Lexicon
from tawatur.statements.mentions import Mention, Reader
from tawatur.statements.quotes import Quotation
from tawatur.statements.view import Sentence, View
from tawatur.text.fold import key
from tawatur.text.phrases import Match

REACH = 48  # words a source phrase may take between a cue and its complementizer


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
    agreement: tuple[str, str] | None = None  # gender and number of the pronoun that stands for the source
    linked: bool = False  # joined to what precedes by a conjunction, a link word or a stop
    relative: bool = False  # a relative word stands before the cue
    outer: Frame | None = None
    merged: Frame | None = None  # the report that is the whole content of this one
    own_voice: bool = False
    quotation: Quotation | None = None
    extra: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=8)
def _complementizers(pack: Pack) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Complementizers of one word, and of two, by folded key."""
    single: dict[str, str] = {}
    double: dict[tuple[str, str], str] = {}
    for row in pack.rows("complementizers", ComplementizerRow):
        for phrase in row.words:
            folded = key(phrase).split()
            if len(folded) == 1:
                single.setdefault(folded[0], row.id)
            else:
                double[folded[0], folded[1]] = row.id
    return single, double


class Framer:
    """Finds the frames of one report."""

    def __init__(self, view: View, lexicon: Lexicon, reader: Reader, pack: Pack) -> None:
        self.view = view
        self.lexicon = lexicon
        self.reader = reader
        self.single, self.double = _complementizers(pack)
        self.groups: dict[int, list[Match[Cue]]] = {}
        for match in cues(view.words, pack, view.text):
            self.groups.setdefault(match.first, []).append(match)
        self.strong = {
            at
            for at, group in self.groups.items()
            if any(m.item.shape in ("verb", "participle") and not m.item.weak and self._silent(m) == "" for m in group)
        }
        self.spoken = {
            at
            for at, group in self.groups.items()
            if any(m.item.shape in ("verb", "participle") and self._silent(m) == "" for m in group)
        }
        reader.cue_words = self.strong
        reader.cue_homographs = self.spoken
        reader.adverbials = {
            at for at, group in self.groups.items() if any(m.item.shape == "adverbial" and "clause" not in m.item.takes for m in group)
        }

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
            frame = self._clause(match, earlier)
            if frame is not None:
                if match.item.two_argument and self._is_predicate(frame):
                    return self._act(match, earlier) or frame
                if frame.form != "clause" and "" not in match.item.acts and match.item.acts and frame.open - frame.last > 6:
                    act = self._act(match, earlier)  # (admitted) to two thefts: the first …
                    if act is not None and act.open < frame.open:
                        return act
                return frame
        for match in said:
            frame = self._act(match, earlier)
            if frame is not None:
                return frame
        return None

    def _is_predicate(self, frame: Frame) -> bool:
        """Whether what a verb of object and predicate opens is its predicate: described X as being, called X "Y"."""
        if frame.form == "quote":
            return frame.open > frame.last
        keys = self.view.keys
        joint = self.single.get(keys[frame.open - 1]) if frame.form == "clause" else None
        return joint == "bi_an" and frame.source is not None

    def _silent(self, match: Match[Cue]) -> str:
        """Why this reading does not speak, "" when it does: negation, a wish or plan, the writer's own person."""
        cue = match.item
        before = self.view.keys[match.first - 1] if match.first else ""
        if cue.topic_only:
            return "topic"
        if cue.person in (1, 2) and cue.shape == "verb":
            return "person"
        if cue.shape == "verb":
            if cue.suffix in ("1s", "1p"):
                return "person"
            if before in self.lexicon.negations and not self.view.gaps[match.first]:
                return "negated"
            if "\u0633" in match.clitic or (match.clitic.endswith("\u0644") and cue.tense == "present"):
                return "future"
            if cue.tense == "present" and self.single.get(before) and not self.view.gaps[match.first]:
                return "wish" if before == "\u0627\u0646" else ""
        if cue.shape == "participle":
            if "\u0627\u0644" in match.clitic:
                return "definite"
            if cue.number != "s" and not self.view.gaps[match.first] and not match.clitic:
                return "predicate"
            if before in self.lexicon.copulas and not self.view.gaps[match.first]:
                return "predicate"
        return ""

    # ── clauses ──

    def complementizer(self, index: int) -> tuple[str, int] | None:
        """The complementizer that starts at a word and the word after it, None when none does."""
        keys = self.view.keys
        if index + 1 < len(keys):
            name = self.double.get((keys[index], keys[index + 1]))
            if name is not None:
                return name, index + 2
        name = self.single.get(keys[index])
        if self.view.gaps[index].startswith("-"):
            return None  # a syllable of a name
        if name is None or (index and keys[index - 1] in self.lexicon.no_complement and name in ("an", "inna")):
            return None
        return name, index + 1

    def _clause(self, match: Match[Cue], earlier: Sequence[Frame]) -> Frame | None:
        """The frame of a cue with a complementizer, a colon or a quotation."""
        view, cue = self.view, match.item
        number = view.sentence_of[match.first]
        opening = self._opening(match, view.sentences[number])
        if opening is None:
            return None
        form, stop, start, carrier = opening
        if start >= len(view.words):
            return None
        if form == "colon" and start not in view.opening:
            joint = self.complementizer(start)
            if joint is not None and joint[1] < len(view.words):
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
                if back is not None:
                    frame.before = (back,)
        zone = self.reader.zone(zone_first, stop)
        frame.source = zone.source
        frame.before = zone.listeners + frame.before
        self._adverbials_inside(frame, zone_first, stop)
        if frame.source is None and not carrier and cue.shape == "verb" and not self._within_relative(match.first):
            frame.source = self._preverbal(match, view.sentences[number], earlier)
        if cue.addressee and frame.source is not None and frame.source.first >= match.last and cue.shape == "verb":
            before = None if self._within_relative(match.first) else self._preverbal(match, view.sentences[number], earlier)
            if before is not None:
                frame.source = before
            elif match.first and self.single.get(view.keys[match.first - 1]) and not view.gaps[match.first]:
                frame.source = None  # (reports say) that she told her colleagues
        if cue.shape == "participle" and cue.addressee:
            frame.source = None
        if frame.source is None and self._within_relative(match.first):
            frame.source = self._antecedent(match)
        if not self._sayable(frame, match, earlier):
            return None
        self._join(frame, match)
        self._direct(frame)
        return frame

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
                elif frame.source.last <= at and "\u0639\u0646" in self.view.keys[at : match.last]:
                    frame.before = (*frame.before, frame.source)  # on the authority of: the other is the origin
                    frame.source = found
                else:
                    frame.before = (found, *frame.before)
                return

    def _sayable(self, frame: Frame, match: Match[Cue], earlier: Sequence[Frame]) -> bool:
        """Whether somebody says it: impersonal passives (it is reported that) and bare nouns of saying name nobody."""
        cue, view = frame.cue, self.view
        if cue.shape in ("masdar", "noun") and not cue.suffix and frame.source is not None and frame.source.rule == "name":
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
        text = view.text[quotation.outer.end : view.words[end].start] if end < len(view.words) else "\n"
        inside = quotation.inner.of(view.text).rstrip()
        stop = bool(set(text) & set("\n.\u060c,;\u061b!\u061f")) or (bool(inside) and inside[-1] in ".\u060c,!\u061f")
        over = stop or end in self.groups or any(True for _ in self.lexicon.links.at(view.words, end))
        if frame.form in ("quote", "colon"):
            over = over or size >= 4
        if not over or (not stop and frame.form == "clause" and size < 4):
            return
        frame.quotation = quotation

    def _opening(self, match: Match[Cue], sentence: Sentence) -> tuple[str, int, int, int] | None:
        """How a cue's content opens: (form, where the source zone ends, first content word, place of «عن» if any)."""
        view, cue = self.view, match.item
        last = min(sentence.last, match.last + REACH)
        at = match.last
        carrier = owed = 0
        speaks = cue.shape in ("verb", "participle") or bool(cue.suffix) or view.keys[match.first] in self.lexicon.the_saying
        while at < last:
            gap = view.gaps[at]
            if ":" in gap and not self._clock(at):
                return ("colon", at, at, carrier) if speaks else None
            if not speaks and at > match.last and gap and gap[0] in "\u060c,;\u061b":
                return None
            quotation = view.opening.get(at)
            if quotation is not None:
                end = view.word_at(quotation.inner.end)
                if owed and end - at >= 2:
                    return None
                if speaks and self._is_speech(quotation, at, end, match.last, sentence):
                    return "quote", at, at, carrier
                at = max(end, at + 1)
                continue
            found = self.complementizer(at)
            if found is not None and owed and found[0] != "li_an":
                owed -= 1
                at = found[1]
                continue
            if found is not None and self._governed(found[0], cue):
                if at - 1 > match.last and at - 1 in self.spoken and not view.gaps[at] and self._owns(at - 1):
                    return None  # the verb right before it is the one that it joins
                return "clause", at, found[1], carrier
            if found is not None and found[0] == "li_an":
                return None
            if cue.relays and not carrier and view.keys[at] in self.lexicon.from_forms:
                carrier = at
            elif at > match.last and at in self.spoken and view.gaps[at].startswith(("\u060c", ",")):
                if cue.shape != "verb" or not self._colon_later(at, last):
                    return None
            elif at > match.last and at in self.strong:
                if not self._within_relative(at):
                    return None
                owed += 1
            at += 1
        if at == sentence.last and at < len(view.words) and ":" in view.gaps[at]:
            return "colon", at, at, carrier
        return None

    def _owns(self, index: int) -> bool:
        """Whether a word right before a complementizer is a verb of saying in the present, and no name of somebody."""
        return any(m.item.shape == "verb" and m.item.tense == "present" for m in self.groups[index])

    def _colon_later(self, at: int, last: int) -> bool:
        """Whether a participle in between has only a noun for object, and a colon opens the content of the verb before:
        he said, praising the effort: …"""
        if not any(m.item.shape == "participle" for m in self.groups[at]):
            return False
        for index in range(at + 1, last):
            if self.complementizer(index) is not None or index in self.strong:
                return False
            if ":" in self.view.gaps[index] and not self._clock(index):
                return index in self.view.opening
        return False

    def _clock(self, at: int) -> bool:
        """Whether the colon before a word stands inside a time of day."""
        words, text = self.view.words, self.view.text
        return text[words[at - 1].end - 1].isdigit() and text[words[at].start].isdigit()

    def _is_speech(self, quotation: Quotation, first: int, end: int, cue_last: int, sentence: Sentence) -> bool:
        """Whether a quotation after a cue is what was said rather than a name in quotation marks."""
        size = end - first
        if not quotation.closed and ":" not in self.view.gaps[first]:
            if any(self.complementizer(at) for at in range(first, min(end, first + 9))):
                return False  # a name that lost its closing mark
        if first > cue_last and (self.view.keys[first - 1] in self.lexicon.title_nouns):
            return False
        if size >= 5:
            return True
        nothing_after = end >= sentence.last or bool(set(self.view.gaps[end]) & set(".!\u061f\n"))
        if size >= 4 and nothing_after and first - cue_last <= 8:
            return True
        if first == cue_last or ":" in self.view.gaps[first]:
            # one to three words right after the cue: speech when nothing goes on to open a clause
            ahead = range(end, min(sentence.last, end + 12))
            if not nothing_after and not self.view.gaps[end].strip("\u00bb\u201d\"\u2033 ").startswith(("\u060c", ",")):
                return False
            return nothing_after or not any(self.complementizer(i) or ":" in self.view.gaps[i] for i in ahead)
        between = first - cue_last
        return nothing_after and size >= 2 and between <= 4 and self.view.keys[first - 1] not in self.lexicon.standing

    def _governed(self, name: str, cue: Cue) -> bool:
        if name in cue.governs or name in ("an", "inna"):
            return True
        if cue.shape not in ("verb", "participle"):
            return False
        return name in ("bi_an", "ila_an", "ala_an") or name == "an_prep"

    def _within_relative(self, at: int) -> bool:
        return at > 0 and self.view.keys[at - 1] in self.lexicon.relatives

    # ── what stands before a cue ──

    def _join(self, frame: Frame, match: Match[Cue]) -> None:
        """Sets where the clause of a frame begins and whether it is linked to what precedes."""
        view = self.view
        sentence = view.sentences[frame.sentence]
        at = match.first
        if frame.source is not None and frame.source.last <= match.first:
            at = frame.source.first
        frame.relative = at > sentence.first and view.keys[at - 1] in self.lexicon.relatives
        linked = match.clitic[:1] in self.lexicon.conjunctions and bool(match.clitic)
        at, moved = self.before_links(at, sentence.first)
        fronted = self._fronted(at, sentence.first) if not linked else at
        if fronted < at:
            self._talk(frame, fronted, at)
            at, moved = fronted, True
        frame.pre = at
        frame.linked = linked or moved or at == sentence.first or match.item.shape == "participle"
        gap = view.gaps[at] if at > sentence.first else "\n"
        if set(gap) & set(";\u061b.\u2026"):
            frame.linked = True

    def _fronted(self, at: int, first: int) -> int:
        """Where the adjunct in front of a clause begins, when one stands there: (, and) in a talk with X (he described)."""
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
        """Adds the publisher spoken to in the adjunct in front of a clause: in a talk with X."""
        lexicon, view = self.lexicon, self.view
        occasion = any(match.item[1] == "occasion" for match in lexicon.adjuncts.at(view.words, first))
        if not occasion:
            return
        for at in range(first + 1, last):
            listener = self.reader.listener(at, last)
            if listener is not None:
                if listener[0] is not None:
                    frame.before = (listener[0], *frame.before)
                return

    def before_links(self, at: int, first: int) -> tuple[int, bool]:
        """Steps back over link words that end at a word: (where they begin, whether there were any)."""
        moved = False
        while at > first:
            for start in range(max(first, at - 4), at):
                if any(match.last == at for match in self.lexicon.links.at(self.view.words, start)):
                    at, moved = start, True
                    break
            else:
                return at, moved
        return at, moved

    def _preverbal(self, match: Match[Cue], sentence: Sentence, earlier: Sequence[Frame]) -> Mention | None:
        """The source that stands before its verb, if one does."""
        view, lexicon, cue = self.view, self.lexicon, match.item
        if match.clitic[:1] in lexicon.conjunctions and match.clitic or cue.shape != "verb":
            return None
        first = sentence.first
        for frame in reversed(earlier):
            if frame.sentence == view.sentence_of[match.first]:
                first = max(first, frame.open if frame.form != "adverbial" else frame.end)
                break
        last = match.first
        while last > first and view.keys[last - 1] in lexicon.trailing:
            last -= 1
        start = first
        for index in range(first, last):  # after the last link word that opens a clause
            for link in lexicon.links.at(view.words, index):
                if link.last <= last:
                    start = max(start, link.last)
        if start >= last:
            return None
        if view.keys[sentence.first] in lexicon.was and start == sentence.first + 1 and cue.tense == "past":
            end = self.reader.phrase_end(start, last)
            found = self.reader.mention(start, end)
            if found is not None and self.reader.plausible(start) and not (found.gender and cue.gender and found.gender != cue.gender):
                return found
        found = self.reader.mention(start, last)
        if found is not None and last - start <= (26 if cue.number == "p" else 18) and self._names(start, found, cue):
            if self.reader.phrase_end(start, last) >= last:
                return found
        for index in range(last - 1, max(start, last - 6), -1):
            if view.gaps[index + 1] if index + 1 < match.first else False:
                break
            head = self.reader.head_at(index)
            if head is not None and head[0].role in ("document", "paper", "head") and not head[0].definite:
                if head[0].kind in ("document", "anonymous", "agency", "organisation", "group"):
                    found = self.reader.mention(index, last)
                    return found if found is not None and self._names(index, found, cue) else None
        return None

    def _antecedent(self, match: Match[Cue]) -> Mention | None:
        """What a relative word before a verb points back to, when it can speak."""
        view = self.view
        relative = match.first - 1
        if view.keys[relative] not in self.lexicon.pointing or view.sentence_of[relative] != view.sentence_of[match.first]:
            return None
        first = max(view.sentences[view.sentence_of[relative]].first, relative - 9)
        for index in range(relative - 1, first - 1, -1):
            head = self.reader.head_at(index)
            if head is not None and head[0].role in ("head", "office", "document") and not head[0].suffix:
                gender = head[0].gender
                if match.item.gender and gender != match.item.gender:
                    return None
                while index > first and (more := self.reader.head_at(index - 1)) and not more[0].clitic and not view.gaps[index]:
                    index -= 1
                return self.reader.mention(index, relative)
            if view.keys[index] in self.lexicon.standing or view.gaps[index + 1].strip("\u060c,") and index + 1 < relative:
                return None
        return None

    def _names(self, start: int, found: Mention, cue: Cue) -> bool:
        """Whether the words before a verb can be its subject."""
        view, lexicon = self.view, self.lexicon
        key = view.keys[start]
        if not self.reader.plausible(start):
            return False
        head = found.head
        if head is not None and (head.clitic.strip("\u0648\u0641") or "\u0644" in head.clitic):
            return False
        if head is None and not (
            key in lexicon.names or key in lexicon.places or lexicon.is_definite(key) or start in view.opening
            or found.press or found.last - found.first <= 2
        ):
            return False
        if start in self.spoken or any(index in self.strong for index in range(start, found.last)):
            return False
        if found.gender and cue.gender and found.gender != cue.gender and found.kind != "group":
            return False
        return True

    # ── acts ──

    def _act(self, match: Match[Cue], earlier: Sequence[Frame]) -> Frame | None:
        """The frame of a cue whose object is a noun phrase."""
        view, cue = self.view, match.item
        if cue.shape == "noun" and cue.acts:
            return self._noun_act(match)
        if not cue.acts or cue.shape not in ("verb", "participle") or cue.voice == "passive":
            return None
        if cue.shape == "participle" and (cue.gender, cue.number) == ("m", "s") and view.keys[match.first][-1] != self.lexicon.article[0]:
            return None  # (he is) accused of: a predicate, not in the accusative
        if cue.shape == "participle" and cue.gender == "f" and not view.gaps[match.first] and not match.clitic:
            return None  # (the clubs are) called upon: an adjective
        number = view.sentence_of[match.first]
        sentence = view.sentences[number]
        found = self._object(match, sentence)
        if found is None:
            return None
        stop, start = found
        if start >= sentence.last:
            return None
        zone = self.reader.zone(match.last, stop, loose=True)
        frame = Frame(match.first, match.last, cue, "act", start, number, match.first, zone.source, zone.listeners)
        if cue.addressee and cue.shape == "verb" and frame.source is not None:
            frame.source = self._preverbal(match, sentence, earlier) or frame.source
        if cue.shape == "participle" and (cue.addressee or cue.two_argument) and frame.source is not None:
            frame.source = frame.source if frame.source.head is not None and frame.source.head.role == "pronoun" else None
        if frame.source is None and self._within_relative(match.first):
            frame.source = self._antecedent(match)
        elif frame.source is None:
            frame.source = self._preverbal(match, sentence, earlier)
        self._join(frame, match)
        self._direct(frame)
        return frame

    def _noun_act(self, match: Match[Cue]) -> Frame | None:
        """The frame of a noun of saying with its source and object: accusations from X of Y, analysts' forecasts of Y."""
        view, cue, reader = self.view, match.item, self.reader
        number = view.sentence_of[match.first]
        last = min(view.sentences[number].last, match.last + 16)
        at = match.last
        source: Mention | None = None
        if at < last and not cue.suffix:
            at += view.keys[at] in self.lexicon.particles["out-of"]
            if at >= last or not reader.plausible(at):
                return None
            end = reader.phrase_end(at, last, loose=True)
            source = reader.mention(at, end)
            if source is None or source.head is None and source.rule not in ("place", "press-registry", "plural"):
                return None
            at += 1
        for index in range(at, min(last, at + 12)):
            if index in self.strong:
                return None
            start = self._prepositional(cue, index, lenient=source is not None)
            if start is None:
                continue
            if source is not None and source.last > index:
                source = reader.mention(source.first, index)
            frame = Frame(match.first, match.last, cue, "act", start, number, match.first, source)
            self._join(frame, match)
            frame.linked = False
            return frame
        return None

    def subject(self, frame: Frame) -> Mention | None:
        """The subject of the narrated clause in front of a frame, when it names one who can speak.

        (The company) made a profit and said …: a verb stands first, its subject second.
        """
        view, lexicon, reader = self.view, self.lexicon, self.reader
        sentence = view.sentences[frame.sentence]
        first, _ = reader.past_adjuncts(sentence.first, frame.at)
        if frame.at - first < 3 or first > sentence.first and view.gaps[first] not in ("", "\u060c", ","):
            return None
        key = view.keys[first]
        bare = key[1:] if key[0] in lexicon.conjunctions and len(key) > 3 else key
        if bare in lexicon.standing or reader.adjunct_at(first) or key in lexicon.relatives and bare not in lexicon.was:
            return None
        start = max((m.last for m in lexicon.links.at(view.words, first)), default=first)
        if start < frame.at and reader.head_at(start) is None and view.keys[start] not in lexicon.names and start not in view.opening:
            start += 1 if start == first else 0
        if start >= frame.at or not reader.plausible(start, loose=True) or view.gaps[start] and start > first and start not in view.opening:
            return None
        end = reader.phrase_end(start, frame.at, loose=True)
        mention = reader.mention(start, end)
        if mention is None or not self._animate(mention):
            return None
        cue = frame.cue
        if cue.gender and mention.gender and cue.gender != mention.gender and mention.kind not in ("group", "agency"):
            return None
        if cue.number == "p" and mention.kind in ("person",):
            return None
        return mention

    def _animate(self, mention: Mention) -> bool:
        """Whether a naming is of one who can speak: headed, or a name that the report uses more than once."""
        view, lexicon = self.view, self.lexicon
        if mention.press or mention.head is not None:
            return mention.kind in ("person", "organisation", "agency", "group", "anonymous")
        key = view.keys[mention.first]
        if key in lexicon.names or key in lexicon.places or key in self.reader.view_names:
            return True
        return not lexicon.is_definite(key) and len(key) > 3 and view.keys.count(key) > 1

    def _object(self, match: Match[Cue], sentence: Sentence) -> tuple[int, int] | None:
        """Where the source zone of an act ends and where its object begins."""
        cue = match.item
        last = min(sentence.last, match.last + 40)
        at, spanning = self.reader.past_adjuncts(match.last, last)
        if spanning or at >= last:
            return None
        if cue.two_argument and (cue.suffix or self.view.keys[at] in self.lexicon.object_pronouns):
            return self._two(match, at, at, last)
        if self.reader.to_somebody(at):
            at = self.reader.phrase_end(at, last, loose=True)
            if at >= last:
                return None
        start = self._prepositional(cue, at, lenient=True)
        if start is not None:
            return at, start
        participle = cue.shape == "participle"
        if cue.shape == "verb" and self._document_before(match, sentence):
            if cue.two_argument or "" in cue.acts and not cue.addressee:
                return at, at
            return self._after_preposition(cue, at, at, last)
        if participle and "" in cue.acts and not cue.two_argument and self._participle_object(at):
            return at, at
        if "" in cue.acts and not cue.addressee and not cue.two_argument and self.lexicon.noun(self.view.keys[at]) in self.lexicon.deeds:
            if self.reader.head_at(at) is None:
                return at, at
        if not self.reader.plausible(at, loose=True):
            if "" in cue.acts and not cue.addressee and self._objective(at):
                return at, at
            return None
        end = self.reader.phrase_end(at, last, loose=True)
        head = self.reader.head_at(at)
        if cue.shape == "verb" and cue.gender == "f" and head is not None and (head[0].kind, head[0].gender, head[0].number) == ("person", "m", "s"):
            # (she accused) their brother: verb and noun disagree, the noun is the object
            if cue.two_argument or cue.addressee:
                return (at, at) if cue.two_argument else self._after_preposition(cue, at, at, last)
        if cue.two_argument and not cue.suffix:
            return self._two(match, at, end, last)
        prepositional = self._after_preposition(cue, at, end, last)
        if prepositional is not None and (prepositional[0] <= end or "" not in cue.acts or cue.addressee):
            return prepositional
        if "" in cue.acts and not cue.addressee:
            bare = self._after_source(end, last)
            if bare is not None and (prepositional is None or bare <= prepositional[0]):
                return bare, bare
        return prepositional

    def _document_before(self, match: Match[Cue], sentence: Sentence) -> bool:
        """Whether an indefinite document stands right before its verb: a report that accused."""
        if match.first == sentence.first or match.clitic or self.view.gaps[match.first]:
            return False
        head = self.reader.head_at(match.first - 1)
        return head is not None and head[0].role in ("document", "paper") and not head[0].definite and head[1] == match.first

    def _participle_object(self, at: int) -> bool:
        """Whether the object of a participle begins at a word: anything but a person who says it."""
        if self._objective(at):
            return True
        head = self.reader.head_at(at)
        key = self.view.keys[at]
        if head is not None or key in self.lexicon.names or key in self.lexicon.places:
            return False
        return key not in self.lexicon.never_source and key not in self.lexicon.standing

    def _after_preposition(self, cue: Cue, at: int, end: int, last: int) -> tuple[int, int] | None:
        """The first preposition of an act behind its source: (where it stands, first word of the object).

        A standing preposition is preferred to a glued one, which may belong to the source.
        """
        glued: tuple[int, int] | None = None
        loose: tuple[int, int] | None = None
        standing = any(len(act) > 1 for act in cue.acts)
        for index in range(at + 1, min(last, at + 22)):
            if index in self.strong or self.view.gaps[index].startswith((";", "\u061b", ":")):
                break
            lenient = "" not in cue.acts and index >= min(end, at + 1) and self.reader.complete(index)
            start = self._prepositional(cue, index, lenient)
            if start is not None and not self._spans(index):
                if start == index + 1 or not standing or cue.acts[0] == "":
                    return index, start
                glued = glued or (index, start)
            if glued is None and index >= end and index > at + 1 and self._prepositional(cue, index, True) is not None:
                loose = loose or (index, index)
        return glued or loose

    def _spans(self, index: int) -> bool:
        """Whether a word is the complement of the adjunct before it: during his meeting."""
        return any(match.item[1] != "time" and match.last == index for start in (index - 1, index - 2) if start >= 0
                   for match in self.lexicon.adjuncts.at(self.view.words, start))

    def _after_source(self, end: int, last: int) -> int | None:
        """Where a bare object begins behind the source and the adjuncts that follow it."""
        view = self.view
        at = end
        while at < min(last, end + 16):
            if at in self.strong and at > end:
                return None
            past, spanning = self.reader.past_adjuncts(at, last)
            if spanning:
                return None
            if past == at and at > end and not view.gaps[at].startswith(("\u060c", ",")) and not self.reader.adjunct_tail(at):
                at += 1
                continue
            at = past
            if at < last and self._objective(at):
                return at
            at += 1
        return None

    def _prepositional(self, cue: Cue, index: int, lenient: bool = False) -> int | None:
        """The first word of the object when the preposition of an act stands at a word."""
        key = self.view.keys[index]
        if index + 1 >= len(self.view.keys):
            return None
        if len(key) > 1 and key in cue.acts:
            return index + 1 if self.view.keys[index - 1] not in self.lexicon.partitives else None
        glued = tuple(act for act in cue.acts if len(act) == 1)
        if glued and key.startswith(glued) and self._is_glued(index, key, lenient):
            return index + 1 if len(key) == 1 else index
        return None

    def _objective(self, index: int) -> bool:
        """Whether the object of an act can begin at a word: a noun of action, or a measure of something."""
        key, lexicon = self.view.keys[index], self.lexicon
        if self.reader.head_at(index) is not None and not self.reader._owned_head(index) and key not in lexicon.deeds:
            return False
        if key in lexicon.standing or key in lexicon.never_source - lexicon.measures or key in lexicon.particles["carried-by"]:
            return False
        if key[0].isdigit():
            return True
        if self.reader.deed(index) or key in lexicon.measures:
            return True
        return lexicon.is_definite(key) and lexicon.is_deed(lexicon.noun(key)) and key not in lexicon.names

    def _two(self, match: Match[Cue], at: int, end: int, last: int) -> tuple[int, int] | None:
        """Verbs of object and predicate (described X as Y): the content is both, or the predicate of a pronoun."""
        view, cue = self.view, match.item
        if cue.suffix or view.keys[at] in self.lexicon.object_pronouns:
            first = at if cue.suffix else at + 1
            return (first, first) if first < last and self._is_predicative(first, first) else None
        predicate = 0
        for index in range(at + 1, last):
            if index in self.strong:
                break
            if self._is_predicative(index, end):
                predicate = index
                break
        if self._within_relative(match.first) and self._antecedent(match) is not None:
            return at, at
        if cue.shape == "participle" or end >= last or predicate and end >= predicate:
            # no source of its own, or source and object are one run of words: the first word is the source
            end = at if cue.shape == "participle" else self._first_noun(at, predicate or last)
        return (end, end) if end < last and end != predicate else None

    def _is_predicative(self, index: int, end: int) -> bool:
        """Whether the predicate of described, called, accused begins at a word."""
        view, key = self.view, self.view.keys[index]
        if self.single.get(key) == "bi_an":
            return True
        if index in view.opening and index > end:
            return True
        return key.startswith(self.lexicon.prepositions_glued[:1]) and self._is_glued(index, key, lenient=index >= end)

    def _first_noun(self, at: int, last: int) -> int:
        """The word after the shortest source phrase that begins at a word."""
        found = self.reader.head_at(at)
        end = found[1] if found is not None else at + 1
        while end < last - 1 and found is not None and self.lexicon.is_definite(self.view.keys[end]):
            end += 1
        return min(end, last)

    def _is_glued(self, at: int, key: str, lenient: bool = True) -> bool:
        """Whether the first letter of a word is a preposition rather than its own."""
        if len(key) == 1:
            return True
        lexicon = self.lexicon
        rest = key[1:]
        if rest.startswith(lexicon.article) and len(rest) > 3 or key.startswith(lexicon.l_article):
            return True
        head = self.reader.head_at(at)
        if head is not None:
            return head[0].clitic.endswith(key[0])
        if key in lexicon.names or key in lexicon.places or key in lexicon.deeds or lexicon.noun(key) in lexicon.bases:
            return False
        if key in lexicon.not_glued:
            return False
        if rest in lexicon.deeds or lexicon.is_deed(rest) and not lexicon.shape.fullmatch(key):
            return True
        if not lenient or len(key) < 4:
            return False
        # a word the report uses again and again with this first letter, and never without, is a name
        return rest in self.reader.keyset or self.view.keys.count(key) < 2

    # ── adverbials ──

    def _adverbial(self, match: Match[Cue]) -> Frame | None:
        """The frame of a phrase like "according to", with or without a verb of its own."""
        view, cue = self.view, match.item
        number = view.sentence_of[match.first]
        sentence = view.sentences[number]
        last, start = match.last, match.last
        said = cue
        if "clause" in cue.takes:
            verb = self._verb_at(match.last, sentence) or self._carrying(match)
            if verb is None:
                return None
            if self._opening(verb, sentence) is not None and view.sentence_of[verb.first] == number:
                if match.first == sentence.first or len(match.item.lemma) < 4:
                    return None
            if self._object(verb, sentence) is not None and match.first == sentence.first:
                return None
            last = start = verb.last
            said = verb.item
        paper = self.reader.head_at(match.last - 1) if match.last - match.first > 1 and said is cue else None
        if paper is not None and paper[0].role in ("paper", "document"):
            last = start = match.last - 1  # according to a statement (of …): the statement is the source
        if start >= sentence.last and not cue.suffix and "pronoun" not in cue.takes:
            return None
        frame = Frame(match.first, last, cue, "adverbial", start, number, match.first)
        end = self._adverbial_end(start, sentence)
        if "pronoun" in cue.takes or cue.suffix:
            end = match.last
            frame.pronoun = True
            goes_on = end < sentence.last and not view.gaps[end]
            if goes_on and match.first > sentence.first and not view.gaps[match.first]:
                return None
        elif said.relays and said is not cue:
            end = self._relayed_adverbial(frame, start, end, sentence)
        else:
            zone = self.reader.zone(start, end)
            frame.before = zone.listeners
            glued = tuple(act for act in cue.acts if len(act) == 1)
            if said is cue and glued and view.keys[start].startswith(glued):
                frame.before = ()
                frame.source = self._unglued(self.reader.mention(start, end), cue)
            else:
                frame.source = zone.source
            if frame.source is None or said is cue and not self._speaks(frame.source):
                return None
        frame.end = end
        if "clause" in cue.takes and match.last - match.first == 1 and cue.lemma == self.lexicon.as_said:
            if end < sentence.last and not view.gaps[end]:
                return None
        leading, _ = self.before_links(match.first, sentence.first)
        if leading == sentence.first or match.first == sentence.first:
            frame.place = "leading"
        elif end >= sentence.last or self._over(end, sentence, said is not cue):
            frame.place = "trailing"
        else:
            frame.place = "medial"
        frame.linked = True
        return frame

    def _relayed_adverbial(self, frame: Frame, start: int, end: int, sentence: Sentence) -> int:
        """(According to what) the agency carried from the minister: sets source and carrier, answers where they end."""
        limit = min(sentence.last, start + 30)
        for at in range(start, limit):
            if at > start and at in self.strong:
                limit = at
                break
        for at in range(start, limit):
            key = self.view.keys[at]
            if key not in self.lexicon.from_forms:
                continue
            carrier = self.reader.zone(start, at).source
            frame.agreement = self.lexicon.from_pronouns.get(key)
            zone = self.reader.zone(at + 1, limit)
            frame.source = zone.source if frame.agreement is None else None
            frame.before = (*((carrier,) if carrier is not None else ()), *zone.listeners)
            frame.pronoun = frame.source is None
            return max(at + 1, frame.source.last if frame.source is not None else 0)
        frame.source = self.reader.zone(start, end).source
        return end

    def _unglued(self, source: Mention | None, cue: Cue) -> Mention | None:
        """A source without the preposition glued to it (according to: وفقا ل)."""
        if source is None:
            return None
        glued = tuple(act for act in cue.acts if len(act) == 1)
        text = self.view.text
        key = self.view.keys[source.first]
        if not glued or not key.startswith(glued):
            return source
        if len(key) == 1:
            return self.reader.mention(source.first + 1, source.last)
        start = source.span.start + 1
        while start < source.span.end and text[start] in "\u0640 ":
            start += 1
        if key.startswith(self.lexicon.l_article):
            start += 1
        return source._replace(span=source.span._replace(start=start))

    def _verb_at(self, index: int, sentence: Sentence) -> Match[Cue] | None:
        """The verb of saying at a word, or after one more (كما قد ذكر)."""
        for at in (index, index + 1):
            if at >= sentence.last:
                return None
            for match in self.groups.get(at, ()):
                if match.item.shape == "verb" and match.item.person == 3 and not match.clitic:
                    return match
            if self.view.keys[at] not in self.lexicon.trailing:
                return None
        return None

    def _carrying(self, match: Match[Cue]) -> Match[Cue] | None:
        """The verb of carrying (what the agency) brought, as a verb of saying that relays."""
        at = match.last
        if at >= len(self.view.keys) or self.view.keys[at] not in self.lexicon.particles["carried-by"]:
            return None
        return Match(at, at + 1, "", replace(match.item, shape="verb", relays=True, governs=(), acts=(), takes=()))

    def _adverbial_end(self, start: int, sentence: Sentence) -> int:
        """The word after the source of an adverbial."""
        view, lexicon = self.view, self.lexicon
        limit = start
        while limit < sentence.last:
            key, gap = view.keys[limit], view.gaps[limit]
            if limit > start:
                if any(mark in gap for mark in ";\u061b:") or key in lexicon.then or self.complementizer(limit) is not None:
                    break
                if limit in self.strong and not self._within_relative(limit):
                    break
                if limit - start <= 2 and self._pointer(start, limit):
                    break
            limit += 1
        at, spanning = self.reader.past_adjuncts(start, limit)
        if spanning or at >= limit:
            return min(limit, sentence.last)
        if view.keys[at] in lexicon.standing:
            at += 1
        end = self.reader.phrase_end(at, limit, loose=True) if at < limit else limit
        listener = self.reader.listener(end, limit) if end < limit else None
        return listener[1] if listener is not None else end

    def _speaks(self, source: Mention) -> bool:
        """Whether the source of an adverbial is one who speaks rather than a rule, a plan or a course of things."""
        view, lexicon, reader = self.view, self.lexicon, self.reader
        if source.head is not None or source.press or source.kind in ("organisation", "group"):
            return True
        key = view.keys[source.first]
        if key in lexicon.names or key in reader.view_names or source.first in view.opening or key.isascii():
            return True
        noun = lexicon.noun(key)
        if lexicon.is_definite(key):
            return noun in reader.surnames
        following = view.keys[source.first + 1] if source.first + 1 < source.last else ""
        feminine = view.text[view.words[source.first].end - 1] == "\u0629" or key.endswith("\u0627\u062a")
        if feminine or following and view.text[view.words[source.first + 1].end - 1] == "\u0629":
            return False
        return not reader.deed(source.first) and not lexicon.is_definite(following)

    def _goes_on(self, at: int, sentence: Sentence) -> bool:
        """Whether a source goes on after a comma: an apposition that another comma or the end of the sentence closes."""
        head = self.reader.head_at(at)
        return head is not None and not head[0].clitic and head[0].kind == "person" or self.view.keys[at] in self.lexicon.names

    def _pointer(self, start: int, at: int) -> bool:
        """Whether the source is a lone definite word (the statement, the source) and the next goes on without it."""
        head = self.reader.head_at(start)
        if head is None or not head[0].definite or head[1] != at or head[0].role not in ("paper", "document", "head"):
            return False
        key = self.view.keys[at]
        if self.reader.head_at(at) is not None and self.lexicon.is_definite(key):
            return False
        return not self.lexicon.is_definite(key) and key not in self.lexicon.standing and key not in self.lexicon.same

    def _over(self, end: int, sentence: Sentence, said: bool) -> bool:
        """Whether what follows the source of an adverbial belongs to it (when `said` by a verb) or to a new clause."""
        if self.reader.adjunct_at(end):
            return said or not self.view.gaps[end]
        if end in self.groups and any(not self._silent(match) for match in self.groups[end]):
            return True
        for match in self.lexicon.links.at(self.view.words, end):
            if match.last <= sentence.last:
                return True
        return False

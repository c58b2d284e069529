"""Subjects: sources that stand before their verb, behind a relative word, or in the clause in front."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.model import Span
from tawatur.statements.cues import Cue
from tawatur.statements.frame import Frame
from tawatur.statements.mentions import Mention
from tawatur.statements.openings import Openings
from tawatur.statements.view import Sentence
from tawatur.text.phrases import Match

_THAT = ("an", "inna")


class Subjects(Openings):
    """Finds subjects in one report."""

    def _preverbal(self, match: Match[Cue], sentence: Sentence, earlier: Sequence[Frame]) -> Mention | None:
        """The source that stands before its verb, if one does."""
        view, lexicon, cue = self.view, self.lexicon, match.item
        if (match.clitic[:1] in lexicon.conjunctions and match.clitic) or cue.shape != "verb":
            return None
        first = sentence.first
        for frame in reversed(earlier):
            if frame.sentence == view.sentence_of[match.first]:
                first = max(first, frame.open if frame.form != "adverbial" else frame.end)
                break
        last = match.first
        while last > first and view.keys[last - 1] in lexicon.trailing:
            last -= 1
        if view.keys[sentence.first] in lexicon.was and first == sentence.first and cue.tense == "past":
            start = sentence.first + 1  # (and was) X, who is …, (announced)
            found = self.reader.mention(start, self.reader.phrase_end(start, last)) if start < last else None
            if (
                found is not None
                and self.reader.plausible(start)
                and (cue.number == "p" or not (found.gender and cue.gender and found.gender != cue.gender))
            ):
                return found
        start = first
        for index in view.listed(lexicon.links.firsts, first, last):  # after the last link word that opens a clause
            for link in lexicon.links.at(view.words, index):
                if link.last <= last:
                    start = max(start, link.last)
        for index in view.listed(self.single, start, last - 1):  # (it is recalled) that the scientists
            if self.single[view.keys[index]] in _THAT:
                start = index + 1
        if start + 1 < last and self._verb_first(start):
            start += 1  # (went on) the minister (saying)
        if start >= last:
            return None
        found = self.reader.mention(start, last)
        near = last - start <= (26 if cue.number == "p" else 18)
        if (
            near
            and found is not None
            and self._names(start, found, cue)
            and self.reader.phrase_end(start, last) >= last
        ):
            return found
        described = self._described_subject(start, last, cue)
        if described is not None:
            return described
        for index in range(last - 1, max(start, last - 6), -1):
            if view.gaps[index + 1] if index + 1 < match.first else False:
                break
            head = self.reader.head_at(index)
            if head is None or head[0].definite or head[0].kind == "person":
                continue
            if head[0].role in ("document", "paper", "head"):
                author = self._author(index, sentence.first) if head[0].role == "paper" and not head[0].suffix else None
                if author is not None:
                    return author
                found = self.reader.mention(index, last)
                clitic = head[0].clitic
                if found is not None and clitic and last == index + 1 and found.span.start == view.starts[index]:
                    # (they spread) to reports that tell of: the preposition is none of the reports'
                    told = head[0].kind in ("document", "anonymous")
                    bare = Span(found.span.start + len(clitic), found.span.end)
                    return found._replace(span=bare) if told else None
                return found if found is not None and self._names(index, found, cue) else None
        return None

    def _described_subject(self, start: int, last: int, cue: Cue) -> Mention | None:
        """The subject of a verb behind the comma that closes its relative clause: (the trader X), who …, (admitted)."""
        view = self.view
        if not view.gaps[last].startswith(("\u060c", ",")) or not self.reader.plausible(start):
            return None
        end = self.reader.phrase_end(start, last)
        if end >= last or not view.gaps[end].startswith(("\u060c", ",")):
            return None
        key, conjunctions = view.keys[end], self.lexicon.conjunctions
        if key not in self.lexicon.pointing and not (key[0] in conjunctions and key[1:] in self.lexicon.pointing):
            return None
        found = self.reader.mention(start, end)
        return found if found is not None and self._names(start, found, cue) else None

    def _verb_first(self, start: int) -> bool:
        """Whether a word in front of a definite person or body is its verb: (and went on) the minister."""
        head, key = self.reader.head_at(start + 1), self.view.keys[start]
        if head is None or not head[0].definite or head[0].clitic or self.view.gaps[start + 1]:
            return False
        if self.reader.head_at(start) is not None or key in self.lexicon.classes or start in self.view.opening:
            return False
        return not self.lexicon.is_definite(key) and key not in self.lexicon.names and key not in self.lexicon.standing

    def _author(self, paper: int, first: int) -> Mention | None:
        """Whose paper it is that stands before its verb: (the union's head) issued a statement that said."""
        reader = self.reader
        for at in range(paper - 1, first - 1, -1):
            if reader.adjunct_at(at) and reader.adjunct_at(at) > paper:
                return None
            found = reader.head_at(at)
            if found is None or found[0].kind not in ("person", "organisation", "group") or found[0].suffix:
                continue
            if found[0].role in ("paper", "document", "pronoun", "many"):
                continue
            if found[0].clitic.strip(self.lexicon.and_):
                continue
            if at > first and (reader.head_at(at - 1) is not None or self.view.keys[at - 1] in self.lexicon.standing):
                continue
            end = reader.phrase_end(at, paper)
            comma = next((index for index in range(end - 1, at, -1) if self.view.gaps[index]), end)
            named = any(
                reader.head_at(index) or self.view.keys[index] in self.lexicon.names for index in range(comma, end)
            )
            return reader.mention(at, end if named else comma)
        return None

    def _asyndetic(self, match: Match[Cue]) -> bool:
        """Whether a verb stands in a clause on an indefinite paper right before it: a speech he thanked in."""
        keys, first, last = self.view.keys, match.first, match.last
        if not first or last >= len(keys) or match.clitic or self.view.gaps[first] or match.item.shape != "verb":
            return False
        paper = self.reader.head_at(first - 1)
        if paper is None or paper[0].role != "paper" or paper[0].definite or paper[1] != first:
            return False
        return keys[last] in self.lexicon.particles["by-it"]

    def _agreeing(self, source: Mention | None, match: Match[Cue]) -> Mention | None:
        """A source behind its verb, None when it is the one spoken to: a man behind a feminine verb, his trainer."""
        cue = match.item
        if source is not None and source.head is None and source.first >= match.last and self._thing(source, cue):
            return None
        if source is None or source.head is None or source.first < match.last or cue.shape != "verb":
            return source
        if source.head.role == "many" and self._things(source):
            return None  # (put) most of the accidents (down to)
        head = source.head
        if cue.gender == "f" and (head.kind, head.gender, head.number) == ("person", "m", "s"):
            return None
        return None if cue.addressee and head.suffix else source

    def _things(self, source: Mention) -> bool:
        """Whether what a quantity counts are no people: most of the accidents."""
        after = source.first + len((source.head.base if source.head is not None else "").split())
        counted = self.view.keys[after] if after < source.last else ""
        return self.reader.head_at(after) is None and self.lexicon.classes.get(counted) == "definite-noun"

    def _thing(self, source: Mention, cue: Cue) -> bool:
        """Whether a definite noun without a head behind a cue is its object: (refused) the comparison."""
        key, lexicon = self.view.keys[source.first], self.lexicon
        if cue.shape == "participle":
            return True  # warning (Damascus): the one warned
        if not key.startswith(lexicon.article) or lexicon.noun(key) in self.reader.surnames or key in lexicon.places:
            return False
        female = self.view.text[self.view.ends[source.first] - 1] == lexicon.feminine
        return female and cue.gender == "m" and lexicon.classes.get(key) == "definite-noun"

    def _antecedent(self, match: Match[Cue]) -> Mention | None:
        """What a relative word before a verb points back to, when it can speak."""
        view = self.view
        relative = match.first - 1
        if (
            view.keys[relative] not in self.lexicon.pointing
            or view.sentence_of[relative] != view.sentence_of[match.first]
        ):
            return None
        first = max(view.sentences[view.sentence_of[relative]].first, relative - 9)
        for index in range(relative - 1, first - 1, -1):
            head = self.reader.head_at(index)
            if head is not None and head[0].role in ("head", "office", "document") and not head[0].suffix:
                gender = head[0].gender
                if match.item.gender and gender != match.item.gender:
                    continue
                while (
                    index > first
                    and not head[0].clitic.strip(self.lexicon.and_)
                    and (more := self.reader.head_at(index - 1))
                    and not more[0].clitic
                    and not view.gaps[index]
                ):
                    index -= 1
                return self.reader.mention(index, relative)
            if index == relative - 1 and head is None and self._is_name(index):
                while index > first and not view.gaps[index] and self._of_name(index - 1):
                    index -= 1
                return self.reader.mention(index, relative)
            if view.keys[index] in self.lexicon.standing or (
                view.gaps[index + 1].strip("\u060c,") and index + 1 < relative
            ):
                return None
        return None

    def _of_name(self, index: int) -> bool:
        """Whether a word in front of a name belongs to it: another name, a title, an office."""
        head = self.reader.head_at(index)
        key = self.view.keys[index]
        if head is None and self.lexicon.is_definite(key) and key not in self.lexicon.names:
            head = self.reader.head_at(index - 1) if index else None  # the Iraqi (vice president)
            return head is not None and head[0].kind == "person"
        return key in self.lexicon.names if head is None else head[0].kind == "person"

    def _is_name(self, index: int) -> bool:
        """Whether a word without a head is a name: given, known in this report, or used again and again."""
        key, reader = self.view.keys[index], self.reader
        if key in self.lexicon.names or key in reader.view_names or self.lexicon.noun(key) in reader.surnames:
            return True
        return not self.lexicon.is_definite(key) and not reader.deed(index) and reader.counts[key] > 2

    def _names(self, start: int, found: Mention, cue: Cue) -> bool:
        """Whether the words before a verb can be its subject."""
        view, lexicon = self.view, self.lexicon
        key = view.keys[start]
        if not self.reader.plausible(start):
            return False
        head = found.head
        if head is not None and head.clitic.strip(lexicon.and_):
            return False
        if head is None and not (
            key in lexicon.names
            or key in lexicon.places
            or lexicon.is_definite(key)
            or start in view.opening
            or found.press
            or found.last - found.first <= 2
        ):
            return False
        if start in self.spoken or any(index in self.strong for index in range(start, found.last)):
            return False
        return not (found.gender and cue.gender and found.gender != cue.gender and found.kind != "group")

    def subject(self, frame: Frame) -> Mention | None:
        """The subject of the narrated clause in front of a frame, when it names one who can speak.

        (The company) made a profit and said …: a verb stands first, its subject second.
        """
        return self._subject(frame.sentence, frame.at, frame.cue)

    def subject_of(self, number: int, cue: Cue) -> Mention | None:
        """The subject of a narrated sentence, when a cue could be his."""
        return self._subject(number, self.view.sentences[number].last, cue)

    def subject_before(self, frame: Frame) -> Mention | None:
        """The subject of the nearest narrated sentence before a frame, within three, that can be its speaker."""
        for number in range(frame.sentence - 1, max(-1, frame.sentence - 4), -1):
            found = self._subject(number, self.view.sentences[number].last, frame.cue)
            if found is not None:
                return found
        return None

    def _subject(self, number: int, last: int, cue: Cue) -> Mention | None:
        """The subject of a sentence; behind the comma that closes an adjunct when one stands in front."""
        view, lexicon = self.view, self.lexicon
        sentence = view.sentences[number]
        found = self._subject_at(sentence.first, last, cue)
        key = view.keys[sentence.first]
        bare = key[1:] if key[0] in lexicon.conjunctions and len(key) > 3 else key
        if found is not None or not (bare in lexicon.standing or self.reader.adjunct_at(sentence.first)):
            return found
        for at in range(sentence.first + 1, min(last, sentence.first + 24)):
            if at in self.strong:
                return None
            if view.gaps[at].startswith(("\u060c", ",")):
                found = self._subject_at(at, last, cue)
                if found is not None:
                    return found
            elif self._verb_of_name(at):
                return self._subject_at(at, last, cue)  # (during the hearing) made Salas (contradicting statements)
        return None

    def _verb_of_name(self, at: int) -> bool:
        """Whether a word is the verb of a person or body named right behind it."""
        if at + 1 >= len(self.view.keys) or self.view.gaps[at + 1] or self.reader.deed(at):
            return False
        keys, lexicon = self.view.keys, self.lexicon
        if keys[at] in lexicon.standing or lexicon.is_definite(keys[at]) or keys[at] in lexicon.names:
            return False
        if self._verb_first(at):
            return True
        named = keys[at + 1] in lexicon.names or keys[at + 1] in self.reader.view_names
        known = keys[at] in lexicon.classes or self.reader.head_at(at) is not None or at in self.view.opening
        return named and not known and keys[at] not in lexicon.particles["son-of"]

    def _subject_at(self, begin: int, last: int, cue: Cue) -> Mention | None:
        view, lexicon, reader = self.view, self.lexicon, self.reader
        first, _ = reader.past_adjuncts(begin, last)
        if last - first < 3 or (first > begin and view.gaps[first] not in ("", "\u060c", ",")):
            return None
        key = view.keys[first]
        bare = key[1:] if key[0] in lexicon.conjunctions and len(key) > 3 else key
        if (
            bare in lexicon.standing
            or reader.adjunct_at(first)
            or (key in lexicon.relatives and bare not in lexicon.was)
        ):
            return None
        start = max((m.last for m in lexicon.links.at(view.words, first)), default=first)
        if (
            start < last
            and reader.head_at(start) is None
            and view.keys[start] not in lexicon.names
            and start not in view.opening
        ):
            start += start == first or start in reader.cue_homographs or view.keys[start] in lexicon.verbs
        if (
            start >= last
            or not reader.plausible(start, loose=True)
            or (view.gaps[start] and start > first and start not in view.opening)
        ):
            return None
        end = reader.phrase_end(start, last, loose=True)
        mention = reader.mention(start, end)
        if mention is None or not self._animate(mention):
            return None
        if cue.gender and mention.gender and cue.gender != mention.gender and mention.kind not in ("group", "agency"):
            return None
        one = mention.kind == "person" or (mention.kind == "organisation" and mention.gender == "m")
        if cue.number == "p" and one:
            return None
        return mention

    def _animate(self, mention: Mention) -> bool:
        """Whether a naming is of one who can speak: headed, or a name that the report uses more than once."""
        view, lexicon = self.view, self.lexicon
        if mention.head is not None and mention.head.suffix:
            return False  # her guard, their captain: most often the object
        if mention.press or mention.head is not None:
            return mention.kind in ("person", "organisation", "agency", "group", "anonymous")
        key = view.keys[mention.first]
        if key in lexicon.names or key in lexicon.places or key in self.reader.view_names:
            return True
        return not lexicon.is_definite(key) and len(key) > 3 and view.keys.count(key) > 1

    def _document_before(self, match: Match[Cue], sentence: Sentence) -> bool:
        """Whether an indefinite document stands right before its verb: a report that accused."""
        if match.first == sentence.first or match.clitic or self.view.gaps[match.first]:
            return False
        head = self.reader.head_at(match.first - 1)
        return (
            head is not None
            and head[0].role in ("document", "paper")
            and not head[0].definite
            and head[1] == match.first
        )

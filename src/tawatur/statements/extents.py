"""Extents: where the naming of a source ends, by the grammar of offices, names, bodies and appositions."""

from __future__ import annotations

from tawatur.press import resolve
from tawatur.statements.borders import Borders
from tawatur.statements.headings import Head
from tawatur.statements.others import Walk

_COMMAS = ("\u060c", ",")
_CLOSERS = '\u00bb\u201d"\u2033'  # marks that close a name in front of a comma


class Extents(Borders):
    """Measures source phrases in one report."""

    def phrase_end(self, first: int, last: int, loose: bool = False, addressed: bool = False) -> int:
        """The word after the source phrase that begins at `first`.

        `loose`: no complementizer bounds the phrase, so that an object may follow it at once. `addressed`: the one
        spoken to may stand between it and its complementizer.
        """
        found = self.head_at(first)
        at = max(found[1] if found is not None else first + 1, self.name_end(first))
        opener = found[0] if found is not None else None
        if opener is not None and opener.role == "pronoun":
            return min(at, last)
        particles, keys, gaps = self.lexicon.particles, self.view.keys, self.view.gaps
        headed, named = opener is not None, int(opener is None and first not in self.view.opening)
        body = opener is not None and opener.kind != "person"
        paper = opener is not None and opener.role in ("document", "one-of")
        unnamed = opener is not None and not opener.definite
        walk = Walk(first, at, last, loose, addressed, opener, headed, named, "(" in gaps[first], body, paper)
        while walk.at < last:
            gap = gaps[walk.at]
            if self._bracketed(walk) if gap or walk.bracket else paper and self._made(walk):
                walk.at += 1
                continue
            quoted = self.name_end(walk.at) if gap else 0
            if quoted and not gap.lstrip(_CLOSERS).startswith(_COMMAS) and not self.adjunct_at(walk.at):
                walk.named += walk.opener is not None and walk.opener.kind == "person" and not walk.body
                walk.at = quoted
                continue
            key, before = keys[walk.at], keys[walk.at - 1]
            faith = key in particles["of-faith"] and not self.lexicon.is_definite(before)
            if not gap and (faith or before in particles["son-of"]):
                walk.named, walk.at = walk.named + 1, walk.at + 1
                continue
            withheld = self._withheld(walk) if unnamed else 0
            if withheld:
                return withheld
            if key in particles["with-pronoun"] and self._of_him(walk):
                return walk.at + 1
            if self._breaks(walk) or not self._step(walk, quoted):
                return self._published(walk) or self._unaged(walk)
        return self._unaged(walk)

    def _published(self, walk: Walk) -> int:
        """The word after a publisher's name that goes on with a word which is a verb elsewhere, or 0."""
        view, at = self.view, walk.at
        if walk.headed or view.gaps[at] or view.keys[at] not in self.lexicon.verbs:
            return 0
        named = resolve(view.text[view.starts[walk.first] : view.ends[at]])
        return at + 1 if named is not None else 0

    def _unaged(self, walk: Walk) -> int:
        """The word after the phrase without the age in brackets it ends in: (34 years old)."""
        for at in range(walk.at - 1, max(walk.first, walk.at - 4), -1):
            if "(" in self.view.gaps[at]:
                return at if self.view.keys[at][0].isdigit() else walk.at
        return walk.at

    def _withheld(self, walk: Walk) -> int:
        """The word after (who would not give) his name behind an indefinite naming, or 0."""
        particles, keys, at = self.lexicon.particles, self.view.keys, walk.at
        not_told = keys[at] in self.lexicon.negations and not self.view.gaps[at]
        if not not_told and keys[at] not in particles["withholds"]:
            return 0
        ahead = range(at + 1, min(walk.last, at + 7))
        return next((index + 1 for index in ahead if keys[index] in particles["identity"]), 0)

    def _bracketed(self, walk: Walk) -> bool:
        """Whether a word stands in brackets inside the phrase."""
        gap = self.view.gaps[walk.at]
        if "(" in gap and ")" not in gap[gap.index("(") :]:
            walk.bracket = True
        if ")" in gap:
            walk.bracket = "(" in gap[gap.index(")") :]
        return walk.bracket

    def _of_him(self, walk: Walk) -> bool:
        """Whether a preposition with a pronoun belongs to the people right before it: those close to him."""
        head = self.head_at(walk.at - 1)
        if head is None or head[0].kind not in ("group", "anonymous") or head[0].suffix or self.view.gaps[walk.at]:
            return False
        from_him = self.view.keys[walk.at].startswith(tuple(self.lexicon.particles["out-of"]))
        return from_him and not head[0].definite

    def _breaks(self, walk: Walk) -> bool:
        """Whether a phrase ends at a word whatever came before: dashes, relative words, adjuncts, listeners."""
        view, lexicon, at = self.view, self.lexicon, walk.at
        key, gap = view.keys[at], view.gaps[at]
        if gap and gap[0] in "-\u2013\u2014;\u061b" and view.text[view.ends[at - 1]] not in "-\u2013":
            return True
        if walk.paper and self._made(walk):
            return False  # a study that the university made
        if key in lexicon.particles["in-his-name"]:
            return not self._takes(walk)
        if key in lexicon.breaks or at in self.adverbials or at in self.participles or self.his_talk(at):
            return True
        if key[0] == lexicon.and_ and key[1:] in lexicon.had:
            return True
        if at in self.cue_words and key not in lexicon.names and not gap and not walk.bracket:
            return True
        if self.accusative(at) or self._heard(at, walk.last):
            return True
        return bool(self.adjunct_at(at)) and not (walk.loose and self.owned_head(at))

    def _made(self, walk: Walk) -> bool:
        """Whether a verb of making behind a document goes on with who made it."""
        return walk.paper and self.view.keys[walk.at] in self.lexicon.made_by

    def _step(self, walk: Walk, quoted: int) -> bool:
        """Reads one more word of the phrase, or answers that the phrase is over."""
        view, lexicon, at = self.view, self.lexicon, walk.at
        key, gap = view.keys[at], view.gaps[at]
        found = self.head_at(at)
        head = found[0] if found is not None else None
        after = found[1] if found is not None else at + 1
        if walk.loose and head is not None and not gap and self._second_body(walk, head):
            return False
        if gap and gap.lstrip(_CLOSERS).startswith(_COMMAS):
            several = head is not None and head.kind == "group" and walk.opener is not None
            if several and walk.opener is not None and walk.opener.kind == "person" and walk.opener.number == "s":
                return False  # (asked) the sheikh, …, the scholars: one man is not many
            if not self._apposition(at, walk.last, walk.headed) and not self._described(walk):
                return False
            walk.named, walk.headed, walk.at = 0, walk.headed or head is not None, max(after, quoted)
            return True
        if key in lexicon.standing and not self._named_like_on(at):
            given = view.keys[at - 1] in lexicon.names
            man = walk.opener is not None and walk.opener.kind == "person"
            surnamed = man and lexicon.is_definite(view.keys[at - 1]) and self.head_at(at - 1) is None
            if walk.loose and walk.named and (not walk.headed or walk.named > 1 or surnamed or given):
                return False
            if key in lexicon.from_forms and not self._issued(at):
                return False
            if self._apart(at, walk):
                return False
            walk.named, walk.at = 0, at + 1
            return True
        if head is not None and self._another(walk, head):
            return False
        if head is not None and not (walk.named and walk.loose and head.clitic):
            walk.named = 0 if head.kind == "person" else walk.named
            walk.body = head.kind != "person"
            walk.headed, walk.at = True, after
            return True
        if key in lexicon.places and not gap and self._place_apart(at, walk):
            return False
        if key in lexicon.names or (not gap and self._named_too(at)):
            body = walk.opener is not None and walk.opener.definite and walk.opener.kind == "organisation"
            if walk.loose and body and lexicon.is_definite(view.keys[at - 1]):
                return False
            walk.named, walk.at = walk.named + 1, at + 1
            return True
        if at in view.opening and not quoted:
            return False  # a quotation too long for a name
        if not gap and (self._next_phrase(at, walk) or self._others(at, walk) or self._doing(at, walk)):
            return False
        if self._glued(at, head is not None, walk) or (walk.loose and self._object_begins(walk)):
            return False
        if walk.addressed and self._asked_for(walk):
            return False
        walk.named += not lexicon.is_definite(key)
        walk.at = (key[0] in lexicon.conjunctions and self._noun_too(at)) or at + 1
        return True

    def _place_apart(self, at: int, walk: Walk) -> bool:
        """Whether a place behind a name, or behind a body with its adjective, is what is spoken of."""
        if walk.named and not walk.headed:
            return True
        before = self.view.keys[at - 1]
        apart = walk.loose and self._definite(at - 1) and not self.lexicon.is_definite(self.view.keys[at])
        return apart and self.lexicon.classes.get(before) == "adjective"

    def _another(self, walk: Walk, head: Head) -> bool:
        """Whether a head behind a source phrase is another's: an object, one spoken to, a paper that is carried."""
        view, lexicon, at = self.view, self.lexicon, walk.at
        key, joined = view.keys[at], not view.gaps[at]
        if head.kind == "group" and self._object_group(at, head):
            return True
        if joined and (self._other_woman(walk, head) or self._addressee(walk, head)):
            return True
        if joined and walk.loose and walk.named and head.suffix in lexicon.pronouns[:4] and not head.clitic:
            return True  # (bore) Loredana her child
        if walk.loose and head.kind != "person" and self._closed(walk):
            return True
        if walk.loose and key in lexicon.deeds and self.complete(at):
            return True
        if head.role == "pronoun" or (head.role in ("many", "sovereign") and not head.clitic and self.complete(at)):
            return True
        if joined and self._papers(head) and lexicon.is_definite(view.keys[at - 1]):
            return True  # (carried) the agency the statement
        return joined and self._beside(at, walk, head)

    def _named_like_on(self, at: int) -> bool:
        """Whether a name written like (on) stands behind a name: Khalid Ali is no (Khalid on)."""
        view, names = self.view, self.lexicon.names
        if view.keys[at] not in names or view.keys[at - 1] not in names:
            return False
        return view.text[view.starts[at] : view.ends[at]] != self.lexicon.upon

    def _glued(self, at: int, headed: bool, walk: Walk) -> bool:
        """Whether a conjunction or preposition glued to a word takes it out of the phrase."""
        key, lexicon = self.view.keys[at], self.lexicon
        if key[0] in lexicon.conjunctions and len(key) > 3 and not self._joined(at):
            return lexicon.is_definite(key) or self.known_word(key[1:]) or at in self.cue_homographs
        if headed or key[0] not in lexicon.prepositions_glued[:2] or len(key) < 5 or key in lexicon.names:
            return False
        alone = walk.named > 0 or (at == walk.first + 1 and not walk.body)
        return walk.loose and alone and key[1:] in self.keyset and self.counts[key] < 2

    def _issued(self, index: int) -> bool:
        """Whether (from) belongs to the source: (issued) by, (member) for."""
        if self.view.keys[index - 1] in self.lexicon.particles["issued"]:
            return True
        for at in (index - 2, index - 1):
            head = self.head_at(at) if at >= 0 else None
            if head is not None and head[0].role == "office":
                return True
        return False

    def _joined(self, index: int) -> bool:
        """Whether a word with a glued conjunction goes on with joint speakers rather than a new clause."""
        lexicon, key = self.lexicon, self.view.keys[index]
        if self.head_at(index) is not None or key in lexicon.names:
            return True
        rest = key[1:]
        keys = self.view.keys
        gaps = self.view.gaps
        before = keys[index - 1]
        if self._noun_too(index):
            return True
        if key[-2:] == before[-2:] == lexicon.relational and not lexicon.is_definite(before):
            return True  # Sunni and Shiite (leaders)
        free = (
            index + 1 < len(keys) and not gaps[index] and not gaps[index + 1] and keys[index - 1] not in lexicon.names
        )
        if free and lexicon.is_definite(keys[index + 1]) and not lexicon.is_definite(keys[index - 1]):
            return True  # medicine and surgery of the eye: two nouns with one complement
        if before in self.view_names and self._name_elsewhere(index):
            return True  # (Ross) and Lind
        return lexicon.is_definite(rest) or rest in lexicon.places or rest in lexicon.names

    def _name_elsewhere(self, index: int) -> bool:
        """Whether the word behind a glued conjunction stands elsewhere in the report and is no known word: a name."""
        lexicon, rest = self.lexicon, self.view.keys[index][1:]
        if rest not in self.keyset or index in self.cue_homographs or rest in lexicon.breaks or lexicon.is_deed(rest):
            return False
        if rest in self.view_names:
            return True
        if rest.startswith(lexicon.to + lexicon.imperfect):
            return False  # and (in order) to stress
        return lexicon.classes.get(rest) in (None, "given-name", "family-name") and rest not in lexicon.places

    def _described(self, walk: Walk) -> bool:
        """Whether an unknown office stands behind a name and its comma, in a bounded zone: X, envoy of …, (that)."""
        at, lexicon = walk.at, self.lexicon
        if walk.loose or walk.headed or at + 1 >= walk.last or self.view.gaps[at + 1] or at in self.cue_words:
            return False
        noun = lexicon.classes.get(self.view.keys[at]) in (None, "noun") and self.plausible(at) and not self.owned(at)
        owner = self.head_at(at + 1)
        owned = owner is not None and owner[0].kind != "person" and not owner[0].clitic
        return noun and not lexicon.is_definite(self.view.keys[at]) and owned

    def _apposition(self, index: int, last: int, headed: bool) -> bool:
        """Whether the words after a comma go on naming the source."""
        lexicon, view = self.lexicon, self.view
        key = view.keys[index]
        if index in self.cue_words:
            return False
        if index in view.opening and self.name_end(index) in (0, view.sentences[view.sentence_of[index]].last):
            return False  # what was said, and not another name of who said it
        head = self.head_at(index)
        if head is not None:
            return not head[0].clitic.strip(lexicon.and_) and not head[0].suffix and head[0].role != "pronoun"
        if key in lexicon.names:
            return True
        if key[0].isdigit() or key[0] in lexicon.conjunctions or self.adjunct_at(index):
            return False
        if key in lexicon.standing or key in lexicon.relatives or key in lexicon.never_source:
            return False
        if lexicon.is_deed(key) and not lexicon.is_definite(key):
            return False
        # office, name: a comma or the end of the zone closes it soon
        for at in range(index + 1, min(index + 6, last + 1)):
            if at >= last or view.gaps[at].startswith(_COMMAS):
                return headed
        return False

"""Things: what a word must be to be said, asked or denied: which nouns may be the object of an act, and begin it."""

from __future__ import annotations

from tawatur.statements.cues import Cue, glued
from tawatur.statements.headings import Head
from tawatur.statements.predicates import Predicates

_COMMAS = ("\u060c", ",")
_QUOTED = ('"', "\u00bb", "\u201d")  # marks that close a name in quotation marks


class Things(Predicates):
    """Tells what the words of one report may be as objects of acts."""

    def _takes_up(self, key: str, cue: Cue) -> bool:
        """Whether a word is a preposition of the cue's acts with a pronoun: with it, about it."""
        return any(act and key.startswith(act) and key[len(act) :] in self.lexicon.pronouns[:2] for act in cue.acts)

    def _paper(self, at: int) -> bool:
        """Whether a paper is what is spoken of: (criticised) the reports, (praised) a plan."""
        head = self.reader.head_at(at)
        return head is not None and head[0].role in ("document", "paper") and not head[0].clitic

    def _news(self, head: Head) -> bool:
        """Whether a head is that of news, told by nobody in particular: (denied) the rumours."""
        return head.kind == "anonymous" and head.gender == "f" and head.definite and not (head.clitic or head.suffix)

    def _second_noun(self, index: int) -> bool:
        """Whether a noun right behind a definite word begins a phrase of its own: (it denied) the government the
        charges, (he praised) the agent of the region guidances."""
        view, lexicon = self.view, self.lexicon
        key, before, gap = view.keys[index], view.keys[index - 1], view.gaps[index]
        if gap:
            quoted = gap.strip() in _QUOTED and index not in view.opening
            closed = quoted and key[0] not in lexicon.prepositions_glued
        else:
            closed = before.startswith(lexicon.article)
        if closed:
            noun = self._noun(index) or (self.reader.deed(index) and not lexicon.is_definite(key))
            noun = noun and key not in lexicon.standing
            if noun or (not gap and self._oblique_thing(index)):
                return not self.reader.adjunct_at(index)
        if gap.startswith(_COMMAS):
            return self._other_kind(index)
        if gap or not key.startswith(lexicon.article) or self.reader.head_at(index) is not None:
            return False
        if self._after_name(index):
            return True
        if not lexicon.is_definite(before) or before.startswith(lexicon.l_article) or key in lexicon.names:
            return False
        if lexicon.noun(key) in lexicon.deeds:
            return True
        agrees = key.endswith(lexicon.feminine_key) and before.endswith(lexicon.feminine_key)
        return key in lexicon.definite_nouns and not agrees

    def _other_kind(self, index: int) -> bool:
        """Whether a definite body, group or woman behind a comma is none of the man named in front of it: (he urged),
        the government."""
        head, key = self.reader.head_at(index), self.view.keys[index]
        if head is None or not key.startswith(self.lexicon.article) or head[0].clitic or head[0].suffix:
            return False
        before = next(
            (self.reader.head_at(at) for at in range(index - 1, index - 9, -1) if self.reader.head_at(at)), None
        )
        if before is None or (before[0].kind, before[0].gender, before[0].number) != ("person", "m", "s"):
            return False
        return (head[0].kind, head[0].number) in (("organisation", "s"), ("group", "p")) or head[0].gender == "f"

    def _after_name(self, index: int) -> bool:
        """Whether a definite plural of things stands behind a name, which bears no article: (X criticised) the fees."""
        key, before, lexicon = self.view.keys[index], self.view.keys[index - 1], self.lexicon
        if not key.endswith(lexicon.plural_feminine) or lexicon.is_definite(before) or key in lexicon.adjectives:
            return False
        return before in lexicon.names or before in self.reader.view_names or self.view.keys[index - 2] in lexicon.names

    def _noun(self, index: int) -> bool:
        """Whether a word is an indefinite common noun: neither a head nor a name."""
        key, reader = self.view.keys[index], self.reader
        common = self.lexicon.common
        bare = key[:-1] if key.endswith(self.lexicon.accusative) else key
        if (key not in common and bare not in common) or key in reader.view_names or index in self.view.opening:
            return False
        return reader.head_at(index) is None or reader.owned_head(index)

    def _deedlike(self, index: int) -> bool:
        """Whether a noun of action or of saying stands at a word: what one speaks about, not where or from whom."""
        key, lexicon = self.view.keys[index], self.lexicon
        return lexicon.is_deed(key) or lexicon.is_deed(lexicon.noun(key)) or self._noun(index)

    def _glued_deed(self, key: str) -> bool:
        """Whether a glued preposition bears a noun of action, with the article or without."""
        lexicon = self.lexicon
        return lexicon.is_deed(key[1:]) or lexicon.is_deed(lexicon.noun(key[1:]))

    def _disagrees(self, cue: Cue, at: int) -> bool:
        """Whether a verb that takes a person for object is feminine and the man behind it is none of its subjects."""
        head = self.reader.head_at(at)
        if cue.shape == "verb" and self._oblique(at):
            return True
        if cue.shape != "verb" or cue.gender != "f" or not (cue.two_argument or cue.addressee):
            return False
        if head is None:
            key, lexicon = self.view.keys[at], self.lexicon
            feminine = key.endswith(lexicon.collective[:2]) or key in lexicon.places or key in lexicon.names
            return lexicon.is_definite(key) and not feminine and lexicon.noun(key) not in self.reader.surnames
        return (head[0].kind, head[0].gender, head[0].number) == ("person", "m", "s")

    def _oblique(self, at: int) -> bool:
        """Whether a definite masculine plural stands in the case of objects: (he blamed) the officials."""
        key, lexicon = self.view.keys[at], self.lexicon
        if not lexicon.is_definite(key) or not key.endswith(lexicon.plural[-1]) or len(key) < 7:
            return False
        noun = lexicon.noun(key)
        upright = lexicon.article + noun[: -len(lexicon.plural[-1])] + lexicon.plural[0]
        head = self.reader.head_at(at)
        group = head is not None and head[0].kind == "group" and head[0].number == "p"
        return (group or upright in self.reader.keyset) and key not in lexicon.names

    def _participle_object(self, at: int) -> bool:
        """Whether the object of a participle begins at a word: anything but a person who says it."""
        if self._objective(at):
            return True
        head = self.reader.head_at(at)
        key = self.view.keys[at]
        if head is not None or key in self.lexicon.names or key in self.lexicon.places:
            return False
        return key not in self.lexicon.never_source and key not in self.lexicon.standing

    def _bound(self, index: int, cue: Cue) -> bool:
        """Whether a noun of action with a glued preposition of an act stands behind an adjective that takes it too."""
        key = self.view.keys[index]
        after = self.view.keys[index - 1] in self.lexicon.particles["bound-to"]
        return after and key.startswith(glued(cue.acts)) and len(key) > 3 and self._glued_deed(key)

    def _spans(self, index: int) -> bool:
        """Whether a word is the complement of the adjunct before it: during his meeting."""
        keys, adjuncts = self.view.keys, self.lexicon.adjuncts
        for start in range(index - 1, max(index - 3, -1), -1):
            found = adjuncts.at(self.view.words, start) if keys[start] in adjuncts.firsts else ()
            if any(match.item[1] != "time" and match.last == index for match in found):
                return True
        return False

    def _describing(self, index: int) -> bool:
        """Whether a definite adjective stands at a word."""
        key, lexicon = self.view.keys[index], self.lexicon
        noun = key in lexicon.definite_nouns or lexicon.is_deed(lexicon.noun(key))
        known = key in lexicon.adjectives or (key.endswith(lexicon.relational) and not noun)
        return known and key.startswith(lexicon.article) and self.reader.head_at(index) is None

    def _definite_object(self, index: int, plain: bool = False) -> bool:
        """Whether a definite word behind an adjunct and its comma is an object: , on Tuesday, the finding of.

        `plain`: the adjunct told how, without a comma: (he criticised) strongly the findings.
        """
        key, lexicon, gap = self.view.keys[index], self.lexicon, self.view.gaps[index]
        if not lexicon.is_definite(key) or not (gap.startswith(("\u060c", ",")) or (plain and not gap)):
            return False
        if not gap and lexicon.classes.get(key) != "definite-noun" and self.reader.head_at(index) is None:
            return False
        if key in lexicon.adjectives or key in lexicon.names or key in lexicon.places:
            return False
        head = self.reader.head_at(index)
        told = head is None or head[0].kind in ("anonymous", "document") or head[0].role == "paper"
        return told and key not in lexicon.never_source

    def _oblique_thing(self, index: int) -> bool:
        """Whether a body or group stands in the case of objects: (criticised) states, (called on) parties."""
        head, key = self.reader.head_at(index), self.view.keys[index]
        if head is None or head[0].definite or head[0].clitic or head[0].kind not in ("organisation", "group"):
            return False
        return key.endswith(self.lexicon.accusative) and len(key) > 3 and not head[0].suffix

    def _objective(self, index: int) -> bool:
        """Whether the object of an act can begin at a word: a noun of action, or a measure of something."""
        key, lexicon = self.view.keys[index], self.lexicon
        if key in lexicon.particles["this"] and index + 1 < len(self.view.keys):
            following = self.view.keys[index + 1]
            timed = self.reader.adjunct_at(index + 1) or following in lexicon.adjunct_tails
            return lexicon.is_definite(following) and not timed
        head = self.reader.head_at(index)
        if head is not None and not self.reader.owned_head(index) and not lexicon.is_deed(key):
            return self._paper(index) or self._oblique_thing(index) or self._news(head[0])
        measures = key in lexicon.measures
        if key in lexicon.standing or (key in lexicon.never_source and not measures):
            return False
        if key in lexicon.particles["carried-by"]:
            return False
        if key[0].isdigit():
            return True
        if measures or self.reader.deed(index) or self._noun(index):
            return True
        if not lexicon.is_definite(key) or key in lexicon.names:
            return False
        return key in lexicon.definite_nouns or lexicon.is_deed(lexicon.noun(key))

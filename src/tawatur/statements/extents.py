"""Extents: where the naming of a source ends, by the grammar of offices, names, bodies and appositions."""

from __future__ import annotations

from tawatur.statements.listeners import Listeners


class Extents(Listeners):
    """Measures source phrases in one report."""

    def phrase_end(self, first: int, last: int, loose: bool = False) -> int:
        """The word after the source phrase that begins at `first`.

        `loose`: no complementizer bounds the phrase, so that an object may follow it at once.
        """
        view, lexicon = self.view, self.lexicon
        found = self.head_at(first)
        headed = found is not None
        pronoun = found is not None and found[0].role == "pronoun"
        named = 0
        at = max(found[1] if found is not None else first + 1, self.name_end(first))
        if pronoun:
            return min(at, last)
        if not headed and first not in view.opening:
            named = 1
        bracket = "(" in view.gaps[first]
        while at < last:
            key, gap = view.keys[at], view.gaps[at]
            if "(" in gap and ")" not in gap[gap.index("(") :]:
                bracket = True
            if ")" in gap:
                bracket = "(" in gap[gap.index(")") :]
            if bracket:
                at += 1
                continue
            quoted = self.name_end(at)
            if quoted and not gap.startswith(("\u060c", ",")):
                at = min(quoted, last)
                continue
            if gap and gap[0] in "-\u2013\u2014;\u061b" and view.text[view.words[at - 1].end] not in "-\u2013":
                return at
            if key in lexicon.relatives or key in lexicon.object_pronouns or self.listener(at, last) is not None:
                return at
            if at in self.adverbials:
                return at
            if self.adjunct_at(at) and not (loose and self.owned_head(at)):
                return at
            if (
                key in lexicon.particles["carried-by"]
                or key in lexicon.never_source - lexicon.standing - lexicon.adjunct_tails
            ):
                return at
            head = self.head_at(at)
            if (
                loose
                and head is not None
                and head[0].definite
                and not head[0].suffix
                and head[0].kind != "person"
                and not gap
                and self.complete(at)
            ):
                if (found is not None and found[0].definite and not head[0].clitic) or (named and not headed):
                    return at
            if gap.startswith(("\u060c", ",")):
                if not self._apposition(at, last, headed):
                    return at
                named = 0
                headed = headed or head is not None
                at = max(at + 1, quoted, head[1] if head is not None else 0)
                continue
            if key in lexicon.standing:
                if (loose and named and (not headed or named > 1)) or (
                    key in lexicon.from_forms and not self._issued(at)
                ):
                    return at
                at += 1
                named = 0
                continue
            if head is not None and not (named and loose and head[0].clitic):
                if head[0].kind == "person":
                    named = 0
                headed = True
                at = max(head[1], at + 1)
                continue
            if key in lexicon.names:
                if (
                    loose
                    and found is not None
                    and found[0].definite
                    and found[0].kind == "organisation"
                    and lexicon.is_definite(view.keys[at - 1])
                ):
                    return at
                named += 1
                at += 1
                continue
            if key[0] in lexicon.conjunctions and len(key) > 3 and not self._joined(at):
                if lexicon.is_definite(key) or self.known_word(key[1:]) or at in self.cue_homographs:
                    return at
            if (
                key[0] in lexicon.prepositions_glued[:2]
                and len(key) > 4
                and key[1:] in self.keyset
                and key not in lexicon.names
            ):
                if head is None and self.view.keys.count(key) < 2:
                    return at
            definite = lexicon.is_definite(key)
            if loose and self.accusative(at):
                return at
            if loose and (key in lexicon.measures or (self.owned(at) and (headed or named))):
                return at
            if loose and definite and found is not None and found[0].kind in ("person", "group") and not named:
                if (
                    lexicon.is_deed(lexicon.noun(key))
                    and lexicon.is_definite(view.keys[at - 1])
                    and lexicon.noun(key) not in lexicon.deeds | self.view_names
                    and key.endswith(lexicon.feminine_key)
                    and found[0].gender == "m"
                ):
                    return at
            if loose:
                if not definite and self.deed(at) and (named or self.complete(at)):
                    return at
                if definite and (named > 1 or (named and not headed)) and key.endswith(lexicon.collective):
                    return at
                if not headed and named and at > first + 2:
                    return at
                if key.startswith(lexicon.glued_articles) and named:
                    return at
            if not definite:
                named += 1
            at += 1
        return last

    def _issued(self, index: int) -> bool:
        """Whether (from) belongs to a document: (issued) by, (responsible) for."""
        if self.view.keys[index - 1] in self.lexicon.particles["issued"]:
            return True
        return any(
            (head := self.head_at(at)) is not None and head[0].role == "office"
            for at in (index - 2, index - 1)
            if at >= 0
        )

    def _joined(self, index: int) -> bool:
        """Whether a word with a glued conjunction goes on with joint speakers rather than a new clause."""
        key = self.view.keys[index][1:]
        head = self.head_at(index)
        return (
            head is not None
            or self.view.keys[index] in self.lexicon.names
            or self.lexicon.is_definite(key)
            or key in self.lexicon.places
            or key in self.lexicon.names
        )

    def _apposition(self, index: int, last: int, headed: bool) -> bool:
        """Whether the words after a comma go on naming the source."""
        lexicon, view = self.lexicon, self.view
        key = view.keys[index]
        if index in self.cue_words:
            return False
        head = self.head_at(index)
        if head is not None:
            return not head[0].clitic.strip(lexicon.and_) and not head[0].suffix
        if key in lexicon.names:
            return True
        if (
            key[0].isdigit()
            or key in lexicon.standing
            or key in lexicon.relatives
            or key in lexicon.never_source
            or key[0] in lexicon.conjunctions
        ):
            return False
        if self.adjunct_at(index):
            return False
        if lexicon.is_deed(key) and not lexicon.is_definite(key):
            return False
        # office, name: a comma or the end of the zone closes it soon
        for at in range(index + 1, min(index + 6, last + 1)):
            if at >= last or view.gaps[at].startswith(("\u060c", ",")):
                return headed
        return False

"""Borders: where a whole naming is followed by what its verb is about: (left) the coach | the hall."""

from __future__ import annotations

from tawatur.statements.headings import Head
from tawatur.statements.others import Others, Walk


class Borders(Others):
    """Tells naming and object apart in one report."""

    def _next_phrase(self, at: int, walk: Walk) -> bool:
        """Whether a noun begins a phrase of its own behind a complete one: (left) the coach the hall."""
        lexicon, key = self.lexicon, self.view.keys[at]
        kind = lexicon.classes.get(key)
        before, head = self.view.keys[at - 1], self.head_at(at - 1)
        if before in lexicon.names and self.view.keys[at - 2] in lexicon.particles["son-of"]:
            head = None  # (son of) Sultan: a name here
        if kind is None and not lexicon.is_definite(key) and self._definite(at - 1) and self.deed(at):
            # (refused) the spokesman the report's reading
            completed = at + 1 < walk.last and (self._definite(at + 1) or self.owned(at + 1))
            kind = "noun" if completed and not self.view.gaps[at + 1] else kind
            if kind is not None:
                return True
        if kind is None and key.startswith(lexicon.article) and self._definite(at - 1) and self.action(at):
            kind = "definite-noun" if lexicon.noun(key) not in self.surnames else kind
        if kind != "definite-noun" and kind != "noun" and not self.owned(at):
            return False
        if before in lexicon.standing:
            return False
        if head is not None and (not walk.loose or head[0].role != "office"):
            # a man's title: a name follows; a noun that is no title: another completes it
            return head[0].definite and not (head[0].kind == "person" and kind == "noun")
        if before in lexicon.names:
            known = lexicon.noun(key) in lexicon.names or lexicon.noun(key) in self.surnames
            father = kind == "noun" and walk.named < 2 and not self.deed(at) and not self.owned(at)
            return walk.loose and not known and not father
        if self._definite(at - 1) or before in lexicon.places or self.owned(at - 1):
            return True
        glued = before[0] == lexicon.to and before not in lexicon.names
        if walk.loose and walk.named > 1 and kind == "noun" and not glued and self._nobody(key):
            return True  # (made) President Emmanuel Macron a call
        if before in lexicon.classes or head is not None or self.deed(at - 1):
            return False
        if before in self.view_names:
            return True
        # a name alone: no head in front of it that a further noun could complete
        alone = not walk.headed and at - walk.first <= 3
        several = before.endswith(lexicon.collective)
        if several and before.endswith(lexicon.plural) and self._recurs(before):
            several = False  # Macron ends like a plural
        return alone and before[0] not in lexicon.prepositions_glued and not several

    def _beside(self, at: int, walk: Walk, head: Head) -> bool:
        """Whether a head behind a complete phrase is the one spoken to (to the emir), or the paper that is made."""
        if head.clitic and head.clitic in self.lexicon.prepositions_glued[:1]:
            return head.role in ("document", "paper") or head.kind == "anonymous"
        if head.clitic == self.lexicon.to:
            if head.base in self.lexicon.particles["reporter"]:
                return True
            titled = walk.opener is not None and walk.opener.role in ("title", "rank", "honorific")
            surnamed = titled and self._definite(at - 1) and self.head_at(at - 1) is None
            named = (
                (walk.named > 0 or surnamed)
                and not walk.body
                and self.lexicon.classes.get(self.view.keys[at - 1]) != "adjective"
            )
            return named and head.role not in ("document", "paper")
        if head.clitic or head.definite or head.role not in ("document", "paper"):
            return False
        before = self.view.keys[at - 1]
        known = before in self.lexicon.names or before in self.lexicon.places or before in self.lexicon.towns
        return known or self._definite(at - 1)

    def _papers(self, head: Head) -> bool:
        """Whether a head is that of a definite paper in no relation to what stands before."""
        return head.role in ("paper", "document") and head.definite and not head.clitic

    def _object_begins(self, walk: Walk) -> bool:
        """Whether a word behind an unbounded source phrase begins the object of its verb."""
        view, lexicon, at = self.view, self.lexicon, walk.at
        key = view.keys[at]
        if key in lexicon.measures:
            return True
        if self._asked_for(walk) or (walk.named and key[0] == lexicon.to and lexicon.is_deed(key[1:])):
            return True
        if self.owned(at) and (walk.headed or walk.named):
            return True
        if key[0] in lexicon.conjunctions and (key[1:] in lexicon.places or self._noun_too(at)):
            return False
        if not lexicon.is_definite(key):
            noun = self.head_at(at - 1)
            if noun is not None and not noun[0].definite and key.endswith(lexicon.relational) and not noun[0].suffix:
                return False  # Turkish (sources): an adjective
            if self.deed(at) and (walk.named or self.complete(at)):
                return True
            before = view.keys[at - 1]
            described = self._adjective(at) and at + 1 < walk.last and not self._definite(at + 1)
            if described and walk.opener is not None and not walk.opener.definite and not walk.body:
                return False  # a senior American (official)
            if walk.opener is not None and walk.opener.definite and self._unknown_verb(at):
                return True
            closed = walk.named or lexicon.is_definite(before) or before in lexicon.places
            if closed and key[0] != lexicon.to and self.common(at) and not self._titled_name(at):
                return True
            return not walk.headed and walk.named > 0 and at > walk.first + 2
        if self._thing(at, walk) or self._after_adjective(walk):
            return True  # (renewed) the "Network" the call
        if key.startswith(lexicon.glued_articles) and walk.named and not (walk.body and key[0] == lexicon.to):
            return True  # but the X Centre for space
        before = view.keys[at - 1]
        if self._closed(walk):
            return True
        named = before in lexicon.names or before in self.view_names or not walk.headed
        if before in lexicon.places and key.endswith(lexicon.relational):
            return False  # North (Korea)
        if walk.named and named and key.endswith(lexicon.collective):
            return True
        if not walk.headed and walk.named and at > walk.first + 2:
            return True
        return not walk.named and walk.opener is not None and self._definite_deed(at, walk.opener)

    def _after_adjective(self, walk: Walk) -> bool:
        """Whether a definite noun stands behind an indefinite naming with its adjective: (warned) a British study the
        mothers."""
        opener, at, view = walk.opener, walk.at, self.view
        if opener is None or opener.definite or opener.suffix or not self._definite(at) or at in view.opening:
            return False
        if at - 1 == walk.first or not all(self._adjective(index) for index in range(walk.first + 1, at)):
            return False
        endings = self.lexicon.relational, self.lexicon.relational.removesuffix(self.lexicon.feminine_key)
        if not view.keys[at - 1].endswith(endings):
            return False  # an adjective that a noun may complete: high of (rank)
        if opener.kind == "person" and self.lexicon.classes.get(view.keys[at]) != "definite-noun":
            return False
        return self.head_at(at) is None and self.lexicon.noun(view.keys[at]) not in self.surnames

    def _titled_name(self, at: int) -> bool:
        """Whether a definite title stands right before a word, which then is a name."""
        head = self.head_at(at - 1)
        return head is not None and head[0].definite and head[0].role == "title" and head[1] == at

    def _closed(self, walk: Walk) -> bool:
        """Whether the word before is a surname, which closes a name."""
        before = self.view.keys[walk.at - 1]
        if self.view.keys[walk.at - 2] in self.lexicon.particles["servant"]:
            return False  # Abd al-Latif: another name may follow
        return walk.named > 0 and self.lexicon.is_definite(before) and self.lexicon.noun(before) in self.surnames

    def _definite_deed(self, at: int, opener: Head) -> bool:
        """Whether a definite noun of action behind a man or a group is no adjective of theirs, as it disagrees."""
        view, lexicon = self.view, self.lexicon
        noun = lexicon.noun(view.keys[at])
        if opener.kind not in ("person", "group") or opener.gender != "m":
            return False
        if not view.keys[at].endswith(lexicon.feminine_key) or not lexicon.is_definite(view.keys[at - 1]):
            return False
        if not view.keys[at].startswith(lexicon.article):
            return False  # and the relief: joined to what stands before
        return lexicon.is_deed(noun) and noun not in lexicon.deeds and noun not in self.view_names

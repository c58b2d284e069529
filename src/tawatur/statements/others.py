"""Others: who and what stands right behind the naming of a source: whom it told, what it asked for."""

from __future__ import annotations

from dataclasses import dataclass

from tawatur.statements.headings import Head
from tawatur.statements.listeners import Listeners


@dataclass(slots=True)
class Walk:
    """How far a source phrase has been read."""

    first: int
    at: int
    last: int
    loose: bool
    addressed: bool
    opener: Head | None  # the head the phrase begins with
    headed: bool  # some head has been read
    named: int  # words of a name read since the last head, comma or preposition
    bracket: bool
    body: bool  # the last head read is that of a body or a paper, which what follows may complete
    paper: bool  # the phrase begins with a paper or (one of), which somebody made


class Others(Listeners):
    """Tells others from the source in one report."""

    def _other_woman(self, walk: Walk, head: Head) -> bool:
        """Whether a woman is named behind the whole naming of a man: (mourned) the premier "X" the late actress."""
        opener = walk.opener
        man = opener is not None and (opener.kind, opener.gender, opener.number) == ("person", "m", "s")
        woman = (head.kind, head.gender) == ("person", "f") and head.definite and not head.clitic and not head.suffix
        return man and woman and walk.named > 0 and self.lexicon.classes.get(self.view.keys[walk.at]) != "adjective"

    def _addressee(self, walk: Walk, head: Head) -> bool:
        """Whether a body or group is the one spoken to: (told) Infantino the reporters, (asked) the firm of X the
        government of Y."""
        if not walk.addressed or head.clitic or head.suffix or head.kind not in ("organisation", "group"):
            return False
        lexicon, before = self.lexicon, self.view.keys[walk.at - 1]
        closed = walk.named > 0 or self._definite(walk.at - 1) or before in lexicon.places
        return closed and before not in lexicon.standing and (not walk.body or not head.definite or walk.named > 0)

    def _heard(self, at: int, last: int) -> bool:
        """Whether one spoken to stands here who completes no naming: not (the national association) of brokers."""
        key, lexicon = self.view.keys[at], self.lexicon
        heard = self.listener(at, last) if key[0] == lexicon.to or key in lexicon.hearing else None
        if heard is None:
            return False
        head = self.head_at(at)
        people = heard[0] is None and head is not None and head[0].kind == "group"
        return not (people and self._for_whom(at))

    def _for_whom(self, at: int) -> bool:
        """Whether people behind (for) complete a body that an adjective describes, or an adjective that takes them."""
        before = self.view.keys[at - 1]
        if before in self.lexicon.particles["takes-for"]:
            return True
        body = self.head_at(at - 2) if at > 1 and self._definite(at - 1) and not self.view.gaps[at - 1] else None
        return body is not None and body[0].kind == "organisation" and body[0].definite and body[1] == at - 1

    def _object_group(self, at: int, head: Head) -> bool:
        """Whether people in the case of objects stand behind a complete phrase: (told) the director the workers."""
        if not head.definite or head.clitic or head.suffix or not self.view.keys[at].endswith(self.lexicon.plural[1]):
            return False
        before = self.head_at(at - 1)
        return self._definite(at - 1) and (before is None or before[0].definite)

    def _others(self, at: int, walk: Walk) -> bool:
        """Whether several people in the case of objects stand behind one body: (told) the government the injured."""
        lexicon, key, before = self.lexicon, self.view.keys[at], self.view.keys[at - 1]
        if not key.startswith(lexicon.article) or not key.endswith(lexicon.plural[1]) or not self._definite(at - 1):
            return False
        if walk.opener is None or walk.opener.number != "s" or walk.opener.kind != "organisation":
            return False
        if lexicon.classes.get(key) in ("family-name", "definite-noun") or key in lexicon.places:
            return False
        body = at - 1 == walk.first or lexicon.classes.get(before) == "adjective"  # no owner of several stands between
        return body and not before.endswith((*lexicon.plural, lexicon.plural_feminine))

    def _second_body(self, walk: Walk, head: Head) -> bool:
        """Whether a definite body or group begins a noun phrase of its own behind a complete source."""
        if head.kind != "person" and walk.named and not walk.headed and not head.clitic:
            return True  # (asked) Sisi the forces of the army
        if head.suffix or head.kind == "person" or not self.complete(walk.at):
            return False
        if not head.definite:
            return self._unasked(walk, head)
        opened = walk.opener is not None and walk.opener.definite and not head.clitic
        closed = self._definite(walk.at - 1) and self.head_at(walk.at - 1) is None and not head.clitic
        return opened or closed or (walk.named > 0 and not walk.headed)

    def _unasked(self, walk: Walk, head: Head) -> bool:
        """Whether a body without the article begins behind a whole one: (accused) the report forces of the army."""
        opener, before = walk.opener, walk.at - 1
        if opener is None or opener.kind == "person" or head.clitic or head.kind == "agency":
            return False
        if opener.definite:
            return self._definite(before)
        return not self._definite(before) and self._adjective(before)

    def _doing(self, at: int, walk: Walk) -> bool:
        """Whether a participle tells how several speak, behind their naming: (said) the deputies joking."""
        key, lexicon = self.view.keys[at], self.lexicon
        if walk.opener is None or walk.opener.number != "p" or not key.endswith(lexicon.plural[1]) or len(key) < 5:
            return False
        named = key in lexicon.names or key in lexicon.places or key in self.view_names or self.head_at(at) is not None
        return self._definite(at - 1) and not lexicon.is_definite(key) and not named and key[0] == lexicon.participle

    def _unknown_verb(self, at: int) -> bool:
        """Whether a word used once, between adjective and preposition, is a verb: the president refrained from."""
        view, lexicon = self.view, self.lexicon
        key = view.keys[at]
        if at + 1 >= len(view.keys) or view.gaps[at + 1] or view.keys[at + 1] not in lexicon.standing:
            return False
        if lexicon.classes.get(view.keys[at - 1]) != "adjective" or not self._definite(at - 1) or self.counts[key] > 1:
            return False
        forms = {key, key[1:]} if key[0] in lexicon.conjunctions else {key}
        known = any(form in group for form in forms for group in (lexicon.names, lexicon.places, lexicon.towns))
        known = known or key in self.view_names or key in lexicon.classes
        return not known and self.head_at(at) is None and at not in view.opening and key not in lexicon.standing

    def _asked_for(self, walk: Walk) -> bool:
        """Whether a deed behind (by) begins here, which a whole naming before it does or asks for: by closing …"""
        key, with_ = self.view.keys[walk.at], self.lexicon.prepositions_glued[0]
        named = walk.named > 0 and not self.view.keys[walk.at - 1][0].isdigit()
        if not key.startswith(with_) or not (named or self._definite(walk.at - 1)):
            return False
        return self.lexicon.is_deed(key[1:]) or (named and self.lexicon.is_definite(key) and len(key) > 5)

    def _apart(self, at: int, walk: Walk) -> bool:
        """Whether a preposition behind a naming belongs to the verb: (wrote) the minister (to) the mayor, (said) he
        (in) his call. It belongs to a naming that holds a word which takes it: the envoy (to)."""
        if self._upon(at, walk):
            return True  # (answered) the president (on) his critics
        view, lexicon = self.view, self.lexicon
        key, after = view.keys[at], at + 1
        if walk.bracket or (not walk.named and not self._closing(at - 1)):
            return False
        if key in lexicon.taken:
            return not self._takes(walk)
        if after >= len(view.keys) or view.gaps[after]:
            return False
        if key not in lexicon.particles["within"]:
            return self.owned(after) and self.deed(after)  # (said) the minister (at) his unveiling
        person = walk.opener is None and not walk.headed and view.keys[at - 1] not in lexicon.places
        described = self._definite(at - 1) and at - 1 > walk.first and view.keys[at - 2] not in lexicon.names
        man = walk.opener is not None and (walk.opener.kind, walk.opener.definite) == ("person", True)
        if man and walk.named > 1 and self.head_at(after) is None and not walk.body:
            return True  # (said) the judge Salim Haddad (in) the town of
        return self.owned(after) or (person and at - 1 not in view.opening and not described)

    def _adjective(self, at: int) -> bool:
        """Whether an indefinite word is counted as an adjective: senior, American."""
        return self.lexicon.classes.get(self.lexicon.article + self.view.keys[at]) == "adjective"

    def _nobody(self, key: str) -> bool:
        """Whether a noun can neither speak nor be a surname in this report."""
        noun = self.lexicon.noun(key)
        known = noun in self.lexicon.speakers or noun in self.lexicon.bases or noun in self.lexicon.names
        return not known and noun not in self.surnames and key not in self.view_names

    def _takes(self, walk: Walk) -> bool:
        """Whether a naming holds a noun that a preposition may complete: the envoy (to), a spokesman (for)."""
        view, lexicon = self.view, self.lexicon
        read = range(max(0, walk.first - 1), walk.at)
        return not lexicon.takers.isdisjoint(lexicon.noun(view.keys[index]) for index in read)

    def _thing(self, at: int, walk: Walk) -> bool:
        """Whether a definite noun that can neither speak nor be a surname stands behind a name or a quoted naming."""
        key, lexicon = self.view.keys[at], self.lexicon
        man = walk.named > 0 and not walk.body
        named = (man and walk.named > 1) or ((man or not walk.headed) and self._closing(at - 1))
        if not named and at != self.name_end(walk.first):
            return False
        if not self._definite(at) or not self._nobody(key):
            return False
        # behind two names a word shaped like a noun of action is no third
        return lexicon.classes.get(key) == "definite-noun" or (walk.named > 1 and self.action(at))

    def _closing(self, at: int) -> bool:
        """Whether a word may be the last of a whole naming: definite, a name, a place."""
        key, lexicon = self.view.keys[at], self.lexicon
        return self._definite(at) or key in lexicon.names or key in lexicon.places or key in self.view_names

    def _upon(self, at: int, walk: Walk) -> bool:
        """Whether (on) behind a complete naming of people belongs to the verb, not to (the supervisor of) something."""
        view, lexicon = self.view, self.lexicon
        if view.text[view.starts[at] : view.ends[at]] != lexicon.upon:
            return False
        if walk.opener is None and not walk.headed:
            return True  # (answered) Zarif (on) another
        if not self._definite(at - 1):
            return False
        if walk.opener is not None and walk.opener.kind not in ("person", "group"):
            return False
        over = lexicon.particles["over"]
        return not any(view.keys[index] in over or self.action(index) for index in range(walk.first, at))

    def action(self, index: int) -> bool:
        """Whether a definite word is a noun of action: the supervision (of)."""
        noun = self.lexicon.noun(self.view.keys[index])
        shaped = not noun.endswith(self.lexicon.feminine_key) or noun in self.lexicon.deeds
        return self._definite(index) and self.head_at(index) is None and shaped and self.lexicon.is_deed(noun)

    def _named_too(self, at: int) -> bool:
        """Whether a given name is joined to a name here: (Khalid) and Salim."""
        key, lexicon = self.view.keys[at], self.lexicon
        common = lexicon.classes.get(key[1:]) not in (None, "given-name")
        return key[0] in lexicon.conjunctions and key[1:] in lexicon.names and not common

    def _noun_too(self, at: int) -> int:
        """The word after a noun with its complement that is joined to a complement here, or 0: (the authority of roads)
        and works of the town."""
        view, lexicon = self.view, self.lexicon
        key, rest, end = view.keys[at], view.keys[at][1:], at + 1
        if end < len(view.keys) - 1 and lexicon.classes.get(view.keys[end]) == "noun":
            end += 1  # and the betterment of places of work
        if end >= len(view.keys) or any(view.gaps[at : end + 1]) or not self._definite(end):
            return 0
        if key in lexicon.classes or key in lexicon.deeds or at in self.cue_homographs:
            return 0
        return end + 1 if lexicon.classes.get(rest) == "noun" or lexicon.is_deed(rest) else 0

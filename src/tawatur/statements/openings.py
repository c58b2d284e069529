"""Openings: how the content of a cue begins, with a complementizer, a colon or a quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from tawatur.lang.pack import Pack
from tawatur.statements.cues import ComplementizerRow, Cue
from tawatur.statements.cues import lexicon as cue_lexicon
from tawatur.statements.gates import Line
from tawatur.statements.lexicon import Lexicon, lexicon
from tawatur.statements.quotes import Quotation
from tawatur.statements.view import ANNOUNCING, CUE, GIVEN, JOINING, UPON, Sentence, View
from tawatur.statements.zones import Reader
from tawatur.text.fold import key
from tawatur.text.phrases import Match
from tawatur.text.words import Cutter

_CLOSERS = '\u00bb\u201d"\u2033)'  # marks that close what stands before a comma
_OPENERS = ("\u00ab", "\u201c", '"')
_COMMAS = ("\u060c", ",")
_OWNING = ("", "anybody")  # what may silence a verb that owns the clause behind it all the same

REACH = 48  # words a source phrase may take between a cue and its complementizer


@lru_cache(maxsize=8)
def _complementizers(pack: Pack) -> tuple[dict[str, str], dict[tuple[str, str], str], frozenset[str]]:
    """Complementizers of one word, and of two, by folded key, and the first words of both."""
    single: dict[str, str] = {}
    double: dict[tuple[str, str], str] = {}
    for row in pack.rows("complementizers", ComplementizerRow):
        for phrase in row.words:
            folded = key(phrase).split()
            if len(folded) == 1:
                single.setdefault(folded[0], row.id)
            else:
                double[folded[0], folded[1]] = row.id
    return single, double, frozenset((*single, *(first for first, _ in double)))


@lru_cache(maxsize=8)
def cutter(pack: Pack) -> Cutter:
    """What cuts a language's texts into words and knows which of them may be cues, made once."""
    cues, sources, joining = cue_lexicon(pack), lexicon(pack), _complementizers(pack)[2]

    def wanted(word: str) -> int:
        found = CUE * cues.wanted(word) + GIVEN * (word in sources.given) + JOINING * (word in joining)
        return found + ANNOUNCING * (word in sources.text_of) + UPON * (word == sources.upon_key)

    return Cutter(wanted)


class Openings:
    """Finds how cues open in one report."""

    def __init__(self, view: View, lexicon: Lexicon, reader: Reader, pack: Pack) -> None:
        self.view = view
        self.lexicon = lexicon
        self.reader = reader
        self.single, self.double, self._joining = _complementizers(pack)
        self._willing = [next(iter(lexicon.particles["willing"]))]  # God (willing): no complementizer
        self.groups: dict[int, list[Match[Cue]]] = {}
        for match in cue_lexicon(pack).find(Line(view.words, view.gaps, view.text), view.caught(CUE)):
            self.groups.setdefault(match.first, []).append(match)
        self.strong = reader.cue_words
        self.spoken = reader.cue_homographs
        for at, group in self.groups.items():
            self._sort(at, group)
        # the words an opening may begin at: behind punctuation, joining words, further cues
        self._stopping = sorted({*view.marked(0, len(view.keys)), *view.caught(JOINING), *self.groups})

    def _sort(self, at: int, group: Sequence[Match[Cue]]) -> None:
        """Notes what a word with these readings is to the reader of source phrases."""
        reader = self.reader
        phrase = False
        for match in group:
            if match.item.shape == "adverbial":
                phrase = phrase or match.last > at + 1
                reader.adverbials.add(at)
        if phrase:
            return  # a phrase of two words (on the authority of) is no verb, though its first word alone may be one
        participle = False
        for match in group:
            cue = match.item
            participle = participle or cue.shape == "participle"
            if cue.shape in ("verb", "participle") and self._silent(match) in _OWNING:
                self.spoken.add(at)
                if not cue.weak:
                    self.strong.add(at)
        if participle and at in self.spoken:
            reader.participles.add(at)

    def _silent(self, match: Match[Cue]) -> str:
        """Why this reading does not speak, "" when it does: negation, a wish or plan, the writer's own person."""
        cue = match.item
        before = self.view.keys[match.first - 1] if match.first else ""
        if cue.topic_only:
            return "topic"
        if match.last < len(self.view.keys) and self.view.keys[match.last] in self.lexicon.particles["proverb"]:
            named = match.last + 1 < len(self.view.keys) and (
                "(" in self.view.gaps[match.last + 1] or self.view.keys[match.last + 1] in self.lexicon.names
            )
            return "" if named else "proverb"
        if cue.person in (1, 2) and cue.shape == "verb":
            return "person"
        if cue.shape == "verb":
            if cue.suffix in ("1s", "1p"):
                return "person"
            if cue.suffix and self.view.text[self.view.ends[match.last - 1] - 1] == self.lexicon.feminine:
                return "feminine"  # a student, not (he) asked him
            if before in self.lexicon.negations and not self.view.gaps[match.first]:
                return "negated"
            bare = not match.clitic and not self.view.gaps[match.first]
            if bare and before in self.lexicon.standing and before not in self.lexicon.relatives:
                return "noun"  # (pushed him) to urging: a preposition stands before no verb
            if cue.tense == "present" and not match.clitic and before in self.lexicon.particles["out-of"]:
                return "anybody"  # (there are those) who say
            if self.lexicon.will in match.clitic or (match.clitic.endswith(self.lexicon.to) and cue.tense == "present"):
                return "future"
            if cue.tense == "present" and self.single.get(before) and not self.view.gaps[match.first]:
                return "wish" if before in self.lexicon.subjunctive else ""
        if cue.shape == "participle":
            if self.lexicon.article in match.clitic:
                return "definite"
            alone = not self.view.gaps[match.first] and not match.clitic
            if cue.number != "s" and alone and (cue.weak or not cue.two_argument):
                return "predicate"
            if before.isdigit() and not self.view.gaps[match.first]:
                return "counted"
            denied = before in self.lexicon.negations or before in self.lexicon.particles["is-not"]
            if denied and not self.view.gaps[match.first]:
                return "negated"
            if self._predicate(match.first):
                return "predicate"
            if match.clitic and cue.gender == "f" and before.startswith(self.view.keys[match.first][1:-1]):
                return "paired"
        return ""

    def _predicate(self, index: int) -> bool:
        """Whether a word stands behind a form of (to be), at most four words away in the same clause."""
        for at in range(index, max(0, index - 4), -1):
            if self.view.gaps[at]:
                return False
            if self.view.keys[at - 1] in self.lexicon.copulas:
                return True
        return False

    def complementizer(self, index: int, cue_last: int = -1) -> tuple[str, int] | None:
        """The complementizer that starts at a word and the word after it, None when none does.

        Behind a word that owns it (before, it is possible) it is none, unless that word is the cue itself.
        """
        keys = self.view.keys
        if keys[index] not in self._joining:
            return None
        if index + 1 < len(keys):
            name = self.double.get((keys[index], keys[index + 1]))
            if name is not None:
                return name, index + 2
        name = self.single.get(keys[index])
        if self._hyphened(index) or self._in_bracketed_name(index):
            return None  # a syllable of a name
        if name is None or keys[index + 1 : index + 2] == self._willing or self._if(index):
            return None
        if name == "bi_an" and index and keys[index - 1] in self.lexicon.particles["no-complement-after"]:
            return None  # (bearing in mind) that: the outlet's own
        if index in (0, cue_last) or keys[index - 1] not in self.lexicon.no_complement or name not in ("an", "inna"):
            return name, index + 1
        paper = self.reader.head_at(index - 2) if index > 1 else None  # the newspaper "Sabq" is no (before)
        # special (sources): there the word is an adjective
        special = (
            paper is not None and paper[0].kind == "anonymous" and keys[index - 1].endswith(self.lexicon.feminine_key)
        )
        if index - 1 not in self.view.opening and not special and (paper is None or paper[0].kind != "agency"):
            return None
        return name, index + 1

    def _hyphened(self, index: int) -> bool:
        """Whether a hyphen without blanks joins a word to the one before."""
        view = self.view
        return view.gaps[index] == "-" and view.starts[index] - view.ends[index - 1] == 1

    def _if(self, index: int) -> bool:
        """Whether a word written like (inna) is (if): a verb in the perfect or (not) follows it at once."""
        view, lexicon = self.view, self.lexicon
        spelt = view.text[view.starts[index] : view.ends[index]]
        if len(spelt) != 2 or not spelt.startswith(lexicon.inna) or index + 1 >= len(view.keys):
            return False
        key = view.keys[index + 1]
        if view.gaps[index + 1]:
            return False
        if key in lexicon.particles["behind-if"] or key in lexicon.was:
            return True
        she = view.text[view.ends[index + 1] - 1] == lexicon.possessed_feminine and len(key) > 3
        noun = key in lexicon.classes or key in lexicon.names or key in lexicon.places or key in lexicon.towns
        return she and not noun and not key.endswith(lexicon.plural_feminine) and not lexicon.is_definite(key)

    def _in_bracketed_name(self, index: int) -> bool:
        """Whether a word stands in a name in brackets, at most four words long: (Deutsche Bahn Regio)."""
        gaps = self.view.gaps
        near = gaps[max(1, index - 2) : index + 1]
        if "(" not in "".join(near) or all("(" not in gap or ")" in gap for gap in near):
            return False
        return any(")" in gap for gap in gaps[index + 1 : index + 4])

    def _opening(self, match: Match[Cue], sentence: Sentence) -> tuple[str, int, int, int] | None:
        """How a cue's content opens: (form, where the source zone ends, first content word, place of (from) if any)."""
        view, cue = self.view, match.item
        last = min(sentence.last, match.last + REACH)
        carrier = owed = 0
        speaks = (
            cue.shape in ("verb", "participle") or bool(cue.suffix) or view.keys[match.first] in self.lexicon.the_saying
        )
        places = self._stops(match.last, last)
        if cue.relays:
            carrying = self.lexicon.from_forms.union(cue.acts)
            places = sorted({*places, *view.listed(carrying, match.last, last)})
        goes_on = match.last
        for at in places:
            if at < goes_on:
                continue
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
                if gap.startswith(_COMMAS) and self._aside(match.first):
                    return (
                        None  # he said, who was speaking before the council, "…": the comma closes the relative clause
                    )
                if speaks and self._is_speech(quotation, at, end, match, sentence):
                    return "quote", at, at, carrier
                goes_on = max(end, at + 1) if quotation.closed else at + 1
                continue
            found = self.complementizer(at, match.last)
            if found is not None and owed and found[0] != "li_an":
                owed -= 1
                goes_on = found[1]
                continue
            if found is not None and self._of_noun(at, cue):
                return None  # (pointing) to the importance that: the noun is what is said
            if found is not None and self._governed(found[0], cue):
                if at - 1 > match.last and at - 1 in self.spoken and not view.gaps[at] and self._owns(at - 1):
                    return None  # the verb right before it is the one that it joins
                return "clause", at, found[1], carrier
            if found is not None and found[0] == "li_an":
                return None
            if cue.relays and not carrier and (view.keys[at] in self.lexicon.from_forms or view.keys[at] in cue.acts):
                carrier = at
            elif at > match.last and at in self.spoken and view.gaps[at].startswith(("\u060c", ",")):
                if cue.shape != "verb" or not self._colon_later(at, last, cue):
                    return None
            elif at > match.last and at in self.strong:
                if not self._within_relative(at) and not (cue.shape == "verb" and self._colon_later(at, last, cue)):
                    return None
                owed += not self._takes_up_only(at)
        at = max(last, goes_on)
        if at == sentence.last and at < len(view.keys) and self._opens_below(match, at):
            return "colon", at, at, carrier
        return None

    def _of_noun(self, at: int, cue: Cue) -> bool:
        """Whether a clause belongs to a noun behind a preposition of the cue: (stressed) the need that …"""
        keys = self.view.keys
        if not cue.acts or self.view.gaps[at] or self.view.gaps[at - 1]:
            return False
        return keys[at - 1] in self.lexicon.deeds and keys[at - 2] in self.lexicon.standing and keys[at - 2] in cue.acts

    def _stops(self, first: int, last: int) -> list[int]:
        """Those of the words `first`..`last` (half-open) that an opening may begin at."""
        return self._stopping[bisect_left(self._stopping, first) : bisect_left(self._stopping, last)]

    def _opens_below(self, match: Match[Cue], at: int) -> bool:
        """Whether a colon ends a sentence, and what is said begins below it: he said: (new line)."""
        gap, cue = self.view.gaps[at], match.item
        if ":" not in gap or any(letter.isalpha() for letter in gap) or "colon" not in cue.governs:
            return False  # what stands between may be a link line, cut out of the body
        if cue.shape == "participle" and at - match.last > 1:
            return False
        following = self._before_following(match.last, at) < at
        return not cue.weak or following or at - match.last <= 4

    def _before_following(self, first: int, stop: int) -> int:
        """Where (the following) begins that a colon stands behind, or the colon."""
        found = self._pointing("following", max(first, stop - 3), stop)
        return found if found is not None else stop

    def _pointing(self, row: str, first: int, stop: int) -> int | None:
        """Where, from a word on, a pointing phrase of a row begins that ends right before another word."""
        words, phrases = self.view.words, self.lexicon.antecedents
        if not phrases.ends(words.keys[stop - 1]):
            return None
        for at in range(first, stop):
            if any(one.item == row and one.last == stop for one in phrases.at(words, at)):
                return at
        return None

    def _takes_up_only(self, index: int) -> bool:
        """Whether a verb in a relative clause has its object in its pronoun (that he denied) and owns no clause."""
        verbs = [m.item for m in self.groups[index] if m.item.shape == "verb"]
        return bool(verbs) and all(
            one.suffix and "" in one.acts and not (one.addressee or one.two_argument) for one in verbs
        )

    def _owns(self, index: int) -> bool:
        """Whether a word right before a complementizer is a verb of saying in the present, or a participle that says
        how one speaks, and no name of somebody."""
        said = (match.item for match in self.groups[index])
        return any(cue.shape == "participle" or (cue.shape == "verb" and cue.tense == "present") for cue in said)

    def _colon_later(self, at: int, last: int, cue: Cue) -> bool:
        """Whether a participle in between has only a noun for object, and a colon opens the content of the verb before:
        he said, praising the effort: …"""
        if not any(m.item.shape == "participle" for m in self.groups[at]):
            return False
        does = cue.acts and not cue.weak and cue.governs[:1] != ("inna",)
        apart = self.view.gaps[at].startswith(_COMMAS)
        if does and apart and at + 1 < last and ":" in self.view.gaps[at + 1]:
            return False  # the colon is the participle's own: he doubted the future, saying: "…"
        for index in range(at + 1, last):
            if self.complementizer(index) is not None or index in self.strong:
                return False
            if ":" in self.view.gaps[index] and not self._clock(index):
                return index in self.view.opening
        return False

    def _clock(self, at: int) -> bool:
        """Whether the colon before a word stands inside a time of day or an address of the web."""
        view, text = self.view, self.view.text
        if "://" in view.gaps[at]:
            return True
        return text[view.ends[at - 1] - 1].isdigit() and text[view.starts[at]].isdigit()

    def _is_speech(self, quotation: Quotation, first: int, end: int, match: Match[Cue], sentence: Sentence) -> bool:
        """Whether a quotation after a cue is what was said rather than a name in quotation marks."""
        size, cue_last = end - first, match.last
        below = self.view.text[quotation.outer.end : quotation.outer.end + 4].lstrip(" .")
        goes_on = below.startswith("\n") and below.lstrip()[:1] in _OPENERS  # in a paragraph that opens with a mark too
        torn = not quotation.closed and ":" not in self.view.gaps[first] and not goes_on
        if torn and any(self.complementizer(at) for at in range(first, min(end, first + 9))):
            return False  # a name that lost its closing mark
        before, lexicon = self.view.keys[first - 1], self.lexicon
        if first > cue_last and (before in lexicon.title_nouns or lexicon.noun(before) in lexicon.particles["rule"]):
            return False
        later = self.view.marked(end + 1, sentence.last) if first > cue_last else []
        colon = next((at for at in later if ":" in self.view.gaps[at] and at in self.view.opening), 0)
        if colon and not any(at in self.spoken for at in range(end, colon)):
            return False  # (he said at) the "Conference on Media" held in X: "…"
        if size >= 5:
            return True
        if match.item.shape == "participle" and first > cue_last + 1 and ":" not in self.view.gaps[first]:
            return False  # praising the feat of "The Eagles": part of an object
        nothing_after = end >= sentence.last or bool(set(self.view.gaps[end]) & set(".!\u061f\n"))
        reach = 16 if self.view.gaps[first].lstrip(_CLOSERS)[:1] in _COMMAS else 8
        if size >= 4 and nothing_after and first - cue_last <= reach:
            return True
        if first == cue_last or ":" in self.view.gaps[first]:
            # one to three words right after the cue: speech when nothing goes on to open a clause
            long = match.item.governs[:1] == ("inna",)  # he said, a name in marks, who is …, that
            ahead = range(end, sentence.last if long else min(sentence.last, end + 12))
            if not nothing_after and not self.view.gaps[end].strip('\u00bb\u201d"\u2033 ').startswith(("\u060c", ",")):
                return False
            return nothing_after or not any(self.complementizer(i) or ":" in self.view.gaps[i] for i in ahead)
        between = first - cue_last
        return nothing_after and size >= 2 and between <= 4 and self.view.keys[first - 1] not in self.lexicon.standing

    def _governed(self, name: str, cue: Cue) -> bool:
        if name in cue.governs or name in ("an", "inna"):
            return True
        if cue.suffix and cue.shape == "verb" and "" in cue.acts and not cue.addressee and not cue.two_argument:
            return False  # (the report) that he denied (says) that: the clause is another's
        if cue.shape not in ("verb", "participle"):
            return False
        return name in ("bi_an", "ila_an", "ala_an") or name == "an_prep"

    def _within_relative(self, at: int) -> bool:
        return at > 0 and self.view.keys[at - 1] in self.lexicon.relatives

    def _aside(self, at: int) -> bool:
        """Whether a verb stands in a relative clause behind a form of (to be): who was speaking."""
        keys = self.view.keys
        return at > 1 and keys[at - 1] in self.lexicon.was and keys[at - 2] in self.lexicon.pointing

    def before_links(self, at: int, first: int) -> tuple[int, bool]:
        """Steps back over link words that end at a word: (where they begin, whether there were any)."""
        moved = False
        while at > first and self.lexicon.links.ends(self.view.keys[at - 1]):
            for start in range(max(first, at - 4), at):
                if any(match.last == at for match in self.lexicon.links.at(self.view.words, start)):
                    at, moved = start, True
                    break
            else:
                return at, moved
        return at, moved

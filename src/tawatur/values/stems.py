"""Stems: what is left of a word when clitics and endings are taken off, by lemma where the dictionary knows it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import simplemma

from tawatur.lang.pack import Pack
from tawatur.text.fold import key
from tawatur.values.tables import AffixRow

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f]")
_ALEF, _MAQSURA = "\u0627", "\u0649"
_KEPT = 3  # letters that must be left when an affix is taken off a word the dictionary does not know


# Letters that transliterations write or leave out (vowels, hamza, teh marbuta folded to heh), and the letters that
# stand for one foreign sound: g, p, v, ch, th.
_VOWELS = str.maketrans("", "", "\u0627\u0648\u064a\u0621\u0647 ")
_SOUNDS = str.maketrans(
    "\u063a\u0642\u06af\u0686\u067e\u06a4\u062b\u0635\u0637\u0638\u0630",
    "\u062c\u062c\u062c\u062c\u0628\u0641\u062a\u0633\u062a\u0632\u0632",
)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The consonants of a name as one word, the letters that spell one foreign sound folded together."""
    folded = key(name)
    return (folded[:1] + folded[1:].translate(_VOWELS)).translate(_SOUNDS)


class Affixes(NamedTuple):
    """The clitics and endings of a language, longest first, as they are written and folded."""

    clitics: tuple[str, ...]
    future: tuple[str, ...]
    imperfect: tuple[str, ...]
    article: tuple[str, ...]
    definite: tuple[str, ...]  # the article, with and without a preposition melted into it
    endings: tuple[tuple[str, str], ...]  # ending, what it becomes


@lru_cache(maxsize=8)
def affixes(pack: Pack) -> Affixes:
    """The affixes of a pack."""
    by: dict[str, list[tuple[str, str]]] = {}
    for row in (*pack.rows("affixes", AffixRow), *pack.rows("tense", AffixRow)):
        by.setdefault(row.kind, []).extend((word, row.becomes) for word in row.words)
    clitics = []
    for conjunction, _ in [("", ""), *by.get("conjunction", ())]:
        for preposition, _ in [("", ""), *by.get("preposition", ())]:
            for article, _ in [("", ""), *by.get("article", ())]:
                clitics.append(conjunction + preposition + article)
        clitics.extend(conjunction + joined for joined, _ in by.get("to-the", ()))
    return Affixes(
        clitics=tuple(sorted({c for c in clitics if c}, key=lambda c: (len(c), c))),
        future=tuple(word for word, _ in by.get("future", ())),
        imperfect=tuple(word for word, _ in by.get("imperfect", ())),
        article=tuple(word for word, _ in by.get("article", ())),
        definite=tuple(word for kind in ("article", "to-the") for word, _ in by.get(kind, ())),
        endings=tuple(
            sorted(
                [*by.get("ending", ()), *((word, "") for word, _ in by.get("belonging", ()))],
                key=lambda e: (-len(e[0]), e[0]),
            )
        ),
    )


class Stemmer:
    """Stems of one language; every spelling is worked out once."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._affixes = affixes(pack)
        self._code = pack.code
        self._known: dict[str, str] = {}
        self._roots: dict[str, str] = {}
        self._names: set[str] = set()  # words the dictionary does not know
        self.indefinite = ("", *(c for c in self._affixes.clitics if not c.endswith(self._affixes.definite)))
        clitics = self._affixes.clitics
        self.definite = tuple(clitic for clitic in clitics if clitic.endswith(self._affixes.definite))
        ones = ("", *(c for c in self._affixes.clitics if len(c) == 1))
        # what a verb in the future begins with, as it is written
        self.future_letters = tuple(one + letter for one in ones for letter in self._affixes.future)
        self.bound_teh = next((becomes for _, becomes in self._affixes.endings if becomes), "")

    def root(self, word: str) -> str:
        """The stem of a word; of a name the dictionary does not know, the consonants that every spelling keeps."""
        found = self._roots.get(word)
        if found is None:
            stem = self.stem(word)
            found = self._roots[word] = skeleton(stem) if word in self._names and len(stem) > _KEPT else stem
        return found

    def stem(self, word: str) -> str:
        """The folded stem of a word as it is written (hamzas help the dictionary)."""
        found = self._known.get(word)
        if found is None:
            bare = _MARKS.sub("", word)
            known = self._in_dictionary(bare)
            if known is None:
                self._names.add(word)
            found = self._known[word] = (known or self._light(bare))[1]
        return found

    def future(self, word: str) -> bool:
        """Whether a word is a verb put in the future by a letter before it."""
        bare = _MARKS.sub("", word)
        for clitic in ("", *(c for c in self._affixes.clitics if len(c) == 1)):
            for future in self._affixes.future:
                rest = bare[len(clitic) + len(future) :]
                if bare.startswith(clitic + future) and rest.startswith(self._affixes.imperfect):
                    return not simplemma.is_known(bare[len(clitic) :], self._code)
        return False

    def _lemma(self, word: str) -> str | None:
        """The dictionary's lemma of a word, folded; None when it does not know the word."""
        if not simplemma.is_known(word, self._code):
            return None
        return key(simplemma.lemmatize(word, self._code))

    def parts(self, word: str) -> tuple[str, str, str]:
        """The clitics, the stem (folded) and the ending of a word."""
        bare = _MARKS.sub("", word)
        return self._in_dictionary(bare) or self._light(bare)

    def _in_dictionary(self, word: str) -> tuple[str, str, str] | None:
        """The parts of a word whose lemma the dictionary knows, some clitics and an ending taken off; else None."""
        clitics, future = self._affixes.clitics, self._affixes.future
        bare = [("", word)]
        bare += [(c, word[len(c) :]) for c in clitics if word.startswith(c) and len(word) - len(c) >= _KEPT - 1]
        bare += [
            (before + f, form[len(f) :])
            for before, form in bare
            for f in future
            if form.startswith(f) and len(form) - len(f) >= _KEPT
        ]
        for before, form in bare:
            lemma = self._lemma(form)
            if lemma is not None and len(form) >= _KEPT - 1:
                return before, lemma, ""
        for before, form in bare:
            for ending, becomes in self._affixes.endings:
                if form.endswith(ending) and len(form) - len(ending) >= _KEPT - 1:
                    rest = form[: -len(ending)]
                    lemma = None
                    if rest[-1] == _ALEF and not becomes:
                        lemma = self._lemma(rest[:-1] + _MAQSURA)  # written alef before a pronoun
                    lemma = lemma or self._lemma(rest + becomes)
                    if lemma is not None:
                        return before, lemma, ending
        return None

    def _light(self, word: str) -> tuple[str, str, str]:
        """The longest clitic and the longest ending off: for words the dictionary does not know."""
        form, before = key(word), ""
        for clitic in reversed(self._affixes.clitics):
            folded = key(clitic)
            if len(folded) >= 2 and form.startswith(folded) and len(form) - len(folded) >= _KEPT:
                form, before = form[len(folded) :], clitic
                break
        for ending, becomes in self._affixes.endings:
            folded = key(ending)
            if form.endswith(folded) and len(form) - len(folded) >= _KEPT:
                return before, form[: -len(folded)] + key(becomes), ending
        return before, form, ""


@lru_cache(maxsize=8)
def stemmer(pack: Pack) -> Stemmer:
    """The stemmer of a pack."""
    return Stemmer(pack)

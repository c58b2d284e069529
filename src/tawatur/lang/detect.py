"""The language of a text, from its letters and function words: Arabic told from Persian, Urdu and Kurdish."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from tawatur.lang.pack import Row, load

# Letters that a language writes and Arabic does not; Arabic keeps for itself teh marbuta, alef maqsura and the hamzas.
_LETTERS = {
    "fa": "\u067e\u0686\u0698\u06af\u06cc\u06a9",
    "ur": "\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06be",
    "ckb": "\u06ce\u06c6\u0695\u06b5\u06d5\u06a4",
    "ar": "\u0629\u0649\u0623\u0625\u0624\u064a\u0643\u0636\u0638",
}
_FOREIGN = re.compile("[" + "".join(chars for code, chars in _LETTERS.items() if code != "ar") + "]")
_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]+")
_LATIN_SCRIPT = re.compile("[A-Za-z\u00c0-\u024f]+")
_PARTING = ("\u200c", "'", "\u2019")  # stand between words; what else does stands beside few of those looked for
_COMMON = "etaoinsr"  # the commonest letters of Latin script: a text of it is told by them alone
_SEEN = 1500  # characters looked at: the answer has not changed past a thousand on any text met


class LanguageRow(Row, frozen=True):
    """Function words of one language."""


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {word: row.id for row in load("ar").rows("languages", LanguageRow) for word in row.words}


def language(text: str, least: int = 12) -> str:
    """The BCP 47 code of the language most of the text is in (ar, fa, ur, ckb, en, fr); "" when it has fewer than
    `least` letters or the words are of no language known here."""
    head = text[:_SEEN]
    latin, arabic = _scripts(head, least)
    if arabic + latin < least:
        return ""
    shown = head if arabic >= latin else head.lower()
    for mark in _PARTING:
        shown = shown.replace(mark, " ")
    told = Counter(filter(None, map(_words().get, shown.split())))
    votes = {code: float(many) for code, many in told.items()}
    if latin > arabic:
        return max(("en", "fr"), key=lambda code: votes.get(code, 0.0)) if votes.keys() & {"en", "fr"} else ""
    if votes and votes.get("ar") == max(votes.values()) and not _FOREIGN.search(head):
        return "ar"  # letters speak for it alone
    for code, chars in _LETTERS.items():
        votes[code] = votes.get(code, 0.0) + _PER_LETTER[code] * sum(map(head.count, chars))
    best = max(("ar", "fa", "ur", "ckb"), key=lambda code: votes.get(code, 0.0))
    return best if votes[best] > 0 else ""


def _scripts(head: str, least: int) -> tuple[int, int]:
    """The letters of Latin and of Arabic script; of either no more are counted than to know that they are enough, and
    more than the other's."""
    plain = head.encode("ascii", "ignore")
    latin = sum(map(head.count, _COMMON))
    if latin > len(head) - len(plain) and latin >= least:
        return latin, 0
    most = len(plain) - plain.count(b" ")  # of Latin letters; fewer are not worth being counted
    arabic = 0
    for run in _ARABIC_SCRIPT.finditer(head):
        arabic += run.end() - run.start()
        if arabic >= most and arabic >= least:
            return 0, arabic
    return len("".join(_LATIN_SCRIPT.findall(head))), arabic


# How much one letter speaks for its language, against one function word. Letters of Urdu and Kurdish alone weigh
# most: both also write the Persian ones. Arabic's own letters are common in Arabic and stand in loanwords elsewhere.
_PER_LETTER = {"fa": 0.5, "ur": 2.0, "ckb": 2.0, "ar": 0.3}


def fires(text: str) -> set[str]:
    """The ids of the rows of the table `languages` whose language the text is taken for."""
    return {language(text, least=4)}

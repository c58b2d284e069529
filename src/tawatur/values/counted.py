"""What a figure counts: the noun beside it, and the words around it that say what became of the persons counted."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

import simplemma

from tawatur.lang.classes import word_classes
from tawatur.lang.pack import Pack
from tawatur.text.fold import key
from tawatur.values.numbers import Numeral, numeral
from tawatur.values.reading import Text, close
from tawatur.values.stems import Stemmer, stemmer
from tawatur.values.tables import CountedRow, NumberRow, RangeRow, function_words

# Words back from a number within which what happened to the persons it counts is said; farther, past commas, only
# for persons that nothing nearer speaks of ("injured in the accident, whose causes are unknown, were 46 people").
_REACH = 5
_FAR = 11
_CLOSED = frozenset(("", ")", "]", '"', "\u00bb", "\u201d"))  # what closes a number set apart: (72) posts
_NOUN = 4  # letters of a noun that no table knows, behind the particle of parts
_OPENED = frozenset(("(", "[", '"', "\u00ab", "\u201c"))
_AHEAD = 5  # words behind the noun ("five people are still among the missing")


class Counted(NamedTuple):
    """What a number counts: the unit, the rule that told, and the words `first`..`last` that say so."""

    unit: str
    rule: str
    first: int
    last: int


def counted(text: Text, number: Numeral, first: int, last: int) -> Counted | None:
    """What the number, whose words with its bounds are `first`..`last`, counts; None when nothing says so.

    A fraction ("a third of the workers") counts a share of it, not the thing.
    """
    what = _what(text, number, first, last)
    if what is not None and number.share:
        return what._replace(unit=f"share:{what.unit}")
    return what


def _what(text: Text, number: Numeral, first: int, last: int) -> Counted | None:
    if _labelled(text, first):
        return None
    behind = _definite(text, number, first, last)
    if behind is not None:
        return behind
    tally = _tally(text, last)
    if tally is not None:
        return tally._replace(first=first)
    noun, end, part = _noun(text, last, number.vague or number.share or number.clitic in text.tables.articles)
    if noun is None and not part:
        return _named(text, first, last) or _unknown(text, number, first, last)
    if noun is None:
        headed = _headed(text, first, end, None)
        if headed is not None:
            return headed
        return _part_of(text, first, end) or _unknown(text, number, first, end)
    if noun.person:
        share = _share(text, first, end)
        if share is not None:
            return share
        return _headed(text, first, end, noun) or Counted(noun.id, f"counted-{noun.id}", first, end)
    if part and noun.toll:
        return Counted(f"{noun.id}:part", f"part-{noun.id}", first, end)
    return Counted(noun.id, f"counted-{noun.id}", first, end)


def _definite(text: Text, number: Numeral, first: int, last: int) -> Counted | None:
    """A number with the article behind the definite noun it counts: "the four days", "the last 18 months"."""
    articles = text.tables.articles
    if number.clitic not in articles or number.share or number.vague or number.first != first or text.gap(first) != " ":
        return None
    noun = text.keys[first - 1]
    noun = noun[1:] if noun[0] in text.tables.conjunctions and noun.startswith(articles, 1) else noun
    article = next((a for a in articles if noun.startswith(a) and len(noun) > len(a) + 2), None)
    if article is None or text.row(first - 1, "numbers") is not None or text.row(first - 1, "days:weekday") is not None:
        return None
    match = text.row(first - 1, "counted:words")
    row = cast(CountedRow, match.item.row) if match is not None and match.last == first else None
    row = row or _by_root(text.stems.pack).get(text.stems.root(text.raw(first - 1)))
    if row is None:
        return Counted(f"count:{text.stems.root(text.raw(first - 1))}", "counted-definite", first - 1, last)
    headed = _headed(text, first - 1, last, row) if row.person else None
    return headed or Counted(row.id, f"definite-{row.id}", first - 1, last)


def pair(text: Text, index: int, first: int) -> Counted | None:
    """What a dual, which counts two by itself, counts; None when there is none at the word. `first`: where the words
    that bound it start."""
    match = text.row(index, "counted:pair")
    # with the article a dual points back ("the two men"): it gives no figure
    if match is not None and len(match.clitic) < 2:
        row = cast(CountedRow, match.item.row)
        made = Counted(row.id, f"pair-{row.id}", index, match.last)
        headed = _headed(text, first, match.last, row) if row.person else None
        return headed._replace(first=min(headed.first, index)) if headed is not None else made
    return None if match is not None else _feminine_pair(text, index)


def _feminine_pair(text: Text, index: int) -> Counted | None:
    """The dual of any noun in teh marbuta that the dictionary knows: such an ending is nothing else."""
    raw = text.raw(index)
    ending = next((one for one in text.tables.duals if raw.endswith(one)), None)
    before = text.keys[index - 1] if text.gap(index) == " " else ""
    agrees = before.endswith(tuple(one[1:] for one in text.tables.duals))  # an adjective of the dual before it
    if ending is None or agrees or text.row(index, "numbers") is not None or text.at(index).longest.get("countries"):
        return None
    root = _of_pair(text.stems.pack, raw, ending)
    if root is None:
        return None
    row = _by_root(text.stems.pack).get(root)
    return Counted(row.id if row is not None else f"count:{root}", "pair", index, index + 1)


@lru_cache(maxsize=16384)
def _of_pair(pack: Pack, word: str, ending: str) -> str | None:
    """The stem of the noun that a word is the dual of, a clitic of one or two letters taken off but no article."""
    stems: Stemmer = stemmer(pack)
    single = word[: -len(ending)] + stems.bound_teh
    if single.startswith(stems.definite):
        return None
    for clitic in stems.indefinite:
        if single.startswith(clitic):
            bare = single[len(clitic) :]
            if len(bare) > 3 and simplemma.is_known(bare, pack.code):
                kind = word_classes(pack).get(stems.definite[0] + key(bare))
                return None if kind == "adjective" else stems.root(bare)
    return None


def _labelled(text: Text, first: int) -> bool:
    """Whether the number only numbers something: "article 5", "warehouse no. 4"."""
    match = text.row(first - 1, "ranges")
    return match is not None and match.last == first and cast(RangeRow, match.item.row).kind == "label"


def _tally(text: Text, last: int) -> Counted | None:
    """ "… to five the number of dead": the tally stands behind the number."""
    match = text.row(last, "ranges")
    if match is None or cast(RangeRow, match.item.row).kind != "tally" or not close(text, last):
        return None
    for after in text.at(match.last).every:
        if after.item.table == "counted" and cast(CountedRow, after.item.row).toll:
            row = cast(CountedRow, after.item.row)
            return Counted(row.id, f"tally-{row.id}", last, after.last)
    return None


def _noun(text: Text, at: int, construct: bool) -> tuple[CountedRow | None, int, bool]:
    """The counted noun at a word, the word after it, and whether it is part of a whole ("32 of the wounded").

    `construct`: the number may stand before a definite noun ("hundreds of the workers", "the five years").
    """
    if not close(text, at):
        return None, at, False
    partitive = text.row(at, "partitive")
    if partitive is None:
        row, last, definite = _counted_row(text, at)
        if definite and not construct and text.keys[at].startswith(text.tables.articles):
            return None, at, False  # "61 the two goals": nothing is counted
        return row, last, False
    if partitive.last >= len(text.keys):
        return None, at, False
    row, last, definite = _counted_row(text, partitive.last)
    return row, last if row is not None else at, definite or row is None


def _counted_row(text: Text, at: int) -> tuple[CountedRow | None, int, bool]:
    match = text.row(at, "counted:words")
    if match is not None and len(match.clitic) in (0, 2):
        return cast(CountedRow, match.item.row), match.last, len(match.clitic) == 2
    if at < len(text.keys):
        row = _by_root(text.stems.pack).get(text.stems.root(text.raw(at)))
        if row is not None and text.row(at, "numbers") is None:
            return row, at + 1, True
    return None, at, False


@lru_cache(maxsize=8)
def _by_root(pack: Pack) -> dict[str, CountedRow]:
    """The rows of counted nouns by the stems of their words, for forms the table does not write out."""
    stems: Stemmer = stemmer(pack)
    out: dict[str, CountedRow] = {}
    for row in pack.rows("counted", CountedRow):
        if row.person or row.toll:
            continue
        for word in row.words:
            if " " not in word:
                out.setdefault(stems.root(word), row)
    for row in pack.rows("counted", CountedRow):
        if row.person:
            out.update((stems.root(word), row) for word in row.words if " " not in word)
    return out


def _unknown(text: Text, number: Numeral, first: int, last: int) -> Counted | None:
    """A noun the table does not know, right behind a number: the unit is its stem."""
    if last >= len(text.keys) or not _beside(text, number.first, last):
        return None
    if not number.digits and number.value < 3 and not number.share:
        return None
    word = text.keys[last]
    if word in function_words(text.stems.pack) or not word.isalpha() or len(word) < 3:
        return None
    taken, root, _ = text.stems.parts(text.raw(last))
    taken = taken or (text.tables.articles[0] if word.startswith(text.tables.articles[0]) and number.digits else "")
    if (taken and not ((number.vague or number.share) and taken == text.tables.articles[0])) or any(
        match.item.table in ("days", "numbers", "bounds", "ranges") for match in text.at(last).every
    ):
        return None
    return Counted(f"count:{root}", "counted-noun", first, last + 1)


def _beside(text: Text, first: int, last: int) -> bool:
    """Whether a noun stands right behind a number: on its line, with no sign between but what closes round it."""
    gap = text.gap(last)
    sign = gap.strip()
    if "\n" in gap or sign not in _CLOSED:
        return False
    return not sign or text.gap(first).strip()[-1:] in _OPENED


def _part_of(text: Text, first: int, last: int) -> Counted | None:
    """ "Dozens of the schools": a noun the table does not know, behind the particle of parts."""
    partitive = text.row(last, "partitive")
    at = partitive.last if partitive is not None else last
    if partitive is None or at >= len(text.keys) or text.gap(at).strip():
        return None
    word = text.keys[at]
    if word in function_words(text.stems.pack) or text.at(at).every or not word.isalpha() or len(word) < _NOUN:
        return None
    taken, root, _ = text.stems.parts(text.raw(at))
    if taken not in ("", text.tables.articles[0]):
        return None
    return Counted(f"count:{root}", "counted-part", first, at + 1)


def _share(text: Text, first: int, last: int) -> Counted | None:
    """ "29 persons out of a hundred wounded": a part of the toll that follows."""
    partitive = text.row(last, "partitive")
    if partitive is None or partitive.item.row.id != "out-of" or partitive.last >= len(text.keys):
        return None
    whole = numeral(text, partitive.last)
    if whole is None:
        return None
    row, _, _ = _counted_row(text, whole.last)
    return Counted(f"{row.id}:part", f"part-{row.id}", first, last) if row is not None and row.toll else None


def _headed(text: Text, first: int, last: int, noun: CountedRow | None) -> Counted | None:
    """What happened to the persons counted, by the nearest head before, a tail after, or a head farther before."""
    kind = f"/{noun.id}" if noun is not None and noun.id != "person" and not noun.plain else ""
    near = _head(text, first, _REACH, False)
    if near is not None:
        return Counted(near[0] + kind, f"counted-{near[0]}", near[1], last)
    for ahead in range(last, min(len(text.keys), last + _AHEAD)):
        if not close(text, ahead):
            break
        tail = text.row(ahead, "counted:tails")
        if tail is not None:
            return Counted(tail.item.row.id + kind, f"counted-{tail.item.row.id}", first, last)
    far = _head(text, first, _FAR, True) if noun is not None and (noun.id == "person" or noun.plain) else None
    return Counted(far[0] + kind, f"far-{far[0]}", first, last) if far is not None else None


def _head(text: Text, first: int, reach: int, commas: bool) -> tuple[str, int] | None:
    """The nearest word before that says what happened: its row, and where it stands."""
    for back in range(first - 1, max(-1, first - 1 - reach), -1):
        if not close(text, back + 1, commas) or _counts(text, back):
            return None
        for match in text.at(back).every:
            if match.item.sort == "counted:heads" and match.last <= first:
                joined = match.clitic[:1] in text.tables.conjunctions and _is_head(text, back - 1, match.item.row.id)
                return ("casualty", back - 1) if joined else (match.item.row.id, back)
    return None


def _is_head(text: Text, index: int, other: str) -> bool:
    """Whether a word says of persons what became of them, another thing than `other`: "killed and wounded nine".

    Not when it speaks of a number before it: "19 were killed and 61 wounded".
    """
    if any(_counts(text, back) for back in range(max(0, index - 4), max(0, index))):
        return False
    return any(match.item.sort == "counted:heads" and match.item.row.id != other for match in text.at(index).every)


def _counts(text: Text, index: int) -> bool:
    """Whether a word is a number: a head beyond it speaks of another count."""
    if text.digits(index):
        return True
    match = text.row(index, "numbers")
    return match is not None and cast(NumberRow, match.item.row).kind not in ("ordinal", "teen")


def _named(text: Text, first: int, last: int) -> Counted | None:
    """A bare number right behind a head: "the dead reached 26"."""
    headed = _headed(text, first, last, None)
    return headed if headed is not None and headed.first >= first - 4 else None

"""What a figure counts: the noun beside it, and the words around it that say what became of the persons counted."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from tawatur.lang.pack import Pack
from tawatur.values.numbers import Numeral, Text, close, numeral
from tawatur.values.stems import Stemmer
from tawatur.values.tables import CountedRow, NumberRow, RangeRow, function_words

# Words back from a number within which what happened to the persons it counts is said; farther, past commas, only
# for persons that nothing nearer speaks of ("injured in the accident, whose causes are unknown, were 46 people").
_REACH = 5
_FAR = 11
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
    if what is not None and 0 < number.value < 1 and not number.digits:
        return what._replace(unit=f"share:{what.unit}")
    return what


def _what(text: Text, number: Numeral, first: int, last: int) -> Counted | None:
    if _labelled(text, first):
        return None
    tally = _tally(text, last)
    if tally is not None:
        return tally._replace(first=first)
    noun, end, part = _noun(text, last)
    if noun is None and not part:
        return _named(text, first, last) or _unknown(text, number, first, last)
    if noun is None:
        headed = _headed(text, first, end, None)
        if headed is not None:
            return headed
        other = _unknown(text, number, first, end)
        return other or Counted("person", "counted-person", first, end)
    if noun.person:
        share = _share(text, first, end)
        if share is not None:
            return share
        return _headed(text, first, end, noun) or Counted(noun.id, f"counted-{noun.id}", first, end)
    if part and noun.toll:
        return Counted(f"{noun.id}:part", f"part-{noun.id}", first, end)
    return Counted(noun.id, f"counted-{noun.id}", first, end)


def pair(text: Text, index: int) -> Counted | None:
    """What a dual, which counts two by itself, counts; None when there is none at the word."""
    for match in text.marks.get(index, ()):
        # with the article a dual points back ("the two men"): it gives no figure
        if match.item.table == "counted" and match.item.form == "pair" and len(match.clitic) < 2:
            row = cast(CountedRow, match.item.row)
            made = Counted(row.id, f"pair-{row.id}", index, match.last)
            return (_headed(text, index, match.last, row) or made) if row.person else made
    return None


def _labelled(text: Text, first: int) -> bool:
    """Whether the number only numbers something: "article 5", "warehouse no. 4"."""
    match = text.row(first - 1, "ranges") if first else None
    return match is not None and match.last == first and cast(RangeRow, match.item.row).kind == "label"


def _tally(text: Text, last: int) -> Counted | None:
    """ "… to five the number of dead": the tally stands behind the number."""
    match = text.row(last, "ranges") if last < len(text.words) else None
    if match is None or cast(RangeRow, match.item.row).kind != "tally" or not close(text, last):
        return None
    for after in text.marks.get(match.last, ()):
        if after.item.table == "counted" and cast(CountedRow, after.item.row).toll:
            row = cast(CountedRow, after.item.row)
            return Counted(row.id, f"tally-{row.id}", last, after.last)
    return None


def _noun(text: Text, at: int) -> tuple[CountedRow | None, int, bool]:
    """The counted noun at a word, the word after it, and whether it is part of a whole ("32 of the wounded")."""
    if not close(text, at):
        return None, at, False
    partitive = text.row(at, "partitive")
    if partitive is None:
        row, last, _ = _counted_row(text, at)
        return row, last, False
    if partitive.last >= len(text.words):
        return None, at, False
    row, last, definite = _counted_row(text, partitive.last)
    return row, last if row is not None else at, definite or row is None


def _counted_row(text: Text, at: int) -> tuple[CountedRow | None, int, bool]:
    best: tuple[CountedRow | None, int, bool] = (None, at, False)
    for match in text.marks.get(at, ()):
        if match.item.table == "counted" and match.item.form == "words" and len(match.clitic) in (0, 2):
            best = cast(CountedRow, match.item.row), match.last, len(match.clitic) == 2
    if best[0] is None and at < len(text.words):
        word = text.words[at]
        row = _by_root(text.stems.pack).get(text.stems.root(text.text[word.start : word.end]))
        if row is not None and text.row(at, "numbers") is None:
            return row, at + 1, True
    return best


@lru_cache(maxsize=8)
def _by_root(pack: Pack) -> dict[str, CountedRow]:
    """The rows of counted nouns by the stems of their words, for forms the table does not write out."""
    from tawatur.values.stems import stemmer

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
    if last >= len(text.words) or not close(text, last) or text.gap(last).strip():
        return None
    if not number.digits and number.value < 3:
        return None
    word = text.words[last]
    if word.key in function_words(text.stems.pack) or not word.key.isalpha() or len(word.key) < 3:
        return None
    taken, root, _ = text.stems.parts(text.text[word.start : word.end])
    if taken or any(match.item.table in ("days", "numbers", "bounds", "ranges") for match in text.marks.get(last, ())):
        return None
    return Counted(f"count:{root}", "counted-noun", first, last + 1)


def _share(text: Text, first: int, last: int) -> Counted | None:
    """ "29 persons out of a hundred wounded": a part of the toll that follows."""
    partitive = text.row(last, "partitive") if last < len(text.words) else None
    if partitive is None or partitive.item.row.id != "out-of" or partitive.last >= len(text.words):
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
    for ahead in range(last, min(len(text.words), last + _AHEAD)):
        if not close(text, ahead):
            break
        for match in text.marks.get(ahead, ()):
            if match.item.table == "counted" and match.item.form == "tails":
                return Counted(match.item.row.id + kind, f"counted-{match.item.row.id}", first, last)
    far = _head(text, first, _FAR, True) if noun is not None and (noun.id == "person" or noun.plain) else None
    return Counted(far[0] + kind, f"far-{far[0]}", first, last) if far is not None else None


def _head(text: Text, first: int, reach: int, commas: bool) -> tuple[str, int] | None:
    """The nearest word before that says what happened: its row, and where it stands."""
    for back in range(first - 1, max(-1, first - 1 - reach), -1):
        if not close(text, back + 1, commas) or _counts(text, back):
            return None
        for match in text.marks.get(back, ()):
            if match.item.table == "counted" and match.item.form == "heads" and match.last <= first:
                joined = match.clitic[:1] in text.tables.conjunctions and _is_head(text, back - 1, match.item.row.id)
                return ("casualty", back - 1) if joined else (match.item.row.id, back)
    return None


def _is_head(text: Text, index: int, other: str) -> bool:
    """Whether a word says of persons what became of them, another thing than `other`: "killed and wounded nine".

    Not when it speaks of a number before it: "19 were killed and 61 wounded".
    """
    if any(_counts(text, back) for back in range(max(0, index - 4), max(0, index))):
        return False
    return any(
        match.item.table == "counted" and match.item.form == "heads" and match.item.row.id != other
        for match in text.marks.get(index, ())
    )


def _counts(text: Text, index: int) -> bool:
    """Whether a word is a number: a head beyond it speaks of another count."""
    key = text.words[index].key
    if key[-1].isdigit() or key[0].isdigit():
        return True
    match = text.row(index, "numbers")
    return match is not None and cast(NumberRow, match.item.row).kind not in ("ordinal", "teen")


def _named(text: Text, first: int, last: int) -> Counted | None:
    """A bare number right behind a head: "the dead reached 26"."""
    headed = _headed(text, first, last, None)
    return headed if headed is not None and headed.first >= first - 4 else None

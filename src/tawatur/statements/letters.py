"""The letters of grammar: what sticks to a word in front and at its end, and what single letters tell."""

from __future__ import annotations

from tawatur.lang.pack import Pack, Row
from tawatur.text.fold import key
from tawatur.text.words import words


class ClitRow(Row, frozen=True, kw_only=True):
    """Letters that stick to a word: `place` front or end."""

    place: str


class LetterRow(Row, frozen=True, kw_only=True):
    """Letters the grammar looks at one by one; the words bear them."""

    letters: tuple[str, ...]


class Letters:
    """The letters of grammar of one language."""

    def __init__(self, pack: Pack) -> None:
        self._letters(pack)
        clitics = {row.id: tuple(words(text)[0].key for text in row.words) for row in pack.rows("clitics", ClitRow)}
        self.conjunctions = clitics["conjunction"]
        self.prepositions_glued = clitics["preposition"]
        (self.article,) = clitics["article"]
        (self.l_article,) = clitics["article-after-l"]
        self.pronouns = clitics["pronoun"]
        him, her, them = self.pronouns[:3]
        self.agreements = ((her, ("f", "s")), (them, ("", "p")), (him, ("m", "s")))
        # the article behind a glued preposition: no source phrase begins with it
        self.glued_articles = (
            *(letter + self.article for letter in self.prepositions_glued if letter != self.to),
            self.l_article,
        )
        self.fronts = self._fronts()

    def _letters(self, pack: Pack) -> None:
        """Takes the single letters of grammar from the pack."""
        letters = {row.id: row.letters for row in pack.rows("letters", LetterRow)}
        (self.to,), (self.and_,), (self.will,) = letters["to"], letters["and"], letters["will"]
        (self.feminine,), (self.possessed_feminine,) = letters["feminine"], letters["possessed-feminine"]
        (self.plural_feminine,), self.plural = letters["plural-feminine"], letters["plural"]
        (self.accusative,), (self.accusative_mark,) = letters["accusative"], letters["accusative-mark"]
        self.feminine_key = key(self.feminine)
        self.dual, self.dual_owned, self.plural_owned = letters["dual"], letters["dual-owned"], letters["plural-owned"]
        (self.participle,) = letters["participle"]
        (self.imperfect,) = letters["imperfect"]
        self.hamzas = letters["hamza"]
        (self.ours,), self.long = letters["ours"], letters["long"]
        (self.relational,) = (key(ending) for ending in letters["relational"])
        (self.upon,) = letters["upon"]
        self.collective = (self.plural_feminine, self.feminine_key, *self.plural)

    def _fronts(self) -> tuple[tuple[str, str], ...]:
        """Clitics a noun can bear: (letters, clitic without the article's letters)."""
        glued = ("", *self.prepositions_glued)
        letters = [conjunction + preposition for conjunction in ("", *self.conjunctions) for preposition in glued]
        return tuple((clitic, clitic) for clitic in letters)

"""One generic test for every row of every pack: its example is found, its look-alike stays silent."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest

from tawatur.claims.lexicon import PolarityRow, SynonymRow
from tawatur.claims.marks import ClauseRow, HappeningRow
from tawatur.lang.classes import class_rows, listed_rows
from tawatur.lang.detect import LanguageRow
from tawatur.lang.detect import fires as languages
from tawatur.lang.pack import Row, load
from tawatur.lang.paradigms import ParadigmRow, forms_of, paradigms
from tawatur.passages.formulae import FormulaRow, formula_rows
from tawatur.press.names import PressWord
from tawatur.press.names import fires as press_words
from tawatur.read.credits import DatelineRow
from tawatur.read.credits import fires as datelines
from tawatur.read.families import FurnitureRow
from tawatur.read.furniture import fires as furniture
from tawatur.statements.cues import AdverbialRow, ComplementizerRow, NounRow, VerbRow, complementizers, cues
from tawatur.statements.joints import ClauseWordRow
from tawatur.stories.places import TownRow, town_rows
from tawatur.stories.terms import AffixRow, FrequentRow, VowelRow, affix_rows, frequent_rows
from tawatur.support.nameless import nameless_rows
from tawatur.support.namings import naming_rows
from tawatur.support.wordings import NamelessRow, NamingRow
from tawatur.text.phrases import Phrases
from tawatur.text.words import words
from tawatur.values.tables import AffixRow as ValueAffixRow
from tawatur.values.tables import (
    BoundRow,
    CountedRow,
    CountryRow,
    CurrencyRow,
    DayRow,
    FunctionRow,
    NumberRow,
    PlaceRow,
    RangeRow,
)
from tests.lang import claim_rows, source_rows


def _cues(text: str) -> set[str]:
    return {match.item.row for match in cues(words(text), load(), text)}


def _clause_words(text: str) -> set[str]:
    rows = load().rows("clause_words", ClauseWordRow)
    phrases = Phrases((phrase, row.id) for row in rows for phrase in row.words)
    return {match.item for match in phrases.find(words(text))}


def _complementizers(text: str) -> set[str]:
    return {match.item for match in complementizers(words(text), load(), text)}


def _paradigms(text: str) -> set[str]:
    """The classes of whose model some form stands in the text; clitics and pronouns by the cues they stand on."""
    rows = load().rows("paradigms", ParadigmRow)
    forms = {row.id: forms_of(paradigms(load()), row) for row in rows}
    found = {
        name
        for name, made in forms.items()
        if any(
            (form.bare and word.key.endswith(form.key) and len(word.key) < len(form.key) + 3)
            or (form.linked and word.key.startswith(form.key) and 0 < len(word.key) - len(form.key) < 3)
            for form in made
            for word in words(text)
        )
    }
    for match in cues(words(text), load(), text):
        if match.clitic:
            found.add("clitics")
        if match.item.suffix:
            found.add("pronouns-verb" if match.item.shape == "verb" else "pronouns-noun")
    return found


# table → the type of its rows, and a function that gives the ids of the rows of that table found in a text
CHECKS: dict[str, tuple[type[Row], Callable[[str], set[str]]]] = {
    "press": (PressWord, press_words),
    "languages": (LanguageRow, languages),
    "furniture": (FurnitureRow, furniture),
    "datelines": (DatelineRow, datelines),
    "stems": (AffixRow, lambda text: affix_rows(text, load())),
    "formulae": (FormulaRow, lambda text: formula_rows(text, load())),
    "long_vowels": (VowelRow, lambda text: affix_rows(text, load())),
    "towns": (TownRow, lambda text: town_rows(text, load())),
    "frequent": (FrequentRow, lambda text: frequent_rows(text, load())),
    "speakers": (Row, lambda text: listed_rows("speakers", text, load())),
    "columns": (Row, lambda text: listed_rows("columns", text, load())),
    "word_classes": (Row, lambda text: class_rows(text, load())),
    "verb_forms": (Row, lambda text: listed_rows("verb_forms", text, load())),
    "verbs": (VerbRow, _cues),
    "cue_nouns": (NounRow, _cues),
    "adverbials": (AdverbialRow, _cues),
    "complementizers": (ComplementizerRow, _complementizers),
    "clause_words": (ClauseWordRow, _clause_words),
    "paradigms": (ParadigmRow, _paradigms),
    "numbers": (NumberRow, claim_rows.values_table("numbers")),
    "bounds": (BoundRow, claim_rows.values_table("bounds")),
    "counted": (CountedRow, claim_rows.values_table("counted")),
    "currencies": (CurrencyRow, claim_rows.values_table("currencies")),
    "days": (DayRow, claim_rows.values_table("days")),
    "places": (PlaceRow, claim_rows.values_table("places")),
    "ranges": (RangeRow, claim_rows.values_table("ranges", "partitive")),
    "countries": (CountryRow, claim_rows.countries),
    "nameless": (NamelessRow, nameless_rows),
    "namings": (NamingRow, naming_rows),
    "affixes": (ValueAffixRow, claim_rows.affixes),
    "happenings": (HappeningRow, claim_rows.happened),
    "tense": (ValueAffixRow, claim_rows.tense),
    "clauses": (ClauseRow, claim_rows.clauses),
    "polarity": (PolarityRow, claim_rows.polarity),
    "synonyms": (SynonymRow, claim_rows.synonyms),
    "function_words": (FunctionRow, claim_rows.function_words),
    **source_rows.CHECKS,
}

LANGUAGES = [
    folder.name for folder in files("tawatur.lang").iterdir() if folder.is_dir() and not folder.name.startswith("_")
]
ROWS = [
    pytest.param(table, row, id=f"{code}-{table}-{row.id}")
    for code in sorted(LANGUAGES)
    for table in load(code).tables()
    if table in CHECKS
    for row in load(code).rows(table, CHECKS[table][0])
]


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_example_is_found(table: str, row: Row) -> None:
    """The row's example makes the row speak."""
    assert row.id in CHECKS[table][1](row.example)


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_look_alike_stays_silent(table: str, row: Row) -> None:
    """The row's look-alike does not."""
    assert row.id not in CHECKS[table][1](row.not_)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_table_is_run(code: str) -> None:
    """No table of any pack is left out of this test."""
    assert set(load(code).tables()) <= set(CHECKS)

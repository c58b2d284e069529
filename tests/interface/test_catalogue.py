"""The catalogue: complete, used, and right in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tawatur.interface import LANGUAGES, CatalogueError, category, codes, direction, fills, pieces, say
from tawatur.interface.catalogue import _PLACE, _catalogue

LITERAL = re.compile(r"""["']([a-z]+(?:\.[a-z0-9-]+)+)["']""")
# f"kind.{kind}" in Python, "kind." ~ kind in a template
PREFIX = re.compile(r"""f["']([a-z]+(?:\.[a-z0-9-]+)*\.)\{|["']([a-z]+(?:\.[a-z0-9-]+)*\.)["'] ~""")
ENDING = re.compile(r"""f["']\{code\}(-[a-z]+)["']""")
FILES = (".html", ".css", ".js", ".toml", ".json", ".py", ".db")
TOPS = sorted({code.split(".")[0] for code in codes()})


def _sources(root: Path) -> str:
    files = [*sorted((root / "src").rglob("*.py")), *sorted((root / "src").rglob("*.html"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _counting(code: str) -> set[str]:
    """The counting entries an entry names inside its places."""
    forms = [form for language in LANGUAGES for form in _catalogue()[code][language].values()]
    return {match[2] for form in forms for match in _PLACE.finditer(form) if match[2]}


def test_every_code_in_the_source_exists(root: Path) -> None:
    """A code named in the source under a section of the catalogue is an entry of it."""
    named = {code for code in LITERAL.findall(_sources(root)) if code.split(".")[0] in TOPS}
    named = {code for code in named if not code.endswith(FILES)}
    assert sorted(named - set(codes())) == []


def test_every_entry_is_used(root: Path) -> None:
    """No sentence stands in the catalogue that nothing says."""
    source = _sources(root)
    named = set(LITERAL.findall(source)) | {"count.range"}
    prefixes = tuple(one or other for one, other in PREFIX.findall(source))
    # a stem with another ending: f"{code}-many"
    named |= {f"{code}{ending}" for code in named for ending in ENDING.findall(source)}
    used = {code for code in codes() if code in named or code.startswith(prefixes)}
    used |= {inner for code in used for inner in _counting(code)}
    assert sorted(set(codes()) - used) == []


@pytest.mark.parametrize("code", codes())
def test_both_languages_have_the_same_fills(code: str) -> None:
    """Arabic and English ask for the same fills."""
    assert fills(code, "ar") == fills(code, "en")


@pytest.mark.parametrize("code", codes())
def test_counted_entries_have_every_category_of_the_language(code: str) -> None:
    """A counting entry has a form for every plural category that its language uses for whole numbers."""
    for language in LANGUAGES:
        forms = _catalogue()[code][language]
        if "" not in forms:
            assert {category(n, language) for n in range(200)} <= set(forms)


@pytest.mark.parametrize("code", codes())
def test_every_sentence_can_be_said(code: str) -> None:
    """With a number in every place, every entry speaks in both languages and leaves no brace behind."""
    for language in LANGUAGES:
        said = say(code, language, **dict.fromkeys(fills(code, language) | {"n"}, 3))
        assert said.strip()
        assert "{" not in said


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (0, "لا تقارير", "0 reports"),
        (1, "تقرير واحد", "1 report"),
        (2, "تقريران", "2 reports"),
        (3, "3 تقارير", "3 reports"),
        (10, "10 تقارير", "10 reports"),
        (11, "11 تقريرًا", "11 reports"),
        (99, "99 تقريرًا", "99 reports"),
        (100, "100 تقرير", "100 reports"),
        (103, "103 تقارير", "103 reports"),
        (1200, "1,200 تقرير", "1,200 reports"),
    ],
)
def test_plural_forms(n: int, arabic: str, english: str) -> None:
    """Counting follows the plural rules of the language."""
    assert (say("count.reports", "ar", n=n), say("count.reports", "en", n=n)) == (arabic, english)


def test_ranges_take_the_form_of_their_upper_end() -> None:
    """A range is said with both ends; a range of one number is that number."""
    assert say("count.independent", "en", n=(2, 3)) == "2–3 independent"
    assert say("count.independent", "ar", n=(2, 3)) == "من 2 إلى 3 سلاسل مستقلة"
    assert say("count.independent", "ar", n=(1, 2)) == "من 1 إلى 2 سلسلة مستقلة"
    assert say("count.independent", "ar", n=(2, 2)) == "سلسلتان مستقلتان"


def test_numbers_may_come_as_text() -> None:
    """The fills of a finding are text; a figure in them counts like a number."""
    assert say("count.reports", "ar", n="11") == say("count.reports", "ar", n=11)


@pytest.mark.parametrize("wrong", ["no.such", "count", ""])
def test_unknown_code_raises(wrong: str) -> None:
    """A code the catalogue does not have is an error, not an empty sentence."""
    with pytest.raises(CatalogueError, match="no entry"):
        say(wrong, "ar")


def test_missing_fill_raises() -> None:
    """A place without a fill is an error, not a hole in the sentence."""
    with pytest.raises(CatalogueError, match="nothing to fill"):
        say("count.reports", "ar")


def test_words_do_not_count() -> None:
    """Text that is no number cannot fill a counted place."""
    with pytest.raises(CatalogueError, match="not a number"):
        say("count.reports", "en", n="many")


def test_unknown_language_raises() -> None:
    """A language the interface does not speak is an error that names those it does."""
    with pytest.raises(CatalogueError, match="ar, en"):
        say("count.reports", "fr", n=1)


def test_pieces_join_to_the_sentence_and_mark_the_fills() -> None:
    """The pieces of a sentence join to what is said, with the fills marked for isolation."""
    for language in LANGUAGES:
        parts = pieces("count.reports", language, n=12)
        assert "".join(part.text for part in parts) == say("count.reports", language, n=12)
        assert [part.text for part in parts if part.filled] == ["12"]


def test_direction() -> None:
    """Arabic is written right to left, English left to right."""
    assert [direction(language) for language in LANGUAGES] == ["rtl", "ltr"]

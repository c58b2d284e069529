"""Names and stems: one key for every spelling."""

from __future__ import annotations

import pytest

from tawatur.lang.pack import load
from tawatur.model import Name
from tawatur.values import values
from tawatur.values.names import skeleton
from tawatur.values.stems import stemmer


def keys(text: str) -> list[str]:
    """The keys of the names of a text."""
    return [value.key for value in values(text, None, load()) if isinstance(value, Name)]


@pytest.mark.parametrize("text", ["زار مصر", "الوفد المصري", "وصل إلى القاهرة", "وللمصريين رأي"])
def test_a_country_by_all_its_names(text: str) -> None:
    """A country, its demonym and its capital have one key, clitics and all."""
    assert keys(text) == ["country:EG"]


def test_countries_from_cldr() -> None:
    """Countries that the pack does not name come from CLDR."""
    assert keys("زار كازاخستان") == ["country:KZ"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("شي جين بينغ", "شي جينبينغ"),
        ("جين بينغ", "جين بينج"),
        ("سروج", "سوروج"),
        ("هاربين", "هاربن"),
        ("غورباتشوف", "جورباتشوف"),
    ],
)
def test_transliterations_meet(one: str, other: str) -> None:
    """Spaces, long vowels and the letters for one foreign sound make no difference."""
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("بوتين", "بايدن"), ("حلب", "حمص"), ("تونس", "تعز")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    """Names with other consonants have other keys."""
    assert skeleton(one) != skeleton(other)


def test_a_place_by_the_noun_before_it() -> None:
    """The word behind a noun of place is a name of a place."""
    assert keys("احترق مخزن في بلدة سمراء") == [f"place:{skeleton('سمراء')}"]


@pytest.mark.parametrize(
    ("one", "other"), [("الصيادين", "صياد"), ("وبالمنازل", "منزل"), ("زيارتهم", "زيارة"), ("سيزور", "زار")]
)
def test_stems_meet(one: str, other: str) -> None:
    """Clitics, endings, broken plurals and the future come off."""
    stems = stemmer(load())
    assert stems.stem(one) == stems.stem(other)


@pytest.mark.parametrize(("word", "future"), [("سيزور", True), ("وستصل", True), ("سيارة", False), ("سمكة", False)])
def test_future(word: str, future: bool) -> None:
    """The letter of the future stands before an imperfect, not at the head of a noun."""
    assert stemmer(load()).future(word) is future


@pytest.mark.parametrize(
    "text",
    [
        "اجتمعوا في المنطقة المحددة",
        "دعم لمشاريع المحافظة وتوفير المياه",
        "اقترحوا إقامة منطقة آمنة",
        "سدد داخل منطقة الجزاء",
        "سد العجز في الموازنة",
        "مجموعة صور قديمة",
        "فريق برشلونة",
        "وصل إلى شمال",
    ],
)
def test_what_is_no_place(text: str) -> None:
    """Participles and adjectives behind a noun of place, everyday words and clubs are no places."""
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("احترق مخزن في لوس أنجلوس", "لوس أنجلوس"),
        ("محافظة خميس مشيط", "خميس مشيط"),
        ("مطار الملك نبهان الدولي", "الملك نبهان"),
        ("احترق مخزن ببريدة", "بريدة"),
        ("احترق مخزن شمال إدلب", "إدلب"),
        ("مدينة حقل", "حقل"),
        ("في المدينة المنورة", "المدينة المنورة"),
    ],
)
def test_a_town_by_its_whole_name(text: str, name: str) -> None:
    """Towns of the tables are found with all their words, where a word or letter leads to them."""
    assert keys(text) == [f"place:{skeleton(name)}"]

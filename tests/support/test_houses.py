"""Publishers that the registry does not know under the naming of a text."""

from __future__ import annotations

from pathlib import Path

from tawatur.press import in_force
from tawatur.support.houses import cores, house, stands_in

ROW = """
[[row]]
key = "marsad"
kind = "agency"
country = "DJ"
ar = ["مرساة الخليج", "وكالة الأنباء الجيبوتية"]
as_of = "2026-11-20"
source = "its own site"
"""


def test_the_news_agency_of_a_state_in_any_order_of_words() -> None:
    """ "The official news agency of X", "the X-ish news agency": the agency that bears the country's name."""
    namings = ("وكالة الأنباء الرسمية لسوريا", "الوكالة الرسمية السورية للأنباء", "وكالة أنباء سوريا الرسمية")
    assert {house("agency", who) for who in namings} == {"agency:sana"}


def test_a_country_whose_agencies_share_the_name_has_none() -> None:
    """Of a country with two agencies that may be meant, none is."""
    assert house("agency", "وكالة الأنباء الروسية") == ""


def test_a_correspondent_speaks_for_the_agency() -> None:
    """The correspondent of an agency is that agency, an official's correspondence is nobody's."""
    assert house("person", "مراسل وكالة الصحافة الفرنسية") == "agency:afp"
    assert house("person", "وزير البريد والمراسلات") == ""


def test_a_users_own_agency_counts_while_it_is_in_force(tmp_path: Path) -> None:
    """The registry is asked anew when a user's rows come into force or go out of it."""
    path = tmp_path / "mine.toml"
    path.write_text(ROW, encoding="utf-8")
    who = "وكالة الأنباء الرسمية لجيبوتي"
    assert house("agency", who) == ""
    with in_force([str(path)]):
        assert house("agency", who) == "agency:marsad"
    assert house("agency", who) == ""


def test_a_name_stands_in_a_longer_one_without_its_head() -> None:
    """ "Newspaper X" is X, and X stands in "X Economic"."""
    assert ("ميزاب",) in cores("صحيفة ميزاب")
    assert stands_in(("ميزاب",), ("ميزاب", "اقتصادي"))
    assert not stands_in(("ميزاب", "اقتصادي"), ("اقتصادي", "ميزاب"))

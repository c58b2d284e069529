"""The press registry: a name, a spelling or an address leads to one publisher, or to none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tawatur.errors import PackError
from tawatur.press import agency_of, outlet_of, press, resolve
from tawatur.text.words import words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("رويترز", "agency:reuters"),
        ("لرويترز", "agency:reuters"),
        ("وكالة رويترز للأنباء", "agency:reuters"),
        ("«رويترز»", "agency:reuters"),
        ("روتيرز", "agency:reuters"),
        ("شينخوا", "agency:xinhua"),
        ("شيخنوا", "agency:xinhua"),
        ("وكالة أنباء الصين الجديدة", "agency:xinhua"),
        ("وكالة أنباء الصين الجديدة (شينخوا)", "agency:xinhua"),
        ("Xinhua", "agency:xinhua"),
        ("أ ف ب", "agency:afp"),
        ("أ.ف.ب", "agency:afp"),
        ("وكالة الصحافة الفرنسية", "agency:afp"),
        ("ا ب", "agency:ap"),
        ("أسوشتيد برس", "agency:ap"),
        ("واس", "agency:spa"),
        ("وكالة الأنباء السعودية", "agency:spa"),
        ("وكالة أنباء الشرق الأوسط", "agency:mena"),
        ("صحيفة الشرق الأوسط", "outlet:aawsat"),
        ("وكالة معا", "agency:maan"),
        ("صحيفة السفير", "outlet:assafir"),
        ("صحيفة الوطن السعودية", "outlet:alwatan"),
        ("الرؤية الإماراتية", "outlet:alroeya-ae"),
        ("قناة الجزيرة", "outlet:aljazeera"),
        ("صحيفة الجزيرة", "outlet:aljazirah"),
        ("واشنطون بوست", "outlet:washingtonpost"),
        ("نيويورك تايمز الأمريكية", "outlet:nytimes"),
    ],
)
def test_name_resolves(name: str, key: str) -> None:
    """Heads, tails, countries, clitics, quotation marks, brackets and slips lead to the publisher."""
    row = resolve(name)
    assert row is not None
    assert row.key == key


@pytest.mark.parametrize(
    "name",
    [
        "الوطن",  # five outlets
        "صحيفة الوطن",
        "الجزيرة",
        "السفير",  # the ambassador
        "السفير الروسي",
        "سبق",
        "معا",
        "أب",  # father, not AP
        "برنامج",  # one letter from an agency
        "جمهورية",
        "انتصارا",
        "وكالة الأنباء",
        "الأنباء الألمانية الجديدة",
        "الاتحاد السعودي",
        "وزير الخارجية",
        "الرئيس فلان الفلاني وزير الخارجية في حكومة البلاد السابقة",
        "",
        "!",
    ],
)
def test_ambiguous_or_everyday_word_stays_unresolved(name: str) -> None:
    """A name that several bear, an everyday word, and anything else is nobody."""
    assert resolve(name) is None


def test_agency_of_is_only_for_agencies() -> None:
    """An outlet is no agency."""
    assert agency_of("عكاظ") is None
    row = agency_of("كونا")
    assert row is not None
    assert (row.key, row.country) == ("agency:kuna", "KW")


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("aawsat", "outlet:aawsat"),
        ("alwatan", "outlet:alwatan"),
        ("outlet:okaz", "outlet:okaz"),
        ("سبق", "outlet:sabq"),
        ("الرياض", "outlet:alriyadh"),
        ("SkyNews", "outlet:skynewsarabia"),
        ("http://www.alriyadh.com/1", "outlet:alriyadh"),
        ("https://arabic.cnn.com/a/b", "outlet:cnnarabic"),
        ("https://edition.cnn.com/a", "outlet:cnn"),
        ("https://www.bbc.co.uk/arabic/x", "outlet:bbcarabic"),
        ("http://www.bbc.com/news/1", "outlet:bbc"),
        ("okaz.com.sa", "outlet:okaz"),
    ],
)
def test_outlet_field_or_address_resolves(given: str, key: str) -> None:
    """Where an outlet is given, everyday words count when one outlet bears them; an address by its longest domain."""
    row = outlet_of(given)
    assert row is not None
    assert row.key == key


@pytest.mark.parametrize("given", ["", "mina-news.example", "الوطن", "https://", "//[", "لا أحد"])
def test_unknown_outlet_is_none(given: str) -> None:
    """Unknown, ambiguous and broken ones are nobody."""
    assert outlet_of(given) is None


def test_editions_of_one_house_are_known() -> None:
    """A house's editions are told from other houses."""
    assert press().housed("outlet:cnn", "outlet:cnnarabic")
    assert press().housed("outlet:bbc", "outlet:bbcarabic")
    assert not press().housed("outlet:okaz", "outlet:cnn")
    assert not press().housed("agency:several", "outlet:cnn")


def test_registry_is_large_dated_and_sourced() -> None:
    """At least 250 outlets and 40 agencies, every row with a day, a source, a country and a name."""
    rows = press().rows
    assert sum(row.kind == "agency" for row in rows) >= 40
    assert sum(row.kind != "agency" for row in rows) >= 250
    for row in rows:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row.as_of), row.key
        assert row.source, row.key
        assert re.fullmatch("[A-Z]{2}", row.country), row.key
        assert row.name, row.key


def test_every_name_leads_to_its_own_row() -> None:
    """A name that is enough by itself resolves to the row that bears it, unless another bears it too."""
    registry = press()
    bearers: dict[str, set[str]] = {}
    for row in registry.rows:
        for name in (*row.ar, *row.short):
            bearers.setdefault(name, set()).add(row.key)
    for name, keys in bearers.items():
        row = registry.resolve(name)
        assert (row.key in keys) if row is not None else len(keys) > 1, name


def test_user_adds_and_mends_rows(tmp_path: Path) -> None:
    """A user's file adds rows and replaces ours of the same key; a broken row is told."""
    mine = tmp_path / "mine.toml"
    row = 'kind = "portal"\ncountry = "YE"\nas_of = "2026-01-01"\nsource = "own site"\n'
    mine.write_text(f'[[row]]\nkey = "mina"\nar = ["ميناء نيوز"]\ndomains = ["mina.example"]\n{row}', encoding="utf-8")
    registry = press((str(mine),))
    found = registry.resolve("موقع ميناء نيوز")
    assert found is not None
    assert found.key == "outlet:mina"
    assert registry.by_url("https://www.mina.example/1") is found
    broken = tmp_path / "broken.toml"
    broken.write_text('[[row]]\nkey = "x"\n', encoding="utf-8")
    with pytest.raises(PackError, match="row x"):
        press((str(broken),))
    with pytest.raises(PackError, match="cannot be read"):
        press((str(tmp_path / "none.toml"),))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("الأناظول", "agency:anadolu"),
        ("وكالة الأناظول", "agency:anadolu"),
        ("وكالة الأنباء الإيرانية", "agency:irna"),
        ("وكالة الأنباء الطلابية الإيرانية", "agency:isna"),
        ("صحيفة «ميرور»", "outlet:dailymirror"),
        ("صحيفة إكسبريس", "outlet:dailyexpress"),
        ("صنداي تايمز", "outlet:sundaytimes"),
        ("دي فيلت", "outlet:diewelt"),
        ("موقع كوورة", "outlet:kooora"),
        ("ميرور", None),
        ("سبورت", None),
        ("زمان", None),
        ("صباح", None),
        ("وكالة الأنباء الروسية", None),  # there are several
        ("وكالة الأنباء الكورية", None),
    ],
)
def test_names_the_press_uses(name: str, key: str | None) -> None:
    """Names of foreign publishers as reports write them; everyday words and what several may mean stay unresolved."""
    row = press().resolve(name)
    assert (row.key if row else None) == key


def test_owners_are_told_where_they_are_public() -> None:
    """Many rows say who owns the publisher, none with an empty word or the publisher's own key."""
    owners = [row for row in press().rows if row.owner]
    assert len(owners) >= 150
    assert all(row.owner == row.owner.strip() and len(row.owner) > 3 for row in owners)


def test_no_two_rows_bear_one_name_of_one_country_and_kind() -> None:
    """A name that is enough by itself stands in no two rows that head and country cannot tell apart."""
    seen: dict[tuple[str, str, str], str] = {}
    for row in press().rows:
        for name in (*row.ar, *row.short):
            place = (" ".join(word.key for word in words(name)), row.country, row.kind)
            assert seen.setdefault(place, row.key) == row.key, name

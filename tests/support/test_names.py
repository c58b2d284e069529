"""Which namings are one source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.keys import source_key
from tawatur.model import Derivation, Evidence, Link, SourceKind
from tawatur.support import identities
from tawatur.support.nameless import unnamed
from tawatur.support.names import known
from tests.support.making import WORDS, counted, link, made


def _chains(*links: Link):
    return [made(f"r{at}", each) for at, each in enumerate(links)]


def _person(name: str) -> Link:
    return link(name, "person")


def _body(name: str) -> Link:
    return link(name, "organisation")


PAIR = {"r0": "one", "r1": "two"}
ONE = [
    (_person("عادل الناصري"), _body("عادل الناصري")),
    (_person("العقيد رائد الصيرفي"), _person("رائد الصيرفي")),
    (_body("وزارة الصحة"), _body("وزارة الصحة النعمورية")),
    (_person("شي جين بينغ"), _person("شي جينبينغ")),
    (_person("العميد عبد الله صبيح قائد المنطقة"), _person("عبدالله صبيح")),
    (_person("والي عين السنبل عبد الحفيظ مزيان"), _person("والي عين السنبل عبد الحفيظ مزبان")),
    (_person("وزير النقل الأستاذ نجيب بن سامي الراوي"), _person("نجيب الراوي وزير النقل السعودي")),
    (_body("وزارة الموارد المائية الأميركية"), _body("وزارة الموارد المائية الأمريكية")),
    (_body("جهاز الحماية المدنية"), _body("مصالح الحماية المدنية")),
    (_body("وزارة الموارد المصرية"), _body("وزارة الموارد على صفحتها")),
]
TWO = [
    (_person("الوزير"), _person("ليلى العنبري")),
    (_person("أحمد الناصري"), _person("عادل الناصري")),
    (_body("وزارة الصحة"), _body("وزارة النقل")),
    (_body("وزارة الموارد المائية السعودية"), _body("وزارة الموارد المائية القطرية")),
    (_person("حسن علي"), _person("حسين علي")),
    (link("مصادر مطلعة", "anonymous"), link("مصادر مطلعة", "anonymous")),
]


@pytest.mark.parametrize(("a", "b"), ONE, ids=lambda each: each.who)
def test_one_source_under_two_names(a: Link, b: Link) -> None:
    """Titles, countries, spellings and one slip of the pen do not make a second source."""
    found = identities(_chains(a, b))
    assert found[a.key] == found[b.key]


@pytest.mark.parametrize(("a", "b"), TWO, ids=lambda each: each.who)
def test_what_is_not_sure_stays_apart(a: Link, b: Link) -> None:
    """A title alone, a family name, one letter of a short name: nothing of that makes two sources one."""
    found = identities(_chains(a, b))
    assert a.key not in found or found.get(a.key) != found.get(b.key)


def test_a_short_name_that_fits_two_stays_apart() -> None:
    """A naming that two longer ones extend is merged with neither."""
    short, one, other = _body("وزارة الخارجية"), _body("وزارة الخارجية الشرفانية"), _body("وزارة الخارجية النعمورية")
    found = identities(_chains(short, one, other))
    assert len(set(found.values())) == 3


def test_titles_upon_titles_are_one_person() -> None:
    """Namings that extend one another step by step are one."""
    names = ["رائد الصيرفي", "العقيد رائد الصيرفي", "المتحدث العقيد رائد الصيرفي"]
    assert len(set(identities(_chains(*map(_person, names))).values())) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (_body("شركة الهودج للطيران"), _person("الرئيسة التنفيذية لشركة الهودج للطيران مريم القطامي")),
        (_body("وزارة الصحة"), _person("وزير الصحة سامي الراوي")),
        (
            Link(who="وزارة العدل", kind="organisation", key="organisation:عدل"),
            Link(who="وزير العدل", kind="person", key="person:عدل"),
        ),
        (_body("بلدية الرأس"), _person("رئيسة بلدية الرأس نجوى الساحلي")),
        (
            Link(who="وزير الموارد البحريني", kind="person", key="person:بحريني موارد"),
            _person("نجيب الراوي وزير الموارد في البحرين"),
        ),
        (_body("جهاز الحماية المدنية"), _person("الملازم سامي الراوي المكلف بالإعلام لدى ذات المصالح")),
    ],
    ids=lambda each: each.who,
)
def test_what_may_be_one_counts_once_below_and_twice_above(a: Link, b: Link) -> None:
    """A body and its spokesman, one service under two heads, a title and its bearer: one at least, two at most."""
    found = counted([made("r0", a), made("r1", b)], {"r0": "one", "r1": "two"})
    assert found.holds == (1, 2)
    assert "support.perhaps-one" in [finding.code for finding in found.findings]


def test_a_bare_title_names_nobody() -> None:
    """ "The minister" in one report and a minister's name in another: one at least, two at most."""
    found = counted([made("r0", _person("الوزيرة")), made("r1", _person("وزيرة الصحة ليلى العنبري"))], PAIR)
    assert (found.holds, found.origins) == ((1, 2), ("وزيرة الصحة ليلى العنبري",))
    assert counted([made("r0", _person("السيسي")), made("r1", _person("وزيرة الصحة"))], PAIR).holds == (2, 2)


NAMELESS = ["وسائل إعلام محلية", "الصحف التركية", "الوكالة", "وكالة", "الصحيفة البريطانية", "مواقع إخبارية"]
NAMED = ["وكالة الأنباء السعودية", "صحيفة الميزاب", "التلفزيون السوري الرسمي", "قناة نبراس"]


def _publisher(name: str) -> Link:
    return Link(who=name, kind="agency", key=source_key("agency", name))


@pytest.mark.parametrize("name", NAMELESS)
def test_media_that_are_not_named_are_no_origin(name: str) -> None:
    """ "Local media", "the agency", "the British paper": nobody is named."""
    found = counted([made("r0", _publisher(name)), made("r1", _person("سامي الراوي"))], PAIR)
    assert (found.holds, found.origins) == ((1, 2), ("سامي الراوي",))


@pytest.mark.parametrize("name", NAMED)
def test_media_that_are_named_are(name: str) -> None:
    """A name behind the word for a publisher, or a country of which there is one agency, names an origin."""
    found = counted([made("r0", _publisher(name)), made("r1", _person("سامي الراوي"))], PAIR)
    assert found.holds == (2, 2)


def test_the_agency_is_the_one_credited() -> None:
    """ "The agency" inside a report that credits one is that one and no second source."""
    credit = Derivation(
        report="r0", source="agency:spa", kind="credited", evidence=(Evidence(report="r0", span=WORDS),)
    )
    found = counted([made("r0", _publisher("الوكالة"))], {"r0": "one"}, credit)
    assert (found.holds, found.cut_low) == ((1, 1), ("agency:spa",))


def test_a_naming_that_runs_on_past_an_outlet_is_no_origin_below() -> None:
    """A citation that swallowed more words than the outlet's name does not make a named origin."""
    cited = Link(who="قناة نبراس قول الوزيرة", kind="agency", key="agency:نبراس قول وزيره")
    found = counted([made("r0", _person("سامي الراوي")), made("r1", cited)], {"r0": "قناة نبراس", "r1": "الضفاف"})
    assert found.holds == (1, 2)


def test_a_title_that_fits_two_ministers_is_no_third() -> None:
    """ "The mayor" beside two mayors is one of them, nobody knows which: it adds nothing below."""
    names = ["رئيس البلدية", "رئيس البلدية سامي الراوي", "رئيس البلدية جابر السالم"]
    found = counted([made(f"r{at}", _person(name)) for at, name in enumerate(names)], {"r0": "a", "r1": "b", "r2": "c"})
    assert found.holds == (2, 3)
    assert "support.vague" in [finding.code for finding in found.findings]


def test_an_outlet_cited_by_part_of_its_name_is_that_outlet() -> None:
    """A chain that names an outlet of the story by its own part of its name leads to that outlet."""
    cited = Link(who="صحيفة «الميزاب»", kind="agency", key="agency:صحيفه الميزاب")
    found = counted([made("r0"), made("r1", cited)], {"r0": "الميزاب الاقتصادي", "r1": "الضفاف"})
    assert (found.holds, found.cut_high) == ((1, 1), ("outlet:الميزاب الاقتصادي",))


def test_two_outlets_of_one_name_are_two() -> None:
    """Papers of one name are many; a citation of that name leads to neither."""
    links = [Link(who="الوطن", kind="agency", key="agency:الوطن")]
    found = known([made("r0", links[0])], {"outlet:a": "الوطن", "outlet:b": "الوطن"})
    assert len({found.sure["outlet:a"], found.sure["outlet:b"], found.sure["agency:الوطن"]}) == 3


KINDS: list[SourceKind] = ["person", "organisation"]
NAMES = st.lists(st.sampled_from(["وزارة", "الصحة", "سامي", "الراوي", "نجيب"]), min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.builds(link, NAMES, st.sampled_from(KINDS)), max_size=7), st.randoms())
def test_identities_are_a_partition_in_any_order(links: list[Link], chance) -> None:
    """Every key goes by one key, a leader by itself, and the order of the links does not matter."""
    found = identities(_chains(*links))
    assert set(found) == {each.key for each in links if not unnamed(each)}
    assert all(found[leader] == leader for leader in found.values())
    shuffled = list(links)
    chance.shuffle(shuffled)
    assert identities(_chains(*shuffled)) == found

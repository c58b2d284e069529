"""Days and times against the time of publication."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lang.pack import load
from tawatur.model import Day, Instant
from tawatur.values import values

WEDNESDAY = Instant(at=datetime(2024, 5, 15, 9, 0))


def days(text: str, published: Instant | None = WEDNESDAY) -> list[Day]:
    """The days of a text."""
    return [value for value in values(text, published, load()) if isinstance(value, Day)]


DATES = [
    ("رست السفينة أمس", "2024-05-14", "2024-05-14"),
    ("رست السفينة أول من أمس", "2024-05-13", "2024-05-13"),
    ("رست السفينة اليوم الأربعاء", "2024-05-15", "2024-05-15"),
    ("ترسو السفينة غدا", "2024-05-16", "2024-05-16"),
    ("رست السفينة الخميس الماضي", "2024-05-09", "2024-05-09"),
    ("ترسو السفينة الأحد المقبل", "2024-05-19", "2024-05-19"),
    ("رست السفينة يوم الاثنين", "2024-05-13", "2024-05-13"),
    ("رست السفينة في 17 مايو 2023", "2023-05-17", "2023-05-17"),
    ("رست السفينة في 17 أيار 2023", "2023-05-17", "2023-05-17"),
    ("رست السفينة في 17 ماي 2023", "2023-05-17", "2023-05-17"),
    ("رست السفينة في 17 أيار/مايو 2023", "2023-05-17", "2023-05-17"),
    ("رست السفينة في 17/5/2023م", "2023-05-17", "2023-05-17"),
    ("رست السفينة في 2023-5-17", "2023-05-17", "2023-05-17"),
    ("رست السفينة في السابع عشر من مايو 2023", "2023-05-17", "2023-05-17"),
    ("رست السفينة في 10 شوال 1436هـ", "2015-07-26", "2015-07-26"),
    ("رست السفينة في السابع من مارس (آذار) الماضي", "2024-03-07", "2024-03-07"),
    ("رست السفينة في عام 2012", "2012-01-01", "2012-12-31"),
    ("رست السفينة في مايو 2023", "2023-05-01", "2023-05-31"),
    ("رست السفينة الشهر الماضي", "2024-04-01", "2024-04-30"),
    ("رست السفينة العام الماضي", "2023-01-01", "2023-12-31"),
    ("رست السفينة هذا الشهر", "2024-05-01", "2024-05-31"),
    ("رست السفينة الأسبوع قبل الماضي", "2024-04-27", "2024-05-03"),
    ("رست السفينة مطلع مارس الجاري", "2024-03-01", "2024-03-10"),
    ("رست السفينة منتصف أبريل", "2024-04-11", "2024-04-20"),
    ("رست السفينة أواخر كانون الأول/ديسمبر الماضي", "2023-12-21", "2023-12-31"),
    ("رست السفينة نهاية الشهر الماضي", "2024-04-21", "2024-04-30"),
    ("رست السفينة مطلع العام الحالي", "2024-01-01", "2024-04-30"),
    ("رست السفينة مطلع الأسبوع", "2024-05-11", "2024-05-13"),
    ("نما المحصول في الربع الثالث من عام 2023", "2023-07-01", "2023-09-30"),
    ("نما المحصول في النصف الأول من العام الماضي", "2023-01-01", "2023-06-30"),
    ("رست السفينة بين 16 و19 مارس/آذار", "2024-03-16", "2024-03-19"),
    ("رست السفينة يومي 3 و4 مايو الجاري", "2024-05-03", "2024-05-04"),
    ("رست السفينة من 26 فبراير 2023 إلى 1 مارس 2023", "2023-02-26", "2023-03-01"),
    ("رست السفينة من الأحد إلى الثلاثاء", "2024-05-12", "2024-05-14"),
    ("رست السفينة عامي 2014 و2015", "2014-01-01", "2015-12-31"),
    ("رست السفينة (1939-1945)", "1939-01-01", "1945-12-31"),
    ("رست السفينة عام 1492", "1492-01-01", "1492-12-31"),
    ("رست السفينة عام 1437هـ", "2015-10-14", "2016-10-01"),
    ("رست السفينة في 17مايو 2023", "2023-05-17", "2023-05-17"),
    ("رست السفينة في العشرين من الشهر الماضي", "2024-04-20", "2024-04-20"),
    ("رست السفينة في أبريل العام الماضي", "2023-04-01", "2023-04-30"),
    ("ترسو السفينة غدا الخميس", "2024-05-16", "2024-05-16"),
    ("رست السفينة أمس (الثلاثاء)", "2024-05-14", "2024-05-14"),
    ("سترسو السفينة يوم الاثنين", "2024-05-20", "2024-05-20"),
    ("تبقى السفينة في المرفأ حتى الجمعة", "2024-05-17", "2024-05-17"),
    ("رست السفينة في 10 شوال", "2024-04-19", "2024-04-19"),
    ("رست السفينة يوم أمس الأول", "2024-05-13", "2024-05-13"),
    ("رست السفينة البارحة الأولى", "2024-05-13", "2024-05-13"),
    ("رست السفينة بين العامين 2014 و2015", "2014-01-01", "2015-12-31"),
    ("رست السفينة في 2014 بعد رحلة", "2014-01-01", "2014-12-31"),
    ("رست السفينة للتاسع من الشهر الماضي", "2024-04-09", "2024-04-09"),
    ("تنطلق السفينة يوم الاثنين", "2024-05-20", "2024-05-20"),
    ("تبقى السفينة حتى يوم 20 مايو", "2024-05-20", "2024-05-20"),
]


@pytest.mark.parametrize(("text", "first", "last"), DATES)
def test_dates(text: str, first: str, last: str) -> None:
    """Relative words, weekdays, month names of three families and pairs, Hijri dates and whole periods."""
    assert [(day.first, day.last) for day in days(text)] == [(first, last)]


PARTS = [("رست السفينة فجر الجمعة", "dawn"), ("رست السفينة مساء أمس", "evening"), ("رست السفينة ليل الخميس", "night")]


@pytest.mark.parametrize(("text", "part"), PARTS)
def test_parts_of_a_day(text: str, part: str) -> None:
    """A part of the day joins the day beside it."""
    assert [(bool(day.first), day.part) for day in days(text)] == [(True, part)]


CLOCKS = [
    ("رست السفينة الساعة 11:59 مساء", "11:59"),
    ("رست السفينة الساعة الحادية عشرة وتسع وخمسين دقيقة مساء", "11:59"),
    ("رست السفينة الساعة الثانية والنصف", "02:30"),
    ("رست السفينة الساعة 0424 بالتوقيت المحلي", "04:24"),
    ("رست السفينة نحو الساعة 23,35", "23:35"),
    ("رست السفينة عند الثامنة من صباح الجمعة", "08:00"),
    ("رست السفينة عند الساعة التاسعة من صباح أمس الأحد", "09:00"),
]


@pytest.mark.parametrize(("text", "clock"), CLOCKS)
def test_times_of_day(text: str, clock: str) -> None:
    """Hours stand in figures or in words."""
    assert [day.clock for day in days(text)] == [clock]


def test_one_time_said_twice_is_one_day() -> None:
    """A weekday, a Hijri date and a Gregorian one that say the same day are one value."""
    found = days("تبدأ الورشة يوم الأحد (10 شوال 1436هـ) الموافق 26 يوليو 2015م")
    assert [(day.first, day.last) for day in found] == [("2015-07-26", "2015-07-26")]


@pytest.mark.parametrize("text", ["رست السفينة أمس", "رست السفينة يوم الاثنين", "رست السفينة في 17 مايو"])
def test_unknown_publication_leaves_days_open(text: str) -> None:
    """Without a time of publication relative words stay relative: no date is made up."""
    assert [(day.first, day.last) for day in days(text, None)] == [("", "")]


def test_the_same_month_is_the_one_named_before() -> None:
    """ "The 27th of the same month" is read against the month the text named last."""
    found = days("رست السفينة في 23 مارس الماضي، ثم أبحرت في 27 من الشهر نفسه")
    assert [day.first for day in found] == ["2024-03-23", "2024-03-27"]


def test_two_weekdays_are_two_days() -> None:
    """ "Wednesday and Friday" are two; a night is named after two days and is one."""
    assert [day.first for day in days("ستعقد الورشة الخميس والجمعة")] == ["2024-05-16", "2024-05-17"]
    assert len(days("رست السفينة ليل الأحد الاثنين")) == 1


LOOK_ALIKES = [
    *("حضروا صلاة الجمعة", "في اليوم الأخير من الورشة", "الصياد يمارس عمله", "آلام الظهر المزمنة", "فاز الفريق 1-صفر"),
    *(
        "غادر في ذلك اليوم",
        "نشرت صحيفة الغد مقالا",
        "ثلاث مرات في اليوم",
        "زار المدرب رجب سامي",
        "حققت ذلك نيسان اليابانية",
    ),
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_no_days(text: str) -> None:
    """The Friday prayer, the last day of something, a verb that sounds like March."""
    assert days(text) == []


@given(st.dates(min_value=datetime(1950, 1, 1).date(), max_value=datetime(2050, 1, 1).date()))
def test_yesterday_is_the_day_before(day: object) -> None:
    """Whatever the day of publication, yesterday is one day earlier and today that day."""
    published = Instant(at=datetime.fromisoformat(f"{day}T12:00:00"))
    today, yesterday = days("وصلت اليوم. ووصل أمس", published)
    assert today.first == str(day)
    assert (datetime.fromisoformat(today.first) - datetime.fromisoformat(yesterday.first)).days == 1

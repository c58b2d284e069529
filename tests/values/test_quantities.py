"""Figures: numbers in every writing, what bounds them, and what they count."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lang.pack import load
from tawatur.model import Quantity
from tawatur.values import values


def figures(text: str) -> list[tuple[str, float | None, float | None]]:
    """Unit, low and high of the quantities of a text."""
    return [(v.unit, v.low, v.high) for v in values(text, None, load()) if isinstance(v, Quantity)]


NUMBERS = [
    ("زرعوا خمسة عشر ألفا وثلاثمئة نخلة", 15300.0),
    ("زرعوا ٣٠٠ نخلة", 300.0),
    ("زرعوا ۳۰۰ نخلة", 300.0),
    ("زرعوا 1,200 نخلة", 1200.0),
    ("زرعوا 12.500 نخلة", 12500.0),
    ("زرعوا مئة وخمسا وعشرين نخلة", 125.0),
    ("زرعوا أحد عشر ألف نخلة", 11000.0),
    ("زرعوا ثلاثة آلاف و700 نخلة", 3700.0),
    ("زرعوا ستمئة وأربعين نخلة", 640.0),
    ("زرعوا واحدا وعشرين نخلة", 21.0),
    ("زرعوا (72) نخلة", 72.0),
    ("زرعوا 64ر0 هكتارا", 0.64),
    ("زرعوا 5ر12 هكتارا", 12.5),
    ("زرعوا 000ر22 نخلة", 22000.0),
    ("استمر ساعة ونصف الساعة", 1.5),
    ("استمر عامين ونصف", 2.5),
    ("زرعوا النخلات الأربع أمس", 4.0),
    ("خلال الأشهر الـ 18 الماضية", 18.0),
    ("زار قريتين في الوادي", 2.0),
    ("قصفوا صاروخين", 2.0),
    ("زرعوا 40نخلة", 40.0),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers_in_every_writing(text: str, value: float) -> None:
    """Digits of three scripts, words and mixtures of both give one number."""
    assert [(low, high) for _, low, high in figures(text)] == [(value, value)]


MONEY = [
    ("بلغت كلفة الجسر مليارين و700 مليون دولار", "money:USD", 2.7e9),
    ("بلغت كلفة الجسر مليونين ونصف المليون ريال", "money:SAR", 2.5e6),
    ("بلغت كلفة الجسر 3.2 مليارات يورو", "money:EUR", 3.2e9),
    ("بلغت كلفة الجسر 40 مليون دينار كويتي", "money:KWD", 4e7),
    ("بلغت كلفة الجسر 40 مليون ريال قطري", "money:QAR", 4e7),
    ("بلغت كلفة الجسر 40 مليون دولار كندي", "money:CAD", 4e7),
    ("بلغت كلفة الجسر 15.435 تريليون دولار", "money:USD", 1.5435e13),
    ("بلغت كلفة الجسر $5 ملايين", "money:USD", 5e6),
]


@pytest.mark.parametrize(("text", "unit", "value"), MONEY)
def test_money(text: str, unit: str, value: float) -> None:
    """An amount carries its currency; a shared name is told apart by the country behind it."""
    assert figures(text) == [(unit, value, value)]


TOLLS = [
    ("أدى الانهيار إلى مقتل 7 أشخاص وإصابة 12 آخرين", [("killed", 7.0, 7.0), ("wounded", 12.0, 12.0)]),
    ("سقط قتيلان وثلاثة جرحى", [("killed", 2.0, 2.0), ("wounded", 3.0, 3.0)]),
    ("لقي 12 صيادا مصرعهم", [("killed", 12.0, 12.0)]),
    ("ارتفع إلى خمسة عدد قتلى العاصفة", [("killed", 5.0, 5.0)]),
    ("بقي 9 مفقودين تحت الثلج", [("missing", 9.0, 9.0)]),
    ("ثلاثة أشخاص ما زالوا في عداد المفقودين", [("missing", 3.0, 3.0)]),
    ("أودى الحريق بحياة 6 عمال", [("killed/worker", 6.0, 6.0)]),
    ("قتل 4 أطفال", [("killed/child", 4.0, 4.0)]),
    ("لا يزال 20 من الجرحى في المستشفى", [("wounded:part", 20.0, 20.0)]),
    ("غادر 5 أشخاص من أصل أربعين جريحا", [("wounded:part", 5.0, 5.0), ("wounded", 40.0, 40.0)]),
]


@pytest.mark.parametrize(("text", "found"), TOLLS)
def test_what_became_of_the_persons_counted(text: str, found: list[tuple[str, float, float]]) -> None:
    """Heads before, tails after, duals and parts of a whole say what a count of persons counts."""
    assert [f for f in figures(text) if f[0]] == found


BOUNDS = [
    ("زرعوا أكثر من 40 نخلة", 40.0, None),
    ("زرعوا ما لا يقل عن 40 نخلة", 40.0, None),
    ("زرعوا 40 نخلة على الأقل", 40.0, None),
    ("زرعوا أقل من 40 نخلة", None, 40.0),
    ("زرعوا نحو 40 نخلة", 40.0, 40.0),
    ("زرعوا زهاء 40 نخلة", 40.0, 40.0),
    ("زرعوا بين 40 و50 نخلة", 40.0, 50.0),
    ("زرعوا 40-50 نخلة", 40.0, 50.0),
    ("دفعوا بين 5 و7 ملايين ريال", 5e6, 7e6),
    ("حضر عشرات العمال", 20.0, None),
    ("حضر آلاف العمال", 2000.0, None),
    ("حضر مئات الآلاف من العمال", 200000.0, None),
    ("لا يقل ثمن القارب عن 40 ألف ريال", 40000.0, None),
    ("لا يزيد عدد القوارب على 40 قاربا", None, 40.0),
    ("غاب أقل من شهر", None, 1.0),
    ("غاب أكثر من عام ونصف العام", 1.5, None),
    ("نما بنسبة 5 إلى 6 في المئة", 5.0, 6.0),
    ("زرعوا ما بين ثلاثة إلى خمسة ملايين نخلة", 3e6, 5e6),
    ("راتب يناهز الـ 10 آلاف ريال", 10000.0, 10000.0),
    ("زار ما لا يقل عن قريتين", 2.0, None),
    ("زار قريتين على الأقل", 2.0, None),
    ("زرعوا مالا يقل عن 40 نخلة", 40.0, None),
    ("لم تتخط 40 نخلة", None, 40.0),
    ("غاب أكثر من عقد من الزمن", 1.0, None),
    ("زرعوا أكثر من (40) نخلة", 40.0, None),
    ("زرعوا مئات من أشجار النخيل", 200.0, None),
]


@pytest.mark.parametrize(("text", "low", "high"), BOUNDS)
def test_bounds(text: str, low: float | None, high: float | None) -> None:
    """Bounding words, ranges and vague numbers open the figure on the side they leave open."""
    assert [(found[1], found[2]) for found in figures(text)] == [(low, high)]


def test_percent() -> None:
    """The sign and the words say percent."""
    assert figures("نما المحصول 12% ثم 3 في المئة") == [("percent", 12.0, 12.0), ("percent", 3.0, 3.0)]
    assert figures("نما المحصول %12 ثم 3بالمائة ثم واحدا في المئة") == [
        ("percent", 12.0, 12.0),
        ("percent", 3.0, 3.0),
        ("percent", 1.0, 1.0),
    ]


def test_shares() -> None:
    """A fraction counts a share of what stands behind it, however it is put."""
    found = figures("احترق ثلاثة أرباع الحقل وأربعة أخماس المزرعة ونصف الغلة")
    assert [low for _, low, _ in found] == [0.75, 0.8, 0.5]
    assert all(unit.startswith("share:") for unit, _, _ in found)


def test_what_a_figure_was() -> None:
    """In "rose from 31 to 32" the first number is what the figure was."""
    found = [v for v in values("ارتفع العدد من 31 إلى 32 قتيلا", None, load()) if isinstance(v, Quantity)]
    assert [(v.low, v.unit, v.rule == "was") for v in found] == [(31.0, "killed", True), (32.0, "killed", False)]


SILENT = [
    *("حضر يوم الاثنين", "احترق المستودع رقم 4 ليلا", "غادر الرجلان معا", "بلغ الفريق ربع نهائي الكأس", "كميات كبيرة"),
    *('شاهد قناة الوادي 3" الطويلة', "في الدقيقة 40 بعدما تعثر", "الدفعة الحادية عشرة من الطلاب", "رقم: 40\nالتاريخ"),
    *("خلال الربع الأخير من المباراة", "بساتين الوادي", "زارت أفغانستان", "نادي وست هام"),
]


@pytest.mark.parametrize("text", SILENT)
def test_look_alikes_count_nothing(text: str) -> None:
    """Monday is no two, a number that only numbers counts nothing, nor does a dual that points back."""
    assert [found for found in figures(text) if found[0]] == []


PIECES = [
    *("قتل", "7", "خمسة", "عشر", "و", "ألف", "شخصا", "،", "من", "إلى", "أكثر", "نحو", "15%", "مليون"),
    *("دولار", "أمس", "الأحد", "يوليو", "2015", "الساعة", "11:59", "مصر", "مدينة", "٣٠٠", "قتيلان", "\n", ".", "نصف"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_spans_lie_in_the_text_and_quantities_do_not_overlap(pieces: list[str]) -> None:
    """Whatever the words: every value stands in the text, and no word is counted twice."""
    text = " ".join(pieces)
    found = values(text, None, load())
    assert all(0 <= v.span.start < v.span.end <= len(text) for v in found)
    spans = [v.span for v in found if isinstance(v, Quantity)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(v.low is None or v.high is None or v.low <= v.high for v in found if isinstance(v, Quantity))


def test_within_takes_a_part() -> None:
    """Asked for a stretch, only the values that lie in it come back, at the same places."""
    text = "زرعوا 40 نخلة ثم 50 نخلة"
    first, second = values(text, None, load())
    assert values(text, None, load(), second.span) == (second,)
    assert first.span.of(text) == "40 نخلة"

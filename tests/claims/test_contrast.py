"""Contrast: clauses in much the same words that cannot be one claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tawatur.claims.contrast import alternatives, contrast
from tawatur.claims.features import Content
from tawatur.lang.pack import load

Make = Callable[..., Any]

APART = [
    ("ارتفعت صادرات القمح عشرة في المئة.", "ارتفعت صادرات الغاز عشرة في المئة."),
    ("أغلقت البلدية المسجد الكبير.", "أغلقت البلدية المستشفى الكبير."),
    ("وقع الانفجار في شمال المدينة.", "وقع الانفجار في جنوب المدينة."),
    ("اعتقل الجيش أربعة مسلحين.", "قتل الجيش أربعة مسلحين."),
    ("رحبت مصر بالاتفاق.", "رفضت مصر الاتفاق."),
    ("اشترت الشركة مصنع الزجاج.", "باعت الشركة مصنع الزجاج."),
    ("تراجعت أرباح البنك في الربع الأول.", "زادت أرباح البنك في الربع الأول."),
    ("زار وزير الخارجية المصري بغداد.", "زار وزير الخارجية الأردني بغداد."),
    ("سجل اللاعب هدفين في الشوط الأول.", "سجل اللاعب هدفين في الشوط الثاني."),
    ("هاجم الجيش مواقع المسلحين.", "هاجم المسلحون مواقع الجيش."),
    ("أفرجت السلطات عن الصحفي.", "اعتقلت السلطات الصحفي."),
    ("أيد الحزب مشروع القانون.", "عارض الحزب مشروع القانون."),
    ("انتهت المفاوضات في المرفأ.", "بدأت المفاوضات في المرفأ."),
    ("تغلب فريق اللؤلؤ على فريق المرجان.", "تغلب فريق المرجان على فريق اللؤلؤ."),
]

SAME = [
    ("أدانت مصر الهجوم على المسجد.", "استنكرت القاهرة الاعتداء على المسجد."),
    ("افتتح الملك معرض الكتاب في العاصمة.", "العاهل يدشن معرض الكتاب بالعاصمة."),
    ("صادق البرلمان على قانون الانتخابات.", "أقر مجلس النواب قانون الانتخاب."),
    ("خسر الهلال أمام النجمة بهدفين.", "فاز النجمة على الهلال بهدفين."),
    ("جرفت السيول عشرات البيوت في قرية الرملة.", "اجتاح فيضان قرية الرملة وجرف عشرات المنازل."),
    ("لقي رجل إطفاء مصرعه أثناء إخماد حريق المخزن.", "توفي إطفائي خلال إطفاء الحريق في المخزن."),
]


def joined(found: Any) -> list[str]:
    """The wordings of the claims that both reports make."""
    return [
        claim.wording.span.of(found.reports[claim.wording.report].text)
        for claim in found.claims
        if len({made.report for made in claim.attestations}) > 1
    ]


@pytest.mark.parametrize(("one", "other"), APART)
def test_one_word_that_excludes_the_other(made: Make, one: str, other: str) -> None:
    """One frame filled with words that exclude each other makes two claims."""
    assert not joined(made({"a": one, "b": other}))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_words_for_the_same(made: Make, one: str, other: str) -> None:
    """Words of one family, and a defeat told from the other side, are no contrast."""
    assert joined(made({"a": one, "b": other}))


def content(*order: str, names: frozenset[str] = frozenset()) -> Content:
    """A clause of some features in order."""
    none: frozenset[str] = frozenset()
    return Content(frozenset(order), False, none, none, none, none, frozenset(), none, order=order, names=names)


def test_contrast_has_no_side() -> None:
    """Which clause comes first does not matter."""
    known = alternatives(load())
    pairs = [
        (content("raise", "oil", "price"), content("raise", "gold", "price")),
        (content("reject", "call-for", "strike"), content("call-for", "strike")),
        (content("raise", "oil"), content("raise", "oil", "price")),
    ]
    for a, b in pairs:
        assert contrast(a, b, known) == contrast(b, a, known)


def test_words_of_one_side_are_no_contrast() -> None:
    """Two words for the same direction do not exclude each other, nor do words of two kinds."""
    known = alternatives(load())
    assert not contrast(content("raise", "price"), content("grow", "price"), known)
    assert not contrast(content("oil", "price"), content("church", "price"), known)
    assert contrast(content("raise", "price"), content("lower", "price"), known)

"""Relations: what supersedes, contradicts, denies or refines what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tawatur.interface import say

Relate = Callable[..., Any]
MORNING, NOON, EVENING, LATER = "2024-05-15T08:00", "2024-05-15T12:00", "2024-05-15T20:00", "2024-05-18T08:00"


def test_a_toll_that_rose_is_an_update(related: Relate) -> None:
    """The later and higher figure updates the earlier; three figures make a line, not a triangle."""
    found = related({
        "a": (MORNING, "أدى انهيار السد إلى مقتل 7 أشخاص."),
        "b": (NOON, "أدى انهيار السد إلى مقتل 12 شخصا."),
        "c": (EVENING, "أدى انهيار السد إلى مقتل 19 شخصا."),
    })  # fmt: skip
    assert found.told() == {("update", "12", "7"), ("update", "19", "12")}


def test_an_old_figure_printed_days_later_is_a_conflict(related: Relate) -> None:
    """A lower figure that appears only days after the higher one contradicts it."""
    found = related({
        "a": (MORNING, "أدى انهيار السد إلى مقتل 7 أشخاص."),
        "b": (NOON, "أدى انهيار السد إلى مقتل 12 شخصا."),
        "c": (LATER, "أدى انهيار السد إلى مقتل 7 أشخاص."),
    })  # fmt: skip
    assert {kind for kind, _, _ in found.told()} == {"conflict"}


def test_two_sources_of_one_report_are_a_conflict(related: Relate) -> None:
    """Two figures that one report has from two sources cannot both hold."""
    text = "قالت الوزارة إن 19 شخصا قتلوا في الانهيار. وقالت النقابة إن 26 شخصا قتلوا في الانهيار."
    said = [("19 شخصا قتلوا في الانهيار", "الوزارة", False), ("26 شخصا قتلوا في الانهيار", "النقابة", False)]
    found = related({"a": (MORNING, text)}, {"a": said})
    assert found.told() == {("conflict", "26", "19")}
    assert {r.why for r in found.relations} == {"sources-differ"}


def test_killed_wounded_and_missing_never_conflict(related: Relate) -> None:
    """Different quantities are compared with nothing."""
    found = related({
        "a": (MORNING, "أدى انهيار السد إلى مقتل 7 أشخاص وإصابة 30 آخرين."),
        "b": (NOON, "أدى انهيار السد إلى فقدان 12 شخصا وتهدم 14 منزلا."),
    })  # fmt: skip
    assert found.told() == set()


def test_parts_and_their_sum_are_no_conflict(related: Relate) -> None:
    """A hundred and twenty-five families moved, a hundred to one place and twenty-five to another: no conflict."""
    found = related({
        "a": (MORNING, "نقلت المدينة 125 عائلة إلى مراكز الإيواء."),
        "b": (NOON, "نقلت المدينة 100 عائلة إلى مراكز الإيواء في المدرسة و25 عائلة إلى مراكز الإيواء في القاعة."),
    })  # fmt: skip
    assert not [told for told in found.told() if told[0] in ("conflict", "update")]


def test_bounds_that_agree_are_no_conflict(related: Relate) -> None:
    """At least ten and fifteen can both hold."""
    found = related({
        "a": (MORNING, "باعت الشركة ما لا يقل عن 10 طائرات قديمة إلى بلدية اللؤلؤ."),
        "b": (MORNING, "باعت الشركة 15 طائرة قديمة إلى بلدية اللؤلؤ."),
    })  # fmt: skip
    assert {kind for kind, _, _ in found.told()} <= {"refines"}


def test_other_places_and_other_years_are_other_events(related: Relate) -> None:
    """A toll of another place, or of a flood of long ago, is no conflict."""
    found = related({
        "a": (MORNING, "أدت السيول إلى مقتل 7 أشخاص في مدينة سمراء."),
        "b": (NOON, "أدت السيول إلى مقتل 41 شخصا في مدينة اللؤلؤ."),
        "c": (NOON, "كانت السيول أدت في عام 1998 إلى مقتل 63 شخصا."),
    })  # fmt: skip
    assert found.told() == set()


def test_fewer_missing_later_is_an_update(related: Relate) -> None:
    """The number of missing falls as they are found."""
    found = related({
        "a": (MORNING, "بقي 9 مفقودين بعد انهيار السد."),
        "b": (EVENING, "بقي 4 مفقودين بعد انهيار السد."),
    })  # fmt: skip
    assert found.told() == {("update", "4", "9")}


def test_a_plan_that_became_a_deed(related: Relate) -> None:
    """What was announced is updated by what is told as done, whatever the order of the reports."""
    found = related({
        "a": (MORNING, "سيزور الوزير مرفأ اللؤلؤ لافتتاح المعرض."),
        "b": (EVENING, "زار الوزير مرفأ اللؤلؤ لافتتاح المعرض."),
    })  # fmt: skip
    assert [(r.kind, r.why) for r in found.relations] == [("update", "plan-done")]
    assert "سيزور" in found.wording(found.relations[0].b)


def test_a_denial(related: Relate) -> None:
    """A source that denies what another report asserts."""
    content = "تسريح عمال المصنع في بلدة سمراء"
    found = related(
        {
            "a": (MORNING, "قررت الشركة تسريح عمال المصنع في بلدة سمراء."),
            "b": (NOON, f"نفت الشركة {content}."),
        },
        {"b": [(content, "الشركة", True)]},
    )
    assert {r.kind for r in found.relations} == {"denies"}


def test_voices_that_contradict(related: Relate) -> None:
    """One outlet asserts in its own voice what another says is not so: a conflict."""
    found = related({
        "a": (MORNING, "تبنت جماعة الظل الهجوم على المرفأ."),
        "b": (MORNING, "لم تتبن أي جماعة الهجوم على المرفأ."),
    })  # fmt: skip
    assert {(r.kind, r.why) for r in found.relations} == {("conflict", "contradicts")}


def test_two_parts_of_the_day_are_a_conflict(related: Relate) -> None:
    """The same cannot happen at dawn and in the evening of one day; dawn and early morning agree."""
    dawn, evening = "انفجر المرجل في مصنع الزجاج فجر الأربعاء.", "انفجر المرجل في مصنع الزجاج مساء الأربعاء."
    found = related({"a": (MORNING, dawn), "b": (NOON, evening)})
    assert [(r.kind, r.why) for r in found.relations] == [("conflict", "times-differ")]
    morning = "انفجر المرجل في مصنع الزجاج صباح الأربعاء."
    assert related({"a": (MORNING, dawn), "b": (NOON, morning)}).relations == ()


def test_order_of_claims_never_matters_and_every_reason_has_words(related: Relate) -> None:
    """Relations point at claims of the story with words and values in them, and the interface can say why."""
    found = related({
        "a": (MORNING, "أدى انهيار السد إلى مقتل 7 أشخاص وإصابة 30 آخرين. ولم تصل فرق الإنقاذ."),
        "b": (NOON, "أدى انهيار السد إلى مقتل 12 شخصا وإصابة 41 آخرين. ووصلت فرق الإنقاذ."),
    })  # fmt: skip
    assert found.relations
    turned = related({id: (at, found.reports[id].text) for id, at in (("b", NOON), ("a", MORNING))})
    assert turned.relations == found.relations
    ids = {claim.id for claim in found.claims}
    for relation in found.relations:
        assert {relation.a, relation.b} <= ids
        for evidence in (relation.a_evidence, relation.b_evidence):
            assert evidence.span.of(found.reports[evidence.report].text).strip()
        assert say(f"why.{relation.why}", "ar")
        assert say(f"why.{relation.why}", "en")


def test_a_first_toll_is_updated_in_the_same_report(related: Relate) -> None:
    """What a report calls an earlier toll is no other account of the last one."""
    text = "قالت الوزارة إن 19 شخصا قتلوا في الانهيار. وقالت النقابة في وقت سابق إن 7 أشخاص قتلوا في الانهيار."
    said = [("19 شخصا قتلوا في الانهيار", "الوزارة", False), ("7 أشخاص قتلوا في الانهيار", "النقابة", False)]
    found = related({"a": (MORNING, text)}, {"a": said})
    assert found.told() == {("update", "19", "7")}


def test_a_corrected_toll_is_an_update(related: Relate) -> None:
    """ "65 and not 66" lowers the toll."""
    found = related({
        "a": (MORNING, "قتل 66 شخصا في غرق العبارة."),
        "b": (NOON, "عدد قتلى العبارة 65 وليس 66 شخصا."),
    })  # fmt: skip
    assert ("update", "65", "66") in found.told()


def test_what_had_not_happened_yet(related: Relate) -> None:
    """A later report that it was found updates that it was not found yet."""
    found = related({
        "a": (MORNING, "لم يعثر الغواصون بعد على حطام العبارة الغارقة."),
        "b": (LATER, "عثر الغواصون على حطام العبارة الغارقة."),
    })  # fmt: skip
    assert [(r.kind, r.why) for r in found.relations] == [("update", "done-since")]


def test_lengths_counted_from_one_thing(related: Relate) -> None:
    """Two lengths of time since one departure cannot both hold; since other things they are not compared."""
    found = related({
        "a": (MORNING, "غرقت العبارة بعد 20 دقيقة من إبحارها."),
        "b": (NOON, "غرقت العبارة بعد 50 دقيقة من إبحارها."),
        "c": (NOON, "غرقت العبارة بعد 35 دقيقة من اشتعال النار."),
    })  # fmt: skip
    assert found.told() == {("conflict", "50", "20")}


def test_persons_on_board_and_their_crew(related: Relate) -> None:
    """Passengers and all on board are no conflict where the crew makes up the rest."""
    found = related({
        "a": (MORNING, "كانت العبارة تقل 66 شخصا."),
        "b": (NOON, "كان على متنها 60 راكبا و6 من أفراد الطاقم."),
    })  # fmt: skip
    assert not [told for told in found.told() if told[0] in ("conflict", "update")]


def test_days_that_differ(related: Relate) -> None:
    """Two named days of one incident cannot both hold, and the relation names them; "yesterday" is no named day."""
    found = related({
        "a": (NOON, "اندلع حريق يوم الاثنين في سوق بلدة سمراء."),
        "b": (NOON, "اندلع حريق يوم الأحد في سوق بلدة سمراء."),
        "c": (NOON, "اندلع حريق أول من أمس في سوق بلدة سمراء."),
    })  # fmt: skip
    days = {(r.kind, r.why, *sorted((r.a_value.first, r.b_value.first))) for r in found.relations if r.a_value}
    assert ("conflict", "days-differ", "2024-05-12", "2024-05-13") in days


def test_a_number_that_was_cut(related: Relate) -> None:
    """A lower toll that is told as a correction updates the higher one."""
    found = related({
        "a": (MORNING, "أعلنت الشرطة مقتل ستة أشخاص في الحريق."),
        "b": (LATER, "خفضت الشرطة عدد قتلى الحريق إلى أربعة بعد تصحيح العد."),
    })  # fmt: skip
    assert ("update", "4", "6") in found.told()


def test_accounts_that_exclude_each_other(related: Relate) -> None:
    """The same told with a word that excludes the other's is a conflict, unless days lie between the reports."""
    found = related({
        "a": (MORNING, "كان الصياد المصاب في حالة حرجة بعد غرق القارب."),
        "b": (NOON, "كان الصياد المصاب في حالة مستقرة بعد غرق القارب."),
    })  # fmt: skip
    assert ("conflict", "accounts-differ") in [(r.kind, r.why) for r in found.relations]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("تبحث الشرطة عن سارق لوحة المتحف الكبير.", "اعتقلت الشرطة سارق لوحة المتحف الكبير."),
        (
            "لا يزال أربعة صيادين مفقودين في خليج المرجان.",
            "عثر خفر السواحل على الصيادين الأربعة المفقودين في خليج المرجان.",
        ),
        ("اختطف مسلحون مهندس السد في وادي النخيل.", "أفرج عن مهندس السد المختطف في وادي النخيل."),
    ],
)
def test_what_ends_updates_what_went_on(related: Relate, before: str, after: str) -> None:
    """Who was searched for is caught, the missing are found, the kidnapped are free: the later report updates."""
    found = related({"a": (MORNING, before), "b": (LATER, after)})
    assert [(r.kind, r.why) for r in found.relations] == [("update", "stage-ended")]


def test_an_end_told_first_is_no_update(related: Relate) -> None:
    """Who was caught before is searched for again: nothing ended."""
    found = related({
        "a": (MORNING, "اعتقلت الشرطة سارق لوحة المتحف الكبير."),
        "b": (LATER, "تبحث الشرطة عن سارق لوحة المتحف الكبير."),
    })  # fmt: skip
    assert not [r for r in found.relations if r.why == "stage-ended"]


def test_what_is_planned_contradicts_nothing(related: Relate) -> None:
    """That a thing has not been done and that it will be done both hold."""
    found = related({
        "a": (MORNING, "لم يتخذ مدرب النجمة قراره."),
        "b": (NOON, "سيتخذ مدرب النجمة قراره."),
    })  # fmt: skip
    assert not [r for r in found.relations if r.kind == "conflict"]


def test_a_number_says_how_many_dozens_were(related: Relate) -> None:
    """A number told in the same words is more exact than "dozens"; one of another event is not."""
    found = related({
        "a": (MORNING, "قتل عشرات الركاب في غرق العبارة."),
        "b": (NOON, "قتل 46 راكبا في غرق العبارة."),
        "c": (NOON, "قتل 52 جنديا في انفجار مستودع الذخيرة."),
    })  # fmt: skip
    assert {(r.kind, r.why, r.a_value.low) for r in found.relations if r.kind == "refines"} == {
        ("refines", "more-exact", 46)
    }


@pytest.mark.parametrize(("number", "kind"), [("30", "conflict"), ("9", "update")])
def test_two_sides_with_tolls_of_their_own(related: Relate, number: str, kind: str) -> None:
    """Of two sources on one day, a number twice the other's contradicts it; one a little higher is a later count."""
    told = {
        "a": (MORNING, "قالت الإدارة إن 8 عمال قتلوا في الانهيار."),
        "b": (NOON, f"قالت النقابة إن {number} عاملا قتلوا في الانهيار."),
    }
    said = {
        "a": [("8 عمال قتلوا في الانهيار", "الإدارة", False)],
        "b": [(f"{number} عاملا قتلوا في الانهيار", "النقابة", False)],
    }
    assert {r.kind for r in related(told, said).relations} == {kind}


def test_how_strongly_it_is_denied_is_no_part_of_it(related: Relate) -> None:
    """A flat denial denies what a plain one does."""
    found = related({
        "a": (MORNING, "خفضت شركة المنار رواتب البحارة."),
        "b": (NOON, "نفت الشركة نفيا قاطعا خفض رواتب البحارة."),
    }, {"b": [("نفيا قاطعا خفض رواتب البحارة", "الشركة", True)]})  # fmt: skip
    assert {r.kind for r in found.relations} == {"denies"}


def test_a_floor_agrees_with_a_higher_number(related: Relate) -> None:
    """One report that says "at least 28" and 30 has a toll that rose, no conflict."""
    found = related({
        "a": (MORNING, "أدى انهيار السد إلى مقتل 28 شخصا على الأقل. وأدى انهيار السد إلى مقتل 30 شخصا."),
        "b": (NOON, "أدى انهيار السد إلى مقتل 30 شخصا."),
    })  # fmt: skip
    assert found.told() == {("update", "30", "28")}

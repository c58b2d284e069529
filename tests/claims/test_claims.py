"""Claims: statements of one story that assert the same thing."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.claims.features import core
from tawatur.model import Quantity

Make = Callable[..., Any]


def reports_of(claims: list[Any]) -> list[set[str]]:
    """The reports of each claim."""
    return [{a.report for a in claim.attestations} for claim in claims]


SAME = [
    ("انفجر مرجل في مصنع الزجاج ببلدة سمراء فجر الأربعاء.", "وقع انفجار في مصنع الزجاج في بلدة سمراء."),
    (
        "وصل الوزير سالم الهادي إلى مرفأ اللؤلؤ لتفقد السفينة.",
        "تفقد السفينة في مرفأ اللؤلؤ الوزير سالم الهادي بعد وصوله.",
    ),
    ("نددت نقابة الصيادين بقرار إغلاق مرفأ اللؤلؤ.", "استنكرت نقابة الصيادين قرار غلق مرفأ اللؤلؤ."),
    ("أحرق مجهولون منزل الصياد في قرية العين.", "أضرم مجهولون النار في بيت الصياد بقرية العين."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_content_in_other_words(made: Make, one: str, other: str) -> None:
    """Synonyms, nouns for verbs, other order: one claim of both reports."""
    found = made({"a": one, "b": other})
    assert {"a", "b"} in reports_of(found.claims)


def test_figures_meet_whatever_bounds_them(made: Make) -> None:
    """One number with other hedges and other words is one claim."""
    found = made({
        "a": "أدى انهيار السد إلى مقتل نحو 30 شخصا.",
        "b": "سقط ثلاثون قتيلا على الأقل في انهيار السد.",
        "c": "أودى انهيار السد بحياة 30 شخصا.",
    })  # fmt: skip
    assert {"a", "b", "c"} in reports_of([c for c in found.claims if c.kind == "figure"])


def test_other_numbers_stay_apart(made: Make) -> None:
    """Two numbers are two claims, and killed are not wounded."""
    found = made({"a": "أدى انهيار السد إلى مقتل 30 شخصا.", "b": "أدى انهيار السد إلى مقتل 32 شخصا وإصابة 30 آخرين."})
    assert all(len(reports) == 1 for reports in reports_of([c for c in found.claims if c.kind == "figure"]))


def test_negation_keeps_apart(made: Make) -> None:
    """What one report asserts and another negates are two claims."""
    found = made({"a": "غادرت السفينة مرفأ اللؤلؤ صباحا.", "b": "لم تغادر السفينة مرفأ اللؤلؤ صباحا."})
    assert all(len(reports) == 1 for reports in reports_of(found.claims))


def test_a_plan_is_no_deed(made: Make) -> None:
    """What will be and what was are two claims."""
    found = made({"a": "سيزور الوزير مدينة اللؤلؤ لافتتاح المعرض.", "b": "زار الوزير مدينة اللؤلؤ لافتتاح المعرض."})
    assert all(len(reports) == 1 for reports in reports_of(found.claims))


def test_other_days_keep_apart(made: Make) -> None:
    """The same words of two days are two claims."""
    found = made({
        "a": "غرق مركب الصيد قرب جزيرة الملح في 3 مايو 2024.",
        "b": "غرق مركب الصيد قرب جزيرة الملح في 9 مايو 2024.",
    })  # fmt: skip
    assert all(len(reports) == 1 for reports in reports_of([c for c in found.claims if c.kind != "figure"]))


def test_names_alone_assert_nothing(made: Make) -> None:
    """A name between commas is no claim."""
    found = made({"a": "الرئيس، رئيس الوزراء، السعودية.", "b": "الرئيس، رئيس الوزراء، السعودية."})
    assert found.claims == ()


def test_asides_are_the_outlets_own(made: Make) -> None:
    """Who condemns a blast "that killed three" does not vouch for the three; the figure has an empty chain."""
    text = "قال الوزير إن حكومته تدين الهجوم الذي أوقع ثلاثة قتلى في المرفأ."
    content = "حكومته تدين الهجوم الذي أوقع ثلاثة قتلى في المرفأ"
    found = made({"a": text}, {"a": [(content, "الوزير", False)]})
    (figure,) = [c for c in found.claims if c.kind == "figure"]
    assert [a.chain for a in figure.attestations] == [()]
    condemned = [a for c in found.claims for a in c.attestations if a.span.of(text).startswith("حكومته")]
    assert [link.who for a in condemned for link in a.chain] == ["الوزير"]


def test_what_is_told_by_the_way_is_the_speakers(made: Make) -> None:
    """Who tells of a blast "that killed three" is the source of the three: only a stand takes it for known."""
    text = "قال المحافظ إن المصابين في الانفجار الذي أوقع ثلاثة قتلى نقلوا إلى المرفأ."
    content = "المصابين في الانفجار الذي أوقع ثلاثة قتلى نقلوا إلى المرفأ"
    found = made({"a": text}, {"a": [(content, "المحافظ", False)]})
    (figure,) = [c for c in found.claims if c.kind == "figure"]
    assert [link.who for a in figure.attestations for link in a.chain] == ["المحافظ"]


def test_copies_are_gathered_in_order_of_weight(made: Make) -> None:
    """What more reports of more outlets make comes first."""
    shared = "انهار جسر الوادي فجرا فوق نهر الملح. "
    found = made({"a": shared + "وبيعت السجادة بثمن غال.", "b": shared, "c": shared})
    assert {a.report for a in found.claims[0].attestations} == {"a", "b", "c"}


SENTENCES = [
    "انفجر مرجل في مصنع الزجاج ببلدة سمراء.",
    "وقع انفجار في مصنع الزجاج في بلدة سمراء فجر الأربعاء.",
    "أدى الانفجار إلى مقتل 7 عمال وإصابة 12 آخرين.",
    "قتل 9 عمال في انفجار المصنع.",
    "لم تعرف أسباب انفجار المصنع بعد.",
    "زار الوزير بلدة سمراء أمس.",
    "سيزور الوزير بلدة سمراء غدا.",
    "بلغت الخسائر 3 ملايين ريال.",
    "نددت النقابة بإهمال إدارة المصنع، مؤكدة أن العمال حذروا منه.",
]
HEAPS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), min_size=1, max_size=5)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heap=HEAPS, seed=st.randoms(use_true_random=False))
def test_laws_of_claims(made: Make, heap: list[list[str]], seed: Any) -> None:
    """Order of reports never matters; spans lie in their reports; one claim's figures never contradict each other."""
    texts = {f"r{index}": " ".join(lines) for index, lines in enumerate(heap)}
    found = made(texts)
    turned = list(texts.items())
    seed.shuffle(turned)
    assert made(dict(turned)).claims == found.claims
    for claim in found.claims:
        assert claim.attestations
        for a in claim.attestations:
            assert 0 <= a.span.start < a.span.end <= len(texts[a.report])
            assert a.statement in {s.id for s in found.statements[a.report]}
        if claim.kind == "figure":
            (value,) = claim.values
            assert isinstance(value, Quantity)
            assert core(value)[1] is not None
        spans = sorted((a.report, a.span) for a in claim.attestations)
        assert all(x[0] != y[0] or x[1].end <= y[1].start for x, y in itertools.pairwise(spans))


def test_parts_name_their_whole(made: Make) -> None:
    """A figure that only stands inside a clause, in the same reports on the same word, is a part of that clause; so is
    a claim whose words are read in those of a weightier one."""
    text = "أدى انهيار السد في بلدة سمراء إلى مقتل 30 شخصا وجرح 12 آخرين وتدمير عشرات المنازل في القرية المجاورة."
    found = made({"a": text, "b": text})
    parts = [c for c in found.claims if c.part_of]
    wholes = {c.id: c for c in found.claims}
    assert "wounded" in {v.unit for c in parts for v in c.values if isinstance(v, Quantity)}
    for part in parts:
        whole = wholes[part.part_of]
        assert not whole.part_of
        assert whole.wording.report == part.wording.report
        assert whole.wording.span.overlap(part.wording.span) > 0


def test_a_report_alone_says_each_thing_once(made: Make) -> None:
    """With nothing to join, a clause is one claim, its figures are read in it, and names alone are none."""
    found = made({"a": "أدى انهيار السد في بلدة سمراء إلى مقتل 30 شخصا، الناقل الوطني، وأغلقت البلدية الطريق."})
    spans = sorted(a.span for c in found.claims for a in c.attestations)
    assert len(spans) == 2
    assert spans[0].end <= spans[1].start


def test_the_clause_of_a_speaker_is_his_word(made: Make) -> None:
    """A subject that a relative clause describes is spoken of by who speaks: its figures too."""
    text = "قال الوزير إن العبارة التي كانت تقل 66 شخصا غرقت قرب المرفأ."
    content = "العبارة التي كانت تقل 66 شخصا غرقت قرب المرفأ"
    found = made({"a": text, "b": text}, {"a": [(content, "الوزير", False)], "b": [(content, "الوزير", False)]})
    assert all(a.chain for c in found.claims for a in c.attestations)


def test_an_amount_reached_is_no_arrival(made: Make) -> None:
    """What reached a sum has not arrived anywhere."""
    found = made({"a": "وصل القبطان سليم إلى المرفأ.", "b": "وصلت خسائر القبطان سليم إلى 40 مليون دينار."})
    assert all(len(reports) == 1 for reports in reports_of(found.claims))


def test_for_the_first_time_is_said_by_itself(made: Make) -> None:
    """That it is the first visit is another claim than the visit."""
    found = made({
        "a": "زار القبطان سليم يوم الأربعاء مرفأ اللؤلؤ للمرة الأولى منذ افتتاح الرصيف الجديد.",
        "b": "زار القبطان سليم مرفأ اللؤلؤ.",
    })  # fmt: skip
    texts = {a.span.of(found.reports[a.report].text) for c in found.claims for a in c.attestations if a.report == "a"}
    assert any("زار" in text and "الأولى" not in text for text in texts)


def test_other_hours_keep_apart(made: Make) -> None:
    """A ban from seven to six is not the one from midnight to six; the hour it begins at alone is the same ban."""
    seven = "يبدأ حظر التجول في بلدة سمراء من الساعة السابعة مساء حتى السادسة صباحا."
    twelve = "يبدأ حظر التجول في بلدة سمراء من الساعة الثانية عشرة مساء حتى السادسة صباحا."
    begins = "يبدأ حظر التجول في بلدة سمراء من الساعة السابعة مساء."
    apart = made({"a": seven, "b": twelve})
    assert all(len(reports) == 1 for reports in reports_of(apart.claims))
    one = made({"a": seven, "b": begins})
    assert {"a", "b"} in reports_of(one.claims)

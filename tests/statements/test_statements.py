"""Who said what, through whom: the engine as a whole, on sentences written for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statements.reports import Said, every, report, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال وزير الزراعة ماجد سالم إن الموسم جيد.",
            [Said("الموسم جيد", ("وزير الزراعة ماجد سالم",), "indirect", False)],
        ),
        ("وقالت الوزارة: «الموسم جيد».", [Said("الموسم جيد", ("الوزارة",), "direct", False)]),
        (
            "وأكدت الوزارة أن الموسم «أفضل مما كان عليه في العام الماضي».",
            [Said("الموسم «أفضل مما كان عليه في العام الماضي»", ("الوزارة",), "mixed", False)],
        ),
        ("وأعلنت وزارة الزراعة إطلاق خدمة جديدة.", [Said("إطلاق خدمة جديدة", ("وزارة الزراعة",), "act", False)]),
        ("ارتفعت الأسعار، بحسب وزارة الزراعة.", [Said("ارتفعت الأسعار", ("وزارة الزراعة",), "indirect", False)]),
        ("ووفقا للوزارة فإن الموسم جيد.", [Said("الموسم جيد", ("وزارة",), "indirect", False)]),
        (
            "قالت الوزارة إن الموسم جيد، مشيرة إلى أن المطر غزير.",
            [
                Said("الموسم جيد", ("الوزارة",), "indirect", False),
                Said("المطر غزير", ("الوزارة",), "indirect", False),
            ],
        ),
        (
            "قال الوزير إن الموسم جيد. وأضاف أن المطر غزير.",
            [
                Said("الموسم جيد", ("الوزير",), "indirect", False),
                Said("المطر غزير", ("الوزير",), "indirect", True),
            ],
        ),
    ],
)
def test_forms(text: str, expected: list[Said]) -> None:
    """Clauses, quotations, acts, adverbials, participles and pro-drop, with their contents and speakers."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("ونقلت صحيفة النور عن الوزير قوله إن الموسم جيد.", ("صحيفة النور", "الوزير")),
        ("وقال الوزير لصحيفة النور إن الموسم جيد.", ("صحيفة النور", "الوزير")),
        ("وذكرت صحيفة النور أن الوزير قال إن الموسم جيد.", ("صحيفة النور", "الوزير")),
        ("وقال الوزير إن الموسم جيد، بحسب صحيفة النور.", ("صحيفة النور", "الوزير")),
        ("وبحسب صحيفة النور، قال الوزير إن الموسم جيد.", ("صحيفة النور", "الوزير")),
        ("وقال الوزير في بيان نقلته صحيفة النور إن الموسم جيد.", ("صحيفة النور", "الوزير")),
        ("وأفادت مصادر أمنية نقلا عن الموقوفين بأن الموسم جيد.", ("مصادر أمنية", "الموقوفين")),
    ],
)
def test_relays(text: str, chain: tuple[str, ...]) -> None:
    """A relay stands in front of the speaker, however the sentence names it."""
    (only,) = said(text)
    assert only.chain == chain
    assert only.content == "الموسم جيد"


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن الموسم بدأ في الخريف.",
        "ولم يقل الوزير إن الموسم جيد.",
        "وأضاف المدافع الهدف الثالث قبل نهاية الشوط.",
        "وجلس بين البلدين نهر طويل.",
        "البيع حسب الطلب والكمية المتوفرة.",
    ],
)
def test_look_alikes(text: str) -> None:
    """Impersonal verbs, negated ones, scorers, prepositions and rules say nothing."""
    assert said(text) == []


def test_denial() -> None:
    """What a source denies is marked."""
    (only,) = [one for one in every(report("ونفت الوزارة أن الموسم ضعيف.")) if one.type != "narrated"]
    assert only.negated
    assert only.stance == "denies"


def test_two_namings_have_one_key() -> None:
    """Full name with office, surname, and pro-drop lead to one key and one fullest naming."""
    text = "قال وزير الزراعة ماجد الحربي إن الموسم جيد. وأكد الحربي أن المطر غزير. وأضاف أن السد ممتلئ."
    links = [one.chain[-1] for one in every(report(text)) if one.type != "narrated"]
    assert len(links) == 3
    assert {link.key for link in links} == {links[0].key}
    assert {link.who for link in links} == {"وزير الزراعة ماجد الحربي"}


def test_speaker_agrees() -> None:
    """A verb without a subject goes back to the last speaker of its gender."""
    text = "قالت الطبيبة هدى إن المريض بخير. وقال المدير سالم إن المستشفى مفتوح. وأضافت أن العلاج طويل."
    assert said(text)[-1].chain == ("الطبيبة هدى",)


def test_statement_paper_is_its_issuer() -> None:
    """A statement that speaks is the body that issued it."""
    text = "قالت وزارة الزراعة في بيان إن الموسم جيد. وأوضح البيان أن المطر غزير."
    assert said(text)[-1].chain == ("وزارة الزراعة",)


def test_continued_over_sentences() -> None:
    """A quotation of several sentences is one statement."""
    (only,) = said("وقال الوزير: «الموسم جيد. والمطر غزير».")
    assert only.content == "الموسم جيد. والمطر غزير"


def test_vocalised_and_stretched() -> None:
    """Vocalised and stretched spellings are read like plain ones."""
    (only,) = said("قَالَ الوزيـــر إنّ الموسِمَ جيّد.")
    assert only.content == "الموسِمَ جيّد"


def test_narrated_statements_take_the_rest() -> None:
    """What nobody is said to have said is narrated, with an empty chain; title and attributed words are left out."""
    made = report("هطل المطر على المدينة ليلا. وقال الوزير إن الموسم جيد.", title="مطر غزير على المدينة")
    narrated = [one for one in every(made) if one.type == "narrated"]
    assert [one.content.of(made.text) for one in narrated] == ["هطل المطر على المدينة ليلا"]
    assert narrated[0].chain == ()


def test_every_link_names_its_row() -> None:
    """Every link and every attributed statement carries the row that found it."""
    for one in every(report("ونقلت صحيفة النور عن الوزير قوله إن الموسم جيد. وأضاف أن المطر غزير.")):
        if one.type != "narrated":
            assert one.rule
            assert all(link.rule for link in one.chain)


WORDS = [
    *("قال", "الوزير", "إن", "أن", "الموسم", "جيد", "وأضاف", "بحسب", "صحيفة", "النور", "ونقلت", "عن", "قوله"),
    *("مشيرا", "إلى", "في", "بيان", "لـ", "،", ".", "«", "»", ":", '"', "\n", "(", ")"),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_text_is_read(tokens: list[str]) -> None:
    """Whatever stands in a text, its statements are in order, lie in it, and name sources that stand in it."""
    made = report(" ".join(tokens))
    found = every(made)
    assert list(found) == sorted(found, key=lambda one: (one.content, one.type))
    for one in found:
        assert 0 <= one.content.start < one.content.end <= len(made.text)
        assert (one.type == "narrated") == (not one.chain)
        assert all(link.who in made.text for link in one.chain)

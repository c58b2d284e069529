"""Families of errors once made and mended: each a sentence or two written for it, and who speaks in them."""

from __future__ import annotations

import pytest

from tests.statements.reports import every, report, said


def speakers(text: str) -> list[tuple[str, ...]]:
    """The chains of a text's statements, each as the names of its links."""
    return [one.chain for one in said(text)]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        pytest.param(
            "قال ماجد سالم إن الموسم جيد، مشيرا إلى أن الخبير حسن فهد اعترف بذلك. وأكد أن المطر غزير.",
            [("ماجد سالم",), ("ماجد سالم", "الخبير حسن فهد"), ("ماجد سالم",)],
            id="the one quoted does not take the word",
        ),
        pytest.param(
            "وفي تصريح لصحيفة عكاظ أكد المدير أن الموسم جيد.",
            [("صحيفة عكاظ", "المدير")],
            id="a paper spoken to in front",
        ),
        pytest.param("ونسبت الوكالة إلى مصدر قوله إن الموسم جيد.", [("الوكالة", "مصدر")], id="ascribed to"),
        pytest.param(
            'وأكد المدير في تصريح لصحيفة "سبق" أن الموسم جيد.',
            [('صحيفة "سبق"', "المدير")],
            id="a paper whose name is a small word",
        ),
        pytest.param("وأعلن عن وظائف لكل طالب وطالبة في المدينة: 30 وظيفة.", [], id="a student is no (he) asked him"),
        pytest.param("وقال إن شاء الله نعود.", [], id="God willing"),
        pytest.param("وأعرب مبارك بن بنيه عن شكره للسكان.", [("مبارك بن بنيه",)], id="the father's name looks owned"),
        pytest.param(
            "وتزعم البلدية أن الطريق مفتوح، وبحسب مدير المدرسة، فإن الطريق مغلق.",
            [("البلدية",), ("مدير المدرسة",)],
            id="an adverbial opens a clause of its own",
        ),
        pytest.param("وسط تهديدات من جانب الاتحاد باللجوء إلى المحكمة.", [("الاتحاد",)], id="threats from the side of"),
        pytest.param("وكان سيكون مطالبا بدفع تعويض إلى النادي.", [], id="a predicate is no cue"),
        pytest.param(
            "وذكرت وكالة ونا، نقلا عن إذاعة سنديان، أن الوزير أكد أن السد آمن.",
            [("وكالة ونا", "إذاعة سنديان", "الوزير")],
            id="on the authority of, and whom that one quotes",
        ),
        pytest.param(
            "ونقلت وكالة الميثاء عن قناة نبراس قول الوزيرة ليلى العنبري إن المصابين بخير.",
            [("وكالة الميثاء", "قناة نبراس", "الوزيرة ليلى العنبري")],
            id="carried from the station the minister's saying",
        ),
        pytest.param(
            "وقال الوزير إن الطريق مفتوح، بحسب ما نقلت عنه قناة الوادي.",
            [("قناة الوادي", "الوزير")],
            id="as the station carried from him",
        ),
        pytest.param(
            "فبينما تقول البلدية إن الطريق مفتوح، تؤكد النقابة أن الطريق مغلق.",
            [("البلدية",), ("النقابة",)],
            id="while one says this another says that",
        ),
        pytest.param("وبدأ العمل في السد، يضيف المصدر ذاته.", [("المصدر ذاته",)], id="verb and subject behind"),
        pytest.param(
            "ونفت شركة الهودج ما نشرته إحدى الصحف عن عزمها بيع السفن.",
            [("شركة الهودج", "إحدى الصحف")],
            id="a denial of what a paper wrote",
        ),
        pytest.param(
            "وقال بيان لوزارة الري إن السد آمن. وأضاف البيان أن المطر غزير.",
            [("وزارة الري",), ("وزارة الري",)],
            id="a paper is its issuer's",
        ),
        pytest.param(
            "وأعلن الرئيس أن العجز كبير، وحمل المسؤولين السابقين مسؤولية الأزمة.",
            [("الرئيس",), ("الرئيس",)],
            id="a plural in the case of objects is no subject",
        ),
        pytest.param(
            "وعبرت اللجنة عن قلقها وطالبت الحكومة بفتح الطريق.",
            [("اللجنة",), ("اللجنة",)],
            id="two acts of one subject",
        ),
        pytest.param(
            "وجه وزير الري الدكتور عزام الدخيل، بتشكيل لجنة في المدينة.",
            [("وزير الري الدكتور عزام الدخيل",)],
            id="a preposition behind a long subject",
        ),
    ],
)
def test_who_speaks(text: str, chains: list[tuple[str, ...]]) -> None:
    """The chains of the statements, in order."""
    assert speakers(text) == chains


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "وصف ماجد سالم هذه الحرف بأنها بسيطة لكنها مهمة.",
            ["هذه الحرف بأنها بسيطة لكنها مهمة"],
            id="a contrast in what is said of a thing",
        ),
        pytest.param(
            "وتتهم البلدية سالم بتدبير الحادث، غير أنه بعيد.",
            ["سالم بتدبير الحادث"],
            id="the outlet turns against an accusation",
        ),
        pytest.param(
            "وقالت اللجنة إن النتائج تشير إلى فوائد كبيرة.",
            ["النتائج تشير إلى فوائد كبيرة", "فوائد كبيرة"],
            id="what figures show is said by who cites them",
        ),
        pytest.param(
            "وأكدت الشرطة أن المدينة محاصرة، وذلك ضمن عمليات واسعة.", ["المدينة محاصرة"], id="and that amid: the outlet"
        ),
        pytest.param(
            "وفيما تزعم البلدية أن المبالغ طوعية، إلا أن الواقع مخالف.",
            ["المبالغ طوعية"],
            id="while they claim, however",
        ),
        pytest.param(
            "وقال المتحدث إن الوزير وعد بإصلاح الطريق وتعهد ببناء الجسر.",
            ["إصلاح الطريق", "بناء الجسر"],
            id="two acts of one man told by another",
        ),
        pytest.param("وهذه هي التهم التي نفاها الوزير.", ["التهم"], id="a pronoun takes up the antecedent"),
        pytest.param("وأعلنت الصين عن تعديل وزاري وهو إجراء دوري.", ["تعديل وزاري"], id="and it is a measure that"),
    ],
)
def test_contents(text: str, contents: list[str]) -> None:
    """The contents of the statements, in order."""
    assert [one.content for one in said(text)] == contents


def test_sentences_are_covered() -> None:
    """What nobody is named for is narrated."""
    made = every(report("قال الوزير إن الموسم جيد. وبدأ المطر في المدينة أمس."))
    assert [one.type for one in made] == ["indirect", "narrated"]


def test_a_document_given_whole() -> None:
    """Every sentence of a letter is its writer's, inside a statement that gives it; behind its signature it is over."""
    text = (
        "وصدر عن وزارة الري بيان فيما يلي نصه: تلقينا من الوزير سالم حمد رسالة نصها: بدأ العمل في السد أمس.\n"
        "وسيكتمل البناء في الشتاء.\nوتقبلوا خالص التحية.\nسالم حمد\nويبقى الطريق مغلقا حتى المساء."
    )
    chains = [one.chain for one in said(text)]
    assert chains[0] == ("وزارة الري",)
    assert chains[1] == chains[2] == ("وزارة الري", "الوزير سالم حمد")
    assert chains[-1] == ("وزارة الري",)

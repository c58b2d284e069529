"""Who is named, where the naming ends, whom it takes up: families of sources, each with sentences written for it."""

from __future__ import annotations

import pytest

from tawatur.model import Report, Statement
from tests.statements.reports import every, report


def statements_of(made: Report) -> list[Statement]:
    """The attributed statements of a report in order."""
    return [one for one in every(made) if one.type != "narrated"]


def links(text: str) -> list[tuple[str, ...]]:
    """The chains of a text's statements: each link as its mention, or `=` and its fullest naming when it has none."""
    made = report(text)
    return [
        tuple(link.mention.of(made.text) if link.mention else f"={link.who}" for link in one.chain)
        for one in statements_of(made)
    ]


def attributed(text: str) -> list[Statement]:
    """The attributed statements of a text in order."""
    return statements_of(report(text))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("وغادر المدرب القاعة مؤكدا أنه باق في منصبه.", "المدرب", id="a noun behind a definite man"),
        pytest.param("وأبلغ المدير الموظفين أن الرواتب ستتأخر.", "المدير", id="people in the case of objects"),
        pytest.param("وحسم رئيس النادي الجدل قائلا إن المدرب باق.", "رئيس النادي", id="behind an owned noun"),
        pytest.param("واختتم المدرب حديثه قائلا إن فريقه جاهز.", "المدرب", id="a noun with its pronoun"),
        pytest.param("ورد الرئيس على منتقديه قائلا إنه لا يخشى أحدا.", "الرئيس", id="on, of the verb"),
        pytest.param(
            "وقال المشرف على المشروع حسن فهد إن العمل بدأ.", "المشرف على المشروع حسن فهد", id="on, of the supervisor"
        ),
        pytest.param("وأوضح الأمير نايف بن فهد لأمير الوادي أن الطريق آمن.", "الأمير نايف بن فهد", id="one spoken to"),
        pytest.param(
            "وبحسب مدير مركز سالم بن راشد للفضاء فإن الرحلة تأجلت.", "مدير مركز سالم بن راشد للفضاء", id="a centre for"
        ),
        pytest.param("وقالت ماري دوبوا (34 عاما) إنها رأت النار.", "ماري دوبوا", id="the age is no name"),
        pytest.param(
            "وقال مسؤول أمني رفض الكشف عن هويته إن العملية مستمرة.",
            "مسؤول أمني رفض الكشف عن هويته",
            id="who would not be named",
        ),
        pytest.param(
            "وكشفت دراسة أجرتها جامعة أوسلو أن النوم يفيد.", "دراسة أجرتها جامعة أوسلو", id="a study and its maker"
        ),
        pytest.param(
            "وأكد كل من وزير المالية سامر قاسم ونظيره التونسي منصف الشابي أن الاتفاق قريب.",
            "كل من وزير المالية سامر قاسم ونظيره التونسي منصف الشابي",
            id="each of two",
        ),
        pytest.param("وقال المحاميان إن الجلسة تأجلت.", "المحاميان", id="a dual"),
        pytest.param("وقال منتقدو القرار إن الأسعار سترتفع.", "منتقدو القرار", id="a plural that owns"),
        pytest.param(
            "وقالت أكبر شركة في البلاد إن الأرباح زادت.", "أكبر شركة في البلاد", id="the greatest of its kind"
        ),
        pytest.param("وأضاف هاتفيا الوزير سامي أن العمل بدأ.", "الوزير سامي", id="an adverb before the subject"),
        pytest.param("وقال فالفيردي إن الفريق جاهز.", "فالفيردي", id="a name that begins like a conjunction"),
        pytest.param(
            "وقال منسق الشؤون الإنسانية والإغاثة إن الطريق مغلق.",
            "منسق الشؤون الإنسانية والإغاثة",
            id="two nouns joined in an office",
        ),
        pytest.param("وأوضح مدير الجمعية بالوادي أن الوادي آمن.", "مدير الجمعية بالوادي", id="the place of a body"),
        pytest.param(
            "وقال المدير التنفيذي لشروق سامي نور إن شروق ستتوسع.",
            "المدير التنفيذي لشروق سامي نور",
            id="what an office is for",
        ),
        pytest.param(
            "وقالت الرابطة الوطنية للمحامين إن المحامين غاضبون.", "الرابطة الوطنية للمحامين", id="whom a body is for"
        ),
        pytest.param(
            "وقالت مصادر في القوات الموالية للحراس إن الطريق مغلق.",
            "مصادر في القوات الموالية للحراس",
            id="an adjective that takes people",
        ),
        pytest.param("وأكد الشهود لمراسل الشروق أن الطريق مغلق.", "الشهود", id="a reporter is told"),
        pytest.param("وقال سالم بعدما تعرض لإصابة إنه بخير.", "سالم", id="a clause behind a name"),
        pytest.param("وبحسب الوزارة، انطلقت القافلة مساء أمس من المدينة.", "الوزارة", id="a verb behind a comma"),
        pytest.param("وقال مصدر أمني لم يذكر اسمه إن الطريق مغلق.", "مصدر أمني لم يذكر اسمه", id="who was not named"),
        pytest.param("وعبر الشاعر عبد الله المبطي عن سعادته.", "الشاعر عبد الله المبطي", id="Abd Allah and a surname"),
        pytest.param("ووصف الدكتور عبد اللطيف المبطي اللقاء بالمهم.", "الدكتور عبد اللطيف المبطي", id="Abd al-Latif"),
        pytest.param(
            "ودعا رئيس اللجنة المنظمة للمهرجان سامي نور إلى الحضور.",
            "رئيس اللجنة المنظمة للمهرجان سامي نور",
            id="who holds a festival",
        ),
        pytest.param(
            "وأعلنت هيئة الطرق وأعمال المدينة تأجيل الافتتاح.",
            "هيئة الطرق وأعمال المدينة",
            id="a noun joined to a body's",
        ),
        pytest.param(
            "وأعلن مستشار خادم الحرمين الشريفين إطلاق الحملة.", "مستشار خادم الحرمين الشريفين", id="whose adviser he is"
        ),
        pytest.param("ودعا سالم نظيره التونسي إلى الهدوء.", "سالم", id="his counterpart is another"),
    ],
)
def test_where_a_naming_ends(text: str, source: str) -> None:
    """The source of the first statement, as named."""
    assert links(text)[0][-1] == source


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ويرى العديد من الخبراء أن الأسعار سترتفع.", "group"),
        ("وذكرت العديد من الدراسات أن النوم يفيد.", "document"),
        ("وقال مسؤول رفض ذكر اسمه إن الطريق مغلق.", "anonymous"),
        ("وقالت وزارتا الداخلية والعدل إن العفو قريب.", "organisation"),
    ],
)
def test_what_kind_a_quantity_is(text: str, kind: str) -> None:
    """Quantities and pairs take the kind of what they count."""
    assert attributed(text)[0].chain[-1].kind == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "وافتتح وزير النقل الدكتور عادل الحمدان المحطة. وأوضح معاليه أن الكلفة كبيرة.",
            [("معاليه", "وزير النقل الدكتور عادل الحمدان")],
            id="an honorific takes up the man told of",
        ),
        pytest.param(
            "وقال المحافظ سالم إن الطريق مغلق. وزارت الممثلة ليلى عازار المدينة. وقالت إنها سعيدة.",
            [("المحافظ سالم", "المحافظ سالم"), ("", "الممثلة ليلى عازار")],
            id="the one told of between",
        ),
        pytest.param(
            "واشترت شركة النخيل الزراعية أرضا. وقالت الشركة إن الأرض واسعة. وأضافت أن العمل قريب.",
            [("الشركة", "شركة النخيل الزراعية"), ("", "شركة النخيل الزراعية")],
            id="the company is the one named before",
        ),
        pytest.param(
            "قال الوزير سالم إن العمل بدأ، مضيفا أن السد آمن.",
            [("الوزير سالم", "الوزير سالم"), ("الوزير سالم", "الوزير سالم")],
            id="named in the sentence already",
        ),
        pytest.param(
            "وقال الوزير ماجد إن المحافظ سالم أبلغه أن الطريق مغلق، مضيفا أن العمل بدأ.",
            [("المحافظ سالم", "المحافظ سالم"), ("الوزير ماجد", "الوزير ماجد")],
            id="the one quoted does not go on",
        ),
        pytest.param(
            "وألقى مدير المنطقة كلمة رحب فيها بضيوف المدينة.",
            [("مدير المنطقة", "مدير المنطقة")],
            id="a speech is his who gave it",
        ),
        pytest.param(
            "ومضى الوزير سالم في عمله. وقال إن السد آمن. ومضى يقول إن المطر غزير.",
            [("", "الوزير سالم"), ("", "الوزير سالم")],
            id="a verb is no name",
        ),
        pytest.param(
            "وقال سالم كريم إن البيت آمن. ونفى محامي كريم التهم.",
            [("سالم كريم", "سالم كريم"), ("محامي كريم", "محامي كريم")],
            id="the lawyer of a man is another",
        ),
        pytest.param(
            "وقال نايف كريم، رئيس بلدية الوادي، إن السد آمن. وأكد رئيس بلدية الوادي أن المطر غزير.",
            [("نايف كريم، رئيس بلدية الوادي",) * 2, ("رئيس بلدية الوادي", "نايف كريم، رئيس بلدية الوادي")],
            id="an office named behind the name",
        ),
        pytest.param(
            "وقال نائب رئيس البلدية فهد سالم إن السد آمن. وأكد رئيس البلدية أن المطر غزير.",
            [("نائب رئيس البلدية فهد سالم",) * 2, ("رئيس البلدية",) * 2],
            id="a vice mayor is no mayor",
        ),
        pytest.param(
            "وقال وزير الخارجية الفرنسي إن السد آمن. وأكد وزير الخارجية البلجيكي أن المطر غزير.",
            [("وزير الخارجية الفرنسي",) * 2, ("وزير الخارجية البلجيكي",) * 2],
            id="two countries",
        ),
        pytest.param(
            "وقال المرصد الشرقي إن الطريق مغلق. وأكد المرصد الشرقي ومصادر محلية أن المطر غزير.",
            [("المرصد الشرقي",) * 2, ("المرصد الشرقي ومصادر محلية",) * 2],
            id="one alone and with others",
        ),
    ],
)
def test_whom_a_naming_takes_up(text: str, expected: list[tuple[str, str]]) -> None:
    """The speaker of each statement: how he is named there, and his fullest naming."""
    made = report(text)
    found = [one.chain[-1] for one in statements_of(made)]
    assert [(link.mention.of(made.text) if link.mention else "", link.who) for link in found] == expected


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        pytest.param(
            "ونقلت وكالة الشروق عن الوزير سالم قوله إن السد آمن، مضيفا أن المطر غزير.",
            [("وكالة الشروق", "الوزير سالم"), ("وكالة الشروق", "الوزير سالم")],
            id="a relay holds to the end of the sentence",
        ),
        pytest.param(
            "ونقلت وكالة الشروق عن الوزير سالم قوله إن السد آمن. وأضاف أن المطر غزير.",
            [("وكالة الشروق", "الوزير سالم"), ("=الوزير سالم",)],
            id="and no further",
        ),
        pytest.param(
            'وقال الأمير فهد إن الأمر انتهى. ونقلت الصحيفة قوله: "بقينا هنا حتى المساء".',
            [("الأمير فهد",), ("الصحيفة", "=الأمير فهد")],
            id="carried his saying",
        ),
    ],
)
def test_relays(text: str, chains: list[tuple[str, ...]]) -> None:
    """The chains of the statements, in order."""
    assert links(text) == chains


@pytest.mark.parametrize(
    "text",
    [
        "وأصدر الاتحاد بيانا، وهو محاط بالأعلام.",
        "وقال لي.",
        "وأدى ذلك إلى حث الناس على العمل.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    """Small words, verbs behind prepositions and objects make no source and no statement."""
    assert links(text) == []

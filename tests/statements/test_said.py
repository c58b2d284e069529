"""Families of what is said: sentences written for each, with the contents and types that a reader would mark."""

from __future__ import annotations

import pytest

from tests.statements.reports import said


def told(text: str) -> list[tuple[str, str]]:
    """The contents of a text's statements, each with its type."""
    return [(one.content, one.type) for one in said(text)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "وذكرت مسؤول النشاط زكية السالمي أن المعرض يفتح غدا.",
            [("المعرض يفتح غدا", "indirect")],
            id="an office in the masculine held by a woman",
        ),
        pytest.param(
            "وأقيم الحفل في قاعة المتحف أمس بحضور الأعضاء. وأضاف أن الموسم جيد.",
            [("الموسم جيد", "indirect")],
            id="the speaker agrees with nobody named: the nearest one is taken",
        ),
        pytest.param("تبقى القصيدة التي تقول إن المطر قادم.", [], id="nobody is named at all"),
    ],
)
def test_a_speaker_in_doubt_loses_no_statement(text: str, contents: list[tuple[str, str]]) -> None:
    """A statement stands even where its speaker must be guessed, and not where there is nobody."""
    assert told(text) == contents


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "وأكد التقرير، ارتفاع عدد الزوار هذا العام.",
            [("ارتفاع عدد الزوار هذا العام", "act")],
            id="behind a comma",
        ),
        pytest.param(
            "وأعلنت وزيرة السياحة السندية، الثلاثاء، العثور على المركب.",
            [("العثور على المركب", "act")],
            id="a definite noun behind an adjunct and its comma",
        ),
        pytest.param(
            "وأعلنت الهيئة في بيان في وقت سابق أمس افتتاح الجسر.",
            [("افتتاح الجسر", "act")],
            id="behind an adjunct that no comma ends",
        ),
        pytest.param("ونفت سندستان هذا الأمر.", [("هذا الأمر", "act")], id="a demonstrative with its noun"),
        pytest.param("ورفضت الحكومة الاتهامات.", [("الاتهامات", "act")], id="two definite nouns side by side"),
        pytest.param(
            "وكشفت مصادر برلمانية تفاصيل الاجتماع المغلق.",
            [("تفاصيل الاجتماع المغلق", "act")],
            id="a common noun that is none of action",
        ),
        pytest.param(
            "وطالب النجم السندي سالم نبراس بركلة جزاء في المباراة.",
            [("ركلة جزاء في المباراة", "act")],
            id="a preposition glued to a common noun",
        ),
        pytest.param(
            "وأضافت الشركة أن السفينة سليمة. وعبرت في بيان عن تعازيها لعائلة البحار.",
            [("السفينة سليمة", "indirect"), ("تعازيها لعائلة البحار", "act")],
            id="a preposition behind an adjunct that no comma ends",
        ),
        pytest.param("وتابع الجمهور المباراة من المدرجات.", [], id="to follow a match is no speech"),
        pytest.param("ووصلت الحكومة السندية الشرعية أمس.", [], id="no cue, no act"),
    ],
)
def test_the_object_of_an_act_is_found_behind_a_long_subject(text: str, contents: list[tuple[str, str]]) -> None:
    """A bare or prepositional object begins where a noun phrase of its own begins, however far behind the verb."""
    assert told(text) == contents


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "وقال الحارس سالم نحن سعداء بهذا الفوز الكبير.",
            [("نحن سعداء بهذا الفوز الكبير", "indirect")],
            id="we are",
        ),
        pytest.param(
            "وقال مدير الملتقى تمت ثلاث زيارات للمدينة هذا العام.",
            [("تمت ثلاث زيارات للمدينة هذا العام", "indirect")],
            id="a verb at once",
        ),
        pytest.param(
            "قالت وزارة الطاقة في بيان أوردته وكالة سندستان للأنباء أمس إن الأسعار ستحرر.",
            [("الأسعار ستحرر", "indirect")],
            id="the complementizer stands behind another verb's clause",
        ),
        pytest.param(
            'وقالت المديرة لمجلس المدرسة بعد التصويت "أقبل نتيجة التصويت".',
            [("أقبل نتيجة التصويت", "direct")],
            id="three quoted words that end the sentence",
        ),
        pytest.param("وقال الوزير شيئا عن الجسر القديم أمس.", [], id="something is no clause"),
        pytest.param("وقال عنه الناس في المدينة أشياء كثيرة.", [], id="said of him"),
    ],
)
def test_a_clause_that_nothing_joins(text: str, contents: list[tuple[str, str]]) -> None:
    """A verb that can only be followed by a clause has one, with nothing to join it or far behind."""
    assert told(text) == contents


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            'وأشار سالم نبراس إلى مقتل "13 حارسا من القلعة، مقابل ستة مهاجمين".',
            [('مقتل "13 حارسا من القلعة، مقابل ستة مهاجمين"', "act")],
            id="the quotation is part of the object",
        ),
        pytest.param(
            "ودعا عميد الجامعة الطلاب إلى التقديم عبر الموقع https://example.org قبل غد.",
            [("التقديم عبر الموقع https://example.org قبل غد", "act")],
            id="the colon of an address opens nothing",
        ),
        pytest.param(
            "ووجه د. السالمي بتأمين كافة الكتب للمدارس.",
            [("تأمين كافة الكتب للمدارس", "act")],
            id="the stop of a title ends nothing",
        ),
        pytest.param(
            "وكان رئيس اللجنة خلال اللقاء وصف هذه المقاطعة بالتهديد الخطير.",
            [("هذه المقاطعة بالتهديد الخطير", "act")],
            id="described this as",
        ),
        pytest.param("وأغلق الطريق لأسباب وصفت بالأمنية.", [], id="nobody says how it was described"),
        pytest.param(
            "وابدى وكيل الإمارة اعجابه بالمعرض.", [("اعجابه بالمعرض", "act")], id="written without its hamzas"
        ),
        pytest.param(
            "وبعد النقاش أقر المجلس القانون «حول مكافحة الغش وتبييض المال» في جلسة مغلقة.",
            [],
            id="the title of a law is no speech",
        ),
    ],
)
def test_quotations_and_marks_inside_an_object(text: str, contents: list[tuple[str, str]]) -> None:
    """What stands in marks may be part of the object of an act, or no speech at all."""
    assert told(text) == contents


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "أما الشاعر (سالم نبراس) فقال:\nالمطر قادم إلى المدينة.\nوانتهى الحفل.",
            [("المطر قادم إلى المدينة", "indirect")],
            id="what is said stands below its colon",
        ),
        pytest.param(
            'وقال المدرب إن الفريق جاهز. وأضاف: "الهدف هو الفوز بالكأس هذا العام".',
            [("الفريق جاهز", "indirect"), ("الهدف هو الفوز بالكأس هذا العام", "direct")],
            id="a word that silences a verb does not when it is quoted",
        ),
        pytest.param(
            "وبحسب التقرير، فإن توزيع الوقود أهم الموارد، مشيرا إلى أن الأسعار ارتفعت.",
            [("توزيع الوقود أهم الموارد", "indirect"), ("الأسعار ارتفعت", "indirect")],
            id="an adverbial over a clause, and a participle behind it",
        ),
        pytest.param(
            "وقالت الباحثة “ليلى نبراس”، التي تعمل في معهد بالمدينة منذ سنوات طويلة جدا، إن المطر قادم.",
            [("المطر قادم", "indirect")],
            id="a name in quotation marks is no speech",
        ),
        pytest.param(
            "وكتب الخبر مراسل القناة.\nمعارك المدينة: خارطة جديدة.",
            [],
            id="a colon in the next line is another's",
        ),
    ],
)
def test_colons_and_quotations(text: str, contents: list[tuple[str, str]]) -> None:
    """A colon opens what stands below it; a quotation is speech whatever its words are."""
    assert told(text) == contents


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "أكد المدير حرصه على أن تكون المدرسة نظيفة.",
            [("حرصه على أن تكون المدرسة نظيفة", "act")],
            id="the noun owns the clause",
        ),
        pytest.param(
            "ونفى المتحدث السندي قتل الحراس، وغير روايته أكثر من مرة، إلى أن ظهر الفيلم.",
            [("قتل الحراس، وغير روايته أكثر من مرة، إلى أن ظهر الفيلم", "act")],
            id="until is not its complementizer",
        ),
        pytest.param(
            "وسخر سالم نبراس من عرض التمثال ببشرة بيضاء بينما يعرف الجميع أنها سمراء.",
            [("عرض التمثال ببشرة بيضاء بينما يعرف الجميع أنها سمراء", "act")],
            id="the preposition stands nearer than the clause",
        ),
        pytest.param(
            "سندستان (رم) – طالب النجم سالم نبراس بركلة جزاء.",
            [("ركلة جزاء", "act")],
            id="a dash behind the dateline opens the sentence",
        ),
        pytest.param(
            "ونقل الأمير سالم لرئيس الاتحاد السندي تحيات الملك.",
            [("تحيات الملك", "act")],
            id="whom it is carried to",
        ),
        pytest.param(
            "ووجه المكتب الخاص بالجرائم اتهامات جديدة للبنك.",
            [("اتهامات جديدة للبنك", "act")],
            id="a preposition bound to an adjective",
        ),
        pytest.param(
            "وذكرت الصحيفة نقلا عن مصدر محلي لم تذكر اسمه أن الحكومة بحثت الخطة.",
            [("الحكومة بحثت الخطة", "indirect")],
            id="on the authority of is no object",
        ),
        pytest.param(
            "أوضح المتحدث الرسمي للوزارة تيسير المفرج، بأن العمالة وصلت.",
            [("العمالة وصلت", "indirect")],
            id="a name shaped like a noun of action",
        ),
    ],
)
def test_an_object_stands_before_a_clause(text: str, contents: list[tuple[str, str]]) -> None:
    """A verb has its nearest object: a noun of action, not the clause that noun owns or that comes far behind."""
    assert told(text) == contents


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "وعلمت صحيفة الشروق من مصادر خاصة أن الجامعة ستفتح أبوابها.",
            [("الجامعة ستفتح أبوابها", "indirect")],
            id="special sources are no (especially that)",
        ),
        pytest.param(
            "وقال المتحدث إن سقوطه ليس مهددا للحياة.",
            [("سقوطه ليس مهددا للحياة", "indirect")],
            id="a denied participle is a predicate",
        ),
        pytest.param(
            "وأعلنت البحرية السندية، الاثنين، توقيف سفينة بعد أن دخلت المنطقة.",
            [("توقيف سفينة بعد أن دخلت المنطقة", "act")],
            id="after that owns its clause",
        ),
        pytest.param(
            "وترددت أنباء داخل النادي أن المدرب سيرحل.",
            [("المدرب سيرحل", "indirect")],
            id="news goes about",
        ),
    ],
)
def test_small_words_around_a_cue(text: str, contents: list[tuple[str, str]]) -> None:
    """A small word before a complementizer or a participle tells whether it is one."""
    assert told(text) == contents


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "وانتشلت جثة الحارس من أنقاض البيت، بحسب ما أعلنته الشرطة، مما يهدد بموجة غضب.",
            [("وانتشلت جثة الحارس من أنقاض البيت", "indirect")],
            id="which threatens: the outlet's own",
        ),
        pytest.param(
            "ولم يتضح، بحسب البلدية، ما إذا كان الحارس قد أغلق الباب.",
            [("ولم يتضح، بحسب البلدية، ما إذا كان الحارس قد أغلق الباب", "indirect")],
            id="whether goes on with the clause",
        ),
    ],
)
def test_what_stands_behind_an_adverbial(text: str, contents: list[tuple[str, str]]) -> None:
    """An adverbial in the middle of its clause has it whole, but not the remark that follows its comma."""
    assert told(text) == contents

"""What a claim is shown by: words of a report that can be read by themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.text.sentences import INSIDE
from tests.claims.conftest import Made

Make = Callable[..., Made]

LONE = "نظمت البلدية مهرجانا للزهور في حديقة المرسى."


def _shown(found: Made, word: str) -> list[str]:
    return [claim.wording.span.of(found.reports[claim.wording.report].text) for claim in found.holding(word)]


@pytest.mark.parametrize(
    ("text", "word", "starts"),
    [
        ("هاجم المسلحون بلدة سمراء ليلا، وأحرقوا ثلاثة منازل قرب النهر.", "أحرقوا", "هاجم المسلحون"),
        ("قالت البلدية إن الجسر القديم انهار صباحا، مما أدى إلى إغلاق الطريق الساحلي.", "إغلاق", "الجسر القديم"),
        ("وصل الوفد إلى المرفأ، وأغلقت الشرطة الطريق الساحلي أمام السيارات.", "الطريق", "وأغلقت الشرطة"),
    ],
)
def test_a_wording_begins_with_who_it_is_about(made: Make, text: str, word: str, starts: str) -> None:
    """A clause without its subject is shown from where it is named; one with a subject of its own by itself."""
    found = made({"a": text, "b": text, "c": LONE})
    assert any(shown.startswith(starts) for shown in _shown(found, word))


@pytest.mark.parametrize("front", ["من جهة أخرى، ", "في غضون ذلك ", "كما "])
def test_words_that_lead_from_one_sentence_to_the_next_are_not_shown(made: Make, front: str) -> None:
    """A wording begins behind "on the other hand"; the same word before a noun that belongs to it stays."""
    text = "انهار الجسر القديم في بلدة سمراء. " + front + "أغلقت الشرطة الطريق الساحلي أمام السيارات."
    found = made({"a": text, "b": text, "c": LONE})
    assert any(shown.startswith("أغلقت الشرطة") for shown in _shown(found, "الطريق"))


@pytest.mark.parametrize(
    ("sentence", "word", "shown"),
    [
        ("وقال مدير المرفأ إن الجسر القديم انهار صباح الأحد.", "انهار", "الجسر القديم انهار صباح الأحد"),
        ("انهار الجسر القديم في البلدة، بحسب ما أفاد مدير المرفأ.", "انهار", "انهار الجسر القديم في البلدة"),
    ],
)
def test_who_says_it_is_no_part_of_a_wording(made: Make, sentence: str, word: str, shown: str) -> None:
    """Neither the speaker in front nor the source behind a comma is shown where the rest can stand alone."""
    found = made({"a": sentence, "b": sentence, "c": LONE})
    assert shown in _shown(found, word)


def test_what_is_only_hoped_is_not_shown_as_told(made: Make) -> None:
    """The words behind a second "that" are not shown without the hope in front of them."""
    text = "قالت البلدية إن المهندسين يأملون أن يبدأ العمل على الجسر القديم صباح الأحد."
    found = made({"a": text, "b": text, "c": LONE})
    assert not any(shown.startswith("يبدأ العمل") for shown in _shown(found, "العمل"))


def test_a_day_between_commas_does_not_end_a_wording(made: Make) -> None:
    """What is done stands behind the day, and is shown."""
    text = "أصدرت البلدية في بلدة سمراء، الاثنين، قرارا بإغلاق الطريق الساحلي."
    found = made({"a": text, "b": text, "c": LONE})
    assert not any(shown.endswith("الاثنين") for shown in _shown(found, "البلدية"))


def test_what_cannot_be_read_alone_says_so(made: Make) -> None:
    """Words that hang on those before them are marked as read inside their sentence; a whole sentence is not."""
    fall = " بعد انهيار الجسر القديم فوق النهر في بلدة سمراء."
    found = made({"a": "غادر السكان منازلهم القريبة" + fall, "b": "ألغت المدارس حفلها السنوي الكبير" + fall})
    rules = {c.wording.span.of(found.reports[c.wording.report].text): c.wording.rule for c in found.claims}
    assert all((rule == INSIDE) == shown.startswith(("بعد", "انهيار")) for shown, rule in rules.items())
    assert set(rules.values()) == {"", INSIDE}


def test_no_wording_ends_open(made: Make) -> None:
    """A bracket that was opened is closed."""
    text = "انهار الجسر القديم في بلدة سمراء (شمال المرفأ) صباح الأحد وأصيب عاملان."
    found = made({"a": text, "b": text})
    for claim in found.claims:
        shown = claim.wording.span.of(found.reports[claim.wording.report].text)
        assert shown.count("(") == shown.count(")")


def test_what_was_before_stands_behind(made: Make) -> None:
    """A sentence that says itself that it tells what was before is no first claim."""
    text = "انهار الجسر القديم في بلدة سمراء وأصيب عاملان. ويذكر أن البلدية رممت الجسر القديم قبل عامين."
    found = made({"a": text, "b": text})
    first, *rest = [c.wording.span.of(found.reports[c.wording.report].text) for c in found.claims if not c.part_of]
    assert "رممت" not in first
    assert any("رممت" in shown for shown in rest)


def test_the_core_is_an_attestation(made: Make) -> None:
    """What is compared is one of the makings, whatever is shown."""
    text = "هاجم المسلحون بلدة سمراء ليلا، وأحرقوا ثلاثة منازل قرب النهر."
    for claim in made({"a": text, "b": text}).claims:
        assert (claim.core.report, claim.core.span) in {(a.report, a.span) for a in claim.attestations}


COMMON = "قضية تسرب الزيت من الناقلة حمامة قرب ميناء المرسى"


def test_no_wording_says_more_than_is_shared(made: Make) -> None:
    """What one report says around the words that all share is not shown as what all of them say."""
    found = made(
        {
            "a": f"يعقد مجلس البحارة اجتماعا طارئا مساء الخميس لبحث {COMMON}.",
            "b": f"أقالت شركة النوارس مديرها التنفيذي على خلفية {COMMON}.",
            "c": f"رفع صيادون غاضبون دعوى تعويض كبيرة بشأن {COMMON}.",
        }
    )
    shared = [c for c in found.claims if len({a.report for a in c.attestations}) == 3]
    assert shared
    for claim in shared:
        shown = claim.wording.span.of(found.reports[claim.wording.report].text)
        assert not any(word in shown for word in ("يعقد", "أقالت", "رفع"))


def test_what_all_presuppose_stands_behind_what_they_tell(made: Make) -> None:
    """A clause of its own comes before a mere name of what happened, however many reports name it."""
    told = "انهار الجسر القديم في بلدة سمراء صباح الأحد"
    found = made(
        {
            "a": f"{told}. يعقد مجلس البحارة اجتماعا طارئا لبحث {COMMON}.",
            "b": f"{told}. أقالت شركة النوارس مديرها على خلفية {COMMON}.",
            "c": f"{told}. رفع صيادون غاضبون دعوى بشأن {COMMON}.",
        }
    )
    first = found.claims[0]
    assert "انهار الجسر" in first.wording.span.of(found.reports[first.wording.report].text)


def test_what_stands_in_one_sentence_is_listed_once(made: Make) -> None:
    """What most reports tell in one sentence with a weightier claim is a part of it; what another outlet tells alone
    is not."""
    text = "انهار الجسر القديم في بلدة سمراء صباح الأحد، فأغلقت الشرطة الطريق الساحلي أمام السيارات."
    found = made({"a": text, "b": text.replace("القديم ", ""), "c": LONE})
    whole = [c for c in found.claims if not c.part_of and len({a.report for a in c.attestations}) == 2]
    assert len(whole) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("اختفت طائرة الشحن عن شاشات الرادار قرب جزيرة النورس.", "تحطمت طائرة الشحن قرب جزيرة النورس."),
        ("كان 40 راكبا على متن طائرة الشحن المتجهة إلى جزيرة النورس.", "تحطمت طائرة الشحن المتجهة إلى جزيرة النورس."),
    ],
)
def test_what_is_done_first_keeps_claims_apart(made: Make, one: str, other: str) -> None:
    """To be lost to sight is not to crash, and how many were aboard is neither."""
    found = made({"a": one, "b": other, "c": LONE})
    assert found.claims
    assert not [claim for claim in found.claims if {a.report for a in claim.attestations} >= {"a", "b"}]

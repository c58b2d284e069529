"""Cues: what is found, what it says of itself, and what stays silent."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lang.pack import Pack, load
from tawatur.statements.cues import AdverbialRow, Cue, Lexicon, VerbRow, complementizers, cues, lexicon
from tawatur.text.fold import key
from tawatur.text.phrases import Match
from tawatur.text.words import words

PACK = load()


def _found(text: str) -> list[Match[Cue]]:
    return cues(words(text), PACK, text)


def _one(text: str, row: str, shape: str = "verb") -> Match[Cue]:
    return next(match for match in _found(text) if (match.item.row, match.item.shape) == (row, shape))


@pytest.mark.parametrize(
    ("text", "row", "shape", "clitic", "person", "gender", "number"),
    [
        ("قال الحارس إن الباب مغلق", "qala", "verb", "", 3, "m", "s"),
        ("وقالت الحارسة إن الباب مغلق", "qala", "verb", "و", 3, "f", "s"),
        ("فقالوا إن الباب مغلق", "qala", "verb", "ف", 3, "m", "p"),
        ("سيقولون إن الباب مغلق", "qala", "verb", "س", 3, "m", "p"),
        ("وسنقول إن الباب مغلق", "qala", "verb", "وس", 1, "", "p"),
        ("قلت إن الباب مغلق", "qala", "verb", "", 1, "", "s"),
        ("وقلن إن الباب مغلق", "qala", "verb", "و", 3, "f", "p"),
        ("أكدتا أن الباب مغلق", "akkada", "verb", "", 3, "f", "d"),
        ("يؤكدان أن الباب مغلق", "akkada", "verb", "", 3, "m", "d"),
        ("مشيرين إلى أن الباب مغلق", "ashara", "participle", "", 0, "m", "p"),
        ("مضيفةً أن الباب مغلق", "adafa", "participle", "", 0, "f", "s"),
        ("القائل إن الباب مغلق", "qala", "participle", "ال", 0, "m", "s"),
        ("في قولها إن الباب مغلق", "qala", "masdar", "", 3, "f", "s"),
        ("بتأكيدهم أن الباب مغلق", "akkada", "masdar", "ب", 3, "m", "p"),
        ("وبين الحارس أن الباب مغلق", "bayyana", "verb", "و", 3, "m", "s"),
    ],
)
def test_a_form_tells_its_clitic_person_gender_and_number(
    text: str, row: str, shape: str, clitic: str, person: int, gender: str, number: str
) -> None:
    """Proclitics come off, and the form says whom it agrees with; a masdar's pronoun is its speaker."""
    match = _one(text, row, shape)
    cue = match.item
    assert (match.clitic, cue.person, cue.gender, cue.number) == (key(clitic), person, gender, number)


@pytest.mark.parametrize(
    ("text", "row", "suffix"),
    [
        ("أبلغه الحارس أن الباب مغلق", "ablagha", "3ms"),
        ("وصفتها الصحيفة بأنها قديمة", "wasafa", "3fs"),
        ("ما قالوه إن الباب مغلق", "qala", "3ms"),
        ("كما نفاه المدير", "nafa", "3ms"),
    ],
)
def test_a_pronoun_on_a_verb_is_its_object(text: str, row: str, suffix: str) -> None:
    """It is kept beside the verb's own person."""
    cue = _one(text, row).item
    assert (cue.suffix, cue.person) == (suffix, 3)


@pytest.mark.parametrize(
    ("text", "tense", "voice"),
    [
        ("قال الحارس إن الباب مغلق", "past", "active"),
        ("يقول الحارس إن الباب مغلق", "present", "active"),
        ("قيل إن الباب مغلق", "past", "passive"),
        ("لم تقل الإدارة إن الباب مغلق", "present", "active"),
    ],
)
def test_tense_and_voice(text: str, tense: str, voice: str) -> None:
    """Perfect and imperfect, active and passive are told apart where they are written differently."""
    cue = _one(text, "qala").item
    assert (cue.tense, cue.voice) == (tense, voice)


@pytest.mark.parametrize(
    ("text", "row", "words_taken", "takes"),
    [
        ("وفقا للوزارة فالباب مغلق", "wafqan", 1, ("source",)),
        ("وفقا لما أعلنته الوزارة", "wafq-ma", 2, ("clause",)),
        ("حسبما ذكرت الوزارة", "hasab-ma", 1, ("clause",)),
        ("كما قالت الوزارة", "kama", 1, ("clause",)),
        ("نقلا عن الوزير", "naqlan-an", 2, ("source",)),
        ("على حد قوله", "ala-hadd-qawl", 3, ("pronoun",)),
        ("على حد تعبير الوزير", "ala-hadd-qawl", 3, ("source",)),
    ],
)
def test_adverbials_say_what_follows_them(text: str, row: str, words_taken: int, takes: tuple[str, ...]) -> None:
    """A naming, a reporting clause, or nothing because the pronoun names the speaker; the longest phrase wins."""
    match = _one(text, row, "adverbial")
    assert (match.last - match.first, match.item.takes) == (words_taken, takes)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("أضاف المدافع الهدف الثالث قبل النهاية", "adafa"),
        ("وبين الفقرات عرض المنظمون فيلما", "bayyana"),
        ("كشفت الشركة النقاب عن هاتفها", "kashafa"),
        ("نقل المسعفون المصابين إلى المستشفى", "naqala"),
        ("في ذكرى التأسيس", "dhakara"),
        ("يذكر أن المعرض يقام كل عام", "dhakara"),
        ("من المؤكد أن الليل طويل", "akkada"),
        ("ويشار إلى أن المعرض يقام كل عام", "ashara"),
        ("هنا بيت قديم", "hanna"),
        ("كان رأي الجمهور واضحا", "raa"),
        ("وكالة الأنباء في العاصمة", "anba"),
        ("كما في العام الماضي", "kama"),
        ("يعاقب السارق وفق القانون", "wafq"),
        ("سافر عبر البحر", "abbara"),
        ("قبل أن يصل الطبيب طلب الماء", "talaba"),
        ("نصف المدينة نائم", "wasafa"),
        ("قال المتحدث كلاما طويلا", "tahaddatha"),
    ],
)
def test_look_alikes_stay_silent(text: str, row: str) -> None:
    """What the words around decide is decided."""
    assert row not in {match.item.row for match in _found(text)}


def test_a_weak_verb_speaks_with_its_complementizer_only() -> None:
    """Writing is reporting when something is written."""
    assert "kataba" not in {match.item.row for match in _found("كتب الطفل على الجدار")}
    cue = _one("كتب في صفحته أن الباب مغلق", "kataba").item
    assert cue.weak


def test_colons_and_quotes_count_when_the_text_is_given() -> None:
    """Without the text a weak verb sees complementizers only."""
    text = "وتابع: الطريق طويل"
    assert "tabaa" in {match.item.row for match in cues(words(text), PACK, text)}
    assert "tabaa" not in {match.item.row for match in cues(words(text), PACK)}


def test_a_shadda_tells_the_verb() -> None:
    """Where the text marks the doubled letter, the verb needs no other company."""
    assert "bayyana" in {match.item.row for match in _found("الذي بيّن حرص اللجنة على الموعد")}


def test_the_hamza_tells_the_verb() -> None:
    """Folding makes «here» of a congratulation; the spelling of the text does not."""
    assert "hanna" in {match.item.row for match in _found("هنأ المدير الفائز بالجائزة")}
    assert "hanna" not in {match.item.row for match in _found("هنا المدير والفائز بالجائزة")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أكد أن الباب مغلق", ["an"]),
        ("قال إن الباب مغلق", ["inna"]),
        ("أفاد بأنه حاضر", ["bi_an"]),
        ("أشار إلى أنها حاضرة", ["ila_an"]),
        ("غادر بعد أن أنهى عمله", ["owned"]),
        ("حضر على الرغم من أن الباب مغلق", ["owned"]),
        ("شدد على أن الباب مغلق وحذر من أن يفتح", ["ala_an", "min_an"]),
    ],
)
def test_complementizers(text: str, expected: list[str]) -> None:
    """Told by their preposition and hamza; those another word owns are marked."""
    assert [match.item for match in complementizers(words(text), PACK, text)] == expected


def test_cues_come_in_order_and_inside_the_words() -> None:
    """First by place; every match covers words of the text."""
    text = "وأضاف المدير أن الباب مغلق، مشيرا إلى أن الحارس قال إنه سيعود، بحسب صحيفة"
    found = _found(text)
    assert [match.first for match in found] == sorted(match.first for match in found)
    assert all(0 <= match.first < match.last <= len(words(text)) for match in found)


@given(
    st.lists(
        st.sampled_from(["وأكد", "أن", "بين", "على", "قال", "إن", "نقلا", "عن", "كما", "الباب", ":", "«"]), max_size=30
    )
)
def test_any_heap_of_words_is_read(heap: list[str]) -> None:
    """No sequence of words makes the search fail, and it gives the same twice."""
    text = " ".join(heap)
    assert _found(text) == _found(text)


# words among the most frequent of the press that no cue may be read from without company
COMMON = (
    "في من على إلى أن إن عن التي الذي هذا هذه ذلك كان كانت قد لم لن لا ما مع بعد قبل بين حيث كل أو ثم حتى منذ خلال "
    "عند غير أكثر أمام بسبب عام يوم اليوم هناك هنا عدد عدة نصف مصر أمر الأمر دون حول عبر مدينة المدينة "
    "عالم العالم حديث الحديث نقل كشف وصف طالب بلغ يبلغ يعد تعد أول عاد دين حد حق خبر أخبار نسبة نظر رأي ثمن "
    "شرح طلب حكم ذكر ابن ابنه ابنها نصر"
)


@pytest.mark.parametrize("word", COMMON.split())
def test_no_cue_is_read_from_a_common_word_alone(word: str) -> None:
    """A form equal to a frequent word speaks only in company."""
    text = f"هذا {word} الباب"
    strong = [match for match in _found(text) if match.first == 1 and not match.item.weak]
    assert not strong, strong


def test_frequent_words_of_the_press_are_seldom_cues(shared: Path) -> None:
    """Of the 400 most frequent words of the dev reports, the strong cues are verbs of saying and nothing else."""
    counts: Counter[str] = Counter()
    for name in ("snn-dev.jsonl", "ant-dev.jsonl"):
        for line in (shared / "gold" / "attribution" / name).read_text("utf-8").splitlines():
            counts.update(word.key for word in words(json.loads(line)["text"]))
    frequent = [word for word, _ in counts.most_common(400)]
    found = [m for word in frequent for m in _found(f"هذا {word} الباب") if m.first == 1 and not m.item.weak]
    strong = {match.item.row for match in found if match.item.shape != "adverbial"}
    assert strong <= {"qala", "adafa", "aelana", "akkada", "awdaha", "ashara", "dhakara", "kashafa", "afada", "daa"}


def test_most_gold_cues_are_found(shared: Path) -> None:
    """At least 97 in 100 of the cues marked by hand hold a cue of the lexicon."""
    found = total = 0
    for name in ("snn-dev", "ant-dev"):
        folder = shared / "gold" / "attribution"
        reports = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        gold = {g["id"]: g for g in map(json.loads, (folder / f"{name}.gold.jsonl").read_text("utf-8").splitlines())}
        for report in reports:
            text = report["text"]
            listed = words(text)
            spans = [(listed[m.first].start, listed[m.last - 1].end) for m in cues(listed, PACK, text)]
            for statement in gold[report["id"]]["statements"]:
                cue = statement["cue"]
                if not cue:
                    continue
                total += 1
                places = [at for at in range(len(text)) if text.startswith(cue, at)]
                found += any(start < at + len(cue) and at < end for at in places for start, end in spans)
    assert found / total >= 0.97


def test_the_lexicon_is_broad_and_loads_fast() -> None:
    """More than three hundred verbs, made within a second even on a slow machine."""
    assert len(PACK.rows("verbs", VerbRow)) >= 300
    fresh = Pack("ar", PACK._folder)
    start = time.process_time()
    Lexicon(fresh)
    assert time.process_time() - start < 1.0


def test_the_lexicon_is_made_once() -> None:
    """The same pack gives the same lexicon."""
    assert lexicon(PACK) is lexicon(load())


def test_rows_point_at_rows() -> None:
    """Every verb an adverbial names and every twin of a verb is a row."""
    verbs = PACK.rows("verbs", VerbRow)
    known = {row.id for row in verbs}
    named = {name for row in PACK.rows("adverbials", AdverbialRow) for name in row.verbs}
    assert named | {row.twin for row in verbs if row.twin} <= known


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("وحمل النائب الحكومة مسؤولية الحادث", "hammala"),
        ("سجل تقرير الهيئة عشرين حادثا", "sajjala"),
        ("أبدى لاعب الفريق القديم سعادته بالفوز", "abda"),
        ("كتب الحارس «وصلنا»", "kataba"),
        ("ثمن المحافظ جهود المتطوعين", "thammana"),
        ("المدير عبر عن شكره", "abbara"),
        ("رسالة مفادها: وعبر المدير القديم للشركة الكبيرة في المدينة البعيدة عن شكره", "abbara"),
    ],
)
def test_company_makes_a_weak_verb_speak(text: str, row: str) -> None:
    """Its object, a document, a quotation at once, its preposition, or the opening of a sentence."""
    assert row in {match.item.row for match in _found(text)}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("حمل العامل الحجر. مسؤولية البناء كبيرة", "hammala"),
        ("كتب الحارس عن مدينة «السلام» طويلا", "kataba"),
        ("سجل اللاعب هدفا بعد أن سقط", "sajjala2"),
        ("رحب بعد الحفل الطويل", "talaba2"),
        ("كما شارك الفريق في الحفل", "kama"),
        ("كما رحب المدير بالضيوف", "kama"),
        ("لم يبق سوى ذلك فحسب", "hasab"),
    ],
)
def test_other_company_does_not(text: str, row: str) -> None:
    """What stands in another sentence, a quoted name, a clause another word owns."""
    assert row not in {match.item.row for match in _found(text)}


def test_three_letters_turn_no_cue_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms with clitics and pronouns read the same when no word is turned away by its first letters."""
    made = lexicon(PACK)
    forms = sorted(made._bare)[::37] + sorted(made._linked)[::11]
    asked = [before + form + after for form in forms for before in ("", "و", "فل", "ال") for after in ("", "ه", "هم")]
    expected = {word: made._learn(word) for word in asked}

    class Everything:
        def __contains__(self, letters: str) -> bool:
            return True

    monkeypatch.setattr(made, "_heads", Everything())
    assert {word: made._learn(word) for word in asked} == expected
    assert sum(map(bool, expected.values())) > len(forms)

"""The conjugator against tables of forms written by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lang.pack import load
from tawatur.lang.paradigms import Form, ParadigmRow, features, forms_of, paradigms
from tawatur.statements.cues import VerbRow
from tawatur.text.fold import key

CONJUGATION = paradigms(load())

# perfect, imperfect → the forms of 3ms 3fs 3md 3fd 3mp 3fp 1s 1p in the perfect and in the imperfect
TABLES = {
    "sound": (
        "صرّح يصرّح",
        "صرح صرحت صرحا صرحتا صرحوا صرحن صرحت صرحنا",
        "يصرح تصرح يصرحان تصرحان يصرحون يصرحن أصرح نصرح",
    ),
    "sound, of the first form": (
        "ذكر يذكر",
        "ذكر ذكرت ذكرا ذكرتا ذكروا ذكرن ذكرت ذكرنا",
        "يذكر تذكر يذكران تذكران يذكرون يذكرن أذكر نذكر",
    ),
    "with a hamza first": (
        "أكّد يؤكّد",
        "أكد أكدت أكدا أكدتا أكدوا أكدن أكدت أكدنا",
        "يؤكد تؤكد يؤكدان تؤكدان يؤكدون يؤكدن أؤكد نؤكد",
    ),
    "ending in nun": (
        "أعلن يعلن",
        "أعلن أعلنت أعلنا أعلنتا أعلنوا - - -",
        "يعلن تعلن يعلنان تعلنان يعلنون - أعلن نعلن",
    ),
    "ending in ta": (
        "لفت يلفت",
        "لفت لفتت لفتا لفتتا لفتوا لفتن - لفتنا",
        "يلفت تلفت يلفتان تلفتان يلفتون يلفتن ألفت نلفت",
    ),
    "hollow with waw": (
        "قال يقول",
        "قال قالت قالا قالتا قالوا قلن قلت قلنا",
        "يقول تقول يقولان تقولان يقولون يقلن أقول نقول",
    ),
    "hollow of the fourth form": (
        "أشار يشير",
        "أشار أشارت أشارا أشارتا أشاروا أشرن أشرت أشرنا",
        "يشير تشير يشيران تشيران يشيرون يشرن أشير نشير",
    ),
    "hollow with alef in both": (
        "ارتاب يرتاب",
        "ارتاب ارتابت ارتابا ارتابتا ارتابوا ارتبن ارتبت ارتبنا",
        "يرتاب ترتاب يرتابان ترتابان يرتابون يرتبن أرتاب نرتاب",
    ),
    "third form, with an alef that stays": (
        "طالب يطالب",
        "طالب طالبت طالبا طالبتا طالبوا طالبن طالبت طالبنا",
        "يطالب تطالب يطالبان تطالبان يطالبون يطالبن أطالب نطالب",
    ),
    "doubled": (
        "أصرّ يصرّ",
        "أصر أصرت أصرا أصرتا أصروا أصررن أصررت أصررنا",
        "يصر تصر يصران تصران يصرون يصررن أصر نصر",
    ),
    "doubled of the first form": (
        "حثّ يحثّ",
        "حث حثت حثا حثتا حثوا حثثن حثثت حثثنا",
        "يحث تحث يحثان تحثان يحثون يحثثن أحث نحث",
    ),
    "defective with ya": (
        "نفى ينفي",
        "نفى نفت نفيا نفتا نفوا نفين نفيت نفينا",
        "ينفي تنفي ينفيان تنفيان ينفون ينفين أنفي ننفي",
    ),
    "defective with waw": (
        "دعا يدعو",
        "دعا دعت دعوا دعتا دعوا دعون دعوت دعونا",
        "يدعو تدعو يدعوان تدعوان يدعون يدعون أدعو ندعو",
    ),
    "defective with alef in both": (
        "تمنّى يتمنّى",
        "تمنى تمنت تمنيا تمنتا تمنوا تمنين تمنيت تمنينا",
        "يتمنى تتمنى يتمنيان تتمنيان يتمنون يتمنين أتمنى نتمنى",
    ),
    "defective and hamzated": (
        "رأى يرى",
        "رأى رأت رأيا رأتا رأوا رأين رأيت رأينا",
        "يرى ترى يريان تريان يرون يرين أرى نرى",
    ),
    "ending in ya": (
        "رضي يرضى",
        "رضي رضيت رضيا رضيتا رضوا رضين رضيت رضينا",
        "يرضى ترضى يرضيان ترضيان يرضون يرضين أرضى نرضى",
    ),
    "ending in a hamza": (
        "تنبّأ يتنبّأ",
        "تنبأ تنبأت تنبآ تنبأتا تنبؤوا تنبأن تنبأت تنبأنا",
        "يتنبأ تتنبأ يتنبآن تتنبآن يتنبؤون - أتنبأ نتنبأ",
    ),
    "ending in a hamza on its seat": (
        "هنّأ يهنّئ",
        "هنأ هنأت هنآ هنأتا هنؤوا هنأن هنأت هنأنا",
        "يهنئ تهنئ يهنئان تهنئان يهنئون - أهنئ نهنئ",
    ),
    "hollow and hamzated": (
        "استاء يستاء",
        "استاء استاءت استاءا استاءتا استاؤوا استأن استأت استأنا",
        "يستاء تستاء يستاءان تستاءان يستاؤون - أستاء نستاء",
    ),
    "with waw first": (
        "وصف يصف",
        "وصف وصفت وصفا وصفتا وصفوا وصفن وصفت وصفنا",
        "يصف تصف يصفان تصفان يصفون يصفن أصف نصف",
    ),
    "with a bare hamza first": (
        "أمل يأمل",
        "أمل أملت أملا أملتا أملوا أملن أملت أملنا",
        "يأمل تأمل يأملان تأملان يأملون يأملن آمل نأمل",
    ),
}
CELLS = ("3ms", "3fs", "3md", "3fd", "3mp", "3fp", "1s", "1p")
JUSSIVES = {
    "قال يقول": "يقل تقل أقل نقل",
    "أشار يشير": "يشر تشر أشر نشر",
    "أصرّ يصرّ": "يصرر تصرر نصرر",
    "نفى ينفي": "ينف تنف ننف",
    "دعا يدعو": "يدع تدع ندع",
    "رأى يرى": "ير تر نر",
}
PARTICIPLES = {
    "مؤكّد": "مؤكد مؤكدا مؤكدة مؤكدان مؤكدتان مؤكدتين مؤكدون مؤكدين مؤكدات",
    "قائل": "قائل قائلا قائلة قائلان قائلتان قائلتين قائلون قائلين قائلات",
    "داعٍ": "داع داعيا داعي داعية داعيان داعيين داعيتان داعيتين داعون داعين داعيات",
    "مهنئ": "مهنئ مهنئا مهنئة مهنئون مهنئين مهنئات",
}
DERIVED = {
    "أكّد يؤكّد": "مؤكّد",
    "أشار يشير": "مشير",
    "طالب يطالب": "مطالب",
    "تمنّى يتمنّى": "متمنٍّ",
    "ادّعى يدّعي": "مدّعٍ",
    "أصرّ يصرّ": "مصرّ",
    "استنكر يستنكر": "مستنكر",
    "ذكر يذكر": "",
    "قال يقول": "",
    "نفى ينفي": "",
    "حثّ يحثّ": "",
}


def _by_cell(forms: tuple[Form, ...], cell: str) -> set[str]:
    return {form.key for form in forms if (form.person, form.gender, form.number) == features(cell) and form.bare}


@pytest.mark.parametrize("name", TABLES)
def test_a_verb_of_every_class_is_conjugated(name: str) -> None:
    """Each cell of the hand-written table is among the forms made for it."""
    parts, past, present = TABLES[name]
    perfect, imperfect = parts.split()
    made_past, made_present = tuple(CONJUGATION.past(perfect)), tuple(CONJUGATION.present(imperfect, perfect))
    for cell, expected_past, expected_present in zip(CELLS, past.split(), present.split(), strict=True):
        if expected_past != "-" and not (cell == "1s" and expected_past == past.split()[1]):
            assert key(expected_past) in _by_cell(made_past, cell), (cell, expected_past)
        if expected_present != "-":
            assert key(expected_present) in _by_cell(made_present, cell), (cell, expected_present)


@pytest.mark.parametrize("name", TABLES)
def test_no_form_is_made_that_the_table_does_not_know(name: str) -> None:
    """Besides the listed forms stand only other seats of a hamza, subjunctives and jussives."""
    parts, past, present = TABLES[name]
    perfect, imperfect = parts.split()
    plural, dual, nun = key("وا"), key("ا"), key("ون")
    listed = {key(form) for form in past.split()}
    assert all(form.key in listed or form.key.endswith(plural) for form in CONJUGATION.past(perfect) if form.bare)
    listed = {key(form) for form in present.split()}
    for form in CONJUGATION.present(imperfect, perfect):
        known = form.key in listed or form.jussive or form.key.endswith((dual, nun))
        assert known or not form.bare or form.gender == "f", form


@pytest.mark.parametrize("parts", JUSSIVES)
def test_weak_verbs_lose_their_vowel_in_the_jussive(parts: str) -> None:
    """The jussive of hollow, doubled and defective verbs is made and marked."""
    perfect, imperfect = parts.split()
    made = {form.key for form in CONJUGATION.present(imperfect, perfect) if form.jussive}
    assert made == {key(form) for form in JUSSIVES[parts].split()}


@pytest.mark.parametrize("participle", PARTICIPLES)
def test_participles_agree(participle: str) -> None:
    """Gender, number and the accusative of a participle."""
    made = {form.key for form in CONJUGATION.participle(participle) if form.bare}
    assert {key(form) for form in PARTICIPLES[participle].split()} <= made


@pytest.mark.parametrize("parts", DERIVED)
def test_the_participle_of_a_derived_verb_follows_from_its_imperfect(parts: str) -> None:
    """Verbs of more than three letters have it by rule, those of the first form do not."""
    perfect, imperfect = parts.split()
    assert key(CONJUGATION.derived(imperfect, perfect)) == key(DERIVED[parts])


@pytest.mark.parametrize(
    ("masdar", "with_pronoun"),
    [
        ("تأكيد", "تأكيده"),
        ("إشارة", "إشارته"),
        ("ادّعاء", "ادعائه"),
        ("ادّعاء", "ادعاؤه"),
        ("دعوى", "دعواه"),
        ("تمنٍّ", "تمنيه"),
    ],
)
def test_a_masdar_takes_a_pronoun(masdar: str, with_pronoun: str) -> None:
    """The linking form of a masdar is what stands before its pronoun."""
    linked = {form.key for form in CONJUGATION.masdar(masdar) if form.linked}
    assert key(with_pronoun)[:-1] in linked


def test_the_plural_loses_its_alef_before_a_pronoun() -> None:
    """They said it: the silent alef of the plural is not written before a pronoun."""
    forms = [form for form in CONJUGATION.past("قال") if (form.person, form.number) == (3, "p") and form.gender == "m"]
    assert {form.key: (form.bare, form.linked) for form in forms} == {
        key("قالوا"): (True, False),
        key("قالو"): (False, True),
    }


@pytest.mark.parametrize("row", [r for r in load().rows("paradigms", ParadigmRow) if r.tense in ("past", "present")])
def test_the_model_of_a_class_belongs_to_it(row: ParadigmRow) -> None:
    """A row's model verb is conjugated by that row and no earlier one."""
    assert {form.paradigm for form in forms_of(CONJUGATION, row)} == {row.id}


@given(st.sampled_from(load().rows("verbs", VerbRow)))
def test_every_verb_of_the_lexicon_conjugates(row: VerbRow) -> None:
    """Every verb has both tenses, its given principal parts among the forms, and no form with a mark left on it."""
    perfect = row.perfect or row.words[0]
    past, present = tuple(CONJUGATION.past(perfect)), tuple(CONJUGATION.present(row.imperfect, perfect))
    assert key(perfect) in {form.key for form in past}
    assert key(row.imperfect) in {form.key for form in present}
    assert all(form.key == key(form.key) and form.key for form in (*past, *present))

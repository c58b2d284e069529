"""Shared stretches of reports: found, placed in both texts, and told from what proves nothing."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lang.pack import load
from tawatur.model import Block, Instant, Link, Report, Reuse, Span, Statement
from tawatur.passages import reuses
from tawatur.passages.formulae import Formulae
from tawatur.settings import Passages
from tawatur.text.grams import Vocabulary
from tawatur.text.words import words

FIRE = (
    "اندلع حريق كبير فجر الثلاثاء في مستودع للأخشاب قرب ميناء سمرة القديم وامتد إلى ثلاث سفن راسية. "
    "وقال قائد فرق الإطفاء ماهر الوادي إن خمسة عمال نقلوا إلى المستشفى بعد استنشاقهم الدخان. "
    "وأغلقت سلطات الميناء الرصيف الشمالي أمام حركة الشحن حتى انتهاء أعمال التبريد. "
    "وبدأت لجنة فنية فحص كاميرات المراقبة لمعرفة مكان الشرارة الأولى."
)
FLOOD = (
    "جرفت السيول جسر وادي الزيتون مساء الأحد وقطعت الطريق بين قريتين في الجبل. "
    "ووزعت جمعية محلية أغطية وطعاما على ثمانين أسرة لجأت إلى مدرسة القرية العليا."
)


def report(name: str, text: str, outlet: str = "", furniture: tuple[str, ...] = ()) -> Report:
    blocks, at = [], 0
    for line in text.split("\n"):
        kind = "furniture" if line in furniture else "paragraph"
        if line:
            blocks.append(Block(kind=kind, span=Span(at, at + len(line))))
        at += len(line) + 1
    return Report(id=name, input_id=name, path="", text=text, blocks=tuple(blocks), outlet=outlet)


def shared(*reports: Report) -> tuple[Reuse, ...]:
    return reuses(reports, {}, Passages())


def test_a_copy_is_one_passage_over_the_whole_text() -> None:
    """A verbatim copy shares all its letters and stands in one passage from end to end."""
    (found,) = shared(report("a", FIRE), report("b", FIRE))
    assert (found.a, found.b, found.a_share, found.b_share) == ("a", "b", 1.0, 1.0)
    (passage,) = found.passages
    assert passage.a.of(FIRE) == FIRE.rstrip(".") == passage.b.of(FIRE)
    assert passage.changed == ()


def test_other_news_shares_nothing() -> None:
    """Two reports without common sentences are no pair."""
    assert shared(report("a", FIRE), report("b", FLOOD)) == ()


def test_offsets_point_into_both_texts() -> None:
    """A passage in the middle of other text is placed where it stands in each report."""
    sentence = FIRE.split(". ")[1]
    longer = f"{FLOOD} {sentence}. {FLOOD[::-1]}"
    (found,) = shared(report("a", FIRE), report("b", longer))
    (passage,) = found.passages
    assert passage.a.of(FIRE) == passage.b.of(longer) == sentence
    assert found.a_share > found.b_share > 0


def test_spelling_variants_are_the_same_words() -> None:
    """Hamzas, teh marbuta, tashkeel and tatweel do not hide a copy."""
    spelt = FIRE.replace("إلى", "الى").replace("أمام", "امام").replace("لجنة", "لجنه").replace("حريق", "حَرِيـق")
    (found,) = shared(report("a", FIRE), report("b", spelt))
    assert found.a_share == found.b_share == 1.0


def test_a_changed_figure_is_marked() -> None:
    """A figure changed inside a copied sentence is listed as a difference, with both wordings."""
    updated = FIRE.replace("خمسة عمال", "تسعة عمال")
    (found,) = shared(report("a", FIRE), report("b", updated))
    (passage,) = found.passages
    assert [(one.of(FIRE), other.of(updated)) for one, other in passage.changed] == [("خمسة", "تسعة")]


def test_a_dropped_clause_does_not_cut_the_passage() -> None:
    """A clause left out is a difference with nothing on one side."""
    shorter = FIRE.replace(" قرب ميناء سمرة القديم", "")
    (found,) = shared(report("a", FIRE), report("b", shorter))
    (passage,) = found.passages
    ((one, other),) = passage.changed
    assert one.of(FIRE) == "قرب ميناء سمرة القديم"
    assert other.start == other.end


CABLE = (
    "صاحب السمو الملكي الأمير راشد بن ماهر بن سعد حفظه الله أصدق التهاني وأطيب التمنيات بالصحة والسعادة "
    "بمناسبة عيد الفطر المبارك، سائلا الله عز وجل أن يديم على بلادنا نعمة الأمن والأمان"
)


def test_formulae_are_no_evidence() -> None:
    """Titles with their names, wishes and prayers, thirty words on end, make no pair of two reports."""
    assert shared(report("a", f"{FIRE} {CABLE}"), report("b", f"{FLOOD} {CABLE}")) == ()


def test_formulae_inside_a_copy_belong_to_it() -> None:
    """A copy with formulae in the middle is one passage, and all its letters stand in both."""
    text = f"{FIRE} {CABLE} {FLOOD}"
    (found,) = shared(report("a", text), report("b", text))
    assert (found.a_share, len(found.passages)) == (1.0, 1)


def test_a_name_behind_a_title_ends_with_its_last_joint() -> None:
    """What stands behind a titled name is the report's own; a name without a joint is no formula."""
    vocabulary = Vocabulary()
    formulae = Formulae(load(), vocabulary)
    line = vocabulary.line(words("قال الدكتور راشد بن ماهر آل سعد إن المهندس سامي عاد"))
    assert [(start, end) for start, end, _ in formulae.spans(line.keys)] == [(1, 7), (8, 9)]
    assert formulae.before(line.keys).tolist() == [0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7]


def test_paragraphs_in_another_order_are_found() -> None:
    """A copy with its sentences shuffled still shares nearly all its letters, in several passages."""
    parts = FIRE.split(". ")
    (found,) = shared(report("a", FIRE), report("b", ". ".join((parts[2], parts[0], parts[3], parts[1]))))
    assert found.a_share > 0.9
    assert len(found.passages) >= 2


def test_swapped_title_and_name_hide_little() -> None:
    """A name before its title instead of behind it leaves one passage."""
    swapped = FIRE.replace("قائد فرق الإطفاء ماهر الوادي", "ماهر الوادي قائد فرق الإطفاء")
    (found,) = shared(report("a", FIRE), report("b", swapped))
    assert found.a_share > 0.9


def test_furniture_is_no_evidence() -> None:
    """What only the furniture of two pages shares makes no pair, and furniture does not count for the shares."""
    nag = "اشترك الآن في نشرتنا البريدية ليصلك كل جديد من موقعنا قبل غيرك صباح كل يوم"
    with_nag = [report("a", f"{FIRE}\n{nag}", furniture=(nag,)), report("b", f"{FLOOD}\n{nag}", furniture=(nag,))]
    assert shared(*with_nag) == ()
    (found,) = shared(with_nag[0], report("c", FIRE))
    assert found.a_share == 1.0


def statement(of: Report, text: str, who: str, kind: str = "direct") -> Statement:
    start = of.text.index(text)
    link = Link(who=who, kind="person", key=f"person:{who}")
    span = Span(start, start + len(text))
    return Statement(id=f"t-{of.id}", report=of.id, type=kind, content=span, chain=(link,))  # type: ignore[arg-type]


def test_a_shared_quotation_of_one_speaker_is_marked() -> None:
    """Words that both reports quote from one speaker are a quotation; from two speakers, or narrated, they are not."""
    words_said = "لن نعيد فتح الرصيف قبل أن نعرف سبب ما جرى وسنعلن النتائج كاملة أمام الصحافة والأهالي"
    one, other = (
        report("a", f"قال الوادي: «{words_said}»."),
        report("b", f"وفي كلمة أمام البحارة وعد الوادي: «{words_said}»"),
    )
    same = {"a": [statement(one, words_said, "الوادي")], "b": [statement(other, words_said, "الوادي")]}
    differ = {**same, "b": [statement(other, words_said, "غيره")]}
    told = {**same, "b": [statement(other, words_said, "الوادي", "indirect")]}
    marks = [reuses((one, other), found, Passages())[0].passages[0].quotation for found in (same, differ, told)]
    assert marks == [True, False, False]


def test_a_short_formula_is_no_passage() -> None:
    """Five words that stand in two reports by chance are no evidence."""
    formula = "وأكد المصدر في ختام حديثه"
    assert shared(report("a", f"{FIRE} {formula}"), report("b", f"{FLOOD} {formula}")) == ()


def test_a_formula_of_very_many_reports_is_no_passage() -> None:
    """A phrase of ten words that every report of a heap ends with pairs none of them."""
    formula = "ونسأل السلامة للجميع في هذا اليوم وفي كل يوم قادم"
    rng = random.Random(1)
    letters = "بتثجحخدذرزسشصضطظعغفقكلمن"
    heap = [
        report(f"r{i:03}", " ".join("".join(rng.choices(letters, k=6)) for _ in range(30)) + f" {formula}")
        for i in range(120)
    ]
    assert shared(*heap) == ()


def test_a_crowded_day_is_not_compared_all_with_all() -> None:
    """Three hundred copies of one text are tied together by few pairs, not by all forty-five thousand."""
    start = datetime(2030, 5, 1)
    heap = [
        Report(
            id=f"r{i:03}",
            input_id="",
            path="",
            text=f"{FIRE} {FLOOD}",
            published=Instant(at=start + timedelta(minutes=i)),
        )
        for i in range(300)
    ]
    found = reuses(heap, {}, Passages())
    assert 299 <= len(found) <= 300 * 2 * Passages().neighbours
    together = {report.id: report.id for report in heap}

    def top(name: str) -> str:
        while together[name] != name:
            name = together[name]
        return name

    for reuse in found:
        together[top(reuse.a)] = top(reuse.b)
    assert len({top(report.id) for report in heap}) == 1


SENTENCES = [*FIRE.split(". "), *FLOOD.split(". "), "أعلنت بلدية سمرة موعد السوق الأسبوعي الجديد في ساحة البرج", ""]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=0, max_size=6), min_size=0, max_size=5), st.randoms())
@settings(max_examples=60, deadline=None)
def test_laws(texts: list[list[str]], rng: random.Random) -> None:
    """Order of input never matters; spans lie in their reports; shares lie in 0..1; the pairs are the same."""
    heap = [report(f"r{i}", ". ".join(parts)) for i, parts in enumerate(texts)]
    found = shared(*heap)
    mixed = heap[:]
    rng.shuffle(mixed)
    assert shared(*mixed) == found
    text = {report.id: report.text for report in heap}
    for reuse in found:
        assert reuse.a < reuse.b
        assert 0 < reuse.a_share <= 1
        assert 0 < reuse.b_share <= 1
        for passage in reuse.passages:
            assert 0 <= passage.a.start < passage.a.end <= len(text[reuse.a])
            assert 0 <= passage.b.start < passage.b.end <= len(text[reuse.b])
            for one, other in passage.changed:
                assert one.end > one.start or other.end > other.start
                assert passage.a.start <= one.start <= one.end <= passage.a.end
                assert passage.b.start <= other.start <= other.end <= passage.b.end


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 30))
@settings(max_examples=40, deadline=None)
def test_no_pair_with_a_shared_sentence_is_lost(first: int, second: int, cut: int) -> None:
    """Two reports that have any nine words in a row in common are always found."""
    parts = FIRE.split(". ")
    line = parts[first]
    taken = " ".join(line.split()[:9])
    one = report("a", f"{FLOOD} {line}")
    other = report("b", f"{FLOOD[::-1][: cut * 5]} {taken} {parts[second][::-1]}")
    assert any(taken in p.a.of(one.text) or p.a.of(one.text) in line for p in shared(one, other)[0].passages)


def test_the_pairs_of_a_corpus_are_those_of_all_against_all(shared: Path) -> None:
    """On the labelled reports nothing that comparing all pairs on runs of four words finds is lost.

    Runs with words of formulae are left out of the comparison.
    """
    import gzip
    import json

    wanted: set[str] = set()
    pools = []
    for line in (shared / "gold/stories/snn-dev.labels.jsonl").read_text(encoding="utf-8").splitlines():
        pool = json.loads(line)
        pools.append(pool)
        wanted |= {pool["seed"], *pool["labels"]}
    heap = []
    with gzip.open(shared / "data/saudinewsnet/snn-2015-07-21..27.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if item["id"] in wanted:
                heap.append(report(item["id"], item["text"]))
    found = {(reuse.a, reuse.b): reuse for reuse in reuses(heap, {}, Passages())}
    grams = {}
    vocabulary = Vocabulary()
    formulae = Formulae(load(), vocabulary)
    for item in heap:
        line = vocabulary.line(words(item.text))
        keys, formal = line.keys.tolist(), formulae.before(line.keys).tolist()
        runs = [tuple(keys[i : i + 4]) for i in range(len(keys) - 3)]
        grams[item.id] = [run if formal[i] == formal[i + 4] else None for i, run in enumerate(runs)]
    for pool in pools:
        for one, other in combinations(sorted({pool["seed"], *pool["labels"]} & grams.keys()), 2):
            common = set(grams[one]) & set(grams[other]) - {None}
            share = max(sum(g in common for g in grams[x]) / max(1, len(grams[x])) for x in (one, other))
            if share >= 0.2:
                pair = found.get((one, other))
                assert pair is not None, (one, other, share)
                assert max(pair.a_share, pair.b_share) >= share - 0.05


@pytest.mark.parametrize("text", ["", " ", "كلمة", "كلمة أخرى", "... !", "a" * 5000])
def test_next_to_no_text_is_no_error(text: str) -> None:
    """Empty and very short reports are simply in no pair."""
    assert shared(report("a", text), report("b", text), report("c", FIRE)) == ()

"""Stories: the reports of one event stand together, those of another event apart."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lang.pack import load
from tawatur.model import Block, Instant, Report, Reuse, Span, Story
from tawatur.passages import reuses
from tawatur.settings import Passages, Stories
from tawatur.stories import alike, in_time, stories
from tawatur.stories.linkage import grown
from tawatur.stories.terms import Stemmer

NOON = datetime(2030, 5, 7, 12)

FIRE = (
    (
        "حريق يلتهم مستودع الأخشاب في ميناء سمرة",
        "اندلع حريق كبير فجر الثلاثاء في مستودع للأخشاب قرب ميناء سمرة وامتد إلى ثلاث سفن راسية",
    ),
    (
        "النيران تأتي على مستودع أخشاب بميناء سمرة",
        "أتى حريق على مستودع للأخشاب في ميناء سمرة وأصاب خمسة عمال بالاختناق وامتدت ألسنته إلى سفن راسية",
    ),
    (
        "إخماد حريق ميناء سمرة بعد سبع ساعات",
        "أخمدت فرق الإطفاء حريق مستودع الأخشاب في ميناء سمرة بعد سبع ساعات وتضررت ثلاث سفن كانت راسية قربه",
    ),
)
HARVEST = (
    ("مزارعو الوادي يبدأون قطف الزيتون", "بدأ مزارعو وادي الزيتون موسم القطف وسط توقعات بإنتاج قياسي بعد أمطار الخريف"),
    (
        "موسم قياسي لزيتون الوادي",
        "توقع اتحاد المزارعين إنتاجا قياسيا من الزيتون في الوادي مع بدء موسم القطف بعد أمطار الخريف",
    ),
)


def report(name: str, title: str, text: str, hours: float | None = 0.0, outlet: str = "") -> Report:
    whole = f"{title}\n\n{text}"
    span = Span(0, len(title))
    return Report(
        id=name,
        input_id=name,
        path="",
        text=whole,
        title=span,
        outlet=outlet,
        blocks=(Block(kind="title", span=span), Block(kind="paragraph", span=Span(len(title) + 2, len(whole)))),
        published=None if hours is None else Instant(at=NOON + timedelta(hours=hours)),
    )


def told(*reports: Report, crowd: int = Stories().crowd) -> tuple[Story, ...]:
    wanted = msgspec.structs.replace(Stories(), crowd=crowd)
    return stories(reports, reuses(reports, {}, Passages()), wanted)


def parts(found: tuple[Story, ...]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in found}


def test_tellings_of_one_event_stand_together() -> None:
    """Three outlets' own words on one fire are one story, two on a harvest another."""
    fire = [report(f"f{i}", *words, hours=i, outlet=f"outlet:{i}") for i, words in enumerate(FIRE)]
    harvest = [report(f"h{i}", *words, hours=i, outlet=f"outlet:{i}") for i, words in enumerate(HARVEST)]
    assert parts(told(*fire, *harvest)) == {frozenset({"f0", "f1", "f2"}), frozenset({"h0", "h1"})}


def test_a_story_says_who_told_it_first_and_last() -> None:
    """A story has its outlets, the span of time, the headline of its most central report, and its reports by time."""
    fire = [report(f"f{2 - i}", *words, hours=i, outlet=f"outlet:{i}") for i, words in enumerate(FIRE)]
    (story,) = told(*fire)
    assert story.reports == ("f2", "f1", "f0")
    assert story.outlets == ("outlet:0", "outlet:1", "outlet:2")
    assert (story.first, story.last) == (NOON, NOON + timedelta(hours=2))
    assert story.headline == next(r.text.split("\n")[0] for r in fire if r.id == story.central)


def test_unknown_times_keep_nothing_apart() -> None:
    """Reports whose time nobody knows can still be one story."""
    fire = [report(f"f{i}", *words, hours=None) for i, words in enumerate(FIRE)]
    (story,) = told(*fire)
    assert (story.first, story.last) == (None, None)


def test_the_same_words_a_month_later_are_another_event() -> None:
    """Likeness fades with the days between two reports."""
    month = 30 * 24
    assert len(told(report("a", *FIRE[0]), report("b", *FIRE[1], hours=month))) == 2
    assert len(told(report("a", *FIRE[0]), report("b", *FIRE[1], hours=20))) == 1


def test_the_same_text_a_week_later_is_the_same_news() -> None:
    """A copy belongs to the story however late it comes."""
    assert len(told(report("a", *FIRE[0]), report("b", *FIRE[0], hours=7 * 24))) == 1


def test_the_same_kind_of_event_in_another_town_is_another_story() -> None:
    """Two fires told in the same words, in two towns, are two stories."""
    heap = [report(f"x{i}", f"خبر متنوع رقم {i}", f"كلام {'بتثجحخدر'[i % 8] * (i + 3)} متفرق") for i in range(40)]
    one = report("a", "حريق في مستودع أخشاب في بريدة", "اندلع حريق في مستودع للأخشاب وأصيب عامل بالاختناق")
    other = report(
        "b", "حريق في مستودع أعلاف في نجران", "أخمد رجال الإطفاء نارا شبت مساء في أعلاف ونقل حارس إلى المستشفى"
    )
    same = report(
        "c", "حريق في مستودع أعلاف في بريدة", "أخمد رجال الإطفاء نارا شبت مساء في أعلاف ونقل حارس إلى المستشفى"
    )
    apart = next(s for s in told(one, other, *heap, crowd=2) if "a" in s.reports)
    together = next(s for s in told(one, same, *heap, crowd=2) if "a" in s.reports)
    assert "b" not in apart.reports
    assert "c" in together.reports


def test_reports_that_name_other_days_are_other_events() -> None:
    """Two sessions of one market, told in nearly the same words, are two stories when each names its own day."""
    text = "ارتفع سعر الزيتون في سوق الوادي يوم {} مع تراجع المعروض وزيادة طلب التجار قبل العيد"
    days = ("الأربعاء", "الأربعاء", "الخميس", "الخميس")
    reports = [
        report(
            f"s{i}", "الزيتون يرتفع في سوق الوادي", text.format(day), hours=20.0 * (i // 2) + i, outlet=f"outlet:{i}"
        )
        for i, day in enumerate(days)
    ]
    far = msgspec.structs.replace(Stories(), crowd=2, join=0.55)
    assert parts(stories(reports, (), far)) == {frozenset({"s0", "s1"}), frozenset({"s2", "s3"})}
    assert len(stories(reports, (), msgspec.structs.replace(far, another_day=1.0))) == 1


def test_a_foreign_name_is_one_word_however_it_is_spelt() -> None:
    """Long vowels written or left out make no other stem; a short word keeps them."""
    stemmer = Stemmer(load())
    assert {stemmer.stem(word) for word in ("انجيرليك", "انجرليك", "انجرلك")} == {"نجرلك"}
    assert stemmer.stem("وزير") == "وزير"


def test_a_crowd_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where very many tell an event, those that come later follow one of the first, and the stories are the same."""
    monkeypatch.setattr(import_module("tawatur.stories.likeness"), "_CHUNK", 8)
    fire = [report(f"f{i:02}", *FIRE[i % 3], hours=i / 10, outlet=f"outlet:{i}") for i in range(30)]
    harvest = [report(f"h{i}", *HARVEST[i % 2], hours=i, outlet=f"outlet:{i}") for i in range(3)]
    few = msgspec.structs.replace(Stories(), crowded=5)
    compared = alike(in_time([*fire, *harvest]), (), {}, few).compared
    assert len(compared.follows) > 20
    assert not compared.follows.keys() & {*compared.follows.values(), *compared.pairs.a.tolist()}
    found = stories([*fire, *harvest], (), few)
    assert parts(found) == parts(stories([*fire, *harvest], (), Stories()))
    assert found == stories([*reversed(fire), *harvest], (), few)


@pytest.mark.parametrize(("reports", "least", "most"), [(2, 0.0, 0.0), (60, 0.0, 0.0), (400, 0.3, 0.7), (3000, 1, 1)])
def test_a_handful_grows_into_a_crowd(reports: int, least: float, most: float) -> None:
    """Up to sixty reports a heap is a handful, from three thousand on a crowd."""
    assert least <= grown(reports, Stories()) <= most


def test_related_stories_point_at_each_other() -> None:
    """Stories of one saga name each other, and only stories there are."""
    heap = [report(f"x{i}", f"خبر متنوع رقم {i}", f"كلام {'بتثجحخدر'[i % 8] * (i + 3)} متفرق") for i in range(40)]
    one = report(
        "a", "افتتاح مهرجان الصيد البحري في سمرة", "افتتح مهرجان الصيد البحري في سمرة بسباق قوارب شراعية قديمة", 0
    )
    two = report(
        "b", "فرق شعبية تحيي ليالي سمرة", "قدمت فرق رقصات البحارة وأهازيجهم على مسرح مفتوح ضمن مهرجان الصيد", 70
    )
    found = told(one, two, *heap, crowd=2)
    first, second = (next(s for s in found if name in s.reports) for name in "ab")
    assert first.id != second.id
    assert second.id in first.related
    assert first.id in second.related
    assert {name for story in found for name in story.related} <= {story.id for story in found}


def test_furniture_does_not_make_a_story() -> None:
    """What only the furniture of two pages says does not bring them together."""
    nag = " ".join(FIRE[0])

    def page(name: str, title: str, text: str) -> Report:
        made = report(name, title, f"{text}\n{nag}")
        at = made.text.index(nag)
        blocks = (
            made.blocks[0],
            Block(kind="paragraph", span=Span(len(title) + 2, at - 1)),
            Block(kind="furniture", span=Span(at, at + len(nag))),
        )
        return Report(id=name, input_id=name, path="", text=made.text, title=made.title, blocks=blocks)

    assert (
        len(
            stories(
                [page("a", *HARVEST[0]), page("b", "كأس المدارس ينطلق غدا", "تبدأ بطولة المدارس للسباحة")],
                (),
                Stories(),
            )
        )
        == 2
    )


PIECES = [*FIRE, *HARVEST, ("كأس المدارس ينطلق غدا", "تبدأ بطولة المدارس للسباحة في المسبح البلدي"), ("", "")]
DRAWN = st.lists(st.tuples(st.integers(0, len(PIECES) - 1), st.integers(-60, 60), st.integers(0, 3)), max_size=9)


@given(DRAWN, st.randoms())
@settings(max_examples=60, deadline=None)
def test_laws(drawn: list[tuple[int, int, int]], rng: random.Random) -> None:
    """Every report stands in exactly one story; the order of the input does not matter, of reports and of pairs."""
    heap = [
        report(
            f"r{i}", *PIECES[piece], hours=None if outlet == 3 else hours, outlet=f"outlet:{outlet}" if outlet else ""
        )
        for i, (piece, hours, outlet) in enumerate(drawn)
    ]
    pairs = list(reuses(heap, {}, Passages()))
    found = stories(heap, pairs, Stories())
    assert sorted(name for story in found for name in story.reports) == sorted(report.id for report in heap)
    assert all(story.central in story.reports for story in found)
    mixed, turned = heap[:], pairs[:]
    rng.shuffle(mixed)
    rng.shuffle(turned)
    assert stories(mixed, turned, Stories()) == found


def test_the_two_seeds_are_one_story(shared: Path) -> None:
    """Two real reports of one visit, found without time or outlet, are one story."""
    heap = []
    for line in (shared / "seeds/reports.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        title, _, text = item["text"].partition("\n")
        heap.append(report(item["id"], title, text, hours=None))
    assert len(told(*heap)) == 1


def no_pairs() -> tuple[Reuse, ...]:
    return ()


def test_no_reports_are_no_stories() -> None:
    """An empty heap has no stories, and a report without a word is a story of its own."""
    assert stories((), no_pairs(), Stories()) == ()
    assert len(stories((report("a", "", ""), report("b", "", "")), no_pairs(), Stories())) == 2

"""Lineage: who had it from whom, by credit, by the fuller text, by time, and unknown otherwise."""

from __future__ import annotations

import doctest
import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lineage import derivations
from tawatur.model import Block, Credit, Derivation, Instant, Link, Report, Span, Statement
from tawatur.passages import reuses
from tawatur.settings import Lineage, Passages

NOON = datetime(2030, 5, 7, 12)
S = (
    "اندلع حريق كبير فجر الثلاثاء في مستودع للأخشاب قرب ميناء سمرة القديم وامتد إلى ثلاث سفن راسية",
    "وقال قائد فرق الإطفاء ماهر الوادي إن خمسة عمال نقلوا إلى المستشفى بعد استنشاقهم الدخان",
    "وأغلقت سلطات الميناء الرصيف الشمالي أمام حركة الشحن حتى انتهاء أعمال التبريد",
    "وبدأت لجنة فنية فحص كاميرات المراقبة لمعرفة مكان الشرارة الأولى ومن كان في المكان",
    "ويعمل في المستودع ثمانون عاملا في ثلاث ورديات وتخزن فيه أخشاب تكفي المدينة شهرين",
    "ووصف صيادون رأوا النيران من قواربهم كيف قطعت حبال السفن وسحبت إلى عرض البحر",
)
OTHER = "جرفت السيول جسر وادي الزيتون مساء الأحد وقطعت الطريق بين قريتين في الجبل. ووزعت جمعية أغطية على الأسر"


def report(
    name: str,
    *sentences: str,
    outlet: str = "",
    minutes: float | None = None,
    credit: str = "",
    place: str = "dateline",
    author: str = "",
) -> Report:
    text = ". ".join(sentences)
    credits = (Credit(name="x", source=credit, place=place, span=Span(0, 5)),) if credit else ()  # type: ignore[arg-type]
    return Report(
        id=name,
        input_id=name,
        path="",
        text=text,
        outlet=outlet or f"outlet:{name}",
        author=author,
        credits=credits,
        blocks=(Block(kind="paragraph", span=Span(0, len(text))),),
        published=None if minutes is None else Instant(at=NOON + timedelta(minutes=minutes)),
    )


def traced(*reports: Report, statements: Mapping[str, Sequence[Statement]] | None = None) -> tuple[Derivation, ...]:
    said = statements or {}
    return derivations(reports, reuses(reports, said, Passages()), said, Lineage())


def test_a_dateline_is_a_credit() -> None:
    """A report that credits an agency derives from it, with the place of the credit as evidence."""
    (made,) = traced(report("a", *S, credit="agency:x"))
    assert (made.report, made.source, made.kind, made.why, made.directed) == (
        "a",
        "agency:x",
        "credited",
        ("dateline",),
        True,
    )
    assert made.evidence[0].span == Span(0, 5)


def test_reports_that_credit_one_agency_are_no_parents_of_each_other() -> None:
    """Two copies that both credit the agency derive from it, each with the share the other confirms."""
    made = traced(report("a", *S, credit="agency:x"), report("b", *S, credit="agency:x"))
    assert [(d.report, d.source, d.kind, d.share) for d in made] == [
        ("a", "agency:x", "credited", 1.0),
        ("b", "agency:x", "credited", 1.0),
    ]


def test_a_copy_that_names_nobody_gets_the_credit_of_its_twin() -> None:
    """Words that another report credits to an agency are the agency's here too; a byline over them disagrees."""
    credited = report("a", *S, credit="agency:x")
    for author, note in (("", "credit-missing"), ("مراسلنا في الميناء", "credit-disagrees")):
        made = next(d for d in traced(credited, report("b", *S, author=author)) if d.report == "b")
        assert (made.source, made.kind, made.note) == ("agency:x", "copied", note)
        assert {item.report for item in made.evidence} == {"a", "b"}


def test_two_credits_for_one_text_disagree() -> None:
    """Copies that credit two agencies keep both credits, and the pair is marked."""
    made = traced(report("a", *S, credit="agency:x"), report("b", *S, credit="agency:y"))
    assert {(d.report, d.source) for d in made if d.kind == "credited"} == {("a", "agency:x"), ("b", "agency:y")}
    assert [d.note for d in made if d.kind == "copied"] == ["credit-disagrees"]


def test_a_credited_outlet_is_the_parent() -> None:
    """A report that credits another outlet has the text from that outlet's report, however late it was seen there."""
    made = traced(report("a", *S, outlet="outlet:paper", minutes=90), report("b", *S, credit="outlet:paper", minutes=0))
    copy = next(d for d in made if d.kind == "copied")
    assert (copy.report, copy.source, copy.directed) == ("b", "a", True)
    assert "credit" in copy.why


def test_the_earlier_of_two_copies_is_the_parent() -> None:
    """Without a credit time of publication decides."""
    (made,) = traced(report("a", *S, minutes=60), report("b", *S, minutes=0))
    assert (made.report, made.source, made.kind, made.directed, made.why) == (
        "a",
        "b",
        "copied",
        True,
        ("passages", "time"),
    )


def test_times_too_near_decide_nothing() -> None:
    """Five minutes between two outlets' times tell nothing; without times nothing is known either."""
    for one, other in ((0, 5), (None, None), (0, None)):
        (made,) = traced(report("a", *S, minutes=one), report("b", *S, minutes=other))
        assert not made.directed
        assert made.why == ("passages",)


def test_a_cut_comes_from_the_fuller_text() -> None:
    """Three sentences of six were cut from the six, and the share is all of the shorter text."""
    (made,) = traced(report("a", *S[:3]), report("b", *S))
    assert (made.report, made.source, made.kind, made.directed) == ("a", "b", "cut", True)
    assert made.share == pytest.approx(1.0, abs=0.02)


def test_fuller_but_later_is_unknown() -> None:
    """A longer text that came later may have been cut or have been added to: refusing beats guessing."""
    (made,) = traced(report("a", *S[:3], minutes=0), report("b", *S, minutes=300))
    assert not made.directed


def test_a_round_up_comes_from_its_pieces() -> None:
    """A long report put together from two texts that have nothing in common is the child of both."""
    made = traced(report("a", *S[:3]), report("b", OTHER), report("c", *S[:3], OTHER))
    assert {(d.report, d.source, d.directed) for d in made} == {("c", "a", True), ("c", "b", True)}


def test_a_later_version_of_one_outlet_is_a_revision() -> None:
    """The same outlet's later text is one report with a history, its changed figure among the passages."""
    later = S[1].replace("خمسة", "سبعة")
    (made,) = traced(
        report("a", *S[:4], outlet="outlet:o", minutes=0),
        report("b", S[0], later, *S[2:4], outlet="outlet:o", minutes=3),
    )
    assert (made.report, made.source, made.kind, made.directed) == ("b", "a", "revised", True)


def test_a_shared_text_that_none_holds_whole_has_an_unseen_source() -> None:
    """Three outlets with overlapping parts of one text derive from one unseen vertex; none is another's parent."""
    made = traced(report("a", *S[:4]), report("b", *S[2:]), report("c", *S[4:], *S[:2]))
    assert {d.kind for d in made} == {"unseen"}
    assert {d.report for d in made} == {"a", "b", "c"}
    (source,) = {d.source for d in made}
    assert source.startswith("unseen:")


def test_an_unseen_source_that_one_of_them_credits_has_that_name() -> None:
    """When one of the outlets says whose text it is, all derive from that source, and no vertex is made up."""
    made = traced(report("a", *S[:4], credit="agency:x"), report("b", *S[2:]), report("c", *S[4:], *S[:2]))
    assert {(d.report, d.source) for d in made if d.directed} == {(name, "agency:x") for name in "abc"}


def test_one_that_holds_all_leaves_nothing_unseen() -> None:
    """When one outlet holds all that the others share, it may be the parent of all, and no vertex is made up."""
    made = traced(report("a", *S[:4]), report("b", *S[2:]), report("c", *S))
    assert {d.kind for d in made} <= {"cut", "rewritten", "copied"}
    assert {(d.report, d.source) for d in made if d.directed} == {("a", "c"), ("b", "c")}


def test_a_shared_quotation_is_no_copy() -> None:
    """Two outlets that quote one speaker at length do not derive from each other."""
    said = "لن نعيد فتح الرصيف قبل أن نعرف سبب ما جرى وسنعلن النتائج كاملة أمام الصحافة والأهالي في ساحة البرج"
    heap = [report("a", f"قال الوادي: «{said}»"), report("b", f"ووعد قائد الإطفاء: «{said}»")]
    statements = {
        item.id: [
            Statement(
                id=item.id,
                report=item.id,
                type="direct",
                content=Span(item.text.index(said), item.text.index(said) + len(said)),
                chain=(Link(who="الوادي", kind="person", key="person:w"),),
            )
        ]
        for item in heap
    }
    assert traced(*heap, statements=statements) == ()
    assert len(traced(*heap)) == 1


def test_an_agency_cited_for_most_of_a_text_is_its_source() -> None:
    """A report that tells nearly all of its text on one agency's word is credited to it, by citation."""
    item = report("a", *S)
    link = Link(who="x", kind="agency", key="agency:x", mention=Span(0, 6))
    said = {"a": [Statement(id="t", report="a", type="indirect", content=Span(10, len(item.text)), chain=(link,))]}
    (made,) = traced(item, statements=said)
    assert (made.source, made.kind, made.why) == ("agency:x", "credited", ("cited",))
    assert made.share > 0.9


def test_news_that_shares_nothing_has_no_lineage() -> None:
    """Reports of their own words derive from nothing."""
    assert traced(report("a", *S), report("b", OTHER)) == ()


def test_many_copies_hang_on_one() -> None:
    """Of twelve copies with nothing to tell them apart each names one other, so that all share one origin."""
    made = traced(*(report(f"r{i:02}", *S) for i in range(12)))
    assert len(made) == 11
    assert len({d.source for d in made}) == 1


DRAWN = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(S) - 1), min_size=1, max_size=6),
        st.sampled_from(["", "", "agency:x", "outlet:1"]),
        st.integers(0, 3),
        st.one_of(st.none(), st.integers(0, 500)),
    ),
    max_size=7,
)


@given(DRAWN, st.randoms())
@settings(max_examples=60, deadline=None)
def test_laws(drawn: list[tuple[list[int], str, int, int | None]], rng: random.Random) -> None:
    """Order of input never matters; nothing derives from itself, directed links close no circle, evidence lies in its
    report, shares lie in 0..1, and a pair is never linked both ways."""
    heap = [
        report(f"r{i}", *(S[n] for n in parts), outlet=f"outlet:{outlet}", minutes=minutes, credit=credit)
        for i, (parts, credit, outlet, minutes) in enumerate(drawn)
    ]
    pairs = list(reuses(heap, {}, Passages()))
    made = derivations(heap, pairs, {}, Lineage())
    mixed = heap[:]
    rng.shuffle(mixed)
    rng.shuffle(pairs)
    assert derivations(mixed, pairs, {}, Lineage()) == made
    length = {item.id: len(item.text) for item in heap}
    parents: dict[str, set[str]] = {}
    for d in made:
        assert d.report != d.source
        assert 0 <= d.share <= 1
        assert all(0 <= e.span.start < e.span.end <= length[e.report] for e in d.evidence)
        if d.directed and d.source in length:
            parents.setdefault(d.report, set()).add(d.source)
    linked = [frozenset((d.report, d.source)) for d in made if d.source in length]
    assert len(linked) == len(set(linked))
    for start in parents:
        seen, waiting = set(), list(parents[start])
        while waiting:
            at = waiting.pop()
            assert at != start
            if at not in seen:
                seen.add(at)
                waiting += parents.get(at, ())


def test_the_page_says_what_is_so(root: Path) -> None:
    """The example of the page on lineage does what the page says."""
    result = doctest.testfile(str(root / "docs" / "lineage.md"), module_relative=False, encoding="utf-8")
    assert result.attempted > 5
    assert result.failed == 0

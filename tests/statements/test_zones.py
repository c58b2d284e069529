"""Source phrases: where they end, what kind they are, whom they spoke to."""

from __future__ import annotations

import pytest

from tawatur.lang.pack import load
from tawatur.statements import reading
from tawatur.statements.zones import Zone
from tests.statements.reports import report


def zone(text: str, loose: bool = False, outlet: str = "") -> tuple[Zone, str]:
    made = report(text, outlet=outlet)
    view, reader, _ = reading(made, load())
    return reader.zone(0, len(view.words), loose), made.text


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("وزير الزراعة ماجد بن سالم في مؤتمر صحافي", "وزير الزراعة ماجد بن سالم", "person"),
        ("المتحدث باسم الشرطة، العقيد سالم الحربي، أمس", "المتحدث باسم الشرطة، العقيد سالم الحربي", "person"),
        ("أمس وزير الزراعة", "وزير الزراعة", "person"),
        ("وزارة الزراعة في بيان", "وزارة الزراعة", "organisation"),
        ("مصادر مطلعة", "مصادر مطلعة", "anonymous"),
        ("دراسة حديثة", "دراسة حديثة", "document"),
        ("سكان المدينة", "سكان المدينة", "group"),
        ("صحيفة «النور» البعيدة", "صحيفة «النور» البعيدة", "agency"),
        ("أحد الحاضرين", "أحد الحاضرين", "anonymous"),
        ("بكين", "بكين", "organisation"),
    ],
)
def test_source_and_kind(text: str, source: str, kind: str) -> None:
    """The naming of a source is cut at adjuncts, goes on over appositions, and has a kind."""
    found, whole = zone(text)
    assert found.source is not None
    assert (found.source.span.of(whole), found.source.kind) == (source, kind)


def test_listener_is_a_link() -> None:
    """A newspaper spoken to is a listener, the speaker stands alone."""
    found, whole = zone("الوزير لصحيفة النور")
    assert found.source is not None
    assert found.source.span.of(whole) == "الوزير"
    assert [one.span.of(whole) for one in found.listeners] == ["صحيفة النور"]


def test_own_outlet_is_no_link() -> None:
    """The outlet's own name as listener makes no link."""
    found, _ = zone("الوزير لـ«النور»", outlet="النور")
    assert found.source is not None
    assert not found.listeners


@pytest.mark.parametrize("text", ["في المدينة", "هناك", "إياه", "خبرًا", "مما"])
def test_no_source(text: str) -> None:
    """Prepositional phrases, pronouns, accusatives and particles name no source."""
    assert zone(text)[0].source is None


def test_loose_phrase_ends_before_its_object() -> None:
    """Where no complementizer bounds a source phrase, a noun of action behind it is the object."""
    found, whole = zone("وزارة الزراعة إطلاق خدمة", loose=True)
    assert found.source is not None
    assert found.source.span.of(whole) == "وزارة الزراعة"

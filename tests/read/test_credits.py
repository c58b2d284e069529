"""Credits: agencies in datelines, tails and bylines, and what only looks like one."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tawatur.lang.pack import load
from tawatur.model import Report, Span
from tawatur.press import press
from tawatur.read import read
from tawatur.read.credits import Credits
from tawatur.read.furniture import lines

LONG = "افتتح وزير النقل أمس الميناء الجديد في مدينة ساحلية بعد عام من العمل في أرصفته الثلاثة."


def credits_of(text: str, author: str = "", outlet: str = "outlet:mina") -> list[tuple[str, str]]:
    """The sources and places of the credits of a text."""
    page = lines(text)
    found = Credits(load("ar"), press()).of(text, [Span(*line) for line in page[:2]], Span(*page[-1]), author, outlet)
    for credit in found:
        assert credit.span is None or credit.span.of(text) == credit.name
    return [(credit.source, credit.place) for credit in found]


@pytest.mark.parametrize(
    ("text", "source", "place"),
    [
        (f"(رويترز) - {LONG}", "agency:reuters", "dateline"),
        (f"عدن (رويترز) - {LONG}", "agency:reuters", "dateline"),
        (f"عدن - (أ ف ب) {LONG}", "agency:afp", "dateline"),
        (f"واس – الرياض\n{LONG}", "agency:spa", "dateline"),
        (f"واس- الرياض: {LONG}", "agency:spa", "dateline"),
        (f"عدن 3 آذار (د ب أ) -- {LONG}", "agency:dpa", "dateline"),
        (f"مينا - وكالات: {LONG}", "agency:several", "dateline"),
        (f"{LONG} (د ب أ)", "agency:dpa", "tail"),
        (f'{LONG}"أ ب"', "agency:ap", "tail"),
        (f"{LONG} «أ. ب»", "agency:ap", "tail"),
        (f"{LONG}\nالمصدر: رويترز", "agency:reuters", "tail"),
        (f"{LONG}\nالمصدر : وكالات", "agency:several", "tail"),
        (f"{LONG}\nالمصدر: الميناء نيوز + وكالات", "agency:several", "tail"),
        (f"{LONG}\nالمصدر: الميناء نيوز + وكالات", "outlet:الميناء نيوز", "tail"),
        (f"{LONG}\nفرانس24/ أ ف ب", "agency:afp", "tail"),
        (f"{LONG}\n*نقلاً عن الأهرام المصرية", "outlet:ahram", "tail"),
        (f"{LONG}\n* خدمة «نيويورك تايمز»", "outlet:nytimes", "tail"),
    ],
)
def test_credit_is_found(text: str, source: str, place: str) -> None:
    """Agencies in datelines and tails are credits."""
    assert (source, place) in credits_of(text, outlet="outlet:france24")


@pytest.mark.parametrize(
    ("author", "source"),
    [
        ("لندن - رويترز", "agency:reuters"),
        ("الرياض : واس", "agency:spa"),
        ("ا ف ب - نيقوسيا", "agency:afp"),
        ("برشلونة ـ الفرنسية:", "agency:afp"),
        ("جدة-الميناء-واس:", "agency:spa"),
        ("رويترز (عدن)", "agency:reuters"),
        ("الميناء ووكالات", "agency:several"),
        ("Reuters", "agency:reuters"),
    ],
)
def test_byline_names_the_agency(author: str, source: str) -> None:
    """An agency in the author field is a credit without a span."""
    assert credits_of(LONG, author) == [(source, "byline")]


@pytest.mark.parametrize(
    "text",
    [
        f"ذكرت صحيفة «بيلد» الألمانية أن الوزير وصل.\n{LONG}",
        f"قالت وكالة السودان للأنباء (سونا)، الخميس، إن الوزير وصل.\n{LONG}",
        f"{LONG}\nوقال الوزير ذلك، وفق ما نقلت وكالة الأنباء السعودية (واس).",
        f"{LONG}\nوفقا لرويترز أغلق الميناء يوم الجمعة الماضي بعد العاصفة.",
        f"فارس الدوسري - عدن\n{LONG}",
        f"عدن - الرياض - مكة\n{LONG}",
        f"{LONG}\nالمصدر مسؤول عن ذلك كله أمام الوزارة",
        f"{LONG} وقال ذلك لصحيفة «ماركا».",
        f"ميناء نيوز – عدن\n{LONG}",
        f"(أكثر من مئة) - عدد السفن.\n{LONG}",
    ],
)
def test_name_in_a_sentence_is_no_credit(text: str) -> None:
    """A relay inside a sentence, a person, a place or a bracket of another kind is no credit."""
    assert credits_of(text) == []


def test_own_house_is_no_credit() -> None:
    """The outlet's own name, under any edition, is no credit."""
    assert credits_of(f"دبي (CNN) -- {LONG}", outlet="outlet:cnnarabic") == []
    assert credits_of(LONG, "دبي - العربية.نت", outlet="outlet:alarabiya") == []


def test_credit_is_given_once_a_source() -> None:
    """An agency in dateline and byline is one credit, with the place that can be shown."""
    assert credits_of(f"واس – جدة: {LONG}", "واس – جدة:") == [("agency:spa", "dateline")]


def test_credits_of_the_judged_sample(shared: Path, root: Path, tmp_path: Path) -> None:
    """On a sample of both corpora judged by eye: precision at least 0.95, recall at least 0.90."""
    gold = {
        line["id"]: set(line["expected"])
        for line in map(json.loads, (root / "evals/credits.jsonl").read_text("utf-8").splitlines())
    }
    found = wanted = both = 0
    for number, path in enumerate(sorted((shared / "data").glob("*/*.jsonl.gz"))):
        sample = tmp_path / f"{number}.jsonl"
        with gzip.open(path, "rt", encoding="utf-8") as source:
            sample.write_text("".join(line for line in source if json.loads(line)["id"] in gold), encoding="utf-8")
        for report in read([sample]):
            assert isinstance(report, Report)
            ours = {credit.source for credit in report.credits}
            theirs = gold[report.input_id]
            found, wanted, both = found + len(ours), wanted + len(theirs), both + len(ours & theirs)
    assert wanted > 200
    assert both / found >= 0.95
    assert both / wanted >= 0.90

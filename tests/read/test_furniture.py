"""Furniture: what is cut, and what must not be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tawatur.lang.pack import load
from tawatur.model import Report, Span
from tawatur.read import furnished, learned, read
from tawatur.read.furniture import beside_title, furniture, lines
from tawatur.read.shapes import Shape

LONG = "افتتح وزير النقل أمس الميناء الجديد في مدينة ساحلية بعد عام من العمل في أرصفته الثلاثة وأحواضه العميقة."
BELOW = "ورفض مدير الأرصفة الرد على أسئلة الصحفيين حول الكلفة وموعد المرحلة الثانية من الخطة التي أعلنت قبل عام."

LINK = "سفينة قمح رابعة ترسو في ميناء المدينة"
ASKING = f"{LINK}\nمن يحكم الميناء غدا؟\nطريق ثان يربط الأرصفة كلها بالمدينة"
LINKS = f"{LINK}\nرصيف ثالث يفتح أمام سفن الركاب\nمدير الميناء يغادر منصبه غدا\nمن يدير الميناء الجديد في المدينة؟"


def cut(text: str, title: Span | None = None) -> list[str]:
    """The furniture of a text, as words."""
    pack, page = load("ar"), lines(text)
    more = beside_title(text, page, title, pack, lambda _name, _bar: False) if title else ()
    return [piece.span.of(text) for piece in furniture(text, page, pack, more=more)]


@pytest.mark.parametrize(
    ("page", "gone"),
    [
        (f"{LONG}\nفيسبوك | تويتر | واتساب", "فيسبوك | تويتر | واتساب"),
        (f"{LONG}\n© 2031 ميناء نيوز", "© 2031 ميناء نيوز"),
        (f"{LONG}\n...المزيد", "...المزيد"),
        (f"{LONG} سمات عدن ميناء سفن", "سمات عدن ميناء سفن"),
        (f"{LONG} رابط الخبر بصحيفة المرفأ: وزير.. وسفن", "رابط الخبر بصحيفة المرفأ: وزير.. وسفن"),
        (f"{LONG} اقرأ المزيد: خمس سفن تصل غدا", "اقرأ المزيد: خمس سفن تصل غدا"),
        (f"{LONG}\nقد يهمك/ خمس سفن تصل غدا إلى الميناء\n{LONG}", "قد يهمك/ خمس سفن تصل غدا إلى الميناء"),
        (f"{LONG}\nإضغط على الصورة لتحميل تطبيقنا على البلاي ستور", "إضغط على الصورة لتحميل تطبيقنا على البلاي ستور"),
        (f"{LONG}\nعدد المشاهدات: 1240 مشاركة\n", "عدد المشاهدات: 1240 مشاركة"),
        (f"Next Previous عدن – أحمد\n{LONG}", "Next Previous"),
        (f"{LONG}\nالتعليقات (3)\nأحمد: خبر جيد\n{LONG[:40]}", f"التعليقات (3)\nأحمد: خبر جيد\n{LONG[:40]}"),
        (f"{LONG}\nأخبار ذات صلة\nحريق في ميناء الجنوب\n3\n{LONG}", "أخبار ذات صلة|حريق في ميناء الجنوب|3"),
        (f"{LONG}\n{LONG}\n{LINK}\n{BELOW}\n", LINK),
        (f"{LONG}\n{LONG}\n{ASKING}\n{LONG}\n{LONG}\n", ASKING.replace("\n", "|")),
        (f"أحمد سالم خالد عمر Next Previous عدن – أحمد\n{LONG}", "Next Previous"),
        (f"{LONG} سمات عدن. ميناء سفن", "سمات عدن. ميناء سفن"),
        (f"{LONG}\nشاهد.. هل ترسو السفينة غدا؟\n{LONG}", "شاهد.. هل ترسو السفينة غدا؟"),
        (f"{LONG}\nLire aussi : le port ouvre ses quais\n{LONG}", "Lire aussi : le port ouvre ses quais"),
        (f"{LONG}\nمقالات أخرى للكاتب\nالميناء القديم\nسفينة\n{LONG}", "مقالات أخرى للكاتب|الميناء القديم|سفينة"),
        (f"{LONG} مقالات أخرى للكاتبالميناء القديمسفينة القمح", "مقالات أخرى للكاتبالميناء القديمسفينة القمح"),
        (f"{LONG}\nمقالات أخرى للكاتبهل يعود الميناء؟سفينة", "مقالات أخرى للكاتبهل يعود الميناء؟سفينة"),
        (f"{LONG}\n{LONG} مقالات أخرى للكاتب", "مقالات أخرى للكاتب"),
        (f"{LONG}\n{LONG}\n{LINKS}\n{LONG}\n{LONG}\n{LONG}\n{LONG}", LINKS.replace("\n", "|")),
        (f"{LONG}\n{LONG}\n{LINK}\nمن يدير ميناء المدينة الجديد؟\n{LONG}", f"{LINK}|من يدير ميناء المدينة الجديد؟"),
    ],
)  # fmt: skip
def test_furniture_is_cut(page: str, gone: str) -> None:
    """Each family of furniture is found, whole, and nothing else with it."""
    assert cut(page) == gone.split("\0" if " | " in gone else "|")


@pytest.mark.parametrize(
    "page",
    [
        f"{LONG}\nقال الوزير: اقرأ أيضا كتاب الميناء القديم، ثم ضحك.",
        f"{LONG} والطفيلي هو الأكثر شيوعا.",
        f"{LONG}\n- مارس 2021\n{LONG}",
        f"{LONG}\nعرقلة المشروع\n{LONG}\n{LONG}",
        f"{LONG}\nوصول سفينة رابعة إلى الميناء الجديد\n{LONG}\n{LONG}",  # a heading: the paragraph is about it
        f"{LONG}\nمدير مركز الأبحاث البحرية في المدينة\nsea@mina.example",
        f"{LONG}\n{LONG}\nرصيف ثالث يفتح أمام سفن الركاب",
        f"شاهد: وزير النقل في الميناء\n{LONG}\n{LONG}",
        f"{LONG}\nشاهد عيان روى وصول السفينة الأولى.\n{LONG}",
        f"{LONG}\nوتقول الشركة إن تطبيقها متاح على غوغل بلاي وآب ستور منذ أمس.",
        f"{LONG} وصدرت بعدها مقالات أخرى للكاتب المعروف.",
        f"{LONG}\nأخبار أخرى تحدثت عن سفن عالقة.\n{LONG}",
        f"{LONG}\nالتصنيفات العالمية تضع الميناء في المرتبة الخامسة.\n{LONG}",
        f"{LONG}\nوأعلن مدير الميناء وصول سفينة قمح رابعة\n{LONG}\n{LONG}",
        f"{LONG}\nإلى ذلك أعلن مدير الميناء وصول سفينة رابعة\n{LONG}\n{LONG}",
        f'{LONG}\n"لا سفن بعد اليوم في هذا الميناء القديم"\n{LONG}\n{LONG}',
        f"{LONG}\nشارك الوزير في الحفل مع عمال الميناء وصياديه وأهل المدينة.",
        f"{LONG}\nشركة غوغل تطلق مانع الإعلانات في متصفحها الجديد غدا، وفق بيان للشركة.",
        "على فيسبوك وتويتر كتب الوزير",
        f"{LONG}\nمن يدير الميناء الجديد في المدينة؟\n{LONG}\n{LONG}",  # a question of the report
        f"{LONG}\n{LONG}\nأحمد سالم\nمدير الميناء\nعدن",  # a signature
        f"{LONG}\n{LONG}\nيا بحر\nيا سفن الرحيل إلى البعيد\nوأنا هنا\n{LONG}",  # verse
    ],
)
def test_sentence_of_the_report_stays(page: str) -> None:
    """What only looks like furniture is left in."""
    assert cut(page) == []


@pytest.mark.parametrize(("links", "gone"), [(3, 3), (1, 0)])
def test_sentences_that_were_links_below_a_report(links: int, gone: int) -> None:
    """Whole sentences at the end of a page that were links go, three of them together; a single one stays."""
    text = "\n".join([LONG] * 4 + [f"{BELOW} {n}." for n in range(links)])
    page = lines(text)
    shapes: dict[int, Shape] = {line.start: "" if at < 4 else "link" for at, line in enumerate(page)}
    assert len(furniture(text, page, load("ar"), shapes)) == gone


def test_section_behind_the_title_is_cut() -> None:
    """A section's name behind a bar goes, a second half of the title stays."""
    title = "وزير النقل يفتتح الميناء | أخبار الاقتصاد"
    assert cut(f"{title}\n\n{LONG}", Span(0, len(title))) == ["| أخبار الاقتصاد"]
    title = "وزير النقل يفتتح الميناء - عدن"
    assert cut(f"{title}\n\n{LONG}", Span(0, len(title))) == []


def corpus(tmp_path: Path, texts: list[str], **fields: str) -> list[Report]:
    """Reports of one outlet, one a text."""
    path = tmp_path / "x.jsonl"
    path.write_text(
        "".join(
            json.dumps(
                {"id": str(at), "outlet": "mina", "title": f"عنوان التقرير رقم {at} عن السفن", "text": text, **fields},
                ensure_ascii=False,
            )
            + "\n"
            for at, text in enumerate(texts)
        ),
        encoding="utf-8",
    )
    return [made for made in read([path]) if isinstance(made, Report)]


def test_recurring_line_is_learned_in_any_order(tmp_path: Path) -> None:
    """A line at the end of many reports of an outlet is furniture, whatever order they come in."""
    made = corpus(tmp_path, [f"{LONG} {at}.\nكتب عن السفن {at}.\nنافذة الميناء المفتوحة" for at in range(8)])
    extra = learned(made)
    assert extra == learned(reversed(made))
    again = furnished(made[3], extra[made[3].id])
    assert [piece.rule for piece in again.furniture] == ["recurs"]
    assert again.furniture[0].span.of(again.text) == "نافذة الميناء المفتوحة"
    assert (again.id, again.text) == (made[3].id, made[3].text)
    assert again.blocks[-1].kind == "furniture"


def test_byline_or_sentence_that_recurs_is_not_learned(tmp_path: Path) -> None:
    """Bylines, credits, one author's fixed words and versions of one report recur and stay."""
    bylines = [f"وكالات – عدن\n{LONG} {at}.\nكتب عن السفن {at}." for at in range(8)]
    assert learned(corpus(tmp_path, bylines)) == {}
    versions = [f"{LONG}\nنص ثابت بلا نقطة\nزاد {at} كلمات." for at in range(8)]
    assert learned(corpus(tmp_path, versions)) == {}
    one_author = [f"{LONG} {at}.\nكتب عن السفن {at}.\nنافذة الميناء" for at in range(8)]
    assert learned(corpus(tmp_path, one_author, author="سالم أحمد")) == {}


def test_headline_of_another_report_is_learned(tmp_path: Path) -> None:
    """A line that is the title of another report of the outlet is a link."""
    made = corpus(tmp_path, [f"{LONG} {at}.\nعنوان التقرير رقم 1 عن السفن؟" for at in range(2)])
    assert [piece.rule for pieces in learned(made).values() for piece in pieces] == ["other-title"]


@pytest.mark.parametrize("name", ["snn-dev", "ant-dev"])
def test_furniture_of_the_gold(shared: Path, name: str) -> None:
    """Precision and recall of furniture on the dev gold, by characters that are not white space."""
    wanted = found = both = 0
    gold = {
        line["id"]: line
        for line in map(json.loads, (shared / f"gold/attribution/{name}.gold.jsonl").read_text("utf-8").splitlines())
    }
    for report in read([shared / f"gold/attribution/{name}.jsonl"]):
        assert isinstance(report, Report)
        ours = {at for piece in report.furniture for at in range(*piece.span) if not report.text[at].isspace()}
        theirs: set[int] = set()
        for words in gold[report.input_id]["furniture"]:
            start = report.text.find(words, report.title.end if report.title else 0)
            theirs |= {at for at in range(start, start + len(words)) if not report.text[at].isspace()}
        wanted, found, both = wanted + len(theirs), found + len(ours), both + len(ours & theirs)
    assert both / found >= 0.90
    assert both / wanted >= 0.80


def test_all_furniture_of_the_seeds_is_cut(shared: Path) -> None:
    """Every stretch of furniture of the two seeds is cut."""
    gold = {
        line["id"]: line
        for line in map(json.loads, (shared / "seeds/attribution.gold.jsonl").read_text("utf-8").splitlines())
    }
    for report in read([shared / "seeds/reports.jsonl"]):
        assert isinstance(report, Report)
        ours = {at for piece in report.furniture for at in range(*piece.span)}
        for words in gold[report.input_id]["furniture"]:
            start = report.text.find(words)
            assert {at for at in range(start, start + len(words)) if not report.text[at].isspace()} <= ours

"""PDF files: the words in the order they are read, and every PDF of which that is not to be had told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.model import Drop, Report
from tawatur.read import read
from tawatur.read.columns import Glyph, in_columns
from tawatur.read.pdf import disordered, mirrored, paragraphs
from tests.broken.specimens import printed
from tests.read.test_formats import LINES, drop, one

WORDS = [
    "البلدية تبدأ ترميم الجسر القديم",
    "بدأت بلدية الساحل أمس الأحد 4 مايو 2031 ترميم الجسر القديم بعد أن أغلقته السيول مرتين هذا العام، بكلفة 4.5 ملايين "
    "(نحو 12% من موازنتها).",
    "وقال رئيس البلدية إن العمل «يستغرق ثمانية أشهر»، وإن المركبات تُحوَّل إلى الطريق الجنوبي، وفق ما نقلته Sahel News عن "
    "مكتبه.",
    "ويعبر الجسر كل يوم نحو ٤٢٠٠ مركبة، بحسب أرقام إدارة المرور في المدينة.",
]

COLUMN = (
    "صوت مجلس الميناء يوم الثلاثاء على", "إعادة بناء الرصيف الذي أغلقته", "العواصف مرتين منذ الربيع، وعلى",
    "اقتراض أربعة ملايين لهذا الغرض.", "وطلب الصيادون مرسى مؤقتا لأن", "الحوض لا يتسع لقواربهم كلها.",
)  # fmt: skip
BESIDE = (
    "وقال رئيس الجمعية إن أحدا لم يسأل", "أصحاب الورش عن عرض أقل كلفة قبل", "أن توضع الخطة أمام المجلس وقد ترك",
    "القاعة القديمة قبل بدء التصويت.", "وترك القاعة معه ستة من الأعضاء", "بعد عرض الرسوم الأولى للرصيف.",
)  # fmt: skip


def pdf(*lines: str) -> bytes:
    """A PDF that shows these lines, each glyph coded by its letter, from the left to the right."""
    return placed([(50, 700 - 20 * n, line) for n, line in enumerate(lines)])


def placed(lines: list[tuple[int, int, str]]) -> bytes:
    """The same with lines that stand at these places, from the left and from the foot of the page."""
    shown = "".join(f"1 0 0 1 {x} {y} Tm <{line[::-1].encode('utf-16-be').hex()}> Tj " for x, y, line in lines)
    stream = f"BT /F 12 Tf {shown}ET"
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
        "endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/DW 500>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    )
    out, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{words}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 8\n0000000000 65535 f \n{table}trailer<</Size 8/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def test_a_page_a_browser_printed(tmp_path: Path) -> None:
    """Arabic, figures, Latin words, brackets and marks of a printed page come out as they are read, in paragraphs."""
    (tmp_path / "a.pdf").write_bytes(printed())
    report = one(tmp_path / "a.pdf")
    assert report.text.split("\n") == WORDS
    assert report.title is not None
    assert report.title.of(report.text) == WORDS[0]
    assert report.captured is not None


def test_letters_placed_from_the_left(tmp_path: Path) -> None:
    """In what order a file places its letters does not matter, only where they stand."""
    (tmp_path / "a.pdf").write_bytes(pdf("الميناء يفتح أبوابه", *LINES))
    assert one(tmp_path / "a.pdf").text.split("\n") == ["الميناء يفتح أبوابه", *LINES]


def test_latin_pages_are_read_from_the_left(tmp_path: Path) -> None:
    """A page without Arabic letters comes out as the library gives it."""
    line = "The council opened the new pier on Tuesday after a year of work."
    (tmp_path / "a.pdf").write_bytes(pdf(line[::-1]))
    assert one(tmp_path / "a.pdf").text == line


LEFT = (
    "The council voted on Tuesday to", "rebuild the pier that storms had", "closed twice since the spring and",
    "to borrow four million for it.", "Crews asked for a landing stage", "while the work goes on, he said.",
)  # fmt: skip
RIGHT = (
    "Nobody had asked the boatyard for", "an offer, the chair of the crews", "told the meeting in the old hall",
    "and left it before the vote, with", "six others who had stood up when", "the drawings were first shown.",
)  # fmt: skip


@pytest.mark.parametrize("in_turn", [True, False])
@pytest.mark.parametrize("arabic", [True, False])
def test_columns_are_read_one_after_the_other(tmp_path: Path, in_turn: bool, arabic: bool) -> None:
    """Two columns below a headline come out one after the other, in Arabic the right one first, whether the file draws
    them in turn or line by line across the page."""
    columns = (COLUMN, BESIDE) if arabic else (RIGHT, LEFT)  # the right one, the left one
    title = (
        "ترميم الرصيف الشرقي يبدأ في الشهر القادم بعد عام من التأجيل"
        if arabic
        else "The council rebuilds its eastern pier after a year of delay"
    )
    shown = [(x, 700 - 16 * n, line) for x, side in zip((320, 50), columns, strict=True) for n, line in enumerate(side)]
    if in_turn:
        shown.sort(key=lambda one: (-one[1], one[0]))
    shown = [(100, 740, title), *shown]
    (tmp_path / "a.pdf").write_bytes(placed([(x, y, line if arabic else line[::-1]) for x, y, line in shown]))
    first, second = columns if arabic else columns[::-1]
    assert one(tmp_path / "a.pdf").text.split() == [*title.split(), *" ".join((*first, *second)).split()]


def test_a_table_is_read_line_by_line(tmp_path: Path) -> None:
    """Short cells side by side are no columns of text."""
    rows = [(x, 700 - 16 * n, cell[::-1]) for n in range(6) for x, cell in ((50, f"Berth {n}."), (200, f"{n} m deep."))]
    (tmp_path / "a.pdf").write_bytes(placed(rows))
    assert "Berth 0. 0 m deep." in one(tmp_path / "a.pdf").text.replace("\n", " ")


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A PDF whose words run backwards is refused with a sentence, and so is one without words, or a torn one."""
    (tmp_path / "backwards.pdf").write_bytes(pdf(*(line[::-1] for line in LINES)))
    (tmp_path / "scan.pdf").write_bytes(pdf())
    (tmp_path / "torn.pdf").write_bytes(pdf(*LINES)[:300])
    found = {Path(item.where).stem: item.kind for item in read([tmp_path]) if isinstance(item, Drop)}
    assert found == {"backwards": "disorder", "scan": "scanned", "torn": "cut-archive"}


def test_locked_pdf(tmp_path: Path) -> None:
    """A PDF with a password is told so."""
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "a.pdf").open("wb") as file:
        writer.write(file)
    assert drop(tmp_path / "a.pdf").kind == "locked"


def test_order_of_words() -> None:
    """Stops and final letters at the front of lines and words betray a text that runs backwards, so do articles at the
    end of words."""
    assert not disordered(list(LINES))
    assert disordered([" ".join(reversed(line.split())) for line in LINES])
    assert disordered([f".{line[:-1]}" for line in LINES])
    assert disordered([line[::-1] for line in LINES])
    assert disordered([f"{' '.join(word[::-1] for word in line.split())}." for line in LINES])


def test_brackets_open_before_they_close() -> None:
    """Brackets told as the glyphs that are shown are turned, all or one of a pair; others stay."""
    assert mirrored(["قال )نحو عشرة( و»قريبا«."]) == ["قال (نحو عشرة) و«قريبا»."]
    assert mirrored(["قال (نحو عشرة) و«قريبا»."]) == ["قال (نحو عشرة) و«قريبا»."]
    assert mirrored(["دمشق (CNN( -- أكدت جهات"]) == ["دمشق (CNN) -- أكدت جهات"]
    assert mirrored(["a) first, b) second"]) == ["a) first, b) second"]


def test_paragraphs() -> None:
    """Lines go on to the next while they are long, end no sentence and no space sets the next one apart."""
    long = "x" * 60
    assert paragraphs([long, "end.", long, "more"], [100, 80, 60, 40]) == [f"{long} end.", f"{long} more"]
    assert paragraphs([long, long, "end."], [100, 50, 40]) == [long, f"{long} end."]


def test_a_printed_page_is_one_report(tmp_path: Path) -> None:
    """Nothing of a PDF is counted twice."""
    (tmp_path / "a.pdf").write_bytes(printed())
    assert [type(item) for item in read([tmp_path])] == [Report]


@pytest.mark.parametrize("far", [1e6, 1e17, 1e300, float("inf")])
def test_letters_that_stand_a_world_apart(far: float) -> None:
    """A damaged file may place letters anywhere: columns are looked for in bounded time, and no letter is lost."""
    lines = [[[Glyph("x", at, at + 9, 20.0 * n, 20.0 * n + 9)]] for n in range(12) for at in (0.0, far)]
    assert len(in_columns(lines, from_right=False)) == len(lines)

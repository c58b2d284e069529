"""Pages of many layouts: nothing of the article is lost that the extractor keeps, and none of the page is added."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tawatur.model import Report
from tawatur.read import read
from tests.read.layouts import AR, EN, LAYOUTS, LIVE, SUBHEADS, Layout, page_of
from tests.read.web import WEB
from tests.read.wild import WILD

PAGES = {**LAYOUTS, **{f"web: {name}": page for name, page in WEB.items()}, **WILD}


def report(tmp_path: Path, layout: Layout) -> Report:
    """The report of a page saved as a file."""
    (tmp_path / "page.html").write_text(layout.html, encoding="utf-8")
    (made,) = read([tmp_path / "page.html"])
    assert isinstance(made, Report)
    return made


def told(made: Report) -> str:
    """The text of a report without title and furniture."""
    return "\n".join(block.span.of(made.text) for block in made.blocks if block.kind not in ("title", "furniture"))


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, as evaluations of extractors count them."""
    words = text.split()
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)))


def score(got: str, gold: str) -> float:
    """F1 of the runs of words of a text beside those of the article."""
    ours, theirs = shingles(got), shingles(gold)
    both = sum((ours & theirs).values())
    return 2 * both / (sum(ours.values()) + sum(theirs.values()))


@pytest.mark.parametrize("name", PAGES)
def test_no_worse_than_the_extractor(tmp_path: Path, name: str) -> None:
    """What we call the report is at least as near to the article as what the extractor gives."""
    from trafilatura import extract

    layout = PAGES[name]
    gold = "\n".join(layout.told)
    alone = extract(layout.html, include_comments=False) or ""
    ours = told(report(tmp_path, layout))
    assert score(ours, gold) >= score(alone, gold)
    assert [line for line in layout.told if line in alone and line.strip() not in ours] == []


def kinds(made: Report) -> dict[str, str]:
    """The lines of a report, and what they are."""
    return {block.span.of(made.text): block.kind for block in made.blocks}


def test_blocks_are_what_they_were_on_the_page(tmp_path: Path) -> None:
    """Headings however long, entries of lists and quotes keep their kind."""
    body = (
        f"<article><h1>Council votes to rebuild the eastern pier</h1><p>{EN[0]}</p><h2>{SUBHEADS[0]}</h2><p>{EN[1]}</p>"
        f"<ul><li>Two cranes of forty tons</li></ul><blockquote><p>{EN[4]}</p></blockquote>"
        f"<p>{EN[2]}</p><p>{EN[3]}</p></article>"
    )
    found = kinds(report(tmp_path, page_of(body, ())))
    assert found[EN[0]] == "lead"
    assert found[SUBHEADS[0]] == "heading"
    assert found["- Two cranes of forty tons"] == "list"
    assert found[EN[4]] == "quote"
    assert found[EN[3]] == "paragraph"


def test_blocks_of_a_text_with_tags(tmp_path: Path) -> None:
    """Headings, captions, lists and quotes of an entry of a feed or of a record keep their kind, too."""
    body = (
        f"<p>{EN[0]}</p><h3>{SUBHEADS[0]}</h3><p>{EN[1]}</p><figure><img src='x'><figcaption>The pier in spring, seen "
        f"from the mole</figcaption></figure><ul><li>Two cranes</li></ul><blockquote>{EN[4]}</blockquote><p>{EN[2]}</p>"
    )
    (tmp_path / "x.jsonl").write_text(json.dumps({"title": "The pier", "text": body}), encoding="utf-8")
    (made,) = read([tmp_path / "x.jsonl"])
    assert isinstance(made, Report)
    assert [block.kind for block in made.blocks] == [
        "title", "lead", "heading", "paragraph", "caption", "list", "quote", "paragraph"
    ]  # fmt: skip
    assert made.furniture == ()


def test_only_links_of_a_text_with_tags_are_links(tmp_path: Path) -> None:
    """A sub-heading in a paragraph of its own stays in an entry of a feed, a headline that was a link goes."""
    link = '<p><a href="/1">سفينة قمح رابعة ترسو في ميناء المدينة</a></p>'
    head = "<p>خدمات جديدة على أرصفة الميناء كلها</p>"
    body = f"<p>{AR[0]}</p><p>{AR[1]}</p>{head}<p>{AR[2]}</p>{link}<p>{AR[3]}</p><p>{AR[4]}</p>"
    (tmp_path / "x.jsonl").write_text(json.dumps({"title": "الميناء", "text": body}), encoding="utf-8")
    (made,) = read([tmp_path / "x.jsonl"])
    assert isinstance(made, Report)
    assert [cut.span.of(made.text) for cut in made.furniture] == ["سفينة قمح رابعة ترسو في ميناء المدينة"]
    body = body.replace(link, "")
    (tmp_path / "x.jsonl").write_text(json.dumps({"title": "الميناء", "text": body}), encoding="utf-8")
    (made,) = read([tmp_path / "x.jsonl"])
    assert isinstance(made, Report)
    assert made.furniture == ()


@pytest.mark.parametrize("name", ["live-blog", "live-blog-heads"])
def test_entries_of_a_live_blog(tmp_path: Path, name: str) -> None:
    """The line every entry of a live blog begins with is told, whether the page or the text says where that is."""
    found = kinds(report(tmp_path, LAYOUTS[name]))
    first = [hour for hour, _ in LIVE] if name == "live-blog-heads" else [words for _, words in LIVE]
    assert [found[line] for line in first] == ["entry"] * len(LIVE)


def test_entries_a_page_tells_in_its_data(tmp_path: Path) -> None:
    """The headlines of a live blog's entries in JSON-LD are entries in the text."""
    data = ", ".join(f'{{"@type": "BlogPosting", "headline": "{head}"}}' for head in SUBHEADS)
    body = (
        f'<script type="application/ld+json">{{"@type": "LiveBlogPosting", "liveBlogUpdate": [{data}]}}</script><main>'
        + "".join(f"<div><h3>{head}</h3><p>{line}</p></div>" for head, line in zip(SUBHEADS, EN, strict=False))
        + "</main>"
    )
    found = kinds(report(tmp_path, page_of(body, ())))
    assert [found[head] for head in SUBHEADS] == ["entry"] * 3


def test_an_hour_in_a_sentence_makes_no_log(tmp_path: Path) -> None:
    """Paragraphs that begin with an hour are paragraphs, and so is a single line with one."""
    lines = ("12:40 was the hour at which the vote was held, and nobody had left the hall by then.", *EN[:3])
    assert "entry" not in kinds(report(tmp_path, page_of("".join(f"<p>{line}</p>" for line in lines), ()))).values()


def test_rows_of_a_table_have_no_frame(tmp_path: Path) -> None:
    """Cells of a row stand side by side, and a table that only lays a page out leaves no trace in its lines."""
    rows = "<tr><td>Berth</td><td>Depth</td></tr><tr><td>North quay</td><td>3.4 m</td></tr>"
    made = report(tmp_path, page_of(f"<article><p>{EN[0]}</p><p>{EN[1]}</p><table>{rows}</table></article>", ()))
    assert "Berth | Depth\n" in made.text
    made = report(tmp_path, WEB["tables-en"])
    assert "|" not in made.text.partition("\n")[2]


def test_links_above_and_below_a_report_are_none_of_it(tmp_path: Path) -> None:
    """Three headlines that were links on the page go where the library keeps them; two may be the report's."""
    found = kinds(report(tmp_path, WEB["tables-ar"]))
    assert sum(kind == "furniture" for kind in found.values()) >= 4


def test_words_that_are_a_link_in_a_sentence_are_a_heading_elsewhere(tmp_path: Path) -> None:
    """A heading stays though its words are a link inside a sentence of the same page."""
    inline = f'<p>{AR[0]} وتذكر البلدية <a href="/1">خطة ترميم الأرصفة القديمة كلها</a> التي وضعت قبل عام.</p>'
    head = "<h2>خطة ترميم الأرصفة القديمة كلها</h2>"
    body = f"<article><h1>الميناء</h1>{inline}<p>{AR[1]}</p>{head}<p>{AR[2]}</p><p>{AR[3]}</p><p>{AR[4]}</p></article>"
    assert kinds(report(tmp_path, page_of(body, (), lang="ar")))["خطة ترميم الأرصفة القديمة كلها"] == "heading"

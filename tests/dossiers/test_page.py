"""The dossier of a story as one HTML page."""

from __future__ import annotations

import re

import pytest

from tawatur.dossiers import index, page
from tawatur.interface import CatalogueError, codes
from tawatur.model import Dossier, Story
from tests.dossiers.invented import SHARE, TITLE, a_report, crowd, lighthouse
from tests.dossiers.reading import Page


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented story."""
    return page(lighthouse())


@pytest.fixture(scope="module")
def read(html: str) -> Page:
    """The same page, read."""
    return Page(html)


@pytest.fixture(scope="module")
def big() -> str:
    """The page of a story of eight hundred reports."""
    return page(crowd(800))


def test_is_one_file_that_needs_no_network(html: str, read: Page) -> None:
    """Nothing is loaded from anywhere: style, script, fonts and drawings stand in the page."""
    assert read.sources == []
    assert re.findall(r"url\((?!data:|#)[^)]*\)", html) == []
    assert "@import" not in html
    assert [link for link in read.links if not link.startswith("#")] == []


def test_every_link_leads_somewhere(read: Page) -> None:
    """Every link of the page leads to an anchor of the page, and no anchor stands twice."""
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links} <= set(read.ids)


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_language_and_direction(language: str, direction: str) -> None:
    """The page opens in the language asked for, written the way that language is."""
    html = page(lighthouse(), language)
    assert f'<html lang="{language}" dir="{direction}"' in html
    assert f'id="lang-{language}" value="{language}" autocomplete="off" checked' in html


def test_both_languages_are_on_it(read: Page) -> None:
    """The switch needs no network: both interfaces stand on the page."""
    assert "المعلومات وإسنادها" in read.text
    assert "Claims and their support" in read.text


def test_unknown_language_raises() -> None:
    """A page in a language the interface does not speak is refused."""
    with pytest.raises(CatalogueError):
        page(lighthouse(), "fr")


def test_every_claim_links_to_its_words(html: str, read: Page) -> None:
    """Each attestation links to an anchor before the very words in the report's text."""
    dossier = lighthouse()
    reports = {report.id: at for at, report in enumerate(dossier.reports, 1)}
    anchors = [link for link in read.links if re.fullmatch(r"#r\d+c\d+s\d+", link)]
    made = {(made.report, made.span.start) for claim in dossier.claims for made in claim.attestations}
    assert {(f"r{at}", start) for at, start in ((reports[r], s) for r, s in made)} == {
        (anchor[1:].split("c")[0], int(anchor.split("s")[1])) for anchor in anchors
    }
    start = next(m.end() for m in re.finditer(r'id="r3c\d+s\d+"></span>', html))
    assert html[start:].startswith('<mark class="claim"')


def test_overlapping_claims_are_all_marked(read: Page) -> None:
    """Where a short claim stands inside a longer one, the runs join to the words and carry both numbers."""
    html = page(lighthouse())
    numbers = re.findall(r'<mark class="claim[^"]*" data-c="([^"]*)">([^<]*)</mark>', html)
    assert any(len(claims.split()) == 2 and "أصيب ثلاثة صيادين" in words for claims, words in numbers)


def test_the_whole_text_of_every_report_is_there(html: str) -> None:
    """Without its mark-up, a report on the page is its text, letter for letter, furniture and all."""
    for at, report in enumerate(lighthouse().reports, 1):
        sheet = html[html.index(f'id="r{at}">') :].split("</article>")[0]
        body = re.sub(r'<a class="ref"[^>]*>\d+</a>', "", sheet[sheet.index('<div class="body"') :])
        words = Page(f"<div>{body[body.index('>') + 1 :].rsplit('</div>', 1)[0]}</div>").text
        assert "".join(words.split()) == "".join(report.text.split())


def test_furniture_is_grey(html: str) -> None:
    """What is not the report is kept and told apart."""
    assert f'<span class="furniture">{SHARE}</span>' in html


def test_input_is_escaped(html: str) -> None:
    """Names, titles and addresses of the input are shown as they are and never become mark-up."""
    assert "قناة <b>البحر</b>" not in html
    assert "قناة &lt;b&gt;البحر&lt;/b&gt;" in html
    assert "a=&lt;b&gt;&amp;c" in html


def test_hostile_text_stays_text() -> None:
    """Script in every field of a report stays words."""
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    report = a_report("r-1", evil, 3, evil, title=evil, tail=evil)
    story = Story(id="s-1", reports=("r-1",), headline=evil, central="r-1")
    read = Page(page(Dossier(story=story, reports=(report,))))
    assert read.tags.count("script") == 1
    assert "img" not in read.tags
    assert read.text.count("<script>alert(1)</script>") >= 3


def test_the_cut_is_marked_in_the_diagram(html: str) -> None:
    """The vertex all paths pass through is drawn as the cut, with its full name in a tooltip."""
    assert re.search(r'<g class="box origin cut"><title>بلدية الرأس</title>', html)


def test_copies_stand_side_by_side(html: str) -> None:
    """The words that differ between a copy and its source are marked in both."""
    assert '<mark class="changed">فجر</mark>' in html
    assert '<mark class="changed">صباح</mark>' in html


def test_updates_are_told(read: Page) -> None:
    """The update stands in the table with both values and why, and under both claims."""
    assert "الحصيلة الأحدث أعلى" in read.text
    assert "خمسة" in read.text
    assert read.text.count("تحديث") >= 3


def test_lineage_findings_are_told(read: Page) -> None:
    """A copy without credit is named as such."""
    assert "بلا عزو إلى مصدره" in read.text
    assert "without crediting its source" in read.text


def test_same_dossier_same_page() -> None:
    """The same dossier gives the same bytes."""
    assert page(lighthouse()) == page(lighthouse())


def test_an_empty_story_still_makes_a_page() -> None:
    """A story of which nothing is known gives a page, not an error."""
    report = a_report("r-1", "", None, "سطر واحد.")
    story = Story(id="s-1", reports=("r-1",), headline="", central="r-1")
    read = Page(page(Dossier(story=story, reports=(report,))))
    assert TITLE in read.text
    assert "ناشر غير معروف" in read.text
    Page(page(Dossier(story=story)))


def test_a_big_story_stays_usable(big: str) -> None:
    """Eight hundred reports make a page of bounded size that still reads well and links well."""
    assert len(big.encode()) < 6_000_000
    read = Page(big)
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_what_is_left_out_is_said(big: str) -> None:
    """What does not fit is counted, with the command that shows it."""
    text = Page(big).text
    assert "tawatur show --all s-2" in text
    assert "tawatur explain c-all" in text
    assert "tawatur export --what passages" in text


def test_index_lists_the_dossiers() -> None:
    """The index links every story to its page, the weightiest first, stories of one report apart."""
    stories = [
        Story(id="s-a", reports=("1", "2"), headline="قصة <i>أولى</i>", central="1", outlets=("x", "y")),
        Story(id="s-b", reports=("3",), headline="", central="3"),
        Story(id="s-c", reports=("4", "5", "6"), headline="ثالثة", central="4", outlets=("x",)),
    ]
    read = Page(index(stories))
    assert [link for link in read.links if link.endswith(".html")] == ["s-c.html", "s-a.html", "s-b.html"]
    assert "قصة <i>أولى</i>" in read.text
    assert "i" not in read.tags
    assert Page(index([])).text


def test_no_sentence_of_the_template_is_unknown(html: str) -> None:
    """No code is left standing on the page where its sentence should be."""
    assert [code for code in codes() if f">{code}<" in html] == []

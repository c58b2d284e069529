"""The page in a real browser, when there is one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tawatur.dossiers import page
from tests.dossiers.invented import crowd, lighthouse

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield made
        made.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the invented story, on disk."""
    made = tmp_path_factory.mktemp("page") / "s-1.html"
    made.write_text(page(lighthouse()), encoding="utf-8")
    return made


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_flows_over_the_edge(browser: Any, file: Path, width: int) -> None:
    """On a phone, a tablet and a desk the page is as wide as the screen, in both languages."""
    tab = browser.new_page(viewport={"width": width, "height": 844})
    tab.goto(file.as_uri())
    for language in ("en", "ar"):
        tab.click(f"label[for=lang-{language}]")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_the_switch_turns_the_page(browser: Any, file: Path) -> None:
    """English turns the interface left to right and hides the Arabic sentences; the reports stay right to left."""
    tab = browser.new_page()
    tab.goto(file.as_uri())
    assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert tab.locator("h2 .ar").first.is_visible()
    tab.click("label[for=lang-en]")
    assert tab.evaluate("getComputedStyle(document.body).direction") == "ltr"
    assert not tab.locator("h2 .ar").first.is_visible()
    assert tab.locator("h2 .en").first.is_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('.sheet .body p')).direction") == "rtl"
    tab.close()


def test_it_reads_without_script(browser: Any, file: Path) -> None:
    """Without script the language still switches and a claim's words are still marked when followed."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.click("label[for=lang-en]")
    assert tab.locator("h2 .en").first.is_visible()
    tab.locator("h3 a.wording").first.click()
    assert tab.url.split("#")[1].startswith("r")
    context.close()


def test_following_a_claim_marks_its_words(browser: Any, file: Path) -> None:
    """Following a claim brings its words into view and marks them, and only them."""
    tab = browser.new_page()
    tab.goto(file.as_uri())
    tab.locator("h3 a.wording").first.click()
    words = "".join(tab.locator("mark.now").all_text_contents())
    assert words == "أصيب ثلاثة صيادين"
    assert tab.locator("mark.now").first.is_visible()
    tab.close()


def test_nothing_is_fetched(browser: Any, file: Path) -> None:
    """The browser asks for the page and nothing else, and finds no error in it."""
    tab = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(file.as_uri())
    tab.evaluate("document.fonts.ready")
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert errors == []
    assert tab.evaluate("[...document.fonts].some(face => face.status === 'loaded')")
    tab.close()


def test_names_in_the_diagram_fit_their_boxes(browser: Any, tmp_path: Path) -> None:
    """No name is wider than the box it stands in, and the boxes of a column do not overlap."""
    made = tmp_path / "s-2.html"
    made.write_text(page(crowd(60)), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(made.as_uri())
    tab.evaluate("document.fonts.ready")
    wide = tab.evaluate(
        """[...document.querySelectorAll('svg.chain g.box')].filter(g =>
            [...g.querySelectorAll('text')].some(t => getComputedStyle(t).display != 'none' &&
                t.getBBox().width > g.querySelector('rect').getBBox().width)).map(g => g.textContent)"""
    )
    assert wide == []
    boxes = tab.evaluate(
        """[...document.querySelector('svg.chain').querySelectorAll('rect')].map(r => {
            const b = r.getBBox(); return [b.x, b.y, b.height] })"""
    )
    by_column: dict[float, list[tuple[float, float]]] = {}
    for x, y, height in boxes:
        by_column.setdefault(x, []).append((y, height))
    for column in by_column.values():
        column.sort()
        assert all(y + height <= below + 0.5 for (y, height), (below, _) in pairwise(column))
    tab.close()


def test_it_prints(browser: Any, file: Path) -> None:
    """The page prints to PDF without failing on the way."""
    tab = browser.new_page()
    tab.goto(file.as_uri())
    assert tab.pdf(format="A4")[:5] == b"%PDF-"
    tab.close()

"""Web addresses: which of them name one page."""

from __future__ import annotations

import pytest

from tawatur.read.addresses import page_key

ONE = "https://mina.example/news/48213"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.mina.example/news/48213/",
        "https://m.mina.example/news/48213?utm_source=x&fbclid=1#comments",
        "//mina.example/news/48213/amp",
        "mina.example/news/48213",
        "https://MINA.example./news/4%38213",
    ],
)
def test_ways_of_writing_one_address(url: str) -> None:
    """Scheme, phone editions, campaigns and places in the page do not make another page."""
    assert page_key("outlet:mina", url) == page_key("outlet:mina", ONE) != ""


@pytest.mark.parametrize(
    "url", [ONE + "1", ONE + "?page=2", "https://mina.example/News/48213", "https://x.example/news/48213"]
)
def test_other_pages(url: str) -> None:
    """Another number, another question, another letter, another host is another page."""
    assert page_key("outlet:mina", url) not in ("", page_key("outlet:mina", ONE))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://mina.example",
        "https://mina.example/",
        "https://mina.example/ar/sport/",
        "https://mina.example/index.php",
        "http://[broken/48213",
    ],
)
def test_no_page(url: str) -> None:
    """The start of a site or section, and what is no address, name no report's page."""
    assert page_key("outlet:mina", url) == ""


def test_another_outlet_is_another_report() -> None:
    """What two outlets say of one address are two reports; without an outlet none is known."""
    assert page_key("outlet:mina", ONE) != page_key("outlet:marsa", ONE)
    assert page_key("", ONE) == ""

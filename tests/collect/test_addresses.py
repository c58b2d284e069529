"""Addresses: their form, and which of them are public."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.collect import addresses
from tawatur.collect.addresses import allowed, joined, origin, page_address, public, resolved


@pytest.mark.parametrize(
    ("given_", "made"),
    [
        ("http://a.example", "http://a.example/"),
        (" HTTP://A.Example:80/x#part ", "http://a.example/x"),
        ("https://a.example:443/x?q=1", "https://a.example/x?q=1"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("http://user:word@a.example/", "http://a.example/"),
        ("http://a.example/خبر/1", "http://a.example/%D8%AE%D8%A8%D8%B1/1"),
        ("http://a.example/%D8%AE?q=خ", "http://a.example/%D8%AE?q=%D8%AE"),
        ("http://مثال.example/", "http://xn--mgbh0fb.example/"),
        ("http://[::1]:81/", "http://[::1]:81/"),
        ("http://a.example/a b\nc", "http://a.example/a%20b%0Ac"),
        ("ftp://a.example/", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("http://", ""),
        ("http:///x", ""),
        ("http://a b.example/", ""),
        ("http://a%2fb.example/", ""),
        ("http://a.example:99999/", ""),
        ("http://[::1/", ""),
        ("", ""),
        ("/x", ""),
    ],
)
def test_form_of_an_address(given_: str, made: str) -> None:
    """Scheme and host in small letters, no fragment, no user, no usual port, ASCII; anything else is no address."""
    assert page_address(given_) == made


@given(st.text() | st.text().map("http://a.example/".__add__) | st.text().map("http://".__add__))
def test_form_is_final_and_ascii(text: str) -> None:
    """Made twice the form is the same, printable ASCII, and never raises."""
    made = page_address(text)
    assert page_address(made) == made
    assert made.isascii()
    assert not made or made.isprintable()
    assert not made or made.startswith(origin(made))


@given(st.text(), st.text())
def test_links_never_raise(base: str, link: str) -> None:
    """Whatever stands in a page or a header, a link is an address or none."""
    made = joined(base, link)
    assert page_address(made) == made


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
        "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:db8::1", "", "localhost",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    """Private, local, shared, multicast and reserved addresses are not public, in whatever clothes."""
    assert not public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public(address: str) -> None:
    """Addresses of the internet are."""
    assert public(address)


def test_allowed_by_name() -> None:
    """A host is allowed alone or with its port, and nothing beside it."""
    assert allowed("desk.example", 80, ("desk.example",))
    assert allowed("desk.example", 8080, ("Desk.example:8080",))
    assert allowed("::1", 81, ("[::1]:81",))
    assert not allowed("desk.example", 80, ("desk.example:8080",))
    assert not allowed("a.desk.example", 80, ("desk.example",))
    assert not allowed("127.0.0.1", 80, ())


def test_a_resolver_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is not resolved in time is given up."""
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: time.sleep(2) or [])
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        resolved("slow.example", 80, 0.1)
    assert time.monotonic() - begun < 1


def test_a_name_without_an_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name nobody knows is an error of the system's."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", unknown)
    with pytest.raises(OSError, match="no such name"):
        resolved("nobody.example", 80, 1.0)

"""One request: where it connects to, with what certificate, and how its time is kept."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tawatur.collect import addresses, fetching
from tawatur.collect.fetching import RefusedError, fetch
from tests.collect.conftest import QUICK, page
from tests.collect.server import Server, answer, endless

PEM = Path(__file__).parent / "localhost.pem"  # made for these tests: nobody trusts it


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """Names and their addresses, as the resolver is made to tell them; each name's are told in turn."""
    names: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def told(host: str, port: int, *given: object, **more: object) -> list[tuple[object, ...]]:
        if host in names:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in names[host]]
        return real(host, port, *given, **more)  # type: ignore[arg-type,return-value]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", told)
    return names  # type: ignore[return-value]


def refused(*given: object, **more: object) -> str:
    """The kind of refusal of a request."""
    with pytest.raises(RefusedError) as caught:
        fetch(*given, **more)  # type: ignore[arg-type]
    return caught.value.kind


def test_the_name_is_asked_for_and_the_address_connected_to(server: Server, named: dict[str, list[str]]) -> None:
    """An allowed name goes out as the Host; the answer says which address it came from."""
    named["desk.example"] = ["127.0.0.1"]
    server.ways["/"] = answer(page("a"))
    port = server.place.partition(":")[2]
    got = fetch(f"http://desk.example:{port}/", (), QUICK, ("desk.example",))
    assert (got.status, got.address, got.body) == (200, "127.0.0.1", page("a"))
    assert server.asked[0].headers["host"] == f"desk.example:{port}"


@pytest.mark.parametrize(
    "private", [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["0.0.0.0"]]
)
def test_one_private_address_bars_the_name(server: Server, named: dict[str, list[str]], private: list[str]) -> None:
    """A name with a private address among its addresses is not connected to at all."""
    named["news.example"] = private
    port = server.place.partition(":")[2]
    assert refused(f"http://news.example:{port}/", (), QUICK) == "private"
    assert server.asked == []


def test_a_name_that_changes_its_address_gains_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The host is resolved once: what is connected to is what was checked."""
    told = iter([["203.0.113.1"], ["127.0.0.1"]])
    monkeypatch.setattr(fetching, "resolved", lambda *_: next(told))
    monkeypatch.setattr(fetching, "public", lambda address: address != "127.0.0.1")
    connected = []

    def connect(self: object, host: str, *_: object) -> None:
        connected.append(host)
        raise fetching.httpcore2.ConnectError("nobody there")

    monkeypatch.setattr(fetching.httpcore2.SyncBackend, "connect_tcp", connect)
    assert refused("http://news.example/", (), QUICK) == "unreachable"
    assert connected == ["203.0.113.1"]


def test_the_next_address_is_tried(server: Server, named: dict[str, list[str]]) -> None:
    """Where the first address of a host does not answer, the second one may."""
    named["desk.example"] = ["127.0.0.2", "127.0.0.1"]
    server.ways["/"] = answer(page("a"))
    port = server.place.partition(":")[2]
    assert fetch(f"http://desk.example:{port}/", (), QUICK, ("desk.example",)).address == "127.0.0.1"


def test_nobody_listens(server: Server) -> None:
    """A port where nobody listens is unreachable, at once."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{unused.getsockname()[1]}"
    assert refused(f"http://{place}/", (), QUICK, (place,)) == "unreachable"


@pytest.fixture
def secure(server: Server) -> Server:
    """The server behind a certificate for localhost and news.example that nobody has signed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.ways["/"] = answer(page("a"))
    return server


def test_certificates(secure: Server, named: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate counts when it is trusted and for the name that was asked for, not for the address."""
    port = secure.place.partition(":")[2]
    for name in ("news.example", "other.example"):
        named[name] = ["127.0.0.1"]
    allow = ("news.example", "other.example")
    assert refused(f"https://news.example:{port}/", (), QUICK, allow) == "unreachable"
    monkeypatch.setattr(fetching, "_trust", lambda: ssl.create_default_context(cafile=str(PEM)))
    assert fetch(f"https://news.example:{port}/", (), QUICK, allow).body == page("a")
    assert refused(f"https://other.example:{port}/", (), QUICK, allow) == "unreachable"


def test_time_is_kept_behind_a_certificate(secure: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that drips is left in time over an encrypted connection, too."""
    monkeypatch.setattr(fetching, "_trust", lambda: ssl.create_default_context(cafile=str(PEM)))
    secure.ways["/"] = endless(b"x", pause=0.05)
    begun = time.monotonic()
    assert refused(f"https://{secure.place}/", (), QUICK, (secure.place,)) == "slow"
    assert time.monotonic() - begun < 3


def test_a_handshake_that_never_comes(server: Server) -> None:
    """A server that says nothing where a handshake is due is left in time."""
    begun = time.monotonic()
    assert refused(f"https://{server.place}/", (), QUICK, (server.place,)) in ("slow", "unreachable")
    assert time.monotonic() - begun < 3

"""Addresses: which are pages of the web, and which hosts are public."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
_TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052)
_HOST = re.compile(r"[a-z0-9_.-]{1,253}|[0-9a-f:.]*:[0-9a-f:.]*")  # a name or IPv4 address, an IPv6 address
_UNSAFE = re.compile(r"[\x00-\x20\x7f]")


def page_address(url: str) -> str:
    """The address in the form we ask for it: no fragment, no user, ASCII; "" when it is none of http or https."""
    try:
        parts = urlsplit(_UNSAFE.sub(lambda found: quote(found.group()), url.strip()))
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in PORTS or not _HOST.fullmatch(host):
        return ""
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != PORTS[parts.scheme]:
        place += f":{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return urlunsplit((parts.scheme, place, path, query, ""))


def joined(base: str, link: str) -> str:
    """The address a link on the page `base` leads to, as from `page_address`; "" when it is none."""
    try:
        return page_address(urljoin(base, link.strip()))
    except ValueError:
        return ""


def origin(url: str) -> str:
    """Scheme, host and port of an address from `page_address`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def allowed(host: str, port: int, names: tuple[str, ...]) -> bool:
    """Whether a host was allowed by name, alone or with its port."""
    place = f"[{host}]" if ":" in host else host
    return bool({host, place, f"{place}:{port}"} & {name.lower() for name in names})


def public(address: str) -> bool:
    """Whether a network address is one of the public internet: not private, local, multicast or reserved, nor one of
    these in the clothes of another (IPv4 inside IPv6)."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_public(each) for each in _inside(found))


def _public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address meant: itself, or the IPv4 addresses an IPv6 address carries."""
    if isinstance(address, IPv4Address):
        return [address]
    if address in _TRANSLATED:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    carried = [each for each in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if each is not None]
    return [*carried] if carried else [address]


def resolved(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """The network addresses of a host, in the system's order. Raises `OSError` when there are none, and
    `TimeoutError` when they are not found in so many seconds."""
    found: list[str] = []
    failed: list[Exception] = []

    def look() -> None:
        try:
            every = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(place[0]) for *_, place in every))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    looking = Thread(target=look, daemon=True)  # the system's resolver keeps its own time
    looking.start()
    looking.join(seconds)
    if failed:
        raise OSError(str(failed[0]))
    if not found:
        raise TimeoutError(f"no address within {seconds:g} s")
    return tuple(found)

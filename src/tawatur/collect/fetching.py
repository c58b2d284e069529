"""One request: to a checked address, in bounded time, for a bounded number of bytes."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import httpcore2

from tawatur.collect.addresses import allowed, public, resolved
from tawatur.settings import Collecting

REDIRECTS = (301, 302, 303, 307, 308)
PASSING = (408, 425, 429, 500, 502, 503, 504)  # answers that may be others a moment later
_DIGITS = 18  # of a length that is a length
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")


class RefusedError(Exception):
    """Why there is no page: a kind for counting and one sentence; `passing` when another try may help."""

    def __init__(self, kind: str, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.kind, self.reason, self.passing = kind, reason, passing


class Answer(NamedTuple):
    """What a server answered to one request."""

    url: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""  # unpacked; empty unless the status is 200
    packed: int = 0  # bytes of it on the wire
    address: str = ""  # the network address it came from
    at: float = 0.0  # seconds since 1970: when it began to come

    def header(self, name: str) -> str:
        """The value of a header, "" when it has none."""
        wanted = name.lower().encode()
        return next((value.decode("latin-1") for key, value in self.headers if key.lower() == wanted), "")


def fetch(
    url: str,
    headers: Iterable[tuple[str, str]],
    settings: Collecting,
    allow: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    cut: int = 0,
) -> Answer:
    """The answer to one GET; redirects are not followed. With `kinds`, a body of another media type is not read. A body
    over the limit of a page is not read on, or, with `cut`, only so many bytes of it are given. Raises `RefusedError`
    when there is no answer or it cannot be read."""
    place = _Place(settings, allow)
    begun = time.time()
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=_trust(), max_connections=1, network_backend=place) as pool,
            pool.stream("GET", url, headers=[*headers, ("Accept-Encoding", "gzip"), ("Connection", "close")]) as got,
        ):
            head = tuple((bytes(name), bytes(value)) for name, value in got.headers)
            answer = Answer(url, got.status, head, address=place.address, at=begun)
            if got.status != 200:
                return answer
            _check_head(answer, kinds, 0 if cut else settings.page_bytes)
            body = _Body(answer.header("content-encoding"), cut or settings.page_bytes)
            for chunk in got.iter_stream():
                place.left()
                body.add(chunk)
                if body.full and cut:
                    break
                if body.full:
                    raise _too_large(settings.page_bytes)
            return answer._replace(body=body.whole(), packed=body.packed)
    except (httpcore2.TimeoutException, TimeoutError):
        raise RefusedError("slow", f"The server was silent for {settings.silent_seconds:g} s.", passing=True) from None
    except httpcore2.RemoteProtocolError as error:
        raise RefusedError("cut", f"The answer is cut short or no HTTP ({_said(error)}).", passing=True) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError) as error:
        raise RefusedError("unreachable", f"The server cannot be reached ({_said(error)}).", passing=True) from None


def _check_head(answer: Answer, kinds: tuple[str, ...], limit: int) -> None:
    kind = answer.header("content-type").partition(";")[0].strip().lower()
    if kinds and kind and kind not in kinds:
        raise RefusedError("no-page", f"The answer is of type {kind}, not a page.")
    length = answer.header("content-length")
    if limit and length.isdecimal() and (len(length) > _DIGITS or int(length) > limit):
        raise _too_large(limit)


def _too_large(limit: int) -> RefusedError:
    return RefusedError("too-large", f"The page is larger than {limit / 1_000_000:g} MB.")


def _said(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """The certificates the system trusts, loaded once."""
    return httpcore2.default_ssl_context()


class _Body:
    """A body as it comes, unpacked as far as the limit."""

    def __init__(self, coding: str, limit: int) -> None:
        coding = coding.strip().lower()
        if coding not in _CODINGS:
            raise RefusedError("coding", f"The answer is packed in a way we did not ask for ({coding}).")
        self.packed = 0
        self.full = False  # there is more than the limit
        self._limit, self._data = limit, bytearray()
        self._unpack = zlib.decompressobj(47) if coding not in ("", "identity") else None  # 47: gzip or zlib

    def add(self, chunk: bytes) -> None:
        """Takes a piece, as far as the limit; raises `RefusedError` when it cannot be unpacked."""
        self.packed += len(chunk)
        while chunk and not self.full:
            if self._unpack is None:
                self._data += chunk
                chunk = b""
            else:
                if self._unpack.eof:
                    if not chunk.startswith(b"\x1f\x8b"):
                        return  # padding behind the last member
                    self._unpack = zlib.decompressobj(47)
                try:
                    self._data += self._unpack.decompress(chunk, self._limit + 1 - len(self._data))
                except zlib.error as error:
                    raise RefusedError(
                        "cut", f"The answer cannot be unpacked ({_said(error)}).", passing=True
                    ) from None
                chunk = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
            self.full = len(self._data) > self._limit

    def whole(self) -> bytes:
        """What there is up to the limit; raises `RefusedError` when its end is missing."""
        if self._unpack is not None and self.packed and not self.full and not self._unpack.eof:
            raise RefusedError("cut", "The packed answer is cut short.", passing=True)
        return bytes(self._data[: self._limit])


class _Place(httpcore2.NetworkBackend):
    """Connects to hosts whose addresses are public or allowed, and lets nothing take longer than one request may."""

    def __init__(self, settings: Collecting, allow: tuple[str, ...]) -> None:
        self.address = ""
        self._settings, self._allow = settings, allow
        self._end = time.monotonic() + settings.page_seconds

    def left(self) -> float:
        """Seconds that the next step may take; raises `RefusedError` when the time of the request is over."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise RefusedError("slow", f"The page took longer than {self._settings.page_seconds:g} s.", passing=True)
        return min(left, self._settings.silent_seconds)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the library's seam; ours is the time of the whole request
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address that answers, every one having been checked."""
        found = resolved(host, port, self.left())
        barred = [] if allowed(host, port, self._allow) else [address for address in found if not public(address)]
        if barred:
            said = f"{host} has the private address {barred[0]}: name it in `allow` to fetch from it."
            raise RefusedError("private", said)
        for number, address in enumerate(found, 1):
            try:
                stream = httpcore2.SyncBackend().connect_tcp(address, port, self.left(), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(found):
                    raise
            else:
                self.address = address
                return _Stream(stream, self)
        raise httpcore2.ConnectError(f"{host} has no address")


class _Stream(httpcore2.NetworkStream):
    """A connection that keeps the time of its request, however slowly the bytes drip."""

    def __init__(self, stream: httpcore2.NetworkStream, place: _Place) -> None:
        self._stream, self._place = stream, place

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Some bytes."""
        return self._stream.read(max_bytes, self._place.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Sends bytes."""
        self._stream.write(buffer, self._place.left())

    def close(self) -> None:
        """Closes the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted."""
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._place.left()), self._place)

    def get_extra_info(self, info: str) -> Any:
        """What the connection beneath knows."""
        return self._stream.get_extra_info(info)

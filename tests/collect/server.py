"""A real HTTP server on the loopback that behaves, or misbehaves, as it is told, and writes down who asked for what."""

from __future__ import annotations

import gzip
import socketserver
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Thread
from typing import NamedTuple


class Asked(NamedTuple):
    """One request: when (monotonic seconds), for what, with which headers (names in lower case)."""

    at: float
    path: str
    headers: dict[str, str]


Send = Callable[[bytes], None]
Way = Callable[[Asked, Send], None]


class Server(socketserver.ThreadingTCPServer):
    """Answers each path in the way set for it; 404 where none is."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ways: dict[str, Way] = {}
        self.asked: list[Asked] = []
        self.busy = self.busiest = 0
        self.lock = Lock()
        self.place = f"127.0.0.1:{self.server_address[1]}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.place}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.asked]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no error here."""


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        first = self.rfile.readline(65536).decode("latin-1").split()
        headers = {}
        while (line := self.rfile.readline(65536).decode("latin-1").strip()) and len(headers) < 100:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        asked = Asked(time.monotonic(), first[1], headers)
        with server.lock:
            server.asked.append(asked)
            server.busy += 1
            server.busiest = max(server.busiest, server.busy)
        try:
            server.ways.get(asked.path, missing)(asked, self.wfile.write)
        finally:
            with server.lock:
                server.busy -= 1


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs as long as the block."""
    with Server() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


# ── ways to answer ───────────────────────────────────────────────────────────────────────────────────────────────────


def answer(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> Way:
    """A whole answer; `_` in the names of headers stands for `-`."""
    given = {"Content-Type": kind, "Content-Length": str(len(body))}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)

    def way(_asked: Asked, send: Send) -> None:
        send(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)

    return way


missing = answer(b"none", "404 Not Found")


def moved(to: str, status: str = "302 Found") -> Way:
    """A redirect."""
    return answer(b"", status, Location=to)


def packed(body: bytes, coding: str = "gzip") -> Way:
    """A gzipped answer."""
    return answer(gzip.compress(body), Content_Encoding=coding)


def in_turn(*ways: Way) -> Way:
    """Each way once, the last one for ever."""
    left = list(ways)

    def way(asked: Asked, send: Send) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(asked, send)

    return way


def kept(body: bytes, etag: str = "", modified: str = "") -> Way:
    """An answer with validators, and 304 for one who has it."""

    def way(asked: Asked, send: Send) -> None:
        same = etag and asked.headers.get("if-none-match") == etag
        same = same or (modified and asked.headers.get("if-modified-since") == modified)
        if same:
            send(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        else:
            answer(body, ETag=etag, Last_Modified=modified)(asked, send)

    return way


def raw(*pieces: bytes, pause: float = 0.0) -> Way:
    """Bytes as they are, and then the connection is closed."""

    def way(_asked: Asked, send: Send) -> None:
        for piece in pieces or (b"",):
            send(piece)
            time.sleep(pause)

    return way


def endless(
    piece: bytes, pause: float = 0.0, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
) -> Way:
    """A head, then the same bytes until the other side hangs up."""

    def way(_asked: Asked, send: Send) -> None:
        send(head)
        for _ in range(1_000_000):
            send(piece)
            time.sleep(pause)

    return way

"""Ids made from content: the same input gives the same id, and a second run changes nothing."""

from __future__ import annotations

from hashlib import blake2b

from tawatur.text.fold import key


def content_id(prefix: str, *parts: str) -> str:
    """`prefix` and 16 hex digits of the BLAKE2b digest of the parts, told apart by a unit separator."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{prefix}-{digest}"


def digest(data: bytes) -> str:
    """The hex BLAKE2b-128 digest of bytes as captured."""
    return blake2b(data, digest_size=16).hexdigest()


def report_id(outlet: str, url: str, input_id: str, text: str) -> str:
    """The id of a report: who published it, where, under which input id, and its text."""
    return content_id("r", outlet, url, input_id, text)


def statement_id(report: str, kind: str, start: int, end: int, chain: tuple[str, ...], cue: int) -> str:
    """The id of a statement: its report, type, content span, source keys and where its cue starts (-1: none)."""
    return content_id("t", report, kind, str(start), str(end), *chain, str(cue))


def story_id(reports: tuple[str, ...]) -> str:
    """The id of a story: the reports in it, order apart."""
    return content_id("s", *sorted(reports))


def claim_id(story: str, wording: str, attestations: tuple[str, ...]) -> str:
    """The id of a claim: its story, its wording, and the statements and spans that make it, order apart."""
    return content_id("c", story, wording, *sorted(attestations))


def relation_id(kind: str, a: str, b: str) -> str:
    """The id of a relation between two claims."""
    return content_id("x", kind, a, b)


def source_key(kind: str, name: str) -> str:
    """The key of a source: its kind and its folded name, e.g. `person:…`. Registered agencies and outlets use
    their registry id instead (`agency:reuters`, `outlet:aawsat`), see `tawatur.press`."""
    return f"{kind}:{key(name)}"

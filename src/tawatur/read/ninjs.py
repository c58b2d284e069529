"""News items in ninjs (IPTC's JSON) of all its versions, with the fields that every other record has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_PLAIN = ("text/plain", "text")
_OWN = ("body_text", "body_xhtml", "body_html", "bodies", "headlines", "versioncreated", "firstcreated", "infosources")


def is_ninjs(record: Mapping[object, object]) -> bool:
    """Whether a record is a ninjs news item: it has a URI and fields that only ninjs has."""
    return isinstance(record.get("uri"), str) and sum(name in record for name in _OWN) >= 2


def flat(record: Mapping[object, object]) -> dict[object, object]:
    """The record with our names for what ninjs says its own way; fields it already has under our names stay."""
    out = dict(record)
    found = {
        "text": _body(record),
        "title": record.get("headline") or _worded(record.get("headlines")),
        "author": record.get("byline") or _named(record.get("by")) or _named(record.get("bylines")),
        "outlet": _named(record.get("infosources") or record.get("infosource")) or record.get("copyrightholder"),
        "section": _named(record.get("subjects") or record.get("subject")),
        "published": record.get("firstcreated") or record.get("contentcreated") or record.get("versioncreated"),
        "modified": record.get("versioncreated") if record.get("firstcreated") else None,
    }
    for name, value in found.items():
        if value and not out.get(name):
            out[name] = value
    return out


def _body(record: Mapping[object, object]) -> str:
    """The text: as plain words when there are any, else as markup."""
    bodies = record.get("bodies")
    told = [one for one in bodies if isinstance(one, Mapping)] if isinstance(bodies, list) else []
    told.sort(key=lambda body: str(body.get("contenttype") or body.get("contentType") or "text") not in _PLAIN)
    values = [record.get("body_text"), *(body.get("value") for body in told)]
    values += [record.get("body_xhtml"), record.get("body_html")]
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _worded(value: object) -> str:
    """The first of several headlines: the main one when one is marked so."""
    told = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
    told.sort(key=lambda one: one.get("role") not in ("main", None))
    return next((words for one in told if isinstance(words := one.get("value"), str)), "")


def _named(value: object) -> str:
    """The names of subjects or people, joined; a bare string as it is."""
    return ", ".join(dict.fromkeys(_names(value)))


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)
    elif isinstance(value, Mapping):
        yield from _names(value.get("name") or value.get("literal") or value.get("value"))

"""Web addresses: which of them name one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from tawatur.keys import content_id

_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
# the start of a site or of a section: what stands there changes daily, and is no report
_SECTION = re.compile(r"(?:/[a-z]{0,12}){0,2}/?|/(?:index|default|home)\.\w+", re.IGNORECASE)
_AMP = re.compile(r"/amp/?$", re.IGNORECASE)
# what is added to an address to know where its reader came from, or for another look of the page
_ADDED = re.compile(
    r"utm_\w+|(?:fb|g|y|ms|tw|dc|wbra|gbra)clid|mc_[ce]id|igshid|cmpid|ocid|at_\w+|amp|outputtype", re.I
)


def page_key(outlet: str, url: str) -> str:
    """The key of the page at an address of an outlet, equal for all ways of writing it (scheme, `www.`, a phone's
    edition, marks of campaigns, the place in the page); "" when outlet or page are unknown or it is a section's start.
    """
    if not outlet or not url:
        return ""
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        host = _HOST.sub("", (parts.hostname or "").rstrip("."))
        pairs = parse_qsl(parts.query) if parts.query else []
        asked = [(name, value) for name, value in pairs if not _ADDED.fullmatch(name)]
    except ValueError:
        return ""
    path = unquote(_AMP.sub("", parts.path)).rstrip("/")
    if not host or (not asked and _SECTION.fullmatch(path)):
        return ""
    return content_id("p", outlet, host, path, urlencode(asked) if asked else "")

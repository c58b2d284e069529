"""What a round over feeds brought, told to a person."""

from __future__ import annotations

from tawatur.collect import Round
from tawatur.interface import say


def round_note(round: Round, language: str = "en") -> str:
    """The note on a round: feeds, pages, and what became of them."""
    out = [
        say("collect.feeds", language, feeds=round.feeds_read, listed=round.feeds, pages=round.pages),
        say("collect.pages", language, **{name: getattr(round, name) for name in _COUNTED}),
    ]
    if round.dropped:
        kinds = " · ".join(f"{kind} {many}" for kind, many in round.dropped.items())
        out.append(say("collect.dropped", language, many=sum(round.dropped.values()), kinds=kinds))
    return "\n".join(out)


_COUNTED = ("captured", "unchanged", "waiting", "later")

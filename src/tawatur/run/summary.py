"""What a run tells at its end: what went in, what became of it, and how long each stage took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

import msgspec

from tawatur.collect import Round
from tawatur.model import Drop, Noun
from tawatur.read import Notice
from tawatur.stores import Store

Watch = Callable[[str, int, int], None]
"""Called with a stage, the items of it that are done, and all its items (0 while their number is unknown)."""

Road = Literal["whole", "added", "renewed", "nothing"]
"""How reports went through the stages.

`whole`: all were made together. `added`: the new ones were put among the others. `renewed`: all were made together
because too many have come since that was done last. `nothing`: nothing was new.
"""

MANY = 3  # chains from which on a claim stands in the last column of the summary


def nobody(stage: str, done: int, total: int) -> None:
    """Watches nothing."""


class Taken(NamedTuple):
    """What a run found in its input."""

    items: int
    read: int
    versions: int
    new: int  # of both, not in the store before, or read otherwise than before
    drops: tuple[Drop, ...]
    notices: tuple[Notice, ...]


class Summary(Noun, frozen=True):
    """What went in, what became of it, and how long it took."""

    items: int = 0  # found in the input by this run: `read` + `versions` + `dropped`
    read: int = 0  # became reports
    versions: int = 0  # became later versions of reports: one page's changed text
    new: int = 0  # of both, not in the store before, or read otherwise than before
    dropped: dict[str, int] = msgspec.field(default_factory=dict)  # kind of reason → items
    drops: tuple[Drop, ...] = ()
    notices: dict[str, int] = msgspec.field(default_factory=dict)  # kind → what is worth knowing though nothing is lost
    said: tuple[str, ...] = ()  # the notices, one sentence each
    reports: int = 0  # in the store now; this and all below speak of the whole store
    statements: int = 0
    attributed: int = 0  # statements that are not the outlet's own voice
    stories: int = 0
    copies: int = 0  # reports that are copies of others and add no chain of their own
    claims: int = 0
    # independent chains at least ("1", "2", "3+") → claims
    supported: dict[str, int] = msgspec.field(default_factory=dict)
    relations: dict[str, int] = msgspec.field(default_factory=dict)  # kind → relations
    failures: tuple[Drop, ...] = ()  # items a stage failed on; all else about them stands
    dossiers: int = 0
    road: Road = "nothing"  # how the reports went through the stages
    learned: int = 0  # reports that went through all stages together when that was last done, before this run
    seconds: dict[str, float] = msgspec.field(default_factory=dict)  # stage → seconds

    @property
    def whole(self) -> bool:
        """Nothing vanished: every item became a report or a version of one, or was dropped with a reason."""
        return self.items == self.read + self.versions + sum(self.dropped.values())


class Collected(Noun, frozen=True):
    """A round over feeds, and the run that read what it captured."""

    round: Round
    summary: Summary


def summed(store: Store, taken: Taken, dossiers: int, seconds: Mapping[str, float]) -> Summary:
    """The summary of a run: what it found in its input, and all that its store holds now."""
    held = store.counts()
    supported: Counter[str] = Counter()
    for name, many in held.items():
        if name.startswith("low:"):
            low = int(name[4:])
            supported[str(low) if low < MANY else f"{MANY}+"] += many
    return Summary(
        items=taken.items,
        read=taken.read,
        versions=taken.versions,
        new=taken.new,
        dropped=dict(sorted(Counter(drop.kind for drop in taken.drops).items())),
        drops=taken.drops,
        notices=dict(sorted(Counter(notice.kind for notice in taken.notices).items())),
        said=tuple(notice.said for notice in taken.notices),
        reports=held["reports"],
        statements=held["statements"],
        attributed=held["attributed"],
        stories=held["stories"],
        copies=held["copies"],
        claims=held["claims"],
        supported=dict(sorted(supported.items())),
        relations={k[9:]: many for k, many in held.items() if k.startswith("relation:")},
        failures=store.failures(),
        dossiers=dossiers,
        seconds={stage: round(taken, 3) for stage, taken in seconds.items()},
    )

"""Every threshold, with its unit, the range swept, the data and the date. One section a stage."""

from __future__ import annotations

import msgspec


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What every section is: frozen, and its fields are the settings."""


class Reading(Section, frozen=True):
    """`read/`: from bytes to reports."""


class Attribution(Section, frozen=True):
    """`statements/`: who said what."""


class Passages(Section, frozen=True):
    """`passages/`: shared text."""


class Stories(Section, frozen=True):
    """`stories.py`: one event."""


class Lineage(Section, frozen=True):
    """`lineage.py`: which report comes from which."""


class Claims(Section, frozen=True):
    """`claims.py`: same assertion."""


class Relations(Section, frozen=True):
    """`relations.py`: updates and conflicts."""


class Settings(Section, frozen=True):
    """All sections. A stage takes its own section as its last argument."""

    reading: Reading = Reading()
    attribution: Attribution = Attribution()
    passages: Passages = Passages()
    stories: Stories = Stories()
    lineage: Lineage = Lineage()
    claims: Claims = Claims()
    relations: Relations = Relations()

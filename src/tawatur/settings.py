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
    """`passages/`: shared text. Swept on SaudiNewsNet, 12,824 reports and 300 labelled pairs, 2026-11-20."""

    gram: int = 4  # words in a seed; 3 doubles the candidates and finds no pair more
    common: int = 40  # reports; a run of words that more have pairs neighbours only
    neighbours: int = 8  # reports on either side in time that a common run still pairs
    sample: int = 4  # one common run in so many is looked at
    seeds: int = 3  # shared runs of four words before a pair is aligned (six words in a row)
    edit: int = 8  # words; the shorter side of a difference that a passage may go on across
    gap: int = 24  # words; the longer side of such a difference (a clause dropped or put in)
    reach: int = 5  # words on either side looked at beyond an end for two that agree again
    words: int = 6  # shared words that make a passage
    rare: int = 2  # of its runs of four that few reports have
    common_words: int = 25  # shared words that make a passage though very many reports have them


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

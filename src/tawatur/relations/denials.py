"""Denials: whether one clause negates what another one asserts, and not only speaks of the same things."""

from __future__ import annotations

from collections.abc import Callable

from tawatur.claims.features import Content

_SAID = frozenset({"flatly", "deny"})  # how, and that it is denied is no part of what is denied
_EXCEPT = "#except"  # "only he has it": neither asserted of the others nor denied
_LIGHT = frozenset({"decide", "begin", "continue", "plan", "carry-out"})  # lead to a deed and are none
_FEW = 3  # features of a denial of which the other clause must say every one
_LEAST = 2  # features that do more than name that a denial must have

Held = Callable[[frozenset[str], frozenset[str]], float]


def denied(no: Content, told: Content, spoken: bool, held: Held, deeds: frozenset[str]) -> float:
    """How much of what one clause negates another one asserts, 0..1; `spoken`: a source denies it, in other words.
    `held` weighs how much of what the first says the second says too; `deeds`: the concepts that verbs tell.

    What the other clause tells first must be of what is denied: who denies the poisoning does not deny that diplomats
    are expelled for it.
    """
    said = no.features - _SAID
    spoken = spoken or no.denies
    if (
        told.negated
        or _EXCEPT in told.features
        or (told.planned and not spoken)
        or not (spoken or no.denied & told.features)
    ):
        return 0.0
    shared = said & told.features
    if len(shared) < _LEAST or (len(said) <= _FEW and shared != said) or not _deed_denied(said, told, deeds):
        return 0.0
    return held(said, told.features)


def _deed_denied(said: frozenset[str], told: Content, deeds: frozenset[str]) -> bool:
    """Whether the first deed that a clause tells, as far as the tables know, is among what is denied."""
    first = next((feature for feature in told.order if feature in deeds - _LIGHT), None)
    return first is None or first in said

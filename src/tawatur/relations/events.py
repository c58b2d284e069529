"""Relations of what happens: a plan that became a deed, a denial, two accounts that cannot both hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log, sqrt

from tawatur.model import Relation
from tawatur.relations.sides import Desk, Side, relation


class _Weights:
    """Weights of features over the claims of a story, and the claims that have each."""

    def __init__(self, sides: list[Side]) -> None:
        count: Counter[str] = Counter()
        self.holders: dict[str, list[int]] = defaultdict(list)
        for index, side in enumerate(sides):
            count.update(side.content.features)
            for feature in side.content.features:
                self.holders[feature].append(index)
        total = len(sides) + 1
        self.weight = {feature: log(1 + total / n) for feature, n in count.items()}

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The weighted cosine of two bags, 0..1."""
        shared = sum(self.weight[f] ** 2 for f in sorted(a & b))
        return shared / (self._norm(a) * self._norm(b)) if shared else 0.0

    def held(self, a: frozenset[str], b: frozenset[str]) -> float:
        """How much of what `a` says `b` says too, 0..1."""
        return (self._norm(a & b) / self._norm(a)) ** 2 if a & b else 0.0

    def _norm(self, bag: frozenset[str]) -> float:
        return sqrt(sum(self.weight[f] ** 2 for f in sorted(bag))) or 1.0

    def near(self, features: frozenset[str], width: int) -> list[int]:
        """The claims that share a feature not too common, in order."""
        return sorted({i for f in features if len(self.holders[f]) <= width for i in self.holders[f]})


def between_events(sides: list[Side], desk: Desk) -> Iterator[Relation]:
    """The relations of the claims of a story that are no figures."""
    events = [side for side in sides if side.figure is None and side.content.features]
    weights = _Weights(events)
    for side in events:
        if side.content.planned:
            yield from _deeds(side, events, weights, desk)
        if side.content.negated:
            yield from _denials(side, events, weights, desk)


def _deeds(plan: Side, events: list[Side], weights: _Weights, desk: Desk) -> Iterator[Relation]:
    """The claims that tell as done what this one announces: the likest one updates it."""
    best: tuple[float, str, Side] | None = None
    for index in weights.near(plan.content.features, desk.settings.width):
        deed = events[index]
        verbs = plan.content.planned & deed.content.verbs
        if deed is plan or not verbs or deed.content.planned or deed.content.negated != plan.content.negated:
            continue
        rest = weights.likeness(plan.content.features, deed.content.features)
        if rest < desk.settings.deed_likeness or len(plan.content.features & deed.content.features) < 2:
            continue
        if deed.last is not None and plan.first is not None and deed.last < plan.first:
            continue  # told as done before it was announced: another deed
        if best is None or (rest, deed.claim.id) > best[:2]:
            best = (rest, deed.claim.id, deed)
    if best is not None:
        yield relation("update", best[2], plan, "plan-done")


def _denials(no: Side, events: list[Side], weights: _Weights, desk: Desk) -> Iterator[Relation]:
    """The claims that assert what this one negates: denied by a source, or in conflict between outlets' own voices."""
    denied = any(a.negated for a in no.claim.attestations)
    spoken = denied or all(voice for _, voice in no.voices)
    found: list[tuple[float, str, Side]] = []
    for index in weights.near(no.content.features, desk.settings.width):
        yes = events[index]
        if yes is no or yes.content.negated or len(no.content.features & yes.content.features) < 2:
            continue
        if not denied and not no.content.denied & yes.content.features:
            continue
        held = weights.held(no.content.features, yes.content.features)
        if held >= desk.settings.denial_likeness:
            found.append((-held, yes.claim.id, yes))
    for _, _, yes in sorted(found, key=lambda item: item[:2])[:_DENIED]:
        if spoken:
            yield relation("denies", no, yes, "denied")
        elif yes.reports != no.reports:
            yield relation("conflict", yes, no, "contradicts")


_DENIED = 3  # claims one denial is held against: the likest

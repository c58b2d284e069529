"""Parts: claims that stand inside others in all their reports, so that a reader need not read them twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from tawatur.model import Attestation, Claim

_NEARLY_ALL = 0.8  # of a claim's makings that stand inside those of the whole


def with_parts(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each that only says a part of another one naming the whole: nearly all its makings stand inside
    those of the whole, in the same words of the same sources, and the same reports make both."""
    inside = _inside(claims)
    voices = [frozenset((a.report, *(link.key for link in a.chain)) for a in claim.attestations) for claim in claims]
    whole: dict[int, int] = {}
    for index, around in inside.items():
        claim = claims[index]
        fit = [
            other
            for other, count in around.items()
            if count >= _NEARLY_ALL * len(claim.attestations)
            and voices[other] == voices[index]
            and inside.get(other, Counter())[index] == 0
        ]
        if fit:
            whole[index] = max(fit, key=lambda i: (_letters(claims[i]), claims[i].id))
    out = []
    for index, claim in enumerate(claims):
        top = index
        while top in whole:
            top = whole[top]
        out.append(msgspec.structs.replace(claim, part_of=claims[top].id) if top != index else claim)
    return out


def _letters(claim: Claim) -> int:
    return sum(a.span.end - a.span.start for a in claim.attestations)


def _inside(claims: Sequence[Claim]) -> dict[int, Counter[int]]:
    """For each claim, how many of its makings stand inside a longer one of each other claim."""
    made: dict[str, list[tuple[int, int, int, Attestation]]] = defaultdict(list)
    for index, claim in enumerate(claims):
        for one in claim.attestations:
            made[one.report].append((one.span.start, -one.span.end, index, one))
    out: dict[int, Counter[int]] = defaultdict(Counter)
    for report in sorted(made):
        around: list[tuple[int, Attestation]] = []
        for start, end, index, one in sorted(made[report], key=lambda item: item[:3]):
            around = [held for held in around if held[1].span.end > start]
            holding = {
                other
                for other, held in around
                if held.span.end >= -end and held.span != one.span and other != index and held.negated == one.negated
            }
            out[index].update(holding)
            around.append((index, one))
    return out

"""Parts: claims that others say too, in all their reports or by the words they are shown by, so that a reader need
not read them twice."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from tawatur.claims.propositions import toll
from tawatur.model import Attestation, Claim, Quantity

Pages = Mapping[str, tuple[str, Sequence[int]]]  # report → its outlet, and where its sentences begin
Words = Mapping[str, frozenset[str]]  # claim → the words it is shown by

_NEARLY_ALL = 0.8  # of a claim's makings that stand inside those of the whole


def with_parts(claims: Sequence[Claim], pages: Pages, words: Words) -> list[Claim]:
    """The claims, each that only says a part of another one naming the whole: nearly all its makings stand inside
    those of the whole, in the same words of the same sources, and the same reports make both. `pages` of the reports
    that tell more: where their claims stand beside each other."""
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
    return _told_beside(_read_once(out, words), pages)


def _read_once(claims: Sequence[Claim], words: Words) -> list[Claim]:
    """The claims, each whose words are nearly all read already in those of a weightier one naming it: the first clause
    of a sentence that is shown to its end, a figure and the clause it stands in. So does one that the same reports
    make, whose words are those of a weightier one with little more, and one shown by the very words of another."""
    ranked = sorted((c for c in claims if not c.part_of), key=lambda c: (-c.salience, c.id))
    read: dict[str, list[Claim]] = defaultdict(list)
    told: dict[frozenset[str], Claim] = {}
    inside: dict[str, str] = {}
    for claim in ranked:
        shown, said = read[claim.wording.report], words.get(claim.id, frozenset())
        whole = next((other for other in shown if _read_in(claim, other)), told.get(said))
        if whole is not None:
            inside[claim.id] = whole.id
        else:
            shown.append(claim)
            if len(said) >= _ENOUGH:
                told[said] = claim
    out = []
    for claim in claims:
        whole_id = inside.get(claim.id) or inside.get(claim.part_of) or claim.part_of
        out.append(msgspec.structs.replace(claim, part_of=whole_id) if whole_id != claim.part_of else claim)
    return out


def _read_in(claim: Claim, other: Claim) -> bool:
    """Whether who has read the words of another claim has read those of this one."""
    span = claim.wording.span
    share = other.wording.span.overlap(span) / (span.end - span.start)
    if share >= _NEARLY_ALL:
        return True
    return share >= _MOST and {a.report for a in claim.attestations} <= {a.report for a in other.attestations}


_MOST = 0.6  # of the words of a claim
_ENOUGH = 4  # different words that are no chance


def _told_beside(claims: Sequence[Claim], pages: Pages) -> list[Claim]:
    """The claims, each that most of its reports tell in one sentence with a weightier one naming that one: a reader
    who opens it has both before him. A toll stands by itself, and so does what another outlet tells."""
    ranked = sorted((c for c in claims if not c.part_of), key=lambda c: (-c.salience, c.id))
    told: dict[tuple[str, int], list[int]] = defaultdict(list)  # sentence → the claims shown that stand in it
    beside: dict[str, str] = {}
    for index, claim in enumerate(ranked):
        places = {
            (a.report, bisect_right(pages[a.report][1], a.span.start)) for a in claim.attestations if a.report in pages
        }
        reports = {report for report, _ in places}
        if len(reports) > 1 and not any(isinstance(v, Quantity) and toll(v) for v in claim.values):
            near: dict[int, set[str]] = defaultdict(set)
            for place in places:
                for other in told[place]:
                    near[other].add(place[0])
            fit = (i for i in sorted(near) if len(near[i]) > len(reports) / 2 and _carries(ranked[i], claim, pages))
            around = next(fit, None)
            if around is not None:
                beside[claim.id] = ranked[around].id
                continue
        for place in places:
            told[place].append(index)
    return [
        msgspec.structs.replace(claim, part_of=whole)
        if (whole := beside.get(claim.id) or beside.get(claim.part_of))
        else claim
        for claim in claims
    ]


def _carries(other: Claim, claim: Claim, pages: Pages) -> bool:
    """Whether a claim is carried as widely as another one, and by all its outlets, and asserted or denied like it."""
    mine, theirs = {a.report for a in claim.attestations}, {a.report for a in other.attestations}
    if len(theirs) < len(mine) or {a.negated for a in claim.attestations} != {a.negated for a in other.attestations}:
        return False
    return {pages[report][0] for report in mine} <= {pages[report][0] for report in theirs}


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

"""Joining: propositions that assert the same thing, found by blocking and grown into groups that agree throughout."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log, sqrt
from typing import NamedTuple

from tawatur.claims.contrast import Alternatives, contrast
from tawatur.claims.embeddings import Edge, Meaning, Meant, blended, grown, pairs
from tawatur.claims.features import Content, Core, core, hours_apart
from tawatur.claims.marks import FATE
from tawatur.claims.propositions import TOLLS, Proposition
from tawatur.model import ClaimKind, Span
from tawatur.settings import Claims


class Said(NamedTuple):
    """A proposition and what it says."""

    proposition: Proposition
    content: Content
    context: Content  # of the clause a figure stands in; the content itself otherwise


class Group(NamedTuple):
    """Propositions that assert the same thing, the most central first."""

    said: tuple[Said, ...]
    figure: bool
    kind: ClaimKind | None = None  # where it is known already


def joined(said: Sequence[Said], known: Alternatives, settings: Claims, meaning: Meaning | None = None) -> list[Group]:
    """Groups of propositions that assert the same thing. The order of `said` does not matter. `known`: words that
    exclude each other; `meaning`: a model that is asked too."""
    ordered = sorted(said, key=lambda s: (s.proposition.report, s.proposition.span, s.proposition.shape))
    weights = _weights([s.content.features | s.content.who for s in ordered if s.proposition.figure is None])
    figures = _figures([s for s in ordered if s.proposition.figure is not None], weights, known, settings)
    events = _events([s for s in ordered if s.proposition.figure is None], weights, known, settings, meaning)
    return figures + events


def _weights(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """The weight of each feature: the rarer among the different clauses of the story, the more it says."""
    different = set(bags)
    count: Counter[str] = Counter()
    for bag in different:
        count.update(bag)
    total = len(different) + 1
    return {feature: log(1 + total / n) for feature, n in count.items()}


def similarity(a: frozenset[str], b: frozenset[str], weights: dict[str, float]) -> float:
    """The weighted cosine of two bags, 0..1."""
    shared = a & b
    if not shared:
        return 0.0
    return sum(weights.get(f, 1.0) ** 2 for f in sorted(shared)) / (_norm(a, weights) * _norm(b, weights))


def _norm(bag: frozenset[str], weights: dict[str, float]) -> float:
    return sqrt(sum(weights.get(f, 1.0) ** 2 for f in sorted(bag))) or 1.0


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _figures(said: Sequence[Said], weights: dict[str, float], known: Alternatives, settings: Claims) -> list[Group]:
    """One group for each number of each unit; figures that are no toll must also stand in like clauses."""
    buckets: dict[Core, list[Said]] = defaultdict(list)
    for one in said:
        if one.proposition.figure is not None:
            buckets[_counted(core(one.proposition.figure))].append(one)
    out: list[Group] = []
    for bucket in sorted(buckets, key=repr):
        groups: list[list[Said]] = []
        for one in buckets[bucket]:
            for group in groups:
                if any(contrast(one.context, other.context, known) for other in group[:_LOOKED_AT]):
                    continue
                if (
                    bucket[0].split("/")[0] in TOLLS
                    or _distinct(bucket[1])
                    or any(
                        similarity(one.context.features, other.context.features, weights) >= settings.figure_context
                        for other in group
                    )
                ):
                    group.append(one)
                    break
            else:
                groups.append([one])
        out.extend(Group(tuple(group), True) for group in groups)
    return out


def _counted(figure: Core) -> Core:
    """What a figure is looked up by: 18 soldiers wounded are 18 wounded, where the number is no small one."""
    unit, low, high = figure
    kind = unit.split("/")[0]
    return (kind if kind in TOLLS and low is not None and low > _FEW else unit), low, high


def _distinct(number: float | None) -> bool:
    """Whether a number is one that two counts of one thing in a story seldom share: large, or uneven over a dozen."""
    return number is not None and (number >= _LARGE or (number > _DOZEN and number % 10 != 0))


_LOOKED_AT = 8  # figures of a group that a new one is held against
_FEW = 5
_DOZEN = 12
_LARGE = 100


# ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────


_WHERE = 0.5  # weight of a direction: "in the south-west of the country" names one place; swept .2-1, 2026-11-20


class _Node:
    """Clauses with the same content, and later the group they grow into."""

    __slots__ = (
        "against",
        "clocks",
        "content",
        "counts",
        "days",
        "figures",
        "meant",
        "members",
        "negated",
        "parts",
        "places",
        "planned",
        "sides",
        "size",
        "sorts",
        "spans",
        "sum",
        "verbs",
    )

    def __init__(self, content: Content, weights: dict[str, float], known: Alternatives) -> None:
        self.content = content
        self.sides = {known.sides[content.act]} if content.act in known.sides else set()  # of the first deed it tells
        self.against: set[int] = set()  # nodes that contradict one of these in the same words
        # who says it, and a figure told with it, are hints of the same content and no part of it
        hints = {f for f in content.features if f.startswith("figure:")}
        self.sum = {f: weights.get(f, 1.0) for f in content.features - hints}
        self.sum.update((f, weights.get(f, 1.0) / 3) for f in content.who | hints)
        self.sum.update((f, weights.get(f, 1.0) * _WHERE) for f in content.where)
        length = sqrt(sum(sorted(w * w for w in self.sum.values()))) or 1.0
        self.sum = {f: w / length for f, w in self.sum.items()}
        self.size = 1
        self.meant: Meant | None = None  # what a model says it means
        self.members: list[Said] = []
        self.spans: dict[str, list[Span]] = {}  # where each report says it
        self.negated = content.negated
        self.planned = set(content.planned)
        self.verbs = set(content.verbs)
        self.days = set(content.days)
        self.parts = set(content.parts)
        self.clocks = set(content.clocks)
        self.sorts = set() if content.sort is None else {content.sort}
        self.places = set(content.places)
        self.counts = content.sort is None and any(f[0].split("/")[0] in TOLLS for f in content.figures)
        # a happening is one whatever toll is told with it; any other clause is what its figures say
        self.figures = {f for f in content.figures if content.sort is None or f[0].split("/")[0] not in TOLLS}


def _events(
    said: Sequence[Said],
    weights: dict[str, float],
    known: Alternatives,
    settings: Claims,
    meaning: Meaning | None,
) -> list[Group]:
    nodes: dict[Content, _Node] = {}
    for one in said:
        content = one.content
        if not _asserts(one, settings):
            continue
        node = nodes.get(content)
        if node is None:
            node = nodes[content] = _Node(content, weights, known)
        node.members.append(one)
        node.spans.setdefault(one.proposition.report, []).append(one.proposition.span)
    every = list(nodes.values())
    parent = list(range(len(every)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    edges = _edges(every, settings)
    for _, a, b in edges:
        if contrast(every[a].content, every[b].content, known):
            every[a].against.add(b)
            every[b].against.add(a)
    holding = [{index} for index in range(len(every))]
    further = [] if meaning is None else _further(every, meaning, known, settings)
    # words first: what they join, no model parts
    for asked, (_, a, b) in [*((False, edge) for edge in edges), *((True, edge) for edge in further)]:
        first, second = root(a), root(b)
        if first == second:
            continue
        left, right = every[first], every[second]
        if not left.against.isdisjoint(holding[second]) or not _agree(left, right):
            continue
        alike = _cosine(left, right)
        if asked:
            alike = blended(alike, left.meant, right.meant, holding[second], settings)
        if alike < _needed(left, right, settings):
            continue
        first, second = min(first, second), max(first, second)
        _grow(every[first], every[second])
        holding[first] |= holding[second]
        parent[second] = first
    return [Group(_central(node.members, node), False) for i, node in enumerate(every) if parent[i] == i]


def _asserts(one: Said, settings: Claims) -> bool:
    """Whether a clause says enough to assert something: more than names, more than who says it, more than a noun."""
    content = one.content
    dated = bool(content.days or content.figures)
    if one.proposition.cue and not dated:
        return content.telling > settings.cue_features
    if one.proposition.sort == FATE:
        return len(content.features) > 1 or bool(content.places)
    if one.proposition.shape == "happening":
        return len(content.features) - len(content.figures) > settings.least_features - bool(
            content.places or content.days
        )
    bare = settings.bare_features if not (content.known or dated) else settings.least_features
    return content.telling > 0 and len(content.features) - len(content.figures) >= bare


def _edges(every: Sequence[_Node], settings: Claims) -> list[tuple[float, int, int]]:
    """Pairs of nodes alike enough to join, best first: only pairs that share a feature not too common are looked at."""
    width, least = settings.blocking_width, settings.similarity
    count: Counter[str] = Counter()
    for node in every:
        count.update(node.sum.keys())
    postings: dict[str, list[tuple[int, float]]] = {}
    edges: list[tuple[float, int, int]] = []
    for index, node in enumerate(every):
        near: dict[int, float] = {}
        for feature, weight in node.sum.items():
            if not 1 < count[feature] <= width:
                continue
            posting = postings.setdefault(feature, [])
            for other, theirs in posting:
                near[other] = near.get(other, 0.0) + weight * theirs
            posting.append((index, weight))
        for other, value in near.items():
            if value < least:
                # what the common features, left out so far, can still add
                value = _dot(node.sum, every[other].sum) if value >= least / 2 else value
                if value < least and _same_happening(node, every[other]):
                    value = least
            if value >= _bar(node, every[other], settings):
                edges.append((-round(value, 6), other, index))
    return sorted(edges)


def _bar(a: _Node, b: _Node, settings: Claims) -> float:
    """How alike two clauses must be to be looked at."""
    return settings.similarity if a.content.deeds & b.content.deeds else settings.deedless_similarity


def _further(every: Sequence[_Node], meaning: Meaning, known: Alternatives, settings: Claims) -> list[Edge]:
    """Pairs that are alike enough when a model is asked too, best first."""
    for node in every:
        node.meant = meaning.of(node.members[0].proposition, node.content)
    return pairs(
        [node.meant for node in every],
        lambda a, b: _dot(every[a].sum, every[b].sum),
        lambda a, b: _bar(every[a], every[b], settings),
        lambda a, b: bool(contrast(every[a].content, every[b].content, known)),
        settings,
    )


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(w * b[f] for f, w in a.items() if f in b)


def _cosine(a: _Node, b: _Node) -> float:
    """How alike the clauses of two groups are on average, 0..1: sums of unit vectors, so that a large group in which
    the words of the whole story add up is no likelier to swallow others (average linkage)."""
    return _dot(a.sum, b.sum) / (a.size * b.size)


def _needed(a: _Node, b: _Node, settings: Claims) -> float:
    """How alike two groups must be. A report seldom says one thing twice: groups that the same reports make in
    different places are two claims unless they are much alike, those of different reports may be one more easily."""
    few, many = (a.spans, b.spans) if len(a.spans) <= len(b.spans) else (b.spans, a.spans)
    twice = sum(
        not any(one.overlap(other) for one in spans for other in many[report])
        for report, spans in few.items()
        if report in many
    )
    least, most = settings.group_similarity, settings.beside_similarity
    needed = least + (most - least) * twice / len(few)
    return needed * settings.happening_discount if _same_happening(a, b) else needed


def _agree(a: _Node, b: _Node) -> bool:
    """Whether two groups can assert the same thing: polarity, plan or deed, what is done first, and days do not speak
    against it; nor does it that one only counts persons and the other tells what happened."""
    if a.negated != b.negated:
        return False
    if (a.planned & b.verbs) or (b.planned & a.verbs):
        return False
    if any(x[0] == y[0] and x[1] != y[1] for x in a.sides for y in b.sides):
        return False
    if (a.counts and b.sorts and not b.counts) or (b.counts and a.sorts and not a.counts):
        return False  # how many were aboard is not that it crashed
    if a.days and b.days and not (a.days & b.days):
        return False
    if a.clocks - b.clocks and b.clocks - a.clocks:
        return False  # from seven to six, from midnight to six
    if a.parts and b.parts and hours_apart(frozenset(a.parts), frozenset(b.parts)):
        return False
    units = {unit for unit, _, _ in a.figures} & {unit for unit, _, _ in b.figures}
    return all(
        {c for c in a.figures if c[0] == unit} & {c for c in b.figures if c[0] == unit} for unit in sorted(units)
    )


def _same_happening(a: _Node, b: _Node) -> bool:
    """Two happenings of one sort (or one sort and one of its kinds) at one place of one story are the same."""
    if not (a.sorts and b.sorts and a.places & b.places):
        return False
    return any(_INCIDENT in (x[:8], y[:8]) and (x.startswith(y) or y.startswith(x)) for x in a.sorts for y in b.sorts)


_INCIDENT = "incident"  # sorts of which one place seldom has two in a story: two decisions or visits are two


def _grow(a: _Node, b: _Node) -> None:
    for feature, weight in b.sum.items():
        a.sum[feature] = a.sum.get(feature, 0.0) + weight
    a.size += b.size
    a.meant = grown(a.meant, b.meant)
    a.against |= b.against
    a.members.extend(b.members)
    for report, spans in b.spans.items():
        a.spans.setdefault(report, []).extend(spans)
    a.planned |= b.planned
    a.verbs |= b.verbs
    a.counts |= b.counts
    a.days |= b.days
    a.parts |= b.parts
    a.clocks |= b.clocks
    a.places |= b.places
    a.figures |= b.figures
    a.sides |= b.sides
    a.sorts |= b.sorts


_LOOSE = 0.7  # what a wording that hangs on the words before it counts as one to be shown


def _central(members: Sequence[Said], node: _Node) -> tuple[Said, ...]:
    """The members, the nearest to what they all share first."""
    if len(members) == 1:
        return tuple(members)

    def nearness(one: Said) -> float:
        bag = one.content.features
        loose = _LOOSE if one.proposition.loose else 1.0
        return loose * sum(node.sum.get(f, 0.0) for f in sorted(bag)) / sqrt(len(bag) or 1)

    return tuple(sorted(members, key=lambda s: (-round(nearness(s), 9), s.proposition.report, s.proposition.span)))

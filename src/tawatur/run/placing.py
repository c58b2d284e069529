"""Puts reports among those of a store: what they share with which, the stories they change, where they come from.

Nothing here goes over the whole store. Each part asks the index which reports may be concerned, loads those, and lets
the stage itself decide on them: what comes out is what the stage makes of everything, under what was learned of the
heap when it was last traced whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from tawatur import passages, stages, stories
from tawatur.lineage.ties import tied
from tawatur.model import Derivation, Report, Story, versions
from tawatur.passages.candidates import Given
from tawatur.passages.prints import Run, runs
from tawatur.run.chain import Chain
from tawatur.run.learning import CROWDED, GRAMS, STEMS, UNTIMED, Learned, card, day, stem_keys
from tawatur.run.pages import touch
from tawatur.stores import Card, Met, Postings
from tawatur.stories.likeness import Compared
from tawatur.stories.linkage import Groups
from tawatur.stories.regroup import EDGE, MICRO, NONE, Edges, Graph, Node, Region, edges_of, frozen, regrouped
from tawatur.stories.terms import GRAIN, Heap, background, terms, vectors
from tawatur.text.grams import Keys

CROWD = 4  # times more reports than make a run of words a crowded one: more than these have come to have it since


class Placing:
    """One run's way of adding reports to the store of a chain."""

    def __init__(self, chain: Chain, learned: Learned) -> None:
        self.chain, self.store, self.index, self.settings = chain, chain.store, chain.store.index, chain.settings
        self.learned = learned
        self.heap = Heap(learned.leads, self.index.stems)
        self.stories = frozen(self.settings.stories, learned.leads)

    def place(self, ids: Collection[str]) -> None:
        """Places reports that are read and attributed, in one transaction; the stories whose claims have to be heard
        anew wait for it afterwards."""
        with self.store.transaction():
            fresh = list(self.store.reports(ids))
            gone, led = self._numbered(fresh)
            with self.chain.timed("passages"):
                lost = self._share(fresh)
            with self.chain.timed("stories"):
                touched = self._tell(fresh, gone, led)
            with self.chain.timed("lineage"):
                touched |= self._trace({report.id for report in fresh} | lost)
            self.index.done("report", ids)
            self.index.put_waiting("story", touched)
            touch(self.store, touched)

    # ── versions ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _numbered(self, fresh: Sequence[Report]) -> tuple[set[int], set[str]]:
        """Gives the reports their cards; numbers that group no more come back, and reports that do from now on.

        The numbers are those of reports that spoke for all versions of a page and do so no more, and the former ones
        of reports that are read otherwise than before. A report begins to group when it is new, or when the version
        that spoke for it is read otherwise.
        """
        number = self.index.next_number()
        former = {held.number for held in self.index.cards_of([report.id for report in fresh])}
        self.index.drop_cards(former)
        self.index.put_cards(card(number + place, report, True) for place, report in enumerate(fresh))
        ids = {report.id for report in fresh}
        first = self._first(ids)
        held = self.index.cards_of({*ids, *first, *first.values()})
        changed = [card for card in held if card.leads == (card.report in first)]
        self.index.put_cards(card._replace(leads=not card.leads) for card in changed)
        gone = {card.number for card in changed if card.leads}
        return former | gone, ids | {card.report for card in changed if not card.leads}

    def _first(self, ids: Iterable[str]) -> dict[str, str]:
        """The later versions among these reports and all of their pages, each with the first one."""
        pages = {held.page for held in self.store.digests(list(ids)).values()}
        several = [id for held in self.store.of_pages(pages).values() if len(held) > 1 for id in held]
        placed = {held.report for held in self.index.cards_of(several)}
        return versions(self.store.reports(placed)) if placed else {}

    # ── passages ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _share(self, fresh: Sequence[Report]) -> set[str]:
        """Finds what the reports share with those of the store, and with each other; reports that shared something
        with one of them as it was read before come back."""
        own_ids = [report.id for report in fresh]
        lost = {id for reuse in self.store.reuses_with(own_ids) for id in (reuse.a, reuse.b)}
        self.store.drop_reuses(own_ids)
        cards = {held.report: held for held in self.index.cards_of([report.id for report in fresh])}
        found = list(zip(fresh, runs(fresh, self.settings.passages), strict=True))
        pairs: set[tuple[str, str]] = set()
        crowded = []
        own = []
        for report, run in found:
            near, crowd = self._met(cards[report.id], run)
            crowded.append(crowd)
            own.append(run.keys[~np.isin(run.keys, crowd)])
            pairs |= {(report.id, held.report) for held in self.index.cards(near)}
        for place, (report, run) in enumerate(found):
            for other in range(place):
                both = np.intersect1d(own[place], own[other], assume_unique=True)
                if both.size and _often(both, run, found[other][1]) >= self.settings.passages.seeds:
                    pairs.add((report.id, fresh[other].id))
            use = np.isin(run.keys, own[place])
            number = np.full(int(use.sum()), cards[report.id].number, dtype=np.int64)
            self.index.post(GRAMS, Postings(run.keys[use], np.zeros_like(number), number, run.many[use]))
        if pairs:
            self._align(pairs, np.unique(np.concatenate(crowded)))
        return lost

    def _met(self, own: Card, run: Run) -> tuple[list[int], Keys]:
        """The numbers of the reports that share enough runs with one that comes, and which of its runs are crowded."""
        settings = self.settings.passages
        met = self.index.look(GRAMS, run.keys)
        crowd = met.number == CROWDED
        crowded = run.keys[np.unique(met.word[crowd])]
        crowd |= self._far(own, met)
        often: Counter[int] = Counter()
        numbers, where = np.unique(met.number[~crowd], return_inverse=True)
        sums = np.bincount(where, (run.many[met.word] * met.weight)[~crowd], minlength=len(numbers))
        often.update(dict(zip(numbers.tolist(), sums.astype(int).tolist(), strict=True)))
        rank = self.index.rank(own.at, own.report, self.learned.reports)
        for place in np.flatnonzero(np.isin(run.keys, crowded) & run.sampled).tolist():
            gram = int(run.keys[place : place + 1].view(np.int64)[0])
            for number in self.index.crowd(gram, rank, settings.neighbours):
                often[number] += int(run.many[place])
        return [number for number, many in often.items() if many >= settings.seeds], crowded

    def _far(self, own: Card, met: Met) -> NDArray[np.bool_]:
        """Which postings to leave out: where very many reports have come to have a run, those far off in time."""
        out = np.zeros(len(met.word), dtype=np.bool_)
        most = CROWD * self.settings.passages.common
        for word in np.flatnonzero(np.bincount(met.word) > most).tolist():
            places = np.flatnonzero(met.word == word)
            at = {held.number: abs(held.at - own.at) for held in self.index.cards(met.number[places].tolist())}
            far = sorted(places.tolist(), key=lambda place: (at.get(int(met.number[place]), 0), int(met.number[place])))
            out[far[most:]] = True
        return out

    def _align(self, pairs: Collection[tuple[str, str]], crowded: Keys) -> None:
        """Aligns pairs of reports and keeps what they share."""
        ids = {id for pair in pairs for id in pair}
        ordered = passages.in_time(self.store.reports(ids))
        place = {report.id: index for index, report in enumerate(ordered)}
        made = (sorted((place[a], place[b])) for a, b in pairs)
        allowed = np.array(sorted(a * len(ordered) + b for a, b in made), dtype=np.int64)
        said = dict(self.store.statements(ids))
        given = Given(allowed, crowded)
        self.store.add_reuses(stages.reuses(ordered, said, self.settings.passages, given=given))

    # ── stories ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _tell(self, fresh: Sequence[Report], gone: Collection[int], led: Collection[str]) -> set[str]:
        """Puts the reports into stories; which stories are new or otherwise."""
        first = self._first([report.id for report in fresh])
        leads = {first.get(report.id, report.id) for report in fresh}
        nodes = self.index.cards_of(leads)
        self._alike(nodes, led, gone)
        before = set(self.store.stories_of([*leads, *(held.report for held in self.index.cards(gone))]).values())
        start = {node.number for node in nodes} | self._members(before)
        region = regrouped(start, Graph(self._near, self._nodes, self._mates), self.stories)
        old = {story.id: story for story in self.store.stories(self._told(region) | before)}
        made, gone_stories = self._retold(region, old, {node.report for node in nodes})
        self.store.change_stories(gone_stories, made)
        self.store.unmark("claims", gone_stories)
        self.store.put_failures("claims", (), gone_stories)
        self.index.done("story", gone_stories)
        self._relate({story.id for story in made}, gone_stories)
        touch(self.store, gone_stories)
        return {story.id for story in made}

    def _alike(self, nodes: Sequence[Card], led: Collection[str], gone: Collection[int]) -> None:
        """Finds which reports are alike to some, and keeps it."""
        reports = stories.in_time(self.store.reports([node.report for node in nodes]))
        by_id = {node.report: node for node in nodes}
        near = self._worded(reports, [by_id[report.id] for report in reports], led)
        own = {id for held in self._versions([node.report for node in nodes]).values() for id in held}
        reuses = tuple(self.store.reuses_with(own))
        partners = {id for reuse in reuses for id in (reuse.a, reuse.b)}
        first = self._first(partners | own)
        others = {*self.index.cards(near), *self.index.cards_of({first.get(id, id) for id in partners})}
        leads = {held.report for held in self._ahead([held for held in others if held.leads])}
        ordered = stories.in_time([*reports, *self.store.reports(leads - by_id.keys())])
        pairs, follows = stories.alike(ordered, reuses, first, self.settings.stories, self.heap).compared
        numbers = {held.report: held.number for held in self.index.cards_of([report.id for report in ordered])}
        number = np.array([numbers[report.id] for report in ordered], dtype=np.int64)
        mine = {node.number for node in nodes}
        here = np.isin(number, list(mine))
        use = here[pairs.a] | here[pairs.b]
        behind = {follower: leader for follower, leader in follows.items() if here[follower]}
        found = edges_of(Compared(pairs.some(use), behind), number)
        stale = mine | set(gone)
        old = self._near(stale)
        beside = {int(n) for edges in old.values() for n in edges["other"]} | set(found)
        held = self._near(beside - stale)
        kept = {n: edges[~np.isin(edges["other"], list(stale))] for n, edges in held.items()}
        rows = {n: np.concatenate([kept.get(n, NONE), found.get(n, NONE)]) for n in beside - stale}
        rows |= {n: found.get(n, NONE) for n in stale}
        self.index.put_near({n: np.sort(edges, order="other").tobytes() for n, edges in rows.items()})

    def _worded(self, reports: Sequence[Report], cards: Sequence[Card], led: Collection[str]) -> set[int]:
        """The numbers of the reports that are alike to any of these by their words; the words of those that begin to
        group (`led`) are kept for later ones."""
        settings = self.settings.stories
        pack = stages.pack_of(stages.HOME)
        found = terms(reports, pack, settings)
        rows = vectors(found, background(pack), settings, self.heap)
        keys = stem_keys(found.stems)
        near: set[int] = set()
        for row, (held, report) in enumerate(zip(cards, reports, strict=True)):
            of = slice(rows.indptr[row], rows.indptr[row + 1])
            words, weights = keys[rows.indices[of]], np.rint(rows.data[of] / GRAIN).astype(np.int64)
            at, reach = day(held), int(np.ceil(settings.window))
            met = self.index.look(STEMS, words, None if at == UNTIMED else (at - reach, at + reach), (UNTIMED,))
            numbers, where = np.unique(met.number, return_inverse=True)
            sums = np.bincount(where, weights[met.word] * met.weight, minlength=len(numbers))
            near.update(numbers[sums * float(GRAIN) ** 2 >= settings.alike - 1e-6].tolist())
            if report.id in led:
                number = np.full(len(words), held.number, dtype=np.int64)
                self.index.post(STEMS, Postings(words, np.full_like(number, at), number, weights))
        return near

    def _versions(self, leads: Collection[str]) -> dict[str, list[str]]:
        """Every version of the reports that these lead, by the leading one."""
        out: dict[str, list[str]] = {lead: [lead] for lead in leads}
        for later, first in self._first(leads).items():
            out.setdefault(first, [first]).append(later)
        return out

    def _ahead(self, cards: Sequence[Card]) -> Sequence[Card]:
        """Those of some reports that follow no other; in a crowd the others are compared with nothing."""
        if len(cards) < self.settings.stories.crowded:
            return cards
        near = self._near([held.number for held in cards])
        return [held for held in cards if not near.get(held.number, NONE)["follows"].any()]

    def _near(self, numbers: Collection[int]) -> dict[int, Edges]:
        return {n: np.frombuffer(rows, dtype=EDGE) for n, rows in self.index.near(numbers).items()}

    def _nodes(self, numbers: Collection[int]) -> list[Node]:
        return [Node(held.at, held.report, held.number, held.outlet) for held in self.index.cards(numbers)]

    def _members(self, told: Collection[str]) -> set[int]:
        """The numbers of the reports that lead, in some stories."""
        inside = [id for story in self.store.stories(told) for id in story.reports] if told else []
        return {held.number for held in self.index.cards_of(inside) if held.leads}

    def _mates(self, numbers: Collection[int]) -> set[int]:
        told = self.store.stories_of([held.report for held in self.index.cards(numbers)])
        return set(numbers) | self._members(set(told.values()))

    def _told(self, region: Region) -> set[str]:
        return set(self.store.stories_of([node.report for node in region.nodes]).values())

    def _retold(
        self, region: Region, old: Mapping[str, Story], changed: Collection[str]
    ) -> tuple[list[Story], set[str]]:
        """The stories of a region that are new or otherwise than before, and the ids of those that are no more."""
        ids = [node.report for node in region.nodes]
        held = self._versions(ids)
        known = {frozenset(story.reports): story.id for story in old.values()}
        same: set[str] = set()
        again = []
        for members in region.groups:
            inside = frozenset(id for place in members for id in held[ids[place]])
            if inside in known and not inside.intersection(changed):
                same.add(known[inside])
            else:
                again.append(members)
        places = sorted(place for members in again for place in members)
        where = {place: index for index, place in enumerate(places)}
        reports = {r.id: r for r in self.store.reports([id for place in places for id in held[ids[place]]])}
        ordered = [reports[ids[place]] for place in places]
        group = np.full(len(ids), -1)
        for number, members in enumerate(again):
            group[list(members)] = number
        pairs = region.pairs
        use = (group[pairs.a] >= 0) & (group[pairs.a] == group[pairs.b])
        turned = np.array([where.get(place, -1) for place in range(len(ids))], dtype=np.int64)
        inner = pairs.some(use, turned)
        parted = Groups(tuple(tuple(where[place] for place in members) for members in again), {})
        later = {lead: [reports[id] for id in every[1:]] for lead, every in held.items() if lead in reports}
        made = list(stories.told(ordered, parted, inner, self.settings.stories, later))
        return made, old.keys() - same - {story.id for story in made}

    def _relate(self, made: Collection[str], gone: Collection[str]) -> None:
        """Keeps how alike the stories made are to others, and names the related ones anew."""
        before = self.index.kin([*made, *gone])
        sums: Counter[tuple[str, str]] = Counter()
        members = {n: story for story in self.store.stories(made) for n in self._members([story.id])}
        near = self._near(members)
        others = {int(n) for edges in near.values() for n in edges["other"]} - members.keys()
        reports = {held.number: held.report for held in self.index.cards(others)}
        of = self.store.stories_of(reports.values())
        story_of = {n: story.id for n, story in members.items()} | {n: of[id] for n, id in reports.items()}
        many = {story.id: story.many for story in self.store.stories({*made, *of.values()})}
        for n, edges in near.items():
            many[story_of[n]] -= bool(edges["follows"].any())
        for n, edges in near.items():
            for other, value in zip(edges["other"].tolist(), edges["value"].tolist(), strict=True):
                one, two = sorted((story_of[n], story_of[other]))
                if one != two and (other not in members or n < other):
                    sums[one, two] += value
        rows = [(*pair, round(total / MICRO / (many[pair[0]] * many[pair[1]]), 9)) for pair, total in sums.items()]
        rows = [row for row in rows if row[2] >= self.settings.stories.related]
        self.index.put_kin(rows, [*made, *gone])
        concerned = {id for one, two, _ in (*before, *rows) for id in (one, two)} | set(made)
        self._name_related(concerned - set(gone))

    def _name_related(self, ids: Collection[str]) -> None:
        """Rewrites the stories whose related ones are others than before."""
        related: dict[str, list[tuple[float, str]]] = {}
        for one, two, alike in self.index.kin(ids):
            related.setdefault(one, []).append((-alike, two))
        most = self.settings.stories.relatives
        named = {id: tuple(two for _, two in sorted(related.get(id, ()))[:most]) for id in ids}
        held = [story for story in self.store.stories(ids) if story.related != named[story.id]]
        self.store.change_stories((), [msgspec.structs.replace(story, related=named[story.id]) for story in held])
        touch(self.store, [story.id for story in held])

    # ── lineage ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _trace(self, fresh: Collection[str]) -> set[str]:
        """Traces where the reports come from, and those that share text with them; which stories that concerns."""
        web, again = self._web(fresh)
        reports = tuple(self.store.reports(web))
        reuses = tuple(self.store.reuses(web))
        said = dict(self.store.statements(web))
        made: dict[str, list[Derivation]] = {id: [] for id in again}
        for derivation in stages.derivations(reports, reuses, said, self.settings.lineage):
            if derivation.report in made:
                made[derivation.report].append(derivation)
        before: dict[str, list[Derivation]] = {id: [] for id in again}
        for derivation in self.store.derivations(again):
            before[derivation.report].append(derivation)
        changed = [id for id in sorted(again) if made[id] != before[id]]
        self.store.put_derivations([derivation for id in changed for derivation in made[id]], changed)
        return set(self.store.stories_of([*changed, *fresh]).values())

    def _web(self, fresh: Collection[str]) -> tuple[set[str], set[str]]:
        """The reports tied to these by shared text, over any number of ties, and which are to be traced anew: all of
        them, or of a web that is too large those next to these."""
        web, last = set(fresh), set(fresh)
        again: set[str] | None = None
        steps = 0
        while last and (len(web) <= self.settings.adding.web or steps < 3):
            ties = [reuse for reuse in self.store.reuses_with(last) if tied(reuse, self.settings.lineage)]
            last = {id for reuse in ties for id in (reuse.a, reuse.b)} - web
            web |= last
            steps += 1
            if steps == 1:
                again = set(web)
        return web, web if not last or again is None else again


def _often(both: Keys, one: Run, two: Run) -> int:
    """How often two reports meet on some runs of words."""
    return int((one.many[np.searchsorted(one.keys, both)] * two.many[np.searchsorted(two.keys, both)]).sum())

"""Times: on which day the happening that a story is about took place, as far as its reports name one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from tawatur.claims.joining import Group, Said
from tawatur.claims.propositions import Reading
from tawatur.model import Day, Span

_ONCE = "incident"  # sorts of happenings that a story is seldom about twice
# Days between two accounts of one happening: the next day, the one after, or the same day of another week.
SLIPS = (1, 2, 7)


def times(said: Sequence[Said], readings: Mapping[str, Reading]) -> list[Group]:
    """One group for each day that reports give for the incident most of them tell of; days that are no slip of the
    one most reports give are of other incidents. The order of `said` does not matter."""
    dated: dict[str, list[tuple[Day, Said]]] = defaultdict(list)
    for one in said:
        sort, days = one.content.sort, [v for v in one.proposition.values if isinstance(v, Day) and v.first]
        if sort is None or not sort.startswith(_ONCE) or one.proposition.shape == "figure" or len(days) != 1:
            continue
        if days[0].first == days[0].last and not (one.content.planned or one.content.negated):
            dated[sort].append((days[0], one))
    told = {sort: len({one.proposition.report for _, one in held}) for sort, held in dated.items()}
    if max(told.values(), default=0) < 2:
        return []
    main = max(sorted(told), key=told.__getitem__)
    by_day: dict[str, list[Said]] = defaultdict(list)
    for sort in sorted(dated):
        if sort.startswith(main) or main.startswith(sort):
            for day, one in dated[sort]:
                by_day[day.first].append(_short(one, day, readings[one.proposition.report]))
    reports = Counter({day: len({one.proposition.report for one in held}) for day, held in by_day.items()})
    usual = min(reports, key=lambda day: (-reports[day], day))
    return [_group(by_day[day]) for day in sorted(by_day) if _near(day, usual)]


def _near(day: str, usual: str) -> bool:
    return abs((date.fromisoformat(day) - date.fromisoformat(usual)).days) in (0, *SLIPS)


def _short(one: Said, day: Day, read: Reading) -> Said:
    """The words of a clause from the happening to the day, or the other way round."""
    prop = one.proposition
    heads = [i for i in range(prop.first, prop.last) if i in read.happenings]
    ends = [i for i in range(prop.first, prop.last) if read.words.ends[i] <= day.span.end]
    begins = [i for i in range(prop.first, prop.last) if read.words.starts[i] >= day.span.start]
    if not heads or not ends or not begins:
        return one
    first, last = min(heads[0], begins[0]), max(heads[0], ends[-1]) + 1
    span = Span(read.words.starts[first], read.words.ends[last - 1])
    return one._replace(proposition=prop._replace(span=span, first=first, last=last, values=(day,)))


def _group(held: Sequence[Said]) -> Group:
    """The shortest wording first."""
    first = sorted(held, key=lambda s: (len(s.proposition.chain), s.proposition.last - s.proposition.first, _place(s)))
    return Group(tuple(first), False, "time")


def _place(one: Said) -> tuple[str, Span]:
    return one.proposition.report, one.proposition.span

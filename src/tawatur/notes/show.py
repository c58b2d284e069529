"""What a store holds, told by weight: its stories, a story's claims, a claim's chains, a report's statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from tawatur.interface import say
from tawatur.model import Claim, Dossier, Relation, Report, Story, Support
from tawatur.notes.words import by_id, chain_of, in_its_sentence, listed, quoted, shown_by, signed, title_of, weight_of
from tawatur.stores import Store

STORIES = 20  # shown unless all are asked for: what a screen or two hold
CLAIMS = 20


def show(store: Store, what: str = "", language: str = "en", *, all: bool = False) -> str:
    """The note on `what`: nothing (the stories by weight), or the id of a story, claim or report, the beginning of
    one, or an input's own id. `all` leaves nothing out. Raises `StoreError` when `what` stands for nothing or for
    several things."""
    if not what:
        return "\n".join(_stories(store, language, all))
    found = store.find(what)
    if found.kind == "story":
        return "\n".join(_story(store.dossier(found.id), language, all))
    if found.kind == "claim":
        return "\n".join(_claim(store, found.id, language))
    return "\n".join(_report(store, found.id, language))


def _stories(store: Store, language: str, all: bool) -> Iterator[str]:
    counts = store.counts()
    yield say("note.stories", language, stories=counts["stories"], reports=counts["reports"])
    for story in islice(store.stories(), None if all else STORIES):
        yield ""
        yield f"{story.id}  {_span_of(story, language)}"
        yield f"    {quoted(story.headline)}"
    more = counts["stories"] - STORIES
    if more > 0 and not all:
        yield ""
        yield say("note.more-stories", language, stories=more)


def _span_of(story: Story, language: str) -> str:
    """How many reports of how many outlets, and from when to when."""
    if story.outlets:
        said = say("note.weight", language, reports=story.many, outlets=len(story.outlets))
    else:  # no report says who published it
        said = say("count.reports", language, n=story.many)
    days = [at.strftime("%Y-%m-%d") for at in (story.first, story.last) if at]
    return f"{said} · {' – '.join(dict.fromkeys(days))}" if days else said


def _story(dossier: Dossier, language: str, all: bool) -> Iterator[str]:
    story, reports = dossier.story, by_id(dossier.reports)
    supports = {support.claim: support for support in dossier.supports}
    near: dict[str, list[Relation]] = defaultdict(list)
    for relation in dossier.relations:
        near[relation.a].append(relation)
        near[relation.b].append(relation)
    yield quoted(story.headline)
    yield f"{story.id}  {_span_of(story, language)}"
    # what is contested or carried by several reports is the story; the rest follows when asked for
    weighty = [c for c in dossier.claims if near[c.id] or len({reports[a.report].one for a in c.attestations}) > 1]
    told = [c for c in weighty or dossier.claims if near[c.id] or not c.part_of]  # a part stands in its whole
    shown = dossier.claims if all else told[:CLAIMS]
    for number, claim in enumerate(shown, 1):
        yield ""
        yield f"{number:2d}. «{_wording(claim, reports)}»"
        yield from _weight(claim, supports.get(claim.id), language)
        yield from _related(claim, near[claim.id], reports, language)
    if len(shown) < len(dossier.claims):
        yield ""
        yield say("note.more-claims", language, claims=len(dossier.claims) - len(shown))
    if len(reports) > 1 or all:
        yield ""
        yield say("note.reports", language)
        for report in dossier.reports:
            first = dict(story.versions).get(report.id)
            version = f"  ({say('derivation.revised', language)} {first})" if first else ""
            yield f"    {report.id}  {signed(report, language)}  {title_of(report)}{version}"
    if story.related:
        yield ""
        yield say("note.related", language, stories=listed(story.related, language))


def _wording(claim: Claim, reports: Mapping[str, Report]) -> str:
    return shown_by(claim, reports[claim.wording.report])


def _weight(claim: Claim, support: Support | None, language: str) -> Iterator[str]:
    """Under a claim: its weight, its id, and its origins by name."""
    if support is None:
        yield f"    {claim.id}"
        return
    yield f"    {weight_of(support, language)}  ({claim.id})"
    if support.origins:
        yield "    " + say("note.origins", language, names=listed(support.origins, language))
    else:
        yield "    " + say("note.no-origin", language)


def _related(claim: Claim, near: list[Relation], reports: Mapping[str, Report], language: str) -> Iterator[str]:
    """Under a claim: the figures that replaced it, or that it replaced, or that it cannot stand beside."""
    for relation in sorted(near, key=lambda relation: (relation.kind, relation.id)):
        here = relation.a == claim.id
        other = relation.b_evidence if here else relation.a_evidence
        report = reports[other.report]
        name = say(f"relation.{relation.kind}", language)
        if relation.kind == "update":
            name = say("note.replaces" if here else "note.replaced", language)
        id = relation.b if here else relation.a
        yield f"    ↳ {name}: «{in_its_sentence(report, other.span)}» ({signed(report, language)}; {id})"


def _claim(store: Store, id: str, language: str) -> Iterator[str]:
    story = next(claim.story for claim in (store.claim(id),) if claim is not None)
    dossier = store.dossier(story)
    reports = by_id(dossier.reports)
    claim = next(claim for claim in dossier.claims if claim.id == id)
    support = next((support for support in dossier.supports if support.claim == id), None)
    yield f"«{_wording(claim, reports)}»"
    yield from _weight(claim, support, language)
    if support and support.said:
        yield "    " + say("note.said", language, independent=(support.said.low, support.said.high))
    near = [relation for relation in dossier.relations if id in (relation.a, relation.b)]
    yield from _related(claim, near, reports, language)
    for made in claim.attestations:
        report = reports[made.report]
        denied = say("note.denied", language) + " " if made.negated else ""
        yield ""
        yield f"{signed(report, language)}  ({report.id}, {report.input_id})"
        yield f"    {denied}«{in_its_sentence(report, made.span)}»"
        yield f"    {chain_of(report, made.chain, language)}"


def _changes(store: Store, before: Report, after: Report) -> Iterator[str]:
    """What was changed inside the text that two versions share: a silent correction."""
    for reuse in store.reuses((before.id, after.id)):
        turned = reuse.a == after.id
        for a, b in (change for passage in reuse.passages for change in passage.changed):
            old, new = (b, a) if turned else (a, b)
            yield f"        «{quoted(before.text, old)}» → «{quoted(after.text, new)}»"


def _report(store: Store, id: str, language: str) -> Iterator[str]:
    report = next(iter(store.reports((id,))))
    statements = dict(store.statements((id,))).get(id, ())
    yield title_of(report)
    yield f"{signed(report, language)}  ({report.id}, {report.input_id})"
    if report.credits:
        yield say("note.credits", language, names=listed((c.name for c in report.credits), language))
    story = store.story_of(id)
    if story:
        yield say("note.story", language, story=story)
    for derivation in store.derivations((id,)):
        source = next(iter(store.reports((derivation.source,))), None)
        name = f"{signed(source, language)} ({source.id})" if source else derivation.source.partition(":")[2]
        yield f"    {say(f'derivation.{derivation.kind}', language)} {name}"
        if source and derivation.kind == "revised":
            yield from _changes(store, source, report)
    for statement in statements:
        kind = say(f"statement.{statement.type}", language)
        denied = say("note.denied", language) + " " if statement.negated else ""
        yield ""
        yield f"[{kind}] {denied}«{quoted(report.text, statement.content)}»"
        yield f"    {chain_of(report, statement.chain, language)}"

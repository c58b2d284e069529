"""An invented story for the tests of dossiers: a lighthouse, four outlets, a copy, an update, a denial."""

from __future__ import annotations

from datetime import UTC, datetime

from tawatur.model import (
    Attestation,
    Block,
    Claim,
    Derivation,
    Dossier,
    Evidence,
    Furniture,
    Instant,
    Link,
    Passage,
    Quantity,
    Relation,
    Report,
    Reuse,
    Span,
    Story,
)
from tawatur.support import supports

TITLE = "سقوط منارة رأس الطيب في العاصفة"
LEAD = "سقطت منارة رأس الطيب فجر الاثنين وأصيب ثلاثة صيادين، بحسب ما قالت بلدية الرأس."
SECOND = "وقالت رئيسة البلدية نجوى الساحلي إن ترميم المنارة سيكلف 4 ملايين دينار."
SHARE = "شاركها على مواقع التواصل"
LATER = "ارتفع عدد المصابين في سقوط منارة رأس الطيب إلى خمسة، وفق بلدية الرأس."
DENIAL = "ونفت وزارة الأشغال أن يكون ترميم المنارة سيكلف 4 ملايين دينار."


def at(hour: int) -> Instant:
    """A time of the invented day."""
    return Instant(at=datetime(2026, 2, 2, hour, tzinfo=UTC), found="meta")


def a_report(id: str, outlet: str, hour: int | None, *paragraphs: str, title: str = TITLE, tail: str = "") -> Report:
    """A report of a title, paragraphs and perhaps a line of furniture, with blocks that tile it."""
    parts = [("title", title), *(("paragraph", p) for p in paragraphs)] + ([("furniture", tail)] if tail else [])
    text, blocks = "", []
    for kind, words in parts:
        start = len(text)
        text += words
        blocks.append(Block(kind=kind, span=Span(start, len(text))))  # type: ignore[arg-type]
        text += "\n\n"
    return Report(
        id=id,
        input_id=id,
        path=f"pages/{id}.html",
        text=text.rstrip(),
        title=blocks[0].span,
        outlet=f"outlet:{outlet}",
        outlet_name=outlet,
        url=f"https://{id}.example/1?a=<b>&c",
        language="ar",
        blocks=tuple(blocks),
        furniture=(Furniture(span=blocks[-1].span, rule="share"),) if tail else (),
        published=at(hour) if hour is not None else None,
    )


def where(report: Report, words: str) -> Span:
    """Where words stand in a report."""
    start = report.text.index(words)
    return Span(start, start + len(words))


def _made(report: Report, words: str, *chain: Link, negated: bool = False) -> Attestation:
    return Attestation(report=report.id, span=where(report, words), statement="t", chain=chain, negated=negated)


def lighthouse() -> Dossier:
    """The whole dossier."""
    town = Link(who="بلدية الرأس", kind="organisation", key="organisation:بلديه الراس", rule="cue")
    mayor = Link(who="رئيسة البلدية نجوى الساحلي", kind="person", key="person:نجوي الساحلي", rule="cue")
    works = Link(who="وزارة الأشغال", kind="organisation", key="organisation:وزاره الاشغال", rule="cue")
    r1 = a_report("r-1", "صدى الرأس", 6, LEAD, SECOND, tail=SHARE)
    r2 = a_report("r-2", "الموجة نيوز", 8, LEAD.replace("فجر", "صباح"), SECOND, title="بالصور: منارة تسقط")
    r3 = a_report("r-3", "قناة <b>البحر</b>", 12, LATER, title="خمسة مصابين في سقوط المنارة")
    r4 = a_report("r-4", "الشراع", None, DENIAL, title="الأشغال: لا صحة لكلفة الترميم")
    reports = (r1, r2, r3, r4)
    three = _claim("c-three", "figure", [_made(r1, "أصيب ثلاثة صيادين", town), _made(r2, "أصيب ثلاثة صيادين", town)])
    five = _claim("c-five", "figure", [_made(r3, "ارتفع عدد المصابين في سقوط منارة رأس الطيب إلى خمسة", town)])
    whole = where(r1, "سقطت منارة رأس الطيب فجر الاثنين وأصيب ثلاثة صيادين")
    fall = _claim("c-fall", "event", [Attestation(report="r-1", span=whole, statement="t", chain=(town,))])
    cost = _claim(
        "c-cost",
        "statement",
        [
            _made(r1, "ترميم المنارة سيكلف 4 ملايين دينار", mayor),
            _made(r2, "ترميم المنارة سيكلف 4 ملايين دينار", mayor),
            _made(r4, "يكون ترميم المنارة سيكلف 4 ملايين دينار", works, negated=True),
        ],
    )
    claims = (three, five, cost, fall)
    shared = (where(r1, LEAD), where(r2, LEAD.replace("فجر", "صباح")))
    changed = ((where(r1, "فجر"), where(r2, "صباح")),)
    reuse = Reuse(
        a="r-1", b="r-2", a_share=0.9, b_share=0.9, passages=(Passage(a=shared[0], b=shared[1], changed=changed),)
    )
    lineage = (
        Derivation(
            report="r-2",
            source="r-1",
            kind="copied",
            share=0.93,
            evidence=(
                Evidence(report="r-2", span=Span(shared[1].start, len(r2.text))),
                Evidence(report="r-1", span=Span(shared[0].start, len(r1.text))),
            ),
            note="credit-missing",
        ),
    )
    relation = Relation(
        id="x-1",
        kind="update",
        a="c-five",
        b="c-three",
        a_evidence=five.wording,
        b_evidence=three.wording,
        a_value=Quantity(span=where(r3, "خمسة"), low=5, high=5, unit="wounded"),
        b_value=Quantity(span=where(r1, "ثلاثة صيادين"), low=3, high=3, unit="wounded"),
        why="toll-rose",
    )
    return Dossier(
        story=Story(id="s-1", reports=("r-1", "r-2", "r-3", "r-4"), headline=TITLE, central="r-1"),
        reports=reports,
        reuses=(reuse,),
        derivations=lineage,
        claims=claims,
        relations=(relation,),
        supports=supports(claims, {report.id: report for report in reports}, lineage),
    )


def _claim(id: str, kind: str, attestations: list[Attestation]) -> Claim:
    first = attestations[0]
    return Claim(
        id=id,
        story="s-1",
        kind=kind,  # type: ignore[arg-type]
        wording=Evidence(report=first.report, span=first.span),
        attestations=tuple(attestations),
    )


def crowd(size: int) -> Dossier:
    """A story of so many reports, all of one claim each and of one claim together, half of them copies."""
    minister = Link(who="وزير الموانئ سعد البحار", kind="person", key="person:سعد البحار")
    reports = tuple(
        a_report(f"r-{n:04}", f"منبر {n}", n % 24, LEAD + f" رقم {n}.", "فقرة " * 220, title=f"عنوان {n}")
        for n in range(size)
    )
    together = [_made(report, "أصيب ثلاثة صيادين", minister) for report in reports]
    claims = [_claim("c-all", "event", together)]
    claims += [_claim(f"c-{n:04}", "event", [_made(report, f"رقم {n}", minister)]) for n, report in enumerate(reports)]
    lineage = tuple(
        Derivation(report=f"r-{n:04}", source=f"r-{n - 1:04}", kind="copied", share=0.95) for n in range(1, size, 2)
    )
    reuses = tuple(
        Reuse(
            a=f"r-{n - 1:04}",
            b=f"r-{n:04}",
            a_share=0.95,
            b_share=0.95,
            passages=(Passage(a=where(reports[n - 1], LEAD), b=where(reports[n], LEAD)),),
        )
        for n in range(1, size, 2)
    )
    return Dossier(
        story=Story(id="s-2", reports=tuple(r.id for r in reports), headline="قصة كبيرة", central="r-0000"),
        reports=reports,
        reuses=reuses,
        derivations=lineage,
        claims=tuple(claims),
        supports=supports(claims, {report.id: report for report in reports}, lineage),
    )

"""Support on claims one can check in the head."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.interface import say
from tawatur.model import Attestation, Credit, Derivation, Evidence, Range, Report, Span, Support
from tawatur.support import support
from tests.support.making import ELSEWHERE, WORDS, claim, copied, counted, link, made, report

ABC = {"r0": "alpha", "r1": "beta", "r2": "gamma"}
SAMEPLACE = (Evidence(report="r1", span=WORDS),)


def _codes(found: Support) -> list[str]:
    return [finding.code for finding in found.findings]


def test_three_outlets_in_their_own_voice() -> None:
    """Three outlets that name nobody: perhaps one origin, perhaps three."""
    found = counted([made("r0"), made("r1"), made("r2")], ABC)
    assert (found.reports, found.outlets, found.holds, found.said) == (3, 3, (1, 3), None)
    assert _codes(found)[0] == "support.unnamed"


def test_one_minister_through_two_agencies() -> None:
    """Two agencies quote one minister: one chain that it is so, two that he said it."""
    found = counted([made("r0", "agency:r", "minister"), made("r1", "agency:f", "minister")], ABC)
    assert (found.holds, found.said) == ((1, 1), (2, 2))
    assert found.cut_low == ("person:minister",)
    assert found.origins == ("minister",)


def test_two_bodies_are_two_origins() -> None:
    """Two named origins through two outlets are two chains."""
    found = counted([made("r0", "minister"), made("r1", "police")], ABC)
    assert found.holds == (2, 2)
    assert _codes(found)[0] == "support.several"


def test_one_outlet_is_one_chain_whatever_it_cites() -> None:
    """Both origins of one outlet fall with it."""
    found = counted([made("r0", "minister"), made("r0", "police", span=ELSEWHERE)], ABC)
    assert (found.holds, found.cut_low) == ((1, 1), ("outlet:alpha",))


def test_unknown_is_not_counted_below() -> None:
    """A named origin and an outlet in its own voice: the second may have it from the first."""
    found = counted([made("r0", "minister"), made("r1")], ABC)
    assert (found.holds, found.cut_low) == ((1, 2), ("person:minister",))
    assert _codes(found)[0] == "support.range-one"


def test_each_anonymous_source_is_one_above_and_none_below() -> None:
    """Unnamed sources of two outlets may be two, or one, or one of the named."""
    nameless = link("an official", "anonymous")
    found = counted([made("r0", nameless), made("r1", nameless), made("r2", "minister")], ABC)
    assert found.holds == (1, 3)
    assert "support.anonymous" in _codes(found)


def test_an_anonymous_source_behind_one_agency_is_one() -> None:
    """Two outlets that relay one agency's unnamed source have one between them."""
    nameless = link("an official", "anonymous")
    found = counted([made("r0", "agency:r", nameless), made("r1", "agency:r", nameless)], ABC)
    assert found.holds == (1, 1)


def test_an_agency_named_by_all_is_the_cut() -> None:
    """Outlets that credit one agency pass through it."""
    found = counted([made("r0", "agency:reuters"), made("r1", "agency:reuters")], ABC)
    assert (found.holds, found.cut_low) == ((1, 1), ("agency:reuters",))


def test_a_cited_agency_whose_source_is_known_is_no_origin() -> None:
    """One outlet names only the agency, another shows that the agency has it from the minister."""
    found = counted([made("r0", "agency:r"), made("r1", "agency:r", "minister"), made("r2", "minister")], ABC)
    assert (found.holds, found.cut_low) == ((1, 1), ("person:minister",))


def test_a_credit_of_the_report_is_a_hand_over() -> None:
    """An agency credited in the dateline stands between the outlet and the chain, with or without lineage."""
    reports = {id: report(id, outlet) for id, outlet in ABC.items()}
    from_agency = Credit(name="Reuters", source="agency:reuters", place="dateline")
    credited = {**reports, "r0": _with(reports["r0"], from_agency), "r1": _with(reports["r1"], from_agency)}
    found = support(claim([made("r0"), made("r1")]), credited, ())
    assert (found.holds, found.cut_low) == ((1, 1), ("agency:reuters",))
    lineage = [
        Derivation(report=id, source="agency:reuters", kind="credited", why=("dateline",)) for id in ("r0", "r1")
    ]
    assert support(claim([made("r0"), made("r1")]), reports, lineage).holds == (1, 1)


def _with(made, credit):
    fields = {name: getattr(made, name) for name in made.__struct_fields__}
    return type(made)(**{**fields, "credits": (credit,)})


def test_several_agencies_are_nobody() -> None:
    """ "Agencies" is no source: two outlets that credit them may have it from one or from two."""
    lineage = [Derivation(report=id, source="agency:several", kind="credited", why=("tail",)) for id in ("r0", "r1")]
    found = counted([made("r0"), made("r1")], ABC, *lineage)
    assert (found.holds, found.origins) == ((1, 2), ())


def test_a_copy_collapses_and_says_so() -> None:
    """A copy adds nothing, is listed with its source, and when it hides whose words it prints that is a finding."""
    found = counted([made("r0", "minister"), made("r1")], ABC, copied("r1", "r0"))
    assert (found.holds, found.said) == ((1, 1), (1, 1))
    assert found.collapsed == (("r1", "r0"),)
    assert {"support.uncredited", "support.dropped"} <= set(_codes(found))


def test_a_copy_that_names_its_source_is_no_laundering() -> None:
    """Who copies and says so launders nothing."""
    found = counted([made("r0", "minister"), made("r1", "outlet:alpha", "minister")], ABC, copied("r1", "r0"))
    assert "support.uncredited" not in _codes(found)


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    """Through a report that does not make the claim, lineage leads to the nearest that does."""
    found = counted([made("r0"), made("r2")], ABC, copied("r1", "r0"), copied("r2", "r1"))
    assert (found.holds, found.collapsed) == ((1, 1), (("r2", "r0"),))


def test_undirected_copies_are_one_component() -> None:
    """Who copied whom is unknown, that it is one text is not."""
    found = counted([made("r0"), made("r1")], ABC, copied("r1", "r0", directed=False))
    assert found.holds == (1, 1)
    assert _codes(found)[0] == "support.one-text"


def test_an_unseen_common_source_is_one_unknown_origin() -> None:
    """Outlets that share a text none of them wrote are one chain; a fourth with a source of its own is another."""
    lineage = [Derivation(report=id, source="unseen:u", kind="unseen", share=0.6) for id in ABC]
    found = counted([made(id) for id in ABC], ABC, *lineage)
    assert (found.holds, found.origins) == ((1, 1), ())
    more = counted([*(made(id) for id in ABC), made("r3", "minister")], {**ABC, "r3": "delta"}, *lineage)
    assert more.holds == (1, 2)


def test_an_outlet_that_copies_and_asks_for_itself() -> None:
    """A rewrite that brings a source of its own is a chain of its own; a verbatim copy cannot bring one."""
    own = counted([made("r0", "minister"), made("r1", "police")], ABC, copied("r1", "r0", evidence=(), share=0.5))
    assert own.holds == (2, 2)
    verbatim = counted([made("r0", "minister"), made("r1", "police")], ABC, copied("r1", "r0"))
    assert verbatim.holds == (1, 1)


def test_vanishing_attribution_raises_nothing() -> None:
    """An outlet that named its source on Tuesday and nobody on Wednesday is no second origin."""
    days = {"r0": 0, "r1": 30, "r2": 40}
    reports = {id: report(id, "alpha" if id != "r2" else "beta", hour) for id, hour in days.items()}
    first = [made("r0", "fire service"), made("r2", "fire service")]
    assert support(claim(first), reports, ()).holds == (1, 1)
    found = support(claim([*first, made("r1")]), reports, ())
    assert found.holds == (1, 1)
    vanished = next(finding for finding in found.findings if finding.code == "support.vanishing")
    assert vanished.fills == {"outlet": "alpha", "source": "fire service"}
    assert [evidence.report for evidence in vanished.evidence] == ["r0", "r1"]


def test_who_saw_it_first_and_quoted_later_stays_an_origin_above() -> None:
    """An outlet that said it in its own voice before it quoted anybody may have known it by itself."""
    reports = {"r0": report("r0", "alpha", 0), "r1": report("r1", "alpha", 9), "r2": report("r2", "beta", 9)}
    found = support(claim([made("r0"), made("r1", "minister"), made("r2", "minister")]), reports, ())
    assert found.holds == (1, 2)
    assert "support.vanishing" not in _codes(found)


def test_outlets_without_a_name_are_counted_and_shown_by_their_key() -> None:
    """An outlet known only by its address has its key for a name in every sentence."""
    reports = {
        id: Report(id=id, input_id=id, path=id, text="w" * 200, outlet="outlet:a.example") for id in ("r0", "r1")
    }
    found = support(claim([made("r0", "minister"), made("r1")]), reports, ())
    assert found.holds == (1, 1)
    assert {finding.fills.get("outlet", "a.example") for finding in found.findings} == {"a.example"}


def test_many_copied_sources_are_told_in_one_sentence() -> None:
    """Ten pairs of source and copy without credit make one finding with their number, not ten."""
    outlets = {f"r{at:02}": f"outlet {at:02}" for at in range(20)}
    copies = [copied(f"r{at + 1:02}", f"r{at:02}") for at in range(0, 20, 2)]
    found = counted([made(id, "minister") for id in outlets], outlets, *copies)
    many = [finding for finding in found.findings if finding.code == "support.uncredited-many"]
    assert [finding.fills["outlets"] for finding in many] == ["10"]
    assert "support.uncredited" not in _codes(found)


def test_circular_reporting_is_one_unknown_origin() -> None:
    """A cites B and B cites A: together they are one origin at most, and it is said so."""
    found = counted([made("r0", "outlet:beta"), made("r1", "outlet:alpha")], ABC)
    assert found.holds == (1, 1)
    assert {"support.one-circle", "support.circle"} <= set(_codes(found))
    third = counted([made("r0", "outlet:beta"), made("r1", "outlet:alpha"), made("r2")], ABC)
    assert third.holds == (1, 2)


def test_a_denial_carries_nothing() -> None:
    """Who denies the claim is no source of it, and stands in a finding."""
    found = counted([made("r0", "minister"), made("r1", "company", negated=True)], ABC)
    assert (found.reports, found.holds, found.origins) == (1, (1, 1), ("minister",))
    assert "support.denied" in _codes(found)


def test_a_claim_that_is_itself_a_denial() -> None:
    """Where the wording denies, those who deny carry it."""
    found = counted([made("r0", "company", negated=True), made("r1", "company", negated=True)], ABC)
    assert (found.reports, found.holds) == (2, (1, 1))


def test_unknown_outlets_may_be_one() -> None:
    """Reports of unknown outlets are as many outlets above and one below."""
    found = counted([made("r0", "minister"), made("r1", "police")], {"r0": None, "r1": None})
    assert (found.outlets, found.holds) == (2, (1, 2))
    assert "support.no-outlet" in _codes(found)


def test_said_needs_one_speaker() -> None:
    """That it was said is counted when one speaker says it; where outlets narrate it or several say it, it is not."""
    assert counted([made("r0", "minister"), made("r1")], ABC).said is None
    assert counted([made("r0", "minister"), made("r1", "police")], ABC).said is None
    assert counted([made("r0", "minister"), made("r1", "minister")], ABC).said == Range(1, 2)


def test_a_lead_in_own_voice_and_its_attribution_below() -> None:
    """A report that narrates in its lead what it attributes further down attributes it."""
    found = counted([made("r0"), made("r0", "minister", span=ELSEWHERE)], ABC)
    assert (found.holds, found.said, found.cut_high) == ((1, 1), (1, 1), ("person:minister",))


def test_the_layers_of_the_diagram() -> None:
    """Origins, relays, outlets and reports stand in their layers."""
    found = counted([made("r0", "agency:r", "minister")], ABC)
    assert [(v.key, v.layer) for v in found.vertices] == [
        ("agency:r", "relay"),
        ("outlet:alpha", "outlet"),
        ("person:minister", "origin"),
        ("r0", "report"),
    ]
    assert {(edge.a, edge.b) for edge in found.edges} == {
        ("r0", "outlet:alpha"),
        ("outlet:alpha", "agency:r"),
        ("agency:r", "person:minister"),
    }


def test_a_registered_agency_goes_by_its_name() -> None:
    """An agency that is known only by its key is shown by the name of the registry."""
    lineage = [Derivation(report="r0", source="agency:reuters", kind="credited", why=("byline",))]
    assert counted([made("r0")], ABC, *lineage).origins == ("رويترز",)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_finding_can_be_said(language: str) -> None:
    """The reason and the findings are sentences of the catalogue, complete in both languages."""
    nameless = link("an official", "anonymous")
    found = counted(
        [made("r0", "minister"), made("r1"), made("r2", nameless), made("r3", "union", negated=True)],
        {"r0": "alpha", "r1": "beta", "r2": None, "r3": "delta"},
        copied("r1", "r0"),
    )
    said = [say(finding.code, language, **finding.fills) for finding in found.findings]
    assert len(said) >= 5
    assert all(sentence.endswith(".") for sentence in said)


def test_the_example_of_the_docs() -> None:
    """What docs/support.md works out by hand is what comes out."""
    outlets = {"r0": "Harbour Radio", "r1": "The Daily", "r2": "Wave TV", "r3": "The Mast"}
    three = [made("r0", "harbour master"), made("r1", "harbour master"), made("r2", "agency:reuters", "harbour master")]
    found = counted([*three, made("r3")], outlets, copied("r1", "r0"))
    assert (found.reports, found.outlets, found.holds, found.said) == (4, 4, (1, 2), None)
    assert found.cut_low == ("person:harbour master",)
    assert found.collapsed == (("r1", "r0"),)
    assert _codes(found) == ["support.range-one", "support.own-voice", "support.uncredited"]
    assert counted(three, outlets, copied("r1", "r0")).said == Range(1, 2)


def test_a_relay_that_a_copy_traces_is_a_relay_for_all() -> None:
    """A copy that names whom the agency has it from tells so for every report that cites the agency."""
    chain = ["agency:r", "harbour master"]
    found = counted(
        [made("r0", "agency:t", "harbour master"), made("r1", *chain), made("r2", "agency:r")],
        ABC,
        copied("r1", "r0"),
    )
    assert (found.holds, found.origins) == ((1, 1), ("harbour master",))


def test_what_an_outlet_adds_to_a_copy_is_no_second_origin() -> None:
    """A report that copies the claim and says it again in words of its own has it from the text it copied."""
    again = made("r1", span=ELSEWHERE)
    found = counted([made("r0", "harbour master"), made("r1"), again], ABC, copied("r1", "r0", share=0.4))
    assert found.holds == (1, 1)


def test_agencies_credited_are_credited() -> None:
    """A copy of an agency's text that credits "agencies" does not conceal whose words it prints."""
    credits = tuple(
        Derivation(report="r0", source=source, kind=kind, why=why, evidence=(Evidence(report="r0", span=WORDS),))
        for source, kind, why in (
            ("agency:r", "copied", ("passages",)),
            ("agency:several", "credited", ("byline",)),
        )
    )
    silent = counted([made("r0")], {"r0": "one"}, credits[0])
    told = _credited_several(credits)
    assert "support.uncredited" in [finding.code for finding in silent.findings]
    assert "support.uncredited" not in [finding.code for finding in told.findings]


def _credited_several(derivations: tuple[Derivation, ...]) -> Support:
    """The support of a claim that one report makes which credits "agencies"."""
    credit = Credit(name="Agencies", source="agency:several", place="byline", span=WORDS)
    one = msgspec.structs.replace(report("r0", "one"), credits=(credit,))
    return support(claim([made("r0")]), {"r0": one}, derivations)


def _texts(found: dict[str, str], attestations: list[Attestation], *derivations: Derivation) -> Support:
    """The support of a claim whose reports have these texts, all of one outlet each by its first letter."""
    reports = {id: msgspec.structs.replace(report(id, id[0]), text=text) for id, text in found.items()}
    return support(claim(attestations), reports, derivations)


VOICES = [("The north pier is closed to ships", True), ("Lamps were sold in the market hall", False)]


@pytest.mark.parametrize(("second", "told"), VOICES)
def test_an_attribution_vanishes_where_the_same_is_said(second: str, told: bool) -> None:
    """An outlet's own voice that says something else in the claim's name is no attribution that vanished."""
    first = "The pier in the north is closed to ships"
    chains = [
        made("a1", "harbour master", span=Span(0, len(first))),
        made("a2", span=Span(0, len(second))),
    ]
    codes = [finding.code for finding in _texts({"a1": first, "a2": second}, chains).findings]
    assert ("support.vanishing" in codes) == told


def test_an_unnamed_source_does_not_vanish() -> None:
    """That "our correspondent" or a source without a name is left out in a later report is no finding."""
    first = "The pier in the north is closed to ships"
    nameless = link("a source", "anonymous")
    chains = [made("a1", nameless, span=Span(0, len(first))), made("a2", span=Span(0, len(first)))]
    codes = [finding.code for finding in _texts({"a1": first, "a2": first}, chains).findings]
    assert "support.vanishing" not in codes


@pytest.mark.parametrize(("rest", "told"), [(" Calm seas today.", True), (" Mr Quayle spoke on the pier.", False)])
def test_a_source_that_the_copy_names_elsewhere_is_not_lost(rest: str, told: bool) -> None:
    """A copy that names the source in another sentence has not dropped it."""
    words = "The pier in the north is closed to ships."
    place = Span(0, len(words))
    share = Derivation(
        report="b1",
        source="a1",
        kind="copied",
        share=0.7,
        evidence=(Evidence(report="b1", span=place), Evidence(report="a1", span=place)),
    )
    chains = [made("a1", "Orm Quayle", span=place), made("b1", span=place)]
    found = _texts({"a1": words + " Orm Quayle said.", "b1": words + rest}, chains, share)
    assert ("support.dropped" in [finding.code for finding in found.findings]) == told

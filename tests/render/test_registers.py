"""The registers an examiner asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from compliance.errors import Place
from compliance.model.answers import Evidence
from compliance.model.assessment import Reason
from compliance.model.description import Answered, Description
from compliance.render import render_html
from compliance.render.view import view
from compliance.render.view.assumptions import assumptions
from compliance.render.view.clocks import incidents
from compliance.render.view.contracts import contracts
from tests.render import hospital
from tests.render.description import architecture

if TYPE_CHECKING:
    from compliance.model.architecture import Architecture
    from compliance.render import ReportInput
    from compliance.render.view.clocks import IncidentRow

DIGEST = "ab" * 32


def described(**sections: Any) -> Architecture:
    """The hospital's architecture with sections replaced."""
    return architecture(sections)


def with_answers(report: ReportInput) -> ReportInput:
    """The hospital with one answer, its evidence, and places of facts."""
    item = Evidence(
        path="evidence/ra.pdf",
        sha256=DIGEST,
        kind="report",
        dated=dt.date(2026, 3, 14),
        issuer="Risk office",
        period="2025",
        kept_at="the safe",
        examined_by="internal reviewer",
    )
    answer = Answered(
        "risk-analysis-date",
        "security officer",
        "CISO",
        dt.date(2026, 11, 2),
        (item,),
        None,
        Place("answers.yaml", 4, 3),
    )
    return replace(
        report,
        description=Description(
            report.architecture,
            {"organisation": Place("architecture.yaml", 12, 1), "components": Place("architecture.yaml", 40, 1)},
            {"practices.risk_analysis.performed_on": (answer,)},
            attached=frozenset({DIGEST}),
        ),
    )  # fmt: skip


def test_applicability_names_fact_place_and_person(report: ReportInput) -> None:
    """What is out of scope rests on a fact with its line; who confirmed the lists is said, or that nobody did."""
    rows = view(with_answers(report)).registers.not_applicable
    assert all(row.fact and row.place and row.person for row in rows)
    assert {row.person for row in rows} == {"not stated (description)"}

    confirmed = described(
        completeness={"by": "Head of IT", "confirmed_on": "2026-11-06", "how": "Asset inventory."}
    )
    named = view(replace(with_answers(report), architecture=confirmed)).registers
    assert {row.person for row in named.not_applicable} == {"Head of IT"}
    assert named.confirmed.startswith("Head of IT confirmed on 6 November 2026")


def test_a_role_that_does_not_bind_is_the_fact_behind_it(report: ReportInput) -> None:
    """`not bound` shows the stated roles under that law."""
    made = report.assessment
    changed = tuple(
        replace(one, reason=Reason("not_bound", "It binds processors.")) if one.id == "Art. 22(1)" else one
        for one in made.provisions
    )
    rows = view(
        with_answers(replace(report, assessment=replace(made, provisions=changed)))
    ).registers.not_applicable
    row = next(row for row in rows if row.reason == "it binds processors")

    assert (row.fact, row.place) == (
        "Example General Hospital, role under GDPR: controller",
        "architecture.yaml:12",
    )


def test_every_default_that_applied_is_an_assumption(report: ReportInput) -> None:
    """Left-out operators, exceptions and dates are told with what rests on them."""
    told = {row.what: row for row in assumptions(report.architecture, report.assessment)}

    assert "the day that the description describes" in told
    assert "whether the lists name everything" in told
    assert "Patient record system" in told["who operates a component"].where
    assert told["exceptions for AI systems"].read_as == "not relied on"
    assert {row.what for row in assumptions(described(described_on="2026-11-13"), report.assessment)} == set(
        told
    ) - {"the day that the description describes"}


def test_a_carried_duty_shows_both_parts(report: ReportInput) -> None:
    """Theirs with document, services and end; ours by the findings about that party."""
    (row,) = view(report).registers.responsibilities

    assert (row.party, row.document, row.until) == ("Cloud host", "responsibility matrix 3.2", "30 Jun 2027")
    assert row.covers == "Prompt log and Template index"
    assert row.ours == "choosing, binding and watching the party: 2 met as stated"


def test_a_contract_signed_after_the_first_flow_stands_out() -> None:
    """Entity, services and accounts say when they are not stated; what is lacking is marked."""
    rows = {(row.party, row.agreement): row for row in contracts(architecture())}
    late = rows["Model vendor", "data processing agreement"]

    assert (late.late, late.signed, late.first_flow) == (True, "4 May 2026", "2 Mar 2026")
    assert late.entity == "legal entity not stated"
    assert late.services == "services not stated; accounts not stated"
    assert not rows["Cloud host", "business associate contract"].late


def test_a_document_is_listed_once_with_who_and_whether_it_was_there(report: ReportInput) -> None:
    """Digest, dates, giver, examiner, what it supports, and its state on the date."""
    (row,) = view(with_answers(report)).registers.evidence
    assert row.more == "issued by Risk office; period 2025; kept at the safe"

    assert (row.given_by, row.examined_by, row.sha256) == ("security officer", "internal reviewer", DIGEST)
    assert row.state == "found, digest equal"
    lost = with_answers(report)
    assert lost.description is not None
    (gone,) = view(
        replace(lost, description=replace(lost.description, attached=frozenset()))
    ).registers.evidence
    assert gone.state == "not found with this digest: supports nothing"


def test_every_answer_is_in_appendix_c(report: ReportInput) -> None:
    """With author, day and place."""
    page = render_html(with_answers(report))

    assert "security officer, CISO" in page
    assert "answers.yaml:4" in page


def incident(**fields: Any) -> IncidentRow:
    """One incident of the hospital, known on 1 September 2026."""
    stated = {"kind": "exposure", "known_on": "2026-09-01", **fields}
    (row,) = incidents(described(incidents={"leak": stated}), hospital.assessment())
    return row


@pytest.mark.parametrize(
    ("authority", "state", "late"),
    [
        ({"sent_on": "2026-09-03"}, "told 3 Sep 2026, day 2", False),
        ({"sent_on": "2026-09-08"}, "told 8 Sep 2026, day 7, after the last day", True),
        ({"status": "none"}, "not told; 80 days since it was known", True),
        (None, "not stated", False),
    ],
)
def test_the_clock_of_an_authority(authority: dict[str, str] | None, state: str, late: bool) -> None:  # noqa: FBT001 - an expected value
    """Seventy-two hours from the day of knowledge; what is not stated is not called late."""
    clock = next(
        c
        for c in incident(notified={"authority": authority} if authority else None).clocks
        if "33" in c.provision
    )

    assert (clock.until, clock.state, clock.late) == ("72 hours: 4 Sep 2026", state, late)


def test_the_clock_of_individuals_runs_sixty_days() -> None:
    """Day sixty after it became known."""
    clock = next(c for c in incident().clocks if c.provision == "HIPAA 164.404(b)")

    assert clock.until == "60 days: 31 Oct 2026"


def test_the_media_are_no_concern_of_a_small_incident() -> None:
    """Five hundred people of one state at most: nobody tells the press."""
    small = incident(persons_in_one_state="200")

    assert not [clock for clock in small.clocks if clock.whom.startswith("media")]
    assert [clock for clock in incident().clocks if clock.whom.startswith("media")]


def test_a_gap_that_may_be_an_incident_raises_the_banner(report: ReportInput) -> None:
    """Patient data at a party without a contract: a person is told that a clock may run."""
    (alarm,) = view(report).alarms

    assert (alarm.framework, alarm.refs) == ("HIPAA", ("F-01",))
    assert "A clock may be running" in render_html(report)
    calm = hospital.assessment(tuple(f for f in hospital.findings() if f.outcome != "gap"))
    assert "A clock may be running" not in render_html(hospital.report(assessment=calm))

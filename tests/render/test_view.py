"""Grouping, sorting and wording, before anything is placed on a page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compliance.model.assessment import ProvisionResult, Reason
from compliance.model.values import Listed, When
from compliance.render import ReportInput, stated, text, words
from compliance.render.view import View, view
from compliance.render.view.findings import chapter_of
from compliance.render.view.index import index
from compliance.render.view.provisions import provision_rows
from tests.render import hospital
from tests.render.description import architecture


@pytest.fixture(scope="module")
def made(report: ReportInput) -> View:
    """The hospital's view."""
    return view(report)


def test_a_block_holds_one_control_and_one_outcome(made: View) -> None:
    """Findings of one control and outcome share a block; its rows are the subjects."""
    transfers = next(block for block in made.blocks["gap"] if block.control == "gdpr-46-transfer-instrument")

    assert [row.subject for row in transfers.rows] == ["Abuse-review contractor", "Model vendor"]
    assert transfers.outcome == "gap"
    assert [c.id for c in transfers.criteria] == ["Art. 44", "Art. 46(1)"]


def test_gaps_are_ordered_by_severity_then_effort(made: View) -> None:
    """The heaviest come first; among equals, what is least work."""
    weights = [
        (["high", "medium", "low"].index(b.severity), ["days", "weeks", "months"].index(b.effort))
        for b in made.blocks["gap"]
    ]

    assert weights == sorted(weights)


def test_numbers_run_through_the_chapters(made: View) -> None:
    """F-01, F-02 and so on in the order of print."""
    order = [b.ref for chapter in ("gap", "historic", "upcoming", "judge") for b in made.blocks[chapter]]

    assert order == [f"F-{number:02}" for number in range(1, len(order) + 1)]


@pytest.mark.parametrize(
    ("outcome", "timing", "standing", "expected"),
    [
        ("gap", "in_force", "current", "gap"),
        ("gap", "in_force", "historic", "historic"),
        ("gap", "upcoming", "current", "upcoming"),
        ("gap", "proposed", "current", "upcoming"),
        ("unknown", "upcoming", "current", "open"),
        ("needs_review", "in_force", "current", "judge"),
        ("satisfied", "in_force", "current", "met"),
    ],
)
def test_chapters(outcome: str, timing: str, standing: str, expected: str) -> None:
    """What does not bind today never stands among the gaps of today."""
    finding = hospital.finding(
        "gdpr-30-record", "organisation:organisation", outcome, "x", timing=timing, standing=standing
    )

    assert chapter_of(finding) == expected


def test_the_plan_puts_law_to_come_last(made: View) -> None:
    """High before medium, today before tomorrow, and each step names the blocks it closes."""
    assert [step.number for step in made.plan] == list(range(1, len(made.plan) + 1))
    assert [bool(step.when) for step in made.plan] == sorted(bool(step.when) for step in made.plan)
    assert {ref for step in made.plan for ref in step.refs} == {
        block.ref for chapter in ("gap", "historic", "upcoming") for block in made.blocks[chapter]
    }


def test_a_question_collects_all_findings_it_settles(made: View) -> None:
    """One question is printed once, with every fact it states and every control that waits."""
    reviewers = next(question for question in made.questions if question.id == "reviewer-contract")

    assert reviewers.findings == 2
    assert reviewers.settles == ("gdpr-28-processor-contract", "hipaa-164-308-b-associate-contract")
    assert made.questions[-1].id == ""  # facts that no question states come last


def test_acceptance_and_determination_are_printed_with_their_author(made: View) -> None:
    """A person's word shows who said it; an accepted gap stays a gap."""
    accepted = next(row for row in made.registers.people if row.what.startswith("risk"))
    judged = next(row for row in made.registers.people if row.what.startswith("concluded"))

    assert accepted.what == "risk accepted; the gap stays"
    assert judged.who == "qualified reviewer, information security officer (another than who answered)"


def test_counts_on_page_one_are_of_provisions_in_force(made: View, report: ReportInput) -> None:
    """Law to come is counted apart."""
    act = next(result for result in made.results if result.id == "eu_ai_act")
    mine = [p for p in report.assessment.provisions if p.framework == "eu_ai_act"]

    assert sum(act.counts) + act.without == sum(p.timing == "in_force" for p in mine)
    assert act.upcoming == 2


def _provision(identifier: str, outcome: str | None, reason: str = "", **more: str) -> ProvisionResult:
    fields: dict[str, Any] = {
        "framework": "gdpr",
        "id": identifier,
        "disposition": "tested_whole",
        "outcome": outcome,
        "timing": "in_force",
        "applies_from": None,
        "assurance": None,
        "reason": Reason("r", reason) if reason else None,
        "controls": (),
    }
    return ProvisionResult(**{**fields, **more})


def test_neighbours_that_read_the_same_share_a_row(report: ReportInput) -> None:
    """Equal outcome, timing and reason: one row; anything else parts them, a heading does not."""
    results = [
        _provision("1", "gap"),
        _provision("2", None, disposition="not_a_duty"),
        _provision("3", "gap"),
        _provision("4", "gap", timing="proposed"),
        _provision("5", "not_applicable", "Nobody asked"),
        _provision("6", "not_applicable", "Nobody came"),
    ]
    rows = provision_rows(index(report), results, {"3": ("F-07",)})

    assert [[i for i, _ in row.ids] for row in rows] == [["1", "3"], ["4"], ["5"], ["6"], ["2"]]
    assert rows[0].refs == ("F-07",)
    assert rows[1].applies == "proposed, not law"
    assert rows[2].outcome == "not applicable because nobody asked"
    assert (rows[4].outcome, rows[4].reason) == ("no outcome", "no duty in itself")


def test_a_framework_out_of_scope_is_one_row(report: ReportInput) -> None:
    """When every provision has the same reason, dates no longer part them."""
    results = [
        _provision("1", "not_applicable", "x"),
        _provision("2", "not_applicable", "x", timing="superseded"),
    ]

    assert len(provision_rows(index(report), results, {})) == 1


def test_equal_input_gives_an_equal_view(report: ReportInput, made: View) -> None:
    """The view is a value."""
    assert view(replace(report)) == made


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "not stated"),
        (Listed.complete(["contact", "phi"]), "contact, PHI"),
        (Listed.complete(), "none"),
        (Listed(everything=True), "all"),
        (Listed(has=["phi"]), "PHI, more not stated"),
        (Listed(has=["phi"], lacks=["pan"]), "PHI, not PAN"),
    ],
)
def test_lists_say_whether_they_are_complete(value: Listed[str] | None, expected: str) -> None:
    """An open list says so; what it lacks is named."""
    assert stated.words(value) == expected


def test_a_word_is_named_by_what_it_stands_for() -> None:
    """A component of kind service is a service; an agreement of that kind is a contract."""
    assert (stated.word("service"), stated.agreement_name("service")) == ("service", "service contract")


def test_dates() -> None:
    """Exact days are printed as days, bounds as written, text that is no date untouched."""
    assert stated.day(When.parse("2026-03-02")) == "2 Mar 2026"
    assert stated.day(When.parse("../2026-03")) == "../2026-03"
    assert text.long_date("2026-11-20") == "20 November 2026"
    assert text.short_date("soon") == "soon"
    assert text.period("2026-03-02/2026-05-04") == "2 Mar 2026 to 4 May 2026"
    assert text.period("2026-03-02/..") == "2 Mar 2026 to an unknown day"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("No card data", "no card data"),
        ("PHI is absent.", "PHI is absent"),
        ("A person left", "a person left"),
    ],
)
def test_reasons_continue_the_sentence(reason: str, expected: str) -> None:
    """`not applicable because` goes on in small letters, but an acronym stays one."""
    result = _provision("1", "not_applicable", reason)

    assert words.printed_provision(result) == f"not applicable because {expected}"


def test_a_long_list_of_a_kind_is_one_entry(report: ReportInput) -> None:
    """Product law that leaves a class open entry by entry is counted, not spelled out; a few are printed one by one."""
    from compliance.model.assessment import Ask, Classified, Subject
    from compliance.render.view.classes import classes

    system = Subject("ai_system", "drafter")
    ids = [*(f"Annex I.A.{n}" for n in range(1, 13)), "Annex III.1", "Annex III.2", "Art. 6(1)"]
    open_ = tuple(
        Classified(
            "eu_ai_act", i, system, f"Listed as {i}.", None, (), (Ask("ai_systems.drafter.product", None),)
        )
        for i in ids
    )
    (folded,) = classes(index(report), replace(report.assessment, classification=open_)).open

    assert [provision for provision, _ in folded.conclusions] == [
        "Annex I.A.1 to Annex I.A.12",
        "Annex III.1",
        "Annex III.2",
        "Art. 6(1)",
    ]
    assert folded.conclusions[0][1].startswith("12 entries of Annex I.A, among them: Listed as Annex I.A.1;")
    assert folded.asks == ("Drafter: product",)


def test_a_set_of_data_is_kept_as_long_as_its_stores_say(made: View) -> None:
    """What a single store states stands beside what the set states."""
    from compliance.render.view.system import system_view

    stores = {"usage-record": {"retention": "30 days"}, "prompt": {}}
    changed = architecture({"components": {"log": {"kind": "log", "stores": stores}}, "flows": "none"})
    rows = {row.id: row.retention for row in system_view(changed, ()).data}

    assert rows["usage-record"] == "90 days unless a store says otherwise; 30 days in log"
    assert rows["discharge-letter"] == "10 years"
    assert rows["prompt"] == next(row.retention for row in made.system.data if row.id == "prompt")

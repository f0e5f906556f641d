"""Which findings make a pipeline stop."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError, UsageError
from compliance.model.assessment import AcceptanceNote, Note
from compliance.pipeline.assessing import Given, assessment_json
from compliance.pipeline.gate import baseline, gate, stopped
from tests.examples.described import assessed

if TYPE_CHECKING:
    from compliance.model.assessment import Assessment, Finding

LATE = "hipaa-308-associate-contract@party:model-vendor"
CONTENT = "hipaa-504-associate-contract-content@party:model-vendor"
COMING = "aia-50-2-output-marked@output:copilot/text"


@cache
def hospital() -> Assessment:
    """The hospital as described."""
    return assessed("hospital-api").assessment


def fails(assessment: Assessment, named: list[str]) -> bool:
    """Whether something is stopped by what `--fail-on` names."""
    return bool(stopped(assessment, gate(named)))


def only(found: Finding) -> Assessment:
    """An assessment with one finding."""
    return replace(hospital(), findings=(found,))


def finding(name: str, example: str = "hospital-api") -> Finding:
    """A finding of an example by its id."""
    source = hospital() if example == "hospital-api" else assessed(example).assessment
    return next(one for one in source.findings if one.id == name)


@pytest.mark.parametrize(
    ("severity", "named", "stops"),
    [
        ("high", ["high"], True),
        ("high", ["medium"], True),
        ("high", ["low"], True),
        ("medium", ["high"], False),
        ("medium", ["high", "low"], True),
        ("low", ["medium"], False),
        ("high", ["unknown"], False),
        ("high", [], False),
    ],
)
def test_a_gap_stops_at_its_severity_or_below(severity: str, named: list[str], *, stops: bool) -> None:
    """Naming a severity names those above it too; naming none stops nothing."""
    found = replace(finding(CONTENT), severity=severity)  # type: ignore[arg-type]
    assert fails(only(found), named) is stops


def test_a_cured_breach_does_not_stop() -> None:
    """It stays visible and gates nothing."""
    assert not fails(only(finding(LATE)), ["low"])


def test_law_to_come_does_not_stop() -> None:
    """Neither does a gap under law that is not in force yet."""
    assert not fails(only(finding(COMING, "payment-copilot")), ["low", "unknown"])


def test_an_unknown_stops_only_where_it_is_named() -> None:
    """An open question is no gap."""
    found = replace(finding(CONTENT), outcome="unknown")
    assert not fails(only(found), ["low"])
    assert fails(only(found), ["unknown"])


@pytest.mark.parametrize("outcome", ["satisfied", "needs_review"])
def test_other_outcomes_never_stop(outcome: str) -> None:
    """What is met or to be judged gates nothing."""
    found = replace(finding(CONTENT), outcome=outcome)  # type: ignore[arg-type]
    assert not fails(only(found), ["low", "unknown"])


@pytest.mark.parametrize("expired", [False, True])
def test_an_acceptance_lets_a_gap_through_until_it_expires(*, expired: bool) -> None:
    """The outcome stays what it is."""
    note = AcceptanceNote(reason="Until the renewal", approver="officer", until="2026-12-31", expired=expired)
    found = replace(finding(CONTENT), acceptance=note)
    assert fails(only(found), ["high"]) is expired
    assert found.outcome == "gap"


@pytest.mark.parametrize(("named", "stops"), [("upcoming:10d", False), ("upcoming:30d", True)])
def test_a_duty_that_begins_soon_stops_where_it_is_named(named: str, *, stops: bool) -> None:
    """Marking of output begins on 2 December 2026, twelve days after the date of the example."""
    coming = finding(COMING, "payment-copilot")
    assert {one.applies_from for one in coming.by_provision} == {"2026-12-02"}
    assert fails(only(coming), [named]) is stops


def test_a_duty_whose_day_nobody_can_tell_yet_stops_too() -> None:
    """It may begin within the days."""
    coming = finding(COMING, "payment-copilot")
    parts = tuple(replace(one, applies_from=None) for one in coming.by_provision)
    assert fails(only(replace(coming, by_provision=parts)), ["upcoming:1d"])


def test_a_gap_of_today_with_a_part_that_begins_soon_stops_for_the_part() -> None:
    """Of a finding in force that is met today, the provision to come counts."""
    found = finding(CONTENT)
    later = replace(found.by_provision[0], timing="upcoming", applies_from="2026-12-01", outcome="gap")
    both = replace(found, outcome="satisfied", by_provision=(later,))
    assert fails(only(both), ["upcoming:90d"])
    assert not fails(only(both), ["low", "unknown"])


@pytest.mark.parametrize(
    "word", ["upcoming", "upcoming:", "upcoming:90", "upcoming:-1d", "upcoming:x", "", "hihg"]
)
def test_what_is_no_gate_is_refused(word: str) -> None:
    """Wrong usage, with what could be written instead."""
    with pytest.raises(UsageError) as told:
        gate(["high", word])
    assert told.value.hint


def test_what_a_baseline_has_does_not_stop_again() -> None:
    """The same gap under the same gate; named apart in the count."""
    held = stopped(hospital(), gate(["low"]), hospital())
    assert not held
    assert held.known == len(stopped(hospital(), gate(["low"])).findings) > 0


def test_a_gap_that_the_baseline_did_not_have_stops() -> None:
    """Neither an unknown nor a gap somebody answered for is the gap of today."""
    gap = finding(CONTENT)
    note = AcceptanceNote("Until the renewal", "officer", "2026-12-31", expired=False)
    for before in (
        replace(gap, outcome="unknown"),
        replace(gap, acceptance=note),
        replace(gap, standing="historic"),
    ):
        assert stopped(only(gap), gate(["high"]), only(before)).findings == (gap,)
    assert stopped(only(gap), gate(["high"]), replace(hospital(), findings=())).findings == (gap,)


def test_one_more_provision_is_a_new_gap() -> None:
    """A clause that is lost stops, also where the agreement already lacked another."""
    gap = finding(CONTENT)
    (first, *_) = gap.by_provision
    before = replace(gap, by_provision=(replace(first, id="another"),))
    assert stopped(only(gap), gate(["high"]), only(before)).findings == (gap,)


def test_what_was_to_come_in_the_baseline_stops_once_it_is_in_force() -> None:
    """Its date has come; tolerated then, a gap of today now."""
    gap = finding(CONTENT)
    coming = tuple(
        replace(one, timing="upcoming", applies_from="2026-12-01", outcome="gap") for one in gap.by_provision
    )
    before = replace(gap, timing="upcoming", by_provision=coming)
    assert stopped(only(gap), gate(["high", "upcoming:90d"]), only(before)).findings == (gap,)


def test_a_renamed_control_is_the_same_gap() -> None:
    """The baseline knows it under the id it had before, and what it is called now is told."""
    gap = finding(CONTENT)
    old = replace(gap, id=gap.id.replace(gap.control, "old-name"), control="old-name")
    assert stopped(only(gap), gate(["high"]), only(old))
    held = stopped(only(replace(gap, replaces=(old.id,))), gate(["high"]), only(old))
    assert (held.findings, held.known, held.renamed) == ((), 1, ((old.id, gap.id),))


def test_contradictions_stop_also_where_the_baseline_had_them() -> None:
    """What is stated twice and differently may hide a gap."""
    note = Note("conflict", "x is stated twice")
    told = replace(hospital(), summary=replace(hospital().summary, notes=(note,)))
    assert stopped(told, gate(["high"]), told).conflict
    assert not stopped(told, gate([]))


def test_a_baseline_is_an_assessment_of_the_same_system() -> None:
    """Findings of one system would let those of another through."""
    given = Given("old.json", assessment_json(hospital()))
    assert baseline(given, hospital()) == hospital()
    with pytest.raises(InputError, match="not of"):
        baseline(given, assessed("payment-copilot").assessment)

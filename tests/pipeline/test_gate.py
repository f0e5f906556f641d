"""Which findings make a pipeline stop."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compliance.model.assessment import AcceptanceNote
from compliance.pipeline.gate import fails
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

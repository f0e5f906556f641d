"""The same description under later law: only what the dates of law say changes, and what may have lapsed is open."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.examples.described import DAY, assessed, catalog

if TYPE_CHECKING:
    from compliance.model.assessment import Assessment, Finding, ProvisionOutcome

NAMES = ("hospital-api", "hospital-self-hosted", "payment-copilot")
LATER = (dt.date(2027, 12, 2), dt.date(2028, 8, 2))


@cache
def on(name: str, as_of: dt.date) -> Assessment:
    """An example as of a day, with the facts of the first."""
    return assessed(name, as_of=as_of, described_on=DAY).assessment


@cache
def turns() -> dict[tuple[str, str], frozenset[dt.date]]:
    """The days on which each provision changes: where a stretch of its timeline begins or has ended."""
    found = {}
    for framework in catalog().frameworks:
        for provision in framework.provisions:
            days = {phase.from_ for phase in provision.timeline}
            days |= {phase.until + dt.timedelta(days=1) for phase in provision.timeline if phase.until}
            found[framework.framework.id, provision.id] = frozenset(days)
    return found


def turned(framework: str, provision: str, until: dt.date) -> bool:
    """Whether the law of a provision changed after the first day, up to another."""
    return any(DAY < day <= until for day in turns()[framework, provision])


@pytest.mark.parametrize("as_of", LATER, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_provisions_change_by_their_timelines_alone(name: str, as_of: dt.date) -> None:
    """Timing and date of a provision differ only where its timeline has a day in between."""
    before = {(one.framework, one.id): one for one in on(name, DAY).provisions}
    for now in on(name, as_of).provisions:
        old = before[now.framework, now.id]
        if (old.timing, old.applies_from) != (now.timing, now.applies_from):
            assert turned(now.framework, now.id, as_of), now
        assert old.disposition == now.disposition


@pytest.mark.parametrize("as_of", LATER, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_findings_change_by_dates_of_law_or_by_lapse(name: str, as_of: dt.date) -> None:
    """The outcome on a provision stays, or a met one becomes unknown because what supports it may have lapsed."""
    before = {finding.id: finding for finding in on(name, DAY).findings}
    after = {finding.id: finding for finding in on(name, as_of).findings}
    for key in {*before} ^ {*after}:
        finding = (before | after)[key]
        assert any(turned(finding.framework, one.id, as_of) for one in finding.by_provision), key
    for key in sorted({*before} & {*after}):
        _only_timing_or_lapse(before[key], after[key], as_of)


def _only_timing_or_lapse(old: Finding, now: Finding, as_of: dt.date) -> None:
    was = {entry.id: entry for entry in old.by_provision}
    for entry in now.by_provision:
        first = was[entry.id]
        if (first.timing, first.applies_from) != (entry.timing, entry.applies_from):
            assert turned(now.framework, entry.id, as_of), (now.id, entry)
        if first.outcome != entry.outcome:
            assert _lapsed(first, entry, now), (now.id, first, entry)
    if old.timing != now.timing:
        assert any(turned(now.framework, entry.id, as_of) for entry in now.by_provision)
    assert (old.severity, old.subject, old.remediation) == (now.severity, now.subject, now.remediation)


def _lapsed(first: ProvisionOutcome, now: ProvisionOutcome, finding: Finding) -> bool:
    """Something periodic was in date and is asked for again."""
    asked = any(ask.fact.endswith((".performed_on", ".until")) for ask in finding.asks)
    return (first.outcome, now.outcome) == ("satisfied", "unknown") and asked


def test_a_mark_on_output_is_due_from_its_day_on() -> None:
    """A system on the market before August 2026 has until 2 December 2026: a coming gap the day before, a gap on it."""
    name = "aia-50-2-output-marked@output:copilot/text"
    for as_of, timing in (
        (DAY, "upcoming"),
        (dt.date(2026, 12, 1), "upcoming"),
        (dt.date(2026, 12, 2), "in_force"),
    ):
        found = next(one for one in on("payment-copilot", as_of).findings if one.id == name)
        assert (found.outcome, found.timing) == ("gap", timing)
        assert [entry.applies_from for entry in found.by_provision] == ["2026-12-02"]


def test_a_coming_gap_counts_from_its_day_on() -> None:
    """Before it stands apart, after it is one gap more."""
    rows = {
        as_of: next(row for row in on("payment-copilot", as_of).summary.frameworks if row.id == "eu_ai_act")
        for as_of in (DAY, dt.date(2026, 12, 2))
    }
    early, late = rows.values()
    assert (early.upcoming_gaps, late.upcoming_gaps) == (1, 0)
    assert late.findings["gap"] == early.findings["gap"] + 1


@pytest.mark.parametrize("as_of", LATER, ids=str)
def test_laws_without_a_new_date_stay_as_they_are(as_of: dt.date) -> None:
    """Nothing changes for the hospital under HIPAA."""
    assert on("hospital-api", DAY).findings == on("hospital-api", as_of).findings

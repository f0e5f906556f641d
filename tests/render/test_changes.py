"""What the report says has changed since an earlier assessment."""

from __future__ import annotations

import pytest

from compliance.model.earlier import Earlier, EarlierFinding
from compliance.render import ReportInput, render_html
from compliance.render.view.changes import changes
from compliance.render.view.index import index
from tests.render import hospital

BAA = "hipaa-164-308-b-associate-contract@party:model-vendor"


def earlier() -> Earlier:
    """The findings of the report, a year before."""
    found = {
        one.id: EarlierFinding(one.control, one.outcome, one.timing, one.standing)
        for one in hospital.findings()
    }
    return Earlier("2025-11-20", "discharge-notes", "0" * 64, found, {})


def changed(report: ReportInput, finding: str, outcome: str | None) -> str:
    """The kind of change when one finding read otherwise before; None: it was not there."""
    before = earlier()
    found = dict(before.findings)
    known = found.pop(finding)
    if outcome is not None:
        found[finding] = EarlierFinding(known.control, outcome, known.timing, known.standing)
    made = changes(
        index(report), report.assessment, Earlier(before.as_of, before.system, before.sha256, found, {}), {}
    )
    assert made is not None
    (row,) = made.rows
    return row.kind


@pytest.mark.parametrize(
    ("finding", "before", "kind"),
    [
        (BAA, "satisfied", "new gap"),
        (BAA, None, "new gap"),
        (BAA, "unknown", "new gap"),
        ("gdpr-30-record@organisation:organisation", "gap", "closed"),
        ("gdpr-30-record@organisation:organisation", "unknown", "decided"),
        ("gdpr-35-impact-assessment@purpose:drafting-letters", "gap", "no longer decided"),
        ("gdpr-35-impact-assessment@purpose:drafting-letters", "satisfied", "no longer decided"),
    ],
)
def test_each_change_has_a_kind(report: ReportInput, finding: str, before: str | None, kind: str) -> None:
    """A gap that nobody can decide any more is not called closed."""
    assert changed(report, finding, before) == kind


def test_nothing_changed_is_said_with_its_number(report: ReportInput) -> None:
    """Equal findings make no rows."""
    made = changes(index(report), report.assessment, earlier(), {})

    assert made is not None
    assert (made.rows, made.unchanged) == ((), len(hospital.findings()))


def test_a_finding_that_is_gone_is_no_success(report: ReportInput) -> None:
    """What is no longer looked at says so beside the old gap."""
    before = earlier()
    found = {**before.findings, "gone@party:x": EarlierFinding("gone", "gap", "in_force", "current")}
    made = changes(
        index(report), report.assessment, Earlier("2025-11-20", "discharge-notes", "0", found, {}), {}
    )

    assert made is not None
    assert ("gap", "no longer looked at: its subject or control is gone") == (
        made.rows[0].before,
        made.rows[0].now,
    )


def test_another_system_and_another_catalog_are_named() -> None:
    """Whatever makes the two less comparable stands beside the numbers."""
    other = Earlier("2025-11-20", "billing", "0" * 64, {}, {"gdpr": "another"})
    page = render_html(hospital.report(earlier=other))

    assert "The earlier assessment is of another system, billing." in page
    assert "The catalog of GDPR was another one" in page
    assert "Changes since 20 November 2025" in page


def test_without_an_earlier_assessment_there_is_no_chapter(report: ReportInput) -> None:
    """The chapter is not there rather than empty."""
    assert "Changes since" not in render_html(report)

"""Whether an assessment lets a pipeline go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Collection

    from compliance.model.assessment import Assessment, Finding


GATES: Final = (*SEVERITIES, "unknown")
"""What can be named to make a run fail."""


def fails(assessment: Assessment, fail_on: Collection[str]) -> bool:
    """True where a current finding in force is at or above what is named: a severity for gaps, `unknown` for unknowns.

    Where architecture and answers contradict one another nothing is let through.
    Historic gaps and gaps with a running risk acceptance do not count; their outcome stays what it is.
    """
    named = [SEVERITIES.index(word) for word in SEVERITIES if word in fail_on]
    limit = max(named, default=-1)
    if fail_on and any(note.code == "conflict" for note in assessment.summary.notes):
        return True  # what is stated twice and differently may hide a gap
    return any(_counts(finding, limit, unknown="unknown" in fail_on) for finding in assessment.findings)


def _counts(finding: Finding, limit: int, *, unknown: bool) -> bool:
    if finding.timing != "in_force" or finding.standing != "current":
        return False
    if finding.outcome == "unknown":
        return unknown
    accepted = finding.acceptance is not None and not finding.acceptance.expired
    return finding.outcome == "gap" and not accepted and SEVERITIES.index(finding.severity) <= limit

"""The register of findings: every finding of the assessment on one line, whatever its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render import words
from compliance.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.assessment import Finding


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One finding: its full id, printed outcome, severity, timing and standing, and the block that tells more."""

    id: str
    outcome: str
    style: str
    mark: str
    severity: str
    standing: str
    ref: str


def register(findings: Iterable[Finding], refs: Mapping[str, str]) -> tuple[RegisterRow, ...]:
    """The findings in the order of the assessment."""
    return tuple(
        RegisterRow(
            id=clean(one.id),
            outcome=words.printed(one.outcome, one.assurance),
            style=words.STYLE[one.outcome],
            mark=words.MARK[one.outcome],
            severity=words.SEVERITY[one.severity],
            standing=_standing(one),
            ref=refs.get(one.id, "6.5" if one.outcome == "unknown" else "7"),
        )
        for one in findings
    )


def _standing(finding: Finding) -> str:
    if finding.standing == "historic":
        return "historic"
    return words.TIMING[finding.timing]

"""CSV (RFC 4180): a row for each finding, for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from compliance.render.formats.given import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.assessment import Finding
    from compliance.render.formats.given import Written

COLUMNS: Final = (
    "id", "framework", "control", "title", "subject_kind", "subject", "outcome", "severity", "timing", "applies_from",
    "standing", "assurance", "provisions", "message", "remedy", "effort", "questions", "accepted", "file", "line",
)  # fmt: skip
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters that make a spreadsheet take a text for a formula; the last four are their wide forms."""


def write(found: Written) -> bytes:
    """The findings in their order, UTF-8 with a byte order mark, since spreadsheets look for one."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for finding in found.assessment.findings:
        rows.writerow([_safe(cell) for cell in _cells(found, finding)])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _cells(found: Written, finding: Finding) -> Iterator[str]:
    place = found.place(finding)
    begins = min((one.applies_from for one in finding.by_provision if one.applies_from), default="")
    yield from (finding.id, finding.framework, finding.control, found.controls[finding.control].title)
    yield from (
        finding.subject.kind,
        finding.subject.id,
        finding.outcome,
        finding.severity,
        finding.timing,
        begins,
    )
    yield from (finding.standing, finding.assurance or "", "; ".join(finding.provisions), finding.message)
    yield from (finding.remediation.text, finding.remediation.effort)
    yield "; ".join(dict.fromkeys(name for ask in finding.asks for name in ask.names))
    yield "yes" if accepted(finding) else "no"
    yield from (place.file, str(place.line)) if place is not None else ("", "")


def _safe(text: str) -> str:
    """A text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(_STARTS) else text

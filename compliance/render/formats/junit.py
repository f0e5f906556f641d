"""JUnit XML: a suite for each framework, a case for each finding, for pipelines that show test results.

A gap of today is a failure; an unknown, and what a person must judge, is skipped with its reason; a gap somebody answers for, one
that was cured, and one of a duty that does not apply yet, is skipped too, since none of them stops a pipeline.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from compliance.render import words
from compliance.render.formats.given import accepted, counts_today
from compliance.render.text import harmless

if TYPE_CHECKING:
    from compliance.model.assessment import Finding
    from compliance.render.formats.given import Written


def write(found: Written) -> bytes:
    """One document; no times, as an assessment takes none."""
    top = ET.Element("testsuites", name=harmless(found.assessment.system.name or found.assessment.system.id))
    for scope in found.assessment.frameworks:
        findings = [one for one in found.assessment.findings if one.framework == scope.id]
        suite = ET.SubElement(
            top,
            "testsuite",
            name=found.short[scope.id],
            tests=str(len(findings)),
            errors="0",
            timestamp=f"{found.assessment.as_of}T00:00:00",
        )
        cases = [_case(suite, found, finding) for finding in findings]
        suite.set("failures", str(cases.count("failure")))
        suite.set("skipped", str(cases.count("skipped")))
    ET.indent(top)
    text: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _case(suite: ET.Element, found: Written, finding: Finding) -> str:
    """Add a case; the word for what became of it."""
    case = ET.SubElement(suite, "testcase", classname=finding.control, name=finding.id)
    place = found.place(finding)
    if place is not None:
        case.set("file", place.file)
        case.set("line", str(place.line))
    word = _word(finding)
    if word == "met":
        return word
    inside = ET.SubElement(case, word, message=harmless(finding.message))
    if word == "failure":
        inside.set("type", finding.severity)
    inside.text = harmless(_details(finding))
    return word


def _word(finding: Finding) -> str:
    if finding.outcome == "satisfied":
        return "met"
    return (
        "failure"
        if finding.outcome == "gap" and counts_today(finding) and not accepted(finding)
        else "skipped"
    )


def _details(finding: Finding) -> str:
    outcome = words.printed(finding.outcome, finding.assurance)
    cured = f", cured ({finding.period})" if finding.standing == "historic" else ""
    lines = [
        f"Outcome: {outcome}, {words.TIMING[finding.timing]}{cured}",
        f"Provisions: {', '.join(finding.provisions)}",
    ]
    lines += [f"{read.fact}: {read.value}" for read in finding.because]
    lines += [f"Open: {ask.fact}" for ask in finding.asks]
    if finding.acceptance is not None:
        lines.append(
            f"Accepted by {finding.acceptance.approver} until {finding.acceptance.until}: {finding.acceptance.reason}"
        )
    return "\n".join([*lines, f"Remedy: {finding.remediation.text}"])

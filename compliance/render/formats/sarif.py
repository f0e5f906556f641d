"""SARIF 2.1.0 (OASIS): results at their line of the description, provisions of law as taxonomies, acceptances as suppressions.

Gaps of today are results of kind `fail`, what a person must judge of kind `review`, unknowns of kind `open`; what does not apply
yet is `informational`. What is met gives no result. Consumers cap what they take (code scanning: 5 000 results shown, 20 tags
for a rule, 100 locations of a result): the worst come first, and what is left out is told as a notification.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from compliance.canonical import sha256
from compliance.model.assessment import SEVERITIES
from compliance.render.formats.given import NAME, accepted, counts_today
from compliance.render.text import harmless

if TYPE_CHECKING:
    from compliance.model.assessment import Finding
    from compliance.model.catalog import Control
    from compliance.render.formats.given import Written

MOST_RESULTS: Final = 5_000
MOST_TAGS: Final = 20
MOST_PLACES: Final = 20
"""Facts of a result that are pointed at; the JSON has all of them."""
_LEVEL: Final = {"high": "error", "medium": "warning", "low": "note"}
_RANK: Final = {"high": 90.0, "medium": 50.0, "low": 20.0}
_SECURITY: Final = {"high": "8.0", "medium": "5.0", "low": "2.0"}
"""What code scanning sorts by; it has no other way to tell severities apart."""
_KIND: Final = {"gap": "fail", "needs_review": "review", "unknown": "open"}
_ORDER: Final = ("gap", "needs_review", "unknown")


def write(found: Written) -> bytes:
    """One run."""
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [_run(found)],
    }
    return (json.dumps(log, indent=2, ensure_ascii=False) + "\n").encode()


def _run(found: Written) -> dict[str, Any]:
    told = found.assessment
    findings = sorted(
        (one for one in told.findings if one.outcome in _KIND and one.standing == "current"), key=_worst_first
    )
    shown = findings[:MOST_RESULTS]
    controls = sorted({one.control for one in shown})
    taxonomies = sorted({one.framework for one in shown})
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": NAME,
                "semanticVersion": told.tool.version,
                "rules": [_rule(found, found.controls[id_]) for id_ in controls],
                "supportedTaxonomies": [
                    {"name": name, "index": index} for index, name in enumerate(taxonomies)
                ],
            }
        },
        "automationDetails": {"id": f"{told.system.id}/{told.as_of}"},
        "taxonomies": [_taxonomy(found, framework, shown) for framework in taxonomies],
        "artifacts": [
            {
                "location": {"uri": found.uri(told.inputs.architecture.name)},
                "hashes": {"sha-256": told.inputs.architecture.sha256},
            }
        ],
        "results": [_result(found, one, controls.index(one.control)) for one in shown],
        "invocations": [_invocation(found, len(findings) - len(shown))],
        "columnKind": "unicodeCodePoints",
        "properties": {"asOf": told.as_of, "describedOn": told.described_on},
    }
    return run


def _worst_first(one: Finding) -> tuple[bool, int, int, str]:
    return not counts_today(one), _ORDER.index(one.outcome), SEVERITIES.index(one.severity), one.id


def _rule(found: Written, control: Control) -> dict[str, Any]:
    law = [f"{found.short[control.framework]} {id_}" for id_ in control.provisions.all]
    return {
        "id": control.id,
        "name": "".join(word.capitalize() for word in control.id.split("-")),
        "shortDescription": {"text": control.title},
        "fullDescription": {"text": control.statement},
        "help": {"text": f"{control.rationale}\n\nRemedy: {control.remediation.text}"},
        "defaultConfiguration": {"level": _LEVEL[control.severity], "rank": _RANK[control.severity]},
        "properties": {
            "tags": [control.framework, *law][:MOST_TAGS],
            "precision": "high",
            "security-severity": _SECURITY[control.severity],
        },
        "relationships": [
            {"target": {"id": id_, "toolComponent": {"name": control.framework}}, "kinds": ["relevant"]}
            for id_ in control.provisions.all
        ],
    }


def _taxonomy(found: Written, framework: str, findings: list[Finding]) -> dict[str, Any]:
    """A law as a taxonomy: the provisions that rules and results name."""
    used = {
        id_
        for one in findings
        if one.framework == framework
        for id_ in (*one.provisions, *found.controls[one.control].provisions.all)
    }
    law = next(one.framework for one in found.catalog.frameworks if one.framework.id == framework)
    taxa = [
        {"id": provision.id, "shortDescription": {"text": provision.title}}
        for (of, _), provision in found.provisions.items()
        if of == framework and provision.id in used
    ]
    return {
        "name": framework,
        "version": law.catalog_version,
        "shortDescription": {"text": f"{law.title} ({law.citation})"},
        "organization": NAME,
        "taxa": taxa,
        "isComprehensive": False,
    }


def _result(found: Written, one: Finding, index: int) -> dict[str, Any]:
    today = counts_today(one)
    kind = _KIND[one.outcome] if today else "informational"
    result: dict[str, Any] = {
        "ruleId": one.control,
        "ruleIndex": index,
        "kind": kind,
        "level": _LEVEL[one.severity] if kind == "fail" else "none",
        "message": {"text": _told(one.message)},
        "locations": [_location(found, one)],
        "partialFingerprints": _fingerprints(one),
        "taxa": [{"id": id_, "toolComponent": {"name": one.framework}} for id_ in one.provisions],
        "properties": {
            "findingId": one.id,
            "outcome": one.outcome,
            "timing": one.timing,
            "severity": one.severity,
            "remedy": one.remediation.text,
        },
    }
    facts = _facts(found, one)
    if facts:
        result["relatedLocations"] = facts
    if one.asks:
        result["properties"]["asks"] = [*dict.fromkeys(name for ask in one.asks for name in ask.names)]
    if one.acceptance is not None and accepted(one):
        note = one.acceptance
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": f"{note.reason} ({note.approver}, until {note.until})",
            }
        ]
    return result


def _told(text: str) -> str:
    """A message in which nothing is a link (SARIF 2.1.0, 3.11.6) or steers a screen: only descriptions bring either."""
    return harmless(text).replace("](", "] (")


def _fingerprints(one: Finding) -> dict[str, str]:
    """One of our own, and the one that code scanning goes by: a finding stays the same one when its line moves."""
    digest = sha256(one.id.encode())
    return {"complianceFinding/v1": digest, "primaryLocationLineHash": f"{digest[:16]}:1"}


def _facts(found: Written, one: Finding) -> list[dict[str, Any]]:
    """The facts behind a finding at their lines."""
    stated = [(read, read.source) for read in one.because if read.source is not None][:MOST_PLACES]
    return [
        {
            "id": number,
            "message": {"text": _told(f"{read.fact}: {read.value}")},
            "physicalLocation": {
                "artifactLocation": {"uri": found.uri(source.file)},
                "region": {"startLine": source.line, "startColumn": source.column},
            },
        }
        for number, (read, source) in enumerate(stated, start=1)
    ]


def _location(found: Written, one: Finding) -> dict[str, Any]:
    """The place of the first fact behind a finding; without one the first line of the description."""
    place = found.place(one)
    file = place.file if place is not None else found.assessment.inputs.architecture.name
    region = {"startLine": place.line, "startColumn": place.column} if place is not None else {"startLine": 1}
    return {
        "physicalLocation": {"artifactLocation": {"uri": found.uri(file)}, "region": region},
        "logicalLocations": [
            {
                "name": one.subject.id,
                "kind": one.subject.kind,
                "fullyQualifiedName": f"{one.subject.kind}:{one.subject.id}",
            }
        ],
    }


def _invocation(found: Written, left_out: int) -> dict[str, Any]:
    notes = [note.text for note in found.assessment.summary.notes]
    if left_out:
        notes.append(f"{left_out} further findings are left out; the JSON has them all.")
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": note}} for note in notes],
    }

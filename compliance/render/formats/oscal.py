"""OSCAL 1.2.1 assessment results: a finding for each provision, an observation for each of ours, a risk for each gap.

OSCAL knows two states. Only what is met is `satisfied`; a gap, what is not known and what a person must judge are
`not-satisfied`, told apart by reason, remarks and the property `outcome`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.canonical import sha256
from compliance.render import words
from compliance.render.formats import oscal_profile
from compliance.render.formats.given import NAME
from compliance.render.formats.oscal_findings import (
    input_resources,
    is_risk,
    observation,
    observation_uuid,
    origins,
    risk,
    risk_uuid,
    subjects,
    tool,
    tool_uuid,
)
from compliance.render.formats.oscal_parts import (
    PROFILE_FILE,
    control_id,
    encoded,
    fingerprint,
    line,
    metadata,
    moment,
    prop,
    reviewed,
    statement_id,
    uuid,
)

if TYPE_CHECKING:
    from compliance.model.assessment import Finding, ProvisionResult
    from compliance.render.formats.given import Written

_BASIS: Final = (
    "Derived by software from a description and answers supplied by the assessed party. Nothing was inspected, interviewed or "
    "tested by it; an outcome holds if the stated facts are true and complete."
)


def write(found: Written) -> bytes:
    """One document with one result."""
    components, parties = subjects(found, found.assessment.findings)
    name = fingerprint(found)
    plan = uuid("plan", name)
    return encoded(
        {
            "assessment-results": {
                "uuid": uuid("results", name),
                "metadata": metadata(found, "Assessment results", parties),
                "import-ap": {"href": f"#{plan}"},
                "results": [_result(found, components, name)],
                "back-matter": {"resources": [_plan(found, plan), *input_resources(found)]},
            }
        }
    )


def _result(found: Written, components: list[dict[str, Any]], name: str) -> dict[str, Any]:
    told = found.assessment
    result = {
        "uuid": uuid("result", name),
        "title": line(f"As of {told.as_of}, facts of {told.described_on}"),
        "description": _BASIS,
        "start": moment(told.as_of),
        "end": moment(told.as_of),
        "local-definitions": {
            "components": [*components, tool(found)],
            "assessment-assets": {
                "assessment-platforms": [
                    {
                        "uuid": uuid("platform", NAME, told.tool.version),
                        "title": NAME,
                        "uses-components": [{"component-uuid": tool_uuid(found)}],
                    }
                ]
            },
        },
        "reviewed-controls": {"control-selections": [_reviewed(found)]},
        "observations": [observation(found, one) for one in told.findings],
        "risks": [risk(found, one) for one in told.findings if is_risk(one)],
        "findings": _findings(found),
    }
    return {key: value for key, value in result.items() if value}


def _reviewed(found: Written) -> dict[str, Any]:
    ids = [{"control-id": control_id(*one)} for one in reviewed(found)]
    told: dict[str, Any] = {"description": "Provisions that have an outcome for the system on the date."}
    return told | {"include-controls": ids} if ids else told


def _findings(found: Written) -> list[dict[str, Any]]:
    """The provisions that have an outcome, each with the findings behind it."""
    behind: dict[tuple[str, str], list[Finding]] = {}
    for one in found.assessment.findings:
        for part in one.by_provision:
            behind.setdefault((one.framework, part.id), []).append(one)
    wanted = set(reviewed(found))
    return [
        _finding(found, one, behind.get((one.framework, one.id), []))
        for one in found.assessment.provisions
        if (one.framework, one.id) in wanted
    ]


def _finding(found: Written, one: ProvisionResult, behind: list[Finding]) -> dict[str, Any]:
    printed = words.printed(one.outcome or "not_applicable", one.assurance)
    title = found.provisions[one.framework, one.id].title
    told: dict[str, Any] = {
        "uuid": uuid(found.assessment.system.id, "finding", one.framework, one.id),
        "title": line(f"{found.short[one.framework]} {one.id}: {title}"),
        "description": line(f"{printed}, {words.TIMING[one.timing]}"),
        "props": [prop("outcome", printed), prop("timing", words.TIMING[one.timing])],
        "origins": origins(found),
        "target": {
            "type": "statement-id",
            "target-id": statement_id(one.framework, one.id),
            "status": _status(one, printed),
        },
    }
    if behind:
        told["related-observations"] = [
            {"observation-uuid": observation_uuid(found, each)} for each in behind
        ]
    risks = [each for each in behind if is_risk(each) and _fails(each, one.id)]
    if risks:
        told["related-risks"] = [{"risk-uuid": risk_uuid(found, each)} for each in risks]
    return told


def _fails(one: Finding, provision: str) -> bool:
    return any(part.id == provision and part.outcome == "gap" for part in one.by_provision)


def _status(one: ProvisionResult, printed: str) -> dict[str, str]:
    """The state; what is no plain gap of today says what it is."""
    if one.outcome == "satisfied":
        return {"state": "satisfied", "remarks": printed}
    today = one.outcome == "gap" and one.timing == "in_force"
    why = f"{printed}, {words.TIMING[one.timing]}"
    if one.timing == "upcoming" and one.applies_from:
        why = f"{why}, applies from {one.applies_from}"
    return {
        "state": "not-satisfied",
        "reason": "fail" if today else "other",
        "remarks": line(f"{why}. {one.reason.text}" if one.reason else why),
    }


def _plan(found: Written, name: str) -> dict[str, Any]:
    """What stands for the plan that OSCAL wants: the provisions to look at are those of the profile beside this file."""
    return {
        "uuid": name,
        "title": "Plan of the assessment",
        "description": "There is no plan in OSCAL: the program evaluates every provision of the catalog. The profile names those "
        "that have an outcome; written by the same program as oscal-profile, it stands beside this file.",
        "rlinks": [
            {
                "href": PROFILE_FILE,
                "media-type": "application/json",
                "hashes": [{"algorithm": "SHA-256", "value": sha256(oscal_profile.write(found))}],
            }
        ],
    }

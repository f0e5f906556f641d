"""OSCAL 1.2.1 plan of action and milestones: an item for each gap that is not cured, the worst first, with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.model.assessment import SEVERITIES
from compliance.render import words
from compliance.render.formats.oscal_findings import (
    input_resources,
    is_risk,
    observation,
    observation_uuid,
    risk,
    risk_uuid,
    subjects,
    tool,
)
from compliance.render.formats.oscal_parts import NAMESPACE, encoded, fingerprint, line, metadata, prop, uuid

if TYPE_CHECKING:
    from compliance.model.assessment import Finding
    from compliance.render.formats.given import Written

_NONE: Final = (
    "The stated facts show no gap; what is not known or for a person to judge is in the assessment results."
)


def write(found: Written) -> bytes:
    """One plan. OSCAL wants an item in it: without a gap there is one that says so."""
    gaps = sorted((one for one in found.assessment.findings if is_risk(one)), key=_worst_first)
    components, parties = subjects(found, gaps)
    plan = {
        "uuid": uuid("poam", fingerprint(found)),
        "metadata": metadata(found, "Plan of action and milestones", parties),
        "system-id": {"identifier-type": NAMESPACE, "id": line(found.assessment.system.id)},
        "local-definitions": {"components": [*components, tool(found)]},
        "observations": [observation(found, one) for one in gaps],
        "risks": [risk(found, one) for one in gaps],
        "poam-items": [_item(found, one) for one in gaps] or [_nothing(found)],
        "back-matter": {"resources": input_resources(found)},
    }
    return encoded({"plan-of-action-and-milestones": {key: value for key, value in plan.items() if value}})


def _worst_first(one: Finding) -> tuple[bool, int, str]:
    return one.timing != "in_force", SEVERITIES.index(one.severity), one.id


def _item(found: Written, one: Finding) -> dict[str, Any]:
    law = f"{found.short[one.framework]} {', '.join(one.provisions)}"
    return {
        "uuid": uuid(found.assessment.system.id, "item", one.id),
        "title": line(found.controls[one.control].title),
        "description": line(f"{one.message} Remedy: {one.remediation.text}"),
        "props": [
            prop("provisions", law),
            prop("severity", one.severity),
            prop("effort", words.EFFORT[one.remediation.effort]),
            prop("timing", words.TIMING[one.timing]),
        ],
        "related-observations": [{"observation-uuid": observation_uuid(found, one)}],
        "related-risks": [{"risk-uuid": risk_uuid(found, one)}],
    }


def _nothing(found: Written) -> dict[str, Any]:
    return {
        "uuid": uuid(found.assessment.system.id, "item", "none"),
        "title": "No gap in what is stated",
        "description": _NONE,
    }

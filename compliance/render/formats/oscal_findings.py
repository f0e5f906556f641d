"""Findings as OSCAL observations and risks, and what they are about as components and parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.render import words
from compliance.render.formats.given import NAME, accepted
from compliance.render.formats.oscal_parts import (
    NAMESPACE,
    line,
    moment,
    prop,
    subject_title,
    subject_uuid,
    uuid,
)
from compliance.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.assessment import Finding, Input, Read, Subject
    from compliance.render.formats.given import Written

_PARTIES: Final = frozenset({"organisation", "party"})


def observation_uuid(found: Written, one: Finding) -> str:
    """The UUID of a finding as an observation."""
    return uuid(found.assessment.system.id, "observation", one.id)


def risk_uuid(found: Written, one: Finding) -> str:
    """The UUID of a gap as a risk."""
    return uuid(found.assessment.system.id, "risk", one.id)


def tool_uuid(found: Written) -> str:
    """The UUID of the program that derived the assessment."""
    return uuid("tool", NAME, found.assessment.tool.version)


def is_risk(one: Finding) -> bool:
    """Whether a finding is a gap that is not cured, of today or to come."""
    return one.outcome == "gap" and one.standing == "current" and one.timing in {"in_force", "upcoming"}


def observation(found: Written, one: Finding) -> dict[str, Any]:
    """A finding. Its method is unknown to OSCAL: nothing was examined, nobody was interviewed and nothing was tested."""
    kind = "party" if one.subject.kind in _PARTIES else "component"
    told: dict[str, Any] = {
        "uuid": observation_uuid(found, one),
        "title": line(found.controls[one.control].title),
        "description": line(one.message),
        "props": _props(one),
        "methods": ["UNKNOWN"],
        "types": ["historic" if one.standing == "historic" else "finding"],
        "origins": origins(found),
        "subjects": [
            {
                "subject-uuid": subject_uuid(found, one.subject),
                "type": kind,
                "title": subject_title(found, one.subject),
            }
        ],
        "collected": moment(found.assessment.described_on),
    }
    evidence = [_fact(found, read) for read in one.because]
    if evidence:
        told["relevant-evidence"] = evidence
    asks = sorted({name for ask in one.asks for name in ask.names})
    return told | {"remarks": f"Settled by: {', '.join(asks)}"} if asks else told


def origins(found: Written) -> list[dict[str, Any]]:
    """Who says so: the program."""
    return [{"actors": [{"type": "tool", "actor-uuid": tool_uuid(found)}]}]


def _props(one: Finding) -> list[dict[str, str]]:
    told = {
        "finding-id": one.id,
        "control": one.control,
        "outcome": words.printed(one.outcome, one.assurance),
        "severity": one.severity,
        "timing": words.TIMING[one.timing],
        "standing": one.standing,
        "period": one.period or "",
    }
    return [prop(name, value) for name, value in told.items() if value]


def _fact(found: Written, read: Read) -> dict[str, str]:
    """A fact behind a finding, with the input that states it."""
    said = f"{read.fact}: {read.value}"
    if read.source is None:
        return {"description": line(said)}
    file = read.source.file
    at = {"href": f"#{uuid('input', file, _digest(found, file))}"} if _digest(found, file) else {}
    return {**at, "description": line(f"{said} ({file}:{read.source.line})")}


def _digest(found: Written, file: str) -> str:
    return next((one.sha256 for one in inputs(found) if one.name == file), "")


def inputs(found: Written) -> list[Input]:
    """The files that went in."""
    told = found.assessment.inputs
    return [one for one in (told.architecture, *told.answers, told.determinations, told.acceptances) if one]


def input_resources(found: Written) -> list[dict[str, Any]]:
    """The files that went in, with their digests, for the back of a document."""
    return [
        {
            "uuid": uuid("input", one.name, one.sha256),
            "title": line(one.name),
            "rlinks": [
                {"href": found.uri(one.name), "hashes": [{"algorithm": "SHA-256", "value": one.sha256}]}
            ],
        }
        for one in inputs(found)
    ]


def risk(found: Written, one: Finding) -> dict[str, Any]:
    """A gap. One that somebody answers for is a deviation, with who, until when and why."""
    told: dict[str, Any] = {
        "uuid": risk_uuid(found, one),
        "title": line(found.controls[one.control].title),
        "description": line(one.message),
        "statement": line(found.controls[one.control].rationale),
        "props": _props(one),
        "status": "deviation-approved" if accepted(one) else "open",
        "origins": origins(found),
        "characterizations": [
            {
                "origin": origins(found)[0],
                "facets": [{"name": "severity", "system": NAMESPACE, "value": one.severity}],
            }
        ],
        "remediations": [
            {
                "uuid": uuid(found.assessment.system.id, "remedy", one.id),
                "lifecycle": "recommendation",
                "title": "Remedy",
                "description": line(one.remediation.text),
                "props": [prop("effort", words.EFFORT[one.remediation.effort])],
            }
        ],
        "related-observations": [{"observation-uuid": observation_uuid(found, one)}],
    }
    begins = [part.applies_from for part in one.by_provision if part.applies_from]
    if one.timing == "upcoming" and begins:
        told["deadline"] = moment(min(begins))
    note = one.acceptance
    if note is not None:
        expired = " (expired)" if note.expired else ""
        told["props"] += [
            prop("accepted-by", note.approver, clean(note.reason)),
            prop("accepted-until", f"{note.until}{expired}"),
        ]
    return told


def subjects(
    found: Written, findings: Iterable[Finding]
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """What findings are about: components (their type is the kind of subject), and the parties among them; each once."""
    known: dict[tuple[str, str], Subject] = {
        (one.subject.kind, one.subject.id): one.subject for one in findings
    }
    components, parties = [], []
    for (kind, name), subject in sorted(known.items()):
        head = {"uuid": subject_uuid(found, subject)}
        title = subject_title(found, subject)
        if kind in _PARTIES:
            parties.append(head | {"type": "organization", "name": title})
        else:
            about = {"type": kind, "title": title, "description": line(f"{kind.replace('_', ' ')} {name}")}
            components.append(head | about | {"status": {"state": "operational"}})
    return components, parties


def tool(found: Written) -> dict[str, Any]:
    """The program as a component."""
    return {
        "uuid": tool_uuid(found),
        "type": "software",
        "title": NAME,
        "description": "Derives findings from a description and answers; it inspects nothing.",
        "props": [{"name": "version", "value": found.assessment.tool.version}],
        "status": {"state": "operational"},
    }

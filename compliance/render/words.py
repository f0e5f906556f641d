"""The words the report prints for the words of the assessment. One place, so that one thing has one name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from compliance.model.assessment import (
        Assurance,
        Disposition,
        Effort,
        Outcome,
        ProvisionResult,
        Severity,
        Timing,
    )

MET: Final[dict[Assurance, str]] = {
    "stated": "met as stated",
    "attached": "met, evidence attached",
    "examined": "met, evidence examined",
}
OUTCOME: Final[dict[Outcome, str]] = {
    "gap": "gap",
    "unknown": "not known",
    "needs_review": "a person must judge",
    "satisfied": "met as stated",
    "not_applicable": "not applicable",
}
MARK: Final[dict[Outcome, str]] = {
    "gap": "\N{BLACK UP-POINTING TRIANGLE}",
    "unknown": "\N{WHITE CIRCLE}",
    "needs_review": "\N{BLACK DIAMOND}",
    "satisfied": "\N{BLACK CIRCLE}",
    "not_applicable": "\N{EN DASH}",
}
STYLE: Final[dict[Outcome, str]] = {
    "gap": "gap",
    "unknown": "open",
    "needs_review": "judge",
    "satisfied": "met",
    "not_applicable": "na",
}
TIMING: Final[dict[Timing, str]] = {
    "in_force": "in force",
    "upcoming": "not yet in force",
    "superseded": "superseded",
    "vacated": "set aside by a court",
    "proposed": "proposed, not law",
}
DISPOSITION: Final[dict[Disposition, str]] = {
    "tested_whole": "tested whole",
    "tested_in_part": "tested in part",
    "person_judges": "a person judges",
    "event_triggered": "only after an event",
    "only_when_relied_on": "only when relied on",
    "not_a_duty": "no duty in itself",
    "not_readable": "cannot be read from a description",
    "not_catalogued": "listed, no control yet",
}
SEVERITY: Final[dict[Severity, str]] = {"high": "High", "medium": "Medium", "low": "Low"}
SEVERITY_MEANS: Final[dict[Severity, str]] = {
    "high": "People's data or rights are exposed now, or a prohibition, a missing contract or a missing legal basis is "
    "concerned; work on it starts at once.",
    "medium": "A required safeguard or document is missing or incomplete while others still protect people; it is planned "
    "and dated.",
    "low": "A formality or a detail of a safeguard that exists; it is put right with the next regular change.",
}
DETERMINED: Final = {"met": "met", "not_met": "not met"}
EFFORT: Final[dict[Effort, str]] = {"low": "days", "medium": "weeks", "high": "months"}
RELATION: Final[dict[str, str]] = {
    "Source": "input",
    "Data": "result",
    "Alternative": "another form of this report",
    "Supplement": "supplement",
    "Unspecified": "not described",
}


def printed(outcome: Outcome, assurance: Assurance | None = None) -> str:
    """The printed form of an outcome; what is met says what it rests on."""
    return MET[assurance or "stated"] if outcome == "satisfied" else OUTCOME[outcome]


def printed_provision(result: ProvisionResult) -> str:
    """The printed outcome of a provision, with the reason where it is part of the words."""
    if result.outcome is None:
        return "no outcome"
    if result.outcome == "not_applicable":
        reason = result.reason.text if result.reason else "no subject of the description is concerned"
        return f"not applicable because {_inside(reason)}"
    return printed(result.outcome, result.assurance)


def _inside(reason: str) -> str:
    """A reason as the end of a sentence: a plain first word loses its capital, an acronym keeps it."""
    reason = reason.strip().rstrip(".")
    first, _, rest = reason.partition(" ")
    lowered = first.lower() if first[1:].islower() or len(first) == 1 else first
    return f"{lowered} {rest}".strip()

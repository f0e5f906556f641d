"""Whether an assessment lets a pipeline go on."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.errors import InputError, Place, Problem, UsageError
from compliance.inputs.assessment import load_assessment
from compliance.model.assessment import SEVERITIES
from compliance.model.former import renamed
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compliance.model.assessment import Assessment, Finding, Severity
    from compliance.pipeline.assessing import Given

GATES: Final = (*SEVERITIES, "unknown", "upcoming")
"""What can be named to make a run fail; `upcoming` with a number of days."""
_UPCOMING: Final = re.compile(r"upcoming:(\d{1,5})d\Z")
_UNKNOWN: Final = ("", "unknown")


@dataclass(frozen=True, slots=True)
class Gate:
    """What does not get through: gaps of today at a severity or above, unknowns, gaps of duties that begin within some days."""

    severity: Severity | None = None
    unknown: bool = False
    days: int | None = None

    @property
    def shut(self) -> bool:
        """Whether anything can be stopped by it."""
        return self != Gate()


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a gate stopped, in the assessment's order; how many findings only an earlier assessment let through."""

    findings: tuple[Finding, ...] = ()
    known: int = 0
    conflict: bool = False
    renamed: tuple[tuple[str, str], ...] = ()
    """Ids of the earlier assessment with those the same findings have now."""

    def __bool__(self) -> bool:
        return self.conflict or bool(self.findings)


def gate(named: Iterable[str]) -> Gate:
    """The gate that `--fail-on` names: each text holds one word or several, parted by commas. UsageError for another word."""
    severities, unknown, days = [], False, None
    for word in (word.strip().casefold() for text in named for word in text.split(",")):
        begins = _UPCOMING.match(word)
        if begins is not None:
            days = max(days or 0, int(begins[1]))
        elif word in SEVERITIES:
            severities.append(SEVERITIES.index(word))
        elif word == "unknown":
            unknown = True
        else:
            raise _no_gate(word)
    return Gate(SEVERITIES[max(severities)] if severities else None, unknown, days)


def stopped(
    assessment: Assessment,
    gate: Gate,
    earlier: Assessment | None = None,
) -> Stopped:
    """What a gate stops. Historic gaps, and those with a running risk acceptance, get through; their outcome stays what it is.

    `earlier`: what the same gate stopped in that assessment gets through too, provision by provision, since only what is new
    counts then; a finding under an id it had before is the same. Statements that contradict one another stop always: they may
    hide a gap.
    """
    if not gate.shut:
        return Stopped()
    told = _told(earlier, gate, renamed(assessment.findings)) if earlier is not None else {}
    found = [(one, set(_reasons(one, gate, assessment))) for one in assessment.findings]
    stops = [(one, reasons) for one, reasons in found if reasons]
    new = [one for one, reasons in stops if reasons - told.get(one.id, set())]
    conflict = any(note.code == "conflict" for note in assessment.summary.notes)
    then = {one.id for one in earlier.findings} if earlier is not None else set()
    moved = tuple(pair for pair in renamed(assessment.findings).items() if pair[0] in then)
    return Stopped(tuple(new), len(stops) - len(new), conflict, moved)


def baseline(given: Given, assessment: Assessment) -> Assessment:
    """The earlier assessment that only new gaps are told from. InputError where it is none, or one of another system."""
    earlier = load_assessment(given.data, given.name)
    if earlier.system.id != assessment.system.id:
        told = f"this is an assessment of {earlier.system.id!r}, not of {assessment.system.id!r}"
        hint = "Findings of one system say nothing of another's; take an earlier assessment of this one."
        raise InputError((Problem(Place(given.name, 1, 1), told, hint),))
    return earlier


def _told(earlier: Assessment, gate: Gate, present: Mapping[str, str]) -> dict[str, set[tuple[str, str]]]:
    """What the gate stopped in an earlier assessment, by finding under its present id."""
    return {present.get(one.id, one.id): set(_reasons(one, gate, earlier)) for one in earlier.findings}


def _reasons(finding: Finding, gate: Gate, of: Assessment) -> Iterator[tuple[str, str]]:
    """Why a finding stops: (provision, timing) for each gap that counts, or that it is unknown."""
    accepted = finding.acceptance is not None and not finding.acceptance.expired
    if finding.standing != "current" or accepted:
        return
    if finding.outcome == "unknown" and finding.timing == "in_force" and gate.unknown:
        yield _UNKNOWN
    counts = gate.severity is not None and SEVERITIES.index(finding.severity) <= SEVERITIES.index(
        gate.severity
    )
    today = [one.id for one in finding.by_provision if (one.outcome, one.timing) == ("gap", "in_force")]
    if counts and finding.outcome == "gap" and finding.timing == "in_force":
        yield from ((name, "in_force") for name in today or [""])
    for one in finding.by_provision:
        if (one.outcome, one.timing) == ("gap", "upcoming") and _begins(one.applies_from, gate, of):
            yield one.id, one.timing


def _begins(day: str | None, gate: Gate, of: Assessment) -> bool:
    """Whether a duty begins within the days of the gate; one whose day nobody can tell yet may."""
    if gate.days is None or day is None:
        return gate.days is not None
    return (dt.date.fromisoformat(day) - dt.date.fromisoformat(of.as_of)).days <= gate.days


def _no_gate(word: str) -> UsageError:
    near = did_you_mean(word, GATES)
    if word.startswith("upcoming"):
        hint = "Write upcoming:90d for gaps of duties that begin within 90 days."
    else:
        hint = (
            f"Did you mean {near!r}?"
            if near
            else f"There are {', '.join(SEVERITIES)}, unknown, upcoming:90d."
        )
    return UsageError(f"--fail-on: {word!r} is nothing that can fail", hint)

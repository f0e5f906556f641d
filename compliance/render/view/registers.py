"""All registers of a report, and those of people's words and of grades of evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render import words
from compliance.render.text import clean, sentence, short_date
from compliance.render.view.applicability import ReasonRow, confirmed, not_applicable
from compliance.render.view.assumptions import Assumption, assumptions
from compliance.render.view.clocks import IncidentRow, incidents
from compliance.render.view.contracts import ContractRow, InheritedRow, contracts, responsibilities
from compliance.render.view.evidence import AnswerRow, EvidenceRow, answers, evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.assessment import Assessment, Finding
    from compliance.render.report import ReportInput
    from compliance.render.view.index import Index


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's word on a finding: a determination, or an accepted risk."""

    finding: str
    what: str
    who: str
    when: str
    reasons: str


@dataclass(frozen=True, slots=True)
class GradeRow:
    """How many met findings of a framework rest on which grade of evidence."""

    framework: str
    stated: int
    attached: int
    examined: int


@dataclass(frozen=True, slots=True)
class Registers:
    """Every register. `incidents_stated` is false where the description says nothing about incidents."""

    confirmed: str
    not_applicable: tuple[ReasonRow, ...]
    assumptions: tuple[Assumption, ...]
    responsibilities: tuple[InheritedRow, ...]
    contracts: tuple[ContractRow, ...]
    grades: tuple[GradeRow, ...]
    evidence: tuple[EvidenceRow, ...]
    answers: tuple[AnswerRow, ...]
    incidents: tuple[IncidentRow, ...]
    incidents_stated: bool
    people: tuple[PersonRow, ...]


def registers(index: Index, report: ReportInput, refs: Mapping[str, str]) -> Registers:
    """The registers of a report."""
    assessment, architecture, description = report.assessment, report.architecture, report.description
    return Registers(
        confirmed=confirmed(architecture),
        not_applicable=not_applicable(index, assessment, description),
        assumptions=assumptions(architecture, assessment),
        responsibilities=responsibilities(index, assessment.findings, refs),
        contracts=contracts(architecture),
        grades=grades(index, assessment),
        evidence=evidence(index, description, assessment.as_of),
        answers=answers(index, assessment, description),
        incidents=incidents(architecture, assessment),
        incidents_stated=architecture.incidents is not None,
        people=people(assessment.findings),
    )


def people(findings: Iterable[Finding]) -> tuple[PersonRow, ...]:
    """Every determination and every accepted risk."""
    rows: list[PersonRow] = []
    for f in findings:
        if said := f.determination:
            other = "another than who answered" if said.independent else "the one who answered"
            who = f"{clean(said.name)}, {clean(said.role)} ({other})"
            what = f"concluded: {words.DETERMINED[said.conclusion]}"
            rows.append(PersonRow(f.id, what, who, short_date(said.decided_on), sentence(said.reasons)))
        if accepted := f.acceptance:
            what = "risk acceptance, expired" if accepted.expired else "risk accepted; the gap stays"
            rows.append(
                PersonRow(
                    f.id,
                    what,
                    clean(accepted.approver),
                    f"until {short_date(accepted.until)}",
                    sentence(accepted.reason),
                )
            )
    return tuple(rows)


def grades(index: Index, assessment: Assessment) -> tuple[GradeRow, ...]:
    """What the met findings rest on, by framework."""
    found = Counter(
        (f.framework, f.assurance or "stated") for f in assessment.findings if f.outcome == "satisfied"
    )
    return tuple(
        GradeRow(index.short(s.id), found[s.id, "stated"], found[s.id, "attached"], found[s.id, "examined"])
        for s in assessment.frameworks
    )

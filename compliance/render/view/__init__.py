"""The view: everything the report prints, already grouped, sorted and worded. The templates only place it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render.conformance import FIELD_LINK
from compliance.render.report import NOT_STATED
from compliance.render.text import clean, long_date
from compliance.render.view.classes import ClassRow, Folded, classes
from compliance.render.view.findings import CHAPTERS, Block, blocks, references
from compliance.render.view.front import NATURE, Front, front
from compliance.render.view.index import index
from compliance.render.view.inputs import Annex, annex
from compliance.render.view.method import METHOD, Method
from compliance.render.view.open_questions import OpenQuestion, open_questions, scope_questions
from compliance.render.view.plan import PlanStep, plan
from compliance.render.view.provisions import ProvisionRow, provision_rows, refs_by_provision
from compliance.render.view.register import RegisterRow, register
from compliance.render.view.registers import (
    ContractRow,
    GradeRow,
    InheritedRow,
    PersonRow,
    ReasonRow,
    contracts,
    grades,
    inherited,
    not_applicable,
    people,
)
from compliance.render.view.results import FrameworkResult, UpcomingDate, framework_results, upcoming_dates
from compliance.render.view.system import SystemView, system_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.render.report import ReportInput
    from compliance.render.view.findings import Chapter


@dataclass(frozen=True, slots=True)
class SignOff:
    """The sign-off page: who signs, in which field, and what the signature says."""

    signer: str
    role: str
    date: str
    field_link: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class View:
    """The report, chapter by chapter."""

    language: str
    title: str
    report_id: str
    running: str
    draft: bool
    created: str
    confidentiality: str
    front: Front
    nature: tuple[tuple[str, str], ...]
    results: tuple[FrameworkResult, ...]
    scope_questions: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]
    system: SystemView
    classification: tuple[ClassRow, ...]
    class_open: tuple[Folded, ...]
    not_held: tuple[Folded, ...]
    blocks: Mapping[Chapter, tuple[Block, ...]]
    questions: tuple[OpenQuestion, ...]
    upcoming: tuple[UpcomingDate, ...]
    plan: tuple[PlanStep, ...]
    contracts: tuple[ContractRow, ...]
    inherited: tuple[InheritedRow, ...]
    people: tuple[PersonRow, ...]
    grades: tuple[GradeRow, ...]
    not_applicable: tuple[ReasonRow, ...]
    method: Method
    sign_off: SignOff
    provisions: tuple[tuple[str, tuple[ProvisionRow, ...]], ...]
    register: tuple[RegisterRow, ...]
    annex: Annex


def view(report: ReportInput) -> View:
    """Everything that will be printed. Equal input gives an equal view."""
    assessment, found = report.assessment, index(report)
    made = blocks(found, assessment.findings)
    refs = references(made)
    chapters = {chapter: tuple(b for b in made if b.chapter == chapter) for chapter in CHAPTERS}
    questions = open_questions(found, assessment.findings)
    results = framework_results(found, assessment)
    system = system_view(report.architecture, assessment.findings)
    classified = classes(found, assessment)
    named = refs_by_provision(assessment.findings, refs)
    opening = front(report, results, chapters, questions, system)
    return View(
        language="en",
        title=f"Compliance gap assessment: {opening.title}",
        report_id=report.engagement.report_id or "",
        running=f"{opening.title}, {opening.entity}",
        draft=report.draft,
        created=f"{assessment.as_of}T00:00:00Z",
        confidentiality=report.engagement.confidentiality or "",
        front=opening,
        nature=tuple((label, clean(said)) for label, said in NATURE),
        results=results,
        scope_questions=scope_questions(found, assessment.frameworks),
        notes=tuple(clean(note.text) for note in assessment.summary.notes),
        system=system,
        classification=classified.holds,
        class_open=classified.open,
        not_held=classified.excluded,
        blocks=chapters,
        questions=questions,
        upcoming=upcoming_dates(found, assessment.provisions),
        plan=plan(made),
        contracts=contracts(report.architecture),
        inherited=inherited(found, assessment.findings),
        people=people(assessment.findings),
        grades=grades(found, assessment),
        not_applicable=not_applicable(found, assessment.provisions),
        method=METHOD,
        sign_off=_sign_off(report),
        provisions=tuple(
            (
                result.short,
                provision_rows(
                    found,
                    (p for p in assessment.provisions if p.framework == result.id),
                    {provision: names for (law, provision), names in named.items() if law == result.id},
                ),
            )
            for result in results
        ),
        register=register(assessment.findings, refs),
        annex=annex(report),
    )


def _sign_off(report: ReportInput) -> SignOff:
    unsigned = report.draft or report.signer is None
    return SignOff(
        signer="" if unsigned else clean(report.signer or ""),
        role=clean(report.engagement.prepared_by or NOT_STATED),
        date=long_date(report.assessment.as_of),
        field_link="" if report.draft else FIELD_LINK,
        reviewer=clean(report.engagement.reviewer or NOT_STATED),
    )


__all__ = ["View", "view"]

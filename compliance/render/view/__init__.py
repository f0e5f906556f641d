"""The view: everything the report prints, already grouped, sorted and worded. The templates only place it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.model.former import called
from compliance.render.comparison.view import view as decided
from compliance.render.conformance import FIELD_LINK
from compliance.render.report import NOT_STATED
from compliance.render.text import clean, long_date, short_date
from compliance.render.view.changes import Changes, changes
from compliance.render.view.chapters import about, contents, numbers
from compliance.render.view.classes import ClassRow, Folded, classes
from compliance.render.view.clocks import Alarm, alarms
from compliance.render.view.findings import CHAPTERS, FULL_ROWS, Block, blocks, references
from compliance.render.view.front import NATURE, Front, front
from compliance.render.view.index import index
from compliance.render.view.inputs import Annex, annex
from compliance.render.view.method import METHOD, Method
from compliance.render.view.open_questions import OpenQuestion, open_questions, scope_questions
from compliance.render.view.plan import PlanStep, plan
from compliance.render.view.provisions import ProvisionRow, provision_rows, refs_by_provision
from compliance.render.view.register import RegisterRow, register
from compliance.render.view.registers import Registers, registers
from compliance.render.view.results import (
    FrameworkResult,
    UpcomingDate,
    framework_results,
    upcoming_dates,
    upcoming_line,
)
from compliance.render.view.system import SystemView, system_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from compliance.render.comparison.rows import View as Decided
    from compliance.render.report import Edition, ReportInput
    from compliance.render.view.findings import Chapter
    from compliance.render.view.index import Index


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
    edition: Edition
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
    full_rows: int
    questions: tuple[OpenQuestion, ...]
    upcoming: tuple[UpcomingDate, ...]
    plan: tuple[PlanStep, ...]
    decision: Decided | None
    about: str
    number: Mapping[str, int]
    contents: tuple[tuple[str, str], ...]
    timeline: Markup | None
    alarms: tuple[Alarm, ...]
    changes: Changes | None
    registers: Registers
    history: tuple[tuple[str, str, str, str], ...]
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
    numbered = numbers(report.edition, decision=report.comparison is not None)
    opening = front(report, results, chapters, questions, system)
    return View(
        language="en",
        edition=report.edition,
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
        notes=(*(clean(note.text) for note in assessment.summary.notes), *_unused(report)),
        system=system,
        classification=classified.holds,
        class_open=classified.open,
        not_held=classified.excluded,
        blocks=chapters,
        full_rows=FULL_ROWS,
        questions=questions,
        upcoming=upcoming_dates(found, assessment),
        plan=plan(made),
        decision=decided(report.comparison) if report.comparison is not None else None,
        about=about(report.comparison, report.variant),
        number=numbered,
        contents=contents(numbered),
        timeline=upcoming_line(found, assessment),
        alarms=alarms(made),
        changes=changes(found, assessment, report.earlier, refs),
        registers=registers(found, report, refs),
        history=_history(report),
        method=METHOD,
        sign_off=_sign_off(report),
        provisions=tuple((result.short, _provisions(report, result.id, found, refs)) for result in results),
        register=register(assessment.findings, refs),
        annex=annex(report),
    )


def _provisions(
    report: ReportInput, framework: str, found: Index, refs: Mapping[str, str]
) -> tuple[ProvisionRow, ...]:
    """The rows of appendix A for one framework."""
    named = refs_by_provision(report.assessment.findings, refs)
    return provision_rows(
        found,
        (one for one in report.assessment.provisions if one.framework == framework),
        {provision: names for (law, provision), names in named.items() if law == framework},
    )


def _unused(report: ReportInput) -> Iterator[str]:
    """Responses of the management that answer nothing in this assessment: never dropped in silence."""
    known = {name for one in report.assessment.findings for name in called(one)}
    for response in report.engagement.responses or ():
        if response.finding not in known:
            yield f"The management responded to {clean(response.finding)}, which is no finding of this assessment."


def _history(report: ReportInput) -> tuple[tuple[str, str, str, str], ...]:
    """Version, date, change and author of each line of the report's history."""
    return tuple(
        (
            clean(one.version),
            short_date(one.dated.isoformat()) if one.dated else NOT_STATED,
            clean(one.change or NOT_STATED),
            clean(one.by or NOT_STATED),
        )
        for one in report.engagement.history or ()
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

"""Look-ups that every part of the report needs: definitions by id, and names of what a finding is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render.claims import Claims
from compliance.render.labels import Labels
from compliance.render.names import end_name, subject_name
from compliance.render.stated import entries
from compliance.render.text import short_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Finding, FrameworkInput, Subject
    from compliance.model.catalog import Control, Framework, Provision, Question
    from compliance.model.engagement import Engagement
    from compliance.render.report import ReportInput


@dataclass(frozen=True, slots=True)
class Flows:
    """The numbers of the flows in the register: by id, and by step of a data path."""

    number: Mapping[str, int]
    step: Mapping[tuple[str, str], tuple[int, ...]]

    @classmethod
    def of(cls, architecture: Architecture) -> Flows:
        """The flows of a description, numbered from 1 in its order."""
        steps: dict[tuple[str, str], tuple[int, ...]] = {}
        for place, flow in enumerate(entries(architecture.flows).values(), start=1):
            ends = (flow.from_, flow.to)
            steps[ends] = (*steps.get(ends, ()), place)
        numbers = {name: place for place, name in enumerate(entries(architecture.flows), start=1)}
        return cls(numbers, steps)

    def of_finding(self, finding: Finding) -> tuple[int, ...]:
        """The flows a finding concerns: the one it is about, and those its data path takes."""
        own = {self.number.get(finding.subject.id, 0)} if finding.subject.kind == "flow" else set()
        taken = (self.step.get(step, ()) for step in zip(finding.path, finding.path[1:], strict=False))
        return tuple(sorted((own | {number for numbers in taken for number in numbers}) - {0}))


@dataclass(frozen=True, slots=True)
class Index:
    """Definitions of the catalog by id, and the description they are read against."""

    controls: Mapping[str, Control]
    provisions: Mapping[tuple[str, str], Provision]
    questions: Mapping[str, Question]
    frameworks: Mapping[str, Framework]
    inputs: Mapping[str, FrameworkInput]
    architecture: Architecture
    claims: Claims
    labels: Labels
    flows: Flows
    engagement: Engagement

    def short(self, framework: str) -> str:
        """The short name of a framework; its id where the catalog does not hold it."""
        entry = self.frameworks.get(framework)
        return framework if entry is None else entry.short

    def provision_title(self, framework: str, provision: str) -> str:
        """The title of a provision, empty where the catalog does not hold it."""
        entry = self.provisions.get((framework, provision))
        return "" if entry is None else entry.title

    def control_title(self, control: str) -> str:
        """The title of a control (the wanted state), its id where the catalog does not hold it."""
        entry = self.controls.get(control)
        return control if entry is None else entry.title

    def subject(self, subject: Subject) -> str:
        """The name of a subject as a reader knows it: `Model vendor`, `prompts in Prompt log`, `EHR → LLM`."""
        return subject_name(self.architecture, subject.kind, subject.id)

    def end(self, identifier: str) -> str:
        """The name of an end of a flow: a component, a party, the organisation or a group of people."""
        return end_name(self.architecture, identifier)


def index(report: ReportInput) -> Index:
    """The look-ups of one report."""
    catalogs = report.catalog.frameworks
    return Index(
        controls={control.id: control for entry in catalogs for control in entry.controls},
        provisions={(entry.framework.id, p.id): p for entry in catalogs for p in entry.provisions},
        questions={question.id: question for question in report.catalog.questions},
        frameworks={entry.framework.id: entry.framework for entry in catalogs},
        inputs={entry.id: entry for entry in report.assessment.inputs.frameworks},
        architecture=report.architecture,
        claims=Claims(report.catalog, report.architecture, report.assessment.as_of, short_date),
        labels=Labels(report.architecture, report.catalog.practices),
        flows=Flows.of(report.architecture),
        engagement=report.engagement,
    )

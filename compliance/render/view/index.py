"""Look-ups that every part of the report needs: definitions by id, and names of what a finding is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render.text import clean, words_of
from compliance.render.view.stated import entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import FrameworkInput, Subject
    from compliance.model.catalog import Control, Framework, Provision, Question
    from compliance.render.report import ReportInput


@dataclass(frozen=True, slots=True)
class Index:
    """Definitions of the catalog by id, and the description they are read against."""

    controls: Mapping[str, Control]
    provisions: Mapping[tuple[str, str], Provision]
    questions: Mapping[str, Question]
    frameworks: Mapping[str, Framework]
    inputs: Mapping[str, FrameworkInput]
    architecture: Architecture

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
    )


def subject_name(architecture: Architecture, kind: str, identifier: str) -> str:
    """The name of a subject; its id in words where the description gives no name."""
    if kind == "organisation":
        organisation = architecture.organisation
        return clean((organisation and organisation.name) or "the organisation")
    if kind == "system":
        system = architecture.system
        return clean((system and system.name) or identifier)
    if kind == "flow":
        return flow_name(architecture, identifier)
    owner, slash, part = identifier.partition("/")
    if slash and kind == "holding":
        return f"{words_of(part)} in {end_name(architecture, owner)}"
    if slash:
        return f"{words_of(part)} of {end_name(architecture, owner)}"
    return end_name(architecture, identifier)


def flow_name(architecture: Architecture, identifier: str) -> str:
    """`from → to` of a flow, by the names of its ends."""
    flow = entries(architecture.flows).get(identifier)
    if flow is None:
        return clean(identifier)
    return f"{end_name(architecture, flow.from_)} → {end_name(architecture, flow.to)}"


def end_name(architecture: Architecture, identifier: str) -> str:
    """The name of a component or party; the organisation's name; else the id in words."""
    if identifier == "organisation":
        return subject_name(architecture, "organisation", identifier)
    component = entries(architecture.components).get(identifier)
    if component is not None and component.name:
        return clean(component.name)
    party = entries(architecture.parties).get(identifier)
    if party is not None and party.name:
        return clean(party.name)
    return clean(words_of(identifier))

"""The fixed texts on method, severity and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from compliance.render import words


@dataclass(frozen=True, slots=True)
class Method:
    """Steps of the method, meaning of outcomes and severities, glossary; each as (word, meaning)."""

    steps: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str, str, str], ...]
    severities: tuple[tuple[str, str], ...]
    glossary: tuple[tuple[str, str], ...]


METHOD: Final = Method(
    steps=(
        ("Description", "The responsible party describes parties, components, data, flows, purposes and practices, and answers a questionnaire. Every fact keeps its place: file, line and column."),
        ("Derivation", "From these facts the software derives which data each component holds and which party receives them, along which path, counting only what certainly or possibly arrives."),
        ("Controls", "Each control is a published condition over facts, our reading of the provisions it names. It is evaluated with three values: true, false, and not known. A fact that was not stated never becomes met or a gap."),
        ("Roll-up", "A provision is met only when every applicable control that settles it is met. One gap is enough for a gap. Provisions that need weighing or appreciation are left to a person."),
        ("Dates", "Outcomes are those of the date on page one. Provisions that apply later are evaluated as well and reported apart; they do not count as gaps of today."),
        ("Evidence", "What someone said, what a file supports and what another person examined are three grades. A finding has the weakest grade among the facts that decided it."),
    ),
    outcomes=(
        (words.STYLE["satisfied"], words.MARK["satisfied"], "met as stated", "The stated facts, if true and complete, fulfil the tested condition on the date."),
        (words.STYLE["satisfied"], words.MARK["satisfied"], "met, evidence attached", "The same, and for each deciding fact a file was named whose digest matches and whose date has not run out."),
        (words.STYLE["satisfied"], words.MARK["satisfied"], "met, evidence examined", "The same, and a named person other than the one who answered recorded that the evidence supports the fact."),
        (words.STYLE["gap"], words.MARK["gap"], "gap", "The stated facts contradict the tested condition."),
        (words.STYLE["unknown"], words.MARK["unknown"], "not known", "A fact that decides was not stated, or two statements disagree."),
        (words.STYLE["needs_review"], words.MARK["needs_review"], "a person must judge", "The provision turns on weighing or appreciation; a named person records the conclusion."),
        (words.STYLE["not_applicable"], words.MARK["not_applicable"], "not applicable because …", "No subject of the description is concerned; the stated reason is printed."),
    ),
    severities=tuple((words.SEVERITY[name], meaning) for name, meaning in words.SEVERITY_MEANS.items()),
    glossary=(
        ("Framework", "A law or standard as catalogued, with its text version."),
        ("Provision", "A citable unit of a framework."),
        ("Control", "Our testable reading of provisions."),
        ("Finding", "The outcome of one control for one subject."),
        ("Subject", "What a finding is about: a party, a component, a flow, a purpose, the organisation."),
        ("Fact", "A stated value, or one derived from stated values."),
        ("Evidence", "An artefact that supports a fact."),
        ("Determination", "A named person’s conclusion on what needs judgement."),
        ("Risk acceptance", "An open gap for which a named person answers until a date. It changes no outcome."),
        ("Historic gap", "A duty that was breached and is fulfilled now; the period stays on record."),
    ),
)

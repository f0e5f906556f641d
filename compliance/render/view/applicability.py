"""The applicability register: why provisions do not apply, on which fact that rests, where it stands and who said it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.render import words
from compliance.render.names import subject_name
from compliance.render.stated import entries
from compliance.render.stated import words as several
from compliance.render.text import clean, count, listed, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Assessment, FrameworkScope, ProvisionResult
    from compliance.model.catalog import SubjectKind
    from compliance.model.description import Description
    from compliance.render.view.index import Index

_SECTION: Final[dict[str, tuple[str, str]]] = {
    "party": ("parties", "outside party"),
    "zone": ("zones", "zone"),
    "data": ("data", "data set"),
    "component": ("components", "component"),
    "holding": ("components", "component"),
    "access": ("components", "component"),
    "flow": ("flows", "data flow"),
    "purpose": ("purposes", "purpose"),
    "ai_system": ("ai_systems", "AI system"),
    "inference": ("ai_systems", "AI system"),
    "output": ("ai_systems", "AI system"),
    "incident": ("incidents", "incident"),
    "request": ("requests", "request"),
}
_MANY: Final = {"outside party": "outside parties"}
_SCOPE_FACTS: Final = 3


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason why provisions of a framework are not applicable, with the fact behind it, its place and its author."""

    framework: str
    reason: str
    provisions: tuple[str, ...]
    fact: str
    place: str
    person: str


def confirmed(architecture: Architecture) -> str:
    """Who confirmed that the stated lists are complete, in a sentence."""
    said = architecture.completeness
    if said is None or said.by is None:
        return "No named person confirmed that the lists of the description are complete."
    when = f" on {long_date(said.confirmed_on.isoformat())}" if said.confirmed_on else ""
    how = f": {clean(said.how)}" if said.how else ""
    return f"{clean(said.by)} confirmed{when} that the lists of the description are complete{how}.".replace(
        "..", "."
    )


def not_applicable(
    index: Index, assessment: Assessment, description: Description | None
) -> tuple[ReasonRow, ...]:
    """The reasons for "not applicable", each with its provisions, the widest first."""
    found: dict[tuple[str, str, str], list[ProvisionResult]] = defaultdict(list)
    for one in assessment.provisions:
        if one.outcome == "not_applicable":
            reason = clean(words.printed_provision(one)).removeprefix("not applicable because ")
            found[one.framework, reason, one.reason.code if one.reason else ""].append(one)
    facts = _Facts(index, description, {scope.id: scope for scope in assessment.frameworks})
    rows = (
        ReasonRow(
            index.short(law),
            reason,
            tuple(clean(one.id) for one in members),
            *facts.behind(law, code, members),
        )
        for (law, reason, code), members in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.framework, -len(row.provisions), row.reason)))


class _Facts:
    """The facts that reasons rest on, each with its place and its author."""

    def __init__(
        self, index: Index, description: Description | None, scopes: dict[str, FrameworkScope]
    ) -> None:
        self.index, self.description, self.scopes = index, description, scopes

    def behind(self, law: str, code: str, members: Iterable[ProvisionResult]) -> tuple[str, str, str]:
        if code == "out_of_scope":
            return self._scope(law)
        if code == "not_bound":
            return self._roles(law)
        if code == "no_subject":
            return self._subjects(members)
        if code in {"vacated", "superseded", "proposed"}:
            return "the state of the text on the date", "the catalog", "the catalog"
        fact = "nothing stated relies on it" if code == "not_relied_on" else "as the reason says"
        return fact, "whole description", self._person("")

    def _scope(self, law: str) -> tuple[str, str, str]:
        """The facts that put a framework out of scope."""
        reads = [read for read in self.scopes[law].because if read.source is not None][:_SCOPE_FACTS]
        told = [
            f"{self.index.labels.line(read.fact)}: {self.index.labels.value(read.value)}" for read in reads
        ]
        places = dict.fromkeys(f"{clean(r.source.file)}:{r.source.line}" for r in reads if r.source)
        return (
            "; ".join(told) or "stated scope facts",
            ", ".join(places),
            self._people([r.fact for r in reads]),
        )

    def _roles(self, law: str) -> tuple[str, str, str]:
        path = f"organisation.roles.{law}"
        organisation = self.index.architecture.organisation
        roles = getattr(organisation.roles, law, None) if organisation and organisation.roles else None
        name = subject_name(self.index.architecture, "organisation", "")
        return (
            f"{name}, role under {self.index.short(law)}: {several(roles)}",
            self._place(path),
            self._person(path),
        )

    def _subjects(self, members: Iterable[ProvisionResult]) -> tuple[str, str, str]:
        """What was looked at: the lists that hold nothing of the kind the controls are about."""
        controls = (self.index.controls.get(name) for one in members for name in one.controls)
        kinds: dict[SubjectKind, None] = dict.fromkeys(c.subject for c in controls if c is not None)
        lists = dict.fromkeys(_SECTION[kind] for kind in kinds if kind in _SECTION)
        numbers = [
            count(len(entries(getattr(self.index.architecture, section))), noun, _MANY.get(noun))
            for section, noun in lists
        ]
        looked = (
            f"none among {listed(numbers)} meets its conditions" if numbers else "its conditions are not met"
        )
        places = dict.fromkeys(self._place(section) for section, _ in lists)
        return looked, ", ".join(filter(None, places)), self._person("")

    def _place(self, path: str) -> str:
        place = self.description.place(path) if self.description is not None else None
        return "" if place is None else f"{clean(place.file)}:{place.line}"

    def _people(self, paths: Iterable[str]) -> str:
        return listed(dict.fromkeys(map(self._person, paths))) or self._person("")

    def _person(self, path: str) -> str:
        """Who answered; else who confirmed the description."""
        answers = self.description.answers_to(path) if self.description is not None and path else ()
        if answers:
            return listed(dict.fromkeys(clean(one.by) for one in answers))
        said = self.index.architecture.completeness
        return clean(said.by) if said is not None and said.by else "not stated (description)"

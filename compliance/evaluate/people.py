"""What named persons add: determinations close what needs judgement, acceptances are shown and change no outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from compliance.model.assessment import (
    AcceptanceNote,
    DeterminationNote,
    Finding,
    FindingOutcome,
    Note,
    ProvisionOutcome,
    ProvisionResult,
    Reason,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from compliance.model.answers import Acceptance, Determination
    from compliance.model.catalog import Catalog

Told = TypeVar("Told")


class People:
    """Determinations and acceptances on a date; what was not used is told in `notes`."""

    def __init__(
        self,
        determinations: Iterable[Determination],
        acceptances: Iterable[Acceptance],
        catalog: Catalog,
        as_of: dt.date,
    ) -> None:
        """Index them by finding."""
        self.as_of = as_of
        self.by_finding = {d.finding: d for d in determinations if d.finding}
        self.by_provision = {d.provision: d for d in determinations if d.provision}
        self.acceptances = {a.finding: a for a in acceptances}
        self.never = {
            (framework.framework.id, provision)
            for framework in catalog.frameworks
            for provision in framework.framework.never_accepted
        }
        self.controls = {control.id for framework in catalog.frameworks for control in framework.controls}
        self._used: set[str] = set()
        self._notes: list[Note] = []

    def apply(self, finding: Finding) -> Finding:
        """The finding with what persons said of it."""
        return self._accepted(self._determined(finding))

    def _named(self, finding: Finding, told: Mapping[str, Told], what: str) -> Told | None:
        """What is told of a finding: under its id, else under one it had before."""
        former = (name for name in finding.replaces if name.partition("@")[0] not in self.controls)
        name = next((name for name in (finding.id, *former) if name in told), None)
        if name is None:
            return None
        self._used.add(name)
        if name != finding.id:
            self._say("renamed", f"The {what} names {name}, which is called {finding.id} now.")
        return told[name]

    def _determined(self, finding: Finding) -> Finding:
        told = self._named(finding, self.by_finding, "determination")
        if told is None:
            return finding
        if finding.outcome != "needs_review":
            self._say(
                "determination_unused",
                f"{finding.id} does not need judgement; the determination changes nothing.",
            )
            return finding
        if not self._valid(told):
            self._say(
                "determination_expired", f"The determination on {finding.id} does not hold on {self.as_of}."
            )
            return finding
        outcome: FindingOutcome = "satisfied" if str(told.conclusion) == "met" else "gap"
        entries = tuple(self._closed(entry, outcome) for entry in finding.by_provision)
        return replace(
            finding, outcome=outcome, by_provision=entries, basis="determination", determination=_note(told)
        )

    @staticmethod
    def _closed(entry: ProvisionOutcome, outcome: FindingOutcome) -> ProvisionOutcome:
        if entry.outcome != "needs_review":
            return entry
        return replace(entry, outcome=outcome, reason=Reason("determination", "Concluded by a named person."))

    def conclude(self, result: ProvisionResult) -> ProvisionResult:
        """A provision that needs judgement, with a person's conclusion on it."""
        name = f"{result.framework} {result.id}"
        told = self.by_provision.get(name)
        if told is None:
            return result
        self._used.add(name)
        if result.outcome != "needs_review" or not self._valid(told):
            self._say("determination_unused", f"The determination on {name} changes nothing on {self.as_of}.")
            return result
        met = str(told.conclusion) == "met"
        reason = Reason("determination", f"{told.name}: {told.reasons}")
        return replace(result, outcome="satisfied" if met else "gap", reason=reason)

    def _valid(self, told: Determination) -> bool:
        return told.decided_on <= self.as_of and (told.valid_until is None or self.as_of <= told.valid_until)

    def _accepted(self, finding: Finding) -> Finding:
        told = self._named(finding, self.acceptances, "acceptance")
        if told is None:
            return finding
        if finding.outcome != "gap":
            self._say("acceptance_unused", f"{finding.id} is no gap; the acceptance changes nothing.")
            return finding
        if any((finding.framework, provision) in self.never for provision in finding.provisions):
            self._say("acceptance_refused", f"{finding.id} is of a kind that nobody can accept.")
            return finding
        expired = told.until < self.as_of
        if expired:
            self._say("acceptance_expired", f"The acceptance of {finding.id} ended on {told.until}.")
        return replace(
            finding, acceptance=AcceptanceNote(told.reason, told.approver, told.until.isoformat(), expired)
        )

    def _say(self, code: str, text: str) -> None:
        self._notes.append(Note(code, text))

    def notes(self) -> list[Note]:
        """What a reader must know: unused, expired and refused ones."""
        unknown = [
            Note("unused", f"{name} names no finding of this assessment.")
            for name in sorted({*self.by_finding, *self.by_provision, *self.acceptances} - self._used)
        ]
        return [*self._notes, *unknown]


def _note(told: Determination) -> DeterminationNote:
    return DeterminationNote(
        conclusion="met" if str(told.conclusion) == "met" else "not_met",
        reasons=told.reasons,
        name=told.name,
        role=told.role or "",
        independent=str(told.independent) == "yes",
        decided_on=told.decided_on.isoformat(),
        valid_until=told.valid_until.isoformat() if told.valid_until else None,
    )

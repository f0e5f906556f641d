"""One control over all its subjects: outcomes as masks, and rows for the subjects that have one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compliance.evaluate.entries import Entry, combined
from compliance.evaluate.judge import OUTCOMES, Outcomes, judge
from compliance.evaluate.truth import mask_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compliance.evaluate.binding import Binding, Bound
    from compliance.evaluate.conditions import Conditions
    from compliance.evaluate.items import Item
    from compliance.evaluate.judge import Judged
    from compliance.model.assessment import FindingOutcome, Standing, Timing
    from compliance.model.catalog import Control, Provision


STANDINGS: Final[tuple[Standing, ...]] = ("current", "current", "historic", "current", "current")
"""Of each mask of `Outcomes` in their order."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one subject's finding says of one provision."""

    provision: Provision
    bound: Bound
    outcome: FindingOutcome
    standing: Standing
    claimed: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One subject's outcome before it is explained. `claimed`: a person's reason why it would not apply."""

    item: Item
    outcome: FindingOutcome
    standing: Standing
    timing: Timing
    by_provision: tuple[Told, ...]
    claimed: str | None = None


class Judgement:
    """A control's entries on each provision it cites."""

    def __init__(
        self, control: Control, conditions: Conditions, binding: Binding, *, scope: bool | None
    ) -> None:
        """`scope`: whether the framework applies; where that is open no outcome is definite."""
        self.control = control
        self.conditions = conditions
        self.binding = binding
        self.scope = scope
        self.entries: list[Entry] = []
        self.silent: dict[str, int] = {}
        self.claims: dict[int, str] = {}

    def settle(self, provisions: Mapping[str, Provision]) -> Judgement:
        """Fill in the entries, in the order in which the control cites provisions."""
        cited = [provisions[name] for name in self.control.provisions.all]
        bindings = [(one, self._binding(one)) for one in cited]
        if any(groups for _, groups in bindings):
            judged = judge(self.control, self.conditions)
            if judged.where.false != judged.rows:
                for provision, groups in bindings:
                    self._enter(judged, provision, groups)
        return self

    def _binding(self, provision: Provision) -> list[tuple[Bound, int]]:
        """The subjects for which the provision binds or may bind."""
        groups = self.binding.groups(provision, self.control.subject)
        return [(bound, rows) for bound, rows in groups if bound.truth is not False]

    def _enter(self, judged: Judged, provision: Provision, groups: list[tuple[Bound, int]]) -> None:
        own = judged.for_provision(provision.id)
        hidden = own.silent & judged.outcomes().silent
        told = own._replace(unknown=own.unknown | own.silent & ~hidden, silent=0)
        if not any(told.told & rows for bound, rows in groups if bound.truth):  # nothing else was matched
            told, hidden = told._replace(unknown=told.unknown | hidden), 0
        self.silent[provision.id] = hidden
        parts = (Entry(provision, bound, told.within(rows), self.scope) for bound, rows in groups)
        self.entries += [entry for entry in parts if entry.raw.told]

    @property
    def outcomes(self) -> Outcomes:
        """The outcome of each subject."""
        return self._heeded(combined(self.entries))

    def shown(self, entry: Entry) -> Outcomes:
        """An entry as it is told."""
        return self._heeded(entry.shown)

    def _heeded(self, outcomes: Outcomes) -> Outcomes:
        """What is unknown only because a person said that it does not apply is for a person to judge."""
        moved = outcomes.unknown & mask_of(self.claims, max(self.claims, default=0) + 1)
        return outcomes._replace(
            unknown=outcomes.unknown & ~moved, needs_review=outcomes.needs_review | moved
        )

    def change(self, how: Callable[[Entry], Outcomes]) -> None:
        """Replace the outcomes of every entry; those left with none go."""
        changed = (replace(entry, raw=how(entry)) for entry in self.entries)
        self.entries = [entry for entry in changed if entry.raw.told]

    def rows(self, provisions: Mapping[str, Provision] | None = None) -> list[Row]:
        """The subjects with a finding, in the order of the description. `provisions` settles the judgement first."""
        if provisions is not None:
            self.settle(provisions)
        items = self.conditions.world.table(self.control.subject).items
        told = self._told()
        masks = enumerate(zip(OUTCOMES, self.outcomes, strict=False))
        words = {row: (word, STANDINGS[index]) for index, (word, mask) in masks for row in rows_of(mask)}
        return [self._row(items[row], *words[row], tuple(told[row])) for row in sorted(words)]

    def _told(self) -> dict[int, list[Told]]:
        """By subject, what is said of each provision."""
        found: dict[int, list[Told]] = {}
        for entry in self.entries:
            for index, (word, mask) in enumerate(zip(OUTCOMES, self.shown(entry), strict=False)):
                for row in rows_of(mask):
                    claim = self.claims.get(row) if word == "needs_review" else None
                    if claim is not None and not entry.shown.unknown >> row & 1:
                        claim = None
                    found.setdefault(row, []).append(
                        Told(entry.provision, entry.bound, word, STANDINGS[index], claim)
                    )
        return found

    def _row(self, item: Item, outcome: FindingOutcome, standing: Standing, told: tuple[Told, ...]) -> Row:
        order = {name: index for index, name in enumerate(self.control.provisions.all)}
        told = tuple(sorted(told, key=lambda one: order[one.provision.id]))
        current = [one for one in told if one.bound.moment.timing == "in_force"] or list(told)
        decisive = [one for one in current if one.outcome == outcome] or current
        return Row(item, outcome, standing, decisive[0].bound.moment.timing, told, self.claims.get(item.row))

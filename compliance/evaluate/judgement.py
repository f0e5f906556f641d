"""One control over all its subjects: outcomes as masks, and rows for the subjects that have one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.evaluate.entries import Entry, combined
from compliance.evaluate.judge import OUTCOMES, Outcomes, judge
from compliance.evaluate.truth import mask_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.evaluate.binding import Binding, Bound
    from compliance.evaluate.conditions import Conditions
    from compliance.evaluate.items import Item
    from compliance.evaluate.judge import Judged
    from compliance.evaluate.situations import Situation
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
        self.world = conditions.world
        self.plan = self.world.compiled.plans[conditions.law].control(control)
        self.binding = binding
        self.scope = scope
        self.entries: list[Entry] = []
        self.silent: dict[str, int] = {}
        self.claims: dict[int, str] = {}

    def settle(self) -> Judgement:
        """Fill in the entries, in the order in which the control cites provisions."""
        if not self.world.table(self.control.subject).items:
            return self
        bindings = {cited.situation.number: self._binding(cited.situation) for cited in self.plan.cited}
        if any(bindings.values()) and (judged := judge(self.plan, self.world.truths)) is not None:
            told: dict[tuple[int, tuple[int, ...] | None], tuple[int, list[tuple[Bound, Outcomes]]]] = {}
            for provision, situation, items in self.plan.cited:
                same = (situation.number, items)
                if same not in told:
                    told[same] = _told_alike(judged, items, bindings[situation.number])
                self.silent[provision.id], parts = told[same]
                self.entries += [Entry(provision, bound, raw, self.scope) for bound, raw in parts]
        return self

    def _binding(self, situation: Situation) -> list[tuple[Bound, int]]:
        """The subjects for which a provision binds or may bind."""
        parts = self.binding.parts(situation, self.control.subject)
        return [(bound, rows) for bound, rows in parts if bound.truth is not False]

    @property
    def outcomes(self) -> Outcomes:
        """The outcome of each subject."""
        return self._heeded(combined(self.entries))

    def shown(self, entry: Entry) -> Outcomes:
        """An entry as it is told."""
        return self._heeded(entry.shown)

    def _heeded(self, outcomes: Outcomes) -> Outcomes:
        """What is unknown only because a person said that it does not apply is for a person to judge."""
        if not self.claims:
            return outcomes
        moved = outcomes.unknown & mask_of(self.claims, max(self.claims) + 1)
        return outcomes._replace(
            unknown=outcomes.unknown & ~moved, needs_review=outcomes.needs_review | moved
        )

    def change(self, how: Callable[[Entry], Outcomes]) -> None:
        """Replace the outcomes of every entry; those left with none go."""
        changed = (entry._replace(raw=how(entry)) for entry in self.entries)
        self.entries = [entry for entry in changed if entry.raw.told]

    def counts(self) -> Counter[str]:
        """How many subjects have each outcome today: in force and not cured."""
        in_force, outcomes = 0, self.outcomes
        for entry in self.entries:
            in_force |= entry.raw.told if entry.current else 0
        told = zip(OUTCOMES, STANDINGS, outcomes, strict=False)
        return Counter(
            {
                word: count
                for word, standing, mask in told
                if standing == "current" and (count := (mask & in_force).bit_count())
            }
        )

    def rows(self) -> list[Row]:
        """The subjects with a finding, in the order of the description."""
        items = self.world.table(self.control.subject).items
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


def _told_alike(
    judged: Judged, items: tuple[int, ...] | None, groups: list[tuple[Bound, int]]
) -> tuple[int, list[tuple[Bound, Outcomes]]]:
    """What is told of all provisions that bind alike and for which the same items count; and the silent subjects."""
    own = judged.outcomes(items)
    hidden = own.silent & judged.outcomes().silent
    told = own._replace(unknown=own.unknown | own.silent & ~hidden, silent=0)
    if not any(told.told & rows for bound, rows in groups if bound.truth):  # nothing else was matched
        told, hidden = told._replace(unknown=told.unknown | hidden), 0
    parts = ((bound, told.within(rows)) for bound, rows in groups)
    return hidden, [(bound, raw) for bound, raw in parts if raw.told]

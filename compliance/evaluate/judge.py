"""One control over all its subjects: which outcome each subject has, as bit masks.

Per subject (Kleene): where false gives no finding; where true gives needs_review if a review condition holds, else
satisfied or gap as the expectation does; anything the facts leave open is unknown, except that a subject which may
not be meant and would be satisfied is silent once another subject was matched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.evaluate.truth import Truth, conjunction, disjunction
from compliance.model.assessment import FindingOutcome, Outcome, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.evaluate.conditions import Conditions
    from compliance.model.catalog import Control, Expectation


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Disjoint masks over the subjects; `silent` may be satisfied or not meant at all."""

    gap: int
    satisfied: int
    needs_review: int
    unknown: int
    silent: int
    historic: int  # those of `gap` in which only historic expectations fail

    def at(self, row: int) -> FindingOutcome | None:
        """The outcome of one subject; None for no finding."""
        bit = 1 << row
        if self.gap & bit:
            return "gap"
        if self.unknown & bit:
            return "unknown"
        if self.needs_review & bit:
            return "needs_review"
        return "satisfied" if self.satisfied & bit else None

    def standing(self, row: int) -> Standing:
        """Historic where the breach was cured."""
        return "historic" if self.historic >> row & 1 else "current"


@dataclass(frozen=True, slots=True)
class Judged:
    """A control's conditions over its table."""

    control: Control
    rows: int
    where: Truth
    review: Truth
    items: tuple[Truth, ...]

    def outcomes(self, chosen: Iterable[Expectation] | None = None) -> Outcomes:
        """The outcomes on some items of the expectation (default: all)."""
        wanted = self.control.expect if chosen is None else tuple(chosen)
        pairs = [(e, t) for e, t in zip(self.control.expect, self.items, strict=True) if e in wanted]
        current = conjunction((t for e, t in pairs if e.standing == "current"), self.rows)
        expected = conjunction((t for _, t in pairs), self.rows)
        decided = self.where.true & self.review.false
        met = decided & expected.true
        reviewed = self.where.true & self.review.true
        if self.control.method == "determination":
            reviewed, met = reviewed | met, 0
        gap = decided & expected.false
        maybe = self.rows & ~self.where.true & ~self.where.false
        silent = maybe & self.review.false & expected.true
        matched = met | reviewed | gap
        unknown = self.rows & ~self.where.false & ~matched & ~silent
        return Outcomes(gap, met, reviewed, unknown, silent, gap & current.true)

    def for_provision(self, provision: str) -> Outcomes:
        """The outcomes on one provision: its own tagged items and the untagged ones; all items where none is tagged with it."""
        tagged = any(provision in e.provision for e in self.control.expect)
        if not tagged:
            return self.outcomes()
        return self.outcomes(e for e in self.control.expect if not e.provision or provision in e.provision)


def judge(control: Control, conditions: Conditions) -> Judged:
    """Evaluate a control's conditions over all items of its subject kind."""
    kind = control.subject
    rows = conditions.world.table(kind).mask
    return Judged(
        control,
        rows,
        conditions.truth(control.where, kind),
        disjunction((conditions.truth(review.when, kind) for review in control.review), rows),
        tuple(conditions.truth(item.condition, kind) for item in control.expect),
    )


def rolled_up(outcomes: Outcomes) -> Outcome:
    """The control's outcome over its subjects."""
    if outcomes.gap:
        return "gap"
    if outcomes.unknown:
        return "unknown"
    if outcomes.needs_review:
        return "needs_review"
    if outcomes.satisfied:
        return "satisfied"
    return "unknown" if outcomes.silent else "not_applicable"

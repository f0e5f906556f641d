"""One control over all its subjects: which outcome each subject has, as bit masks.

Per subject (Kleene): where false gives no finding; where true gives needs_review if a review condition holds, else
satisfied or gap as the expectation does; anything the facts leave open is unknown, except that a subject which may
not be meant and would be satisfied is silent once another subject was matched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from compliance.evaluate.truth import Truth, conjunction, disjunction

if TYPE_CHECKING:
    from compliance.evaluate.plan import ControlPlan
    from compliance.evaluate.truths import Truths
    from compliance.model.assessment import FindingOutcome, Standing
    from compliance.model.catalog import Control


class Outcomes(NamedTuple):
    """Disjoint masks over the subjects, worst first.

    `historic` are gaps in which nothing but historic expectations fail, and nothing current is open; what is open may still be
    a current gap, so it comes before them. `silent` subjects may be satisfied or not meant at all.
    """

    gap: int = 0
    unknown: int = 0
    historic: int = 0
    needs_review: int = 0
    satisfied: int = 0
    silent: int = 0

    @property
    def told(self) -> int:
        """The subjects with an outcome."""
        return self.gap | self.unknown | self.historic | self.needs_review | self.satisfied

    def within(self, rows: int) -> Outcomes:
        """Only some of the subjects."""
        return Outcomes(*(mask & rows for mask in self))

    def opened(self, rows: int) -> Outcomes:
        """The same with some of the subjects that have an outcome made unknown."""
        kept = self.within(~rows)
        return kept._replace(unknown=kept.unknown | self.told & rows, silent=self.silent)

    def at(self, row: int) -> FindingOutcome | None:
        """The outcome of one subject; None for no finding."""
        for word, mask in zip(OUTCOMES, self, strict=False):
            if mask >> row & 1:
                return word
        return None

    def standing(self, row: int) -> Standing:
        """Historic where the breach was cured."""
        return "historic" if self.historic >> row & 1 else "current"


OUTCOMES: Final[tuple[FindingOutcome, ...]] = ("gap", "unknown", "gap", "needs_review", "satisfied")
"""What the masks of `Outcomes` are told as, in their order."""


@dataclass(slots=True)
class Judged:
    """A control's conditions over its table."""

    control: Control
    rows: int
    where: Truth
    review: Truth
    items: tuple[Truth, ...]
    _known: dict[tuple[int, ...] | None, Outcomes] = field(default_factory=dict)

    def outcomes(self, chosen: tuple[int, ...] | None = None) -> Outcomes:
        """The outcomes on some items of the expectation, by position (default: all)."""
        found = self._known.get(chosen)
        if found is None:
            wanted = tuple(range(len(self.items))) if chosen is None else chosen
            found = self._known[chosen] = self._outcomes(wanted)
        return found

    def _outcomes(self, wanted: tuple[int, ...]) -> Outcomes:
        current, expected = self._expected(wanted)
        where, review = self.where, self.review
        decided = where.true & review.false
        met = decided & expected.true
        reviewed = where.true & review.true
        if self.control.method == "determination":
            reviewed, met = reviewed | met, 0
        gap = decided & current.false
        historic = decided & current.true & expected.false
        maybe = self.rows & ~where.true & ~where.false
        silent = maybe & review.false & expected.true
        unknown = self.rows & ~where.false & ~(met | reviewed | gap | historic | silent)
        return Outcomes(gap, unknown, historic, reviewed, met, silent)

    def _expected(self, wanted: tuple[int, ...]) -> tuple[Truth, Truth]:
        """The conjunction of the items without those whose breach may be cured, and of all."""
        expect, items = self.control.expect, self.items
        current = conjunction((items[n] for n in wanted if expect[n].standing == "current"), self.rows)
        cured = [items[n] for n in wanted if expect[n].standing != "current"]
        return current, conjunction((current, *cured), self.rows) if cured else current


def judge(plan: ControlPlan, truths: Truths) -> Judged | None:
    """Evaluate a control's conditions over all subjects of its kind; None where surely none of them is meant."""
    control = plan.control
    rows = truths.rows(control.subject)
    where = truths.meant(plan.where) if rows else Truth(0, 0)
    if where.false == rows:
        return None
    review = disjunction((truths.of(node) for node in plan.review), rows)
    return Judged(control, rows, where, review, tuple(truths.of(node) for node in plan.expect))

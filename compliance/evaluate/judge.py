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
    from collections.abc import Iterable

    from compliance.evaluate.conditions import Conditions
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
    _known: dict[tuple[int, ...], Outcomes] = field(default_factory=dict)

    def outcomes(self, chosen: Iterable[int] | None = None) -> Outcomes:
        """The outcomes on some items of the expectation, by position (default: all)."""
        wanted = tuple(range(len(self.items)) if chosen is None else chosen)
        if wanted not in self._known:
            self._known[wanted] = self._outcomes(wanted)
        return self._known[wanted]

    def _outcomes(self, wanted: tuple[int, ...]) -> Outcomes:
        expect, items = self.control.expect, self.items
        current = conjunction((items[n] for n in wanted if expect[n].standing == "current"), self.rows)
        expected = conjunction((items[n] for n in wanted), self.rows)
        decided = self.where.true & self.review.false
        met = decided & expected.true
        reviewed = self.where.true & self.review.true
        if self.control.method == "determination":
            reviewed, met = reviewed | met, 0
        gap = decided & current.false
        historic = decided & current.true & expected.false
        maybe = self.rows & ~self.where.true & ~self.where.false
        silent = maybe & self.review.false & expected.true
        unknown = self.rows & ~self.where.false & ~(met | reviewed | gap | historic | silent)
        return Outcomes(gap, unknown, historic, reviewed, met, silent)

    def for_provision(self, provision: str) -> Outcomes:
        """The outcomes on one provision: its own tagged items and the untagged ones; all items where none is tagged with it."""
        tagged = any(provision in e.provision for e in self.control.expect)
        if not tagged:
            return self.outcomes()
        marked = enumerate(self.control.expect)
        return self.outcomes(n for n, e in marked if not e.provision or provision in e.provision)


def judge(control: Control, conditions: Conditions) -> Judged:
    """Evaluate a control's conditions over all items of its subject kind."""
    kind = control.subject
    rows = conditions.world.table(kind).mask
    where = conditions.meant(control.where, kind)
    if where.false == rows:  # nothing is meant, so nothing else is read
        return Judged(control, rows, where, Truth(0, rows), (Truth(0, 0),) * len(control.expect))
    return Judged(
        control,
        rows,
        where,
        disjunction((conditions.truth(review.when, kind) for review in control.review), rows),
        tuple(conditions.truth(item.condition, kind) for item in control.expect),
    )

"""Findings of one control: an outcome for each subject, by provision, with the facts behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compliance.evaluate.derive import began
from compliance.evaluate.explain import Seen, explain
from compliance.evaluate.judge import Judged, Outcomes, judge
from compliance.evaluate.messages import message
from compliance.evaluate.stated import stated
from compliance.evaluate.truth import rows_of
from compliance.model.assessment import (
    WORST_FIRST,
    Ask,
    Basis,
    Finding,
    FindingOutcome,
    ProvisionOutcome,
    Read,
    Reason,
    Remediation,
    Source,
    Standing,
    Subject,
    Timing,
)
from compliance.model.description import ASSURANCES

if TYPE_CHECKING:
    from compliance.evaluate.binding import Binding, Bound
    from compliance.evaluate.conditions import Conditions
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.catalog import Control, Provision

SHOWN_FACTS = 24
"""Facts shown with one finding; a party that everything reaches would else carry the whole description."""


@dataclass(frozen=True, slots=True)
class Row:
    """One subject's outcome before it is explained."""

    item: Item
    outcome: FindingOutcome
    standing: Standing
    timing: Timing
    by_provision: tuple[tuple[Provision, FindingOutcome, Standing, Bound], ...]


class Judgement:
    """One control over all subjects."""

    def __init__(self, control: Control, conditions: Conditions, binding: Binding, *, scope: bool | None) -> None:
        """`scope`: whether the framework applies; where that is open no gap is definite."""
        self.control = control
        self.conditions = conditions
        self.binding = binding
        self.scope = scope
        self.judged: Judged = judge(control, conditions)
        self.whole: Outcomes = self.judged.outcomes()

    def rows(self, provisions: dict[str, Provision]) -> list[Row]:
        """The subjects with a finding, in the order of the description."""
        whole, cited = self.whole, [provisions[name] for name in self.control.provisions.all]
        outcomes = {provision.id: self.judged.for_provision(provision.id) for provision in cited}
        told = whole.gap | whole.satisfied | whole.needs_review | whole.unknown
        matched = self.judged.where.true
        shown = told | (0 if matched else whole.silent)
        items = self.conditions.world.table(self.control.subject).items
        rows = (self._row(items[row], cited, outcomes) for row in rows_of(shown))
        return [row for row in rows if row is not None]

    def _row(self, item: Item, cited: list[Provision], outcomes: dict[str, Outcomes]) -> Row | None:
        told = []
        for provision in cited:
            bound = self.binding.of(provision, item)
            if bound.truth is False:
                continue
            outcome = outcomes[provision.id].at(item.row) or "unknown"
            if outcome == "gap" and not (bound.settled and self.scope):
                outcome = "unknown"
            told.append((provision, outcome, outcomes[provision.id].standing(item.row), bound))
        if not told:
            return None
        current = [entry for entry in told if entry[3].moment.timing == "in_force"] or told
        outcome = next(word for word in WORST_FIRST if any(entry[1] == word for entry in current))
        decisive = [entry for entry in current if entry[1] == outcome]
        historic = all(entry[2] == "historic" for entry in decisive) and outcome == "gap"
        timing = decisive[0][3].moment.timing
        assert outcome != "not_applicable"  # noqa: S101 - at() never gives it
        return Row(item, outcome, "historic" if historic else "current", timing, tuple(told))

    def finding(self, row: Row) -> Finding:
        """The finding of a row, with the facts that decided it."""
        world, control, item = self.conditions.world, self.control, row.item
        seen = self._seen(row)
        outcome, reason = row.outcome, None
        asks = self._asks(row, seen) if outcome == "unknown" else ()
        claims = world.description.claims
        if asks and all(ask.fact in claims for ask in asks):
            outcome = "needs_review"
            reason = Reason(
                "stated_not_applicable", "; ".join(dict.fromkeys(claim.reason for ask in asks for claim in claims[ask.fact]))
            )
        entries = tuple(
            ProvisionOutcome(p.id, *_entry(o, b, row, outcome, reason or self._review_reason(row)))
            for p, o, _, b in row.by_provision
        )
        decided = outcome in {"gap", "satisfied", "needs_review"} and seen.assurance is not None
        return Finding(
            id=f"{control.id}@{item.kind}:{item.id}",
            control=control.id,
            framework=control.framework,
            provisions=tuple(p.id for p, *_ in row.by_provision),
            by_provision=entries,
            subject=Subject(item.kind, item.id),
            outcome=outcome,
            severity=control.severity,
            timing=row.timing,
            standing=row.standing,
            period=self._period(row),
            assurance=ASSURANCES[seen.assurance] if decided and seen.assurance is not None else None,
            basis=self._basis(row, outcome),
            inherited=None,
            message=message(world, control, item, outcome, row.standing, seen.route),
            because=reads(world, seen.stated),
            asks=asks,
            path=tuple(step for step in seen.route),
            remediation=Remediation(control.remediation.text, control.remediation.effort),
        )

    def _seen(self, row: Row) -> Seen:
        """The facts of `where`, then those of the expectations (or the review) that decided."""
        world, law, item = self.conditions.world, self.control.framework, row.item
        where = explain(world, law, self.control.where, item)
        reviews = [explain(world, law, review.when, item) for review in self.control.review]
        expected = [explain(world, law, entry.condition, item) for entry in self.control.expect]
        if any(review.truth for review in reviews):
            decisive = [review for review in reviews if review.truth]
        else:
            wanted = {"gap": False, "unknown": None}.get(row.outcome, True)
            decisive = [one for one in expected if one.truth is wanted] or expected
            decisive += [review for review in reviews if review.truth is None]
        stated = tuple(dict.fromkeys(path for one in [*decisive, where] for path in one.stated))
        missing = tuple(dict.fromkeys(path for one in [where, *decisive] if one.truth is None for path in one.missing))
        route = next((one.route for one in [where, *decisive] if one.route), ())
        ranks = [one.assurance for one in decisive if one.assurance is not None]
        return Seen(None, stated, missing, route, min(ranks, default=where.assurance))

    def _asks(self, row: Row, seen: Seen) -> tuple[Ask, ...]:
        missing = list(seen.missing)
        for _, outcome, _, bound in row.by_provision:
            if outcome == "unknown":
                missing += bound.missing
        world = self.conditions.world
        return tuple(Ask(path, world.question(path)) for path in dict.fromkeys(missing))

    def _review_reason(self, row: Row) -> Reason | None:
        for review, truth in zip(self.control.review, self._reviews(row), strict=True):
            if truth:
                return Reason("review", review.reason)
        return None

    def _reviews(self, row: Row) -> list[bool | None]:
        return [self.conditions.truth(review.when, self.control.subject).at(row.item.row) for review in self.control.review]

    def _basis(self, row: Row, outcome: FindingOutcome) -> Basis | None:
        if outcome == "unknown":
            return None
        for review, truth in zip(self.control.review, self._reviews(row), strict=True):
            if truth:
                return review.basis
        return "direct"

    def _period(self, row: Row) -> str | None:
        """How long a cured breach lasted: from the beginning of what is protected to the record's."""
        if row.standing != "historic":
            return None
        start = began(self.conditions.world, row.item)
        return f"{start.first.isoformat()}/.." if start is not None and start.first != dt.date.min else None


def _entry(
    outcome: FindingOutcome, bound: Bound, row: Row, whole: FindingOutcome, reason: Reason | None
) -> tuple[FindingOutcome, Timing, str | None, Reason | None]:
    if outcome == "unknown" and whole == "needs_review" and row.outcome == "unknown":
        outcome = "needs_review"
    if outcome == "unknown" and not bound.settled:
        reason = Reason("binding_open", "Whether or from when the provision binds depends on facts that are not stated.")
    elif outcome != "needs_review":
        reason = None
    since = bound.moment.applies_from
    return outcome, bound.moment.timing, since.isoformat() if since else None, reason


def reads(world: World, paths: tuple[str, ...]) -> tuple[Read, ...]:
    """Facts as a reader sees them: path, value and place."""
    found = []
    for path in paths[:SHOWN_FACTS]:
        place = world.description.place(path)
        source = Source(place.file, place.line, place.column) if place is not None else None
        found.append(Read(path, stated(world.description, path), source))
    return tuple(found)


def without(finding: Finding, dropped: frozenset[str]) -> Finding | None:
    """A finding without some provisions; None where nothing is left."""
    left = tuple(entry for entry in finding.by_provision if entry.id not in dropped)
    if not left:
        return None
    current = [entry for entry in left if entry.timing == "in_force"] or list(left)
    outcome = next(word for word in WORST_FIRST if any(entry.outcome == word for entry in current))
    assert outcome != "not_applicable"  # noqa: S101 - findings never are
    return replace(finding, by_provision=left, provisions=tuple(entry.id for entry in left), outcome=outcome)

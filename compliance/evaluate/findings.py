"""Findings of one control: an outcome for each subject, by provision, with the facts behind it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from compliance.evaluate.asking import Asking
from compliance.evaluate.derive import began
from compliance.evaluate.explain import Seen, explain
from compliance.evaluate.messages import message
from compliance.evaluate.stated import stated
from compliance.model.assessment import (
    Ask,
    Assurance,
    Basis,
    Finding,
    FindingOutcome,
    ProvisionOutcome,
    Read,
    Reason,
    Remediation,
    Said,
    Source,
    Subject,
)
from compliance.model.description import ASSURANCES

if TYPE_CHECKING:
    from compliance.evaluate.asking import Stage
    from compliance.evaluate.items import Item
    from compliance.evaluate.judgement import Judgement, Row, Told
    from compliance.evaluate.world import World
    from compliance.model.catalog import Review
    from compliance.model.condition import Condition

OPEN: Final = {
    "scope": "Whether this law applies at all depends on facts that are not stated. At stake: {title}.",
    "meant": "Whether this is about {{subject}} depends on facts that are not stated. At stake: {title}.",
    "bound": "Whether, or from when, this binds depends on facts that are not stated. At stake: {title}.",
    "unsettled": "What is stated does not settle whether this is about {{subject}}. At stake: {title}.",
}
"""What is open before the expectation is; by stage."""
SHOWN_FACTS = 24
"""Facts shown with one finding; a party that everything reaches would else carry the whole description."""
HISTORIC: Final = Reason("historic", "Breached and cured; nothing current is missing.")


class Explainer:
    """Turns the rows of one control's judgement into findings."""

    def __init__(self, judgement: Judgement) -> None:
        """Nothing is explained yet."""
        self.judgement = judgement
        self.control = judgement.control
        self.world = judgement.conditions.world
        self.asking = Asking(judgement)

    def finding(self, row: Row) -> Finding:
        """The finding of a row, with the facts that decided it."""
        control, item, seen = self.control, row.item, self._seen(row)
        stage, missing = (
            self.asking.open(row) if row.outcome == "unknown" or row.claimed else ("expected", ())
        )
        reason = Reason("stated_not_applicable", row.claimed) if row.claimed else self._review_reason(row)
        decided = row.outcome in {"gap", "satisfied", "needs_review"} and seen.assurance is not None
        return Finding(
            id=f"{control.id}@{item.kind}:{item.id}",
            control=control.id,
            framework=control.framework,
            provisions=tuple(one.provision.id for one in row.by_provision),
            by_provision=tuple(_entry(one, reason, self._backed(row, one)) for one in row.by_provision),
            subject=Subject(item.kind, item.id),
            outcome=row.outcome,
            severity=control.severity,
            timing=row.timing,
            standing=row.standing,
            period=self._period(row),
            assurance=ASSURANCES[seen.assurance] if decided and seen.assurance is not None else None,
            basis=self._basis(row),
            inherited=None,
            message=message(self.world, control, row, self._text(row, stage, missing), seen.route),
            because=reads(self.world, seen.stated),
            asks=self._asks(missing),
            path=seen.route or _where(item),
            remediation=self._remedy(row),
            replaces=tuple(f"{old}@{item.kind}:{item.id}" for old in control.replaces),
        )

    def claimed(self, row: Row) -> str | None:
        """The reason a person gave why it does not apply, where that was said of every fact that is missing."""
        claims = self.world.description.claims
        facts = self.asking.open(row)[1] if claims else ()
        if not facts or not all(fact in claims for fact in facts):
            return None
        return "; ".join(dict.fromkeys(claim.reason for fact in facts for claim in claims[fact]))

    def _seen(self, row: Row) -> Seen:
        """The facts of `where`, then those of the expectations (or the review) that decided."""
        where = self._explain(self.control.where, row)
        reviews = [self._explain(review.when, row) for review in self.control.review]
        expected = [self._explain(entry.condition, row) for entry in self.control.expect]
        decisive = _decisive(row.outcome, expected, reviews)
        stated = tuple(dict.fromkeys(path for one in [*decisive, where] for path in one.stated))
        route = next((one.route for one in [where, *decisive] if one.route), ())
        ranks = [one.assurance for one in decisive if one.assurance is not None]
        return Seen(None, stated, (), route, min(ranks, default=where.assurance))

    def _backed(self, row: Row, told: Told) -> Assurance | None:
        """What backs the facts that decided one provision; what backs its siblings does not matter to it."""
        if told.outcome == "unknown" or told.claimed:
            return None
        name, expect = told.provision.id, self.control.expect
        tagged = any(name in entry.provision for entry in expect)
        own = [entry for entry in expect if not tagged or not entry.provision or name in entry.provision]
        expected = [self._explain(entry.condition, row) for entry in own]
        decisive = _decisive(
            told.outcome, expected, [self._explain(one.when, row) for one in self.control.review]
        )
        ranks = [one.assurance for one in decisive if one.assurance is not None]
        rank = min(ranks, default=self._explain(self.control.where, row).assurance)
        return ASSURANCES[rank] if rank is not None else None

    def _explain(self, condition: Condition, row: Row) -> Seen:
        return explain(self.world, self.control.framework, condition, row.item)

    def _asks(self, paths: tuple[str, ...]) -> tuple[Ask, ...]:
        """The facts to be asked next, with the questions that state them."""
        return tuple(map(self.world.ask, paths))

    def _text(self, row: Row, stage: Stage, missing: tuple[str, ...]) -> str | None:
        """The sentence that names what is open or fails, where it is not the control's own for the outcome."""
        if row.outcome == "unknown" and stage != "expected":
            told = stage == "meant" and all(map(self.world.description.states, missing))
            return OPEN["unsettled" if told else stage].format(title=self.control.title)
        if row.outcome not in {"gap", "unknown"} or row.standing == "historic":
            return None
        wanted = False if row.outcome == "gap" else None
        for item in self.control.expect:
            if self._explain(item.condition, row).truth is wanted and item.standing == "current":
                return item.gap if row.outcome == "gap" else item.unknown
        return None

    def _remedy(self, row: Row) -> Remediation:
        remedy = self.control.remediation
        cured = row.standing == "historic" and remedy.historic is not None
        return Remediation((remedy.historic or "") if cured else remedy.text, remedy.effort)

    def _review_reason(self, row: Row) -> Reason | None:
        review = self._review(row)
        return Reason("review", review.reason) if review is not None else None

    def _basis(self, row: Row) -> Basis | None:
        if row.outcome == "unknown" or row.claimed:
            return None if row.outcome == "unknown" else "direct"
        review = self._review(row)
        return review.basis if review is not None else "direct"

    def _review(self, row: Row) -> Review | None:
        """The first review that is called for."""
        truth = self.judgement.conditions.truth
        kind = self.control.subject
        return next((one for one in self.control.review if truth(one.when, kind).at(row.item.row)), None)

    def _period(self, row: Row) -> str | None:
        """How long a cured breach lasted: from the beginning of what is protected to the record's."""
        if row.standing != "historic":
            return None
        start = began(self.world, row.item)
        return f"{start.first.isoformat()}/.." if start is not None and start.first != dt.date.min else None


def _where(item: Item) -> tuple[str, ...]:
    """Where a subject without a way of its own is: the component that holds it, or that is reached."""
    held = item.kind in {"holding", "access"} and item.parent is not None
    return (item.parent.id,) if held and item.parent is not None else ()


def _decisive(outcome: FindingOutcome, expected: list[Seen], reviews: list[Seen]) -> list[Seen]:
    """The expectations, or the reviews, by which an outcome was reached."""
    if any(review.truth for review in reviews):
        return [review for review in reviews if review.truth]
    wanted = {"gap": False, "unknown": None}.get(outcome, True)
    decisive = [one for one in expected if one.truth is wanted] or expected
    return decisive + [review for review in reviews if review.truth is None]


def _entry(one: Told, judged: Reason | None, assurance: Assurance | None) -> ProvisionOutcome:
    reason = judged if one.outcome == "needs_review" else HISTORIC if one.standing == "historic" else None
    if one.claimed:
        reason = Reason("stated_not_applicable", one.claimed)
    elif one.outcome == "unknown" and not one.bound.settled:
        reason = Reason(
            "binding_open", "Whether or from when the provision binds depends on facts that are not stated."
        )
    since = one.bound.moment.applies_from
    return ProvisionOutcome(
        one.provision.id,
        one.outcome,
        one.bound.moment.timing,
        since.isoformat() if since else None,
        reason,
        assurance,
    )


def reads(world: World, paths: tuple[str, ...]) -> tuple[Read, ...]:
    """Facts as a reader sees them: path, value and place; each is looked up once, since many findings rest on the same ones."""
    known: dict[str, Read] = world.memo.setdefault("reads", {})
    for path in paths[:SHOWN_FACTS]:
        if path not in known:
            known[path] = _read(world, path)
    return tuple(known[path] for path in paths[:SHOWN_FACTS])


def _read(world: World, path: str) -> Read:
    place = world.description.place(path)
    source = Source(place.file, place.line, place.column) if place is not None else None
    return Read(path, stated(world.description, path), source, _said(world, path))


def _said(world: World, path: str) -> Said | None:
    """The answer behind a fact that is backed best on the date of assessment."""
    found = world.description.strongest(path, world.dates.as_of)
    if found is None:
        return None
    answer, rank = found
    on = answer.answered_on.isoformat() if answer.answered_on is not None else None
    return Said(answer.by, answer.role, on, ASSURANCES[rank], answer.question)

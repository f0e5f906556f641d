"""From findings to provisions: what each provision's outcome is, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance.evaluate.alternatives import groups_of, limbs
from compliance.evaluate.binding import Bound
from compliance.evaluate.findings import HISTORIC
from compliance.evaluate.judge import OUTCOMES, Outcomes
from compliance.evaluate.judgement import STANDINGS
from compliance.model.assessment import (
    Assurance,
    Disposition,
    Finding,
    Outcome,
    ProvisionResult,
    Reason,
    Standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.evaluate.binding import Binding
    from compliance.evaluate.judgement import Judgement
    from compliance.evaluate.timeline import Moment
    from compliance.evaluate.world import World
    from compliance.model.catalog import FrameworkCatalog, Provision

_ASSURANCES: tuple[Assurance, ...] = ("stated", "attached", "examined")
_RANK = {word: rank for rank, word in enumerate(_ASSURANCES)}
_BEST_FIRST: tuple[Outcome, ...] = ("satisfied", "unknown", "needs_review", "gap")
_DECIDED_BY_LIMB = Reason("alternative", "Decided by the alternative that is relied on.")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one control says of a provision, for one subject or for several alike."""

    control: str
    outcome: Outcome
    standing: Standing = "current"
    reason: Reason | None = None
    assurance: Assurance | None = None


@dataclass(slots=True)
class Tally:
    """All that controls say, by provision, and what each any-of group comes to."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    limbs: dict[str, set[Outcome]] = field(default_factory=lambda: defaultdict(set))


def of_findings(framework: FrameworkCatalog, findings: Iterable[Finding]) -> Tally:
    """The tally of explained findings, after persons were heard."""
    tally, groups = Tally(), groups_of(framework)
    by_subject: dict[tuple[str, str, str], set[Outcome]] = defaultdict(set)
    for finding in findings:
        for entry in finding.by_provision:
            standing: Standing = (
                "historic" if entry.outcome == "gap" and entry.reason == HISTORIC else "current"
            )
            told = Entry(finding.control, entry.outcome, standing, entry.reason, entry.assurance)
            tally.entries[entry.id].append(told)
            if entry.id in groups:
                by_subject[groups[entry.id], finding.subject.kind, finding.subject.id].add(entry.outcome)
    for (group, _, _), outcomes in by_subject.items():
        tally.limbs[group].add(next(word for word in _BEST_FIRST if word in outcomes))
    return tally


def of_judgements(framework: FrameworkCatalog, judgements: Sequence[Judgement]) -> Tally:
    """The tally of masks: the same outcomes, without the facts behind them."""
    tally = Tally()
    for judgement in judgements:
        for entry in judgement.entries:
            masks: Outcomes = judgement.shown(entry)
            told = zip(OUTCOMES, STANDINGS, masks, strict=False)
            tally.entries[entry.provision.id] += [
                Entry(judgement.control.id, outcome, standing, HISTORIC if standing == "historic" else None)
                for outcome, standing, mask in told
                if mask
            ]
    for (group, _), state in limbs(groups_of(framework), judgements).items():
        tally.limbs[group] |= state.outcomes()
    return tally


class Provisions:
    """Rolls the findings of one framework up to its provisions."""

    def __init__(
        self, world: World, framework: FrameworkCatalog, binding: Binding, *, scope: bool | None
    ) -> None:
        """`scope`: whether the framework applies."""
        self.world = world
        self.framework = framework
        self.binding = binding
        self.scope = scope
        self.plan = world.compiled.plans[framework.framework.id]
        self._bounds: dict[int, Bound] = {}
        self.settling, self.citing = self.plan.settling, self.plan.citing

    def results(self, tally: Tally) -> list[ProvisionResult]:
        """One row for each provision, in the order of the catalog."""
        if self.scope is False and not tally.entries:
            return list(self._out_of_scope())
        return [self._result(provision, tally) for provision in self.framework.provisions]

    def _out_of_scope(self) -> tuple[ProvisionResult, ...]:
        """The rows where the framework does not apply: by date the same for every description."""
        kept, day = self.plan.out_of_scope, self.world.dates.as_of
        if day not in kept:
            nothing = Tally()
            kept[day] = tuple(self._result(provision, nothing) for provision in self.framework.provisions)
        return kept[day]

    def _result(self, provision: Provision, tally: Tally) -> ProvisionResult:
        bound = (
            self.bound(provision)
            if self.scope is not False
            else Bound(truth=False, moment=self._as_written(provision))
        )
        own = tally.entries.get(provision.id, [])
        outcome, reason = self._outcome(provision, bound, own, tally.limbs.get(provision.id, set()))
        ranks = [_RANK[entry.assurance] for entry in own if entry.assurance is not None]
        since = bound.moment.applies_from
        return ProvisionResult(
            framework=self.framework.framework.id,
            id=provision.id,
            disposition=self.disposition(provision),
            outcome=outcome,
            timing=bound.moment.timing,
            applies_from=since.isoformat() if since else None,
            assurance=_ASSURANCES[min(ranks)]
            if ranks and outcome in {"gap", "satisfied", "needs_review"}
            else None,
            reason=reason,
            controls=self.citing.get(provision.id, ()),
        )

    def _as_written(self, provision: Provision) -> Moment:
        """The dates of a provision that binds nobody here, whatever its conditions."""
        return self.plan.situations.of(provision).as_written(self.world.dates.as_of)

    def disposition(self, provision: Provision) -> Disposition:
        """How a provision is disposed of: by its controls, else as the catalog says."""
        if self.settling.get(provision.id):
            return "tested_whole"
        if self.citing.get(provision.id):
            return "tested_in_part"
        return provision.disposition or "not_catalogued"

    def bound(self, provision: Provision) -> Bound:
        """Whether and when it binds anyone: the most binding of the answers for the subjects it is about."""
        situation = self.plan.situations.of(provision)
        if situation.number not in self._bounds:
            parts = self.binding.parts
            groups = parts(situation, situation.per) or parts(situation, "organisation")
            self._bounds[situation.number] = min((bound for bound, _ in groups), key=_mildness)
        return self._bounds[situation.number]

    def _outcome(
        self, provision: Provision, bound: Bound, own: list[Entry], alternatives: set[Outcome]
    ) -> tuple[Outcome | None, Reason | None]:
        if self.scope is False:
            return "not_applicable", Reason("out_of_scope", self.framework.framework.because)
        if provision.class_ in {"container", "rule", "scope"} and not own and not alternatives:
            return None, None
        if bound.moment.timing in {"superseded", "vacated"} and bound.moment.settled:
            return "not_applicable", Reason(
                bound.moment.timing, f"The text is {bound.moment.timing} on the date."
            )
        if own or alternatives:
            return self._rolled(provision, own, alternatives)
        if bound.truth is False:
            return "not_applicable", Reason("not_bound", _who(provision))
        return (
            ("not_applicable", NO_SUBJECT)
            if self.citing.get(provision.id)
            else self._untested(provision, bound)
        )

    def _untested(self, provision: Provision, bound: Bound) -> tuple[Outcome | None, Reason | None]:
        """A provision no control cites."""
        disposition = self.disposition(provision)
        text = provision.reason
        if disposition == "person_judges":
            outcome: Outcome = "needs_review" if bound.truth and self.scope else "unknown"
            return outcome, Reason(
                "judgement", text or "Facts cannot decide this duty; a person must judge it."
            )
        if disposition == "only_when_relied_on":
            return "not_applicable", Reason("not_relied_on", text or "Nothing stated relies on it.")
        codes = {"event_triggered": "No control of this catalog version reads the event that triggers it."}
        return None, Reason(
            disposition, text or codes.get(disposition, "No control of this catalog version reads it.")
        )

    def _rolled(
        self, provision: Provision, own: list[Entry], alternatives: set[Outcome]
    ) -> tuple[Outcome, Reason | None]:
        """Gaps and unknowns count from all controls; what else one says that only tests is neutral beside one that settles."""
        settling = set(self.settling.get(provision.id, ()))
        settled = [entry for entry in own if entry.control in settling]
        settled += [Entry("", outcome, reason=_DECIDED_BY_LIMB) for outcome in sorted(alternatives)]
        tested = [entry for entry in own if entry.control not in settling]
        for outcome, standing in _WORST_FIRST:
            counts = [*settled, *tested] if outcome in {"gap", "unknown"} or not settled else settled
            found = [entry for entry in counts if (entry.outcome, entry.standing) == (outcome, standing)]
            if found and (outcome != "satisfied" or settled):
                return outcome, None if outcome == "satisfied" else next(
                    (one.reason for one in found if one.reason), None
                )
        return "needs_review", IN_PART


_WORST_FIRST: tuple[tuple[Outcome, Standing], ...] = (
    ("gap", "current"),
    ("unknown", "current"),
    ("gap", "historic"),
    ("needs_review", "current"),
    ("satisfied", "current"),
)
NO_SUBJECT = Reason("no_subject", "Nothing in the description meets the conditions under which it is tested.")
IN_PART = Reason(
    "tested_in_part", "The facts that are tested hold; whether that suffices a person must judge."
)


def _mildness(bound: Bound) -> tuple[bool, bool, bool]:
    return (bound.truth is False, bound.moment.timing in {"superseded", "vacated"}, bound.truth is None)


def _who(provision: Provision) -> str:
    if provision.binds:
        return f"It binds {' or '.join(word.replace('_', ' ') for word in provision.binds)}, or its condition is not met."
    return "Its condition is not met."


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by control and subject."""
    return sorted(findings, key=lambda finding: (finding.control, finding.subject.kind, finding.subject.id))

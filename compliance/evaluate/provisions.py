"""From findings to provisions: what each provision's outcome is, and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compliance.evaluate.findings import without
from compliance.model.assessment import (
    Assurance,
    Disposition,
    Finding,
    Outcome,
    ProvisionOutcome,
    ProvisionResult,
    Reason,
    worst,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.evaluate.binding import Binding, Bound
    from compliance.evaluate.world import World
    from compliance.model.catalog import FrameworkCatalog, Provision

_RANK: dict[Assurance, int] = {"stated": 0, "attached": 1, "examined": 2}
_BEST_FIRST: tuple[Outcome, ...] = ("satisfied", "needs_review", "unknown", "gap")


def relieve(framework: FrameworkCatalog, findings: list[Finding]) -> list[Finding]:
    """Drop limbs of an any-of group where another limb is satisfied for the same subject: they are not relied on."""
    groups = {provision.id: provision.group for provision in framework.provisions if provision.group}
    met: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for finding in findings:
        for entry in finding.by_provision:
            if entry.id in groups and entry.outcome == "satisfied":
                met[groups[entry.id] or "", finding.subject.kind, finding.subject.id].add(entry.id)
    if not met:
        return findings
    kept = []
    for finding in findings:
        key = (finding.subject.kind, finding.subject.id)
        dropped = {
            entry.id
            for entry in finding.by_provision
            if entry.outcome != "satisfied" and met.get((groups.get(entry.id) or "", *key))
        }
        left = without(finding, frozenset(dropped)) if dropped else finding
        if left is not None:
            kept.append(left)
    return kept


class Provisions:
    """Rolls the findings of one framework up to its provisions."""

    def __init__(self, world: World, framework: FrameworkCatalog, binding: Binding, *, scope: bool | None) -> None:
        """`scope`: whether the framework applies."""
        self.world = world
        self.framework = framework
        self.binding = binding
        self.scope = scope
        self.settling: dict[str, list[str]] = defaultdict(list)
        self.citing: dict[str, list[str]] = defaultdict(list)
        for control in framework.controls:
            for name in control.provisions.all:
                self.citing[name].append(control.id)
            for name in control.provisions.settles:
                self.settling[name].append(control.id)
        self.limbs: dict[str, list[str]] = defaultdict(list)
        for provision in framework.provisions:
            if provision.group:
                self.limbs[provision.group].append(provision.id)

    def results(self, findings: list[Finding]) -> list[ProvisionResult]:
        """One row for each provision, in the order of the catalog."""
        entries: dict[str, list[tuple[Finding, ProvisionOutcome]]] = defaultdict(list)
        for finding in findings:
            for entry in finding.by_provision:
                entries[entry.id].append((finding, entry))
        return [self._result(provision, entries) for provision in self.framework.provisions]

    def _result(self, provision: Provision, entries: dict[str, list[tuple[Finding, ProvisionOutcome]]]) -> ProvisionResult:
        bound = self._bound(provision)
        own = entries.get(provision.id, [])
        outcome, reason = self._outcome(provision, bound, own, entries)
        ranks = [_RANK[f.assurance] for f, _ in own if f.assurance is not None]
        names = {rank: word for word, rank in _RANK.items()}
        since = bound.moment.applies_from
        return ProvisionResult(
            framework=self.framework.framework.id,
            id=provision.id,
            disposition=self.disposition(provision),
            outcome=outcome,
            timing=bound.moment.timing,
            applies_from=since.isoformat() if since else None,
            assurance=names[min(ranks)] if ranks and outcome in {"gap", "satisfied", "needs_review"} else None,
            reason=reason,
            controls=tuple(sorted(self.citing.get(provision.id, ()))),
        )

    def disposition(self, provision: Provision) -> Disposition:
        """How a provision is disposed of: by its controls, else as the catalog says."""
        if self.settling.get(provision.id):
            return "tested_whole"
        if self.citing.get(provision.id):
            return "tested_in_part"
        return provision.disposition or "not_catalogued"

    def _bound(self, provision: Provision) -> Bound:
        """Bound for the organisation; where the condition is about other subjects, for any of them."""
        items = self.world.table(provision.per).items
        bounds = [self.binding.of(provision, item) for item in items] or [
            self.binding.of(provision, self.world.organisation)
        ]
        return next((b for b in bounds if b.truth), next((b for b in bounds if b.truth is None), bounds[0]))

    def _outcome(
        self,
        provision: Provision,
        bound: Bound,
        own: list[tuple[Finding, ProvisionOutcome]],
        entries: dict[str, list[tuple[Finding, ProvisionOutcome]]],
    ) -> tuple[Outcome | None, Reason | None]:
        if self.scope is False:
            return "not_applicable", Reason("out_of_scope", self.framework.framework.because)
        if provision.class_ in {"container", "rule", "scope"} and not own:
            return None, None
        if bound.moment.timing in {"superseded", "vacated"}:
            return "not_applicable", Reason(bound.moment.timing, f"The text is {bound.moment.timing} on the date.")
        told = own or self.limbs.get(provision.id)
        if not told and bound.truth is False:
            return "not_applicable", Reason("not_bound", _who(provision))
        if not told and not self.citing.get(provision.id):
            return self._untested(provision, bound)
        return self._rolled(provision, own, self._limbs(provision, entries))

    def _untested(self, provision: Provision, bound: Bound) -> tuple[Outcome | None, Reason | None]:
        """A provision no control cites."""
        disposition = self.disposition(provision)
        text = provision.reason
        if disposition == "person_judges":
            outcome: Outcome = "needs_review" if bound.truth else "unknown"
            return outcome, Reason("judgement", text or "Facts cannot decide this duty; a person must judge it.")
        if disposition == "only_when_relied_on":
            return "not_applicable", Reason("not_relied_on", text or "Nothing stated relies on it.")
        codes = {"event_triggered": "No control of this catalog version reads the event that triggers it."}
        return None, Reason(disposition, text or codes.get(disposition, "No control of this catalog version reads it."))

    def _limbs(
        self, provision: Provision, entries: dict[str, list[tuple[Finding, ProvisionOutcome]]]
    ) -> list[tuple[Outcome, Reason | None]]:
        """Per subject the best of the alternatives it relies on."""
        by_subject: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
        for limb in self.limbs.get(provision.id, ()):
            for finding, entry in entries.get(limb, ()):
                by_subject[finding.subject.kind, finding.subject.id].append(entry.outcome)
        reason = Reason("alternative", "Decided by the alternative that is relied on.")
        return [(next(o for o in _BEST_FIRST if o in told), reason) for told in by_subject.values()]

    def _rolled(
        self,
        provision: Provision,
        own: list[tuple[Finding, ProvisionOutcome]],
        limbs: list[tuple[Outcome, Reason | None]],
    ) -> tuple[Outcome, Reason | None]:
        settling = set(self.settling.get(provision.id, ()))
        settled: list[tuple[Outcome, Reason | None]] = [
            (entry.outcome, entry.reason) for finding, entry in own if finding.control in settling
        ]
        tested: list[tuple[Outcome, Reason | None]] = [
            (entry.outcome, entry.reason) for finding, entry in own if finding.control not in settling
        ]
        if not settled and not tested and not limbs:
            return "not_applicable", Reason("no_subject", "Nothing in the description meets the conditions under which it is tested.")
        told = worst({outcome for outcome, _ in (*settled, *tested, *limbs)})
        reason = next((why for outcome, why in (*settled, *tested, *limbs) if outcome == told and why), None)
        if told == "gap":
            gaps = [finding for finding, entry in own if entry.outcome == "gap"]
            cured = bool(gaps) and all(finding.standing == "historic" for finding in gaps)
            return told, Reason("historic", "Breached and cured; nothing current is missing.") if cured else reason
        if told != "satisfied":
            return told, reason
        if settled or limbs:
            return "satisfied", None
        return "needs_review", Reason("tested_in_part", "The facts that are tested hold; whether that suffices a person must judge.")


def _who(provision: Provision) -> str:
    if provision.binds:
        return f"It binds {' or '.join(word.replace('_', ' ') for word in provision.binds)}, or its condition is not met."
    return "Its condition is not met."


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by control and subject."""
    return sorted(findings, key=lambda finding: (finding.control, finding.subject.kind, finding.subject.id))

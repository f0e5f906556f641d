"""The order of variants: rules as data, each with its worst and its best case.

What is open counts as a gap in the worst case and as none in the best. Variants are ordered by their worst case, since leaving
a gap unstated must never help. One is chosen where its worst case comes no later than the best of every other: whatever the
open points turn out to be, that stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from compliance.decide.law import BEARING, current
from compliance.model.assessment import SEVERITIES
from compliance.model.words.decision import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.decide.law import Assessed
    from compliance.model.assessment import Finding
    from compliance.model.comparison import Check, VariantResult
    from compliance.model.layers import Layers

Key: TypeAlias = tuple[Decimal, ...]
_MOST: Final = Decimal("Infinity")
_BAD: Final = {True: frozenset({"no", "unknown"}), False: frozenset({"no"})}


@dataclass(frozen=True, slots=True)
class Case:
    """A variant with what bears on the choice: findings at or above the severity asked for."""

    assessed: Assessed
    result: VariantResult
    bearing: tuple[Finding, ...]
    never: frozenset[tuple[str, str]]
    """Framework and provision of what nobody can accept the risk of."""

    def controls(self, *, worst: bool, apart_from: frozenset[str] = frozenset()) -> frozenset[str]:
        """Controls with a gap, or in the worst case with anything open, without some findings by id."""
        wanted = BEARING if worst else frozenset({"gap"})
        return frozenset(
            one.control for one in self.bearing if one.outcome in wanted and one.id not in apart_from
        )

    def forbidden(self, controls: frozenset[str]) -> bool:
        """Whether one of the controls bears on a provision of which nobody accepts a gap."""
        return any(
            (one.framework, entry.id) in self.never
            for one in self.bearing
            if one.control in controls
            for entry in one.by_provision
            if entry.outcome in BEARING
        )

    def key(
        self,
        rules: tuple[Measure, ...],
        own: frozenset[str],
        *,
        worst: bool,
        shared: frozenset[Check] = frozenset(),
    ) -> Key:
        """A number for each rule: the variant whose first different number is smaller comes first.

        `own`: controls that count. `shared`: checks that come out alike in the other, and so count in neither.
        """
        return tuple(self._measured(rule, own, shared, worst=worst) for rule in rules)

    def _measured(
        self, rule: Measure, own: frozenset[str], shared: frozenset[Check], *, worst: bool
    ) -> Decimal:
        match rule:
            case Measure.FORBIDDEN:
                return Decimal(self.forbidden(own))
            case Measure.GAPS:
                return Decimal(bool(own))
            case Measure.UNFIT:
                checks = (check for check in self.result.checks if check not in shared)
                return Decimal(any(check.answer in _BAD[worst] for check in checks))
            case Measure.TOTAL:
                total = self.result.cost.total
                return (total.low + total.high) / 2 if total is not None else _MOST if worst else Decimal(0)


def case(assessed: Assessed, result: VariantResult, never: frozenset[tuple[str, str]], severity: str) -> Case:
    """A variant with its findings at or above a severity that bear on the choice."""
    limit = SEVERITIES.index(severity)
    found = (
        one
        for one in current(assessed.assessment)
        if one.outcome in BEARING and SEVERITIES.index(one.severity) <= limit
    )
    return Case(assessed, result, tuple(found), never)


def rules_of(layers: Layers) -> Mapping[str, tuple[Measure, str]]:
    """The rules in force, by id: those of the strongest file that states any."""
    stated = next(layer for layer in layers.layers if any(path.startswith("rules.") for path in layer.values))
    ids = dict.fromkeys(path.split(".")[1] for path in stated.values if path.startswith("rules."))
    return {
        id_: (stated.values[f"rules.{id_}.measure"], stated.values.get(f"rules.{id_}.text", id_))
        for id_ in ids
    }


def ordered(cases: Iterable[Case], rules: tuple[Measure, ...]) -> list[tuple[Case, Key]]:
    """All variants with their keys, by their worst case; equal ones stay as they were given.

    A control that is open or a gap in every variant tells none apart.
    """
    found = list(cases)
    common = frozenset.intersection(*(one.controls(worst=True) for one in found))
    keyed = [(one, one.key(rules, one.controls(worst=True) - common, worst=True)) for one in found]
    return sorted(keyed, key=lambda pair: pair[1])


def stands(one: Case, other: Case, rules: tuple[Measure, ...]) -> bool:
    """Whether a variant comes no later than another whatever the open points of both turn out to be."""
    same = same_point(one, other)
    mine, theirs = one.controls(worst=True, apart_from=same), other.controls(worst=False, apart_from=same)
    shared = same_checks(one, other)
    return one.key(rules, mine - theirs, worst=True, shared=shared) <= other.key(
        rules, theirs - mine, worst=False, shared=shared
    )


def same_checks(one: Case, other: Case) -> frozenset[Check]:
    """Checks that are open in both and rest on the same facts alone: whatever those are, both come out alike."""
    theirs = frozenset(other.result.checks)
    return frozenset(
        check for check in one.result.checks if check.answer == "unknown" and check.facts and check in theirs
    )


def same_point(one: Case, other: Case) -> frozenset[str]:
    """Findings that come out alike in both whatever is still found out: same outcome and facts, none changed.

    Only variants of one file can have such: what another file leaves unstated may be another thing.
    """
    if one.assessed.file != other.assessed.file:
        return frozenset()
    changed = one.assessed.changes | other.assessed.changes
    theirs = {finding.id: finding for finding in other.bearing}
    return frozenset(
        mine.id
        for mine in one.bearing
        if (their := theirs.get(mine.id)) is not None and _alike(mine, their) and not _touches(mine, changed)
    )


def _alike(mine: Finding, their: Finding) -> bool:
    facts = [(read.fact, read.value) for read in mine.because] == [
        (read.fact, read.value) for read in their.because
    ]
    return mine.outcome == their.outcome and facts and mine.asks == their.asks


def _touches(finding: Finding, changed: frozenset[str]) -> bool:
    """Whether a fact that would settle a finding lies where a variant makes a change."""
    return any(
        f"{ask.fact}.".startswith(f"{path}.") or f"{path}.".startswith(f"{ask.fact}.")
        for ask in finding.asks
        for path in changed
    )

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
LAW: Final = frozenset({Measure.FORBIDDEN, Measure.GAPS})
"""Measures of gaps, in which two variants are held against each other."""
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

    A control that is open or a gap in every variant tells none apart. Two variants of which one comes before the other by law
    stay so beside any third: no key can say that where each also has something that the third lacks.
    """
    found = list(cases)
    common = frozenset.intersection(*(one.controls(worst=True) for one in found))
    keyed = [(one, one.key(rules, one.controls(worst=True) - common, worst=True)) for one in found]
    left = sorted(keyed, key=lambda pair: pair[1])
    held = {id(one): {id(other) for other in found if by_law(other, one, rules)} for one in found}
    ranked: list[tuple[Case, Key]] = []
    while left:
        waiting = {id(one) for one, _ in left}
        free = next((pair for pair in left if not held[id(pair[0])] & waiting), left[0])
        left.remove(free)
        ranked.append(free)
    return ranked


def by_law(one: Case, other: Case, rules: tuple[Measure, ...]) -> bool:
    """Whether, both at their worst, one variant comes before another by the rules up to the last that asks for gaps.

    Only what the other has not counts against either.
    """
    asked = _up_to_law(rules)
    mine, theirs = one.controls(worst=True), other.controls(worst=True)
    return one.key(asked, mine - theirs, worst=True) < other.key(asked, theirs - mine, worst=True)


def _up_to_law(rules: tuple[Measure, ...]) -> tuple[Measure, ...]:
    return tuple(rule for place, rule in enumerate(rules) if not LAW.isdisjoint(rules[place:]))


def choice_of(ranked: Iterable[Case], rules: tuple[Measure, ...]) -> Case | None:
    """The first variant that stands against every other; None where there is none.

    One that another comes before by law for certain is no rival: being cheaper than a third, it holds no choice back.
    """
    found = list(ranked)
    rivals = [
        one
        for one in found
        if not any(
            _ahead(other, one, _up_to_law(rules), strictly=True) for other in found if other is not one
        )
    ]
    return next(
        (one for one in rivals if all(stands(one, other, rules) for other in rivals if other is not one)),
        None,
    )


def certain(one: Case, other: Case, rules: tuple[Measure, ...]) -> bool:
    """Whether a variant comes before another by law whatever the open points of both turn out to be."""
    return _ahead(one, other, _up_to_law(rules), strictly=True)


def stands(one: Case, other: Case, rules: tuple[Measure, ...]) -> bool:
    """Whether a variant comes no later than another whatever the open points of both turn out to be."""
    return _ahead(one, other, rules, strictly=False)


def _ahead(one: Case, other: Case, rules: tuple[Measure, ...], *, strictly: bool) -> bool:
    same = same_point(one, other)
    mine, theirs = one.controls(worst=True, apart_from=same), other.controls(worst=False, apart_from=same)
    shared = same_checks(one, other)
    worst = one.key(rules, mine - theirs, worst=True, shared=shared)
    best = other.key(rules, theirs - mine, worst=False, shared=shared)
    return worst < best if strictly else worst <= best


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

"""What follows from law, fit and cost: a choice that stands, or what would have to be known first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from compliance.decide.law import current, points
from compliance.decide.order import (
    LAW,
    Case,
    by_law,
    certain,
    choice_of,
    ordered,
    rules_of,
    same_checks,
    same_point,
)
from compliance.decide.settling import asked, judged
from compliance.decide.subjects import name_of
from compliance.model.comparison import Overtake, Recommendation, Step
from compliance.model.words.decision import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compliance.decide.order import Key
    from compliance.model.assessment import Finding
    from compliance.model.comparison import Point, Reply, Standing
    from compliance.model.layers import Layers
MOST_ASKS: Final = 40


def recommend(
    cases: tuple[Case, ...],
    layers: Layers,
    titles: Mapping[str, str],
    replies: tuple[Reply, ...],
    changes: tuple[str, ...],
) -> Recommendation:
    """The choice under the rules in force, with every step told."""
    rules = rules_of(layers)
    measures = tuple(measure for measure, _ in rules.values())
    ranked = ordered(cases, measures)
    chosen = choice_of((one for one, _ in ranked), measures)
    ranked = sorted(
        ranked, key=lambda pair: pair[0] is not chosen
    )  # what a shared doubt hides from the order
    first = ranked[0][0]
    remedies = points(_gaps(first), titles, first.assessed.architecture)
    return Recommendation(
        outcome=_outcome(chosen),
        choice=chosen.result.name if chosen is not None else None,
        order=tuple(one.result.name for one, _ in ranked),
        remedies=remedies,
        until=() if chosen is not None else asked(cases, measures)[:MOST_ASKS],
        steps=tuple(_steps(rules, ranked)),
        changes=changes,
        replies=replies,
        judge=() if chosen is not None else judged(cases, measures, titles),
        overtakes=tuple(_overtakes([one for one, _ in ranked], measures, titles)),
    )


def _overtakes(
    ranked: list[Case], rules: tuple[Measure, ...], titles: Mapping[str, str]
) -> Iterator[Overtake]:
    """Variants that would come before the first if only their own gaps and open points were gone, with both named."""
    first, *others = ranked
    for other in others:
        same = same_point(first, other)
        gaps = other.controls(worst=False) - first.controls(worst=False)
        own = other.controls(worst=True, apart_from=same) - first.controls(worst=False)
        mine = first.controls(worst=True, apart_from=same) - other.controls(worst=True)
        shared = same_checks(first, other)
        before = first.key(rules, mine, worst=True, shared=shared)
        if own and other.key(rules, frozenset(), worst=True, shared=shared) < before:
            mend, settle = (
                tuple(_point(other, control, titles) for control in sorted(controls))
                for controls in (gaps, own - gaps)
            )
            yield Overtake(other.result.name, first.result.name, mend, settle)


def _point(case: Case, control: str, titles: Mapping[str, str]) -> str:
    """A control with what it is about there."""
    where = case.assessed.architecture
    names = dict.fromkeys(
        name_of(where, one.subject.kind, one.subject.id) for one in case.bearing if one.control == control
    )
    return f"{titles.get(control, control)} ({', '.join(names)})"


def _outcome(chosen: Case | None) -> Literal["decided", "conditional", "not_decidable", "none"]:
    """A variant with anything open, or that may not fit, is at most conditional; one that cannot work is no choice."""
    if chosen is None:
        return "not_decidable"
    if any(check.answer == "no" for check in chosen.result.checks):
        return "none"
    unsure = (
        any(check.answer == "unknown" for check in chosen.result.checks) or chosen.result.cost.total is None
    )
    return "conditional" if chosen.bearing or _gaps(chosen) or unsure else "decided"


def _gaps(case: Case) -> list[Finding]:
    """Gaps of today, below the severity that was asked for as well: none of them may be forgotten over a choice."""
    return [one for one in current(case.assessed.assessment) if one.outcome == "gap"]


def _steps(rules: Mapping[str, tuple[Measure, str]], ranked: list[tuple[Case, Key]]) -> Iterator[Step]:
    """What each rule made of the variants, in their final order; `open` where that is not sure of one."""
    measures = tuple(measure for measure, _ in rules.values())
    shared = frozenset.intersection(*(one.controls(worst=True) for one, _ in ranked))
    best = {
        one.result.name: one.key(measures, one.controls(worst=False) - shared, worst=False)
        for one, _ in ranked
    }
    for position, (id_, (measure, text)) in enumerate(rules.items()):
        told = [
            (
                key[position],
                f"{name} (open)"
                if measure is not Measure.TOTAL and best[name][position] < key[position]
                else name,
            )
            for name, key in ((one.result.name, key) for one, key in ranked)
        ]
        groups = [[name for mine, name in told if mine == value] for value in sorted({v for v, _ in told})]
        found = ["; then ".join(", ".join(names) for names in groups)] if len(groups) > 1 else []
        if measure in LAW:
            found += _within(ranked, position, measures)
        yield Step(id_, text, "; ".join(found) or "Tells none of them apart.")


def _within(ranked: list[tuple[Case, Key]], position: int, measures: tuple[Measure, ...]) -> Iterator[str]:
    """What a rule of law says of pairs that both have something which others lack, so that their keys are alike."""
    rules, before = measures[: position + 1], measures[:position]
    for one, key in ranked:
        after = [
            other.result.name if certain(one, other, rules) else f"{other.result.name} (open)"
            for other, its in ranked
            if its[position] == key[position] and by_law(one, other, rules) and not by_law(one, other, before)
        ]
        if after:
            yield f"{one.result.name} before {', '.join(after)}"


def standing(gaps: Iterable[Point], left: Iterable[Point], severities: frozenset[str]) -> Standing:
    """A word for what the law says of a variant: gaps, conditional on what is open, or clear."""
    if any(point.severity in severities for point in gaps):
        return "gaps"
    return "conditional" if any(point.severity in severities for point in left) else "clear"

"""What would settle a choice that does not stand: facts to be stated, and what persons must judge."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from compliance.decide.order import Case, same_checks, same_point, stands
from compliance.decide.subjects import name_of
from compliance.model.assessment import Ask
from compliance.model.comparison import ToJudge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.model.assessment import Finding
    from compliance.model.words.decision import Measure


def asked(cases: tuple[Case, ...], rules: tuple[Measure, ...]) -> tuple[Ask, ...]:
    """Facts whose absence could turn the order: of open findings, of fit, then of cost; not those that are one in both."""
    pairs = list(_undecided(cases, rules))
    found = (ask for one, other in pairs for ask in _asked(one, other))
    cost = (Ask(path, None) for pair in pairs for case in pair for path in case.result.cost.missing)
    return tuple(dict.fromkeys((*found, *cost)))


def _undecided(cases: tuple[Case, ...], rules: tuple[Measure, ...]) -> Iterator[tuple[Case, Case]]:
    """Pairs of which neither stands against the other: where one does, nothing that is found out can turn the two."""
    for one, other in itertools.combinations(cases, 2):
        if not stands(one, other, rules) and not stands(other, one, rules):
            yield one, other


def _asked(one: Case, other: Case) -> Iterator[Ask]:
    for _, finding in _open(one, other, "unknown"):
        yield from finding.asks
    shared = same_checks(one, other)
    for check in (*one.result.checks, *other.result.checks):
        for fact in check.facts if check.answer == "unknown" and check not in shared else ():
            yield Ask(fact, None)


def _open(one: Case, other: Case, outcome: str) -> Iterator[tuple[Case, Finding]]:
    """Findings of both that bear on the choice and may come out differently."""
    same = same_point(one, other)
    for case in (one, other):
        for finding in case.bearing:
            if finding.outcome == outcome and finding.id not in same:
                yield case, finding


def judged(
    cases: tuple[Case, ...], rules: tuple[Measure, ...], titles: Mapping[str, str]
) -> tuple[ToJudge, ...]:
    """What persons must judge before the order is sure, each with the variants that have it."""
    found: dict[str, tuple[Finding, Case, dict[str, None]]] = {}
    for one, other in _undecided(cases, rules):
        for case, finding in _open(one, other, "needs_review"):
            found.setdefault(finding.id, (finding, case, {}))[2][case.result.name] = None
    return tuple(
        ToJudge(
            finding=id_,
            title=titles.get(finding.control, finding.control),
            name=name_of(case.assessed.architecture, finding.subject.kind, finding.subject.id),
            message=finding.message,
            variants=tuple(names),
        )
        for id_, (finding, case, names) in found.items()
    )

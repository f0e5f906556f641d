"""The whole comparison: each variant by itself, then what they change against the first, then the choice."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.decide.choice import recommend, standing
from compliance.decide.cost import cost, routes, serving_of, weeks
from compliance.decide.crossing import Known, break_even, curve
from compliance.decide.fit import checks
from compliance.decide.law import BEARING, OPEN, Assessed, common, counts, current, difference, points
from compliance.decide.ledger import Ledger
from compliance.decide.levers import levers
from compliance.decide.named import check_components
from compliance.decide.order import case
from compliance.decide.replies import replies, turning
from compliance.decide.routing import routing
from compliance.model.assessment import SEVERITIES, Input, SystemName
from compliance.model.comparison import BreakEven, Comparison, Lever, VariantResult
from compliance.model.words.decision import Serving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.assessment import Tool
    from compliance.model.layers import Layers


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What a comparison needs of the catalog: titles of controls, and provisions of which nobody accepts a gap."""

    titles: Mapping[str, str]
    never: frozenset[tuple[str, str]]
    shorts: Mapping[str, str]
    """Short names of the frameworks, by id."""


def compare(
    variants: tuple[Assessed, ...], layers: Layers, catalogued: Catalogued, tool: Tool, severity: str
) -> Comparison:
    """Compare assessed variants under some numbers. The first is the one the others are compared with.

    `severity`: from which severity on a gap or an open point bears on the order. Same arguments, same result. InputError where a
    route runs over components that its variant does not have.
    """
    check_components(variants, layers)
    first = variants[0]
    results = tuple(_result(one, first, layers, catalogued, severity) for one in variants)
    known: Known = {}
    crossings = tuple(_crossings(layers, results, known))
    between, strongest = _levers(layers, results)
    cases = tuple(
        case(one, result, catalogued.never, severity) for one, result in zip(variants, results, strict=True)
    )
    answered = replies(layers, results, crossings)
    return Comparison(
        tool=tool,
        as_of=first.assessment.as_of,
        described_on=first.assessment.described_on,
        inputs=first.assessment.inputs,
        decision=tuple(Input(layer.digest.name, layer.digest.sha256) for layer in layers.layers),
        system=SystemName(first.assessment.system.id, _system(first)),
        entity=_entity(first),
        frameworks=dict(catalogued.shorts),
        currency=layers.value(str, "currency") or "USD",
        severity=severity,
        variants=results,
        common=common(variants, catalogued.titles) if len(variants) > 1 else (),
        break_even=crossings,
        curves=tuple(curve(layers, one.name, known) for one in variants),
        levers=strongest,
        between=between,
        recommendation=recommend(
            cases, layers, catalogued.titles, answered, tuple(turning(strongest, between))
        ),
    )


def _system(one: Assessed) -> str:
    """The name without that of a variant."""
    system = one.architecture.system
    return (system.name if system is not None else None) or one.assessment.system.id


def _entity(one: Assessed) -> str | None:
    organisation = one.architecture.organisation
    return organisation.name if organisation is not None else None


def _result(
    one: Assessed, first: Assessed, layers: Layers, catalogued: Catalogued, severity: str
) -> VariantResult:
    ledger = Ledger(layers)
    findings = current(one.assessment)
    paid, fits, start = cost(ledger, one.name), checks(ledger, one.name), weeks(ledger, one.name)
    gaps, left = (
        points((found for found in findings if found.outcome in wanted), catalogued.titles, one.architecture)
        for wanted in (BEARING - OPEN, OPEN)
    )
    limit = frozenset(SEVERITIES[: SEVERITIES.index(severity) + 1])
    return VariantResult(
        name=one.name,
        title=one.title,
        standing=standing(gaps, left, limit),
        counts=counts(one.assessment),
        applies={scope.id: scope.applies for scope in one.assessment.frameworks},
        gaps=gaps,
        open=left,
        difference=difference(first, one, catalogued.titles) if one is not first else None,
        cost=paid,
        checks=fits,
        routes=routes(layers, one.name),
        numbers=tuple(ledger.lines.values()),
        assessment=one.digest,
        weeks=start,
        routing=routing(one, layers, fits),
    )


def _crossings(layers: Layers, results: tuple[VariantResult, ...], computed: Known) -> list[BreakEven]:
    """Each variant whose model the organisation runs, in whole or in part, against each that only pays by use."""
    known = [one for one in results if one.cost.total is not None]
    by_machine = [one for one in known if _hosts(layers, one)]
    return [
        break_even(layers, one.name, other.name, computed)
        for one in by_machine
        for other in known
        if not _hosts(layers, other)
    ]


def _hosts(layers: Layers, one: VariantResult) -> bool:
    return any(serving_of(layers, route) is Serving.SELF_HOSTED for route in one.routes)


def _levers(
    layers: Layers, results: tuple[VariantResult, ...]
) -> tuple[tuple[str, str] | None, tuple[Lever, ...]]:
    """The levers between the cheapest variant that pays by use and the cheapest that runs machines; else the two cheapest."""
    known = sorted((one for one in results if one.cost.total is not None), key=_total)
    hosted, used = ([one for one in known if _hosts(layers, one) is wanted] for wanted in (True, False))
    pair = [hosted[0], used[0]] if hosted and used else known[:2]
    if len(pair) < 2:  # noqa: PLR2004 - a pair
        return None, ()
    numbers = {line.name: line for one in pair for line in one.numbers}
    return (pair[0].name, pair[1].name), levers(layers, pair[0].name, pair[1].name, numbers.values())


def _total(one: VariantResult) -> Decimal:
    total = one.cost.total
    return total.low + total.high if total is not None else Decimal(0)

"""Variants made by hand: findings with chosen outcomes, a cost, checks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from compliance.decide.law import Assessed
from compliance.decide.order import Case, case
from compliance.model.architecture import Architecture
from compliance.model.assessment import (
    Ask,
    Assessment,
    Finding,
    Input,
    Inputs,
    ProvisionOutcome,
    Read,
    Remediation,
    Subject,
    Summary,
    SystemName,
    Tool,
)
from compliance.model.comparison import Amount, Check, Cost, VariantResult

if TYPE_CHECKING:
    from compliance.model.comparison import Answer

NEVER = frozenset({("law", "p-never")})


def finding(
    control: str, outcome: str, *, asks: tuple[str, ...] = (), severity: str = "high", value: str = "x"
) -> Finding:
    """A finding of a control; the control called `never` bears on a provision nobody accepts a gap of."""
    provision = "p-never" if control == "never" else f"p-{control}"
    return Finding(
        id=f"{control}@system:s", control=control, framework="law", provisions=(provision,),
        by_provision=(ProvisionOutcome(provision, outcome, "in_force", None, None),),  # type: ignore[arg-type]
        subject=Subject("system", "s"), outcome=outcome, severity=severity, timing="in_force", standing="current",  # type: ignore[arg-type]
        period=None, assurance=None, basis=None, inherited=None, message=control, because=(Read("system.name", value, None),),
        asks=tuple(Ask(fact, None) for fact in asks), path=(), remediation=Remediation("Mend it.", "low"),
    )  # fmt: skip


def variant(  # noqa: PLR0913 - what tells variants apart, by name
    name: str, findings: list[Finding], cost: int | None = 100, fit: str = "yes",
    *, file: str = "a.yaml", changes: frozenset[str] = frozenset(),
) -> Case:  # fmt: skip
    """A variant with these findings, this cost over the horizon, and one check."""
    empty = Inputs(Input("a.yaml", ""), (), None, None, (), ())
    assessment = Assessment(
        tool=Tool("t", "1"), as_of="2026-11-20", described_on="2026-11-20", inputs=empty, system=SystemName("s", "s"),
        frameworks=(), classification=(), provisions=(), findings=tuple(findings), summary=Summary((), 0, ()),
    )  # fmt: skip
    total = Amount(Decimal(cost), Decimal(cost)) if cost is not None else None
    result = VariantResult(
        name, name, "clear", {}, {}, (), (), None, Cost((), total, total, total, 36, ()), (Check("c", "c", cast("Answer", fit), ""),), (), (), "",
    )  # fmt: skip
    return case(Assessed(name, name, file, changes, Architecture(), assessment, ""), result, NEVER, "high")

"""What a comparison of variants comes to: the law, the cost, the fit of each, and what follows.

Numbers are decimals between two ends and leave as texts: canonical JSON has no decimals that all readers agree on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from compliance.model.plain import plain

if TYPE_CHECKING:
    from decimal import Decimal

    from compliance.model.assessment import Ask, Input, Inputs, SystemName, Tool
    from compliance.model.routing import Routing

COMPARISON: Final = "compliance-comparison/1"

Answer: TypeAlias = Literal["yes", "no", "unknown"]
Standing: TypeAlias = Literal["clear", "conditional", "gaps"]
Side: TypeAlias = Literal["vendor", "self", "shared"]
Opposite: TypeAlias = Literal[
    "gap", "unknown", "needs_review", "satisfied", "historic", "not_in_force", "not_concerned", "absent"
]


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two ends, with where it comes from or how it was computed."""

    name: str
    low: Decimal
    high: Decimal
    unit: str
    kind: str
    """stated, preset, price list, reference, default, or computed"""
    source: str


@dataclass(frozen=True, slots=True)
class Amount:
    """Money between two ends, in the currency of the comparison."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class CostLine:
    """One thing a variant costs. `how` is the sum in words; its numbers stand in the variant's list."""

    id: str
    label: str
    monthly: Amount
    once: Amount
    how: str
    compliance: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """What a variant costs; None where a number is missing, which `missing` names by the paths that could state it."""

    lines: tuple[CostLine, ...]
    monthly: Amount | None
    once: Amount | None
    total: Amount | None
    months: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must fit: memory, speed, quality, people."""

    id: str
    label: str
    answer: Answer
    because: str
    facts: tuple[str, ...] = ()
    """Facts of the decision file that alone decide it: two variants with the same come out alike."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One subject of a point, by its name, with the sentence of its finding."""

    subject: str
    """kind:id"""
    name: str
    message: str
    opposite: Opposite | None = None
    """Of a change: what the finding is on the other side. `absent`: the subject is not there; `not_concerned`: it is, and
    the control has nothing to look at; so a gap that is gone with what it was about is told from one that is mended."""
    changed: tuple[str, ...] = ()
    """Of a change: facts behind the finding that the variant sets or unsets."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a control comes to in a variant, over its subjects: what a reader compares."""

    control: str
    title: str
    framework: str
    severity: str
    outcome: str
    provisions: tuple[str, ...]
    subjects: tuple[str, ...]
    message: str
    remediation: str
    asks: tuple[Ask, ...]
    instances: tuple[Instance, ...] = ()
    """In the order of `subjects`."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A duty that another side bears in a variant."""

    control: str
    framework: str
    title: str
    before: Side
    after: Side
    gone: tuple[str, ...] = ()
    """Names of subjects that it was about only before."""
    new: tuple[str, ...] = ()
    """Names of subjects that it is about only now."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a variant changes against the first."""

    removed: tuple[Point, ...]
    """Gaps of the first that this one does not have."""
    added: tuple[Point, ...]
    opened: tuple[Point, ...]
    """What this one leaves open that the first does not."""
    settled: tuple[Point, ...]
    """What the first leaves open and this one does not."""
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class VariantResult:
    """One variant: what the law says of it, what it costs, whether it fits."""

    name: str
    title: str
    standing: Standing
    counts: dict[str, dict[str, int]]
    """By framework: gaps by severity, unknown, needs_review, satisfied; in force and current only."""
    applies: dict[str, bool | None]
    gaps: tuple[Point, ...]
    open: tuple[Point, ...]
    difference: Difference | None
    cost: Cost
    checks: tuple[Check, ...]
    routes: tuple[str, ...]
    numbers: tuple[Number, ...]
    assessment: str
    """SHA-256 of the assessment's canonical JSON."""
    weeks: Number | None = None
    """Weeks until it runs in production: the longest of its routes; None where one is not stated."""
    routing: Routing | None = None
    """What lies on each of its routes; None where no route is stated."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The volume from which one variant costs no more a month than another; None where it never does within the volumes drawn."""

    variant: str
    against: str
    low: int | None
    mid: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Lever:
    """What the difference of two totals becomes when one input lies at either end and all others in the middle."""

    path: str
    low: Decimal
    high: Decimal
    at_low: Decimal
    at_high: Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """Monthly cost of a variant by volume."""

    variant: str
    points: tuple[tuple[int, Amount], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One rule as it was applied, with what it did."""

    rule: str
    text: str
    result: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One of the four questions of a decision, answered from facts."""

    id: str
    question: str
    answer: str
    because: str


@dataclass(frozen=True, slots=True)
class ToJudge:
    """A finding that a person must judge before the order is sure. Name and message are those of the first of its variants."""

    finding: str
    title: str
    name: str
    message: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overtake:
    """A variant that would come before the first in order if only its own gaps and open points were gone."""

    variant: str
    over: str
    mend: tuple[str, ...]
    """Controls with a gap of its own, each as its title with what it is about there."""
    settle: tuple[str, ...]
    """Controls with an open point of its own, told the same way."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What follows. `choice` is None where it cannot be decided; `until` names what would settle it."""

    outcome: Literal["decided", "conditional", "not_decidable", "none"]
    choice: str | None
    order: tuple[str, ...]
    remedies: tuple[Point, ...]
    until: tuple[Ask, ...]
    steps: tuple[Step, ...]
    changes: tuple[str, ...]
    """Inputs of which one end makes the dearer of two variants the cheaper; volumes stand in `break_even`."""
    replies: tuple[Reply, ...]
    judge: tuple[ToJudge, ...] = ()
    """What a person must judge before it can be decided."""
    overtakes: tuple[Overtake, ...] = ()
    """What mending would change of the order."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole comparison. The first variant is the one that others are compared with."""

    tool: Tool
    as_of: str
    described_on: str
    inputs: Inputs
    decision: tuple[Input, ...]
    currency: str
    severity: str
    """From which severity on a gap or an open point bears on the order."""
    variants: tuple[VariantResult, ...]
    common: tuple[Point, ...]
    """Gaps and open points that all variants share: to be mended whichever is chosen."""
    break_even: tuple[BreakEven, ...]
    curves: tuple[Curve, ...]
    levers: tuple[Lever, ...]
    between: tuple[str, str] | None
    """Which two variants the levers are about."""
    recommendation: Recommendation
    system: SystemName
    entity: str | None
    """Name of the organisation, as the first variant states it."""
    frameworks: dict[str, str]
    """Short names of the frameworks, by id."""
    schema: str = COMPARISON


def to_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain JSON data; `schema` comes first."""
    data = {"schema": comparison.schema}
    data.update(plain(comparison))
    return data

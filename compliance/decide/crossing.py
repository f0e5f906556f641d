"""Cost by volume: the curve of each variant, and from which volume one costs no more than another."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from compliance.decide.cost import amount, bill
from compliance.decide.ledger import VOLUME, Ledger
from compliance.decide.ranges import exactly
from compliance.model.comparison import BreakEven, Curve

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.decide.bill import Bill, Sums
    from compliance.model.layers import Layers

VOLUMES: Final = (
    *(int(Decimal(step).scaleb(power)) for power in range(3, 8) for step in ("1", "1.5", "2", "3", "5", "7")),
    100_000_000,
)
"""Requests a month at which curves are drawn: 1 000 to 100 million, evenly on a logarithmic axis."""
Known: TypeAlias = "dict[str, Bill]"
"""Bills by variant that were drawn up for another curve or crossing of the same layers."""


def at(layers: Layers, variant: str, volume: int, known: Known | None = None) -> Sums:
    """What a variant costs at another volume."""
    drawn = known.get(variant) if known is not None else None
    if drawn is None:
        drawn = bill(Ledger(layers, {VOLUME: exactly(volume)}, recorded=False), variant)
        if known is not None:
            known[variant] = drawn
    return drawn.at(exactly(volume))


def curve(layers: Layers, variant: str, known: Known | None = None) -> Curve:
    """Monthly cost at each volume; no points where a number is missing."""
    found = [(volume, at(layers, variant, volume, known)) for volume in VOLUMES]
    if any(one.missing for _, one in found):
        return Curve(variant, ())
    return Curve(
        variant,
        tuple((volume, amount(one.monthly)) for volume, one in found),
    )


def break_even(layers: Layers, variant: str, against: str, known: Known | None = None) -> BreakEven:
    """The volume from which `variant` costs no more a month than `against`.

    `low` sets the cheapest end of the one against the dearest of the other, `high` the reverse, `mid` the middles. Machines come
    in steps, so the volume is the first from which it holds at every larger one that is drawn, found to within a hundredth.
    """

    def first(cheaper: Callable[[Sums, Sums], bool]) -> int | None:
        return _first_volume(
            lambda volume: cheaper(at(layers, variant, volume, known), at(layers, against, volume, known))
        )

    return BreakEven(
        variant,
        against,
        first(lambda one, other: one.monthly.low <= other.monthly.high),
        first(lambda one, other: one.monthly.mid <= other.monthly.mid),
        first(lambda one, other: one.monthly.high <= other.monthly.low),
    )


def _first_volume(holds: Callable[[int], bool]) -> int | None:
    """The smallest volume from which a condition holds at all larger drawn ones; None where it fails at the largest."""
    last_failing = next(
        (position for position in range(len(VOLUMES) - 1, -1, -1) if not holds(VOLUMES[position])), None
    )
    if last_failing is None:
        return VOLUMES[0]
    if last_failing == len(VOLUMES) - 1:
        return None
    low, high = VOLUMES[last_failing], VOLUMES[last_failing + 1]
    while high - low > max(1, low // 100):
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high

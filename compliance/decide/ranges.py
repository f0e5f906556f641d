"""Arithmetic with numbers that lie between two ends.

Decimals, not floats: the same inputs give the same digits on every machine. All operands are zero or more, so that each
operation is monotone and its ends are those of its operands.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Range:
    """Everything between `low` and `high`, both included, both zero or more."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        """Both together."""
        return Range(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Range) -> Range:
        """Their product."""
        return Range(self.low * other.low, self.high * other.high)

    def __truediv__(self, other: Range) -> Range:
        """Their quotient; ZeroDivisionError (decimal) where the divisor may be zero."""
        return Range(self.low / other.high, self.high / other.low)

    def rest(self) -> Range:
        """What is left of one whole, never below nothing."""
        return Range(max(Decimal(0), 1 - self.high), max(Decimal(0), 1 - self.low))

    def whole(self) -> Range:
        """Rounded up to whole pieces."""
        return Range(_up(self.low), _up(self.high))

    def at_least(self, other: Range) -> Range:
        """The larger of both."""
        return Range(max(self.low, other.low), max(self.high, other.high))

    @property
    def mid(self) -> Decimal:
        """The middle, for ordering and for charts."""
        return (self.low + self.high) / 2

    @property
    def exact(self) -> bool:
        """Whether both ends are one number."""
        return self.low == self.high


def _up(number: Decimal) -> Decimal:
    return number.to_integral_value(rounding=ROUND_CEILING)


def exactly(number: int | Decimal | str) -> Range:
    """One number."""
    value = Decimal(number)
    return Range(value, value)


def added(numbers: Collection[Range]) -> Range:
    """All of them together, one after the other; nothing where there are none."""
    return Range(
        sum((one.low for one in numbers), Decimal(0)), sum((one.high for one in numbers), Decimal(0))
    )


ZERO = exactly(0)
ONE = exactly(1)

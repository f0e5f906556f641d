from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from compliance.decide.ranges import Range, exactly

numbers = st.decimals(min_value=0, max_value=10**6, places=3)


@st.composite
def ranges_with_a_number(draw: st.DrawFn) -> tuple[Range, Decimal]:
    """A range and some number inside."""
    low, mid, high = sorted(draw(numbers) for _ in range(3))
    return Range(low, high), mid


@given(ranges_with_a_number(), ranges_with_a_number())
def test_operations_hold_every_result(one: tuple[Range, Decimal], other: tuple[Range, Decimal]) -> None:
    """Whatever numbers the operands turn out to be, sum, product, larger one and whole pieces lie in the result."""
    (a, x), (b, y) = one, other
    for made, true in ((a + b, x + y), (a * b, x * y), (a.at_least(b), max(x, y))):
        assert made.low <= true <= made.high
    whole = a.whole()
    assert whole.low <= x.to_integral_value(rounding="ROUND_CEILING") <= whole.high


@given(ranges_with_a_number(), ranges_with_a_number())
def test_a_quotient_holds_every_result(one: tuple[Range, Decimal], other: tuple[Range, Decimal]) -> None:
    """Dividing by anything that cannot be zero holds every true quotient."""
    (a, x), (b, y) = one, other
    made = a / (b + exactly(1))
    assert made.low <= x / (y + 1) <= made.high


def test_the_rest_of_a_whole_is_never_negative() -> None:
    """What a cache of more than everything leaves is nothing."""
    assert Range(Decimal("0.2"), Decimal("1.4")).rest() == Range(Decimal(0), Decimal("0.8"))

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.values import Count, Share


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("480", 480, 480),
        ("500/..", 500, None),
        ("../500", 0, 500),
        ("100/200", 100, 200),
        ("007", 7, 7),
        ("1e25", 10**25, 10**25),
        ("2.5e24/..", 25 * 10**23, None),
        ("3.0", 3, 3),
    ],
)
def test_counts_are_exact_integers(text: str, low: int, high: int | None) -> None:
    """A large count in scientific notation is the integer it says."""
    assert Count.parse(text) == Count(low, high, text)
    assert str(Count.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["1 000", "1,000", "2.5", "1e-3", "-1", "many", "", "1e999", "5/3", "../..", "0x10", "٣"]
)
def test_what_is_no_count_is_refused(text: str) -> None:
    """Separators, fractions and signs are not guessed at."""
    with pytest.raises(ValueError, match=r"no whole number|begins|says nothing"):
        Count.parse(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0.35", Fraction(35, 100), Fraction(35, 100)),
        ("35%", Fraction(35, 100), Fraction(35, 100)),
        ("../10%", Fraction(0), Fraction(1, 10)),
        ("0.2/0.4", Fraction(1, 5), Fraction(2, 5)),
        ("0.3/..", Fraction(3, 10), None),
    ],
)
def test_shares_are_exact_fractions(text: str, low: Fraction, high: Fraction | None) -> None:
    """A third is compared exactly, not as a float."""
    assert Share.parse(text) == Share(low, high, text)


@pytest.mark.parametrize("text", ["a third", "1/3/4", "-5%", "35 %", "5%/3%"])
def test_what_is_no_share_is_refused(text: str) -> None:
    """A share is written in one of two ways."""
    with pytest.raises(ValueError, match=r"no share|more than two|begins"):
        Share.parse(text)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_bounds_refine_what_contains_them(one: int, two: int) -> None:
    """An exact count refines every interval it lies in, and none it does not."""
    low, high = sorted((one, two))
    between = Count.parse(f"{low}/{high}")
    assert Count.parse(str(low)).refines(between)
    assert not Count.parse(str(high + 1)).refines(between)
    assert between.refines(Count.parse(f"{low}/.."))
    assert not Count.parse(f"{low}/..").refines(between)

from __future__ import annotations

from tests.evaluate.scaling import exponent, measured


def test_time_grows_with_the_size_and_not_faster() -> None:
    """Four times the flows take little more than four times the time. `python -m tests.evaluate.scaling` prints the figures."""
    times = measured()
    assert exponent(times) < 1.3, times

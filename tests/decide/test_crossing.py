from __future__ import annotations

from compliance.decide.crossing import VOLUMES, at, break_even, curve
from tests.decide.numbers import PLAN, layers


def test_beyond_break_even_it_costs_no_more() -> None:
    """From the volume told on, at every volume drawn, the one costs no more than the other; just below it costs more."""
    found = layers()
    volume = break_even(found, "own", "api").mid
    assert volume is not None
    for drawn in (one for one in VOLUMES if one >= volume):
        assert at(found, "own", drawn).monthly.mid <= at(found, "api", drawn).monthly.mid
    below = volume * 95 // 100
    assert at(found, "own", below).monthly.mid > at(found, "api", below).monthly.mid


def test_the_ends_lie_around_the_middle() -> None:
    """The best case breaks even no later than the middle, the worst no earlier."""
    found = break_even(layers(), "own", "api")
    assert found.low is not None
    assert found.mid is not None
    assert found.low <= found.mid
    assert found.high is None or found.mid <= found.high


def test_what_never_breaks_even_says_so() -> None:
    """An API that costs next to nothing is never overtaken."""
    cheap = layers(
        PLAN.replace("input_price: 2, output_price: 8", "input_price: 0.0001, output_price: 0.0001")
    )
    assert break_even(cheap, "own", "api").mid is None


def test_a_curve_needs_all_its_numbers() -> None:
    """A variant with a missing price has no curve."""
    assert curve(layers(PLAN.replace("input_price: 2, ", "")), "api").points == ()
    assert len(curve(layers(), "api").points) == len(VOLUMES)

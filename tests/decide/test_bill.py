from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.decide.cost import bill, sums, total_over
from compliance.decide.crossing import VOLUMES as DRAWN
from compliance.decide.crossing import curve
from compliance.decide.ledger import VOLUME, Ledger
from compliance.decide.ranges import Range, exactly
from compliance.decide.sizing import Hosted, sized
from compliance.model.words.decision import Precision
from tests.decide.numbers import PLAN, layers

HYBRID = """
  hybrid:
    routes:
      own: {serving: self_hosted, tasks: [plain], model: llama-3-70b, machine: a100-80, precision: int4, acquisition: buy}
      api: {serving: api, tasks: [hard], model: gpt-4-1, input_price: 2, output_price: 8, staff: 0.05, setup_hours: 8/24}
    costs: {room: {what: Locks, once: 4000/10000, monthly: 30}}
tasks: {plain: {share: 85%}, hard: {share: 15%}}
"""
BOOK = layers(PLAN + HYBRID)
VOLUMES = st.lists(st.integers(100, 30_000_000), min_size=1, max_size=20)


def _ledger(volume: Range) -> Ledger:
    return Ledger(BOOK, {VOLUME: volume}, recorded=False)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["api", "own", "hybrid"]), st.integers(100, 30_000_000), st.integers(0, 9))
def test_a_bill_says_what_looking_everything_up_again_would(variant: str, volume: int, tenths: int) -> None:
    """A bill drawn up at one volume gives the very items of one drawn up at another volume, range or not."""
    there = Range(Decimal(volume), Decimal(volume) * (10 + tenths) / 10)
    assert bill(_ledger(exactly(1000)), variant).at(there) == sums(_ledger(there), variant)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["api", "own", "hybrid"]), VOLUMES, st.integers(0, 9))
def test_months_together_cost_what_they_cost_one_by_one(
    variant: str, volumes: list[int], tenths: int
) -> None:
    """However volume rises, all months together are the sum of the single months and what is paid once, to the last digit."""
    months = [Range(Decimal(one), Decimal(one) * (10 + tenths) / 10) for one in sorted(volumes)]
    one_by_one = [sums(_ledger(month), variant) for month in months]
    together = bill(_ledger(exactly(1000)), variant).over(months)
    assert together == sum((found.monthly for found in one_by_one), one_by_one[0].once)


@settings(max_examples=40, deadline=None)
@given(VOLUMES, st.integers(0, 20), st.sampled_from(list(Precision)))
def test_months_that_are_skipped_need_the_machines_of_their_neighbours(
    volumes: list[int], tenths: int, precision: Precision
) -> None:
    """Machines of each month are those that computing the month gives, though most months are not computed."""
    fleet = sized(
        BOOK_AT_ONE, Hosted("variants.own.routes.main", "llama-3-70b", "h100-80", precision), exactly(1)
    ).fleet
    assert fleet is not None
    months = [Range(Decimal(one), Decimal(one) * (10 + tenths) / 10) for one in sorted(volumes)]
    found = [machines for machines, same in fleet.over(months) for _ in range(same)]
    assert found == [fleet.at(month) for month in months]


BOOK_AT_ONE = _ledger(exactly(1))


def test_a_year_of_the_same_machines_is_looked_at_twice() -> None:
    """Where the last month needs what the first does, no month between is computed."""
    fleet = sized(
        BOOK_AT_ONE, Hosted("variants.own.routes.main", "llama-3-70b", "a100-80", Precision.INT4), exactly(1)
    ).fleet
    assert fleet is not None
    assert [months for _, months in fleet.over([exactly(1000 + month) for month in range(12)])] == [12]
    assert set(fleet._known) == {exactly(1), exactly(1000), exactly(1011)}


def test_no_month_costs_what_is_paid_once() -> None:
    """A horizon without months leaves what is paid before the first."""
    drawn = bill(_ledger(exactly(1000)), "hybrid")
    assert drawn.over([]) == drawn.at(exactly(1000)).once


def test_a_plan_of_fixed_costs_needs_no_volume() -> None:
    """Where nothing is paid by use or by machine, the volume is neither asked for nor entered in the book."""
    ledger = Ledger(layers("variants: {mine: {costs: {licence: {monthly: 5, once: 7}}}}"))
    found = sums(ledger, "mine")
    assert (found.monthly, found.once) == (exactly(5), exactly(7))
    assert VOLUME not in ledger.lines


def test_growth_is_paid_with_each_month_it_reaches() -> None:
    """The total over a horizon with growth is that of the months one by one."""
    grown = layers((PLAN + HYBRID).replace("quality: usual}", "quality: usual, growth_per_month: 7%}", 1))
    ledger = Ledger(grown, recorded=False)
    total, volume = sums(ledger, "hybrid").once, ledger.given(VOLUME)
    for _ in range(36):
        total += sums(Ledger(grown, {VOLUME: volume}, recorded=False), "hybrid").monthly
        volume *= exactly("1.07")
    assert total_over(ledger, bill(ledger, "hybrid")) == total


WIDE = """
workload: {{queries_per_month: 1000, output_tokens: 500/1000, input_tokens: {sent}, quality: any}}
operation: {{spare_replicas: 0}}
variants: {{own: {{routes: {{m: {{serving: self_hosted, model: llama-3-70b, machine: a100-80, precision: {precision}}}}}}}}}
"""


@pytest.mark.parametrize(("sent", "precision"), [("100/9000", "int8"), ("10000/300000", "fp16")])
def test_more_requests_never_cost_less(sent: str, precision: str) -> None:
    """Neither at the low end nor at the high one, where the machines that hold a copy turn with the volume as well."""
    drawn = curve(layers(WIDE.format(sent=sent, precision=precision)), "own").points
    assert len(drawn) == len(DRAWN)
    for (_, few), (_, more) in itertools.pairwise(drawn):
        assert few.low <= more.low
        assert few.high <= more.high

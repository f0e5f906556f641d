from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.decide.cost import cost, sums
from compliance.decide.ledger import Ledger
from compliance.decide.ranges import exactly
from compliance.model.comparison import Amount
from tests.decide.numbers import PLAN, layers

VOLUME = "workload.queries_per_month"


def test_requests_cost_their_tokens() -> None:
    """250 000 requests of 1 000 and 300 tokens at 2 and 8 a million cost 1 100 a month."""
    assert cost(Ledger(layers()), "api").monthly == Amount(Decimal("1100.00"), Decimal("1100.00"))


def test_cached_tokens_have_their_own_price() -> None:
    """Half of the tokens sent from a cache at a quarter of the price: 500 x 2 + 500 x 0.5 + 300 x 8 a million."""
    text = PLAN.replace("quality: usual}", "quality: usual, cached_share: 50%}").replace(
        "input_price: 2,", "input_price: 2, cached_price: 0.5,"
    )
    assert cost(Ledger(layers(text)), "api").monthly == Amount(Decimal("912.50"), Decimal("912.50"))


def test_a_price_nobody_states_leaves_the_cost_open() -> None:
    """Without a price there is no cost, and the path that could state it is named."""
    found = cost(Ledger(layers(PLAN.replace("input_price: 2, ", ""))), "api")
    assert found.monthly is None
    assert found.total is None
    assert found.missing == ("variants.api.routes.main.input_price",)


def test_list_prices_in_dollars_need_an_exchange_rate() -> None:
    """A list price in dollars is not taken for euros: the rate is asked for, or used."""
    text = "currency: EUR\nmodels: {m: {input_price: 2, output_price: 8}}" + PLAN.replace(
        "gpt-4-1, input_price: 2, output_price: 8", "m"
    )
    assert cost(Ledger(layers(text)), "api").missing == ("per_usd",)
    assert cost(Ledger(layers(text.replace("EUR", "EUR\nper_usd: 0.9"))), "api").monthly == Amount(
        Decimal("990.00"), Decimal("990.00")
    )


def test_growth_is_paid_month_by_month() -> None:
    """At 10 % growth, three months cost 1 + 1.1 + 1.21 times the first."""
    text = PLAN.replace("quality: usual}", "quality: usual, growth_per_month: 10%, horizon_months: 3}")
    assert cost(Ledger(layers(text)), "api").total == Amount(Decimal("3641.00"), Decimal("3641.00"))


def test_shares_of_tasks_are_those_of_their_routes() -> None:
    """A route that takes the task with 15 % of the requests pays for 15 %."""
    text = (
        PLAN
        + """
  hybrid:
    routes:
      own: {serving: self_hosted, tasks: [plain], model: llama-3-70b, machine: a100-80, precision: int4}
      api: {serving: api, tasks: [hard], model: gpt-4-1, input_price: 2, output_price: 8}
tasks: {plain: {share: 85%}, hard: {share: 15%}}
"""
    )
    lines = {line.id: line for line in cost(Ledger(layers(text)), "hybrid").lines}
    assert lines["variants.hybrid.routes.api.use"].monthly == Amount(Decimal("165.00"), Decimal("165.00"))


def test_rent_counts_idle_hours() -> None:
    """Rented machines are paid 730 hours a month."""
    text = PLAN.replace("precision: int4", "precision: int4, machines: 2, price_per_hour: 1.5")
    lines = {line.id: line for line in cost(Ledger(layers(text)), "own").lines}
    assert lines["variants.own.routes.main.rent"].monthly == Amount(Decimal("2190.00"), Decimal("2190.00"))


def test_every_number_names_its_source() -> None:
    """Each line of the book says where it stands or how it was computed, and in which unit."""
    ledger = Ledger(layers())
    cost(ledger, "own")
    cost(ledger, "api")
    assert len(ledger.lines) > 20
    assert [line.name for line in ledger.lines.values() if not line.source or not line.kind] == []
    assert ledger.lines[VOLUME].source == "decision.yaml:3"
    assert ledger.lines["workload.peak_factor"].kind == "default"


@settings(max_examples=40)
@given(st.integers(1_000, 10**7), st.integers(1_001, 10**4))
def test_volume_never_makes_fixed_machines_relatively_dearer(volume: int, more: int) -> None:
    """With as many machines as before, self-hosting over API cost never rises with volume."""
    fixed = layers(PLAN.replace("precision: int4", "precision: int4, machines: 3"))

    def ratio(requests: int) -> Decimal:
        ledger = Ledger(fixed, {VOLUME: exactly(requests)}, recorded=False)
        return sums(ledger, "own").monthly.mid / sums(ledger, "api").monthly.mid

    assert ratio(volume * more // 1000) <= ratio(volume)


@settings(max_examples=25)
@given(
    st.sampled_from(
        [
            "workload.output_tokens",
            "team.salary_per_year",
            "machines.a100-80.price_per_hour",
            "workload.peak_factor",
        ]
    ),
    st.integers(1, 9),
)
def test_a_cost_between_two_ends_holds_every_cost_inside(path: str, tenth: int) -> None:
    """Fixing an input anywhere between its ends gives a cost between the ends of the cost."""
    wide = sums(Ledger(layers(), recorded=False), "own").monthly
    stated = Ledger(layers()).given(path)
    inside = stated.low + (stated.high - stated.low) * tenth / 10
    one = sums(Ledger(layers(), {path: exactly(inside)}, recorded=False), "own").monthly
    assert wide.low <= one.low <= one.high <= wide.high

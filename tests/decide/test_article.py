"""The table that takes a well-known article apart: each number in it that the program can compute is the program's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compliance.decide.cost import cost, sums
from compliance.decide.crossing import break_even
from compliance.decide.ledger import Ledger
from compliance.decide.ranges import ONE, Range, exactly
from compliance.decide.sizing import Hosted, sized
from compliance.model.words.decision import Precision
from compliance.pipeline.comparing import Choice, layers_of
from compliance.render.comparison.words import rounded

if TYPE_CHECKING:
    from compliance.model.layers import Layers

PAGE = (Path(__file__).parents[2] / "frameworks/decision/README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def article() -> Layers:
    """The preset over the reference data."""
    return layers_of(Choice((), preset="article-2026"))


def _row(start: str) -> str:
    """The one row of the page that begins with these words."""
    rows = [line for line in PAGE.splitlines() if line.startswith(f"| {start}")]
    assert len(rows) == 1
    return rows[0]


def _told(number: Range) -> str:
    return f"{rounded(number.low)} to {rounded(number.high)}"


def test_break_even_is_as_told(article: Layers) -> None:
    """The volume from which self-hosting costs no more than the API, with both ends."""
    found = break_even(article, "self-hosted", "api")
    for volume in (found.mid, found.low, found.high):
        assert volume is not None
        assert rounded(Decimal(volume)) in _row("Volume:")


def test_people_and_machines_cost_as_told(article: Layers) -> None:
    """Rent of two A100s and one engineer, each a month, and both together."""
    items = {item.id.rpartition(".")[2]: item for item in sums(Ledger(article), "self-hosted").items}
    assert _told(items["staff"].monthly) in _row("Expertise:")
    assert _told(items["rent"].monthly) in _row("Expertise:")
    assert _told(items["rent"].monthly) in _row("Self-hosted, 300")
    assert _told(sums(Ledger(article), "self-hosted").monthly) in _row("Self-hosted, 300")
    share = items["staff"].monthly * exactly("0.67")
    assert f"{share.low:,.0f}".replace(",", " ") in _row("One more engineer")
    assert f"{share.high:,.0f}".replace(",", " ") in _row("One more engineer")


def test_set_up_costs_as_told(article: Layers) -> None:
    """Hours at the default rates, for either."""
    assert _told(sums(Ledger(article), "api").once) in _row("API, set-up 0")
    assert _told(sums(Ledger(article), "self-hosted").once) in _row("Self-hosted, set-up")
    rate = Ledger(article).given("team.hourly_rate")
    assert _told(rate * exactly(40)) in _row("40 hours")


def test_the_api_costs_as_told(article: Layers) -> None:
    """A month, a request, and how much longer requests would have to be for the article's span."""
    ledger = Ledger(article)
    monthly = cost(ledger, "api").monthly
    assert monthly is not None
    row = _row("API, 5 000")
    assert rounded(monthly.low) in row
    assert str(ledger.lines["variants.api.routes.main.price_per_request"].low) in row
    assert f"{rounded(5000 / monthly.low)} to {rounded((20000 / monthly.low).quantize(Decimal(1)))}" in row
    assert "0.02 to 0.08" in row
    assert (Decimal(5000) / 250000, Decimal(20000) / 250000) == (Decimal("0.02"), Decimal("0.08"))


def test_savings_are_as_told(article: Layers) -> None:
    """What the article's own table gives, and what staff make of it."""
    row = _row("86 % savings")
    assert (1 - Decimal(1500) / 5000, 1 - Decimal(300) / 20000) == (Decimal("0.7"), Decimal("0.985"))
    ratio = sums(Ledger(article), "self-hosted").monthly / sums(Ledger(article), "api").monthly
    assert f"{ratio.low:.1f} to {ratio.high:.1f} times" in row
    assert f"{100 - Decimal(350) * 100 / 1200:.0f} %" in _row("One case")
    written_off = Ledger(article).given("machines.a100-80.purchase_price") / exactly(36)
    assert _told(written_off) in _row("An A100 costs")


def test_memory_and_speed_are_as_told(article: Layers) -> None:
    """Weights at each precision, machines for a copy, what bounds a stream, and what stands idle."""
    ledger = Ledger(article)
    found = {
        precision: sized(
            ledger, Hosted("variants.self-hosted.routes.main", "llama-3-70b", "a100-80", precision), ONE
        )
        for precision in Precision
    }
    row = _row("API 85 tokens")
    for one in found.values():
        assert rounded(one.weights.low) in row or f"{one.weights.low.normalize()}" in row
    assert [found[one].group for one in (Precision.FP16, Precision.INT8, Precision.INT4)] == [4, 2, 1]
    bound = ledger.given("machines.a100-80.bandwidth") / found[Precision.INT4].weights
    assert f"{bound.low:.1f}" in row
    reached = bound * ledger.given("operation.bandwidth_use")
    assert f"{reached.low:.1f} to {reached.high:.1f}" in row
    assert _told(ledger.given("measured.llama-70b-a100.batched")) in row
    used = found[Precision.INT4].used
    assert used is not None
    assert f"{used.low * 100:.1f} to {used.high * 100:.1f} %" in _row("Idle time")


def test_quality_points_are_as_told() -> None:
    """Differences and ratios of the article's own benchmark figures."""
    assert f"{Decimal('84.2') - Decimal('82.1')} points" in _row("3 to 5 points")
    assert f"{Decimal('69.1') - Decimal('65.7')} points" in _row("SWE-bench")
    assert f"{Decimal('65.7') / Decimal('69.1') * 100:.1f} %" in _row("SWE-bench")

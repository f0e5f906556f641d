"""Money in another currency than the dollar."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance.decide.ledger import Ledger, MissingError
from compliance.decide.ranges import exactly
from compliance.inputs.decision import load_decision
from compliance.model.layers import Layers

DEFAULT = b"schema: compliance-decision/1\nteam: {salary_per_year: 100000}\nmodels: {m: {input_price: 2}}\n"


def ledger(stated: str) -> Ledger:
    """A stated file over a default salary and a list price."""
    data = f"schema: compliance-decision/1\n{stated}".encode()
    return Ledger(
        Layers((load_decision(data, "d.yaml", "stated"), load_decision(DEFAULT, "defaults.yaml", "default")))
    )


def test_a_default_amount_is_exchanged() -> None:
    """What nobody stated is in dollars, and says that it was exchanged."""
    book = ledger("currency: EUR\nper_usd: 0.9\n")
    assert book.given("team.salary_per_year") == exactly("90000.0")
    assert book.lines["team.salary_per_year"].source.endswith("exchanged from USD")


def test_a_stated_amount_is_in_the_currency_stated() -> None:
    """Nothing is done to it."""
    book = ledger("currency: EUR\nper_usd: 0.9\nteam: {salary_per_year: 80000}\n")
    assert book.given("team.salary_per_year") == exactly(80000)


def test_without_a_rate_a_default_amount_is_missing() -> None:
    """A number of dollars is never taken for one of euros."""
    with pytest.raises(MissingError) as caught:
        ledger("currency: EUR\n").given("team.salary_per_year")
    assert caught.value.paths == ("per_usd",)


def test_a_list_price_stays_in_dollars() -> None:
    """Its unit says so; whoever uses it exchanges it."""
    book = ledger("currency: EUR\nper_usd: 0.9\n")
    assert book.given("models.m.input_price").low == Decimal(2)
    assert book.lines["models.m.input_price"].unit == "USD/10^6 tokens"

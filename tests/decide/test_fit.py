"""Whether a variant can do the work."""

from __future__ import annotations

import pytest

from compliance.decide.cost import cost
from compliance.decide.fit import checks
from compliance.decide.ledger import Ledger
from tests.decide.numbers import layers

TEXT = """
workload: {{queries_per_month: {requests}, growth_per_month: {growth}, quality: any}}
variants:
  own:
    routes:
      main: {{serving: self_hosted, share: 40%, model: llama-3-8b, machine: l4-24, precision: int8{more}}}
      rest: {{serving: api, share: 60%, model: gpt-4-1}}
"""


def _ledger(more: str = "", requests: str = "250000", growth: str = "0") -> Ledger:
    return Ledger(layers(TEXT.format(more=more, requests=requests, growth=growth)))


def _answers(ledger: Ledger) -> dict[str, str]:
    return {check.id: check.answer for check in checks(ledger, "own")}


def test_what_a_check_looks_at_does_not_change_the_book() -> None:
    """Idle share, machines and peak are those of the route's share of the requests, before the checks and after them."""
    ledger = _ledger(", throughput: 300/600")
    cost(ledger, "own")
    before = dict(ledger.lines)
    checks(ledger, "own")
    assert {path: ledger.lines[path] for path in before} == before


def test_whether_weights_fit_does_not_wait_for_throughput() -> None:
    """How many copies are needed is not known, but one fits, and memory bounds the speed of its stream."""
    found = _answers(_ledger())
    assert (found["main.memory"], found["main.stream"]) == ("yes", "yes")


@pytest.mark.parametrize(
    ("machines", "requests", "growth", "answer"),
    [
        ("40", "250000", "0", "yes"),
        ("1", "250000", "0", "yes"),
        ("1", "90000000", "0", "no"),
        ("1", "250000", "15%", "unknown"),
    ],
)
def test_machines_that_are_stated_must_do_for_the_peak(
    machines: str, requests: str, growth: str, answer: str
) -> None:
    """A stated number is paid for at any volume; without this check few machines would serve any number of requests."""
    found = _answers(_ledger(f", throughput: 300/600, machines: {machines}", requests, growth))
    assert found["main.capacity"] == answer


def test_machines_that_are_computed_need_no_check() -> None:
    """They are as many as the peak needs."""
    assert "main.capacity" not in _answers(_ledger(", throughput: 300/600"))

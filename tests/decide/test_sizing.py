from __future__ import annotations

import pytest

from compliance.decide.ledger import Ledger, MissingError
from compliance.decide.ranges import ONE, exactly
from compliance.decide.sizing import Hosted, batched_speed, sized, weights_of
from compliance.model.words.decision import Precision
from tests.decide.numbers import layers

VOLUME = "workload.queries_per_month"


def _hosted(
    model: str = "llama-3-70b", machine: str = "a100-80", precision: Precision = Precision.FP16
) -> Hosted:
    return Hosted("variants.own.routes.main", model, machine, precision)


@pytest.mark.parametrize(
    ("precision", "weights"), [(Precision.FP16, "141.2"), (Precision.INT8, "70.6"), (Precision.INT4, "35.3")]
)
def test_weights_take_parameters_times_bytes(precision: Precision, weights: str) -> None:
    """70.6 billion weights take 141.2 GB at two bytes each, half of it at one, a quarter at half a byte."""
    assert weights_of(Ledger(layers()), _hosted(precision=precision)) == exactly(weights)


def test_one_a100_holds_a_70b_model_only_with_four_bits() -> None:
    """The common picture of a 70B model on one A100 needs weights of four bits: at sixteen they need four machines."""
    groups = {
        precision: sized(Ledger(layers()), _hosted(precision=precision), ONE).group for precision in Precision
    }
    assert groups[Precision.INT4] == 1
    assert groups[Precision.FP16] == 4


def test_what_no_group_holds_has_none() -> None:
    """A model larger than sixteen machines is told as such, not squeezed."""
    text = """
workload: {queries_per_month: 1000}
models: {giant: {parameters: 2000, layers: 100, kv_heads: 8, head_size: 128}}
measured: {giant: {model: giant, machine: l4-24, batched: 10}}
"""
    assert sized(Ledger(layers(text)), _hosted("giant", "l4-24"), ONE).group is None


def test_a_copy_that_barely_fits_may_not_be_the_fewest_machines() -> None:
    """At eight bits an H100 holds the weights with no room for streams; two machines a copy need fewer in all."""
    ledger = Ledger(layers(), {VOLUME: exactly(250_000)})
    found = sized(ledger, _hosted(machine="h100-80", precision=Precision.INT8), ONE)
    assert found.group == 2
    assert found.machines.high <= 8


def test_more_requests_never_need_fewer_machines() -> None:
    """Machines grow with volume, step by step."""
    found = [
        sized(
            Ledger(layers(), {VOLUME: exactly(volume)}, recorded=False),
            _hosted(precision=Precision.INT4),
            ONE,
        )
        for volume in (10**3, 10**5, 10**6, 10**7, 10**8)
    ]
    assert [one.machines.high for one in found] == sorted(one.machines.high for one in found)
    assert found[-1].machines.low > found[0].machines.low


def test_the_mean_load_leaves_machines_idle() -> None:
    """What the mean load uses is far below what is paid: the peak, the planned use and the spare copy make the rest."""
    used = sized(Ledger(layers()), _hosted(precision=Precision.INT4), ONE).used
    assert used is not None
    assert used.high < 1


def test_a_model_nobody_measured_is_scaled_and_says_so() -> None:
    """Throughput of another model on the same machine is scaled by active parameters, and its line says to measure."""
    ledger = Ledger(layers())
    found = batched_speed(ledger, _hosted("llama-3-8b"))
    measured = ledger.given("measured.llama-70b-a100.batched")
    assert found.low > measured.high
    assert "measure it" in ledger.lines["variants.own.routes.main.throughput"].source


def test_a_machine_nobody_measured_is_missing() -> None:
    """Without any measurement on a machine, its throughput is asked for, not guessed."""
    with pytest.raises(MissingError) as told:
        batched_speed(Ledger(layers()), _hosted(machine="l4-24"))
    assert told.value.paths[0] == "variants.own.routes.main.throughput"

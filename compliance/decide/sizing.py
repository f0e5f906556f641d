"""How many machines a self-hosted model needs: for its weights, for the streams at the peak, for the tokens at the peak.

Memory: weights take parameters x bytes; keys and values take 2 (both) x layers x heads x head size x 2 bytes for every token
of every stream. Throughput is that of machines which serve many streams at once; how fast one stream runs alone is
another number (see `fit`), and neither is made from the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compliance.decide.fleet import Demand, Fleet, Group, streams
from compliance.decide.ledger import VOLUME, MissingError
from compliance.decide.ranges import ONE, Range, exactly
from compliance.model.words.decision import Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.decide.fleet import Needed
    from compliance.decide.ledger import Ledger

HOURS: Final = exactly(730)
"""Hours of a mean month: 8 760 / 12."""
BYTES: Final[Mapping[Precision, Range]] = {
    Precision.FP16: exactly(2),
    Precision.INT8: exactly(1),
    Precision.INT4: exactly("0.5"),
}
"""Bytes of a weight. Scales and tables of the smaller forms add a few per cent, which `memory_use` leaves room for."""
_GIGA: Final = exactly(10**9)
_KV_BYTES: Final = exactly(4)
"""Keys and values, two bytes each."""
_GROUPS: Final = (1, 2, 4, 8, 16)
"""Machines over which one copy of a model is spread."""


@dataclass(frozen=True, slots=True)
class Sized:
    """Machines of one route. `group`: how many hold a copy, fewer where the ends differ; None where sixteen hold none."""

    group: int | None
    machines: Range
    weights: Range
    used: Range | None
    """Share of their throughput that the mean load takes; the rest is paid and idle."""
    fleet: Fleet | None = None
    """How many they are at any volume."""


@dataclass(frozen=True, slots=True)
class Hosted:
    """What a self-hosted route runs: model, machine and precision by id."""

    route: str
    model: str
    machine: str
    precision: Precision


def sized(ledger: Ledger, hosted: Hosted, share: Range) -> Sized:
    """The machines a route needs for its share of the requests in force; `fleet` tells of any other volume.

    MissingError where a number is not stated anywhere.
    """
    weights, cache, memory = (
        weights_of(ledger, hosted),
        _cache_per_stream(ledger, hosted),
        _memory(ledger, hosted),
    )
    holding = groups_of(ledger, hosted)
    if not holding:
        return Sized(None, ONE, weights, None)
    volume = ledger.given(VOLUME)
    demand, slowest = _demand(ledger, hosted, share)
    speed, spare = batched_speed(ledger, hosted), ledger.given("operation.spare_replicas")
    use = ledger.given("operation.target_use")
    groups = tuple(_group(group, speed, use, memory, weights) for group in holding)
    fleet = Fleet(demand, slowest, cache, groups, spare)
    needed = fleet.needed(volume)
    how = f"{_copies(needed)}, {_text(spare)} of them spare"
    ledger.computed(f"{hosted.route}.machines_needed", needed.machines, "", how)
    fleet = replace(fleet, stated=ledger.given_if(f"{hosted.route}.machines"))
    used = demand.mean(volume) / (fleet.at(volume) * speed)
    idle = "share of what the machines could do in a month that is paid and not used"
    ledger.computed(f"{hosted.route}.idle_share", used.rest(), "share", idle)
    return Sized(min(needed.groups), fleet.at(volume), weights, used, fleet)


def groups_of(ledger: Ledger, hosted: Hosted) -> tuple[int, ...]:
    """Over how many machines a copy of the model can be spread, the fewest first; none where sixteen do not hold it."""
    needed = weights_of(ledger, hosted).high + _cache_per_stream(ledger, hosted).high
    memory = _memory(ledger, hosted).low
    return tuple(group for group in _GROUPS if memory * group >= needed)


def _memory(ledger: Ledger, hosted: Hosted) -> Range:
    """GB of one machine that weights and caches may fill."""
    return ledger.given(f"machines.{hosted.machine}.memory") * ledger.given("operation.memory_use")


def weights_of(ledger: Ledger, hosted: Hosted) -> Range:
    """Memory the weights take, in GB."""
    found = ledger.given(f"models.{hosted.model}.parameters") * BYTES[hosted.precision]
    how = f"parameters of {hosted.model} x {BYTES[hosted.precision].low} bytes ({hosted.precision})"
    return ledger.computed(f"{hosted.route}.weights", found, "GB", how)


def batched_speed(ledger: Ledger, hosted: Hosted) -> Range:
    """Tokens a second of one machine that serves many streams: stated, measured, or scaled from a measured model.

    Scaled means: times the active parameters of the measured model over those of this one, on the same machine.
    """
    path = f"{hosted.route}.throughput"
    measured = _measurement(ledger, hosted, "batched")
    try:
        return ledger.given(path, *([measured] if measured else []))
    except MissingError:
        pass
    other = _measurement_of_any(ledger, hosted.machine)
    if other is None:
        raise MissingError(path, f"measured.{hosted.model}-{hosted.machine}.batched")
    named, reference = other
    ratio = active(ledger, reference) / active(ledger, hosted.model)
    how = f"measured of {reference} on {hosted.machine}, scaled by active parameters; measure it before you rely on it"
    return ledger.computed(
        f"{hosted.route}.throughput", ledger.given(f"measured.{named}.batched") * ratio, "tokens/s", how
    )


def active(ledger: Ledger, model: str) -> Range:
    """Parameters that a token passes through, in billions."""
    return ledger.given(f"models.{model}.active_parameters", f"models.{model}.parameters")


def _measurement(ledger: Ledger, hosted: Hosted, what: str) -> str | None:
    """The path of a measurement of this model on this machine."""
    layers = ledger.layers
    for name in layers.ids("measured"):
        here = f"measured.{name}"
        same = (
            layers.value(str, f"{here}.model") == hosted.model
            and layers.value(str, f"{here}.machine") == hosted.machine
        )
        if (
            same
            and layers.value(Precision, f"{here}.precision") in {None, hosted.precision}
            and layers.find(f"{here}.{what}")
        ):
            return f"{here}.{what}"
    return None


def single_measurement(ledger: Ledger, hosted: Hosted) -> str | None:
    """The path of a measurement of one stream alone."""
    return _measurement(ledger, hosted, "single")


def _measurement_of_any(ledger: Ledger, machine: str) -> tuple[str, str] | None:
    """A measurement of another model on the machine: its name and the model."""
    layers = ledger.layers
    for name in layers.ids("measured"):
        model = layers.value(str, f"measured.{name}.model")
        if (
            model
            and layers.value(str, f"measured.{name}.machine") == machine
            and layers.find(f"measured.{name}.batched")
        ):
            return name, model
    return None


def _cache_per_stream(ledger: Ledger, hosted: Hosted) -> Range:
    """Memory that the keys and values of one request take, in GB."""
    shape = [ledger.given(f"models.{hosted.model}.{name}") for name in ("layers", "kv_heads", "head_size")]
    token = shape[0] * shape[1] * shape[2] * _KV_BYTES / _GIGA
    tokens = ledger.given("workload.input_tokens") + ledger.given("workload.output_tokens")
    return ledger.computed(
        f"{hosted.route}.cache_per_stream", token * tokens, "GB", "keys and values of one request"
    )


def _demand(ledger: Ledger, hosted: Hosted, share: Range) -> tuple[Demand, Range]:
    """What the requests ask of the machines, and the slowest stream accepted; the book gets the peak of the volume in force."""
    volume = ledger.given(VOLUME)
    demand = Demand(share, ledger.given("workload.output_tokens"), ledger.given("workload.peak_factor"))
    peak = ledger.computed(
        f"{hosted.route}.peak_tokens", demand.peak(volume), "tokens/s", "mean tokens a second x peak factor"
    )
    slowest = ledger.given("workload.stream_tokens_per_second")
    how = "tokens at the peak over the slowest stream accepted"
    ledger.computed(f"{hosted.route}.streams", streams(peak, slowest), "", how)
    return demand, slowest


def _group(machines: int, speed: Range, use: Range, memory: Range, weights: Range) -> Group:
    """A group of machines, by speed and memory of one of them."""
    room = Range(memory.low * machines - weights.high, memory.high * machines - weights.low)
    return Group(machines, speed * exactly(machines) * use, room)


def _copies(needed: Needed) -> str:
    """Copies and the machines of each, told apart where the ends differ in both."""
    (low, high), (few, many) = needed.groups, needed.copies
    if low == high:
        return f"{_text(Range(few, many))} copies on {low} each"
    return f"{few} copies on {low} each to {many} copies on {high} each"


def _text(number: Range) -> str:
    return f"{number.low}" if number.exact else f"{number.low} to {number.high}"

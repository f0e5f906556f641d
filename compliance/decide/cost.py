"""What a variant costs: each route by use or by machine, the people, what else is stated; a month and over the horizon."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from compliance.decide.ledger import DOLLARS, Ledger, MissingError
from compliance.decide.ranges import ONE, ZERO, Range, exactly
from compliance.decide.sizing import HOURS, Hosted, sized
from compliance.model.comparison import Amount, Cost, CostLine, Number
from compliance.model.values import YesNo
from compliance.model.words.decision import Acquisition, Precision, Serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.layers import Layers

_MILLION: Final = exactly(1_000_000)
_YEAR: Final = exactly(12)
_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Item:
    """A cost line before it is written: money as ranges."""

    id: str
    label: str
    monthly: Range
    once: Range
    how: str
    compliance: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """All items of a variant, and what is missing."""

    items: tuple[Item, ...]
    missing: tuple[str, ...]

    @property
    def monthly(self) -> Range:
        """All monthly cost together."""
        return sum((item.monthly for item in self.items), ZERO)

    @property
    def once(self) -> Range:
        """All cost before the first month together."""
        return sum((item.once for item in self.items), ZERO)


def routes(layers: Layers, variant: str) -> tuple[str, ...]:
    """Paths of the routes of a variant's plan."""
    return tuple(f"variants.{variant}.routes.{name}" for name in layers.ids(f"variants.{variant}.routes"))


def share_of(ledger: Ledger, variant: str, route: str) -> Range:
    """The share of the requests that a route takes: stated, its tasks', or all where it is the only one."""
    try:
        return ledger.given(f"{route}.share")
    except MissingError:
        tasks = ledger.layers.value(tuple, f"{route}.tasks")
        if tasks:
            return sum((ledger.given(f"tasks.{task}.share") for task in tasks), ZERO)
        if len(routes(ledger.layers, variant)) == 1:
            return ONE
        raise


def serving_of(layers: Layers, route: str) -> Serving | None:
    """Whether a vendor or the organisation runs a route's model."""
    return layers.value(Serving, f"{route}.serving")


def hosted_by(layers: Layers, route: str) -> Hosted:
    """What a self-hosted route runs; MissingError where model or machine are not named."""
    model, machine = layers.value(str, f"{route}.model"), layers.value(str, f"{route}.machine")
    if model is None:
        raise MissingError(f"{route}.model")
    if machine is None:
        raise MissingError(f"{route}.machine")
    return Hosted(route, model, machine, layers.value(Precision, f"{route}.precision") or Precision.FP16)


def sums(ledger: Ledger, variant: str) -> Sums:
    """What a variant costs in one month at the volume in force, and before the first."""
    items: list[Item] = []
    missing: list[str] = []
    if not routes(ledger.layers, variant):
        missing.append(f"variants.{variant}.routes")
    for route in routes(ledger.layers, variant):
        try:
            items += _route(ledger, variant, route)
        except MissingError as error:
            missing.append(error.paths[0])
    items += _others(ledger, variant)
    return Sums(tuple(items), tuple(missing))


def cost(ledger: Ledger, variant: str) -> Cost:
    """Lines, month and total of a variant, as they are printed."""
    found = sums(ledger, variant)
    lines = tuple(
        CostLine(item.id, item.label, amount(item.monthly), amount(item.once), item.how, item.compliance)
        for item in found.items
    )
    months = _months(ledger)
    if found.missing:
        return Cost(lines, None, None, None, months, found.missing)
    total = total_over(ledger, variant, found)
    return Cost(lines, amount(found.monthly), amount(found.once), amount(total), months, ())


def total_over(ledger: Ledger, variant: str, first: Sums) -> Range:
    """Cost over the horizon: what is paid once, and each month at the volume it has grown to."""
    months = _months(ledger)
    growth = ledger.given_or(ZERO, "workload.growth_per_month")
    if growth == ZERO:
        return first.once + first.monthly * exactly(months)
    total, volume = first.once + first.monthly, ledger.given("workload.queries_per_month")
    for _ in range(months - 1):
        volume = volume * (ONE + growth)
        later = Ledger(
            ledger.layers, {**ledger.override, "workload.queries_per_month": volume}, recorded=False
        )
        total = total + sums(later, variant).monthly
    return total


def weeks(ledger: Ledger, variant: str) -> Number | None:
    """Weeks until all routes of a variant run; None where one is not stated. For an API they count only where stated."""
    found: list[Range] = []
    for route in routes(ledger.layers, variant):
        hosted = serving_of(ledger.layers, route) is Serving.SELF_HOSTED
        one = _either(ledger, route, ["operation"] if hosted else [], "weeks_to_production")
        if one is None:
            return None
        found.append(one)
    if not found:
        return None
    name = f"variants.{variant}.weeks_to_production"
    longest = functools.reduce(Range.at_least, found)
    ledger.computed(name, longest, "weeks", "the longest of its routes")
    return Number(name, longest.low, longest.high, "weeks", "computed", "the longest of its routes")


def _months(ledger: Ledger) -> int:
    return int(ledger.given("workload.horizon_months").high)


def _route(ledger: Ledger, variant: str, route: str) -> Iterator[Item]:
    share = share_of(ledger, variant, route)
    match serving_of(ledger.layers, route):
        case Serving.API:
            yield _by_use(ledger, route, share)
            weeks_only = False
        case Serving.SELF_HOSTED:
            yield from _by_machine(ledger, route, share)
            weeks_only = True
        case _:
            raise MissingError(f"{route}.serving")
    yield from _people(ledger, route, needed=weeks_only)


def _by_use(ledger: Ledger, route: str, share: Range) -> Item:
    """Tokens at their price. A token that a cache had is charged at its own price."""
    sent, replied = ledger.given("workload.input_tokens"), ledger.given("workload.output_tokens")
    cached = ledger.given_or(ZERO, "workload.cached_share")
    price = _price(ledger, route, "input_price")
    again = _price(ledger, route, "cached_price", "input_price")
    request = (
        sent * cached.rest() * price + sent * cached * again + replied * _price(ledger, route, "output_price")
    ) / _MILLION
    ledger.computed(f"{route}.price_per_request", request, "money", "tokens of a request at their prices")
    monthly = ledger.given("workload.queries_per_month") * share * request
    model = ledger.layers.value(str, f"{route}.model") or "the model"
    return Item(
        f"{route}.use",
        f"Requests to {_name(ledger, model)}",
        monthly,
        ZERO,
        "requests x share x price of a request",
    )


def _price(ledger: Ledger, route: str, *names: str) -> Range:
    """A price of the route in the currency, else the model's list price in dollars, exchanged."""
    model = ledger.layers.value(str, f"{route}.model")
    for name in names:
        try:
            return ledger.given(f"{route}.{name}")
        except MissingError:
            pass
        if model and ledger.layers.find(f"models.{model}.{name}"):
            return ledger.given(f"models.{model}.{name}") * _exchange(ledger)
    raise MissingError(f"{route}.{names[-1]}", f"models.{model}.{names[-1]}")


def _exchange(ledger: Ledger) -> Range:
    return ONE if ledger.currency == DOLLARS else ledger.given("per_usd")


def _by_machine(ledger: Ledger, route: str, share: Range) -> Iterator[Item]:
    """Machines are paid whether they are busy or idle."""
    hosted = hosted_by(ledger.layers, route)
    size = sized(ledger, hosted, share)
    if size.group is None:
        raise MissingError(f"{route}.machine")
    label = f"{_name(ledger, hosted.machine, 'machines')} for {_name(ledger, hosted.model)}"
    acquired = ledger.layers.value(Acquisition, f"{route}.acquisition") or Acquisition.RENT
    if acquired is Acquisition.RENT:
        hour = _machine_price(ledger, route, hosted.machine, "price_per_hour")
        yield Item(
            f"{route}.rent",
            label,
            size.machines * hour * HOURS,
            ZERO,
            "machines x price of an hour x 730 hours, idle hours included",
        )
        return
    if acquired is Acquisition.BUY:
        price = _machine_price(ledger, route, hosted.machine, "purchase_price")
        monthly = size.machines * price / ledger.given("operation.write_off_months")
        yield Item(f"{route}.machines", label, monthly, ZERO, "machines x price, written off month by month")
    power = (
        ledger.given(f"machines.{hosted.machine}.power") * ledger.given("operation.power_overhead") * HOURS
    )
    monthly = size.machines * (
        power * ledger.given("operation.power_price") + ledger.given("operation.room_per_machine")
    )
    yield Item(
        f"{route}.room",
        "Power and room",
        monthly,
        ZERO,
        "machines x (power x overhead x 730 hours x price + room)",
    )


def _machine_price(ledger: Ledger, route: str, machine: str, name: str) -> Range:
    try:
        return ledger.given(f"{route}.{name}")
    except MissingError:
        return ledger.given(f"machines.{machine}.{name}") * _exchange(ledger)


def _people(ledger: Ledger, route: str, *, needed: bool) -> Iterator[Item]:
    """People who run it, and the hours until it runs. For an API both count only where they are stated."""
    below = ["operation"] if needed else []
    staff = _either(ledger, route, below, "staff")
    if staff is not None:
        monthly = staff * ledger.given("team.salary_per_year") / _YEAR
        yield Item(
            f"{route}.staff", "People who run it", monthly, ZERO, "full-time equivalents x yearly cost / 12"
        )
    hours = _either(ledger, route, below, "setup_hours")
    if hours is not None:
        yield Item(
            f"{route}.setup", "Setting it up", ZERO, hours * ledger.given("team.hourly_rate"), "hours x rate"
        )


def _either(ledger: Ledger, route: str, below: list[str], name: str) -> Range | None:
    paths = [f"{place}.{name}" for place in (route, *below)]
    return (
        ledger.given(*paths)
        if ledger.layers.find(*paths) or any(path in ledger.override for path in paths)
        else None
    )


def _others(ledger: Ledger, variant: str) -> Iterator[Item]:
    for name in ledger.layers.ids(f"variants.{variant}.costs"):
        path = f"variants.{variant}.costs.{name}"
        label = ledger.layers.value(str, f"{path}.what") or name
        duty = ledger.layers.value(YesNo, f"{path}.compliance") is YesNo.YES
        monthly, once = ledger.given_or(ZERO, f"{path}.monthly"), ledger.given_or(ZERO, f"{path}.once")
        yield Item(path, label, monthly, once, "as stated", duty)


def _name(ledger: Ledger, id_: str, section: str = "models") -> str:
    return ledger.layers.value(str, f"{section}.{id_}.name") or id_


def amount(number: Range) -> Amount:
    """Money as it is printed, to the cent."""
    return Amount(number.low.quantize(_CENT), number.high.quantize(_CENT))

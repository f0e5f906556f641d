"""What a variant costs: each route by use or by machine, the people, what else is stated; a month and over the horizon."""

from __future__ import annotations

import functools
import itertools
import operator
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final

from compliance.decide.bill import Bill, Line, Months, Requests
from compliance.decide.ledger import DOLLARS, VOLUME, MissingError
from compliance.decide.ranges import ONE, ZERO, Range, exactly
from compliance.decide.sizing import HOURS, Hosted, sized
from compliance.model.comparison import Amount, Cost, CostLine, Number
from compliance.model.values import YesNo
from compliance.model.words.decision import Acquisition, Precision, Serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.decide.bill import Sums
    from compliance.decide.ledger import Ledger
    from compliance.model.layers import Layers

_MILLION: Final = exactly(1_000_000)
_YEAR: Final = exactly(12)
_CENT: Final = Decimal("0.01")
_WIDE: Final = Context(prec=60)
"""Digits enough for the cents of whatever numbers somebody states; a sum that has more is refused by the library."""


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


def bill(ledger: Ledger, variant: str) -> Bill:
    """What a variant costs at any volume; the book gets the lines of the volume in force."""
    lines: list[Line] = []
    missing: list[str] = []
    if not routes(ledger.layers, variant):
        missing.append(f"variants.{variant}.routes")
    for route in routes(ledger.layers, variant):
        try:
            lines += _route(ledger, variant, route)
        except MissingError as error:
            missing.append(error.paths[0])
    lines += _others(ledger, variant)
    return Bill(tuple(lines), tuple(missing))


def sums(ledger: Ledger, variant: str) -> Sums:
    """What a variant costs in one month at the volume in force, and before the first."""
    return _now(ledger, bill(ledger, variant))


def cost(ledger: Ledger, variant: str) -> Cost:
    """Lines, month and total of a variant, as they are printed."""
    drawn = bill(ledger, variant)
    found = _now(ledger, drawn)
    lines = tuple(
        CostLine(item.id, item.label, amount(item.monthly), amount(item.once), item.how, item.compliance)
        for item in found.items
    )
    months = _months(ledger)
    if found.missing:
        return Cost(lines, None, None, None, months, found.missing)
    total = total_over(ledger, drawn)
    return Cost(lines, amount(found.monthly), amount(found.once), amount(total), months, ())


def total_over(ledger: Ledger, drawn: Bill) -> Range:
    """Cost over the horizon: what is paid once, and each month at the volume it has grown to."""
    months = _months(ledger)
    if _growth(ledger) == ZERO:
        found = _now(ledger, drawn)
        return found.once + found.monthly * exactly(months)
    return drawn.over(volumes(ledger))


def volumes(ledger: Ledger) -> tuple[Range, ...]:
    """Requests in each month of the horizon; they never fall."""
    return _grown(ledger.given(VOLUME), _growth(ledger), _months(ledger))


def _growth(ledger: Ledger) -> Range:
    return ledger.given_or(ZERO, "workload.growth_per_month")


@functools.lru_cache(maxsize=256)
def _grown(first: Range, growth: Range, months: int) -> tuple[Range, ...]:
    """The volume of each month; kept, since every lever but two leaves them as they are."""
    return tuple(
        itertools.accumulate(itertools.repeat(ONE + growth, months - 1), operator.mul, initial=first)
    )


def _now(ledger: Ledger, drawn: Bill) -> Sums:
    """A month at the volume in force, which need not be stated where no line is paid by it."""
    fixed = all(isinstance(line.count, Months) for line in drawn.lines)
    return drawn.at(ZERO if fixed else ledger.given(VOLUME))


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


def _route(ledger: Ledger, variant: str, route: str) -> Iterator[Line]:
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


def _by_use(ledger: Ledger, route: str, share: Range) -> Line:
    """Tokens at their price. A token that a cache had is charged at its own price."""
    sent, replied = ledger.given("workload.input_tokens"), ledger.given("workload.output_tokens")
    cached = ledger.given_or(ZERO, "workload.cached_share")
    price = _price(ledger, route, "input_price")
    again = _price(ledger, route, "cached_price", "input_price")
    request = (
        sent * cached.rest() * price + sent * cached * again + replied * _price(ledger, route, "output_price")
    ) / _MILLION
    ledger.computed(f"{route}.price_per_request", request, "money", "tokens of a request at their prices")
    ledger.given(VOLUME)  # whoever pays by use has to say how much
    model = ledger.layers.value(str, f"{route}.model") or "the model"
    return Line(
        f"{route}.use",
        f"Requests to {_name(ledger, model)}",
        Requests(),
        lambda requests: requests * share * request,
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


def _by_machine(ledger: Ledger, route: str, share: Range) -> Iterator[Line]:
    """Machines are paid whether they are busy or idle."""
    hosted = hosted_by(ledger.layers, route)
    fleet = sized(ledger, hosted, share).fleet
    if fleet is None:
        raise MissingError(f"{route}.machine")
    label = f"{_name(ledger, hosted.machine, 'machines')} for {_name(ledger, hosted.model)}"
    acquired = ledger.layers.value(Acquisition, f"{route}.acquisition") or Acquisition.RENT
    if acquired is Acquisition.RENT:
        hour = _machine_price(ledger, route, hosted.machine, "price_per_hour")
        how = "machines x price of an hour x 730 hours, idle hours included"
        yield Line(f"{route}.rent", label, fleet, lambda machines: machines * hour * HOURS, ZERO, how)
        return
    if acquired is Acquisition.BUY:
        price = _machine_price(ledger, route, hosted.machine, "purchase_price")
        months = ledger.given("operation.write_off_months")
        how = "machines x price, written off month by month"
        yield Line(f"{route}.machines", label, fleet, lambda machines: machines * price / months, ZERO, how)
    power = (
        ledger.given(f"machines.{hosted.machine}.power") * ledger.given("operation.power_overhead") * HOURS
    )
    each = power * ledger.given("operation.power_price") + ledger.given("operation.room_per_machine")
    how = "machines x (power x overhead x 730 hours x price + room)"
    yield Line(f"{route}.room", "Power and room", fleet, lambda machines: machines * each, ZERO, how)


def _machine_price(ledger: Ledger, route: str, machine: str, name: str) -> Range:
    try:
        return ledger.given(f"{route}.{name}")
    except MissingError:
        return ledger.given(f"machines.{machine}.{name}") * _exchange(ledger)


def _people(ledger: Ledger, route: str, *, needed: bool) -> Iterator[Line]:
    """People who run it, and the hours until it runs. For an API both count only where they are stated."""
    below = ["operation"] if needed else []
    staff = _either(ledger, route, below, "staff")
    if staff is not None:
        monthly = staff * ledger.given("team.salary_per_year") / _YEAR
        how = "full-time equivalents x yearly cost / 12"
        yield _fixed(f"{route}.staff", "People who run it", monthly, ZERO, how)
    hours = _either(ledger, route, below, "setup_hours")
    if hours is not None:
        once = hours * ledger.given("team.hourly_rate")
        yield _fixed(f"{route}.setup", "Setting it up", ZERO, once, "hours x rate")


def _either(ledger: Ledger, route: str, below: list[str], name: str) -> Range | None:
    return ledger.given_if(*(f"{place}.{name}" for place in (route, *below)))


def _others(ledger: Ledger, variant: str) -> Iterator[Line]:
    for name in ledger.layers.ids(f"variants.{variant}.costs"):
        path = f"variants.{variant}.costs.{name}"
        label = ledger.layers.value(str, f"{path}.what") or name
        duty = ledger.layers.value(YesNo, f"{path}.compliance") is YesNo.YES
        monthly, once = ledger.given_or(ZERO, f"{path}.monthly"), ledger.given_or(ZERO, f"{path}.once")
        yield _fixed(path, label, monthly, once, "as stated", compliance=duty)


def _fixed(  # noqa: PLR0913 - what a line has
    id_: str, label: str, monthly: Range, once: Range, how: str, *, compliance: bool = False
) -> Line:
    """A line that no volume changes."""
    return Line(id_, label, Months(), lambda months: months * monthly, once, how, compliance)


def _name(ledger: Ledger, id_: str, section: str = "models") -> str:
    return ledger.layers.value(str, f"{section}.{id_}.name") or id_


def amount(number: Range) -> Amount:
    """Money as it is printed, to the cent."""
    return Amount(cents(number.low), cents(number.high))


def cents(number: Decimal) -> Decimal:
    """Money to the cent."""
    return number.quantize(_CENT, context=_WIDE)

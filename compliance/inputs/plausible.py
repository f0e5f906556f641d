"""Numbers of a decision file that no plan can have: zeros to divide by, shares above the whole, routes that take 120 %."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from compliance.model.values import Quantity
from compliance.model.words.decision import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from compliance.inputs.reading import Reading

_SHARES: Final = frozenset(
    {"share", "cached_share", "memory_use", "target_use", "bandwidth_use", "growth_per_month"}
)
_ABOVE_ZERO: Final = frozenset(
    {
        "parameters", "active_parameters", "layers", "kv_heads", "head_size", "memory", "bandwidth", "batched", "single",
        "throughput", "memory_use", "target_use", "bandwidth_use", "write_off_months", "horizon_months", "per_usd", "machines",
        "stream_tokens_per_second", "peak_factor", "power_overhead",
    }
)  # fmt: skip
"""What something is divided by, or of which there is some where there is a plan."""
_FROM_ONE: Final = frozenset({"peak_factor", "power_overhead", "horizon_months"})
"""What is one at the least by its meaning."""
_WHOLE: Final = frozenset({"machines", "spare_replicas", "horizon_months"})
_LONGEST: Final = 600
_MOST_REQUESTS: Final = 10**15
_LAW: Final = frozenset({Measure.FORBIDDEN, Measure.GAPS})


def note_implausible(reading: Reading, values: Mapping[str, Any], below: Mapping[str, Any]) -> None:
    """Note what no plan can have. `values`: what the file states, by path; `below`: what weaker files state."""
    for path, value in values.items():
        if isinstance(value, Quantity):
            for message, hint in _faults(path.rpartition(".")[2], value):
                reading.note(reading.origins[path], f"{path}: {value.text!r} {message}", hint)
    _note_growth(reading, values, below)
    _note_rules(reading, values)
    _note_exchange(reading, values)
    together = {**below, **values}
    _note_tasks(reading, values)
    for variant in _ids(values, "variants"):
        _note_routes(reading, values, together, f"variants.{variant}.routes")


def _faults(name: str, value: Quantity) -> Iterator[tuple[str, str]]:
    """What is wrong with one number, and what to do about it."""
    if name in _FROM_ONE and value.low < 1:
        yield "is less than one", "State one or more."
    elif name in _ABOVE_ZERO and value.low == 0:
        yield "may be zero", "State a number above zero, or leave it out."
    if name in _SHARES and value.high > 1:
        yield "is more than the whole", "State a share up to 1, or 100%."
    if name in _WHOLE and (value.low % 1 or value.high % 1):
        yield "is no whole number", "State a whole number."
    if name == "horizon_months" and value.low != value.high:
        yield "is a range", "State one number of months: all variants are added up over the same time."
    if name == "horizon_months" and value.high > _LONGEST:
        yield "is longer than any plan", f"State {_LONGEST} months or fewer."


def _note_growth(reading: Reading, values: Mapping[str, Any], below: Mapping[str, Any]) -> None:
    """Growth is compound: a month's share that looks harmless may leave no number to print."""
    growth, volume, months = (
        values.get(f"workload.{name}") or below.get(f"workload.{name}")
        for name in ("growth_per_month", "queries_per_month", "horizon_months")
    )
    if growth is None or growth.high > 1 or months is None or months.high > _LONGEST:
        return
    most = (1 + growth.high) ** int(months.high) * max(1, volume.high if volume is not None else 1)
    here = next(
        (path for path in ("growth_per_month", "horizon_months", "queries_per_month") if f"workload.{path}" in values), None
    )  # fmt: skip
    if here is not None and most > _MOST_REQUESTS:
        what = f"the requests grow to more than {_MOST_REQUESTS:.0e} a month within {int(months.high)} months"
        reading.note(
            reading.origins[f"workload.{here}"], f"workload.{here}: {what}", "State less growth, or a shorter horizon."
        )  # fmt: skip


def _note_rules(reading: Reading, values: Mapping[str, Any]) -> None:
    """Rules of one's own may leave out fit or cost; none may put them before the law."""
    rules = _ids(values, "rules")
    measures = [values.get(f"rules.{rule}.measure") for rule in rules]
    for rule, measure in zip(rules, measures, strict=True):
        if measure is None:
            reading.note(
                reading.origins[f"rules.{rule}"], f"rules.{rule}: no measure is stated",
                f"State one of {', '.join(Measure)}.",
            )  # fmt: skip
    if rules and None not in measures and set(measures[: len(_LAW)]) != _LAW:
        reading.note(
            reading.origins["rules"], "rules: fit and cost come before what the law asks",
            "Begin with a rule of measure forbidden and one of measure gaps.",
        )  # fmt: skip


def _note_exchange(reading: Reading, values: Mapping[str, Any]) -> None:
    """A dollar is a dollar: a rate beside dollars was meant for another currency."""
    rate = values.get("per_usd")
    if rate is not None and values.get("currency", "USD") == "USD" and not rate.low == rate.high == 1:
        reading.note(
            reading.origins["per_usd"], "per_usd: the amounts are in dollars already",
            "State the currency that the rate is about, or leave the rate out.",
        )  # fmt: skip


def _note_tasks(reading: Reading, values: Mapping[str, Any]) -> None:
    shares = _shares(values, _ids(values, "tasks"))
    if shares and not _whole(shares):
        reading.note(
            reading.origins["tasks"], f"tasks: their shares add up to {_percent(shares)}", "Shares add up to 100%."
        )  # fmt: skip


def _note_routes(
    reading: Reading, values: Mapping[str, Any], together: Mapping[str, Any], section: str
) -> None:
    """Each request of a variant goes one way: no task twice, none left out, all shares together the whole."""
    routes = [f"{section}.{name}" for name in _ids(values, section)]
    if not routes:
        return
    place = reading.origins[section]
    taken = [task for route in routes for task in values.get(f"{route}.tasks") or ()]
    for task in sorted({task for task in taken if taken.count(task) > 1}):
        reading.note(
            place, f"{section}: the task {task!r} is taken twice", "Each task goes one way; split it into two tasks."
        )  # fmt: skip
    by_task = all(values.get(f"{route}.tasks") for route in routes)
    for task in _ids(together, "tasks") if by_task else ():
        if task not in taken:
            reading.note(
                place, f"{section}: no route takes the task {task!r}", "Add it to the tasks of a route."
            )
    shares = [_share(together, route, alone=len(routes) == 1) for route in routes]
    known = [share for one in shares if one is not None for share in one]
    if None not in shares and not _whole(known) and len(taken) == len(set(taken)):
        reading.note(
            place, f"{section}: the routes take {_percent(known)} of the requests together", "Shares add up to 100%."
        )  # fmt: skip


def _share(values: Mapping[str, Any], route: str, *, alone: bool) -> list[Quantity] | None:
    """What a route takes, as `decide.cost` reads it; None where it is not stated."""
    stated, tasks = values.get(f"{route}.share"), values.get(f"{route}.tasks") or ()
    if stated is not None:
        return [stated]
    if tasks:
        return _shares(values, tasks)
    return [Quantity.parse("1")] if alone else None


def _shares(values: Mapping[str, Any], tasks: Iterable[str]) -> list[Quantity] | None:
    """The shares of tasks; None where one is not stated."""
    found = [values.get(f"tasks.{task}.share") for task in tasks]
    return None if None in found else [one for one in found if one is not None]


def _whole(shares: Sequence[Quantity]) -> bool:
    """Whether shares can add up to the whole."""
    return sum(one.low for one in shares) <= 1 <= sum(one.high for one in shares)


def _percent(shares: Sequence[Quantity]) -> str:
    sums = (sum(getattr(one, end) for one in shares) * 100 for end in ("low", "high"))
    ends = dict.fromkeys(f"{Decimal(found).normalize():f}" for found in sums)
    return f"{' to '.join(ends)} %"


def _ids(values: Mapping[str, Any], section: str) -> tuple[str, ...]:
    depth = section.count(".") + 1
    return tuple(dict.fromkeys(path.split(".")[depth] for path in values if path.startswith(f"{section}.")))

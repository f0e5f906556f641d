"""The book in which every number stands with its origin: stated, from a list, or computed from others that stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from compliance.decide.ranges import Range
from compliance.model.comparison import Number
from compliance.model.values import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.layers import Found, Layers

UNITS: Final[Mapping[str, str]] = {
    "queries_per_month": "requests/month",
    "growth_per_month": "share/month",
    "input_tokens": "tokens/request",
    "output_tokens": "tokens/request",
    "cached_share": "share",
    "share": "share",
    "peak_factor": "times",
    "first_token_seconds": "s",
    "stream_tokens_per_second": "tokens/s",
    "horizon_months": "months",
    "staff": "FTE",
    "salary_per_year": "money/year",
    "hourly_rate": "money/h",
    "parameters": "10^9",
    "active_parameters": "10^9",
    "layers": "",
    "kv_heads": "",
    "head_size": "",
    "input_price": "money/10^6 tokens",
    "output_price": "money/10^6 tokens",
    "cached_price": "money/10^6 tokens",
    "memory": "GB",
    "bandwidth": "GB/s",
    "power": "kW",
    "price_per_hour": "money/h",
    "purchase_price": "money",
    "batched": "tokens/s",
    "single": "tokens/s",
    "throughput": "tokens/s",
    "memory_use": "share",
    "target_use": "share",
    "bandwidth_use": "share",
    "spare_replicas": "",
    "write_off_months": "months",
    "power_price": "money/kWh",
    "power_overhead": "times",
    "room_per_machine": "money/month",
    "setup_hours": "h",
    "weeks_to_production": "weeks",
    "machines": "",
    "monthly": "money/month",
    "once": "money",
    "per_usd": "money/USD",
    "api_below": "requests/month",
    "self_hosting_above": "requests/month",
}
"""Units by the last name of a path; `money` is the currency of the decision."""
VOLUME: Final = "workload.queries_per_month"
DOLLARS: Final = "USD"
"""The currency of list prices, reference data, defaults and presets."""


class MissingError(Exception):
    """A number is needed that nobody states; `paths` are where it could be stated."""

    def __init__(self, *paths: str) -> None:
        """The places where it could stand, the nearest first."""
        super().__init__(paths[0])
        self.paths = paths


@dataclass(slots=True)
class Ledger:
    """Numbers as they are used. `override`: paths whose number is taken from here, as sensitivity and break-even ask."""

    layers: Layers
    override: Mapping[str, Range] = field(default_factory=dict)
    recorded: bool = True
    """Whether lines are kept; repeated runs need the result only."""
    lines: dict[str, Number] = field(default_factory=dict)

    def given(self, *paths: str) -> Range:
        """The number stated under the first of the paths that has one; MissingError where none has."""
        for path in paths:
            if path in self.override:
                return self.override[path]
        found = self.layers.find(*paths)
        if found is None or not isinstance(found.value, Quantity):
            raise MissingError(*paths)
        number, unit, source = Range(found.value.low, found.value.high), self._unit(found), found.source
        if unit.startswith("money") and found.kind != "stated" and self.currency != DOLLARS:
            number, source = number * self.given("per_usd"), f"{source}; exchanged from {DOLLARS}"
        if self.recorded and found.path not in self.lines:
            self.lines[found.path] = Number(found.path, number.low, number.high, unit, found.kind, source)
        return number

    @property
    def currency(self) -> str:
        """The currency of the decision."""
        return self.layers.value(str, "currency") or DOLLARS

    def _unit(self, found: Found) -> str:
        """The unit of a number; list prices of models and machines are in dollars whoever states them."""
        unit = UNITS[found.path.rpartition(".")[2]]
        listed = found.path.split(".", 1)[0] in {"models", "machines"}
        return unit.replace("money", DOLLARS) if listed else unit

    def given_or(self, default: Range, *paths: str) -> Range:
        """As `given`, with a number that follows from the meaning of the fact where none is stated, such as no growth."""
        try:
            return self.given(*paths)
        except MissingError:
            return default

    def given_if(self, *paths: str) -> Range | None:
        """As `given`, None where no path has a number."""
        if self.layers.find(*paths) or any(path in self.override for path in paths):
            return self.given(*paths)
        return None

    def computed(self, name: str, number: Range, unit: str, how: str) -> Range:
        """Enter a result with the sentence that says how it came about."""
        if self.recorded:
            self.lines[name] = Number(name, number.low, number.high, unit, "computed", how)
        return number

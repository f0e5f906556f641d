"""Which inputs matter: the difference of two totals with each input at either end and all others in the middle."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from compliance.decide.cost import bill, cents, total_over
from compliance.decide.ledger import Ledger
from compliance.decide.ranges import Range, exactly
from compliance.model.comparison import Lever

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.comparison import Number
    from compliance.model.layers import Layers

SHOWN: Final = 12
"""Levers that are told, the strongest first."""
_SWING: Final = (Decimal("0.75"), Decimal("1.25"))
"""A number stated without a range is swung by a quarter, and the reader is told so."""
_NO_LEVER: Final = frozenset(
    {
        "layers",
        "kv_heads",
        "head_size",
        "parameters",
        "active_parameters",
        "memory",
        "horizon_months",
        "per_usd",
        "spare_replicas",
    }
)
"""What is fixed by what a thing is, or by how the question is put."""


def levers(layers: Layers, first: str, second: str, used: Iterable[Number]) -> tuple[Lever, ...]:
    """The strongest inputs on `first` minus `second` over the horizon; none where a number is missing."""
    paths = {
        line.name: _span(line)
        for line in used
        if line.kind != "computed" and line.name.rpartition(".")[2] not in _NO_LEVER
    }
    middle = {path: exactly(span.mid) for path, (span, _) in paths.items()}
    if _missing(layers, middle, (first, second)):
        return ()
    found = []
    totals = [_Total(layers, variant, middle) for variant in (first, second)]
    for path, (_, swing) in sorted(paths.items()):
        low, high = (
            cents(totals[0].at(path, end) - totals[1].at(path, end)) for end in (swing.low, swing.high)
        )
        if low != high:
            found.append(Lever(path, swing.low, swing.high, low, high))
    return tuple(sorted(found, key=lambda one: (-abs(one.at_high - one.at_low), one.path))[:SHOWN])


def _span(line: Number) -> tuple[Range, Range]:
    """The number as stated, and between which ends it is swung."""
    stated = Range(line.low, line.high)
    if not stated.exact:
        return stated, stated
    swung = Range(stated.low * _SWING[0], stated.high * _SWING[1])
    if line.unit == "share":
        swung = Range(swung.low, min(Decimal(1), swung.high))
    return stated, swung


class _Total:
    """The total of a variant with one input moved and all others in the middle; inputs it does not read leave it as it is."""

    def __init__(self, layers: Layers, variant: str, middle: dict[str, Range]) -> None:
        self._layers, self._variant, self._middle = layers, variant, middle
        book = Ledger(layers)
        total_over(book, bill(book, variant))
        self._reads = frozenset(book.lines)
        self._plain = self._sum(middle)

    def at(self, path: str, end: Decimal) -> Decimal:
        """The middle of the total with `path` at one end."""
        if path not in self._reads:
            return self._plain
        return self._sum({**self._middle, path: exactly(end)})

    def _sum(self, override: dict[str, Range]) -> Decimal:
        ledger = Ledger(self._layers, override, recorded=False)
        return total_over(ledger, bill(ledger, self._variant)).mid


def _missing(layers: Layers, override: dict[str, Range], variants: tuple[str, ...]) -> bool:
    return any(bill(Ledger(layers, override, recorded=False), variant).missing for variant in variants)

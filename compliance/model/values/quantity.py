"""Numbers that a decision is computed from: decimal, exact or between two ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from compliance.model.values.bounds import OPEN, ends
from compliance.model.values.support import FromText

_NUMBER = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,12})?)(?:[eE]\+?([0-9]{1,2}))?(%?)")
_LARGEST = Decimal("1e18")


@dataclass(frozen=True, slots=True)
class Quantity(FromText):
    """A number between `low` and `high`, both included and never negative.

    Forms: `250000`, `0.25`, `20%`, `1.2e6`, and `1000/1500` for a range. Ends are needed: a range that is open on one side
    gives no cost.
    """

    low: Decimal
    high: Decimal
    text: str = field(compare=False)

    PATTERN: ClassVar[str] = (
        r"^[0-9]{1,15}(\.[0-9]{1,12})?([eE]\+?[0-9]{1,2})?%?(/[0-9]{1,15}(\.[0-9]{1,12})?([eE]\+?[0-9]{1,2})?%?)?$"
    )
    MEANING: ClassVar[str] = "A number: 250000, 0.25, 20%, or 1000/1500 for a range."

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read one of the forms; ValueError tells what is wrong with it."""
        text = text.strip()
        first, last = ends(text)
        if OPEN in {first, last}:
            raise ValueError(f"{text!r} is open on one side: give both ends, such as 1000/1500")
        low, high = _number(first, text), _number(last, text)
        if low > high:
            raise ValueError(f"{text!r} ends below where it begins")
        return cls(low, high, text)

    def __str__(self) -> str:
        """The text it was read from."""
        return self.text


def _number(text: str, whole: str) -> Decimal:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"{whole!r} is no number: write 250000, 0.25, 20% or 1000/1500, without separators")
    value = Decimal(match[1]).scaleb(int(match[2] or 0))
    value = value / 100 if match[3] else value
    if value > _LARGEST:
        raise ValueError(f"{whole!r} is too large")
    return value

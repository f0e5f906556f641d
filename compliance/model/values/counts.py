"""Numbers that may be known only in part: counts of things and persons, and shares of a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from compliance.model.values.bounds import OPEN, ends
from compliance.model.values.support import FromText

_NUMBER = re.compile(r"([0-9]{1,30})(?:\.([0-9]{1,15}))?(?:[eE]\+?([0-9]{1,2}))?")
_SHARE = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9}))?(%?)")


@dataclass(frozen=True, slots=True)
class Count(FromText):
    """A whole number between `low` and `high`, both included; `high` is None where nothing bounds it.

    Forms: `480`, `500/..` (at least), `../500` (at most), `100/200`, and `3.2e24` where numbers are large.
    """

    low: int
    high: int | None
    text: str = field(compare=False)

    PATTERN: ClassVar[str] = (
        r"^([0-9]{1,30}(\.[0-9]{1,15})?([eE]\+?[0-9]{1,2})?|\.\.)(/([0-9]{1,30}(\.[0-9]{1,15})?([eE]\+?[0-9]{1,2})?|\.\.))?$"
    )
    MEANING: ClassVar[str] = "A number: 480, 500/.. (at least), ../500 (at most), 100/200, 1e25."

    @classmethod
    def parse(cls, text: str) -> Count:
        """Read one of the forms; ValueError tells what is wrong with it."""
        text = text.strip()
        first, last = ends(text)
        low = 0 if first == OPEN else _number(first, text)
        high = None if last == OPEN else _number(last, text)
        if high is not None and low > high:
            raise ValueError(f"{text!r} ends below where it begins")
        return cls(low, high, text)

    def refines(self, other: Count) -> bool:
        """Whether everything the other says is also said here."""
        return self.low >= other.low and (
            other.high is None or (self.high is not None and self.high <= other.high)
        )

    def __str__(self) -> str:
        """The text it was read from."""
        return self.text


def _number(text: str, whole: str) -> int:
    """The exact integer of one end: `2.5e24` is one, `2.5` is not."""
    match = _NUMBER.fullmatch(text)
    digits, decimals, power = match.groups() if match else ("", None, None)
    decimals = (decimals or "").rstrip("0")
    shift = int(power or 0) - len(decimals)
    if match is None or shift < 0:
        raise ValueError(
            f"{whole!r} is no whole number: write 480, 500/.. (at least) or ../500 (at most), digits without separators"
        )
    return int(digits + decimals) * int(10**shift)


@dataclass(frozen=True, slots=True)
class Share(FromText):
    """A share of a whole, exact: between `low` and `high`, both included; `high` is None where nothing bounds it.

    Forms: `0.35`, `35%`, `0.2/0.4`, `../10%`.
    """

    low: Fraction
    high: Fraction | None
    text: str = field(compare=False)

    PATTERN: ClassVar[str] = r"^([0-9]{1,9}(\.[0-9]{1,9})?%?|\.\.)(/([0-9]{1,9}(\.[0-9]{1,9})?%?|\.\.))?$"
    MEANING: ClassVar[str] = "A share: 0.35, 35%, ../10% (at most), 0.2/0.4."

    @classmethod
    def parse(cls, text: str) -> Share:
        """Read one of the forms; ValueError tells what is wrong with it."""
        text = text.strip()
        first, last = ends(text)
        low = Fraction(0) if first == OPEN else _share(first, text)
        high = None if last == OPEN else _share(last, text)
        if high is not None and low > high:
            raise ValueError(f"{text!r} ends below where it begins")
        return cls(low, high, text)

    def refines(self, other: Share) -> bool:
        """Whether everything the other says is also said here."""
        return self.low >= other.low and (
            other.high is None or (self.high is not None and self.high <= other.high)
        )

    def __str__(self) -> str:
        """The text it was read from."""
        return self.text


def _share(text: str, whole: str) -> Fraction:
    match = _SHARE.fullmatch(text)
    if match is None:
        raise ValueError(f"{whole!r} is no share: write 0.35 or 35%")
    decimals = match[2] or ""
    value = Fraction(int(match[1] + decimals), 10 ** len(decimals))
    return value / 100 if match[3] else value

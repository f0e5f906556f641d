"""A variant's cost as a function of volume: so much for each request, each machine and each month.

Numbers are looked up once, when the bill is drawn up. What another volume costs, or many months of growth, is then a sum.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from compliance.decide.ranges import ONE, Range, added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Count(Protocol):
    """What a line is paid by. Volumes are requests a month, and over a horizon they never fall."""

    def at(self, volume: Range) -> Range:
        """How many in a month with this volume."""

    def over(self, volumes: Sequence[Range]) -> Iterable[tuple[Range, int]]:
        """How many in each of the months, and for how many months in a row."""


class Requests:
    """Paid for each request."""

    def at(self, volume: Range) -> Range:
        """The volume itself."""
        return volume

    def over(self, volumes: Sequence[Range]) -> Iterable[tuple[Range, int]]:
        """Each volume for a month."""
        return ((volume, 1) for volume in volumes)


class Months:
    """Paid for each month, whatever the volume."""

    def at(self, volume: Range) -> Range:  # noqa: ARG002 - as Count has it
        """One month."""
        return ONE

    def over(self, volumes: Sequence[Range]) -> Iterable[tuple[Range, int]]:
        """The same in all months."""
        return ((ONE, len(volumes)),)


@dataclass(frozen=True, slots=True)
class Item:
    """A cost line of one month before it is written: money as ranges."""

    id: str
    label: str
    monthly: Range
    once: Range
    how: str
    compliance: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """All items of a variant in one month, and what is missing."""

    items: tuple[Item, ...]
    missing: tuple[str, ...]

    @property
    def monthly(self) -> Range:
        """All monthly cost together."""
        return added([item.monthly for item in self.items])

    @property
    def once(self) -> Range:
        """All cost before the first month together."""
        return added([item.once for item in self.items])


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is paid for. `price`: of so many requests, machines or months."""

    id: str
    label: str
    count: Count
    price: Callable[[Range], Range]
    once: Range
    how: str
    compliance: bool = False

    def at(self, volume: Range) -> Item:
        """The line in a month with this volume."""
        monthly = self.price(self.count.at(volume))
        return Item(self.id, self.label, monthly, self.once, self.how, self.compliance)

    def over(self, volumes: Sequence[Range]) -> Iterator[Range]:
        """Cost of each month with these volumes, without what is paid once."""
        for count, months in self.count.over(volumes):
            yield from itertools.repeat(self.price(count), months)


@dataclass(frozen=True, slots=True)
class Bill:
    """All lines of a variant, and what is missing."""

    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    _known: dict[Range, Sums] = field(default_factory=dict, compare=False, repr=False)

    def at(self, volume: Range) -> Sums:
        """A month with this volume; each volume is computed once."""
        if volume not in self._known:
            self._known[volume] = Sums(tuple(line.at(volume) for line in self.lines), self.missing)
        return self._known[volume]

    def over(self, volumes: Sequence[Range]) -> Range:
        """What is paid once, and for months with these volumes, one after the other."""
        months = zip(*(line.over(volumes) for line in self.lines), strict=True)
        return added([self.once, *map(added, months)])

    @property
    def once(self) -> Range:
        """All cost before the first month together."""
        return added([line.once for line in self.lines])

"""The machines of a self-hosted route at any volume, once every number they follow from was looked up (see `sizing`)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from compliance.decide.ranges import ONE, ZERO, Range, exactly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

SECONDS: Final = exactly(730 * 3600)
"""Seconds of a mean month."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What the requests of a route ask of the machines. Volumes are requests of the whole system a month."""

    share: Range
    """of the requests that takes this route"""
    tokens: Range
    """replied to a request"""
    peak_factor: Range
    """busiest hour over mean hour"""

    def mean(self, volume: Range) -> Range:
        """Tokens a second over a month."""
        return volume * self.share * self.tokens / SECONDS

    def peak(self, volume: Range) -> Range:
        """Tokens a second in the busiest hour."""
        return self.mean(volume) * self.peak_factor


def streams(peak: Range, slowest: Range) -> Range:
    """Streams at a peak: as slow as readers accept and no slower, so the most that are open at once."""
    return (peak / slowest).whole()


@dataclass(frozen=True, slots=True)
class Group:
    """Machines that hold one copy of a model together."""

    machines: int
    speed: Range
    """tokens a second of the copy, as far as they are planned to be used"""
    room: Range
    """GB that the weights leave for streams"""

    def copies(self, peak: Range, memory: Range) -> Range:
        """Copies that the tokens of a peak need, or the memory of its streams, whichever are more."""
        for_streams = (memory / self.room).whole() if memory.high else ONE
        return (peak / self.speed).whole().at_least(for_streams).at_least(ONE)


@dataclass(frozen=True, slots=True)
class Needed:
    """Machines for a volume, at either end: how many copies, spare ones among them, on groups of which size."""

    groups: tuple[int, int]
    copies: tuple[Decimal, Decimal]

    @property
    def machines(self) -> Range:
        """All machines together."""
        return Range(self.copies[0] * self.groups[0], self.copies[1] * self.groups[1])


@dataclass(frozen=True, slots=True)
class Fleet:
    """Of all groups that hold a copy, the one with which machines are fewest; at either end of the numbers its own.

    A copy that barely fits leaves no room for streams, so that more machines for each copy may mean fewer in all. One group for
    both ends would make an end fall where more requests turn the group.
    """

    demand: Demand
    slowest: Range
    """tokens a second of a stream that readers accept"""
    cache: Range
    """GB for the keys and values of one stream"""
    groups: tuple[Group, ...]
    spare: Range
    """Copies that stand by."""
    stated: Range | None = None
    """Machines there are, where somebody states it; then they do not follow from volume."""
    _known: dict[Range, Needed] = field(default_factory=dict, compare=False, repr=False)

    def needed(self, volume: Range) -> Needed:
        """What a volume needs, whatever is stated; each volume is computed once."""
        if volume not in self._known:
            peak = self.demand.peak(volume)
            memory = streams(peak, self.slowest) * self.cache
            found = [(one.machines, one.copies(peak, memory) + self.spare) for one in self.groups]
            low = min(found, key=lambda one: (one[1].low * one[0], one[0]))
            high = min(found, key=lambda one: (one[1].high * one[0], one[0]))
            self._known[volume] = Needed((low[0], high[0]), (low[1].low, high[1].high))
        return self._known[volume]

    def at(self, volume: Range) -> Range:
        """Machines that are paid for at a volume."""
        return self.needed(volume).machines if self.stated is None else self.stated

    def least(self, volume: Range) -> Range:
        """Machines that a volume needs with none to spare, whatever is stated."""
        return replace(self, spare=ZERO, stated=None, _known={}).at(volume)

    def over(self, volumes: Sequence[Range]) -> Iterator[tuple[Range, int]]:
        """Machines of each month, and for how many months in a row, at volumes that never fall.

        No group needs fewer copies for more requests. So the months between two that need the same machines need them, too, and
        are not computed.
        """
        if not volumes:
            return
        if self.stated is not None or self.needed(volumes[0]) == self.needed(volumes[-1]):
            yield self.at(volumes[0]), len(volumes)
            return
        half = len(volumes) // 2
        yield from self.over(volumes[:half])
        yield from self.over(volumes[half:])

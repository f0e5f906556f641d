"""The two dates of an assessment and what lapses between them.

`described_on` dates the facts, `as_of` dates the law, sets, agreements and evidence. What had lapsed when
the facts were described is a gap; what lapses between the two dates is unknown, since it may have been renewed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from compliance.model.values import Period, When


@dataclass(frozen=True, slots=True)
class Dates:
    """When the facts were described, and the date of assessment."""

    described_on: dt.date
    as_of: dt.date

    def begun(self, start: When) -> bool | None:
        """Whether something that starts then has begun. Unknown where it was still to come when the facts were described."""
        if start.last <= self.described_on:
            return True
        return False if start.first > self.as_of else None

    def running(self, end: When) -> bool | None:
        """Whether something that ends then (last day included) is still running."""
        if end.last < self.described_on:
            return False
        return True if end.first >= self.as_of else None

    def young(self, newest: When, limit: Period, *, more: bool) -> bool | None:
        """Whether the newest of some dates is at most `limit` old. `more`: the list is open, a newer date may exist."""
        earliest = limit.add_to(newest.first)[0]
        if earliest >= self.as_of:
            return True
        latest = limit.add_to(newest.last)[1]
        return False if latest < self.described_on and not more else None

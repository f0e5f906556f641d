"""How long calendar months are: exact bounds in days, and the sum of a date and months."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

_YEAR = 12
_CYCLE_MONTHS = 400 * _YEAR
_CYCLE_DAYS = 146_097
"""The Gregorian calendar repeats after 400 years, which is a whole number of days."""


@lru_cache(maxsize=1)
def _firsts() -> tuple[int, ...]:
    """The ordinals of the first of each month over one cycle."""
    return tuple(
        dt.date(year, month, 1).toordinal() for year in range(2000, 2400) for month in range(1, _YEAR + 1)
    )


@lru_cache(maxsize=256)
def days_in(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many calendar months can have, whatever day they begin on.

    One that begins on the 31st and ends on the 28th is as long as some that begins on a first: the firsts are enough.
    """
    cycles, rest = divmod(months, _CYCLE_MONTHS)
    firsts = _firsts()
    later = firsts[rest:] + tuple(first + _CYCLE_DAYS for first in firsts[:rest])
    lengths = [end - start for start, end in zip(firsts, later, strict=True)]
    whole = cycles * _CYCLE_DAYS
    return whole + min(lengths), whole + max(lengths)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, or the month's last day where it is shorter; `date.max` past it."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

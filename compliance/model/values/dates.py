"""A date that may be known only in part."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field
from typing import ClassVar

from compliance.model.values.bounds import OPEN, ends
from compliance.model.values.support import FromText

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class When(FromText):
    """A day that lies between `first` and `last`, both included. `date.min` and `date.max` stand for an open end.

    Forms: `2014-04-15`, `2014-04`, `2014`, `2003/2005`, `../2015-10-11` (not later), `2015-10-12/..` (not earlier); a subset
    of EDTF (ISO 8601-2). Two are equal when they bound the same days, however written.
    """

    first: dt.date
    last: dt.date
    text: str = field(compare=False)

    PATTERN: ClassVar[str] = (
        r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|\.\.)(/([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|\.\.))?$"
    )
    MEANING: ClassVar[str] = (
        "A date, as exact as it is known: 2026-04-15, 2026-04, 2026, ../2026-04 (not later), 2026-04/.. (not earlier), 2025/2026."
    )

    @classmethod
    def parse(cls, text: str) -> When:
        """Read one of the forms; ValueError tells what is wrong with it."""
        text = text.strip()
        first_text, last_text = ends(text)
        first = dt.date.min if first_text == OPEN else _first_day(first_text, text)
        last = dt.date.max if last_text == OPEN else _last_day(last_text, text)
        if first > last:
            raise ValueError(f"{text!r} ends before it begins")
        return cls(first, last, text)

    @classmethod
    def on(cls, day: dt.date) -> When:
        """A single day."""
        return cls(day, day, day.isoformat())

    @property
    def exact(self) -> bool:
        """Whether one single day is meant."""
        return self.first == self.last

    def on_or_before(self, other: When) -> bool | None:
        """Is it at the latest on the other's day? None where the two intervals leave it open."""
        if self.last <= other.first:
            return True
        return False if self.first > other.last else None

    def on_or_after(self, other: When) -> bool | None:
        """Is it at the earliest on the other's day? None where the two intervals leave it open."""
        return other.on_or_before(self)

    def refines(self, other: When) -> bool:
        """Whether everything the other says is also said here."""
        return other.first <= self.first and self.last <= other.last

    def __str__(self) -> str:
        """The text it was read from."""
        return self.text


@dataclass(frozen=True, slots=True)
class Done(When):
    """The date on which something was done, or `none`: it was not done by the day of the description."""

    PATTERN: ClassVar[str] = f"^none$|{When.PATTERN}"
    MEANING: ClassVar[str] = f"{When.MEANING} none: it has not happened."

    @classmethod
    def parse(cls, text: str) -> Done:
        """Read a date in one of its forms, or `none`."""
        if text.strip() == "none":
            return cls(dt.date.max, dt.date.max, "none")
        found = When.parse(text)
        return cls(found.first, found.last, found.text)

    def seen_on(self, described_on: dt.date) -> When:
        """The date as it is known to a description of that day: what was not done by then may be done on any later one."""
        if self.first < dt.date.max or described_on == dt.date.max:
            return self
        return When(described_on + dt.timedelta(days=1), dt.date.max, self.text)


def _parts(text: str, whole: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of one end, each checked against the calendar."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{whole!r} is no date: write 2026-04-15, 2026-04, 2026, ../2026-04 (not later) or 2026-04/.. (not earlier)"
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year == 0:
        raise ValueError(f"{whole!r} is no date: there is no year 0")
    if month is not None and not 1 <= month <= _MONTHS:
        raise ValueError(f"{whole!r} is no date: there is no month {month}")
    if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"{whole!r} is no date: {year:04}-{month:02} has no day {day}")
    return year, month, day


def _first_day(text: str, whole: str) -> dt.date:
    year, month, day = _parts(text, whole)
    return dt.date(year, month or 1, day or 1)


def _last_day(text: str, whole: str) -> dt.date:
    year, month, day = _parts(text, whole)
    month = month or _MONTHS
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])

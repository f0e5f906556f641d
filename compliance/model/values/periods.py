"""A length of time that may be known only in part, in exact units."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import ClassVar, Final

from compliance.model.values.bounds import OPEN, ends
from compliance.model.values.months import add_months, days_in
from compliance.model.values.support import FromText

DAY: Final = 86_400
_UNITS: Final = {
    "second": (0, 1),
    "minute": (0, 60),
    "hour": (0, 3_600),
    "day": (0, DAY),
    "week": (0, 7 * DAY),
    "month": (1, 0),
    "year": (12, 0),
}
_LENGTH: Final = re.compile(rf"([0-9]{{1,7}}) ?({'|'.join(_UNITS)})s?")


@dataclass(frozen=True, slots=True)
class Length:
    """An exact length: calendar months (28 to 31 days each, which is never averaged) and seconds, or without end."""

    months: int = 0
    seconds: int = 0
    endless: bool = False

    def at_most(self, other: Length) -> bool | None:
        """Is it as long or shorter? None where it depends on which months are meant (1 month, 30 days)."""
        if other.endless:
            return True
        if self.endless:
            return False
        months, seconds = self.months - other.months, self.seconds - other.seconds
        fewest, most = days_in(abs(months)) if months else (0, 0)
        if months < 0:
            fewest, most = -most, -fewest
        if most * DAY + seconds <= 0:
            return True
        return False if fewest * DAY + seconds > 0 else None

    def after(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The first and the last date that can lie this long after some moment of `day`; `date.max` past the calendar."""
        if self.endless:
            return dt.date.max, dt.date.max
        start = add_months(day, self.months)
        whole, rest = divmod(self.seconds, DAY)
        return _later(start, whole), _later(start, whole + (1 if rest else 0))


ENDLESS: Final = Length(endless=True)
_NOTHING: Final = Length()
_WORDS: Final = {
    "none": (_NOTHING, _NOTHING),
    "session": (_NOTHING, Length(seconds=DAY)),
    "unlimited": (ENDLESS, ENDLESS),
    "undefined": (_NOTHING, ENDLESS),
    "statutory": (_NOTHING, ENDLESS),
    "as_needed": (_NOTHING, ENDLESS),
}
_VAGUE: Final = frozenset({"undefined", "statutory", "as_needed"})


@dataclass(frozen=True, slots=True)
class Period(FromText):
    """A length between `low` and `high`, both included; or one of the words in `WORDS`.

    Forms: `30 days`, `../60 days` (at most), `9 weeks/..` (at least), `1 month/3 months`; units second, minute, hour, day, week,
    month, year. `session` is taken as at most one day. With `undefined`, `statutory` and `as_needed` every comparison is open.
    """

    low: Length
    high: Length
    word: str | None
    text: str = field(compare=False)

    WORDS: ClassVar[dict[str, str]] = {
        "none": "Not at all: nothing is kept, no time passes.",
        "session": "Until the session ends, at most a day.",
        "unlimited": "Without an end.",
        "undefined": "No period was ever set.",
        "statutory": "As long as some law prescribes; how long is not said.",
        "as_needed": "As long as the task needs it; how long is not said.",
    }
    PATTERN: ClassVar[str] = (
        rf"^({'|'.join(_WORDS)}|(\.\.|[0-9]{{1,7}} ?({'|'.join(_UNITS)})s?)(/(\.\.|[0-9]{{1,7}} ?({'|'.join(_UNITS)})s?))?)$"
    )
    MEANING: ClassVar[str] = (
        "A period: 30 days, 2 weeks, 1 year, ../60 days (at most), 9 weeks/.. (at least), or a word: "
        + ", ".join(_WORDS)
        + "."
    )

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read one of the forms; ValueError tells what is wrong with it."""
        text = text.strip()
        if text in _WORDS:
            return cls(*_WORDS[text], text, text)
        first, last = ends(text)
        low = _NOTHING if first == OPEN else _length(first, text)
        high = ENDLESS if last == OPEN else _length(last, text)
        if low.at_most(high) is False:
            raise ValueError(f"{text!r} ends below where it begins")
        return cls(low, high, None, text)

    @property
    def vague(self) -> bool:
        """Whether no length can be told from it, so that every comparison is open."""
        return self.word in _VAGUE

    def compare_at_most(self, other: Period) -> bool | None:
        """Is it as long as the other or shorter? None where the bounds, the months or a vague word leave it open."""
        if self.vague or other.vague:
            return None
        if self.high.at_most(other.low):
            return True
        return False if self.low.at_most(other.high) is False else None

    def compare_at_least(self, other: Period) -> bool | None:
        """Is it as long as the other or longer? None where it is open."""
        return other.compare_at_most(self)

    def add_to(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The earliest and the latest date on which the period that began on `day` can be over."""
        return self.low.after(day)[0], self.high.after(day)[1]

    def refines(self, other: Period) -> bool:
        """Whether everything the other says is also said here."""
        if self.word is not None or other.word is not None:
            return self.word == other.word
        return other.low.at_most(self.low) is True and self.high.at_most(other.high) is True

    def __str__(self) -> str:
        """The text it was read from."""
        return self.text


def _length(text: str, whole: str) -> Length:
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{whole!r} is no period: write 30 days, ../60 days (at most), 5 years/.. (at least), or one of {', '.join(_WORDS)}"
        )
    months, seconds = _UNITS[match[2]]
    return Length(int(match[1]) * months, int(match[1]) * seconds)


def _later(day: dt.date, days: int) -> dt.date:
    return dt.date.max if days > (dt.date.max - day).days else day + dt.timedelta(days=days)

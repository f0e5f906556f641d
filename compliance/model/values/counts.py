"""A number of things or persons that may be known only in part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

from compliance.model.values.bounds import OPEN, ends
from compliance.model.values.support import FromText

_NUMBER = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Count(FromText):
    """A whole number between `low` and `high`, both included; `high` is None where nothing bounds it.

    Forms: `480`, `500/..` (at least), `../500` (at most), `100/200`.
    """

    low: int
    high: int | None
    text: str = field(compare=False)

    PATTERN: ClassVar[str] = r"^([0-9]{1,15}|\.\.)(/([0-9]{1,15}|\.\.))?$"
    MEANING: ClassVar[str] = "A number: 480, 500/.. (at least), ../500 (at most), 100/200."

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
        return self.low >= other.low and (other.high is None or (self.high is not None and self.high <= other.high))

    def __str__(self) -> str:
        """The text it was read from."""
        return self.text


def _number(text: str, whole: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{whole!r} is no number: write 480, 500/.. (at least) or ../500 (at most), digits only")
    return int(text)

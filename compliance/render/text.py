"""Text as it may be printed: harmless characters, dates in words, lists in words.

Descriptions are untrusted. Markup in them is defused by escaping where HTML is made; what escaping does not touch
(control characters, marks that turn the reading direction, line separators) is defused here.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from compliance.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SPACES: Final = re.compile(r"\s+")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def clean(text: str) -> str:
    """`text` on one line, and harmless."""
    return harmless(_SPACES.sub(" ", text).strip())


def harmless(text: str) -> str:
    """`text` with everything that could steer a reader's eyes or software shown by its code point: `[U+202E]`."""
    if printable(text) == text:
        return text
    return "".join(char if printable(char) == char else f"[U+{ord(char):04X}]" for char in text)


def long_date(iso: str) -> str:
    """`2026-11-20` as `20 November 2026`; anything that is no full date stays as it is."""
    day = _day(iso)
    return iso if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(iso: str) -> str:
    """`2026-11-20` as `20 Nov 2026`; anything that is no full date stays as it is."""
    day = _day(iso)
    return iso if day is None else f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def _day(iso: str) -> dt.date | None:
    if not _DAY.match(iso):
        return None
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def period(text: str) -> str:
    """`2026-02-01/2026-03-15` as `1 Feb 2026 to 15 Mar 2026`; an open end says so."""
    first, slash, last = clean(text).partition("/")
    if not slash:
        return short_date(first)
    ends = [short_date(end) if end != ".." else "an unknown day" for end in (first, last)]
    return f"{ends[0]} to {ends[1]}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; the empty text for none."""
    words = list(items)
    if len(words) < 2:  # noqa: PLR2004 - one word needs no joining
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 gap`, `2 gaps`, `no gaps`."""
    noun = one if number == 1 else (many or one + "s")
    return f"{number or 'no'} {noun}"


def sentence(text: str) -> str:
    """`text` with a capital first letter and a full stop."""
    text = clean(text)
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def words_of(identifier: str) -> str:
    """`self_hosted_model` as `self-hosted model` would be read: underscores become spaces."""
    return identifier.replace("_", " ")


def wide(text: str) -> int:
    """How many columns a text takes: two for each character of the wide scripts of East Asia."""
    return sum(2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in text)


def clipped(text: str, width: int) -> str:
    """At most `width` columns; what was cut is marked with an ellipsis."""
    text = clean(text)
    return (
        text if wide(text) <= width else text[: _fits(text, width - 1)].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    )


def wrapped(text: str, width: int, lines: int) -> Sequence[str]:
    """`text` broken at spaces (and hard, where a word is wider) into at most `lines` lines of `width` columns."""
    out: list[str] = []
    rest = clean(text)
    while rest and len(out) < lines - 1 and wide(rest) > width:
        most = _fits(rest, width)
        cut = rest.rfind(" ", 0, most + 1)
        cut = cut if cut > 0 else most
        out.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*out, clipped(rest, width)] if rest else out


def _fits(text: str, width: int) -> int:
    """How many characters from the start take at most `width` columns; at least one."""
    taken = 0
    for place, char in enumerate(text):
        taken += wide(char)
        if taken > width:
            return max(1, place)
    return len(text)

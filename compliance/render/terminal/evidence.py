"""How evidence stands, as text for a terminal: what supports nothing, what ends soon, what holds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Protocol

from compliance.render.terminal.style import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.render.terminal.style import Style

SOUND: Final = frozenset({"attached", "examined"})
TOLD: Final = {
    "missing": "the file is missing",
    "changed": "the file was changed since it was recorded",
    "unreadable": "the file cannot be read",
    "ours": "written by this program",
    "expired": "out of date",
    "later": "of a later date",
}


class Standing(Protocol):
    """How one piece of evidence stands on a day."""

    @property
    def question(self) -> str:
        """The question whose answer it supports."""

    @property
    def subject(self) -> str | None:
        """What the answer is about."""

    @property
    def path(self) -> str:
        """Where the file lies."""

    @property
    def state(self) -> str:
        """attached, examined, or what is wrong."""

    @property
    def valid_until(self) -> dt.date | None:
        """The last day on which it says something."""

    @property
    def examined_by(self) -> str | None:
        """Who examined it."""


def standings_text(standings: Sequence[Standing], today: dt.date, within: int | None, style: Style) -> str:
    """All evidence; with `within` (days) only what supports nothing and what ends in that time."""
    broken = [one for one in standings if one.state not in SOUND]
    sound = [one for one in standings if one.state in SOUND]
    ending = [one for one in sound if within is not None and _ends(one, today, within)]
    rest = [] if within is not None else sound
    lines: list[str] = []
    for title, found in (
        (f"Supports nothing on {today}", broken),
        (f"Ends within {within} days", ending),
        ("Evidence", rest),
    ):
        if found:
            lines += style.title(f"{title} ({len(found)})")
            lines += [line for one in found for line in _one(one, today, style)] + [""]
    told = f"{counted(len(standings), 'piece')} of evidence: {len(sound)} in date and unchanged, {len(broken)} not"
    return "\n".join([*lines, f"{told}."])


def _ends(one: Standing, today: dt.date, within: int) -> bool:
    return one.valid_until is not None and one.valid_until <= today + dt.timedelta(days=within)


def _one(one: Standing, today: dt.date, style: Style) -> Iterator[str]:
    about = f"{one.question} ({one.subject})" if one.subject else one.question
    yield from style.wrap(one.path, 2)
    told = f"examined by {one.examined_by}" if one.state == "examined" else TOLD.get(one.state, one.state)
    colour = "green" if one.state == "examined" else "red" if one.state in TOLD else "yellow"
    yield f"    {style.paint(told, colour)}{_until(one, today)}"
    yield from (style.paint(line, "dim") for line in style.wrap(about, 4, "for "))


def _until(one: Standing, today: dt.date) -> str:
    if one.valid_until is None:
        return ""
    left = (one.valid_until - today).days
    when = (
        f"in {counted(left, 'day')}" if left > 0 else "today" if left == 0 else f"{counted(-left, 'day')} ago"
    )
    return f" · until {one.valid_until}, {when}"

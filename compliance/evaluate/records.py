"""Records on a date: does it exist, is it in place, was it in place in time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, cast

from compliance.evaluate.truth import kleene_all, kleene_any
from compliance.model.values import ENDLESS, Length, Period, When

if TYPE_CHECKING:
    from compliance.evaluate.dates import Dates


def exists(record: Any) -> bool | None:
    """Is it there, if only in part? Positive details prove it, negative ones prove nothing."""
    if record is None:
        return None
    status = getattr(record, "status", None)
    if status is None:
        return True if record.positive() else None
    return str(status) not in {"none", "planned"}


def in_place(record: Any, dates: Dates) -> bool | None:
    """Is it wholly there on the date of assessment? Partial is no; what lapses after the description is open."""
    there = exists(record)
    if record is None or not there or str(getattr(record, "status", None)) == "partial":
        return None if there is None else False
    starts = [start for start in (begin(record), getattr(record, "since", None)) if start is not None]
    ends = [end for end in (getattr(record, "until", None),) if end is not None]
    return kleene_all([*(dates.begun(start) for start in starts), *(dates.running(end) for end in ends)])


_DAY: Final = 86_400
_PROMPT: Final = Period.parse("../72 hours")
"""What "without undue delay" is taken to mean where neither a date nor a length is stated."""


def delay(notification: Any, known: When | None, dates: Dates) -> Period | None:
    """How long after an incident became known somebody was told: as stated, from the two dates, or the clock still running."""
    if notification is None:
        return None
    if notification.after is not None:
        return cast("Period", notification.after)
    sent = notification.sent_on
    if str(notification.status) == "none":
        return _between(known, When.on(dates.described_on), ended=False) if known is not None else None
    if sent is not None and known is not None:
        return _between(known, sent, ended=True)
    return _PROMPT if str(notification.prompt) == "yes" else None


def told(notification: Any) -> bool | None:
    """Whether somebody was told of an incident, if only in part."""
    if notification is None:
        return None
    if notification.status is not None:
        return str(notification.status) != "none"
    dated = notification.sent_on is not None or notification.after is not None
    return True if dated or str(notification.prompt) == "yes" else None


def _between(start: When, end: When, *, ended: bool) -> Period:
    """The time between two days: a day less or more than their difference, since the hours are not stated."""
    least, most = 0, ENDLESS
    if start.last != dt.date.max and end.first != dt.date.min:  # else the two may lie as close as can be
        least = max(0, ((end.first - start.last).days - 1) * _DAY + 1)
    if ended and start.first != dt.date.min and end.last != dt.date.max:
        most = Length(seconds=max(0, (end.last - start.first).days + 1) * _DAY)
    return Period(Length(seconds=least), most, None, "derived from the dates")


def begin(record: Any) -> When | None:
    """The date from which it holds: signed, in place since, or first performed."""
    for name in ("signed_on", "since"):
        found: When | None = getattr(record, name, None)
        if found is not None:
            return found
    performed = getattr(record, "performed_on", None)
    days = getattr(performed, "has", performed)
    if not days:
        return None
    first = When(min(day.first for day in days), min(day.last for day in days), "")
    complete = getattr(performed, "closed", True)  # an open list may name an earlier day
    return first if complete else When(dt.date.min, first.last, "")


def in_time(record: Any, protects: When | None) -> bool | None:
    """Was it in place before what it protects began? `before_use` and the dates speak to the same fact."""
    there = exists(record)
    if there is False:
        return False
    said = getattr(record, "before_use", None)
    told = None if said is None else str(said) == "yes"
    start = begin(record)
    dated = None if start is None or protects is None else start.on_or_before(protects)
    if told is False or dated is False:
        return False
    return kleene_any((told, dated))

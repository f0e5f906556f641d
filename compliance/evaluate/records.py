"""Records on a date: does it exist, is it in place, was it in place in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.evaluate.truth import kleene_all, kleene_any

if TYPE_CHECKING:
    from compliance.evaluate.dates import Dates
    from compliance.model.values import When


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


def begin(record: Any) -> When | None:
    """The date from which it holds: signed, in place since, or first performed."""
    for name in ("signed_on", "since"):
        found: When | None = getattr(record, name, None)
        if found is not None:
            return found
    performed = getattr(record, "performed_on", None)
    days = getattr(performed, "has", performed)
    return min(days, key=lambda day: (day.last, day.first)) if days else None


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

"""One operator on one value: True, False, or None where the value leaves it open.

ABSENT stands for a part of something stated not to exist: every comparison with it is False, so a notice
that does not exist names nothing. None stands for a fact that was not stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate.truth import kleene_all, kleene_any
from compliance.model.architecture.base import OUTSIDE_EEA
from compliance.model.values import Count, Done, Listed, Period, Share, When
from compliance.model.words import YesNo

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from compliance.evaluate.dates import Dates
    from compliance.model.condition import Operator


class Absent:
    """The type of ABSENT."""

    def __repr__(self) -> str:
        """Shown in traces."""
        return "none"


ABSENT: Final = Absent()


@dataclass(frozen=True, slots=True)
class Doubted:
    """A detail of something that may not exist, such as what a practice would cover: it can only fail, never be met."""

    value: Any

    def __str__(self) -> str:
        """Shown in messages."""
        return str(self.value)


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, Doubted) else value


def apply(operator: Operator, left: object, right: object, dates: Dates) -> bool | None:
    """Compare a fact with a right side that already has the fact's type."""
    if left is ABSENT or right is ABSENT:
        return False
    if isinstance(left, Doubted) or isinstance(right, Doubted):
        met = apply(operator, _bare(left), _bare(right), dates)
        return None if met else met
    if left is None or right is None:
        return None
    if isinstance(left, Done):
        left = left.seen_on(dates.described_on)
    if isinstance(right, Done):
        right = right.seen_on(dates.described_on)
    found: bool | None = _OPERATORS[operator](left, right, dates)
    return found


def _equals(left: Any, right: Any, _: Dates) -> bool | None:
    if isinstance(left, (Count, Share)):
        return kleene_all((_at_least(left, right, _), _at_most(left, right, _)))
    if isinstance(left, When):
        return kleene_all((left.on_or_before(right), right.on_or_before(left)))
    if isinstance(left, Period):
        if right.vague:  # "no period was ever set" is a statement of its own, not a length
            return bool(left.word == right.word)
        return kleene_all((left.compare_at_least(right), left.compare_at_most(right)))
    return None if OUTSIDE_EEA in (left, right) else bool(left == right)  # a country nobody names may be any


def _equals_wholly(left: Any, right: Any, dates: Dates) -> bool | None:
    return None if left is YesNo.PARTLY else _equals(left, right, dates)


def _in(left: Any, right: frozenset[str], _: Dates) -> bool | None:
    return None if left == OUTSIDE_EEA else bool(left in right)


def _contains(left: Listed[Any], right: Any, _: Dates) -> bool | None:
    found: bool | None = left.contains(right)
    return None if found is False and OUTSIDE_EEA in left.has and right not in left.lacks else found


def _contains_any(left: Listed[Any], right: frozenset[str] | Listed[Any], dates: Dates) -> bool | None:
    if isinstance(right, Listed):
        found = kleene_any(_contains(left, word, dates) for word in right.has)
        return found if found or right.closed else None
    return kleene_any(_contains(left, word, dates) for word in right)


def _contains_all(left: Listed[Any], right: frozenset[str] | Listed[Any], dates: Dates) -> bool | None:
    if isinstance(right, Listed):
        found = kleene_all(_contains(left, word, dates) for word in right.has)
        return found if found is False or right.closed else None
    return kleene_all(_contains(left, word, dates) for word in right)


def _at_least(left: Any, right: Any, _: Dates) -> bool | None:
    if isinstance(left, Period):
        return left.compare_at_least(right)
    low, high = _bounds(left)
    if low >= right.low:
        return True
    return False if high is not None and high < right.low else None


def _at_most(left: Any, right: Any, _: Dates) -> bool | None:
    if isinstance(left, Period):
        return left.compare_at_most(right)
    low, high = _bounds(left)
    if high is not None and high <= right.low:
        return True
    return False if low > right.low else None


def _bounds(left: Any) -> tuple[int | Fraction, int | Fraction | None]:
    """Lowest and highest value of a count, or of the size of a list; None where there is no highest."""
    if isinstance(left, Listed):
        size = max(len(left.has), 1) if left.everything else len(left.has)
        return size, size if left.closed and not left.everything else None
    if isinstance(left, tuple):  # subjects; one that is not listed stands for any number
        listed = sum(not item.unlisted for item in left)
        return listed, listed if listed == len(left) else None
    if isinstance(left, (Count, Share)):
        return left.low, left.high
    return left, left


def _on_or_before(left: Any, right: When, _: Dates) -> bool | None:
    return (
        left.on_or_before(right)
        if isinstance(left, When)
        else _some(left, lambda day: day.on_or_before(right))
    )


def _on_or_after(left: Any, right: When, _: Dates) -> bool | None:
    return right.on_or_before(left) if isinstance(left, When) else _some(left, right.on_or_before)


def _some(left: Any, test: Callable[[When], bool | None]) -> bool | None:
    """A list of dates meets a comparison when one of its dates does."""
    days, closed = dates_of(left)
    found = kleene_any(test(day) for day in days)
    return found if found or closed else None


def _within(left: When, right: tuple[Period, When], _: Dates) -> bool | None:
    period, start = right
    limit = When(period.add_to(start.first)[0], period.add_to(start.last)[1], "")
    return left.on_or_before(limit)


def _age_at_most(left: Any, right: Period, dates: Dates) -> bool | None:
    days, closed = dates_of(left)
    if not days:
        return False if closed else None
    newest = When(max(day.first for day in days), max(day.last for day in days), "")
    return dates.young(newest, right, more=not closed)


def dates_of(value: Any) -> tuple[tuple[When, ...], bool]:
    """The dates of a date or list of dates, and whether the list is complete."""
    if isinstance(value, When):
        return (value,), True
    if isinstance(value, Listed):
        return tuple(value.has), value.closed
    return tuple(value), True


_OPERATORS: Final[dict[Operator, Callable[[Any, Any, Dates], bool | None]]] = {
    "equals": _equals,
    "equals_wholly": _equals_wholly,
    "in": _in,
    "contains": _contains,
    "contains_any": _contains_any,
    "contains_all": _contains_all,
    "at_least": _at_least,
    "at_most": _at_most,
    "on_or_before": _on_or_before,
    "on_or_after": _on_or_after,
    "within": _within,
    "age_at_most": _age_at_most,
}

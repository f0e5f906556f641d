"""Two statements of one fact: which says more, and whether they exclude one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.values import Listed

if TYPE_CHECKING:
    from collections.abc import Sequence


def most_telling(values: Sequence[Any]) -> int | None:
    """The position of the value that says everything the others say; None where they do not agree.

    A date refines the month it lies in, a complete list an open one. Other values that overlap without one saying all that the
    other says count as disagreeing: no spelling of the file could hold both. Parts of lists can be held: see `together`.
    """
    best = 0
    for position, value in enumerate(values[1:], start=1):
        if refines(values[best], value):
            continue
        if not refines(value, values[best]):
            return None
        best = position
    return best


def together(values: Sequence[Any]) -> Listed[Any] | None:
    """What partial lists say together; None for other values, and where they exclude one another."""
    lists = [value for value in values if isinstance(value, Listed)]
    if len(lists) < len(values):
        return None
    found: Listed[Any] | None = lists[0]
    for value in lists[1:]:
        found = found.both(value) if found is not None else None
    return found


def refines(value: Any, other: Any) -> bool:  # noqa: ANN401 - values of any type of the model
    """Whether everything `other` says is also said by `value`."""
    if value == other:
        return True
    test = getattr(value, "refines", None)
    return type(value) is type(other) and test is not None and bool(test(other))

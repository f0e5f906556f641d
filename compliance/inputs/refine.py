"""Two statements of one fact: which says more, and whether they exclude one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def most_telling(values: Sequence[Any]) -> int | None:
    """The position of the value that says everything the others say; None where they do not agree.

    A date refines the month it lies in, a complete list an open one. Values that overlap without one saying all that the
    other says count as disagreeing: no spelling of the file could hold both.
    """
    best = 0
    for position, value in enumerate(values[1:], start=1):
        if refines(values[best], value):
            continue
        if not refines(value, values[best]):
            return None
        best = position
    return best


def refines(value: Any, other: Any) -> bool:  # noqa: ANN401 - values of any type of the model
    """Whether everything `other` says is also said by `value`."""
    if value == other:
        return True
    test = getattr(value, "refines", None)
    return type(value) is type(other) and test is not None and bool(test(other))

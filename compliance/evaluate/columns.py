"""One fact of all subjects of a kind."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from compliance.evaluate.truth import mask_of

FEW: Final = 64
"""Distinct values up to which masks are joined; with more, listing rows is faster than joining long masks again and again."""


class Column:
    """Values by row; rows by distinct value."""

    def __init__(self, values: list[Any]) -> None:
        """Rows are grouped when they are first asked for."""
        self.values = values

    @cached_property
    def groups(self) -> dict[Any, list[int]]:
        """The rows of each distinct value, ascending."""
        found: dict[Any, list[int]] = {}
        for row, value in enumerate(self.values):
            rows = found.get(value)
            if rows is None:
                found[value] = [row]
            else:
                rows.append(row)
        return found

    @cached_property
    def masks(self) -> list[tuple[Any, int]] | None:
        """Each distinct value with the mask of its rows; None where there are many."""
        if len(self.groups) > FEW:
            return None
        return [(value, mask_of(rows, len(self.values))) for value, rows in self.groups.items()]

    def beside(self, other: Column) -> list[tuple[tuple[Any, Any], list[int]]]:
        """The rows of each distinct pair of values of two columns."""
        found: dict[tuple[Any, Any], list[int]] = {}
        for row, pair in enumerate(zip(self.values, other.values, strict=True)):
            found.setdefault(pair, []).append(row)
        return list(found.items())

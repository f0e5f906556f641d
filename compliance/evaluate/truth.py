"""Three-valued truth (Kleene) of one condition over all rows of a table, as a pair of bit masks.

Bit i of `true` says that the condition holds for row i, bit i of `false` that it does not; neither bit
says that the stated facts leave it open. Both bits at once never occur.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Truth(NamedTuple):
    """A pair of disjoint masks."""

    true: int
    false: int

    def invert(self) -> Truth:
        """Kleene negation."""
        return Truth(self.false, self.true)

    def at(self, row: int) -> bool | None:
        """The value of one row; None where it is open, as it is of an item that no row stands for."""
        if row < 0:
            return None
        bit = 1 << row
        if self.true & bit:
            return True
        return False if self.false & bit else None

    def doubted(self, doubtful: int) -> Truth:
        """What holds only of rows that surely exist: of the others it is open, or false."""
        return Truth(self.true & ~doubtful, self.false)


def conjunction(parts: Iterable[Truth], rows: int) -> Truth:
    """True where every part is true, false where one is false; true everywhere for no parts."""
    true, false = rows, 0
    for part in parts:
        true &= part.true
        false |= part.false
    return Truth(true, false)


def disjunction(parts: Iterable[Truth], rows: int) -> Truth:
    """True where one part is true, false where every part is false; false everywhere for no parts."""
    true, false = 0, rows
    for part in parts:
        true |= part.true
        false &= part.false
    return Truth(true, false)


def rows_of(mask: int) -> Iterable[int]:
    """The row numbers of the bits that are set, in ascending order; linear in the mask's length."""
    text = bin(mask)[:1:-1]
    row = text.find("1")
    while row >= 0:
        yield row
        row = text.find("1", row + 1)


def mask_of(rows: Iterable[int], size: int) -> int:
    """The mask with exactly those bits set; linear in `size` where shifting bit by bit would be quadratic."""
    bits = bytearray((size + 7) // 8)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(bits, "little")


def kleene_all(values: Iterable[bool | None]) -> bool | None:
    """Conjunction of single values."""
    known: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            known = None
    return known


def kleene_any(values: Iterable[bool | None]) -> bool | None:
    """Disjunction of single values."""
    known: bool | None = False
    for value in values:
        if value is True:
            return True
        if value is None:
            known = None
    return known


def yes_no(truth: bool | None) -> str | None:  # noqa: FBT001 - a truth value, not a switch
    """The word of a yes-or-no fact."""
    return None if truth is None else "yes" if truth else "no"

"""The tree that reading gives: three kinds of node, each with its place.

Two nodes are equal when they say the same, wherever they say it; places do not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.errors import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text as it was written, in Unicode NFC. An empty value is `Scalar("", quoted=False)`.

    `quoted` tells `"unknown"` (the text) from `unknown` (the word); block scalars (`|`, `>`) count as quoted.
    """

    text: str
    quoted: bool
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the order it was written; the place is that of its first character."""

    items: tuple[Node, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value`."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A map with its entries in the order they were written; no two keys are the same text."""

    entries: tuple[Entry, ...]
    place: Place = field(compare=False)
    _values: dict[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the entries: a map of ten thousand flows is asked for each of them."""
        object.__setattr__(self, "_values", {entry.key.text: entry.value for entry in self.entries})

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None when the map has no such key."""
        return self._values.get(key)


Node = Scalar | Sequence | Mapping
"""Any node of the tree."""

"""Taking what is looked for out of a tree, whatever else is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.source import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator


def get(node: Node | None, *keys: str) -> Node | None:
    """What stands under a path of keys."""
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def text(node: Node | None, *keys: str) -> str | None:
    """The text under a path of keys; None where there is none or it is empty."""
    found = get(node, *keys)
    return found.text if isinstance(found, Scalar) and found.text else None


def items(node: Node | None, *keys: str) -> tuple[Node, ...]:
    """The items of the list under a path of keys; a text is a list of one."""
    found = get(node, *keys)
    if isinstance(found, Sequence):
        return found.items
    return (found,) if isinstance(found, Scalar) and found.text else ()


def entries(node: Node | None, *keys: str) -> Iterator[tuple[Scalar, Node]]:
    """Keys and values of the map under a path of keys."""
    found = get(node, *keys)
    if isinstance(found, Mapping):
        yield from ((entry.key, entry.value) for entry in found.entries)

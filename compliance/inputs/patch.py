"""Named changes to a description: the one patch language of control cases and variants.

`set` puts a value at an absolute dotted path, `unset` takes away what stands there. Maps on the way are made; a list
of ids on the way becomes a map of them, and a bare status word a record that has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import InputError, Problem
from compliance.source import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Map

    from compliance.errors import Place


def patched(root: Mapping, sets: Map[str, Node], unsets: Iterable[str] = ()) -> Mapping:
    """The tree with the changes applied, `unset` first. InputError where an unset path is not there."""
    found: Node = root
    for path in unsets:
        found = _unset(found, path.split("."), path, root.place)
    for path, value in sets.items():
        found = _set(found, path.split("."), value)
    return found if isinstance(found, Mapping) else root


def _set(node: Node, path: list[str], value: Node) -> Node:
    if not path:
        return value
    here = _as_map(node)
    head, *rest = path
    below = here.get(head)
    new = _set(Mapping((), here.place) if below is None else below, rest, value)
    entries = [Entry(entry.key, new if entry.key.text == head else entry.value) for entry in here.entries]
    if below is None:
        entries.append(Entry(Scalar(head, quoted=False, place=here.place), new))
    return Mapping(tuple(entries), here.place)


def _unset(node: Node, path: list[str], whole: str, place: Place) -> Node:
    here = _as_map(node)
    head, *rest = path
    below = here.get(head)
    if below is None:
        raise InputError((Problem(place, f"unset: {whole!r} is not stated"),))
    if not rest:
        return Mapping(tuple(entry for entry in here.entries if entry.key.text != head), here.place)
    new = _unset(below, rest, whole, place)
    return Mapping(
        tuple(Entry(e.key, new if e.key.text == head else e.value) for e in here.entries), here.place
    )


def _as_map(node: Node) -> Mapping:
    if isinstance(node, Mapping):
        return node
    if isinstance(node, Sequence):
        keys = [item for item in node.items if isinstance(item, Scalar)]
        return Mapping(tuple(Entry(key, Mapping((), key.place)) for key in keys), node.place)
    if node.text in {"", "none", "unknown"}:
        return Mapping((), node.place)
    return Mapping((Entry(Scalar("status", quoted=False, place=node.place), node),), node.place)

"""Who is to answer: the map of owners in an answers file, changed without touching the rest of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.source import Mapping, read
from compliance.source.edit import editable, edited

if TYPE_CHECKING:
    from collections.abc import Mapping as Map


def with_owners(text: str, owners: Map[str, str], name: str) -> str:
    """`text`, an answers file that was read without a problem, with these owners named besides those it names."""
    root = read(text, name)
    if isinstance(root, Mapping) and root.get("owners") is None:
        block = edited("{}\n", lambda tree: _fill(tree, owners)).rstrip("\n")
        lines = "\n".join(f"  {line}" for line in block.split("\n"))
        return f"{text.rstrip()}\n\nowners:\n{lines}\n"
    return edited(text, lambda tree: _change(tree, owners))


def _change(tree: Any, owners: Map[str, str]) -> None:  # noqa: ANN401 - a tree of the editor
    if not hasattr(tree.get("owners"), "items"):
        tree["owners"] = editable({})
    _fill(tree["owners"], owners)


def _fill(tree: Any, owners: Map[str, str]) -> None:  # noqa: ANN401 - as above
    tree.fa.set_block_style()
    for key, name in owners.items():
        tree[key] = editable(name)

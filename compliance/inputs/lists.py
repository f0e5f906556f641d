"""Reading lists: the spellings of what is known of a list, and plain sequences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.inputs.plan import PartPlan, ValuePlan, WordPlan
from compliance.inputs.reading import Reading, is_unknown
from compliance.model.values import Listed
from compliance.source import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from compliance.inputs.plan import ListPlan, SequencePlan

_SPELLINGS: Final = "Write a list, one word, all, none, or {has: [...], lacks: [...]}."
_WHOLE: Final = frozenset({"all", "none"})


def read_list(
    reading: Reading, node: Node, plan: ListPlan, path: str, kinds: tuple[str, ...]
) -> Listed[Any] | None:
    """What is known of a list, in one of its spellings; None where nothing is stated."""
    if is_unknown(node):
        return None
    kinds = plan.kinds or kinds
    if type(node) is Mapping:
        return _parts(reading, node, plan, path, kinds)
    if type(node) is Scalar and node.text in _WHOLE:
        return _whole(reading, node, plan, path)
    items, closed = _items(reading, node, plan, path, kinds)
    return Listed(has=items, closed=closed)


def _whole(reading: Reading, node: Scalar, plan: ListPlan, path: str) -> Listed[Any] | None:
    if node.text == "none":
        return Listed(closed=True)
    if isinstance(plan.item, ValuePlan):
        reading.note(
            node.place,
            f"{path}: 'all' is no list of dates",
            "Write the dates, such as [2025-03-10, 2026-03-14].",
        )
        return None
    return Listed(everything=True)


def _parts(
    reading: Reading, node: Mapping, plan: ListPlan, path: str, kinds: tuple[str, ...]
) -> Listed[Any] | None:
    """`{has: [...], lacks: [...]}`, and `{has: all, lacks: [...]}` for all but some."""
    found: dict[str, frozenset[Any]] = {"has": frozenset(), "lacks": frozenset()}
    everything = False
    for entry in node.entries:
        key = entry.key.text
        if key not in found:
            reading.note_unknown(
                entry.key.place, f"{path}: {key!r} is no part of a list", key, found, "write"
            )
        elif key == "has" and type(entry.value) is Scalar and entry.value.text == "all":
            everything = True
        elif not is_unknown(entry.value) and not (type(entry.value) is Scalar and entry.value.text == "none"):
            found[key], _ = _items(reading, entry.value, plan, f"{path}.{key}", kinds)
    if not node.entries:
        reading.note(node.place, f"{path}: an empty map is no list", _SPELLINGS)
        return None
    if both := found["has"] & found["lacks"]:
        words = ", ".join(sorted(map(str, both)))
        reading.note(node.place, f"{path}: {words}: said to be in the list and not in it")
        return None
    return Listed(found["has"], found["lacks"], closed=False, everything=everything)


def _items(
    reading: Reading, node: Node, plan: ListPlan, path: str, kinds: tuple[str, ...]
) -> tuple[frozenset[Any], bool]:
    """The items of a list or of a single word, and whether nothing else is in it."""
    if type(node) is Mapping:
        reading.note(node.place, f"{path}: a list is expected here, not a map", _SPELLINGS)
        return frozenset(), False
    nodes = node.items if type(node) is Sequence else (node,)
    stated = [item for item in nodes if not is_unknown(item)]
    found = (_item(reading, item, plan, path, kinds) for item in stated)
    return frozenset(item for item in found if item is not None), len(stated) == len(nodes)


def _item(reading: Reading, node: Node, plan: ListPlan, path: str, kinds: tuple[str, ...]) -> Any:  # noqa: ANN401 - the type of the items
    if type(node) is Scalar and node.text in _WHOLE and isinstance(plan.item, WordPlan | PartPlan):
        reading.note(
            node.place,
            f"{path}: {node.text!r} stands alone, not inside a list",
            f"Write {path.rpartition('.')[2]}: {node.text}.",
        )
        return None
    return reading.read(node, plan.item, path, kinds)


def read_sequence(
    reading: Reading, node: Node, plan: SequencePlan, path: str, kinds: tuple[str, ...]
) -> tuple[Any, ...] | None:
    """Entries one after the other; `none` is the empty list. Nothing says how an entry that is not stated would count."""
    if is_unknown(node):
        return None
    if type(node) is Scalar and node.text == "none":
        return ()
    if type(node) is not Sequence:
        reading.note(node.place, f"{path}: a list is expected here", "Begin each entry with a dash.")
        return None
    for item in node.items:
        if is_unknown(item):
            reading.note(item.place, f"{path}: an entry is not stated", "State it, or leave it out.")
    read = (reading.read(item, plan.item, f"{path}.{index}", kinds) for index, item in enumerate(node.items))
    return tuple(item for item in read if item is not None)

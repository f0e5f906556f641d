"""Subjects as rows: every thing of the description that a control can be about, with its place in the file.

A list the description leaves open gets one more row, `unlisted`: an item of which nothing is known but where it would
stand. So "there may be others" needs no rule of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate.truth import mask_of
from compliance.model.derived import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.architecture import Architecture
    from compliance.model.catalog import SubjectKind
    from compliance.model.values import Keyed

UNLISTED: Final = "unlisted"


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One subject. `path` is where the description states it; `value` is None where it is not stated."""

    kind: SubjectKind
    id: str
    row: int
    value: Any
    path: str
    parent: Item | None = None

    @property
    def unlisted(self) -> bool:
        """Whether it stands for what an open list may hold."""
        return self.value is None and self.id.rsplit("/", 1)[-1] == UNLISTED

    @property
    def doubtful(self) -> bool:
        """Whether it may not exist at all: nothing states it. Organisation and system always exist."""
        return self.value is None and self.kind not in {"organisation", "system"}

    @property
    def name(self) -> str:
        """Its name, else its id."""
        return getattr(self.value, "name", None) or self.id


@dataclass
class Table:
    """All items of one kind."""

    kind: SubjectKind
    items: list[Item] = field(default_factory=list)
    by_id: dict[str, Item] = field(default_factory=dict)

    @property
    def mask(self) -> int:
        """One bit for every row."""
        return (1 << len(self.items)) - 1

    @cached_property
    def doubtful(self) -> int:
        """The rows of items that may not exist; to be read once the table is filled."""
        return mask_of((item.row for item in self.items if item.doubtful), len(self.items))

    def add(self, id_: str, value: Any, path: str, parent: Item | None = None) -> None:
        """Append an item."""
        item = Item(self.kind, id_, len(self.items), value, path, parent)
        self.items.append(item)
        self.by_id[id_] = item


def tables(architecture: Architecture) -> dict[SubjectKind, Table]:
    """A table for each kind of subject."""
    found: dict[SubjectKind, Table] = {kind: Table(kind) for kind in SECTIONS}
    for kind, (section, *inside) in SECTIONS.items():
        if not inside and kind not in {"organisation", "system"}:
            _fill(found[kind], getattr(architecture, section), section)
    found["organisation"].add("organisation", architecture.organisation, "organisation")
    system = architecture.system
    found["system"].add(getattr(system, "id", None) or "system", system, "system")
    components, ai_systems = found["component"].items, found["ai_system"].items
    found["holding"] = _inside("holding", components, "stores", "stores")
    found["access"] = _inside("access", components, "access", "access")
    found["inference"] = _words("inference", ai_systems, "infers")
    found["output"] = _words("output", ai_systems, "generates")
    return found


def _fill(table: Table, entries: Keyed[Any] | None, section: str) -> None:
    if entries is not None:
        for key, value in entries.items():
            table.add(key, value, f"{section}.{key}")
    if entries is None or not entries.closed:
        table.add(UNLISTED, None, section)


def _inside(kind: SubjectKind, parents: Iterable[Item], attribute: str, section: str) -> Table:
    table = Table(kind)
    for parent in parents:
        entries = getattr(parent.value, attribute, None)
        for key, value in (entries or {}).items():
            table.add(f"{parent.id}/{key}", value, f"{parent.path}.{section}.{key}", parent)
        if entries is None or not entries.closed:
            table.add(
                f"{parent.id}/{UNLISTED}",
                None,
                parent.path if parent.unlisted else f"{parent.path}.{section}",
                parent,
            )
    return table


def _words(kind: SubjectKind, parents: Iterable[Item], attribute: str) -> Table:
    """Inferences and outputs: each word is a fact of its own; one that is not stated may or may not exist."""
    table = Table(kind)
    for parent in parents:
        record = getattr(parent.value, attribute, None)
        if record is None:
            path = parent.path if parent.unlisted else f"{parent.path}.{attribute}"
            table.add(f"{parent.id}/{UNLISTED}", None, path, parent)
            continue
        for name in type(record).model_fields:
            value = getattr(record, name)
            if str(getattr(value, "status", None)) != "none":
                table.add(f"{parent.id}/{name}", value, f"{parent.path}.{attribute}.{name}", parent)
    return table

"""Which categories of data are where, from one pass over the flows: what must be there and what may be there.

Facts left out widen what may be, never what must be. A flow whose data are not stated may carry what its source may hold;
returns that are not stated may carry what was sent or what the far end may hold. An outside party's component without
`stores`, and the memory of any component, hold at most what reaches them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from compliance.evaluate.categories import ANYTHING, NOTHING, Span
from compliance.model.words import Transformed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.evaluate.categories import Categories
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


@dataclass(slots=True)
class Ends:
    """The ends of a flow: the component or party an end names; neither for a group or the organisation itself."""

    sender: Item | None = None
    receiver: Item | None = None
    known: bool = True


@dataclass(slots=True)
class Located:
    """Categories by row of each kind, under one law."""

    sent: list[Span] = field(default_factory=list)
    returned: list[Span] = field(default_factory=list)
    stored: list[Span] = field(default_factory=list)
    held: list[Span] = field(default_factory=list)


class Reach:
    """Locates categories; one result per law, since transformations mean different things under each."""

    def __init__(self, world: World) -> None:
        """Nothing is computed before it is asked for."""
        self.world = world
        self._located: dict[str, Located] = {}
        self._like: dict[str, str] = {}
        self._by_effects: dict[frozenset[tuple[str, int, int]], str] = {}
        self._entries: dict[tuple[Any, str, Item | None], Span] = {}

    @cached_property
    def categories(self) -> Categories:
        """Implications and transformations of the catalog."""
        return self.world.compiled.categories

    @cached_property
    def ends(self) -> list[Ends]:
        """The ends of each flow by row."""
        tables = self.world.tables
        parts = tables["component"].by_id, tables["party"].by_id

        def end(name: str) -> Item | None:
            return parts[0].get(name) or parts[1].get(name)

        return [
            Ends(known=False) if item.value is None else Ends(end(item.value.from_), end(item.value.to))
            for item in tables["flow"].items
        ]

    @cached_property
    def open_flows(self) -> bool:
        """Whether there may be flows that are not described."""
        return any(flow.unlisted for flow in self.world.tables["flow"].items)

    def operator(self, component: Item) -> Item | None:
        """The party that runs a component; None for the organisation itself (or where it is not known)."""
        name = getattr(component.value, "operator", None)
        return self.world.tables["party"].by_id.get(name) if name else None

    def unknown_operator(self, component: Item) -> bool:
        """Whether it is open who runs a component: one not described, or hosted by a vendor that is not named."""
        hosting = str(getattr(component.value, "hosting", None))
        return component.value is None or (
            self.operator(component) is None and hosting in {"vendor_api", "vendor_cloud"}
        )

    def party_at(self, end: Item | None) -> Item | None:
        """The outside party at an end of a flow."""
        if end is None or end.kind == "party":
            return end
        return self.operator(end)

    def located(self, law: str) -> Located:
        """Where the categories are under a law."""
        law = self.like(law)
        if law not in self._located:
            self._located[law] = self._locate(law)
        return self._located[law]

    def like(self, law: str) -> str:
        """The first law under which the transformations of this description mean the same; data are located once for all such."""
        if law not in self._like:
            effects = self.categories.effects(law, self._transformations)
            self._like[law] = self._by_effects.setdefault(effects, law)
        return self._like[law]

    @cached_property
    def _transformations(self) -> frozenset[str]:
        """The words for transformations that occur."""
        flows, components = (self.world.tables[kind].items for kind in ("flow", "component"))
        maps = [getattr(flow.value, name, None) for flow in flows for name in ("data", "returns")]
        changes = [getattr(one.value, "transforms", None) for one in components]
        maps += [getattr(one.value, name, None) for one in components for name in ("stores", "buffers")]
        if any(change is not None and not change.closed for change in changes):
            return frozenset(map(str, Transformed))
        held = (one for entries in (*maps, *changes) if entries for one in entries.values())
        return frozenset(str(one.transformed) for one in held if getattr(one, "transformed", None))

    def entry(self, key: str, held: Any, law: str, gate: Item | None = None) -> Span:
        """The categories of one data set (or category named directly) as it is held or sent."""
        data = self.world.tables["data"].by_id.get(key)
        kinds = self.categories
        span = kinds.of(getattr(data.value, "category", None)) if data is not None else kinds.one(key)
        span = kinds.implied(span)  # what a transformation leaves alone stays, implied categories too
        transforms = getattr(gate.value, "transforms", None) if gate is not None else None
        if transforms is not None and not transforms.closed:
            span = kinds.perhaps_transformed(span, law)
        for name, change in (transforms or {}).items():
            word = getattr(change, "transformed", None)
            only = (
                kinds.one(name).may if name != key and name not in self.world.tables["data"].by_id else None
            )
            if name == key or only is not None:
                span = kinds.transformed(span, word, law, *(() if only is None or name == key else (only,)))
        word = getattr(held, "transformed", None)
        return kinds.transformed(span, word, law) if word else span

    def entries(self, stated: Any, law: str, gate: Item | None = None) -> Span:
        """The categories of a map of data; open where it is not stated or not complete."""
        if stated is None:
            return ANYTHING
        transforms = getattr(gate.value, "transforms", None) if gate is not None else None
        changes = gate if transforms is not None and (transforms or not transforms.closed) else None
        known = (stated, law, changes)  # flows that carry the same are many
        if known not in self._entries:
            span = NOTHING if stated.closed else ANYTHING
            for key, held in stated.items():
                span = span.join(self.entry(key, held, law, changes))
            self._entries[known] = self.categories.implied(span)
        return self._entries[known]

    def _locate(self, law: str) -> Located:
        found = Located()
        flows, components = self.world.tables["flow"].items, self.world.tables["component"].items
        for component in components:
            stored, held = self._at_rest(component, law)
            found.stored.append(stored)
            found.held.append(held)
        for flow, ends in zip(flows, self.ends, strict=True):
            gate = ends.sender if ends.sender is not None and ends.sender.kind == "component" else None
            data, returns = getattr(flow.value, "data", None), getattr(flow.value, "returns", None)
            back = ends.receiver if ends.receiver is not None and ends.receiver.kind == "component" else None
            found.sent.append(Span() if data is None else self.entries(data, law, gate))
            found.returned.append(Span() if returns is None else self.entries(returns, law, back))
        self._settle(found)
        return found

    def _at_rest(self, component: Item, law: str) -> tuple[Span, Span]:
        """What a component stores, and that with what its buffers state."""
        value = component.value
        stores, buffers = getattr(value, "stores", None), getattr(value, "buffers", None)
        arrives_only = stores is None and value is not None and self.operator(component) is not None
        stored = NOTHING if arrives_only else self.entries(stores, law)
        return stored, stored if buffers is None else stored.join(self.entries(buffers, law))

    def _settle(self, found: Located) -> None:
        """Let what may be there spread along the flows until nothing changes; each component changes a few times at most."""
        if any(not ends.known for ends in self.ends):
            found.held = [span.join(ANYTHING) for span in found.held]
        by_component: dict[int, list[int]] = {}
        for row, ends in enumerate(self.ends):
            for end in (ends.sender, ends.receiver):
                if end is not None and end.kind == "component":
                    by_component.setdefault(end.row, []).append(row)
        queue = list(range(len(self.ends)))
        while queue:
            row = queue.pop()
            for changed in self._spread(row, found):
                queue.extend(by_component[changed])
        for component in self.world.tables["component"].items:
            if getattr(component.value, "stores", None) is None and self.operator(component) is not None:
                found.stored[component.row] = Span(0, found.held[component.row].may)

    def _spread(self, row: int, found: Located) -> Iterable[int]:
        """Carry one flow's categories to its ends; the rows of components that now may hold more."""
        flow, ends = self.world.tables["flow"].items[row], self.ends[row]
        if getattr(flow.value, "data", None) is None:
            found.sent[row] = Span(0, self._may(ends.sender, found))
        if getattr(flow.value, "returns", None) is None:
            found.returned[row] = Span(0, found.sent[row].may | self._may(ends.receiver, found))
        for end, span in ((ends.receiver, found.sent[row]), (ends.sender, found.returned[row])):
            if end is not None and end.kind == "component":
                joined = found.held[end.row].join(span)
                if joined != found.held[end.row]:
                    found.held[end.row] = joined
                    yield end.row

    def _may(self, end: Item | None, found: Located) -> int:
        """What may come out of an end: of people, groups and parties anything."""
        return found.held[end.row].may if end is not None and end.kind == "component" else ANYTHING.may

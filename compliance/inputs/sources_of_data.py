"""Flows that carry what their source cannot have.

Only components that make nothing of their own are judged, and only where the file says completely what they store and what
reaches them; everything else may hold more than is stated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance.model.words import PASSIVE, Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.inputs.reading import Reading
    from compliance.model.architecture import Architecture, Component, Flow, Holding
    from compliance.model.values import Keyed


@dataclass(slots=True)
class _Contents:
    """What a passive component can have: names of sets and categories. `complete` is False once something is left open."""

    names: set[str] = field(default_factory=set)
    complete: bool = True

    def add(self, held: Keyed[Holding] | None) -> None:
        """Add what is stored or arrives."""
        if held is None or not held.closed:
            self.complete = False
        else:
            self.names.update(held)


def check_sources(reading: Reading, architecture: Architecture) -> None:
    """Note each data set or category that a flow takes from a component which can have nothing of that kind."""
    flows = architecture.flows
    if flows is None or not flows.closed:
        return
    contents = _contents(architecture, flows)
    implied = {name: kind.implies for name, kind in reading.vocabulary.categories.items()}
    for flow_id, flow in flows.items():
        held = contents.get(flow.from_)
        if held is None or not held.complete or flow.data is None:
            continue
        for name in flow.data:
            if not _possible(name, held.names, architecture, implied):
                _note(reading, f"flows.{flow_id}.data.{name}", flow, name)


def _contents(architecture: Architecture, flows: Mapping[str, Flow]) -> dict[str, _Contents]:
    """What each passive component can have: what it stores or buffers, what is sent to it, what comes back to it."""
    found: dict[str, _Contents] = {}
    for name, component in (architecture.components or {}).items():
        if component.kind in PASSIVE:
            found[name] = _stored(component)
    for flow in flows.values():
        if flow.to in found:
            found[flow.to].add(flow.data)
        if flow.from_ in found:
            found[flow.from_].add(flow.returns)
    return found


def _stored(component: Component) -> _Contents:
    contents = _Contents()
    contents.add(component.stores)
    if component.buffers is not None:
        contents.add(component.buffers)
    return contents


def _possible(
    name: str, held: Iterable[str], architecture: Architecture, implied: Mapping[str, Iterable[str]]
) -> bool:
    """Whether what is sent can come from what is held: the same set, or categories of which one implies the other."""
    wanted = _categories(name, architecture)
    if name in held or wanted is None:
        return True
    available: set[str] = set()
    for other in held:
        categories = _categories(other, architecture)
        if categories is None:
            return True
        available |= categories
    return all(_covered(category, available, implied) for category in wanted)


def _covered(category: str, available: set[str], implied: Mapping[str, Iterable[str]]) -> bool:
    return any(
        category == other or category in implied.get(other, ()) or other in implied.get(category, ())
        for other in available
    )


def _categories(name: str, architecture: Architecture) -> frozenset[str] | None:
    """The categories of a set or of a category used as one; None where they are not stated completely."""
    declared = None if architecture.data is None else architecture.data.get(name)
    if declared is None:
        return frozenset({name}) if name in Category.__members__.values() else None
    category = declared.category
    return frozenset(map(str, category.has)) if category is not None and category.closed else None


def _note(reading: Reading, path: str, flow: Flow, name: str) -> None:
    message = f"{path}: {flow.from_} can have no {name}: neither what it stores nor what reaches it holds any"
    hint = f"State it under components.{flow.from_}.stores or on a flow to {flow.from_}, or leave the list open with `unknown`."
    reading.note(reading.origins[path], message, hint)

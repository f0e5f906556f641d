"""Views: a description too large for one page is drawn in several, each flow in exactly one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.render.diagram.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.render.diagram.graph import Edge

MOST_NODES: Final = 60  # nodes that can be read on an A4 page
MOST_EDGES: Final = 90
_NODES: Final = 50  # a view of several is drawn more loosely
_EDGES: Final = 60


@dataclass(frozen=True, slots=True)
class View:
    """A part of a graph that fits on one page; the caption says which part, and is empty for the whole."""

    graph: Graph
    caption: str


def views(drawn: Graph) -> tuple[View, ...]:
    """The views of a graph. Every flow and every node is in at least one; what belongs together by order stays together."""
    if len(drawn.nodes) <= MOST_NODES and len(drawn.edges) <= MOST_EDGES:
        return (View(drawn, ""),)
    parts = [*_by_flows(drawn.edges), *_without_flows(drawn)]
    return tuple(
        View(_part(drawn, edges, names), _caption(place, len(parts), edges))
        for place, (edges, names) in enumerate(parts, start=1)
    )


def _by_flows(edges: Iterable[Edge]) -> Iterator[tuple[tuple[Edge, ...], frozenset[str]]]:
    """Flows in their order, cut where the next one would bring too much."""
    taken: list[Edge] = []
    names: set[str] = set()
    for edge in edges:
        wider = names | {edge.start, edge.end}
        if taken and (len(wider) > _NODES or len(taken) >= _EDGES):
            yield tuple(taken), frozenset(names)
            taken, wider = [], {edge.start, edge.end}
        taken.append(edge)
        names = wider
    if taken:
        yield tuple(taken), frozenset(names)


def _without_flows(drawn: Graph) -> Iterator[tuple[tuple[Edge, ...], frozenset[str]]]:
    """Nodes that no flow reaches."""
    moved = {end for edge in drawn.edges for end in (edge.start, edge.end)}
    still = [node.id for node in drawn.nodes if node.id not in moved]
    for start in range(0, len(still), MOST_NODES):
        yield (), frozenset(still[start : start + MOST_NODES])


def _part(drawn: Graph, edges: tuple[Edge, ...], names: frozenset[str]) -> Graph:
    nodes = tuple(node for node in drawn.nodes if node.id in names)
    used = {node.lane for node in nodes}
    return Graph(tuple(lane for lane in drawn.lanes if lane.id in used), nodes, edges)


def _caption(place: int, number: int, edges: tuple[Edge, ...]) -> str:
    part = f"View {place} of {number}"
    if not edges:
        return f"{part}: components without a described flow"
    first, last = edges[0].number, edges[-1].number
    return f"{part}: flow {first}" if first == last else f"{part}: flows {first} to {last}"

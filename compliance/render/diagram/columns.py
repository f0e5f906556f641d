"""The column of each node: as far right as the longest chain of flows that leads to it, within the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.render.diagram.graph import Graph

MOST: Final = 5  # columns that fit on an A4 page with readable names


def columns(drawn: Graph) -> dict[str, int]:
    """Node id to column, from 0. Flows that lead back are left out of the count."""
    forward = _forward({node.id: [e.end for e in drawn.edges if e.start == node.id] for node in drawn.nodes})
    depth = dict.fromkeys(forward, 0)
    for node in _topological(forward):
        for end in forward[node]:
            depth[end] = max(depth[end], depth[node] + 1)
    deepest = max(depth.values(), default=0)
    if deepest < MOST:
        return depth
    return {node: round(level * (MOST - 1) / deepest) for node, level in depth.items()}


def _forward(edges: dict[str, list[str]]) -> dict[str, list[str]]:
    """The edges without those that close a cycle, found depth first in the order of the description."""
    done: set[str] = set()
    active: set[str] = set()
    kept: dict[str, list[str]] = {node: [] for node in edges}
    for root, first in edges.items():
        stack = [(root, iter(first))] if root not in done else []
        active.update([root] if stack else [])
        while stack:
            node, ends = stack[-1]
            end = next(ends, None)
            if end is None:
                stack.pop()
                active.discard(node)
                done.add(node)
            elif end not in active:
                kept[node].append(end)
                if end not in done:
                    active.add(end)
                    stack.append((end, iter(edges[end])))
    return kept


def _topological(forward: dict[str, list[str]]) -> Sequence[str]:
    incoming = dict.fromkeys(forward, 0)
    for ends in forward.values():
        for end in ends:
            incoming[end] += 1
    ready = [node for node, number in incoming.items() if number == 0]
    for node in ready:
        for end in forward[node]:
            incoming[end] -= 1
            if incoming[end] == 0:
                ready.append(end)
    return ready

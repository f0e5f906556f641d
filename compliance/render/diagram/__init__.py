"""The data-flow diagram: a description becomes lanes, nodes and numbered flows, then places, then SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.diagram.graph import Edge, Graph, Lane, Node, graph
from compliance.render.diagram.layout import Layout, layout
from compliance.render.diagram.svg import alone, diagram
from compliance.render.diagram.views import View, views

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Finding


def standalone(architecture: Architecture, findings: Iterable[Finding], name: str) -> tuple[str, ...]:
    """The drawings of a description as SVG files of their own, for a page on the web; `name` is the system's.

    One, or several views of what is too large for one page; none where nothing is described. Each has a title and, as a
    description, every flow in words. Fonts are those of the reader.
    """
    drawn = graph(architecture, findings)
    if not drawn.nodes:
        return ()
    return tuple(alone(layout(part.graph), name) for part in views(drawn))


__all__ = [
    "Edge",
    "Graph",
    "Lane",
    "Layout",
    "Node",
    "View",
    "diagram",
    "graph",
    "layout",
    "standalone",
    "views",
]

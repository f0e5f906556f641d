"""The data-flow diagram: a description becomes lanes, nodes and numbered flows, then places, then SVG."""

from __future__ import annotations

from compliance.render.diagram.graph import Edge, Graph, Lane, Node, graph
from compliance.render.diagram.layout import Layout, layout
from compliance.render.diagram.svg import diagram

__all__ = ["Edge", "Graph", "Lane", "Layout", "Node", "diagram", "graph", "layout"]

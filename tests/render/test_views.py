"""Drawings of any size: random systems, and those that need several views."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.render.diagram import Edge, Graph, Lane, Layout, Node, diagram, layout, standalone, views
from compliance.render.diagram.badges import badge_points
from tests.render import hospital
from tests.render.description import architecture
from tests.render.test_diagram import crosses

SIDES = ("people", "own", "outside")
A4_HEIGHT = 850.0  # pixels of the drawing area, at the width of the page
LEAST_TYPE = 8.6 * 0.75 * 0.5  # half of the type size of a name, in points


@st.composite
def graphs(draw: st.DrawFn, nodes: int = 60, edges: int = 90) -> Graph:
    """A graph of up to so many nodes and flows, in up to nine lanes; flows may lead back, to themselves, and be repeated."""
    number = draw(st.integers(1, nodes))
    lanes = tuple(Lane(f"l{i}", f"Lane {i}", SIDES[i % 3]) for i in range(draw(st.integers(1, 9))))  # type: ignore[arg-type]
    places = st.integers(0, number - 1)
    made = tuple(
        Node(f"n{i}", f"Node {i}", "process", draw(st.sampled_from(lanes)).id, None) for i in range(number)
    )
    pairs = draw(st.lists(st.tuples(places, places), max_size=edges))
    flows = tuple(Edge(n, f"f{n}", f"n{a}", f"n{b}", None) for n, (a, b) in enumerate(pairs, start=1))
    return Graph(lanes, made, flows)


def overlapping(placed: Layout) -> list[tuple[str, str]]:
    """Pairs of nodes that share a place."""
    return [
        (one.node.id, other.node.id)
        for one, other in itertools.combinations(placed.nodes, 2)
        if one.box.x < other.box.x + other.box.width
        and other.box.x < one.box.x + one.box.width
        and one.box.y < other.box.y + other.box.height
        and other.box.y < one.box.y + one.box.height
    ]


@settings(max_examples=40)
@given(graphs())
def test_whatever_is_described_is_drawn_without_overlap(drawn: Graph) -> None:
    """Boxes share no place, no line runs through a box, each flow has a line and a number, and each node is in its band."""
    placed = layout(drawn)
    bands = {lane.lane.id: lane.box for lane in placed.lanes}

    assert [] == overlapping(placed)
    assert [edge.number for edge in drawn.edges] == [route.edge.number for route in placed.routes]
    assert len(badge_points(placed)) == len(drawn.edges)
    assert {node.id for node in drawn.nodes} == {node.node.id for node in placed.nodes}
    for node in placed.nodes:
        band = bands[node.node.lane]
        assert band.y <= node.box.y
        assert node.box.y + node.box.height <= band.y + band.height
    for route, node in itertools.product(placed.routes, placed.nodes):
        assert not any(crosses(node.box, *ends) for ends in itertools.pairwise(route.points)), route.edge.id


@settings(max_examples=40)
@given(graphs())
def test_every_number_is_in_the_drawing(drawn: Graph) -> None:
    """As many discs with a number as there are flows, each inside the picture."""
    placed = layout(drawn)
    svg = str(diagram(placed, "X"))
    numbers = re.findall(r'r="6\.6"[^>]*/><text[^>]*>(\d+)</text>', svg)

    assert sorted(str(edge.number) for edge in drawn.edges) == sorted(numbers)
    for x, y in badge_points(placed):
        assert 0 <= x <= placed.width
        assert 0 <= y <= placed.height


@settings(max_examples=25)
@given(graphs(nodes=160, edges=260))
def test_views_leave_nothing_out(drawn: Graph) -> None:
    """Every flow is in exactly one view and every node in one at least; no view is larger than a page can bear."""
    parts = views(drawn)
    numbers = [edge.number for part in parts for edge in part.graph.edges]

    assert [edge.number for edge in drawn.edges] == numbers
    assert {node.id for node in drawn.nodes} == {node.id for part in parts for node in part.graph.nodes}
    assert all(len(part.graph.nodes) <= 60 and len(part.graph.edges) <= 90 for part in parts)
    assert (len(parts) == 1) == all(part.caption == "" for part in parts)


@pytest.mark.parametrize(("nodes", "edges"), [(12, 16), (30, 45), (60, 80)])
def test_names_can_be_read_on_a4(nodes: int, edges: int) -> None:
    """Scaled to the page, flows between neighbours leave names at half their size or more."""
    lanes = tuple(Lane(f"l{i}", f"Lane {i}", SIDES[i % 3]) for i in range(6))  # type: ignore[arg-type]
    made = tuple(Node(f"n{i}", f"Node {i}", "process", f"l{i * 6 // nodes}", None) for i in range(nodes))
    flows = tuple(
        Edge(n, f"f{n}", f"n{n * 7 % nodes}", f"n{(n * 7 + n % 5 + 1) % nodes}", None)
        for n in range(1, edges + 1)
    )
    placed = layout(Graph(lanes, made, flows))
    scale = min(1.0, 657 / placed.width, A4_HEIGHT / placed.height)

    assert 8.6 * 0.75 * scale >= LEAST_TYPE


def test_the_drawing_stands_alone() -> None:
    """As a file of its own it is well-formed, is named, and tells every flow in words."""
    (svg,) = standalone(architecture(), hospital.findings(), "X & <Y>")
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    space = "{http://www.w3.org/2000/svg}"
    said = root.findtext(f"{space}desc") or ""

    assert root.get("role") == "img"
    assert "X & <Y>" in (root.findtext(f"{space}title") or "")
    assert said.count(";") == len(architecture().flows or ()) - 1
    assert ": gap" in said
    assert "sans-serif" in (root.get("font-family") or "")


def test_nothing_described_is_nothing_drawn() -> None:
    """An empty description has no picture."""
    from compliance.model.architecture import Architecture

    assert () == standalone(Architecture(), (), "X")


def test_wide_letters_count_twice() -> None:
    """Names in East Asian scripts stay inside their boxes."""
    from compliance.render.text import clipped, wide, wrapped

    name = "東京大学医学部附属病院情報ネットワークセンター"
    assert all(wide(line) <= 20 for line in wrapped(name, 20, 2))
    assert wide(clipped(name, 20)) <= 20
    assert wrapped("Payment page with a long name", 20, 2) == ["Payment page with a", "long name"]

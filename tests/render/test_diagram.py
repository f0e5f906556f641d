"""The data-flow diagram: everything is drawn, nothing lies on anything else."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from compliance.render.diagram import diagram, graph, layout
from compliance.render.diagram.badges import badge_points
from compliance.render.diagram.graph import Edge, Graph, Lane, Node
from compliance.render.diagram.tracks import Tracks
from tests.render import hospital
from tests.render.description import architecture

if TYPE_CHECKING:
    from compliance.render.diagram.layout import Box, Layout, Point

LANES = (Lane("a", "A", "people"), Lane("b", "B", "own"), Lane("c", "C", "outside"))


def drawn(nodes: int, edges: int) -> Layout:
    """A drawing with some nodes in three lanes and edges between them by a fixed rule."""
    made = tuple(Node(f"n{i}", f"Node {i}", "process", LANES[i % 3].id, None) for i in range(nodes))
    pairs = [(i * 7 % nodes, (i * 5 + 1) % nodes) for i in range(edges)]
    flows = tuple(
        Edge(n, f"f{n}", f"n{a}", f"n{b}", None) for n, (a, b) in enumerate(pairs, start=1) if a != b
    )
    return layout(Graph(LANES, made, flows))


def crosses(box: Box, start: Point, end: Point) -> bool:
    """Whether a stretch runs through the inside of a box."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    inside = 1.0
    return (
        left < box.x + box.width - inside
        and right > box.x + inside
        and top < box.y + box.height - inside
        and bottom > box.y + inside
    )


@pytest.mark.parametrize(("nodes", "edges"), [(2, 1), (6, 8), (12, 20), (30, 60), (60, 200)])
def test_no_line_runs_through_a_node(nodes: int, edges: int) -> None:
    """Flows keep to gutters and channels, at every size."""
    placed = drawn(nodes, edges)
    hits = [
        (route.edge.id, node.node.id)
        for route in placed.routes
        for start, end in itertools.pairwise(route.points)
        for node in placed.nodes
        if crosses(node.box, start, end)
    ]

    assert hits == []


@pytest.mark.parametrize(("nodes", "edges"), [(12, 20), (60, 200)])
def test_nodes_do_not_overlap(nodes: int, edges: int) -> None:
    """Each node has its own place."""
    boxes = [node.box for node in drawn(nodes, edges).nodes]

    for one, other in itertools.combinations(boxes, 2):
        apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart_x or apart_y


def test_every_node_lies_in_its_lane() -> None:
    """The band of a lane holds its nodes."""
    placed = layout(graph(architecture(), hospital.findings()))
    bands = {lane.lane.id: lane.box for lane in placed.lanes}

    for node in placed.nodes:
        band = bands[node.node.lane]
        assert band.y < node.box.y
        assert node.box.y + node.box.height < band.y + band.height


def test_numbers_are_apart() -> None:
    """The badges of the hospital's flows can be told from one another."""
    placed = layout(graph(architecture(), hospital.findings()))

    for (x1, y1), (x2, y2) in itertools.combinations(badge_points(placed), 2):
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 > 13**2


def test_states_come_from_findings() -> None:
    """A flow shows the worst of the findings about it and of those whose path takes it; a historic gap colours nothing."""
    states = {edge.id: edge.state for edge in graph(architecture(), hospital.findings()).edges}

    assert (states["record"], states["inference"], states["mailing"], states["request"]) == (
        "gap",
        "gap",
        "satisfied",
        None,
    )


def test_lanes_tell_operator_and_country() -> None:
    """People come first, then what the organisation runs, then others."""
    lanes = graph(architecture(), ()).lanes

    assert [lane.label for lane in lanes] == [
        "People",
        "Clinical · on premises · own · DE",
        "Dmz · own cloud · own · DE",
        "Vendor cloud · Cloud host · DE",
        "Vendor API · Model vendor · US",
        "Other parties · IN",
    ]


def test_the_drawing_has_an_alternative_text() -> None:
    """The title counts what is shown and says where it stands in words."""
    svg = diagram(layout(graph(architecture(), ())), "X & Y")

    assert "<title>Data-flow diagram of X &amp; Y: 11 participants in 6 lanes" in svg
    assert "11 flows" in svg


def test_tracks_never_share_a_place() -> None:
    """Two stretches that touch get different tracks; apart they share one."""
    tracks = Tracks()

    assert [tracks.take(0, 1, 3), tracks.take(0, 2, 4), tracks.take(0, 5, 4.5), tracks.take(1, 2, 4)] == [
        0,
        1,
        0,
        0,
    ]
    assert (tracks.used(0), tracks.used(1), tracks.used(2)) == (2, 1, 0)

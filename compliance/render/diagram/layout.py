"""Where everything of a data-flow diagram lies.

Lanes are bands from top to bottom, columns follow the flows from left to right. Nodes sit on a grid; flows run
in the gutters between columns and the channels between rows, each on a track of its own, so that lines neither
cover one another nor cross a node. Units are pixels of the drawing; the picture is scaled to the page.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from compliance.render.diagram.cells import FEW, cells
from compliance.render.diagram.tracks import Tracks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compliance.render.diagram.cells import Cell
    from compliance.render.diagram.graph import Edge, Graph, Lane, Node

NODE_WIDTH: Final = 116.0
NODE_HEIGHT: Final = 34.0
PAGE_WIDTH: Final = 657.0  # 174 mm in CSS pixels
_LOOSEST: Final = 70.0
_BESIDE: Final = 26.0
_ABREAST: Final = 4  # upright lines that fit side by side between two nodes
_BADGE: Final = 16.0
_LABEL: Final = 15.0
_PORTS: Final = 9.0
_LOOP: Final = 9.0  # how far from the middle a flow to itself leaves and arrives
_SAME: Final = 0.01

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in pixels: between tracks, at the sides of a gutter and of a channel, and inside a lane's edge."""

    track: float
    gutter: float
    channel: float
    pad: float


_ROOMY: Final = Spacing(8.0, 20.0, 15.0, 7.0)
_DENSE: Final = Spacing(5.4, 14.0, 9.0, 5.0)


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane with its band."""

    lane: Lane
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with its box."""

    node: Node
    box: Box


@dataclass(frozen=True, slots=True)
class Route:
    """A flow with the corners of its line, from the source's right side to the target's left side."""

    edge: Edge
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A finished drawing."""

    width: float
    height: float
    lanes: tuple[PlacedLane, ...]
    nodes: tuple[PlacedNode, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The way of a flow: its gutters, the channel between them (None: one gutter is enough), and the tracks in each.

    An upright line between neighbours in one column takes neither; `leave` is then its place among those beside it.
    """

    edge: Edge
    first: int
    leave: int | None
    channel: int | None
    across: int | None
    last: int
    arrive: int | None

    @property
    def vertical(self) -> bool:
        """Whether the line is upright between two nodes of one column."""
        return self.channel is None and self.last < self.first


_End: TypeAlias = "Callable[[Edge], str]"


def layout(drawn: Graph) -> Layout:
    """Place a graph. Equal graphs give equal drawings; every node and every edge is placed."""
    return _Placing(drawn).finished()


class _Placing:
    """One drawing in the making: cells, then tracks, then coordinates."""

    def __init__(self, drawn: Graph) -> None:
        self.drawn = drawn
        self.space = _ROOMY if len(drawn.nodes) <= FEW else _DENSE
        self.cells, self.lane_rows = cells(drawn)
        self.gutters, self.channels = Tracks(), Tracks()
        self.stacked: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        self.plans = [self._plan(edge) for edge in drawn.edges]
        self.column_x, self.width = self._columns()
        self.row_y, self.bands, self.height = self._rows()
        self.out_ports = self._ports(lambda edge: edge.start, lambda edge: edge.end)
        self.in_ports = self._ports(lambda edge: edge.end, lambda edge: edge.start)

    def finished(self) -> Layout:
        nodes = tuple(PlacedNode(node, self._box(node.id)) for node in self.drawn.nodes)
        lanes = tuple(
            PlacedLane(lane, Box(1, top, self.width - 2, bottom - top))
            for lane, (top, bottom) in zip(self.drawn.lanes, self.bands, strict=True)
        )
        return Layout(self.width, self.height, lanes, nodes, tuple(self._route(plan) for plan in self.plans))

    def _plan(self, edge: Edge) -> _Plan:
        """Which gutters and which channel a flow takes, with its tracks in them."""
        start, end = self.cells[edge.start], self.cells[edge.end]
        first = start.column + 1
        beside = self.stacked[start.column, min(start.row, end.row)]
        if start.column == end.column and abs(start.row - end.row) == 1 and len(beside) < _ABREAST:
            side = len(beside)
            beside.append(edge)
            return _Plan(edge, first, side, None, None, end.column, None)
        if end.column == first:
            track = self.gutters.take(first, start.row, end.row) if start.row != end.row else None
            return _Plan(edge, first, track, None, None, first, None)
        if edge.start == edge.end:
            return _Plan(edge, first, self.gutters.take(first, start.row, start.row), None, None, first, None)
        channel = self._channel_for(start, end)
        low, high = sorted((first, end.column))
        across = self.channels.take(channel, low, high)
        leave = self.gutters.take(first, start.row, channel - 0.5)
        arrive = self.gutters.take(end.column, channel - 0.5, end.row)
        return _Plan(edge, first, leave, channel, across, end.column, arrive)

    def _channel_for(self, start: Cell, end: Cell) -> int:
        """The channel nearest to the end that has room on a track already drawn; else that beside the end."""
        low, high = sorted((start.column + 1, end.column))
        plain = end.row if start.row < end.row else end.row + 1
        between = range(min(start.row, end.row), max(start.row, end.row) + 2)
        ways = sorted(between, key=lambda channel: (abs(channel - plain), channel))
        return next((channel for channel in ways if self.channels.free(channel, low, high)), plain)

    def _columns(self) -> tuple[list[float], float]:
        """The left edge of each column, and the width of the whole: the page, unless the drawing needs more."""
        number = max((cell.column for cell in self.cells.values()), default=0) + 1
        gutters = [
            self.space.gutter + self.space.track * self.gutters.used(column) for column in range(number + 1)
        ]
        spare = max(0.0, PAGE_WIDTH - sum(gutters) - number * NODE_WIDTH)
        more = min(_LOOSEST, spare / (number + 1))
        x, out = 0.0, []
        for gutter in gutters[:-1]:
            x += gutter + more
            out.append(x)
            x += NODE_WIDTH
        return out, max(PAGE_WIDTH, x + gutters[-1] + more)

    def _rows(self) -> tuple[list[float], list[tuple[float, float]], float]:
        """The middle of each row, the band of each lane, and the height of the whole."""
        y, row = 1.0, 0
        middles: list[float] = []
        bands: list[tuple[float, float]] = []
        for rows in self.lane_rows:
            y += self._channel(row) if row else 0.0
            top = y
            y += _LABEL
            for inside in range(rows):
                y += self._channel(row) if inside else self.space.pad / 2
                middles.append(y + NODE_HEIGHT / 2)
                y += NODE_HEIGHT
                row += 1
            y += self.space.pad
            bands.append((top, y))
        return middles, bands, y + (self._channel(row) if self.channels.used(row) else 1.0)

    def _channel(self, row: int) -> float:
        """The height between two rows: room for its tracks, and for the number on an upright line."""
        upright = any(above == row - 1 for _, above in self.stacked)
        return self.space.channel + self.space.track * self.channels.used(row) + (_BADGE if upright else 0.0)

    def _ports(self, near: _End, far: _End) -> dict[int, float]:
        """How far from the middle of its node each flow leaves or arrives, so that flows do not share a point."""
        at: dict[str, list[Edge]] = defaultdict(list)
        for plan in self.plans:
            if not plan.vertical:
                at[near(plan.edge)].append(plan.edge)
        out: dict[int, float] = {}
        for edges in at.values():
            edges.sort(
                key=lambda edge: (self.cells[far(edge)].row, self.cells[far(edge)].column, edge.number)
            )
            gap = min(_PORTS, (NODE_HEIGHT - 8) / max(1, len(edges) - 1))
            for place, edge in enumerate(edges):
                out[edge.number] = (place - (len(edges) - 1) / 2) * gap
        return out

    def _box(self, identifier: str) -> Box:
        cell = self.cells[identifier]
        y = self.row_y[cell.row] - NODE_HEIGHT / 2
        return Box(self.column_x[cell.column], y, NODE_WIDTH, NODE_HEIGHT)

    def _route(self, plan: _Plan) -> Route:
        edge = plan.edge
        source, target = self._box(edge.start), self._box(edge.end)
        y1 = source.y + NODE_HEIGHT / 2 + self.out_ports.get(edge.number, 0.0)
        y2 = target.y + NODE_HEIGHT / 2 + self.in_ports.get(edge.number, 0.0)
        x1, x2 = source.x + NODE_WIDTH, target.x
        if edge.start == edge.end:
            x, middle = self._gutter_x(plan.first, plan.leave), source.y + NODE_HEIGHT / 2
            return Route(
                edge, ((x1, middle - _LOOP), (x, middle - _LOOP), (x, middle + _LOOP), (x1, middle + _LOOP))
            )
        if plan.channel is None or plan.across is None:
            if plan.vertical:
                return self._upright(plan, source, target)
            if plan.leave is None:
                return Route(edge, ((x1, y1), (x2, y1)))
            x = self._gutter_x(plan.first, plan.leave)
            return Route(edge, _straightened([(x1, y1), (x, y1), (x, y2), (x2, y2)]))
        leave, arrive = self._gutter_x(plan.first, plan.leave), self._gutter_x(plan.last, plan.arrive)
        y = self._channel_y(plan.channel, plan.across)
        return Route(
            edge, _straightened([(x1, y1), (leave, y1), (leave, y), (arrive, y), (arrive, y2), (x2, y2)])
        )

    def _upright(self, plan: _Plan, source: Box, target: Box) -> Route:
        """A straight line between two nodes that stand under one another; several stand side by side."""
        row = min(self.cells[plan.edge.start].row, self.cells[plan.edge.end].row)
        beside = len(self.stacked[plan.last, row])
        x = source.x + NODE_WIDTH / 2 + ((plan.leave or 0) - (beside - 1) / 2) * _BESIDE
        down = source.y < target.y
        y1 = source.y + NODE_HEIGHT if down else source.y
        y2 = target.y if down else target.y + NODE_HEIGHT
        return Route(plan.edge, ((x, y1), (x, y2)))

    def _gutter_x(self, gutter: int, track: int | None) -> float:
        left = self.column_x[gutter - 1] + NODE_WIDTH if gutter else 0.0
        return left + self.space.gutter / 2 + self.space.track * ((track or 0) + 0.5)

    def _channel_y(self, channel: int, track: int) -> float:
        """The height of a track of a channel; the channel above row 0 lies in the first band."""
        above = self.row_y[channel - 1] + NODE_HEIGHT / 2 if channel else 0.0
        ends_lane = channel in self._lane_ends()
        return (
            above
            + (self.space.pad if ends_lane else 0.0)
            + self.space.channel / 2
            + self.space.track * (track + 0.5)
        )

    def _lane_ends(self) -> set[int]:
        ends, row = set(), 0
        for rows in self.lane_rows:
            row += rows
            ends.add(row)
        return ends


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """The corners without those at which the line does not turn."""
    out: list[Point] = [points[0]]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        same_x = abs(before[0] - here[0]) < _SAME and abs(here[0] - after[0]) < _SAME
        same_y = abs(before[1] - here[1]) < _SAME and abs(here[1] - after[1]) < _SAME
        if not (same_x or same_y):
            out.append(here)
    return (*out, points[-1])

"""The data-flow diagram as SVG: shapes, lines and marks; every text in it is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from compliance.render import words
from compliance.render.charts import FAMILY
from compliance.render.diagram.badges import badge_points
from compliance.render.palette import COLOUR
from compliance.render.text import clean, clipped, count, listed, wide, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.model.assessment import FindingOutcome
    from compliance.render.diagram.graph import Shape, Side
    from compliance.render.diagram.layout import Box, Layout, PlacedLane, PlacedNode, Point, Route

_READERS: Final = f"{FAMILY},Inter,sans-serif"
_NAME: Final = 20  # characters of a node's name on one line
_CORNER: Final = 5.0
_DASH: Final[dict[str, str]] = {"gap": "", "open": "5 2.5", "judge": "7 2 1.5 2", "met": "", "none": ""}
_FILL: Final[dict[Side, tuple[str, str]]] = {
    "people": ("#ffffff", "#9aa7b4"),
    "own": ("#f2f6fb", "#12355b"),
    "outside": ("#fdf7ee", "#a85b00"),
}


def diagram(placed: Layout, name: str) -> Markup:
    """The drawing of a layout. `name` is the system's name for the alternative text; sizes follow the page width."""
    said = f"<title>{escape(_spoken(placed, name))}</title>"
    return Markup(f"{_head(placed, FAMILY)}{said}{_drawn(placed)}</svg>")  # noqa: S704 - every text went through escape


def alone(placed: Layout, name: str) -> str:
    """The same as a file of its own: described flow by flow, in the reader's own fonts."""
    names = {node.node.id: node.node.name for node in placed.nodes}
    flows = "; ".join(
        f"{one.edge.number}. {names[one.edge.start]} to {names[one.edge.end]}: "
        f"{'no control concerns it' if one.edge.state is None else words.printed(one.edge.state)}"
        for one in placed.routes
    )
    said = f"<title>{escape(_spoken(placed, name))}</title><desc>{escape(clean(flows))}</desc>"
    return f"{_head(placed, _READERS)}{said}{_drawn(placed)}</svg>"


def _head(placed: Layout, family: str) -> str:
    size = f'viewBox="0 0 {placed.width:.0f} {placed.height:.0f}" width="{placed.width:.0f}" height="{placed.height:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" class="diagram" font-family="{family}">'
    )


def _drawn(placed: Layout) -> str:
    """Lanes at the back, then lines, labels, nodes and numbers."""
    parts = [_lane(lane) for lane in placed.lanes]
    parts += [_line(route) for route in placed.routes]
    parts += [_lane_label(lane) for lane in placed.lanes]
    parts += [_node(node) for node in placed.nodes]
    parts += [_badge(route, point) for route, point in zip(placed.routes, badge_points(placed), strict=True)]
    return "".join(parts)


def _spoken(placed: Layout, name: str) -> str:
    """The alternative text: what the picture shows, and where the same stands in words."""
    lanes = f"{count(len(placed.lanes), 'lane')} ({listed(lane.lane.label for lane in placed.lanes)})"
    return clean(
        f"Data-flow diagram of {name}: {count(len(placed.nodes), 'participant')} in {lanes}, "
        f"{count(len(placed.routes), 'flow')}. The register of data flows below lists each flow with both ends, data and state."
    )


def style_of(state: FindingOutcome | None) -> str:
    """The style of a line or mark: that of the outcome, `none` where nothing was tested."""
    return "none" if state is None else words.STYLE[state]


def _lane(lane: PlacedLane) -> str:
    fill, line = _FILL[lane.lane.side]
    return f'<rect {_box(lane.box)} rx="5" fill="{fill}" stroke="{line}" stroke-width="0.8" stroke-dasharray="3 2" />'


def _lane_label(lane: PlacedLane) -> str:
    """The label on a patch of the lane's own colour, so that a line behind it does not strike it through."""
    fill, line = _FILL[lane.lane.side]
    label = clipped(lane.lane.label, 90)
    box = lane.box
    patch = f'<rect x="{box.x + 5:.1f}" y="{box.y + 3:.1f}" width="{wide(label) * 4.6 + 6:.1f}" height="10.5" fill="{fill}" />'
    colour = COLOUR["soft"] if lane.lane.side == "people" else line
    return patch + _text(box.x + 8, box.y + 11, label, size=8, colour=colour, weight=600, anchor="start")


def _node(placed: PlacedNode) -> str:
    node, box = placed.node, placed.box
    lines = wrapped(node.name, _NAME, 2)
    first = box.y + box.height / 2 + 3.1 - 5.2 * (len(lines) - 1)
    middle = box.x + box.width / 2
    names = "".join(
        _text(
            middle, first + 10.4 * number, line, size=8.6, colour=COLOUR["ink"], weight=400, anchor="middle"
        )
        for number, line in enumerate(lines)
    )
    return _shape(node.shape, box) + names + _corner_mark(box, style_of(node.state))


def _shape(shape: Shape, box: Box) -> str:
    radius = {"people": box.height / 2, "model": 9, "process": 3, "store": 0, "party": 0}[shape]
    dash = ' stroke-dasharray="4 2"' if shape == "party" else ""
    outline = (
        f'<rect {_box(box)} rx="{radius}" fill="#ffffff" stroke="{COLOUR["ink"]}" stroke-width="0.9"{dash} />'
    )
    if shape == "store":
        x = box.x + 5
        outline += f'<path d="M{x:.1f} {box.y:.1f}V{box.y + box.height:.1f}" stroke="{COLOUR["ink"]}" stroke-width="0.9" />'
    if shape == "model":
        inner = f'x="{box.x + 2.5:.1f}" y="{box.y + 2.5:.1f}" width="{box.width - 5:.1f}" height="{box.height - 5:.1f}"'
        outline += f'<rect {inner} rx="7" fill="none" stroke="{COLOUR["ink"]}" stroke-width="0.5" />'
    return outline


def _corner_mark(box: Box, style: str) -> str:
    """The state of a node at its upper right corner: triangle for a gap, ring for not known, diamond for judgement."""
    x, y, colour = box.x + box.width - 1, box.y + 1, COLOUR[style]
    if style == "gap":
        return (
            f'<path d="M{x:.1f} {y - 6:.1f}l6 10h-12z" fill="{colour}" stroke="#ffffff" stroke-width="1" />'
        )
    if style == "open":
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#ffffff" stroke="{colour}" stroke-width="1.8" />'
        )
    if style == "judge":
        corners = f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
        return f'<path d="{corners}" fill="{colour}" stroke="#ffffff" stroke-width="1" />'
    return ""


def _line(route: Route) -> str:
    style = style_of(route.edge.state)
    colour = _line_colour(style)
    width = 1.7 if style == "gap" else 1.1
    dash = f' stroke-dasharray="{_DASH[style]}"' if _DASH[style] else ""
    path = f'<path d="{_path(route.points)}" fill="none" stroke="{colour}" stroke-width="{width}"{dash} />'
    return path + _arrow(route.points, colour)


def _line_colour(style: str) -> str:
    return COLOUR["soft"] if style == "none" else COLOUR[style]


def _path(points: Sequence[Point]) -> str:
    """The line with its corners rounded."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(here, before), _towards(here, after)
        parts.append(f"L{near[0]:.1f} {near[1]:.1f}Q{here[0]:.1f} {here[1]:.1f} {far[0]:.1f} {far[1]:.1f}")
    (x1, y1), (x2, y2) = points[-2:]
    dx, dy = _direction(x2 - x1), _direction(y2 - y1)
    parts.append(f"L{x2 - 4 * dx:.1f} {y2 - 4 * dy:.1f}")
    return "".join(parts)


def _arrow(points: Sequence[Point], colour: str) -> str:
    """The head of the arrow, in the direction of the last stretch."""
    (x1, y1), (x2, y2) = points[-2:]
    if abs(y2 - y1) > abs(x2 - x1):
        return f'<path d="M{x2:.1f} {y2:.1f}l-3 {-6 * _direction(y2 - y1):.0f}h6z" fill="{colour}" />'
    return f'<path d="M{x2:.1f} {y2:.1f}l{-6 * _direction(x2 - x1):.0f} -3v6z" fill="{colour}" />'


def _direction(length: float) -> int:
    return (length > 0) - (length < 0)


def _towards(corner: Point, other: Point) -> Point:
    """The point on the way from a corner to another, where the rounding begins."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    reach = min(_CORNER, length / 2) / length if length else 0.0
    return corner[0] + dx * reach, corner[1] + dy * reach


def _badge(route: Route, point: Point) -> str:
    x, y = point
    colour = _line_colour(style_of(route.edge.state))
    number = str(route.edge.number)
    disc = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.6" fill="{colour}" stroke="#ffffff" stroke-width="1" />'
    size = 7.4 if len(number) < 3 else 6  # noqa: PLR2004 - three digits need smaller type
    return disc + _text(x, y + 2.6, number, size=size, colour="#ffffff", weight=600, anchor="middle")


def _text(x: float, y: float, text: str, *, size: float, colour: str, weight: int, anchor: str) -> str:  # noqa: PLR0913 - the attributes of a text
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )


def _box(box: Box) -> str:
    return f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'

"""Where the number of each flow stands: on its own line, apart from other numbers and from nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.render.diagram.layout import Box, Layout, Point, Route

_APART: Final = 14.5
_CLEAR: Final = 7.5
_SHARES: Final = (0.5, 0.35, 0.65, 0.22, 0.78, 0.12, 0.88, 0.43, 0.57, 0.28, 0.72, 0.17, 0.83, 0.07, 0.93)


def badge_points(placed: Layout) -> tuple[Point, ...]:
    """One point per route, in their order; the middle of the longest stretch where nothing free is left."""
    taken: list[Point] = []
    boxes = [node.box for node in placed.nodes]
    for route in placed.routes:
        candidates = list(_candidates(route))
        free = (p for p in candidates if _free(p, taken, boxes))
        taken.append(next(free, candidates[0]))
    return tuple(taken)


def _candidates(route: Route) -> Iterator[Point]:
    """Points along the line: the middles of its stretches, longest first, then other places on them."""
    stretches = list(zip(route.points, route.points[1:], strict=False))
    stretches.sort(key=lambda ends: -(abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1])))
    for share in _SHARES:
        for (x1, y1), (x2, y2) in stretches:
            yield x1 + (x2 - x1) * share, y1 + (y2 - y1) * share


def _free(point: Point, taken: list[Point], boxes: list[Box]) -> bool:
    x, y = point
    if any((x - other_x) ** 2 + (y - other_y) ** 2 < _APART**2 for other_x, other_y in taken):
        return False
    return not any(
        box.x - _CLEAR < x < box.x + box.width + _CLEAR and box.y - _CLEAR < y < box.y + box.height + _CLEAR
        for box in boxes
    )

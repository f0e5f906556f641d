"""The grid of a drawing: which column and row each node stands in, lane below lane."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.render.diagram.columns import MOST, columns

if TYPE_CHECKING:
    from compliance.render.diagram.graph import Graph

FEW: Final = 16  # nodes that are drawn with generous distances


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on the grid, both numbers from 0."""

    column: int
    row: int


def cells(drawn: Graph) -> tuple[dict[str, Cell], list[int]]:
    """The cell of each node, and how many rows each lane has: nodes of one lane and column stand under one another."""
    column = columns(drawn)
    if len(drawn.nodes) > FEW:
        return _packed(drawn, column)
    found: dict[str, Cell] = {}
    rows: list[int] = []
    for lane in drawn.lanes:
        stacked: dict[int, int] = defaultdict(int)
        for node in drawn.nodes:
            if node.lane == lane.id:
                found[node.id] = Cell(column[node.id], sum(rows) + stacked[column[node.id]])
                stacked[column[node.id]] += 1
        rows.append(max(stacked.values(), default=1))
    return found, rows


def _packed(drawn: Graph, column: dict[str, int]) -> tuple[dict[str, Cell], list[int]]:
    """The same for many nodes: each lane has as few rows as hold its nodes, each node near the column of its depth."""
    found: dict[str, Cell] = {}
    rows: list[int] = []
    for lane in drawn.lanes:
        mine = sorted((node.id for node in drawn.nodes if node.lane == lane.id), key=column.__getitem__)
        height = max(1, -(-len(mine) // MOST))
        free = {(place, row) for place in range(MOST) for row in range(height)}
        for name in mine:
            place, row = min(free, key=lambda cell: (abs(cell[0] - column[name]), cell[1], cell[0]))
            free.remove((place, row))
            found[name] = Cell(place, sum(rows) + row)
        rows.append(height)
    return found, rows

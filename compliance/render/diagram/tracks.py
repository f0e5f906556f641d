"""Tracks: parallel lines in one corridor that never lie on one another."""

from __future__ import annotations

from collections import defaultdict


class Tracks:
    """Corridors by number; in each, a stretch gets the first track on which it meets no other stretch."""

    def __init__(self) -> None:
        """No corridor is used yet."""
        self._taken: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)

    def take(self, corridor: int, start: float, end: float) -> int:
        """A track for the stretch between `start` and `end` (in any order), counted from 0."""
        low, high = min(start, end), max(start, end)
        tracks = self._taken[corridor]
        for number, stretches in enumerate(tracks):
            if all(high < other_low or other_high < low for other_low, other_high in stretches):
                stretches.append((low, high))
                return number
        tracks.append([(low, high)])
        return len(tracks) - 1

    def free(self, corridor: int, start: float, end: float) -> bool:
        """Whether a stretch fits on a track that is there already."""
        low, high = min(start, end), max(start, end)
        tracks = self._taken.get(corridor, [])
        return any(all(high < first or last < low for first, last in stretches) for stretches in tracks)

    def used(self, corridor: int) -> int:
        """How many tracks a corridor needs."""
        return len(self._taken[corridor]) if corridor in self._taken else 0

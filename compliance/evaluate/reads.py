"""What was read to see a fact: the paths that state it, those that are missing, and the data's way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


@dataclass(frozen=True, slots=True)
class Reads:
    """Absolute paths read, absolute paths missing, and the components and parties the data passed."""

    stated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    route: tuple[str, ...] = ()

    def join(self, other: Reads) -> Reads:
        """Both together, in order of first mention."""
        stated = tuple(dict.fromkeys(self.stated + other.stated))
        return Reads(stated, tuple(dict.fromkeys(self.missing + other.missing)), self.route or other.route)


def fields_of(world: World, item: Item, names: Iterable[str]) -> Reads:
    """Which of some fields of an item are stated and which are missing."""
    stated: list[str] = []
    missing: list[str] = []
    for name in names:
        path = f"{item.path}.{name}"
        (stated if world.description.states(path) else missing).append(path)
    return Reads(tuple(stated), tuple(missing))

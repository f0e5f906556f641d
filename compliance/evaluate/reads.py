"""What was read to see a fact: the paths that state it, those that are missing, and the data's way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.model.values import Listed

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
        return Reads(
            _together(self.stated, other.stated),
            _together(self.missing, other.missing),
            self.route or other.route,
        )


def _together(first: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    """Both in order of first mention; mostly one of them is empty and the other has one path."""
    every = first + then if first and then else first or then
    return every if len(every) < 2 else tuple(dict.fromkeys(every))  # noqa: PLR2004 - one path cannot be there twice


def _open(value: object) -> bool:
    return isinstance(value, Listed) and not (value.closed or value.everything)


def fields_of(world: World, item: Item, names: Iterable[str]) -> Reads:
    """Which of some fields of an item are stated and which are missing; a list left open is both."""
    stated: list[str] = []
    missing: list[str] = []
    for name in names:
        path = f"{item.path}.{name}"
        if world.description.states(path):
            stated.append(path)
        if not world.description.states(path) or _open(getattr(item.value, name, None)):
            missing.append(path)
    return Reads(tuple(stated), tuple(missing))

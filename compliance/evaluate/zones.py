"""Network zones that traffic can cross into: which of them belong together with the cardholder data environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.evaluate.truth import yes_no

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


def joins_cde(world: World, item: Item, _: str) -> str | None:
    """Whether a zone is part of that environment, or traffic between it and that environment is not restricted."""
    if "joins_cde" not in world.memo:
        world.memo["joins_cde"] = _joined(world, sure=True), _joined(world, sure=False)
    surely, perhaps = world.memo["joins_cde"]
    return yes_no(True if item.row in surely else None if item.row in perhaps else False)


def _joined(world: World, *, sure: bool) -> set[int]:
    """The rows of the zones that are joined for certain, else of those that may be; followed from zone to zone."""
    zones = world.tables["zone"].items
    found = {zone.row for zone in zones if _cde(zone) is True or (_cde(zone) is None and not sure)}
    pending = [zones[row] for row in found]
    while pending:
        one = pending.pop()
        for other in zones:
            if other.row not in found and _between(one, other, sure=sure):
                found.add(other.row)
                pending.append(other)
    return found


def _cde(zone: Item) -> bool | None:
    stated = getattr(zone.value, "cde", None)
    return None if stated is None or str(stated) == "partly" else str(stated) == "yes"


def _between(one: Item, other: Item, *, sure: bool) -> bool:
    """Whether traffic flows freely between two zones in either direction: for certain, else perhaps."""
    told = [_opens(one, other), _opens(other, one)]
    return True in told if sure else told != [False, False]


def _opens(zone: Item, source: Item) -> bool | None:
    opens = getattr(zone.value, "open_to", None)
    if opens is None:
        return None
    found: bool | None = opens.contains(source.id)
    return found

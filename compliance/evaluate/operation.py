"""Who runs a component, who reaches it, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.evaluate.parties import access_party, external, received
from compliance.evaluate.truth import kleene_all, kleene_any, yes_no

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


_STAFF: Final = frozenset(
    {"organisation", "employees", "workers", "staff", "administrators", "developers", "operators"}
)
"""Words for the organisation's own people."""


def is_own(item: Item) -> bool | None:
    """Whether the organisation runs a component itself; open where its hosting speaks of somebody else."""
    operator = getattr(item.value, "operator", None)
    if item.value is None or operator is not None:
        return None if item.value is None else str(operator) == "organisation"
    return None if str(getattr(item.value, "hosting", None)) in {"vendor_api", "vendor_cloud"} else True


def own_premises(_: World, item: Item, __: str) -> str | None:
    """Whether it runs it on its own premises or devices."""
    hosting = getattr(item.value, "hosting", None)
    here = None if hosting is None else str(hosting) in {"on_premises", "device"}
    return yes_no(kleene_all((is_own(item), here)))


def exposed(world: World, item: Item, _: str) -> str | None:
    """Whether a component can be reached from the internet, by its zone or by an access."""
    zone = world.tables["zone"].by_id.get(getattr(item.value, "zone", None) or "")
    opens = getattr(zone.value, "open_to", None) if zone is not None else None
    by_zone = None if opens is None else opens.contains("internet")
    ways = (
        [access for access in world.tables["access"].items if access.parent is item]
        if item.value is not None
        else []
    )
    told = [
        None if (via := getattr(way.value, "via", None)) is None else str(via) == "internet" for way in ways
    ]
    return yes_no(kleene_any([by_zone, *told]))


def crosses(world: World, item: Item, _: str) -> str | None:
    """Whether one end of a flow is not the organisation's own."""
    if item.value is None:
        return None
    return yes_no(kleene_any(_foreign(world, name) for name in (item.value.from_, item.value.to)))


def _foreign(world: World, name: str) -> bool | None:
    party = world.tables["party"].by_id.get(name)
    if party is not None:
        return external(party)
    component = world.tables["component"].by_id.get(name)
    if component is None:
        return name not in _STAFF
    own = is_own(component)
    return None if own is None else not own


def operates(world: World, item: Item, kinds: frozenset[str]) -> str | None:
    """Whether a party runs a component of one of the kinds (of any, where none is named)."""
    told: list[bool | None] = []
    for component in world.tables["component"].items:
        operator = world.reach.operator(component)
        kind = getattr(component.value, "kind", None)
        if (
            operator is None and is_own(component) is None
        ):  # not described, or hosted by a vendor that is not named
            told.append(None)
        elif operator is item:
            told.append(True if not kinds else None if kind is None else str(kind) in kinds)
    return yes_no(kleene_any(told))


def who(access: Item) -> str:
    """The party or group behind an access: `by`, else its key."""
    return str(access.value.by or access.id.rsplit("/", 1)[-1])


def internal_staff(world: World, item: Item, _: str) -> str | None:
    """Whether the people behind an access are the organisation's own."""
    if item.value is None:
        return None
    party = access_party(world, item)
    if party is not None:
        return yes_no(str(getattr(party.value, "kind", None)) == "workforce")
    return yes_no(who(item) in _STAFF)


def has_access(world: World, item: Item, _: str) -> str | None:
    """Whether a party can reach a component that it does not run."""
    told: list[bool | None] = [True for _ in received(world, "").accessed[item.row]]
    told += [
        None
        for access in world.tables["access"].items
        if access.unlisted and world.reach.operator(access.parent or access) is not item
    ]
    return yes_no(kleene_any(told))

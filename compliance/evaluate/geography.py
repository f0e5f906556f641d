"""Countries: who is inside the European Economic Area, and what leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.evaluate.truth import kleene_any, yes_no
from compliance.model.architecture.base import OUTSIDE_EEA

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.values import Listed


def _eea(world: World, country: Any) -> bool | None:
    if country is None:
        return None
    if "eea" not in world.memo:
        eea = world.catalog.sets.get("eea")
        world.memo["eea"] = eea.on(world.dates.as_of) if eea is not None else frozenset()
    members = world.memo["eea"]
    return str(country) in members or str(country) == "EU"


def outside_eea(world: World, item: Item, _: str) -> str | None:
    """Whether a party's country is outside the area."""
    inside = _eea(world, getattr(item.value, "country", None))
    return None if inside is None else yes_no(not inside)


def in_eea(world: World, item: Item, _: str) -> str | None:
    """Whether the organisation's country, or one it is established in, is inside."""
    value = item.value
    places = [_eea(world, getattr(value, "country", None))]
    return yes_no(kleene_any([*places, _any_eea(world, getattr(value, "established_in", None))]))


def serves_eea(world: World, item: Item, _: str) -> str | None:
    """Whether it serves, targets or monitors people inside."""
    return yes_no(_any_eea(world, getattr(item.value, "offers_to", None)))


def _any_eea(world: World, countries: Listed[Any] | None) -> bool | None:
    if countries is None:
        return None
    found = kleene_any(_eea(world, country) for country in countries.has)
    return True if found or countries.everything else found if countries.closed else None


def third_country(world: World, item: Item, _: str) -> str | None:
    """Whether one end of a flow is outside."""
    if item.value is None:
        return None
    ends = world.reach.ends[item.row]
    told = []
    for end in (ends.sender, ends.receiver):
        place = (
            getattr(end.value, "location" if end.kind == "component" else "country", None)
            if end is not None
            else None
        )
        inside = _eea(world, place) if end is not None else True
        told.append(None if inside is None else not inside)
    return yes_no(kleene_any(told))


def stands_outside(world: World, item: Item, _: str) -> str | None:
    """Whether a component runs outside the area."""
    inside = _eea(world, getattr(item.value, "location", None))
    return None if inside is None else yes_no(not inside)


def accessed_unprotected(world: World, item: Item, _: str) -> str | None:
    """Whether an access is used from a country that lies outside and that no adequacy decision covers as a whole."""
    places = getattr(item.value, "from_", None)
    if places is None:
        return None
    told = [_unprotected(world, country) for country in places.has]
    return yes_no(kleene_any([*told, True if places.everything else False if places.closed else None]))


def _unprotected(world: World, country: Any) -> bool | None:
    """None for a country that is not named: it may have a decision."""
    if _eea(world, country):
        return False
    if "adequate" not in world.memo:
        decided = world.catalog.sets.get("adequate_countries")
        world.memo["adequate"] = decided.on(world.dates.as_of) if decided is not None else None
    adequate = world.memo["adequate"]
    return None if adequate is None or country == OUTSIDE_EEA else str(country) not in adequate


def accessed_abroad(world: World, item: Item, _: str) -> str | None:
    """Whether an access is used from outside, wherever the party behind it has its seat."""
    places = getattr(item.value, "from_", None)
    if places is None:
        return None
    outside = [None if (inside := _eea(world, country)) is None else not inside for country in places.has]
    return yes_no(kleene_any([*outside, True if places.everything else False if places.closed else None]))

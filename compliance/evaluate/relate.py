"""The ways from one subject to others, as `compliance.model.derived.REFERENCES` lists them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from compliance.evaluate.atoms import ABSENT
from compliance.evaluate.items import UNLISTED, Item
from compliance.model.derived import REFERENCES, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.evaluate.world import World
    from compliance.model.catalog import SubjectKind


_BY_ID = frozenset({"components", "purposes"})


def related(world: World, item: Item, name: str) -> Any:
    """The subject or subjects a way leads to; ABSENT where there is none, None where it is not stated."""
    target, many = REFERENCES[item.kind][name]
    if many:
        return _many(world, item, name, target)
    if (item.kind in {"holding", "access"} and name == "component") or name == "ai_system":
        return item.parent
    if item.value is None:
        return None
    return _one(world, item, name, target)


_FIELDS: Final = {
    "parent_party": "parent",
    "provider_party": "provider",
    "inferences": "infers",
    "outputs": "generates",
    "holdings": "stores",
    "accesses": "access",
    "party": "by",
}
"""The field that states a way, where it is called otherwise."""
_OWN: Final = frozenset({"holdings", "accesses", "inferences", "outputs", *_BY_ID})
"""Ways to several subjects that a component, AI system or incident states itself."""


def stated_at(world: World, item: Item, name: str) -> str:
    """The path in the file that states a way from a subject: a field of its own, or the section of those that name it."""
    target, many = REFERENCES[item.kind][name]
    if many and not (name in _OWN and item.kind in {"component", "ai_system", "incident"}):
        return SECTIONS[target][0]
    if item.parent is not None and name in {"component", "ai_system"}:
        return item.parent.path
    if item.kind == "flow" and name != "purpose":
        return _end_stated(world, item, name)
    if (item.kind, name) == ("access", "party") and item.value is not None and item.value.by is None:
        return item.path  # its key says who
    return item.path if item.kind == "holding" else f"{item.path}.{_FIELDS.get(name, name)}"


def _end_stated(world: World, flow: Item, name: str) -> str:
    """The end itself; of the party that runs it, the operator of the component there."""
    ends, side = world.reach.ends[flow.row], name.partition("_")[0]
    end = ends.sender if side == "from" else ends.receiver
    if name.endswith("party") and end is not None and end.kind == "component":
        return f"{end.path}.operator"
    return f"{flow.path}.{side}"


def _one(world: World, item: Item, name: str, target: SubjectKind) -> Any:
    if item.kind == "flow" and name != "purpose":
        return _end(world, item, name)
    if item.kind == "holding":
        return world.tables["data"].by_id.get(
            item.id.split("/", 1)[1], ABSENT
        )  # a category named directly is no set
    if item.kind == "access":
        by = item.value.by or item.id.rsplit("/", 1)[-1]
        return world.tables["party"].by_id.get(by, ABSENT)
    if (item.kind, name) == ("component", "operator"):
        return _operator(world, item)
    field = {"parent_party": "parent", "provider_party": "provider"}.get(name, name)
    stated = getattr(item.value, field, None)
    return None if stated is None else world.tables[target].by_id.get(str(stated), ABSENT)


def _operator(world: World, item: Item) -> Any:
    found = world.reach.operator(item)
    if found is not None:
        return found
    return None if world.read(item, "own", "") is None else ABSENT


def _end(world: World, item: Item, name: str) -> Any:
    ends = world.reach.ends[item.row]
    end = ends.sender if name.startswith("from") else ends.receiver
    if name.endswith("component"):
        return end if end is not None and end.kind == "component" else ABSENT
    if end is not None and end.kind == "component":
        return _operator(world, end)
    return ABSENT if end is None else end


def _many(world: World, item: Item, name: str, target: SubjectKind) -> Any:
    if item.kind == "organisation":
        return tuple(world.tables[target].items)
    stated = (
        getattr(item.value, name, None) if item.kind in {"ai_system", "incident"} and name in _BY_ID else None
    )
    if name in _BY_ID and item.kind in {"ai_system", "incident"}:
        return _by_id(world, stated, target, item, name)
    if item.value is None:
        return None
    return tuple(_index(world, item.kind, name).get(item.row, ()))


def _by_id(world: World, stated: Any, target: SubjectKind, item: Item, name: str) -> Any:
    """Members named by a list of ids; an open list may hold any of the others."""
    table = world.tables[target]
    if stated is None:
        return None
    if stated.everything:
        return tuple(one for one in table.items if one.id not in stated.lacks)
    members = tuple(
        table.by_id[str(name)] for name in sorted(map(str, stated.has)) if str(name) in table.by_id
    )
    return members if stated.closed else (*members, _nobody(target, f"{item.path}.{name}"))


def _nobody(kind: SubjectKind, path: str) -> Item:
    """A member of which nothing is known, for a list that is open at `path`."""
    return Item(kind, UNLISTED, -1, None, path)


def _index(world: World, kind: SubjectKind, name: str) -> dict[int, list[Item]]:
    """Members by row of their subject, built in one pass over the members.

    A member whose subject is not stated may belong to any: each gets one more of which nothing is known.
    """
    key = ("related", kind, name)
    if key not in world.memo:
        found: dict[int, list[Item]] = {}
        target = REFERENCES[kind][name][0]
        strays = None
        for member in world.tables[target].items:
            holders = _HOLDERS[kind, name](world, member)
            if holders is None or any(holder.row < 0 for holder in holders):
                strays = strays or member
            for holder in holders or ():
                found.setdefault(holder.row, []).append(member)
        if strays is not None:
            astray = strays.path if strays.doubtful else stated_at(world, strays, _WAYS_BACK[kind, name])
            for item in world.tables[kind].items:
                found.setdefault(item.row, []).append(_nobody(target, astray))
        world.memo[key] = found
    return cast("dict[int, list[Item]]", world.memo[key])


def _parent(_: World, member: Item) -> list[Item]:
    return [member.parent] if member.parent is not None else []


def _flow_end(world: World, member: Item, *, into: bool, party: bool) -> list[Item] | None:
    """The subject at one end of a flow; for parties only where the other end is not the same party."""
    if member.unlisted:
        return None
    ends = world.reach.ends[member.row]
    end, other = (ends.receiver, ends.sender) if into else (ends.sender, ends.receiver)
    if party:
        if any(
            one is not None and one.kind == "component" and _operator(world, one) is None
            for one in (end, other)
        ):
            return None  # who runs an end is open
        end, other = world.reach.party_at(end), world.reach.party_at(other)
    wanted = (
        end is not None and end.kind == ("party" if party else "component") and not (party and end is other)
    )
    return [end] if wanted and end is not None else []


def _accessor(world: World, member: Item) -> list[Item] | None:
    party = related(world, member, "party")
    return None if party is None else [] if party is ABSENT else [party]


def _in_zone(world: World, member: Item) -> list[Item] | None:
    """The zone a component stands in; a vendor's service without one stands in none of ours."""
    hosting = str(getattr(member.value, "hosting", None))
    if hosting == "vendor_api" and getattr(member.value, "zone", None) is None:
        return []
    return _back("zone")(world, member)


def _back(way: str) -> Callable[[World, Item], list[Item] | None]:
    """The subjects that a member itself names."""

    def holders(world: World, member: Item) -> list[Item] | None:
        found = related(world, member, way) if member.value is not None else None
        if isinstance(found, tuple):
            return list(found)
        return None if found is None else [] if found is ABSENT else [found]

    return holders


_HOLDERS: dict[tuple[str, str], Callable[[World, Item], list[Item] | None]] = {
    ("component", "holdings"): _parent,
    ("component", "accesses"): _parent,
    ("ai_system", "inferences"): _parent,
    ("ai_system", "outputs"): _parent,
    ("component", "flows_in"): partial(_flow_end, into=True, party=False),
    ("component", "flows_out"): partial(_flow_end, into=False, party=False),
    ("party", "flows_in"): partial(_flow_end, into=True, party=True),
    ("party", "accesses"): _accessor,
    ("party", "components"): _back("operator"),
    ("zone", "components"): _in_zone,
    ("purpose", "flows"): _back("purpose"),
    ("purpose", "ai_systems"): _back("purposes"),
}
_WAYS_BACK: Final[dict[tuple[str, str], str]] = {
    ("component", "flows_in"): "to_component",
    ("component", "flows_out"): "from_component",
    ("party", "flows_in"): "to_party",
    ("party", "accesses"): "party",
    ("party", "components"): "operator",
    ("zone", "components"): "zone",
    ("purpose", "flows"): "purpose",
    ("purpose", "ai_systems"): "purposes",
}
"""The way from a member back to its subject: where it is stated to whom a member belongs."""

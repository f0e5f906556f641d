"""Where it is stated that data are somewhere: flows, holdings, access; and what may bring them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.evaluate.occasions import used
from compliance.evaluate.parties import external, received
from compliance.evaluate.reads import Reads, fields_of
from compliance.evaluate.relate import related

if TYPE_CHECKING:
    from compliance.evaluate.categories import Span
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.condition import Atom


def at_party(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    """The first flow, component or access that brings the categories; else all that may bring them."""
    got = received(world, law)
    for flow, span in got.arrivals[item.row]:
        if span.must & bits:
            return _flow(world, flow, bits, law).join(_operators(world, flow))
    for component in (*got.operated[item.row], *got.accessed[item.row]):
        if got.located.held[component.row].must & bits:
            found = held_by(world, component, bits, law, None)
            return Reads(found.stated, (), (component.id,))
    if bits & ~_may(got.by_party[item.row]) == bits:
        return Reads(("flows",))
    read = fields_of(world, item, ("reads",))
    found = read if read.stated else Reads()
    for flow, span in got.arrivals[item.row]:
        if span.may & bits:
            found = found.join(_flow(world, flow, bits, law))
    for component in got.operated[item.row]:
        if got.located.held[component.row].may & bits:
            found = found.join(held_by(world, component, bits, law, None))
    found = found.join(ambient(world, item, bits, law))
    return (
        found if found.missing else found.join(read)
    )  # what it reads is asked once the ways to it are known


def _may(span: Span) -> int:
    return span.may


def ambient(world: World, item: Item, bits: int, law: str) -> Reads:
    """What may reach a party because access, flows or sub-processors are not stated."""
    got = received(world, law)
    missing = [
        access.path
        for access in world.tables["access"].items
        if access.unlisted
        and access.parent is not None
        and got.located.held[access.parent.row].may & bits
        and world.reach.operator(access.parent) is None
    ]
    missing += [flow.path for flow in world.tables["flow"].items if flow.unlisted]
    for other in world.tables["party"].items:
        named = getattr(other.value, "sub_processors", None)
        open_ = (named is None or not named.closed) and external(other) and other is not item
        if open_ and got.by_party[other.row].may & bits:
            missing.append(other.path if other.unlisted else f"{other.path}.sub_processors")
    return Reads(missing=tuple(missing))


def _operators(world: World, flow: Item) -> Reads:
    """Where it is stated who runs the ends of a flow."""
    ends = world.reach.ends[flow.row]
    found = [
        f"{end.path}.operator"
        for end in (ends.sender, ends.receiver)
        if end is not None and end.kind == "component" and world.reach.operator(end) is not None
    ]
    return Reads(tuple(found))


def _flow(world: World, flow: Item, bits: int, law: str) -> Reads:
    """What a flow carries: its data, the categories of those, and its two ends."""
    if flow.value is None:
        return Reads(missing=(flow.path,))
    ends = world.reach.ends[flow.row]
    route = tuple(end.id for end in (ends.sender, ends.receiver) if end is not None)
    if flow.value.data is None:
        return Reads(missing=(f"{flow.path}.data",), route=route)
    found = _entries(world, flow.value.data, f"{flow.path}.data", bits, law)
    return Reads(found.stated, found.missing, route)


def _entries(world: World, stated: Any, path: str, bits: int, law: str) -> Reads:
    found = Reads(missing=() if stated.closed else (path,))
    for key, held in stated.items():
        span = world.reach.categories.implied(world.reach.entry(key, held, law))
        if not span.may & bits:
            continue
        entry, data = f"{path}.{key}", world.tables["data"].by_id.get(key)
        found = found.join(Reads((entry,)))
        if data is not None:
            found = found.join(_category(world, data, bits, entry, sure=bool(span.must & bits)))
    return found


def _category(world: World, data: Item, bits: int, entry: str, *, sure: bool) -> Reads:
    """The categories of a data set; where they are sure and what was done to the data is not, that is open, not they."""
    category, kinds = f"{data.path}.category", world.reach.categories
    if sure:
        return Reads((category,))
    plain = kinds.implied(kinds.of(getattr(data.value, "category", None)))
    return Reads((category,), (entry,)) if plain.must & bits else Reads(missing=(category,))


def held_by(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    """What a component holds: what it stores and what flows bring."""
    found = Reads()
    for name in ("stores", "buffers"):
        stated = getattr(item.value, name)
        if stated is not None:
            found = found.join(_entries(world, stated, f"{item.path}.{name}", bits, law))
        elif name == "stores" and world.reach.operator(item) is None:
            found = found.join(Reads(missing=(f"{item.path}.stores",)))
    located = world.reach.located(law)
    for way, spans in (("flows_in", located.sent), ("flows_out", located.returned)):
        for flow in related(world, item, way):
            if flow.row < 0:
                found = found.join(Reads(missing=(flow.path,)))
            elif spans[flow.row].may & bits:
                back = (
                    Reads()
                    if way == "flows_in" or flow.value is None or flow.value.returns is not None
                    else Reads(missing=(f"{flow.path}.returns",))
                )
                found = found.join(_flow(world, flow, bits, law) if way == "flows_in" else back)
    return found


def stored(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    """What a component keeps."""
    if item.value.stores is None:
        return Reads(missing=(f"{item.path}.stores",))
    return _entries(world, item.value.stores, f"{item.path}.stores", bits, law)


def of_flow(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    """What a flow carries."""
    return _flow(world, item, bits, law)


def returned(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    """What comes back on a flow."""
    if item.value.returns is None:
        return Reads(missing=(f"{item.path}.returns",))
    return _entries(world, item.value.returns, f"{item.path}.returns", bits, law)


def carried(world: World, item: Item, bits: int, law: str, atom: Atom | None) -> Reads:
    """What a flow carries in either direction."""
    sent = _flow(world, item, bits, law)
    return sent if sent.stated and not sent.missing else sent.join(returned(world, item, bits, law, atom))


def everything(world: World, _: Item, bits: int, law: str, __: Atom | None) -> Reads:
    """Where in the whole system the categories are; else what may hide them."""
    located = world.reach.located(law)
    found = Reads()
    for component in world.tables["component"].items:
        if located.held[component.row].must & bits:
            return Reads(held_by(world, component, bits, law, None).stated)
        if located.held[component.row].may & bits and component.value is not None:
            found = found.join(held_by(world, component, bits, law, None))
        elif component.value is None:
            found = found.join(Reads(missing=(component.path,)))
    for one, span in used(world, law):
        if span.must & bits:
            return Reads((f"{one.path}.data",))
    return found if found.stated or found.missing else _nowhere(world)


def _nowhere(world: World) -> Reads:
    """What shows that categories are nowhere: those of every data set."""
    paths = (f"{data.path}.category" for data in world.tables["data"].items if data.value is not None)
    return Reads(tuple(path for path in paths if world.description.states(path)) or ("data",))

"""The stated facts behind a derived one, and the missing facts that would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate.categories import BIT, WORDS
from compliance.evaluate.derive import began, received
from compliance.evaluate.parties import PROTECTED, external
from compliance.evaluate.reads import Reads
from compliance.evaluate.relate import related
from compliance.model.condition import Literals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compliance.evaluate.categories import Span
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.condition import Atom

_FIELDS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("organisation", "in_eea"): ("country", "established_in"),
    ("organisation", "serves_eea"): ("offers_to",),
    ("party", "outside_eea"): ("country",),
    ("party", "is_workforce"): ("kind",),
    ("party", "external"): ("kind",),
    ("data", "categories"): ("category",),
    ("component", "own"): ("operator",),
    ("component", "own_premises"): ("operator", "hosting"),
    ("component", "exposed_to_internet"): ("zone", "access"),
    ("access", "who"): ("by",),
    ("access", "internal_staff"): ("by",),
    ("flow", "electronic"): ("via",),
    ("flow", "crosses_organisation"): ("from", "to"),
    ("flow", "third_country"): ("from", "to"),
    ("incident", "categories"): ("data",),
}
"""The fields that settle a derived fact."""


def words_of(atom: Atom | None) -> int:
    """The categories an atom looks for; all of them where it names none."""
    if atom is None or not isinstance(atom.right, Literals):
        return (1 << len(WORDS)) - 1
    bits = 0
    for word in atom.right.words:
        bits |= BIT.get(word, 0)
    return bits or (1 << len(WORDS)) - 1


def of(world: World, item: Item, name: str, atom: Atom | None, law: str) -> Reads:
    """What a derived fact of a subject was read from."""
    if item.value is None:
        return Reads(missing=(item.path,))
    special = _SPECIAL.get((item.kind, name)) or _SPECIAL.get(("*", name))
    if special is not None:
        return special(world, item, words_of(atom), law, atom)
    return _fields(world, item, _FIELDS.get((item.kind, name), (name,)))


def _fields(world: World, item: Item, names: Iterable[str]) -> Reads:
    stated, missing = [], []
    for name in names:
        path = f"{item.path}.{name}"
        (stated if world.description.states(path) else missing).append(path)
    return Reads(tuple(stated), tuple(missing))


def record(world: World, owner: Item, path: str, stated: Any, name: str) -> Reads:
    """`exists`, `in_place` or `in_time` of the record at a path."""
    if stated is None:
        return Reads(missing=(path,))
    if name == "delay":
        return _delay(world, owner, path)
    details = [f"{path}.{field}" for field in ("status", "signed_on", "since", "performed_on", "until", "before_use")]
    found = Reads(tuple(detail for detail in details if world.description.states(detail)) or (path,))
    if name != "in_time":
        return found
    start = ("signed_on", "since", "performed_on", "before_use")
    if not any(world.description.states(f"{path}.{field}") for field in start):
        field = "signed_on" if hasattr(stated, "signed_on") else "since"
        found = found.join(Reads(missing=(f"{path}.{field}",)))
    return found.join(_beginning(world, owner))


def _delay(world: World, owner: Item, path: str) -> Reads:
    """What tells how long after an incident became known somebody was told."""
    found = [f"{path}.{field}" for field in ("after", "sent_on", "status", "prompt")] + [f"{owner.path}.known_on"]
    stated = tuple(one for one in found if world.description.states(one))
    told = any(one.endswith((".after", ".sent_on")) for one in stated)
    return Reads(stated, (f"{owner.path}.known_on",) if told else (f"{path}.sent_on",))


def _beginning(world: World, owner: Item) -> Reads:
    """Where it is stated when that began which a record protects."""
    if owner.kind != "party":
        name = next((n for n in ("in_service_since", "since", "began") if getattr(owner.value, n, None) is not None), None)
        path = f"{owner.path}.{name}" if name and owner.kind != "organisation" else "system.since"
        return Reads((path,)) if began(world, owner) is not None else Reads(missing=(path,))
    arrivals = received(world, "").arrivals[owner.row]
    dated = [flow for flow, span in arrivals if span.may & PROTECTED]
    stated = tuple(f"{flow.path}.since" for flow in dated if getattr(flow.value, "since", None) is not None)
    missing = tuple(f"{flow.path}.since" for flow in dated if getattr(flow.value, "since", None) is None)
    return Reads(stated, missing)


def _at_party(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    """The first flow, component or access that brings the categories; else all that may bring them."""
    got = received(world, law)
    for flow, span in got.arrivals[item.row]:
        if span.must & bits:
            return _flow(world, flow, bits, law).join(_operators(world, flow))
    for component in (*got.operated[item.row], *got.accessed[item.row]):
        if got.located.held[component.row].must & bits:
            found = _component(world, component, bits, law, None)
            return Reads(found.stated, (), (component.id,))
    if bits & ~_may(got.by_party[item.row]) == bits:
        return Reads(("flows",))
    found = _fields(world, item, ("reads",)) if world.description.states(f"{item.path}.reads") else Reads()
    for flow, span in got.arrivals[item.row]:
        if span.may & bits:
            found = found.join(_flow(world, flow, bits, law))
    for component in got.operated[item.row]:
        if got.located.held[component.row].may & bits:
            found = found.join(_component(world, component, bits, law, None))
    return found.join(_ambient(world, item, bits, law))


def _may(span: Span) -> int:
    return span.may


def _ambient(world: World, item: Item, bits: int, law: str) -> Reads:
    """What may reach a party because access, flows or sub-processors are not stated."""
    got = received(world, law)
    missing = [
        access.path
        for access in world.tables["access"].items
        if access.unlisted and access.parent is not None and got.located.held[access.parent.row].may & bits
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
        data = world.tables["data"].by_id.get(key)
        found = found.join(Reads((f"{path}.{key}",)))
        if data is not None:
            category = f"{data.path}.category"
            found = found.join(Reads((category,)) if span.must & bits else Reads(missing=(category,)))
    return found


def _component(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
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
                back = Reads() if way == "flows_in" or flow.value is None or flow.value.returns is not None else Reads(missing=(f"{flow.path}.returns",))
                found = found.join(_flow(world, flow, bits, law) if way == "flows_in" else back)
    return found


def _stored(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    if item.value.stores is None:
        return Reads(missing=(f"{item.path}.stores",))
    return _entries(world, item.value.stores, f"{item.path}.stores", bits, law)


def _of_flow(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    return _flow(world, item, bits, law)


def _returned(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    if item.value.returns is None:
        return Reads(missing=(f"{item.path}.returns",))
    return _entries(world, item.value.returns, f"{item.path}.returns", bits, law)


def _carried(world: World, item: Item, bits: int, law: str, atom: Atom | None) -> Reads:
    sent = _flow(world, item, bits, law)
    return sent if sent.stated and not sent.missing else sent.join(_returned(world, item, bits, law, atom))


def _held(world: World, item: Item, *_: Any) -> Reads:
    key = item.id.split("/", 1)[1]
    data = world.tables["data"].by_id.get(key)
    if data is None:
        return Reads((item.path,))
    return Reads((item.path,)).join(_fields(world, data, ("category",)))


def _inherited(name: str) -> Callable[..., Reads]:
    """A field of a holding, of its component or of its data set, whichever states it; the widest is asked for."""

    def find(world: World, item: Item, *_: Any) -> Reads:
        data = world.tables["data"].by_id.get(item.id.split("/", 1)[1])
        wide = item.parent if name == "encryption" else data
        paths = [f"{item.path}.{name}", *([f"{wide.path}.{name}"] if wide is not None else [])]
        stated = [path for path in paths if world.description.states(path)]
        return Reads((stated[0],)) if stated else Reads(missing=(paths[-1],))

    return find


def _of_purpose(world: World, item: Item, bits: int, law: str, _: Atom | None) -> Reads:
    data = item.value.data
    if data is None:
        return Reads(missing=(f"{item.path}.data",))
    sets = (world.tables["data"].by_id.get(str(key)) for key in sorted(map(str, data.has)))
    found = Reads((f"{item.path}.data",), () if data.closed else (f"{item.path}.data",))
    for one in sets:
        if one is not None:
            found = found.join(_fields(world, one, ("category",)))
    return found


def _everything(world: World, _: Item, bits: int, law: str, __: Atom | None) -> Reads:
    """Where in the whole system the categories are; else what may hide them."""
    located = world.reach.located(law)
    found = Reads()
    for component in world.tables["component"].items:
        if located.held[component.row].must & bits:
            return Reads(_component(world, component, bits, law, None).stated)
        if located.held[component.row].may & bits and component.value is not None:
            found = found.join(_component(world, component, bits, law, None))
        elif component.value is None:
            found = found.join(Reads(missing=(component.path,)))
    return found


def _through_purposes(name: str) -> Callable[..., Reads]:
    def find(world: World, item: Item, *_: Any) -> Reads:
        purposes = related(world, item, "purposes")
        if not isinstance(purposes, tuple):
            return Reads(missing=(f"{item.path}.purposes",))
        found = Reads((f"{item.path}.purposes",))
        for purpose in purposes:
            found = found.join(_fields(world, purpose, (name,)) if purpose.value is not None else Reads(missing=(purpose.path,)))
        return found

    return find


def _covers(world: World, item: Item, _: int, __: str, atom: Atom | None) -> Reads:
    names = atom.right.words if atom is not None and isinstance(atom.right, Literals) else ()
    paths = [f"practices.{name}.covers" for name in names]
    stated = tuple(path for path in paths if world.description.states(path))
    return Reads(stated, tuple(path for path in paths if path not in stated))


def _first(world: World, item: Item, *_: Any) -> Reads:
    return _beginning(world, item)


def _access(world: World, item: Item, *_: Any) -> Reads:
    ways = [access for access in world.tables["access"].items if related(world, access, "party") is item]
    unlisted = [access.path for access in world.tables["access"].items if access.unlisted]
    return Reads(tuple(access.path for access in ways), tuple(unlisted) if not ways else ())


def _operated(world: World, item: Item, *_: Any) -> Reads:
    operated = received(world, "").operated[item.row]
    return Reads(tuple(f"{component.path}.operator" for component in operated) or ("components",))


_SPECIAL: Final[dict[tuple[str, str], Callable[..., Reads]]] = {
    ("*", "covered_by"): _covers,
    ("organisation", "categories"): _everything,
    ("organisation", "has_incident"): lambda *_: Reads(("incidents",)),
    ("party", "receives"): _at_party,
    ("party", "receives_electronic"): _at_party,
    ("party", "first_received"): _first,
    ("party", "has_access"): _access,
    ("party", "operates_model"): _operated,
    ("party", "operates_component"): _operated,
    ("component", "holds"): _component,
    ("component", "stores_categories"): _stored,
    ("holding", "categories"): _held,
    ("holding", "transformed"): lambda world, item, *_: Reads((item.path,)),
    ("holding", "encryption"): _inherited("encryption"),
    ("holding", "retention"): _inherited("retention"),
    ("holding", "deletion"): _inherited("deletion"),
    ("flow", "categories"): _of_flow,
    ("flow", "returned"): _returned,
    ("flow", "carries"): _carried,
    ("purpose", "categories"): _of_purpose,
    ("ai_system", "tasks"): _through_purposes("tasks"),
    ("ai_system", "about"): _through_purposes("about"),
    ("ai_system", "profiling"): _through_purposes("profiling"),
}

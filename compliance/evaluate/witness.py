"""The stated facts behind a derived one, and the missing facts that would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate import witness_flows as flows
from compliance.evaluate.categories import BIT, WORDS
from compliance.evaluate.parties import received
from compliance.evaluate.reads import Reads, fields_of
from compliance.evaluate.records import exists
from compliance.evaluate.relate import related
from compliance.evaluate.witness_records import beginning
from compliance.model.condition import Literals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    ("component", "outside_eea"): ("location",),
    ("access", "who"): ("by",),
    ("access", "internal_staff"): ("by",),
    ("access", "third_country"): ("from",),
    ("access", "unprotected_country"): ("from",),
    ("flow", "electronic"): ("via",),
    ("flow", "crosses_organisation"): ("from", "to"),
    ("flow", "third_country"): ("from", "to"),
    ("incident", "categories"): ("data",),
    ("incident", "breach_presumed"): ("breach", "kind", "acquired", "notified"),
    ("request", "categories"): ("purpose",),
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
    if name == "id":  # its place in the file, not a fact to be asked for
        return Reads()
    special = _SPECIAL.get((item.kind, name)) or _SPECIAL.get(("*", name))
    if special is not None:
        return special(world, item, words_of(atom), law, atom)
    return fields_of(world, item, _FIELDS.get((item.kind, name), (name,)))


def _held(world: World, item: Item, *_: Any) -> Reads:
    key = item.id.split("/", 1)[1]
    data = world.tables["data"].by_id.get(key)
    if data is None:
        return Reads((item.path,))
    return Reads((item.path,)).join(fields_of(world, data, ("category",)))


def _inherited(name: str) -> Callable[..., Reads]:
    """A field of a holding, of its component or of its data set, whichever states it; the widest is asked for."""

    def find(world: World, item: Item, *_: Any) -> Reads:
        data = world.tables["data"].by_id.get(item.id.split("/", 1)[1])
        wide = item.parent if name == "encryption" else data
        paths = [f"{item.path}.{name}", *([f"{wide.path}.{name}"] if wide is not None else [])]
        stated = [path for path in paths if world.description.states(path)]
        return Reads((stated[0],)) if stated else Reads(missing=(paths[-1],))

    return find


def _of_purpose(world: World, item: Item, *_: Any) -> Reads:
    data = item.value.data
    if data is None:
        return Reads(missing=(f"{item.path}.data",))
    sets = (world.tables["data"].by_id.get(str(key)) for key in sorted(map(str, data.has)))
    found = Reads((f"{item.path}.data",), () if data.closed else (f"{item.path}.data",))
    for one in sets:
        if one is not None:
            found = found.join(fields_of(world, one, ("category",)))
    return found


def _through_purposes(name: str) -> Callable[..., Reads]:
    def find(world: World, item: Item, *_: Any) -> Reads:
        purposes = related(world, item, "purposes")
        if not isinstance(purposes, tuple):
            return Reads(missing=(f"{item.path}.purposes",))
        found = Reads((f"{item.path}.purposes",))
        for purpose in purposes:
            found = found.join(
                fields_of(world, purpose, (name,))
                if purpose.value is not None
                else Reads(missing=(purpose.path,))
            )
        return found

    return find


def _covers(world: World, _: Item, __: int, ___: str, atom: Atom | None) -> Reads:
    names = atom.right.words if atom is not None and isinstance(atom.right, Literals) else ()
    practices: Mapping[str, Any] = world.description.architecture.practices or {}
    stated: list[str] = []
    missing: list[str] = []
    for name in names:
        path = f"practices.{name}.covers"
        (stated if world.description.states(path) else missing).append(path)
        if (record := practices.get(name)) is not None and exists(
            record
        ) is None:  # what is not there covers nothing
            missing.append(f"practices.{name}")
    return Reads(tuple(stated), tuple(missing))


def _first(world: World, item: Item, *_: Any) -> Reads:
    return beginning(world, item)


def _access(world: World, item: Item, *_: Any) -> Reads:
    ways = [access for access in world.tables["access"].items if related(world, access, "party") is item]
    unlisted = [access.path for access in world.tables["access"].items if access.unlisted]
    return Reads(tuple(access.path for access in ways), tuple(unlisted) if not ways else ())


def _operated(world: World, item: Item, *_: Any) -> Reads:
    operated = received(world, "").operated[item.row]
    return Reads(tuple(f"{component.path}.operator" for component in operated) or ("components",))


def _zones(world: World, *_: Any) -> Reads:
    """Every zone may join others, so each tells."""
    found = Reads()
    for zone in world.tables["zone"].items:
        one = (
            Reads(missing=(zone.path,)) if zone.value is None else fields_of(world, zone, ("cde", "open_to"))
        )
        found = found.join(one)
    return found


_SPECIAL: Final[dict[tuple[str, str], Callable[..., Reads]]] = {
    ("*", "covered_by"): _covers,
    ("organisation", "categories"): flows.everything,
    ("organisation", "has_incident"): lambda *_: Reads(("incidents",)),
    ("party", "receives"): flows.at_party,
    ("party", "receives_electronic"): flows.at_party,
    ("party", "first_received"): _first,
    ("party", "has_access"): _access,
    ("party", "operates_model"): _operated,
    ("party", "operates_component"): _operated,
    ("zone", "joins_cde"): _zones,
    ("component", "holds"): flows.held_by,
    ("component", "stores_categories"): flows.stored,
    ("holding", "categories"): _held,
    ("holding", "transformed"): lambda _, item, *__: Reads((item.path,)),
    ("holding", "encryption"): _inherited("encryption"),
    ("holding", "retention"): _inherited("retention"),
    ("holding", "deletion"): _inherited("deletion"),
    ("flow", "categories"): flows.of_flow,
    ("flow", "returned"): flows.returned,
    ("flow", "carries"): flows.carried,
    ("purpose", "categories"): _of_purpose,
    ("ai_system", "tasks"): _through_purposes("tasks"),
    ("ai_system", "about"): _through_purposes("about"),
    ("ai_system", "profiling"): _through_purposes("profiling"),
}

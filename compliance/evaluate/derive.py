"""Derived facts: one small function for each, by kind of subject and name."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate import records
from compliance.evaluate.atoms import ABSENT
from compliance.evaluate.categories import ALL, NOTHING, Span
from compliance.evaluate.parties import Received, access_party, electronic, external, first_received
from compliance.evaluate.relate import related
from compliance.evaluate.truth import kleene_all, kleene_any
from compliance.model.derived import DERIVED
from compliance.model.values import Listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


_STAFF: Final = frozenset({"organisation", "employees", "workers", "staff", "administrators", "developers", "operators"})
"""Words for the organisation's own people."""


def yes_no(truth: bool | None) -> str | None:  # noqa: FBT001 - a truth value, not a switch
    """The word of a yes-or-no fact."""
    return None if truth is None else "yes" if truth else "no"


def record_fact(world: World, owner: Item, record: Any, name: str) -> Any:
    """`exists`, `in_place`, `in_time` or `delay` of a record that belongs to a subject."""
    if name == "exists":
        return yes_no(records.exists(record))
    if name == "delay":
        return records.delay(record, getattr(owner.value, "known_on", None), world.dates)
    if name == "in_place":
        return yes_no(records.in_place(record, world.dates))
    return yes_no(records.in_time(record, began(world, owner)))


def began(world: World, owner: Item) -> Any:
    """When what a record of this subject protects began: first data received, in use, else the system's start."""
    if owner.kind == "party":
        return first_received(world, received(world, ""), owner)
    for name in ("in_service_since", "since", "began"):
        found = getattr(owner.value, name, None)
        if found is not None and owner.kind != "organisation":
            return found
    return getattr(world.system.value, "since", None)


def received(world: World, law: str, *, electronic: bool = False) -> Received:
    """What parties receive under a law; computed once."""
    key = ("received", law, electronic)
    if key not in world.memo:
        world.memo[key] = Received(world, law, electronic=electronic)
    found: Received = world.memo[key]
    return found


def compute(world: World, item: Item, name: str, law: str) -> Any:
    """A derived fact of one subject; None where what is stated leaves it open."""
    if item.row < 0:  # what an open list may hold
        return None
    if name == "id":
        return None if item.unlisted else item.id
    if name == "classes":
        return world.yields.words(item, "classes", Listed.complete(), world.facts.classes)
    if name == "covered_by":
        return covered_by(world, item)
    return _FUNCTIONS[item.kind, name](world, item, law)


def covered_by(world: World, item: Item) -> Listed[str]:
    """The practices whose `covers` reaches the subject."""
    if "covers" not in world.memo:
        practices = world.description.architecture.practices or {}
        world.memo["covers"] = {
            name: record for name in world.catalog.practices if (record := practices.get(name)) is not None
        }
    told: dict[str, bool | None] = dict.fromkeys(world.catalog.practices)
    for name, record in world.memo["covers"].items():
        there = records.exists(record)
        covers = record.covers
        told[name] = False if there is False else None if covers is None else covers.contains(item.id)
    has = frozenset(name for name, truth in told.items() if truth)
    return Listed(has, frozenset(name for name, truth in told.items() if truth is False))


def _organisation_categories(world: World, _: Item, law: str) -> Any:
    located = world.reach.located(law)
    must = may = 0
    for span in (*located.held, *located.sent, *located.returned):
        must, may = must | span.must, may | span.may
    for data in world.tables["data"].items:
        span = world.reach.categories.implied(world.reach.categories.of(getattr(data.value, "category", None)))
        may |= span.may
    return Span(must, may).listed()


def _span(rows: str) -> Callable[[World, Item, str], Any]:
    return lambda world, item, law: getattr(world.reach.located(law), rows)[item.row].listed()


def _holding(world: World, item: Item, law: str) -> Any:
    if item.value is None:
        return None
    key = item.id.split("/", 1)[1]
    return world.reach.categories.implied(world.reach.entry(key, item.value, law)).listed()


def _wider(own: str, *wider: tuple[str, str]) -> Callable[[World, Item, str], Any]:
    """A field of a holding; where it is silent that of the component or of the data set."""

    def find(world: World, item: Item, _: str) -> Any:
        found = getattr(item.value, own, None)
        for kind, name in wider if item.value is not None else ():
            if found is None:
                other = item.parent if kind == "component" else world.tables["data"].by_id.get(item.id.split("/", 1)[1])
                found = getattr(other.value, name, None) if other is not None else None
        return found

    return find


def _eea(world: World, country: Any) -> bool | None:
    if country is None:
        return None
    eea = world.catalog.sets.get("eea")
    members = eea.on(world.dates.as_of) if eea is not None else frozenset()
    return str(country) in members or str(country) == "EU"


def _outside_eea(world: World, item: Item, _: str) -> str | None:
    inside = _eea(world, getattr(item.value, "country", None))
    return None if inside is None else yes_no(not inside)


def _in_eea(world: World, item: Item, _: str) -> str | None:
    value = item.value
    places = [_eea(world, getattr(value, "country", None))]
    return yes_no(kleene_any([*places, _any_eea(world, getattr(value, "established_in", None))]))


def _serves_eea(world: World, item: Item, _: str) -> str | None:
    return yes_no(_any_eea(world, getattr(item.value, "offers_to", None)))


def _any_eea(world: World, countries: Listed[Any] | None) -> bool | None:
    if countries is None:
        return None
    found = kleene_any(_eea(world, country) for country in countries.has)
    return True if found or countries.everything else found if countries.closed else None


def _own(world: World, item: Item, _: str = "") -> bool | None:
    operator = getattr(item.value, "operator", None)
    if item.value is None or operator is not None:
        return None if item.value is None else str(operator) == "organisation"
    return None if str(getattr(item.value, "hosting", None)) in {"vendor_api", "vendor_cloud"} else True


def _own_premises(world: World, item: Item, _: str) -> str | None:
    hosting = getattr(item.value, "hosting", None)
    here = None if hosting is None else str(hosting) in {"on_premises", "device"}
    return yes_no(kleene_all((_own(world, item), here)))


def _exposed(world: World, item: Item, _: str) -> str | None:
    zone = world.tables["zone"].by_id.get(getattr(item.value, "zone", None) or "")
    opens = getattr(zone.value, "open_to", None) if zone is not None else None
    by_zone = None if opens is None else opens.contains("internet")
    ways = [access for access in world.tables["access"].items if access.parent is item] if item.value is not None else []
    told = [None if (via := getattr(way.value, "via", None)) is None else str(via) == "internet" for way in ways]
    return yes_no(kleene_any([by_zone, *told]))


def _crosses(world: World, item: Item, _: str) -> str | None:
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
    own = _own(world, component)
    return None if own is None else not own


def _third_country(world: World, item: Item, _: str) -> str | None:
    if item.value is None:
        return None
    ends = world.reach.ends[item.row]
    told = []
    for end in (ends.sender, ends.receiver):
        place = getattr(end.value, "location" if end.kind == "component" else "country", None) if end is not None else None
        inside = _eea(world, place) if end is not None else True
        told.append(None if inside is None else not inside)
    return yes_no(kleene_any(told))


def _purpose_categories(world: World, item: Item, law: str) -> Any:
    if item.value is None:
        return None
    data = item.value.data
    if data is None:
        spans = [_flow_span(world, flow, law) for flow in related(world, item, "flows")]
        return Span(0, ALL).join(Span(reduce(or_, (span.must for span in spans), 0), ALL)).listed()
    span = NOTHING if data.closed else Span(0, ALL)
    for key in data.has:
        span = span.join(world.reach.entry(str(key), None, law))
    return world.reach.categories.implied(span).listed()


def _flow_span(world: World, flow: Item, law: str) -> Span:
    return Span(0, ALL) if flow.row < 0 else world.reach.located(law).sent[flow.row]


def _role_gdpr(world: World, item: Item, _: str) -> Any:
    role = getattr(item.value, "role", None)
    if role is not None:
        return Listed.complete([str(role)])
    return world.read(world.organisation, "roles.gdpr", "")


def _ai_roles(world: World, item: Item, _: str) -> Any:
    stated = getattr(item.value, "roles", None)
    if stated is None:
        stated = world.read(world.organisation, "roles.eu_ai_act", "")
    universe = DERIVED["ai_system"]["roles"].words
    return world.yields.words(item, "roles", stated, universe)


def _of_purposes(name: str) -> Callable[[World, Item, str], Any]:
    """The union of a list over the purposes of an AI system."""

    def find(world: World, item: Item, _: str) -> Any:
        purposes = related(world, item, "purposes")
        if purposes is None or purposes is ABSENT:
            return None
        lists = [getattr(purpose.value, name, None) for purpose in purposes]
        has = frozenset(str(word) for one in lists if one is not None for word in one.has)
        closed = all(one is not None and one.closed for one in lists)
        every = any(one is not None and one.everything for one in lists)
        lacks = frozenset.intersection(*(one.lacks if one else frozenset() for one in lists)) if lists else frozenset()
        return Listed(has, frozenset(map(str, lacks)) - has, closed, every)

    return find


def _profiling(world: World, item: Item, _: str) -> str | None:
    purposes = related(world, item, "purposes")
    if purposes is None or purposes is ABSENT:
        return None
    told = [getattr(purpose.value, "profiling", None) for purpose in purposes]
    return yes_no(kleene_any(None if word is None else str(word) == "yes" for word in told))


def _incident_categories(world: World, item: Item, law: str) -> Any:
    data = getattr(item.value, "data", None)
    if data is None:
        return None
    span = NOTHING if data.closed else world.reach.categories.of(None)
    for key in data.has:
        span = span.join(world.reach.entry(str(key), None, law))
    return world.reach.categories.implied(span).listed()


def _operates(world: World, item: Item, kinds: frozenset[str]) -> str | None:
    told = []
    for component in world.tables["component"].items:
        operator = world.reach.operator(component)
        kind = getattr(component.value, "kind", None)
        if component.unlisted:
            told.append(None)
        elif operator is item:
            told.append(True if not kinds else None if kind is None else str(kind) in kinds)
    return yes_no(kleene_any(told))


def who(access: Item) -> str:
    """The party or group behind an access: `by`, else its key."""
    return str(access.value.by or access.id.rsplit("/", 1)[-1])


def _internal_staff(world: World, item: Item, _: str) -> str | None:
    if item.value is None:
        return None
    party = access_party(world, item)
    if party is not None:
        return yes_no(str(getattr(party.value, "kind", None)) == "workforce")
    return yes_no(who(item) in _STAFF)


def _has_access(world: World, item: Item, _: str) -> str | None:
    told: list[bool | None] = [True for _ in received(world, "").accessed[item.row]]
    told += [None for access in world.tables["access"].items if access.unlisted and _own(world, access.parent or access)]
    return yes_no(kleene_any(told))


_FUNCTIONS: Final[dict[tuple[str, str], Callable[[World, Item, str], Any]]] = {
    ("organisation", "categories"): _organisation_categories,
    ("organisation", "has_incident"): lambda world, *_: yes_no(
        kleene_any(None if incident.unlisted else True for incident in world.tables["incident"].items)
    ),
    ("organisation", "in_eea"): _in_eea,
    ("organisation", "serves_eea"): _serves_eea,
    ("party", "receives"): lambda world, item, law: received(world, law).by_party[item.row].listed(),
    ("party", "receives_electronic"): lambda world, item, law: received(world, law, electronic=True).by_party[item.row].listed(),
    ("party", "first_received"): lambda world, item, law: first_received(world, received(world, law), item),
    ("party", "outside_eea"): _outside_eea,
    ("party", "external"): lambda _, item, __: yes_no(external(item)),
    ("party", "is_workforce"): lambda _, item, __: yes_no(None if item.value is None else str(item.value.kind) == "workforce"),
    ("party", "operates_model"): lambda world, item, _: _operates(world, item, frozenset({"model_api", "self_hosted_model"})),
    ("party", "operates_component"): lambda world, item, _: _operates(world, item, frozenset()),
    ("party", "has_access"): _has_access,
    ("data", "categories"): lambda world, item, _: world.reach.categories.implied(
        world.reach.categories.of(getattr(item.value, "category", None))
    ).listed(),
    ("component", "holds"): _span("held"),
    ("component", "stores_categories"): _span("stored"),
    ("component", "own"): lambda world, item, _: yes_no(_own(world, item)),
    ("component", "own_premises"): _own_premises,
    ("component", "exposed_to_internet"): _exposed,
    ("holding", "categories"): _holding,
    ("holding", "transformed"): lambda _, item, __: None if item.value is None else str(item.value.transformed or "clear"),
    ("holding", "encryption"): _wider("encryption", ("component", "encryption")),
    ("holding", "retention"): _wider("retention", ("data", "retention")),
    ("holding", "deletion"): _wider("deletion", ("data", "deletion")),
    ("access", "who"): lambda _, item, __: None if item.value is None else who(item),
    ("access", "internal_staff"): _internal_staff,
    ("flow", "categories"): _span("sent"),
    ("flow", "returned"): _span("returned"),
    ("flow", "carries"): lambda world, item, law: world.reach.located(law)
    .sent[item.row]
    .join(world.reach.located(law).returned[item.row])
    .listed(),
    ("flow", "electronic"): lambda world, item, _: yes_no(None if item.value is None else electronic(world, item)),
    ("flow", "crosses_organisation"): _crosses,
    ("flow", "third_country"): _third_country,
    ("purpose", "categories"): _purpose_categories,
    ("purpose", "role_gdpr"): _role_gdpr,
    ("ai_system", "roles"): _ai_roles,
    ("ai_system", "tasks"): _of_purposes("tasks"),
    ("ai_system", "about"): _of_purposes("about"),
    ("ai_system", "profiling"): _profiling,
    ("inference", "word"): lambda _, item, __: None if item.unlisted else item.id.rsplit("/", 1)[1],
    ("output", "word"): lambda _, item, __: None if item.unlisted else item.id.rsplit("/", 1)[1],
    ("incident", "categories"): _incident_categories,
}

"""Derived facts: one small function for each, by kind of subject and name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate import records
from compliance.evaluate.activities import (
    ai_roles,
    incident_categories,
    of_purposes,
    profiling,
    purpose_categories,
    role_gdpr,
)
from compliance.evaluate.categories import Span
from compliance.evaluate.geography import (
    accessed_abroad,
    accessed_unprotected,
    in_eea,
    outside_eea,
    serves_eea,
    stands_outside,
    third_country,
)
from compliance.evaluate.occasions import breach_presumed, request_categories, used
from compliance.evaluate.operation import (
    crosses,
    exposed,
    has_access,
    internal_staff,
    is_own,
    operates,
    own_premises,
    who,
)
from compliance.evaluate.parties import electronic, external, first_received, received
from compliance.evaluate.truth import kleene_all, kleene_any, yes_no
from compliance.evaluate.zones import joins_cde
from compliance.model.values import Listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


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
        practices: Mapping[str, Any] = world.description.architecture.practices or {}
        world.memo["covers"] = {
            name: record for name in world.catalog.practices if (record := practices.get(name)) is not None
        }
    told: dict[str, bool | None] = dict.fromkeys(world.catalog.practices)
    for name, record in world.memo["covers"].items():
        reaches = None if record.covers is None else record.covers.contains(item.id)
        told[name] = kleene_all((records.exists(record), reaches))
    has = frozenset(name for name, truth in told.items() if truth)
    return Listed(has, frozenset(name for name, truth in told.items() if truth is False))


def _organisation_categories(world: World, _: Item, law: str) -> Any:
    located = world.reach.located(law)
    must = may = 0
    for span in (*located.held, *located.sent, *located.returned):
        must, may = must | span.must, may | span.may
    for _item, span in used(world, law):
        must, may = must | span.must, may | span.may
    for data in world.tables["data"].items:
        span = world.reach.categories.implied(
            world.reach.categories.of(getattr(data.value, "category", None))
        )
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
                other = (
                    item.parent
                    if kind == "component"
                    else world.tables["data"].by_id.get(item.id.split("/", 1)[1])
                )
                found = getattr(other.value, name, None) if other is not None else None
        return found

    return find


_FUNCTIONS: Final[dict[tuple[str, str], Callable[[World, Item, str], Any]]] = {
    ("organisation", "categories"): _organisation_categories,
    ("organisation", "has_incident"): lambda world, *_: yes_no(
        kleene_any(None if incident.unlisted else True for incident in world.tables["incident"].items)
    ),
    ("organisation", "in_eea"): in_eea,
    ("organisation", "serves_eea"): serves_eea,
    ("party", "receives"): lambda world, item, law: received(world, law).by_party[item.row].listed(),
    ("party", "receives_electronic"): lambda world, item, law: (
        received(world, law, electronic=True).by_party[item.row].listed()
    ),
    ("party", "first_received"): lambda world, item, law: first_received(world, received(world, law), item),
    ("party", "outside_eea"): outside_eea,
    ("party", "external"): lambda _, item, __: yes_no(external(item)),
    ("party", "is_workforce"): lambda _, item, __: yes_no(
        None if item.value is None else str(item.value.kind) == "workforce"
    ),
    ("party", "operates_model"): lambda world, item, _: operates(
        world, item, frozenset({"model_api", "self_hosted_model"})
    ),
    ("party", "operates_component"): lambda world, item, _: operates(world, item, frozenset()),
    ("party", "has_access"): has_access,
    ("zone", "joins_cde"): joins_cde,
    ("data", "categories"): lambda world, item, _: world.reach.categories.implied(
        world.reach.categories.of(getattr(item.value, "category", None))
    ).listed(),
    ("component", "holds"): _span("held"),
    ("component", "stores_categories"): _span("stored"),
    ("component", "own"): lambda _, item, __: yes_no(is_own(item)),
    ("component", "own_premises"): own_premises,
    ("component", "exposed_to_internet"): exposed,
    ("component", "outside_eea"): stands_outside,
    ("holding", "categories"): _holding,
    ("holding", "transformed"): lambda _, item, __: (
        None if item.value is None else str(item.value.transformed or "clear")
    ),
    ("holding", "encryption"): _wider("encryption", ("component", "encryption")),
    ("holding", "retention"): _wider("retention", ("data", "retention")),
    ("holding", "deletion"): _wider("deletion", ("data", "deletion")),
    ("access", "who"): lambda _, item, __: None if item.value is None else who(item),
    ("access", "internal_staff"): internal_staff,
    ("access", "third_country"): accessed_abroad,
    ("access", "unprotected_country"): accessed_unprotected,
    ("flow", "categories"): _span("sent"),
    ("flow", "returned"): _span("returned"),
    ("flow", "carries"): lambda world, item, law: (
        world.reach.located(law).sent[item.row].join(world.reach.located(law).returned[item.row]).listed()
    ),
    ("flow", "electronic"): lambda world, item, _: yes_no(
        None if item.value is None else electronic(world, item)
    ),
    ("flow", "crosses_organisation"): crosses,
    ("flow", "third_country"): third_country,
    ("purpose", "categories"): purpose_categories,
    ("purpose", "role_gdpr"): role_gdpr,
    ("ai_system", "roles"): ai_roles,
    ("ai_system", "tasks"): of_purposes("tasks"),
    ("ai_system", "about"): of_purposes("about"),
    ("ai_system", "profiling"): profiling,
    ("inference", "word"): lambda _, item, __: None if item.unlisted else item.id.rsplit("/", 1)[1],
    ("output", "word"): lambda _, item, __: None if item.unlisted else item.id.rsplit("/", 1)[1],
    ("incident", "categories"): incident_categories,
    ("incident", "breach_presumed"): breach_presumed,
    ("request", "categories"): request_categories,
}

"""What purposes, AI systems and incidents take from what they name."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate.atoms import ABSENT
from compliance.evaluate.categories import ALL, NOTHING, Span
from compliance.evaluate.relate import related
from compliance.evaluate.truth import kleene_any, yes_no
from compliance.model.derived import DERIVED
from compliance.model.values import Listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


WIDE_AI_ROLES: Final = "organisation.roles.eu_ai_act"


def purpose_categories(world: World, item: Item, law: str) -> Any:
    """Categories of a purpose's data and, however its list reads, of the flows that are said to serve it."""
    if item.value is None:
        return None
    data = item.value.data
    sent = reduce(or_, (_flow_span(world, flow, law).must for flow in related(world, item, "flows")), 0)
    span = Span(sent, sent) if data is not None and data.closed else Span(sent, ALL)
    for key in data.has if data is not None else ():
        span = span.join(world.reach.entry(str(key), None, law))
    return world.reach.categories.implied(span).listed()


def _flow_span(world: World, flow: Item, law: str) -> Span:
    return Span(0, ALL) if flow.row < 0 else world.reach.located(law).sent[flow.row]


def role_gdpr(world: World, item: Item, _: str) -> Any:
    """The role stated for the purpose, else the organisation's."""
    role = getattr(item.value, "role", None)
    if role is not None:
        return Listed.complete([str(role)])
    return world.read(world.organisation, "roles.gdpr", "")


def ai_roles(world: World, item: Item, _: str) -> Any:
    """Roles stated for the system and for the organisation, with those that rules add: each of them counts.

    A complete list of the system is one as long as the organisation states no roles at all.
    """
    stated = world.read(world.organisation, "roles.eu_ai_act", "")
    own = getattr(item.value, "roles", None)
    if own is not None:
        stated = own.union(stated) if world.description.states(WIDE_AI_ROLES) else own
    universe = DERIVED["ai_system"]["roles"].words
    return world.yields.words(item, "roles", stated, universe)


def of_purposes(name: str) -> Callable[[World, Item, str], Any]:
    """The union of a list over the purposes of an AI system."""

    def find(world: World, item: Item, _: str) -> Any:
        purposes = related(world, item, "purposes")
        if purposes is None or purposes is ABSENT:
            return None
        lists = [getattr(purpose.value, name, None) for purpose in purposes]
        has = frozenset(str(word) for one in lists if one is not None for word in one.has)
        closed = all(one is not None and one.closed for one in lists)
        whole = [one for one in lists if one is not None and one.everything]
        every = any(not one.lacks for one in whole)  # "all but x" beside another list leaves x open
        lacks = (
            frozenset.intersection(*(one.lacks if one else frozenset() for one in lists))
            if lists
            else frozenset()
        )
        return Listed(has, frozenset(map(str, lacks)) - has, closed, every)

    return find


def profiling(world: World, item: Item, _: str) -> str | None:
    """Whether one of its purposes profiles people."""
    purposes = related(world, item, "purposes")
    if purposes is None or purposes is ABSENT:
        return None
    told = [getattr(purpose.value, "profiling", None) for purpose in purposes]
    return yes_no(kleene_any(None if word is None else str(word) == "yes" for word in told))


def incident_categories(world: World, item: Item, law: str) -> Any:
    """Categories of the data an incident concerned."""
    data = getattr(item.value, "data", None)
    if data is None:
        return None
    span = NOTHING if data.closed else world.reach.categories.of(None)
    for key in data.has:
        span = span.join(world.reach.entry(str(key), None, law))
    return world.reach.categories.implied(span).listed()

"""Models behind addresses: who answers there, where, and how it is reached. One component for a vendor and region."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compliance.importers.facts import flow_id, identifier
from compliance.importers.regions import country_of
from compliance.importers.vendors import (
    BY_PROVIDER,
    LOCAL_PROVIDERS,
    SERVER_PROVIDERS,
    Vendor,
    host_of,
    is_inside,
    region_at,
    vendor_at,
    vendor_of_model,
)

if TYPE_CHECKING:
    from compliance.errors import Place
    from compliance.importers.facts import Facts

_CROSS_REGION: Final = re.compile(r"(?:us|us-gov|eu|apac|jp|au|global)\.[a-z]")
_NAMED_ANYWAY: Final = frozenset({"azure", "bedrock", "vertex_ai"})
"""Providers whose word means one vendor, wherever the address is kept."""
_ENVIRONMENT: Final = ("os.environ/", "$")


@dataclass(frozen=True, slots=True)
class Model:
    """A model as a file names it: the word of its provider, its own name, the address, the region, and whether a key is sent."""

    provider: str | None
    name: str | None
    base: str | None
    region: str | None
    key: bool
    place: Place
    base_place: Place | None = None
    region_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """Who answers: a vendor, or None for a host of one's own; whether that is `known`, or only that somebody must; and why."""

    id: str
    vendor: Vendor | None
    why: str
    place: Place
    known: bool = True


def behind(model: Model) -> Behind:
    """Who answers for a model. A stated address counts more than what the model is called."""
    if model.base is None:
        return _called(model)
    place = model.base_place or model.place
    host = None if model.base.startswith(_ENVIRONMENT) else host_of(model.base)
    if host is not None:
        return _at(host, place)
    if model.provider in _NAMED_ANYWAY:
        return _called(model)
    return _made(_unnamed(model.name), "its address is kept in a variable", place)


def _at(host: str, place: Place) -> Behind:
    vendor = vendor_at(host)
    if vendor is not None:
        return Behind(f"{vendor.id}-api", vendor, f"address {host}", place)
    if is_inside(host):
        name = host if re.fullmatch(r"[0-9a-f.:]+", host) else host.split(".", 1)[0]
        own = identifier("local-model" if name == "localhost" else name, "model")
        return Behind(own, None, f"address {host}", place)
    why = f"address {host}, whose operator is not known here"
    return _made(Vendor(identifier(host, "vendor"), host), why, place)


def _called(model: Model) -> Behind:
    provider, place = model.provider, model.place
    if provider in LOCAL_PROVIDERS:
        why = f"{provider} without an address answers on the own machine"
        return Behind("local-model", None, why, place)
    if provider in SERVER_PROVIDERS:
        return _made(_unnamed(model.name), f"{provider} without an address", place)
    why = f"model {provider + '/' if provider else ''}{model.name}" if model.name else f"a key for {provider}"
    vendor = BY_PROVIDER.get(provider) if provider else vendor_of_model(model.name or "")
    if vendor is not None:
        return Behind(f"{vendor.id}-api", vendor, why, place)
    return _made(
        Vendor(identifier(provider, "vendor"), provider) if provider else _unnamed(model.name), why, place
    )


def _made(vendor: Vendor, why: str, place: Place) -> Behind:
    """Somebody outside, of whom no more is known than the name made here."""
    return Behind(f"{vendor.id}-api", vendor, why, place, known=False)


def _unnamed(model: str | None) -> Vendor:
    name = model or "a model"
    return Vendor(f"vendor-of-{identifier(name, 'model')}", f"Not stated: vendor of {name}")


def add_models(facts: Facts, caller: str, models: list[Model]) -> None:
    """State the components, parties and flows of models that `caller` uses, grouped by who answers and in which region."""
    groups: dict[str, tuple[Behind, list[Model]]] = {}
    for one in models:
        model = _with_region(one)
        found = behind(model)
        region = f"-{identifier(model.region)}" if model.region and found.vendor else ""
        groups.setdefault(f"{found.id}{region}", (found, []))[1].append(model)
    for name, (found, members) in groups.items():
        _component(facts, name, found, members)
        _flow(facts, caller, name, members)


def _with_region(model: Model) -> Model:
    """A model whose address names the region. That counts more than a setting beside it."""
    host = host_of(model.base) if model.base and not model.base.startswith(_ENVIRONMENT) else None
    region = region_at(host) if host else None
    return replace(model, region=region, region_place=model.base_place) if region else model


def _component(facts: Facts, name: str, found: Behind, members: list[Model]) -> None:
    place, why = found.place, found.why
    names = ", ".join(dict.fromkeys(one.name for one in members if one.name))
    component = facts.thing("components", name)
    if found.vendor is not None:
        _party(facts, found.vendor, place, why)
        component.infers("name", f"Models at {found.vendor.name}", place, why)
        if found.known:
            component.infers("kind", "model_api", place, why).infers("operator", found.vendor.id, place, why)
            component.infers("hosting", "vendor_api", place, why)
        else:
            component.leaves("kind", place, "model_api | self_hosted_model").leaves(
                "hosting", place, "who runs it, and where?"
            )
            component.infers(
                "operator", found.vendor.id, place, f"{why}; if you run it yourself, remove this line"
            )
    else:
        component.infers("kind", "self_hosted_model", place, why)
        component.leaves("hosting", place, "own_cloud | colocation | on_premises | device")
    _location(facts, name, found, members)
    if names:
        component.states("model", {"name": names}, members[0].place)


def _location(facts: Facts, name: str, found: Behind, members: list[Model]) -> None:
    """A country only where a region is stated that can mean no other place."""
    first = members[0]
    place, component = first.region_place or first.place, facts.thing("components", name)
    country = country_of(first.region) if first.region else None
    if found.vendor is None:
        component.leaves("location", found.place, "the country it runs in")
    elif any(_CROSS_REGION.match(one.name or "") for one in members):
        component.leaves("location", place, "the model's name routes across regions: which countries?")
    elif found.vendor.id == "azure" or (first.region and country is None):
        said = f"region {first.region} is stated; " if first.region else "no region is stated; "
        component.leaves("location", place, said + "in which country are prompts processed?")
    elif country is not None:
        component.infers("location", country, place, f"region {first.region}")
    else:
        component.leaves("location", place, "no region is stated")


def _party(facts: Facts, vendor: Vendor, place: Place, why: str) -> None:
    party = facts.thing("parties", vendor.id)
    party.states("name", vendor.name, place).infers("kind", "company", place, why)
    if vendor.profile:
        party.infers("profile", vendor.profile, place, why)
    party.leaves("country", place, "the country of its seat").leaves(
        "agreements", place, "which contracts bind it, with their dates"
    )


def _flow(facts: Facts, caller: str, name: str, members: list[Model]) -> None:
    first = members[0]
    flow = facts.thing("flows", flow_id(caller, name))
    flow.states("from", caller, first.place).states("to", name, first.place)
    flow.leaves("data", first.place, "what is sent")
    with_base = [one for one in members if one.base]
    secure = with_base and all(one.base and one.base.startswith("https://") for one in with_base)
    if secure and len(with_base) == len(members):
        flow.infers("encryption", "yes", first.base_place or first.place, "the address begins with https")
    else:
        flow.leaves("encryption", first.place, "tls1.2 | tls1.3 | mtls | none")
    flow.leaves("network", first.place, "public | private | internal")
    if all(one.key for one in members):
        flow.infers("authentication", "api_key", first.place, "a key is sent")
    flow.leaves("since", first.place, "the day of the first flow")

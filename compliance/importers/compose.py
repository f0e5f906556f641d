"""A docker compose file: each service a component; flows where a service names another, or a model's vendor, in its settings.

Shape after the Compose specification: `services` of maps with `image`, `build`, `environment`, `depends_on`, `links`, `ports`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from compliance.importers.endpoints import Model, add_models
from compliance.importers.facts import Facts, Imported, flow_id, identifier
from compliance.importers.images import GATEWAY_IMAGES, kind_of, name_of
from compliance.importers.litellm import GATEWAY
from compliance.importers.modelled import Names
from compliance.importers.trees import entries, get, items, text
from compliance.importers.vendors import host_of, is_inside, vendor_at
from compliance.source import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.errors import Place
    from compliance.source import Node
    from compliance.source.foreign import Foreign

KIND: Final = "docker compose file"

_VENDOR_KEYS: Final = {
    "OPENAI_API_KEY": "openai",
    "ANTHROPIC_API_KEY": "anthropic",
    "MISTRAL_API_KEY": "mistral",
    "COHERE_API_KEY": "cohere",
    "GROQ_API_KEY": "groq",
    "GEMINI_API_KEY": "gemini",
    "DEEPSEEK_API_KEY": "deepseek",
    "AZURE_OPENAI_API_KEY": "azure",
}
_GATEWAY_PARTS: Final = {"DATABASE_URL": "database", "REDIS_HOST": "cache", "REDIS_URL": "cache"}
_BASES: Final = re.compile(r"(?:.*_)?(?:API_BASE|BASE_URL|API_URL|ENDPOINT)")
_MODELISH: Final = re.compile(r"OPENAI|ANTHROPIC|LLM|(?:^|_)MODEL|OLLAMA|VLLM|EMBEDDING|INFERENCE")
_KEEPS: Final = frozenset({"database", "vector_index", "queue", "file_store", "log"})


def applies(root: Node) -> bool:
    """Whether a tree is such a file."""
    return any(
        get(service, "image") is not None
        or get(service, "build") is not None
        or get(service, "extends") is not None
        for _, service in entries(root, "services")
    )


def read(file: Foreign) -> Imported:
    """What the file says."""
    facts, root = Facts(), file.root
    services = {key.text: (key, node) for key, node in entries(root, "services") if isinstance(node, Mapping)}
    ids = Names("service")
    names = {name: ids.of(name) for name in services}
    called = get(root, "name")
    if isinstance(called, Scalar) and called.text:
        facts.thing("system", "").states("id", identifier(called.text, "system"), called.place)
    for name, (key, node) in services.items():
        _component(facts, names[name], key, node)
    for name, (_, node) in services.items():
        _flows(facts, name, node, names)
    gateways = [
        name for name, (_, node) in services.items() if name_of(text(node, "image") or "") in GATEWAY_IMAGES
    ]
    same = _same(services, names, gateways[0]) if len(gateways) == 1 else {}
    return Imported(KIND, file.name, facts.all(), facts.open, file.left_out, same)


def _same(services: dict[str, tuple[Scalar, Mapping]], names: dict[str, str], gateway: str) -> dict[str, str]:
    """Which services are the gateway, its store and its cache in a gateway's own configuration."""
    same = {GATEWAY: names[gateway]}
    for key, value, _ in _environment(services[gateway][1]):
        part = _GATEWAY_PARTS.get(key.upper())
        for other in _named(value, key, names) if part else ():
            same[f"{GATEWAY}-{part}"] = names[other]
    return same


def _component(facts: Facts, name: str, key: Scalar, node: Mapping) -> None:
    component = facts.thing("components", name)
    image, built, ports = get(node, "image"), get(node, "build"), get(node, "ports")
    said = text(image)
    kind = kind_of(said) if said else None
    if image is not None and said and kind:
        component.infers("kind", kind, image.place, f"image {name_of(said)}")
    elif built is not None:
        component.infers("kind", "application", built.place, "it is built here")
    else:
        component.leaves("kind", (image or key).place, "what is it?")
    component.states("name", key.text, key.place)
    component.leaves("hosting", key.place, "own_cloud | colocation | on_premises | vendor_cloud")
    component.leaves("location", key.place, "the country it runs in")
    if kind in _KEEPS or items(node, "volumes"):
        component.leaves("stores", (get(node, "volumes") or key).place, "what it keeps; none, if nothing")
    if ports is not None:
        component.leaves("access", ports.place, "its ports are published: who reaches it, and how?")


def _flows(facts: Facts, name: str, node: Node, names: dict[str, str]) -> None:
    own = names[name]
    for link in items(node, "links"):
        other = (text(link) or "").partition(":")[0]
        _flow(facts, own, names.get(other), link.place, "a link")
    settings = list(_environment(node))
    for key, value, place in settings:
        for other in _named(value, key, names):
            if other != name:
                _flow(facts, own, names[other], place, f"the setting {key}")
    waits = get(node, "depends_on")
    for place, other in [(key.place, key.text) for key, _ in entries(waits)] + [
        (item.place, text(item) or "") for item in items(waits)
    ]:
        _flow(
            facts, own, names.get(other), place, "it depends on that service; remove it where nothing is sent"
        )
    add_models(facts, own, list(_models(settings, names)))
    _strange(facts, settings, names)


def _environment(node: Node) -> Iterator[tuple[str, str, Place]]:
    """The settings of a service, as a map or a list of NAME=value."""
    for key, value in entries(node, "environment"):
        if isinstance(value, Scalar):
            yield key.text, value.text, value.place
    for item in items(node, "environment"):
        name, _, said = (text(item) or "").partition("=")
        yield name.strip(), said, item.place


def _named(value: str, key: str, names: dict[str, str]) -> list[str]:
    """Services whose name is the host of an address, or the value of a setting that asks for a host."""
    host = host_of(value) if "://" in value else None
    if host is None and re.search(
        r"(?:HOST|HOSTNAME|SERVER|ADDR(?:ESS)?|URL|URI|BROKERS?|ENDPOINT)S?$", key.upper()
    ):
        host = re.split(r"[:/,]", value.strip(), maxsplit=1)[0].casefold()
    return [name for name in names if host is not None and name.casefold() == host]


def _models(settings: list[tuple[str, str, Place]], names: dict[str, str]) -> Iterator[Model]:
    """Models that settings name: by an address, else by a key for a vendor whose address is not changed."""
    services = {name.casefold() for name in names}
    for key, value, place in settings:
        host = host_of(value) if "://" in value else None
        if host is not None and host not in services and (vendor_at(host) or _MODELISH.search(key.upper())):
            yield Model(None, None, value, None, key=True, place=place, base_place=place)
    for key, _, place in settings:
        provider = _VENDOR_KEYS.get(key.upper())
        if provider is not None and not _moved(key.upper(), settings):
            yield Model(provider, None, None, None, key=True, place=place)


def _strange(facts: Facts, settings: list[tuple[str, str, Place]], names: dict[str, str]) -> None:
    """Ask about addresses outside that are no model's: what they are for, a file does not say."""
    services = {name.casefold() for name in names}
    for key, value, place in settings:
        host = host_of(value) if "://" in value else None
        if (
            host
            and host not in services
            and not is_inside(host)
            and not vendor_at(host)
            and not _MODELISH.search(key.upper())
        ):
            facts.ask(place, f"The setting {key} names {host}: who runs it, and what is sent there?")


def _moved(key: str, settings: list[tuple[str, str, Place]]) -> bool:
    """Whether a setting gives another address for the interface a key is for; that address counts, not the key's name."""
    prefix = key.removesuffix("_API_KEY")
    return any(
        value and name.upper().startswith(prefix) and _BASES.fullmatch(name.upper())
        for name, value, _ in settings
    )


def _flow(facts: Facts, own: str, other: str | None, place: Place, why: str) -> None:
    if other is None or own == other:
        return
    name = flow_id(own, other)
    if facts.has("flows", name):
        return
    flow = facts.thing("flows", name).infers("from", own, place, why).infers("to", other, place, why)
    flow.leaves("data", place, "what is sent").leaves("network", place, "internal | private | public")
    flow.leaves("encryption", place, "tls1.2 | tls1.3 | mtls | none")

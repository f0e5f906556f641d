"""The services of a CycloneDX inventory (JSON, 1.6 and 1.7): who provides each, where it answers, what depends on it.

Shape after the specification: `services` with `bom-ref`, `name`, `provider`, `endpoints`, `authenticated`, `data`, nested
`services`; `metadata.component`; `dependencies` of `ref` and `dependsOn`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from compliance.importers.facts import Facts, Imported, identifier
from compliance.importers.modelled import Names, add_flow, add_operator, vendors_of
from compliance.importers.trees import get, items, text
from compliance.source import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.source import Node
    from compliance.source.foreign import Foreign

KIND: Final = "CycloneDX inventory"


def applies(root: Node) -> bool:
    """Whether a tree is such an inventory."""
    return text(root, "bomFormat") == "CycloneDX" and (text(root, "specVersion") or "").startswith("1.")


def read(file: Foreign) -> Imported:
    """What the inventory says of services; the packages in it are no parts of an architecture."""
    facts, root = Facts(), file.root
    parts = Names("service")
    references = _by_reference(root)
    main = _application(facts, root, parts)
    for reference, node in references.items():
        _component(facts, parts.of(reference), node)
    linked = _dependencies(facts, root, parts, references)
    for reference, node in references.items():
        if main is not None and reference not in linked:
            _flow(facts, main, parts.of(reference), node, "a service of the inventory")
    if not references:
        facts.ask(root.place, "The inventory lists no services: which does the system use?")
    return Imported(KIND, file.name, facts.all(), facts.open, file.left_out)


def _by_reference(root: Node) -> dict[str, Node]:
    """The services that have a name, by their references; by their names where they have none, the second of a name numbered."""
    found: dict[str, Node] = {}
    for node in _services(root):
        name = text(node, "name")
        wanted = text(node, "bom-ref") or name
        if name is None or wanted is None:
            continue
        reference, number = wanted, 1
        while reference in found:
            number += 1
            reference = f"{wanted} {number}"
        found[reference] = node
    return found


def _services(node: Node) -> Iterator[Node]:
    """All services, nested ones too. The reader has limited the depth."""
    for service in items(node, "services"):
        yield service
        yield from _services(service)


def _application(facts: Facts, root: Node, parts: Names) -> str | None:
    """What the inventory is about: the system and its application."""
    node, called = get(root, "metadata", "component"), get(root, "metadata", "component", "name")
    if node is None or not isinstance(called, Scalar) or not called.text:
        return None
    facts.thing("system", "").states("id", identifier(called.text, "system"), called.place)
    name = parts.of(text(node, "bom-ref") or called.text)
    component = facts.thing("components", name).states("name", called.text, called.place)
    if text(node, "type") == "application":
        component.infers("kind", "application", node.place, "type application")
    else:
        component.leaves("kind", node.place, "what is it?")
    component.leaves("hosting", node.place, "own_cloud | colocation | on_premises | vendor_cloud")
    component.leaves("location", node.place, "the country it runs in")
    return name


def _component(facts: Facts, name: str, node: Node) -> None:
    component, called, provider = (
        facts.thing("components", name),
        get(node, "name"),
        get(node, "provider", "name"),
    )
    component.states("name", text(called) or name, (called or node).place)
    addresses = [said for item in items(node, "endpoints") if (said := text(item))]
    vendor = vendors_of(addresses)
    if vendor is not None:
        component.infers(
            "kind", "model_api", items(node, "endpoints")[0].place, f"its address is one of {vendor}'s"
        )
    else:
        component.leaves("kind", node.place, "what is it?")
    if isinstance(provider, Scalar) and provider.text:
        add_operator(facts, component, provider.text, provider.place, "the provider")
        _seat(facts, provider.text, node)
    else:
        component.leaves("operator", node.place, "the party that provides it; left out: you")
    component.leaves("hosting", node.place, "vendor_api | vendor_cloud | own_cloud | on_premises")
    component.leaves("location", node.place, "the country it runs in")
    component.leaves("stores", node.place, "what it keeps; none, if nothing")


def _seat(facts: Facts, provider: str, node: Node) -> None:
    country = get(node, "provider", "address", "country")
    if isinstance(country, Scalar) and re.fullmatch("[A-Z]{2}", country.text):
        facts.thing("parties", identifier(provider, "party")).states("country", country.text, country.place)


def _dependencies(facts: Facts, root: Node, parts: Names, services: dict[str, Node]) -> set[str]:
    """Flows along dependencies on services; the references of services that have one."""
    linked: set[str] = set()
    for node in items(root, "dependencies"):
        start = parts.known(text(node, "ref"))
        for item in items(node, "dependsOn"):
            reference = text(item) or ""
            service, end = services.get(reference), parts.known(reference)
            if start is not None and end is not None and service is not None and start != end:
                linked.add(reference)
                _flow(facts, start, end, service, "a dependency")
    return linked


def _flow(facts: Facts, start: str, end: str, node: Node, why: str) -> None:
    flow = add_flow(facts, start, end, node.place, why)
    words = [said for item in items(node, "data") if (said := text(item, "classification"))]
    flow.leaves(
        "data", node.place, f"classified as {', '.join(words)}: which data?" if words else "what is sent"
    )
    addresses = [said for item in items(node, "endpoints") if (said := text(item))]
    if addresses and all(one.startswith("https://") for one in addresses):
        flow.infers("encryption", "yes", items(node, "endpoints")[0].place, "its addresses begin with https")
    else:
        flow.leaves("encryption", node.place, "tls1.2 | tls1.3 | mtls | none")
    login = get(node, "authenticated")
    if login is not None and text(login) == "false":
        flow.infers("authentication", "none", login.place, "the service asks for no authentication")
    else:
        flow.leaves("authentication", node.place, "api_key | mutual | user | none")
    flow.leaves("network", node.place, "internal | private | public")

"""An Open Threat Model: components, data flows between them, and assets.

Shape after the format's documentation: `otmVersion`, `project`, `assets`, `components` with `type` and `assets.stored`,
`dataflows` with `source`, `destination` and `assets`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.importers.facts import Facts, Imported, identifier
from compliance.importers.kinds import kind_of_word
from compliance.importers.modelled import Names, add_data, add_flow, open_list
from compliance.importers.trees import get, items, text
from compliance.source import Scalar

if TYPE_CHECKING:
    from compliance.source import Node
    from compliance.source.foreign import Foreign

KIND: Final = "Open Threat Model"


def applies(root: Node) -> bool:
    """Whether a tree is such a model."""
    return get(root, "otmVersion") is not None


def read(file: Foreign) -> Imported:
    """What the model says."""
    facts, root = Facts(), file.root
    for field in ("id", "name"):
        said = get(root, "project", field)
        if isinstance(said, Scalar) and said.text:
            value = identifier(said.text, "system") if field == "id" else said.text
            facts.thing("system", "").states(field, value, said.place)
    data, parts = Names("data"), Names("part")
    for node in items(root, "assets"):
        if (called := text(node, "id") or text(node, "name")) is not None:
            add_data(facts, data.of(called), text(node, "name") or called, node.place)
    for node in items(root, "components"):
        if (called := text(node, "id") or text(node, "name")) is not None:
            _component(facts, parts.of(called), node, data)
    for node in items(root, "dataflows"):
        _flow(facts, node, parts, data)
    for node in items(root, "trustZones"):
        facts.ask(
            node.place,
            f"Is the trust zone {text(node, 'name') or text(node, 'id')} a network zone? Zones are not imported.",
        )
    return Imported(KIND, file.name, facts.all(), facts.open, file.left_out)


def _component(facts: Facts, name: str, node: Node, data: Names) -> None:
    component = facts.thing("components", name)
    called, sort = get(node, "name"), get(node, "type")
    component.states("name", text(called) or name, (called or node).place)
    kind = kind_of_word(text(sort) or "")
    if sort is not None and kind:
        component.infers("kind", kind, sort.place, f"type {text(sort)}")
    else:
        component.leaves(
            "kind", (sort or node).place, f"type {text(sort)}: what is it?" if text(sort) else "what is it?"
        )
    stored = open_list(node, data, "assets", "stored")
    if stored:
        component.states(
            "stores", stored, (get(node, "assets", "stored") or node).place, "others are left open"
        )
    else:
        component.leaves("stores", node.place, "what it keeps; none, if nothing")
    component.leaves("operator", node.place, "the party that runs it; left out: you")
    component.leaves(
        "hosting", node.place, "own_cloud | colocation | on_premises | vendor_cloud | vendor_api"
    )
    component.leaves("location", node.place, "the country it runs in")


def _flow(facts: Facts, node: Node, parts: Names, data: Names) -> None:
    start, end = parts.known(text(node, "source")), parts.known(text(node, "destination"))
    if start is None or end is None or start == end:
        facts.ask(node.place, "A data flow names an end that is no component: what goes where?")
        return
    flow = add_flow(facts, start, end, node.place, "a data flow")
    called, sent = get(node, "name"), open_list(node, data, "assets")
    if isinstance(called, Scalar) and called.text:
        flow.states("name", called.text, called.place)
    if sent:
        flow.states("data", sent, (get(node, "assets") or node).place, "others are left open")
    else:
        flow.leaves("data", node.place, "what is sent")
    flow.leaves("network", node.place, "internal | private | public")
    flow.leaves("encryption", node.place, "tls1.2 | tls1.3 | mtls | none")

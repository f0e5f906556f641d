"""A Threagile model: technical assets with their communication links, and data assets.

Shape after the project's documentation: `technical_assets` and `data_assets` are maps by title; assets carry `id`, `type`,
`technology`, `encryption`, `data_assets_stored`, `communication_links` with `target`, `protocol`, `vpn`, `authentication`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.importers.facts import Facts, Imported, identifier
from compliance.importers.kinds import kind_of_word
from compliance.importers.modelled import Names, add_data, add_flow, add_operator, open_list
from compliance.importers.trees import entries, get, items, text
from compliance.source import Mapping, Scalar

if TYPE_CHECKING:
    from compliance.importers.facts import Thing
    from compliance.source import Node
    from compliance.source.foreign import Foreign

KIND: Final = "Threagile model"

_SECURE: Final = frozenset(
    {"https", "wss", "ssh", "ssh-tunnel", "scp", "sftp", "ftps", "ldaps", "smtp-encrypted"}
)
_PLAIN: Final = frozenset(
    {
        "http",
        "ws",
        "ftp",
        "ldap",
        "smtp",
        "imap",
        "pop3",
        "jdbc",
        "odbc",
        "sql-access-protocol",
        "text",
        "binary",
    }
)
_AUTHENTICATION: Final = {"none": "none", "client-certificate": "mutual"}


def applies(root: Node) -> bool:
    """Whether a tree is such a model."""
    return get(root, "threagile_version") is not None or (
        isinstance(get(root, "technical_assets"), Mapping) and get(root, "data_assets") is not None
    )


def read(file: Foreign) -> Imported:
    """What the model says."""
    facts, root = Facts(), file.root
    title = get(root, "title")
    if isinstance(title, Scalar) and title.text:
        system = facts.thing("system", "")
        system.states("id", identifier(title.text, "system"), title.place).states(
            "name", title.text, title.place
        )
    data, parts = Names("data"), Names("part")
    for key, node in entries(root, "data_assets"):
        add_data(facts, data.of(text(node, "id") or key.text), key.text, key.place)
    assets = list(entries(root, "technical_assets"))
    for key, node in assets:
        _component(facts, parts.of(text(node, "id") or key.text), key, node, data)
    for key, node in assets:
        for _, link in entries(node, "communication_links"):
            _link(facts, parts.of(text(node, "id") or key.text), parts, link, data)
    for key, _ in entries(root, "trust_boundaries"):
        facts.ask(key.place, f"Is the trust boundary {key.text} a network zone? Boundaries are not imported.")
    return Imported(KIND, file.name, facts.all(), facts.open, file.left_out)


def _component(facts: Facts, name: str, key: Scalar, node: Node, data: Names) -> None:
    component = facts.thing("components", name).states("name", key.text, key.place)
    technology = get(node, "technology") or next(iter(items(node, "technologies")), None)
    word = text(technology)
    kind = kind_of_word(word) if word else None
    if technology is not None and kind:
        component.infers("kind", kind, technology.place, f"technology {word}")
    else:
        component.leaves(
            "kind", (technology or key).place, f"technology {word}: what is it?" if word else "what is it?"
        )
    _stored(component, key, node, data)
    component.leaves("hosting", key.place, "own_cloud | colocation | on_premises | vendor_cloud | vendor_api")
    component.leaves("location", key.place, "the country it runs in")
    kind_of_asset, owner = get(node, "type"), get(node, "owner")
    if kind_of_asset is not None and text(kind_of_asset) == "external-entity":
        add_operator(
            facts,
            component,
            text(owner) or f"Operator of {key.text}",
            kind_of_asset.place,
            "an external entity",
        )
    elif isinstance(owner, Scalar) and owner.text:
        facts.ask(owner.place, f"{owner.text} is named as an owner: is that you, or a party outside?")


def _stored(component: Thing, key: Scalar, node: Node, data: Names) -> None:
    stored, encryption = open_list(node, data, "data_assets_stored"), get(node, "encryption")
    place = (get(node, "data_assets_stored") or key).place
    if stored:
        component.states("stores", stored, place, "others are left open")
    else:
        component.leaves("stores", place, "what it keeps; none, if nothing")
    said = text(encryption)
    if encryption is not None and stored and said == "none":
        component.states("encryption", "none", encryption.place)
    elif encryption is not None and stored and said == "transparent":
        component.infers("encryption", "yes", encryption.place, "transparent encryption")
    elif encryption is not None and stored and said:
        component.leaves("encryption", encryption.place, f"{said}: how is what it stores encrypted?")


def _link(facts: Facts, own: str, parts: Names, link: Node, data: Names) -> None:
    target = get(link, "target")
    end = parts.known(text(target))
    if target is None or end is None or end == own:
        return
    flow = add_flow(facts, own, end, target.place, "a communication link")
    for name, field in (("data_assets_sent", "data"), ("data_assets_received", "returns")):
        found = open_list(link, data, name)
        if found:
            flow.states(field, found, (get(link, name) or target).place, "others are left open")
        else:
            flow.leaves(
                field,
                (get(link, name) or target).place,
                "what is sent" if field == "data" else "what comes back",
            )
    _protection(flow, link, target)
    flow.leaves("network", target.place, "internal | private | public")


def _protection(flow: Thing, link: Node, target: Node) -> None:
    protocol, said = get(link, "protocol"), text(link, "protocol") or ""
    vpn, way = get(link, "vpn"), get(link, "authentication")
    if vpn is not None and (text(vpn) or "").casefold() == "true":
        flow.states("encryption", "vpn", vpn.place)
    elif protocol is not None and (said in _SECURE or said.endswith("-encrypted")):
        flow.infers("encryption", "yes", protocol.place, f"protocol {said}")
    elif protocol is not None and said in _PLAIN:
        flow.infers("encryption", "none", protocol.place, f"protocol {said} without a tunnel")
    else:
        flow.leaves("encryption", (protocol or target).place, "tls1.2 | tls1.3 | mtls | none")
    known = _AUTHENTICATION.get(text(way) or "")
    if way is not None and known:
        flow.infers("authentication", known, way.place, f"authentication {text(way)}")

"""What importers of threat models and inventories have in common: data sets, parts and links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.importers.facts import flow_id, identifier
from compliance.importers.trees import items, text
from compliance.importers.vendors import host_of, vendor_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.errors import Place
    from compliance.importers.facts import Facts, Thing
    from compliance.source import Node


class Names:
    """Ids made for the names of another model; two names never get the same."""

    def __init__(self, fallback: str) -> None:
        self._fallback = fallback
        self._made: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        """The id for a name, the same each time."""
        if name not in self._made:
            wanted, number = identifier(name, self._fallback), 1
            made = wanted
            while made in self._taken:
                number += 1
                made = f"{wanted}-{number}"
            self._made[name] = made
            self._taken.add(made)
        return self._made[name]

    def known(self, name: str | None) -> str | None:
        """The id of a name that was seen before."""
        return self._made.get(name) if name is not None else None


def add_data(facts: Facts, name: str, called: str, place: Place) -> None:
    """A data set of which another model tells the name."""
    facts.thing("data", name).states("name", called, place).leaves(
        "category", place, "what it is about"
    ).leaves("about", place, "whom it concerns")


def open_list(node: Node | None, names: Names, *keys: str) -> tuple[str, ...] | None:
    """The data sets a list names, left open for others; None where it names none."""
    found = [name for item in items(node, *keys) if (name := names.known(text(item))) is not None]
    return (*dict.fromkeys(found), "unknown") if found else None


def add_flow(facts: Facts, start: str, end: str, place: Place, why: str) -> Thing:
    """A flow between two parts, of which no more is known yet; a second link between the same parts is a flow of its own."""
    name, number = flow_id(start, end), 1
    wanted = name
    while facts.has("flows", name):
        number += 1
        name = f"{wanted}-{number}"
    flow = facts.thing("flows", name)
    return flow.states("from", start, place, why).states("to", end, place, why)


def add_operator(facts: Facts, component: Thing, called: str, place: Place, why: str) -> None:
    """A party outside that runs a part."""
    party = identifier(called, "party")
    facts.thing("parties", party).infers("name", called, place, why).infers(
        "kind", "company", place, why
    ).leaves("country", place, "the country of its seat").leaves(
        "agreements", place, "which contracts bind it, with their dates"
    )
    component.infers("operator", party, place, f"{why}; if you run it yourself, remove this line")


def vendors_of(addresses: Iterable[str]) -> str | None:
    """The one known vendor of models all addresses lead to."""
    hosts = [host for one in addresses if (host := host_of(one)) is not None]
    found = {vendor.id if (vendor := vendor_at(host)) else None for host in hosts}
    return found.pop() if len(found) == 1 else None

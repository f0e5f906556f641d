"""Names of what a finding is about, as the description gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.stated import entries
from compliance.render.text import clean, words_of

if TYPE_CHECKING:
    from compliance.model.architecture import Architecture


def subject_name(architecture: Architecture, kind: str, identifier: str) -> str:
    """The name of a subject; its id in words where the description gives no name."""
    if kind == "organisation":
        organisation = architecture.organisation
        return clean((organisation and organisation.name) or "the organisation")
    if kind == "system":
        system = architecture.system
        return clean((system and system.name) or identifier)
    if kind == "flow":
        return flow_name(architecture, identifier)
    owner, slash, part = identifier.partition("/")
    if slash and kind == "holding":
        return f"{words_of(part)} in {end_name(architecture, owner)}"
    if slash:
        return f"{words_of(part)} of {end_name(architecture, owner)}"
    return end_name(architecture, identifier)


def flow_name(architecture: Architecture, identifier: str) -> str:
    """`from → to` of a flow, by the names of its ends."""
    flow = entries(architecture.flows).get(identifier)
    if flow is None:
        return clean(identifier)
    return f"{end_name(architecture, flow.from_)} → {end_name(architecture, flow.to)}"


def end_name(architecture: Architecture, identifier: str) -> str:
    """The name of a component or party; the organisation's name; else the id in words."""
    if identifier == "organisation":
        return subject_name(architecture, "organisation", identifier)
    component = entries(architecture.components).get(identifier)
    if component is not None and component.name:
        return clean(component.name)
    party = entries(architecture.parties).get(identifier)
    if party is not None and party.name:
        return clean(party.name)
    return clean(words_of(identifier))

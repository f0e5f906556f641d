"""The system as it was described: diagram, and registers of flows, components, parties and data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render import words
from compliance.render.diagram import diagram, graph, layout, views
from compliance.render.diagram.svg import style_of
from compliance.render.names import end_name, subject_name
from compliance.render.report import NOT_STATED
from compliance.render.stated import agreement_name, day, entries, held, role_pairs, signed_status, word
from compliance.render.stated import words as several
from compliance.render.text import listed, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from compliance.model.architecture import Architecture, Component, Flow, Party
    from compliance.model.assessment import Finding, FindingOutcome
    from compliance.render.diagram import Edge, Graph


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One data flow; `number` is its badge in the diagram."""

    number: int
    id: str
    start: str
    end: str
    data: str
    returns: str
    protection: str
    purpose: str
    since: str
    state: str
    style: str
    mark: str


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One component: what it is, who runs it, where, and what it keeps."""

    id: str
    name: str
    kind: str
    operator: str
    place: str
    stores: str
    encryption: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party: what it is, where, its roles, and which agreements are stated with it."""

    id: str
    name: str
    kind: str
    country: str
    roles: str
    agreements: str


@dataclass(frozen=True, slots=True)
class DataRow:
    """One set of data."""

    id: str
    category: str
    form: str
    about: str
    retention: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of the data flows; the caption is empty where one drawing shows everything."""

    svg: Markup
    caption: str


@dataclass(frozen=True, slots=True)
class SystemView:
    """The whole description, in print."""

    drawings: tuple[Drawing, ...]
    sentence: str
    exclusions: tuple[str, ...]
    boundary: str
    stage: str
    flows: tuple[FlowRow, ...]
    components: tuple[ComponentRow, ...]
    parties: tuple[PartyRow, ...]
    data: tuple[DataRow, ...]


def system_view(architecture: Architecture, findings: Sequence[Finding]) -> SystemView:
    """The chapter on the system."""
    drawn = graph(architecture, findings)
    stated = architecture.system
    name = subject_name(architecture, "system", "the system")
    return SystemView(
        drawings=_drawings(drawn, name),
        sentence=sentence(stated.boundary) if stated and stated.boundary else "",
        exclusions=tuple(sentence(one) for one in (stated.exclusions if stated else None) or ()),
        boundary=_boundary(architecture),
        stage=word(stated.stage if stated else None),
        flows=tuple(_flow(architecture, edge) for edge in drawn.edges),
        components=tuple(_component(architecture, i, c) for i, c in entries(architecture.components).items()),
        parties=tuple(_party(i, p) for i, p in entries(architecture.parties).items()),
        data=tuple(
            DataRow(
                word(i),
                several(d.category),
                several(d.form),
                several(d.about),
                _kept(architecture, i, d.retention),
            )
            for i, d in entries(architecture.data).items()
        ),
    )


def _drawings(drawn: Graph, name: str) -> tuple[Drawing, ...]:
    """The whole in one drawing, or several views where it would be too crowded to read."""
    if not drawn.nodes:
        return ()
    parts = views(drawn)
    return tuple(Drawing(diagram(layout(part.graph), name), part.caption) for part in parts)


def _kept(architecture: Architecture, data: str, retention: object) -> str:
    """How long a set is kept: what it states itself, and what single stores state instead."""
    stores = [
        f"{word(held.retention)} in {end_name(architecture, name)}"
        for name, one in entries(architecture.components).items()
        if (held := entries(one.stores).get(data)) is not None and held.retention is not None
    ]
    if not stores:
        return word(retention)
    own = [] if retention is None else [f"{word(retention)} unless a store says otherwise"]
    return "; ".join(own + stores)


def _boundary(architecture: Architecture) -> str:
    """What lies inside: counted, so that a reader sees at once whether something is missing."""
    numbers = [
        ("component", len(entries(architecture.components))),
        ("data flow", len(entries(architecture.flows))),
        ("outside party", len(entries(architecture.parties))),
        ("purpose", len(entries(architecture.purposes))),
        ("AI system", len(entries(architecture.ai_systems))),
    ]
    many = {"outside party": "outside parties"}
    return (
        ", ".join(f"{n} {noun if n == 1 else many.get(noun, noun + 's')}" for noun, n in numbers if n)
        or NOT_STATED
    )


def _flow(architecture: Architecture, edge: Edge) -> FlowRow:
    flow: Flow = entries(architecture.flows)[edge.id]
    outcome: FindingOutcome | None = edge.state
    return FlowRow(
        number=edge.number,
        id=edge.id,
        start=end_name(architecture, edge.start),
        end=end_name(architecture, edge.end),
        data=held(flow.data),
        returns="" if flow.returns is None else held(flow.returns),
        protection=f"{_of(flow.network, 'network')}, {_of(flow.encryption, 'encryption')}",
        purpose="purpose not stated" if flow.purpose is None else f"for {word(flow.purpose)}",
        since=day(flow.since),
        state="no control" if outcome is None else words.printed(outcome),
        style=style_of(outcome),
        mark="" if outcome is None else words.MARK[outcome],
    )


def _of(value: object, noun: str) -> str:
    """`public network`, `network not stated`, `encryption TLS 1.3`."""
    if value is None or noun == "encryption":
        return f"{noun} {word(value)}"
    return f"{word(value)} {noun}"


def _component(architecture: Architecture, identifier: str, component: Component) -> ComponentRow:
    own = component.operator in {None, "organisation"}
    zone = f", zone {word(component.zone)}" if component.zone else ""
    return ComponentRow(
        id=identifier,
        name=end_name(architecture, identifier),
        kind=word(component.kind),
        operator="own" if own else end_name(architecture, str(component.operator)),
        place=f"{word(component.hosting)}, {word(component.location)}{zone}",
        stores=held(component.stores),
        encryption=_encryption(component),
    )


def _encryption(component: Component) -> str:
    """The component's encryption, else what its single holdings state."""
    stated = {
        str(held.encryption) for held in (component.stores or {}).values() if held.encryption is not None
    }
    if component.encryption is not None or not stated:
        return word(component.encryption)
    return listed(sorted(word(one) for one in stated))


def _party(identifier: str, party: Party) -> PartyRow:
    return PartyRow(
        id=identifier,
        name=party.name or word(identifier),
        kind=word(party.kind),
        country=word(party.country),
        roles="; ".join(f"{law} {role}" for law, role in role_pairs(party.roles))
        if party.roles
        else NOT_STATED,
        agreements=_agreements(party),
    )


def _agreements(party: Party) -> str:
    record = party.agreements
    if record is None:
        return NOT_STATED
    said = [(name, getattr(record, name)) for name in type(record).model_fields]
    return (
        "; ".join(f"{agreement_name(name)}: {signed_status(one)}" for name, one in said if one is not None)
        or NOT_STATED
    )

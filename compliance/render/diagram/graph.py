"""The description as a drawing needs it: lanes, nodes in lanes, numbered flows, each with the state of its findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from compliance.model.assessment import WORST_FIRST
from compliance.render.names import end_name
from compliance.render.stated import entries, word
from compliance.render.text import clean, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.architecture import Architecture, Component
    from compliance.model.assessment import Finding, FindingOutcome

Shape: TypeAlias = Literal["people", "party", "store", "model", "process"]
Side: TypeAlias = Literal["people", "own", "outside"]

_STORES: Final = frozenset(
    [
        "database",
        "file_store",
        "mailbox",
        "vector_index",
        "log",
        "queue",
        "backup",
        "paper_archive",
        "removable_media",
    ]
)
_MODELS: Final = frozenset(["model_api", "self_hosted_model"])
_PEOPLE: Final = frozenset(["person", "workforce", "customers"])
_ORDER: Final[tuple[Side, ...]] = ("people", "own", "outside")


@dataclass(frozen=True, slots=True)
class Node:
    """A component, a party or a group of people. `state` is the worst outcome of findings about it, None without any."""

    id: str
    name: str
    shape: Shape
    lane: str
    state: FindingOutcome | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A trust zone or place of hosting, with its country: a band of the drawing."""

    id: str
    label: str
    side: Side


@dataclass(frozen=True, slots=True)
class Edge:
    """A data flow; `number` is its place in the register, from 1."""

    number: int
    id: str
    start: str
    end: str
    state: FindingOutcome | None


@dataclass(frozen=True, slots=True)
class Graph:
    """What is drawn. Lanes are ordered from the people to outside parties; nodes and edges as described."""

    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(architecture: Architecture, findings: Iterable[Finding]) -> Graph:
    """The drawing of a description, coloured by findings in force."""
    states = _States(findings)
    ends = _ends(architecture)
    lanes: dict[str, Lane] = {}
    nodes = []
    for identifier in ends:
        lane = _lane(architecture, identifier)
        lanes.setdefault(lane.id, lane)
        state = states.of_node(identifier)
        nodes.append(
            Node(
                identifier,
                end_name(architecture, identifier),
                _shape(architecture, identifier),
                lane.id,
                state,
            )
        )
    edges = tuple(
        Edge(number, name, flow.from_, flow.to, states.of_flow(name, flow.from_, flow.to))
        for number, (name, flow) in enumerate(entries(architecture.flows).items(), start=1)
    )
    ordered = sorted(lanes.values(), key=lambda lane: _ORDER.index(lane.side))
    return Graph(tuple(ordered), tuple(nodes), edges)


class _States:
    """The worst outcome in force by subject and by step of a data path."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.by_subject: dict[tuple[str, str], FindingOutcome] = {}
        self.by_step: dict[tuple[str, str], FindingOutcome] = {}
        for finding in findings:
            if finding.timing != "in_force" or finding.standing == "historic":
                continue
            kind, identifier = finding.subject.kind, finding.subject.id
            if kind in {"holding", "access"}:
                kind, identifier = "node", identifier.partition("/")[0]
            elif kind in {"component", "party"}:
                kind = "node"
            _worsen(self.by_subject, (kind, identifier), finding.outcome)
            if finding.outcome in {"gap", "unknown"}:
                for step in zip(finding.path, finding.path[1:], strict=False):
                    _worsen(self.by_step, step, finding.outcome)

    def of_node(self, identifier: str) -> FindingOutcome | None:
        return self.by_subject.get(("node", identifier))

    def of_flow(self, identifier: str, start: str, end: str) -> FindingOutcome | None:
        found = [self.by_subject.get(("flow", identifier)), self.by_step.get((start, end))]
        stated = [outcome for outcome in found if outcome is not None]
        return min(stated, key=WORST_FIRST.index, default=None)


def _worsen(
    found: dict[tuple[str, str], FindingOutcome], key: tuple[str, str], outcome: FindingOutcome
) -> None:
    found[key] = min(found.get(key, outcome), outcome, key=WORST_FIRST.index)


def _ends(architecture: Architecture) -> list[str]:
    """Everything that is drawn: ends of flows in the order of the flows, then components without a flow."""
    flows = entries(architecture.flows).values()
    found = [end for flow in flows for end in (flow.from_, flow.to)]
    return list(dict.fromkeys([*found, *entries(architecture.components)]))


def _shape(architecture: Architecture, identifier: str) -> Shape:
    component = entries(architecture.components).get(identifier)
    if component is not None:
        kind = str(component.kind or "")
        return "store" if kind in _STORES else "model" if kind in _MODELS else "process"
    party = entries(architecture.parties).get(identifier)
    if party is None:
        return "people" if identifier != "organisation" else "party"
    return "people" if str(party.kind or "") in _PEOPLE else "party"


def _lane(architecture: Architecture, identifier: str) -> Lane:
    component = entries(architecture.components).get(identifier)
    if component is not None:
        return _component_lane(architecture, component)
    if _shape(architecture, identifier) == "people":
        return Lane("people", "People", "people")
    party = entries(architecture.parties).get(identifier)
    country = (party.country if party is not None else None) or "country not stated"
    return Lane(f"party {country}", f"Other parties · {word(country)}", "outside")


def _component_lane(architecture: Architecture, component: Component) -> Lane:
    """Components with one zone or hosting, one operator and one country share a lane."""
    operator = component.operator if component.operator not in {None, "organisation"} else None
    who = end_name(architecture, operator) if operator else "own"
    place = (
        words_of(str(component.zone))
        if component.zone
        else word(component.hosting)
        if component.hosting
        else "hosting not stated"
    )
    country = word(component.location or "country not stated")
    hosting = f" · {word(component.hosting)}" if component.zone and component.hosting else ""
    label = clean(f"{place[0].upper()}{place[1:]}{hosting} · {who} · {country}")
    return Lane(label, label, "outside" if operator else "own")

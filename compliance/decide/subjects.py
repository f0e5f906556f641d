"""What a finding is about: its name, and the components it involves, so that it can be laid on a route."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.model.derived import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from compliance.model.architecture import Architecture

_PLACES: Final = {str(kind): parts for kind, parts in SECTIONS.items()}
"""Where subjects are stated, by the kind that a finding names."""


def entries(architecture: Architecture, section: str) -> Mapping[str, Any]:
    """A section of the description by id; empty where it is not stated."""
    found = getattr(architecture, section)
    return {} if found is None else found


def stated(architecture: Architecture, kind: str, id_: str) -> bool:
    """Whether a subject is there. The organisation and the system always are."""
    if kind in {"organisation", "system"}:
        return True
    owner, _, part = id_.partition("/")
    if len(_PLACES[kind]) == 1:
        return id_ in entries(architecture, _PLACES[kind][0])
    found = entries(architecture, _PLACES[kind][0]).get(owner)
    held = {"holding": "stores", "access": "access"}.get(kind)
    return found is not None and (held is None or part in (getattr(found, held) or {}))


def path_of(kind: str, id_: str) -> str:
    """Where the description states a subject, or what it is part of."""
    if kind in {"organisation", "system"}:
        return kind
    return f"{_PLACES[kind][0]}.{id_.partition('/')[0]}"


def name_of(architecture: Architecture, kind: str, id_: str) -> str:
    """The name that the description gives, else the id."""
    if kind in {"organisation", "system"}:
        return getattr(getattr(architecture, kind), "name", None) or f"the {kind}"
    owner, _, part = id_.partition("/")
    if len(_PLACES[kind]) > 1:
        inside = "in" if kind == "holding" else "of"
        return (
            f"{_named(architecture, 'data', part)} {inside} {_named(architecture, _PLACES[kind][0], owner)}"
        )
    if kind == "flow" and (flow := entries(architecture, "flows").get(id_)) is not None:
        return (
            flow.name
            or f"{_end(architecture, flow.from_)} \N{RIGHTWARDS ARROW} {_end(architecture, flow.to)}"
        )
    return _named(architecture, _PLACES[kind][0], id_)


def _named(architecture: Architecture, section: str, id_: str) -> str:
    return getattr(entries(architecture, section).get(id_), "name", None) or id_


def _end(architecture: Architecture, id_: str) -> str:
    if id_ == "organisation":
        return name_of(architecture, "organisation", id_)
    return _named(
        architecture, "components" if id_ in entries(architecture, "components") else "parties", id_
    )


def components_of(architecture: Architecture, kind: str, id_: str) -> frozenset[str]:
    """Ids of the components that a subject involves; none where it is about the organisation, or cannot be laid anywhere.

    What is not stated counts as involved, as far as it may be: a flow that states no purpose may serve any.
    """
    if kind in {"component", "holding", "access"}:
        return frozenset({id_.partition("/")[0]})
    find = _FINDERS.get(kind)
    closed = all(getattr(getattr(architecture, name), "closed", False) for name in ("components", "flows"))
    if find is None or not (closed or kind == "flow"):
        return frozenset()
    return frozenset(find(architecture, id_)) & frozenset(entries(architecture, "components"))


def _of_flow(architecture: Architecture, id_: str) -> Iterator[str]:
    flow = entries(architecture, "flows").get(id_)
    if flow is not None:
        yield from (flow.from_, flow.to)


def _flows(architecture: Architecture, wanted: Callable[[Any], bool]) -> Iterator[str]:
    """Both ends of every flow that is wanted."""
    for flow in entries(architecture, "flows").values():
        if wanted(flow):
            yield from (flow.from_, flow.to)


def _of_party(architecture: Architecture, id_: str) -> Iterator[str]:
    """What it runs or reaches, what it exchanges data with, and the same for whom it works for."""
    chain = _served(architecture, id_)
    for name, one in entries(architecture, "components").items():
        hosted = one.operator is None and str(one.hosting) in {"vendor_api", "vendor_cloud"}
        reached = {access.by or key for key, access in (one.access or {}).items()}
        if one.operator in chain or hosted or chain & reached:
            yield name
    yield from _flows(architecture, lambda flow: bool({flow.from_, flow.to} & chain))


def _served(architecture: Architecture, id_: str) -> set[str]:
    """The party and, in turn, everybody whose sub-processor it is."""
    chain, size = {id_}, 0
    while size < len(chain):
        size = len(chain)
        chain |= {
            name
            for name, party in entries(architecture, "parties").items()
            if party.sub_processors is not None and chain & set(map(str, party.sub_processors.has))
        }
    return chain


def _of_data(architecture: Architecture, id_: str) -> Iterator[str]:
    """Whatever keeps them, or may, and both ends of what carries them."""
    for name, one in entries(architecture, "components").items():
        if any(_may(held, id_) for held in (one.stores, one.buffers or {}, one.transforms or {})):
            yield name
    yield from _flows(architecture, lambda flow: _may(flow.data, id_) or _may(flow.returns, id_))


def _may(held: Any, id_: str) -> bool:  # noqa: ANN401 - a map of data, complete or not
    return held is None or id_ in held or not getattr(held, "closed", True)


def _of_zone(architecture: Architecture, id_: str) -> Iterable[str]:
    return (name for name, one in entries(architecture, "components").items() if one.zone in {id_, None})


def _of_purpose(architecture: Architecture, id_: str) -> Iterator[str]:
    return _flows(architecture, lambda flow: flow.purpose in {id_, None})


def _listed(section: str) -> Callable[[Architecture, str], Iterable[str]]:
    """The components that a subject lists itself; an open list may hold any."""

    def find(architecture: Architecture, id_: str) -> Iterable[str]:
        found = getattr(entries(architecture, section).get(id_.partition("/")[0]), "components", None)
        return found.has if found is not None and found.closed else ()

    return find


def _of_request(architecture: Architecture, id_: str) -> Iterable[str]:
    request = entries(architecture, "requests").get(id_)
    purpose = request.purpose if request is not None else None
    return _of_purpose(architecture, purpose) if purpose is not None else ()


_FINDERS: Final[Mapping[str, Callable[[Architecture, str], Iterable[str]]]] = {
    "flow": _of_flow,
    "party": _of_party,
    "data": _of_data,
    "zone": _of_zone,
    "purpose": _of_purpose,
    "ai_system": _listed("ai_systems"),
    "inference": _listed("ai_systems"),
    "output": _listed("ai_systems"),
    "incident": _listed("incidents"),
    "request": _of_request,
}

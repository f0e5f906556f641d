"""Which gaps and open points lie on which route of a variant, and so on which tasks.

A route runs over the components that the decision file names for it. Nothing is guessed where it names none: which way a request
takes is no fact of an architecture. Only a single route runs over all there is. A finding lies on every route that has one of
its components; what involves no component, or one that no route names, counts for every route, so that no gap is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.decide.cost import routes, serving_of, share_of
from compliance.decide.law import OPEN, Assessed, current
from compliance.decide.ledger import Ledger, MissingError
from compliance.decide.subjects import components_of, entries, name_of
from compliance.model.comparison import Number
from compliance.model.routing import Naming, RouteResult, Routing, TaskResult
from compliance.model.values import Listed
from compliance.model.words.decision import Quality, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.decide.ranges import Range
    from compliance.model.assessment import Finding
    from compliance.model.comparison import Check
    from compliance.model.layers import Layers

_SENSITIVITIES: Final = tuple(Sensitivity)
"""From what everybody may read to what the law protects."""


@dataclass(frozen=True, slots=True)
class Way:
    """A route with the components it runs over, or may; None where nothing says which."""

    path: str
    components: frozenset[str] | None
    naming: Naming | None

    @property
    def id(self) -> str:
        """Its id in the plan."""
        return self.path.rpartition(".")[2]


def ways(one: Assessed, layers: Layers) -> tuple[Way, ...]:
    """The routes of a variant with their components."""
    everything = frozenset(entries(one.architecture, "components"))
    paths = routes(layers, one.name)
    return tuple(_way(path, everything, layers, alone=len(paths) == 1) for path in paths)


def _way(path: str, everything: frozenset[str], layers: Layers, *, alone: bool) -> Way:
    named = layers.value(Listed, f"{path}.components")
    if alone:
        return Way(path, everything, "only")
    if named is None:
        return Way(path, None, None)
    if named.everything or not named.closed:
        return Way(path, everything - named.lacks, "stated" if named.everything else "open")
    return Way(path, frozenset(map(str, named.has)), "stated")


def laid(finding: Finding, one: Assessed, known: Sequence[Way]) -> frozenset[str]:
    """Ids of the routes that a finding lies on; none where it counts for every route."""
    kind, id_ = finding.subject.kind, finding.subject.id
    involved = components_of(one.architecture, kind, id_)
    named = [(way.id, way.components) for way in known if way.components is not None]
    if kind == "flow":
        # a flow from a shared component into the other route's part lies on that other route
        ends = involved & frozenset(name for _, components in named for name in components)
        whole = frozenset(id_ for id_, components in named if ends and ends <= components)
        if whole:
            return whole
    return frozenset(id_ for id_, components in named if involved & components)


def routing(one: Assessed, layers: Layers, checks: Iterable[Check]) -> Routing | None:
    """What lies on each route and each task of a variant; None where its plan has no route."""
    known = ways(one, layers)
    if not known:
        return None
    found = [
        finding for finding in current(one.assessment) if finding.outcome == "gap" or finding.outcome in OPEN
    ]
    places = [(finding, laid(finding, one, known)) for finding in found]

    def on(route: str | None, *, gaps: bool) -> tuple[str, ...]:
        return tuple(
            finding.id
            for finding, where in places
            if (finding.outcome == "gap") is gaps and (route in where if route is not None else not where)
        )

    told = tuple(checks)
    results = tuple(
        _result(one, layers, way, told, (on(way.id, gaps=True), on(way.id, gaps=False))) for way in known
    )
    tasks = tuple(_task(layers, name, results) for name in layers.ids("tasks"))
    return Routing(results, tasks, on(None, gaps=True), on(None, gaps=False))


def _result(
    one: Assessed,
    layers: Layers,
    way: Way,
    checks: Iterable[Check],
    found: tuple[tuple[str, ...], tuple[str, ...]],
) -> RouteResult:
    path, alone = way.path, way.naming == "only"
    stated = layers.value(tuple, f"{path}.tasks")
    tasks = stated if stated is not None else layers.ids("tasks") if alone else None
    model = layers.value(str, f"{path}.model")
    serving = serving_of(layers, path)
    named = tuple(sorted(way.components)) if way.components is not None else None
    gaps, open_ = found if way.components is not None else (None, None)
    return RouteResult(
        id=way.id,
        path=path,
        serving=str(serving) if serving is not None else None,
        model=(layers.value(str, f"models.{model}.name") or model) if model is not None else None,
        share=_share(layers, one.name, path),
        tasks=tasks,
        sensitivity=_sensitivity(layers, tasks, alone=alone),
        components=named,
        called=tuple(name_of(one.architecture, "component", name) for name in named)
        if named is not None
        else None,
        naming=way.naming,
        checks=tuple(check.id for check in checks if check.id.startswith(f"{way.id}.")),
        gaps=gaps,
        open=open_,
    )


def _sensitivity(layers: Layers, tasks: tuple[str, ...] | None, *, alone: bool) -> str | None:
    """The most sensitive data of some tasks; None where one that is not stated could be more sensitive."""
    known = [layers.value(Sensitivity, f"tasks.{task}.sensitivity") for task in tasks or ()]
    worst = max((word for word in known if word is not None), key=_SENSITIVITIES.index, default=None)
    if worst is _SENSITIVITIES[-1] or (known and None not in known):
        return str(worst)
    overall = layers.value(Sensitivity, "workload.sensitivity")
    settled = overall is not None and (alone or overall is _SENSITIVITIES[0])
    return str(overall) if settled else None


def _share(layers: Layers, variant: str, path: str) -> Number | None:
    """The share of the requests that a route takes, with where it is stated or how it came about."""
    try:
        share = share_of(Ledger(layers, recorded=False), variant, path)
    except MissingError:
        return None
    found = layers.find(f"{path}.share")
    if found is not None:
        return _number(found.path, share, found.kind, found.source)
    how = "the shares of its tasks together" if layers.value(tuple, f"{path}.tasks") else "the only route"
    return _number(f"{path}.share", share, "computed", how)


def _number(name: str, share: Range, kind: str, source: str) -> Number:
    return Number(name, share.low, share.high, "share", kind, source)


def _task(layers: Layers, name: str, results: tuple[RouteResult, ...]) -> TaskResult:
    """A task with what lies on the routes that take it: nothing is told where one of them cannot tell."""
    path = f"tasks.{name}"
    silent = any(route.tasks is None for route in results)
    taken = [route for route in results if route.tasks is not None and name in route.tasks]
    told = taken and not silent and all(route.gaps is not None for route in taken)
    sensitivity, quality = (
        layers.value(Sensitivity, f"{path}.sensitivity"),
        layers.value(Quality, f"{path}.quality"),
    )
    share = layers.find(f"{path}.share")
    return TaskResult(
        id=name,
        share=Number(share.path, share.value.low, share.value.high, "share", share.kind, share.source)
        if share
        else None,
        sensitivity=str(sensitivity) if sensitivity is not None else None,
        quality=str(quality) if quality is not None else None,
        routes=None if silent else tuple(route.id for route in taken),
        gaps=_together(route.gaps for route in taken) if told else None,
        open=_together(route.open for route in taken) if told else None,
    )


def _together(groups: Iterable[tuple[str, ...] | None]) -> tuple[str, ...]:
    """Each once, in the order in which they are met."""
    return tuple(dict.fromkeys(id_ for group in groups for id_ in group or ()))

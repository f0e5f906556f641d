"""The routes of a variant in words: what each takes and runs over, what is left on it, and what that means for a task."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.render.comparison.lines import line
from compliance.render.comparison.marks import ELSEWHERE, UNTOLD, cell, fit
from compliance.render.comparison.rows import Laid, Routed, RouteRow
from compliance.render.comparison.words import between
from compliance.render.text import clean, count, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.model.comparison import Comparison, Point, VariantResult
    from compliance.model.routing import RouteResult, Routing, TaskResult

_SERVING: Final = {"api": "a vendor", "self_hosted": "the organisation"}
_DATA: Final = {
    "public": "public data",
    "internal": "internal data",
    "regulated": "data protected by law or contract",
}
_UNSTATED: Final = "data of a sensitivity that is not stated"
_ORDER: Final = ("gap", "unknown", "needs_review")


def routed(comparison: Comparison, one: VariantResult) -> Routed | None:
    """What is told of the routes of a variant; None where it has one route, on which all lies, or none."""
    routing = one.routing
    if routing is None or len(routing.routes) < 2:  # noqa: PLR2004 - nothing to tell apart
        return None
    return Routed(
        routes=tuple(_row(one, routing, route) for route in routing.routes),
        laid=tuple(_laid(comparison, one, routing)),
        tasks=tuple(_task(routing, task) for task in routing.tasks),
        every=_every(one, routing),
    )


def _row(one: VariantResult, routing: Routing, route: RouteResult) -> RouteRow:
    checks = [check for check in one.checks if check.id in route.checks]
    words, style = fit(checks)
    share = (
        f"{between(route.share)} of the requests" if route.share is not None else "a share that is not stated"
    )
    return RouteRow(
        name=route.id,
        takes=clean(f"{listed(route.tasks)}, {share}" if route.tasks else share),
        data=_DATA.get(route.sensitivity or "", _UNSTATED),
        served=clean(
            f"{route.model or 'a model that is not named'}, run by {_SERVING.get(route.serving or '', 'nobody named')}"
        ),
        fit=words,
        fit_style=style,
        components=route.components is not None,
        over=_over(route),
        gaps=_counted(route.gaps, [other.gaps for other in routing.routes if other is not route]),
        left=_counted(route.open, [other.open for other in routing.routes if other is not route]),
    )


def _over(route: RouteResult) -> str:
    if route.called is None:
        return "names no components, so what lies on it cannot be told apart"
    told = clean(listed(route.called)) or "nothing"
    return (
        f"{told} (it may run over more than it names, so all it may is counted)"
        if route.naming == "open"
        else told
    )


def _counted(mine: tuple[str, ...] | None, others: list[tuple[str, ...] | None]) -> str:
    """How many lie on a route, and how many on no other; the second only where all others can tell."""
    if mine is None:
        return "cannot be told"
    if any(other is None for other in others):
        return str(len(mine))
    alone = set(mine) - {id_ for other in others for id_ in other or ()}
    return f"{len(mine)} ({len(alone)} on no other route)"


def _laid(comparison: Comparison, one: VariantResult, routing: Routing) -> Iterator[Laid]:
    """Each point on routes, split where its subjects lie on different ones; first what tells the routes apart."""
    rows = [
        (
            len(where) == len(routing.routes),
            _ORDER.index(part.outcome),
            SEVERITIES.index(part.severity),
            place,
            Laid(line(comparison, part), tuple(_cell(part, route, where) for route in routing.routes)),
        )
        for place, (part, where) in enumerate(_parts(one, routing))
    ]
    yield from (laid for *_, laid in sorted(rows, key=lambda row: row[:4]))


def _cell(part: Point, route: RouteResult, where: frozenset[str]) -> tuple[str, str, str]:
    if route.gaps is None:
        return UNTOLD
    return cell(part.outcome) if route.id in where else ELSEWHERE


def _parts(one: VariantResult, routing: Routing) -> Iterator[tuple[Point, frozenset[str]]]:
    """The points of a variant by the routes they lie on; what counts for every route is told apart."""
    lying = _lying(routing)
    for point in (*one.gaps, *one.open):
        groups: dict[frozenset[str], list[int]] = {}
        for place, instance in enumerate(point.instances):
            where = lying.get(f"{point.control}@{instance.subject}", frozenset())
            if where:
                groups.setdefault(where, []).append(place)
        for where, places in groups.items():
            yield replace(point, instances=tuple(point.instances[place] for place in places)), where


def _lying(routing: Routing) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for route in routing.routes:
        for id_ in (*(route.gaps or ()), *(route.open or ())):
            found.setdefault(id_, set()).add(route.id)
    return {id_: frozenset(routes) for id_, routes in found.items()}


def _every(one: VariantResult, routing: Routing) -> str:
    controls = {id_.partition("@")[0] for id_ in routing.every_gaps}
    titles = [point.title for point in one.gaps if point.control in controls]
    named = f" ({'; '.join(titles)})" if titles else ""
    gaps, left = count(len(routing.every_gaps), "gap"), count(len(routing.every_open), "open point")
    return clean(
        f"For every route as well: {gaps}{named} and {left} about the organisation as a whole or parts that no route names."
    )


def _many(gaps: int, left: int) -> str:
    return f"{count(gaps, 'gap')} and {count(left, 'open point')}"


def _task(routing: Routing, task: TaskResult) -> str:
    """A task as a manager reads it: how much, which data, which way, and what lies there."""
    share = f" ({between(task.share)} of the requests)" if task.share is not None else ""
    data = _DATA.get(task.sensitivity or "", _UNSTATED)
    named = f"Task {_quoted(task.id)}{share}"
    if task.routes is None:
        return clean(f"{named} sends {data}; by which route is not stated.")
    if not task.routes:
        return clean(f"{named} sends {data}; no route takes it.")
    way = listed(map(_quoted, task.routes))
    if task.gaps is None or task.open is None:
        return clean(f"{named} sends {data} by {way}, where open points cannot be told apart.")
    those = "a route" if len(task.routes) == 1 else "routes"
    told = f"{named} sends {data} by {those} with {_many(len(task.gaps), len(task.open))}: {way}."
    return clean(f"{told}{_only(routing, task)}")


def _quoted(text: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"


def _only(routing: Routing, task: TaskResult) -> str:
    """How much of it the other routes spare."""
    others = [route for route in routing.routes if route.id not in (task.routes or ())]
    if not others or any(route.gaps is None for route in others):
        return ""
    spared = {id_ for route in others for id_ in (*(route.gaps or ()), *(route.open or ()))}
    gaps, left = (len(set(found or ()) - spared) for found in (task.gaps, task.open))
    return (
        f" On no other route: {_many(gaps, left)}."
        if gaps or left
        else " All of them lie on the other routes as well."
    )

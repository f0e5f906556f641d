"""What a comparison says of a variant's routes: which requests each takes, and which gaps and open points lie on its way.

Findings are named by id, `<control>@<kind>:<id>`: titles, subjects and messages stand with the points of the variant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from compliance.model.comparison import Number

Naming: TypeAlias = Literal["stated", "open", "only"]


@dataclass(frozen=True, slots=True)
class RouteResult:
    """One way requests take. `gaps` and `open` are None where nothing says which components it runs over."""

    id: str
    path: str
    """Where the decision file states it."""
    serving: str | None
    model: str | None
    """The name of its model, else its id."""
    share: Number | None
    tasks: tuple[str, ...] | None
    """The tasks it takes; None where that is not stated."""
    sensitivity: str | None
    """The most sensitive data of its tasks."""
    components: tuple[str, ...] | None
    called: tuple[str, ...] | None
    """The names of the components, in their order."""
    naming: Naming | None
    """How its components are known: a complete list, one left open (then all it may run over count), the only route."""
    checks: tuple[str, ...]
    """Ids of the checks that are about this route."""
    gaps: tuple[str, ...] | None
    open: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One kind of request: which routes take it, and what lies on them. None where that cannot be told."""

    id: str
    share: Number | None
    sensitivity: str | None
    quality: str | None
    routes: tuple[str, ...] | None
    gaps: tuple[str, ...] | None
    open: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Routing:
    """All routes and tasks of a variant. A finding stands with each route it lies on; what lies on none, for every route."""

    routes: tuple[RouteResult, ...]
    tasks: tuple[TaskResult, ...]
    every_gaps: tuple[str, ...]
    """Gaps of the organisation as a whole, and of parts that no route names: they count for every route."""
    every_open: tuple[str, ...]

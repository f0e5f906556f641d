"""What every rendering of a comparison places on its pages: rows, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Row:
    """A variant in the table of page one."""

    rank: int
    name: str
    title: str
    chosen: bool
    gaps: tuple[int, int, int]
    unknown: int
    judge: int
    fit: str
    fit_style: str
    once: str
    monthly: str
    total: str
    weeks: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a control stands in a list: the sentence, and the names it is about where the sentence does not hold them."""

    names: str
    text: str

    def __str__(self) -> str:
        """As one text."""
        return f"{self.names}: {self.text}" if self.names else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """A control that a variant has a gap in, or open, or lost."""

    title: str
    framework: str
    provisions: str
    severity: str
    outcome: str
    style: str
    subjects: str
    remediation: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a variant does to the first: a heading and its lines."""

    verb: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route as it is told. `gaps` and `left`: how many lie on it, and how many of those on no other."""

    name: str
    takes: str
    data: str
    served: str
    fit: str
    fit_style: str
    components: bool
    """Whether it is known what it runs over."""
    over: str
    gaps: str
    left: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A control with what it is about on some routes, and a cell for each route: mark, style and words."""

    line: Line
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Routed:
    """The routes of a variant, what lies on them, and what that means for each task."""

    routes: tuple[RouteRow, ...]
    laid: tuple[Laid, ...]
    tasks: tuple[str, ...]
    every: str
    """What counts for every route."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its source."""

    name: str
    value: str
    unit: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One variant whole."""

    name: str
    title: str
    changes: tuple[Change, ...]
    moved: tuple[str, ...]
    own: tuple[Line, ...]
    checks: tuple[tuple[str, str, str, str], ...]
    """label, answer, style, because"""
    costs: tuple[tuple[str, str, str, str], ...]
    """label, a month, once, how"""
    missing: tuple[str, ...]
    computed: tuple[Figure, ...]
    routed: Routed | None
    """None where one route takes all."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A control, and what it comes to in each variant in their order: mark, style and words."""

    line: Line
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is printed."""

    title: str
    entity: str
    as_of: str
    frameworks: str
    outcome: str
    headline: str
    first: str
    currency: str
    months: int
    severity: str
    rows: tuple[Row, ...]
    details: tuple[Detail, ...]
    apart: tuple[Apart, ...]
    """Controls that do not come out alike in all variants, the gravest first."""
    remedies: tuple[Line, ...]
    until: tuple[str, ...]
    judge: tuple[tuple[str, str, str, str], ...]
    """What a person must judge first: control, what it is about, the sentence, the variants."""
    turning: tuple[str, ...]
    volumes: tuple[tuple[str, str, str, str, str], ...]
    """variant, against, at best, in the middle, at worst"""
    levers: tuple[tuple[str, str, str, str], ...]
    between: str
    steps: tuple[tuple[str, str], ...]
    replies: tuple[tuple[str, str, str], ...]
    common: tuple[Line, ...]
    common_open: tuple[Line, ...]
    common_controls: tuple[int, int]
    """How many controls have a gap in every variant, and how many an open point."""
    stated: tuple[Figure, ...]
    assumed: tuple[Figure, ...]
    digests: tuple[tuple[str, str, str], ...]
    cost_chart: Markup | None
    lever_chart: Markup | None
    nature: tuple[tuple[str, str], ...]
    tool: str

"""What every rendering of a comparison places on its pages: rows, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markupsafe import Markup

_MOST: Final = 3


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
class Line:
    """A control that a variant has a gap in, or open, or lost."""

    title: str
    framework: str
    provisions: str
    severity: str
    outcome: str
    style: str
    subjects: str
    message: str
    remediation: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a variant does to the first: a heading and its lines."""

    verb: str
    style: str
    lines: tuple[Line, ...]

    @property
    def brief(self) -> str:
        """The first titles, and how many follow."""
        told = "; ".join(line.title for line in self.lines[:_MOST])
        rest = len(self.lines) - _MOST
        return told + (f"; and {rest} more" if rest > 0 else "")


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
    routes: tuple[str, ...]


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
    turning: tuple[str, ...]
    volumes: tuple[tuple[str, str, str, str, str], ...]
    """variant, against, at best, in the middle, at worst"""
    levers: tuple[tuple[str, str, str, str], ...]
    between: str
    steps: tuple[tuple[str, str], ...]
    replies: tuple[tuple[str, str, str], ...]
    common: tuple[Line, ...]
    common_open: tuple[Line, ...]
    stated: tuple[Figure, ...]
    assumed: tuple[Figure, ...]
    digests: tuple[tuple[str, str, str], ...]
    cost_chart: Markup | None
    lever_chart: Markup | None
    nature: tuple[tuple[str, str], ...]
    tool: str

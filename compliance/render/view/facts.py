"""Facts as they are printed: path, value and the place that states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.render.text import clean

if TYPE_CHECKING:
    from compliance.model.assessment import Finding, Read
    from compliance.render.view.index import Index

SHOWN: Final = 8  # facts printed per subject; the embedded assessment holds all of them


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact behind a finding; `place` is `file:line`, empty for a derived fact."""

    fact: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class FactList:
    """The facts printed for one subject, and how many more the embedded assessment holds."""

    lines: tuple[FactLine, ...]
    more: int


def fact_line(read: Read) -> FactLine:
    """One fact in print."""
    source = read.source
    place = "" if source is None else f"{clean(source.file)}:{source.line}"
    return FactLine(clean(read.fact), clean(read.value) or "not stated", place)


def fact_list(reads: tuple[Read, ...], shown: int = SHOWN) -> FactList:
    """The first facts; those with a place first, because a reader can go there."""
    placed = sorted(reads, key=lambda read: read.source is None)
    return FactList(tuple(fact_line(read) for read in placed[:shown]), max(0, len(reads) - shown))


def data_path(index: Index, finding: Finding) -> str:
    """`EHR → Gateway → LLM`, empty where the finding has no path."""
    return " → ".join(index.end(identifier) for identifier in finding.path)

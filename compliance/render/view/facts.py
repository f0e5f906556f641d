"""Facts as they are printed: gathered by whom they are about, each with its value, its place and who said it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from compliance.render.text import clean, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.model.assessment import Finding, Read
    from compliance.render.view.index import Index

SHOWN: Final = 12  # facts printed per subject; the embedded assessment holds all of them
_WAYS: Final = frozenset(
    ["to_component", "from_component", "to_party", "from_party", "parent_party", "holdings", "components"]
)
"""Ways from one subject to another. A condition walks them; they state nothing that a reader could look up."""
_ENDS: Final = frozenset(["from", "to"])  # the name of a flow tells both


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: what it is called, its value, `file:line` (empty when derived), and who said it (empty: the description)."""

    fact: str
    value: str
    place: str
    said: str


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts about one subject."""

    subject: str
    lines: tuple[FactLine, ...]

    @property
    def places(self) -> str:
        """Where they stand, in their order: `architecture.yaml 104, 105; answers.yaml 12`."""
        files: dict[str, dict[str, None]] = {}
        for line in self.lines:
            file, _, number = line.place.rpartition(":")
            if file:
                files.setdefault(file, {})[number] = None
        return "; ".join(f"{file} {', '.join(numbers)}" for file, numbers in files.items())


@dataclass(frozen=True, slots=True)
class FactList:
    """The facts printed for one finding, by subject, and how many more the embedded assessment holds."""

    groups: tuple[FactGroup, ...]
    more: int


def fact_list(index: Index, reads: Iterable[Read], shown: int = SHOWN) -> FactList:
    """The first facts; those with a place first, because a reader can go there."""
    told = [read for read in reads if not _only_a_way(read)]
    placed = sorted(told, key=lambda read: read.source is None)
    return FactList(_grouped(index, placed[:shown]), max(0, len(told) - shown))


def _only_a_way(read: Read) -> bool:
    name = read.fact.rpartition(".")[2]
    if read.fact.startswith("flows."):
        return name in _ENDS or (read.source is None and name in _WAYS)
    return read.source is None and name in _WAYS


def _grouped(index: Index, reads: Sequence[Read]) -> tuple[FactGroup, ...]:
    found: dict[str, list[FactLine]] = {}
    for read in reads:
        subject, line = _line(index, read)
        lines = found.setdefault(subject, [])
        if line not in lines:
            lines.append(line)
    return tuple(FactGroup(subject, tuple(lines)) for subject, lines in found.items())


def _line(index: Index, read: Read) -> tuple[str, FactLine]:
    source = read.source
    subject, field = index.labels.label(read.fact)
    value = index.labels.value(read.value)
    if not field:
        field, value = value, ""
    place = "" if source is None else f"{clean(source.file)}:{source.line}"
    return subject, FactLine(clean(field), value, place, _said(getattr(read, "said", None)))


def _said(said: Any) -> str:  # noqa: ANN401 - the record of an answer, None for the description itself
    """`said by security officer on 2 Nov 2026, evidence attached`; empty where the description says it."""
    if said is None:
        return ""
    who = clean(said.by) + (f", {clean(said.role)}" if said.role else "")
    when = f" on {short_date(str(said.on))}" if said.on else ""
    backed = {"attached": ", evidence attached", "examined": ", evidence examined"}.get(said.assurance, "")
    return f"said by {who}{when}{backed}"


def data_path(index: Index, finding: Finding) -> str:
    """`EHR → Gateway → LLM`, empty where the finding has no path."""
    return " → ".join(index.end(identifier) for identifier in finding.path)

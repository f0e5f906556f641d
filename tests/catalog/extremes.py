"""Descriptions in which everything is right, wrong or unsaid, made from the base architectures of the cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compliance.inputs.catalog.typed import plain
from compliance.inputs.patch import patched
from compliance.model.assessment import worst
from compliance.pipeline.assessing import Given, Sources, assess_sources
from compliance.pipeline.cases import AS_OF, bench
from compliance.pipeline.catalogs import built_in_files, catalog_in_use, narrowed
from compliance.source import Entry, Mapping, Node, Scalar, dump, read

if TYPE_CHECKING:
    from compliance.errors import Place
    from compliance.model.assessment import Assessment

FOLDER: Final = Path(__file__).with_name("extremes")
FRAMEWORKS: Final = ("hipaa", "gdpr", "pci_dss", "eu_ai_act")
_MAPS: Final = frozenset({"practices", "duties", "agreements", "attestations", "rights"})
"""Maps of records: each of them becomes absent."""

_SINGLE: Final = frozenset(
    {
        "due_diligence",
        "monitoring",
        "notice",
        "dpia",
        "record",
        "by_design",
        "accuracy",
        "balancing_test",
        "basis_documented",
    }
)
"""Records that stand by themselves: they become absent."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """What a file of `extremes/` says of one framework: the base, what makes all of it wrong, and what stays out of reach."""

    base: str
    wrong: dict[str, Node]
    without: tuple[str, ...]
    not_gap: dict[str, dict[str, str]]
    not_satisfied: dict[str, list[str]]


@cache
def extreme(framework: str) -> Extreme:
    """The file of a framework."""
    root = read((FOLDER / f"{framework}.yaml").read_text(encoding="utf-8"), f"{framework}.yaml")
    assert isinstance(root, Mapping)
    wrong = root.get("wrong")
    assert isinstance(wrong, Mapping)
    data: dict[str, Any] = plain(root)
    return Extreme(
        base=data["base"],
        wrong={entry.key.text: entry.value for entry in wrong.entries},
        without=tuple(data.get("without") or ()),
        not_gap=data["not_gap"],
        not_satisfied=data["not_satisfied"],
    )


@cache
def _bases() -> dict[str, str]:
    return {name: file.text for name, file in bench(catalog_in_use(), built_in_files()).bases.items()}


def right(framework: str) -> str:
    """The base as it stands: nothing is missing."""
    return _bases()[extreme(framework).base]


def wrong(framework: str) -> str:
    """The base with every record of something done stated absent, and what the file changes beside."""
    told = extreme(framework)
    root = read(right(framework), "base.yaml")
    assert isinstance(root, Mapping)
    return dump(patched(_absent(root), told.wrong, told.without))


def _absent(node: Mapping) -> Mapping:
    """Whatever is done, agreed or kept is so no longer, wherever it stands."""
    return Mapping(tuple(Entry(entry.key, _without(entry)) for entry in node.entries), node.place)


def _without(entry: Entry) -> Node:
    value, place = entry.value, entry.key.place
    if not isinstance(value, Mapping):
        return value
    if entry.key.text in _SINGLE:
        return _word("none", place)
    if entry.key.text not in _MAPS:
        return _absent(value)
    nothing = Mapping(
        tuple(Entry(_word(w, place), _word("none", place)) for w in ("status", "alternative")), place
    )
    gone = nothing if entry.key.text == "practices" else _word("none", place)
    return Mapping(tuple(Entry(e.key, gone) for e in value.entries), place)


def _word(text: str, place: Place) -> Scalar:
    return Scalar(text, quoted=False, place=place)


def assess(text: str, framework: str) -> Assessment:
    """A description under one framework, on the day of the cases."""
    given = Given("architecture.yaml", text.encode())
    return assess_sources(Sources(given), narrowed(catalog_in_use(), [framework]), AS_OF).assessment


def outcomes(assessment: Assessment, framework: str) -> dict[str, str]:
    """The worst outcome of each control; not_applicable where nothing was found."""
    found: dict[str, set[Any]] = {
        control.id: set()
        for one in catalog_in_use().frameworks
        if one.framework.id == framework
        for control in one.controls
    }
    for finding in assessment.findings:
        found[finding.control].add(finding.outcome)
    return {control: str(worst(told)) for control, told in found.items()}

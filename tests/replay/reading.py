"""The replayed cases as they are written down, and what the product finds when told their facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.pipeline.assessing import Given, Sources, assess_sources
from compliance.pipeline.catalogs import catalog_in_use
from compliance.source import Mapping, Node, Sequence, read

if TYPE_CHECKING:
    from compliance.model.assessment import Assessment
    from compliance.model.catalog import Catalog

FOLDERS = tuple(sorted(path.parent for path in Path(__file__).parent.glob("*/case.yaml")))


@dataclass(frozen=True, slots=True)
class Entry:
    """A provision that an authority cited or cleared; any of the ids will do."""

    framework: str
    ids: tuple[str, ...]
    verdict: str
    basis: str
    soft: bool
    facts: tuple[int, ...]

    @property
    def name(self) -> str:
        """How the table of misses names it."""
        return f"{self.framework} {' | '.join(self.ids)} {self.verdict}"

    @property
    def strict(self) -> bool:
        """The authority itself named it, and nobody doubts that the facts carry it."""
        return self.basis in {"cited", "reported"} and not self.soft


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its facts, and what must, must not and may be found."""

    slug: str
    kind: str
    as_of: dt.date
    facts: tuple[str, ...]
    expected: tuple[Entry, ...]
    not_expected: tuple[Entry, ...]
    contested: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A definite conclusion of the product."""

    framework: str
    id: str
    verdict: str


def plain(node: Node) -> Any:
    """A node tree as dictionaries, lists and texts."""
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.text


def case(folder: Path) -> Case:
    """The case of a folder."""
    data = plain(read((folder / "case.yaml").read_bytes(), "case.yaml"))
    return Case(
        slug=folder.name,
        kind=data["kind"],
        as_of=dt.date.fromisoformat(data["as_of"]),
        facts=tuple(data["facts"]),
        expected=_entries(data["expected"]),
        not_expected=_entries(data["not_expected"]),
        contested=_entries(data.get("contested", [])),
    )


def _entries(items: list[dict[str, Any]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            framework=item["framework"],
            ids=(item["provision"],) if isinstance(item["provision"], str) else tuple(item["provision"]),
            verdict=item["verdict"],
            basis=item["basis"],
            soft=item.get("soft") == "yes",
            facts=tuple(int(number) for number in item["facts"]),
        )
        for item in items
    )


def assess(data: bytes, as_of: dt.date) -> Assessment:
    """The assessment of an architecture file under all built-in catalogs."""
    return assess_sources(Sources(Given("architecture.yaml", data)), _catalog(), as_of).assessment


@cache
def assessed(folder: Path) -> Assessment:
    """The assessment of the case of a folder, as of its day."""
    return assess((folder / "architecture.yaml").read_bytes(), case(folder).as_of)


@cache
def _catalog() -> Catalog:
    return catalog_in_use()


def definite(assessment: Assessment) -> frozenset[Found]:
    """What is found for sure: gaps on provisions in force (card data: of any time), and classes that hold."""
    gaps = {
        Found(finding.framework, result.id, _verdict(finding.framework, result.id))
        for finding in assessment.findings
        for result in finding.by_provision
        if result.outcome == "gap" and (finding.framework == "pci_dss" or result.timing == "in_force")
    }
    classes = {
        Found(each.framework, each.provision, "classify")
        for each in assessment.classification
        if each.framework == "eu_ai_act" and each.holds is True
    }
    return frozenset(gaps | classes)


def _verdict(framework: str, provision: str) -> str:
    return "prohibited" if framework == "eu_ai_act" and provision.startswith("Art. 5(1") else "gap"

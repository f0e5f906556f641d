from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compliance.errors import InputError
from compliance.pipeline.assessing import Given, Sources, assess_sources
from compliance.pipeline.catalogs import catalog_in_use
from compliance.source import Mapping, Node, Sequence, read

if TYPE_CHECKING:
    from compliance.model.assessment import Assessment

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/case.yaml"))


class Assess:
    """Assesses cases under all built-in catalogs, each once."""

    def __init__(self) -> None:
        self._catalog = catalog_in_use()
        self._done: dict[str, Assessment] = {}

    def __call__(self, folder: Path) -> Assessment:
        """The assessment of a case as of its day."""
        if folder.name not in self._done:
            self._done[folder.name] = self.file(
                (folder / "architecture.yaml").read_bytes(), _case(folder)["as_of"]
            )
        return self._done[folder.name]

    def file(self, data: bytes, as_of: str) -> Assessment:
        """The assessment of an architecture file as of a day."""
        sources = Sources(Given("architecture.yaml", data))
        return assess_sources(sources, self._catalog, dt.date.fromisoformat(as_of)).assessment


@pytest.fixture(scope="module")
def assess() -> Assess:
    """Assesses cases."""
    return Assess()


def _plain(node: Node) -> Any:  # noqa: ANN401
    if isinstance(node, Mapping):
        return {entry.key.text: _plain(entry.value) for entry in node.entries}
    return [_plain(item) for item in node.items] if isinstance(node, Sequence) else node.text


def _case(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = _plain(read((folder / "case.yaml").read_bytes(), "case.yaml"))
    return found


def _gaps(assessment: Assessment, entry: dict[str, Any]) -> set[str]:
    """Provisions with a gap that are the one of the entry or lie below it."""
    below = re.compile(re.escape(entry["provision"]) + r"(?![0-9a-z]).*")
    return {
        result.id
        for finding in assessment.findings
        if finding.framework == entry["framework"]
        for result in finding.by_provision
        if result.outcome == "gap" and below.fullmatch(result.id)
    }


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_what_the_authority_found_is_found(folder: Path, assess: Assess) -> None:
    """Told only the facts, the product arrives at the provisions that were cited."""
    assessment = assess(folder)
    assert [entry["provision"] for entry in _case(folder)["expected"] if not _gaps(assessment, entry)] == []


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_what_was_in_order_is_not_raised(folder: Path, assess: Assess) -> None:
    """What an authority cleared, or a case was built to meet, is no gap."""
    assessment = assess(folder)
    assert {
        entry["provision"]: gaps
        for entry in _case(folder)["not_expected"]
        if (gaps := _gaps(assessment, entry))
    } == {}


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_each_case_refers_to_facts_it_tells(folder: Path) -> None:
    """Every expectation names the numbered facts it follows from."""
    case = _case(folder)
    numbers = {str(number) for number in range(1, len(case["facts"]) + 1)}
    for entry in case["expected"] + case["not_expected"]:
        assert set(entry["facts"]) <= numbers
        assert entry["verdict"] in {"gap", "prohibited", "classify"}
        assert entry["framework"] in {"hipaa", "gdpr", "pci_dss", "eu_ai_act"}


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_each_case_is_described_as_of_its_day(folder: Path, assess: Assess) -> None:
    """Facts and law are those of the same day."""
    assert assess(folder).described_on == _case(folder)["as_of"]


def test_a_case_with_a_wrong_fact_does_not_load(assess: Assess) -> None:
    """The cases are read by the same rules as any file."""
    with pytest.raises(InputError):
        assess.file(b"practices: {riskanalysis: none}", "2026-11-20")

"""Examples and starters, changed by the patch language and assessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.inputs.patch import patched
from compliance.pipeline.assessing import Assessed, Given, Sources, assess_sources
from compliance.pipeline.catalogs import catalog_in_use
from compliance.source import Mapping, dump, read

if TYPE_CHECKING:
    from compliance.model.assessment import Assessment, Finding
    from compliance.model.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "reports" / "examples"
DAY = dt.date(2026, 11, 20)


@cache
def catalog() -> Catalog:
    """The built-in catalog, loaded once for all tests."""
    return catalog_in_use()


def sources(
    name: str, sets: dict[str, str] | None = None, unsets: tuple[str, ...] = (), *, answers: bool = True
) -> Sources:
    """The inputs of an example with some facts set (path -> YAML) or taken away."""
    folder = EXAMPLES / name
    data = (folder / "architecture.yaml").read_bytes()
    if sets or unsets:
        root = read(data, "architecture.yaml")
        assert isinstance(root, Mapping)
        changes = {path: read(value.encode(), "patch.yaml") for path, value in (sets or {}).items()}
        data = dump(patched(root, changes, unsets)).encode()
    given = folder / "answers.yaml"
    more = (Given("answers.yaml", given.read_bytes()),) if answers and given.exists() else ()
    return Sources(Given("architecture.yaml", data), more)


def assessed(
    name: str,
    sets: dict[str, str] | None = None,
    unsets: tuple[str, ...] = (),
    *,
    as_of: dt.date = DAY,
    described_on: dt.date | None = None,
) -> Assessed:
    """An example assessed, changed or not."""
    return assess_sources(sources(name, sets, unsets), catalog(), as_of, described_on=described_on)


@dataclass(frozen=True)
class Change:
    """What a patch did to the findings. A finding is told as `outcome`, or `historic` for a cured gap."""

    gone: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    turned: dict[str, tuple[str, str]] = field(default_factory=dict)


def told(finding: Finding) -> str:
    """The outcome of a finding, `historic` where the gap was cured."""
    return "historic" if finding.outcome == "gap" and finding.standing == "historic" else finding.outcome


def outcomes(assessment: Assessment) -> dict[str, str]:
    """Findings in force by id."""
    return {finding.id: told(finding) for finding in assessment.findings if finding.timing == "in_force"}


def change(before: Assessment, after: Assessment) -> Change:
    """How the findings in force differ."""
    old, new = outcomes(before), outcomes(after)
    return Change(
        {key: old[key] for key in old if key not in new},
        {key: new[key] for key in new if key not in old},
        {key: (old[key], new[key]) for key in old if key in new and old[key] != new[key]},
    )

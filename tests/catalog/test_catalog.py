"""The built-in catalog: every case holds, no law is broken, cases notice changed conditions."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from compliance.catalog_lint.laws import broken_laws
from compliance.pipeline.cases import Bench, Case, bench, load_cases
from compliance.pipeline.catalogs import built_in_files, catalog_in_use

FOLDER = Path(__file__).resolve().parents[2] / "frameworks"
CONTROLS = sorted(
    path.stem for path in FOLDER.glob("*/controls/*.yaml") if not path.name.endswith(".cases.yaml")
)
SAMPLE = [name for name in CONTROLS if hashlib.sha256(name.encode()).digest()[0] % 8 == 0]
"""One control in eight, always the same ones: all mutants take minutes, and `make lint` runs them."""


@cache
def workbench() -> Bench:
    """One bench for all tests of this process."""
    return bench(catalog_in_use(), built_in_files())


@cache
def cases() -> dict[str, list[Case]]:
    """The cases of each control."""
    found: dict[str, list[Case]] = {}
    for case in load_cases(built_in_files()):
        found.setdefault(case.control, []).append(case)
    return found


@pytest.mark.parametrize("control", CONTROLS)
def test_every_case_of_a_control_holds(control: str) -> None:
    """A control gives the outcomes its cases want, from the first to the last."""
    assert cases()[control]
    results = [workbench().run(case) for case in cases()[control]]
    assert {result.case.name: result.faults for result in results if result.faults} == {}


@pytest.mark.parametrize("control", SAMPLE)
def test_cases_notice_a_changed_condition(control: str) -> None:
    """At least nine of ten small changes to a control's conditions make one of its cases fail."""
    count, alive = workbench().survivors(cases()[control])
    assert len(alive) * 10 <= max(count, 10), alive


def test_no_law_of_the_catalog_is_broken() -> None:
    """Texts, citations, dispositions and cases of every control keep the laws that `frameworks lint` prints."""
    assert broken_laws(catalog_in_use(), load_cases(built_in_files())) == []


def test_all_provisions_are_accounted_for() -> None:
    """Every provision has a control or a disposition, and what has no control yet says why."""
    for framework in catalog_in_use().frameworks:
        cited = {name for control in framework.controls for name in control.provisions.all}
        open_ = [p.id for p in framework.provisions if p.id not in cited and p.disposition is None]
        silent = [p.id for p in framework.provisions if p.disposition == "not_catalogued" and not p.reason]
        assert (open_, silent) == ([], [])


def test_the_list_of_provisions_is_the_golden_one() -> None:
    """Adding or losing a provision shows as a difference in a sorted list."""
    listed = sorted(f"{f.framework.id} {p.id}" for f in catalog_in_use().frameworks for p in f.provisions)
    golden = Path(__file__).with_name("provisions.txt").read_text(encoding="utf-8").splitlines()
    assert listed == golden

"""Catalogs of a user's own: scaffolded, tested, used, and never in place of what is built in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import HOSPITAL
from tests.cli.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

ARCH = HOSPITAL / "architecture.yaml"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog with one control, as `frameworks new` writes it."""
    folder = tmp_path_factory.mktemp("own")
    made = run("frameworks", "new", "acme-questionnaire", folder, "--framework", "acme")
    assert made.code == 0, made.err
    assert made.out == ""
    return folder


def test_the_scaffold_holds_its_own_cases(own: Path) -> None:
    """What is written can be tested and linted at once."""
    tested = run("frameworks", "test", own)
    assert tested.code == 0, tested.out
    assert "0 fail" in tested.out
    linted = run("frameworks", "lint", own)
    assert "Traceback" not in linted.err


def test_an_own_catalog_is_assessed_beside_the_built_in_ones(own: Path) -> None:
    """Its framework and its control are in the result, marked as custom."""
    found = run("assess", ARCH, "--catalog", own, "--format", "json", "--as-of", "2026-11-20")
    assert found.code == 0, found.err
    data = json.loads(found.out)
    origins = {one["id"]: one["origin"] for one in data["inputs"]["frameworks"]}
    assert origins.pop("acme") == "custom"
    assert set(origins.values()) == {"built_in"}
    assert [one["id"] for one in data["findings"] if one["framework"] == "acme"] == [
        "acme-questionnaire@party:gpu-cloud",
        "acme-questionnaire@party:model-vendor",
    ]


def test_a_failing_case_is_told_and_ends_with_one(own: Path, tmp_path: Path) -> None:
    """What was expected and what came."""
    import shutil

    folder = tmp_path / "changed"
    shutil.copytree(own, folder)
    cases = folder / "acme" / "controls" / "acme-questionnaire.cases.yaml"
    cases.write_text(cases.read_text().replace("party:model-vendor: satisfied", "party:model-vendor: gap", 1))
    found = run("frameworks", "test", folder)
    assert found.code == 1
    assert "expected" in found.out


def test_the_scaffold_does_not_overwrite(own: Path) -> None:
    """A control that exists stays."""
    found = run("frameworks", "new", "acme-questionnaire", own, "--framework", "acme")
    assert found.code == 2
    assert "exists already" in found.err


def test_a_built_in_framework_cannot_be_redefined(tmp_path: Path) -> None:
    """A control of one's own under a built-in framework's name is refused."""
    made = run("frameworks", "new", "house-control", tmp_path, "--framework", "hipaa")
    assert made.code == 0
    found = run("assess", ARCH, "--catalog", tmp_path)
    assert found.code == 3
    assert "'hipaa' exists already" in found.err
    assert "cannot be redefined" in found.err


def test_a_built_in_control_cannot_be_redefined(tmp_path: Path) -> None:
    """Neither can a single control, under whatever framework."""
    made = run("frameworks", "new", "hipaa-308-associate-contract", tmp_path, "--framework", "acme")
    assert made.code == 0
    found = run("assess", ARCH, "--catalog", tmp_path)
    assert found.code == 3
    assert "'hipaa-308-associate-contract' exists already" in found.err


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("due_diligence.in_place", "due_dilligence.in_place"), "due_diligence"),
        (("severity: medium", "severity: terrible"), "severity"),
        (("subject: party", "subject: partie"), "party"),
        (('"1.1"', '"9.9"'), "9.9"),
    ],
    ids=["fact", "severity", "subject", "provision"],
)
def test_a_fault_in_a_control_has_a_place(
    own: Path, tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    """Wrong names are errors when the catalog is loaded, with file and line."""
    import shutil

    folder = tmp_path / "changed"
    shutil.copytree(own, folder)
    control = folder / "acme" / "controls" / "acme-questionnaire.yaml"
    control.write_text(control.read_text().replace(*change))
    found = run("assess", ARCH, "--catalog", folder)
    assert found.code == 3
    assert "acme-questionnaire.yaml:" in found.err
    assert says in found.err


def test_an_empty_folder_is_no_catalog(tmp_path: Path) -> None:
    """And neither is one that is not there."""
    for folder in (tmp_path, tmp_path / "absent"):
        found = run("assess", ARCH, "--catalog", folder)
        assert found.code == 3
        assert "no catalog" in found.err


def test_the_frameworks_are_listed_and_shown() -> None:
    """Results go to stdout."""
    listed = run("frameworks", "list")
    assert listed.code == 0
    assert all(name in listed.out for name in ("hipaa", "gdpr", "pci_dss", "eu_ai_act"))
    shown = run("frameworks", "show", "hipaa")
    assert "hipaa-308-associate-contract" in shown.out
    assert run("frameworks", "show", "hippa").code == 3


@pytest.mark.parametrize(
    "name",
    [
        "hipaa-308-associate-contract",
        "164.308(b)(1)",
        "baa-signed-on",
        "hipaa-308-associate-contract@party:model-vendor",
    ],
)
def test_explain_knows_every_kind_of_id(name: str) -> None:
    """A control, a provision, a question and a finding."""
    found = run("explain", name)
    assert found.code == 0, found.err
    assert found.out.strip()

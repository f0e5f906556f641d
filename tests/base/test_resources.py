"""The program's own data are found, listed in one order everywhere, and nothing else is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance import resources
from compliance.errors import ToolError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder as an installed wheel has it, with a few catalog files."""
    top = tmp_path / "compliance" / "_data" / "frameworks"
    for name in (
        "b/x.yaml",
        "a/y.yaml",
        "a/Z.yaml",
        "a-b/z.yaml",
        "note.txt",
        ".hidden/x.yaml",
        "__pycache__/c.yaml",
    ):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "compliance")
    return tmp_path


@pytest.mark.usefixtures("installed")
def test_files_are_sorted_by_code_point() -> None:
    """The order is that of the paths as text, whatever the file system or the locale says."""
    assert ["a-b/z.yaml", "a/Z.yaml", "a/y.yaml", "b/x.yaml"] == list(
        resources.files("frameworks", suffix=".yaml")
    )


@pytest.mark.usefixtures("installed")
def test_files_below_a_folder() -> None:
    """`under` narrows the list; a folder that is not there has no files."""
    assert ["a/Z.yaml", "a/y.yaml"] == list(resources.files("frameworks", "a"))
    assert not list(resources.files("frameworks", "c"))


@pytest.mark.usefixtures("installed")
def test_reading_one_file() -> None:
    """A listed path can be read."""
    assert b"b/x.yaml" == resources.read("frameworks", "b/x.yaml")


@pytest.mark.parametrize("path", ["../secret", "a/../../secret", "/etc/hostname", "", "a", "no.yaml"])
def test_paths_that_lead_elsewhere(installed: Path, path: str) -> None:
    """Only files of the area are read."""
    (installed / "compliance" / "_data" / "secret").write_text("x")
    with pytest.raises(ToolError, match="has no file"):
        resources.read("frameworks", path)


@pytest.mark.usefixtures("installed")
def test_a_damaged_installation() -> None:
    """A missing area is an error of the tool, never an empty catalog."""
    with pytest.raises(ToolError, match="damaged"):
        resources.folder("templates")


def test_the_checkout() -> None:
    """In a checkout the areas are the folders at its top."""
    assert resources.folder("templates").parent == resources.folder("frameworks").parent

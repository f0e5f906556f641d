"""One assessment in several formats, and the exit code they share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import HOSPITAL
from tests.cli.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

ONE = (
    "assess",
    HOSPITAL / "architecture.yaml",
    "--answers",
    HOSPITAL / "answers.yaml",
    "--as-of",
    "2026-11-20",
)
FORMS = (
    "json",
    "sarif",
    "junit",
    "csv",
    "markdown",
    "html",
    "oscal",
    "oscal-poam",
    "oscal-catalog",
    "oscal-profile",
)


def test_every_format_of_one_assessment(tmp_path: Path) -> None:
    """Each goes to its own file, the result itself to stdout; all end with the same code."""
    outputs = [word for form in FORMS for word in ("-o", f"{form}={tmp_path / form}")]
    found = run(*ONE, *outputs, "--fail-on", "high")
    assert found.code == 1
    assert "Gaps (" in found.out
    assert {path.name for path in tmp_path.iterdir()} == set(FORMS)
    assert all(path.stat().st_size > 1000 for path in tmp_path.iterdir())
    assert "Stopped by --fail-on high: hipaa-" in found.err


@pytest.mark.parametrize("form", ["text", *FORMS])
def test_a_format_alone_goes_to_stdout(form: str) -> None:
    """With the exit code of the gate, whatever the format."""
    for words, code in ((("--fail-on", "high"), 1), ((), 0)):
        found = run(*ONE, "--format", form, *words)
        assert (found.code, bool(found.out)) == (code, True)


def test_the_place_is_a_path_below_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline finds the line from where it runs; of a file elsewhere only the name is told."""
    folder = tmp_path / "a b"
    folder.mkdir()
    (folder / "architecture.yaml").write_bytes((HOSPITAL / "architecture.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    told = json.loads(run("assess", folder / "architecture.yaml", *ONE[2:], "--format", "sarif").out)
    uris = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in told["runs"][0]["results"]
        for place in result["locations"]
    }
    assert uris == {"a%20b/architecture.yaml", "answers.yaml"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-o", "sarf=x.sarif"), "Did you mean 'sarif'?"),
        (("-o", "x.json", "-o", "y.json"), "would both hold the result"),
        (("-o", "json=x", "-o", "csv=x"), "two results would go to x"),
        (("--baseline", "x.json"), "stops nothing"),
    ],
)
def test_outputs_that_make_no_sense(words: tuple[str, ...], says: str) -> None:
    """Wrong usage, told before anything is read or written."""
    found = run(*ONE, *words)
    assert (found.code, found.out) == (2, "")
    assert says in found.err


def test_nothing_is_written_where_one_file_is_there_already(tmp_path: Path) -> None:
    """All files are looked at first; --force replaces."""
    (tmp_path / "b.csv").write_text("mine")
    words = ("-o", tmp_path / "a.txt", "-o", f"csv={tmp_path / 'b.csv'}")
    found = run(*ONE, *words)
    assert (found.code, (tmp_path / "b.csv").read_text()) == (2, "mine")
    assert not (tmp_path / "a.txt").exists()
    assert run(*ONE, *words, "--force").code == 0
    assert (tmp_path / "b.csv").read_text() != "mine"


def test_only_new_gaps_stop_with_a_baseline(tmp_path: Path) -> None:
    """What an earlier assessment was stopped by gets through and is counted."""
    old = tmp_path / "old.json"
    assert run(*ONE, "--format", "json", "-o", old).code == 0
    found = run(*ONE, "--fail-on", "low", "--baseline", old)
    assert found.code == 0
    assert "Not new since" in found.err
    assert run(*ONE, "--fail-on", "low", "--baseline", HOSPITAL / "architecture.yaml").code == 3

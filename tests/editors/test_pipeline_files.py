"""The action, the hook and the container file: their steps are run on an example, and what they name exists."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).resolve().parents[2]
EXAMPLE = TOP / "reports" / "examples" / "hospital-api"


def _action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
    return loaded


def _assess(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that assesses as a runner does: inputs by the environment, files for outputs and summary."""
    action = _action()
    step = next(one for one in action["runs"]["steps"] if one["id"] == "assess")
    program = folder / "bin" / "compliance"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{TOP}" exec "{sys.executable}" -m compliance "$@"\n', "utf-8")
    program.chmod(0o755)
    values = {name: given["default"] for name, given in action["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)
        for name, text in step["env"].items()
    }
    environment |= {
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env=os.environ | environment | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository of somebody's with the example in it."""
    for name in ("architecture.yaml", "answers.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    return tmp_path


def test_the_action_assesses_and_leaves_its_results(folder: Path) -> None:
    """Without `fail-on` the step ends well; JSON, SARIF, a summary and the outputs are there."""
    done = _assess(folder, answers="answers.yaml", as_of="2026-11-20", framework="hipaa\ngdpr")
    assert done.returncode == 0, done.stderr
    found = json.loads((folder / "compliance-results" / "assessment.json").read_text("utf-8"))
    assert {one["id"] for one in found["frameworks"]} == {"hipaa", "gdpr"}
    assert (
        json.loads((folder / "compliance-results" / "assessment.sarif").read_text("utf-8"))["version"]
        == "2.1.0"
    )
    assert (folder / "summary.md").stat().st_size > 1000
    assert (folder / "output").read_text("utf-8").splitlines() == [
        "sarif=compliance-results/assessment.sarif",
        "json=compliance-results/assessment.json",
    ]


def test_the_action_stops_with_the_code_of_the_program(folder: Path) -> None:
    """Gaps at or above `fail-on` end with 1 and still leave the results; an input that cannot be read ends with 3."""
    assert _assess(folder, fail_on="high", as_of="2026-11-20").returncode == 1
    assert (folder / "compliance-results" / "assessment.sarif").exists()
    (folder / "architecture.yaml").write_text("nothing: right\n", "utf-8")
    assert _assess(folder).returncode == 3


def test_inputs_of_the_action_are_no_code(folder: Path) -> None:
    """What a workflow gives stands in no script, so that a name cannot become a command."""
    assert not [step["id"] for step in _action()["runs"]["steps"] if "${{" in step["run"]]
    done = _assess(folder, architecture='$(touch made)"; touch made; "')
    assert done.returncode == 3
    assert not (folder / "made").exists()


def test_the_hook_runs_on_the_example(folder: Path) -> None:
    """The hook's entry with its arguments stops on the example, which has gaps; its pattern meets the files that count."""
    (hook,) = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))
    entry = [sys.executable, "-m", *hook["entry"].split(), *hook["args"]]
    done = subprocess.run(
        entry,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    wanted = ["architecture.yaml", "systems/architecture-a.yml", "answers.yaml", "compliance.toml"]
    assert [name for name in [*wanted, "compose.yaml", "x.py"] if re.search(hook["files"], name)] == wanted


def test_the_container_file_copies_what_exists() -> None:
    """Each path it copies is in the repository and let through by the ignore file."""
    text = (TOP / "Containerfile").read_text("utf-8")
    copied = [name for found in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE) for name in found.split()]
    let_through = (TOP / ".dockerignore").read_text("utf-8").splitlines()
    assert len(copied) > 5
    assert [] == [name for name in copied if not (TOP / name).exists() or f"!{name}" not in let_through]

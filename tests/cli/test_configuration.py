"""Settings of a project and of the environment, as the commands see them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.cli.configuration import settings
from compliance.errors import InputError

EXAMPLE = Path(__file__).parents[2] / "reports/examples/hospital-api"


def test_the_nearest_file_upwards_is_read_and_variables_are_stronger(tmp_path: Path) -> None:
    """Paths are taken from the folder of the file; each setting says where it comes from."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.compliance]\nanswers = ["x.yaml"]\n', "utf-8")
    (tmp_path / "a" / "compliance.toml").write_text('answers = ["y.yaml"]\nframework = ["gdpr"]\n', "utf-8")
    found = {one.name: one for one in settings({"COMPLIANCE_FRAMEWORK": "hipaa, gdpr"}, below)}
    assert found["answers"].value == [str(tmp_path / "a" / "y.yaml")]
    assert found["answers"].origin == str(tmp_path / "a" / "compliance.toml")
    assert (found["framework"].value, found["framework"].origin) == (
        ["hipaa", "gdpr"],
        "COMPLIANCE_FRAMEWORK",
    )


def test_an_address_of_a_token_is_no_path(tmp_path: Path) -> None:
    """A PKCS#11 address stays as it is."""
    (tmp_path / "compliance.toml").write_text('identity = "pkcs11:token=t"\n', "utf-8")
    assert settings({}, tmp_path)[0].value == "pkcs11:token=t"


def test_a_variable_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A switch is yes or no."""
    with pytest.raises(InputError, match="neither yes nor no"):
        settings({"COMPLIANCE_STRICT": "perhaps"}, tmp_path)


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPLIANCE_")}
    command = [sys.executable, "-m", "compliance", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_command_line_is_stronger_than_both(tmp_path: Path) -> None:
    """A gate that the project sets closes on the example; one on the command line is heard instead."""
    (tmp_path / "compliance.toml").write_text('framework = ["hipaa"]\nfail-on = ["high"]\n', "utf-8")
    arch = str(EXAMPLE / "architecture.yaml")
    assert _run(tmp_path, "assess", arch, "--as-of", "2026-11-20").returncode == 1
    other = _run(tmp_path, "assess", arch, "--as-of", "2026-11-20", "--framework", "gdpr")
    assert other.returncode == 0


def test_show_tells_each_setting_with_its_origin(tmp_path: Path) -> None:
    """And says what can be set where nothing is."""
    assert "What can be set" in _run(tmp_path, "config", "show").stdout
    (tmp_path / "compliance.toml").write_text('level = "B-LT"\n', "utf-8")
    assert _run(tmp_path, "config", "show").stdout == f"level  B-LT  (from {tmp_path}/compliance.toml)\n"


def test_help_reads_no_settings(tmp_path: Path) -> None:
    """A broken file keeps nobody from the help, and stops everything else with its place."""
    (tmp_path / "compliance.toml").write_text("x = 1\n", "utf-8")
    assert _run(tmp_path, "assess", "--help").returncode == 0
    refused = _run(tmp_path, "explain", "3.3.1")
    assert refused.returncode == 3
    assert "compliance.toml:1:1: unknown setting 'x'" in refused.stderr

"""What holds for all commands: help, starters, the way errors end."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import typer.main

from compliance import __version__
from compliance.cli.app import app
from tests.cli.terminal import run
from tests.examples.described import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    Command = Any


def commands(command: Command = None, name: str = "compliance") -> Iterator[tuple[str, Command]]:
    """Every command with its full name."""
    here = command or typer.main.get_command(app)
    yield name, here
    for word, below in getattr(here, "commands", {}).items():
        yield from commands(below, f"{name} {word}")


ALL = dict(commands())


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_has_help(name: str) -> None:
    """A command without a sentence, or an option without one, is a fault."""
    command = ALL[name]
    assert command.help
    assert command.help.strip().endswith(".")
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_the_commands_are_those_of_the_manual() -> None:
    """A command that is added is documented here."""
    assert {name.partition(" ")[2] for name in ALL} == {
        "", "assess", "demo", "explain", "init", "report", "schema", "verify",
        "frameworks", "frameworks lint", "frameworks list", "frameworks new", "frameworks show", "frameworks test",
        "identity", "identity import", "identity new", "identity show",
        "questions", "answers", "answers assign", "answers import", "determine", "accept",
        "evidence", "evidence add", "evidence examine", "evidence status",
        "ask", "compare", "completion", "config", "config show", "countersign", "diff", "extend", "import", "timestamp",
    }  # fmt: skip


def test_help_names_the_exit_codes() -> None:
    """So that nobody has to look them up."""
    found = run("--help")
    assert found.code == 0
    assert all(f"{code} " in found.out for code in range(5))


def test_the_version_is_a_result() -> None:
    """On stdout."""
    assert run("--version").out == f"compliance-assessor {__version__}\n"


@pytest.mark.parametrize("template", ["hosted-api", "self-hosted", "hybrid"])
def test_a_starter_can_be_assessed_at_once(tmp_path: Path, template: str) -> None:
    """It is written, says what comes next, and is not overwritten."""
    path = tmp_path / "architecture.yaml"
    made = run("init", path, "--template", template)
    assert (made.code, made.out) == (0, "")
    assert f"compliance assess {path}" in made.err
    assert run("assess", path).code == 0
    path.write_text("mine")
    again = run("init", path, "--template", template)
    assert again.code == 2
    assert path.read_text() == "mine"
    assert run("init", path, "--template", template, "--force").code == 0


def test_the_schema_is_a_json_schema(tmp_path: Path) -> None:
    """Draft 7, to stdout or a file."""
    found = run("schema")
    assert json.loads(found.out)["$schema"].startswith("http://json-schema.org/draft-07")
    target = tmp_path / "schema.json"
    assert run("schema", "-o", target).code == 0
    assert target.read_text() == found.out


def test_a_reader_who_leaves_is_no_error() -> None:
    """`compliance ... | head -1` ends without a traceback."""
    script = f"{sys.executable} -m compliance schema | head -c 10"
    done = subprocess.run(["sh", "-c", script], capture_output=True, timeout=60, check=False, cwd=ROOT)
    assert done.stdout == b'{\n  "$sche'
    assert b"Traceback" not in done.stderr


def test_an_interruption_is_no_error() -> None:
    """Ctrl-C while waiting for input ends quietly."""
    from unittest.mock import patch

    with patch("compliance.cli.commands.schema.run", side_effect=KeyboardInterrupt):
        found = run("schema")
    assert found.code not in {0, 1, 3, 4}
    assert "Traceback" not in found.err

"""Completion in shells: the files are those of the commands, and bash completes with them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.completion import FILES, commands

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "completion"

_ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_compliance 2>/dev/null
printf '%s\\n' "${COMPREPLY[@]}"
"""


def _completed(*words: str, folder: Path | None = None) -> set[str]:
    done = subprocess.run(
        ["bash", "-c", _ASK, "bash", str(FOLDER / "compliance.bash"), *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    return set(done.stdout.split("\n")) - {""}


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_those_of_the_commands(name: str) -> None:
    """`make docs` was run after the last change to a command or an option."""
    assert (FOLDER / name).read_text("utf-8") == FILES[name]()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_command_prints_the_file(shell: str) -> None:
    """`compliance completion SHELL` prints what is published for that shell."""
    done = subprocess.run(
        [sys.executable, "-m", "compliance", "completion", shell], capture_output=True, text=True, check=True
    )
    names = {"bash": "compliance.bash", "zsh": "_compliance", "fish": "compliance.fish"}
    assert done.stdout == (FOLDER / names[shell]).read_text("utf-8")


def test_bash_completes_commands() -> None:
    """The first word is a command; of a group, the second is one of its commands."""
    first = {one.path[0] for one in commands() if len(one.path) == 1}
    assert first == _completed("compliance", "")
    assert _completed("compliance", "frameworks", "l") == {"list", "lint"}


def test_bash_completes_options_and_their_words(tmp_path: Path) -> None:
    """Options of the command that was begun, words where there is a list of them, files where a file is meant."""
    (tmp_path / "a file.yaml").touch()
    assert _completed("compliance", "assess", "--fo") == {"--force", "--format"}
    assert {"json", "sarif", "text"} <= _completed("compliance", "assess", "--format", "")
    assert _completed("compliance", "assess", "--framework", "e") == {"eu_ai_act"}
    assert _completed("compliance", "assess", "", folder=tmp_path) == {"a file.yaml"}
    assert _completed("compliance", "assess", "--answers", "", folder=tmp_path) == {"a file.yaml"}
    assert _completed("compliance", "assess", "--as-of", "", folder=tmp_path) == set()


@pytest.mark.parametrize(
    ("shell", "name"), [("bash", "compliance.bash"), ("zsh", "_compliance"), ("fish", "compliance.fish")]
)
def test_the_files_are_read_by_their_shells(shell: str, name: str) -> None:
    """Each shell that is here finds no error in its file."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-n", str(FOLDER / name)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

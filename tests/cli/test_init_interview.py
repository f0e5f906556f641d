from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from compliance.cli.commands.init import interview
from compliance.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 20)
ENTER, PAGE_UP, PAGE_DOWN, STOP = "\r", "\x1b[5~", "\x1b[6~", "\x03"
ABOUT = f"Letters{ENTER}1{ENTER}Riverside{ENTER}us{ENTER}{ENTER}1nnn"
DATA = f"yr{ENTER}3111{ENTER}"
VENDOR = f"16us{ENTER}{ENTER}y2026-03-15{ENTER}"
REST = "1n" + "ynn" + f"yKim{ENTER}"


def _typed(path: Path, keys: str) -> bool:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        return interview(path, DAY, force=False)


def test_answers_become_an_architecture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was chosen by key and typed stands in the file, which was loaded before it was written."""
    path = tmp_path / "architecture.yaml"
    assert _typed(path, ABOUT + DATA + VENDOR + REST)
    text = path.read_text("utf-8")
    for said in (
        "name: Riverside",
        "health_entity: provider",
        "category: [phi]",
        "about: patients",
        "profile: openai-api",
        "baa: {signed_on: 2026-03-15}",
        "encryption: tls1.3",
        "completeness: {by: Kim, on: 2026-11-20",
        "incidents: none",
    ):
        assert said in text
    assert "hipaa           covered entity provider" in capsys.readouterr().out


def test_one_can_go_back_and_leave_open(tmp_path: Path) -> None:
    """An answer given again replaces the first; what is skipped is not stated, even where it was before."""
    path = tmp_path / "architecture.yaml"
    keys = (
        f"Letters{ENTER}1{PAGE_UP}3"
        + PAGE_DOWN
        + f"Riverside{ENTER}us{ENTER}"
        + PAGE_UP
        + PAGE_DOWN
        + PAGE_DOWN * 30
    )
    assert _typed(path, keys)
    text = path.read_text("utf-8")
    assert "stage: test" in text
    assert "# country:" in text
    assert "unknown:" in text


def test_who_stops_gets_no_file(tmp_path: Path) -> None:
    """Half an interview is no description; a file that exists stays as it is."""
    path = tmp_path / "architecture.yaml"
    assert not _typed(path, f"Letters{ENTER}{STOP}")
    assert not path.exists()
    path.write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="exists already"):
        _typed(path, ABOUT + DATA + VENDOR + REST)
    assert path.read_text("utf-8") == "mine"


def test_without_a_terminal_there_are_starters(tmp_path: Path) -> None:
    """Exit code 2, and what to do instead."""
    command = [sys.executable, "-m", "compliance", "init", str(tmp_path / "a.yaml"), "--interview"]
    done = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--template" in done.stderr

"""What a person meets who makes a mistake, or whose machine refuses: plain words, and never the exit code of findings."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
import typer
from prompt_toolkit.application import create_app_session
from prompt_toolkit.output import DummyOutput

from compliance.cli.console import say
from compliance.cli.prompts import Option, Row, Words, _Table
from tests.cli.conftest import HOSPITAL
from tests.cli.terminal import run
from tests.examples.described import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ARCH = HOSPITAL / "architecture.yaml"
SMALL = (
    "schema: compliance-architecture/1\nsystem: {id: one, name: One}\n"
    "organisation: {name: Example, country: US, roles: {hipaa: none}}\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A short description without variants."""
    path = tmp_path / "architecture.yaml"
    path.write_text(SMALL)
    return path


def _shell(script: str) -> subprocess.CompletedProcess[str]:
    line = script.replace("compliance", f"{sys.executable} -m compliance")
    command = ["bash", "-c", f"set -o pipefail; {line}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("command", ["schema", "--help", f"assess {ARCH} --framework hipaa"])
def test_a_full_disk_is_told_and_is_no_finding(command: str) -> None:
    """Exit code 2 with the reason, and no traceback."""
    done = _shell(f"compliance {command} >/dev/full")
    assert (done.returncode, "No space left on device" in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["schema", "--help"])
def test_a_reader_who_leaves_is_no_finding(command: str) -> None:
    """Exit code 0, also where a pipeline looks at every command's."""
    done = _shell(f"compliance {command} | head -1")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_fault_of_the_program_is_no_finding() -> None:
    """Exit code 2, with the lines a report of it needs."""
    with patch("compliance.cli.commands.schema.run", side_effect=KeyError("x")):
        found = run("schema")
    assert (found.code, "KeyError" in found.err, "a fault of the program" in found.err) == (2, True, True)


def test_who_stops_at_a_prompt_gets_no_finding() -> None:
    """Exit code 2."""
    with patch("compliance.cli.commands.schema.run", side_effect=typer.Abort):
        found = run("schema")
    assert (found.code, found.err) == (2, "\nStopped.\n")


def test_a_word_that_is_none_is_answered_in_words_of_the_program() -> None:
    """Those of the library beneath are left out."""
    found = run("assess", ARCH, "--format", "jsn")
    assert (found.code, "'jsn' is not one of 'text', 'json'" in found.err) == (2, True)
    assert "Value error" not in found.err


def test_a_level_of_the_project_keeps_nobody_from_a_draft(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is set for all reports is not meant for those that are not signed; on the command line it contradicts."""
    monkeypatch.chdir(small.parent)
    (small.parent / "compliance.toml").write_text('level = "B-T"\ntsa = "http://127.0.0.1:9/"\n')
    draft = ("report", "architecture.yaml", "--framework", "hipaa", "--draft", "-o", "draft.pdf")
    found = run(*draft)
    assert (found.code, "unsigned draft" in found.err) == (0, True), found.err
    assert run(*draft, "--force", "--level", "B-T").code == 2


def test_only_who_can_make_a_draft_is_told_of_it(small: Path) -> None:
    """Without an identity: a report can be a draft, a countersignature cannot."""
    report = run("report", small, "-o", small.parent / "r.pdf")
    other = run("countersign", small, "-o", small.parent / "r.pdf", "--commitment", "received")
    assert [(one.code, "identity new" in one.err, "--draft" in one.err) for one in (report, other)] == [
        (2, True, True),
        (2, True, False),
    ]


def test_a_file_that_exists_is_replaced_by_an_option_that_is_named(small: Path) -> None:
    """So that nobody has to look it up."""
    assert "--force" in run("init", small).err


def test_an_id_that_is_none_leads_on() -> None:
    """To those that begin with it, else to where ids stand."""
    assert "These begin with it: hipaa-308-" in run("explain", "hipaa-308").err
    assert "prints ids" in " ".join(run("explain", "qqqqqq").err.split())


def test_a_description_without_variants_is_told_so(small: Path) -> None:
    """By whoever names one, and by whoever would compare."""
    for command in ("assess", "compare"):
        assert "names no variants" in run(command, small, "--variant", "api").err
    assert "One variant is nothing to compare" in run("compare", small, "--framework", "hipaa").err


def test_what_there_is_nothing_of_is_said_in_a_sentence(small: Path) -> None:
    """Neither an empty list nor a count of nothing."""
    answers = small.parent / "answers.yaml"
    answers.write_text("schema: compliance-answers/1\nanswers: {}\n")
    assert run("evidence", "status", "--answers", answers).out.startswith("No answer names evidence yet")
    assert run("determine", "--arch", small).out == "Nothing waits for a person's judgement.\n"


def test_the_keys_of_a_table_stay_inside_the_terminal() -> None:
    """They break between two keys, not in a word."""
    words = Words(
        [Option("y", "yes"), Option("n", "no"), Option("u", "not known")],
        [Option("x", "does not apply")],
        "no",
    )
    with create_app_session(output=DummyOutput()):  # of 80 columns
        head = "".join(text for _, text, *_ in _Table("Which?", [Row("a", "a")], words, {}).head())
    assert max(len(line.rstrip()) for line in head.splitlines()) <= 80
    assert "= same for all   Enter save" in head


def test_what_is_told_breaks_between_words_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hint goes on below its beginning; a source line and its caret stay; without a terminal each line stays one."""
    told = StringIO()
    monkeypatch.setattr("sys.stderr", told)
    monkeypatch.setenv("COLUMNS", "40")
    source = "  5 | " + "long: value " * 6
    text = f"what is wrong with it\n{source}\n    | ^\n  hint: {'words and words ' * 5}".rstrip()
    say(text)
    assert told.getvalue() == f"{text}\n"
    told.truncate(0)
    told.seek(0)
    monkeypatch.setattr(told, "isatty", lambda: True)
    say(text)
    first, excerpt, caret, *hint = told.getvalue().splitlines()
    assert (first, excerpt, caret) == ("what is wrong with it", source, "    | ^")
    assert all(len(line) <= 40 for line in hint)
    assert [line[:8] for line in hint] == ["  hint: ", *(["        "] * (len(hint) - 1))]

"""`assess`: what it prints where, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from compliance.cli.console import coloured
from tests.cli.conftest import HOSPITAL
from tests.cli.terminal import run
from tests.examples.described import EXAMPLES

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ONE = (
    "assess",
    HOSPITAL / "architecture.yaml",
    "--answers",
    HOSPITAL / "answers.yaml",
    "--as-of",
    "2026-11-20",
)


def golden(name: str, text: str) -> None:
    """Compare a text with the one that was read and accepted; GOLDEN=write takes the new one over."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text)
    assert path.read_text() == text


@pytest.mark.parametrize("columns", ["80", "110"])
def test_the_text_of_the_hospital(columns: str) -> None:
    """The whole text a user sees, without colour because nobody looks at a terminal."""
    found = run(*ONE, COLUMNS=columns)
    assert (found.code, found.err) == (0, "")
    golden(f"assess-hospital-{columns}", found.out)
    assert max(map(len, found.out.splitlines())) <= int(columns)


def test_gaps_come_before_counts_and_questions() -> None:
    """Scope first, then what is wrong, then how much is open."""
    text = run(*ONE).out
    places = [
        text.index(word)
        for word in ("Scope\n", "Gaps (", "Breached and cured (", "Findings in force", "Next questions")
    ]
    assert places == sorted(places)


def test_every_gap_shows_where_it_comes_from_and_what_to_do() -> None:
    """Flow and line, and a remedy, for each block of gaps."""
    text = run(*ONE).out
    gaps = text[text.index("Gaps (") : text.index("Findings in force")]
    blocks = re.split(r"\n(?=  [▲◆●] )", gaps)[1:]
    assert blocks
    for block in blocks:
        assert re.search(r"\[(architecture|answers)\.yaml:\d+\]", block), block
        assert "\n      do    " in block
    assert "by flow draft  [architecture.yaml:" in gaps


def test_json_is_one_document_on_stdout() -> None:
    """Nothing else is written beside it."""
    found = run(*ONE, "--format", "json")
    data = json.loads(found.out)
    assert data["schema"] == "compliance-assessment/1"
    assert found.err == ""


def test_a_file_takes_the_result_and_stdout_stays_empty(tmp_path: Path) -> None:
    """The result goes to the file whole, and where it went is narrated on stderr."""
    target = tmp_path / "result.json"
    found = run(*ONE, "--format", "json", "-o", target)
    assert (found.code, found.out) == (0, "")
    assert str(target) in found.err
    assert target.read_text() == run(*ONE, "--format", "json").out
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    """What was there is there still; --force replaces it."""
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    found = run(*ONE, "-o", target)
    assert found.code == 2
    assert "exists already" in found.err
    assert target.read_text() == "mine"
    assert run(*ONE, "-o", target, "--force").code == 0
    assert "Gaps" in target.read_text()


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """No half file, no part file."""
    assert run(*ONE, "-o", tmp_path / "no" / "folder.txt").code == 2
    assert run(*ONE, "-o", tmp_path).code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("named", "code"),
    [((), 0), (("high",), 1), (("medium",), 1), (("low",), 1), (("unknown",), 1)],
)
def test_fail_on_ends_with_one(named: tuple[str, ...], code: int) -> None:
    """Only what is named makes the run fail, and the result is printed all the same."""
    found = run(*ONE, *(part for word in named for part in ("--fail-on", word)))
    assert found.code == code
    assert "Gaps (" in found.out


def test_fail_on_passes_where_nothing_is_at_that_level(tmp_path: Path) -> None:
    """A system without gaps ends with 0."""
    small = tmp_path / "small.yaml"
    small.write_text(
        "schema: compliance-architecture/1\norganisation: {roles: {hipaa: none, gdpr: none, pci_dss: none, eu_ai_act: none}}\n"
    )
    assert run("assess", small, "--fail-on", "low").code == 0


def test_one_framework_alone() -> None:
    """Only the one named is in the result; a wrong name is input, with a suggestion."""
    data = json.loads(run(*ONE, "--framework", "hipaa", "--format", "json").out)
    assert [scope["id"] for scope in data["frameworks"]] == ["hipaa"]
    wrong = run(*ONE, "--framework", "hippa")
    assert wrong.code == 3
    assert "did you mean 'hipaa'" in wrong.err


def test_contradictions_are_refused_when_strict(tmp_path: Path) -> None:
    """Both places are named."""
    answers = tmp_path / "more.yaml"
    answers.write_text(
        "schema: compliance-answers/1\nanswers:\n  risk-analysis-documented:\n    - {value: no, by: somebody, on: 2026-11-02}\n"
    )
    assert run(*ONE, "--answers", answers).code == 0
    strict = run(*ONE, "--answers", answers, "--strict")
    assert strict.code == 3
    assert "stated twice and differently" in strict.err
    assert "more.yaml:4" in strict.err


def test_two_answers_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Each has a logical name of its own, and no path of the machine is in the result."""
    other = tmp_path / "answers.yaml"
    other.write_text("schema: compliance-answers/1\nanswers: {}\n")
    data = json.loads(run(*ONE, "--answers", other, "--format", "json").out)
    assert [given["name"] for given in data["inputs"]["answers"]] == ["answers.yaml", "answers-2.yaml"]
    assert str(tmp_path) not in json.dumps(data)


@pytest.mark.parametrize("name", ["hospital-api", "hospital-self-hosted", "payment-copilot"])
def test_lines_fit_a_narrow_terminal(name: str) -> None:
    """No line is longer than the terminal is wide, an id that cannot be broken apart."""
    folder = EXAMPLES / name
    found = run("assess", folder / "architecture.yaml", "--as-of", "2026-11-20", COLUMNS="80")
    long = [line for line in found.out.splitlines() if len(line) > 80]
    assert all(len(line.split()[-1]) > 60 for line in long), long


class _Terminal:
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """A terminal."""
        return True


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_no_color_is_honoured(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, colour: bool
) -> None:
    """Colour goes to terminals only, and not where it is unwanted (an empty NO_COLOR says nothing)."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert coloured(_Terminal()) is colour  # type: ignore[arg-type]


def test_no_escape_sequence_of_a_description_reaches_the_terminal(tmp_path: Path) -> None:
    """Names are untrusted text."""
    text = (HOSPITAL / "architecture.yaml").read_text()
    hostile = tmp_path / "hostile.yaml"
    hostile.write_text(text.replace("name: Prompt log", 'name: "Prompt\\e[31m log\\a"'))
    found = run("assess", hostile, "--as-of", "2026-11-20")
    assert "\x1b" not in found.out + found.err
    assert "\a" not in found.out + found.err


def test_a_date_in_the_past_that_moves_the_facts_is_told(tmp_path: Path) -> None:
    """Nothing dates the facts, so --as-of dates them too: one line on stderr and a note; neither where a day is stated."""
    lines = (HOSPITAL / "architecture.yaml").read_text().splitlines()
    undated = tmp_path / "architecture.yaml"
    undated.write_text("\n".join(line for line in lines if not line.startswith("described_on:")))
    moved = run("assess", undated, "--as-of", "2026-01-31")
    assert "The facts are read as those of 2026-01-31 too" in moved.err
    assert "does not say of which day it is" in moved.out
    told = run("assess", undated, "--as-of", "2026-01-31", "--described-on", "2026-01-30")
    assert told.err == ""
    assert "does not say of which day" not in told.out


@pytest.mark.parametrize(("named", "code"), [("high,medium", 1), ("HIGH", 1), ("low, unknown", 1)])
def test_several_gates_in_one_option(named: str, code: int) -> None:
    """Commas part them; capitals do not matter."""
    assert run(*ONE, "--fail-on", named).code == code


def test_a_gate_that_does_not_exist_names_the_likely_one() -> None:
    """Wrong usage ends with 2 and a hint."""
    found = run(*ONE, "--fail-on", "hihg")
    assert found.code == 2
    assert "'hihg' is nothing that can fail" in found.err
    assert "Did you mean 'high'?" in found.err


def test_frameworks_are_named_in_any_case() -> None:
    """Only the one that is named is assessed."""
    assert (
        run(*ONE, "--framework", "HIPAA", "--format", "json").out
        == run(*ONE, "--framework", "hipaa", "--format", "json").out
    )


def test_what_a_store_or_an_access_is_about_has_a_place() -> None:
    """The path of a finding on a holding or an access names its component."""
    told = json.loads(run(*ONE, "--format", "json").out)
    inside = [f for f in told["findings"] if f["subject"]["kind"] in {"holding", "access"}]
    assert inside
    assert all(finding["path"] for finding in inside)

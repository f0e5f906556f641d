"""Several people on one assessment, as they type it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from unittest.mock import patch

import jsonschema
import pytest

from compliance.pipeline.asking import open_answers
from compliance.pipeline.schema import evidence_schema
from tests.cli.conftest import HOSPITAL
from tests.cli.terminal import Ran, run
from tests.questionnaire.workbook_hospital import filled

if TYPE_CHECKING:
    from pathlib import Path

ARCH = HOSPITAL / "architecture.yaml"
DAY = ("--as-of", "2026-11-20", "--described-on", "2026-11-20")
REVIEW = "hipaa-308-risk-analysis@organisation:organisation"
GAP = "hipaa-312-audit-controls@component:prompt-log"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """The hospital's answers in a folder of their own."""
    path = tmp_path / "answers.yaml"
    path.write_bytes((HOSPITAL / "answers.yaml").read_bytes())
    return path


def _questions(answers: Path, *more: str | Path) -> Ran:
    return run("questions", ARCH, "--answers", answers, *DAY, *more)


def test_questions_are_listed_with_why_and_how(answers: Path) -> None:
    """The gravest first, each with what it bears on, and no answered one."""
    found = _questions(answers)
    assert found.code == 0
    assert "Do procedures verify who seeks access?" in found.out
    assert "HIPAA 164.312(d)" in found.out
    assert "Do sessions end by themselves" not in found.out
    assert "Do sessions end by themselves" in _questions(answers, "--all").out


def test_questions_as_json_have_a_schema_and_every_field(answers: Path) -> None:
    """What a program needs to ask them elsewhere."""
    data = json.loads(_questions(answers, "--format", "json").out)
    assert data["schema"] == "compliance-questions/1"
    one = next(one for one in data["questions"] if one["question"] == "evaluation")
    assert (one["state"], one["given"]["value"], one["answer"]["kind"]) == ("not_known", "unknown", "record")


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--theme", "acess"), 2, "Did you mean 'access'?"),
        (("--owner", "Nobody"), 2, "no question is assigned to 'Nobody'"),
        (("--status", "--format", "xlsx"), 2, "the status is no workbook"),
        (("--theme", "incidents", "--format", "xlsx"), 2, "nothing to hand out"),
        (("--framework", "hipa"), 3, "did you mean 'hipaa'?"),
    ],
)
def test_wrong_wishes_are_told(answers: Path, options: tuple[str, ...], code: int, told: str) -> None:
    """With what there is instead."""
    found = _questions(answers, *options)
    assert (found.code, told in found.err) == (code, True), found.err


def test_owners_are_named_and_filtered(answers: Path) -> None:
    """A theme goes to one person, and the status counts by person."""
    assert run("answers", "assign", "access", "--to", "Ann Lee", "--answers", answers).code == 0
    assert "Ann Lee" in _questions(answers, "--status").out
    mine = json.loads(_questions(answers, "--owner", "ann lee", "--format", "json").out)
    assert {one["theme"] for one in mine["questions"]} == {"access"}
    wrong = run("answers", "assign", "acess", "--to", "Ann Lee", "--answers", answers)
    assert (wrong.code, "Did you mean 'access'?" in wrong.err) == (2, True)


def _workbook(answers: Path, tmp_path: Path) -> Path:
    path = tmp_path / "open.xlsx"
    made = _questions(answers, "--format", "xlsx", "-o", path)
    assert made.code == 0, made.err
    path.write_bytes(
        filled(path.read_bytes(), {"authentication": {"D": "implemented"}, "evaluation": {"D": "none"}})
    )
    return path


def test_a_workbook_goes_out_and_comes_back(answers: Path, tmp_path: Path) -> None:
    """Preview first; written only on --yes or consent; the second time there is nothing to do."""
    path, before = _workbook(answers, tmp_path), answers.read_bytes()
    shown = run("answers", "import", path, "--answers", answers, "--preview")
    assert (shown.code, answers.read_bytes()) == (0, before)
    assert "Would be written (2)" in shown.out
    asked = run("answers", "import", path, "--answers", answers)
    assert (asked.code, answers.read_bytes()) == (2, before)
    assert "add --yes" in asked.err
    assert run("answers", "import", path, "--answers", answers, "--yes").code == 0
    after = answers.read_bytes()
    entry = open_answers(answers).entry("authentication")
    assert entry is not None
    assert entry.by == "Ida Berg"
    again = run("answers", "import", path, "--answers", answers, "--yes")
    assert (again.code, answers.read_bytes()) == (0, after)


def test_what_is_not_taken_ends_with_its_own_code(answers: Path, tmp_path: Path) -> None:
    """Somebody else answered meanwhile: theirs stays, the rest is written, and a script can tell."""
    path = _workbook(answers, tmp_path)
    file = open_answers(answers)
    entry = file.entry("evaluation")
    assert entry is not None
    file.remove("evaluation")
    file.save()
    found = run("answers", "import", path, "--answers", answers, "--yes")
    assert (found.code, "Not taken (1)" in found.out) == (3, True)
    assert open_answers(answers).entry("evaluation") is None
    assert open_answers(answers).entry("authentication") is not None


def test_a_workbook_is_not_written_over_another_file(answers: Path, tmp_path: Path) -> None:
    """Unless asked for."""
    path = tmp_path / "open.xlsx"
    path.write_text("mine")
    assert _questions(answers, "--format", "xlsx", "-o", path).code == 2
    assert path.read_text() == "mine"


def test_a_half_written_answers_file_takes_nothing(answers: Path, tmp_path: Path) -> None:
    """It is told with its place, and stays as it is."""
    path = _workbook(answers, tmp_path)
    broken = answers.read_bytes()[:-60] + b"{value: ["
    answers.write_bytes(broken)
    found = run("answers", "import", path, "--answers", answers, "--yes")
    assert (found.code, "answers.yaml:" in found.err, answers.read_bytes()) == (3, True, broken)


def test_evidence_is_recorded_examined_and_listed(answers: Path, tmp_path: Path) -> None:
    """From attached to examined; what ends soon is listed."""
    (tmp_path / "list.csv").write_text("who,when\n")
    on = ("--for", "training", "--answers", answers)
    added = run(
        "evidence", "add", tmp_path / "list.csv", *on, "--kind", "export", "--valid-until", "2027-01-15"
    )
    assert added.code == 0, added.err
    own = run(
        "evidence",
        "examine",
        tmp_path / "list.csv",
        *on,
        "--by",
        "privacy officer",
        "--scope",
        "a",
        "--period",
        "b",
    )
    assert (own.code, "gave the answer" in own.err) == (2, True)
    other = run(
        "evidence",
        "examine",
        tmp_path / "list.csv",
        *on,
        "--on",
        "2026-11-20",
        "--by",
        "Ida Berg",
        "--scope",
        "all",
        "--period",
        "2026",
    )
    assert other.code == 0, other.err
    status = run("evidence", "status", "--answers", answers, "--as-of", "2026-11-20", "--within", "90d")
    assert "examined by Ida Berg · until 2027-01-15, in 56 days" in status.out
    later = run("evidence", "status", "--answers", answers, "--as-of", "2027-02-01")
    assert "out of date" in later.out
    assert run("evidence", "status", "--answers", answers, "--within", "soon").code == 2
    target = tmp_path / "status.json"
    asked = ("evidence", "status", "--answers", answers, "--as-of", "2027-02-01", "--format", "json")
    assert run(*asked, "-o", target).code == 0
    told = json.loads(target.read_text())
    assert target.read_text() == run(*asked).out
    jsonschema.validate(told, evidence_schema())
    assert [(one["path"], one["state"], one["supports"], one["days_left"]) for one in told["evidence"]] == [
        ("list.csv", "expired", False, -17)
    ]


def test_an_examination_says_what_is_missing(answers: Path, tmp_path: Path) -> None:
    """Without a terminal every missing option is named at once."""
    found = run("evidence", "examine", tmp_path / "x", "--for", "training", "--answers", answers)
    assert (found.code, found.err.splitlines()[0]) == (2, "missing: --by, --scope, --period")


def _concluded(answers: Path, path: Path, *more: str) -> Ran:
    told = (
        "--conclusion",
        "met",
        "--reasons",
        "Read it whole.",
        "--name",
        "Ida Berg",
        "--role",
        "reviewer",
        "--independent",
    )
    return run(
        "determine",
        REVIEW,
        "--arch",
        ARCH,
        "--answers",
        answers,
        *DAY,
        "--determinations",
        path,
        *told,
        *more,
    )


def test_a_conclusion_is_written_and_shown(answers: Path, tmp_path: Path) -> None:
    """What waits is listed; a conclusion closes it, and the finding tells who concluded."""
    path = tmp_path / "determinations.yaml"
    waiting = run("determine", "--arch", ARCH, "--answers", answers, *DAY)
    assert REVIEW in waiting.out
    assert _concluded(answers, path, "--valid-until", "2100-01-01").code == 0
    whole = run("assess", ARCH, "--answers", answers, "--determinations", path, "--finding", REVIEW)
    assert "met, by Ida Berg (reviewer), independent of who answered" in " ".join(whole.out.split())


def test_a_conclusion_needs_all_its_parts(answers: Path, tmp_path: Path) -> None:
    """Reasons, name, role and independence are never assumed."""
    found = run(
        "determine",
        REVIEW,
        "--arch",
        ARCH,
        "--answers",
        answers,
        *DAY,
        "--determinations",
        tmp_path / "d.yaml",
    )
    assert found.err.splitlines()[0] == "missing: --conclusion, --reasons, --name, --role, --independent"
    assert not (tmp_path / "d.yaml").exists()


def test_on_a_terminal_what_is_missing_is_asked_for(answers: Path, tmp_path: Path) -> None:
    """Whoever decides sees the finding first."""
    path, replies = (
        tmp_path / "d.yaml",
        iter(["not_met", "The scope lacks the log.", "Ida Berg", "reviewer", "no"]),
    )
    with (
        patch("sys.stdin.isatty", return_value=True, create=True),
        patch("compliance.cli.consent._typed", lambda _: next(replies)),
        patch("compliance.cli.commands.determine.sys") as system,
    ):
        system.stdin.isatty.return_value = True
        import sys

        system.stdout = sys.stdout
        with patch("compliance.cli.consent.sys", system):
            found = run(
                "determine", REVIEW, "--arch", ARCH, "--answers", answers, *DAY, "--determinations", path
            )
    assert found.code == 0, found.err
    assert "not_met" in path.read_text()


def test_a_finding_is_told_with_who_said_what(answers: Path) -> None:
    """Each fact with its place; one that was answered with assurance, person, role and day."""
    found = run(
        "assess",
        ARCH,
        "--answers",
        answers,
        *DAY,
        "--finding",
        "hipaa-308-training@organisation:organisation",
    )
    assert "stated: privacy officer (Privacy) on 2026-11-03, answering training" in found.out
    wrong = run(
        "assess", ARCH, "--answers", answers, *DAY, "--finding", "hipaa-308-trainin@organisation:organisation"
    )
    assert (wrong.code, "Did you mean 'hipaa-308-training@" in wrong.err) == (2, True)


def test_an_acceptance_lets_the_gate_go_and_stays_visible(answers: Path, tmp_path: Path) -> None:
    """The gap is listed with reason, approver and last day."""
    path = tmp_path / "acceptances.yaml"
    terms = ("--reason", "Retired in January.", "--approver", "CISO", "--until", "2100-01-31")
    made = run("accept", GAP, "--arch", ARCH, "--answers", answers, *DAY, "--acceptances", path, *terms)
    assert made.code == 0, made.err
    text = run("assess", ARCH, "--answers", answers, "--acceptances", path).out
    assert "accepted by CISO until 2100-01-31: Retired in January." in text
    never = "hipaa-308-associate-contract@party:model-vendor"
    refused = run("accept", never, "--arch", ARCH, "--answers", answers, *DAY, "--acceptances", path, *terms)
    assert (refused.code, "cannot be accepted" in refused.err) == (2, True)

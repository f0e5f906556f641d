from __future__ import annotations

import datetime as dt
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from compliance.cli.commands.ask import Asking, Conversation, opened
from compliance.cli.options import Inputs, Request
from compliance.errors import ToolError, UsageError
from compliance.pipeline.asking import open_answers
from compliance.pipeline.interview import Interview, Person
from compliance.questionnaire.entries import Entry, spelled
from compliance.questionnaire.replies import word
from compliance.render.terminal import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from compliance.model.answers import Answer

ARCHITECTURE = """\
schema: compliance-architecture/1
described_on: 2026-11-20
system: {id: letters, name: Letter assistant, since: 2026-02-01}
organisation: {name: Our hospital, country: US, health_entity: provider, roles: {hipaa: covered_entity, gdpr: none, pci_dss: none, eu_ai_act: none}}
parties:
  model-vendor: {kind: company, name: Model vendor, profile: openai-api}
data:
  letters: {category: phi, form: prompt, about: patients}
components:
  ehr: {kind: application, hosting: on_premises, stores: {letters: {encryption: disk}}, access: none}
  llm-api: {kind: model_api, operator: model-vendor, hosting: vendor_api}
flows:
  send: {from: ehr, to: llm-api, data: [letters], network: public, encryption: tls1.3, since: 2026-02-01}
"""
UP, DOWN, PAGE_UP, PAGE_DOWN, ENTER = "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", "\r"
FIND, NOTE, STOP = "\x06", "\x14", "\x03"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an architecture, and no colour."""
    (tmp_path / "architecture.yaml").write_text(ARCHITECTURE, "utf-8")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def _opened(folder: Path, *, theme: str | None = None, to: Path | None = None) -> Interview:
    inputs = Inputs([folder / "answers.yaml"], ["hipaa"], as_of="2026-11-20")
    request = Request(folder / "architecture.yaml", inputs)
    return opened(request, Asking("Dana", None, theme, None, to))


@contextmanager
def _typing(keys: str) -> Iterator[None]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        yield


def _talk(interview: Interview, keys: str) -> None:
    with _typing(keys):
        Conversation(
            interview, Person("Dana", "CISO", dt.date(2026, 11, 20)), Style(colour=False, width=100)
        ).run()


def _said(folder: Path) -> dict[str, str]:
    path = folder / "answers.yaml"
    if not path.exists():
        return {}
    answers: Mapping[str, tuple[Answer, ...]] = open_answers(path).content.answers or {}
    return {name: getattr(entries[0].value, "text", "…") for name, entries in answers.items()}


def test_one_key_answers_and_saves(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The gravest question comes first with why it is asked; a key answers it, the file is written, the effect is told."""
    interview = _opened(folder, theme="risk")
    first = interview.items[0].asked
    _talk(interview, "n" + STOP)
    shown = capsys.readouterr().out
    assert _said(folder) == {"risk-analysis": "none"}
    assert first.why.split(maxsplit=1)[0] in shown
    for text in (
        "▲ high · Risk",
        "why ",
        "bears on  HIPAA",
        "evidence ",
        "✓ saved: none",
        "164.308(a)(1)(ii)(A): gap",
        "1 answer saved.",
    ):
        assert text in shown


def test_arrows_and_enter_choose_as_well(folder: Path) -> None:
    """The pointer begins at the first word."""
    _talk(_opened(folder, theme="risk"), DOWN + DOWN + ENTER + STOP)
    assert _said(folder) == {"risk-analysis": "planned"}


def test_exceptions_are_asked_for(folder: Path) -> None:
    """Partly is saved with its exceptions; an empty line is not taken for them."""
    _talk(_opened(folder, theme="risk"), "p" + ENTER + "Not the prompt log." + ENTER + STOP)
    entry = open_answers(folder / "answers.yaml").entry("risk-analysis")
    assert entry is not None
    assert (entry.by, entry.role, entry.answered_on, entry.note) == (
        "Dana",
        "CISO",
        dt.date(2026, 11, 20),
        "Not the prompt log.",
    )


def test_one_can_skip_go_back_and_take_up_what_was_skipped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Skipped questions come again when asked for at the end."""
    interview = _opened(folder, theme="risk")
    many = len({item.key for item in interview.items if item.state == "open"})
    _talk(interview, PAGE_DOWN * many + "s" + "u" + PAGE_UP + "y" + STOP)
    assert _said(folder)["risk-analysis"] == "implemented"
    assert "go over what was skipped" not in capsys.readouterr().err


def test_a_note_can_be_added_to_any_answer(folder: Path) -> None:
    """It is kept with the answer it was written for, and with no other."""
    _talk(_opened(folder, theme="risk"), NOTE + "See the folder." + ENTER + "y" + "u" + STOP)
    file = open_answers(folder / "answers.yaml")
    notes = {name: answers[0].note for name, answers in (file.content.answers or {}).items()}
    assert notes["risk-analysis"] == "See the folder."
    assert sorted(map(str, notes.values())).count("See the folder.") == 1


def test_search_leads_to_a_question(folder: Path) -> None:
    """Words of its text, of its id or of a provision find it; nothing found leaves one where one was."""
    _talk(_opened(folder), FIND + "zebra crossing" + ENTER + FIND + "sanction" + ENTER + "1" + "n" + STOP)
    assert _said(folder) == {"sanctions": "none"}


def test_a_table_states_parts(folder: Path) -> None:
    """Keys state the row pointed at, one key the rest; rows without a word stay open."""
    keys = "y" + FIND + "risk-analysis-covers" + ENTER + "1" + "y" + "n" + ENTER + STOP
    _talk(_opened(folder, theme="risk"), keys)
    entry = open_answers(folder / "answers.yaml").entry("risk-analysis-covers")
    assert entry is not None
    assert str(entry.value).count("ehr") == 1
    assert "lacks" in str(entry.value)
    assert "has" in str(entry.value)


def test_parts_that_do_not_matter_are_left_alone(folder: Path) -> None:
    """Of a practice that three laws share only the parts are asked that open findings look for; of others nothing is said."""
    _talk(
        _opened(folder),
        FIND
        + "physical-security"
        + ENTER
        + "1y"
        + FIND
        + "physical-security-contents"
        + ENTER
        + "1y="
        + ENTER
        + STOP,
    )
    entry = open_answers(folder / "answers.yaml").entry("physical-security-contents")
    assert entry is not None
    assert spelled(entry.value).startswith("{has: [emergency_entry, security_plan,")


def test_a_claim_is_confirmed_with_one_key(folder: Path) -> None:
    """Who confirms what a vendor says answers for it; the claim and its page stand in the note."""
    interview = _opened(folder)
    item = next(item for item in interview.items if item.confirmable)
    _talk(interview, FIND + item.asked.question + ENTER + "1" + "c" + STOP)
    entry = open_answers(folder / "answers.yaml").entry(item.asked.question, item.asked.subject)
    assert entry is not None
    assert entry.by == "Dana"
    assert entry.note is not None
    assert entry.note.startswith("Confirmed: vendor's claim")


def test_a_typed_line_must_fit(folder: Path) -> None:
    """What the strict reader refuses is not taken; the line waits to be put right."""
    (folder / "answers.yaml").write_text(
        "schema: compliance-answers/1\nanswers:\n  baa: [{subject: model-vendor, value: signed, by: Kim}]\n",
        "utf-8",
    )
    backspace = "\x7f" * 4
    _talk(
        _opened(folder),
        FIND + "baa-signed-on" + ENTER + "1" + "soon" + ENTER + backspace + "2026-03-15" + ENTER + STOP,
    )
    assert _said(folder)["baa-signed-on"] == "2026-03-15"


def test_a_full_disk_is_told_and_can_be_put_right(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person may try again; what was typed is not lost."""
    real, calls = Interview.save, []

    def save(self: Interview) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise ToolError("answers.yaml cannot be written: No space left on device")
        return real(self)

    monkeypatch.setattr(Interview, "save", save)
    _talk(_opened(folder, theme="risk"), "n" + "t" + STOP)
    assert "No space left" in capsys.readouterr().out
    assert _said(folder) == {"risk-analysis": "none"}


def test_a_colleagues_answer_is_shown_and_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both values are named, and the question is asked again with theirs beside it."""
    interview = _opened(folder, theme="risk")
    other = open_answers(folder / "answers.yaml")
    other.put("risk-analysis", Entry(None, word("implemented"), "Kim"))
    other.save()
    _talk(interview, "n" + STOP)
    shown = capsys.readouterr().out
    assert "your answer none, but Kim saved implemented" in shown
    assert "answered  implemented (Kim)" in shown
    assert _said(folder) == {"risk-analysis": "implemented"}


def test_what_nobody_asks_any_more_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer to a question that is gone stays in the file, and the person learns that it counts for nothing."""
    text = "schema: compliance-answers/1\nanswers:\n  zebra-crossing-count: [{value: yes, by: Kim}]\n"
    (folder / "answers.yaml").write_text(text, "utf-8")
    _talk(_opened(folder, theme="risk"), "n" + STOP)
    assert "note  No catalog in use asks zebra-crossing-count" in capsys.readouterr().out
    assert (folder / "answers.yaml").read_text("utf-8").startswith(text)


def test_new_answers_go_to_one_file_where_asked(folder: Path) -> None:
    """`--to` names it; it is made where there is none."""
    _talk(_opened(folder, theme="risk", to=folder / "other.yaml"), "n" + STOP)
    assert (folder / "other.yaml").exists()
    assert not (folder / "answers.yaml").exists()


def test_themes_and_owners_must_exist(folder: Path) -> None:
    """A misspelt theme ends with what was probably meant."""
    with pytest.raises(UsageError, match="no theme 'risks'") as caught:
        _opened(folder, theme="risks")
    assert "risk" in (caught.value.hint or "")


def test_without_a_terminal_there_is_another_way(folder: Path) -> None:
    """Exit code 2, and the command that hands questions out."""
    command = [
        sys.executable,
        "-m",
        "compliance",
        "ask",
        str(folder / "architecture.yaml"),
        "--answers",
        str(folder / "a.yaml"),
    ]
    done = subprocess.run(
        command,
        input="",
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(folder), "PATH": "/usr/bin"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs a terminal" in done.stderr
    assert "compliance questions" in done.stderr

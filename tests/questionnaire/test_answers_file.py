from __future__ import annotations

import datetime as dt
import errno
import multiprocessing
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import InputError, ToolError, UsageError
from compliance.pipeline.asking import open_answers
from compliance.questionnaire.answers_file import AnswersFile, ClashError
from compliance.questionnaire.entries import Entry

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 21)
WRITTEN = """\
# Answered in November.
schema: compliance-answers/1   # the format
answers:
  # About people.
  training:
    - {value: {performed_on: [2026-09-14], every: 1 year}, by: "privacy officer", on: 2026-11-03}   # looked up

  unneeded-data:
    - subject: data:letters
      value: [government_id,
        contact]            # two lines
      by: clinical lead
      # The extract was read.
    - subject: charts
      value: none
      by: clinical lead

  # An honest unknown.
  evaluation:
    - {value: unknown, by: security officer}
# The end.
"""


def _file(folder: Path, text: str = WRITTEN) -> Path:
    path = folder / "answers.yaml"
    path.write_text(text, "utf-8")
    return path


def _said(path: Path) -> dict[tuple[str, str | None], tuple[str, str]]:
    """By question and subject: value as text, and who said it."""
    content = open_answers(path).content
    return {
        (question, answer.subject): (_plain(answer.value), answer.by)
        for question, answers in (content.answers or {}).items()
        for answer in answers
    }


def _plain(node: Any) -> Any:
    if hasattr(node, "items"):
        return [_plain(item) for item in node.items]
    if hasattr(node, "entries"):
        return {entry.key.text: _plain(entry.value) for entry in node.entries}
    return node.text


def test_a_file_is_started(tmp_path: Path) -> None:
    """A file that does not exist begins with its format, and is written by the first save."""
    path = tmp_path / "answers.yaml"
    file = open_answers(path)
    file.put(
        "training",
        Entry(None, value=True, by="A. Person", role="Privacy", answered_on=DAY, note="yes: and more"),
    )
    assert not path.exists()
    file.save()
    assert path.read_text("utf-8") == (
        "# Answers to what an architecture leaves open: by question, who answered, when, and what supports it.\n"
        "schema: compliance-answers/1\n"
        "answers:\n"
        "  training:\n"
        "    - value: yes\n"
        "      by: A. Person\n"
        "      role: Privacy\n"
        "      answered_on: 2026-11-21\n"
        "      note: 'yes: and more'\n"
    )


def test_only_the_lines_of_the_answer_change(tmp_path: Path) -> None:
    """Comments, order and layout of everything else stay byte for byte, also where two remarks meet."""
    path = _file(tmp_path)
    file = open_answers(path)
    file.put("unneeded-data", Entry("letters", "unknown", "A. Person"))
    file.put("unneeded-data", Entry("drafts", ["phi"], "A. Person"))
    file.put("evaluation", Entry(None, value=False, by="A. Person"))
    file.put("policies", Entry(None, value=True, by="A. Person"))
    file.save()
    old = """\
    - subject: data:letters
      value: [government_id,
        contact]            # two lines
      by: clinical lead
      # The extract was read.
"""
    new = """\
    - subject: letters
      value: "unknown"      # two lines
      by: A. Person
      # The extract was read.
"""
    wanted = WRITTEN.replace(old, new)
    wanted = wanted.replace(
        "      value: none\n      by: clinical lead\n",
        "      value: none\n      by: clinical lead\n    - subject: drafts\n      value: [phi]\n      by: A. Person\n",
    )
    wanted = wanted.replace(
        "    - {value: unknown, by: security officer}\n",
        "    - {value: no, by: A. Person}\n  policies:\n    - value: yes\n      by: A. Person\n",
    )
    assert path.read_text("utf-8") == wanted


def test_an_answer_is_taken_away(tmp_path: Path) -> None:
    """Removing the last answer of a question removes the question; an answer that is not there cannot be removed."""
    path = _file(tmp_path)
    file = open_answers(path)
    file.remove("training")
    file.remove("unneeded-data", "letters")
    file.save()
    assert set(_said(path)) == {("unneeded-data", "charts"), ("evaluation", None)}
    with pytest.raises(UsageError, match="no answer to training"):
        file.remove("training")


@pytest.mark.parametrize(
    "text",
    [
        "schema: compliance-answers/1",
        "schema: compliance-answers/1\nanswers:\n",
        "schema: compliance-answers/1\nanswers: {}   # nothing yet\n",
        "schema: compliance-answers/1\nanswers: {policies: [{value: yes, by: x}]}\n",
        "{schema: compliance-answers/1, answers: {policies: [{value: yes, by: x}]}}\n",
        "schema: compliance-answers/1\nanswers:\n  policies: [{value: yes, by: x}]\n",
        "schema: compliance-answers/1\nanswers:\n  policies:\n  - value: yes\n    by: x\n",
        "schema: compliance-answers/1\nanswers:\n  policies:\n    -\n      value: yes\n      by: x\n",
        "---\nschema: compliance-answers/1\nanswers:\n  policies:\n    - {value: yes, by: x}\n...\n",
        "answers:\n  policies:\n    - value: yes\n      by: x\n      note: |\n        a\n        # b\n\n\nschema: compliance-answers/1\n",
        "schema: compliance-answers/1\r\nanswers:\r\n  policies:\r\n    - {value: yes, by: x}\r\n",
    ],
)
def test_every_way_to_write_a_file_can_be_edited(text: str, tmp_path: Path) -> None:
    """Brackets, lines, dashes at any indent: what was said stays said, and what is added is added."""
    path = tmp_path / "answers.yaml"
    path.write_bytes(text.encode())
    before = _said(path)
    file = open_answers(path)
    file.put("training", Entry(None, value=False, by="y"))
    file.put("policies", Entry("other", value=True, by="y"))
    file.save()
    assert _said(path) == before | {("training", None): ("no", "y"), ("policies", "other"): ("yes", "y")}
    assert ("\r\n" in text) == (b"\r\n" in path.read_bytes())


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]),
    min_size=1,
    max_size=30,
)
_VALUE = st.one_of(
    st.booleans(), _TEXT, st.lists(_TEXT, max_size=3), st.dictionaries(_TEXT, st.booleans(), max_size=2)
)
_PAIR = st.tuples(
    st.sampled_from(["training", "unneeded-data", "evaluation", "new", "other"]),
    st.sampled_from([None, "letters", "charts"]),
)


@given(
    edits=st.lists(st.tuples(_PAIR, st.none() | st.tuples(_VALUE, _TEXT, _TEXT)), max_size=6),
    each=st.booleans(),
)
def test_any_edits_leave_what_they_do_not_touch(
    edits: list[Any], tmp_path_factory: pytest.TempPathFactory, *, each: bool
) -> None:
    """Whatever is put and removed, in one save or many: every other answer stays, and every remark outside those touched."""
    path = _file(tmp_path_factory.mktemp("edits"))
    file = open_answers(path)
    wanted = _said(path)
    wanted["unneeded-data", "letters"] = wanted.pop(("unneeded-data", "data:letters"))
    for (question, subject), change in edits:
        if change is None:
            if file.entry(question, subject) is None:
                continue
            file.remove(question, subject)
            wanted.pop((question, subject))
        else:
            try:
                file.put(question, Entry(subject, change[0], change[1].strip() or "x", note=change[2]))
            except InputError:
                continue  # shaped like a secret, or an id that is none
            wanted[question, subject] = ("", "")
        if each:
            file.save()
    file.save()
    found = _said(path)
    found = {(q, s.rpartition(":")[2] if s else None): v for (q, s), v in found.items()}
    assert found.keys() == wanted.keys()
    assert [] == [key for key, value in wanted.items() if value != ("", "") and found[key] != value]
    text = path.read_text("utf-8")
    assert all(
        remark in text
        for remark in (
            "# Answered in November.",
            "# the format",
            "# An honest unknown.",
            "# The end.",
            "# About people.",
        )
    )


def test_two_people_lose_nothing(tmp_path: Path) -> None:
    """Edits of different answers are joined, whoever saves first."""
    path = _file(tmp_path)
    one, two = open_answers(path), open_answers(path)
    one.put("training", Entry(None, value=False, by="one"))
    two.put("evaluation", Entry(None, value=False, by="two"))
    two.put("new", Entry(None, value=True, by="two"))
    one.save()
    two.save()
    said = _said(path)
    assert [said["training", None], said["evaluation", None], said["new", None]] == [
        ("no", "one"),
        ("no", "two"),
        ("yes", "two"),
    ]


def test_the_same_answer_changed_by_two_is_told(tmp_path: Path) -> None:
    """Theirs is kept, both values are named, everything else was saved; answering again replaces theirs."""
    path = _file(tmp_path)
    one, two = open_answers(path), open_answers(path)
    one.put("training", Entry(None, value=False, by="one"))
    one.save()
    two.put("training", Entry(None, value=True, by="two"))
    two.put("new", Entry(None, value=True, by="two"))
    with pytest.raises(ClashError, match="training: your answer yes, but one saved no") as caught:
        two.save()
    assert [clash.pair for clash in caught.value.clashes] == [("training", None)]
    assert (_said(path)["training", None], _said(path)["new", None]) == (("no", "one"), ("yes", "two"))
    two.put("training", Entry(None, value=True, by="two"))
    two.save()
    assert _said(path)["training", None] == ("yes", "two")


def test_the_same_words_by_two_are_no_clash(tmp_path: Path) -> None:
    """Who saves what is there already is told nothing."""
    path = _file(tmp_path)
    one, two = open_answers(path), open_answers(path)
    for file in (one, two):
        file.put("new", Entry(None, value=True, by="both"))
        file.save()
    assert _said(path)["new", None] == ("yes", "both")


def _save_many(path: Path, who: str) -> None:
    for number in range(8):
        file = open_answers(path)
        file.put(f"{who}-{number}", Entry(None, value=True, by=who))
        file.save()


def test_processes_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    """Three processes save eight answers each into one file: all twenty-four are there."""
    path = _file(tmp_path)
    context = multiprocessing.get_context("fork")
    people = [context.Process(target=_save_many, args=(path, who)) for who in ("a", "b", "c")]
    for person in people:
        person.start()
    for person in people:
        person.join(60)
    assert [0, 0, 0] == [person.exitcode for person in people]
    assert {(f"{who}-{number}", None) for who in "abc" for number in range(8)} <= set(_said(path))


def test_a_file_that_vanished_is_written_again(tmp_path: Path) -> None:
    """Answers that were read and answers that were typed are all in it."""
    path = _file(tmp_path)
    file = open_answers(path)
    path.unlink()
    file.put("new", Entry(None, value=True, by="x"))
    file.save()
    assert {"training", "unneeded-data", "evaluation", "new"} == {question for question, _ in _said(path)}


def test_a_file_damaged_meanwhile_is_not_touched(tmp_path: Path) -> None:
    """Half a file is told with its place; the edit waits, and is saved once the file is whole again."""
    path = _file(tmp_path)
    file = open_answers(path)
    file.put("new", Entry(None, value=True, by="x"))
    path.write_text(WRITTEN[:200], "utf-8")
    with pytest.raises(InputError, match=r"answers\.yaml"):
        file.save()
    assert path.read_text("utf-8") == WRITTEN[:200]
    path.write_text(WRITTEN, "utf-8")
    file.save()
    assert _said(path)["new", None] == ("yes", "x")


def test_what_the_file_could_not_hold_is_refused_at_once(tmp_path: Path) -> None:
    """A value shaped like a key is refused when it is put; nothing waits to be saved."""
    file = open_answers(_file(tmp_path))
    with pytest.raises(InputError, match="secret"):
        file.put("new", Entry(None, "sk-" + "a1b2" * 8, by="x"))
    assert file.pending == {}


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is as it was, the edit waits, and no half-written file lies beside it."""
    path = _file(tmp_path)
    file = open_answers(path)
    file.put("new", Entry(None, value=True, by="x"))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ToolError, match="No space left"):
            file.save()
    assert (path.read_text("utf-8"), [path]) == (WRITTEN, list(tmp_path.iterdir()))
    file.save()
    assert _said(path)["new", None] == ("yes", "x")


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replacing is not a way around permissions; those of a file that is written stay as they were."""
    path = _file(tmp_path)
    path.chmod(0o640)
    file = open_answers(path)
    file.put("new", Entry(None, value=True, by="x"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        with pytest.raises(ToolError, match="read-only"):
            file.save()
    file.save()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """An organisation's file may be linked into many folders: what it points at is written."""
    path = _file(tmp_path)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    file = open_answers(link)
    file.put("new", Entry(None, value=True, by="x"))
    file.save()
    assert link.is_symlink()
    assert ("new", None) in _said(path)


def test_a_file_nobody_could_edit_safely_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should an edit ever say more or less than it must, nothing is written."""
    path = _file(tmp_path)
    file = open_answers(path)
    file.put("new", Entry(None, value=True, by="x"))
    monkeypatch.setattr(AnswersFile, "_says", lambda *_: False)
    with pytest.raises(ToolError, match="cannot be edited safely"):
        file.save()
    assert path.read_text("utf-8") == WRITTEN

"""A workbook that came back: what it would change in an answers file, and making the changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from compliance.errors import InputError, Problem
from compliance.inputs.answers import load_answers
from compliance.inputs.expected import Expectations
from compliance.model.answers import ANSWERS, Answer
from compliance.model.asked import Change, NotTaken
from compliance.model.values import When
from compliance.pipeline.catalogs import vocabulary
from compliance.pipeline.handing import given_of, question_digest, state_of
from compliance.questionnaire.decisions_file import change as change_file
from compliance.questionnaire.entries import Entry
from compliance.questionnaire.status_owners import with_owners
from compliance.questionnaire.workbook_cells import cell_text, value_of
from compliance.source import Scalar, dump, read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from compliance.model.answers import AnswersFile as Content
    from compliance.model.asked import Given
    from compliance.model.catalog import Catalog, Question
    from compliance.questionnaire.answers_file import AnswersFile
    from compliance.questionnaire.workbook_read import Returned, Said
    from compliance.source import Node

START: Final = f"schema: {ANSWERS}\n"
_NOT_APPLICABLE: Final = frozenset({"not applicable", "not_applicable", "n/a"})
_EXPLAINED: Final = dict.fromkeys(_NOT_APPLICABLE, "needs a reason") | {"partly": "needs the exceptions"}
_OTHER: Final = "Have the questions handed out anew with the catalog in use, and copy the answers over."


@dataclass(slots=True)
class Preview:
    """What an import would do. `same`: rows that say what the file says; `empty`: rows nobody answered."""

    changes: list[tuple[Change, Entry]] = field(default_factory=list)
    conflicts: list[NotTaken] = field(default_factory=list)
    same: int = 0
    empty: int = 0


@dataclass(frozen=True, slots=True)
class Who:
    """Who answered, where a workbook names nobody, and the day of answers without one."""

    by: str | None
    role: str | None
    today: dt.date


def check(data: bytes, name: str) -> Content:
    """An answers file read strictly, as its editor needs it."""
    return load_answers(data, name).file


def preview(returned: Returned, file: AnswersFile, catalog: Catalog, who: Who) -> Preview:
    """What the workbook would change in the file. `who` stands in where the workbook names nobody.

    InputError with every cell that cannot be an answer, and where the questions are not those of the catalog in use.
    """
    _refuse_foreign(returned, catalog)
    return _Comparing(returned, file, catalog, who).run()


def take(found: Preview, file: AnswersFile) -> None:
    """Write the changes in one atomic replace. ClashError where somebody saved another answer since the preview."""
    for told, entry in found.changes:
        file.put(told.question, entry)
    file.save()


def assign(path: Path, owners: Mapping[str, str]) -> None:
    """Name who is to answer questions or themes, in an answers file that is made where there is none."""
    change_file(path, START, lambda text: with_owners(text, owners, path.name), check)


def _refuse_foreign(returned: Returned, catalog: Catalog) -> None:
    """An answer belongs to what was asked: another catalog may ask something else under the same id."""
    bank = {question.id: question_digest(question) for question in catalog.questions}
    asked = {row.question for row in returned.rows}
    other = sorted(name for name in asked if bank.get(name) != returned.questions.get(name))
    if not other:
        return
    here = ", ".join(f"{one.framework.id} {one.framework.catalog_version}" for one in catalog.frameworks)
    made = ", ".join(f"{law} {version}" for law, version in returned.catalogs)
    if len(other) == len(asked):
        message = f"{returned.name} was made with another catalog ({made or 'unnamed'}); in use is {here}"
        raise InputError([Problem(None, message, _OTHER)])
    raise InputError(
        Problem(
            None, f"{returned.name}: the question {name!r} is asked otherwise in the catalog in use", _OTHER
        )
        for name in other
    )


class _Comparing:
    """Holds each row against the file."""

    def __init__(self, returned: Returned, file: AnswersFile, catalog: Catalog, who: Who) -> None:
        self.returned, self.file, self.today = returned, file, who.today
        self.by, self.role = returned.by or who.by or "", returned.role or who.role or ""
        self.bank: dict[str, Question] = {question.id: question for question in catalog.questions}
        self.expectations = Expectations(vocabulary(catalog), returned.ids)
        self.problems: list[Problem] = []
        self.found = Preview()

    def run(self) -> Preview:
        for row in self.returned.rows:
            self._row(row)
        if self.problems:
            raise InputError(self.problems)
        return self.found

    def _row(self, row: Said) -> None:
        if not row.value or row.value == "see the answers file":
            self.found.empty += 1
            return
        now = self._now(row)
        if row.state and state_of((row.value, row.note, row.by, row.role, row.answered_on)) == row.state:
            self.found.same += 1  # nobody wrote into it
            return
        entry = self._entry(row)
        if entry is None:
            return
        after = given_of(_answer(entry), "", row.place())
        if now is not None and now.state == after.state:
            self.found.same += 1
        elif (reason := self._newer(row, now, entry)) is not None:
            theirs = f"{now.value} ({now.by})" if now else "taken away"
            self.found.conflicts.append(
                NotTaken(row.question, row.subject or None, theirs, after.value, reason)
            )
        else:
            self._change(row, now, after, entry)

    def _change(self, row: Said, now: Given | None, after: Given, entry: Entry) -> None:
        kept = now is not None and now.value == after.value
        old = self.file.entry(row.question, row.subject or None)
        evidence = old.evidence if old is not None and kept else ()
        entry = Entry(
            entry.subject, entry.value, entry.by, entry.role, entry.answered_on, evidence, entry.note
        )
        dropped = () if now is None or kept else now.evidence
        before = now.value if now else ""
        told = Change(
            row.question, row.subject or None, before, after.value, entry.by, entry.note or "", dropped
        )
        self.found.changes.append((told, entry))

    def _now(self, row: Said) -> Given | None:
        """What the file says at this moment."""
        entry = self.file.entry(row.question, row.subject or None)
        return given_of(_answer(entry), self.file.path.name, row.place()) if entry is not None else None

    @staticmethod
    def _newer(row: Said, now: Given | None, entry: Entry) -> str | None:
        """Why the answer in the file counts as newer than that of the workbook; None where it does not."""
        state = now.state if now else ""
        if state != row.state:
            return "the file was changed after the workbook was handed out"
        if now and now.answered_on and entry.answered_on and now.answered_on > entry.answered_on:
            return f"the answer in the file is of {now.answered_on}"
        return None

    def _entry(self, row: Said) -> Entry | None:
        """The answer of a row; None where something is wrong with it, which is noted."""
        before = len(self.problems)
        value = self._value(row)
        by, role = row.by or self.by, row.role or ("" if row.by else self.role)
        if not by:
            hint = "Write a name beside the answer or on the first sheet, or give --by."
            self.problems.append(row.problem("nobody is named who answered", hint, "F"))
        if isinstance(value, Scalar) and value.text in _EXPLAINED and not row.note:
            self.problems.append(
                row.problem(f"{value.text} {_EXPLAINED[value.text]}", "Write it in the note.", "E")
            )
        day = self._day(row)
        for letter, text in (("E", row.note), ("F", by), ("G", role)):
            self._check_text(row, letter, text)
        if value is None or len(self.problems) > before:
            return None
        return Entry(row.subject or None, value, by, role or None, day, (), row.note or None)

    def _value(self, row: Said) -> Node | None:
        try:
            value = value_of(row.value, row.place())
            question = self.bank[row.question]
            if isinstance(value, Scalar) and value.text in _NOT_APPLICABLE:
                return value
            wrong = self.expectations.problems(question, row.subject or None, value, row.place())
        except InputError as error:
            wrong, value = error.problems, None
        except ValueError as error:
            wrong, value = (Problem(None, str(error)),), None
        self.problems += [row.problem(one.message, one.hint) for one in wrong]
        if value is not None:
            self._check_text(row, "D", cell_text(value))
        return value

    def _day(self, row: Said) -> dt.date:
        if not row.answered_on:
            return self.today
        try:
            day = When.parse(row.answered_on)
        except ValueError:
            day = None
        if day is None or not day.exact:
            self.problems.append(
                row.problem(f"{row.answered_on!r} is no single day", "Write it as 2026-04-15.", "H")
            )
            return self.today
        if day.first > self.today:
            self.problems.append(
                row.problem(f"{row.answered_on} is yet to come", "Write the day of the answer.", "H")
            )
        return day.first

    def _check_text(self, row: Said, letter: str, text: str) -> None:
        """What no answers file may hold: control characters, what is shaped like a password."""
        try:
            read(dump({"text": text}), row.name) if text else None
        except InputError as error:
            self.problems += [row.problem(one.message, one.hint, letter) for one in error.problems]


def _answer(entry: Entry) -> Answer:
    """An entry as the model has it."""
    return Answer.model_construct(
        subject=entry.subject, value=entry.value, by=entry.by, role=entry.role, answered_on=entry.answered_on,
        evidence=entry.evidence or None, note=entry.note,
    )  # fmt: skip

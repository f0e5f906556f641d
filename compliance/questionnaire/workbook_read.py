"""Taking a workbook back: what people wrote into it, and whether it is still the one that was handed out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string as index_of

from compliance.errors import InputError, Place, Problem
from compliance.questionnaire.workbook import HIDDEN_SHEET, QUESTIONS, SCHEMA, rows_digest
from compliance.questionnaire.workbook_cells import text_of
from compliance.questionnaire.workbook_guide import GUIDE, NAME, ROLE
from compliance.questionnaire.workbook_look import COLUMNS, HEAD, HIDDEN
from compliance.questionnaire.workbook_parts import checked

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS: Final = 20_000
_OPENED: Final = tuple(column.letter for column in COLUMNS if column.opened)
_ANEW: Final = "Have the questions handed out anew with `compliance questions`, and copy the answers over."
_FORMULA: Final = "Write what it should say, as text."


@dataclass(frozen=True, slots=True)
class Said:
    """One row as it came back. Texts are empty where a cell is."""

    name: str
    row: int
    question: str
    subject: str
    state: str
    value: str
    note: str
    by: str
    role: str
    answered_on: str

    @property
    def key(self) -> tuple[str, str]:
        """Question and subject, which is empty for the organisation and the system."""
        return self.question, self.subject

    def place(self, letter: str = "D") -> Place:
        """Where a cell of the row stands, in rows and columns."""
        return Place(self.name, self.row, index_of(letter))

    def problem(self, message: str, hint: str | None = None, letter: str = "D") -> Problem:
        """Something wrong with a cell, named as spreadsheets do."""
        return Problem(None, f"{self.name}, cell {letter}{self.row}: {message}", hint)


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that came back. `questions`: digests of what was asked; `ids`: the ids answers may refer to."""

    name: str
    system: str
    catalogs: tuple[tuple[str, str], ...]
    questions: dict[str, str]
    ids: dict[str, tuple[str, ...]]
    by: str
    role: str
    rows: tuple[Said, ...]


def read_workbook(data: bytes, name: str) -> Returned:
    """What the workbook called `name` says. InputError with every problem; nothing in it is ever calculated."""
    file = checked(data, name)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        return _Reading(name).book(book)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part leads it to
        hint = "Save it again as an Excel workbook (.xlsx), or have it handed out anew with `compliance questions`."
        raise InputError([Problem(None, f"{name} cannot be read as a workbook", hint)]) from error


class _Reading:
    """Collects the problems of one workbook."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def book(self, book: Any) -> Returned:  # noqa: ANN401 - the library has one type for each of its ways of reading
        if HIDDEN_SHEET not in book.sheetnames or QUESTIONS not in book.sheetnames:
            self._stop(
                "is no workbook of questions made by this program",
                "Name one that `compliance questions --format xlsx` wrote.",
            )
        marks = dict(self._marks(book[HIDDEN_SHEET]))
        if marks.get("schema") != SCHEMA:
            self._stop(f"has the format {marks.get('schema', 'of no name')!r}, not {SCHEMA}", _ANEW)
        rows = tuple(self._rows(book[QUESTIONS]))
        if not self.problems and rows_digest((r.question, r.subject, r.state) for r in rows) != marks.get(
            "rows"
        ):
            self._note(
                "the hidden ids are not those that were handed out: rows were added, lost or changed", _ANEW
            )
        by, role = self._who(book)
        found = self._returned(marks, by, role, rows)
        if self.problems:
            raise InputError(self.problems)
        return found

    def _returned(self, marks: dict[str, str], by: str, role: str, rows: tuple[Said, ...]) -> Returned:
        try:
            catalogs = tuple((str(law), str(version)) for law, version in json.loads(marks["catalogs"]))
            ids = {
                key.removeprefix("ids "): tuple(map(str, json.loads(text)))
                for key, text in marks.items()
                if key.startswith("ids ")
            }
        except (KeyError, ValueError, TypeError):
            self._stop("was changed where nobody writes", _ANEW)
        questions = {
            key.removeprefix("question "): text for key, text in marks.items() if key.startswith("question ")
        }
        return Returned(self.name, marks.get("system", ""), catalogs, questions, ids, by, role, rows)

    def _marks(self, sheet: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - the library has one type for each of its ways of reading
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=2):
            texts = [text_of(cell.value) or "" for cell in row]
            if len(texts) > 1 and texts[0]:
                yield texts[0], texts[1]

    def _who(self, book: Any) -> tuple[str, str]:  # noqa: ANN401 - the library has one type for each of its ways of reading
        """Name and role of who answers, from the first sheet."""
        if GUIDE not in book.sheetnames:
            return "", ""
        sheet = book[GUIDE]
        rows = list(sheet.iter_rows(min_row=6, max_row=7, min_col=3, max_col=3))
        texts = [
            self._text(row[0], f"{GUIDE}!{name}") if row else ""
            for row, name in zip(rows, (NAME, ROLE), strict=False)
        ]
        return (texts[0] if texts else ""), (texts[1] if len(texts) > 1 else "")

    def _rows(self, sheet: Any) -> Iterator[Said]:  # noqa: ANN401 - the library has one type for each of its ways of reading
        letters = [column.letter for column in COLUMNS] + list(HIDDEN)
        seen: set[tuple[str, str]] = set()
        found = sheet.iter_rows(min_row=HEAD + 1, max_row=MOST_ROWS, max_col=len(letters))
        for number, cells in enumerate(found, start=HEAD + 1):
            by_letter = dict(zip(letters, cells, strict=False))
            texts = {
                letter: self._text(by_letter.get(letter), f"{letter}{number}")
                for letter in (*_OPENED, *HIDDEN)
            }
            question, subject, state = (texts[letter] for letter in HIDDEN)
            if not question:
                self._refuse_strays(texts, number)
                continue
            if (question, subject) in seen:
                self._note(f"row {number} repeats a question", _ANEW)
            seen.add((question, subject))
            yield Said(self.name, number, question, subject, state, *(texts[letter] for letter in _OPENED))

    def _refuse_strays(self, texts: dict[str, str], number: int) -> None:
        if any(texts[letter] for letter in (*_OPENED, *HIDDEN)):
            self._note(f"row {number} has no hidden id, so nobody can tell what it answers", _ANEW)

    def _text(self, cell: Any, where: str) -> str:  # noqa: ANN401 - the library has one type for each of its ways of reading
        """What a cell says; a formula, an error or a time of day is a problem."""
        if cell is None or cell.value is None:
            return ""
        if cell.data_type == "f" or not isinstance(text := text_of(cell.value), str):
            what = "a formula" if cell.data_type == "f" else "something that is no text, date or number"
            self.problems.append(Problem(None, f"{self.name}, cell {where}: holds {what}", _FORMULA))
            return ""
        if cell.data_type == "e":
            self.problems.append(
                Problem(None, f"{self.name}, cell {where}: holds the error {text}", _FORMULA)
            )
            return ""
        return text

    def _note(self, message: str, hint: str) -> None:
        self.problems.append(Problem(None, f"{self.name}: {message}", hint))

    def _stop(self, message: str, hint: str) -> None:
        raise InputError([Problem(None, f"{self.name} {message}", hint)])

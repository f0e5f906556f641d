"""Questions as a workbook that people fill in: drop-downs, only answer cells open, ids hidden."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from compliance.canonical import canonical_json, sha256
from compliance.questionnaire.workbook_guide import GUIDE, guide
from compliance.questionnaire.workbook_look import COLUMNS, HEAD, HIDDEN, bears_on, dress, height, how_to, put
from compliance.questionnaire.workbook_parts import packed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from compliance.model.asked import Asked, Expected, Handout

SCHEMA: Final = "compliance-workbook/1"
QUESTIONS: Final = "Questions"
WORDS: Final = "Words"
HIDDEN_SHEET: Final = "_compliance"
ALWAYS: Final = ("unknown", "not applicable")
NOT_HERE: Final = "This answer has a form that a cell cannot hold. It stays in the answers file as it is."


def workbook(handout: Handout) -> bytes:
    """The workbook, as the bytes of an .xlsx file; the same for the same handout."""
    book = Workbook()
    guide(book, handout)
    sheet = book.create_sheet(QUESTIONS)
    lists = _Lists(book.create_sheet(WORDS))
    _head(sheet, handout)
    row, number = HEAD + 1, 0
    for theme, group in groupby(handout.asked, key=lambda one: one.theme):
        row = _band(sheet, row, theme)
        for one in group:
            number += 1
            _row(sheet, row, number, one, lists)
            row += 1
    _setup(sheet, row - 1)
    _marks(book.create_sheet(HIDDEN_SHEET), handout)
    lists.sheet.sheet_state = "veryHidden"
    for each in book.worksheets:
        _protect(each)
    book.active = book.sheetnames.index(QUESTIONS)
    return packed(book, handout.as_of)


def rows_digest(rows: Iterable[tuple[str, str, str]]) -> str:
    """What the hidden ids of a workbook amount to, whatever the order of its rows."""
    return sha256(canonical_json([list(row) for row in sorted(rows)]))


def hidden(asked: Asked) -> tuple[str, str, str]:
    """Question, subject and state of the answer, as the hidden columns hold them."""
    return (*asked.key, asked.given.state if asked.given else "")


class _Lists:
    """The words to choose from, each list once, in a hidden sheet: a list in the rule itself may have 255 characters only."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.rules: dict[tuple[tuple[str, ...], bool], DataValidation] = {}

    def offer(self, target: Worksheet, cell: Cell, expected: Expected) -> None:
        """Let a cell choose from the words of an answer; other text is refused only where no other can be right."""
        words = (*(choice.word for choice in expected.choices), *ALWAYS)
        key = (words, expected.closed)
        if key not in self.rules:
            column = len(self.rules) + 1
            for row, word in enumerate(words, start=1):
                self.sheet.cell(row, column, word)
            letter = get_column_letter(column)
            self.rules[key] = _rule(f"{WORDS}!${letter}$1:${letter}${len(words)}", closed=expected.closed)
            target.add_data_validation(self.rules[key])
        self.rules[key].add(cell)


def _rule(formula: str, *, closed: bool) -> DataValidation:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=closed)
    rule.errorTitle = "Another word is expected"
    rule.error = "Choose a word of the list, or leave the cell empty."
    rule.errorStyle = "stop"
    return rule


def _head(sheet: Worksheet, handout: Handout) -> None:
    to = f" for {handout.addressed}" if handout.addressed else ""
    put(sheet["A1"], f"Questions{to} · {handout.system}", "title")
    count = f"{len(handout.asked)} questions as of {handout.as_of}."
    told = f"{count} Write in the yellow cells only; how it works stands on the sheet “{GUIDE}”."
    put(sheet["A2"], told, "quiet")
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[HEAD].height = 24
    for column in COLUMNS:
        sheet.column_dimensions[column.letter].width = column.width
        put(sheet[f"{column.letter}{HEAD}"], column.heading, "head")
    for letter, heading in zip(HIDDEN, ("question", "subject", "state"), strict=True):
        sheet.column_dimensions[letter].hidden = True
        put(sheet[f"{letter}{HEAD}"], heading, "quiet")


def _band(sheet: Worksheet, row: int, theme: str) -> int:
    for column in COLUMNS:
        dress(sheet[f"{column.letter}{row}"], "band")
    put(sheet[f"A{row}"], theme.replace("_", " ").capitalize(), "band")
    sheet.row_dimensions[row].height = 20
    return row + 1


def _row(sheet: Worksheet, row: int, number: int, one: Asked, lists: _Lists) -> None:
    kept = one.given is not None and not one.given.changeable
    texts = {
        "A": str(number), "B": one.text, "C": one.about, "I": NOT_HERE if kept else how_to(one.expected),
        "J": "\n".join([one.why, *one.claims]), "K": one.good_evidence, "L": bears_on(one),
    } | _answer(one, kept=kept)  # fmt: skip
    for column in COLUMNS:
        kind = "text" if column.letter in "AB" else "small"
        put(
            sheet[f"{column.letter}{row}"],
            texts[column.letter],
            ("kept" if kept else "answer") if column.opened else kind,
        )
    if not kept:
        lists.offer(sheet, sheet[f"D{row}"], one.expected)
    sheet.row_dimensions[row].height = height([(column, texts[column.letter]) for column in COLUMNS])
    for letter, text in zip(HIDDEN, hidden(one), strict=True):
        put(sheet[f"{letter}{row}"], text, "quiet")


def _answer(one: Asked, *, kept: bool) -> dict[str, str]:
    """The texts of the answer cells: what is answered already, or what to do about an answer no cell can hold."""
    given = one.given
    if given is None or kept:
        return dict(zip("DEFGH", ("see the answers file" if kept else "", "", "", "", ""), strict=True))
    day = given.answered_on.isoformat() if given.answered_on else ""
    return dict(zip("DEFGH", (given.value, given.note, given.by, given.role, day), strict=True))


def _setup(sheet: Worksheet, last: int) -> None:
    """What one sees first, and what a printer gives."""
    sheet.freeze_panes = f"C{HEAD + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.print_area = f"A1:{COLUMNS[-1].letter}{max(last, HEAD)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3: twelve columns are not read on less
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.oddFooter
    if footer is not None and footer.right is not None:
        footer.right.text = "&P of &N"
    sheet.page_margins.left = sheet.page_margins.right = sheet.page_margins.top = 0.4
    sheet.page_margins.bottom, sheet.page_margins.footer = 0.7, 0.3


def _protect(sheet: Worksheet) -> None:
    """Lock all but the answer cells, without a password: it keeps from mistakes; tampering is told on the way back."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _marks(sheet: Worksheet, handout: Handout) -> None:
    """What the way back checks, on a sheet nobody sees."""
    marks = {
        "schema": SCHEMA,
        "tool": handout.tool,
        "system": handout.system,
        "architecture": handout.architecture,
        "as_of": handout.as_of.isoformat(),
        "catalogs": json.dumps(handout.catalogs),
        "rows": rows_digest(hidden(one) for one in handout.asked),
    }
    parts = list(marks.items())
    parts += [(f"question {name}", digest) for name, digest in handout.questions]
    parts += [(f"ids {section}", json.dumps(names)) for section, names in handout.ids]
    for row, pair in enumerate(parts, start=1):
        for column, text in enumerate(pair, start=1):
            sheet.cell(row, column, text).data_type = "s"
    sheet.sheet_state = "veryHidden"
